// SPDX-License-Identifier: MIT
#include "base/value.h"

Value int_value_big(int64_t n) { return own(PyLong_FromLongLong(n)); }

int int64_of(Ref r, int64_t *n) {
    if (is_int(r)) { *n = int_of(r); return 1; }
    if (!is_obj(r) || !PyLong_Check(obj(r)) || PyBool_Check(obj(r))) return 0;
    int overflow;
    long long v = PyLong_AsLongLongAndOverflow(obj(r), &overflow);
    if (overflow) return 0;
    *n = v;
    return 1;
}

Value double_value_boxed(double d) { return own(PyFloat_FromDouble(d)); }

Value val_of_big(PyObject *o) {
    if (PyFloat_CheckExact(o)) {
        Value v = double_value(PyFloat_AS_DOUBLE(o));
        if (W_IS_OBJ(v.w)) { xdrop(v); return own(o); } // boxed already: keep the one there is
        Py_DECREF(o);
        return v;
    }
    int overflow;
    long long n = PyLong_AsLongLongAndOverflow(o, &overflow);
    if (overflow || !fits_int(n)) return own(o);
    Py_DECREF(o);
    return (Value){W_INT(n)};
}

PyObject *py_box(Ref r) {
    if (is_int(r)) return PyLong_FromLongLong(int_of(r));
    if (is_double(r)) return PyFloat_FromDouble(double_of(r));
    Py_XINCREF(obj(r));
    return obj(r);
}
