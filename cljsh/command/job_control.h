// SPDX-License-Identifier: MIT
/* Jobs of the command language: the processes of a pipeline from the start of
 * the first to the end of the last, who has the terminal meanwhile, and what
 * `jobs`, `fg`, `bg`, `wait` and $! know of them.
 *
 * The executor starts processes, and says so:
 *
 *     struct command_job *j = control_begin(sh, text, background);
 *     for each stage:
 *         spawn.group = control_group(j);  spawn.terminal = control_terminal(j);
 *         … spawn_process …                control_add(j, pid);
 *         // or, a stage that runs in this process or could not be started:
 *         int stage = control_add(j, 0);   …   control_ended(j, stage, status);
 *     status = background ? control_background(sh, j) : control_foreground(sh, j);
 *
 * With job control (set -m) each job is a process group of its own; the one in
 * the foreground has the terminal, and the shell takes it back with its own
 * modes when the job has ended or stopped.  A job that has stopped keeps the
 * terminal's modes of that moment, and gets them when it is continued.
 *
 * Each shell, subshells included, has its own list.  A subshell begins with
 * none, but knows what its parent had, for $(jobs).  A job in the foreground
 * is in no list, until it stops.
 */
#ifndef COMMAND_JOB_CONTROL_H
#define COMMAND_JOB_CONTROL_H

#include "command/interp.h"
#include "shell/job.h"

#include <termios.h>

struct job_list;

struct command_process {
    pid_t pid;        // 0: none, it ran in this process or could not be started
    enum proc_state state;
    int wait_status;  // as waitpid gives it; valid when stopped or done
};

struct command_job {
    struct command_job *next;
    int number;       // of %n; 0: not in the list
    pid_t group;      // its process group; 0: the shell's own
    bool controlled;  // it has (will have) a group of its own
    bool background;
    bool changed;     // its state has not been told to the user
    bool disowned, no_hangup;
    bool continued;   // bg has been told
    char *text;       // the command, for people
    bool has_modes;
    struct termios modes; // of the terminal when it stopped
    int count, capacity;
    struct command_process *processes;
};

// Where an interpreter keeps its list (NULL: none yet); in the executor's interp.c.
struct job_list **sh_jobs(struct interp *sh);

// --- for the executor ------------------------------------------------------------

/* A job about to be started.  text: as it is shown (copied); it may be NULL for
 * one in the foreground when option monitor is off.  NULL with an exception. */
struct command_job *control_begin(struct interp *sh, const char *text, bool background);
pid_t control_group(const struct command_job *j);    // for struct spawn, and setpgid in a forked child
int control_terminal(const struct command_job *j);   // the same
int control_add(struct command_job *j, pid_t pid);   // its next stage: the index
void control_ended(struct command_job *j, int stage, int status); // of a stage without a process
/* Waits for the job: the status of its last stage, with pipefail of the last
 * that failed; 128 + n when it has stopped, which puts it in the list.  Frees
 * it otherwise.  Whatever else is due (Ctrl-C) is pended. */
int control_foreground(struct interp *sh, struct command_job *j);
/* Puts it in the list, sets $!, tells its number at a prompt: 0. */
int control_background(struct interp *sh, struct command_job *j);
pid_t control_last_pid(struct interp *sh);            // $!; 0: there was none

// To be called where option monitor is set (on) or taken back.
void control_monitor(struct interp *sh, bool on);
// Before a prompt, and after each command when somebody may be waiting for news (set -b):
// takes notice of what has ended and tells it.
void control_notify(struct interp *sh);
// `exit` in an interactive shell: false when jobs have stopped and that has just been said.
bool control_may_exit(struct interp *sh);
// The end of an interactive shell: SIGHUP to its jobs when it is a login shell, SIGHUP and SIGCONT to those that have stopped in any case.
void control_end(struct interp *sh, bool login);

// A subshell in this process begins; one in a process of its own has been forked.
void control_subshell(struct interp *sh, struct interp *parent);
void control_forked(struct interp *sh);
void control_free(struct job_list *list);             // NULL is fine

// --- for builtins ------------------------------------------------------------------

// Takes notice of what has ended or stopped, without waiting.
void control_poll(struct interp *sh);
/* The job that %text names (text without its %; a number of a process when
 * there was none: pid).  NULL, and it has been reported for who. */
struct command_job *control_find(struct interp *sh, const char *who, const char *spec);
struct command_job *control_current(struct interp *sh);  // %+, or NULL
struct command_job *control_previous(struct interp *sh); // %-
// Calls take for each job in the order of their numbers; take may remove it.
void control_each(struct interp *sh, void (*take)(struct interp *sh, struct command_job *j, void *arg), void *arg);
enum proc_state control_state(const struct command_job *j);
int control_status(struct interp *sh, const struct command_job *j); // of one that is done (or stopped)
const char *control_state_text(struct interp *sh, const struct command_job *j, char *buffer, size_t size); // "Running", "Done(1)" …
void control_remove(struct interp *sh, struct command_job *j);
int control_continue_foreground(struct interp *sh, struct command_job *j); // as fg: the status
int control_continue_background(struct interp *sh, struct command_job *j); // as bg: 0 or 1
// To all of its processes: 0, or -1 with errno.
int control_signal(struct command_job *j, int sig);
// What `jobs` shows: the list, or in a subshell without jobs its parent's.
void control_each_shown(struct interp *sh, void (*take)(struct interp *sh, struct command_job *j, void *arg), void *arg);

/* Waiting, as `wait` does; a signal with a trap ends it: then 128 + n, and
 * *interrupted.  pid: of a child that was in the background, also one that has
 * ended before and whose status nobody has asked for.  127: it is none. */
int control_wait_pid(struct interp *sh, pid_t pid, bool *interrupted);
int control_wait_job(struct interp *sh, struct command_job *j, bool *interrupted);
int control_wait_all(struct interp *sh, bool *interrupted);
// The next that ends (of these, or of all when count is 0); *pid is its process. 127: there is none.
int control_wait_next(struct interp *sh, int count, struct command_job **jobs, pid_t *pid, bool *interrupted);

#endif
