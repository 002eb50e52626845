// SPDX-License-Identifier: MIT
/* Python's view of our types: the slots of a type object, filled in from
 * its operations.
 *
 *   repr, str      the printer
 *   ==, hash       Clojure's, where the type has equality of its own
 *   <, <=, …       by `compare`, within one type
 *   iter           the elements; the keys of a map, as Python's mappings do
 *   len            by count
 *   in             elements; the keys of a map
 *   x[i]           sequential: negative indexes and slices too
 *   m[k]           maps: KeyError when absent
 *   x(…)           by invoke; keyword arguments as slots_named_call knows
 *   pickle, copy   the collections that are plain data (data/construct.h)
 *
 * Maps also have keys(), values(), items() and get().
 */
#ifndef DATA_SLOTS_H
#define DATA_SLOTS_H

#include "data/type.h"

// Fills slots still empty; before PyType_Ready, or by deftype on a heap type
// (followed by PyType_Modified).
void slots_fill(CljType *type);
// Adds methods to a type that is ready, unless it has one of that name: 0 or -1.
int slots_add_methods(CljType *type);
// The filled slots as methods, for a class made at run time: 0 or -1.
int slots_add_dunders(CljType *type);

// A call with keyword arguments.  Filled by vm/invoke.c.
extern PyObject *(*slots_named_call)(PyObject *self, PyObject *args, PyObject *kwargs);

#endif
