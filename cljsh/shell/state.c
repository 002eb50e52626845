// SPDX-License-Identifier: MIT
#include "shell/state.h"

#include "base/prim.h"
#include "base/at_start.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "shell/fd.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

// --- environments ---------------------------------------------------------------

/* The strings are the C library's, which frees none, as somebody may always
 * hold the result of a getenv(). */
struct environment { long references; size_t count; char *strings[]; };

static size_t environ_length(void) {
    size_t n = 0;
    while (environ && environ[n]) n++;
    return n;
}

static struct environment *environment_of_process(void) {
    size_t n = environ_length();
    struct environment *e = malloc(sizeof *e + n * sizeof *e->strings);
    if (!e) return NULL;
    *e = (struct environment){.references = 1, .count = n};
    if (n) memcpy(e->strings, environ, n * sizeof *e->strings);
    return e;
}

static struct environment *environment_ref(struct environment *e) {
    if (e) e->references++;
    return e;
}

static void environment_drop(struct environment *e) {
    if (e && --e->references == 0) free(e);
}

static bool environment_is_process(const struct environment *e) {
    return environ_length() == e->count && (!e->count || memcmp(e->strings, environ, e->count * sizeof *e->strings) == 0);
}

/* `environ` becomes a copy, since setenv() writes into the array.  A copy is
 * never freed while it may be `environ`, nor while the C library could be
 * reading it in another thread: the last few stay. */
static void environment_install(const struct environment *e) {
    enum { KEPT = 64 };
    static char **kept[KEPT];
    static unsigned at;
    char **copy = malloc((e->count + 1) * sizeof *copy);
    if (!copy) return;
    if (e->count) memcpy(copy, e->strings, e->count * sizeof *copy);
    copy[e->count] = NULL;
    environ = copy;
    free(kept[at % KEPT]);
    kept[at++ % KEPT] = copy;
}

// --- places -----------------------------------------------------------------------

struct place { long references; int fd; };

static struct place *place_new(void) {
    struct place *p = malloc(sizeof *p);
    if (p) *p = (struct place){.references = 1, .fd = -1};
    return p;
}

static struct place *place_ref(struct place *p) {
    if (p) p->references++;
    return p;
}

static void place_drop(struct place *p) {
    if (!p || --p->references) return;
    fd_close(&p->fd);
    free(p);
}

/* Makes sure that one can come back to a place; the caller is there.  The GIL
 * is held throughout: another task must not move the process meanwhile. */
static void place_pin(struct place *p) {
    if (!p || p->fd >= 0) return;
    int fd = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC); // opens no file, and so waits for none
    if (fd < 0 || fd >= FD_FIRST) {
        p->fd = fd;
        return;
    }
    p->fd = fcntl(fd, F_DUPFD_CLOEXEC, FD_FIRST);
    close(fd);
}

// --- descriptors --------------------------------------------------------------------

struct stream { long references; int fd; };

static struct stream *stream_ref(struct stream *s) {
    if (s) s->references++;
    return s;
}

static void stream_drop(struct stream *s) {
    if (!s || --s->references) return;
    fd_close(&s->fd);
    free(s);
}

// --- where the process is -------------------------------------------------------------

/* What was set last: in the process, and in a thread that has a directory and
 * umask of its own. */
struct position { struct place *dir; int umask; };
static AT_START struct position common = {.umask = -1};
static __thread struct position apart_at;
static __thread int apart;               // has this thread its own? 0: not asked yet, 1: yes, -1: no
static bool any_apart;                   // has any?

static struct shell *holder;            // whose environment `environ` is: a reference; NULL: unknown
static AT_START bool holder_known;               // else it is what the process was started with
static struct environment *initial_env; // once it may be left
static struct place *initial_dir;
static int initial_umask = -1;

static void shell_drop(struct shell *s);

/* A thread begins with the directory and umask of the one that has started it,
 * and shares them.  The first that goes apart shares the process's; a later one
 * may be started by one that has gone, and so it is moved to the process's. */
static void go_apart(void) {
    apart = unshare(CLONE_FS) == 0 ? 1 : -1;
    if (apart < 0) return;
    if (!common.dir && !initial_dir) initial_dir = place_new();
    struct place *here = common.dir ? common.dir : initial_dir;
    if (here && here->fd >= 0) {
        int moved = fchdir(here->fd);
        (void)moved;
    } else {
        place_pin(here);
    }
    const int mask = common.umask >= 0 ? common.umask : initial_umask;
    if (mask >= 0) umask((mode_t)mask);
    apart_at = (struct position){place_ref(common.dir), common.umask};
    any_apart = true;
}

static struct position *position(void) {
    struct task *t = this_task();
    if (!t->is_worker) return &common;
    if (apart == 0) go_apart();
    return apart > 0 ? &apart_at : &common;
}

static void leave_environment(void) {
    if (!holder_known) return;
    struct environment **env = holder ? &holder->env : &initial_env;
    if (*env && environment_is_process(*env)) return;
    environment_drop(*env);
    *env = environment_of_process();
}

static void follow_environment(struct shell *s) {
    if (holder == s && holder_known) return;
    leave_environment();
    struct shell *before = holder;
    holder = s;
    holder_known = true;
    if (s) s->references++;
    const struct environment *env = s && s->env ? s->env : initial_env;
    if (env && !environment_is_process(env)) environment_install(env);
    if (before) shell_drop(before);
}

static void follow_directory(struct position *at, struct place *to) {
    if (at->dir == to) return;
    place_pin(at->dir ? at->dir : initial_dir);
    const struct place *target = to ? to : initial_dir;
    if (target && target->fd >= 0) {
        int moved = fchdir(target->fd); // when that fails, the directory has been taken from us
        (void)moved;
    }
    struct place *before = at->dir;
    at->dir = place_ref(to);
    place_drop(before);
}

static void follow_umask(struct position *at, int to) {
    if (at->umask == to) return;
    mode_t before = umask((mode_t)(to < 0 ? initial_umask : to));
    if (initial_umask < 0) initial_umask = (int)before;
    at->umask = to;
}

// --- a task's state ---------------------------------------------------------------------

// Where the running task has its state.
static struct shell **slot(void) {
    struct task *t = this_task();
    return t->is_worker || t->is_tasklet ? &t->shell : &task_main.shell;
}

struct shell *shell_now(void) { return *slot(); }

static void follow(struct shell *s) {
    if (holder != s || !holder_known) follow_environment(s);
    struct position *at = position();
    if (at->dir != (s ? s->dir : NULL)) follow_directory(at, s ? s->dir : NULL);
    if (at->umask != (s ? s->umask : -1)) follow_umask(at, s ? s->umask : -1);
}

void shell_follow(void) { follow(*slot()); }

static void shell_drop(struct shell *s) {
    if (!s || --s->references) return;
    environment_drop(s->env);
    place_drop(s->dir);
    for (int i = 0; i < 3; i++) stream_drop(s->streams[i]);
    Py_XDECREF(s->environ_dict);
    drop(s->memory);
    free(s);
}

// The state once more, for a task that the running one starts.
static struct shell *shell_share(void) {
    struct shell *s = *slot();
    if (!s) return NULL;
    if (s->dir) {
        shell_follow(); // we are there
        place_pin(s->dir);
    }
    s->references++;
    return s;
}

/* A state that is shared is left to the others, as it is now; that it is the
 * process's at the moment counts for none. */
struct shell *shell_own(void) {
    struct shell **at = slot(), *s = *at;
    shell_follow();
    long others = s ? s->references - 1 - (holder == s) : 1;
    if (!others) return s;
    struct shell *copy = calloc(1, sizeof *copy);
    if (!copy) return (PyErr_NoMemory(), NULL);
    leave_environment();
    copy->references = 1;
    copy->env = environment_ref(s && s->env ? s->env : initial_env);
    copy->dir = place_ref(s ? s->dir : NULL);
    copy->umask = s ? s->umask : -1;
    for (int i = 0; s && i < 3; i++) copy->streams[i] = stream_ref(s->streams[i]);
    copy->memory = s ? keep(ref(s->memory)) : nil_value();
    *at = copy;
    shell_drop(s);
    follow(copy);
    return copy;
}

struct shell *shell_leave_dir(void) {
    struct shell *s = shell_own();
    if (!s || s->dir) return s;
    // The first time: others may come back to where the process was started.
    if (!initial_dir && !(initial_dir = place_new())) return (PyErr_NoMemory(), NULL);
    place_pin(initial_dir);
    return s;
}

// The process is there now, and so is the state; takes the place.
static void shell_arrived(struct shell *s, struct place *here) {
    struct position *at = position();
    place_drop(s->dir);
    s->dir = here;
    place_drop(at->dir);
    at->dir = place_ref(here);
}

int shell_moved(struct shell *s) {
    struct place *here = place_new();
    if (!here) return (PyErr_NoMemory(), -1);
    shell_arrived(s, here);
    if (any_apart || this_task()->is_tasklet) place_pin(here); // another thread may be where the task goes on
    return 0;
}

void shell_umask_set(struct shell *s, int before, int mask) {
    if (initial_umask < 0) initial_umask = before;
    s->umask = position()->umask = mask & 0777;
}

mode_t shell_umask(struct shell *s, mode_t mask) {
    mode_t before = umask(mask);
    shell_umask_set(s, (int)before, (int)mask);
    return before;
}

int shell_stream(int n) {
    struct shell *s = *slot();
    return s && s->streams[n] ? s->streams[n]->fd : n;
}

int shell_set_stream(int n, int fd) {
    struct shell *s = shell_own();
    struct stream *stream = s && fd >= 0 ? malloc(sizeof *stream) : NULL;
    if (!s || (fd >= 0 && !stream)) {
        fd_close(&fd);
        return s ? (PyErr_NoMemory(), -1) : -1;
    }
    if (stream) *stream = (struct stream){.references = 1, .fd = fd};
    stream_drop(s->streams[n]);
    s->streams[n] = stream;
    return 0;
}

// --- primitives -----------------------------------------------------------------------------

#define NS "cljsh.process.prim"

PRIM(state_recall, NS, "recall", "[key]", "Returns what the running task remembers under a key (see remember!), or nil.")
{
    struct shell *s = shell_now();
    return s ? coll_get(ref(s->memory), a[0], NIL) : nil_value();
}

PRIM(state_remember, NS, "remember!", "[key value]",
     "Has the running task, and those that it starts from now on, remember a value under a key; returns it.")
{
    struct shell *s = shell_own();
    if (!s) return ERR;
    Value memory = is_nil(ref(s->memory)) ? map_empty() : keep(ref(s->memory));
    memory = failed(memory) ? ERR : coll_assoc(memory, a[0], a[1]);
    if (failed(memory)) return ERR;
    drop(s->memory);
    s->memory = memory;
    return keep(a[1]);
}

PRIM(state_umask_0, "cljsh.process", "umask", "[mask]",
     "Sets which permission bits new files do not get, for this task and what it starts, and returns the mask before.\n"
     "Without an argument only returns it.")
{
    int64_t mask;
    if (!int64_of(a[0], &mask) || mask < 0 || mask > 0777) return err_arg("a umask is a number from 0 to 0777");
    struct shell *s = shell_own();
    return s ? int_value(shell_umask(s, (mode_t)mask)) : ERR;
}

PRIM(state_umask_1, "cljsh.process", "umask", "[]", NULL)
{
    shell_follow();
    mode_t mask = umask(077);
    umask(mask);
    return int_value(mask);
}

// A place to come back to, as a value.
#define PLACE "cljsh.place"
static void forget_place(PyObject *capsule) { place_drop(PyCapsule_GetPointer(capsule, PLACE)); }

PRIM(state_dir, NS, "leave-dir", "[]", "Returns the current directory as a place to return to by enter-dir, also when it has been moved or deleted.")
{
    struct shell *s = shell_leave_dir();
    if (!s) return ERR;
    struct place *here = s->dir ? s->dir : initial_dir;
    place_pin(here);
    if (here->fd < 0) return adopt(PyErr_SetFromErrnoWithFilename(PyExc_OSError, "."));
    PyObject *capsule = PyCapsule_New(here, PLACE, forget_place);
    if (capsule) place_ref(here);
    return adopt(capsule);
}

PRIM(state_return, NS, "enter-dir", "[place]", "Changes to the directory that leave-dir has returned; returns nil.")
{
    if (!is_obj(a[0]) || !PyCapsule_IsValid(obj(a[0]), PLACE)) return err_type("not a place: %s", err_type_name(a[0]));
    struct place *to = PyCapsule_GetPointer(obj(a[0]), PLACE);
    struct shell *s = shell_leave_dir();
    if (!s) return ERR;
    if (fchdir(to->fd) < 0) return adopt(PyErr_SetFromErrno(PyExc_OSError));
    shell_arrived(s, to == initial_dir ? NULL : place_ref(to));
    return nil_value();
}

PRIM(state_set_stream, NS, "set-stream!", "[n fd]",
     "Makes a descriptor, which is taken, the running task's standard input, output or error (n is 0, 1, 2); nil for the\n"
     "process's own. Returns nil.")
{
    int64_t which, fd = -1;
    if (!int64_of(a[0], &which) || which < 0 || which > 2 || (!is_nil(a[1]) && !int64_of(a[1], &fd))) return err_arg("no standard descriptor");
    return shell_set_stream((int)which, (int)fd) < 0 ? ERR : nil_value();
}

// --- start -------------------------------------------------------------------------------------

// A task has ended: nothing of it is kept, neither by its thread.
static void shell_end(struct task *t) {
    struct shell *s = t->shell;
    t->shell = NULL;
    struct position *at = position();
    if (at->dir) follow_directory(at, NULL);
    shell_drop(s);
}

int shell_state_init(void) {
    task_surroundings = (struct surroundings){.share = shell_share, .drop = shell_drop, .end = shell_end, .follow = shell_follow};
    return 0;
}

int shell_state_start(void) {
    common = (struct position){.dir = NULL, .umask = -1};
    holder_known = true;
    return 0;
}
