// SPDX-License-Identifier: MIT
// How the nodes of hash tries lie in memory, for the files that look at them; nobody else includes this.
#ifndef COLL_HAMT_NODES_H
#define COLL_HAMT_NODES_H

#include "base/popcount.h"
#include "coll/hamt.h"
#include "seq/chain.h"

#define INLINE static inline __attribute__((always_inline))
#define BITS 5
#define MAX_DEPTH 16 // 13 levels and a collision node, and some
#define NO_SHIFT 64  // of collision nodes
#define RUN_SHIFT 60 // of nodes that hold a run of integers, which is likely to be completed

// Indexed by width - 1 and by whether the nodes have a GC header.
extern PyTypeObject hamt_node_types[2][2];

INLINE uint32_t bit_at(Py_hash_t hash, unsigned shift) {
    return (uint32_t)1 << ((size_t)hash >> (shift & 63) & 31);
}
// The level at which two hashes part.
INLINE unsigned shift_between(Py_hash_t a, Py_hash_t b) {
    return (unsigned)__builtin_ctzll((size_t)a ^ (size_t)b) / BITS * BITS;
}
INLINE unsigned index_of(uint32_t map, uint32_t bit) { return popcount(map & (bit - 1)); }

INLINE bool is_collision(const struct hamt *n) { return !(n->data | n->kids); }
INLINE bool is_gc(const struct hamt *n, int width) { return Py_TYPE(n) == &hamt_node_types[width - 1][1]; }

// The words that entries take up, from the front.
INLINE Py_ssize_t data_words(const struct hamt *n, int width) {
    return is_collision(n) ? (Py_ssize_t)n->capacity : (Py_ssize_t)popcount(n->data) * width;
}
// The place of the child with index j.
INLINE struct hamt **kid_at(const struct hamt *n, Py_ssize_t j) {
    return (struct hamt **)&n->slot[n->capacity - 1 - j];
}

INLINE bool entry_may_cycle(const Value *entry, int width) {
    return may_close_cycle(ref(entry[0])) || (width == 2 && may_close_cycle(ref(entry[1])));
}

// The hash of some entry at or below n.
INLINE Py_hash_t some_hash(const struct hamt *n) {
    while (n->kids && !n->data) n = *kid_at(n, 0);
    return hamt_hash(ref(n->slot[0]));
}

#endif
