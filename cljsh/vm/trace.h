// SPDX-License-Identifier: MIT
/* The Clojure stack an exception has come through: a list in its __dict__
 * under "__cljsh_trace__", innermost first, of tuples (function, file, line,
 * column).  At most TRACE_MAX places are kept.
 *
 * Where an exception gets into Python's hands, what was added since becomes
 * entries of its traceback, with frames made for the purpose; those of the
 * library are left out. */
#ifndef VM_TRACE_H
#define VM_TRACE_H

#include "vm/function.h"

#include <frameobject.h>

#define TRACE_MAX 100
void trace_add(PyObject *exc, struct proto *p, uint32_t pc);
PyObject *trace_of(PyObject *exc); // borrowed list or NULL
// Adds an entry to exc.__traceback__ for each place of the list that has none yet.  Errors are ignored.
void trace_show(PyObject *exc);
// The same for the exception that is set.
void trace_show_current(void);
bool trace_is_ours(PyTracebackObject *t); // an entry that trace_show made

#endif
