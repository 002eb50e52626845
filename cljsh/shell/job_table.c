// SPDX-License-Identifier: MIT
#include "shell/job_table.h"

#include "data/str.h"
#include "read/print.h"
#include "shell/family.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "task/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct job_entry *job_table;
struct wait_list job_table_changed;
static unsigned long clock_of_jobs; // counts what happens to jobs

// --- entries --------------------------------------------------------------------

struct job_entry *job_table_add(int stages) {
    struct job_entry *e = calloc(1, sizeof *e + sizeof *e->procs * (size_t)stages);
    if (!e) return NULL;
    e->count = stages;
    e->holds = 1;
    e->told = true;
    e->touched = ++clock_of_jobs;
    for (int i = 0; i < stages; i++) e->procs[i] = (struct proc){.pidfd = -1, .fn_in = -1, .fn_out = -1};
    e->next = job_table;
    e->at = &job_table;
    if (e->next) e->next->at = &e->next;
    job_table = e;
    return e;
}

static void forget_pidfd(struct proc *p) {
    if (p->pidfd < 0) return;
    loop_forget(p->pidfd);
    fd_close(&p->pidfd);
}

static void drop_entry(struct job_entry *e) {
    *e->at = e->next;
    if (e->next) e->next->at = e->at;
    for (int i = 0; i < e->count; i++) {
        struct proc *p = &e->procs[i];
        forget_pidfd(p);
        fd_close(&p->fn_in);
        fd_close(&p->fn_out);
        Py_XDECREF(p->words);
        Py_XDECREF(p->error);
    }
    free(e->text);
    free(e);
}

static bool is_referred_to(const struct job_entry *e) { return e->value || e->list || e->holds; }

// Does a process of it have to be reaped?
static bool has_process(const struct job_entry *e) {
    for (int i = 0; i < e->count && !e->parents; i++)
        if (proc_runs(&e->procs[i])) return true;
    return false;
}

void job_table_settle(struct job_entry *e) {
    if (!is_referred_to(e) && !has_process(e)) drop_entry(e);
}

void job_table_hold(struct job_entry *e) { e->holds++; }

void job_table_release(struct job_entry *e) {
    e->holds--;
    job_table_settle(e);
}

void job_table_started(struct job_entry *e, int i, pid_t pid) {
    e->procs[i].pid = pid;
    e->procs[i].state = PROC_RUNNING;
}

void job_table_ended(struct job_entry *e, int i, int status) {
    e->procs[i].state = PROC_DONE;
    e->procs[i].wait_status = STATUS_EXITED(status & 255);
}

// --- the reaper --------------------------------------------------------------------

// What waitpid said of a process.
static void note(struct proc *p, pid_t answer, int status) {
    if (answer < 0) { // somebody else has reaped our child: it is gone, its status unknown
        p->state = PROC_DONE;
        p->wait_status = STATUS_EXITED(127);
    } else if (WIFCONTINUED(status)) {
        p->state = PROC_RUNNING;
    } else {
        p->state = WIFSTOPPED(status) ? PROC_STOPPED : PROC_DONE;
        p->wait_status = status;
    }
    if (p->state == PROC_DONE) forget_pidfd(p);
}

static void look_at_stages(struct job_entry *e, int from, int to) {
    enum proc_state before = job_table_state(e);
    bool any = false;
    for (int i = from; i < to; i++) {
        struct proc *p = &e->procs[i];
        if (!proc_runs(p)) continue;
        int status;
        pid_t answer;
        do answer = waitpid(p->pid, &status, WNOHANG | WUNTRACED | WCONTINUED);
        while (answer < 0 && errno == EINTR);
        if (!answer) continue;
        note(p, answer, status);
        any = true;
    }
    if (!any) return;
    enum proc_state after = job_table_state(e);
    if (after == before) return;
    e->told = after == PROC_RUNNING;
    if (after == PROC_STOPPED) e->touched = ++clock_of_jobs;
}

void job_table_look_at(struct job_entry *e) { look_at_stages(e, 0, e->count); }
void job_table_look_at_stage(struct job_entry *e, int i) { look_at_stages(e, i, i + 1); }

// True when there is one that has to be reaped as soon as it ends.
static bool look_at_all(void) {
    bool waiting = false;
    for (struct job_entry *e = job_table, *next; e; e = next) {
        next = e->next;
        if (e->parents) continue;
        job_table_look_at(e);
        if (!has_process(e)) job_table_settle(e);
        else if (e->reap) waiting = true;
    }
    return waiting;
}

void job_table_look(void) { look_at_all(); }

void job_table_poll(void) {
    bool waiting = look_at_all();
    wait_wake_all(&job_table_changed);
    signals_watch_children(waiting || terminal_fd >= 0);
}

void job_table_reap(struct job_entry *e) {
    e->reap = true;
    signals_watch_children(true); // and then look: it may have ended before
    job_table_look_at(e);
}

void job_table_forked(void) {
    for (struct job_entry *e = job_table; e; e = e->next) e->parents = true;
}

// --- what is known of a job ----------------------------------------------------------

int proc_status(const struct proc *p) {
    if (p->state == PROC_STOPPED) return 128 + WSTOPSIG(p->wait_status);
    return WIFSIGNALED(p->wait_status) ? 128 + WTERMSIG(p->wait_status) : WEXITSTATUS(p->wait_status);
}

enum proc_state job_table_state(const struct job_entry *e) {
    enum proc_state state = PROC_DONE;
    for (int i = 0; i < e->count; i++) {
        if (e->procs[i].state == PROC_STOPPED) return PROC_STOPPED;
        if (e->procs[i].state == PROC_RUNNING) state = PROC_RUNNING;
    }
    return state;
}

const char *job_table_text(struct job_entry *e) {
    if (e->text) return e->text;
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < e->count; i++) {
        if (i) strbuf_puts(&text, " | ");
        if (e->procs[i].words) strbuf_str(&text, e->procs[i].words);
        else strbuf_puts(&text, "fn");
    }
    SCOPED_PY PyObject *whole = strbuf_finish(&text), *bytes = whole ? str_bytes(whole) : NULL;
    if (!bytes) PyErr_Clear();
    else e->text = strdup(PyBytes_AS_STRING(bytes));
    return e->text ? e->text : "";
}

// --- signals ---------------------------------------------------------------------------

static int signal_each(struct job_entry *e, int sig) {
    pid_t small[16], *running = e->count <= 16 ? small : malloc(sizeof *running * (size_t)e->count);
    if (!running) return (errno = ENOMEM, -1);
    int count = 0, result = 0, error = 0;
    for (int i = 0; i < e->count; i++)
        if (proc_runs(&e->procs[i])) running[count++] = e->procs[i].pid;
    if (e->family) result = family_signal(running, count, sig);
    else if (!count) result = -1, errno = ESRCH;
    else
        for (int i = 0; i < count; i++)
            if (kill(running[i], sig) < 0) result = -1;
    error = errno;
    if (running != small) free(running);
    errno = error;
    return result;
}

int job_table_signal(struct job_entry *e, int sig) {
    return e->group && job_table_state(e) != PROC_DONE ? kill(-e->group, sig) : signal_each(e, sig);
}

int job_table_continue(struct job_entry *e) {
    for (int i = 0; i < e->count; i++)
        if (e->procs[i].state == PROC_STOPPED) e->procs[i].state = PROC_RUNNING;
    e->touched = ++clock_of_jobs;
    e->told = true;
    e->ctrl_c = false;
    return job_table_signal(e, SIGCONT);
}

void job_table_end(int sig) {
    for (struct job_entry *e = job_table; e; e = e->next)
        if (e->value && e->foreground && has_process(e)) {
            job_table_look_at(e);
            job_table_signal(e, sig);
        }
}
