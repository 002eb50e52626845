// SPDX-License-Identifier: MIT
/* A job: the processes of one pipeline, from the start of the first to the
 * end of the last.  `cljsh.Job` is a value like any other; behind it is an
 * entry in the table of jobs, which stays there until its last process has
 * been reaped, whether or not somebody still holds the value.
 *
 *  - Every stage has a proc, in the pipeline's order.  A stage without a
 *    process (pid 0) is a function that runs here, or a command that could
 *    not be started (then `error` says why and its status is 126 or 127).
 *  - A process is reaped exactly once, with the GIL held, by proc_poll; any
 *    number of tasks may wait for the same job.
 *  - What nobody holds any more is reaped when SIGCHLD comes (signals.h).
 *  - in, out, err are our ends of pipes to the job.  Whoever takes one
 *    (job_take_fd) must close it; those left are closed with the value.
 *
 * A status is the exit status, or 128 + N for a death by signal N.
 */
#ifndef SHELL_JOB_H
#define SHELL_JOB_H

#include "base/absent.h"
#include "data/type.h"

#include "task/wait.h"

#include <sys/types.h>

enum proc_state { PROC_RUNNING, PROC_STOPPED, PROC_DONE };

struct proc {
    pid_t pid;
    enum proc_state state;
    int wait_status;  // as waitpid gives it; valid when done
    PyObject *words;  // str: the command, for people
    PyObject *error;  // str: why it could not be started, or NULL
    int pidfd;        // that parked tasklets wait for, or -1
    int fn_in, fn_out; // a function's ends of the pipes beside it; -1: the shell's own stdin, stdout
};

// In the table.
struct job_entry {
    struct job_entry *next, **at;
    struct job *value; // NULL: nobody holds it any more
    pid_t group;       // its own process group, or 0
    bool foreground;
    bool ctrl_c;       // it has got the interrupt of who waits for it
    int count;
    struct proc procs[];
};
extern struct job_entry *job_table; // of all jobs that have not been reaped, the newest first

struct job {
    PyObject_HEAD
    struct job_entry *entry;
    int in, out, err;
    Value info; // a map of what Clojure code attaches (results, captured text)
};

extern CljType job_type;
int job_init(void);
static inline bool is_job(Ref r) { return is_clj(r, &job_type); }

struct job *job_new(int stages);
#define STATUS_EXITED(code) ((code) << 8) // a wait status

/* Waits until every process has ended: 1; 0 when the time (seconds; < 0:
 * none) is over, or the job has stopped and an interactive shell has it in
 * the foreground; -1 with an exception.
 *
 * Ctrl-C while a foreground job runs is the job's, too: it is passed on where
 * the terminal has not sent it to both, and becomes KeyboardInterrupt here
 * only if a process died of it.  A background job is left alone. */
int job_wait(struct job *j, double timeout);
void job_table_poll(void);         // takes notice of all that has ended or stopped, and forgets what nobody holds
extern struct wait_list job_table_changed; // who waits for processes to stop, too: woken by job_table_poll
void job_table_end(int sig);       // tells the jobs in the foreground that we end
void job_poll(struct job *j); // takes notice of what has ended, without waiting
// To all processes of the job that run and those they have started: its
// group, if it has one, else who descends from them.  0, or -1 with an exception.
int job_signal(struct job *j, int sig);
bool job_done(struct job *j);
// A job that was waited for has shown its output: as a result there is nothing to add.
static inline bool job_shown(Ref r) { return is_job(r) && job_done((struct job *)obj(r)); }

int proc_status(const struct proc *p);
int job_status(struct job *j);        // of the last stage that failed, or 0; -1 while it runs
enum lookup job_failure(struct job *j, PyObject **text); // what failed, and how: a new str

#endif
