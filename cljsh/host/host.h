// SPDX-License-Identifier: MIT
/* The host's part of the namespaces: classes under the names Clojure
 * programmers know, exceptions with data, libraries. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "data/type.h"

extern PyObject *ExceptionInfo; // cljsh.ExceptionInfo(Exception): attributes data, cause

int host_init(void);

// Where libraries are looked for, a Python list of folders (borrowed).
extern PyObject *load_path_list;
// So many of them come before what is built in, the others after it.
extern Py_ssize_t load_path_first;
// Loads the library of that name (symbol): Clojure source from the load path
// or built in, else a Python module. nil, or ERR (FileNotFoundError names
// what was tried).
Value load_library(Ref name);
// The text of a source file built into the program, new, or NULL without exception.
PyObject *builtin_source(const char *path);
// Loads clojure.core from its parts.
int load_core(void);

#endif
