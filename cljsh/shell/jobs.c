// SPDX-License-Identifier: MIT
/* Primitives over jobs; lib/cljsh/process.clj builds on them. */
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "shell/fd.h"
#include "shell/job.h"
#include "shell/job_list.h"
#include "shell/job_wait.h"
#include "shell/launch.h"
#include "shell/signals.h"
#include "shell/terminal.h"
#include "vars/var.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#define NS "cljsh.process.prim"

static struct job *job_of(Ref r) {
    if (is_job(r)) return (struct job *)obj(r);
    return (err_type("not a job: %s", err_type_name(r)), NULL);
}

PRIM(jobs_launch, NS, "launch", "[pipeline foreground own-group around]",
     "Starts a pipeline, and returns its job. The redirections around it are made before its own ones.")
{
    if (!is_pipeline(a[0])) return err_type("not a pipeline: %s", err_type_name(a[0]));
    struct launch_options options = {.foreground = is_true(a[1]), .own_group = is_true(a[2])};
    SCOPED_PY PyObject *keep = PyList_New(0);
    if (!keep || (options.around_count = pipeline_redirections(a[3], keep, &options.around)) < 0) return ERR;
    return adopt(launch(pipeline_of(a[0]), options));
}

PRIM(jobs_is_job, NS, "job?", "[x]", "Is x a job?") { return bool_value(is_job(a[0])); }

// The slot of one of our ends of a job's pipes; NULL with an exception.
static int *end_of(struct job *j, Ref which, Ref stage) {
    if (same(which, KW("in"))) return &j->in;
    if (same(which, KW("out"))) return &j->out;
    if (same(which, KW("err"))) return &j->err;
    int64_t i;
    if (int64_of(stage, &i) && i >= 0 && i < j->entry->count) {
        if (same(which, KW("fn-in"))) return &j->entry->procs[i].fn_in;
        if (same(which, KW("fn-out"))) return &j->entry->procs[i].fn_out;
    }
    return (err_arg("a job has no such pipe"), NULL);
}

PRIM(jobs_take_fd, NS, "take-fd", "[job which stage]",
     "Takes our end of one of a job's pipes out of it: a descriptor, or nil.\n"
     "which is :in, :out or :err, or, with the number of a function stage, :fn-in or :fn-out.")
{
    struct job *j = job_of(a[0]);
    int *end = j ? end_of(j, a[1], a[2]) : NULL;
    if (!end) return ERR;
    int fd = *end;
    *end = -1;
    return fd < 0 ? nil_value() : int_value(fd);
}

PRIM_WAITS(jobs_wait, NS, "wait-job", "[job seconds]",
     "Waits until all processes of a job have ended, for at most so many seconds if not nil.\n"
     "Returns false when the time is over or the job has been stopped.")
{
    struct job *j = job_of(a[0]);
    double timeout = -1;
    int64_t whole;
    if (!j) return ERR;
    if (!is_nil(a[1]) && !float_of(a[1], &timeout)) {
        if (!int64_of(a[1], &whole)) return err_type("a time is a number of seconds, not %s", err_type_name(a[1]));
        timeout = (double)whole;
    }
    int result = job_wait(j, is_nil(a[1]) ? -1 : timeout < 0 ? 0 : timeout);
    return result < 0 ? ERR : bool_value(result);
}

PRIM(jobs_signal, NS, "signal-job", "[job signal]", "Sends a signal to all running processes of a job; returns the job.")
{
    struct job *j = job_of(a[0]);
    int sig = j ? signal_of(a[1]) : -1;
    return sig < 0 || job_signal(j, sig) < 0 ? ERR : take(&a[0]);
}

PRIM(jobs_signal_number, NS, "signal-number", "[signal]", "Returns the number of a signal, given by number or name.")
{
    int sig = signal_of(a[0]);
    return sig < 0 ? ERR : int_value(sig);
}

PRIM(jobs_signal_key, NS, "signal-key", "[signal]", "Returns the name of a signal as a keyword without SIG; :EXIT is one, too, the end of the program.")
{
    if (same(a[0], KW("EXIT"))) return keep(a[0]);
    int sig = signal_of(a[0]);
    if (sig < 0) return ERR;
    const char *name = sigabbrev_np(sig);
    char number[16];
    snprintf(number, sizeof number, "%d", sig);
    return keyword_parse(name ? name : number);
}

PRIM(jobs_failure, NS, "failure", "[job]", "Returns what failed in a finished job and how, as a string; nil when nothing did.")
{
    struct job *j = job_of(a[0]);
    PyObject *text;
    if (!j) return ERR;
    return job_failure(j, &text) == LOOKUP_ABSENT ? nil_value() : adopt(text);
}

PRIM(jobs_start_errors, NS, "start-errors", "[job]", "Returns a vector of messages: why stages of a job could not be started.")
{
    struct job *j = job_of(a[0]);
    Value list = j ? vec_empty() : ERR;
    for (Py_ssize_t i = 0; ok(list) && i < j->entry->count; i++)
        if (j->entry->procs[i].error) list = vec_conj(list, ref_of(j->entry->procs[i].error));
    return list;
}

PRIM(jobs_finish_stage, NS, "finish-stage", "[job stage status]", "Notes that a function stage of a job has ended with a status.")
{
    struct job *j = job_of(a[0]);
    int64_t i, status;
    if (!j) return ERR;
    if (!int64_of(a[1], &i) || i < 0 || i >= j->entry->count || j->entry->procs[i].pid || !int64_of(a[2], &status))
        return err_arg("no function stage of this job");
    job_table_ended(j->entry, (int)i, (int)status);
    wait_wake_all(&job_table_changed);
    return nil_value();
}

PRIM(jobs_put, NS, "job-put", "[job key value]", "Attaches a value to a job, to be looked up in it by the key; returns the job.")
{
    struct job *j = job_of(a[0]);
    if (!j) return ERR;
    Value info = is_nil(ref(j->info)) ? map_empty() : j->info;
    j->info = nil_value();
    info = failed(info) ? ERR : coll_assoc(info, a[1], a[2]);
    if (failed(info)) return ERR;
    drop(j->info);
    j->info = info;
    if (!PyObject_GC_IsTracked((PyObject *)j)) gc_track(j);
    return take(&a[0]);
}

PRIM(jobs_continue, NS, "continue-job", "[job foreground]",
     "Lets a stopped job go on, in the foreground if that is true; returns the job.")
{
    struct job *j = job_of(a[0]);
    if (!j) return ERR;
    job_poll(j);
    if ((j->entry->foreground = is_true(a[1]))) job_wait_give_terminal(j->entry);
    if (job_table_continue(j->entry) < 0 && errno != ESRCH) return adopt(PyErr_SetFromErrno(PyExc_OSError));
    return take(&a[0]);
}

PRIM(jobs_listed, NS, "jobs", "[]", "Returns a vector of the background jobs of the shell in which this runs.")
{
    struct job_list *list = job_list_now();
    job_list_look(list);
    Value all = vec_empty();
    for (struct job_entry *e = job_list_shown(list)->first, *next; ok(all) && e; e = next) {
        next = e->listed;
        if (e->disowned) continue;
        SCOPED Value job = adopt(job_of_entry(e));
        if (failed(job)) return (drop(all), ERR);
        all = vec_conj(all, ref(job));
    }
    return all;
}

PRIM(jobs_find, NS, "find-job", "[spec]", "Returns the background job that text names: %1, %+, %-, %name, %?text, or the number of a process; or nil.")
{
    const char *spec = is_str(a[0]) ? PyUnicode_AsUTF8(obj(a[0])) : NULL, *why;
    char *end;
    if (!is_str(a[0])) return err_type("a job is named by a string, not %s", err_type_name(a[0]));
    if (!spec) return ERR;
    struct job_list *list = job_list_now();
    job_list_look(list);
    long pid = strtol(spec, &end, 10);
    struct job_entry *e = *spec && !*end ? job_list_of_pid(job_list_shown(list), (pid_t)pid) : job_list_find(list, spec, &why);
    return e ? adopt(job_of_entry(e)) : nil_value();
}

PRIM(jobs_forget, NS, "forget-job", "[job]", "Takes a job out of the background jobs of its shell: it is not told of any more.  Returns the job.")
{
    struct job *j = job_of(a[0]);
    if (!j) return ERR;
    job_list_remove(j->entry);
    return take(&a[0]);
}

PRIM(jobs_interactive, NS, "interactive!", "[]",
     "Makes this an interactive shell, whose jobs have process groups and the terminal in turn.")
{
    return terminal_start() < 0 ? ERR : nil_value();
}

PRIM(jobs_pipe, NS, "pipe-fds", "[]", "Returns the two ends of a new pipe: [reading writing].")
{
    int ends[2];
    if (fd_pipe(ends, FD_FIRST) < 0) return adopt(PyErr_SetFromErrno(PyExc_OSError));
    Ref fds[] = {int_ref(ends[0]), int_ref(ends[1])};
    return vec_from(fds, 2);
}

PRIM(jobs_unread, NS, "unread?", "[fd]", "Is a descriptor a pipe that nobody reads any more?")
{
    int64_t fd;
    return bool_value(int64_of(a[0], &fd) && fd >= 0 && fd_unread((int)fd));
}

PRIM(jobs_redirected, NS, "redirected", "[var]",
     "Returns what *out* or *err* is bound to in place of the process's own: [object descriptor], the latter nil when it has none.\n"
     "nil when it is not redirected.")
{
    if (!is_var(a[0])) return err_type("not a var: %s", err_type_name(a[0]));
    struct var *v = (struct var *)obj(a[0]);
    SCOPED Value bound = var_binding(v);
    if (!bound.w || !is_obj(ref(bound)) || same(ref(bound), ref(v->root))) return nil_value();
    int fd = PyObject_AsFileDescriptor(obj(ref(bound)));
    if (fd < 0) PyErr_Clear();
    if (fd == 1 || fd == 2) return nil_value();
    Ref pair[] = {ref(bound), fd < 0 ? NIL : int_ref(fd)};
    return vec_from(pair, 2);
}
