// SPDX-License-Identifier: MIT
/* Paths as arguments of functions: str, bytes or os.PathLike, and nothing
 * else.  nil, a collection, a number are mistakes that must not turn into the
 * name of a file. */
#ifndef SHELL_PATH_H
#define SHELL_PATH_H

#include "base/error.h"

// The bytes of a path, which an object in the list kept holds.  NULL: an exception.
const char *path_chars(Ref r, PyObject *kept);
// The exception of errno, about a path: ERR.
COLD Value path_error(const char *path);

#endif
