// SPDX-License-Identifier: MIT
/* Attributes and methods of Python objects.  A name of Clojure is tried as
 * it is and with each - as _; a missing one is an AttributeError that offers
 * names that are near. */
#ifndef CLASS_MEMBER_H
#define CLASS_MEMBER_H

#include "base/absent.h"
#include "data/type.h"

Value member_get(Ref o, Ref name);                  // (.-name o); name: str
Value member_or_call(Ref o, Ref name);              // (.name o): a method is called, another attribute read
int member_set(Ref o, Ref name, Ref value);         // (set! (.-name o) value)

/* An attribute as member_get() gets it; or ERR and in *java the function that
 * stands for a method of the JVM's by that name (lib/cljsh/java.clj), to be
 * called with the object in front.  ERR with an exception: there is neither. */
Value member_get_java(Ref r, Ref name, Value *java);
/* That function, borrowed, where the objects of r's class surely have no attribute of the name and it was found for
 * the class before; it and the class are kept for ever. Else NULL, without an exception. */
PyObject *member_java_known(Ref r, Ref name);
/* The same of (.split text pattern) and (.split text pattern limit), where the
 * JVM's is meant: the pattern is a regular expression and hardly anything else
 * (it has a backslash, a [class], something repeated or alternatives), or the
 * limit says nothing to Python (0) or is one of parts (2 and more).  Absent
 * for all other calls; there Python's method of the name is meant. */
enum lookup member_of_pattern(Ref o, Ref name, Ref pattern, Ref limit, Value *java);

#endif
