// SPDX-License-Identifier: MIT
/* 64 bits of a key that show its place among others.
 *
 * Keys of one make (strings; vectors of as many items, of which the first are
 * integers, floats or strings) are compared by them first: a word instead of
 * objects that have to come from memory.  Where the bits of two keys are the
 * same, the keys are compared themselves, unless the bits are all of them.
 *
 * The bits of a vector are those of its items one after the other: of an
 * integer as many as the keys' differences need, of a float all 64, of a string those of
 * its next characters after what all the strings begin with.  What does not
 * fit any more is cut off.
 */
#ifndef COLL_SORT_PREFIX_H
#define COLL_SORT_PREFIX_H

#include "data/type.h"

enum { PREFIX_COLUMNS = 4 };

struct prefix_column { enum { COLUMN_INTS, COLUMN_DOUBLES, COLUMN_STRINGS } kind; int bits; int64_t low; Py_ssize_t skip; };

struct prefix_plan {
    bool vectors; // or the keys are what the only column tells
    bool whole;   // the bits are all that the keys have
    int columns;
    struct prefix_column column[PREFIX_COLUMNS];
};

// A plan for the keys, the first of each `width` words: whether there is one.
bool prefix_plan(struct prefix_plan *plan, const Value *keys, Py_ssize_t n, int width);
uint64_t prefix_of(const struct prefix_plan *plan, Ref key);

/* The same of a key that has no others beside it yet, as those of a tree; 0: there are none.  Bits of two keys
 * tell which of them is less where the make, the first 8 bits, is the same and the rest is not.  Equal bits of make
 * PREFIX_TWO_INTS are of equal keys. */
enum { PREFIX_MAKE_SHIFT = 56, PREFIX_TWO_INTS = 2 << 3 | 2 };
uint64_t prefix_alone(Ref key);

static inline bool is_latin(Ref r) { // a string whose characters are bytes
    return is_type(r, &PyUnicode_Type) && PyUnicode_IS_READY(obj(r)) && PyUnicode_KIND(obj(r)) == PyUnicode_1BYTE_KIND;
}

#endif
