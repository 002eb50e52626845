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
 * command is, too, when is_form says so of it (a var), and so is what begins with a number.
 * (cmd … is no form, but a subshell, when cmd names a command, and either no form begins with it,
 * or a ; && or || stands in what is whole as commands. */
bool session_is_clojure(struct interp *sh, const char *text, bool (*is_form)(const char *word));
// Does the text end inside of a command?
bool session_is_incomplete(struct interp *sh, const char *text, size_t n);

enum session_result { SESSION_GOES_ON, SESSION_ENDS, SESSION_FAILED = -1 }; // FAILED: with an exception
enum session_result session_run(struct interp *sh, const char *text, size_t n, int line);

/* Is an entry to be remembered?  Not one that begins with a blank, nor the same as the last, unless HISTCONTROL
 * says otherwise (ignorespace, ignoredups, ignoreboth); nor what a pattern of HISTIGNORE matches. */
bool session_remembers(struct interp *sh, const char *text, const char *last);

void session_to_program(struct interp *sh);   // the environment is what the shell exports
void session_from_program(struct interp *sh); // the shell has what Clojure has done to the environment

/* What a prompt's text says (prompt_text.c): bash's escapes, and \N for the
 * current namespace, then expansions; in POSIX mode these alone.  Malloc'd.
 * What stands between two PROMPT_INVISIBLE takes no room on the terminal. */
#define PROMPT_INVISIBLE '\1'
#define PROMPT_DEFAULT "\\w \\N=> "
char *prompt_decode(struct interp *sh, const char *text); // the escapes alone: what they give is quoted for the expansion
char *prompt_expand(struct interp *sh, const char *text);
// PS1 (PS2) as it is shown: malloc'd; NULL when it is unset.
char *session_prompt(struct interp *sh, bool more);

#endif
