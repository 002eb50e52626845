// SPDX-License-Identifier: MIT
#include "shell/job.h"

#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "shell/family.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/loop.h"
#include "task/wait.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

// --- the table ----------------------------------------------------------------

struct job_entry *job_table;

static struct job_entry *table_add(int stages) {
    struct job_entry *e = calloc(1, sizeof *e + sizeof *e->procs * (size_t)stages);
    if (!e) return (PyErr_NoMemory(), NULL);
    e->count = stages;
    for (int i = 0; i < stages; i++) e->procs[i] = (struct proc){.pidfd = -1, .fn_in = -1, .fn_out = -1};
    e->next = job_table;
    e->at = &job_table;
    if (e->next) e->next->at = &e->next;
    job_table = e;
    return e;
}

static bool entry_done(const struct job_entry *e) {
    for (int i = 0; i < e->count; i++)
        if (e->procs[i].state != PROC_DONE) return false;
    return true;
}

// Does a process of it have to be reaped by whoever sees that it has ended?
static bool entry_runs(const struct job_entry *e) {
    for (int i = 0; i < e->count; i++)
        if (e->procs[i].pid && e->procs[i].state != PROC_DONE) return true;
    return false;
}

static void forget_pidfd(struct proc *p) {
    if (p->pidfd < 0) return;
    loop_forget(p->pidfd);
    fd_close(&p->pidfd);
}

static void table_drop(struct job_entry *e) {
    *e->at = e->next;
    if (e->next) e->next->at = e->at;
    for (int i = 0; i < e->count; i++) {
        forget_pidfd(&e->procs[i]);
        fd_close(&e->procs[i].fn_in);
        fd_close(&e->procs[i].fn_out);
        Py_XDECREF(e->procs[i].words);
        Py_XDECREF(e->procs[i].error);
    }
    free(e);
}

// --- taking notice --------------------------------------------------------------

struct wait_list job_table_changed;

// Takes notice of a change of a process, if there was one.
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
    if (p->state == PROC_DONE) forget_pidfd(p);
}

static void entry_poll(struct job_entry *e) {
    for (int i = 0; i < e->count; i++) proc_poll(&e->procs[i]);
}

void job_poll(struct job *j) { entry_poll(j->entry); }
bool job_done(struct job *j) { return entry_done(j->entry); }

void job_table_poll(void) {
    bool orphans = false;
    for (struct job_entry *e = job_table, *next; e; e = next) {
        next = e->next;
        entry_poll(e);
        if (e->value) continue;
        if (entry_runs(e)) orphans = true;
        else table_drop(e);
    }
    wait_wake_all(&job_table_changed);
    signals_watch_children(orphans || terminal_fd >= 0);
}

// --- making and dropping ----------------------------------------------------

struct job *job_new(int stages) {
    struct job *j = PyObject_GC_New(struct job, TYPE_OBJECT(job_type));
    if (!j) return NULL;
    j->in = j->out = j->err = -1;
    j->info = nil_value();
    j->entry = table_add(stages);
    if (j->entry) j->entry->value = j;
    else Py_CLEAR(j);
    return j;
}

static void job_close(struct job *j) {
    fd_close(&j->in);
    fd_close(&j->out);
    fd_close(&j->err);
    for (int i = 0; j->entry && i < j->entry->count; i++) {
        fd_close(&j->entry->procs[i].fn_in);
        fd_close(&j->entry->procs[i].fn_out);
    }
}

static void job_dealloc(PyObject *self) {
    struct job *j = (struct job *)self;
    PyObject_GC_UnTrack(self);
    job_close(j); // first: it is what ends a child that writes to us
    struct job_entry *e = j->entry;
    if (e) {
        e->value = NULL;
        if (entry_runs(e)) {
            signals_watch_children(true); // and then look: it may have ended before
            entry_poll(e);
        }
        if (!entry_runs(e)) table_drop(e);
    }
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

// Waits until the process has ended, or has stopped if that is of interest.
// It is left to be reaped by proc_poll, so that tasks that wait for the same one agree.
static int proc_wait(struct proc *p, int64_t deadline, bool until_stopped) {
    // Where a tasklet is parked the descriptor stays, until the process has been reaped.
    const struct task *self = this_task();
    const bool stays = self->may_park && self->depth == 1;
    int fd = stays && p->pidfd >= 0 ? p->pidfd : fd_lift(pidfd_open(p->pid, 0), FD_FIRST);
    if (fd < 0) {
        if (errno != ESRCH) return fd_error(-1);
        proc_poll(p); // reaped already
        return 1;
    }
    if (stays) p->pidfd = fd;
    if (until_stopped) signals_watch_children(true);
    struct wait waits[] = {{.fd = fd, .events = POLLIN}, {.list = &job_table_changed}};
    proc_poll(p);
    bool there = p->state == PROC_DONE || (until_stopped && p->state == PROC_STOPPED);
    int result = there ? 1 : wait_any(waits, until_stopped ? 2 : 1, deadline);
    if (result > 0) proc_poll(p); // which may close it
    if (!stays) fd_close(&fd);
    return result;
}

// An exception came while we waited for a foreground job.  0: wait on, with
// ctrl_c set, as it was Ctrl-C; -1: it stands.
static int interrupted_while_waiting(struct job *j) {
    if (!j->entry->foreground || !PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) return -1;
    PyErr_Clear();
    j->entry->ctrl_c = true; // in the job, as who waits may be parked, and come again
    // Typed at the terminal, it has reached the job already.
    if (j->entry->group == 0 && terminal_is_ours()) return 0;
    return job_signal(j, SIGINT);
}

static bool died_of_ctrl_c(struct job *j) {
    for (Py_ssize_t i = 0; i < j->entry->count; i++)
        if (j->entry->procs[i].state == PROC_DONE && proc_status(&j->entry->procs[i]) == 128 + SIGINT) return true;
    return false;
}

int job_wait(struct job *j, double timeout) {
    int64_t deadline = timeout < 0 ? FOREVER : wait_after(timeout * 1e3);
    bool until_stopped = j->entry->foreground && j->entry->group && terminal_fd >= 0; // the shell goes on then
    bool stopped = false;
    Py_INCREF(j);
    int result = 1;
    for (Py_ssize_t i = 0; i < j->entry->count && result > 0; i++) {
        struct proc *p = &j->entry->procs[i];
        while (p->pid && p->state != PROC_DONE && !(until_stopped && p->state == PROC_STOPPED) && result > 0) {
            int waited = proc_wait(p, deadline, until_stopped);
            if (waited == 0) result = 0;
            else if (waited < 0 && interrupted_while_waiting(j) < 0) result = -1;
        }
        while (!p->pid && p->state != PROC_DONE && result > 0) result = wait_on(&job_table_changed, deadline); // a function
        stopped |= until_stopped && p->state == PROC_STOPPED;
    }
    if (j->entry->foreground && j->entry->group && result >= 0 && (result || stopped)) terminal_take(); // nothing without a terminal
    if (result > 0 && j->entry->foreground && died_of_ctrl_c(j)) {
        // The job may have been gone before our own signal woke us.
        if (!j->entry->ctrl_c && PyErr_CheckSignals() < 0 && interrupted_while_waiting(j) < 0) result = -1;
        if (result > 0 && (j->entry->ctrl_c || until_stopped)) { // with the terminal, the job alone had what was typed
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
    if (j->entry->group && !job_done(j)) {
        result = kill(-j->entry->group, sig);
    } else {
        pid_t *running = PyMem_New(pid_t, j->entry->count + 1);
        if (!running) return (PyErr_NoMemory(), -1);
        int count = 0;
        for (Py_ssize_t i = 0; i < j->entry->count; i++)
            if (j->entry->procs[i].pid && j->entry->procs[i].state != PROC_DONE) running[count++] = j->entry->procs[i].pid;
        result = family_signal(running, count, sig);
        PyMem_Free(running);
    }
    if (result == 0 || errno == ESRCH) return 0;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

void job_table_end(int sig) {
    for (struct job_entry *e = job_table; e; e = e->next)
        if (e->value && e->foreground && entry_runs(e) && job_signal(e->value, sig) < 0) PyErr_Clear();
}

// --- statuses ---------------------------------------------------------------

int proc_status(const struct proc *p) {
    return WIFSIGNALED(p->wait_status) ? 128 + WTERMSIG(p->wait_status) : WEXITSTATUS(p->wait_status);
}

// A stage that a later one has stopped reading from has not failed.
static bool stage_failed(struct job *j, Py_ssize_t i) {
    int status = proc_status(&j->entry->procs[i]);
    return status != 0 && !(status == 128 + SIGPIPE && i < j->entry->count - 1);
}

int job_status(struct job *j) {
    if (!job_done(j)) return -1;
    for (Py_ssize_t i = j->entry->count - 1; i >= 0; i--)
        if (stage_failed(j, i)) return proc_status(&j->entry->procs[i]);
    return 0;
}

enum lookup job_failure(struct job *j, PyObject **failure) {
    *failure = NULL;
    struct strbuf text = STRBUF_INIT;
    bool any = false;
    for (Py_ssize_t i = 0; i < j->entry->count; i++) {
        struct proc *p = &j->entry->procs[i];
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
    if (!any) return (strbuf_free(&text), LOOKUP_ABSENT);
    *failure = strbuf_finish(&text);
    return *failure ? LOOKUP_FOUND : LOOKUP_FAILED;
}

// --- as a value -------------------------------------------------------------

static Value per_stage(struct job *j, Value (*of)(struct proc *)) {
    Value vector = vec_empty();
    for (Py_ssize_t i = 0; ok(vector) && i < j->entry->count; i++) {
        SCOPED Value item = of(&j->entry->procs[i]);
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
    for (Py_ssize_t i = 0; i < j->entry->count; i++)
        if (j->entry->procs[i].state == PROC_STOPPED) return keep(KW("stopped"));
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
        if (same(key, KW("pid"))) return j->entry->count ? stage_pid(&j->entry->procs[j->entry->count - 1]) : nil_value();
        if (same(key, KW("group"))) return j->entry->group ? int_value(j->entry->group) : nil_value();
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
    for (Py_ssize_t i = 0; i < j->entry->count; i++) {
        if (i) strbuf_puts(out, " | ");
        if (j->entry->procs[i].words) strbuf_str(out, j->entry->procs[i].words);
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
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = job_dealloc;
    t->tp_traverse = job_traverse;
    t->tp_clear = job_clear;
    t->tp_hash = (hashfunc)_Py_HashPointer; // a job is equal to itself only
    return type_ready(&job_type, NULL);
}
