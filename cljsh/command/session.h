// SPDX-License-Identifier: MIT
/* The command language at a prompt, where Clojure is typed as well: what an
 * entry is, whether it is complete, and running it.
 *
 * The variables of the shell that are exported and the environment of the
 * process that Clojure sees are made the same where one language ends and
 * the other begins. */
#ifndef COMMAND_SESSION_H
#define COMMAND_SESSION_H

#include "command/interpreter.h"

/* Is an entry Clojure?  By how it begins: ( [ { followed by no blank, # by what
 * makes a form, @ ^ : a quote that is not closed.  A single word that names no
 * command is, too, when is_form says so of it (a var), and so is what begins with a number. */
bool session_is_clojure(struct interp *sh, const char *text, bool (*is_form)(const char *word));
// Does the text end inside of a command?
bool session_is_incomplete(struct interp *sh, const char *text, size_t n);

enum session_result { SESSION_GOES_ON, SESSION_ENDS, SESSION_FAILED = -1 }; // FAILED: with an exception
enum session_result session_run(struct interp *sh, const char *text, size_t n, int line);

void session_to_program(struct interp *sh);   // the environment is what the shell exports
void session_from_program(struct interp *sh); // the shell has what Clojure has done to the environment
// PS1 (PS2) as it is shown: malloc'd; NULL when it is unset.
char *session_prompt(struct interp *sh, bool more);

#endif
