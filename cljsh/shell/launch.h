// SPDX-License-Identifier: MIT
/* Launching a pipeline.
 *
 * All files are opened before anything runs, so a failure leaves nothing
 * behind; names are relative to our directory.  A command that cannot be
 * started becomes a stage with an error, and the others run.
 */
#ifndef SHELL_LAUNCH_H
#define SHELL_LAUNCH_H

#include "shell/job.h"
#include "shell/pipeline.h"

struct launch_options {
    bool foreground, own_group;
    // Made before those of the stages: of standard input for the first one, of standard output for the last, else for all.
    const struct redirection *around;
    int around_count;
};

// A new job, or NULL with an exception.
struct job *launch(const struct pipeline *p, struct launch_options options);

#endif
