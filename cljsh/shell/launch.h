// SPDX-License-Identifier: MIT
/* Launching a pipeline that has been described as data.
 *
 * A pipeline is a vector of stages; a stage is a map:
 *
 *   :argv       the words of the command (anything words.h takes)
 *   :fn         instead: a function that will run in this process, between
 *               the pipes that the job keeps for it (job.h: fn_in, fn_out)
 *   :env        variables to add to the environment; nil as value removes one
 *   :clear-env  start from an empty environment
 *   :dir        the directory to run in
 *   :redirects  [[fd op target] …], done from left to right after the pipes
 *               of the pipeline are in place:
 *
 *     :read :write :append :read-write   a file name
 *     :null :close :inherit
 *     :dup        a descriptor of the command
 *     :file       a descriptor of ours, or an object with fileno()
 *     :text       str or bytes to be read from it
 *     :in-pipe    from a pipe whose other end is job.in
 *     :out-pipe :err-pipe   to a pipe whose other end is job.out, job.err
 *
 * All files are opened before anything runs, so a failure leaves nothing
 * behind; names are relative to our directory.  A command that cannot be
 * started becomes a stage with an error, and the others run.
 */
#ifndef SHELL_LAUNCH_H
#define SHELL_LAUNCH_H

#include "shell/job.h"

struct launch_options { bool foreground, own_group; };

// A new job, or NULL with an exception.
struct job *launch(Ref stages, struct launch_options options);

#endif
