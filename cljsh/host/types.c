// SPDX-License-Identifier: MIT
/* Primitives behind deftype, defrecord, reify and definterface. */
#include "base/absent.h"
#include "base/error.h"
#include "base/prim.h"
#include "class/function_class.h"
#include "class/instance.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/interface.h"
#include "seq/seq.h"
#include "state/ref.h"
#include "vars/var.h"
#include "vm/named.h"
#include "vm/vm.h"

static PyObject *tuple_of(Ref coll) {
    Value *items;
    Py_ssize_t n = seq_to_words(coll, &items);
    PyObject *tuple = n < 0 ? NULL : PyTuple_New(n);
    for (Py_ssize_t i = 0; tuple && i < n; i++) {
        PyObject *x = py_of(ref(items[i]));
        if (x) PyTuple_SET_ITEM(tuple, i, x);
        else Py_CLEAR(tuple);
    }
    if (n >= 0) seq_words_free(items, n);
    return tuple;
}

// --- classes --------------------------------------------------------------

PRIM(own_make_class, "cljsh.core", "make-class", "[kind name fields mutable]",
     "Makes a class for deftype: kind is :type or :record, name \"ns.Name\", fields their names.\n"
     "mutable says of each field whether it may be set.  The class gets its methods by finish-class!.")
{
    enum class_kind kind = same(a[0], KW("record")) ? CLASS_RECORD : CLASS_PLAIN;
    SCOPED_PY PyObject *names = tuple_of(a[2]), *flags = names ? tuple_of(a[3]) : NULL;
    if (!flags || !is_str(a[1])) return flags ? err_arg("the name of a class is a string") : ERR;
    Py_ssize_t count = PyTuple_GET_SIZE(names);
    SCOPED_PY PyObject *buffer = PyBytes_FromStringAndSize(NULL, count + 1);
    if (!buffer) return ERR;
    bool *is_mutable = (bool *)PyBytes_AS_STRING(buffer);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!PyUnicode_Check(PyTuple_GET_ITEM(names, i))) return err_arg("the name of a field is a string");
        is_mutable[i] = is_true(ref_of(PyTuple_GET_ITEM(flags, i)));
    }
    return adopt(class_new(kind, obj(a[1]), names, is_mutable));
}

PRIM(own_hint_fields, "cljsh.core", "hint-fields!", "[class hints]",
     "Says which fields of a class hold primitives: a string with a letter for each, l d b, or - for none. Returns the class.")
{
    struct class_info *info = is_obj(a[0]) && PyType_Check(obj(a[0])) ? (struct class_info *)info_of_class((PyTypeObject *)obj(a[0])) : NULL;
    const char *hints = info && is_str(a[1]) ? PyUnicode_AsUTF8(obj(a[1])) : NULL;
    if (!hints || (int)strlen(hints) != info->nfields) return err_arg("a class and a letter for each of its fields are needed");
    char *kept = PyMem_Malloc((size_t)info->nfields + 1);
    if (!kept) return (PyErr_NoMemory(), ERR);
    info->hints = strcpy(kept, hints);
    return keep(a[0]);
}

// The function of a protocol's method: under its name or, as it is for one who takes the protocol for its interface, munged.
static enum lookup own_method(PyObject *methods, PyObject *name, PyObject **f) {
    *f = PyDict_GetItem(methods, name);
    if (*f) return LOOKUP_FOUND;
    SCOPED_PY PyObject *spelt = function_class_munged(name);
    if (!spelt) return LOOKUP_FAILED;
    *f = PyDict_GetItem(methods, spelt);
    return *f ? LOOKUP_FOUND : LOOKUP_ABSENT;
}

// The functions of the named methods as a protocol's implementation: {:foo f}.
static Value own_map(PyObject *methods, struct protocol *p) {
    Value map = map_empty();
    PyObject *name, *method;
    Py_ssize_t i = 0;
    while (ok(map) && PyDict_Next(p->methods, &i, &name, &method)) {
        PyObject *f;
        enum lookup found = own_method(methods, name, &f);
        if (found == LOOKUP_FOUND) map = map_assoc(map, ref(((struct protocol_method *)method)->keyword), ref_of(f));
        else if (found == LOOKUP_FAILED) drop(map), map = ERR;
    }
    return map;
}

static int add_protocols(PyTypeObject *class, PyObject *methods, PyObject *specs) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(specs); i++) {
        Ref spec = ref_of(PyTuple_GET_ITEM(specs, i));
        if (!is_protocol(spec)) continue;
        SCOPED Value map = own_map(methods, protocol_of(spec));
        if (failed(map) || protocol_add_own(protocol_of(spec), (PyObject *)class, ref(map)) < 0) return -1;
    }
    return 0;
}

static unsigned kinds_of(PyObject *specs) {
    unsigned kinds = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(specs); i++)
        if (is_interface(ref_of(PyTuple_GET_ITEM(specs, i)))) kinds |= interface_kinds(ref_of(PyTuple_GET_ITEM(specs, i)));
    return kinds;
}

// names and functions, in the same order, as a dict.
static PyObject *method_dict(Ref names, Ref functions) {
    SCOPED_PY PyObject *keys = tuple_of(names), *values = keys ? tuple_of(functions) : NULL;
    PyObject *dict = values ? PyDict_New() : NULL;
    for (Py_ssize_t i = 0; dict && i < PyTuple_GET_SIZE(keys) && i < PyTuple_GET_SIZE(values); i++) {
        PyObject *key = Py_NewRef(PyTuple_GET_ITEM(keys, i));
        PyUnicode_InternInPlace(&key);
        if (PyDict_SetItem(dict, key, PyTuple_GET_ITEM(values, i)) < 0) Py_CLEAR(dict);
        Py_DECREF(key);
    }
    return dict;
}

/* A base of Python has to be known when deftype is compiled, which then makes
 * a class of Python; here it would be forgotten in silence. */
static int check_specs(PyTypeObject *class, PyObject *specs) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(specs); i++) {
        PyObject *spec = PyTuple_GET_ITEM(specs, i);
        if (is_protocol(ref_of(spec)) || is_interface(ref_of(spec)) || spec == (PyObject *)&PyBaseObject_Type) continue;
        if (strcmp(Py_TYPE(spec)->tp_name, "Missing") == 0) continue; // a class of the JVM's that is not here (cljsh.java): nothing is asked of it
        if (PyType_Check(spec))
            return (err_state("%s inherits from %s, which was not known yet when its definition was compiled", class->tp_name,
                              ((PyTypeObject *)spec)->tp_name), -1);
        return (err_type("%s: %s is neither a protocol nor an interface nor a class", class->tp_name, err_type_name(ref_of(spec))), -1);
    }
    return 0;
}

// Is there a method whose name is the same with _ in the place of -, which an interface may have been given?
static int has_spelt_otherwise(PyObject *methods, PyObject *wanted) {
    SCOPED_PY PyObject *plain = named_python_name(wanted);
    PyObject *name;
    Py_ssize_t at = 0;
    while (plain && PyDict_Next(methods, &at, &name, NULL)) {
        SCOPED_PY PyObject *other = named_python_name(name);
        int same = other ? PyObject_RichCompareBool(plain, other, Py_EQ) : -1;
        if (same) return same;
    }
    return plain ? 0 : -1;
}

/* What a class has in the place of a method that it does not have, though an
 * interface which it names wants it: an instance can be made all the same, and
 * only the call is an error.  self is what the error says. */
static PyObject *abstract_method(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    (void)args, (void)n, (void)names;
    PyErr_SetObject(AbstractError, self);
    return NULL;
}

static int add_abstract(PyTypeObject *class, PyTypeObject *interface, PyObject *wanted) {
    static PyMethodDef def = {"abstract", (PyCFunction)(void (*)(void))abstract_method, METH_FASTCALL | METH_KEYWORDS, "A method that is not there."};
    SCOPED_PY PyObject *name = named_python_name(wanted);
    if (!name) return -1;
    if (PyObject_HasAttr((PyObject *)class, name)) return 0; // what every object has
    SCOPED_PY PyObject *text = PyUnicode_FromFormat("%U does not have the method %U of %s", info_of_class(class)->name, wanted, interface->tp_name);
    SCOPED_PY PyObject *method = text ? PyCFunction_New(&def, text) : NULL;
    return method ? PyObject_SetAttr((PyObject *)class, name, method) : -1;
}

// The methods that an interface and those above it want and the class does not have.
static int add_lacking(PyTypeObject *class, PyObject *methods, PyTypeObject *interface) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(interface->tp_mro); i++) {
        PyTypeObject *one = (PyTypeObject *)PyTuple_GET_ITEM(interface->tp_mro, i);
        PyObject *wanted = is_interface(ref_of(one)) ? PyDict_GetItemString(one->tp_dict, "__methods__") : NULL;
        for (Py_ssize_t k = 0; wanted && k < PyTuple_GET_SIZE(wanted); k++)
            if (!PyDict_GetItem(methods, PyTuple_GET_ITEM(wanted, k))) {
                int there = has_spelt_otherwise(methods, PyTuple_GET_ITEM(wanted, k));
                if (there < 0 || (!there && add_abstract(class, one, PyTuple_GET_ITEM(wanted, k)) < 0)) return -1;
            }
    }
    return 0;
}

static int complete(PyTypeObject *class, PyObject *methods, PyObject *specs) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(specs); i++)
        if (is_interface(ref_of(PyTuple_GET_ITEM(specs, i))) && add_lacking(class, methods, (PyTypeObject *)PyTuple_GET_ITEM(specs, i)) < 0)
            return -1;
    return 0;
}

static int register_mapping(PyTypeObject *class) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("collections.abc");
    SCOPED_PY PyObject *abc = module ? PyObject_GetAttrString(module, "Mapping") : NULL;
    SCOPED_PY PyObject *done = abc ? PyObject_CallMethod(abc, "register", "O", class) : NULL;
    return done ? 0 : -1;
}

// What a deftype names, with protocols for their interfaces.
static PyObject *spec_tuple(Ref specs) {
    PyObject *all = tuple_of(specs);
    for (Py_ssize_t i = 0; all && i < PyTuple_GET_SIZE(all); i++) {
        Ref protocol = protocol_behind(ref_of(PyTuple_GET_ITEM(all, i)));
        if (!protocol.w) continue;
        Py_DECREF(PyTuple_GET_ITEM(all, i));
        PyTuple_SET_ITEM(all, i, Py_NewRef(obj(protocol)));
    }
    return all;
}

static int finish(PyTypeObject *class, Ref names, Ref functions, Ref specs) {
    SCOPED_PY PyObject *methods = method_dict(names, functions), *interfaces = methods ? spec_tuple(specs) : NULL;
    if (!interfaces || check_specs(class, interfaces) < 0 || class_finish(class, methods, interfaces, kinds_of(interfaces)) < 0 ||
        complete(class, methods, interfaces) < 0)
        return -1;
    if (info_of_class(class)->ops.kind & K_RECORD && register_mapping(class) < 0) return -1;
    return add_protocols(class, methods, interfaces);
}

PRIM(own_finish_class, "cljsh.core", "finish-class!", "[class names methods specs]",
     "Gives a class of make-class its methods: their names, the functions, the protocols and interfaces.\nReturns the class.")
{
    if (!is_obj(a[0]) || !PyType_Check(obj(a[0])) || !info_of_class((PyTypeObject *)obj(a[0])))
        return err_arg("finish-class! needs a class of make-class, not %s", err_type_name(a[0]));
    return finish((PyTypeObject *)obj(a[0]), a[1], a[2], a[3]) < 0 ? ERR : take(&a[0]);
}

PRIM(own_forget_method, "cljsh.core", "forget-method!", "[class attribute]",
     "Makes calls of a method of a class made by deftype go by its attribute, which is no longer the function it had.\nReturns nil.")
{
    const struct class_info *info = info_of_class((PyTypeObject *)obj(a[0]));
    PyObject *name, *function;
    Py_ssize_t i = 0;
    while (info && PyDict_Next(info->methods, &i, &name, &function)) {
        SCOPED_PY PyObject *python = named_python_name(name);
        if (!python) return ERR;
        if (PyUnicode_Compare(python, obj(a[1])) != 0) continue;
        // An operation may be made of it, which does not own it.
        if (PyList_Append(info->kept, function) < 0 || PyDict_DelItem(info->methods, name) < 0) return ERR;
        break;
    }
    return nil_value();
}

PRIM(own_adopt, "cljsh.core", "adopt-class!", "[class names methods specs]",
     "Makes a class made by Python an implementation of the protocols among specs.\nReturns the class.")
{
    SCOPED_PY PyObject *methods = method_dict(a[1], a[2]), *protocols = methods ? spec_tuple(a[3]) : NULL;
    return !protocols || add_protocols((PyTypeObject *)obj(a[0]), methods, protocols) < 0 ? ERR : take(&a[0]);
}

PRIM(own_field_names, "cljsh.core", "field-names", "[class]", "Returns a vector of the names of a deftype's fields, nil for other classes.")
{
    const struct class_info *info =
        is_obj(a[0]) && PyType_Check(obj(a[0])) ? info_of_class((PyTypeObject *)obj(a[0])) : NULL;
    return info ? vec_of_seqable(ref_of(info->field_names)) : nil_value();
}

PRIM(own_is_record_class, "cljsh.core", "record-class?", "[x]", "Tells whether x is a class made by defrecord.")
{
    const struct class_info *info =
        is_obj(a[0]) && PyType_Check(obj(a[0])) ? info_of_class((PyTypeObject *)obj(a[0])) : NULL;
    return bool_value(info && info->ops.kind & K_RECORD);
}

PRIM(own_record_from_map, "cljsh.core", "record-from-map", "[class m]", "Makes a record of a class with the fields from a map; other keys stay beside them.")
{ return record_from_map((PyTypeObject *)obj(a[0]), a[1]); }

PRIM(own_make_interface, "cljsh.core", "make-interface", "[name bases methods]",
     "Makes an interface, \"ns.Name\", which is one of its bases too; methods are the names that those who implement it must have.")
{
    SCOPED_PY PyObject *bases = tuple_of(a[1]), *methods = tuple_of(a[2]);
    if (!methods) return ERR;
    if (bases && PyTuple_GET_SIZE(bases) == 0) Py_SETREF(bases, PyTuple_Pack(1, &PyBaseObject_Type));
    return bases ? adopt(interface_new(obj(a[0]), bases, methods)) : ERR;
}

PRIM(own_is_interface, "cljsh.core", "interface?", "[x]", "Tells whether x is one of Clojure's interfaces, or of definterface.")
{ return bool_value(is_interface(a[0])); }

// --- reify ----------------------------------------------------------------

PRIM(own_reify_class, "cljsh.core", "make-reify-class", "[name n names methods specs]",
     "Makes the class of a reify form: its name, how many values it closes over, the methods, the protocols and interfaces.")
{
    int64_t count;
    if (!int64_of(a[1], &count)) return ERR;
    SCOPED_PY PyObject *fields = PyTuple_New(count);
    for (Py_ssize_t i = 0; fields && i < count; i++) {
        PyObject *name = PyUnicode_FromFormat("closed over %zd", i);
        if (!name) return ERR;
        PyTuple_SET_ITEM(fields, i, name);
    }
    PyTypeObject *class = fields ? class_new(CLASS_REIFY, obj(a[0]), fields, NULL) : NULL;
    if (!class) return ERR;
    if (finish(class, a[2], a[3], a[4]) == 0) return adopt(class);
    Py_DECREF(class);
    return ERR;
}

PRIM(own_reify_site, "cljsh.core", "reify*", "[]", "Makes what remembers the class of one reify form.")
{
    struct volatile_box *box = (struct volatile_box *)TYPE_OBJECT(volatile_type)->tp_alloc(TYPE_OBJECT(volatile_type), 0);
    if (box) box->value = nil_value();
    return adopt(box);
}
PRIM(own_reify, "cljsh.core", "reify*", "[site make-class methods & closed-over]",
     "Makes an instance of the class of a reify form, with the values it closes over.")
{
    struct volatile_box *site = (struct volatile_box *)obj(a[0]);
    if (unlikely(is_nil(ref(site->value)))) {
        Value class = vm_call(a[1], (Ref[]){a[2], int_ref(n - 3)}, 2);
        if (failed(class)) return ERR;
        Value old = site->value;
        site->value = class;
        drop(old);
    }
    return instance_new((PyTypeObject *)obj(ref(site->value)), (Value *)(a + 3), n - 3);
}

// --- classes of Python ----------------------------------------------------

/* The __init__ of a deftype that inherits from a class of Python: sets the
 * fields, by position or by name, and leaves the rest to the classes above.
 * self is a tuple of the fields, the box with the class, and whether it is an
 * exception, which gets all arguments. */
static PyObject *init_fields(PyObject *self, PyObject *args, PyObject *kwargs) {
    PyObject *fields = PyTuple_GET_ITEM(self, 0), *class = obj(ref(((struct volatile_box *)PyTuple_GET_ITEM(self, 1))->value));
    bool error = PyTuple_GET_ITEM(self, 2) == Py_True;
    Py_ssize_t n = PyTuple_GET_SIZE(fields), given = PyTuple_GET_SIZE(args) - 1;
    if (given < 0) return (err_type("__init__ needs an object"), NULL);
    PyObject *o = PyTuple_GET_ITEM(args, 0);
    SCOPED_PY PyObject *more = kwargs ? PyDict_Copy(kwargs) : PyDict_New();
    if (!more) return NULL;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PyTuple_GET_ITEM(fields, i), *x = i < given ? PyTuple_GET_ITEM(args, i + 1) : NULL;
        enum lookup there = x ? LOOKUP_FOUND : lookup_in_dict(more, name, &x);
        if (there == LOOKUP_ABSENT)
            PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %s; it takes %zd", given, ((PyTypeObject *)class)->tp_name, n);
        if (there != LOOKUP_FOUND) return NULL;
        if (PyObject_SetAttr(o, name, x) < 0) return NULL;
        if (i >= given && PyDict_DelItem(more, name) < 0) return NULL;
    }
    SCOPED_PY PyObject *rest = PyTuple_GetSlice(args, error ? 1 : n + 1, PY_SSIZE_T_MAX);
    SCOPED_PY PyObject *super = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, class, o, NULL);
    SCOPED_PY PyObject *init = super ? PyObject_GetAttrString(super, "__init__") : NULL;
    return init && rest ? PyObject_Call(init, rest, more) : NULL;
}

PRIM(own_keyword_init, "cljsh.core", "keyword-init", "[fields class-box error?]",
     "Makes the __init__ that a deftype inheriting from a class of Python has, if it brings none.")
{
    static PyMethodDef def = {"__init__", (PyCFunction)init_fields, METH_VARARGS | METH_KEYWORDS, "Sets the fields."};
    SCOPED_PY PyObject *fields = tuple_of(a[0]);
    SCOPED_PY PyObject *self = fields ? PyTuple_Pack(3, fields, obj(a[1]), is_true(a[2]) ? Py_True : Py_False) : NULL;
    SCOPED_PY PyObject *function = self ? PyCFunction_New(&def, self) : NULL;
    return function ? adopt(PyInstanceMethod_New(function)) : ERR;
}
