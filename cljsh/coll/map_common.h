// SPDX-License-Identifier: MIT
/* What array, hash and sorted maps have in common, written on top of
 * map_each() and the operations of the type; and the entries that conj and
 * the constructors accept. */
#ifndef COLL_MAP_COMMON_H
#define COLL_MAP_COMMON_H

#include "coll/map.h"

struct hamt;
struct hash_map { PyObject_HEAD PyObject *meta; struct hamt *root; Py_ssize_t count; Py_hash_t hash; }; // hash: 0 when not known

Value hash_map_new(void);
void hash_map_forget_free(void); // for map_forget_free()
Value hash_map_assoc(Value map, Ref key, Ref val);
int hash_map_put(Ref map, Ref key, Ref val); // see map_put(); 0 or -1
Value *hash_map_own_value(Ref map, Ref key, bool *error); // see map_own_value()
// Adds 1 to the count that a key has in an unshared map: 1, 0 when that cannot be done in place, -1.
int hash_map_tally(Ref map, Ref key);
Value hash_map_dissoc(Value map, Ref key);
int hash_map_init(void);


Value map_first(Ref coll);                        // of a map or set: new; nil when it is empty
Value map_conj(Value map, Ref x);                 // an entry, a pair, a map, a seq of entries, or nil
int map_equal(Ref a, Ref b);                      // a: one of our maps; b: anything
Py_hash_t map_hash_entries(Ref map);              // not cached
Value map_invoke(Ref map, Value *args, Py_ssize_t n);
// The error for a call with so many arguments.
COLD Value map_arity_error(Ref callee, Py_ssize_t n, const char *takes);
// The error for a key without a value.
COLD Value map_odd_error(Ref key);
// Adds keyvals (n words, borrowed) to a map in turn; consumes the map.  An
// odd number of them is an ArgumentError.
Value map_assoc_all(Value map, const Ref *keyvals, Py_ssize_t n);

// An object no collection holds: what `get` is given to tell absence.
Ref map_absent(void);

#endif
