// SPDX-License-Identifier: MIT
// Encoding of what goes by a name, and of things of the host; see encoding.h for the format.
#include "encoding/encode_parts.h"

#include "base/absent.h"
#include "base/error.h"
#include "class/instance.h"
#include "data/symbol.h"
#include "num/tower.h"
#include "vars/var.h"

int encoder_name(struct encoder *e, PyObject *o, struct ns *ns, PyObject *prefix, PyObject *name) {
    if (!e->names && !(e->names = PyDict_New())) return -1;
    SCOPED_PY PyObject *key = PyLong_FromVoidPtr(o);
    SCOPED_PY PyObject *what = Py_BuildValue("(OOOO)", ns->name, prefix ? prefix : Py_None, name, o); // o stays alive
    return key && what ? PyDict_SetItem(e->names, key, what) : -1;
}

COLD int encode_cannot(struct encoder *e, Ref r) {
    int written = e->travel ? e->travel->write(e, r) : 0;
    if (written) return written < 0 ? -1 : 0;
    err_type("a value of type %s cannot be encoded", err_type_name(r));
    return -1;
}

PyObject *encode_named_object(struct ns *ns, PyObject *prefix, PyObject *name) {
    PyObject *o;
    if (prefix) {
        SCOPED Value symbol = symbol_new(prefix, name);
        SCOPED Value v = ERR;
        bool found = ok(symbol) && ns_resolve(ns, ref(symbol), &v) == LOOKUP_FOUND;
        PyErr_Clear();
        return found && is_obj(ref(v)) && Py_REFCNT(obj(ref(v))) > 1 && !is_var(ref(v)) ? obj(ref(v)) : NULL;
    }
    o = ns_lookup(ns, name);
    if (!o) o = ns_lookup(core_ns, name);
    if (!o) o = PyDict_GetItem(ns->aliases, name);
    if (!o) o = PyDict_GetItem(core_ns->aliases, name);
    if (!o && ns->awaited) o = ns_default(ns, name, NULL, false) > 0 ? PyDict_GetItem(ns->aliases, name) : (PyErr_Clear(), NULL);
    return o && !is_var(ref_of(o)) && !is_ns(ref_of(o)) ? o : NULL;
}

static PyObject *own_name_of_class(PyObject *class) {
    SCOPED_PY PyObject *module = PyObject_GetAttrString(class, "__module__"), *name = PyObject_GetAttrString(class, "__qualname__");
    PyObject *full = module && name && PyUnicode_Check(module) && PyUnicode_Check(name) ? PyUnicode_FromFormat("%U.%U", module, name) : NULL;
    PyErr_Clear();
    return full;
}

/* The full name (new, or NULL) of a class of the JVM's, where it is known by that everywhere: that of the
 * namespace of its static members, or its own.  So the import, which a macro may have done, need not have run. */
static PyObject *full_name_of_class(struct ns *ns, PyObject *name, PyObject *class) {
    PyObject *statics;
    if (!PyType_Check(class)) return NULL;
    bool imported = lookup_in_dict(ns->aliases, name, &statics) == LOOKUP_FOUND && is_ns(ref_of(statics));
    PyErr_Clear();
    PyObject *full = imported ? Py_NewRef(((struct ns *)statics)->name) : own_name_of_class(class);
    if (full) PyUnicode_InternInPlace(&full);
    if (full && !(ns_names_class(full) && ns_lookup(core_ns, full) == class)) Py_CLEAR(full);
    return full;
}

static int put_named(struct encoder *e, struct ns *ns, PyObject *prefix, PyObject *name) {
    return encode_byte(e, TAG_NAMED) < 0 || encode_name(e, ns->name) < 0 || encode_name(e, prefix) < 0 ? -1 : encode_name(e, name);
}

int encode_named(struct encoder *e, PyObject *o) {
    if (!e->names) return 0;
    PyObject *what;
    SCOPED_PY PyObject *key = PyLong_FromVoidPtr(o);
    enum lookup named = key ? lookup_in_dict(e->names, key, &what) : LOOKUP_FAILED;
    if (named != LOOKUP_FOUND) return named;
    PyObject *prefix = PyTuple_GET_ITEM(what, 1), *name = PyTuple_GET_ITEM(what, 2);
    struct ns *ns = ns_find(PyTuple_GET_ITEM(what, 0));
    SCOPED_PY PyObject *full = prefix == Py_None && ns ? full_name_of_class(ns, name, o) : NULL;
    if (full) return put_named(e, core_ns, NULL, full) < 0 ? -1 : 1;
    PyObject *found = ns ? encode_named_object(ns, prefix == Py_None ? NULL : prefix, name) : NULL;
    bool is_missing = !found && ns && prefix == Py_None && ns_names_class(name); // what stands for a class that is not here is found by the name
    if (found != o && !is_missing) return 0;
    return put_named(e, ns, prefix, name) < 0 ? -1 : 1;
}

// What a module's qualified name leads to: new, or NULL without exception.
static PyObject *walk_name(PyObject *module, PyObject *qualified) {
    PyObject *o = PyDict_GetItemWithError(PyImport_GetModuleDict(), module);
    SCOPED_PY PyObject *dot = PyUnicode_FromString("."), *parts = dot ? PyUnicode_Split(qualified, dot, -1) : NULL;
    Py_XINCREF(o);
    for (Py_ssize_t i = 0; o && parts && i < PyList_GET_SIZE(parts); i++) Py_SETREF(o, PyObject_GetAttr(o, PyList_GET_ITEM(parts, i)));
    PyErr_Clear();
    return o;
}

// A class or function of the host, a module.
int encode_host(struct encoder *e, PyObject *o) {
    int named = encode_named(e, o);
    if (named) return named < 0 ? -1 : 0;
    const struct class_info *info = PyType_Check(o) ? info_of_class((PyTypeObject *)o) : NULL;
    if (info) {
        PyObject *found = ns_member(info->name);
        if (found && is_var(ref_of(found))) found = ((struct var *)found)->root.w ? obj(ref(((struct var *)found)->root)) : NULL;
        if (found != o) return encode_cannot(e, ref_of(o));
        if (encode_need(e, ref_of(o), false) < 0) return -1;
        return encode_byte(e, TAG_CLASS) < 0 ? -1 : encode_name(e, info->name);
    }
    if (PyModule_Check(o)) {
        SCOPED_PY PyObject *name = PyModule_GetNameObject(o);
        if (!name || PyDict_GetItem(PyImport_GetModuleDict(), name) != o) return (PyErr_Clear(), encode_cannot(e, ref_of(o)));
        return encode_byte(e, TAG_MODULE) < 0 ? -1 : encode_name(e, name);
    }
    if (!PyType_Check(o) && !PyCFunction_Check(o) && !PyFunction_Check(o)) return encode_cannot(e, ref_of(o));
    SCOPED_PY PyObject *module = PyObject_GetAttrString(o, "__module__"), *qualified = PyObject_GetAttrString(o, "__qualname__");
    bool fit = module && qualified && PyUnicode_Check(module) && PyUnicode_Check(qualified);
    PyErr_Clear();
    SCOPED_PY PyObject *full = fit ? full_name_of_class(core_ns, qualified, o) : NULL;
    if (full) return put_named(e, core_ns, NULL, full);
    SCOPED_PY PyObject *found = fit ? walk_name(module, qualified) : NULL;
    if (found != o) return encode_cannot(e, ref_of(o));
    return encode_byte(e, TAG_HOST) < 0 || encode_name(e, module) < 0 ? -1 : encode_name(e, qualified);
}

int encode_var(struct encoder *e, struct var *v) {
    if (!v->ns) return encode_cannot(e, ref_of(v)); // nobody but this process knows it
    PyObject *there = ns_lookup(v->ns, v->name);
    if (there != (PyObject *)v || ns_find(v->ns->name) != v->ns) return encode_cannot(e, ref_of(v));
    if (encode_need(e, ref_of(v), true) < 0) return -1;
    if (encode_byte(e, TAG_VAR) < 0 || encode_name(e, v->ns->name) < 0 || encode_name(e, v->name) < 0) return -1;
    bool local = v->ns == ns_current();
    e->local |= local;
    return encode_byte(e, local);
}
