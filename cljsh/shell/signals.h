// SPDX-License-Identifier: MIT
/* Signals: their names, what this program does on them, and what a child
 * finds them set to.
 *
 *   INT                KeyboardInterrupt in the main thread
 *   TERM HUP QUIT      Terminated there: finally clauses run, and then the
 *                      program dies of the signal
 *   CHLD               never ignored, or the kernel would reap our children
 *                      itself and their statuses be lost
 *   URG                ends a wait of the main thread, for `exit` elsewhere
 *   PIPE XFSZ          ignored here, at their defaults in children
 *
 * What was ignored when the program started stays so, here and in children.
 * Handlers run in the main thread, at its next pause or when a wait ends.
 */
#ifndef SHELL_SIGNALS_H
#define SHELL_SIGNALS_H

#include "data/type.h"

#include <signal.h>

extern PyObject *Terminated; // a SystemExit; its code is 128 + the signal

int signals_init(void);  // once, before an image is made: 0 or -1
int signals_start(void); // at each start of the program: 0 or -1
/* Python ignores two signals from its start on, in a program that starts
 * without an image.  Around that: signals_start is to find what the program
 * was started with. */
void signals_before_python(void);
void signals_after_python(void);

// "SIGKILL"; "signal 70" when it has no name.  Static or overwritten by the next call.
const char *signal_name(int sig);
// A number, or a name as keyword, symbol or string (:term, "SIGTERM", "INT"): the number, or -1 with an exception.
int signal_of(Ref r);

// Ignores a signal here that children are to have at its default.
void signals_ignore(int sig);
/* What a signal does from now on: as it was at the start of the program;
 * nothing, here and in children; or calls signals_came at once, which may do no
 * more than a handler may, and signals_noted in the main thread, at its next
 * pause or when a wait ends. */
enum signal_action { SIGNAL_AS_STARTED, SIGNAL_IGNORED, SIGNAL_NOTED };
int signals_set(int sig, enum signal_action what); // 0 or -1
/* Beside all that, who shows something on the terminal may be told of a signal
 * at once, by a function that does no more than a handler may; NULL: no more. */
void signals_tell(int sig, void (*told)(int sig));
extern void (*signals_came)(int sig);  // Filled by command/traps.c.
extern int (*signals_noted)(int sig);  // 0, or -1 with an exception, which ends the wait.  Filled by command/traps.c.
bool signals_were_ignored(int sig); // when the program started?
// Is that so?  Callable in a child that shares our memory.
bool signals_ignored_by_us(int sig);
// A child that goes on running our code: those that are ignored for the sake of a shell at a terminal do there what they do elsewhere.
void signals_forked(void);
bool signals_is_noted(int sig); // does it come to signals_noted?
bool signals_interrupt_was_sent(void); // was the last INT that has come sent by a program, and not typed?
void signals_interrupt_ends(void); // such a child runs nothing else: it dies of INT, where that is not ignored
// Has job_table_poll called when a child has ended or stopped; off while there is no need.
void signals_watch_children(bool watch);

/* Puts the signals as a program expects them at its start; caught: also those
 * that we catch, which the kernel may have done; uninterrupted: INT and QUIT
 * are ignored.  Callable in a child that shares our memory. */
void signals_reset(bool caught, bool uninterrupted);
// The same in this process, before execve, and back when that has failed.
struct signals_kept { struct sigaction actions[NSIG]; sigset_t mask; };
void signals_before_exec(struct signals_kept *kept);
void signals_restore(const struct signals_kept *kept);

// TERM, HUP and QUIT end the program at once from now on, as python3 has it, unless they are ignored or have handlers: 0 or -1.
int signals_as_python(void);
// The signal that a Terminated is about.
int signals_cause(PyObject *exception);
// Has the main thread leave the program with a SystemExit (borrowed), wherever it waits.
void signals_exit_main(PyObject *exception);
bool signals_in_main(void); // is this the main thread?
int signals_die(int sig); // dies of the signal, so that whoever waits for us sees what happened

#endif
