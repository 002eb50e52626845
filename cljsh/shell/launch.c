// SPDX-License-Identifier: MIT
#include "shell/launch.h"

#include "base/call.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/seq.h"
#include "shell/command_search.h"
#include "shell/fd.h"
#include "shell/spawn.h"
#include "shell/state.h"
#include "shell/terminal.h"
#include "shell/words.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct stage {
    char **argv; // NULL: a function
    char **envp; // NULL: ours
    const char *dir;
    const char *path; // the PATH it sets, if any
    PyObject *text;   // the command for people
    struct fd_action *actions;
    int action_count;
    bool out_to_job, err_to_job;
};

/* Everything a launch needs until the processes run; plan_free undoes it. */
struct plan {
    Value *specs;   // the stages as given
    Py_ssize_t count;
    struct stage *stages;
    PyObject *keep; // owns what argv, envp and dir point to
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
    for (Py_ssize_t i = 0; p->stages && i < p->count; i++) {
        struct stage *s = &p->stages[i];
        PyMem_Free(s->argv);
        PyMem_Free(s->envp);
        PyMem_Free(s->actions);
        Py_XDECREF(s->text);
    }
    PyMem_Free(p->fds);
    PyMem_Free(p->stages);
    Py_XDECREF(p->keep);
    if (p->specs) seq_words_free(p->specs, p->count);
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

// --- words and environment --------------------------------------------------

static char **chars_of(struct plan *p, PyObject *list) {
    Py_ssize_t n = PyList_GET_SIZE(list);
    char **argv = PyMem_New(char *, n + 1);
    if (!argv) return (PyErr_NoMemory(), NULL);
    for (Py_ssize_t i = 0; i < n; i++) {
        argv[i] = (char *)word_chars(PyList_GET_ITEM(list, i), p->keep);
        if (!argv[i]) {
            PyMem_Free(argv);
            return NULL;
        }
    }
    argv[n] = NULL;
    return argv;
}

static PyObject *one_word(Ref r, const char *what) { // borrowed from a list that the caller drops
    PyObject *list = PyList_New(0);
    if (!list || words_add(list, r) < 0) {
        Py_XDECREF(list);
        return NULL;
    }
    if (PyList_GET_SIZE(list) != 1) {
        err_arg("%s must be one word, not %R", what, list);
        Py_CLEAR(list);
    }
    return list;
}

// Sets or removes (value NULL) a variable in envp of *n entries, which has room.
static void env_put(char **envp, size_t *n, const char *name, size_t length, const char *entry) {
    for (size_t i = 0; i < *n; i++) {
        if (strncmp(envp[i], name, length) != 0 || envp[i][length] != '=') continue;
        if (entry) envp[i] = (char *)entry;
        else envp[i] = envp[--*n];
        return;
    }
    if (entry) envp[(*n)++] = (char *)entry;
}

static int parse_env(struct plan *p, struct stage *s, Ref env, bool clear) {
    extern char **environ;
    size_t n = 0, capacity = 0;
    while (environ && environ[capacity]) capacity++;
    Py_ssize_t additions = is_nil(env) ? 0 : coll_count(env);
    if (additions < 0) return -1;
    s->envp = PyMem_New(char *, capacity + (size_t)additions + 1);
    if (!s->envp) return (PyErr_NoMemory(), -1);
    for (; !clear && n < capacity; n++) s->envp[n] = environ[n];
    struct cursor c;
    if (additions) {
        if (cursor_start(&c, env) < 0) return -1;
        for (Value entry; (entry = cursor_next(&c)).w; drop(entry)) {
            SCOPED Value key = coll_nth(ref(entry), int_ref(0), NO_REF), val = coll_nth(ref(entry), int_ref(1), NO_REF);
            bool bad = failed(key) || failed(val);
            // A keyword names the variable without its colon.
            SCOPED_PY PyObject *names = bad ? NULL : one_word(is_keyword(ref(key)) ? ref_of(keyword_of(ref(key))->name) : ref(key), "the name of a variable");
            const char *name = names ? word_chars(PyList_GET_ITEM(names, 0), p->keep) : NULL;
            if (!name || !*name || strchr(name, '=')) {
                if (name) err_arg("no name of a variable: %R", PyList_GET_ITEM(names, 0));
                drop(entry);
                cursor_end(&c);
                return -1;
            }
            const char *text = NULL;
            if (!is_nil(ref(val))) {
                SCOPED_PY PyObject *values = one_word(ref(val), "the value of a variable");
                const char *value = values ? word_chars(PyList_GET_ITEM(values, 0), p->keep) : NULL;
                PyObject *both = value ? PyBytes_FromFormat("%s=%s", name, value) : NULL;
                if (both && PyList_Append(p->keep, both) == 0) text = PyBytes_AS_STRING(both);
                Py_XDECREF(both);
                if (!text) {
                    drop(entry);
                    cursor_end(&c);
                    return -1;
                }
                if (strcmp(name, "PATH") == 0) s->path = text + 5;
            }
            env_put(s->envp, &n, name, strlen(name), text);
        }
        if (cursor_end(&c) < 0) return -1;
    }
    s->envp[n] = NULL;
    return 0;
}

// --- redirections -----------------------------------------------------------

static int parse_fd(Ref r) {
    int64_t fd;
    if (int64_of(r, &fd) && fd >= 0 && fd < 1 << 16) return (int)fd;
    return (err_arg("not a descriptor: %s", err_type_name(r)), -1);
}

static int open_target(struct plan *p, Ref target, int flags) {
    SCOPED_PY PyObject *names = one_word(target, "the file of a redirection");
    if (!names) return -1;
    const char *name = word_chars(PyList_GET_ITEM(names, 0), p->keep);
    if (!name) return -1;
    int fd = fd_open(name, flags, 0666, p->first);
    if (fd < 0) {
        if (!PyErr_Occurred()) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, PyList_GET_ITEM(names, 0));
        return -1;
    }
    return plan_keep(p, fd);
}

static int copy_of(struct plan *p, int fd) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, p->first);
    return plan_keep(p, copy);
}

static int file_target(struct plan *p, Ref target) {
    if (is_int(target)) return copy_of(p, parse_fd(target));
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

static void act(struct stage *s, int fd, int from) {
    s->actions[s->action_count++] = (struct fd_action){fd, from};
}

#define FAILED (-1)
#define CLOSE (-2) // no source: the descriptor is closed

static int inherited(struct plan *p, int fd) {
    int from = fd < 3 ? shell_stream(fd) : fd;
    return fcntl(from, F_GETFD) < 0 ? CLOSE : copy_of(p, from);
}

// The source for descriptor fd of a command; FAILED with an exception, or CLOSE.
static int redirect_source(struct plan *p, struct stage *s, int fd, Ref op, Ref target) {
    if (same(op, KW("write"))) return open_target(p, target, O_WRONLY | O_CREAT | O_TRUNC);
    if (same(op, KW("append"))) return open_target(p, target, O_WRONLY | O_CREAT | O_APPEND);
    if (same(op, KW("read"))) return open_target(p, target, O_RDONLY);
    if (same(op, KW("read-write"))) return open_target(p, target, O_RDWR | O_CREAT);
    if (same(op, KW("dup"))) return parse_fd(target);
    if (same(op, KW("text"))) return text_target(p, target);
    if (same(op, KW("file"))) return file_target(p, target);
    if (same(op, KW("null"))) return plan_keep(p, fd_open("/dev/null", O_RDWR, 0, p->first));
    if (same(op, KW("close"))) return CLOSE;
    if (same(op, KW("inherit"))) return inherited(p, fd);
    if (same(op, KW("in-pipe"))) return pipe_to_us(p, p->in, 0);
    if (same(op, KW("out-pipe"))) return (s->out_to_job = true, pipe_to_us(p, p->out, 1));
    if (same(op, KW("err-pipe"))) return (s->err_to_job = true, pipe_to_us(p, p->err, 1));
    if (is_keyword(op)) err_arg("no such redirection: :%U", keyword_of(op)->name);
    else err_type("a redirection is named by a keyword, not %s", err_type_name(op));
    return FAILED;
}

static int parse_redirect(struct plan *p, struct stage *s, Ref redirect) {
    SCOPED Value fd_value = coll_nth(redirect, int_ref(0), NO_REF);
    SCOPED Value op = failed(fd_value) ? ERR : coll_nth(redirect, int_ref(1), NO_REF);
    SCOPED Value target = failed(op) ? ERR : coll_nth(redirect, int_ref(2), NIL);
    int fd = failed(target) ? -1 : parse_fd(ref(fd_value));
    int from = fd < 0 ? FAILED : redirect_source(p, s, fd, ref(op), ref(target));
    if (from == FAILED) return -1;
    act(s, fd, from == CLOSE ? -1 : from);
    return 0;
}

static Value stage_get(struct plan *p, Py_ssize_t i, Ref key) { return coll_get(ref(p->specs[i]), key, NIL); }

// The redirections of a stage as a list of words; also raises p->first above their descriptors.
static Py_ssize_t redirects_of(struct plan *p, Py_ssize_t i, Value **items) {
    SCOPED Value redirects = stage_get(p, i, KW("redirects"));
    if (failed(redirects)) return -1;
    Py_ssize_t n = seq_to_words(ref(redirects), items);
    for (Py_ssize_t k = 0; k < n; k++) {
        SCOPED Value fd = coll_nth(ref((*items)[k]), int_ref(0), NO_REF);
        int64_t number;
        if (failed(fd)) {
            seq_words_free(*items, n);
            return -1;
        }
        if (int64_of(ref(fd), &number) && number >= p->first && number < 1 << 16) p->first = (int)number + 1;
    }
    return n;
}

static int parse_redirects(struct plan *p, Py_ssize_t i) {
    Value *items;
    Py_ssize_t n = redirects_of(p, i, &items);
    if (n < 0) return -1;
    struct stage *s = &p->stages[i];
    struct fd_action *actions = PyMem_Realloc(s->actions, sizeof *actions * (size_t)(s->action_count + n + 1));
    int result = actions ? 0 : (PyErr_NoMemory(), -1);
    if (actions) s->actions = actions;
    for (Py_ssize_t k = 0; k < n && result == 0; k++) result = parse_redirect(p, s, ref(items[k]));
    seq_words_free(items, n);
    return result;
}

// --- planning ---------------------------------------------------------------

static int parse_stage(struct plan *p, Py_ssize_t i) {
    struct stage *s = &p->stages[i];
    SCOPED Value fn = stage_get(p, i, KW("fn")), argv = stage_get(p, i, KW("argv"));
    SCOPED Value env = stage_get(p, i, KW("env")), dir = stage_get(p, i, KW("dir")), clear = stage_get(p, i, KW("clear-env"));
    if (failed(fn) || failed(argv) || failed(env) || failed(dir) || failed(clear)) return -1;
    if (!is_nil(ref(fn))) return 0;
    SCOPED_PY PyObject *words = PyList_New(0);
    if (!words || words_add(words, ref(argv)) < 0) return -1;
    if (PyList_GET_SIZE(words) == 0) return (err_arg("a command without words"), -1);
    if (!(s->argv = chars_of(p, words)) || !(s->text = words_text(words))) return -1;
    if (!is_nil(ref(dir))) {
        SCOPED_PY PyObject *dirs = one_word(ref(dir), "the directory of a command");
        if (!dirs || !(s->dir = word_chars(PyList_GET_ITEM(dirs, 0), p->keep))) return -1;
    }
    if (!is_nil(ref(env)) || is_true(ref(clear))) return parse_env(p, s, ref(env), is_true(ref(clear)));
    return 0;
}

static int connect_stages(struct plan *p) {
    for (Py_ssize_t i = 0; i < p->count; i++) {
        struct stage *s = &p->stages[i];
        if (!(s->actions = PyMem_New(struct fd_action, 5))) return (PyErr_NoMemory(), -1);
        for (int fd = 0; fd < 3; fd++) {
            int stream = shell_stream(fd);
            if (stream == fd) continue;
            int copy = copy_of(p, stream);
            if (copy < 0) return -1;
            act(s, fd, copy);
        }
    }
    for (Py_ssize_t i = 0; i + 1 < p->count; i++) {
        struct stage *s = &p->stages[i], *next = s + 1;
        int ends[2];
        if (plan_pipe(p, ends) < 0) return -1;
        act(s, 1, ends[1]);
        act(next, 0, ends[0]);
    }
    return 0;
}

static int plan_make(struct plan *p, Ref stages) {
    p->first = FD_FIRST;
    if (!(p->keep = PyList_New(0))) return -1;
    p->count = seq_to_words(stages, &p->specs);
    if (p->count < 0) {
        p->specs = NULL;
        return -1;
    }
    if (p->count == 0) return (err_arg("a pipeline without commands"), -1);
    p->stages = PyMem_Calloc((size_t)p->count, sizeof *p->stages);
    if (!p->stages) return (PyErr_NoMemory(), -1);
    for (Py_ssize_t i = 0; i < p->count; i++) { // before any descriptor is opened
        Value *items;
        Py_ssize_t n = redirects_of(p, i, &items);
        if (n < 0) return -1;
        seq_words_free(items, n);
        if (parse_stage(p, i) < 0) return -1;
    }
    if (connect_stages(p) < 0) return -1;
    for (Py_ssize_t i = 0; i < p->count; i++)
        if (parse_redirects(p, i) < 0) return -1;
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

static int start_failed(struct stage *s, int dir_fd, struct proc *proc, const char *path, enum spawn_step step, int error) {
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

static int start_in(int dir, struct stage *s, struct job *j, struct proc *proc, struct launch_options options) {
    extern char **environ;
    bool grouped = options.own_group || terminal_fd >= 0 || (terminal_prompt && !options.foreground);
    struct spawn spawn = {
        .argv = s->argv, .envp = s->envp ? s->envp : environ, .dir = s->dir,
        .actions = s->actions, .action_count = s->action_count,
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

static int start_stage(struct stage *s, struct job *j, struct proc *proc, struct launch_options options) {
    int dir = s->dir ? open(s->dir, O_PATH | O_DIRECTORY | O_CLOEXEC) : AT_FDCWD;
    if (dir == -1) return start_failed(s, AT_FDCWD, proc, NULL, SPAWN_DIR, errno);
    int result = start_in(dir, s, j, proc, options);
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
static int function_end(struct plan *p, struct stage *s, int fd) {
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

struct job *launch(Ref stages, struct launch_options options) {
    struct plan plan = {.in = {-1, -1}, .out = {-1, -1}, .err = {-1, -1}};
    struct job *j = NULL;
    if (give_input_back() < 0) return NULL;
    shell_follow();
    if (plan_make(&plan, stages) < 0 || !(j = job_new((int)plan.count))) goto end;
    j->entry->foreground = options.foreground;
    shell_follow(); // to open a file may have taken its time
    int result = 0;
    for (Py_ssize_t i = 0; i < plan.count && result == 0; i++) {
        struct stage *s = &plan.stages[i];
        struct proc *proc = &j->entry->procs[i];
        if (s->argv) {
            proc->words = Py_NewRef(s->text);
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
