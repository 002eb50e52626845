// SPDX-License-Identifier: MIT
/* Calls out of Python: of functions, and of deftypes that implement IFn.
 *
 * Keyword arguments go to the parameters of their names, - written as _.
 * Where the last parameter carries the mark ^:kwargs, which fn puts there for
 * ^{:kwargs :collect} and for the pattern of a map after &, it gets a map of
 * all those that are no parameter's, an empty one when a call out of Python
 * brings none.
 *
 * What such a call fails with leaves with a traceback of the Clojure frames.
 */
#ifndef VM_NAMED_H
#define VM_NAMED_H

#include "vm/function.h"

// A vectorcall of f, self (or NO_REF) before the arguments.
PyObject *named_call_from_python(struct fn *f, Ref self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames);

// The name Python writes for Clojure's: - is _.  New, interned.
PyObject *named_python_name(PyObject *name);
// The keyword for a keyword argument's name: _ is - unless it is the first character.
Value kwarg_keyword(PyObject *name);
// Does the proto's last parameter take keyword arguments?
bool proto_takes_kwargs(const struct proto *p);

void invoke_init(void); // calls with keyword arguments of what is no function

#endif
