// SPDX-License-Identifier: MIT
/* Jobs of the command language: what `jobs`, `fg`, `bg`, `wait` and $! know of
 * the processes that were started, and who has the terminal meanwhile.  What
 * the executor calls is in interpreter.h (jobs_add and its like).
 *
 * With job control (set -m) each job is a process group of its own; the one in
 * the foreground has the terminal, and the shell takes it back with its own
 * modes when the job has ended or stopped.  A job that has stopped keeps the
 * terminal's modes of that moment, and gets them when it is continued.
 *
 * Each shell, subshells included, has its own list.  A subshell begins with
 * none, but knows what its parent had, for $(jobs).
 */
#ifndef COMMAND_JOB_CONTROL_H
#define COMMAND_JOB_CONTROL_H

#include "command/interpreter.h"
#include "shell/job.h"

#include <termios.h>

struct command_process {
    pid_t pid;        // 0: none, it ran in this process or could not be started
    enum proc_state state;
    int wait_status;  // as waitpid gives it; valid when stopped or done
};

struct command_job {
    struct command_job *next; // the list is in the order of the numbers
    int number;       // of %n
    pid_t group;      // its process group; 0: the shell's own
    bool background;
    bool told;        // the user knows of its state
    bool disowned, no_hangup;
    unsigned long touched; // when it was last stopped or started: for %+ and %-
    char *text;       // the command, for people
    bool has_modes;
    struct termios modes; // of the terminal when it stopped
    int count;
    struct command_process processes[];
};

// To be called where option monitor is set (on) or taken back.
void jobs_monitor(struct interp *sh, bool on);

// --- for builtins ------------------------------------------------------------------

// Takes notice of what has ended or stopped, without waiting.
void jobs_look(struct interp *sh);
// The job that %TEXT names.  NULL, and it has been reported for who.
struct command_job *jobs_find(struct interp *sh, const char *who, const char *spec);
struct command_job *jobs_find_operand(struct interp *sh, const char *who, const char *operand); // also by the number of a process
struct command_job *jobs_current(struct interp *sh);  // %+, or NULL
struct command_job *jobs_previous(struct interp *sh); // %-
// Calls take for each job in the order of their numbers; take may remove it.
void jobs_each(struct interp *sh, void (*take)(struct interp *sh, struct command_job *j, void *arg), void *arg);
enum proc_state jobs_state(const struct command_job *j);
int jobs_status(struct interp *sh, const struct command_job *j); // of one that is done (or stopped)
const char *jobs_state_text(struct interp *sh, const struct command_job *j, char *buffer, size_t size); // "Running", "Done(1)" …
void jobs_told(struct interp *sh, struct command_job *j); // its state has been shown: forgets it when it has ended
void jobs_remove(struct interp *sh, struct command_job *j);
int jobs_continue_foreground(struct interp *sh, struct command_job *j); // as fg: the status
int jobs_continue_background(struct interp *sh, struct command_job *j); // as bg: 0 or 1
// To all of its processes: 0, or -1 with errno.
int jobs_signal(struct command_job *j, int sig);
// Is the list the parent's, in a subshell, to be looked at only?
bool jobs_inherited(struct interp *sh);

/* Waiting, as `wait` does; a signal with a trap ends it: then 128 + n, and
 * *interrupted.  pid: of a child that was in the background, also one that has
 * ended before and whose status nobody has asked for.  127: it is none. */
int jobs_wait_pid(struct interp *sh, pid_t pid, bool *interrupted);
int jobs_wait_job(struct interp *sh, struct command_job *j, bool *interrupted);
int jobs_wait_all(struct interp *sh, bool *interrupted);
// The next that ends (of these, or of all when count is 0); *pid is its process. 127: there is none.
int jobs_wait_next(struct interp *sh, int count, struct command_job **jobs, pid_t *pid, bool *interrupted);

#endif
