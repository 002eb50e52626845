// SPDX-License-Identifier: MIT
#include "read/show_time.h"

#include "base/cstack.h"
#include "base/stress.h"
#include "task/thread.h"

#include <errno.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 2 // seconds
#define STACK_SIZE ((size_t)1 << 20) // what is raised may end objects, whose code it runs

struct watch {
    sem_t over, ended; // what it waits for; and it has gone, and looks here no more
    bool is_main, raised;
    unsigned long thread;
};

static PyObject *too_long;          // no Exception, so that code which goes on after all errors does not swallow it
static struct watch *on_main;       // changed and read with the GIL

// Runs in the main thread, perhaps when what was too long has ended.
static int raise_on_main(void *unused) {
    (void)unused;
    if (!on_main) return 0;
    PyErr_SetString(too_long, "a value takes too long to say what it is");
    return -1;
}

static void wait_beside(void *arg) {
    struct watch *w = arg;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    for (int r;;) {
        until.tv_sec += PATIENCE;
        while ((r = sem_timedwait(&w->over, &until)) < 0 && errno == EINTR) {}
        if (r == 0) break;
        // Code of ours in the main thread sees a pending call, which Python's loop does not always when it comes from
        // another thread; code of Python sees this.
        if (w->is_main) Py_AddPendingCall(raise_on_main, NULL);
        stress_spare(true);
        PyGILState_STATE state = PyGILState_Ensure();
        stress_spare(false);
        PyThreadState_SetAsyncExc(w->thread, too_long);
        w->raised = true;
        PyGILState_Release(state);
    }
    sem_post(&w->ended);
}

static PyObject *str_watched(PyObject *o) {
    struct watch w = {.is_main = gettid() == getpid(), .thread = PyThread_get_thread_ident()};
    if (sem_init(&w.over, 0, 0) < 0 || sem_init(&w.ended, 0, 0) < 0 || thread_start(wait_beside, &w, STACK_SIZE) != 0) return PyObject_Str(o);
    cstack.watched = true;
    if (w.is_main) on_main = &w;
    PyObject *text = PyObject_Str(o);
    cstack.watched = false;
    if (w.is_main) on_main = NULL;
    sem_post(&w.over);
    Py_BEGIN_ALLOW_THREADS // it may be about to raise
    while (sem_wait(&w.ended) < 0) {}
    Py_END_ALLOW_THREADS
    if (w.raised) PyThreadState_SetAsyncExc(w.thread, NULL);
    sem_destroy(&w.over);
    sem_destroy(&w.ended);
    return text;
}

// What Python's own types say takes no code of anybody else.
static bool is_plain(PyObject *o) {
    if (PyUnicode_CheckExact(o) || PyLong_CheckExact(o) || PyFloat_CheckExact(o) || PyBytes_CheckExact(o)) return true;
    if (!PyExceptionInstance_Check(o) || Py_TYPE(o)->tp_str != ((PyTypeObject *)PyExc_BaseException)->tp_str) return false;
    PyObject *args = ((PyBaseExceptionObject *)o)->args;
    return args && (PyTuple_GET_SIZE(args) == 0 || (PyTuple_GET_SIZE(args) == 1 && PyUnicode_CheckExact(PyTuple_GET_ITEM(args, 0))));
}

PyObject *show_str(PyObject *o) {
    if (cstack.watched || is_plain(o)) return PyObject_Str(o);
    if (!too_long && !(too_long = PyErr_NewException("cljsh.TooLong", PyExc_BaseException, NULL))) return NULL;
    PyObject *text = cstack.late ? NULL : str_watched(o);
    if (cstack.late) PyErr_SetNone(too_long);
    else if (!text) cstack.late = show_was_too_long();
    return text;
}

void show_time_over(void) { cstack.late = false; }

bool show_was_too_long(void) { return too_long && PyErr_ExceptionMatches(too_long); }
