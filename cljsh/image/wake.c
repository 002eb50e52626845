// SPDX-License-Identifier: MIT
#include "image/wake.h"

#ifdef CLJSH_IMAGE

// Python's internals: the ids of a thread have no other way in.
#define Py_BUILD_CORE 1
#include "base/cstack.h"
#include "task/task.h"

#include <internal/pycore_runtime.h>

/* Locks are made anew here and not at each start: in the image nobody holds
 * one, but for Python's own lock, which the one thread has. */
void wake_forget(void) {
    PyOS_AfterFork_Child();
    PyThreadState *t = PyThreadState_Get();
    t->thread_id = t->native_thread_id = 0;
    _PyRuntime.main_thread = 0;
    _PyRuntime.gilstate.autoTSSkey = (Py_tss_t)Py_tss_NEEDS_INIT;
}

void wake(void) {
    _PyRuntimeState *r = &_PyRuntime;
    PyThreadState *t = PyThreadState_Get();
    t->thread_id = r->main_thread = PyThread_get_thread_ident();
    t->native_thread_id = PyThread_get_thread_native_id();
    PyThread_tss_create(&r->gilstate.autoTSSkey);
    PyThread_tss_set(&r->gilstate.autoTSSkey, t);
}

void wake_thread_variables(struct scan_known known[WAKE_VARIABLES + 1]) {
    known[0] = (struct scan_known){&task_current, sizeof task_current};
    known[1] = (struct scan_known){&cstack, sizeof cstack};
    known[2] = (struct scan_known){0};
}

#endif
