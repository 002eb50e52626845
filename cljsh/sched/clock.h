// SPDX-License-Identifier: MIT
// Times as a program gives them.
#ifndef SCHED_CLOCK_H
#define SCHED_CLOCK_H

#include "task/wait.h"

// The time so many milliseconds (any number) from now, 0 for those past; -1 with TypeError.
int64_t deadline_of(Ref milliseconds);

#endif
