// SPDX-License-Identifier: MIT
#include "shell/job.h"

#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "shell/fd.h"
#include "shell/job_list.h"
#include "shell/job_wait.h"
#include "shell/lines.h"
#include "shell/signals.h"
#include "shell/terminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

// --- making and dropping ----------------------------------------------------

struct job *job_of_entry(struct job_entry *e) {
    if (e->value) return (struct job *)Py_NewRef(e->value);
    struct job *j = PyObject_GC_New(struct job, TYPE_OBJECT(job_type));
    if (!j) return NULL;
    j->in = j->out = j->err = -1;
    j->info = nil_value();
    j->entry = e;
    e->value = j;
    return j;
}

static void job_close(struct job *j) {
    fd_close(&j->in);
    fd_close(&j->out);
    fd_close(&j->err);
    for (int i = 0; i < j->entry->count; i++) {
        fd_close(&j->entry->procs[i].fn_in);
        fd_close(&j->entry->procs[i].fn_out);
    }
}

static void job_dealloc(PyObject *self) {
    struct job *j = (struct job *)self;
    struct job_entry *e = j->entry;
    PyObject_GC_UnTrack(self);
    job_close(j); // first: it is what ends a child that writes to us
    e->value = NULL;
    if (e->family && job_table_state(e) != PROC_DONE) job_table_reap(e);
    job_table_settle(e);
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

int job_wait(struct job *j, double timeout) {
    struct job_entry *e = j->entry;
    Py_INCREF(j);
    int result = job_wait_for(e, timeout < 0 ? FOREVER : wait_after(timeout * 1e3));
    bool ended = result > 0, stopped = result == 0 && e->foreground && e->group && job_table_state(e) == PROC_STOPPED;
    if (e->foreground && (ended || stopped)) job_wait_take_terminal(e); // nothing without a terminal
    if (stopped && terminal_fd >= 0) job_list_stopped(job_list_now(), e);
    if (ended) job_list_remove(e); // nobody else has to be told
    // With the terminal, the job alone had what was typed.
    if (ended && e->foreground && job_wait_died_of_ctrl_c(e) && (e->ctrl_c || (e->group && terminal_fd >= 0))) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        result = -1;
    }
    Py_DECREF(j);
    return result;
}

void job_poll(struct job *j) { job_table_look_at(j->entry); }

bool job_done(struct job *j) { return job_table_state(j->entry) == PROC_DONE; }

int job_signal(struct job *j, int sig) {
    job_poll(j);
    if (job_table_signal(j->entry, sig) == 0 || errno == ESRCH) return 0;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

// --- statuses ---------------------------------------------------------------

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

// What a job of the command language is called as a whole, when nobody needed to know of its stages.
static Value whole_words(struct job *j) {
    const char *text = j->entry->text;
    SCOPED Value words = adopt(lines_decode(text, strlen(text)));
    Ref all[] = {ref(words)};
    return failed(words) ? ERR : vec_from(all, 1);
}

static Value job_commands(struct job *j) {
    bool any = !j->entry->text;
    for (int i = 0; i < j->entry->count; i++) any |= j->entry->procs[i].words != NULL;
    return any ? per_stage(j, stage_words) : whole_words(j);
}

static Value job_state(struct job *j) {
    enum proc_state state = job_table_state(j->entry);
    return keep(state == PROC_STOPPED ? KW("stopped") : state == PROC_DONE ? KW("done") : KW("running"));
}

static Value job_get(Ref self, Ref key, Ref absent) {
    struct job *j = (struct job *)obj(self);
    if (is_keyword(key) && !keyword_of(key)->ns) {
        job_poll(j);
        if (same(key, KW("statuses"))) return per_stage(j, stage_status);
        if (same(key, KW("pids"))) return per_stage(j, stage_pid);
        if (same(key, KW("commands"))) return job_commands(j);
        if (same(key, KW("number"))) return j->entry->list ? int_value(j->entry->number) : nil_value();
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
    const char *text = job_table_text(j->entry);
    SCOPED_PY PyObject *shown = lines_decode(text, strlen(text));
    if (!shown || strbuf_str(out, shown) < 0) return -1;
    int status = job_status(j);
    if (status >= 0) strbuf_printf(out, ", status %d>", status);
    else strbuf_puts(out, job_table_state(j->entry) == PROC_STOPPED ? ", stopped>" : ", running>");
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
