// SPDX-License-Identifier: MIT
/* Pauses: the points at which a computation lets others have their turn.
 *
 * Work is counted in reductions: a call, a turn of a loop, or about as much
 * done by a primitive.  When a slice of them is used up, the task looks around:
 * for signals and interrupts, for a thread that wants the GIL, for tasklets
 * that wait for their turn. */
#ifndef TASK_PAUSE_H
#define TASK_PAUSE_H

#include "base/stress.h"
#include "task/run.h"

#include <errno.h>

/* Who asks with pause_ask, without the GIL, takes it next, and says pause_got.
 * Python forgets a request as soon as anybody has got the GIL; so whoever has
 * got it looks with pause_others whether somebody else still waits. */
void pause_ask(void);
void pause_got(void);
void pause_others(void);
void pause_after_fork(void);

#define SLICE ((int32_t)stress_slice())

/* Nonzero when a signal came in or another thread wants the GIL, and nonzero
 * when the latter.  host/gil.c points them into Python's state; unset, the
 * GIL is handed over every few milliseconds. */
extern const volatile int *pause_attention, *pause_gil_wanted;
bool pause_gil_is_wanted(void);

/* Asks whoever has the GIL for it, before it is taken back: it is let go at
 * the next pause and not after the milliseconds that Python waits.  Called
 * without the GIL.  Filled by host/gil.c; NULL: nobody is asked. */
extern void (*pause_ask_for_gil)(void);

/* The value of a call of the system that may take its time, made without the
 * GIL; errno stays what the call has left. */
#define WITHOUT_GIL(call) \
    ({                                                   \
        if (run_owes()) run_give_notice();               \
        PyThreadState *gil_ = PyEval_SaveThread();       \
        __typeof__(call) value_ = (call);                \
        int errno_ = errno;                              \
        pause_ask();                                     \
        PyEval_RestoreThread(gil_);                      \
        pause_got();                                     \
        errno = errno_;                                  \
        value_;                                          \
    })

// A slice is used up.  0; -1 with an exception; 1: this tasklet is to give way.
int task_pause(void);

// Called in places that work long without coming back to the interpreter: the pause.  0 or -1.
COLD int task_overdrawn(struct task *self);
// So many reductions were used by a primitive.  0, or -1 with an exception.
static inline int task_charge(int32_t reductions) {
    struct task *self = this_task();
    return unlikely((self->reductions -= reductions) < 0) ? task_overdrawn(self) : 0;
}
// For primitives with a loop: its turn i. They are charged by thousands.
static inline int task_charge_turn(size_t i) { return unlikely((i & 4095) == 4095) ? task_charge(4096) : 0; }

#endif
