// SPDX-License-Identifier: MIT
/* Tables: what a map or set of some size is while nobody shares it.
 *
 * A collection that is built is changed by its one owner alone.  Until
 * somebody else has it, too, and one of the two changes it, no part of it is
 * shared, and it need not be a trie.  So a trie of HAMT_TABLE_FROM entries
 * that is its owner's alone becomes a table, which stands where the root
 * of the trie would:
 *
 *     entries   | k1 v1 | k2 v2 | (hole) | k4 v4 |   (room)   |
 *                  ↑                        ↑
 *     slots     | tag 1 |   | gone |   | tag 4 |   |       2^log of them
 *
 * Entries stand in the order in which they came to the table; one that is removed leaves
 * a hole.  A slot is empty, or has 32 bits of a hash, the tag, and the place
 * of its entry.  They are searched by double hashing.  Keys are looked at
 * only where tags agree, and their hashes are not asked for again when the
 * table grows.
 *
 * Whoever changes a table that others have, too, goes on with a trie of its
 * entries.  The table keeps that one for the next who does so, until it is
 * changed itself.  A trie becomes no table again, unless it shrinks and
 * grows through that one number of entries.
 */
#ifndef COLL_HAMT_FLAT_H
#define COLL_HAMT_FLAT_H

#include "coll/hamt_nodes.h"

#define FLAT_SHIFT 128 // no node has it

struct flat {
    PyObject_HEAD
    uint32_t capacity, shift, data, kids; // as a node has them: 0, FLAT_SHIFT, 0, 0
    uint32_t used, live, first, log; // entries with the holes, without, the place of the first
    uint64_t *slots;
    Value *entries;
    struct hamt *trie; // of the same entries, or NULL
};

static_assert(offsetof(struct flat, shift) == offsetof(struct hamt, shift), "a table is told from a node by its shift");

extern PyTypeObject flat_types[2][2]; // as hamt_node_types

static inline bool is_flat(const struct hamt *root) { return root->shift == FLAT_SHIFT; }

// As those of hamt.h, of a table that is the caller's alone where it is changed.
const Value *flat_find(const struct flat *f, Ref key, Py_hash_t hash, bool *error, int width);
Value *flat_own_value(struct flat *f, Ref key, Py_hash_t hash, enum lookup *found);
const Value *flat_each(const struct flat *f, struct map_cursor *c, int width);
int flat_add(struct flat **at, Ref key, Ref val, Py_hash_t hash, int width);
int flat_remove(struct flat **at, Ref key, Py_hash_t hash, int width);

// Makes a trie of the table at *root, which the caller shares: 0 or -1.
int flat_to_trie(struct hamt **root, int width);

#ifdef CLJSH_DEBUG
const char *flat_check(const struct flat *f, int width); // what is wrong with it, or NULL
#endif

#endif
