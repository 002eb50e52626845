// SPDX-License-Identifier: MIT
/* What scripts, one-liners and the prompt have without asking for it: short
 * names of some namespaces, the functions and macros of cljsh.process, and
 * those of clojure.repl that one types.  Each library is loaded when the
 * first of its names is met; until then it costs nothing.  A definition of
 * the program's own always wins.
 *
 * Only the program itself has them: the text that was given to cljsh, and
 * the namespace `user`.  A library says what it needs.
 */
#ifndef CLI_DEFAULTS_H
#define CLI_DEFAULTS_H

#include "base/py.h"

void defaults_prepare(void);
// The name under which the program's own text is compiled (str, kept).
void defaults_program(PyObject *file);

#endif
