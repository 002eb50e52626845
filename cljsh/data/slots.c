// SPDX-License-Identifier: MIT
#include "data/slots.h"

#include "base/cstack.h"
#include "coll/coll.h"
#include "coll/map_common.h"
#include "coll/vector.h"
#include "data/construct.h"
#include "data/equal.h"
#include "seq/seq.h"

static PyObject *slot_repr(PyObject *self) {
    return type_repr_hook ? type_repr_hook(self) : PyBaseObject_Type.tp_repr(self);
}

// --- equality, hash, order ------------------------------------------------

/* Python's == between a collection of ours and a tuple or frozenset may be
 * true, so that Python's hash of a sequential collection is that of the
 * tuple of its elements, and of a set that of the frozenset.  Elements that
 * Python cannot hash are hashed as the immutable ones they are equal to. */
static PyObject *hashable(PyObject *o);

static PyObject *hashable_elements(PyObject *iterable, bool is_set) {
    SCOPED_PY PyObject *list = PySequence_List(iterable);
    for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list); i++) {
        PyObject *x = hashable(PyList_GET_ITEM(list, i));
        if (!x) return NULL;
        PyList_SetItem(list, i, x);
    }
    return !list ? NULL : is_set ? PyFrozenSet_New(list) : PyList_AsTuple(list);
}

static PyObject *hashable(PyObject *o) {
    if (cstack_check() < 0) return NULL;
    if (PyList_Check(o) || PyTuple_Check(o)) return hashable_elements(o, false);
    if (PySet_Check(o) || PyDictViewSet_Check(o)) return hashable_elements(o, true);
    if (PyByteArray_Check(o)) return PyBytes_FromObject(o);
    if (PyDict_Check(o)) return py_give(map_conj(map_empty(), ref_of(o)));
    return Py_NewRef(o);
}

static Py_hash_t slot_hash(PyObject *self) {
    unsigned kind = ops_of(ref_of(self))->kind;
    if (kind & (K_INSTANCE | K_RECORD) || !(kind & (K_SEQUENTIAL | K_SEQ | K_SET))) return val_hash(ref_of(self));
    SCOPED_PY PyObject *elements = cstack_check() < 0 ? NULL : hashable_elements(self, kind & K_SET);
    return elements ? PyObject_Hash(elements) : -1;
}

static PyObject *slot_compare(PyObject *self, PyObject *other, int op) {
    const Ops *ops = ops_of(ref_of(self));
    if (op == Py_EQ || op == Py_NE) {
        SCOPED Value right = val_from(other);
        int equal = self == other ? 1 : ops->equal ? ops->equal(ref_of(self), ref(right)) : 0;
        if (equal < 0) return NULL;
        // A foreign class may know better; Python's last resort is identity.
        if (!equal && Py_TYPE(Py_TYPE(other)) != &clj_meta) Py_RETURN_NOTIMPLEMENTED;
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    int order;
    if (!ops->compare || ops_of(ref_of(other))->compare != ops->compare) Py_RETURN_NOTIMPLEMENTED;
    if (ops->compare(ref_of(self), ref_of(other), &order) < 0) return NULL;
    Py_RETURN_RICHCOMPARE(order, 0, op);
}

// --- calls ----------------------------------------------------------------

PyObject *(*slots_named_call)(PyObject *self, PyObject *args, PyObject *kwargs);

static PyObject *slot_call(PyObject *self, PyObject *args, PyObject *kwargs) {
    if (kwargs && PyDict_GET_SIZE(kwargs)) {
        if (slots_named_call) return slots_named_call(self, args, kwargs);
        return (err_type("%s takes no keyword arguments", Py_TYPE(self)->tp_name), NULL);
    }
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    Value few[8], *words = few;
    if (n > 8 && !(words = PyMem_New(Value, n))) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) words[i] = val_from(PyTuple_GET_ITEM(args, i));
    Value result = ops_of(ref_of(self))->invoke(ref_of(self), words, n);
    for (Py_ssize_t i = 0; i < n; i++) drop(words[i]);
    if (words != few) PyMem_Free(words);
    return ok(result) ? py_give(result) : NULL;
}

// --- len, in, [] ----------------------------------------------------------

static Py_ssize_t slot_len(PyObject *self) { return ops_of(ref_of(self))->count(ref_of(self)); }

static int slot_contains(PyObject *self, PyObject *element) {
    SCOPED Value x = val_from(element);
    const Ops *ops = ops_of(ref_of(self));
    if (ops->contains && !(ops->kind & K_SEQUENTIAL)) return ops->contains(ref_of(self), ref(x));
    struct cursor c;
    if (cursor_start(&c, ref_of(self)) < 0) return -1;
    int found = 0;
    for (Value y; !found && ok(y = cursor_next(&c)); drop(y)) found = val_equal(ref(y), ref(x));
    return cursor_end(&c) < 0 ? -1 : found;
}

static PyObject *slot_item(PyObject *self, Py_ssize_t i) {
    if (i < 0) return (err_index("index out of range"), NULL);
    Value x = coll_nth(ref_of(self), int_ref(i), NO_REF);
    return ok(x) ? py_give(x) : NULL;
}

static PyObject *slice(PyObject *self, PyObject *key) {
    Py_ssize_t start, stop, step, count = coll_count(ref_of(self));
    if (count < 0 || PySlice_Unpack(key, &start, &stop, &step) < 0) return NULL;
    Py_ssize_t n = PySlice_AdjustIndices(count, &start, &stop, step);
    if (step == 1 && (is_clj(ref_of(self), &vec_type) || is_clj(ref_of(self), &subvec_type)))
        return (PyObject *)vec_slice(ref_of(self), start, start + n).w;
    Value *all;
    if (seq_to_words(ref_of(self), &all) < 0) return NULL;
    Value part = vec_empty();
    for (Py_ssize_t i = 0; i < n && ok(part); i++) part = vec_conj(part, ref(all[start + i * step]));
    seq_words_free(all, count);
    return (PyObject *)part.w;
}

static PyObject *slot_getitem(PyObject *self, PyObject *key) {
    if (PySlice_Check(key)) return slice(self, key);
    if (!PyIndex_Check(key))
        return (err_type("an index must be an int or a slice, not %s", Py_TYPE(key)->tp_name), NULL);
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return NULL;
    if (i < 0) {
        Py_ssize_t count = coll_count(ref_of(self));
        if (count < 0) return NULL;
        i += count;
    }
    return slot_item(self, i);
}

static char absent_marker;

// The value at a key; NO_REF-like: *found is 0 when there is none.
static Value look_up(PyObject *self, PyObject *key, bool *found) {
    static PyObject *absent; // an object no collection holds
    if (!absent && !(absent = PyCapsule_New(&absent_marker, NULL, NULL))) return ERR;
    SCOPED Value k = val_from(key);
    Value x = ops_of(ref_of(self))->get(ref_of(self), ref(k), ref_of(absent));
    *found = x.w != (uintptr_t)absent;
    return x;
}

static PyObject *slot_lookup(PyObject *self, PyObject *key) {
    bool found;
    Value x = look_up(self, key, &found);
    if (failed(x)) return NULL;
    if (found) return py_give(x);
    drop(x);
    PyErr_SetObject(PyExc_KeyError, key);
    return NULL;
}

// --- maps as Python's mappings --------------------------------------------

struct keys { PyObject_HEAD PyObject *entries; }; // an iterator over the map's entries

static void keys_dealloc(PyObject *self) {
    Py_XDECREF(((struct keys *)self)->entries);
    PyObject_Free(self);
}

static PyObject *keys_next(PyObject *self) {
    SCOPED_PY PyObject *entry = PyIter_Next(((struct keys *)self)->entries);
    return entry ? PySequence_GetItem(entry, 0) : NULL;
}

static PyTypeObject keys_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "cljsh.KeyIterator",
    .tp_basicsize = sizeof(struct keys),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = keys_dealloc,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = keys_next,
};

static PyObject *slot_iter_keys(PyObject *self) {
    if (PyType_Ready(&keys_type) < 0) return NULL;
    struct keys *keys = PyObject_New(struct keys, &keys_type);
    if (keys && !(keys->entries = seq_iter(self))) Py_CLEAR(keys);
    return (PyObject *)keys;
}

static PyObject *view(PyObject *self, const char *class) {
    SCOPED_PY PyObject *module = PyImport_ImportModule("collections.abc");
    return module ? PyObject_CallMethod(module, class, "O", self) : NULL;
}
static PyObject *map_keys(PyObject *self, PyObject *none) { (void)none; return view(self, "KeysView"); }
static PyObject *map_values(PyObject *self, PyObject *none) { (void)none; return view(self, "ValuesView"); }
static PyObject *map_items(PyObject *self, PyObject *none) { (void)none; return view(self, "ItemsView"); }

static PyObject *map_get(PyObject *self, PyObject *args) {
    PyObject *key, *otherwise = Py_None;
    if (!PyArg_ParseTuple(args, "O|O:get", &key, &otherwise)) return NULL;
    bool found;
    Value x = look_up(self, key, &found);
    if (failed(x)) return NULL;
    if (found) return py_give(x);
    drop(x);
    return Py_NewRef(otherwise);
}

static PyMethodDef map_methods[] = {
    {"keys", map_keys, METH_NOARGS, "A view of the keys."},
    {"values", map_values, METH_NOARGS, "A view of the values."},
    {"items", map_items, METH_NOARGS, "A view of the (key, value) pairs."},
    {"get", map_get, METH_VARARGS, "The value at a key, or a default."},
    {NULL},
};

static PyObject *copy_self(PyObject *self, PyObject *none) { (void)none; return Py_NewRef(self); }

static PyMethodDef coll_methods[] = {
    {"__copy__", copy_self, METH_NOARGS, "The collection itself, which never changes."},
    {"__reduce__", construct_reduce, METH_NOARGS, "How to pickle the collection: its type and its elements."},
    {NULL},
};

// --- filling in -----------------------------------------------------------

#define FILL(slot, function) do { if (!(slot)) (slot) = (function); } while (0)
// A class made at run time has inherited what every object has.
#define FILL_TYPE(slot, function) do { if (!t->slot || t->slot == PyBaseObject_Type.slot) t->slot = (function); } while (0)

void slots_fill(CljType *type) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    const Ops *ops = type->ops;
    FILL_TYPE(tp_repr, slot_repr);
    if (ops->equal || ops->hash || ops->compare) {
        // Python takes both from the base class or none.
        FILL_TYPE(tp_richcompare, slot_compare);
        FILL_TYPE(tp_hash, ops->hash ? slot_hash : PyBaseObject_Type.tp_hash);
    }
    if (ops->seq) FILL_TYPE(tp_iter, ops->kind & K_MAP ? slot_iter_keys : seq_iter);
    if (ops->invoke) FILL_TYPE(tp_call, slot_call);

    PySequenceMethods *seq = t->tp_as_sequence ? t->tp_as_sequence : &type->py.as_sequence;
    PyMappingMethods *map = t->tp_as_mapping ? t->tp_as_mapping : &type->py.as_mapping;
    t->tp_as_sequence = seq;
    t->tp_as_mapping = map;
    if (ops->count) {
        FILL(seq->sq_length, slot_len);
        FILL(map->mp_length, slot_len);
    }
    if ((ops->kind & (K_MAP | K_SET) && ops->contains) || (ops->kind & K_SEQUENTIAL && ops->seq))
        FILL(seq->sq_contains, slot_contains);
    if (ops->kind & K_SEQUENTIAL && ops->seq) {
        FILL(seq->sq_item, slot_item);
        FILL(map->mp_subscript, slot_getitem);
    } else if (ops->kind & K_MAP && ops->get)
        FILL(map->mp_subscript, slot_lookup);

    if (ops->kind & K_COLL && construct_knows(type)) FILL_TYPE(tp_new, construct_new);
}

static int add_methods(PyTypeObject *t, PyMethodDef *methods) {
    for (PyMethodDef *m = methods; m->ml_name; m++) {
        SCOPED_PY PyObject *name = PyUnicode_InternFromString(m->ml_name);
        int has = name ? PyDict_Contains(t->tp_dict, name) : -1;
        if (has < 0) return -1;
        if (has) continue;
        SCOPED_PY PyObject *method = PyDescr_NewMethod(t, m);
        if (!method || PyDict_SetItem(t->tp_dict, name, method) < 0) return -1;
    }
    return 0;
}

int slots_add_methods(CljType *type) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    unsigned kind = type->ops->kind;
    if (kind & K_MAP && type->ops->get && add_methods(t, map_methods) < 0) return -1;
    if (kind & K_COLL && !(kind & K_RECORD) && add_methods(t, coll_methods) < 0) return -1;
    PyType_Modified(t);
    return 0;
}

// --- the slots by their Python names ---------------------------------------

/* A class made at run time passes its slots on to Python subclasses by name
 * only, so there is a method for each that is one of ours. */
static PyObject *dunder_len(PyObject *self, PyObject *none) {
    (void)none;
    Py_ssize_t n = slot_len(self);
    return n < 0 ? NULL : PyLong_FromSsize_t(n);
}
static PyObject *dunder_iter(PyObject *self, PyObject *none) {
    (void)none;
    return ops_of(ref_of(self))->kind & K_MAP ? slot_iter_keys(self) : seq_iter(self);
}
static PyObject *dunder_contains(PyObject *self, PyObject *x) {
    int has = slot_contains(self, x);
    return has < 0 ? NULL : PyBool_FromLong(has);
}
static PyObject *dunder_getitem(PyObject *self, PyObject *key) {
    return ops_of(ref_of(self))->kind & K_MAP ? slot_lookup(self, key) : slot_getitem(self, key);
}
static PyObject *dunder_call(PyObject *self, PyObject *args, PyObject *kwargs) { return slot_call(self, args, kwargs); }
static PyObject *dunder_repr(PyObject *self, PyObject *none) { (void)none; return slot_repr(self); }
static PyObject *dunder_hash(PyObject *self, PyObject *none) {
    (void)none;
    Py_hash_t h = slot_hash(self);
    return h == -1 ? NULL : PyLong_FromSsize_t(h);
}
#define DUNDER_COMPARE(name, op) static PyObject *name(PyObject *self, PyObject *other) { return slot_compare(self, other, op); }
DUNDER_COMPARE(dunder_eq, Py_EQ)
DUNDER_COMPARE(dunder_ne, Py_NE)
DUNDER_COMPARE(dunder_lt, Py_LT)
DUNDER_COMPARE(dunder_le, Py_LE)
DUNDER_COMPARE(dunder_gt, Py_GT)
DUNDER_COMPARE(dunder_ge, Py_GE)

int slots_add_dunders(CljType *type) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    PySequenceMethods *seq = t->tp_as_sequence;
    PyMappingMethods *map = t->tp_as_mapping;
    bool item = map->mp_subscript == slot_getitem || map->mp_subscript == slot_lookup;
    bool compares = t->tp_richcompare == slot_compare;
    static PyMethodDef len[] = {{"__len__", dunder_len, METH_NOARGS, "len(self)"}, {NULL}};
    static PyMethodDef iter[] = {{"__iter__", dunder_iter, METH_NOARGS, "iter(self)"}, {NULL}};
    static PyMethodDef contains[] = {{"__contains__", dunder_contains, METH_O, "x in self"}, {NULL}};
    static PyMethodDef getitem[] = {{"__getitem__", dunder_getitem, METH_O, "self[key]"}, {NULL}};
    static PyMethodDef call[] = {{"__call__", (PyCFunction)dunder_call, METH_VARARGS | METH_KEYWORDS, "self(*args)"}, {NULL}};
    static PyMethodDef repr[] = {{"__repr__", dunder_repr, METH_NOARGS, "repr(self)"}, {NULL}};
    static PyMethodDef hash[] = {{"__hash__", dunder_hash, METH_NOARGS, "hash(self)"}, {NULL}};
    static PyMethodDef compare[] = {
        {"__eq__", dunder_eq, METH_O, "self == other"}, {"__ne__", dunder_ne, METH_O, "self != other"},
        {"__lt__", dunder_lt, METH_O, "self < other"},  {"__le__", dunder_le, METH_O, "self <= other"},
        {"__gt__", dunder_gt, METH_O, "self > other"},  {"__ge__", dunder_ge, METH_O, "self >= other"}, {NULL}};
    struct { bool wanted; PyMethodDef *methods; } all[] = {
        {seq->sq_length == slot_len, len},
        {t->tp_iter == seq_iter || t->tp_iter == slot_iter_keys, iter},
        {seq->sq_contains == slot_contains, contains},
        {item, getitem},
        {t->tp_call == slot_call, call},
        {t->tp_repr == slot_repr, repr},
        {t->tp_hash == slot_hash, hash},
        {compares, compare},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].wanted && add_methods(t, all[i].methods) < 0) return -1;
    return 0;
}
