// SPDX-License-Identifier: MIT
/* The polymorphic collection functions of clojure.core, over our types and
 * over Python's str, list, tuple, dict, set. nil is an empty collection. */
#ifndef COLL_COLL_H
#define COLL_COLL_H

#include "data/type.h"

int coll_init(void);
Py_ssize_t coll_count(Ref coll);               // -1 failed; walks uncounted seqs
Py_ssize_t coll_count_give(Value coll);        // the same, letting go of a seq on the way
Value coll_conj(Value coll, Ref x);
Value coll_nth(Ref coll, Ref index, Ref absent); // absent NO_REF: raise
Value coll_nth_give(Value coll, Ref index, Ref absent); // holds no more of a seq than the part not yet walked
// The value of a key, or nil; it may be taken out of what the caller alone has, and is about to change there (take.c).
Value coll_take(Ref coll, Ref key);
bool coll_is_short(Ref coll); // is it short, and not empty? (see opened.c)
Value coll_short_chunk(Ref coll); // a chunk of all elements of a short collection (see opened.c); nil for anything else
Value coll_get(Ref coll, Ref key, Ref absent);   // never fails for a wrong type: absent
int coll_contains(Ref coll, Ref key);
Value coll_find(Ref coll, Ref key);
Value coll_assoc(Value coll, Ref key, Ref val);
Value coll_dissoc(Value coll, Ref key);
Value coll_peek(Ref coll);
Value coll_pop(Value coll);
Value coll_empty(Ref coll);
Value coll_meta(Ref x);                        // map or nil
Value coll_with_meta(Ref x, Ref meta);

#endif
