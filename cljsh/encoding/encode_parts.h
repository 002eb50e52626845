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
int encode_label(struct encoder *e, PyObject *name);

// --- encode_section.c ------------------------------------------------------------

// Writes, into a section, how to get what stands outside of it, and elsewhere what stands in one: 1, 0 if it is neither, or -1.
int encode_elsewhere(struct encoder *e, Ref r);
// Notes where the value that gets the next number begins in a section.
int encode_note(struct encoder *e, Ref r, size_t place);
void encode_sections_free(struct encoder *e);

// --- encode_names.c -------------------------------------------------------------

COLD int encode_cannot(struct encoder *e, Ref r); // travels in a way of its own, or fails
int encode_named(struct encoder *e, PyObject *o); // by the symbol that the program wrote for it: 1, 0 when there is none, -1
int encode_host(struct encoder *e, PyObject *o);  // a class or function of the host, a module
int encode_var(struct encoder *e, struct var *v);

// --- encode_code.c --------------------------------------------------------------

struct var *encode_root_of(struct encoder *e, struct fn *f); // the var whose root the function is, or NULL
int encode_fn(struct encoder *e, struct fn *f);
int encode_late_fndef(struct encoder *e, struct fndef *def); // with its tag
int encode_switch(struct encoder *e, Ref table);

#endif
