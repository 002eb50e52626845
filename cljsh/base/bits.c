// SPDX-License-Identifier: MIT
#include "base/bits.h"

#include "base/at_start.h"

#if defined __x86_64__ && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define HAS_INSTRUCTION CPU_FEATURE_ACTIVE(POPCNT)
#else
#define HAS_INSTRUCTION false
#endif

AT_START bool bits_counted_by_instruction;

void bits_start(void) { bits_counted_by_instruction = HAS_INSTRUCTION; }
