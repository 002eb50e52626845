// SPDX-License-Identifier: MIT
/* What Clojure gives to the command language beside words: commands
 * (defcommand), functions as stages of a pipeline, and variables (export). */
#ifndef COMMAND_CLOJURE_COMMANDS_H
#define COMMAND_CLOJURE_COMMANDS_H

#include "command/sh.h"

struct word;

extern PyObject *clojure_commands; // name -> function; NULL: there are none

// The function that defcommand has made of the name: borrowed, no word: none.
Ref clojure_command_of(const char *name);
static inline Ref clojure_command(const char *name) { return likely(!clojure_commands) ? (Ref){0} : clojure_command_of(name); }

// Can the first word of a command be a function?
bool sh_is_function_word(struct interp *sh, const struct word *w);
/* The function that the first word of a command is: *f and 1.  0: it is words,
 * which are put; -1: an exception is pending. */
int sh_function_of_word(struct interp *sh, struct word *w, Value *f, struct words *words);
// Runs a function of a first word (words: those behind it), or of a command.
int sh_run_clojure(struct interp *sh, Ref f, bool command, int argc, char **argv);

// The value of an exported var as text, in v's buffer; NULL: nothing has the name.
const char *exported_text(struct variable *v);
extern PyObject *clojure_exports;  // name -> var; NULL: there are none

#endif
