// SPDX-License-Identifier: MIT
/* The names of the JVM's classes in programs: what they stand for is in
 * lib/cljsh/java.clj, whose static members are vars of namespaces by the
 * names of the classes (java.lang.Math/abs). */
#ifndef COMPILE_JAVA_H
#define COMPILE_JAVA_H

#include "compile/ast.h"
#include "compile/java_class.h"
#include "vars/var.h"

// The static member of a class as its name is written here (Math, java.util.UUID, or UUID
// after an import); `new` is what makes instances.  Borrowed, or NULL without exception.
struct var *java_static(struct compiler *c, struct method *m, PyObject *class_name, const char *utf8, PyObject *member);
// The class of the JVM's (new) whose static members a name has, as java_static finds them.
enum lookup java_class_of_statics(struct compiler *c, struct method *m, PyObject *name, Value *class);
// Stands for a class (new) that is not here, wherever it is only named; to use it is an error.  Absent while core is loaded.
enum lookup java_missing_class(PyObject *name, Value *class);

#endif
