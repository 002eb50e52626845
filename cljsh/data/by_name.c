// SPDX-License-Identifier: MIT
#include "data/by_name.h"

enum lookup by_name_call(Ref self, const char *method, const Ref *args, Py_ssize_t n, Value *result) {
    *result = ERR;
    if (!is_obj(self) || !(ops_of(self)->kind & K_INSTANCE)) return LOOKUP_ABSENT;
    SCOPED_PY PyObject *f = PyObject_GetAttrString(obj(self), method);
    if (!f) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return LOOKUP_FAILED;
        PyErr_Clear();
        return LOOKUP_ABSENT;
    }
    SCOPED_PY PyObject *all = PyTuple_New(n);
    for (Py_ssize_t i = 0; all && i < n; i++) {
        PyObject *x = py_of(args[i]);
        if (!x) return LOOKUP_FAILED;
        PyTuple_SET_ITEM(all, i, x);
    }
    *result = all ? val_of(PyObject_CallObject(f, all)) : ERR;
    return ok(*result) ? LOOKUP_FOUND : LOOKUP_FAILED;
}
