// SPDX-License-Identifier: MIT
// Clojure code that has something done by a shell.
#ifndef COMMAND_FROM_CLOJURE_H
#define COMMAND_FROM_CLOJURE_H

#include "command/sh.h"

/* Between the two, sh is the shell that runs (of the prompt, of a script of
 * commands), or where none does one that has the environment of the task and
 * gives it back.  clojure_call_end: the status, or -1 with an exception. */
struct clojure_call { struct interp *sh, *before; bool own; };
int clojure_call_begin(struct clojure_call *c); // 0 or -1
int clojure_call_end(struct clojure_call *c, int status);

// What Clojure has written is given out before a shell writes: 0 or -1.
int clojure_text_flush(void);

/* A shell with the state of a new one, this task's from now on, until it gives
 * it back and has again the one that it had before. */
struct interp *clojure_shell_take(void);
void clojure_shell_give_back(struct interp *sh, struct interp *before);
// Its descriptors 0 to 2 become those of the task.
void clojure_shell_streams(struct interp *sh);

#endif
