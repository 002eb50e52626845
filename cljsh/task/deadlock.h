// SPDX-License-Identifier: MIT
/* Deadlock: the main program waits, for something that only another task could
 * bring, and without a deadline; and so do all others.
 *
 * No tasklet is in the queue, none waits for a time or a descriptor, and every
 * thread that Python knows of waits like the main one or is a carrier without
 * work.  A thread in a call of Python, a handler of a signal that the program
 * has set, a wait for ever on nothing (sleep) mean that something is to come.
 *
 * It is looked for where the last one goes to sleep: the main thread before it
 * blocks, the carrier before it waits in the event loop.  It is raised in the
 * main program, where that waits. */
#ifndef TASK_DEADLOCK_H
#define TASK_DEADLOCK_H

#include "task/task.h"

// This thread is going to wait for others only, without a deadline; and does so no more.
void deadlock_begin(struct task *self);
void deadlock_end(struct task *self);
// Is there one? Asked by the main program after deadlock_begin.
bool deadlock_is(void);
// Asked by a carrier before it waits: has the main program look.
void deadlock_look(void);

// Raises what the main program gets: -1.  Filled by sched/process_info.c.
extern int (*deadlock_raise)(void);
extern bool deadlock_told; // once; then nobody waits at the end of the program

#endif
