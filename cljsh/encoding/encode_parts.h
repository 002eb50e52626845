// SPDX-License-Identifier: MIT
// What the files that encode share; nobody else includes this.
#ifndef ENCODING_ENCODE_PARTS_H
#define ENCODING_ENCODE_PARTS_H

#include "encoding/encoding.h"

static inline uint64_t zigzag(int64_t n) { return (uint64_t)n << 1 ^ (uint64_t)(n >> 63); }

// A thing that is written by its name must be known where it is read: 0 or -1.
static inline int encode_need(struct encoder *e, Ref r, bool late) { return e->travel ? e->travel->need(e, r, late) : 0; }

// --- encode.c: each 0 or -1 ----------------------------------------------------

int encode_word(struct encoder *e, uint64_t w); // eight bytes
int encode_all(struct encoder *e, const Value *items, Py_ssize_t n);
int encode_name(struct encoder *e, PyObject *s); // NULL: nil

// --- encode_code.c --------------------------------------------------------------

int encode_fn(struct encoder *e, struct fn *f);
int encode_switch(struct encoder *e, Ref table);

#endif
