// SPDX-License-Identifier: MIT
/* A program from its start to its end: what cljsh does once it knows what it
 * is asked for. */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "base/py.h"
#include "cli/options.h"

// What does not depend on how the program was called: part of an image, else program_run() does it. 0 or -1.
int program_prepare(void);
// The whole of it, on the current C stack.  The exit status.
int program_run(const struct options *o);

// The exit status of an exception that nobody caught (consumed), which is
// reported if it is an error.  A death by signal does not come back.
int program_failed(PyObject *exc);

#endif
