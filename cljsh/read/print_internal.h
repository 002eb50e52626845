// SPDX-License-Identifier: MIT
// What the printer's files share.
#ifndef READ_PRINT_INTERNAL_H
#define READ_PRINT_INTERNAL_H

#include "read/print.h"

void print_quoted(struct printer *p, PyObject *str); // as a string literal
// Elements of a seqable between brackets: 0 or -1.
int print_sequence(struct printer *p, Ref coll, const char *open, char close);
// A Python object, or one of ours that no kind tells how to print.
int print_host(struct printer *p, Ref value);
// Does Python's str() of this object say more than what the printer would?
bool print_has_own_str(Ref value);
int print_pair(struct printer *p, Ref key, Ref val);
// The elements of a seq, for a message, as far as they are there already; an
// object that is not looked into; an int with too many digits (false: it has not).
int print_ready(struct printer *p, Ref seq);
int print_opaque(struct printer *p, Ref value);
bool print_big(struct printer *p, PyObject *integer);
// Is one element more within *print-length*?  Otherwise prints "..." .
bool print_more(struct printer *p, Py_ssize_t i);

#endif
