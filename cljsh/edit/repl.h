// SPDX-License-Identifier: MIT
/* The prompt: reads forms and commands; evaluates forms and prints their
 * values, and has the commands run by the shell. */
#ifndef EDIT_REPL_H
#define EDIT_REPL_H

#include "base/py.h"

struct interp;
// Until the end of input, or of the shell (NULL: all is Clojure): 0; or -1 with SystemExit (or what ended it).
int repl_run(struct interp *shell);

#endif
