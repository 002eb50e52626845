// SPDX-License-Identifier: MIT
/* Values in messages.  A message must end, and end soon, whatever the value:
 * a seq without end, one whose next element is a line that nobody has typed
 * yet, a nest of a million vectors, an object whose text cannot be made.
 *
 * So what is shown is bounded in its length, its depth and its text, what is
 * left out is "...", and nothing is run for it: a lazy seq is shown as far as
 * it is realised, a collection of somebody's own type as #object[…].  Only
 * Python's repr() is called, of objects that are none of ours; ours are
 * bounded when they are met inside, too.  A repr() that fails says nothing.
 *
 * err_arg and its kin use this for %R and %S.
 */
#ifndef READ_SHOW_H
#define READ_SHOW_H

#include "data/type.h"

PyObject *show(Ref value);               // as pr writes it, bounded: new, NULL without memory
PyObject *show_within(Ref value, Py_ssize_t length, Py_ssize_t level, size_t text);
PyObject *show_exception(PyObject *exc); // its str(), in which values are bounded: new, NULL without memory
PyObject *show_repr(Ref value);          // repr() of a value of ours: the whole, but inside a message
void show_init(void);

#endif
