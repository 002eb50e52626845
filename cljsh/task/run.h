// SPDX-License-Identifier: MIT
/* Running tasklets.
 *
 * A tasklet is a task that no thread belongs to: it is in the run queue, or it
 * runs on a carrier, or it is parked where it waits.  One carrier at a time has
 * the token: it takes tasklets from the queue, runs each for a slice of
 * reductions, and when there are none sits in the event loop.
 *
 * A tasklet whose interpreter was not called from C (its depth is 1) parks by
 * leaving the interpreter: its frames are on the heap, the carrier goes on
 * with another one.  Where C is in between (a comparator of sort, a callback
 * of Python), the carrier's C stack stays with it: its thread waits, and gives
 * the token to a spare carrier.
 *
 * Python code that lets the GIL go (time.sleep, a socket), or runs long, does
 * not say so beforehand.  Of the spare carriers one keeps watch: while a
 * tasklet runs it looks every millisecond whether anything moves; where the
 * GIL is free and nothing does, or nothing has for ten, it takes the token.
 * Who comes back without the token finishes its slice, gives the tasklet to
 * the queue and becomes a spare.  While all is idle nothing is looked at.
 */
#ifndef TASK_RUN_H
#define TASK_RUN_H

#include "task/wait.h"

#include <stdatomic.h>

enum { PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW, PRIORITIES };

// Runs a tasklet until it is parked, gives way or ends.  Filled by sched/tasklet.c, which knows its interpreter.
extern void (*run_tasklet)(struct task *t);

// Puts a tasklet into the queue: a new one, or one that gives way.  Its state becomes TASK_READY.
void run_ready(struct task *t);
// Takes it out again, if it is there.
void run_withdraw(struct task *t);
bool run_is_ready(void);
/* Tells who sits in the event loop of tasklets that have become ready, if it
 * has not been told.  Called where the GIL is about to be let go, without it
 * as well. */
void run_give_notice(void);
void run_pass_notice(void);  // the same at a pause: not yet, if it was made since the last one
extern _Atomic uint32_t run_owes_notice;
static inline bool run_owes(void) { return unlikely(atomic_load_explicit(&run_owes_notice, memory_order_relaxed) != 0); }
int run_queue_length(void);
int run_idle_carriers(void); // how many carriers have nothing to do; -1: one may have, or is on its way
// Wakes a task that waits, however it does.
void task_wake(struct task *t);

// At the end of a slice: is this tasklet to give way?
bool run_gives_way(struct task *self);
// This thread will wait, without the GIL: whoever else can run goes on.
void run_thread_waits(void);
// This thread will be in a call that does not come back soon: another carrier goes on with the others at once.
void run_thread_blocks(void);
// What the loop waits for has become less: who sits in it is to look again.
void run_loop_changed(void);
/* Runs a tasklet that is ready on this thread instead of a carrier's, until it
 * is parked or gives way, or to its end. */
void run_here(struct task *t);
/* The interpreter of the tasklet self, whose frames are in order, is to be left, because it parks or
 * gives way.  Instead it can go on at once with the tasklet given, which runs in its place: that
 * saves the way out to the carrier and in again.  NULL: it has to be left. */
struct task *run_switch(struct task *self);

// Tasklets that the end of the program waits for: futures, actions of agents.
extern int run_awaited;
extern struct wait_list run_all_ended;
int run_await_all(void); // 0, or -1 with an exception: a signal has ended the wait

/* 1 while somebody has the GIL; host/gil.c points it into Python's state.
 * Unset, only the clock tells who is stuck. */
extern const volatile int *run_gil_locked;

extern bool run_main_is_known; // to Python's module threading, whoever imports it (host/python_threads.h)
void run_after_fork(void);
int run_set_threads_max(int n); // how many carriers there may be; the number before
int run_threads_max(void);
bool run_threads_are_used_up(void); // none is left that could go on with what is ready, nor can one be started

#endif
