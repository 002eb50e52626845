// SPDX-License-Identifier: MIT
/* What hash sets and sorted sets have in common: equality, hash, calling,
 * and Python's operators. */
#ifndef COLL_SET_COMMON_H
#define COLL_SET_COMMON_H

#include "data/type.h"

// Is this one of Python's sets: set, frozenset, or the keys or items of a dict?
static inline bool is_py_set(PyObject *o) { return PyAnySet_Check(o) || PyDictViewSet_Check(o); }
int set_equal(Ref a, Ref b);        // a: one of our sets; b: anything
Py_hash_t set_hash_elements(Ref set); // not cached
Value set_invoke(Ref set, Value *args, Py_ssize_t n);
Value set_add_all(Value set, Ref coll); // conj of every element of a seqable
Value set_add_given(Value set, Value coll); // the same, without holding what has been walked
// Gives a type & | - ^ <= < >= > ==; before type_ready.
void set_fill_slots(CljType *type);
PyObject *set_isdisjoint(PyObject *self, PyObject *other); // the method

#endif
