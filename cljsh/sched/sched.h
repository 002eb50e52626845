// SPDX-License-Identifier: MIT
#ifndef SCHED_SCHED_H
#define SCHED_SCHED_H

int sched_init(void);

#endif
