// SPDX-License-Identifier: MIT
/* What Python's tools ask of a function: __name__, __module__, __doc__,
 * __annotations__ (type hints), __signature__ and, of what yields or is
 * ^:async, __code__ (for inspect). */
#ifndef VM_FN_ATTRIBUTES_H
#define VM_FN_ATTRIBUTES_H

#include "vm/function.h"

extern PyGetSetDef fn_attributes[];
extern PyMethodDef fn_methods[], var_methods[]; // how they are pickled
int fn_attributes_init(void);

#endif
