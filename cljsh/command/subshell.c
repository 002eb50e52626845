// SPDX-License-Identifier: MIT
/* Subshells: ( … ), $( … ) and `…` in this process, <( … ) in one of their own. */
#include "command/from_clojure.h"
#include "command/node.h"

#include "base/at_start.h"
#include "data/str.h"
#include "host/report.h"
#include "shell/fd.h"
#include "shell/launch.h"
#include "shell/signals.h"
#include "shell/state.h"
#include "task/pause.h"
#include "vm/rare.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// --- the process's own state ----------------------------------------------------------

void sh_before_chdir(struct interp *sh) {
    sh_forget_relative(sh);
    struct subshell *s = sh->subshell;
    if (!s || s->directory >= 0) return;
    int fd = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    s->directory = fd < 0 ? -1 : fd_lift(fd, FD_FIRST);
}

void sh_before_umask(struct interp *sh) {
    struct subshell *s = sh->subshell;
    if (!s || s->umask >= 0) return;
    s->umask = (int)umask(0);
    umask((mode_t)s->umask);
}

void subshell_enter(struct interp *sh, struct subshell *s) {
    s->outer = sh->subshell;
    memcpy(s->options, sh->options, sizeof s->options);
    s->parameters = sh->parameters;
    sh->parameters.owned = NULL; // they stay the outer shell's
    sh->parameters.owned_count = 0;
    s->loop_depth = sh->loop_depth;
    s->function_depth = sh->function_depth;
    s->dot_depth = sh->dot_depth;
    s->line = sh->line;
    s->undo = sh->undo;
    s->locals = sh->locals;
    s->aliases = aliases_share(sh);
    s->descriptors = sh->descriptors;
    s->descriptor_count = sh->descriptor_count;
    if (sh->descriptor_count) {
        sh->descriptors = sh_alloc(sizeof *sh->descriptors * (size_t)sh->descriptor_count);
        for (int i = 0; i < sh->descriptor_count; i++) sh->descriptors[i] = stream_keep(s->descriptors[i]);
    }
    s->traps = traps_enter(sh);
    s->jobs = jobs_enter(sh);
    s->directory = s->umask = -1;
    s->may_exec = sh->may_exec;
    s->quiet = s->movable = s->moved = s->contains = false;
    s->gathers = NULL;
    s->getopts_offset = sh->getopts_offset;
    s->shopts = sh->shopts;
    s->zero = sh->zero;
    strcpy(s->last_word, sh->last_word);
    s->directories = sh->directories;
    sh->directories = (struct strings){0};
    s->completions = sh->completions;
    if (sh->completions) sh->completions->references++;
    for (int i = 0; i < s->directories.count; i++) strings_add(&sh->directories, sh_copy(s->directories.at[i], strlen(s->directories.at[i])));
    sh->may_exec = false;
    sh->subshell = s;
    sh->level++;
}

AT_START int (*sh_uncaught)(PyObject *exception);
AT_START int (*sh_status_of_exception)(PyObject *exception);

void sh_trap_exit_thrown(struct interp *sh) {
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    sh->pending = PENDING_NOTHING;
    trap_exit(sh, 1);
    if (sh->pending == PENDING_EXCEPTION) PyErr_Clear(); // the first one counts
    PyErr_Restore(type, error, trace);
    sh->pending = PENDING_NOTHING;
    sh_pend(sh, PENDING_EXCEPTION, 0, 1);
}

static bool signal_was_thrown(void) { return PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) || PyErr_ExceptionMatches(Terminated); }

// A child ends: nobody else tells what its Clojure code has thrown.
static int child_status(struct interp *sh, int status) {
    if (sh->pending != PENDING_EXCEPTION || !PyErr_Occurred()) return status;
    PyObject *thrown = exception_fetch();
    if (PyErr_GivenExceptionMatches(thrown, PyExc_KeyboardInterrupt)) return signals_die(SIGINT);
    if (PyErr_GivenExceptionMatches(thrown, Terminated)) return signals_die(signals_cause(thrown));
    return sh_uncaught(thrown);
}

/* What is thrown in a subshell ends that one alone, as it would a process: it is
 * told where the subshell writes its errors.  What is meant for the whole task
 * (an interrupt, a process's end) goes on. */
static COLD int contain(struct interp *sh, int status) {
    bool exits = PyErr_ExceptionMatches(PyExc_SystemExit) && !PyErr_ExceptionMatches(Terminated);
    if (!sh_status_of_exception || !(exits || PyErr_ExceptionMatches(PyExc_Exception))) return status;
    sh->pending = PENDING_NOTHING;
    PyObject *thrown = exception_fetch();
    status = sh_status_of_exception(thrown);
    if (!exits) {
        if (clojure_text_flush() < 0) PyErr_Clear();
        SCOPED_PY PyObject *text = report_text(thrown, false), *bytes = text ? str_bytes(text) : NULL;
        if (bytes) descriptor_write(sh, 2, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes));
        else PyErr_Clear();
    }
    Py_DECREF(thrown);
    return status;
}

int subshell_leave(struct interp *sh, struct subshell *s, int status) {
    if (sh->pending == PENDING_EXIT || sh->pending == PENDING_RETURN) status = sh->pending_status;
    if (sh->pending < PENDING_PROMPT) {
        sh->pending = PENDING_NOTHING;
        if (!s->quiet) status = trap_exit(sh, status);
        if (sh->pending == PENDING_EXIT) status = sh->pending_status;
        if (sh->pending < PENDING_PROMPT) sh->pending = PENDING_NOTHING;
    } else if (sh->pending == PENDING_EXCEPTION && !s->quiet && !signal_was_thrown()) {
        sh_trap_exit_thrown(sh);
    }
    if (s->moved) _exit(child_status(sh, status));
    if (unlikely(sh->pending == PENDING_EXCEPTION) && s->contains && PyErr_Occurred()) status = contain(sh, status);
    sh->zero = s->zero;
    strcpy(sh->last_word, s->last_word);
    traps_leave(sh, s->traps);
    jobs_leave(sh, s->jobs);
    locals_restore(sh, s->locals);
    undo_restore(sh, s->undo);
    sh->level--;
    sh->subshell = s->outer;
    memcpy(sh->options, s->options, sizeof s->options);
    for (int i = 0; i < sh->parameters.owned_count; i++) free(sh->parameters.owned[i]);
    free(sh->parameters.owned);
    sh->parameters = s->parameters;
    sh->loop_depth = s->loop_depth;
    sh->function_depth = s->function_depth;
    sh->dot_depth = s->dot_depth;
    sh->line = s->line;
    sh->getopts_offset = s->getopts_offset;
    for (int o = 0; sh->shopts != s->shopts && o < SHOPT_COUNT; o++) shopt_set(sh, o, s->shopts >> o & 1);
    strings_free(&sh->directories);
    sh->directories = s->directories;
    sh_kept_drop(sh->completions);
    sh->completions = s->completions;
    aliases_drop(sh->aliases);
    sh->aliases = s->aliases;
    for (int i = 0; i < sh->descriptor_count; i++) stream_drop(sh->descriptors[i]);
    free(sh->descriptors);
    sh->descriptors = s->descriptors;
    sh->descriptor_count = s->descriptor_count;
    sh->may_exec = s->may_exec;
    if (s->directory >= 0) {
        struct shell *state = shell_own();
        if (fchdir(s->directory) < 0) sh_report(sh, "cannot go back to the directory: %s", strerror(errno));
        if (!state || shell_moved(state) < 0) PyErr_Clear();
        close(s->directory);
        sh_forget_relative(sh);
    }
    if (s->umask >= 0) {
        struct shell *state = shell_own(); // which the builtin has told
        if (state) shell_umask(state, (mode_t)s->umask);
        else PyErr_Clear();
    }
    return sh->status = status;
}

// --- processes --------------------------------------------------------------------------

static pid_t fork_shell(struct interp *sh, struct launch *l) {
    pid_t pid = launch_fork(l);
    if (pid < 0) sh_report(sh, "cannot fork: %s", strerror(errno));
    if (pid) return pid;
    signals_interrupt_ends();
    sh->forked = sh->owns_process = true;
    sh->may_exec = false;
    sh->options[OPT_MONITOR] = false;
    return 0;
}

pid_t sh_fork(struct interp *sh, struct launch *l) {
    pid_t pid = fork_shell(sh, l);
    if (pid) return pid;
    sh->forked_level += sh->level + 1;
    sh->level = 0;
    sh->subshell = NULL;
    sh->redirections = 0;
    traps_forked(sh, l->async && !l->grouped);
    jobs_forked(sh);
    return 0;
}

void sh_end_child(struct interp *sh, int status) {
    if (sh->pending == PENDING_EXIT || sh->pending == PENDING_RETURN) status = sh->pending_status;
    if (sh->pending != PENDING_EXCEPTION) {
        sh->pending = PENDING_NOTHING;
        status = trap_exit(sh, status);
    } else if (!signal_was_thrown()) {
        sh_trap_exit_thrown(sh);
    }
    if (sh->pending == PENDING_EXIT) status = sh->pending_status;
    _exit(child_status(sh, status));
}

void sh_child_runs(struct interp *sh, struct node *n) {
    descriptors_settle(sh);
    sh->may_exec = n->kind == NODE_SIMPLE; // then a signal to it is one to the program
    sh_end_child(sh, sh_run_node(sh, n));
}

// The commands in a process of their own, when they are not to be undone otherwise.
static int run_in_process(struct interp *sh, struct node *body, struct node *whole) {
    struct plumbing p = {0};
    struct launch l;
    if (descriptors_to_pipes(sh, &p) < 0) return 126;
    sh_launch_begin(sh, &l, 1, true);
    if (l.grouped) l.job->text = sh_node_text(sh, whole);
    pid_t pid = sh_fork(sh, &l);
    if (pid == 0) {
        descriptors_in_child(sh, &p);
        sh_child_runs(sh, body);
    }
    plumbing_drain(sh, &p);
    int status = pid < 0 ? 126 : sh_launch_wait(sh, &l);
    job_table_release(l.job);
    return status;
}

/* The child has the C stack of the subshell, and ends where that would end.
 * A subshell moves before its first command in the background (sh_run_background);
 * with jobs that Clojure code has started here it stays: no other process could wait for them. */
bool subshell_move(struct interp *sh) {
    struct subshell *s = sh->subshell;
    struct plumbing p = {0};
    struct launch l;
    if (!s || !s->movable || jobs_any(sh)) return true;
    if (descriptors_to_pipes_of_all(sh, &p) < 0) {
        plumbing_drain(sh, &p);
        return true;
    }
    sh_launch_begin(sh, &l, 1, true);
    pid_t pid = fork_shell(sh, &l);
    if (pid == 0) {
        s->moved = true;
        s->movable = false;
        descriptors_moved(&p);
        traps_moved(sh);
        jobs_forked(sh);
        return true;
    }
    plumbing_drain(sh, &p);
    int status = pid < 0 ? 126 : sh_launch_wait(sh, &l);
    job_table_release(l.job);
    s->quiet = true; // its EXIT trap has run there
    sh_pend(sh, PENDING_EXIT, 0, status);
    return false;
}

int sh_run_subshell(struct interp *sh, struct node *n) {
    if (sh->disposable) { // this process is there for it alone
        sh->disposable = false;
        if (n->left->kind == NODE_LAZY && sh_node_prepare(sh, n->left) < 0) PyErr_Clear();
        sh->may_exec = n->left->kind == NODE_SIMPLE; // a signal to it is one to the program
        return sh_run_node(sh, n->left);
    }
    if (n->needs_process || sh_job_control(sh)) return run_in_process(sh, n->left, n);
    struct subshell s;
    subshell_enter(sh, &s);
    s.movable = s.contains = true;
    int status = sh_run_node(sh, n->left);
    return subshell_leave(sh, &s, status);
}

// --- substitutions ------------------------------------------------------------------------

// $(< file): its text.
static int read_file(struct interp *sh, struct node *n, struct stream *out) {
    struct redirected undo;
    if (redirect(sh, n->redirections, &undo) < 0) return 1;
    int fd = descriptor_real(sh, 0);
    char buffer[16384];
    ssize_t got;
    while ((got = fd < 0 ? -1 : WITHOUT_GIL(read(fd, buffer, sizeof buffer))) > 0 || (got < 0 && fd >= 0 && errno == EINTR && !sh_interrupted(sh)))
        if (got > 0) stream_write(out, buffer, (size_t)got);
    redirect_undo(sh, &undo);
    return got < 0;
}

static bool reads_file(struct interp *sh, struct node *n) {
    return !sh->options[OPT_POSIX] && n->kind == NODE_SIMPLE && !n->word_count && !n->assignment_count && n->redirections && !n->redirections->next &&
           n->redirections->op == REDIR_IN && n->redirections->fd == 0;
}

// The newlines at the end go, and so do NULs, which no word can hold.
static void give_text(struct stream *out, char **text, size_t *n) {
    char *bytes = out->text;
    size_t length = out->length;
    if (length && memchr(bytes, 0, length)) {
        size_t k = 0;
        for (size_t i = 0; i < length; i++)
            if (bytes[i]) bytes[k++] = bytes[i];
        length = k;
    }
    while (length && bytes[length - 1] == '\n') length--;
    *text = bytes;
    *n = length;
    out->text = NULL;
    out->length = out->capacity = 0;
}

int sh_substitute(struct interp *sh, struct node *script, char **text, size_t *n) {
    struct subshell s;
    struct stream *out = stream_of_memory();
    struct mark m = arena_mark(&sh->arena);
    int substituted = sh->substituted, status, before = sh->status;
    if (script->kind == NODE_LAZY && sh_node_prepare(sh, script) < 0) PyErr_Clear();
    subshell_enter(sh, &s);
    s.movable = s.contains = true;
    s.gathers = out;
    descriptor_set(sh, 1, stream_keep(out));
    sh->options[OPT_MONITOR] = false;
    if (!sh->options[OPT_POSIX] && !shopt_is_set(sh, SHOPT_INHERIT_ERREXIT)) sh->options[OPT_ERREXIT] = false;
    sh->evaluated++;
    // A ( ) that is all there is has a process of its own anyway.
    if (script->needs_process && script->kind != NODE_SUBSHELL) status = run_in_process(sh, script, script);
    else if (reads_file(sh, script)) status = read_file(sh, script, out);
    else status = sh_run_node(sh, script);
    sh->evaluated--;
    status = subshell_leave(sh, &s, status);
    descriptors_drain_all(sh, out);
    arena_release(&sh->arena, m);
    sh->substituted = substituted;
    sh->status = before; // $? in the same words is that of the command before
    give_text(out, text, n);
    stream_drop(out);
    return status;
}

char *sh_process_substitution(struct interp *sh, struct node *script, bool reads) {
    int ends[2];
    struct plumbing p = {0};
    if (sh->process_count == (int)(sizeof sh->process_fds / sizeof *sh->process_fds)) {
        sh_report(sh, "too many <(…) in one command");
        return NULL;
    }
    if (descriptors_to_pipes(sh, &p) < 0 || fd_pipe(ends, 60) < 0) {
        sh_report(sh, "cannot make a pipe: %s", strerror(errno));
        return NULL;
    }
    int ours = reads ? ends[0] : ends[1], theirs = reads ? ends[1] : ends[0];
    struct launch l;
    sh_launch_begin(sh, &l, 1, false);
    l.grouped = false;
    pid_t pid = sh_fork(sh, &l);
    if (pid == 0) {
        close(ours);
        descriptors_in_child(sh, &p);
        descriptor_set(sh, reads ? 1 : 0, stream_of_fd(theirs));
        sh_child_runs(sh, script);
    }
    if (pid > 0) jobs_add_unlisted(sh, l.job);
    job_table_release(l.job);
    close(theirs);
    plumbing_drain(sh, &p);
    if (pid < 0) return (close(ours), NULL);
    // Programs find it at the same number.
    descriptor_set(sh, ours, stream_of_fd(ours));
    sh->process_fds[sh->process_count++] = ours;
    char *name = sh_arena_alloc(&sh->arena, 32);
    snprintf(name, 32, "/dev/fd/%d", ours);
    return name;
}

void sh_process_substitutions_end(struct interp *sh, int before) {
    while (sh->process_count > before) descriptor_set(sh, sh->process_fds[--sh->process_count], NULL);
}
