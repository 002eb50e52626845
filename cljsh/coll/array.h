// SPDX-License-Identifier: MIT
/* Clojure's arrays: those of primitive elements, Python lists, bytearrays, and whatever else Python can index. */
#ifndef COLL_ARRAY_H
#define COLL_ARRAY_H

#include "coll/prim_array.h"

Value array_get(Ref array, Ref index);        // (aget array index)
int array_set(Ref array, Ref index, Ref x);   // (aset array index x): 0 or -1
Py_ssize_t array_length(Ref array);           // or -1

// The item of a list of Python's at a place that it has.
static inline Value array_item(PyObject *list, Py_ssize_t i) {
    PyObject *o = PyList_GET_ITEM(list, i);
    return PyFloat_CheckExact(o) ? double_value(PyFloat_AS_DOUBLE(o)) : val_from(o);
}

// Puts a value there: 0 or -1.  A float that nobody else has is changed where it is.
static inline int array_put(PyObject *list, Py_ssize_t i, Ref x) {
    PyObject *old = PyList_GET_ITEM(list, i);
    if (is_double(x) && PyFloat_CheckExact(old) && Py_REFCNT(old) == 1) {
        ((PyFloatObject *)old)->ob_fval = double_of(x);
        return 0;
    }
    PyObject *o = py_of(x);
    if (unlikely(!o)) return -1;
    PyList_SET_ITEM(list, i, o);
    Py_DECREF(old);
    return 0;
}

#endif
