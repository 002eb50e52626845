// SPDX-License-Identifier: MIT
/* Attributes and methods of Python objects.  A name of Clojure is tried as
 * it is and with each - as _; a missing one is an AttributeError that offers
 * names that are near. */
#ifndef CLASS_MEMBER_H
#define CLASS_MEMBER_H

#include "data/type.h"

Value member_get(Ref o, Ref name);                  // (.-name o); name: str
Value member_or_call(Ref o, Ref name);              // (.name o): a method is called, another attribute read
int member_set(Ref o, Ref name, Ref value);         // (set! (.-name o) value)

/* The function that stands for a method of the JVM's by that name
 * (lib/cljsh/java.clj), called with the object in front: before Python is
 * asked where that surely has none, and instead of the AttributeError that is
 * set.  ERR without exception, or with that one: there is none. */
Value member_java(Ref r, Ref name);
Value member_java_first(Ref r, Ref name);
Value member_java_instead(Ref r, Ref name);

#endif
