// SPDX-License-Identifier: MIT
/* Limits of time.
 *
 * Waits and the virtual machine look at the clock themselves.  Python code
 * that waits, in the main program (time.sleep, a socket), is broken off by a
 * real-time signal that a timer of the kernel sends to the main thread; its
 * handler in Python is `tick`, which raises what is due. */
#include "task/wait.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif
#define TICK_SIGNAL (SIGRTMAX - 3)
#define TICK_AGAIN 50000000L // ns: Python code may have swallowed the exception, or not looked yet

static timer_t timer;
static pid_t timer_pid; // the process that made it; 0: none

static PyObject *tick(PyObject *self, PyObject *args) {
    (void)self, (void)args;
    return task_check(this_task()) < 0 ? NULL : Py_NewRef(Py_None);
}

static int timer_start(void) {
    if (timer_pid == getpid()) return 0;
    static PyMethodDef def = {"tick", tick, METH_VARARGS, NULL};
    SCOPED_PY PyObject *module = PyImport_ImportModule("_signal"), *f = module ? PyCFunction_New(&def, NULL) : NULL;
    SCOPED_PY PyObject *before = f ? PyObject_CallMethod(module, "signal", "iO", TICK_SIGNAL, f) : NULL;
    if (!before) return -1;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = TICK_SIGNAL};
    event.sigev_notify_thread_id = gettid();
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    timer_pid = getpid();
    return 0;
}

// Sets the timer for the limit that is reached first; off without one.
static void timer_set(const struct task *self) {
    int64_t first = FOREVER;
    for (const struct limit *l = self->limit; l; l = l->outer)
        if (l->deadline < first) first = l->deadline;
    struct itimerspec when = {0};
    if (first != FOREVER) {
        if (first <= 0) first = 1;
        when.it_value = (struct timespec){.tv_sec = first / 1000000000, .tv_nsec = first % 1000000000};
        when.it_interval = (struct timespec){.tv_nsec = TICK_AGAIN};
    }
    timer_settime(timer, TIMER_ABSTIME, &when, NULL);
}

int limit_begin(struct limit *l, double ms) {
    struct task *self = this_task();
    if (self->is_main && timer_start() < 0) return -1;
    *l = (struct limit){.deadline = wait_after(ms), .ms = ms, .outer = self->limit};
    self->limit = l;
    if (self->is_main) timer_set(self);
    return 0;
}

void limit_end(struct limit *l) {
    struct task *self = this_task();
    self->limit = l->outer;
    if (self->is_main) timer_set(self);
}
