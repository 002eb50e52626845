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

#include "command/interp.h"

struct traps;

// Where an interpreter keeps its traps (NULL: none yet); in the executor's interp.c.
struct traps **sh_traps(struct interp *sh);

#define TRAP_ERR 65 // beyond the signals: runs where option errexit would end the shell
#define TRAP_COUNT 66

extern volatile bool traps_noted; // a signal with a trap has come in
// Is traps_run worth calling?  A look at two flags.
bool traps_due(void);
int traps_run_error(struct interp *sh, int status); // the ERR trap, if there is one; keeps $?

// A subshell in this process begins; one in a process of its own has been forked.
void traps_subshell(struct interp *sh, struct interp *parent);
void traps_forked(struct interp *sh);
void traps_free(struct interp *sh); // a shell ends: what it had signals do is its parent's again

// For `trap`: the number of a condition ("EXIT", "0", "INT", "SIGINT", "2", "ERR"), or -1; and its name.
int trap_number(const char *text);
const char *trap_name(int sig);
// What `trap` lists: the action, or NULL.
const char *trap_shown(struct interp *sh, int sig);

// Between the two a signal with a trap ends a wait with an exception, which traps_interrupted takes and forgets:
// the signal, or 0 when the exception is another one.
void traps_may_interrupt(bool on);
int traps_interrupted(void);

#endif
