// SPDX-License-Identifier: MIT
/* Transients: a box around a persistent collection to which it holds the
 * only reference, so that every change is made in place. */
#ifndef COLL_TRANSIENT_H
#define COLL_TRANSIENT_H

#include "data/type.h"

/* leaf: where the last assoc! into a vector was, its items from leaf_start on;
 * NULL after any other change.  It is the vector's own, so that what follows
 * nearby need not find it again. */
struct transient { PyObject_HEAD Value coll; Value *leaf; Py_ssize_t leaf_start; }; // coll.w == 0: persistent! has been called
extern CljType transient_type;
int transient_init(void);

#endif
