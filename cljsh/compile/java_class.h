// SPDX-License-Identifier: MIT
// The classes with names of the JVM's, for who compiles nothing.
#ifndef COMPILE_JAVA_CLASS_H
#define COMPILE_JAVA_CLASS_H

#include "base/value.h"

// The class of a full name (new), which may have to be made first.
enum lookup java_class_named(PyObject *name, Value *class);

#endif
