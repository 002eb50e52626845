// SPDX-License-Identifier: MIT
// Programs: finding, starting, waiting for them; exec.
#include "command/sh.h"
#include "command/job_control.h"

#include "shell/fd.h"
#include "shell/job_wait.h"
#include "shell/launch.h"
#include "shell/signals.h"
#include "task/pause.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// --- finding ----------------------------------------------------------------------

/* A script that asks for the same again and again, to see whether it is there,
 * is not kept waiting: near names are looked for once. */
static COLD void not_found(struct interp *sh, const char *name) {
    struct command_name *n = sh->options[OPT_POSIX] ? NULL : name_intern(sh, name);
    bool interactive = sh->options[OPT_INTERACTIVE];
    char *near = n && (interactive || !n->missed) ? near_names(sh, name) : NULL;
    if (n) n->missed = true;
    if (near) sh_report(sh, "%s: command not found (did you mean: %s?)", name, near);
    else sh_report(sh, "%s: %snot found", name, n ? "command " : "");
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

// --- starting -----------------------------------------------------------------------

bool sh_job_control(struct interp *sh) { return sh->options[OPT_MONITOR] && !sh->level && !sh->forked; }

void sh_launch_begin(struct interp *sh, struct launch *l, int stages, bool foreground) {
    *l = (struct launch){.foreground = foreground, .async = !foreground, .grouped = sh_job_control(sh), .by_us = true};
    if (!launch_begin(l, stages)) abort();
}

pid_t sh_launch_program(struct launch *l, const char *path, char **argv, char **envp, const struct plumbing *p) {
    const struct stage stage = {.fn = NIL, .argv = argv};
    const struct launch_stage start = {.stage = &stage, .envp = envp, .actions = p->actions, .action_count = p->count};
    enum spawn_step step;
    return launch_program(l, &start, path, &step);
}

// --- waiting ------------------------------------------------------------------------

// What other shells say when a program dies of a fault.
static COLD void tell_death(struct interp *sh, int status) {
    int sig = WTERMSIG(status);
    if (sig == SIGINT || sig == SIGPIPE) return;
    const char *text = strsignal(sig);
    char line[128];
    int n = snprintf(line, sizeof line, "%s%s\n", text ? text : "Killed", WCOREDUMP(status) ? " (core dumped)" : "");
    descriptor_write(sh, 2, line, (size_t)n);
}

int sh_launch_wait(struct interp *sh, struct launch *l) {
    struct job_entry *j = l->job;
    if (sh->pending == PENDING_EXCEPTION) return sh->pending_status; // there is no time for it any more
    j->interrupt_ends = !sh->options[OPT_INTERACTIVE];
    if (j->group) return jobs_wait_foreground(sh, j);
    int r = job_wait_plainly(j);
    // Ctrl-C is ours as well when a program dies of it; others have made something of it.
    if (unlikely(j->ctrl_c) && r > 0 && job_wait_died_of_ctrl_c(j)) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        r = -1;
    }
    if (unlikely(r < 0)) sh_pend(sh, PENDING_EXCEPTION, 0, j->ctrl_c ? 128 + SIGINT : 1); // we are to end at once
    if (unlikely(j->next || j->at != &job_table)) jobs_look(sh); // others have ended meanwhile: who looks for them finds them no more
    for (int i = 0; i < j->count; i++)
        if (unlikely(j->procs[i].pid && j->procs[i].state == PROC_DONE && WIFSIGNALED(j->procs[i].wait_status))) tell_death(sh, j->procs[i].wait_status);
    return proc_status(job_table_last(j));
}

// --- running --------------------------------------------------------------------------

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
    if (error != ENOENT || strchr(name, '/') || WITHOUT_GIL(access(path, F_OK)) == 0) return NULL;
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
    struct launch l;
    sh_launch_begin(sh, &l, 1, true);
    if (unlikely(l.grouped)) l.job->text = joined_words(argv);
    pid_t pid = sh_launch_program(&l, path, argv, envp, &p);
    int error = errno, status;
    if (pid < 0) {
        plumbing_drain(sh, &p);
        job_table_release(l.job);
        const char *now = found_again(sh, argv[0], path, error);
        if (now) return sh_run_external(sh, now, argc, argv, envp);
        if (error == ENOENT && WITHOUT_GIL(access(path, F_OK)) == 0) {
            sh_report(sh, "%s: its interpreter does not exist", argv[0]);
            return 126;
        }
        return cannot_run(sh, argv[0], error);
    }
    if (p.outlet_count) plumbing_drain(sh, &p);
    status = sh_launch_wait(sh, &l);
    job_table_release(l.job);
    return status;
}

// --- exec -----------------------------------------------------------------------------

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

// Comes back only when it has failed: an errno.
int replace_process(struct interp *sh, const char *path, char **argv, char **envp) {
    struct signals_kept kept;
    if (WITHOUT_GIL(access(path, X_OK)) < 0 && strchr(path, '/')) return errno;
    descriptors_apply(sh);
    signals_before_exec(&kept);
    execve(path, argv, envp);
    int error = errno;
    if (error == ENOEXEC && launch_is_script(AT_FDCWD, path)) execve("/proc/self/exe", script_words(sh, path, argv), envp);
    signals_restore(&kept);
    return error;
}

int sh_exec(struct interp *sh, int argc, char **argv, bool clear_env, const char *argv0) {
    static char *nothing[] = {NULL};
    const char *path;
    int status = find_external(sh, name_intern(sh, argv[0]), argv[0], &path);
    if (status) return status;
    char *name = argv[0], **envp = clear_env ? nothing : environment_for(sh, path);
    if (argv0) argv[0] = (char *)argv0;
    if (sh->level) { // no process of its own
        if (WITHOUT_GIL(access(path, X_OK)) < 0) {
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
