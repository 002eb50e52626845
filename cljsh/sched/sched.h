// SPDX-License-Identifier: MIT
// Starts every module of sched/: 0 or -1.
#ifndef SCHED_SCHED_H
#define SCHED_SCHED_H

int sched_init(void);

#endif
