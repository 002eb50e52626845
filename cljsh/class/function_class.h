// SPDX-License-Identifier: MIT
/* The classes of functions.  To Python all are of one type; (class f) is a class
 * of f's own, as on the JVM, which libraries keep things under: a class without
 * instances that inherits from the type, is named after the function, and is the
 * same for all that one fn form makes.  instance? knows it. */
#ifndef CLASS_FUNCTION_CLASS_H
#define CLASS_FUNCTION_CLASS_H

#include "vm/function.h"

PyObject *function_class(const struct fn *f); // borrowed; made at the first call
PyObject *function_class_munged(PyObject *name);       // new: a name as the JVM's classes have it, my_fn_QMARK_
bool function_class_is(PyObject *x);             // is it the class of a function?
int function_class_init(void);                  // str of a function names its class

#endif
