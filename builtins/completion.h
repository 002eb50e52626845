// SPDX-License-Identifier: MIT
/* Programmable completion as bash has it: what `complete` keeps for a
 * command's name, and what `compgen` makes of the same options.
 *
 * The specifications belong to the shell; a subshell shares them and has a
 * copy once it changes one.
 */
#ifndef BUILTINS_COMPLETION_H
#define BUILTINS_COMPLETION_H

#include "command/builtin.h"

enum completion_action {
    ACTION_ALIAS, ACTION_ARRAYVAR, ACTION_BINDING, ACTION_BUILTIN, ACTION_COMMAND, ACTION_DIRECTORY, ACTION_DISABLED, ACTION_ENABLED, ACTION_EXPORT,
    ACTION_FILE, ACTION_FUNCTION, ACTION_GROUP, ACTION_HELPTOPIC, ACTION_HOSTNAME, ACTION_JOB, ACTION_KEYWORD, ACTION_RUNNING, ACTION_SERVICE, ACTION_SETOPT,
    ACTION_SHOPT, ACTION_SIGNAL, ACTION_STOPPED, ACTION_USER, ACTION_VARIABLE, ACTION_COUNT
};
enum completion_option {
    COMPOPT_BASHDEFAULT, COMPOPT_DEFAULT, COMPOPT_DIRNAMES, COMPOPT_FILENAMES, COMPOPT_NOQUOTE, COMPOPT_NOSORT, COMPOPT_NOSPACE, COMPOPT_PLUSDIRS, COMPOPT_COUNT
};
// Of the options with an argument, by their letters in that order.
enum completion_text { TEXT_GLOB, TEXT_WORDS, TEXT_PREFIX, TEXT_SUFFIX, TEXT_FILTER, TEXT_FUNCTION, TEXT_COMMAND, TEXT_COUNT };

struct completion {
    char *name;
    unsigned actions, options;  // bits
    char *texts[TEXT_COUNT];    // NULL: not given
};

// What stands for commands without one of their own, for an empty line, for the first word.
#define COMPLETION_DEFAULT "-D"
#define COMPLETION_EMPTY "-E"
#define COMPLETION_FIRST "-I"

struct completion *completion_find(struct interp *sh, const char *name); // NULL: there is none
void completion_set(struct interp *sh, const char *name, struct completion *spec); // takes what spec holds
bool completion_remove(struct interp *sh, const char *name);             // false: there is none
void completion_remove_all(struct interp *sh);
int completion_count(struct interp *sh);
struct completion *completion_at(struct interp *sh, int i);
void completion_clear(struct completion *spec);                          // frees what it holds

/* One option of compgen's and complete's, from c->argv[*i] on: its further
 * arguments are taken.  1; 0: it is another one; -1: wrong, reported. */
int completion_parse(struct call *c, int *i, struct completion *spec);
int completion_option_named(const char *name);                           // -1: there is none
const char *completion_option_name(enum completion_option o);
void completion_show(struct call *c, const struct completion *spec);     // as the command that makes it

// The words of a line for which a completion is made.
struct completion_line { const char *command, *word, *before; int count; char **words; }; // count 0: of compgen
// Adds what the word may become: 0, or a status.
int completion_generate(struct call *c, struct completion *spec, const struct completion_line *line, struct strings *out);
// What -o default and -o bashdefault add when there is nothing; at a prompt the editor does that itself.
void completion_generate_otherwise(struct call *c, const struct completion *spec, const struct completion_line *line, struct strings *out);
// What runs in a completing function changes with compopt: NULL when none runs.
extern struct completion *completion_running;

#endif
