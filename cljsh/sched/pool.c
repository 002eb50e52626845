// SPDX-License-Identifier: MIT
#include "sched/pool.h"

#include "base/error.h"
#include "base/prim.h"
#include "host/report.h"
#include "task/thread.h"
#include "task/wait.h"
#include "vars/var.h"
#include "vm/rare.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define STACK_SIZE ((size_t)16 << 20)
#define IDLE_SECONDS 5

struct job { struct job *next; Value fn; PyObject *bindings; struct shell *shell; bool helper; };

/* The queue is guarded by a lock of its own, as idle threads have no GIL.
 * Nobody who holds it waits for the GIL. */
struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct job *first, **end;
    int queued, idle, threads, limit;
};
#define POOL_START {.lock = PTHREAD_MUTEX_INITIALIZER, .work = PTHREAD_COND_INITIALIZER}
static struct pool pools[] = {[POOL_FREE] = POOL_START, [POOL_FIXED] = POOL_START};

// --- in the thread --------------------------------------------------------

// The next job; NULL when there was none for a while, and the thread is to end.
static struct job *next_job(struct pool *p) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += IDLE_SECONDS;
    pthread_mutex_lock(&p->lock);
    p->idle++;
    int r = 0;
    while (!p->first && r != ETIMEDOUT) r = pthread_cond_timedwait(&p->work, &p->lock, &until);
    p->idle--;
    struct job *job = p->first;
    if (job) {
        p->first = job->next;
        if (!p->first) p->end = &p->first;
        p->queued--;
    } else {
        p->threads--;
    }
    pthread_mutex_unlock(&p->lock);
    return job;
}

// What nobody has caught: (exit n) ends the program, an error is reported.
static void uncaught(void) {
    PyObject *e = exception_fetch();
    if (PyErr_GivenExceptionMatches(e, PyExc_SystemExit)) task_interrupt(&task_main, e);
    else if (!PyErr_GivenExceptionMatches(e, PyExc_KeyboardInterrupt)) report_exception(e);
    PyErr_Clear();
    Py_DECREF(e);
}

static int unfinished;             // of what was spawned
static struct wait_list all_ended; // who waits until that is 0

static void run_job(struct job *job) {
    struct task *self = this_task();
    self->bindings = job->bindings;
    self->shell = job->shell;
    surroundings.follow();
    Value f = job->fn, r = vm_call_give(ref(f), NULL, 0);
    drop(f);
    bool counts = !job->helper;
    free(job);
    if (ok(r)) drop(r);
    else uncaught();
    Py_CLEAR(self->bindings);
    Py_CLEAR(self->interrupt);
    surroundings.end(self);
    if (counts && --unfinished == 0) wake_all(&all_ended);
}

bool thread_busy(void) { return unfinished > 0; }

int thread_await_all(void) {
    while (unfinished > 0)
        if (wait_on(&all_ended, FOREVER) < 0) return -1;
    return 0;
}

static void work(void *arg) {
    struct pool *p = arg;
    this_task()->is_worker = true;
    PyGILState_STATE state = PyGILState_Ensure();
    PyThreadState *python = PyEval_SaveThread();
    for (struct job *job; (job = next_job(p));) {
        PyEval_RestoreThread(python);
        run_job(job);
        wait_thread_end(); // idle threads keep no descriptors
        python = PyEval_SaveThread();
    }
    PyEval_RestoreThread(python);
    PyGILState_Release(state);
}

// --- from outside ---------------------------------------------------------

// In the child after a fork there is only the thread that forked.
static void forget_threads(void) {
    unfinished = 0;
    all_ended = (struct wait_list){0};
    for (int i = 0; i < 2; i++) pools[i] = (struct pool)POOL_START;
}

static int start_thread(struct pool *p) {
    static bool started;
    if (!started) pthread_atfork(NULL, NULL, forget_threads);
    started = true;
    return thread_start(work, p, STACK_SIZE);
}

static int pool_limit(enum thread_pool which) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return which == POOL_FREE ? INT32_MAX : 2 + (int)(processors > 0 ? processors : 1);
}

static int spawn(enum thread_pool which, Ref f, PyObject *bindings, bool helper) {
    struct pool *p = &pools[which];
    struct job *job = malloc(sizeof *job);
    if (!job) {
        Py_XDECREF(bindings);
        return (PyErr_NoMemory(), -1);
    }
    *job = (struct job){.fn = keep(f), .bindings = bindings, .shell = surroundings.share(), .helper = helper};
    pthread_mutex_lock(&p->lock);
    if (!p->limit) p->limit = pool_limit(which);
    if (!p->first) p->end = &p->first;
    struct job **place = p->end;
    *place = job;
    p->end = &job->next;
    int failed = 0;
    if (p->idle > p->queued) {
        pthread_cond_signal(&p->work);
    } else if (p->threads < p->limit) {
        failed = start_thread(p);
        p->threads += !failed;
    }
    p->queued++;
    // A pool of a few can go on with those it has; work of the other kind might wait for this job.
    bool hopeless = failed && (which == POOL_FREE || !p->threads);
    if (hopeless) {
        *place = NULL;
        p->end = place;
        p->queued--;
    }
    pthread_mutex_unlock(&p->lock);
    if (!hopeless) {
        unfinished += !helper;
        return 0;
    }
    drop(job->fn);
    Py_XDECREF(job->bindings);
    surroundings.drop(job->shell);
    free(job);
    err_state("no thread could be started (see ulimit -u): %s", strerror(failed));
    return -1;
}

int thread_spawn(enum thread_pool which, Ref f, PyObject *bindings) { return spawn(which, f, bindings, false); }
int thread_spawn_helper(Ref f, PyObject *bindings) { return spawn(POOL_FREE, f, bindings, true); }

PRIM(own_spawn_thread, "cljsh.core", "spawn-thread", "[f]",
     "Has f called on another thread, with the bindings in force here. Returns nil.")
{ return thread_spawn(POOL_FREE, a[0], bindings_frame()) < 0 ? ERR : nil_value(); }

PRIM(own_spawn_helper, "cljsh.core", "spawn-helper", "[f]",
     "Like spawn-thread, for what something else waits for: the end of the program does not. Returns nil.")
{ return thread_spawn_helper(a[0], bindings_frame()) < 0 ? ERR : nil_value(); }

PRIM(own_spawn_pooled, "cljsh.core", "spawn-pooled", "[f]",
     "Has f called on one of a few threads for what does not wait. Returns nil.")
{ return thread_spawn(POOL_FIXED, a[0], bindings_frame()) < 0 ? ERR : nil_value(); }

// --- bindings -------------------------------------------------------------

PRIM(own_binding_frame, "cljsh.core", "binding-frame", "[]",
     "Gets the bindings in force, for exchange-bindings; nil for none.")
{
    PyObject *frame = bindings_frame();
    return frame ? adopt(frame) : nil_value();
}

PRIM(own_exchange_bindings, "cljsh.core", "exchange-bindings", "[frame]",
     "Puts bindings that binding-frame gave in the place of those in force, and returns the latter.")
{
    PyObject *before = bindings_exchange(is_nil(a[0]) ? NULL : Py_NewRef(obj(a[0])));
    return before ? adopt(before) : nil_value();
}
