// SPDX-License-Identifier: MIT
/* The names of the JVM's classes in programs: what they stand for is in
 * lib/cljsh/java.clj, whose static members are vars of namespaces by the
 * names of the classes (java.lang.Math/abs). */
#ifndef COMPILE_JAVA_H
#define COMPILE_JAVA_H

#include "compile/ast.h"
#include "vars/var.h"

// The static member of a class as its name is written here (Math, java.util.UUID, or UUID
// after an import); `new` is what makes instances.  Borrowed, or NULL without exception.
struct var *java_static(struct compiler *c, struct method *m, PyObject *class_name, const char *utf8, PyObject *member);
// The class of such a name, which may have to be made first: new, ERR without exception when it is not known.
Value java_class_named(PyObject *name);
// The class whose static members a name has, as java_static finds them: new, ERR without exception when it is none of the JVM's.
Value java_class_of_statics(struct compiler *c, struct method *m, PyObject *name);
// Stands for a class that is not here, wherever it is only named; to use it is an error.  New.
Value java_missing_class(PyObject *name);
// Does a name look like that of a class in a package: my.package.Class?
bool java_looks_like_class(PyObject *name);

#endif
