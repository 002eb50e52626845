// SPDX-License-Identifier: MIT
/* What a class of ours has of java.lang.Iterable and java.util.Iterator, as
 * Python's iteration: for seq and reduce, and for Python's loops. */
#ifndef CLASS_ITERABLE_H
#define CLASS_ITERABLE_H

#include "class/instance.h"

// Adds __iter__ (and __next__) to a class with the methods iterator, or hasNext and next: 0 or -1.
int iterable_add(PyTypeObject *class, const struct class_info *info);

#endif
