// SPDX-License-Identifier: MIT
// Decoding of what goes by a name, and of things of the host; see encoding.h for the format.
#include "encoding/decode_parts.h"

#include "base/call.h"
#include "base/error.h"
#include "class/instance.h"
#include "coll/coll.h"
#include "data/str.h"
#include "data/symbol.h"
#include "state/ref.h"
#include "text/regex.h"

#include <datetime.h>

// --- things of the host -----------------------------------------------------------

Value decode_inst(struct decoder *d) {
    static const int most[] = {9999, 12, 31, 23, 59, 59, 999999};
    int part[7];
    for (int i = 0; i < 7; i++) {
        int64_t n = decode_limited(d, (uint64_t)most[i]);
        if (n < 0) return ERR;
        part[i] = (int)n;
    }
    if (!PyDateTimeAPI) PyDateTime_IMPORT;
    if (!PyDateTimeAPI) return ERR;
    Value v = adopt(PyDateTimeAPI->DateTime_FromDateAndTime(part[0], part[1], part[2], part[3], part[4], part[5], part[6],
                                                          PyDateTime_TimeZone_UTC, PyDateTimeAPI->DateTimeType));
    return failed(v) ? bad_code("an instant is malformed") : v;
}

Value decode_uuid(struct decoder *d) {
    const uint8_t *p = decode_bytes(d, 16);
    SCOPED_PY PyObject *module = p ? PyImport_ImportModule("uuid") : NULL;
    SCOPED_PY PyObject *class = module ? PyObject_GetAttrString(module, "UUID") : NULL;
    SCOPED_PY PyObject *bytes = class ? PyBytes_FromStringAndSize((const char *)p, 16) : NULL;
    return bytes ? adopt(PyObject_CallFunctionObjArgs(class, Py_None, bytes, NULL)) : ERR;
}

static Value unhashable(void) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) bad_code("an element of a set or dict cannot be one");
    return ERR;
}

Value decode_container(struct decoder *d, enum tag tag) {
    int64_t n = decode_count(d, 1);
    if (n < 0) return ERR;
    SCOPED_PY PyObject *list = PyList_New(0);
    for (int64_t i = 0; list && i < n; i++) {
        Value v = decode_value(d);
        SCOPED_PY PyObject *o = ok(v) ? py_give(v) : NULL;
        if (!o || PyList_Append(list, o) < 0) return ERR;
    }
    if (!list) return ERR;
    Value v = tag == TAG_PY_LIST ? keep_obj(list) : tag == TAG_TUPLE ? adopt(PyList_AsTuple(list))
            : tag == TAG_PY_SET  ? adopt(PySet_New(list)) : adopt(PyFrozenSet_New(list));
    return ok(v) ? v : unhashable();
}

Value decode_dict(struct decoder *d) {
    int64_t n = decode_count(d, 2);
    PyObject *dict = n < 0 ? NULL : PyDict_New();
    for (int64_t i = 0; dict && i < n; i++) {
        Value k = decode_value(d), v = ok(k) ? decode_value(d) : ERR;
        SCOPED_PY PyObject *key = ok(k) ? py_give(k) : NULL, *val = ok(v) ? py_give(v) : NULL;
        if (key && val && PyDict_SetItem(dict, key, val) == 0) continue;
        if (key && val) unhashable();
        Py_CLEAR(dict);
    }
    return adopt(dict);
}

// --- names ---------------------------------------------------------------------------

static struct ns *get_ns(struct decoder *d, PyObject *name) {
    struct ns *ns = ns_find(name);
    if (ns) return ns;
    if (d->travel) return d->travel->ns(name);
    int loaded = ns_load_absent(name, NULL);
    ns = loaded > 0 ? ns_find(name) : NULL;
    if (!ns && loaded >= 0) bad_code("there is no namespace %U", name);
    return ns;
}

// What a dotted name leads to, once the part of the program that has it is loaded (borrowed), or NULL.
static PyObject *get_member(PyObject *dotted) {
    PyObject *o = ns_member(dotted);
    if (o) return o;
    SCOPED_PY PyObject *munged = PyUnicode_Substring(dotted, 0, PyUnicode_FindChar(dotted, '.', 0, PyUnicode_GET_LENGTH(dotted), -1));
    SCOPED_PY PyObject *home = munged ? str_replaced(munged, '_', '-') : NULL;
    return home && !ns_find(home) && ns_load_absent(home, NULL) > 0 ? ns_member(dotted) : NULL;
}

Value decode_var(struct decoder *d) {
    SCOPED_PY PyObject *ns_name = decode_name(d), *name = ns_name ? decode_name(d) : NULL;
    int make = name ? decode_byte(d) : -1;
    if (make < 0) return ERR;
    struct ns *ns = get_ns(d, ns_name);
    if (!ns) return ERR;
    PyObject *o = ns_lookup(ns, name);
    if (o && is_var(ref_of(o)) && ((struct var *)o)->ns == ns) return keep_obj(o);
    if (!d->travel && (!make || ns != ns_current())) return bad_code("there is no %U/%U", ns_name, name);
    struct var *v = ns_intern(ns, name);
    return v ? keep_obj(v) : ERR;
}

Value decode_root(struct decoder *d) {
    SCOPED Value v = decode_value(d);
    if (failed(v)) return ERR;
    if (!is_var(ref(v)) || !var_of(ref(v))->root.w || !is_fn(ref(var_of(ref(v))->root))) return bad_code("a var holds no function any more");
    return keep(ref(var_of(ref(v))->root));
}

Value decode_class(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    PyObject *o = name ? get_member(name) : NULL;
    if (o && is_var(ref_of(o))) o = ((struct var *)o)->root.w ? obj(ref(((struct var *)o)->root)) : NULL;
    if (o && is_obj(ref_of(o)) && PyType_Check(o) && info_of_class((PyTypeObject *)o)) return keep_obj(o);
    return name && !PyErr_Occurred() ? bad_code("there is no class %U", name) : ERR;
}

static Value failed_import(PyObject *name) {
    if (PyErr_ExceptionMatches(PyExc_Exception)) bad_code("the module %U cannot be imported", name);
    return ERR;
}

static PyObject *get_module(PyObject *name) {
    PyObject *module;
    enum lookup found = lookup_module(name, &module);
    if (found == LOOKUP_ABSENT) {
        SCOPED_PY PyObject *outermost = PyImport_Import(name); // the package it is in
        found = outermost ? lookup_module(name, &module) : LOOKUP_FAILED;
    }
    if (found == LOOKUP_ABSENT) bad_code("the module %U cannot be imported", name);
    if (found == LOOKUP_FAILED) failed_import(name);
    return module;
}

Value decode_module(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    return name ? adopt(get_module(name)) : ERR;
}

Value decode_host(struct decoder *d) {
    SCOPED_PY PyObject *module = decode_name(d), *name = module ? decode_name(d) : NULL;
    SCOPED_PY PyObject *dot = name ? PyUnicode_FromString(".") : NULL, *parts = dot ? PyUnicode_Split(name, dot, -1) : NULL;
    PyObject *o = parts ? get_module(module) : NULL;
    for (Py_ssize_t i = 0; o && i < PyList_GET_SIZE(parts); i++) {
        Py_SETREF(o, PyObject_GetAttr(o, PyList_GET_ITEM(parts, i)));
        if (!o && PyErr_ExceptionMatches(PyExc_Exception)) return bad_code("there is no %U in the module %U", name, module);
    }
    if (o && !PyType_Check(o) && !PyCFunction_Check(o) && !PyFunction_Check(o)) {
        Py_DECREF(o);
        return bad_code("%U of the module %U is neither class nor function", name, module);
    }
    return adopt(o);
}

Value decode_named(struct decoder *d) {
    SCOPED_PY PyObject *ns_name = decode_name(d), *prefix = ns_name ? decode_str(d) : NULL, *name = prefix ? decode_name(d) : NULL;
    struct ns *ns = name ? get_ns(d, ns_name) : NULL;
    if (!ns) return ERR;
    if (prefix == Py_None) Py_CLEAR(prefix);
    PyObject *o = encode_named_object(ns, prefix, name);
    if (o) return val_from(o);
    Value class = ERR;
    int loaded = prefix ? 0 : ns_load_absent(name, &class);
    if (loaded > 0) return class;
    return loaded == 0 ? bad_code("%U means nothing of the host in %U any more", name, ns_name) : ERR;
}

Value decode_symbol(struct decoder *d, bool keyword) {
    SCOPED_PY PyObject *ns = decode_str(d), *name = ns ? decode_name(d) : NULL;
    if (!name) return ERR;
    PyObject *prefix = ns == Py_None ? NULL : ns;
    return keyword ? keyword_new(prefix, name) : symbol_new(prefix, name);
}

Value decode_pattern(struct decoder *d) {
    SCOPED_PY PyObject *source = decode_name(d);
    return source ? pattern_new(source) : ERR;
}

Value decode_volatile(struct decoder *d) {
    Value v = decode_value(d);
    if (failed(v)) return ERR;
    struct volatile_box *box = (struct volatile_box *)TYPE_OBJECT(volatile_type)->tp_alloc(TYPE_OBJECT(volatile_type), 0);
    if (!box) return (drop(v), ERR);
    box->value = v;
    return adopt(box);
}

Value decode_ns(struct decoder *d) {
    SCOPED_PY PyObject *name = decode_name(d);
    struct ns *ns = name ? get_ns(d, name) : NULL;
    return ns ? keep_obj(ns) : ERR;
}
