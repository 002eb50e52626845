// SPDX-License-Identifier: MIT
/* range (chunked), repeat, iterate, cycle. */
#ifndef SEQ_RANGE_H
#define SEQ_RANGE_H

#include "data/type.h"

struct int_range { PyObject_HEAD int64_t start, end, step; PyObject *meta; }; // never empty
extern CljType range_int_type, repeat_type, iterate_type, cycle_type;
int range_init(void);
int repeat_init(void);
int cycle_init(void);
// Are the elements of a cycle there, so that no code of the program runs for them?  Then these are the next n (into items), and
// the result is the cycle behind them.
bool cycle_is_ready(Ref cycle);
Value cycle_take(Ref cycle, Py_ssize_t n, Value *items);
Value repeat_new(Ref x); // endlessly
Value range_from(Ref range, int64_t start); // the part of it that begins with this element
Value repeat_times(Ref repeat, Py_ssize_t n); // another with n elements
Py_ssize_t repeat_left(Ref repeat); // how many elements it has, -1: endless

#endif
