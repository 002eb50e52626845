// SPDX-License-Identifier: MIT
/* Persistent maps: arrays of up to 8 entries in insertion order, hash array
 * mapped tries above. */
#ifndef COLL_MAP_H
#define COLL_MAP_H

#include "data/type.h"

#define ARRAY_MAP_MAX 8
// kv holds count pairs; the virtual machine's keyword cache reads it.  hash: 0 when not known.
struct array_map { PyObject_HEAD PyObject *meta; int count, capacity; Py_hash_t hash; Value kv[]; };
extern CljType map_array_type, hash_map_type;

int map_init(void);
Value map_empty(void);
void map_forget_free(void); // none is kept for reuse any longer, see vec_forget_free()
// From n/2 pairs, later ones winning; n must be even.
Value map_from(const Ref *items, Py_ssize_t n);
Value map_give(Value *items, Py_ssize_t n); // takes the items
Value map_give_ordered(Value *items, Py_ssize_t n); // the same, an array map of any size
Value map_assoc(Value map, Ref key, Ref val); // of array_map or hash_map
Value map_dissoc(Value map, Ref key);
// Puts an entry into a map that is the caller's alone: 1; 0 where that takes another map; -1, and the map is as it was.
int map_put(Ref map, Ref key, Ref val);
// Where the value of a key is, when nobody else has the part of the map that it is in; the map itself is the caller's alone. Or NULL.
Value *map_own_value(Ref map, Ref key, bool *error);
Ref map_find(Ref map, Ref key, bool *error); // borrowed value, NO_REF when absent or *error
Py_ssize_t map_count(Ref map);
static inline bool is_map(Ref r) { return kind_of(r) & K_MAP; } // a sorted map and a record, too
// One of those that the functions here take.
static inline bool is_plain_map(Ref r) { return is_clj(r, &map_array_type) || is_clj(r, &hash_map_type); }
// Iterates array, hash and sorted maps, and our sets (val is key), without
// garbage: state starts as {0}; 1 with borrowed key and val, 0 at the end.
struct map_cursor { Py_ssize_t index; void *path[16]; int at[16], depth; };
int map_each(Ref map, struct map_cursor *c, Ref *key, Ref *val);

#endif
