// SPDX-License-Identifier: MIT
/* The command line.  No Python is running yet when it is read, so that a
 * mistake is told at once. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>

enum action {
    RUN_FILE,    // what: its name
    RUN_STDIN,
    RUN_EXPRS,   // exprs
    RUN_MAIN,    // what: the namespace or function
    RUN_VAR,     // what: the function, called with a map of options
    RUN_PYTHON,  // as the command python3, with all that is left
    RUN_SHELL,   // the command language, with all words (argv)
    RUN_REPL,
    RUN_WORKER,  // for another cljsh, over standard input and output
    SHOW_HELP, SHOW_VERSION, CLEAR_CACHE,
    BAD_USAGE,   // a message was printed
};
enum input_form { INPUT_VALUE, INPUT_LINES, INPUT_VALUES };   // -, -i, -I
enum output_form { OUTPUT_VALUE, OUTPUT_LINES, OUTPUT_VALUES }; // -, -o, -O

struct options {
    enum action action;
    enum input_form input;
    enum output_form output;
    bool stream, verbose, no_cache;
    bool print;         // the last value of a file
    const char *what;
    const char *init;   // a file that is loaded before, or NULL
    const char *deps;   // EDN with dependencies, or NULL
    const char *config; // the project's file, NULL where it is to be found
    char **exprs; // malloc'ed, the words are argv's
    int nexprs;
    int argc;
    char **argv;  // as it was given
    char **args;  // what is left for the program
    int nargs;
};

void options_parse(struct options *o, int argc, char **argv);
void options_help(void);

#endif
