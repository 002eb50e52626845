// SPDX-License-Identifier: MIT
/* The Clojure stack an exception has come through: a list in its __dict__
 * under "__cljsh_trace__", innermost first, of tuples (function, file, line,
 * column).  At most TRACE_MAX places are kept. */
#ifndef VM_TRACE_H
#define VM_TRACE_H

#include "vm/function.h"

#define TRACE_MAX 100
void trace_add(PyObject *exc, struct proto *p, uint32_t pc);
PyObject *trace_of(PyObject *exc); // borrowed list or NULL

#endif
