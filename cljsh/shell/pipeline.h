// SPDX-License-Identifier: MIT
/* A pipeline before it runs: commands, their redirections and settings, made
 * out once.  `$` and the functions of cljsh.process build one, launch.h starts
 * it, any number of times.  The value, `cljsh.Pipeline`, never changes; joined
 * pipelines share their stages.
 *
 * A program describes it as data: a vector of stages (or of such vectors, or of
 * pipelines), a stage being a function, which will run in this process between
 * the pipes that the job keeps for it (job.h: fn_in, fn_out), or a map:
 *
 *   :argv       the words of the command (anything words.h takes)
 *   :fn         instead: a function
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
 *     :lines      the same, and lib/cljsh/process writes the lines of a seq to it
 *     :out-pipe :err-pipe   to a pipe whose other end is job.out, job.err
 */
#ifndef SHELL_PIPELINE_H
#define SHELL_PIPELINE_H

#include "data/type.h"

enum redirect_op {
    REDIRECT_READ, REDIRECT_WRITE, REDIRECT_APPEND, REDIRECT_READ_WRITE, REDIRECT_NULL, REDIRECT_CLOSE, REDIRECT_INHERIT,
    REDIRECT_DUP, REDIRECT_FILE, REDIRECT_TEXT, REDIRECT_IN_PIPE, REDIRECT_LINES, REDIRECT_OUT_PIPE, REDIRECT_ERR_PIPE,
};

struct redirection {
    int fd;
    enum redirect_op op;
    int from;         // REDIRECT_DUP: a descriptor of the command
    const char *name; // of a file
    Ref target;       // as it was given
};

// A change of the environment.
struct setting {
    const char *name, *entry; // entry: NAME=VALUE, NULL: it is removed
    size_t length;            // of the name
};

struct stage {
    Ref fn;              // a function, or nil
    char *const *argv;   // else its words
    PyObject *text;      // and these for people
    const char *dir;     // NULL: ours
    bool own_env;        // settings are to be made
    bool clear_env;
    const char *path;    // the PATH it sets, if any
    const struct setting *settings;
    const struct redirection *redirections;
    int setting_count, redirection_count;
    PyObject *keep;      // a list that owns all of it
};

struct pipeline {
    PyObject_HEAD
    int count;
    struct stage *stages;
};

extern CljType pipeline_type;
int pipeline_init(void);
static inline bool is_pipeline(Ref r) { return is_clj(r, &pipeline_type); }
static inline struct pipeline *pipeline_of(Ref r) { return (struct pipeline *)obj(r); }

// From what describes it, itself included: new, or NULL with an exception.
struct pipeline *pipeline_from(Ref description);
// Redirections [fd op target]: their number, or -1.  keep (a list) comes to own them.
int pipeline_redirections(Ref description, PyObject *keep, const struct redirection **made);

#endif
