// SPDX-License-Identifier: MIT
/* Raising exceptions.  Every function returns ERR, so that a caller can say
 * `return err_type("…")`; where an int or a pointer is due:
 * `return (err_type("…"), -1)`.
 *
 * The format is PyErr_Format's (%U str, %R repr, %S str(), %zd, %s, %.100s),
 * but what %R and %S show of a value is bounded: it may have no end.
 * The names a Clojure programmer catches are mapped in host/: TypeError is
 * ClassCastException, ArgumentError (a ValueError and a TypeError) is
 * IllegalArgumentException, IndexError IndexOutOfBoundsException, StateError
 * (a RuntimeError) IllegalStateException, ArithmeticError
 * ArithmeticException, UnsupportedError (a NotImplementedError)
 * UnsupportedOperationException.
 *
 * Java's tree has two branches where Python's has one: what is an Error, a failed
 * assertion or want of memory or stack, is no Exception there, and neither
 * (catch Exception …) nor (instance? Exception …) is about it.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/value.h"

extern PyObject *ArgumentError;    // cljsh.ArgumentError(ValueError, TypeError)
extern PyObject *ArityError;       // cljsh.ArityError(ArgumentError)
extern PyObject *StateError;       // cljsh.StateError(RuntimeError)
extern PyObject *NilMemberError;   // cljsh.AttributeError(AttributeError, TypeError): a member of nil was asked for
extern PyObject *UnsupportedError; // cljsh.UnsupportedError(NotImplementedError)

extern PyObject *ErrorClass;       // java.lang.Error(Exception), for Python like AssertionError
extern PyObject *AccessError;      // java.lang.IllegalAccessError(Error, StateError, AttributeError)
extern PyObject *AbstractError;    // java.lang.AbstractMethodError(Error, ArgumentError)

/* Of a class of exceptions and one above it: is the first one of the second by Java's
 * tree, 1 or 0?  -1: that is as Python has it. */
int error_in_branch(PyTypeObject *type, PyObject *class);

int error_init(PyObject *module); // makes the classes; 0 or -1

COLD Value err_arg(const char *format, ...);
COLD Value err_type(const char *format, ...);
/* The TypeError of a value that `function` can do nothing with, in the words of Java's
 * ClassCastException, which tests look for: "conj: int cannot be cast to a persistent collection". */
COLD Value err_cast(const char *function, Ref culprit, const char *wanted);

COLD Value err_index(const char *format, ...);
COLD Value err_state(const char *format, ...);
COLD Value err_arith(const char *format, ...);
COLD Value err_unsupported(const char *format, ...);
COLD Value err_access(const char *format, ...);
COLD Value err_abstract(const char *format, ...);
COLD Value err_value(const char *format, ...); // plain ValueError: malformed data

/* How %R (readably) and %S show a value: a new str, NULL on failure.  Until it is
 * filled by read/show.c: repr() and str(). */
extern PyObject *(*error_show)(PyObject *o, bool readably);

// The name of a value's type as error messages show it ("nil" for None); for %s.
const char *err_type_name(Ref r);

#endif
