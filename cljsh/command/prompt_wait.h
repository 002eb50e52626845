// SPDX-License-Identifier: MIT
/* Waiting for somebody who types.  Meanwhile traps run, and with set -b the
 * ends of jobs are told. */
#ifndef COMMAND_PROMPT_WAIT_H
#define COMMAND_PROMPT_WAIT_H

#include "command/interpreter.h"

/* Who shows what is being typed: aside() is called before something else may be
 * written to the terminal, back() afterwards; both may be NULL. */
struct typing { void (*aside)(void), (*back)(void); };

enum prompt_event { PROMPT_FAILED = -1, PROMPT_TIME_OVER = 0, PROMPT_INPUT = 1, PROMPT_NOTE = 2 };
/* Until standard input can be read, or `note` (a descriptor, or -1).  TIME_OVER:
 * nothing came for as many seconds as TMOUT says.  FAILED: with an exception,
 * or something is pending, such as an `exit` in a trap.  sh: NULL where no
 * shell runs, but Clojure's prompt alone. */
enum prompt_event prompt_wait(struct interp *sh, int note, const struct typing *typing);

/* The end of what is typed, for the count-th time in a row: is the shell to
 * stay, as set -o ignoreeof or IGNOREEOF=COUNT have it?  Then it has been told how to leave. */
bool prompt_ignores_end(struct interp *sh, int count);

#endif
