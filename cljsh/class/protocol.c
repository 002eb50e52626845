// SPDX-License-Identifier: MIT
#include "class/protocol.h"

#include "base/absent.h"
#include "base/prim.h"
#include "class/function_class.h"
#include "class/instance.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/show.h"
#include "seq/seq.h"
#include "vars/var.h"
#include "vm/vm.h"

uint64_t protocol_epoch = 1;
PyTypeObject *protocol_interface_class;
PyObject *(*protocol_interface_hook)(struct protocol *p);
struct protocol *(*protocol_of_interface_hook)(PyTypeObject *interface);

static void changed(void) { protocol_epoch++; }

// --- which implementation -------------------------------------------------

static PyObject *impl_find(PyObject *map, Ref class) {
    bool error = false;
    Ref found = map_find(ref_of(map), class, &error);
    return found.w ? obj(found) : NULL;
}

static Ref class_key(PyTypeObject *class) { return class == Py_TYPE(Py_None) ? NIL : ref_of(class); }

// A class whose subclasses need not inherit from it.
static bool is_virtual(PyObject *class) {
    PyTypeObject *meta = Py_TYPE(class);
    if (meta == &PyType_Type || meta == &clj_meta) return false;
    PyObject *check = NULL;
    static PyObject *name;
    if (!name) name = PyUnicode_InternFromString("__subclasscheck__");
    check = name ? _PyType_Lookup(meta, name) : NULL;
    return check && check != _PyType_Lookup(&PyType_Type, name);
}

// true and false are no numbers here, though Python's module numbers has them as such.
static bool is_for_numbers(PyObject *base) {
    SCOPED_PY PyObject *module = PyObject_GetAttrString(base, "__module__");
    if (!module) PyErr_Clear();
    return module && PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "numbers") == 0;
}

// A virtual base among the extended classes: the most specific one's implementation.
// 1 found, 0, -1.
static int find_virtual(struct protocol *p, PyTypeObject *class, PyObject **found) {
    PyObject *best = NULL;
    SCOPED_PY PyObject *virtuals = PyList_GetSlice(p->virtuals, 0, PY_SSIZE_T_MAX); // a check may run anything
    for (Py_ssize_t i = 0; virtuals && i < PyList_GET_SIZE(virtuals); i++) {
        PyObject *base = PyList_GET_ITEM(virtuals, i);
        int is = PyObject_IsSubclass((PyObject *)class, base);
        if (is < 0) return -1;
        if (!is || (class == &PyBool_Type && is_for_numbers(base))) continue;
        int closer = best ? PyObject_IsSubclass(base, best) : 1;
        if (!closer && Py_TYPE(base) == protocol_interface_class && Py_TYPE(best) != protocol_interface_class) closer = 1;
        if (closer < 0) return -1;
        if (closer) best = base;
    }
    if (!virtuals) return -1;
    if (best) *found = impl_find(p->impls, ref_of(best));
    return best && *found ? 1 : 0;
}

/* The implementation map for a class (borrowed): 1, 0 none, -1.  *own: it
 * comes with the class. */
static int find_impl(struct protocol *p, PyTypeObject *class, PyObject **found, bool *own) {
    PyObject *mro = class->tp_mro;
    Py_ssize_t n = mro ? PyTuple_GET_SIZE(mro) : 0;
    *own = true;
    for (Py_ssize_t i = 0; i < n && PyDict_GET_SIZE(p->own); i++)
        if ((*found = PyDict_GetItemWithError(p->own, PyTuple_GET_ITEM(mro, i)))) return 1;
    *own = false;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        if (base == &PyBaseObject_Type || (class == &PyBool_Type && base == &PyLong_Type)) continue;
        if ((*found = impl_find(p->impls, class_key(base)))) return 1;
    }
    if (class == Py_TYPE(Py_None)) return 0; // nil is no object
    int virtual = find_virtual(p, class, found);
    if (virtual) return virtual;
    return (*found = impl_find(p->impls, ref_of(&PyBaseObject_Type))) ? 1 : 0;
}

/* The same for a value.  What counts for one function alone must not be
 * remembered by the class. */
static int find_impl_of(struct protocol *p, Ref x, PyObject **found, bool *own) {
    if (p->of_functions && is_fn(x)) {
        PyObject *class = function_class(fn_of(x));
        if (!class) return -1;
        *own = false;
        if ((*found = impl_find(p->impls, ref_of(class)))) return 1;
    }
    return find_impl(p, dispatch_class(x), found, own);
}

// The function that a value's metadata has under the method's symbol (borrowed), or NULL.
static Ref in_metadata(struct protocol_method *m, Ref x, PyObject **meta_owner) {
    *meta_owner = NULL;
    const Ops *ops = ops_of(x);
    if (!ops->meta_offset && !ops->meta) return NO_REF;
    Value meta = coll_meta(x);
    if (failed(meta)) return PyErr_Clear(), NO_REF;
    if (!(kind_of(ref(meta)) & K_MAP)) return drop(meta), NO_REF;
    Value f = coll_get(ref(meta), ref(m->symbol), NIL);
    drop(meta);
    if (failed(f)) return PyErr_Clear(), NO_REF;
    if (is_nil(ref(f))) return drop(f), NO_REF;
    *meta_owner = obj(ref(f)); // owned by the caller
    return ref(f);
}

static void forget(struct protocol_method *m) {
    for (int i = 0; i < METHOD_CACHE; i++) {
        struct fn *old = m->cache[i].function;
        m->cache[i] = (struct method_cache){0};
        Py_XDECREF(old);
    }
    m->epoch = protocol_epoch;
}

static void remember(struct protocol_method *m, PyTypeObject *class, Ref f, bool own) {
    if (m->epoch != protocol_epoch) forget(m);
    _PyType_Lookup(class, m->name); // gives the class a version tag
    if (!class->tp_version_tag) return;
    int at = 0; // a stale entry of the class, a free one, or the next
    while (at < METHOD_CACHE && m->cache[at].class && m->cache[at].class != class) at++;
    if (at == METHOD_CACHE) at = m->next++ % METHOD_CACHE;
    struct fn *old = m->cache[at].function;
    m->cache[at] = (struct method_cache){class, class->tp_version_tag, own, (struct fn *)Py_NewRef(obj(f))};
    Py_XDECREF(old);
}

COLD static Value no_implementation(struct protocol_method *m, Ref x) {
    if (is_nil(x))
        return err_arg("No implementation of method: :%U of protocol: #'%U found for class: nil", m->name, m->protocol->name);
    struct printer p = {.length = -1, .level = -1};
    SCOPED_PY PyObject *class = print_class_name(&p, dispatch_class(x)) < 0 ? NULL : strbuf_finish(&p.out);
    return class ? err_arg("No implementation of method: :%U of protocol: #'%U found for class: %U", m->name, m->protocol->name, class) : ERR;
}

// The function to call for a first argument: new.
static Value method_function(struct protocol_method *m, Ref x) {
    struct fn *known = method_cached(m, x);
    if (known) return keep_obj(known);
    PyObject *map = NULL;
    bool brought;
    int found = find_impl_of(m->protocol, x, &map, &brought);
    if (found < 0) return ERR;
    if (m->via_metadata && !(found && brought)) {
        PyObject *owner;
        Ref f = in_metadata(m, x, &owner);
        if (f.w) return adopt(owner);
    }
    Value f = found ? coll_get(ref_of(map), ref(m->keyword), NIL) : nil_value();
    if (failed(f)) return ERR;
    if (is_nil(ref(f))) return drop(f), no_implementation(m, x);
    if (is_fn(ref(f)) && !(m->protocol->of_functions && is_fn(x))) remember(m, dispatch_class(x), ref(f), found && brought);
    return f;
}

int protocol_satisfied(struct protocol *p, Ref x) {
    PyObject *map;
    bool own;
    int found = find_impl_of(p, x, &map, &own);
    if (found || !p->via_metadata) return found;
    PyObject *name, *method;
    Py_ssize_t i = 0;
    while (PyDict_Next(p->methods, &i, &name, &method)) {
        PyObject *owner;
        if (!in_metadata((struct protocol_method *)method, x, &owner).w) continue;
        Py_DECREF(owner);
        return 1;
    }
    return 0;
}

int protocol_extended(struct protocol *p, Ref x) {
    PyObject *map;
    bool own;
    if (is_nil(x) || (map_count(ref_of(p->impls)) <= 2 && PyDict_GET_SIZE(p->own) == 0)) return 0;
    int found = find_impl_of(p, x, &map, &own);
    return found > 0 && !own ? map != impl_find(p->impls, ref_of(&PyBaseObject_Type)) : found;
}

bool protocol_brought(struct protocol *p, PyTypeObject *class) {
    PyObject *mro = PyDict_GET_SIZE(p->own) ? class->tp_mro : NULL;
    for (Py_ssize_t i = 0; mro && i < PyTuple_GET_SIZE(mro); i++)
        if (PyDict_GetItem(p->own, PyTuple_GET_ITEM(mro, i))) return true;
    return false;
}

PyObject *protocol_interface(struct protocol *p) {
    if (!p->interface) p->interface = protocol_interface_hook(p);
    return p->interface;
}

Ref protocol_behind(Ref r) {
    if (is_protocol(r)) return r;
    struct protocol *p = is_obj(r) && Py_TYPE(obj(r)) == protocol_interface_class ? protocol_of_interface_hook((PyTypeObject *)obj(r)) : NULL;
    return p ? ref_of(p) : NO_REF;
}

// --- changing -------------------------------------------------------------

int protocol_add_own(struct protocol *p, PyObject *class, Ref map) {
    changed();
    return PyDict_SetItem(p->own, class, obj(map));
}

/* Registering a class with an abstract base class leaves no trace that could
 * be compared, so the function behind ABCMeta.register tells us. */
static PyObject *abc_register;

static PyObject *registered(PyObject *self, PyObject *args) {
    (void)self;
    changed();
    return PyObject_CallObject(abc_register, args);
}

static int watch_abcs(void) {
    static PyMethodDef def = {"_abc_register", registered, METH_VARARGS, "Registers a virtual subclass of an abstract base class."};
    if (abc_register) return 0;
    SCOPED_PY PyObject *abc = PyImport_ImportModule("abc");
    PyObject *function = abc ? PyObject_GetAttrString(abc, "_abc_register") : NULL;
    if (!function) return PyErr_Clear(), 0;
    SCOPED_PY PyObject *ours = PyCFunction_New(&def, NULL);
    if (!ours || PyObject_SetAttrString(abc, "_abc_register", ours) < 0) return -1;
    abc_register = function;
    return 0;
}

static int extend(struct protocol *p, Ref class, Ref map) {
    if (!is_nil(class) && !(is_obj(class) && PyType_Check(obj(class))))
        return (err_arg("a protocol is extended to classes and nil, not to %s", err_type_name(class)), -1);
    if (!(kind_of(map) & K_MAP)) return (err_arg("an implementation is a map from keywords to functions, not %s", err_type_name(map)), -1);
    int has = is_nil(class) ? 0 : PyDict_Contains(p->own, obj(class));
    if (has < 0) return -1;
    if (has) {
        SCOPED_PY PyObject *name = show(class);
        if (name) err_arg("%U already directly implements interface %U", name, p->name);
        return -1;
    }
    if (!is_nil(class) && is_virtual(obj(class))) {
        int known = PySequence_Contains(p->virtuals, obj(class));
        if (known < 0 || watch_abcs() < 0 || (!known && PyList_Append(p->virtuals, obj(class)) < 0)) return -1;
    }
    if (is_obj(class) && function_class_is(obj(class))) p->of_functions = true;
    if (class.w == (uintptr_t)Py_TYPE(Py_None)) class = NIL;
    Value impls = coll_assoc(keep_obj(p->impls), class, map);
    if (failed(impls)) return -1;
    Py_SETREF(p->impls, obj(ref(impls)));
    changed();
    return 0;
}

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

static Value protocol_get(Ref r, Ref key, Ref absent) {
    struct protocol *p = protocol_of(r);
    if (same(key, KW("impls"))) return map_count(ref_of(p->impls)) ? keep_obj(p->impls) : nil_value();
    if (same(key, KW("sigs"))) return keep_obj(p->sigs);
    if (same(key, KW("var"))) return keep_obj(p->var);
    if (same(key, KW("doc"))) return p->doc ? keep_obj(p->doc) : nil_value();
    if (same(key, KW("on"))) return symbol_parse_str(p->name);
    if (same(key, KW("on-interface"))) {
        PyObject *interface = protocol_interface(p);
        return interface ? keep_obj(interface) : ERR;
    }
    if (same(key, KW("method-map"))) return method_map(p);
    if (same(key, KW("extend-via-metadata"))) return bool_value(p->via_metadata);
    return keep(absent);
}

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
    int is = find_impl((struct protocol *)self, (PyTypeObject *)class, &map, &own);
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

static const Ops protocol_ops = {.get = protocol_get, .print = protocol_print};
CljType protocol_type = {CLJ_TYPE_HEAD("cljsh.Protocol", struct protocol), .ops = &protocol_ops};

// --- methods as objects ---------------------------------------------------

static struct protocol_method *method_of(Ref r) { return (struct protocol_method *)obj(r); }

static int method_traverse(PyObject *self, visitproc visit, void *arg) {
    struct protocol_method *m = (struct protocol_method *)self;
    for (int i = 0; i < METHOD_CACHE; i++) Py_VISIT(m->cache[i].function);
    Py_VISIT(m->protocol);
    Py_VISIT(m->meta);
    return 0;
}

static int method_clear(PyObject *self) {
    forget((struct protocol_method *)self);
    return 0;
}

static void method_dealloc(PyObject *self) {
    struct protocol_method *m = (struct protocol_method *)self;
    PyObject_GC_UnTrack(self);
    forget(m);
    Py_XDECREF(m->protocol);
    Py_XDECREF(m->name);
    Py_XDECREF(m->meta);
    xdrop(m->keyword);
    xdrop(m->symbol);
    PyObject_GC_Del(self);
}

static Value method_target(Ref self, Value *args, Py_ssize_t n) {
    struct protocol_method *m = method_of(self);
    if (n < 1) {
        PyErr_Format(ArityError, "Wrong number of args (0) passed to: %U", m->name);
        return ERR;
    }
    return method_function(m, ref(args[0]));
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
    struct protocol_method *m = method_of(r);
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
    PyObject_GC_Track(copy);
    return adopt(copy);
}

static int method_print(Ref r, void *to) {
    struct printer *p = to;
    strbuf_puts(&p->out, "#function[");
    SCOPED_PY PyObject *name = symbol_str(ref(method_of(r)->symbol));
    if (!name || strbuf_str(&p->out, name) < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

// The seeds' way from Python: seq.extend(tuple, f), seq.extendForTypes([tuple, list], f).
static int extend_method(struct protocol_method *m, PyObject *class, PyObject *f) {
    Ref key = class == Py_None ? NIL : ref_of(class);
    PyObject *known = impl_find(m->protocol->impls, key);
    Value map = map_assoc(known ? keep_obj(known) : map_empty(), ref(m->keyword), ref_of(f));
    int r = ok(map) ? extend(m->protocol, key, ref(map)) : -1;
    xdrop(map);
    return r;
}
static PyObject *py_extend(PyObject *self, PyObject *args) {
    PyObject *class, *f;
    if (!PyArg_ParseTuple(args, "OO:extend", &class, &f)) return NULL;
    if (extend_method((struct protocol_method *)self, class, f) < 0) return NULL;
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
        if (next < 0 || extend_method((struct protocol_method *)self, class, f) < 0) return NULL;
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

// --- making ---------------------------------------------------------------

static struct protocol_method *method_new(struct protocol *p, struct var *v, PyObject *name, PyObject *meta) {
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
    PyObject_GC_Track(m);
    return m;
}

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
    PyObject_GC_Track(p);
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
    struct protocol_method *m = method_new(p, (struct var *)p->var, name, NULL);
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
    return extend(p, a[1], a[2]) < 0 ? ERR : nil_value();
}

PRIM(own_extend_method, "cljsh.core", "extend-method!", "[method class f]",
     "Implements one method of a protocol for a class or nil.")
{
    if (!is_clj(a[0], &protocol_method_type)) return err_arg("a method of a protocol is needed here, not %s", err_type_name(a[0]));
    SCOPED_PY PyObject *class = py_of(a[1]), *f = py_of(a[2]);
    return !class || !f || extend_method(method_of(a[0]), class, f) < 0 ? ERR : nil_value();
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
    if (impl_find(p->impls, a[1])) return bool_value(true);
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
    int found = find_impl(p, dispatch_class(a[1]), &map, &own);
    return found < 0 ? ERR : !found ? nil_value() : own ? keep(a[1]) : keep_obj(map);
}

PRIM(core_find_protocol_method, "clojure.core", "find-protocol-method", "[protocol methodk x]",
     "Finds the function that implements a method, given by its keyword, for x; or nil.")
{
    NEED_PROTOCOL(p, a[0]);
    PyObject *map;
    bool own;
    int found = find_impl(p, dispatch_class(a[2]), &map, &own);
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
    changed();
    return nil_value();
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
