// SPDX-License-Identifier: MIT
#include "base/error.h"

#include <stdarg.h>

PyObject *ArgumentError, *ArityError, *StateError, *UnsupportedError;

static PyObject *make(PyObject *module, const char *name, const char *doc, PyObject *bases) {
    char full[64];
    PyOS_snprintf(full, sizeof full, "cljsh.%s", name);
    PyObject *class = PyErr_NewExceptionWithDoc(full, doc, bases, NULL);
    if (class && PyModule_AddObjectRef(module, name, class) < 0) Py_CLEAR(class);
    return class;
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
    return ArityError && StateError && UnsupportedError ? 0 : -1;
}

#define RAISER(name, class)                      \
    Value name(const char *format, ...) {        \
        va_list args;                            \
        va_start(args, format);                  \
        PyErr_FormatV(class, format, args);      \
        va_end(args);                            \
        return ERR;                              \
    }

RAISER(err_arg, ArgumentError)
RAISER(err_type, PyExc_TypeError)
RAISER(err_index, PyExc_IndexError)
RAISER(err_state, StateError)
RAISER(err_arith, PyExc_ArithmeticError)
RAISER(err_unsupported, UnsupportedError)
RAISER(err_value, PyExc_ValueError)

const char *type_name(Ref r) {
    if (is_nil(r)) return "nil";
    if (is_int(r)) return "int";
    if (is_double(r)) return "float";
    return Py_TYPE(obj(r))->tp_name;
}
