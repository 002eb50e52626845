// SPDX-License-Identifier: MIT
#include "class/member.h"

#include "base/absent.h"
#include "base/call.h"
#include "base/error.h"
#include "class/instance.h"
#include "data/str.h"
#include "vars/lib_var.h"
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
            PyErr_Format(PyExc_AttributeError, "%s has no attribute '%U'. Did you mean: %U?", err_type_name(ref_of(o)), name, joined);
            return;
        }
    }
    PyErr_Restore(type, value, traceback);
}

// The name as Python has it; of an exception whose traceback is asked for, that is made first.
static PyObject *python_name(PyObject *o, PyObject *name) {
    if (unlikely(PyExceptionInstance_Check(o)) && PyUnicode_CompareWithASCIIString(name, "__traceback__") == 0) trace_show(o);
    return named_python_name(name);
}

static PyObject *get(PyObject *o, PyObject *name) {
    PyObject *munged = python_name(o, name);
    PyObject *r = munged ? PyObject_GetAttr(o, munged) : NULL;
    Py_XDECREF(munged);
    return r;
}

static PyObject *get_or_suggest(PyObject *o, PyObject *name) {
    PyObject *r = get(o, name);
    if (!r && o == Py_None && PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Format(NilMemberError, "nil has no attribute '%U'", name);
    else if (!r)
        suggest(o, name);
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
    return o ? val_of(get_or_suggest(o, obj(name))) : ERR;
}

static PyTypeObject *class_of(Ref r) { return is_int(r) ? &PyLong_Type : is_double(r) ? &PyFloat_Type : Py_TYPE(obj(r)); }

/* Does an object of this class surely lack an attribute?  That is told without
 * raising an exception where objects have none but those of their classes. */
static bool surely_lacks(PyTypeObject *type, PyObject *name) {
    bool plain = type == &PyUnicode_Type || type == &PyLong_Type || type == &PyFloat_Type || type == &PyList_Type ||
                 type == &PyDict_Type || type == &PyBytes_Type || type == &PyTuple_Type || type == &PyBool_Type;
    if (!plain && (Py_TYPE(type) != &clj_meta || ((CljType *)type)->ops->kind & (K_INSTANCE | K_FN | K_MULTI) || !type->tp_mro)) return false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); i++)
        if (PyDict_Contains(((PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i))->tp_dict, name)) return false;
    return true;
}

LIB_VAR(java_method, "cljsh.core", "java-method", "clojure/core/70_ns.clj");

/* What was found for a class and a name, both kept for ever.  The table does
 * not change once a program runs, and tells objects apart by their classes. */
#define FOUND 256
static struct { PyTypeObject *type; PyObject *name; Value f; } found[FOUND];
static inline size_t found_at(const PyTypeObject *type, Ref name) { return ((uintptr_t)type >> 4 ^ name.w >> 4) % FOUND; }

PyObject *member_java_known(Ref r, Ref name) {
    PyTypeObject *type = class_of(r);
    size_t at = found_at(type, name);
    return found[at].type == type && found[at].name == obj(name) && surely_lacks(type, obj(name)) ? obj(ref(found[at].f)) : NULL;
}

static enum lookup member_java(Ref r, Ref name, Value *java) {
    PyTypeObject *type = class_of(r);
    size_t at = found_at(type, name);
    *java = ERR;
    if (found[at].type == type && found[at].name == obj(name)) {
        *java = keep(ref(found[at].f));
        return LOOKUP_FOUND;
    }
    Ref find = lib_var_root(&java_method);
    if (!find.w) return LOOKUP_ABSENT;
    Value f = call2(find, name, r);
    if (failed(f)) return LOOKUP_FAILED;
    if (is_nil(ref(f))) return drop(f), LOOKUP_ABSENT;
    if (!found[at].type && type->tp_flags & Py_TPFLAGS_READY) {
        found[at].type = (PyTypeObject *)Py_NewRef(type);
        found[at].name = Py_NewRef(obj(name));
        found[at].f = keep(ref(f));
    }
    *java = f;
    return LOOKUP_FOUND;
}

// Is what was got from a class a method that its instances have?
static bool is_method_of_instances(PyObject *o, PyObject *a) {
    return PyType_Check(o) && (PyFunction_Check(a) || is_fn(ref_of(a)) || instance_method_is(a));
}

Value member_get_java(Ref r, Ref name, Value *java) {
    *java = ERR;
    Value field = field_of(r, name);
    if (field.w) return field;
    if (surely_lacks(class_of(r), obj(name)) && member_java(r, name, java) != LOOKUP_ABSENT) return ERR;
    SCOPED_PY PyObject *o = py_of(r), *munged = o ? python_name(o, obj(name)) : NULL;
    PyObject *a = NULL;
    // Without an exception, where it is one that is told from the classes alone.
    if (!munged || _PyObject_LookupAttr(o, munged, &a)) {
        if (!a || !is_method_of_instances(o, a)) return val_of(a);
        const enum lookup of_class = member_java(r, name, java); // (.getName File) is the class's name, though files have one
        if (of_class == LOOKUP_ABSENT) return val_of(a);
        Py_DECREF(a);
        return ERR;
    }
    const enum lookup there = member_java(r, name, java);
    if (there == LOOKUP_ABSENT) get_or_suggest(o, obj(name));
    return ERR;
}

static bool has_class(PyObject *text, Py_ssize_t n) {
    Py_ssize_t open = PyUnicode_FindChar(text, '[', 0, n, 1);
    return open >= 0 && open + 2 < n && PyUnicode_FindChar(text, ']', open + 2, n, 1) > 0;
}

static bool is_operator(Py_UCS4 c) {
    return c == '+' || c == '*' || c == '?' || c == '|' || c == '.' || c == '^' || c == '$';
}

// Something repeated, as in ", *", or one of several, as in "a|b".
static bool has_operator(PyObject *text, Py_ssize_t n) {
    for (Py_ssize_t i = 1; i < n; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i), before = PyUnicode_READ_CHAR(text, i - 1);
        if (is_operator(before)) continue;
        if (c == '+' || c == '*' || c == '?') return true;
        if (c == '|' && i + 1 < n && !is_operator(PyUnicode_READ_CHAR(text, i + 1))) return true;
    }
    return false;
}

static bool is_regular_expression(PyObject *text) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    return n == 0 || PyUnicode_FindChar(text, '\\', 0, n, 1) >= 0 || has_class(text, n) || has_operator(text, n);
}

static bool is_limit_of_java(Ref limit) {
    return is_int(limit) && (int_of(limit) == 0 || int_of(limit) > 1);
}

enum lookup member_of_pattern(Ref o, Ref name, Ref pattern, Ref limit, Value *java) {
    if (!is_str(o) || !is_str(pattern) || PyUnicode_CompareWithASCIIString(obj(name), "split") != 0) return LOOKUP_ABSENT;
    return is_regular_expression(obj(pattern)) || is_limit_of_java(limit) ? member_java(o, name, java) : LOOKUP_ABSENT;
}

Value member_or_call(Ref r, Ref name) {
    const struct class_info *info = info_of(r);
    PyObject *method = info ? PyDict_GetItem(info->methods, obj(name)) : NULL;
    if (method && is_fn(ref_of(method)) && info->class == Py_TYPE(obj(r))) return vm_call(ref_of(method), &r, 1);
    Value field = field_of(r, name);
    if (field.w) return field;
    Value own;
    Value attribute = member_get_java(r, name, &own);
    SCOPED Value java = own;
    if (ok(java)) return call1(ref(java), r);
    PyObject *a = ok(attribute) ? py_give(attribute) : NULL;
    if (!a) return ERR;
    // A class, and a value that can be called, such as a map or a keyword, is the field's value itself.
    if (!PyCallable_Check(a) || PyType_Check(a) || (kind_of(ref_of(a)) & (K_IFN | K_FN | K_MULTI)) == K_IFN) return val_of(a);
    Value result = is_fn(ref_of(a)) ? vm_call(ref_of(a), NULL, 0) : val_of(PyObject_CallNoArgs(a));
    Py_DECREF(a);
    return result;
}

int member_set(Ref r, Ref name, Ref value) {
    SCOPED_PY PyObject *o = py_of(r), *v = py_of(value), *munged = named_python_name(obj(name));
    return o && v && munged ? PyObject_SetAttr(o, munged, v) : -1;
}
