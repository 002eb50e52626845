// SPDX-License-Identifier: MIT
/* What a var without a value gives: an object that names the var, and that
 * complains when it is called. */
#ifndef VM_UNBOUND_H
#define VM_UNBOUND_H

#include "vars/var.h"

extern CljType unbound_type;
Value unbound_new(struct var *v);
int unbound_init(void);

#endif
