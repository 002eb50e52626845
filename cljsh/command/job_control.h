// SPDX-License-Identifier: MIT
/* Job control of the command language.  The jobs stand in the table of all
 * (shell/job_table.h); the background jobs of a shell, those that Clojure code
 * has started among them, are in its list (shell/job_list.h).
 *
 * With job control (set -m) each job is a process group of its own.
 */
#ifndef COMMAND_JOB_CONTROL_H
#define COMMAND_JOB_CONTROL_H

#include "command/interpreter.h"
#include "shell/job_list.h"

// To be called where option monitor is set (on) or taken back.
void jobs_monitor(struct interp *sh, bool on);
// The shell's own list.
struct job_list *jobs_own(struct interp *sh);

// --- for builtins ------------------------------------------------------------------

// Takes notice of what has ended or stopped, without waiting.
void jobs_look(struct interp *sh);
// The job that %TEXT names.  NULL, and it has been reported for who.
struct job_entry *jobs_find(struct interp *sh, const char *who, const char *spec);
struct job_entry *jobs_find_operand(struct interp *sh, const char *who, const char *operand); // also by the number of a process
// Calls take for each job in the order of their numbers; take may remove it.
void jobs_each(struct interp *sh, void (*take)(struct interp *sh, struct job_entry *j, void *arg), void *arg);
const char *jobs_state_text(struct interp *sh, const struct job_entry *j, char *buffer, size_t size); // "Running", "Done(1)" …
void jobs_told(struct interp *sh, struct job_entry *j); // its state has been shown: forgets it when it has ended
int jobs_continue_foreground(struct interp *sh, struct job_entry *j); // as fg: the status
int jobs_continue_background(struct interp *sh, struct job_entry *j); // as bg: 0 or 1
// Is the list the parent's, in a subshell, to be looked at only?
bool jobs_inherited(struct interp *sh);

/* Waiting, as `wait` does (job_waits.c); a signal with a trap ends it: then
 * 128 + n, and *interrupted.  pid: of a child that was in the background, also
 * one that has ended before and whose status nobody has asked for.  127: it is none. */
int jobs_wait_pid(struct interp *sh, pid_t pid, bool *interrupted);
int jobs_wait_job(struct interp *sh, struct job_entry *j, bool *interrupted);
int jobs_wait_all(struct interp *sh, bool *interrupted);
// The next that ends (of these, or of all when count is 0); *pid is its process. 127: there is none.
int jobs_wait_next(struct interp *sh, int count, struct job_entry **jobs, pid_t *pid, bool *interrupted);

#endif
