// SPDX-License-Identifier: MIT
// The text of strings, integers and nil one behind the other: what str is mostly called with.
#ifndef READ_PLAIN_TEXT_H
#define READ_PLAIN_TEXT_H

#include "base/absent.h"
#include "base/value.h"

// *text: new. Absent: something else is among the n parts, or they are very many or a single character.
enum lookup plain_text(const Ref *parts, Py_ssize_t n, PyObject **text);

#endif
