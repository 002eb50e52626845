// SPDX-License-Identifier: MIT
/* Traps: what trap_set of interp.h has a shell do when a signal comes.
 *
 * A signal with a trap is noted where it comes in (signals.h), and its action
 * runs when the command that runs then has ended: the executor calls
 * traps_run() after each command, which costs a look at a flag.
 *
 * A subshell's traps are at their defaults, those that are ignored excepted;
 * `trap` alone still shows what its parent had until it sets one of its own.
 */
#ifndef COMMAND_TRAPS_H
#define COMMAND_TRAPS_H

#include "command/interpreter.h"

#define TRAP_ERR 65 // beyond the signals: runs where option errexit would end the shell
#define TRAP_COUNT 66

int traps_run_error(struct interp *sh, int status); // the ERR trap, if there is one; keeps $?

// For `trap`: the number of a condition ("EXIT", "0", "INT", "SIGINT", "2", "ERR"), or -1; and its name.
int trap_number(const char *text);
const char *trap_name(int sig);
// What `trap` lists: the action, or NULL.
const char *trap_shown(struct interp *sh, int sig);

// What `exit` (and `return`, in the function where the action began) without an operand has as its status while an
// action runs: $? before it; else -1.
int traps_status_before(struct interp *sh, bool of_return);

// Signals by name, with or without SIG, RTMIN+3 too: the number, or -1; and the name without SIG, or NULL.
int sh_signal_number(const char *name);
const char *sh_signal_short_name(int sig);

// Between the two a signal with a trap ends a wait with an exception, which traps_interrupted takes and forgets:
// the signal, or 0 when the exception is another one.
void traps_may_interrupt(bool on);
int traps_interrupted(void);

#endif
