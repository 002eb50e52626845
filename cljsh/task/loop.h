// SPDX-License-Identifier: MIT
/* The event loop: what parked tasklets wait for outside of the program, times
 * and descriptors.  The carrier that has nothing to run sits in it.  It is
 * opened at the first need, and anew in the child of a fork. */
#ifndef TASK_LOOP_H
#define TASK_LOOP_H

#include "base/absent.h"
#include "task/wait.h"

// The tasklet is woken at its `deadline`, if not before.  0 or -1.
int loop_add_timer(struct task *t, int64_t deadline);
void loop_remove_timer(struct task *t);
/* The list that is woken when the descriptor is ready; absent: it is always
 * ready, as a file is. */
enum lookup loop_watch(int fd, short events, struct wait_list **list);

// The descriptor will be closed: who waits for it looks again.
void loop_forget(int fd);

// Wakes who is due.  Waits for the first of them, without the GIL, if `wait`.  0 or -1.
int loop_run(bool wait);
// Does nobody wait for a time or a descriptor?
bool loop_is_empty(void);
// Ends the waiting of loop_run, if it does not run anyhow.
void loop_interrupt(void);
void loop_after_fork(void);

#endif
