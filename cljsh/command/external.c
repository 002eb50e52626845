// SPDX-License-Identifier: MIT
// Programs: finding, starting, waiting for them; exec.
#include "command/sh.h"
#include "command/job_control.h"

#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/spawn.h"
#include "shell/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int sh_wait_status_of(int wait_status) {
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : 128 + WSTOPSIG(wait_status);
}

// --- finding ----------------------------------------------------------------------

/* A script that asks for the same again and again, to see whether it is there,
 * is not kept waiting: near names are looked for once. */
static COLD void not_found(struct interp *sh, const char *name) {
    struct command_name *n = sh->options[OPT_POSIX] ? NULL : name_intern(sh, name);
    bool interactive = sh->options[OPT_INTERACTIVE];
    char *near = n && (interactive || !n->missed) ? near_names(sh, name) : NULL;
    if (n) n->missed = true;
    if (near) sh_report(sh, "%s: not found (did you mean: %s?)", name, near);
    else sh_report(sh, "%s: not found", name);
    free(near);
    if (n && interactive) package_hint(sh, name);
}

static COLD int cannot_run(struct interp *sh, const char *name, int error) {
    bool missing = error == ENOENT || error == ENOTDIR;
    if (missing && !strchr(name, '/')) not_found(sh, name);
    else sh_report(sh, "%s: %s", name, strerror(error));
    return missing ? 127 : 126;
}

int find_external(struct interp *sh, struct command_name *name, const char *text, const char **path) {
    if (strchr(text, '/')) return (*path = text, 0);
    int error = name_path(sh, name, path);
    return error ? cannot_run(sh, text, error) : 0;
}

// A text rather than a program for another machine: it is run as a script, as POSIX has it.
bool sh_is_text_file(const char *path) {
    char head[128];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, head, sizeof head);
    fd_close(&fd);
    if (n >= 4 && memcmp(head, "\177ELF", 4) == 0) return false;
    for (ssize_t i = 0; i < n && head[i] != '\n'; i++)
        if (!head[i]) return false;
    return n >= 0;
}

// The words to run a file without #! with.
static char **script_words(struct interp *sh, const char *path, char **argv) {
    int n = 0;
    while (argv[n]) n++;
    char **words = sh_arena_alloc(&sh->arena, sizeof *words * (size_t)(n + 4));
    int k = 0;
    words[k++] = "sh";
    words[k++] = "--posix";
    words[k++] = (char *)path;
    for (int i = 1; i < n; i++) words[k++] = argv[i];
    words[k] = NULL;
    return words;
}

// --- starting -----------------------------------------------------------------------

static void ignore_interrupts(struct sigaction before[2], bool ignore) {
    static const int signals[] = {SIGINT, SIGQUIT};
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    for (int i = 0; i < 2; i++) sigaction(signals[i], ignore ? &ignored : &before[i], ignore ? &before[i] : NULL);
}

pid_t start_external(struct interp *sh, const char *path, char **argv, char **envp, struct plumbing *p, pid_t group, bool foreground, bool async) {
    struct spawn spawn = {.path = path, .argv = argv, .envp = envp, .actions = p->actions, .action_count = p->count, .group = group,
                          .terminal = foreground && group != SPAWN_OUR_GROUP ? terminal_fd : -1};
    struct sigaction before[2];
    enum spawn_step step;
    bool ignores = async && group == SPAWN_OUR_GROUP;
    if (ignores) ignore_interrupts(before, true);
    pid_t pid = spawn_process(&spawn, &step);
    if (pid < 0 && step == SPAWN_EXEC && errno == ENOEXEC && sh_is_text_file(path)) {
        spawn.argv = script_words(sh, path, argv);
        spawn.path = "/proc/self/exe";
        pid = spawn_process(&spawn, &step);
    }
    int error = errno;
    if (ignores) ignore_interrupts(before, false);
    errno = error;
    return pid;
}

// --- waiting ------------------------------------------------------------------------

static int wait_raw(struct interp *sh, pid_t pid) {
    int status = 0;
    pid_t r;
    bool interrupted = false;
    for (;;) {
        Py_BEGIN_ALLOW_THREADS
        r = waitpid(pid, &status, 0);
        Py_END_ALLOW_THREADS
        int error = errno;
        if (unlikely(PyErr_CheckSignals() < 0)) {
            if (!PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) { // we are to end at once
                sh_pend(sh, PENDING_EXCEPTION, 0, 1);
                return status;
            }
            PyErr_Clear();
            interrupted = true;
        }
        if (r >= 0 || error != EINTR) break;
    }
    if (r < 0) return 127 << 8;
    // Ctrl-C is ours as well when the program dies of it; others have made something of it.
    if (interrupted && WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        sh_pend(sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
    }
    return status;
}

// What other shells say when a program dies of a fault.
static void tell_death(struct interp *sh, int status) {
    int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (!sig || sig == SIGINT || sig == SIGPIPE) return;
    const char *text = strsignal(sig);
    char line[128];
    int n = snprintf(line, sizeof line, "%s%s\n", text ? text : "Killed", WCOREDUMP(status) ? " (core dumped)" : "");
    descriptor_write(sh, 2, line, (size_t)n);
}

int sh_wait_for(struct interp *sh, pid_t pid) {
    int status = wait_raw(sh, pid);
    if (unlikely(sh->jobs != NULL)) jobs_look(sh); // others have ended meanwhile: who looks for them finds them no more
    if (unlikely(WIFSIGNALED(status))) tell_death(sh, status);
    return sh_wait_status_of(status);
}

// --- running --------------------------------------------------------------------------

static bool has_job_control(struct interp *sh) { return sh->options[OPT_MONITOR] && !sh->level && !sh->forked; }

static char *joined_words(char **argv) {
    size_t n = 1;
    for (char **w = argv; *w; w++) n += strlen(*w) + 1;
    char *text = sh_alloc(n), *at = text;
    for (char **w = argv; *w; w++) {
        if (w != argv) *at++ = ' ';
        at = stpcpy(at, *w);
    }
    *at = 0;
    return text;
}

// What was remembered is not there any more: where the command is now, in the arena, or NULL.
static COLD const char *found_again(struct interp *sh, const char *name, const char *path, int error) {
    if (error != ENOENT || strchr(name, '/') || access(path, F_OK) == 0) return NULL;
    const char *before = sh_arena_text(&sh->arena, path, strlen(path)); // path may be what is forgotten
    sh_hash_forget(sh, name);
    char *now = sh_find_command(sh, name, false);
    if (!now) return NULL;
    const char *kept = strcmp(now, before) == 0 ? NULL : sh_arena_text(&sh->arena, now, strlen(now));
    free(now);
    return kept;
}

int sh_run_external(struct interp *sh, const char *path, int argc, char **argv, char **envp) {
    if (unlikely(sh->may_exec) && !sh->level && !sh->notes_commands) { // no trap has to run yet
        int error = replace_process(sh, path, argv, envp);
        const char *now = found_again(sh, argv[0], path, error);
        return now ? sh_run_external(sh, now, argc, argv, envp) : cannot_run(sh, argv[0], error);
    }
    struct plumbing p = {0};
    if (sh->descriptor_count && plumbing_make(sh, &p) < 0) {
        sh_report(sh, "%s: %s", argv[0], strerror(errno));
        return 126;
    }
    bool control = has_job_control(sh);
    pid_t pid = start_external(sh, path, argv, envp, &p, control ? 0 : SPAWN_OUR_GROUP, true, false);
    int error = errno;
    if (pid < 0) {
        plumbing_drain(sh, &p);
        const char *now = found_again(sh, argv[0], path, error);
        if (now) return sh_run_external(sh, now, argc, argv, envp);
        if (error == ENOENT && access(path, F_OK) == 0) {
            sh_report(sh, "%s: its interpreter does not exist", argv[0]);
            return 126;
        }
        return cannot_run(sh, argv[0], error);
    }
    if (p.outlet_count) plumbing_drain(sh, &p);
    if (!control) return sh_wait_for(sh, pid);
    int status;
    jobs_add(sh, &pid, 1, pid, joined_words(argv), false);
    return jobs_wait_foreground(sh, &status);
}

// --- exec -----------------------------------------------------------------------------

// Comes back only when it has failed: an errno.
int replace_process(struct interp *sh, const char *path, char **argv, char **envp) {
    struct sigaction before[NSIG] = {0};
    sigset_t none, mask;
    if (access(path, X_OK) < 0 && strchr(path, '/')) return errno;
    for (int sig = 1; sig < NSIG; sig++) sigaction(sig, NULL, &before[sig]);
    sigemptyset(&none);
    descriptors_apply(sh);
    spawn_reset_signals();
    pthread_sigmask(SIG_SETMASK, &none, &mask);
    execve(path, argv, envp);
    int error = errno;
    if (error == ENOEXEC && sh_is_text_file(path)) execve("/proc/self/exe", script_words(sh, path, argv), envp);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    for (int sig = 1; sig < NSIG; sig++) sigaction(sig, &before[sig], NULL);
    return error;
}

int sh_exec(struct interp *sh, int argc, char **argv, bool clear_env, const char *argv0) {
    static char *nothing[] = {NULL};
    const char *path;
    int status = find_external(sh, name_intern(sh, argv[0]), argv[0], &path);
    if (status) return status;
    char *name = argv[0], **envp = clear_env ? nothing : variables_environment(sh);
    if (argv0) argv[0] = (char *)argv0;
    if (sh->level) { // no process of its own
        if (access(path, X_OK) < 0) {
            status = cannot_run(sh, name, errno);
        } else {
            status = sh_run_external(sh, path, argc, argv, envp);
            sh_pend(sh, PENDING_EXIT, 0, status);
        }
    } else {
        status = cannot_run(sh, name, replace_process(sh, path, argv, envp));
    }
    argv[0] = name;
    return status;
}
