// SPDX-License-Identifier: MIT
/* Hash array mapped tries: the nodes under hash maps and hash sets.
 *
 * A node looks at 5 bits of the key's hash, from the bit `shift` on.  Each
 * of its 32 positions holds nothing, an entry, or a node for the entries
 * that share these bits; two bitmaps say which.  Entries stand in line from
 * the front, child nodes from the end, and between them is room to grow:
 *
 *     data 0b0010_0110      kids 0b1000_1000
 *     | k1 v1 | k2 v2 | k5 v5 |   (room)   | node7 | node3 |
 *       slot[0]                               slot[capacity - 1]
 *
 * This is the layout of CHAMP (Steindorfer and Vinju, "Optimizing
 * Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections",
 * OOPSLA 2015) with slack.  The width of an entry is 2 words in maps and 1
 * in sets; the functions are inlined for both.
 *
 * Paths are compressed: where all entries of a subtree agree in the bits of
 * a level, that level has no node, so a child's shift may be more than 5
 * beyond its parent's.  A look-up need not care, the key decides in the end;
 * adding a key compares its hash with one in the subtree (see add()).
 *
 * That makes it cheap to keep neighbouring integers together: the low 4 bits
 * of an integer are the last bits of its hash, so a run of 16 of them is one
 * node, wherever the rest of the hash has led.
 *
 * A node with both bitmaps empty is a collision node: all its entries have
 * one hash and fill it.
 *
 * Invariants
 *  - data & kids == 0; a child's shift is larger than its parent's
 *  - every node has two entries or children at least, save that the root may
 *    have one entry.  The empty trie is NULL.
 *  - a node without GC header holds nothing, at any depth, that could be in
 *    a reference cycle; one with GC header is tracked.
 *  - hashes are not stored: they are quick to get again.
 *
 * Change is top-down: a node on the way that somebody else refers to as
 * well is copied (which makes its children shared), one that is ours alone
 * is changed where it lies.  One algorithm serves persistent and transient
 * use.
 */
#ifndef COLL_HAMT_H
#define COLL_HAMT_H

#include "base/absent.h"
#include "base/stress.h"
#include "coll/map.h"
#include "data/equal.h"

struct hamt { PyObject_HEAD uint32_t capacity, shift, data, kids; Value slot[]; };

int hamt_init(void);

// Keeps runs of 16 integers together: word is that of a tagged integer.
static inline Py_hash_t hamt_int_hash(uint64_t word) {
    uint64_t n = word >> 2, run = (n >> 4) * 0x9e3779b97f4a7c15u;
    Py_hash_t h = (Py_hash_t)(((run ^ run >> 32) << 4 >> 4) | n << 60);
    return unlikely(h == -1) ? -2 : h;
}
// An object that may equal an integer has to have its hash: takes val_hash()'s.
static inline Py_hash_t hamt_foreign_hash(uint64_t h) {
    h ^= h >> 33, h *= 0x9cb4b2f8129337dbu; // undoes mix_hash()
    h ^= h >> 33, h *= 0x4f74430c22a54005u;
    return hamt_int_hash(h ^ h >> 33);
}

// Of a foreign object: one that may equal an integer has its hash, one that may equal a collection has that.
Py_hash_t equal_hash_of_object(Ref key);

// The hash the tries use; -1: failed.
static inline Py_hash_t hamt_hash(Ref key) {
    Py_hash_t h;
    if (is_int(key)) h = hamt_int_hash(key.w);
    else if (is_double(key)) h = hamt_foreign_hash((uint64_t)val_hash(key));
    else if (PyUnicode_CheckExact(obj(key)) || Py_TYPE(Py_TYPE(obj(key))) == &clj_meta) h = val_hash(key);
    else h = equal_hash_of_object(key);
    return stress_hash(h);
}

// The entry of a key (key, then value when width is 2), or NULL, also when
// *error was set.  The hash is hamt_hash(key).
const Value *hamt_map_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error);
const Value *hamt_set_find(const struct hamt *root, Ref key, Py_hash_t hash, bool *error);

// Where the value of a key is, to be changed in place, or NULL: LOOKUP_ABSENT where it is not there; LOOKUP_FOUND where the
// trie is shared with somebody on the way to it, so that it may be there; LOOKUP_FAILED.
Value *hamt_map_own_value(struct hamt *root, Ref key, Py_hash_t hash, enum lookup *found);

// Adds an entry or replaces its value (a key that is there stays): 1 added,
// 0 was there, -1 failed.  *root is changed in place or replaced.
int hamt_map_add(struct hamt **root, Ref key, Ref val, Py_hash_t hash);
int hamt_set_add(struct hamt **root, Ref key, Py_hash_t hash);

// To be called when an entry was added to a trie that was its owner's alone before: where it has HAMT_TABLE_FROM
// entries now, it becomes a table (coll/hamt_flat.h), which serves as a root as well.
enum { HAMT_TABLE_FROM = 33 };
void hamt_to_table(struct hamt **root, int width);
static inline void hamt_grown(struct hamt **root, Py_ssize_t count, int width) {
    if (unlikely(count == HAMT_TABLE_FROM)) hamt_to_table(root, width);
}
static inline bool hamt_is_alone(const struct hamt *root) { return root && Py_REFCNT(root) == 1; }

// Removes an entry: 1 removed, 0 not there, -1 failed.
int hamt_map_remove(struct hamt **root, Ref key, Py_hash_t hash);
int hamt_set_remove(struct hamt **root, Ref key, Py_hash_t hash);

// The next entry of a walk (cursor starts as {0}), or NULL at the end.
const Value *hamt_each(const struct hamt *root, struct map_cursor *c, int width);

/* A place in a walk without pointers into the trie, for seqs that have to
 * keep one: how far each node on the path has been walked. */
struct hamt_place { uint32_t last; uint8_t depth, at[15]; }; // {0}: the start; at[depth] is in last
void hamt_save(const struct map_cursor *c, struct hamt_place *place);
void hamt_load(const struct hamt *root, const struct hamt_place *place, struct map_cursor *c, int width);

// Must the holder of this trie be tracked by the collector?
static inline bool hamt_may_cycle(const struct hamt *root) {
    return root && PyType_IS_GC(Py_TYPE(root));
}

#ifdef CLJSH_DEBUG
// Checks the invariants; returns the number of entries, or -1 with an AssertionError.
Py_ssize_t hamt_check(const struct hamt *root, int width);
#endif

#endif
