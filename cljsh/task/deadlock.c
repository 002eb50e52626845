// SPDX-License-Identifier: MIT
#include "task/deadlock.h"

#include "task/loop.h"
#include "task/run.h"
#include "task/wait.h"

#include <signal.h>

int (*deadlock_raise)(void);
bool deadlock_told;

static int waiting; // threads that wait for others only

void deadlock_begin(struct task *self) {
    self->waits_for_others = true;
    waiting++;
}

void deadlock_end(struct task *self) {
    if (!self->waits_for_others) return;
    self->waits_for_others = false;
    waiting--;
}

static int threads_of_python(void) {
    int n = 0;
    for (PyThreadState *t = PyInterpreterState_ThreadHead(PyInterpreterState_Get()); t; t = PyThreadState_Next(t)) n++;
    return n;
}

// Has the program set a handler of its own for some signal?
static bool signals_are_expected(void) {
    bool expected = false;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    SCOPED_PY PyObject *module = PyImport_ImportModule("signal");
    for (int sig = 1; module && sig < NSIG && !expected; sig++) {
        struct sigaction action;
        if (sigaction(sig, NULL, &action) < 0 || action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN) continue;
        SCOPED_PY PyObject *handler = PyObject_CallMethod(module, "getsignal", "i", sig);
        expected = handler && PyCallable_Check(handler) && !PyLong_Check(handler) && !PyCFunction_Check(handler); // Python's and ours are in C
    }
    PyErr_Restore(type, value, traceback);
    return expected;
}

bool deadlock_is(void) {
    const bool used_up = run_threads_are_used_up(); // then nobody runs what is ready, nor sees to the loop
    if (!task_main.waits_for_others || !deadlock_raise) return false;
    if (!used_up && (run_is_ready() || !loop_is_empty())) return false;
    const int idle = used_up ? 0 : run_idle_carriers();
    return idle >= 0 && waiting + idle == threads_of_python() && !signals_are_expected();
}

void deadlock_look(void) {
    if (task_main.waits_for_others && deadlock_is()) wait_nudge(&task_main);
}
