// SPDX-License-Identifier: MIT
// Protocols and their methods as objects of Python.
#include "class/protocol_parts.h"

#include "base/absent.h"
#include "base/error.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/symbol.h"
#include "read/print.h"
#include "seq/seq.h"
#include "vars/var.h"
#include "vm/vm.h"

// --- protocols as objects -------------------------------------------------

static int protocol_traverse(PyObject *self, visitproc visit, void *arg) {
    struct protocol *p = (struct protocol *)self;
    Py_VISIT(p->var);
    Py_VISIT(p->sigs);
    Py_VISIT(p->impls);
    Py_VISIT(p->virtuals);
    Py_VISIT(p->own);
    Py_VISIT(p->methods);
    Py_VISIT(p->interface);
    return 0;
}

static int protocol_clear(PyObject *self) {
    PyDict_Clear(((struct protocol *)self)->own);
    PyDict_Clear(((struct protocol *)self)->methods);
    return 0;
}

static void protocol_dealloc(PyObject *self) {
    struct protocol *p = (struct protocol *)self;
    PyObject_GC_UnTrack(self);
    PyObject *all[] = {p->name, p->var, p->sigs, p->impls, p->virtuals, p->own, p->methods, p->interface, p->doc};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_XDECREF(all[i]);
    PyObject_GC_Del(self);
}

static Value method_map(struct protocol *p) {
    Value map = map_empty();
    PyObject *name, *method;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(p->methods, &i, &name, &method)) {
        Ref k = ref(((struct protocol_method *)method)->keyword);
        map = map_assoc(map, k, k);
    }
    return map;
}

// {#'method method}; elsewhere the values make the methods.
static Value method_builders(struct protocol *p) {
    Value map = map_empty();
    PyObject *name, *method;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(p->methods, &i, &name, &method)) {
        PyObject *v = ns_lookup(((struct var *)p->var)->ns, name);
        if (v) map = map_assoc(map, ref_of(v), ref_of(method));
    }
    return map;
}

// The name of the interface behind a protocol.
static Value interface_symbol(struct protocol *p) {
    SCOPED_PY PyObject *name = protocol_interface_name(p);
    return name ? symbol_parse_str(name) : ERR;
}

static Value protocol_get(Ref r, Ref key, Ref absent) {
    struct protocol *p = protocol_of(r);
    if (same(key, KW("impls"))) return map_count(ref_of(p->impls)) ? keep_obj(p->impls) : nil_value();
    if (same(key, KW("sigs"))) return keep_obj(p->sigs);
    if (same(key, KW("var"))) return keep_obj(p->var);
    if (same(key, KW("doc"))) return p->doc ? keep_obj(p->doc) : nil_value();
    if (same(key, KW("on"))) return interface_symbol(p);
    if (same(key, KW("on-interface"))) {
        PyObject *interface = protocol_interface(p);
        return interface ? keep_obj(interface) : ERR;
    }
    if (same(key, KW("method-map"))) return method_map(p);
    if (same(key, KW("method-builders"))) return method_builders(p);
    if (same(key, KW("extend-via-metadata"))) return bool_value(p->via_metadata);
    return keep(absent);
}

static int protocol_contains(Ref r, Ref key) {
    SCOPED Value v = protocol_get(r, key, NIL);
    return failed(v) ? -1 : !is_nil(ref(v));
}

// What there is of the keys of a protocol, as a map of its own: what is added to it or taken away changes no protocol.
static Value as_map(Ref r) {
    static const char *const keys[] = {"on", "on-interface", "sigs", "var", "method-map", "method-builders", "doc", "impls", "extend-via-metadata"};
    Value map = map_empty();
    for (size_t i = 0; ok(map) && i < sizeof keys / sizeof *keys; i++) {
        SCOPED Value key = keyword_parse(keys[i]);
        SCOPED Value v = ok(key) ? protocol_get(r, ref(key), NIL) : ERR;
        if (failed(v)) return drop(map), ERR;
        if (!is_nil(ref(v)) && !same(ref(v), FALSE_REF)) map = map_assoc(map, ref(key), ref(v));
    }
    return map;
}

static Py_ssize_t protocol_count(Ref r) {
    SCOPED Value map = as_map(r);
    return ok(map) ? (Py_ssize_t)map_count(ref(map)) : -1;
}
static Value protocol_seq(Ref r) {
    SCOPED Value map = as_map(r);
    return ok(map) ? seq_of(ref(map)) : ERR;
}
static Value entry_of(Ref r, Ref key) {
    SCOPED Value map = as_map(r);
    return ok(map) ? coll_find(ref(map), key) : ERR;
}
static Value protocol_assoc(Value p, Ref key, Ref x) {
    SCOPED Value protocol = p;
    Value map = as_map(ref(protocol));
    return ok(map) ? map_assoc(map, key, x) : ERR;
}
static Value protocol_dissoc(Value p, Ref key) {
    SCOPED Value protocol = p;
    Value map = as_map(ref(protocol));
    return ok(map) ? coll_dissoc(map, key) : ERR;
}
static int protocol_equal(Ref a, Ref b) { return same(a, b); }
static Py_hash_t protocol_hash(Ref r) { return _Py_HashPointer(obj(r)); }

static int protocol_print(Ref r, void *to) {
    struct printer *p = to;
    strbuf_puts(&p->out, "#protocol[");
    if (strbuf_str(&p->out, protocol_of(r)->name) < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

// isinstance(x, Protocol) and issubclass(C, Protocol)
static PyObject *instance_check(PyObject *self, PyObject *x) {
    SCOPED Value v = val_from(x);
    int is = protocol_satisfied((struct protocol *)self, ref(v));
    return is < 0 ? NULL : PyBool_FromLong(is);
}
static PyObject *subclass_check(PyObject *self, PyObject *class) {
    PyObject *map;
    bool own;
    if (!PyType_Check(class)) return (err_type("issubclass() needs a class"), NULL);
    int is = protocol_find((struct protocol *)self, (PyTypeObject *)class, &map, &own);
    return is < 0 ? NULL : PyBool_FromLong(is);
}
static PyObject *get_name(PyObject *self, void *closure) {
    (void)closure;
    return Py_NewRef(((struct protocol *)self)->name);
}

static PyMethodDef protocol_methods[] = {
    {"__instancecheck__", instance_check, METH_O, "Has the object an implementation?"},
    {"__subclasscheck__", subclass_check, METH_O, "Have the class's instances an implementation?"},
    {NULL},
};
static PyGetSetDef protocol_getset[] = {{"__name__", get_name, NULL, NULL, NULL}, {NULL}};

// As in Clojure a protocol is a map, though one with an identity.
static const Ops protocol_ops = {
    .kind = K_MAP | K_ASSOCIATIVE | K_COUNTED | K_COLL,
    .get = protocol_get, .contains = protocol_contains, .count = protocol_count, .seq = protocol_seq, .find = entry_of,
    .assoc = protocol_assoc, .dissoc = protocol_dissoc,
    .equal = protocol_equal, .hash = protocol_hash, .print = protocol_print,
};
CljType protocol_type = {CLJ_TYPE_HEAD("cljsh.Protocol", struct protocol), .ops = &protocol_ops};

// --- methods as objects ---------------------------------------------------

static int method_traverse(PyObject *self, visitproc visit, void *arg) {
    struct protocol_method *m = (struct protocol_method *)self;
    for (int i = 0; i < METHOD_CACHE; i++) Py_VISIT(m->cache[i].function);
    Py_VISIT(m->protocol);
    Py_VISIT(m->meta);
    return 0;
}

static int method_clear(PyObject *self) {
    protocol_forget((struct protocol_method *)self);
    return 0;
}

static void method_dealloc(PyObject *self) {
    struct protocol_method *m = (struct protocol_method *)self;
    PyObject_GC_UnTrack(self);
    protocol_forget(m);
    Py_XDECREF(m->protocol);
    Py_XDECREF(m->name);
    Py_XDECREF(m->meta);
    xdrop(m->keyword);
    xdrop(m->symbol);
    PyObject_GC_Del(self);
}

static Value method_target(Ref self, Value *args, Py_ssize_t n) {
    struct protocol_method *m = protocol_method_of(self);
    if (n < 1) {
        PyErr_Format(ArityError, "Wrong number of args (0) passed to: %U", m->name);
        return ERR;
    }
    return protocol_function(m, ref(args[0]));
}

static Value method_invoke(Ref self, Value *args, Py_ssize_t n) {
    SCOPED Value f = method_target(self, args, n);
    return ok(f) ? vm_call(ref(f), (const Ref *)args, n) : ERR;
}

static PyObject *method_vectorcall(PyObject *self, PyObject *const *args, size_t flags, PyObject *names) {
    Py_ssize_t n = PyVectorcall_NARGS(flags);
    SCOPED Value first = n ? val_from(args[0]) : ERR;
    SCOPED Value f = method_target(ref_of(self), &first, n);
    return ok(f) ? PyObject_Vectorcall(obj(ref(f)), args, flags, names) : NULL;
}

static Value method_with_meta(Ref r, PyObject *meta) {
    struct protocol_method *m = protocol_method_of(r);
    struct protocol_method *copy = PyObject_GC_New(struct protocol_method, TYPE_OBJECT(protocol_method_type));
    if (!copy) return ERR;
    memset((char *)copy + sizeof(PyObject), 0, sizeof *copy - sizeof(PyObject));
    copy->via_metadata = m->via_metadata;
    copy->protocol = (struct protocol *)Py_NewRef(m->protocol);
    copy->name = Py_NewRef(m->name);
    copy->keyword = keep(ref(m->keyword));
    copy->symbol = keep(ref(m->symbol));
    copy->meta = Py_XNewRef(meta);
    copy->vectorcall = method_vectorcall;
    gc_track(copy);
    return adopt(copy);
}

static int method_print(Ref r, void *to) {
    struct printer *p = to;
    strbuf_puts(&p->out, "#function[");
    SCOPED_PY PyObject *name = symbol_str(ref(protocol_method_of(r)->symbol));
    if (!name || strbuf_str(&p->out, name) < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

// The seeds' way from Python: seq.extend(tuple, f), seq.extendForTypes([tuple, list], f).
int protocol_extend_method(struct protocol_method *m, PyObject *class, PyObject *f) {
    Ref key = class == Py_None ? NIL : ref_of(class);
    PyObject *known = protocol_impl(m->protocol->impls, key);
    Value map = map_assoc(known ? keep_obj(known) : map_empty(), ref(m->keyword), ref_of(f));
    int r = ok(map) ? protocol_extend(m->protocol, key, ref(map)) : -1;
    xdrop(map);
    return r;
}
static PyObject *py_extend(PyObject *self, PyObject *args) {
    PyObject *class, *f;
    if (!PyArg_ParseTuple(args, "OO:extend", &class, &f)) return NULL;
    if (protocol_extend_method((struct protocol_method *)self, class, f) < 0) return NULL;
    Py_RETURN_NONE;
}
static PyObject *py_extend_for_types(PyObject *self, PyObject *args) {
    PyObject *classes, *f;
    if (!PyArg_ParseTuple(args, "OO:extend_for_types", &classes, &f)) return NULL;
    SCOPED_PY PyObject *it = PyObject_GetIter(classes);
    if (!it) return NULL;
    for (;;) {
        SCOPED_PY PyObject *class = NULL;
        enum lookup next = lookup_next(it, &class);
        if (next == LOOKUP_ABSENT) Py_RETURN_NONE;
        if (next < 0 || protocol_extend_method((struct protocol_method *)self, class, f) < 0) return NULL;
    }
}
static PyMethodDef method_methods[] = {
    {"extend", py_extend, METH_VARARGS, "Implements the method for a class."},
    {"extend_for_types", py_extend_for_types, METH_VARARGS, "Implements the method for several classes."},
    {"extendForTypes", py_extend_for_types, METH_VARARGS, "Implements the method for several classes."},
    {NULL},
};
static PyMemberDef method_members[] = {
    {"__name__", T_OBJECT, offsetof(struct protocol_method, name), READONLY, NULL},
    {"__qualname__", T_OBJECT, offsetof(struct protocol_method, name), READONLY, NULL},
    {NULL},
};

static const Ops method_ops = {
    .kind = K_FN | K_IFN,
    .meta_offset = offsetof(struct protocol_method, meta),
    .with_meta = method_with_meta,
    .invoke = method_invoke,
    .target = method_target,
    .print = method_print,
};
CljType protocol_method_type = {CLJ_TYPE_HEAD("cljsh.ProtocolMethod", struct protocol_method), .ops = &method_ops};

struct protocol_method *protocol_method_new(struct protocol *p, struct var *v, PyObject *name, PyObject *meta) {
    struct protocol_method *m = PyObject_GC_New(struct protocol_method, TYPE_OBJECT(protocol_method_type));
    if (!m) return NULL;
    memset((char *)m + sizeof(PyObject), 0, sizeof *m - sizeof(PyObject));
    m->via_metadata = p->via_metadata;
    m->protocol = (struct protocol *)Py_NewRef(p);
    m->name = Py_NewRef(name);
    m->keyword = keyword_new(NULL, name);
    m->symbol = symbol_new(v->ns->name, name);
    m->meta = Py_XNewRef(meta);
    m->vectorcall = method_vectorcall;
    gc_track(m);
    return m;
}

int protocol_init(void) {
    PyTypeObject *t = TYPE_OBJECT(protocol_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = protocol_dealloc;
    t->tp_traverse = protocol_traverse;
    t->tp_clear = protocol_clear;
    t->tp_methods = protocol_methods;
    t->tp_getset = protocol_getset;
    if (type_ready(&protocol_type, NULL) < 0) return -1;
    t = TYPE_OBJECT(protocol_method_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL;
    t->tp_dealloc = method_dealloc;
    t->tp_traverse = method_traverse;
    t->tp_clear = method_clear;
    t->tp_call = PyVectorcall_Call;
    t->tp_vectorcall_offset = offsetof(struct protocol_method, vectorcall);
    t->tp_methods = method_methods;
    t->tp_members = method_members;
    return type_ready(&protocol_method_type, NULL);
}
