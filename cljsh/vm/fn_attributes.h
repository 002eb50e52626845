// SPDX-License-Identifier: MIT
/* What Python's tools ask of a function: __name__, __module__, __doc__,
 * __annotations__ (type hints), __signature__ and, of what yields or is
 * ^:async, __code__ (for inspect).  Any attribute can be set, as on Python's
 * functions; functools.wraps sets some of these. */
#ifndef VM_FN_ATTRIBUTES_H
#define VM_FN_ATTRIBUTES_H

#include "vm/function.h"

extern PyGetSetDef fn_attributes[];
extern PyMethodDef fn_methods[], fn_var_methods[]; // how they are pickled
PyObject *fn_getattro(PyObject *self, PyObject *name);
int fn_setattro(PyObject *self, PyObject *name, PyObject *value);
// Gives a function that has none attributes (a dict, taken; NULL passes as failed).  The dict, borrowed, or NULL.
PyObject *fn_extras_add(struct fn *f, PyObject *attributes);
int fn_attributes_init(void);

#endif
