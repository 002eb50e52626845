// SPDX-License-Identifier: MIT
/* The seq x, (f x), (f (f x)) …: a chain of nodes that compute their value
 * when it is asked for, once. */
#ifndef SEQ_ITERATE_H
#define SEQ_ITERATE_H

#include "data/type.h"

/* link  PENDING: seed is the value before, fn has still to be called on it
 *       0: seed is the node's value
 *       an iterate: so it is, and there is the next node
 * While fn runs, link is a mark (once.h). */
struct iterate { PyObject_HEAD Value seed, link; PyObject *meta; Value fn; };
extern CljType iterate_type;
int iterate_init(void);
Value iterate_new(Ref fn, Ref x); // (iterate fn x)

#endif
