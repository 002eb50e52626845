// SPDX-License-Identifier: MIT
/* Waiting: the only way in which a task waits for anything.
 *
 * What can be waited for inside the program has a wait_list, guarded by the
 * GIL as all else is: a task looks at what it wants, finds it not there yet,
 * and calls wait_on, which lets the GIL go; whoever brings the change calls
 * wait_wake_first or wait_wake_all.  As nobody else runs between the look and the call,
 * no wake-up is lost.  A wake-up is a hint: who gets it looks again, and waits
 * again.
 *
 *     while (!there(x) && (r = wait_on(&x->waiters, deadline)) > 0) {}
 *
 * All functions give 1 when what was waited for came, 0 when the deadline has
 * passed, -1 with an exception.  A wait ends early, with that exception, by a
 * signal (in the main program), by task_interrupt, or when a limit has passed.
 * A wake-up by wait_wake_first that meets a task which is interrupted at the same
 * time goes on to the next in the list.
 *
 * The GIL is held by the caller, let go during the wait, and held again.
 */
#ifndef TASK_WAIT_H
#define TASK_WAIT_H

#include "base/prim.h"
#include "task/task.h"

#include <poll.h>

struct wait_list { struct waiter *first, **end; };

#define FOREVER INT64_MAX
int64_t wait_now(void);              // nanoseconds of the monotonic clock
int64_t wait_after(double ms);       // the time so many milliseconds from now; 0 for those past and no number

// The list's owner must be kept.
int wait_on(struct wait_list *list, int64_t deadline);
// Until reading (POLLIN), writing (POLLOUT) would not block, or there is an error or the other end is gone.
int wait_fd(int fd, short events, int64_t deadline);
// The same, of one that was found not to be ready just now: it is not looked at once more before the wait.
int wait_fd_again(int fd, short events, int64_t deadline);
// Until the child behind the pidfd has ended.
int wait_child(int pidfd, int64_t deadline);
int wait_until(int64_t deadline);    // 0 or -1
int wait_told(int64_t deadline);     // until another task says wait_tell (1), the deadline (0); or -1
void wait_tell(struct task *t);
/* What parks a tasklet that can be: it waits until the time given.  By itself it is wait_told, for a primitive that
 * looks after all else: nothing is due, and it says that it is to be repeated. */
static inline void wait_begins_parked(struct task *self, int64_t given) {
    self->given = given;
    self->parking = true;
    self->woken = false;
}
int wait_pass(void);                 // until it is this task's turn again: 0 or -1

// One of several: those that came have `ready` set, of those that are lists unless the tasklet was parked: it looks again.
struct wait {
    struct wait_list *list;          // this, or
    int fd;                          // a descriptor (or pidfd),
    short events, ready;             // poll's events; of a list, 1
    bool looked;                     // the descriptor was not ready a moment ago
    struct waiter waiter;            // wait_any's
};
int wait_any(struct wait *waits, int n, int64_t deadline);

// A primitive that may wait; see task_allow_parking.
#define PRIM_WAITS(id, ns, name, arglist, doc)                                                        \
    static Value id##_body(Ref *a, Py_ssize_t n);                                                   \
    PRIM_DECLARE(id, ns, name, arglist, doc, PRIM_WAITING) { return wait_prim(id##_body, a, n); }     \
    static Value id##_body(Ref *a __attribute__((unused)), Py_ssize_t n __attribute__((unused)))
Value wait_prim(PrimBody body, Ref *a, Py_ssize_t n);

/* Called before a task blocks its thread, before the event loop waits, and at
 * the end of a tasklet's slice: what was put off till then.  Filled by node/link.c. */
extern void (*wait_before)(void);

void wait_cancel(void);              // this tasklet was to be parked, and goes on instead
// The interpreter of a tasklet that is to be parked has been left.  Only now can another thread have it.
void wait_parked(struct task *t);
void waiter_leave(struct waiter *w); // the list it is in, if any
void wait_leave(struct task *t);     // all the lists that a parked task is in
void wait_wake_all(struct wait_list *list);
void wait_wake_first(struct wait_list *list);
// Wakes a task that waits, so that it handles pending signals, Py_AddPendingCall and interrupts, and waits again.
void wait_nudge(struct task *t);

/* Limits.  Between limit_begin and limit_end, which are nested, what the task
 * does ends with TimeoutError when the time has come: waits, Clojure code at a
 * pause, and in the main program Python code that waits, too.  0 or -1. */
int limit_begin(struct limit *l, double ms);
void limit_end(struct limit *l);

// This thread ends: what it had for waiting is given back.
void wait_thread_end(void);

#endif
