// SPDX-License-Identifier: MIT
/* Where namespaces come from, so that one can tell whether what was compiled
 * with their help is still what would be compiled today.
 *
 * A namespace is made of the files that were loaded while it was the current
 * one: its origins, each known by the digest of its text.  What is built into
 * the program counts as nothing, since it changes with the program only;
 * what a script, the prompt or `eval` of a running program put into it makes
 * it unknown for good.
 *
 * What a macro does depends on all that can be called from it.  So the
 * identity of a namespace is a digest of the origins of all namespaces that
 * can be reached from it, over what they required and the vars they named;
 * Python modules among them count with their file's time and size.
 */
#ifndef COMPILE_ORIGIN_H
#define COMPILE_ORIGIN_H

#include "base/digest.h"
#include "vars/var.h"

// A text that a task is loading (the innermost is in the task, NULL: no file, but a script, the prompt …);
// they live on the C stack.
struct load {
    struct load *up;
    PyObject *file;              // str, borrowed; NULL: a part of the program
    struct digest sum;           // of its text
    struct ns *touched;          // the last namespace it was noted for
};

void origin_begin(struct load *l, PyObject *file, struct digest sum);
void origin_end(struct load *l);

// A part of the program was loaded: static members of classes, which no text of their own has made, are from there.  0 or -1.
int origin_of_program(void);
// A form of a file is about to be evaluated in the namespace, or any form defines something in it.  0 or -1.
int origin_touch(struct ns *ns);
// Called when core and the built-in libraries are loaded: the namespaces that exist now count as
// parts of the program, whose build id stands for them.
int origin_boot(void);
// Notes that code of one namespace refers to another namespace, or to a Python module.
int origin_edge(struct ns *from, PyObject *to);

enum identity { IDENTITY_ERROR = -1, IDENTITY_UNKNOWN, IDENTITY_BUILTIN, IDENTITY_KNOWN };
// BUILTIN: a part of the program that nothing was added to.  *missing (borrowed, may be NULL):
// the namespace that makes it UNKNOWN.
enum identity origin_identity(PyObject *ns, struct digest *id, PyObject **missing);

/* Does a macro keep to its own namespace and what is built in, as far as its
 * code tells, and that of the functions it calls?  Then its file alone says
 * what it does.  Where values are not plain (an atom, a multimethod, a class),
 * it does not.  1, 0 or -1. */
int origin_keeps_home(struct var *macro);
/* Does a macro reach nothing that another namespace could have changed when it
 * was loaded: an atom in which it is registered, a multimethod to which it has
 * added a method?  1, 0 or -1. */
int origin_is_constant(struct var *macro);

#endif
