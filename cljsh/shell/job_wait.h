// SPDX-License-Identifier: MIT
/* Waiting for jobs, and who has the terminal meanwhile.
 *
 * A job in the foreground that has a process group has the terminal; the shell
 * takes it back, with its own modes, when the job has ended or stopped.  One
 * that has stopped keeps the terminal's modes of that moment, and gets them
 * when it is continued.
 *
 * Ctrl-C while a foreground job runs is the job's, too.  It is passed on where
 * the terminal has not sent it to both, and is an exception here only if a
 * process died of it (job_wait_died_of_ctrl_c): who waits raises it then.  A
 * job in the background is left alone.
 */
#ifndef SHELL_JOB_WAIT_H
#define SHELL_JOB_WAIT_H

#include "shell/job_table.h"

/* Until every process has ended: 1; 0 when the deadline has passed, or the job
 * has stopped and is a group in the foreground, whose shell goes on then
 * (job_table_state tells); -1 with an exception. */
int job_wait_for(struct job_entry *e, int64_t deadline);
/* The same for one in the foreground without a group, which nobody stops.  It
 * opens no descriptor, for a shell does this once for each command. */
int job_wait_plainly(struct job_entry *e);
bool job_wait_died_of_ctrl_c(const struct job_entry *e);

void job_wait_give_terminal(struct job_entry *e);
void job_wait_take_terminal(struct job_entry *e); // it has ended or stopped

#endif
