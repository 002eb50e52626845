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
// Is one element more within *print-length*?  Otherwise prints "..." .
bool print_more(struct printer *p, Py_ssize_t i);

#endif
