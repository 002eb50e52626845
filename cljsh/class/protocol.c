// SPDX-License-Identifier: MIT
#include "class/protocol_parts.h"

#include "base/absent.h"
#include "class/function_class.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/symbol.h"
#include "read/print.h"
#include "read/show.h"
#include "vars/var.h"

uint64_t protocol_epoch = 1;
PyTypeObject *protocol_interface_class;
PyObject *(*protocol_interface_hook)(struct protocol *p);
struct protocol *(*protocol_of_interface_hook)(PyTypeObject *interface);

// --- which implementation -------------------------------------------------

PyObject *protocol_impl(PyObject *map, Ref class) {
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
    if (best) *found = protocol_impl(p->impls, ref_of(best));
    return best && *found ? 1 : 0;
}

/* The implementation map for a class (borrowed): 1, 0 none, -1.  *own: it
 * comes with the class. */
int protocol_find(struct protocol *p, PyTypeObject *class, PyObject **found, bool *own) {
    PyObject *mro = class->tp_mro;
    Py_ssize_t n = mro ? PyTuple_GET_SIZE(mro) : 0;
    *own = true;
    for (Py_ssize_t i = 0; i < n && PyDict_GET_SIZE(p->own); i++)
        if ((*found = PyDict_GetItemWithError(p->own, PyTuple_GET_ITEM(mro, i)))) return 1;
    *own = false;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        if (base == &PyBaseObject_Type || (class == &PyBool_Type && base == &PyLong_Type)) continue;
        if ((*found = protocol_impl(p->impls, class_key(base)))) return 1;
    }
    if (class == Py_TYPE(Py_None)) return 0; // nil is no object
    int virtual = find_virtual(p, class, found);
    if (virtual) return virtual;
    return (*found = protocol_impl(p->impls, ref_of(&PyBaseObject_Type))) ? 1 : 0;
}

/* The same for a value.  What counts for one function alone must not be
 * remembered by the class. */
static int find_impl_of(struct protocol *p, Ref x, PyObject **found, bool *own) {
    if (p->of_functions && is_fn(x)) {
        PyObject *class = function_class(fn_of(x));
        if (!class) return -1;
        *own = false;
        if ((*found = protocol_impl(p->impls, ref_of(class)))) return 1;
    }
    return protocol_find(p, dispatch_class(x), found, own);
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

void protocol_forget(struct protocol_method *m) {
    for (int i = 0; i < METHOD_CACHE; i++) {
        struct fn *old = m->cache[i].function;
        m->cache[i] = (struct method_cache){0};
        Py_XDECREF(old);
    }
    m->epoch = protocol_epoch;
}

static void remember(struct protocol_method *m, PyTypeObject *class, Ref f, bool own) {
    if (m->epoch != protocol_epoch) protocol_forget(m);
    _PyType_Lookup(class, m->name); // gives the class a version tag
    if (!class->tp_version_tag) return;
    int at = 0; // a stale entry of the class, a free one, or the next
    while (at < METHOD_CACHE && m->cache[at].class && m->cache[at].class != class) at++;
    if (at == METHOD_CACHE) at = m->next++ % METHOD_CACHE;
    struct fn *old = m->cache[at].function;
    m->cache[at] = (struct method_cache){class, class->tp_version_tag, own, (struct fn *)Py_NewRef(obj(f))};
    Py_XDECREF(old);
}

// The name that the interface of a protocol has on the JVM: my_ns.Protocol.
PyObject *protocol_interface_name(struct protocol *p) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(p->name), slash = PyUnicode_FindChar(p->name, '/', 0, n, 1);
    SCOPED_PY PyObject *ns = slash < 0 ? PyUnicode_FromString("") : PyUnicode_Substring(p->name, 0, slash);
    SCOPED_PY PyObject *munged = ns ? PyObject_CallMethod(ns, "replace", "ss", "-", "_") : NULL;
    SCOPED_PY PyObject *name = PyUnicode_Substring(p->name, slash + 1, n);
    return munged && name ? PyUnicode_FromFormat(slash < 0 ? "%U%U" : "%U.%U", munged, name) : NULL;
}

// Is the protocol another one by now, which the class of x implements itself?  Then the method was taken away.
COLD static bool redefined_for(struct protocol *p, Ref x) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(p->name), slash = PyUnicode_FindChar(p->name, '/', 0, n, 1);
    if (slash < 0) return false;
    SCOPED_PY PyObject *ns_name = PyUnicode_Substring(p->name, 0, slash), *name = PyUnicode_Substring(p->name, slash + 1, n);
    struct ns *ns = ns_name && name ? ns_find(ns_name) : NULL;
    PyObject *there = ns ? ns_lookup(ns, name) : NULL;
    struct var *v = there && is_var(ref_of(there)) ? (struct var *)there : NULL;
    if (!v || !v->root.w || !is_protocol(ref(v->root)) || protocol_of(ref(v->root)) == p) return false;
    return PyDict_Contains(protocol_of(ref(v->root))->own, (PyObject *)dispatch_class(x)) > 0;
}

COLD static Value no_implementation(struct protocol_method *m, Ref x) {
    if (!is_nil(x) && redefined_for(m->protocol, x)) {
        SCOPED_PY PyObject *interface = protocol_interface_name(m->protocol);
        SCOPED_PY PyObject *name = interface ? PyObject_CallMethod(interface, "rpartition", "s", ".") : NULL;
        return name ? err_arg("No method of interface: %U found for function: %U of protocol: %U (The protocol method may have been defined before and removed.)",
                              interface, m->name, PyTuple_GET_ITEM(name, 2)) : ERR;
    }
    if (is_nil(x))
        return err_arg("No implementation of method: :%U of protocol: #'%U found for class: nil", m->name, m->protocol->name);
    struct printer p = {.length = -1, .level = -1};
    SCOPED_PY PyObject *class = print_class_name(&p, dispatch_class(x)) < 0 ? NULL : strbuf_finish(&p.out);
    if (!class) return ERR;
    // A type that names the protocol has its methods to give; another one is just not known to it.
    Value (*raise)(const char *, ...) = PyDict_Contains(m->protocol->own, (PyObject *)dispatch_class(x)) > 0 ? err_abstract : err_arg;
    return raise("No implementation of method: :%U of protocol: #'%U found for class: %U", m->name, m->protocol->name, class);
}

// The function to call for a first argument: new.
Value protocol_function(struct protocol_method *m, Ref x) {
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
    return found > 0 && !own ? map != protocol_impl(p->impls, ref_of(&PyBaseObject_Type)) : found;
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
    protocol_changed();
    return PyDict_SetItem(p->own, class, obj(map));
}

/* Registering a class with an abstract base class leaves no trace that could
 * be compared, so the function behind ABCMeta.register tells us. */
static PyObject *abc_register;

static PyObject *registered(PyObject *self, PyObject *args) {
    (void)self;
    protocol_changed();
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

int protocol_extend(struct protocol *p, Ref class, Ref map) {
    if (!is_nil(class) && !(is_obj(class) && PyType_Check(obj(class))))
        return (err_arg("a protocol is extended to classes and nil, not to %s", err_type_name(class)), -1);
    if (!(kind_of(map) & K_MAP)) return (err_arg("an implementation is a map from keywords to functions, not %s", err_type_name(map)), -1);
    int has = is_nil(class) ? 0 : PyDict_Contains(p->own, obj(class));
    if (has < 0) return -1;
    if (has) {
        SCOPED_PY PyObject *name = show(class), *interface = protocol_interface_name(p);
        if (name && interface) err_arg("class %U already directly implements interface %U for protocol:#'%U", name, interface, p->name);
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
    protocol_changed();
    return 0;
}

int protocol_retract(struct protocol *p, Ref class) {
    Value impls = coll_dissoc(keep_obj(p->impls), class);
    if (failed(impls)) return -1;
    Py_SETREF(p->impls, obj(ref(impls)));
    protocol_changed();
    return 0;
}
