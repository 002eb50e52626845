// SPDX-License-Identifier: MIT
/* The terminal, when the shell is interactive: which process group has it.
 *
 * Every job then runs in a process group of its own.  A foreground job is
 * given the terminal when it starts, and the shell takes it back, with its
 * modes, when the job ends or stops.  In a script none of this happens: jobs
 * stay in the script's own group.  At the prompt those in the background have
 * groups of their own, so that Ctrl-C there is none of theirs.
 */
#ifndef SHELL_TERMINAL_H
#define SHELL_TERMINAL_H

#include "base/py.h"

#include <sys/types.h>

extern int terminal_fd; // the controlling terminal while it is handed to jobs, else -1
extern bool terminal_prompt; // somebody types commands at it

int terminal_start(void);        // become interactive: 0, or -1 with an exception when there is no terminal
/* For the jobs of a script that asks for job control: 0, or -1 without an
 * exception when there is no terminal, or somebody else has it.  The script stays in its group. */
int terminal_borrow(void);
void terminal_give(pid_t group); // to a job
void terminal_take(void);        // back to the shell
void terminal_keep_modes(void);  // the terminal's modes of now are the shell's own
bool terminal_is_ours(void);     // does what is typed at the terminal (Ctrl-C) reach our group?

#endif
