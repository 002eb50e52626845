// SPDX-License-Identifier: MIT
/* What of a seq is realised, and what comes next.
 *
 * Where C walks along a seq, the functions that make it are called by C, and
 * a tasklet that waits in one keeps a thread.  So in a tasklet the interpreter
 * realises what a walk will need before it begins (or goes on). */
#ifndef SEQ_AHEAD_H
#define SEQ_AHEAD_H

#include "seq/list.h"

// The first lazy seq that is not realised, which so many steps along coll lead over; NULL: none.
struct lazy *ahead_lazy(Ref coll, Py_ssize_t steps);

/* Counts a seq (consumed) until it comes to a lazy seq that is not realised:
 * that is in *next then, and *seq stands for what was counted and what is
 * left; it goes on with that when the lazy seq is realised.  Else the count. */
Py_ssize_t ahead_count(Value *seq, struct lazy **next);
// Is it one that is counted in this way, or what ahead_count left?
bool ahead_counts(Ref seq);

#endif
