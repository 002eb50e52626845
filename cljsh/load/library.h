// SPDX-License-Identifier: MIT
/* Libraries: found on the load path, among what is built in, or in Python. */
#ifndef LOAD_LIBRARY_H
#define LOAD_LIBRARY_H

#include "base/absent.h"
#include "data/type.h"

// Where libraries are looked for, a Python list of folders (borrowed).
extern PyObject *load_path_list;
// So many of them come before what is built in, the others after it.
extern Py_ssize_t load_path_first;

int library_init(void); // an empty path: 0 or -1
// Loads the library of that name (symbol): Clojure source from the load path
// or built in, else a Python module. nil, or ERR (FileNotFoundError names
// what was tried).
Value load_library(Ref name);
// Called once before a library is loaded, unless it is NULL.  Filled by image/dump.c.
extern void (*library_load_hook)(void);
// Clojure's (require 'name): 0 or -1.
int load_require(const char *name);
// Is a library of that name built into the program?
enum lookup library_is_builtin(PyObject *name);
// The text of a source file built into the program, new, or NULL without exception.
enum lookup library_source_of_builtin(const char *path, PyObject **text);
// Loads clojure.core from its parts.
int load_core(void);

#endif
