// SPDX-License-Identifier: MIT
/* Chunks: up to 32 elements at a time, for chunked seqs; and the chunked
 * cons.  A chunk is immutable once it is in a seq; the buffer that
 * chunk-buffer makes is one still growing. */
#ifndef SEQ_CHUNK_H
#define SEQ_CHUNK_H

#include "data/type.h"

struct chunk { PyObject_VAR_HEAD Py_ssize_t start, end; Value items[]; }; // elements are items[start..end)
// The elements of chunk from items[at] on, which are not all, and then those of more.
struct chunked_cons { PyObject_HEAD Value chunk, more; PyObject *meta; Py_ssize_t at; };
extern CljType chunk_type, chunk_buffer_type, chunked_cons_type;

int chunk_init(void);
void chunk_forget_free(void);                  // none is kept any longer, see vec_forget_free()
struct chunk *chunk_new(Py_ssize_t capacity); // start = end = 0
static inline struct chunk *chunk_of(Ref r) { return (struct chunk *)obj(r); }
static inline Py_ssize_t chunk_count(Ref chunk) { return chunk_of(chunk)->end - chunk_of(chunk)->start; }
int chunk_append(Ref buffer, Value x);        // adds x (consumed): 0 or -1
Value chunk_cons_at(Value chunk, Py_ssize_t at, Ref more); // the same of the elements from items[at] on, of which there is one
Value chunk_cons(Value chunk, Ref more);      // (chunk-cons chunk more): more itself when the chunk is empty
// The same for a seq that is made as it goes: a single element, with more behind it, needs no chunk.
Value chunk_put_before(Value chunk, Ref more);

#endif
