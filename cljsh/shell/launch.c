// SPDX-License-Identifier: MIT
#include "shell/launch.h"

#include "base/call.h"
#include "base/prim.h"
#include "data/str.h"
#include "shell/command_search.h"
#include "shell/fd.h"
#include "shell/spawn.h"
#include "shell/state.h"
#include "shell/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// A stage as it is started.
struct start {
    const struct stage *stage;
    char **envp; // NULL: ours
    struct fd_action *actions;
    int action_count;
};

/* Everything a launch needs until the processes run; plan_free undoes it. */
struct plan {
    struct start *starts;
    int count;
    int first;      // our descriptors start here: above all that a redirection names
    int *fds, fd_count, fd_capacity;
    int in[2], out[2], err[2]; // pipes to ourselves
};

static int plan_keep(struct plan *p, int fd) { // closed with the plan; -1 with an exception
    if (fd < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    if (p->fd_count == p->fd_capacity) {
        int capacity = p->fd_capacity * 2 + 8;
        int *more = PyMem_Realloc(p->fds, sizeof *more * (size_t)capacity);
        if (!more) {
            close(fd);
            PyErr_NoMemory();
            return -1;
        }
        p->fds = more;
        p->fd_capacity = capacity;
    }
    return p->fds[p->fd_count++] = fd;
}

static void plan_free(struct plan *p) {
    int saved = errno;
    for (int i = 0; i < p->fd_count; i++) close(p->fds[i]);
    for (int i = 0; p->starts && i < p->count; i++) {
        PyMem_Free(p->starts[i].envp);
        PyMem_Free(p->starts[i].actions);
    }
    PyMem_Free(p->fds);
    PyMem_Free(p->starts);
    errno = saved;
}

static int plan_pipe(struct plan *p, int ends[2]) {
    if (fd_pipe(ends, p->first) < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    if (plan_keep(p, ends[0]) >= 0) return plan_keep(p, ends[1]);
    close(ends[1]);
    return -1;
}

// --- environment ------------------------------------------------------------

// Makes a change in envp of *n entries, which has room.
static void env_put(const char **envp, size_t *n, const struct setting *s) {
    for (size_t i = 0; i < *n; i++) {
        if (strncmp(envp[i], s->name, s->length) != 0 || envp[i][s->length] != '=') continue;
        if (s->entry) envp[i] = s->entry;
        else envp[i] = envp[--*n];
        return;
    }
    if (s->entry) envp[(*n)++] = s->entry;
}

static int make_environment(struct start *to) {
    extern char **environ;
    const struct stage *s = to->stage;
    if (!s->own_env) return 0;
    size_t n = 0, capacity = 0;
    while (environ && environ[capacity]) capacity++;
    to->envp = PyMem_New(char *, capacity + (size_t)s->setting_count + 1);
    if (!to->envp) return (PyErr_NoMemory(), -1);
    for (; !s->clear_env && n < capacity; n++) to->envp[n] = environ[n];
    for (int i = 0; i < s->setting_count; i++) env_put((const char **)to->envp, &n, &s->settings[i]);
    to->envp[n] = NULL;
    return 0;
}

// --- redirections -----------------------------------------------------------

static int open_file(struct plan *p, const char *name, int flags) {
    int fd = fd_open(name, flags, 0666, p->first);
    if (fd == FD_RAISED) return -1;
    if (fd < 0) return (PyErr_SetFromErrnoWithFilename(PyExc_OSError, name), -1);
    return plan_keep(p, fd);
}

static int copy_of(struct plan *p, int fd) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, p->first);
    return plan_keep(p, copy);
}

static int file_target(struct plan *p, Ref target) {
    int64_t number;
    if (is_int(target)) return int64_of(target, &number) && number >= 0 && number < 1 << 16 ? copy_of(p, (int)number) : (err_arg("not a descriptor: %R", obj(target)), -1);
    SCOPED_PY PyObject *file = py_of(target);
    // What Python has buffered comes before what the command writes.
    SCOPED_PY PyObject *flushed = PyObject_HasAttrString(file, "flush") ? PyObject_CallMethod(file, "flush", NULL) : NULL;
    if (!flushed && PyErr_Occurred()) return -1;
    int fd = PyObject_AsFileDescriptor(file);
    return fd < 0 ? -1 : copy_of(p, fd);
}

static int text_target(struct plan *p, Ref target) {
    SCOPED_PY PyObject *bytes = NULL;
    Py_buffer view = {0};
    if (is_str(target)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(obj(target), &size);
        if (text) return plan_keep(p, fd_of_bytes(text, (size_t)size, p->first));
        PyErr_Clear();
        if (!(bytes = str_bytes(obj(target)))) return -1;
    } else {
        bytes = py_of(target);
    }
    if (!bytes || PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return -1;
    int fd = fd_of_bytes(view.buf, (size_t)view.len, p->first);
    PyBuffer_Release(&view);
    return plan_keep(p, fd);
}

static int pipe_to_us(struct plan *p, int ends[2], int wanted) {
    if (ends[0] < 0 && plan_pipe(p, ends) < 0) return -1;
    return ends[wanted];
}

static void act(struct start *s, int fd, int from) {
    s->actions[s->action_count++] = (struct fd_action){fd, from};
}

#define FAILED (-1)
#define CLOSE (-2) // no source: the descriptor is closed

static int inherited(struct plan *p, int fd) {
    int from = fd < 3 ? shell_stream(fd) : fd;
    return fcntl(from, F_GETFD) < 0 ? CLOSE : copy_of(p, from);
}

// The source for a descriptor of a command; FAILED with an exception, or CLOSE.
static int redirect_source(struct plan *p, const struct redirection *r) {
    switch (r->op) {
    case REDIRECT_READ: return open_file(p, r->name, O_RDONLY);
    case REDIRECT_WRITE: return open_file(p, r->name, O_WRONLY | O_CREAT | O_TRUNC);
    case REDIRECT_APPEND: return open_file(p, r->name, O_WRONLY | O_CREAT | O_APPEND);
    case REDIRECT_READ_WRITE: return open_file(p, r->name, O_RDWR | O_CREAT);
    case REDIRECT_NULL: return open_file(p, "/dev/null", O_RDWR);
    case REDIRECT_CLOSE: return CLOSE;
    case REDIRECT_INHERIT: return inherited(p, r->fd);
    case REDIRECT_DUP: return r->from;
    case REDIRECT_FILE: return file_target(p, r->target);
    case REDIRECT_TEXT: return text_target(p, r->target);
    case REDIRECT_IN_PIPE:
    case REDIRECT_LINES: return pipe_to_us(p, p->in, 0);
    case REDIRECT_OUT_PIPE: return pipe_to_us(p, p->out, 1);
    case REDIRECT_ERR_PIPE: return pipe_to_us(p, p->err, 1);
    }
    return FAILED;
}

static int add_redirections(struct plan *p, struct start *to, const struct redirection *redirections, int n) {
    for (int i = 0; i < n; i++) {
        int from = redirect_source(p, &redirections[i]);
        if (from == FAILED) return -1;
        act(to, redirections[i].fd, from == CLOSE ? -1 : from);
    }
    return 0;
}

// --- planning ---------------------------------------------------------------

static void raise_above(struct plan *p, const struct redirection *redirections, int n) {
    for (int i = 0; i < n; i++)
        if (redirections[i].fd >= p->first) p->first = redirections[i].fd + 1;
}

static int add_our_streams(struct plan *p, struct start *to) {
    for (int fd = 0; fd < 3; fd++) {
        int stream = shell_stream(fd);
        if (stream == fd) continue;
        int copy = copy_of(p, stream);
        if (copy < 0) return -1;
        act(to, fd, copy);
    }
    return 0;
}

static int connect_stages(struct plan *p) {
    for (int i = 0; i + 1 < p->count; i++) {
        int ends[2];
        if (plan_pipe(p, ends) < 0) return -1;
        act(&p->starts[i], 1, ends[1]);
        act(&p->starts[i + 1], 0, ends[0]);
    }
    return 0;
}

static int add_around(struct plan *p, int i, const struct launch_options *options) {
    for (int k = 0; k < options->around_count; k++) {
        const struct redirection *r = &options->around[k];
        bool concerns = r->fd == 0 ? i == 0 : r->fd == 1 ? i == p->count - 1 : true;
        if (concerns && add_redirections(p, &p->starts[i], r, 1) < 0) return -1;
    }
    return 0;
}

static int plan_make(struct plan *p, const struct pipeline *pipeline, const struct launch_options *options) {
    p->first = FD_FIRST;
    p->count = pipeline->count;
    if (p->count == 0) return (err_arg("a pipeline without commands"), -1);
    if (!(p->starts = PyMem_Calloc((size_t)p->count, sizeof *p->starts))) return (PyErr_NoMemory(), -1);
    raise_above(p, options->around, options->around_count);
    for (int i = 0; i < p->count; i++) {
        const struct stage *s = &pipeline->stages[i];
        raise_above(p, s->redirections, s->redirection_count);
        p->starts[i].stage = s;
        p->starts[i].actions = PyMem_New(struct fd_action, 5 + s->redirection_count + options->around_count); // 3 streams, 2 pipes
        if (!p->starts[i].actions) return (PyErr_NoMemory(), -1);
        if (make_environment(&p->starts[i]) < 0) return -1;
    }
    for (int i = 0; i < p->count; i++)
        if (add_our_streams(p, &p->starts[i]) < 0) return -1;
    if (connect_stages(p) < 0) return -1;
    for (int i = 0; i < p->count; i++) {
        const struct stage *s = &pipeline->stages[i];
        if (add_around(p, i, options) < 0 || add_redirections(p, &p->starts[i], s->redirections, s->redirection_count) < 0) return -1;
    }
    return 0;
}

// --- starting ---------------------------------------------------------------

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

// Is it no program for this machine, as opposed to a script without #!?
static bool is_binary(int dir, const char *path) {
    char head[128];
    int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof head);
    fd_close(&fd);
    for (ssize_t i = 0; i < n && head[i] != '\n'; i++)
        if (!head[i]) return true;
    return false;
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

// A script without #! is run by sh, as POSIX wants.
static pid_t spawn_script(struct spawn *spawn, Py_ssize_t words, enum spawn_step *step) {
    char **argv = PyMem_New(char *, words + 2);
    if (!argv) {
        errno = ENOMEM;
        return -1;
    }
    argv[0] = "sh";
    argv[1] = (char *)spawn->path;
    memcpy(argv + 2, spawn->argv + 1, sizeof *argv * (size_t)words); // with the NULL
    spawn->argv = argv;
    spawn->path = "/bin/sh";
    pid_t pid = spawn_process(spawn, step);
    PyMem_Free(argv);
    return pid;
}

static int start_in(int dir, const struct start *start, struct job *j, struct proc *proc, struct launch_options options) {
    extern char **environ;
    const struct stage *s = start->stage;
    bool grouped = options.own_group || terminal_fd >= 0 || (terminal_prompt && !options.foreground);
    struct spawn spawn = {
        .argv = s->argv, .envp = start->envp ? start->envp : environ, .dir = s->dir,
        .actions = start->actions, .action_count = start->action_count,
        .group = grouped ? j->entry->group : SPAWN_OUR_GROUP,
        .terminal = options.foreground ? terminal_fd : -1,
    };
    bool again = false;
    for (;;) {
        PyObject *path = NULL;
        int error = command_find(dir, s->argv[0], s->path, &path);
        if (error) return error < 0 ? -1 : not_found(proc, s->argv[0], error);
        spawn.path = PyBytes_AS_STRING(path);
        enum spawn_step step;
        proc->pid = spawn_process(&spawn, &step);
        error = errno;
        if (proc->pid < 0 && step == SPAWN_EXEC && error == ENOEXEC && !is_binary(dir, spawn.path)) {
            Py_ssize_t words = 0;
            while (s->argv[words]) words++;
            proc->pid = spawn_script(&spawn, words, &step);
            error = errno;
        }
        int result = 0;
        if (proc->pid > 0) {
            if (grouped) {
                if (!j->entry->group) j->entry->group = proc->pid;
                if (options.foreground) terminal_give(j->entry->group);
            }
            proc->state = PROC_RUNNING;
        } else {
            proc->pid = 0;
            bool stale = step == SPAWN_EXEC && error == ENOENT && !again && !strchr(s->argv[0], '/') && faccessat(dir, spawn.path, F_OK, 0) < 0;
            if (stale) { // the table of commands remembers a file that has gone
                command_forget(s->argv[0]);
                spawn.argv = s->argv;
                again = true;
                Py_DECREF(path);
                continue;
            }
            result = start_failed(s, dir, proc, spawn.path, step, error);
        }
        Py_DECREF(path);
        return result;
    }
}

static int start_stage(const struct start *start, struct job *j, struct proc *proc, struct launch_options options) {
    const struct stage *s = start->stage;
    int dir = s->dir ? open(s->dir, O_PATH | O_DIRECTORY | O_CLOEXEC) : AT_FDCWD;
    if (dir == -1) return start_failed(s, AT_FDCWD, proc, NULL, SPAWN_DIR, errno);
    int result = start_in(dir, start, j, proc, options);
    if (dir != AT_FDCWD) fd_close(&dir);
    return result;
}

/* The end of a pipe that this process writes to, and has for itself: who
 * writes waits by the event loop, and not in the kernel. */
static int writes_waiting(struct plan *p, int fd) {
    bool is_made = false;
    for (int i = 0; i < p->fd_count; i++) is_made |= p->fds[i] == fd;
    if (is_made && fd_is_pipe(fd)) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

static int take_end(struct plan *p, int fd) { // out of the plan, into the job
    for (int i = 0; i < p->fd_count; i++)
        if (p->fds[i] == fd) p->fds[i] = p->fds[--p->fd_count];
    return fd;
}

// Our end of what a function stage reads or writes: the last action for fd, else -1.
static int function_end(struct plan *p, const struct start *s, int fd) {
    for (int i = s->action_count - 1; i >= 0; i--) {
        int from = s->actions[i].from;
        if (s->actions[i].fd == fd) return from < 0 ? -1 : fcntl(fd == 1 ? writes_waiting(p, from) : from, F_DUPFD_CLOEXEC, FD_FIRST);
    }
    return -1;
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

struct job *launch(const struct pipeline *pipeline, struct launch_options options) {
    struct plan plan = {.in = {-1, -1}, .out = {-1, -1}, .err = {-1, -1}};
    struct job *j = NULL;
    if (give_input_back() < 0) return NULL;
    shell_follow();
    if (plan_make(&plan, pipeline, &options) < 0 || !(j = job_new(plan.count))) goto end;
    j->entry->foreground = options.foreground;
    shell_follow(); // to open a file may have taken its time
    int result = 0;
    for (int i = 0; i < plan.count && result == 0; i++) {
        struct start *s = &plan.starts[i];
        struct proc *proc = &j->entry->procs[i];
        if (s->stage->argv) {
            proc->words = Py_NewRef(s->stage->text);
            result = start_stage(s, j, proc, options);
        } else {
            proc->fn_in = function_end(&plan, s, 0);
            proc->fn_out = function_end(&plan, s, 1);
        }
    }
    if (result < 0) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        Py_CLEAR(j); // what runs already loses its pipes
        PyErr_Restore(type, value, traceback);
        goto end;
    }
    if (plan.in[1] >= 0) j->in = take_end(&plan, writes_waiting(&plan, plan.in[1]));
    if (plan.out[0] >= 0) j->out = take_end(&plan, plan.out[0]);
    if (plan.err[0] >= 0) j->err = take_end(&plan, plan.err[0]);
end:
    plan_free(&plan);
    return j;
}
