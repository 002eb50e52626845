// SPDX-License-Identifier: MIT
/* Promises and futures: a value that comes later, once.
 *
 *     PENDING ──deliver──▶ DONE      a promise, or a future's result
 *        │ ├────fails────▶ FAILED    the exception is in `value`
 *        │ └────cancel───▶ CANCELLED
 *        └─ those who wait are in `waiters`
 */
#ifndef SCHED_PROMISE_H
#define SCHED_PROMISE_H

#include "data/type.h"
#include "task/wait.h"

enum promise_state { PENDING, DONE, FAILED, CANCELLED };

struct promise {
    PyObject_HEAD
    Value value;
    struct wait_list waiters;
    struct task *runner; // a future's, while it runs
    uint8_t state;
};
extern CljType promise_type, future_type;
extern PyObject *ExecutionError, *CancelledError, *RejectedError;

int promise_init(void);
static inline struct promise *promise_of(Ref r) { return (struct promise *)obj(r); }
// Ends the pending state and wakes who waits; value is consumed.  False when it had ended before.
bool promise_settle(struct promise *p, enum promise_state state, Value value);

#endif
