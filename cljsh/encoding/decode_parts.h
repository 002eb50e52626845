// SPDX-License-Identifier: MIT
// What the files that decode share; nobody else includes this.
#ifndef ENCODING_DECODE_PARTS_H
#define ENCODING_DECODE_PARTS_H

#include "encoding/encoding.h"

static inline int64_t unzigzag(uint64_t n) { return (int64_t)(n >> 1) ^ -(int64_t)(n & 1); }

// --- decode.c ---------------------------------------------------------------

int64_t decode_limited(struct decoder *d, uint64_t limit); // a number that must not pass a limit; -1
uint64_t decode_word(const uint8_t *p);                    // the eight bytes there
PyObject *decode_text(struct decoder *d);                  // its bytes, counted, as UTF-8
PyObject *decode_name(struct decoder *d);                  // a str, and no other value
Value *decode_items(struct decoder *d, int64_t count);     // so many values, for PyMem_Free

// --- decode_names.c: behind the tag that says so ------------------------------

Value decode_inst(struct decoder *d);
Value decode_uuid(struct decoder *d);
Value decode_container(struct decoder *d, enum tag tag);
Value decode_dict(struct decoder *d);
Value decode_var(struct decoder *d);
Value decode_root(struct decoder *d);
Value decode_class(struct decoder *d);
Value decode_module(struct decoder *d);
Value decode_host(struct decoder *d);
Value decode_named(struct decoder *d);
Value decode_symbol(struct decoder *d, bool keyword);
Value decode_pattern(struct decoder *d);
Value decode_volatile(struct decoder *d);
Value decode_ns(struct decoder *d);

// --- decode_code.c: the same ------------------------------------------------

Value decode_switch(struct decoder *d);
Value decode_fn(struct decoder *d);
struct fndef *decode_late_fndef(struct decoder *d);

// --- decode_section.c ---------------------------------------------------------

Value decode_import(struct decoder *d);
Value decode_far(struct decoder *d);
int decode_fetched(struct decoder *part, Ref r, uint32_t number); // an object of a section that others fetch: 0 or -1

#endif
