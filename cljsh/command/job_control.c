// SPDX-License-Identifier: MIT
#include "command/job_control.h"

#include "command/traps.h"
#include "shell/fd.h"
#include "shell/signals.h"
#include "shell/terminal.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

// A process that was in the background whose status nobody has asked for.
struct ended { pid_t pid; int status; };

struct shell_jobs {
    struct command_job *first;
    struct command_job *foreground; // the one that runs there
    unsigned long clock;            // counts what happens to jobs
    struct shell_jobs *outer;       // of the shell that this subshell belongs to, while it has no jobs of its own
    struct command_job *orphans;    // of subshells that have ended
    bool inherited;                 // a forked child's: the parent's jobs
    bool warned;                    // of stopped jobs, by the command before
    int commands;                   // notifications since: a warning holds for one
    struct ended *ended;
    int ended_count, ended_max;
};

static struct shell_jobs *jobs_of(struct interp *sh) {
    struct shell_jobs **at = sh_jobs(sh);
    if (!*at) {
        *at = calloc(1, sizeof **at);
        if (!*at) abort();
    }
    return *at;
}

// --- the list ----------------------------------------------------------------------

static void job_free(struct command_job *j) {
    free(j->text);
    free(j);
}

static void link_job(struct shell_jobs *jobs, struct command_job *j) {
    struct command_job **at = &jobs->first;
    j->number = 1;
    for (; *at; at = &(*at)->next) // behind the last
        j->number = (*at)->number + 1;
    j->next = *at;
    *at = j;
}

static void unlink_job(struct shell_jobs *jobs, struct command_job *j) {
    for (struct command_job **at = &jobs->first; *at; at = &(*at)->next)
        if (*at == j) {
            *at = j->next;
            return;
        }
}

void jobs_remove(struct interp *sh, struct command_job *j) {
    unlink_job(jobs_of(sh), j);
    job_free(j);
}

static void forget_all(struct shell_jobs *jobs) {
    while (jobs->first) {
        struct command_job *j = jobs->first;
        jobs->first = j->next;
        job_free(j);
    }
    jobs->ended_count = 0;
    jobs->inherited = false;
}

// A subshell has jobs of its own from the first that it starts.
static struct shell_jobs *own_jobs(struct interp *sh) {
    struct shell_jobs *jobs = jobs_of(sh);
    if (jobs->inherited) forget_all(jobs);
    jobs->outer = NULL;
    return jobs;
}

// What is shown: in a subshell without jobs its parent's.
static struct shell_jobs *shown(struct interp *sh) {
    struct shell_jobs *jobs = jobs_of(sh);
    return jobs->outer ? jobs->outer : jobs;
}

bool jobs_inherited(struct interp *sh) { return jobs_of(sh)->inherited || jobs_of(sh)->outer; }

void jobs_each(struct interp *sh, void (*take)(struct interp *sh, struct command_job *j, void *arg), void *arg) {
    for (struct command_job *j = shown(sh)->first, *next; j; j = next) {
        next = j->next;
        take(sh, j, arg);
    }
}

enum proc_state jobs_state(const struct command_job *j) {
    bool running = false, stopped = false;
    for (int i = 0; i < j->count; i++) {
        running |= j->processes[i].state == PROC_RUNNING;
        stopped |= j->processes[i].state == PROC_STOPPED;
    }
    return stopped ? PROC_STOPPED : running ? PROC_RUNNING : PROC_DONE;
}

static int process_status(const struct command_process *p) {
    if (p->state == PROC_STOPPED) return 128 + WSTOPSIG(p->wait_status);
    return WIFSIGNALED(p->wait_status) ? 128 + WTERMSIG(p->wait_status) : WEXITSTATUS(p->wait_status);
}

int jobs_status(struct interp *sh, const struct command_job *j) {
    for (int i = 0; i < j->count; i++)
        if (j->processes[i].state == PROC_STOPPED) return process_status(&j->processes[i]);
    int status = process_status(&j->processes[j->count - 1]);
    if (!option_is_set(sh, OPT_PIPEFAIL)) return status;
    for (int i = j->count - 1; i >= 0; i--)
        if (process_status(&j->processes[i])) return process_status(&j->processes[i]);
    return status;
}

// The current job: the one stopped last, else the one that was started last.
static struct command_job *best(struct shell_jobs *jobs, const struct command_job *other_than) {
    struct command_job *found = NULL;
    bool found_stopped = false;
    for (struct command_job *j = jobs->first; j; j = j->next) {
        bool stopped = jobs_state(j) == PROC_STOPPED;
        if (j == other_than || j->disowned || (found && found_stopped && !stopped)) continue;
        if (found && stopped == found_stopped && j->touched < found->touched) continue;
        found = j;
        found_stopped = stopped;
    }
    return found;
}

struct command_job *jobs_current(struct interp *sh) { return best(shown(sh), NULL); }
struct command_job *jobs_previous(struct interp *sh) {
    struct command_job *current = jobs_current(sh), *previous = best(shown(sh), current);
    return previous ? previous : current;
}

struct command_job *jobs_find(struct interp *sh, const char *who, const char *spec) {
    struct shell_jobs *jobs = shown(sh);
    struct command_job *found = NULL;
    const char *s = spec + (*spec == '%');
    char *end;
    if (!*s || !strcmp(s, "+") || !strcmp(s, "%")) {
        found = jobs_current(sh);
        if (!found) return (sh_report(sh, "%s: no current job", who), NULL);
        return found;
    }
    if (!strcmp(s, "-")) {
        found = jobs_previous(sh);
        if (!found) return (sh_report(sh, "%s: no previous job", who), NULL);
        return found;
    }
    long number = strtol(s, &end, 10);
    if (isdigit((unsigned char)*s) && !*end) {
        for (struct command_job *j = jobs->first; j; j = j->next)
            if (j->number == number && !j->disowned) return j;
    } else {
        for (struct command_job *j = jobs->first; j; j = j->next) {
            if (j->disowned || (*s == '?' ? !strstr(j->text, s + 1) : strncmp(j->text, s, strlen(s)) != 0)) continue;
            if (found) return (sh_report(sh, "%s: %s: more than one job is meant", who, spec), NULL);
            found = j;
        }
    }
    if (!found) sh_report(sh, "%s: %s: no such job", who, spec);
    return found;
}

static struct command_job *job_of_pid(struct shell_jobs *jobs, pid_t pid) {
    for (struct command_job *j = jobs->first; j; j = j->next)
        if (j->processes[j->count - 1].pid == pid) return j;
    for (struct command_job *j = jobs->first; j; j = j->next)
        for (int i = 0; i < j->count; i++)
            if (j->processes[i].pid == pid) return j;
    return NULL;
}

struct command_job *jobs_find_operand(struct interp *sh, const char *who, const char *operand) {
    char *end;
    long n = strtol(operand, &end, 10);
    if (!isdigit((unsigned char)*operand) || *end) return jobs_find(sh, who, operand);
    struct command_job *j = job_of_pid(shown(sh), (pid_t)n);
    if (!j) sh_report(sh, "%s: %s: no such job", who, operand);
    return j;
}

const char *jobs_state_text(struct interp *sh, const struct command_job *j, char *buffer, size_t size) {
    enum proc_state state = jobs_state(j);
    if (state == PROC_RUNNING) return "Running";
    int status = jobs_status(sh, j);
    const struct command_process *last = &j->processes[j->count - 1];
    if (state == PROC_STOPPED) {
        int sig = status - 128;
        if (sig == SIGTSTP) return "Stopped";
        snprintf(buffer, size, "Stopped (%s)", signal_name(sig));
    } else if (status == 0) {
        return "Done";
    } else if (WIFSIGNALED(last->wait_status) && status == process_status(last)) {
        snprintf(buffer, size, "%s%s", strsignal(WTERMSIG(last->wait_status)), WCOREDUMP(last->wait_status) ? " (core dumped)" : "");
    } else {
        snprintf(buffer, size, "Done(%d)", status);
    }
    return buffer;
}

// --- taking notice ----------------------------------------------------------------------

static void note_ended(struct shell_jobs *jobs, pid_t pid, int status) {
    enum { KEPT = 4096 }; // a shell that never waits forgets the oldest
    if (jobs->ended_count == KEPT) memmove(jobs->ended, jobs->ended + 1, sizeof *jobs->ended * (size_t)--jobs->ended_count);
    if (jobs->ended_count == jobs->ended_max) {
        int max = jobs->ended_max ? 2 * jobs->ended_max : 16;
        struct ended *more = realloc(jobs->ended, sizeof *more * (size_t)max);
        if (!more) return;
        jobs->ended = more;
        jobs->ended_max = max;
    }
    jobs->ended[jobs->ended_count++] = (struct ended){pid, status};
}

static bool take_ended(struct shell_jobs *jobs, int i, int *status) {
    *status = jobs->ended[i].status;
    memmove(jobs->ended + i, jobs->ended + i + 1, sizeof *jobs->ended * (size_t)(--jobs->ended_count - i));
    return true;
}

static bool find_ended(struct shell_jobs *jobs, pid_t pid, int *status) {
    for (int i = jobs->ended_count - 1; i >= 0; i--)
        if (jobs->ended[i].pid == pid) return take_ended(jobs, i, status);
    return false;
}

static void changed(struct shell_jobs *jobs, struct command_job *j, struct command_process *p, int wait_status) {
    enum proc_state before = jobs_state(j);
    if (WIFCONTINUED(wait_status)) {
        p->state = PROC_RUNNING;
    } else {
        p->state = WIFSTOPPED(wait_status) ? PROC_STOPPED : PROC_DONE;
        p->wait_status = wait_status;
    }
    enum proc_state after = jobs_state(j);
    if (after == before) return;
    j->told = after == PROC_RUNNING;
    if (after == PROC_STOPPED) j->touched = ++jobs->clock;
}

static void look_at_process(struct shell_jobs *jobs, struct command_job *j, struct command_process *p) {
    if (p->state == PROC_DONE) return;
    int status;
    pid_t pid;
    do pid = waitpid(p->pid, &status, WNOHANG | WUNTRACED | WCONTINUED);
    while (pid < 0 && errno == EINTR);
    if (pid > 0) changed(jobs, j, p, status);
    else if (pid < 0) changed(jobs, j, p, STATUS_EXITED(127)); // it is nobody's child any more
}

static void look_at(struct shell_jobs *jobs, struct command_job *j) {
    if (jobs->inherited) return;
    for (int i = 0; i < j->count; i++) look_at_process(jobs, j, &j->processes[i]);
}

void jobs_look(struct interp *sh) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs) return;
    if (jobs->outer) jobs = jobs->outer;
    for (struct command_job *j = jobs->first; j; j = j->next) look_at(jobs, j);
    for (struct command_job **at = &jobs->orphans, *j; (j = *at);) {
        look_at(jobs, j);
        if (jobs_state(j) != PROC_DONE) {
            at = &j->next;
            continue;
        }
        *at = j->next;
        job_free(j);
    }
}

// --- the terminal -----------------------------------------------------------------------

static void give_terminal(struct command_job *j) {
    if (terminal_fd < 0 || !j->group) return;
    if (j->has_modes) tcsetattr(terminal_fd, TCSADRAIN, &j->modes);
    j->has_modes = false;
    terminal_give(j->group);
}

static void take_terminal(struct command_job *j) {
    if (terminal_fd < 0 || !j->group) return;
    enum proc_state state = jobs_state(j);
    if (state == PROC_STOPPED) {
        j->has_modes = tcgetattr(terminal_fd, &j->modes) == 0;
    } else if (state == PROC_DONE && process_status(&j->processes[j->count - 1]) < 128) {
        terminal_keep_modes(); // what `stty` was meant to set stays
    }
    terminal_take();
}

void jobs_monitor(struct interp *sh, bool on) {
    if (!on || terminal_fd >= 0 || sh_is_subshell(sh)) return;
    // Without a terminal jobs have groups all the same.
    if (!sh_interactive(sh)) terminal_borrow();
    else if (terminal_start() < 0) PyErr_Clear();
}

// --- starting -----------------------------------------------------------------------------

static struct command_job *job_make(const pid_t *pids, int count, pid_t group, char *text, bool background) {
    struct command_job *j = calloc(1, sizeof *j + sizeof *j->processes * (size_t)count);
    if (!j) abort();
    j->group = group;
    j->text = text ? text : strdup("");
    j->background = background;
    j->told = true;
    j->count = count;
    for (int i = 0; i < count; i++) {
        j->processes[i].pid = pids[i];
        j->processes[i].state = pids[i] > 0 ? PROC_RUNNING : PROC_DONE;
    }
    return j;
}

void jobs_add(struct interp *sh, const pid_t *pids, int count, pid_t group, char *text, bool background) {
    struct shell_jobs *jobs = own_jobs(sh);
    struct command_job *j = job_make(pids, count, group, text, background);
    j->touched = ++jobs->clock;
    if (!background) {
        j->next = jobs->foreground; // a trap's, while another is waited for
        jobs->foreground = j;
        return;
    }
    // A script may start any number: of those that have ended long ago only the status is kept.
    enum { KEPT_ENDED = 64 };
    struct command_job *newest = jobs->first;
    while (newest && newest->next) newest = newest->next;
    if (!sh_interactive(sh) && newest && newest->number >= KEPT_ENDED) {
        jobs_look(sh);
        for (struct command_job *old = jobs->first, *next; old; old = next) {
            next = old->next;
            if (jobs_state(old) != PROC_DONE) continue;
            note_ended(jobs, old->processes[old->count - 1].pid, jobs_status(sh, old));
            jobs_remove(sh, old);
        }
    }
    link_job(jobs, j);
    if (sh_interactive(sh) && !sh_is_subshell(sh)) dprintf(STDERR_FILENO, "[%d] %d\n", j->number, (int)pids[count - 1]);
}

// --- waiting --------------------------------------------------------------------------------

enum waited { WAIT_DONE, WAIT_STOPPED, WAIT_FAILED };

/* Waits until a process of the set changes.  Stops are seen through SIGCHLD,
 * which has to be watched before the look at the process. */
static int wait_for_change(struct shell_jobs *jobs, struct command_job *j, struct command_process *p, bool stops) {
    int fd = pidfd_open(p->pid, 0);
    if (fd >= 0) fcntl(fd, F_SETFD, FD_CLOEXEC);
    if (stops) signals_watch_children(true);
    enum proc_state before = p->state;
    look_at_process(jobs, j, p);
    int r = 1;
    if (p->state == before && fd >= 0) {
        struct wait waits[] = {{.fd = fd, .events = POLLIN}, {.list = &job_table_changed}};
        r = wait_any(waits, stops ? 2 : 1, FOREVER);
        look_at_process(jobs, j, p);
    }
    fd_close(&fd);
    return r;
}

static bool died_of_interrupt(const struct command_job *j) {
    for (int i = 0; i < j->count; i++)
        if (j->processes[i].state == PROC_DONE && process_status(&j->processes[i]) == 128 + SIGINT) return true;
    return false;
}

// Waits until the job has ended or stopped.
static enum waited wait_foreground(struct shell_jobs *jobs, struct command_job *j) {
    bool interrupt = false;
    for (int i = 0; i < j->count; i++) {
        struct command_process *p = &j->processes[i];
        while (p->state == PROC_RUNNING) {
            if (wait_for_change(jobs, j, p, j->group != 0) >= 0) continue;
            if (!PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) return WAIT_FAILED;
            PyErr_Clear(); // Ctrl-C is the job's
            interrupt = true;
            if (j->group && terminal_fd < 0) kill(-j->group, SIGINT);
        }
    }
    if (interrupt && !j->group && died_of_interrupt(j)) {
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        return WAIT_FAILED;
    }
    return jobs_state(j) == PROC_STOPPED ? WAIT_STOPPED : WAIT_DONE;
}

static int foreground(struct interp *sh, struct shell_jobs *jobs, struct command_job *j, bool listed, int *statuses) {
    enum waited r = wait_foreground(jobs, j);
    take_terminal(j);
    int status = r == WAIT_FAILED ? 128 + SIGINT : jobs_status(sh, j);
    for (int i = 0; statuses && i < j->count; i++) statuses[i] = process_status(&j->processes[i]);
    if (r != WAIT_DONE) { // stopped, or left to itself
        j->background = true;
        j->touched = ++jobs->clock;
        if (!listed) link_job(jobs, j);
        if (r == WAIT_FAILED) {
            sh_pend(sh, PENDING_EXCEPTION, 0, status);
        } else if (sh_interactive(sh)) {
            char buffer[80];
            dprintf(STDERR_FILENO, "\n[%d]%c %s  %s\n", j->number, '+', jobs_state_text(sh, j, buffer, sizeof buffer), j->text);
            j->told = true;
        }
        // Loops that it was in are left, or the next turn would begin.
        if (r == WAIT_STOPPED && sh_loop_depth(sh) > 0 && !sh_pending(sh)) sh_pend(sh, PENDING_BREAK, sh_loop_depth(sh), status);
        return status;
    }
    if (sh_interactive(sh) && j->group && died_of_interrupt(j) && status == 128 + SIGINT && !sh_pending(sh)) sh_pend(sh, PENDING_EXCEPTION, 0, status); // Ctrl-C is for the rest of the line, too
    int last = j->processes[j->count - 1].wait_status;
    if (WIFSIGNALED(last) && sh_interactive(sh) && j->group && !sh_is_subshell(sh)) {
        int sig = WTERMSIG(last);
        if (sig == SIGINT) dprintf(STDERR_FILENO, "\n");
        else if (sig != SIGPIPE) dprintf(STDERR_FILENO, "%s%s\n", strsignal(sig), WCOREDUMP(last) ? " (core dumped)" : "");
    }
    if (listed) unlink_job(jobs, j);
    job_free(j);
    return status;
}

int jobs_wait_foreground(struct interp *sh, int *statuses) {
    struct shell_jobs *jobs = jobs_of(sh);
    struct command_job *j = jobs->foreground;
    jobs->foreground = j->next;
    j->next = NULL;
    return foreground(sh, jobs, j, false, statuses);
}

int jobs_signal(struct command_job *j, int sig) {
    if (j->group) return kill(-j->group, sig);
    int result = 0;
    bool any = false;
    for (int i = 0; i < j->count; i++) {
        if (j->processes[i].state == PROC_DONE) continue;
        any = true;
        if (kill(j->processes[i].pid, sig) < 0) result = -1;
    }
    if (!any) errno = ESRCH;
    return any ? result : -1;
}

static int continue_job(struct shell_jobs *jobs, struct command_job *j) {
    for (int i = 0; i < j->count; i++)
        if (j->processes[i].state == PROC_STOPPED) j->processes[i].state = PROC_RUNNING;
    j->touched = ++jobs->clock;
    j->told = true;
    return jobs_signal(j, SIGCONT);
}

int jobs_continue_foreground(struct interp *sh, struct command_job *j) {
    struct shell_jobs *jobs = jobs_of(sh);
    if (jobs_state(j) == PROC_DONE) {
        int status = jobs_status(sh, j);
        jobs_remove(sh, j);
        return status;
    }
    give_terminal(j);
    j->background = false;
    if (continue_job(jobs, j) < 0 && errno != ESRCH) sh_report(sh, "fg: %s", strerror(errno));
    return foreground(sh, jobs, j, true, NULL);
}

int jobs_continue_background(struct interp *sh, struct command_job *j) {
    j->background = true;
    if (continue_job(jobs_of(sh), j) == 0) return 0;
    sh_report(sh, "bg: %%%d: %s", j->number, strerror(errno));
    return 1;
}

/* A wait in `wait`: 1; 0 when a trap's signal ended it; -1 when something else is due. */
static int wait_once(struct interp *sh, struct wait *waits, int n, int *sig) {
    traps_may_interrupt(true);
    int r = traps_due ? 0 : wait_any(waits, n, FOREVER);
    *sig = r < 0 ? traps_interrupted() : 0;
    traps_may_interrupt(false);
    if (r < 0 && !*sig) {
        sh_pend(sh, PENDING_EXCEPTION, 0, 128 + SIGINT);
        return -1;
    }
    return r < 0 ? 0 : 1;
}

// Waits until one of the jobs (all with count 0) has ended: it, or NULL when there is none or *interrupted (*status is set).
static struct command_job *wait_for_one(struct interp *sh, int count, struct command_job **which, bool *interrupted, int *status) {
    struct shell_jobs *jobs = jobs_of(sh);
    *interrupted = false;
    *status = 127;
    for (;;) {
        int running = 0;
        for (struct command_job *j = jobs->first; j; j = j->next) {
            bool asked = count == 0 && !j->disowned;
            for (int i = 0; i < count; i++) asked |= which[i] == j;
            if (!asked) continue;
            look_at(jobs, j);
            if (jobs_state(j) == PROC_DONE) {
                *status = jobs_status(sh, j);
                return j;
            }
            for (int i = 0; i < j->count; i++) running += j->processes[i].state != PROC_DONE;
        }
        if (!running || jobs_inherited(sh)) return NULL;
        struct wait *waits = calloc((size_t)running + 1, sizeof *waits);
        if (!waits) abort();
        int n = 0, sig = 0, r = 1;
        for (struct command_job *j = jobs->first; j; j = j->next) {
            bool asked = count == 0 && !j->disowned;
            for (int i = 0; i < count; i++) asked |= which[i] == j;
            for (int i = 0; asked && i < j->count; i++) {
                if (j->processes[i].state == PROC_DONE) continue;
                int fd = pidfd_open(j->processes[i].pid, 0);
                if (fd < 0) continue;
                fcntl(fd, F_SETFD, FD_CLOEXEC);
                waits[n++] = (struct wait){.fd = fd, .events = POLLIN};
            }
        }
        if (n) r = wait_once(sh, waits, n, &sig);
        for (int i = 0; i < n; i++) close(waits[i].fd);
        free(waits);
        if (r > 0) continue;
        *interrupted = true;
        *status = 128 + (sig ? sig : SIGINT);
        return NULL;
    }
}

int jobs_wait_job(struct interp *sh, struct command_job *j, bool *interrupted) {
    int status;
    *interrupted = false;
    if (jobs_inherited(sh)) return 127;
    struct command_job *ended = wait_for_one(sh, 1, &j, interrupted, &status);
    if (ended) jobs_remove(sh, ended);
    return status;
}

int jobs_wait_pid(struct interp *sh, pid_t pid, bool *interrupted) {
    struct shell_jobs *jobs = jobs_of(sh);
    int status;
    *interrupted = false;
    if (jobs_inherited(sh)) return 127;
    struct command_job *j = job_of_pid(jobs, pid);
    if (!j) return find_ended(jobs, pid, &status) ? status : 127;
    status = jobs_wait_job(sh, j, interrupted);
    return status;
}

int jobs_wait_all(struct interp *sh, bool *interrupted) {
    struct shell_jobs *jobs = jobs_of(sh);
    *interrupted = false;
    if (jobs_inherited(sh)) return 0;
    int status;
    for (;;) {
        struct command_job *ended = wait_for_one(sh, 0, NULL, interrupted, &status);
        if (*interrupted) return status;
        if (!ended) break;
        if (sh_interactive(sh) && !ended->told) {
            jobs_notify(sh);
            if (ended != jobs->first) continue;
        }
        jobs_remove(sh, ended);
    }
    jobs->ended_count = 0;
    return 0;
}

int jobs_wait_next(struct interp *sh, int count, struct command_job **which, pid_t *pid, bool *interrupted) {
    struct shell_jobs *jobs = jobs_of(sh);
    int status;
    *interrupted = false;
    if (jobs_inherited(sh)) return 127;
    if (!count && jobs->ended_count) {
        *pid = jobs->ended[0].pid;
        take_ended(jobs, 0, &status);
        return status;
    }
    struct command_job *ended = wait_for_one(sh, count, which, interrupted, &status);
    if (!ended) return status;
    *pid = ended->processes[ended->count - 1].pid;
    jobs_remove(sh, ended);
    return status;
}

// --- telling -----------------------------------------------------------------------------------

void jobs_told(struct interp *sh, struct command_job *j) {
    struct shell_jobs *jobs = jobs_of(sh);
    if (jobs->outer) return; // it is the parent's to tell
    j->told = true;
    if (jobs_state(j) != PROC_DONE || jobs->inherited) return;
    note_ended(jobs, j->processes[j->count - 1].pid, jobs_status(sh, j));
    jobs_remove(sh, j);
}

bool jobs_to_tell(struct interp *sh) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs || jobs_inherited(sh) || !sh_interactive(sh)) return false;
    jobs_look(sh);
    for (struct command_job *j = jobs->first; j; j = j->next) {
        if (!j->told && !j->disowned) return true;
    }
    return false;
}

void jobs_notify(struct interp *sh) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs || jobs_inherited(sh)) return;
    if (jobs->warned && ++jobs->commands > 1) jobs->warned = false;
    jobs_look(sh);
    struct command_job *current = jobs_current(sh), *previous = jobs_previous(sh);
    for (struct command_job *j = jobs->first, *next; j; j = next) {
        next = j->next;
        enum proc_state state = jobs_state(j);
        if (j->told && state != PROC_DONE) continue;
        if (!j->told && sh_interactive(sh) && !j->disowned) {
            char buffer[80];
            dprintf(STDERR_FILENO, "[%d]%c %s  %s\n", j->number, j == current ? '+' : j == previous ? '-' : ' ',
                    jobs_state_text(sh, j, buffer, sizeof buffer), j->text);
        }
        jobs_told(sh, j);
    }
}

// --- the end --------------------------------------------------------------------------------------

bool jobs_may_end(struct interp *sh) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs || jobs->inherited || !sh_interactive(sh)) return true;
    jobs_look(sh);
    for (struct command_job *j = jobs->first; j; j = j->next) {
        if (jobs_state(j) != PROC_STOPPED) continue;
        if (jobs->warned) return true;
        dprintf(STDERR_FILENO, "There are stopped jobs.\n");
        jobs->warned = true;
        jobs->commands = 0;
        return false;
    }
    return true;
}

static void hang_up(struct interp *sh, bool all) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs || jobs->inherited || !sh_interactive(sh)) return;
    jobs_look(sh);
    for (struct command_job *j = jobs->first; j; j = j->next) {
        enum proc_state state = jobs_state(j);
        if (state == PROC_DONE || j->no_hangup || !j->group) continue;
        bool stopped = state == PROC_STOPPED;
        if (!stopped && !all) continue;
        jobs_signal(j, SIGHUP);
        if (stopped) jobs_signal(j, SIGCONT);
    }
}

void jobs_end_shell(struct interp *sh) { hang_up(sh, sh_login(sh) || shopt_is_set(sh, SHOPT_HUPONEXIT)); }
void jobs_hang_up(struct interp *sh) { hang_up(sh, true); }

struct shell_jobs *jobs_enter(struct interp *sh) {
    struct shell_jobs *before = *sh_jobs(sh);
    *sh_jobs(sh) = NULL;
    if (before && before->first) jobs_of(sh)->outer = before;
    return before;
}

// Jobs that were started in a subshell go on when it has ended; somebody has to reap them.
void jobs_leave(struct interp *sh, struct shell_jobs *before) {
    struct shell_jobs *jobs = *sh_jobs(sh);
    *sh_jobs(sh) = before;
    if (!jobs) return;
    if (jobs->first && !jobs->inherited) {
        struct shell_jobs *outer = jobs_of(sh);
        struct command_job **end = &outer->orphans;
        while (*end) end = &(*end)->next;
        *end = jobs->first;
        jobs->first = NULL;
    }
    forget_all(jobs);
    free(jobs->ended);
    free(jobs);
}

void jobs_forked(struct interp *sh) {
    signals_forked();
    if (terminal_fd >= 0) fd_close(&terminal_fd); // it is the parent's to hand over
    struct shell_jobs *jobs = *sh_jobs(sh);
    if (!jobs) return;
    jobs->inherited = true;
    jobs->foreground = NULL; // the parent waits for it
    jobs->ended_count = 0;
}
