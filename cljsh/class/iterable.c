// SPDX-License-Identifier: MIT
#include "class/iterable.h"

static PyObject *iter_by_iterator(PyObject *self, PyObject *none) {
    (void)none;
    SCOPED_PY PyObject *iterator = PyObject_CallMethod(self, "iterator", NULL);
    return iterator ? PyObject_GetIter(iterator) : NULL;
}

static PyObject *itself(PyObject *self, PyObject *none) {
    (void)none;
    return Py_NewRef(self);
}

static PyObject *next_by_has_next(PyObject *self, PyObject *none) {
    (void)none;
    SCOPED_PY PyObject *has_next = PyObject_CallMethod(self, "hasNext", NULL);
    int more = has_next ? PyObject_IsTrue(has_next) : -1;
    if (more == 0) PyErr_SetNone(PyExc_StopIteration);
    return more > 0 ? PyObject_CallMethod(self, "next", NULL) : NULL;
}

static int add(PyTypeObject *class, PyMethodDef *method) {
    SCOPED_PY PyObject *descriptor = PyDescr_NewMethod(class, method);
    // Through the type's own setattr, which fills the slot.
    return descriptor ? PyObject_SetAttrString((PyObject *)class, method->ml_name, descriptor) : -1;
}

int iterable_add(PyTypeObject *class, const struct class_info *info) {
    static PyMethodDef by_iterator = {"__iter__", iter_by_iterator, METH_NOARGS, "iter(self), by the method iterator"};
    static PyMethodDef iter_itself = {"__iter__", itself, METH_NOARGS, "iter(self)"};
    static PyMethodDef by_has_next = {"__next__", next_by_has_next, METH_NOARGS, "next(self), by the methods hasNext and next"};
    PyObject *methods = info->methods;
    if (info->ops.seq || PyDict_GetItemString(methods, "__iter__")) return 0;
    if (PyDict_GetItemString(methods, "iterator")) return add(class, &by_iterator);
    if (!PyDict_GetItemString(methods, "hasNext") || !PyDict_GetItemString(methods, "next")) return 0;
    if (add(class, &iter_itself) < 0) return -1;
    return PyDict_GetItemString(methods, "__next__") ? 0 : add(class, &by_has_next);
}
