// SPDX-License-Identifier: MIT
#include "base/error.h"

#include <stdarg.h>

PyObject *ArgumentError, *ArityError, *StateError, *UnsupportedError, *ErrorClass, *AccessError, *AbstractError, *NilMemberError;

static PyObject *make(PyObject *module, const char *name, const char *doc, PyObject *bases) {
    char full[64];
    PyOS_snprintf(full, sizeof full, "cljsh.%s", name);
    PyObject *class = PyErr_NewExceptionWithDoc(full, doc, bases, NULL);
    if (class && PyModule_AddObjectRef(module, name, class) < 0) Py_CLEAR(class);
    return class;
}

// The classes on Java's other branch, under Java's names.
static int make_errors(void) {
    ErrorClass = PyErr_NewExceptionWithDoc("java.lang.Error", "What a program is not expected to go on after.", PyExc_Exception, NULL);
    SCOPED_PY PyObject *access = ErrorClass ? PyTuple_Pack(3, ErrorClass, StateError, PyExc_AttributeError) : NULL;
    SCOPED_PY PyObject *abstract = ErrorClass ? PyTuple_Pack(2, ErrorClass, ArgumentError) : NULL;
    if (!access || !abstract) return -1;
    AccessError = PyErr_NewExceptionWithDoc("java.lang.IllegalAccessError", "The use of what may not be used so.", access, NULL);
    AbstractError = PyErr_NewExceptionWithDoc("java.lang.AbstractMethodError", "A call of a method that a class was to have and has not.", abstract, NULL);
    SCOPED_PY PyObject *nil = PyTuple_Pack(2, PyExc_AttributeError, PyExc_TypeError); // TypeError is what NullPointerException stands for
    if (!nil) return -1;
    NilMemberError = PyErr_NewExceptionWithDoc("cljsh.AttributeError", "The use of a member of nil.", nil, NULL);
    return AccessError && AbstractError && NilMemberError ? 0 : -1;
}

int error_in_branch(PyTypeObject *type, PyObject *class) {
    const bool exception = class == PyExc_Exception || class == PyExc_RuntimeError;
    if (!exception && class != ErrorClass) return -1;
    PyObject *const error = ErrorClass, *const assertion = PyExc_AssertionError, *const depth = PyExc_RecursionError, *const memory = PyExc_MemoryError;
    PyObject *const mro = type->tp_mro; // gone through once: this is on the way of every catch
    for (Py_ssize_t i = 0, n = mro ? PyTuple_GET_SIZE(mro) : 0; i < n; i++) {
        PyObject *above = PyTuple_GET_ITEM(mro, i);
        if (above == error || above == assertion || above == depth || above == memory) return !exception;
    }
    return -1;
}

int error_init(PyObject *module) {
    PyObject *both = PyTuple_Pack(2, PyExc_ValueError, PyExc_TypeError);
    if (!both) return -1;
    ArgumentError = make(module, "ArgumentError", "An argument a function cannot work with.", both);
    Py_DECREF(both);
    if (!ArgumentError) return -1;
    ArityError = make(module, "ArityError", "A call with a number of arguments the function has no entry for.", ArgumentError);
    StateError = make(module, "StateError", "An operation the object's state does not allow.", PyExc_RuntimeError);
    UnsupportedError = make(module, "UnsupportedError", "An operation this type does not have.", PyExc_NotImplementedError);
    return ArityError && StateError && UnsupportedError ? make_errors() : -1;
}

// --- messages ---------------------------------------------------------------

static PyObject *plainly(PyObject *o, bool readably) { return readably ? PyObject_Repr(o) : PyObject_Str(o); }
PyObject *(*error_show)(PyObject *o, bool readably) = plainly;

// What one directive of the format, from % to its letter, makes of its argument.
static PyObject *directive(const char *spec, va_list *args) {
    size_t n = strlen(spec);
    char letter = spec[n - 1];
    int longs = (int)(n > 1 && spec[n - 2] == 'l') + (n > 2 && spec[n - 2] == 'l' && spec[n - 3] == 'l');
    if (letter == 'R' || letter == 'S') return error_show(va_arg(*args, PyObject *), letter == 'R');
    if (letter == 'U') return PyUnicode_FromFormat(spec, va_arg(*args, PyObject *));
    if (letter == 's' || letter == 'p') return PyUnicode_FromFormat(spec, va_arg(*args, void *));
    if (longs == 2) return PyUnicode_FromFormat(spec, va_arg(*args, long long));
    if (longs == 1) return PyUnicode_FromFormat(spec, va_arg(*args, long));
    if (n > 1 && spec[n - 2] == 'z') return PyUnicode_FromFormat(spec, va_arg(*args, Py_ssize_t));
    return PyUnicode_FromFormat(spec, va_arg(*args, int));
}

// How long the literal text, or the directive, is that begins here.
static size_t piece_length(const char *at) {
    if (at[0] != '%') return strcspn(at, "%");
    if (at[1] == '%') return 2;
    return 1 + strcspn(at + 1, "RSUspduxXic") + 1;
}

static PyObject *message(const char *format, va_list *args) {
    PyObject *text = PyUnicode_FromStringAndSize(NULL, 0);
    for (const char *at = format; *at && text;) {
        size_t n = piece_length(at);
        char spec[24];
        PyObject *piece;
        if (at[0] != '%') {
            piece = PyUnicode_FromStringAndSize(at, (Py_ssize_t)n);
        } else if (at[1] == '%' || n >= sizeof spec) {
            piece = PyUnicode_FromString("%");
        } else {
            memcpy(spec, at, n);
            spec[n] = 0;
            piece = directive(spec, args);
        }
        PyUnicode_AppendAndDel(&text, piece);
        at += n;
    }
    return text;
}

#define RAISER(name, class)                              \
    Value name(const char *format, ...) {                \
        va_list args;                                    \
        va_start(args, format);                          \
        SCOPED_PY PyObject *text = message(format, &args); \
        va_end(args);                                    \
        if (text) PyErr_SetObject(class, text);          \
        return ERR;                                      \
    }

RAISER(err_arg, ArgumentError)
RAISER(err_type, PyExc_TypeError)
RAISER(err_index, PyExc_IndexError)
RAISER(err_state, StateError)
RAISER(err_arith, PyExc_ArithmeticError)
RAISER(err_unsupported, UnsupportedError)
RAISER(err_access, AccessError)
RAISER(err_abstract, AbstractError)
RAISER(err_value, PyExc_ValueError)

Value err_cast(const char *function, Ref culprit, const char *wanted) {
    return err_type("%s: %s cannot be cast to a %s", function, err_type_name(culprit), wanted);
}

const char *err_type_name(Ref r) {
    if (is_nil(r)) return "nil";
    if (is_int(r)) return "int";
    if (is_double(r)) return "float";
    const char *name = Py_TYPE(obj(r))->tp_name;
    return strncmp(name, "cljsh.[", 7) == 0 ? name + 6 : name; // a class of arrays, as Java names it
}
