// SPDX-License-Identifier: MIT
#include "class/member.h"

#include "base/error.h"
#include "class/instance.h"
#include "vm/named.h"
#include "vm/trace.h"
#include "vm/vm.h"

// Python's own suggestion machinery works on a traceback; ours on difflib.
static void suggest(PyObject *o, PyObject *name) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    SCOPED_PY PyObject *names = PyObject_Dir(o);
    SCOPED_PY PyObject *difflib = names ? PyImport_ImportModule("difflib") : NULL;
    SCOPED_PY PyObject *near = difflib ? PyObject_CallMethod(difflib, "get_close_matches", "OOi", name, names, 3) : NULL;
    if (near && PyList_Check(near) && PyList_GET_SIZE(near) > 0) {
        SCOPED_PY PyObject *comma = PyUnicode_FromString(", ");
        SCOPED_PY PyObject *joined = comma ? PyUnicode_Join(comma, near) : NULL;
        if (joined) {
            Py_XDECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(traceback);
            PyErr_Format(PyExc_AttributeError, "%s has no attribute '%U'. Did you mean: %U?", type_name(ref_of(o)), name, joined);
            return;
        }
    }
    PyErr_Restore(type, value, traceback);
}

static PyObject *get(PyObject *o, PyObject *name) {
    if (unlikely(PyExceptionInstance_Check(o)) && PyUnicode_CompareWithASCIIString(name, "__traceback__") == 0) trace_show(o);
    PyObject *munged = python_name(name);
    PyObject *r = munged ? PyObject_GetAttr(o, munged) : NULL;
    Py_XDECREF(munged);
    if (!r) suggest(o, name);
    return r;
}

// A field of an instance, or w 0.
static Value field_of(Ref r, Ref name) {
    const struct class_info *info = info_of(r);
    int field = info && info->class == Py_TYPE(obj(r)) ? instance_field(info, obj(name)) : -1;
    return field >= 0 ? keep(ref(instance_of(r)->words[field])) : ERR;
}

Value member_get(Ref r, Ref name) {
    Value field = field_of(r, name);
    if (field.w) return field;
    SCOPED_PY PyObject *o = py_of(r);
    return o ? val_of(get(o, obj(name))) : ERR;
}

Value member_or_call(Ref r, Ref name) {
    const struct class_info *info = info_of(r);
    PyObject *method = info ? PyDict_GetItem(info->methods, obj(name)) : NULL;
    if (method && is_fn(ref_of(method)) && info->class == Py_TYPE(obj(r))) return vm_call(ref_of(method), &r, 1);
    Value field = field_of(r, name);
    if (field.w) return field;
    SCOPED_PY PyObject *o = py_of(r);
    PyObject *a = o ? get(o, obj(name)) : NULL;
    if (!a) return ERR;
    if (!PyCallable_Check(a) || PyType_Check(a)) return val_of(a);
    Value result = is_fn(ref_of(a)) ? vm_call(ref_of(a), NULL, 0) : val_of(PyObject_CallNoArgs(a));
    Py_DECREF(a);
    return result;
}

int member_set(Ref r, Ref name, Ref value) {
    SCOPED_PY PyObject *o = py_of(r), *v = py_of(value), *munged = python_name(obj(name));
    return o && v && munged ? PyObject_SetAttr(o, munged, v) : -1;
}
