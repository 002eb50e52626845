// SPDX-License-Identifier: MIT
#include "shell/launch.h"

#include "base/call.h"
#include "base/prim.h"
#include "shell/command_search.h"
#include "shell/fd.h"
#include "shell/job_list.h"
#include "shell/launch_plan.h"
#include "shell/state.h"
#include "shell/terminal.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// --- stage by stage ---------------------------------------------------------------

bool launch_begin(struct launch *l, int stages) {
    l->next = 0;
    l->job = job_table_add(stages);
    if (l->job) l->job->foreground = l->foreground;
    return l->job;
}

static pid_t started(struct launch *l, pid_t pid) {
    if (pid <= 0) return pid;
    if (l->grouped && !l->job->group) l->job->group = pid;
    job_table_started(l->job, l->next++, pid);
    return pid;
}

void launch_here(struct launch *l, int status) { job_table_ended(l->job, l->next++, status); }

bool launch_is_script(int dir, const char *path) {
    char head[128];
    int fd = WITHOUT_GIL(openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    ssize_t n = fd < 0 ? -1 : WITHOUT_GIL(read(fd, head, sizeof head));
    fd_close(&fd);
    if (n >= 4 && memcmp(head, "\177ELF", 4) == 0) return false;
    for (ssize_t i = 0; i < n && head[i] != '\n'; i++)
        if (!head[i]) return false;
    return n >= 0;
}

static pid_t spawn_script(const struct launch *l, struct spawn spawn, enum spawn_step *step) {
    size_t words = 0, k = 0;
    while (spawn.argv[words]) words++;
    const char **argv = PyMem_New(const char *, words + 3);
    if (!argv) return (errno = ENOMEM, -1);
    argv[k++] = "sh";
    if (l->by_us) argv[k++] = "--posix";
    argv[k++] = spawn.path;
    for (size_t i = 1; i < words; i++) argv[k++] = spawn.argv[i];
    argv[k] = NULL;
    spawn.argv = (char *const *)argv;
    spawn.path = l->by_us ? "/proc/self/exe" : "/bin/sh";
    pid_t pid = spawn_process(&spawn, step);
    int error = errno;
    PyMem_Free(argv);
    errno = error;
    return pid;
}

pid_t launch_program(struct launch *l, const struct launch_stage *s, const char *path, enum spawn_step *step) {
    extern char **environ;
    struct spawn spawn = {
        .path = path, .argv = s->stage->argv, .envp = s->envp ? s->envp : environ, .dir = s->stage->dir,
        .actions = s->actions, .action_count = s->action_count,
        .group = l->grouped ? l->job->group : SPAWN_OUR_GROUP,
        .terminal = l->foreground && l->grouped ? terminal_fd : -1,
        .uninterrupted = l->async && !l->grouped,
    };
    pid_t pid = spawn_process(&spawn, step);
    if (pid < 0 && *step == SPAWN_EXEC && errno == ENOEXEC) {
        int dir = spawn.dir ? open(spawn.dir, O_PATH | O_DIRECTORY | O_CLOEXEC) : AT_FDCWD;
        if (launch_is_script(dir, path)) pid = spawn_script(l, spawn, step);
        else errno = ENOEXEC;
        if (spawn.dir) fd_close(&dir);
    }
    return started(l, pid);
}

pid_t launch_fork(struct launch *l) {
    PyOS_BeforeFork();
    pid_t pid = fork();
    if (pid == 0) {
        PyOS_AfterFork_Child();
        if (l->grouped) {
            setpgid(0, l->job->group);
            if (l->foreground) terminal_give(getpgrp());
        }
        if (terminal_fd >= 0) fd_close(&terminal_fd); // it is the parent's to hand over
        job_table_forked();
        return 0;
    }
    int error = errno;
    PyOS_AfterFork_Parent();
    started(l, pid);
    if (pid > 0 && l->grouped) setpgid(pid, l->job->group);
    errno = error;
    return pid;
}

// --- a command that cannot be started ------------------------------------------------

static int could_not_start(struct proc *proc, int code, PyObject *message) {
    proc->state = PROC_DONE;
    proc->wait_status = STATUS_EXITED(code);
    proc->error = message;
    return message ? 0 : -1;
}

static PyObject *text_of(const char *chars) {
    return PyUnicode_DecodeUTF8(chars, (Py_ssize_t)strlen(chars), "surrogateescape");
}

static int not_found(struct proc *proc, const char *name, int error) {
    SCOPED_PY PyObject *text = text_of(name);
    if (!text) return -1;
    bool missing = error == ENOENT || error == ENOTDIR;
    if (missing && !strchr(name, '/')) return could_not_start(proc, 127, PyUnicode_FromFormat("%U: command not found", text));
    return could_not_start(proc, missing ? 127 : 126, PyUnicode_FromFormat("%U: %s", text, strerror(error)));
}

static int start_failed(const struct stage *s, int dir_fd, struct proc *proc, const char *path, enum spawn_step step, int error) {
    SCOPED_PY PyObject *text = text_of(s->argv[0]), *dir = text_of(s->dir ? s->dir : "");
    if (!text || !dir) return -1;
    const char *why = strerror(error);
    PyObject *message;
    if (step == SPAWN_DIR) message = PyUnicode_FromFormat("%U: cannot run in %U: %s", text, dir, why);
    else if (step == SPAWN_FD) message = PyUnicode_FromFormat("%U: redirection: %s", text, why);
    else if (step != SPAWN_EXEC) message = PyUnicode_FromFormat("%U: cannot start a process: %s", text, why);
    else if (error == ENOENT && faccessat(dir_fd, path, F_OK, 0) == 0) message = PyUnicode_FromFormat("%U: its interpreter does not exist", text);
    else if (error == ENOEXEC) message = PyUnicode_FromFormat("%U: cannot run this kind of file", text);
    else return not_found(proc, s->argv[0], error);
    return could_not_start(proc, 126, message);
}

// --- one that was made out before ------------------------------------------------------

// Starts the next stage, a command, or notes why that was not possible.
static int start_in(int dir, struct launch *l, const struct launch_stage *start) {
    const struct stage *s = start->stage;
    struct proc *proc = &l->job->procs[l->next];
    for (bool again = false;; again = true) {
        PyObject *path = NULL;
        int error = command_find(dir, s->argv[0], s->path, &path);
        if (error) return error < 0 ? -1 : not_found(proc, s->argv[0], error);
        const char *file = PyBytes_AS_STRING(path);
        enum spawn_step step;
        pid_t pid = launch_program(l, start, file, &step);
        error = errno;
        bool stale = pid < 0 && step == SPAWN_EXEC && error == ENOENT && !again && !strchr(s->argv[0], '/') && faccessat(dir, file, F_OK, 0) < 0;
        int result = 0;
        if (pid > 0 && l->grouped && l->foreground) terminal_give(l->job->group);
        if (stale) command_forget(s->argv[0]); // the table of commands remembers a file that has gone
        else if (pid < 0) result = start_failed(s, dir, proc, file, step, error);
        Py_DECREF(path);
        if (!stale) return result;
    }
}

static int start_command(struct launch *l, const struct launch_stage *start) {
    const struct stage *s = start->stage;
    int i = l->next, result;
    struct proc *proc = &l->job->procs[i];
    proc->words = Py_NewRef(s->text);
    int dir = s->dir ? open(s->dir, O_PATH | O_DIRECTORY | O_CLOEXEC) : AT_FDCWD;
    if (dir == -1) {
        result = start_failed(s, AT_FDCWD, proc, NULL, SPAWN_DIR, errno);
    } else {
        result = start_in(dir, l, start);
        if (dir != AT_FDCWD) fd_close(&dir);
    }
    l->next = i + 1;
    return result;
}

static int start_all(struct launch *l, struct launch_plan *plan) {
    for (int i = 0; i < plan->count; i++) {
        if (plan->stages[i].stage->argv) {
            if (start_command(l, &plan->stages[i]) < 0) return -1;
            continue;
        }
        struct proc *proc = &l->job->procs[l->next++]; // a function, which runs here
        proc->fn_in = launch_plan_function_end(plan, i, 0);
        proc->fn_out = launch_plan_function_end(plan, i, 1);
    }
    return 0;
}

static Value before_launch; // a function, or none while the library is not there

PRIM(own_before_launch, "cljsh.core", "before-launch!", "[f]", "Has f called before commands are started.") {
    Value old = before_launch;
    before_launch = take(&a[0]);
    xdrop(old);
    return nil_value();
}

// What the program has read of its standard input and not used is for the commands.
static int give_input_back(void) {
    SCOPED Value done = before_launch.w ? call0(ref(before_launch)) : nil_value();
    return failed(done) ? -1 : 0;
}

static void become_background_job(struct job_entry *e) {
    struct job_list *list = job_list_now();
    job_list_add(list, e);
    if (job_table_last(e)->pid) list->last = job_table_last(e)->pid;
}

struct job *launch(const struct pipeline *pipeline, struct launch_options options) {
    struct launch_plan plan = LAUNCH_PLAN_INIT;
    struct job *j = NULL;
    if (give_input_back() < 0) return NULL;
    shell_follow();
    if (launch_plan_make(&plan, pipeline, &options) < 0) goto end;
    struct launch l = {.foreground = options.foreground};
    l.grouped = options.own_group || terminal_fd >= 0 || (terminal_prompt && !options.foreground) || job_list_now()->groups;
    if (!launch_begin(&l, plan.count)) {
        PyErr_NoMemory();
        goto end;
    }
    l.job->family = true;
    j = job_of_entry(l.job);
    if (j) shell_follow(); // to open a file may have taken its time
    if (j && start_all(&l, &plan) < 0) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        Py_CLEAR(j); // what runs already loses its pipes
        PyErr_Restore(type, value, traceback);
    }
    if (j) {
        if (plan.in[1] >= 0) j->in = launch_plan_take(&plan, plan.in[1], true);
        if (plan.out[0] >= 0) j->out = launch_plan_take(&plan, plan.out[0], false);
        if (plan.err[0] >= 0) j->err = launch_plan_take(&plan, plan.err[0], false);
        if (!options.foreground && !options.own_group) become_background_job(l.job);
    }
    job_table_release(l.job);
end:
    launch_plan_free(&plan);
    return j;
}
