// SPDX-License-Identifier: MIT
/* A shell's background jobs: what `jobs`, `fg`, `wait` and %1 talk about.
 *
 * It holds entries of the table (job_table.h), in the order of their numbers.
 * The program has one list, for its own code and for the shell that is not a
 * subshell; each subshell of the command language has one of its own.  A
 * subshell begins with none, but shows what its parent has, for $(jobs).
 *
 *     ($& make)  make &        (sh "make &")   (make &)
 *           └─────┴── program's list │              │
 *                           that subshell's list    that of a forked one
 */
#ifndef SHELL_JOB_LIST_H
#define SHELL_JOB_LIST_H

#include "shell/job_table.h"

// A process that was in the background whose status nobody has asked for.
struct job_ended { pid_t pid; int status; bool told; }; // told: by `wait -n`, which does not tell it again

struct job_list {
    struct job_entry *first;
    int count, prune_at;
    struct job_list *outer;   // of the shell that this subshell belongs to, while it has no jobs of its own
    bool inherited;           // a forked child's: the parent's jobs
    bool groups;              // its jobs have process groups of their own (set -m)
    bool interactive;         // somebody is told what becomes of them
    bool warned;              // of stopped jobs, by the command before
    int commands;             // notifications since: a warning holds for one
    pid_t last;               // $!: of the last one that was started, or 0
    struct job_ended *ended;
    int ended_count, ended_max;
};
extern struct job_list job_list_program;

// Of the shell whose command this task runs, or NULL.  Filled by command/job_control.c.
extern struct job_list *(*job_list_of_shell)(void);
struct job_list *job_list_now(void); // that, else the program's
void job_list_free(struct job_list *list);   // a subshell's: its jobs go on, and are reaped

void job_list_add(struct job_list *list, struct job_entry *e);
void job_list_remove(struct job_entry *e);   // from the list that it is in, if any
void job_list_look(struct job_list *list);   // takes notice of what has ended or stopped
// The list that is shown: the outer one where there is one.
static inline struct job_list *job_list_shown(struct job_list *list) { return list->outer ? list->outer : list; }
static inline bool job_list_is_parents(const struct job_list *list) { return list->inherited || list->outer; }

struct job_entry *job_list_current(struct job_list *list);  // %+: the one stopped last, else the one started last; or NULL
struct job_entry *job_list_previous(struct job_list *list); // %-
// What %SPEC (with or without %) names; NULL, and *why: "no such job" and the like.
struct job_entry *job_list_find(struct job_list *list, const char *spec, const char **why);
struct job_entry *job_list_of_pid(struct job_list *list, pid_t pid); // also of a process inside of a pipeline

void job_list_note_ended(struct job_list *list, struct job_entry *e, int status, bool told); // it is no job any more; its status can be asked for
int job_list_take_ended(struct job_list *list, pid_t *pid);  // of this pid; or for 0 of the oldest that was not told, which is kept; -1: there is none
// As shells have it: of the last process, or with pipefail the last that is not 0; of one that has stopped, 128 + signal.
int job_list_status(const struct job_entry *e, bool pipefail);
const char *job_list_state_text(const struct job_entry *e, bool pipefail, char *buffer, size_t size); // "Running", "Done(1)" …
char job_list_mark(struct job_list *list, const struct job_entry *e); // + or - or a blank
void job_list_tell(struct job_entry *e, char mark, bool pipefail); // says its state on standard error
// A job in the foreground has stopped: it is one in the background now, and that is told.
void job_list_stopped(struct job_list *list, struct job_entry *e);

#endif
