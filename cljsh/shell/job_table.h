// SPDX-License-Identifier: MIT
/* The table of jobs: all processes that this program has started and not
 * reaped yet, whichever language started them.
 *
 * A job is the processes of one pipeline, from the start of the first to the
 * end of the last.  Its entry stays in the table while somebody refers to it:
 *
 *     struct job   (job.h)       a value of Clojure's, `cljsh.Job`
 *     job_list     (job_list.h)  a shell's background jobs, %1 and so on
 *     holds                      C code that starts it or waits for it
 *
 * and in any case until its last process has been reaped.
 *
 *  - Every stage of the pipeline has a proc, in its order.  A stage without a
 *    process (pid 0) ran in this process or is a function that still does, or
 *    is a command that could not be started (its status is then 126 or 127).
 *  - A process is reaped exactly once, with the GIL held, in job_table.c; any
 *    number of tasks may wait for the same job (job_wait.h).
 *  - In a child that goes on running our code the jobs are its parent's: they
 *    can be looked at, and nobody waits for them.
 *
 * A status is the exit status, or 128 + N for a death by signal N.
 */
#ifndef SHELL_JOB_TABLE_H
#define SHELL_JOB_TABLE_H

#include "base/py.h"
#include "task/wait.h"

#include <sys/types.h>
#include <termios.h>

enum proc_state { PROC_RUNNING, PROC_STOPPED, PROC_DONE };

struct proc {
    pid_t pid;
    enum proc_state state;
    int wait_status;  // as waitpid gives it; valid when stopped or done
    PyObject *words;  // str: the command, for people; or NULL
    PyObject *error;  // str: why it could not be started, or NULL
    int pidfd;        // that parked tasklets wait for, or -1
    int fn_in, fn_out; // a function's ends of the pipes beside it; -1: the shell's own stdin, stdout
};

struct job;
struct job_list;

struct job_entry {
    struct job_entry *next, **at; // in the table
    struct job *value;            // the value that refers to it, or NULL
    struct job_list *list;        // the shell whose background job it is, or NULL
    struct job_entry *listed;     // the next one there
    int holds;
    int number;           // of %n, in its list
    pid_t group;          // its own process group, or 0
    bool foreground;
    bool family;          // started from Clojure: signals reach all that its processes have started, Ctrl-C is passed on
    bool ctrl_c;          // it has got the interrupt of who waits for it
    bool interrupt_ends;  // who waits for it ends at once of an interrupt that is sent to him alone
    bool parents;         // in a forked child: it is the parent's
    bool reap;            // as soon as it ends, for nobody waits for it
    bool told;            // the user knows of its state
    bool disowned, no_hangup;
    bool has_modes;
    unsigned long touched; // when it was last stopped or started: for %+ and %-
    char *text;           // the command, for people; made of the words where it is asked for
    struct termios modes; // of the terminal when it stopped
    int count;
    struct proc procs[];
};
extern struct job_entry *job_table; // the newest first
extern struct wait_list job_table_changed; // who waits for processes to stop, and for functions: woken when something may have changed

// A new one, held; no process runs yet. NULL when memory has run out (no exception).
struct job_entry *job_table_add(int stages);
void job_table_hold(struct job_entry *e);
void job_table_release(struct job_entry *e);   // and forgets it when it is of no use any more
void job_table_settle(struct job_entry *e);    // the same, where another reference has been taken away
void job_table_started(struct job_entry *e, int i, pid_t pid); // stage i is this process
void job_table_ended(struct job_entry *e, int i, int status);  // stage i, which has no process, has ended with a status

// --- the reaper ------------------------------------------------------------------

void job_table_look_at(struct job_entry *e); // takes notice of what has ended or stopped, without waiting
void job_table_look_at_stage(struct job_entry *e, int i); // the same for one of its processes
void job_table_look(void);                   // the same for all; forgets what nobody refers to
void job_table_poll(void);                   // the same, at SIGCHLD: wakes those who wait
void job_table_reap(struct job_entry *e);    // it is to be reaped as soon as it ends
void job_table_forked(void);                 // a child begins, which goes on running our code

// --- what is known of a job -------------------------------------------------------

#define STATUS_EXITED(code) ((code) << 8) // a wait status
int proc_status(const struct proc *p);               // of one that is done or stopped
enum proc_state job_table_state(const struct job_entry *e); // stopped when one of its processes has
static inline bool proc_runs(const struct proc *p) { return p->pid && p->state != PROC_DONE; }
static inline struct proc *job_table_last(struct job_entry *e) { return &e->procs[e->count - 1]; }
const char *job_table_text(struct job_entry *e);      // the command, for people

/* To its processes that run and, of a job of Clojure's without a group, those
 * that they have started: 0, or -1 with errno. */
int job_table_signal(struct job_entry *e, int sig);
int job_table_continue(struct job_entry *e);         // SIGCONT: the same
void job_table_end(int sig);                         // tells Clojure's jobs in the foreground that we end

#endif
