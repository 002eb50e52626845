// SPDX-License-Identifier: MIT
/* The chunked seqs over our maps and sets: of entries, keys, values, or a
 * set's elements.
 *
 * A seq has the current chunk (up to 32 elements, shared with the seqs
 * before and after it in the chunk), and the place in the collection where
 * the next chunk begins.  The collection is kept, so it does not change.
 */
#ifndef SEQ_MAP_SEQ_H
#define SEQ_MAP_SEQ_H

#include "base/absent.h"
#include "data/type.h"

extern CljType map_seq_type;
int map_seq_init(void);

enum map_part { MAP_ENTRIES, MAP_KEYS, MAP_VALS }; // sets: MAP_KEYS

// A seq over an array, hash or sorted map or one of our sets, or nil.
Value map_seq_of(Ref coll, enum map_part part);
// Over the elements of a sorted collection from rank `start` to before
// `end`; backwards when descending.
Value map_seq_of_ranks(Ref sorted, Py_ssize_t start, Py_ssize_t end, bool descending, enum map_part part);
// The keys or values of what is left of a map's seq of entries; ERR without exception for another seq.
enum lookup map_seq_half(Ref seq, enum map_part part, Value *half);

#endif
