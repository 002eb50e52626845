// SPDX-License-Identifier: MIT
#include "data/bytes.h"

#include "base/error.h"
#include "data/type.h"

static char *bytes_in(PyObject *self) { return PyByteArray_AS_STRING(self); }

PyObject *byte_array_new(Py_ssize_t n) { return PyObject_CallFunction((PyObject *)&byte_array_type, "n", n); }

static PyObject *item(PyObject *self, Py_ssize_t i) {
    if (i < 0 || i >= PyByteArray_GET_SIZE(self))
        return (err_index("index %zd out of bounds for length %zd", i, PyByteArray_GET_SIZE(self)), NULL);
    return PyLong_FromLong((signed char)bytes_in(self)[i]);
}

static int set_item(PyObject *self, Py_ssize_t i, PyObject *x) {
    if (!x) return PyByteArray_Type.tp_as_sequence->sq_ass_item(self, i, NULL);
    long byte = PyLong_AsLong(x);
    if (byte == -1 && PyErr_Occurred()) return -1;
    if (byte < -128 || byte > 255) return (err_arg("Value out of range for byte: %ld", byte), -1);
    if (i < 0 || i >= PyByteArray_GET_SIZE(self))
        return (err_index("index %zd out of bounds for length %zd", i, PyByteArray_GET_SIZE(self)), -1);
    bytes_in(self)[i] = (char)byte;
    return 0;
}

// An int or what says that it is one: 1 and *i, counted from the end when negative; 0 for a slice; -1.
static int plain_index(PyObject *self, PyObject *key, Py_ssize_t *i) {
    if (!PyIndex_Check(key)) return 0;
    *i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) return -1;
    if (*i < 0) *i += PyByteArray_GET_SIZE(self);
    return 1;
}

static PyObject *subscript(PyObject *self, PyObject *key) {
    Py_ssize_t i;
    int plain = plain_index(self, key, &i);
    if (plain) return plain < 0 ? NULL : item(self, i);
    SCOPED_PY PyObject *part = PyByteArray_Type.tp_as_mapping->mp_subscript(self, key);
    return part ? PyObject_CallOneArg((PyObject *)&byte_array_type, part) : NULL;
}

static int set_subscript(PyObject *self, PyObject *key, PyObject *x) {
    Py_ssize_t i;
    int plain = x ? plain_index(self, key, &i) : 0;
    if (plain) return plain < 0 ? -1 : set_item(self, i, x);
    return PyByteArray_Type.tp_as_mapping->mp_ass_subscript(self, key, x);
}

static PySequenceMethods as_sequence;
static PyMappingMethods as_mapping;

PyTypeObject byte_array_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.ByteArray",
    .tp_doc = "An array of bytes, read as integers from -128 to 127.",
    .tp_basicsize = sizeof(PyByteArrayObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_iter = PySeqIter_New,
    .tp_as_sequence = &as_sequence,
    .tp_as_mapping = &as_mapping,
};

int bytes_init(void) {
    as_sequence = *PyByteArray_Type.tp_as_sequence;
    as_mapping = *PyByteArray_Type.tp_as_mapping;
    as_sequence.sq_item = item;
    as_sequence.sq_ass_item = set_item;
    as_mapping.mp_subscript = subscript;
    as_mapping.mp_ass_subscript = set_subscript;
    byte_array_type.tp_base = &PyByteArray_Type;
    if (PyType_Ready(&byte_array_type) < 0) return -1;
    return PyModule_AddObjectRef(cljsh_module, "ByteArray", (PyObject *)&byte_array_type);
}
