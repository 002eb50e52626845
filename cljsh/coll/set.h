// SPDX-License-Identifier: MIT
/* Persistent hash sets, on the nodes of the hash map. */
#ifndef COLL_SET_H
#define COLL_SET_H

#include "data/type.h"

extern CljType set_hash_type;
int set_init(void);
Value set_empty(void);
Value set_from(const Ref *items, Py_ssize_t n); // duplicates fall together
Value set_conj(Value set, Ref x);
Value set_disj(Value set, Ref x);
struct hamt;
struct hamt *set_root(Ref set); // of a set_hash_type; borrowed, NULL when empty

#endif
