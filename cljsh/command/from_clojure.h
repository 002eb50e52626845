// SPDX-License-Identifier: MIT
// Clojure code that has something done by a shell.
#ifndef COMMAND_FROM_CLOJURE_H
#define COMMAND_FROM_CLOJURE_H

#include "command/sh.h"

/* Between the two, sh is the shell that runs (of the prompt, of a script of
 * commands), or where none does one that has the environment of the task and
 * gives it back.  shell_call_end: the status; an exception may be set then. */
struct shell_call { struct interp *sh, *before; bool own; };
int shell_call_begin(struct shell_call *c); // 0 or -1
int shell_call_end(struct shell_call *c, int status);

#endif
