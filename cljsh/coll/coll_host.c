// SPDX-License-Identifier: MIT
#include "coll/coll_host.h"

#include "base/absent.h"
#include "coll/vector.h"
#include "data/str.h"
#include "num/number.h"

bool host_is_indexed(Ref r) {
    if (!is_obj(r) || is_nil(r)) return false;
    PyObject *o = obj(r);
    return PyUnicode_Check(o) || (PySequence_Check(o) && !PyDict_Check(o));
}

// Things with keys, and x[key]; not classes, whose [] makes generic aliases.
static bool is_keyed(PyObject *o) { return PyDict_Check(o) || (PyMapping_Check(o) && !host_is_indexed(ref_of(o))); }

bool host_is_mutable(Ref r) {
    return is_obj(r) && (PyList_Check(obj(r)) || PyDict_Check(obj(r)) || PySet_Check(obj(r)) || PyByteArray_Check(obj(r)));
}

Py_ssize_t host_count(Ref r) {
    if (!is_obj(r) || PyType_Check(obj(r))) return -2;
    PyTypeObject *t = Py_TYPE(obj(r));
    bool has = (t->tp_as_sequence && t->tp_as_sequence->sq_length) || (t->tp_as_mapping && t->tp_as_mapping->mp_length);
    return has ? PyObject_Size(obj(r)) : -2;
}

static Value out_of_bounds(Ref r, Py_ssize_t i, Ref absent) {
    return absent.w ? keep(absent) : err_index("index %zd is out of bounds for this %s", i, err_type_name(r));
}

Value host_nth(Ref r, Py_ssize_t i, Ref absent) {
    PyObject *o = obj(r);
    if (i < 0) return out_of_bounds(r, i, absent);
    if (PyUnicode_Check(o)) return i < PyUnicode_GET_LENGTH(o) ? str_slice(o, i, i + 1) : out_of_bounds(r, i, absent);
    if (PyList_Check(o)) return i < PyList_GET_SIZE(o) ? val_from(PyList_GET_ITEM(o, i)) : out_of_bounds(r, i, absent);
    if (PyTuple_Check(o)) return i < PyTuple_GET_SIZE(o) ? val_from(PyTuple_GET_ITEM(o, i)) : out_of_bounds(r, i, absent);
    Value x = val_of(PySequence_GetItem(o, i));
    if (ok(x) || !PyErr_ExceptionMatches(PyExc_IndexError)) return x;
    PyErr_Clear();
    return out_of_bounds(r, i, absent);
}

/* The value at a key (new).  Keys that the mapping cannot have (unhashable, of
 * a wrong type) are absent. */
static enum lookup look_up(PyObject *o, Ref key, PyObject **x) {
    SCOPED_PY PyObject *k = py_of(key);
    enum lookup r = LOOKUP_FAILED;
    *x = NULL;
    if (!k) return r;
    if (PyDict_CheckExact(o)) {
        r = lookup_in_dict(o, k, x);
        Py_XINCREF(*x);
    } else if ((*x = PyObject_GetItem(o, k))) {
        r = LOOKUP_FOUND;
    }
    if (r != LOOKUP_FAILED || !(PyErr_ExceptionMatches(PyExc_LookupError) || PyErr_ExceptionMatches(PyExc_TypeError))) return r;
    PyErr_Clear();
    return LOOKUP_ABSENT;
}

static Value look_up_or(PyObject *o, Ref key, Ref absent) {
    PyObject *x;
    enum lookup r = look_up(o, key, &x);
    return r == LOOKUP_ABSENT ? keep(absent) : val_of(x);
}

static bool is_slice(Ref key) { return is_obj(key) && PySlice_Check(obj(key)); }

// Something with [] of its own: an array, a data frame.  Python's own sequences know indexes only.
static bool takes_any_key(PyObject *o) {
    return PyMapping_Check(o) && !PyUnicode_Check(o) && !PyList_Check(o) && !PyTuple_Check(o) && !PyBytes_Check(o) &&
           !PyByteArray_Check(o) && !PyRange_Check(o);
}

Value host_get(Ref r, Ref key, Ref absent) {
    PyObject *o = obj(r);
    int64_t i;
    if (PyType_Check(o)) return keep(absent);
    if (is_keyed(o)) return look_up_or(o, key, absent);
    if (is_slice(key)) return val_of(PyObject_GetItem(o, obj(key)));
    if (host_is_indexed(r)) {
        if (int64_of(key, &i)) return host_nth(r, i, absent);
        if (!takes_any_key(o)) { // a number is an index towards zero
            int number = number_index(key, &i);
            return number < 0 ? ERR : number ? host_nth(r, i, absent) : keep(absent);
        }
        return look_up_or(o, key, absent);
    }
    if (PyAnySet_Check(o)) {
        int has = host_contains(r, key);
        return has < 0 ? ERR : keep(has ? key : absent);
    }
    return keep(absent);
}

int host_contains(Ref r, Ref key) {
    PyObject *o = obj(r);
    int64_t i;
    if (PyType_Check(o)) goto unsupported;
    if (is_keyed(o) || PyAnySet_Check(o)) {
        SCOPED_PY PyObject *k = py_of(key);
        int has = k ? PySequence_Contains(o, k) : -1;
        if (has >= 0 || !PyErr_ExceptionMatches(PyExc_TypeError)) return has;
        PyErr_Clear();
        return 0;
    }
    if (host_is_indexed(r)) {
        int number = number_index(key, &i);
        Py_ssize_t n = number > 0 ? PyObject_Size(o) : 0;
        if (n < 0 || number < 0) return -1;
        if (number || takes_any_key(o)) return n > 0 && i >= 0 && i < n;
        return (err_arg("contains? of %s needs an index, not %s", err_type_name(r), err_type_name(key)), -1);
    }
unsupported:
    return (err_arg("contains? not supported on type: %s", err_type_name(r)), -1);
}

Value host_find(Ref r, Ref key) {
    PyObject *o = obj(r);
    if (PyType_Check(o) || !is_keyed(o)) return err_arg("find not supported on type: %s", err_type_name(r));
    PyObject *x;
    if (look_up(o, key, &x) == LOOKUP_ABSENT) return nil_value();
    SCOPED Value val = val_of(x);
    return failed(val) ? ERR : entry_new(key, ref(val));
}
