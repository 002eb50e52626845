// SPDX-License-Identifier: MIT
/* Threads that run Clojure functions.
 *
 * There are two pools, as Clojure has them: one that starts as many threads
 * as there is work (futures, send-off), and one of a few for what only
 * computes (send).  Idle threads wait a while for new work before they end.
 * A program that comes to its end waits for them (thread_await_all); one
 * that leaves by `exit`, an error or a signal does not.
 */
#ifndef SCHED_POOL_H
#define SCHED_POOL_H

#include "task/task.h"

enum thread_pool { POOL_FREE, POOL_FIXED };

// Has f called (without arguments) on a thread of the pool, with these
// bindings (consumed, may be NULL).  0, or -1 with an exception.
int thread_spawn(enum thread_pool pool, Ref f, PyObject *bindings);

// The same for what belongs to something else that is waited for: the program's end does not wait for it.
int thread_spawn_helper(Ref f, PyObject *bindings);

bool thread_busy(void); // has something that was spawned not ended yet?
// Waits until all that was spawned has ended: 0, or -1 when a signal has ended the wait.
int thread_await_all(void);

#endif
