// SPDX-License-Identifier: MIT
#include "base/value.h"

Value int_value_big(int64_t n) { return adopt(PyLong_FromLongLong(n)); }

// An integer of another make, such as numpy's, by its __index__.
static int index_of(PyObject *o, int64_t *n) {
    SCOPED_PY PyObject *index = PyNumber_Index(o);
    if (!index) return PyErr_Clear(), 0;
    return int64_of(ref_of(index), n);
}

int int64_of(Ref r, int64_t *n) {
    if (is_int(r)) { *n = int_of(r); return 1; }
    if (!is_obj(r) || PyBool_Check(obj(r))) return 0;
    if (!PyLong_Check(obj(r))) return PyIndex_Check(obj(r)) && index_of(obj(r), n);
    int overflow;
    long long v = PyLong_AsLongLongAndOverflow(obj(r), &overflow);
    if (overflow) return 0;
    *n = v;
    return 1;
}

Value double_value_boxed(double d) { return adopt(PyFloat_FromDouble(d)); }

// The tagged word for an int or float, or w 0 when it fits none; the object stays its owner's.
static inline Value tagged(PyObject *o) {
    if (unlikely(!PyLong_CheckExact(o))) {
        Value v = double_value(PyFloat_AS_DOUBLE(o));
        if (!W_IS_OBJ(v.w)) return v;
        xdrop(v);
        return ERR;
    }
    Py_ssize_t size = Py_SIZE(o);
    const digit *digits = ((PyLongObject *)o)->ob_digit;
    if (likely(size == 1)) return (Value){W_INT((int64_t)digits[0])}; // of up to two digits without a call
    if (likely(size >= -2 && size <= 2)) {
        int64_t n = size == 0 ? 0 : digits[0] | (size == 2 || size == -2 ? (int64_t)digits[1] << PyLong_SHIFT : 0);
        return (Value){W_INT(size < 0 ? -n : n)};
    }
    int overflow;
    long long n = PyLong_AsLongLongAndOverflow(o, &overflow);
    return overflow || !fits_int(n) ? ERR : (Value){W_INT(n)};
}

// By its name, for whoever has one has imported numpy, and asking it would import it for all others.
PyObject *val_plain_bool(PyObject *o) {
    const char *name = Py_TYPE(o)->tp_name;
    if (strncmp(name, "numpy.bool", 10) != 0 || (name[10] && strcmp(name + 10, "_") != 0)) return o;
    return Py_TYPE(o)->tp_as_number->nb_bool(o) ? Py_True : Py_False;
}

Value val_of_big(PyObject *o) {
    Value v = tagged(o);
    if (unlikely(failed(v))) return adopt(o);
    Py_DECREF(o);
    return v;
}

Value val_from_big(PyObject *o) {
    Value v = tagged(o);
    return likely(ok(v)) ? v : keep_obj(o);
}

PyObject *py_box(Ref r) {
    if (is_int(r)) return PyLong_FromLongLong(int_of(r));
    if (is_double(r)) return PyFloat_FromDouble(double_of(r));
    Py_XINCREF(obj(r));
    return obj(r);
}
