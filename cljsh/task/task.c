// SPDX-License-Identifier: MIT
#include "task/task.h"

#include "task/run.h"
#include "task/wait.h"

#include <pthread.h>
#include <unistd.h>

static struct shell *share_nothing(void) { return NULL; }
static void drop_nothing(struct shell *s) { (void)s; }
static void follow_nothing(void) {}
static void end_nothing(struct task *t) { (void)t; }
struct surroundings task_surroundings = {share_nothing, drop_nothing, follow_nothing, end_nothing};

__thread struct task *task_current;
__thread struct task_in_c task_in_c;
PyObject *task_instead;
struct task task_main = {.is_main = true, .wake_fd = -1};

void (*task_forget_hook)(struct task *t);

static pthread_key_t key; // whose destructor runs when a thread ends that has a task

static void forget(void *task) {
    if (task_forget_hook) task_forget_hook(task);
    else PyMem_RawFree(task);
    wait_thread_end();
}

static void start_once(void) { pthread_key_create(&key, forget); }

struct task *task_adopt(void) {
    if (getpid() == gettid()) return task_current = &task_main;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_once);
    struct task *t = PyMem_RawCalloc(1, sizeof *t);
    if (!t) Py_FatalError("no memory for a thread's task");
    t->wake_fd = -1;
    pthread_setspecific(key, t);
    return task_current = t;
}

void task_interrupt(struct task *t, PyObject *exception) {
    if (t->interrupt && t->is_ending) return;
    Py_XSETREF(t->interrupt, Py_NewRef(exception));
    if (t->state == TASK_READY) t->reductions = 0; // it comes before anything else that it does
    task_wake(t);
}

static int raise_interrupt(struct task *self) {
    PyObject *e = self->interrupt;
    self->interrupt = NULL;
    self->is_ending = false;
    if (PyExceptionInstance_Check(e)) PyErr_SetObject((PyObject *)Py_TYPE(e), e);
    else PyErr_SetNone(e);
    Py_DECREF(e);
    return -1;
}

// Inner ones are told first: what encloses them goes on being limited.
static int check_limits(struct task *self) {
    int64_t now = wait_now();
    for (struct limit *l = self->limit; l; l = l->outer)
        if (l->deadline <= now) {
            l->deadline = FOREVER; // told once
            char text[64];
            snprintf(text, sizeof text, "not done after %g ms", l->ms);
            PyErr_SetString(PyExc_TimeoutError, text);
            return -1;
        }
    return 0;
}

int task_check(struct task *self) {
    if (self->interrupt) return raise_interrupt(self);
    return self->limit ? check_limits(self) : 0;
}
