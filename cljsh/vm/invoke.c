// SPDX-License-Identifier: MIT
/* Calling what is no function of ours: keywords, maps, vars … through their
 * operations, and Python callables through vectorcall. */
#include "base/error.h"
#include "data/map.h"
#include "data/symbol.h"
#include "vm/instance.h"
#include "vm/member.h"
#include "vm/vm.h"

#define SMALL 8

// Boxes arguments behind a free slot, as PY_VECTORCALL_ARGUMENTS_OFFSET wants.
static PyObject **box_args(Value *args, Py_ssize_t n, PyObject **small) {
    PyObject **boxed = n < SMALL ? small : PyMem_New(PyObject *, n + 1);
    if (!boxed) return (PyObject **)PyErr_NoMemory();
    boxed[0] = NULL;
    for (Py_ssize_t i = 0; i < n; i++) {
        boxed[i + 1] = py_of(ref(args[i]));
        if (boxed[i + 1]) continue;
        while (i-- > 0) Py_DECREF(boxed[i + 1]);
        if (boxed != small) PyMem_Free(boxed);
        return NULL;
    }
    return boxed;
}

static void free_args(PyObject **boxed, Py_ssize_t n, PyObject **small) {
    for (Py_ssize_t i = 0; i < n; i++) Py_DECREF(boxed[i + 1]);
    if (boxed != small) PyMem_Free(boxed);
}

static Value call_python(PyObject *f, Value *args, Py_ssize_t n) {
    PyObject *small[SMALL + 1], **boxed = box_args(args, n, small);
    if (!boxed) return ERR;
    PyObject *r = PyObject_Vectorcall(f, boxed + 1, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    free_args(boxed, n, small);
    return val_of(r);
}

Value invoke_value(Ref f, Value *args, Py_ssize_t n) {
    if (is_obj(f) && Py_TYPE(obj(f)) == &clj_meta) { // (T. a b) of a deftype that Python did not change
        PyTypeObject *class = (PyTypeObject *)obj(f);
        const struct class_info *info = info_of_class(class);
        if (info && info->class == class && class->tp_init == PyBaseObject_Type.tp_init) return instance_new(class, args, n);
    }
    const Ops *ops = ops_of(f);
    if (ops->invoke) return ops->invoke(f, args, n);
    if (is_obj(f) && !is_nil(f) && PyCallable_Check(obj(f))) return call_python(obj(f), args, n);
    SCOPED_PY PyObject *o = py_of(f);
    SCOPED_PY PyObject *text = o ? PyObject_Repr(o) : NULL;
    if (!text) return ERR;
    if (is_nil(f)) return err_type("nil can't be called as a function");
    return err_type("%s can't be called as a function: %.100U", type_name(f), text);
}

// The trailing map of keyword arguments as a new dict with str keys.
static PyObject *kwargs_dict(Ref map) {
    PyObject *dict = PyDict_New();
    if (is_nil(map) || !dict) return dict;
    if (is_obj(map) && PyDict_Check(obj(map))) {
        if (PyDict_Update(dict, obj(map)) < 0) Py_CLEAR(dict);
        return dict;
    }
    struct map_cursor c = {0};
    Ref key, val;
    if (!is_clj(map, &array_map_type) && !is_clj(map, &hash_map_type)) {
        err_arg("keyword arguments are a map, not %s", type_name(map));
        Py_CLEAR(dict);
        return NULL;
    }
    while (map_each(map, &c, &key, &val)) {
        PyObject *name = is_keyword(key) ? Py_NewRef(keyword_of(key)->name) : py_of(key);
        SCOPED_PY PyObject *minus = PyUnicode_FromString("-"), *under = PyUnicode_FromString("_");
        if (name && PyUnicode_Check(name) && is_keyword(key)) Py_SETREF(name, PyUnicode_Replace(name, minus, under, -1));
        PyObject *value = name ? py_of(val) : NULL;
        int r = value ? PyDict_SetItem(dict, name, value) : -1;
        Py_XDECREF(name);
        Py_XDECREF(value);
        if (r < 0) { Py_DECREF(dict); return NULL; }
    }
    return dict;
}

static Value call_with_kwargs(PyObject *f, Value *args, Py_ssize_t n) {
    PyObject *small[SMALL + 1], **boxed = box_args(args, n - 1, small);
    if (!boxed) return ERR;
    PyObject *kwargs = kwargs_dict(ref(args[n - 1]));
    PyObject *r = kwargs ? PyObject_VectorcallDict(f, boxed + 1, (size_t)(n - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwargs) : NULL;
    Py_XDECREF(kwargs);
    free_args(boxed, n - 1, small);
    return val_of(r);
}

Value invoke_kwargs(Ref f, Value *args, Py_ssize_t n) {
    if (!is_obj(f)) return err_type("%s can't be called with keyword arguments", type_name(f));
    return call_with_kwargs(obj(f), args, n);
}

Value invoke_method(Ref name, Value *args, Py_ssize_t n, bool kwargs) {
    const struct class_info *info = kwargs ? NULL : info_of(ref(args[0]));
    if (info && info->class == Py_TYPE(obj(ref(args[0])))) {
        PyObject *f = PyDict_GetItem(info->methods, obj(name));
        if (f && is_fn(ref_of(f))) return vm_call(ref_of(f), (const Ref *)args, n);
    }
    Value method = member_get(ref(args[0]), name);
    if (failed(method)) return ERR;
    Value r = kwargs ? invoke_kwargs(ref(method), args + 1, n - 1)
              : ops_of(ref(method))->invoke ? ops_of(ref(method))->invoke(ref(method), args + 1, n - 1)
                                            : invoke_value(ref(method), args + 1, n - 1);
    drop(method);
    return r;
}
