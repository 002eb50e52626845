// SPDX-License-Identifier: MIT
/* Making collections from Python, and pickling them.
 *
 * A collection's class takes one optional iterable (of a map: a mapping or
 * an iterable of pairs), and pickles as its class and a list of its elements.
 * A seq pickles as a list.
 */
#ifndef DATA_CONSTRUCT_H
#define DATA_CONSTRUCT_H

#include "data/type.h"

bool construct_knows(const CljType *type); // can construct_new make one?
PyObject *construct_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);  // a tp_new
PyObject *construct_create(PyObject *type, PyObject *args);                     // the same as a class method: MapEntry/create
PyObject *construct_reduce(PyObject *self, PyObject *none);                     // a __reduce__

#endif
