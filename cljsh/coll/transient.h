// SPDX-License-Identifier: MIT
/* Transients: a box around a persistent collection to which it holds the
 * only reference, so that every change is made in place. */
#ifndef COLL_TRANSIENT_H
#define COLL_TRANSIENT_H

#include "data/type.h"

struct transient { PyObject_HEAD Value coll; }; // coll.w == 0: persistent! has been called
extern CljType transient_type;
int transient_init(void);

#endif
