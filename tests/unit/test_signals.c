// SPDX-License-Identifier: MIT
// Signals: their names, what they are set to here and in children, and the ends that they bring.
#include "running.h"

#include "shell/shell.h"
#include "shell/signals.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int came[NSIG], noted[NSIG];
static void count_came(int sig) { came[sig]++; }
static int count_noted(int sig) { return noted[sig]++, 0; }
static int refuse(int sig) { return (noted[sig]++, PyErr_SetNone(PyExc_ValueError), -1); }

static void handler_of_signal(int sig, struct sigaction *now) { ck_assert_int_eq(sigaction(sig, NULL, now), 0); }

#define IS(sig, handler)                                  \
    do {                                                  \
        struct sigaction now_;                            \
        handler_of_signal(sig, &now_);                    \
        ck_assert_ptr_eq((void *)now_.sa_handler, (void *)(handler)); \
    } while (0)

// How a child ends that does this.
#define IN_CHILD(...)                                     \
    ({                                                    \
        pid_t pid_ = fork();                              \
        if (pid_ == 0) { __VA_ARGS__; _exit(0); }         \
        int status_;                                      \
        while (waitpid(pid_, &status_, 0) < 0) ck_assert_int_eq(errno, EINTR); \
        status_;                                          \
    })

START_TEST(names) {
    ck_assert_str_eq(signal_name(SIGKILL), "SIGKILL");
    ck_assert_str_eq(signal_name(SIGUSR1), "SIGUSR1");
    ck_assert_str_eq(signal_name(SIGRTMIN + 1), "signal 35");
    static const char *const forms[] = {":term", "'TERM", "\"SIGTERM\"", "'sigterm", "15"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        SCOPED Value v = evaluated(forms[i]);
        ck_assert_int_eq(signal_of(ref(v)), SIGTERM);
    }
    static const char *const wrong[] = {":nope", "\"\"", "-1", "1000", "nil", "1.5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        SCOPED Value v = evaluated(wrong[i]);
        ck_assert_int_eq(signal_of(ref(v)), -1);
        ck_assert_ptr_nonnull(PyErr_Occurred());
        PyErr_Clear();
    }
}
END_TEST

START_TEST(at_the_start) {
    IS(SIGPIPE, SIG_IGN);
    IS(SIGXFSZ, SIG_IGN);
    ck_assert(signals_ignored_by_us(SIGPIPE) && signals_ignored_by_us(SIGXFSZ));
    ck_assert(!signals_ignored_by_us(SIGUSR1) && !signals_were_ignored(SIGUSR1));
    IS(SIGUSR1, SIG_DFL);
    IS(SIGCHLD, SIG_DFL); // nobody is to be told yet
    ck_assert(signals_in_main());
}
END_TEST

START_TEST(asked_for) {
    signals_came = count_came;
    signals_noted = count_noted;
    ck_assert_int_eq(signals_set(SIGUSR1, SIGNAL_NOTED), 0);
    raise(SIGUSR1);
    ck_assert_int_eq(came[SIGUSR1], 1); // at once
    ck_assert_int_eq(noted[SIGUSR1], 0);
    ck_assert_int_eq(PyErr_CheckSignals(), 0);
    ck_assert_int_eq(noted[SIGUSR1], 1); // at a pause
    signals_noted = refuse;
    raise(SIGUSR1);
    ck_assert_int_eq(PyErr_CheckSignals(), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_ValueError));
    PyErr_Clear();
    ck_assert_int_eq(signals_set(SIGUSR1, SIGNAL_AS_STARTED), 0);
    IS(SIGUSR1, SIG_DFL);
    ck_assert_int_eq(signals_set(SIGUSR1, SIGNAL_AS_STARTED), 0); // again is nothing
    IS(SIGUSR1, SIG_DFL);
}
END_TEST

static int told;
static void count_told(int sig) { told += sig == SIGWINCH; }

// Who shows something is told at once, whether or not somebody else asks for the signal.
START_TEST(told_of) {
    signals_came = count_came;
    signals_noted = count_noted;
    signals_tell(SIGWINCH, count_told);
    raise(SIGWINCH);
    ck_assert_int_eq(told, 1);
    ck_assert_int_eq(signals_set(SIGWINCH, SIGNAL_NOTED), 0); // a trap
    raise(SIGWINCH);
    ck_assert_int_eq(told, 2);
    ck_assert_int_eq(came[SIGWINCH], 1);
    ck_assert_int_eq(PyErr_CheckSignals(), 0);
    ck_assert_int_eq(noted[SIGWINCH], 1);
    ck_assert_int_eq(signals_set(SIGWINCH, SIGNAL_AS_STARTED), 0);
    raise(SIGWINCH);
    ck_assert_int_eq(told, 3);
    ck_assert_int_eq(came[SIGWINCH], 1);
    ck_assert_int_eq(IN_CHILD(signals_reset(true, false); IS(SIGWINCH, SIG_DFL)), 0); // children are not
    signals_tell(SIGWINCH, NULL);
    IS(SIGWINCH, SIG_DFL);
    raise(SIGWINCH);
    ck_assert_int_eq(told, 3);
}
END_TEST

START_TEST(ignored) {
    ck_assert_int_eq(signals_set(SIGUSR2, SIGNAL_IGNORED), 0);
    IS(SIGUSR2, SIG_IGN);
    ck_assert(!signals_ignored_by_us(SIGUSR2)); // children are to ignore it too
    raise(SIGUSR2);
    ck_assert_int_eq(PyErr_CheckSignals(), 0);
    ck_assert_int_eq(signals_set(SIGUSR2, SIGNAL_AS_STARTED), 0);
    IS(SIGUSR2, SIG_DFL);
    // What is ignored for our own sake becomes the children's business while somebody asks for it.
    ck_assert_int_eq(signals_set(SIGPIPE, SIGNAL_IGNORED), 0);
    ck_assert(!signals_ignored_by_us(SIGPIPE));
    ck_assert_int_eq(signals_set(SIGPIPE, SIGNAL_AS_STARTED), 0);
    ck_assert(signals_ignored_by_us(SIGPIPE));
    IS(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(signals_set(SIGKILL, SIGNAL_IGNORED), 0); // nobody can, and it is no error
}
END_TEST

START_TEST(for_a_terminal) {
    signals_ignore(SIGTSTP);
    IS(SIGTSTP, SIG_IGN);
    ck_assert(signals_ignored_by_us(SIGTSTP));
    int status = IN_CHILD(signals_forked(); IS(SIGTSTP, SIG_DFL); if (signals_ignored_by_us(SIGTSTP)) _exit(1));
    ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(children_are_noted) {
    signals_watch_children(true);
    ck_assert(PyOS_getsig(SIGCHLD) != SIG_DFL && PyOS_getsig(SIGCHLD) != SIG_IGN);
    signals_watch_children(false);
    IS(SIGCHLD, SIG_DFL);
    signals_came = count_came;
    signals_noted = count_noted;
    ck_assert_int_eq(signals_set(SIGCHLD, SIGNAL_NOTED), 0);
    ck_assert_int_eq(IN_CHILD(), 0);
    ck_assert_int_eq(PyErr_CheckSignals(), 0);
    ck_assert_int_ge(noted[SIGCHLD], 1);
    signals_watch_children(true);
    signals_watch_children(false); // which does not take it from who asked for it
    ck_assert(PyOS_getsig(SIGCHLD) != SIG_DFL);
    ck_assert_int_eq(signals_set(SIGCHLD, SIGNAL_IGNORED), 0); // never: the kernel would reap our children
    IS(SIGCHLD, SIG_DFL);
    ck_assert_int_eq(IN_CHILD(_exit(3)), 3 << 8);
}
END_TEST

START_TEST(ends) {
    static const int deadly[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < 3; i++) {
        int sig = deadly[i], status = IN_CHILD(signals_die(sig));
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == sig);
        status = IN_CHILD(raise(sig); usleep(1000)); // a copy of us that Python knows nothing of
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == sig);
    }
    raise(SIGTERM);
    ck_assert_int_eq(PyErr_CheckSignals(), -1);
    ck_assert(PyErr_ExceptionMatches(Terminated) && PyErr_ExceptionMatches(PyExc_SystemExit));
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    ck_assert_int_eq(signals_cause(value), SIGTERM);
    Py_DECREF(type), Py_DECREF(value), Py_XDECREF(trace);
    raise(SIGTERM); // the program and its group were told: one request
    ck_assert_int_eq(PyErr_CheckSignals(), 0);
    SCOPED_PY PyObject *other = PyObject_CallFunction(PyExc_SystemExit, "s", "no number");
    ck_assert_int_eq(signals_cause(other), SIGTERM);
}
END_TEST

START_TEST(left_from_elsewhere) {
    SCOPED_PY PyObject *exit = PyObject_CallFunction(PyExc_SystemExit, "i", 3);
    signals_exit_main(exit);
    ck_assert(PyErr_CheckSignals() < 0 || task_check(this_task()) < 0);
    ck_assert(PyErr_ExceptionMatches(PyExc_SystemExit));
    PyErr_Clear();
    ck_assert_int_eq(task_check(this_task()), 0); // once
}
END_TEST

static void start(void) {
    start_language();
    ck_assert_int_eq(shell_start(), 0);
}

TESTS_BETWEEN("signals", start, NULL, names, at_the_start, asked_for, told_of, ignored, for_a_terminal, children_are_noted, left_from_elsewhere, ends)
