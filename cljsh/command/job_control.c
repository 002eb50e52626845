// SPDX-License-Identifier: MIT
#include "command/job_control.h"

#include "command/sh.h"
#include "shell/job_wait.h"
#include "shell/signals.h"
#include "shell/terminal.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// --- the lists ------------------------------------------------------------------------

struct job_list *jobs_own(struct interp *sh) {
    struct job_list **at = sh_jobs(sh);
    if (!*at && !(*at = calloc(1, sizeof **at))) abort(); // of a subshell
    return *at;
}

// Of the shell that runs in this task; not of one that runs in another.
static struct job_list *of_shell(void) {
    struct interp *sh = sh_now();
    return sh && sh->task == this_task() ? jobs_own(sh) : NULL;
}

bool jobs_inherited(struct interp *sh) { return job_list_is_parents(jobs_own(sh)); }

void jobs_start(struct interp *sh) {
    job_list_of_shell = of_shell;
    job_list_program.interactive = sh_interactive(sh);
}

struct job_list *jobs_enter(struct interp *sh) {
    struct job_list *before = *sh_jobs(sh);
    *sh_jobs(sh) = NULL;
    if (!before || (!before->first && !before->last)) return before;
    struct job_list *list = *sh_jobs(sh) = calloc(1, sizeof *list);
    if (!list) abort();
    list->outer = before->first ? before : NULL;
    list->last = before->last;
    return before;
}

// Jobs that were started in a subshell go on when it has ended.
void jobs_leave(struct interp *sh, struct job_list *before) {
    struct job_list *list = *sh_jobs(sh);
    *sh_jobs(sh) = before;
    if (list && list != &job_list_program) job_list_free(list);
}

void jobs_forked(struct interp *sh) {
    signals_forked();
    struct job_list *list = *sh_jobs(sh);
    job_list_program.inherited = true;
    job_list_program.interactive = job_list_program.groups = false;
    job_list_program.ended_count = 0;
    if (!list) return;
    list->inherited = true;
    list->ended_count = 0;
}

bool jobs_any(struct interp *sh) {
    struct job_list *list = *sh_jobs(sh);
    return list && (list->first || list->ended_count);
}

pid_t sh_last_background(struct interp *sh) { return *sh_jobs(sh) ? (*sh_jobs(sh))->last : 0; }

void jobs_monitor(struct interp *sh, bool on) {
    if (!sh_is_subshell(sh)) job_list_program.groups = on;
    if (!on || terminal_fd >= 0 || sh_is_subshell(sh)) return;
    // Without a terminal jobs have groups all the same.
    if (!sh_interactive(sh)) terminal_borrow();
    else if (terminal_start() < 0) PyErr_Clear();
}

// --- for builtins -----------------------------------------------------------------------

void jobs_each(struct interp *sh, void (*take)(struct interp *sh, struct job_entry *j, void *arg), void *arg) {
    for (struct job_entry *j = job_list_shown(jobs_own(sh))->first, *next; j; j = next) {
        next = j->listed;
        take(sh, j, arg);
    }
}

void jobs_look(struct interp *sh) {
    if (!jobs_own(sh)->inherited) job_table_look();
}

struct job_entry *jobs_find(struct interp *sh, const char *who, const char *spec) {
    const char *why;
    struct job_entry *j = job_list_find(jobs_own(sh), spec, &why);
    if (j) return j;
    if (strcmp(why, "no current job") == 0 || strcmp(why, "no previous job") == 0) sh_report(sh, "%s: %s", who, why);
    else sh_report(sh, "%s: %s: %s", who, spec, why);
    return NULL;
}

struct job_entry *jobs_find_operand(struct interp *sh, const char *who, const char *operand) {
    char *end;
    long n = strtol(operand, &end, 10);
    if (!isdigit((unsigned char)*operand) || *end) return jobs_find(sh, who, operand);
    struct job_entry *j = job_list_of_pid(job_list_shown(jobs_own(sh)), (pid_t)n);
    if (!j) sh_report(sh, "%s: %s: no such job", who, operand);
    return j;
}

const char *jobs_state_text(struct interp *sh, const struct job_entry *j, char *buffer, size_t size) {
    return job_list_state_text(j, option_is_set(sh, OPT_PIPEFAIL), buffer, size);
}

// --- starting -----------------------------------------------------------------------------

void jobs_add_background(struct interp *sh, struct job_entry *j, char *text) {
    struct job_list *list = jobs_own(sh);
    j->text = text;
    job_list_add(list, j);
    list->last = job_table_last(j)->pid;
    if (sh_interactive(sh) && !sh_is_subshell(sh)) dprintf(STDERR_FILENO, "[%d] %d\n", j->number, (int)list->last);
}

void jobs_add_unlisted(struct interp *sh, struct job_entry *j) {
    struct job_list *list = jobs_own(sh);
    j->text = sh_copy("", 0);
    j->disowned = true;
    job_list_add(list, j);
    list->last = job_table_last(j)->pid;
}

// --- in the foreground ----------------------------------------------------------------------

// Of its processes one has died of a signal: what other shells say then.
static void tell_death(struct interp *sh, const struct job_entry *j) {
    int last = j->procs[j->count - 1].wait_status;
    if (!WIFSIGNALED(last) || !sh_interactive(sh) || !j->group || sh_is_subshell(sh)) return;
    int sig = WTERMSIG(last);
    if (sig == SIGINT) dprintf(STDERR_FILENO, "\n");
    else if (sig != SIGPIPE) dprintf(STDERR_FILENO, "%s%s\n", strsignal(sig), WCOREDUMP(last) ? " (core dumped)" : "");
}

int jobs_wait_foreground(struct interp *sh, struct job_entry *j) {
    struct job_list *list = jobs_own(sh);
    int r = job_wait_for(j, FOREVER);
    job_wait_take_terminal(j);
    bool interrupted = r > 0 && job_wait_died_of_ctrl_c(j);
    int status = r < 0 || job_table_state(j) == PROC_RUNNING ? 128 + SIGINT : job_list_status(j, option_is_set(sh, OPT_PIPEFAIL));
    if (interrupted && j->ctrl_c && !j->group) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        r = -1;
    }
    if (r < 0) { // it is left to itself
        j->foreground = false;
        if (job_table_state(j) == PROC_DONE) job_list_remove(j);
        else if (!j->list) job_list_add(list, j);
        sh_pend(sh, PENDING_EXCEPTION, 0, status);
    } else if (r == 0) {
        job_list_stopped(list, j);
        // Loops that it was in are left, or the next turn would begin.
        if (sh_loop_depth(sh) > 0 && !sh_pending(sh)) sh_pend(sh, PENDING_BREAK, sh_loop_depth(sh), status);
    } else {
        // Ctrl-C is for the rest of the line, too.
        if (sh_interactive(sh) && j->group && interrupted && status == 128 + SIGINT && !sh_pending(sh)) sh_pend(sh, PENDING_PROMPT, 0, status);
        tell_death(sh, j);
        job_list_remove(j);
    }
    return status;
}

int jobs_continue_foreground(struct interp *sh, struct job_entry *j) {
    int status;
    job_table_hold(j);
    if (job_table_state(j) == PROC_DONE) {
        status = job_list_status(j, option_is_set(sh, OPT_PIPEFAIL));
        job_list_remove(j);
    } else {
        job_wait_give_terminal(j);
        j->foreground = true;
        if (job_table_continue(j) < 0 && errno != ESRCH) sh_report(sh, "fg: %s", strerror(errno));
        status = jobs_wait_foreground(sh, j);
    }
    job_table_release(j);
    return status;
}

int jobs_continue_background(struct interp *sh, struct job_entry *j) {
    j->foreground = false;
    if (job_table_continue(j) == 0) return 0;
    sh_report(sh, "bg: %%%d: %s", j->number, strerror(errno));
    return 1;
}

// --- telling -----------------------------------------------------------------------------------

void jobs_told(struct interp *sh, struct job_entry *j) {
    struct job_list *list = jobs_own(sh);
    if (list->outer) return; // it is the parent's to tell
    j->told = true;
    if (job_table_state(j) != PROC_DONE || list->inherited) return;
    job_list_note_ended(list, j, job_list_status(j, option_is_set(sh, OPT_PIPEFAIL)), false);
}

bool jobs_to_tell(struct interp *sh) {
    if (jobs_inherited(sh) || !sh_interactive(sh)) return false;
    jobs_look(sh);
    for (struct job_entry *j = jobs_own(sh)->first; j; j = j->listed)
        if (!j->told && !j->disowned) return true;
    return false;
}

void jobs_notify(struct interp *sh) {
    struct job_list *list = jobs_own(sh);
    if (job_list_is_parents(list)) return;
    if (list->warned && ++list->commands > 1) list->warned = false;
    jobs_look(sh);
    struct job_entry *current = job_list_current(list), *previous = job_list_previous(list);
    for (struct job_entry *j = list->first, *next; j; j = next) {
        next = j->listed;
        if (j->told && job_table_state(j) != PROC_DONE) continue;
        if (!j->told && sh_interactive(sh) && !j->disowned)
            job_list_tell(j, j == current ? '+' : j == previous ? '-' : ' ', option_is_set(sh, OPT_PIPEFAIL));
        jobs_told(sh, j);
    }
}

// --- the end --------------------------------------------------------------------------------------

bool jobs_may_end(struct interp *sh) {
    struct job_list *list = jobs_own(sh);
    if (list->inherited || !sh_interactive(sh)) return true;
    jobs_look(sh);
    for (struct job_entry *j = list->first; j; j = j->listed) {
        if (job_table_state(j) != PROC_STOPPED) continue;
        if (list->warned) return true;
        dprintf(STDERR_FILENO, "There are stopped jobs.\n");
        list->warned = true;
        list->commands = 0;
        return false;
    }
    return true;
}

static void hang_up(struct interp *sh, bool all) {
    struct job_list *list = jobs_own(sh);
    if (list->inherited || !sh_interactive(sh)) return;
    jobs_look(sh);
    for (struct job_entry *j = list->first; j; j = j->listed) {
        enum proc_state state = job_table_state(j);
        if (state == PROC_DONE || j->no_hangup || !j->group) continue;
        bool stopped = state == PROC_STOPPED;
        if (!stopped && !all) continue;
        job_table_signal(j, SIGHUP);
        if (stopped) job_table_signal(j, SIGCONT);
    }
}

void jobs_end_shell(struct interp *sh) { hang_up(sh, sh_login(sh) || shopt_is_set(sh, SHOPT_HUPONEXIT)); }
void jobs_hang_up(struct interp *sh) { hang_up(sh, true); }
