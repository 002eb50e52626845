// SPDX-License-Identifier: MIT
#include "host/interface.h"

#include "base/error.h"
#include "base/prim.h"
#include "class/instance.h"
#include "class/multi.h"
#include "class/protocol.h"
#include "coll/map.h"
#include "num/number.h"
#include "coll/queue.h"
#include "coll/set.h"
#include "coll/sorted.h"
#include "coll/vector.h"
#include "data/construct.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/host.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "state/ref.h"
#include "text/regex.h"
#include "vars/var.h"

struct interface {
    PyHeapTypeObject py;
    unsigned kinds;     // all of these bits, or 0
    Py_ssize_t op;      // offset of the operation in Ops, or 0
    unsigned given;     // what a deftype that names it becomes
    struct protocol *protocol; // that it stands for, kept by the class's dict; or NULL
    const struct host *host; // which classes of Python can do it, too
};

// Classes of Python that an interface of the JVM's stands for, and what of ours is none although it has the operation.
struct host { const char *name; PyTypeObject *classes[5]; const char *named[4]; bool (*is)(PyTypeObject *); unsigned not_kinds; };

static bool is_iterator(PyTypeObject *type) { return type->tp_iternext && type->tp_iternext != _PyObject_NextNotImplemented; }
static bool is_callable(PyTypeObject *type) { return type->tp_call && !PyType_IsSubtype(type, &PyType_Type); }

static bool is_closable(PyTypeObject *type) {
    SCOPED_PY PyObject *io = PyUnicode_FromString("__exit__"), *close = PyUnicode_FromString("close");
    return io && close && _PyType_Lookup(type, io) && _PyType_Lookup(type, close);
}

static const struct host hosts[] = {
    {"java.util.Map", {&PyDict_Type}},
    {"java.lang.CharSequence", {&PyUnicode_Type}},
    {"java.util.List", {&PyList_Type, &PyTuple_Type}},
    {"java.util.Set", {&PySet_Type, &PyFrozenSet_Type}},
    {"java.util.Collection", {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type}, .not_kinds = K_MAP},
    {"java.lang.Iterable", {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyFrozenSet_Type}},
    {"java.lang.Comparable", {&PyLong_Type, &PyFloat_Type, &PyUnicode_Type, (PyTypeObject *)&ratio_type},
     {"decimal.Decimal", "datetime.date", "datetime.datetime", "UUID"}},
    {"clojure.lang.IAtom", {(PyTypeObject *)&atom_type}},
    {"clojure.lang.IAtom2", {(PyTypeObject *)&atom_type}},
    {"clojure.lang.APersistentMap", .not_kinds = K_RECORD | K_INSTANCE},
    {"clojure.lang.APersistentVector", .not_kinds = K_INSTANCE},
    {"clojure.lang.APersistentSet", .not_kinds = K_INSTANCE},
    {"java.util.Iterator", .is = is_iterator},
    {"java.lang.Runnable", .is = is_callable},
    {"java.util.concurrent.Callable", .is = is_callable},
    {"java.lang.AutoCloseable", .is = is_closable},
    {"java.io.Closeable", .is = is_closable},
};

static bool host_implements(PyTypeObject *class, const struct host *host) {
    for (int i = 0; i < 5 && host->classes[i]; i++)
        if (PyType_IsSubtype(class, host->classes[i])) return true;
    for (int i = 0; i < 4 && host->named[i]; i++)
        if (strcmp(class->tp_name, host->named[i]) == 0) return true;
    return host->is && host->is(class);
}

static const struct host *host_of(const char *name) {
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (strcmp(hosts[i].name, name) == 0) return &hosts[i];
    return NULL;
}


unsigned interface_kinds(Ref r) { return ((struct interface *)obj(r))->given; }

static int names(PyObject *interfaces, PyTypeObject *interface) {
    for (Py_ssize_t i = 0; interfaces && i < PyTuple_GET_SIZE(interfaces); i++) {
        PyObject *named = PyTuple_GET_ITEM(interfaces, i);
        if (PyType_Check(named) && PyType_IsSubtype((PyTypeObject *)named, interface)) return 1;
    }
    return 0;
}

// A class made by Python names its interfaces in a tuple, __implements__.
static bool says_it_implements(PyTypeObject *class, struct interface *interface) {
    SCOPED_PY PyObject *name = PyUnicode_InternFromString("__implements__");
    PyObject *interfaces = name ? _PyType_Lookup(class, name) : NULL;
    return interfaces && PyTuple_Check(interfaces) && names(interfaces, &interface->py.ht_type);
}

static bool implements(PyTypeObject *class, struct interface *interface) {
    if (PyType_IsSubtype(class, &interface->py.ht_type)) return true;
    if (interface->protocol) return protocol_brought(interface->protocol, class);
    if (interface->host && host_implements(class, interface->host)) return true;
    if (!PyType_IsSubtype(Py_TYPE(class), &clj_meta)) return says_it_implements(class, interface); // which the class of a function's class is
    const Ops *ops = ((CljType *)class)->ops;
    if (interface->host && ops->kind & interface->host->not_kinds) return false;
    if (interface->kinds == K_INSTANCE) return (ops->kind & (K_INSTANCE | K_RECORD | K_REIFIED)) == K_INSTANCE; // a deftype's
    if (interface->kinds && (ops->kind & interface->kinds) == interface->kinds) return true;
    if (interface->op && *(void *const *)((const char *)ops + interface->op)) return true;
    if (interface->op == offsetof(Ops, meta) && ops->meta_offset) return true;
    const struct class_info *info = info_of_class(class);
    return info && names(info->interfaces, &interface->py.ht_type);
}

static PyObject *instance_check(PyObject *self, PyObject *x) {
    return PyBool_FromLong(implements(Py_TYPE(x), (struct interface *)self));
}
static PyObject *subclass_check(PyObject *self, PyObject *class) {
    if (!PyType_Check(class)) return (err_type("issubclass() needs a class"), NULL);
    return PyBool_FromLong(implements((PyTypeObject *)class, (struct interface *)self));
}

static PyMethodDef meta_methods[] = {
    {"__instancecheck__", instance_check, METH_O, "Can the object do what the interface says?"},
    {"__subclasscheck__", subclass_check, METH_O, "Can the class's instances do what the interface says?"},
    {NULL},
};

PyTypeObject interface_meta = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "cljsh.Interface",
    .tp_doc = "The class of Clojure's interfaces.",
    .tp_basicsize = sizeof(struct interface),
    .tp_itemsize = sizeof(PyMemberDef),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = meta_methods,
};

PyObject *interface_new(PyObject *name, PyObject *bases, PyObject *methods) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, -1);
    SCOPED_PY PyObject *module = PyUnicode_Substring(name, 0, dot < 0 ? 0 : dot);
    SCOPED_PY PyObject *short_name = PyUnicode_Substring(name, dot + 1, n);
    if (!module || !short_name) return NULL;
    PyObject *class = PyObject_CallFunction((PyObject *)&interface_meta, "OO{s:(),s:O,s:O}", short_name, bases, "__slots__", "__module__", module,
                                            "__methods__", methods);
    if (!class) return NULL;
    SCOPED_PY PyObject *abstract = PyFrozenSet_New(methods); // so that nobody makes instances of the interface itself
    if (!abstract || (PySet_GET_SIZE(abstract) && PyObject_SetAttrString(class, "__abstractmethods__", abstract) < 0)) {
        Py_DECREF(class);
        return NULL;
    }
    struct interface *interface = (struct interface *)class;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++)
        if (is_interface(ref_of(PyTuple_GET_ITEM(bases, i)))) interface->given |= interface_kinds(ref_of(PyTuple_GET_ITEM(bases, i)));
    return class;
}

// --- protocols ------------------------------------------------------------

static struct protocol *protocol_behind_class(PyTypeObject *class) { return ((struct interface *)class)->protocol; }

static PyObject *interface_of(struct protocol *p) {
    struct var *v = (struct var *)p->var;
    SCOPED_PY PyObject *minus = PyUnicode_FromString("-"), *under = PyUnicode_FromString("_");
    SCOPED_PY PyObject *module = minus && under ? PyUnicode_Replace(v->ns->name, minus, under, -1) : NULL;
    SCOPED_PY PyObject *name = module ? PyUnicode_FromFormat("%U.%U", module, v->name) : NULL;
    SCOPED_PY PyObject *bases = name ? PyTuple_Pack(1, &PyBaseObject_Type) : NULL, *none = PyTuple_New(0);
    PyObject *class = bases && none ? interface_new(name, bases, none) : NULL;
    if (!class || PyObject_SetAttrString(class, "__protocol__", (PyObject *)p) < 0) {
        Py_XDECREF(class);
        return NULL;
    }
    ((struct interface *)class)->protocol = p;
    return class;
}

// --- the known ones -------------------------------------------------------

#define COLL K_COLL
#define OP_OF(name) offsetof(Ops, name)

static const struct { const char *name; unsigned kinds; Py_ssize_t op; const char *bases[5]; } known[] = {
    // name, what tells it, the operation that tells it, more general ones (above)
    {"clojure.lang.IFn", K_IFN, 0, {NULL}},
    {"clojure.lang.Fn", K_FN, 0, {NULL}},
    {"clojure.lang.Seqable", 0, OP_OF(seq), {NULL}},
    {"clojure.lang.Sequential", K_SEQUENTIAL, 0, {NULL}},
    {"clojure.lang.IPersistentCollection", K_COLL, 0, {"clojure.lang.Seqable"}},
    {"clojure.lang.ISeq", K_SEQ, 0, {"clojure.lang.IPersistentCollection"}},
    {"clojure.lang.Counted", K_COUNTED, 0, {NULL}},
    {"clojure.lang.Indexed", K_INDEXED, 0, {"clojure.lang.Counted"}},
    {"clojure.lang.ILookup", 0, OP_OF(get), {NULL}},
    {"clojure.lang.Associative", K_ASSOCIATIVE, 0, {"clojure.lang.IPersistentCollection", "clojure.lang.ILookup"}},
    {"clojure.lang.Reversible", K_REVERSIBLE, 0, {NULL}},
    {"clojure.lang.Sorted", K_SORTED, 0, {NULL}},
    {"clojure.lang.IPersistentStack", 0, OP_OF(peek), {"clojure.lang.IPersistentCollection"}},
    {"clojure.lang.IPersistentVector", K_VECTOR, 0,
     {"clojure.lang.Associative", "clojure.lang.Sequential", "clojure.lang.IPersistentStack", "clojure.lang.Reversible", "clojure.lang.Indexed"}},
    {"clojure.lang.IPersistentMap", K_MAP, 0, {"clojure.lang.Associative", "clojure.lang.Counted"}},
    {"clojure.lang.IPersistentSet", K_SET, 0, {"clojure.lang.IPersistentCollection", "clojure.lang.Counted"}},
    {"clojure.lang.IPersistentList", K_LIST, 0, {"clojure.lang.Sequential", "clojure.lang.IPersistentStack"}},
    {"clojure.lang.IMapEntry", K_ENTRY, 0, {NULL}},
    {"clojure.lang.IRecord", K_RECORD, 0, {NULL}},
    {"clojure.lang.IType", K_INSTANCE, 0, {NULL}},
    {"clojure.lang.IDeref", 0, OP_OF(deref), {NULL}},
    {"clojure.lang.IBlockingDeref", 0, OP_OF(deref_within), {NULL}},
    {"clojure.lang.IPending", K_PENDING, 0, {NULL}},
    {"clojure.lang.IRef", 0, OP_OF(watch_offset), {"clojure.lang.IDeref"}},
    {"clojure.lang.ARef", 0, OP_OF(watch_offset), {"clojure.lang.IRef"}},
    {"clojure.lang.IMeta", 0, OP_OF(meta), {NULL}},
    {"clojure.lang.IReference", 0, OP_OF(watch_offset), {"clojure.lang.IMeta"}},
    {"clojure.lang.AReference", 0, OP_OF(watch_offset), {"clojure.lang.IReference"}},
    {"clojure.lang.IObj", 0, OP_OF(with_meta), {"clojure.lang.IMeta"}},
    {"clojure.lang.Named", K_NAMED, 0, {NULL}},
    {"clojure.lang.IHashEq", 0, OP_OF(hash), {NULL}},
    {"clojure.lang.IReduceInit", 0, 0, {NULL}},
    {"clojure.lang.IReduce", 0, 0, {"clojure.lang.IReduceInit"}},
    {"clojure.lang.IKVReduce", 0, 0, {NULL}},
    {"clojure.lang.IChunkedSeq", K_CHUNKED, 0, {"clojure.lang.ISeq", "clojure.lang.Sequential"}},
    {"clojure.lang.IAtom", 0, 0, {NULL}},
    {"clojure.lang.IAtom2", 0, 0, {"clojure.lang.IAtom"}},
    {"clojure.lang.IEditableCollection", K_EDITABLE, 0, {NULL}},
    {"clojure.lang.ITransientCollection", K_TRANSIENT, 0, {NULL}},
    {"clojure.lang.MapEquivalence", K_MAP, 0, {NULL}},
    {"clojure.lang.ASeq", K_SEQ, 0, {"clojure.lang.ISeq"}},
    {"clojure.lang.APersistentVector", K_VECTOR, 0, {"clojure.lang.IPersistentVector"}},
    {"clojure.lang.APersistentMap", K_MAP, 0, {"clojure.lang.IPersistentMap"}},
    {"clojure.lang.APersistentSet", K_SET, 0, {"clojure.lang.IPersistentSet"}},
    {"clojure.lang.IProxy", 0, 0, {NULL}},
    {"java.lang.Comparable", 0, OP_OF(compare), {NULL}},
    {"java.lang.Iterable", 0, OP_OF(seq), {NULL}},
    {"java.lang.Runnable", K_FN | K_IFN, 0, {NULL}},
    {"java.util.concurrent.Callable", K_FN | K_IFN, 0, {NULL}},
    {"java.util.Comparator", K_FN, 0, {NULL}},
    {"java.lang.CharSequence", K_CHARS, 0, {NULL}},
    {"java.lang.AutoCloseable", 0, 0, {NULL}},
    {"java.io.Closeable", 0, 0, {"java.lang.AutoCloseable"}},
    {"java.util.Iterator", 0, 0, {NULL}},
    {"java.util.Collection", 0, OP_OF(seq), {"java.lang.Iterable"}},
    {"java.util.List", K_SEQUENTIAL, 0, {"java.util.Collection"}},
    {"java.util.Set", K_SET, 0, {"java.util.Collection"}},
    {"java.util.Map", K_MAP, 0, {NULL}},
    {"java.util.Map$Entry", K_ENTRY, 0, {NULL}},
    {"java.util.function.Supplier", 0, OP_OF(deref), {NULL}},
    {"java.util.function.IntSupplier", 0, OP_OF(deref), {NULL}},
    {"java.util.function.LongSupplier", 0, OP_OF(deref), {NULL}},
    {"java.util.function.DoubleSupplier", 0, OP_OF(deref), {NULL}},
    {"java.util.function.BooleanSupplier", 0, OP_OF(deref), {NULL}},
    {"java.util.RandomAccess", K_VECTOR, 0, {NULL}},
};

static const struct { const char *name; void *class; } classes[] = {
    {"clojure.lang.Keyword", &keyword_type}, {"clojure.lang.Symbol", &symbol_type}, {"clojure.lang.Var", &var_type},
    {"clojure.lang.Namespace", &ns_type}, {"clojure.lang.Atom", &atom_type}, {"clojure.lang.Volatile", &volatile_type},
    {"clojure.lang.Delay", &delay_type}, {"clojure.lang.Reduced", &reduced_type}, {"clojure.lang.MultiFn", &multi_type},
    {"clojure.lang.AFn", &fn_type}, {"clojure.lang.AFunction", &fn_type}, {"clojure.lang.PersistentVector", &vec_type},
    {"clojure.lang.PersistentArrayMap", &map_array_type}, {"clojure.lang.PersistentHashMap", &hash_map_type},
    {"clojure.lang.PersistentHashSet", &set_hash_type}, {"clojure.lang.PersistentList", &list_type},
    {"clojure.lang.PersistentQueue", &queue_type}, {"clojure.lang.PersistentTreeMap", &sorted_map_type},
    {"clojure.lang.Cons", &cons_type}, {"clojure.lang.LazySeq", &lazy_type}, {"clojure.lang.MapEntry", &entry_type},
    {"clojure.lang.BigInt", &PyLong_Type}, {"java.util.regex.Pattern", &pattern_type},
    {"java.lang.Object", &PyBaseObject_Type}, {"java.lang.String", &PyUnicode_Type}, 
    {"java.lang.Character", &PyUnicode_Type}, {"java.lang.Long", &PyLong_Type}, {"java.lang.Integer", &PyLong_Type},
    {"java.lang.Short", &PyLong_Type}, {"java.lang.Byte", &PyLong_Type}, {"java.math.BigInteger", &PyLong_Type},
    {"java.lang.Double", &PyFloat_Type}, {"java.lang.Float", &PyFloat_Type}, {"java.lang.Boolean", &PyBool_Type},
    {"java.lang.Class", &PyType_Type},
};

// Under its full name everywhere, by import out of its package, and everywhere by its short name.
static int enter(const char *full, PyObject *class, bool short_too) {
    const char *dot = strrchr(full, '.');
    SCOPED_PY PyObject *key = PyUnicode_InternFromString(full), *name = PyUnicode_InternFromString(dot + 1);
    SCOPED_PY PyObject *package = PyUnicode_FromStringAndSize(full, dot - full);
    if (package) PyUnicode_InternInPlace(&package);
    struct ns *ns = key && name && package ? ns_make(package) : NULL;
    if (!ns || PyDict_SetItem(core_ns->mappings, key, class) < 0 || PyDict_SetItem(ns->mappings, name, class) < 0) return -1;
    if (!short_too || PyDict_Contains(core_ns->mappings, name)) return 0;
    return PyDict_SetItem(core_ns->mappings, name, class);
}

PRIM(own_name_class, "cljsh.core", "name-class!", "[full class]", "Makes a class known by a full name of Java's, \"java.lang.Long\".")
{
    const char *full = is_str(a[0]) ? PyUnicode_AsUTF8(obj(a[0])) : NULL;
    if (!full || !strchr(full, '.') || !is_obj(a[1]) || !PyType_Check(obj(a[1]))) return err_arg("a name with dots and a class are needed");
    return enter(full, obj(a[1]), false) < 0 ? ERR : nil_value();
}

static PyObject *all_known; // list: the known ones

PRIM(core_is_fn, "clojure.core", "fn?", "[x]", "Tells whether x is a function made by fn, or of a type that says so by clojure.lang.Fn.")
{
    Ref x = a[0];
    if (kind_of(x) & K_FN) return bool_value(true);
    if (!(kind_of(x) & K_INSTANCE)) return bool_value(false);
    PyObject *fn = PyDict_GetItemString(core_ns->mappings, "clojure.lang.Fn");
    return bool_value(fn && is_interface(ref_of(fn)) && implements(Py_TYPE(obj(x)), (struct interface *)fn));
}

// Adds an interface and those it extends, or a protocol's, to a set.
static int add_with_bases(PyObject *set, PyObject *spec) {
    if (is_protocol(ref_of(spec))) spec = protocol_interface((struct protocol *)spec);
    if (!spec || !is_interface(ref_of(spec))) return spec ? 0 : -1;
    PyObject *mro = ((PyTypeObject *)spec)->tp_mro;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++)
        if (is_interface(ref_of(PyTuple_GET_ITEM(mro, i))) && PySet_Add(set, PyTuple_GET_ITEM(mro, i)) < 0) return -1;
    return 0;
}

PRIM(own_interfaces, "cljsh.core", "interfaces", "[class]", "Returns a set of Python of the interfaces, protocols' among them, that a class is an instance of.")
{
    if (!is_obj(a[0]) || !PyType_Check(obj(a[0]))) return err_type("a class is needed, not %s", err_type_name(a[0]));
    PyTypeObject *class = (PyTypeObject *)obj(a[0]);
    PyObject *set = PySet_New(NULL);
    for (Py_ssize_t i = 0; set && i < PyList_GET_SIZE(all_known); i++) {
        PyObject *one = PyList_GET_ITEM(all_known, i);
        if ((PyObject *)class != one && implements(class, (struct interface *)one) && PySet_Add(set, one) < 0) Py_CLEAR(set);
    }
    for (Py_ssize_t i = 0; set && i < PyTuple_GET_SIZE(class->tp_mro); i++) {
        const struct class_info *info = info_of_class((PyTypeObject *)PyTuple_GET_ITEM(class->tp_mro, i));
        for (Py_ssize_t k = 0; set && info && info->interfaces && k < PyTuple_GET_SIZE(info->interfaces); k++)
            if (add_with_bases(set, PyTuple_GET_ITEM(info->interfaces, k)) < 0) Py_CLEAR(set);
    }
    return adopt(set);
}

static PyObject *known_bases(const char *const *bases_names) {
    Py_ssize_t n = 0;
    while (n < 5 && bases_names[n]) n++;
    PyObject *bases = PyTuple_New(n ? n : 1);
    if (bases && !n) PyTuple_SET_ITEM(bases, 0, Py_NewRef(&PyBaseObject_Type));
    for (Py_ssize_t i = 0; bases && i < n; i++)
        PyTuple_SET_ITEM(bases, i, Py_NewRef(PyDict_GetItemString(core_ns->mappings, bases_names[i])));
    return bases;
}

int interface_init(void) {
    interface_meta.tp_base = &PyType_Type;
    if (PyType_Ready(&interface_meta) < 0) return -1;
    protocol_interface_class = &interface_meta;
    if (!(all_known = PyList_New(0))) return -1;
    protocol_interface_hook = interface_of;
    protocol_of_interface_hook = protocol_behind_class;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        SCOPED_PY PyObject *name = PyUnicode_FromString(known[i].name), *bases = known_bases(known[i].bases);
        SCOPED_PY PyObject *none = PyTuple_New(0); // all are partly implemented by many
        SCOPED_PY PyObject *class = name && bases && none ? interface_new(name, bases, none) : NULL;
        if (!class) return -1;
        struct interface *interface = (struct interface *)class;
        interface->kinds = known[i].kinds;
        interface->op = known[i].op;
        interface->host = host_of(known[i].name);
        interface->given |= known[i].kinds & ~(unsigned)(K_IFN | K_FN | K_RECORD | K_EDITABLE | K_TRANSIENT | K_CHUNKED | K_INSTANCE);
        bool java_util = strncmp(known[i].name, "java.util.", 10) == 0 && strcmp(known[i].name, "java.util.concurrent.Callable") != 0;
        if (java_util) { // it has the methods' names, but is none of our collections; an entry is what key and val take
            interface->given = known[i].kinds & K_MAP ? K_JAVA_MAP : known[i].kinds & K_SET ? K_JAVA_SET : known[i].kinds & K_ENTRY;
        }
        if (enter(known[i].name, class, !java_util) < 0 || PyList_Append(all_known, class) < 0) return -1; // Map, List and Set are too good names to be taken
    }
    const struct { CljType *type; Value empty; } empties[] = {
        {&queue_type, queue_empty()}, {&vec_type, vec_empty()}, {&list_type, list_empty()}, {&map_array_type, map_empty()},
        {&hash_map_type, map_empty()}, {&set_hash_type, set_empty()},
    };
    for (size_t i = 0; i < sizeof empties / sizeof *empties; i++) {
        if (failed(empties[i].empty) || PyDict_SetItemString(TYPE_OBJECT(*empties[i].type)->tp_dict, "EMPTY", obj(ref(empties[i].empty))) < 0)
            return -1;
        drop(empties[i].empty);
        PyType_Modified(TYPE_OBJECT(*empties[i].type));
    }
    static PyMethodDef create = {"create", construct_create, METH_VARARGS | METH_CLASS, "Makes one, as the class itself does."};
    CljType *const creating[] = {&entry_type, &vec_type, &map_array_type, &hash_map_type, &set_hash_type, &list_type};
    for (size_t i = 0; i < sizeof creating / sizeof *creating; i++) {
        SCOPED_PY PyObject *method = PyDescr_NewClassMethod(TYPE_OBJECT(*creating[i]), &create);
        if (!method || PyDict_SetItemString(TYPE_OBJECT(*creating[i])->tp_dict, "create", method) < 0) return -1;
        PyType_Modified(TYPE_OBJECT(*creating[i]));
    }
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (enter(classes[i].name, classes[i].class, false) < 0) return -1;
    return 0;
}
