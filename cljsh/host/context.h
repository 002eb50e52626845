// SPDX-License-Identifier: MIT
// Python's context variables (contextvars), of which each tasklet has its own.
#ifndef HOST_CONTEXT_H
#define HOST_CONTEXT_H

#include "base/py.h"

// A copy of those in force (NULL: there are none), for a task that this one starts: 0 or -1.
int context_copy(PyObject **copy);
// Puts these (may be NULL) in the place of those in force, and gives the latter.
void context_exchange(PyObject **context);

#endif
