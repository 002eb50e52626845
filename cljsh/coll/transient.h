// SPDX-License-Identifier: MIT
/* Transients: a box around a persistent collection to which it holds the
 * only reference, so that every change is made in place. */
#ifndef COLL_TRANSIENT_H
#define COLL_TRANSIENT_H

#include "coll/vector.h"

/* place: where the last assoc! into a vector was, at the item `at`; without
 * leaf and branch after any other change.  They are the vector's own, so that
 * what follows nearby need not be found from the root again: by the leaf the
 * next items, by the branch strides through a thousand. */
struct transient { PyObject_HEAD Value coll; struct vec_place place; Py_ssize_t at; }; // coll.w == 0: persistent! has been called
extern CljType transient_type;
int transient_init(void);
bool transient_is_vector(Ref x);
// assoc! and conj!: they take the transient, and give it.
Value transient_assoc(Value t, Ref key, Ref x);
Value transient_conj(Value t, Ref x);

#endif
