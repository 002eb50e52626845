// SPDX-License-Identifier: MIT
#include "base/popcount.h"

#include "base/at_start.h"

#if defined __x86_64__ && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define HAS_INSTRUCTION CPU_FEATURE_ACTIVE(POPCNT)
#else
#define HAS_INSTRUCTION false
#endif

AT_START bool popcount_is_instruction;

void popcount_start(void) { popcount_is_instruction = HAS_INSTRUCTION; }
