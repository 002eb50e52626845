// SPDX-License-Identifier: MIT
#include "shell/job.h"

#include "data/map.h"
#include "data/str.h"
#include "data/symbol.h"
#include "data/vector.h"
#include "read/print.h"
#include "shell/family.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// --- making and dropping ----------------------------------------------------

struct job *job_new(int stages) {
    struct job *j = PyObject_GC_NewVar(struct job, TYPE_OBJECT(job_type), stages);
    if (!j) return NULL;
    j->group = 0;
    j->foreground = false;
    j->in = j->out = j->err = -1;
    j->info = nil_value();
    for (int i = 0; i < stages; i++) j->procs[i] = (struct proc){.fn_in = -1, .fn_out = -1};
    return j;
}

// Processes nobody waits for any more must not stay zombies.
struct orphans { int count; pid_t pids[]; };

static void *reap_orphans(void *arg) {
    struct orphans *o = arg;
    for (int i = 0; i < o->count; i++)
        while (waitpid(o->pids[i], NULL, 0) < 0 && errno == EINTR) {}
    free(o);
    return NULL;
}

static void leave_to_reaper(struct job *j) {
    struct orphans *o = malloc(sizeof *o + (size_t)Py_SIZE(j) * sizeof *o->pids);
    if (!o) return;
    o->count = 0;
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++)
        if (j->procs[i].pid && j->procs[i].state != PROC_DONE) o->pids[o->count++] = j->procs[i].pid;
    pthread_attr_t attr;
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, 64 * 1024);
    pthread_sigmask(SIG_SETMASK, &all, &before); // signals are for the main thread
    if (pthread_create(&thread, &attr, reap_orphans, o) != 0) free(o);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
}

static void job_close(struct job *j) {
    fd_close(&j->in);
    fd_close(&j->out);
    fd_close(&j->err);
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++) {
        fd_close(&j->procs[i].fn_in);
        fd_close(&j->procs[i].fn_out);
    }
}

static void job_dealloc(PyObject *self) {
    struct job *j = (struct job *)self;
    PyObject_GC_UnTrack(self);
    job_close(j); // first: it is what ends a child that writes to us
    job_poll(j);
    bool running = false;
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++) {
        struct proc *p = &j->procs[i];
        running |= p->pid && p->state != PROC_DONE;
        Py_XDECREF(p->words);
        Py_XDECREF(p->error);
    }
    if (running) leave_to_reaper(j);
    drop(j->info);
    PyObject_GC_Del(self);
}

static int job_traverse(PyObject *self, visitproc visit, void *arg) {
    VISIT_WORD(((struct job *)self)->info.w);
    return 0;
}

static int job_clear(PyObject *self) {
    struct job *j = (struct job *)self;
    Value info = j->info;
    j->info = nil_value();
    drop(info);
    return 0;
}

// --- waiting ----------------------------------------------------------------

bool job_done(struct job *j) {
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++)
        if (j->procs[i].state != PROC_DONE) return false;
    return true;
}

// Takes notice of a change of a process that has been seen to change, if any.
static void proc_poll(struct proc *p) {
    if (!p->pid || p->state == PROC_DONE) return;
    int status;
    pid_t pid;
    do pid = waitpid(p->pid, &status, WNOHANG | WUNTRACED | WCONTINUED);
    while (pid < 0 && errno == EINTR);
    if (pid == 0) return;
    if (pid < 0) { // somebody else has reaped our child: it is gone, its status unknown
        p->state = PROC_DONE;
        p->wait_status = STATUS_EXITED(127);
    } else if (WIFSTOPPED(status)) {
        p->state = PROC_STOPPED;
    } else if (WIFCONTINUED(status)) {
        p->state = PROC_RUNNING;
    } else {
        p->state = PROC_DONE;
        p->wait_status = status;
    }
}

void job_poll(struct job *j) {
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++) proc_poll(&j->procs[i]);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

enum waited { WAITED, WAIT_INTERRUPTED, WAIT_TIMEOUT };

// Blocks without the GIL until the process has changed.  It is left to be
// reaped by proc_poll, so that threads waiting for the same one agree.
static enum waited proc_block(struct proc *p, double deadline, bool until_stopped) {
    pid_t pid = p->pid;
    int result;
    if (deadline >= 0) {
        int fd = pidfd_open(pid, 0);
        if (fd < 0) return WAITED;
        double left = deadline - now();
        struct pollfd ended = {.fd = fd, .events = POLLIN};
        Py_BEGIN_ALLOW_THREADS
        result = left <= 0 ? poll(&ended, 1, 0) : poll(&ended, 1, left > 1e6 ? 1000000000 : (int)(left * 1000) + 1);
        Py_END_ALLOW_THREADS
        fd_close(&fd);
        if (result < 0) return WAIT_INTERRUPTED;
        return result == 0 ? WAIT_TIMEOUT : WAITED;
    }
    int events = WEXITED | WNOWAIT | (until_stopped ? WSTOPPED : 0);
    siginfo_t info;
    Py_BEGIN_ALLOW_THREADS
    result = waitid(P_PID, (id_t)pid, &info, events);
    Py_END_ALLOW_THREADS
    return result < 0 && errno == EINTR ? WAIT_INTERRUPTED : WAITED;
}

// A signal came while we waited for a foreground job.  0: wait on, with
// *ctrl_c set when it was Ctrl-C; -1: an exception.
static int signal_while_waiting(struct job *j, bool *ctrl_c) {
    if (PyErr_CheckSignals() == 0) return 0;
    if (!j->foreground || !PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) return -1;
    PyErr_Clear();
    *ctrl_c = true;
    // Typed at the terminal, it has reached the job already.
    if (j->group == 0 && terminal_is_ours()) return 0;
    return job_signal(j, SIGINT);
}

static bool died_of_ctrl_c(struct job *j) {
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++)
        if (j->procs[i].state == PROC_DONE && proc_status(&j->procs[i]) == 128 + SIGINT) return true;
    return false;
}

int job_wait(struct job *j, double timeout) {
    double deadline = timeout < 0 ? -1 : now() + timeout;
    bool until_stopped = j->foreground && j->group && terminal_fd >= 0; // the shell goes on then
    bool ctrl_c = false, stopped = false;
    Py_INCREF(j);
    int result = 1;
    for (Py_ssize_t i = 0; i < Py_SIZE(j) && result > 0; i++) {
        struct proc *p = &j->procs[i];
        while (p->pid && p->state != PROC_DONE && !(until_stopped && p->state == PROC_STOPPED) && result > 0) {
            enum waited how = proc_block(p, deadline, until_stopped);
            if (how == WAITED) proc_poll(p);
            else if (how == WAIT_TIMEOUT) result = 0;
            else if (signal_while_waiting(j, &ctrl_c) < 0) result = -1;
        }
        stopped |= until_stopped && p->state == PROC_STOPPED;
    }
    if (j->foreground && j->group && result >= 0 && (result || stopped)) terminal_take(); // nothing without a terminal
    if (result > 0 && j->foreground && died_of_ctrl_c(j)) {
        // The job may have been gone before our own signal woke us.
        if (!ctrl_c && signal_while_waiting(j, &ctrl_c) < 0) result = -1;
        if (result > 0 && ctrl_c) {
            PyErr_SetNone(PyExc_KeyboardInterrupt);
            result = -1;
        }
    }
    Py_DECREF(j);
    return result > 0 && stopped ? 0 : result;
}

int job_signal(struct job *j, int sig) {
    job_poll(j);
    int result = 0;
    if (j->group && !job_done(j)) {
        result = kill(-j->group, sig);
    } else {
        pid_t *running = PyMem_New(pid_t, Py_SIZE(j) + 1);
        if (!running) return (PyErr_NoMemory(), -1);
        int count = 0;
        for (Py_ssize_t i = 0; i < Py_SIZE(j); i++)
            if (j->procs[i].pid && j->procs[i].state != PROC_DONE) running[count++] = j->procs[i].pid;
        result = family_signal(running, count, sig);
        PyMem_Free(running);
    }
    if (result == 0 || errno == ESRCH) return 0;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

// --- statuses ---------------------------------------------------------------

int proc_status(const struct proc *p) {
    return WIFSIGNALED(p->wait_status) ? 128 + WTERMSIG(p->wait_status) : WEXITSTATUS(p->wait_status);
}

// A stage that a later one has stopped reading from has not failed.
static bool stage_failed(struct job *j, Py_ssize_t i) {
    int status = proc_status(&j->procs[i]);
    return status != 0 && !(status == 128 + SIGPIPE && i < Py_SIZE(j) - 1);
}

int job_status(struct job *j) {
    if (!job_done(j)) return -1;
    for (Py_ssize_t i = Py_SIZE(j) - 1; i >= 0; i--)
        if (stage_failed(j, i)) return proc_status(&j->procs[i]);
    return 0;
}

PyObject *job_failure(struct job *j) {
    struct strbuf text = STRBUF_INIT;
    bool any = false;
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++) {
        struct proc *p = &j->procs[i];
        if (p->state != PROC_DONE || !stage_failed(j, i)) continue;
        if (any) strbuf_puts(&text, "; ");
        any = true;
        if (p->error) {
            strbuf_str(&text, p->error);
            continue;
        }
        if (p->words) strbuf_str(&text, p->words);
        if (WIFSIGNALED(p->wait_status)) strbuf_printf(&text, ": killed by %s", signal_name(WTERMSIG(p->wait_status)));
        else strbuf_printf(&text, ": exited with %d", proc_status(p));
    }
    if (any) return strbuf_finish(&text);
    strbuf_free(&text);
    return NULL;
}

// --- as a value -------------------------------------------------------------

static Value per_stage(struct job *j, Value (*of)(struct proc *)) {
    Value vector = vec_empty();
    for (Py_ssize_t i = 0; ok(vector) && i < Py_SIZE(j); i++) {
        SCOPED Value item = of(&j->procs[i]);
        if (failed(item)) { drop(vector); return ERR; }
        vector = vec_conj(vector, ref(item));
    }
    return vector;
}

static Value stage_status(struct proc *p) {
    return p->state == PROC_DONE ? int_value(proc_status(p)) : nil_value();
}
static Value stage_pid(struct proc *p) { return p->pid ? int_value(p->pid) : nil_value(); }
static Value stage_words(struct proc *p) { return p->words ? keep_obj(p->words) : nil_value(); }

static Value job_state(struct job *j) {
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++)
        if (j->procs[i].state == PROC_STOPPED) return keep(KW("stopped"));
    return keep(job_done(j) ? KW("done") : KW("running"));
}

static Value job_get(Ref self, Ref key, Ref absent) {
    struct job *j = (struct job *)obj(self);
    if (is_keyword(key) && !keyword_of(key)->ns) {
        job_poll(j);
        if (same(key, KW("statuses"))) return per_stage(j, stage_status);
        if (same(key, KW("pids"))) return per_stage(j, stage_pid);
        if (same(key, KW("commands"))) return per_stage(j, stage_words);
        if (same(key, KW("state"))) return job_state(j);
        if (same(key, KW("pid"))) return Py_SIZE(j) ? stage_pid(&j->procs[Py_SIZE(j) - 1]) : nil_value();
        if (same(key, KW("group"))) return j->group ? int_value(j->group) : nil_value();
        if (same(key, KW("status"))) return job_done(j) ? int_value(job_status(j)) : nil_value();
    }
    if (is_nil(ref(j->info))) return keep(absent);
    bool error = false;
    Ref found = map_find(ref(j->info), key, &error);
    if (error) return ERR;
    return keep(found.w ? found : absent);
}

static Value job_deref(Ref self) {
    struct job *j = (struct job *)obj(self);
    if (job_wait(j, -1) < 0) return ERR;
    int status = job_status(j);
    return status < 0 ? nil_value() : int_value(status);
}

static int job_print(Ref self, void *printer) {
    struct job *j = (struct job *)obj(self);
    struct strbuf *out = &((struct printer *)printer)->out;
    job_poll(j);
    strbuf_puts(out, "#<job ");
    for (Py_ssize_t i = 0; i < Py_SIZE(j); i++) {
        if (i) strbuf_puts(out, " | ");
        if (j->procs[i].words) strbuf_str(out, j->procs[i].words);
        else strbuf_puts(out, "fn");
    }
    int status = job_status(j);
    if (status >= 0) strbuf_printf(out, ", status %d>", status);
    else strbuf_puts(out, ", running>");
    return 0;
}

static const Ops job_ops = {.kind = K_REF, .get = job_get, .deref = job_deref, .print = job_print};

CljType job_type = {CLJ_TYPE_HEAD("cljsh.Job", struct job), .ops = &job_ops};

int job_init(void) {
    PyTypeObject *t = TYPE_OBJECT(job_type);
    t->tp_basicsize = offsetof(struct job, procs);
    t->tp_itemsize = sizeof(struct proc);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = job_dealloc;
    t->tp_traverse = job_traverse;
    t->tp_clear = job_clear;
    t->tp_hash = (hashfunc)_Py_HashPointer; // a job is equal to itself only
    return type_ready(&job_type, NULL);
}
