// SPDX-License-Identifier: MIT
/* A job as a value, `cljsh.Job`: behind it is an entry of the table of jobs
 * (job_table.h), whichever language has started it.  There is one value for an
 * entry at most.
 *
 * in, out, err are our ends of pipes to the job.  Whoever takes one must close
 * it; those left are closed with the value.  A job that nobody holds any more
 * is reaped when SIGCHLD comes.
 */
#ifndef SHELL_JOB_H
#define SHELL_JOB_H

#include "base/absent.h"
#include "data/type.h"
#include "shell/job_table.h"

struct job {
    PyObject_HEAD
    struct job_entry *entry;
    int in, out, err;
    Value info; // a map of what Clojure code attaches (results, captured text)
};

extern CljType job_type;
int job_init(void);
static inline bool is_job(Ref r) { return is_clj(r, &job_type); }

struct job *job_of_entry(struct job_entry *e); // its value: new reference, or NULL with an exception

/* Waits until every process has ended: 1; 0 when the time (seconds; < 0:
 * none) is over, or the job has stopped and an interactive shell has it in
 * the foreground: it is one of its background jobs then; -1 with an exception,
 * KeyboardInterrupt too (job_wait.h). */
int job_wait(struct job *j, double timeout);
void job_poll(struct job *j); // takes notice of what has ended, without waiting
int job_signal(struct job *j, int sig); // to its processes that run, and those that they have started: 0, or -1 with an exception
bool job_done(struct job *j);
// A job that was waited for has shown its output: as a result there is nothing to add.
static inline bool job_shown(Ref r) { return is_job(r) && job_done((struct job *)obj(r)); }

int job_status(struct job *j);        // of the last stage that failed, or 0; -1 while it runs
enum lookup job_failure(struct job *j, PyObject **text); // what failed, and how: a new str

#endif
