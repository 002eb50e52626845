// SPDX-License-Identifier: MIT
#include "shell/launch_plan.h"

#include "data/str.h"
#include "shell/fd.h"
#include "shell/state.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// --- what is open -------------------------------------------------------------

static int plan_keep(struct launch_plan *p, int fd) { // closed with the plan; -1 with an exception
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

void launch_plan_free(struct launch_plan *p) {
    int saved = errno;
    for (int i = 0; i < p->fd_count; i++) close(p->fds[i]);
    for (int i = 0; p->stages && i < p->count; i++) {
        PyMem_Free((void *)p->stages[i].envp);
        PyMem_Free((void *)p->stages[i].actions);
    }
    PyMem_Free(p->fds);
    PyMem_Free(p->stages);
    errno = saved;
}

static int plan_pipe(struct launch_plan *p, int ends[2]) {
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

static int make_environment(struct launch_stage *to) {
    extern char **environ;
    const struct stage *s = to->stage;
    if (!s->own_env) return 0;
    size_t n = 0, capacity = 0;
    while (environ && environ[capacity]) capacity++;
    char **envp = PyMem_New(char *, capacity + (size_t)s->setting_count + 1);
    if (!envp) return (PyErr_NoMemory(), -1);
    for (; !s->clear_env && n < capacity; n++) envp[n] = environ[n];
    for (int i = 0; i < s->setting_count; i++) env_put((const char **)envp, &n, &s->settings[i]);
    envp[n] = NULL;
    to->envp = envp;
    return 0;
}

// --- redirections -----------------------------------------------------------

static int open_file(struct launch_plan *p, const char *name, int flags) {
    int fd = fd_open(name, flags, 0666, p->first);
    if (fd == FD_RAISED) return -1;
    if (fd < 0) return (PyErr_SetFromErrnoWithFilename(PyExc_OSError, name), -1);
    return plan_keep(p, fd);
}

static int copy_of(struct launch_plan *p, int fd) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, p->first);
    return plan_keep(p, copy);
}

static int file_target(struct launch_plan *p, Ref target) {
    int64_t number;
    if (is_int(target)) return int64_of(target, &number) && number >= 0 && number < 1 << 16 ? copy_of(p, (int)number) : (err_arg("not a descriptor: %R", obj(target)), -1);
    SCOPED_PY PyObject *file = py_of(target);
    if (PyObject_HasAttrString(file, "flush")) { // what Python has buffered comes before what the command writes
        SCOPED_PY PyObject *flushed = PyObject_CallMethod(file, "flush", NULL);
        if (!flushed) return -1;
    }
    int fd = PyObject_AsFileDescriptor(file);
    return fd < 0 ? -1 : copy_of(p, fd);
}

static int text_target(struct launch_plan *p, Ref target) {
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

static int pipe_to_us(struct launch_plan *p, int ends[2], int wanted) {
    if (ends[0] < 0 && plan_pipe(p, ends) < 0) return -1;
    return ends[wanted];
}

static void act(struct launch_stage *s, int fd, int from) {
    ((struct fd_action *)s->actions)[s->action_count++] = (struct fd_action){fd, from};
}

#define FAILED (-1)
#define CLOSE (-2) // no source: the descriptor is closed

static int inherited(struct launch_plan *p, int fd) {
    int from = fd < 3 ? shell_stream(fd) : fd;
    return fcntl(from, F_GETFD) < 0 ? CLOSE : copy_of(p, from);
}

// The source for a descriptor of a command; FAILED with an exception, or CLOSE.
static int redirect_source(struct launch_plan *p, const struct redirection *r) {
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

static int add_redirections(struct launch_plan *p, struct launch_stage *to, const struct redirection *redirections, int n) {
    for (int i = 0; i < n; i++) {
        int from = redirect_source(p, &redirections[i]);
        if (from == FAILED) return -1;
        act(to, redirections[i].fd, from == CLOSE ? -1 : from);
    }
    return 0;
}

// --- planning ---------------------------------------------------------------

static void raise_above(struct launch_plan *p, const struct redirection *redirections, int n) {
    for (int i = 0; i < n; i++)
        if (redirections[i].fd >= p->first) p->first = redirections[i].fd + 1;
}

static int add_our_streams(struct launch_plan *p, struct launch_stage *to) {
    for (int fd = 0; fd < 3; fd++) {
        int stream = shell_stream(fd);
        if (stream == fd) continue;
        int copy = copy_of(p, stream);
        if (copy < 0) return -1;
        act(to, fd, copy);
    }
    return 0;
}

static int connect_stages(struct launch_plan *p) {
    for (int i = 0; i + 1 < p->count; i++) {
        int ends[2];
        if (plan_pipe(p, ends) < 0) return -1;
        act(&p->stages[i], 1, ends[1]);
        act(&p->stages[i + 1], 0, ends[0]);
    }
    return 0;
}

static int add_around(struct launch_plan *p, int i, const struct launch_options *options) {
    for (int k = 0; k < options->around_count; k++) {
        const struct redirection *r = &options->around[k];
        bool concerns = r->fd == 0 ? i == 0 : r->fd == 1 ? i == p->count - 1 : true;
        if (concerns && add_redirections(p, &p->stages[i], r, 1) < 0) return -1;
    }
    return 0;
}

int launch_plan_make(struct launch_plan *p, const struct pipeline *pipeline, const struct launch_options *options) {
    p->first = FD_FIRST;
    p->count = pipeline->count;
    if (p->count == 0) return (err_arg("a pipeline without commands"), -1);
    if (!(p->stages = PyMem_Calloc((size_t)p->count, sizeof *p->stages))) return (PyErr_NoMemory(), -1);
    raise_above(p, options->around, options->around_count);
    for (int i = 0; i < p->count; i++) {
        const struct stage *s = &pipeline->stages[i];
        raise_above(p, s->redirections, s->redirection_count);
        p->stages[i].stage = s;
        p->stages[i].actions = PyMem_New(struct fd_action, 5 + s->redirection_count + options->around_count); // 3 streams, 2 pipes
        if (!p->stages[i].actions) return (PyErr_NoMemory(), -1);
        if (make_environment(&p->stages[i]) < 0) return -1;
    }
    for (int i = 0; i < p->count; i++)
        if (add_our_streams(p, &p->stages[i]) < 0) return -1;
    if (connect_stages(p) < 0) return -1;
    for (int i = 0; i < p->count; i++) {
        const struct stage *s = &pipeline->stages[i];
        if (add_around(p, i, options) < 0 || add_redirections(p, &p->stages[i], s->redirections, s->redirection_count) < 0) return -1;
    }
    return 0;
}

// --- what goes on after it ----------------------------------------------------

/* The end of a pipe that this process writes to, and has for itself: who
 * writes waits by the event loop, and not in the kernel. */
static int writes_waiting(struct launch_plan *p, int fd) {
    bool is_made = false;
    for (int i = 0; i < p->fd_count; i++) is_made |= p->fds[i] == fd;
    if (is_made && fd_is_pipe(fd)) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

int launch_plan_take(struct launch_plan *p, int fd, bool writes) {
    if (writes) writes_waiting(p, fd);
    for (int i = 0; i < p->fd_count; i++)
        if (p->fds[i] == fd) p->fds[i] = p->fds[--p->fd_count];
    return fd;
}

int launch_plan_function_end(struct launch_plan *p, int i, int fd) {
    const struct launch_stage *s = &p->stages[i];
    for (int k = s->action_count - 1; k >= 0; k--) { // the last action for it
        int from = s->actions[k].from;
        if (s->actions[k].fd == fd) return from < 0 ? -1 : fcntl(fd == 1 ? writes_waiting(p, from) : from, F_DUPFD_CLOEXEC, FD_FIRST);
    }
    return -1;
}
