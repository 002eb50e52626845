// SPDX-License-Identifier: MIT
/* Equality, hashing and order between any two values, as Clojure has them.
 *
 *  - numbers are equal within a category: integers and ratios; floats;
 *    decimals.  true and false are no numbers.
 *  - sequential things are equal element by element across types: lists,
 *    vectors, seqs, queues, and Python's list and tuple
 *  - maps equal maps (and dicts), sets equal sets (and Python's sets),
 *    records only records of their type
 *  - everything else: identity first, then Python's ==
 *
 * Hashes agree with equality; they are not Python's, save for str.
 */
#ifndef DATA_EQUAL_H
#define DATA_EQUAL_H

#include "data/type.h"

int val_equal_slow(Ref a, Ref b);
// 1, 0 or -1 (an exception is set).
static inline int val_equal(Ref a, Ref b) {
    if (a.w == b.w) return !is_type(a, &PyFloat_Type) || !Py_IS_NAN(PyFloat_AS_DOUBLE(obj(a))); // a NaN is never tagged
    if (is_int(a) && is_int(b)) return 0;
    return val_equal_slow(a, b);
}
/* The same, where the caller may have no more use for its references (gives_a,
 * gives_b): of two seqs that are walked it lets go of these first, and leaves
 * the integer 0 in their place. */
int val_equal_of(Value *a, bool gives_a, Value *b, bool gives_b);
// Is this word equal to nothing but itself (keyword, nil, boolean, function, var,
// atom and the like), so that comparing words is enough?
bool val_is_identity(Ref r);

// A number that fits a word, a string, a keyword or symbol, a boolean, or nil?
static inline bool val_is_scalar(Ref r) {
    return !is_obj(r) || PyUnicode_Check(obj(r)) || kind_of(r) & K_NAMED || PyBool_Check(obj(r)) || is_nil(r);
}

Py_hash_t val_hash_slow(Ref r);
static inline uint64_t mix_hash(uint64_t x) { // murmur3's finaliser
    x ^= x >> 33; x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33; x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ x >> 33;
}
// -1: failed (no hash is ever -1).
static inline Py_hash_t val_hash(Ref r) {
    if (is_int(r)) { Py_hash_t h = (Py_hash_t)mix_hash(r.w); return h == -1 ? -2 : h; }
    return val_hash_slow(r);
}
// Hashes of collections, to be used by every type so that equal ones agree. What
// is combined keeps to 32 bits, as on the JVM: a type of a library that has its
// elements' hashes combined by 31 * h + x or by their sum, in ints, and ends with
// mix-collection-hash, is to agree, too.
#define HASH_ORDERED_START 1
static inline Py_hash_t hash_ordered_step(Py_hash_t so_far, Py_hash_t element) { // starts at HASH_ORDERED_START
    return (int32_t)((uint32_t)so_far * 31 + (uint32_t)element);
}
static inline Py_hash_t hash_ordered_end(Py_hash_t so_far, Py_ssize_t count) {
    Py_hash_t h = (Py_hash_t)mix_hash((uint64_t)(int32_t)so_far + (uint64_t)count + 0x9e3779b97f4a7c15ULL); // so that [] and 0 differ
    return h == -1 ? -2 : h;
}
static inline Py_hash_t hash_unordered_end(Py_hash_t sum_of_elements, Py_ssize_t count) {
    return hash_ordered_end(sum_of_elements, count);
}
Py_hash_t equal_hash_entry(Ref key, Ref val); // of a map entry, as a vector of two; -1 failed

// Order, as `compare`: nil first; numbers by value across types; strings,
// keywords, symbols, vectors (length first), booleans; others by Python's <.
// 0 with *order <0, 0, >0, or -1 with TypeError set.
int val_compare(Ref a, Ref b, int *order);
bool val_has_order(Ref r); // can compare put it in an order with others of its kind?

#endif
