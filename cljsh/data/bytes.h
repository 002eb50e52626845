// SPDX-License-Identifier: MIT
/* Arrays of bytes as Clojure has them: a bytearray to Python, whose elements
 * are read as integers from -128 to 127.  What is written may also be one
 * from 128 to 255, as Python has bytes. */
#ifndef DATA_BYTES_H
#define DATA_BYTES_H

#include "base/value.h"

extern PyTypeObject byte_array_type;
PyObject *byte_array_new(Py_ssize_t n); // zeros: new
int bytes_init(void);

#endif
