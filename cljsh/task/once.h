// SPDX-License-Identifier: MIT
/* Something that one task computes once, while others wait for it.
 *
 * Whoever starts puts its mark (the task's address as a tagged int) into the
 * slot where the function was, and overwrites it and calls once_done when it
 * is done.  A task that finds another's mark waits until the mark is gone; one
 * that finds its own has come back to what it is computing.
 */
#ifndef TASK_ONCE_H
#define TASK_ONCE_H

#include "task/task.h"

static inline Value once_mark(void) { return (Value){(uintptr_t)this_task() | 1}; }
// Waits while the slot holds another task's mark: 0, or -1 with an
// exception: StateError when the mark is this task's own (what: "a lazy
// seq"), or what ended the wait.  The slot's holder must be kept.
int once_wait(const Value *slot, const char *what);

extern bool once_waiting; // does anybody wait for any slot?
COLD void once_wake(const Value *slot);
// The mark in the slot has been overwritten.
static inline void once_done(const Value *slot) { if (unlikely(once_waiting)) once_wake(slot); }

#endif
