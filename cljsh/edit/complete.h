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

/* What the line, as far as it stands before the cursor, may go on with: in a
 * string files, in a command (of $ and the like) its name and files, behind (.
 * methods of Python's and Clojure's usual types, else names as above.  *from:
 * where the part that is completed begins; *end: what is to follow a sole
 * completion, or 0. */
PyObject *complete_line(PyObject *before, PyObject *text, Py_ssize_t *from, char *end);

/* What completes a line: a new list of str which may stand in the place of
 * what lies between `from` and the cursor; docs has as many, what each means
 * (or None), or is NULL; end: what is to follow a sole one that is no folder, or 0. */
struct completion { Py_ssize_t from; char end; PyObject *docs; };
typedef PyObject *(*LineCompleter)(PyObject *before, struct completion *c);

/* In the command language: text is what was typed of the entry up to the
 * cursor, of which the first `before` characters stand in other lines; typed: as complete_line's text. */
PyObject *complete_command(PyObject *text, PyObject *typed, Py_ssize_t before, struct completion *c);

// complete_files.c: adds what begins with prefix to a set of str, 0 or -1.
int complete_files(PyObject *set, PyObject *prefix); // paths; a directory ends in a slash
int complete_commands(PyObject *set, PyObject *prefix);

// Names that are known without being in the namespace yet (an iterable of
// str): short names of libraries with a slash, or others.  NULL: there are none.
// Filled by cli/defaults.c.
extern PyObject *(*complete_defaults)(bool aliases);

#endif
