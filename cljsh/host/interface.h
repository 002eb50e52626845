// SPDX-License-Identifier: MIT
/* Clojure's interfaces as classes: clojure.lang.IFn, Seqable, Counted …
 *
 * Nothing inherits from them.  What is an instance is decided by what its
 * type can do: the kind bits and operations that stand for the interface, or
 * that a deftype named it.  They are known by their full names, by import,
 * and everywhere by their short ones.
 */
#ifndef HOST_INTERFACE_H
#define HOST_INTERFACE_H

#include "data/type.h"

extern PyTypeObject interface_meta;
static inline bool is_interface(Ref r) { return is_type(r, &interface_meta); }
unsigned interface_kinds(Ref interface); // the kind bits a deftype gets by naming it
// One of definterface: name "ns.Name", bases a tuple, methods a tuple of the names a class that implements it must have.
PyObject *interface_new(PyObject *name, PyObject *bases, PyObject *methods);
int interface_init(void);

#endif
