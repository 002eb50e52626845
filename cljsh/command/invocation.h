// SPDX-License-Identifier: MIT
/* How the command language is started: `cljsh -c`, `-s`, `--posix FILE`, as
 * sh, as a login shell.  The command line is that of POSIX's sh, with the odd
 * orders that programs use (-lc, -c -l STRING, +e -c). */
#ifndef COMMAND_INVOCATION_H
#define COMMAND_INVOCATION_H

#include <stdbool.h>

struct interp;

// Does the command line ask for the command language?
bool invocation_is_shell(int argc, char **argv);
// Is the file shell text: does its name end in .sh, or its first line name sh, dash, bash …?
bool invocation_is_script(const char *path);

/* Runs what the command line says, to the end of the shell.  The status; -1
 * with an exception. */
int invocation_run(int argc, char **argv);

#endif
