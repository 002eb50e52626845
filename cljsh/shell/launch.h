// SPDX-License-Identifier: MIT
/* Launching a pipeline: its processes are started, one stage after the other,
 * and become one job in the table.
 *
 *     ($ a | b)   pipeline.h ─ launch ──────────┐
 *                  all files are opened first   ├─▶ launch_program, launch_fork ─▶ job_table.h
 *     a | b       command/pipelines.c ──────────┘
 *                  stage by stage, as it expands them
 *
 * A stage is a program, or our own code in a child (launch_fork), or runs in
 * this process.  A script without #! is run by a shell, as POSIX has it.
 */
#ifndef SHELL_LAUNCH_H
#define SHELL_LAUNCH_H

#include "shell/job.h"
#include "shell/pipeline.h"
#include "shell/spawn.h"

// --- a pipeline, stage by stage ---------------------------------------------------------

struct launch {
    struct job_entry *job;     // held
    int next;                  // the number of the stage that is started next
    bool foreground, grouped;  // grouped: its processes have a group of their own
    bool async;                // in the background: without a group it does not get what is typed to interrupt us
    bool by_us;                // this program runs scripts without #!, else /bin/sh
};

// A stage as it is started.
struct launch_stage {
    const struct stage *stage;
    char *const *envp;         // NULL: ours
    const struct fd_action *actions;
    int action_count;
};

bool launch_begin(struct launch *l, int stages); // the other fields are set; false when memory has run out
// The next stage is this file: its pid, or -1 with errno, *step says then what failed, and the stage is still to be started.
pid_t launch_program(struct launch *l, const struct launch_stage *s, const char *path, enum spawn_step *step);
/* The next stage is a child that goes on with our code: 0 there, which is not
 * the parent of our jobs; its pid; or -1 with errno. */
pid_t launch_fork(struct launch *l);
void launch_here(struct launch *l, int status);  // the next stage has run in this process, or could not be started
bool launch_is_script(int dir, const char *path); // text, and no program for another machine

// --- one that was made out before -----------------------------------------------------------

struct launch_options {
    bool foreground, own_group;
    // Made before those of the stages: of standard input for the first one, of standard output for the last, else for all.
    const struct redirection *around;
    int around_count;
};

/* All files are opened before anything runs, so a failure leaves nothing
 * behind; names are relative to our directory.  A command that cannot be
 * started becomes a stage with an error, and the others run.  In the background
 * it is one of the shell's jobs, unless it has a group of its own: then whoever
 * asked for that looks after it.  A new job, or NULL with an exception. */
struct job *launch(const struct pipeline *p, struct launch_options options);

#endif
