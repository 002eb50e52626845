// SPDX-License-Identifier: MIT
#include "class/protocol_parts.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/symbol.h"
#include "seq/seq.h"
#include "vars/var.h"

PRIM(own_protocol, "cljsh.core", "make-protocol", "[var sigs doc via-metadata]",
     "Makes a protocol: its var, a map from method keywords to {:name :arglists :doc}, and two options.")
{
    struct var *v = var_of(a[0]);
    struct protocol *p = PyObject_GC_New(struct protocol, TYPE_OBJECT(protocol_type));
    if (!p) return ERR;
    memset((char *)p + sizeof(PyObject), 0, sizeof *p - sizeof(PyObject));
    p->name = var_str(v);
    p->var = Py_NewRef(v);
    p->sigs = py_of(a[1]);
    p->impls = (PyObject *)map_empty().w;
    p->virtuals = PyList_New(0);
    p->own = PyDict_New();
    p->methods = PyDict_New();
    p->doc = is_nil(a[2]) ? NULL : py_of(a[2]);
    p->via_metadata = is_true(a[3]);
    gc_track(p);
    if (!p->name || !p->impls || !p->virtuals || !p->own || !p->methods) return drop(adopt(p)), ERR;
    if (v->root.w && is_protocol(ref(v->root))) { // defined again: what it was extended to stays
        struct protocol *before = protocol_of(ref(v->root));
        p->of_functions = before->of_functions;
        Py_SETREF(p->impls, Py_NewRef(before->impls));
        Py_SETREF(p->virtuals, PyList_GetSlice(before->virtuals, 0, PY_SSIZE_T_MAX));
        if (!p->virtuals) return drop(adopt(p)), ERR;
    }
    return adopt(p);
}

PRIM(own_protocol_method, "cljsh.core", "make-protocol-method", "[protocol name]",
     "Makes the function of a protocol's method, named by a symbol.")
{
    struct protocol *p = protocol_of(a[0]);
    PyObject *name = symbol_of(a[1])->name;
    struct protocol_method *m = protocol_method_new(p, (struct var *)p->var, name, NULL);
    if (m && PyDict_SetItem(p->methods, name, (PyObject *)m) < 0) Py_CLEAR(m);
    return adopt(m);
}

// p: the protocol that is meant by r.
#define NEED_PROTOCOL(p, r) \
    struct protocol *p = (struct protocol *)protocol_behind(r).w; \
    if (!p) return err_arg("a protocol is needed here, not %s", err_type_name(r))

PRIM(own_extend, "cljsh.core", "extend-protocol!", "[protocol class methods]",
     "Implements a protocol for a class or nil: methods is a map from keywords to functions.")
{
    NEED_PROTOCOL(p, a[0]);
    return protocol_extend(p, a[1], a[2]) < 0 ? ERR : nil_value();
}

PRIM(own_retract, "cljsh.core", "retract-protocol!", "[protocol class]", "Takes back what extend-protocol! did for a class.")
{
    NEED_PROTOCOL(p, a[0]);
    return protocol_retract(p, a[1]) < 0 ? ERR : nil_value();
}

PRIM(own_extend_method, "cljsh.core", "extend-method!", "[method class f]",
     "Implements one method of a protocol for a class or nil.")
{
    if (!is_clj(a[0], &protocol_method_type)) return err_arg("a method of a protocol is needed here, not %s", err_type_name(a[0]));
    SCOPED_PY PyObject *class = py_of(a[1]), *f = py_of(a[2]);
    return !class || !f || protocol_extend_method(protocol_method_of(a[0]), class, f) < 0 ? ERR : nil_value();
}

PRIM(own_is_protocol, "cljsh.core", "protocol?", "[x]", "Tells whether x is a protocol.")
{ return bool_value(protocol_behind(a[0]).w); }

PRIM(own_protocol_interface, "cljsh.core", "protocol-interface", "[protocol]",
     "Returns the class that a protocol is known as by the name my.ns.Protocol.")
{
    NEED_PROTOCOL(p, a[0]);
    PyObject *interface = protocol_interface(p);
    return interface ? keep_obj(interface) : ERR;
}

PRIM(own_behind, "cljsh.core", "protocol-behind", "[x]", "Returns the protocol that x is, or that the class x stands for; else nil.")
{
    Ref behind = protocol_behind(a[0]);
    return behind.w ? keep(behind) : nil_value();
}

PRIM(own_methods_of, "cljsh.core", "protocol-methods", "[protocol]", "Returns a map from the names of the methods, strings, to their functions.")
{
    NEED_PROTOCOL(p, a[0]);
    Value map = map_empty();
    PyObject *name, *method;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(p->methods, &i, &name, &method)) map = map_assoc(map, ref_of(name), ref_of(method));
    return map;
}

PRIM(core_satisfies, "clojure.core", "satisfies?", "[protocol x]", "Tells whether x has an implementation of the protocol.")
{
    Ref p = a[0];
    if (is_obj(p) && PyType_Check(obj(p))) { // one of Clojure's interfaces
        SCOPED_PY PyObject *x = py_of(a[1]);
        int is = x ? PyObject_IsInstance(x, obj(p)) : -1;
        return is < 0 ? ERR : bool_value(is);
    }
    if (!is_protocol(p)) return err_arg("a protocol is needed here, not %s", err_type_name(p));
    int is = protocol_satisfied(protocol_of(p), a[1]);
    return is < 0 ? ERR : bool_value(is);
}

PRIM(core_extends, "clojure.core", "extends?", "[protocol atype]",
     "Tells whether the class, or nil, has an implementation of the protocol: by extend, or its own.")
{
    NEED_PROTOCOL(p, a[0]);
    if (protocol_impl(p->impls, a[1])) return bool_value(true);
    PyObject *mro = is_obj(a[1]) && PyType_Check(obj(a[1])) ? ((PyTypeObject *)obj(a[1]))->tp_mro : NULL;
    for (Py_ssize_t i = 0; mro && i < PyTuple_GET_SIZE(mro); i++) {
        int has = PyDict_Contains(p->own, PyTuple_GET_ITEM(mro, i));
        if (has) return has < 0 ? ERR : bool_value(true);
    }
    return bool_value(false);
}

PRIM(core_extenders, "clojure.core", "extenders", "[protocol]", "Returns a seq of the classes the protocol was extended to, or nil.")
{
    NEED_PROTOCOL(p, a[0]);
    Value all = vec_empty();
    struct map_cursor c = {0};
    Ref key, map;
    while (ok(all) && map_each(ref_of(p->impls), &c, &key, &map)) all = vec_conj(all, key);
    if (failed(all)) return ERR;
    Value seq = seq_of(ref(all));
    drop(all);
    return seq;
}

PRIM(core_find_protocol_impl, "clojure.core", "find-protocol-impl", "[protocol x]",
     "Finds the map of functions that implements the protocol for x, or nil.\n"
     "When the class of x brings the methods with itself, that is x.")
{
    NEED_PROTOCOL(p, a[0]);
    PyObject *map;
    bool own;
    int found = protocol_find(p, dispatch_class(a[1]), &map, &own);
    return found < 0 ? ERR : !found ? nil_value() : own ? keep(a[1]) : keep_obj(map);
}

PRIM(core_find_protocol_method, "clojure.core", "find-protocol-method", "[protocol methodk x]",
     "Finds the function that implements a method, given by its keyword, for x; or nil.")
{
    NEED_PROTOCOL(p, a[0]);
    PyObject *map;
    bool own;
    int found = protocol_find(p, dispatch_class(a[2]), &map, &own);
    if (found <= 0) return found < 0 ? ERR : nil_value();
    Value f = coll_get(ref_of(map), a[1], NIL);
    if (!own || failed(f) || is_nil(ref(f)) || !is_keyword(a[1])) return f;
    // What comes with a class is called through the method, which sees to it that only its instances get there.
    drop(f);
    PyObject *method = PyDict_GetItem(p->methods, keyword_of(a[1])->name);
    return method ? keep_obj(method) : nil_value();
}

PRIM(own_changed, "cljsh.core", "protocols-changed!", "[]", "Makes all protocols forget which class they found what for.")
{
    protocol_changed();
    return nil_value();
}
