// SPDX-License-Identifier: MIT
/* The prompt: reads forms, evaluates them, prints their values. */
#ifndef EDIT_REPL_H
#define EDIT_REPL_H

#include "base/py.h"

// Until the end of input: 0; or -1 with SystemExit (or what ended it).
int repl_run(void);

#endif
