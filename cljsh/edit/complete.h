// SPDX-License-Identifier: MIT
/* What a name that was begun may become. */
#ifndef EDIT_COMPLETE_H
#define EDIT_COMPLETE_H

#include "base/py.h"

/* The names that begin with prefix, as a sorted list of str: vars, classes,
 * special forms and namespaces known in the current namespace; behind
 * alias/ what the namespace or Python module has; behind : the keywords that
 * stand in text.  New, or NULL with an exception. */
PyObject *complete_name(PyObject *prefix, PyObject *text);

// Names that are known without being in the namespace yet (an iterable of
// str): short names of libraries with a slash, or others.  NULL: there are none.
// Filled by cli/defaults.c.
extern PyObject *(*complete_defaults)(bool aliases);

#endif
