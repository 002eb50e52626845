// SPDX-License-Identifier: MIT
/* Namespaces as Python's modules: how an attribute is found.
 *
 * The class is made in lib/clojure/core/87_modules.clj, which also answers
 * what is rare.  A var by its name costs what it costs in Clojure, however
 * many a namespace has: one look-up under the name as it is, and one with
 * each _ read as -. */
#include "base/absent.h"
#include "base/error.h"
#include "base/prim.h"
#include "data/str.h"
#include "vars/var.h"

static getattrofunc get_slowly; // the class's own: its dict, then __getattr__

static struct var *public_var(struct ns *ns, PyObject *name) { // borrowed, or NULL without exception
    PyObject *o = ns_lookup(ns, name);
    if (!o || !is_var(ref_of(o))) return NULL;
    struct var *v = var_of(ref_of(o));
    return v->ns == ns && !v->is_private ? v : NULL;
}

// The name with - where Python needs _, or NULL (without exception) when it is the same.
static PyObject *dashed(PyObject *attr) {
    if (PyUnicode_FindChar(attr, '_', 0, PyUnicode_GET_LENGTH(attr), 1) < 0) return NULL;
    PyObject *name = str_replaced(attr, '_', '-');
    if (!name) PyErr_Clear();
    return name;
}

static struct var *find_public(struct ns *ns, PyObject *attr) {
    struct var *v = public_var(ns, attr);
    if (v) return v;
    SCOPED_PY PyObject *name = dashed(attr);
    return name ? public_var(ns, name) : NULL;
}

static PyObject *module_getattro(PyObject *self, PyObject *attr) {
    static PyObject *ns_name;
    if (!ns_name && !(ns_name = PyUnicode_InternFromString("__clojure_ns__"))) return NULL;
    PyObject *dict = PyModule_GetDict(self), *there, *name;
    if (!dict || lookup_in_dict(dict, attr, &there) < 0) return NULL;
    if (there) return Py_NewRef(there);
    if (lookup_in_dict(dict, ns_name, &name) < 0) return NULL;
    struct ns *ns = name && PyUnicode_Check(name) ? ns_find(name) : NULL;
    struct var *v = ns && PyUnicode_READ_CHAR(attr, 0) != '_' ? find_public(ns, attr) : NULL;
    if (!v || v->is_macro || !v->root.w) return get_slowly(self, attr);
    Value value = var_get(v);
    return ok(value) ? py_give(value) : NULL;
}

PRIM(own_module_class, "cljsh.core", "module-class!", "[class]",
     "Lets the attributes of a class of modules that stand for namespaces be found quickly.\nReturns the class.")
{
    if (!is_obj(a[0]) || !PyType_Check(obj(a[0]))) return err_type("module-class! needs a class, not %s", err_type_name(a[0]));
    PyTypeObject *class = (PyTypeObject *)obj(a[0]);
    get_slowly = class->tp_getattro;
    class->tp_getattro = module_getattro;
    PyType_Modified(class);
    return keep(a[0]);
}

PRIM(own_public_var, "cljsh.core", "public-var", "[ns name]",
     "Returns the public var of a namespace that a name of Python stands for, or nil: the name itself, or with - for _.")
{
    if (!is_ns(a[0]) || !is_str(a[1])) return err_type("public-var needs a namespace and a string");
    struct var *v = find_public((struct ns *)obj(a[0]), obj(a[1]));
    return v ? keep_obj(v) : nil_value();
}
