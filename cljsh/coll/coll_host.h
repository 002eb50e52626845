// SPDX-License-Identifier: MIT
/* The collection functions on Python's own objects.  Strings, lists, tuples,
 * bytes and ranges are indexed; dicts and other mappings are keyed; sets
 * have elements.  None of them can be conj'ed or assoc'ed to. */
#ifndef COLL_COLL_HOST_H
#define COLL_COLL_HOST_H

#include "data/type.h"

// Each takes an object of no type of ours.
Py_ssize_t host_count(Ref coll);                       // -1: failed; -2: it has no length
Value host_nth(Ref coll, Py_ssize_t i, Ref absent);    // absent NO_REF: raise
bool host_is_indexed(Ref coll);
Value host_get(Ref coll, Ref key, Ref absent);
int host_contains(Ref coll, Ref key);
Value host_find(Ref coll, Ref key);
bool host_is_mutable(Ref coll);                        // list, dict, set, bytearray

#endif
