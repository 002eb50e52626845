// SPDX-License-Identifier: MIT
/* What is open while a pipeline is being launched: the files of its
 * redirections and the pipes between its stages, as actions for the
 * descriptors of each command. */
#ifndef SHELL_LAUNCH_PLAN_H
#define SHELL_LAUNCH_PLAN_H

#include "shell/launch.h"

/* Everything a launch needs until the processes run; launch_plan_free undoes it. */
struct launch_plan {
    struct launch_stage *stages; // their environments and actions are the plan's
    int count;
    int first;      // our descriptors start here: above all that a redirection names
    int *fds, fd_count, fd_capacity;
    int in[2], out[2], err[2]; // pipes to ourselves
};
#define LAUNCH_PLAN_INIT {.in = {-1, -1}, .out = {-1, -1}, .err = {-1, -1}}

int launch_plan_make(struct launch_plan *p, const struct pipeline *pipeline, const struct launch_options *options); // 0, or -1 with an exception
void launch_plan_free(struct launch_plan *p);
int launch_plan_take(struct launch_plan *p, int fd, bool writes); // out of the plan, into the job; writes: we write to it, and wait by the event loop
int launch_plan_function_end(struct launch_plan *p, int i, int fd); // our end of what function stage i reads (0) or writes (1), else -1

#endif
