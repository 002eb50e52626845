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
#define TRAP_DEBUG 66 // before each simple command
#define TRAP_RETURN 67 // behind each function and dot script
#define TRAP_COUNT 68

int traps_run_error(struct interp *sh, int status); // the ERR trap, if there is one; keeps $?

/* Functions have no ERR, DEBUG and RETURN traps but those that they set, unless set -E and set -T say so.
 * traps_hide: one begins (true: something was hidden); traps_returned: it has ended, its RETURN trap runs, and
 * what was hidden (else NULL) comes back where nothing has taken its place.  sh_call_traps: is one of them set? */
struct hidden_traps { char *action[3]; };
bool traps_hide(struct interp *sh, struct hidden_traps *hidden);
void traps_returned(struct interp *sh, struct hidden_traps *hidden, int status);
void traps_run_debug(struct interp *sh);
bool *sh_call_traps(struct interp *sh);
void sh_asks_command(struct interp *sh); // some text holds $BASH_COMMAND
void sh_traps_are_set(struct interp *sh, bool any); // then $BASH_COMMAND is kept
bool traps_action_runs(struct interp *sh);

// For `trap`: the number of a condition ("EXIT", "0", "INT", "SIGINT", "2", "ERR", "DEBUG", "RETURN"), or -1; and its name.
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
