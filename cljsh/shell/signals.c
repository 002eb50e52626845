// SPDX-License-Identifier: MIT
#include "shell/signals.h"

#include "base/at_start.h"
#include "data/str.h"
#include "data/symbol.h"
#include "shell/job_table.h"
#include "task/task.h"
#include "task/thread.h"

#include <pthread.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

PyObject *Terminated;

// --- names ------------------------------------------------------------------

const char *signal_name(int sig) {
    static char name[32];
    const char *abbreviation = sigabbrev_np(sig);
    if (abbreviation) snprintf(name, sizeof name, "SIG%s", abbreviation);
    else snprintf(name, sizeof name, "signal %d", sig);
    return name;
}

int signal_of(Ref r) {
    int64_t number;
    if (int64_of(r, &number)) {
        if (number >= 0 && number < NSIG) return (int)number;
        return (err_arg("no such signal: %lld", (long long)number), -1);
    }
    PyObject *text = is_keyword(r) ? keyword_of(r)->name : is_symbol(r) ? symbol_of(r)->name : is_str(r) ? obj(r) : NULL;
    if (!text) return (err_type("a signal is a number or a name, not %s", err_type_name(r)), -1);
    const char *name = PyUnicode_AsUTF8(text);
    if (!name) return -1;
    if (strncasecmp(name, "SIG", 3) == 0) name += 3;
    for (int sig = 1; sig < NSIG; sig++) {
        const char *known = sigabbrev_np(sig);
        if (known && strcasecmp(known, name) == 0) return sig;
    }
    return (err_arg("no such signal: %U", text), -1);
}

// --- ignored here, not in children ---------------------------------------------

static uint64_t ignored_by_us = 1ull << SIGPIPE | 1ull << SIGXFSZ;

void signals_ignore(int sig) {
    signal(sig, SIG_IGN);
    if (!signals_were_ignored(sig)) ignored_by_us |= 1ull << sig; // else programs are to find it so
}

__attribute__((no_sanitize("address", "undefined"))) bool signals_ignored_by_us(int sig) {
    return sig < 64 && ignored_by_us >> sig & 1;
}

// --- those that end the program ---------------------------------------------------

static const int deadly[] = {SIGTERM, SIGHUP, SIGQUIT};
#define DEADLY (sizeof deadly / sizeof *deadly)
#define AGAIN_SECONDS 1 // a sender may tell the process and its group: that is one request

static AT_START pid_t program; // not a child of it that Python has forked
static time_t deadly_since;

int signals_die(int sig) {
    signal(sig, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, sig);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    kill(getpid(), sig);
    return 128 + sig;
}

static time_t seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1; // never 0
}

static PyObject *on_deadly(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self;
    long sig = n ? PyLong_AsLong(args[0]) : -1;
    if (sig < 0) return NULL;
    if (getpid() != program) signals_die((int)sig);
    if (deadly_since) {
        if (seconds_now() - deadly_since <= AGAIN_SECONDS) Py_RETURN_NONE;
        signals_die((int)sig); // what it began to clean up does not come to an end
    }
    deadly_since = seconds_now();
    SCOPED_PY PyObject *code = PyLong_FromLong(128 + sig);
    if (code) PyErr_SetObject(Terminated, code);
    return NULL;
}

/* What Python would tell of and go on: an exception in a destructor, in the
 * callback of a weak reference.  A request to end must not be lost there, so
 * it is made again, and comes through where the callback has been left. */
static PyObject *on_unraisable(PyObject *self, PyObject *told) {
    (void)self;
    SCOPED_PY PyObject *exception = PyObject_GetAttrString(told, "exc_value");
    if (!exception) return NULL;
    if (PyErr_GivenExceptionMatches(exception, Terminated)) {
        deadly_since = 0;
        PyErr_SetInterruptEx(signals_cause(exception));
        Py_RETURN_NONE;
    }
    if (PyErr_GivenExceptionMatches(exception, PyExc_KeyboardInterrupt)) {
        PyErr_SetInterrupt();
        Py_RETURN_NONE;
    }
    PyObject *pythons = PySys_GetObject("__unraisablehook__"); // borrowed
    return pythons ? PyObject_CallOneArg(pythons, told) : Py_NewRef(Py_None);
}

int signals_cause(PyObject *exception) {
    SCOPED_PY PyObject *code = PyObject_GetAttrString(exception, "code");
    long n = code && PyLong_Check(code) ? PyLong_AsLong(code) - 128 : SIGTERM;
    PyErr_Clear();
    return n > 0 && n < NSIG ? (int)n : SIGTERM;
}

// --- leaving from elsewhere -------------------------------------------------------

static AT_START pthread_t main_thread;

bool signals_in_main(void) { return pthread_equal(pthread_self(), main_thread); }

static PyObject *on_urgent(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self, (void)args, (void)n;
    if (task_check(this_task()) < 0) return NULL;
    Py_RETURN_NONE;
}

void signals_exit_main(PyObject *exception) {
    task_interrupt(&task_main, exception);
    pthread_kill(main_thread, SIGURG);
}

// --- children ----------------------------------------------------------------------

static bool child_is_noted; // SIGCHLD is wanted, whether or not somebody waits

static PyObject *on_child(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self, (void)args, (void)n;
    job_table_poll();
    if (child_is_noted && signals_noted(SIGCHLD) < 0) return NULL;
    Py_RETURN_NONE;
}

// --- those that somebody has asked for ----------------------------------------------

AT_START int (*signals_noted)(int sig);
AT_START void (*signals_came)(int sig);

static AT_START PyOS_sighandler_t python_handler; // the C function behind all handlers of Python's

static void (*volatile told[NSIG])(int sig);

static void on_signal(int sig) {
    if (told[sig]) told[sig](sig);
    signals_came(sig);
    python_handler(sig);
}

/* Ctrl-C goes to all that the terminal runs, and a program may have made
 * something of it; one that somebody has sent is meant for us. */
static volatile bool interrupt_sent;

bool signals_interrupt_was_sent(void) { return interrupt_sent; }

static void on_interrupt(int sig, siginfo_t *info, void *context) {
    (void)context;
    interrupt_sent = info->si_code <= 0;
    python_handler(sig);
}

static void watch_interrupt(void) {
    struct sigaction action = {.sa_sigaction = on_interrupt, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigaction(SIGINT, &action, NULL);
}

// Nobody but who is told has asked for it.
static void on_told(int sig) {
    if (told[sig]) told[sig](sig);
}

static void set_told(int sig) {
    struct sigaction action = {.sa_handler = on_told, .sa_flags = SA_RESTART};
    if (PyOS_getsig(sig) == SIG_DFL) sigaction(sig, &action, NULL);
}

void signals_tell(int sig, void (*f)(int sig)) {
    told[sig] = f;
    if (f) set_told(sig);
    else if (PyOS_getsig(sig) == on_told) PyOS_setsig(sig, SIG_DFL);
}

static PyObject *on_noted(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    (void)self;
    long sig = n ? PyLong_AsLong(args[0]) : -1;
    if (sig < 0 || signals_noted((int)sig) < 0) return NULL;
    Py_RETURN_NONE;
}

// --- Python's handlers -------------------------------------------------------------

static PyMethodDef deadly_handler = {"terminated", (PyCFunction)(void (*)(void))on_deadly, METH_FASTCALL, "Ends the program, running its finally clauses."};
static PyMethodDef unraisable_hook = {"unraisablehook", on_unraisable, METH_O, "Tells of an exception that cannot be raised; a request to end is made again."};
static PyMethodDef urgent_handler = {"urgent", (PyCFunction)(void (*)(void))on_urgent, METH_FASTCALL, "Leaves the program as another thread has asked."};

static PyMethodDef noted_handler = {"noted", (PyCFunction)(void (*)(void))on_noted, METH_FASTCALL, "Notes a signal that has a trap."};
static PyMethodDef child_handler = {"child", (PyCFunction)(void (*)(void))on_child, METH_FASTCALL, "Reaps children that nobody waits for."};

static PyObject *set_handler, *get_handler, *ignore; // _signal.signal, its getsignal and SIG_IGN

static int set_python_handler(int sig, PyMethodDef *handler) {
    SCOPED_PY PyObject *f = PyCFunction_New(handler, NULL);
    SCOPED_PY PyObject *r = f ? PyObject_CallFunction(set_handler, "iO", sig, f) : NULL;
    python_handler = PyOS_getsig(sig);
    PyOS_setsig(sig, SIG_DFL); // signals_start() lets it have the signal
    return r ? 0 : -1;
}

int signals_init(void) {
    Terminated = PyErr_NewExceptionWithDoc("cljsh.Terminated", "The program was told to end by TERM, HUP or QUIT.", PyExc_SystemExit, NULL);
    SCOPED_PY PyObject *module = PyImport_ImportModule("_signal");
    set_handler = module ? PyObject_GetAttrString(module, "signal") : NULL;
    get_handler = set_handler ? PyObject_GetAttrString(module, "getsignal") : NULL;
    ignore = get_handler ? PyObject_GetAttrString(module, "SIG_IGN") : NULL;
    if (!Terminated || !ignore) return -1;
    SCOPED_PY PyObject *hook = PyCFunction_New(&unraisable_hook, NULL);
    if (!hook || PySys_SetObject("unraisablehook", hook) < 0) return -1;
    int before[DEADLY]; // a start from source has these as whoever started us left them
    for (size_t i = 0; i < DEADLY; i++) before[i] = PyOS_getsig(deadly[i]) == SIG_IGN;
    int r = set_python_handler(SIGURG, &urgent_handler) < 0 ? -1 : set_python_handler(SIGCHLD, &child_handler);
    for (size_t i = 0; i < DEADLY && r == 0; i++) {
        r = set_python_handler(deadly[i], &deadly_handler);
        if (before[i]) PyOS_setsig(deadly[i], SIG_IGN);
    }
    return r;
}

// Python's table has every signal at its default; what is ignored here is entered.
static int enter_ignored(int sig) {
    SCOPED_PY PyObject *r = PyObject_CallFunction(set_handler, "iO", sig, ignore);
    return r ? 0 : -1;
}

// Has the program put no handler of its own in the place of ours?
static bool on_deadly_is_set(int sig) {
    if (!PyGILState_Check()) return false; // somebody else's fork()
    SCOPED_PY PyObject *f = PyObject_CallFunction(get_handler, "i", sig);
    if (!f) PyErr_Clear();
    return f && PyCFunction_Check(f) && ((PyCFunctionObject *)f)->m_ml == &deadly_handler;
}

int signals_as_python(void) {
    for (size_t i = 0; i < DEADLY; i++) {
        if (PyOS_getsig(deadly[i]) != python_handler || !on_deadly_is_set(deadly[i])) continue;
        SCOPED_PY PyObject *r = PyObject_CallFunction(set_handler, "ii", deadly[i], 0);
        if (!r) return -1;
    }
    return 0;
}

static bool watching;

void signals_watch_children(bool watch) {
    if (watch == watching) return;
    if (child_is_noted) {
        watching = watch;
        return;
    }
    if (!watching && PyOS_getsig(SIGCHLD) == python_handler) return; // the program has a handler of its own
    PyOS_setsig(SIGCHLD, watch ? python_handler : SIG_DFL);
    watching = watch;
}

static bool has_handler(int sig) { return sig == SIGINT || sig == SIGTERM || sig == SIGHUP || sig == SIGQUIT || sig == SIGURG; }

/* A child that Python forks dies of them at once, as on_deadly() has it.  It
 * must not be left to that: Python looks for what its handler has noted only
 * when it runs, and the child may be waiting for a lock that never comes, as
 * the workers of a pool are when they are told to end. */
static sigset_t before_fork; // one that comes while it forks waits, for Python's child forgets what was noted

static void hold_deadly(void) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < DEADLY; i++) sigaddset(&set, deadly[i]);
    pthread_sigmask(SIG_BLOCK, &set, &before_fork);
}

static void release_deadly(void) { pthread_sigmask(SIG_SETMASK, &before_fork, NULL); }

static void die_in_child(void) {
    for (size_t i = 0; i < DEADLY; i++)
        if (PyOS_getsig(deadly[i]) == python_handler && on_deadly_is_set(deadly[i])) PyOS_setsig(deadly[i], SIG_DFL);
    const sigset_t mask = thread_mask_for_child(&before_fork); // the child of a tasklet's thread is a program that gets signals
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

bool signals_is_noted(int sig) { return PyOS_getsig(sig) == on_signal; }

// --- setting them anew -------------------------------------------------------------

static uint64_t suspended; // those that are ignored for our own sake while nothing else is asked for

static AT_START uint64_t ignored_at_start;
static PyObject *handlers_before[NSIG]; // Python's, of those that signals_set has changed

bool signals_were_ignored(int sig) { return sig > 0 && sig < 64 && ignored_at_start >> sig & 1; }

static int set_object(int sig, PyObject *handler) {
    SCOPED_PY PyObject *before = PyObject_CallFunction(set_handler, "iO", sig, handler);
    if (!before) return -1;
    if (!handlers_before[sig]) handlers_before[sig] = Py_NewRef(before);
    return 0;
}

static bool interrupt_ends; // see signals_interrupt_ends

static void interrupt_as_started(void) {
    if (interrupt_ends) PyOS_setsig(SIGINT, SIG_DFL);
    else watch_interrupt();
}

static int set_as_started(int sig) {
    PyObject *before = handlers_before[sig];
    if (!before) return 0;
    handlers_before[sig] = NULL;
    SCOPED_PY PyObject *r = before == Py_None ? Py_NewRef(before) : PyObject_CallFunction(set_handler, "iO", sig, before);
    if (signals_ignored_by_us(sig)) PyOS_setsig(sig, SIG_IGN);
    else if (before == Py_None) PyOS_setsig(sig, SIG_DFL);
    if (told[sig]) set_told(sig);
    if (sig == SIGINT && PyOS_getsig(sig) == python_handler) interrupt_as_started();
    Py_DECREF(before);
    return r ? 0 : -1;
}

void signals_forked(void) {
    static const int job_signals[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT, SIGTERM};
    for (size_t i = 0; i < sizeof job_signals / sizeof *job_signals; i++) {
        int sig = job_signals[i];
        suspended &= ~(1ull << sig); // it was ignored for the prompt's sake
        if (!signals_ignored_by_us(sig)) continue;
        ignored_by_us &= ~(1ull << sig);
        PyOS_setsig(sig, SIG_DFL);
    }
}

void signals_interrupt_ends(void) {
    interrupt_ends = true;
    if (PyOS_getsig(SIGINT) != SIG_IGN) PyOS_setsig(SIGINT, SIG_DFL);
}

// The sanitisers would follow the stack of a child that shares our memory.
__attribute__((no_sanitize("address", "undefined"), noinline)) void signals_reset(bool caught, bool uninterrupted) {
    struct sigaction action, standard = {.sa_handler = SIG_DFL}, ignored = {.sa_handler = SIG_IGN};
    for (int sig = 1; sig < NSIG; sig++) {
        if (sig == SIGKILL || sig == SIGSTOP || sig == 32 || sig == 33) continue; // 32, 33: libc's own
        if (!caught && !signals_ignored_by_us(sig)) continue;
        if (sigaction(sig, NULL, &action) < 0 || action.sa_handler == SIG_DFL) continue;
        if (action.sa_handler != SIG_IGN || signals_ignored_by_us(sig)) sigaction(sig, &standard, NULL);
    }
    if (!uninterrupted) return;
    sigaction(SIGINT, &ignored, NULL);
    sigaction(SIGQUIT, &ignored, NULL);
}

void signals_before_exec(struct signals_kept *kept) {
    sigset_t none;
    sigemptyset(&none);
    memset(kept, 0, sizeof *kept);
    for (int sig = 1; sig < NSIG; sig++) sigaction(sig, NULL, &kept->actions[sig]);
    signals_reset(true, false);
    pthread_sigmask(SIG_SETMASK, &none, &kept->mask);
}

void signals_restore(const struct signals_kept *kept) {
    pthread_sigmask(SIG_SETMASK, &kept->mask, NULL);
    for (int sig = 1; sig < NSIG; sig++) sigaction(sig, &kept->actions[sig], NULL);
}

int signals_set(int sig, enum signal_action what) {
    uint64_t bit = 1ull << (sig & 63);
    if (sig == SIGKILL || sig == SIGSTOP) return 0;
    if (what != SIGNAL_AS_STARTED) {
        suspended |= ignored_by_us & bit;
        ignored_by_us &= ~bit;
    } else if (suspended & bit) {
        suspended &= ~bit;
        ignored_by_us |= bit;
    }
    if (sig == SIGCHLD) { // never ignored
        child_is_noted = what == SIGNAL_NOTED;
        PyOS_setsig(sig, child_is_noted ? on_signal : watching ? python_handler : SIG_DFL);
        return 0;
    }
    if (what == SIGNAL_AS_STARTED) return set_as_started(sig);
    if (what == SIGNAL_IGNORED) return set_object(sig, ignore);
    SCOPED_PY PyObject *f = PyCFunction_New(&noted_handler, NULL);
    if (!f || set_object(sig, f) < 0) return -1;
    PyOS_setsig(sig, on_signal);
    return 0;
}

static const int python_ignores[] = {SIGPIPE, SIGXFSZ};
#define PYTHON_IGNORES (sizeof python_ignores / sizeof *python_ignores)
static bool ignored_before_python[PYTHON_IGNORES];

void signals_before_python(void) {
    for (size_t i = 0; i < PYTHON_IGNORES; i++) ignored_before_python[i] = PyOS_getsig(python_ignores[i]) == SIG_IGN;
}

void signals_after_python(void) {
    for (size_t i = 0; i < PYTHON_IGNORES; i++)
        if (!ignored_before_python[i]) PyOS_setsig(python_ignores[i], SIG_DFL);
}

int signals_start(void) {
    pthread_atfork(hold_deadly, release_deadly, die_in_child);
    main_thread = pthread_self();
    program = getpid();
    for (int sig = 1; sig < NSIG; sig++) {
        struct sigaction now;
        bool fixed = sig == SIGKILL || sig == SIGSTOP || (sig >= 32 && sig < SIGRTMIN); // those below SIGRTMIN are libc's
        if (fixed || sigaction(sig, NULL, &now) < 0) continue;
        bool ignored = now.sa_handler == SIG_IGN;
        if (ignored && sig < 64) ignored_at_start |= 1ull << sig;
        if (sig == SIGPIPE || sig == SIGXFSZ) {
            if (!ignored) PyOS_setsig(sig, SIG_IGN);
        } else if (sig == SIGCHLD) {
            if (ignored) PyOS_setsig(sig, SIG_DFL);
        } else if (sig == SIGURG || (has_handler(sig) && now.sa_handler == SIG_DFL)) {
            if (sig == SIGINT) watch_interrupt();
            else PyOS_setsig(sig, python_handler);
        } else if (ignored) {
            if (enter_ignored(sig) < 0) return -1;
        }
    }
    return 0;
}
