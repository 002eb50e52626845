// SPDX-License-Identifier: MIT
#include "data/construct.h"

#include "base/absent.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/queue.h"
#include "coll/set.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "seq/seq.h"

static const struct maker { const CljType *type; Value (*empty)(void); } makers[] = {
    {&vec_type, vec_empty},     {&subvec_type, vec_empty},  {&list_type, list_empty}, {&empty_list_type, list_empty},
    {&map_array_type, map_empty}, {&hash_map_type, map_empty}, {&set_hash_type, set_empty}, {&queue_type, queue_empty},
};

static const struct maker *maker_of(const CljType *type) {
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (makers[i].type == type) return &makers[i];
    return NULL;
}

bool construct_knows(const CljType *type) { return type == &entry_type || maker_of(type); }

static Value make_entry(PyObject *pair) {
    SCOPED_PY PyObject *both = PySequence_Fast(pair, "a map entry is made of a pair");
    if (!both) return ERR;
    if (PySequence_Fast_GET_SIZE(both) != 2) return err_arg("a map entry is made of a pair");
    SCOPED Value key = val_from(PySequence_Fast_GET_ITEM(both, 0));
    SCOPED Value val = val_from(PySequence_Fast_GET_ITEM(both, 1));
    return entry_new(ref(key), ref(val));
}

// A mapping is read through its items; anything else has pairs already.
static Value fill_map(Value map, PyObject *from) {
    SCOPED_PY PyObject *pairs = NULL;
    if (PyObject_HasAttrString(from, "keys")) pairs = PyMapping_Items(from);
    else pairs = Py_NewRef(from);
    SCOPED_PY PyObject *it = pairs ? PyObject_GetIter(pairs) : NULL;
    while (it && ok(map)) {
        SCOPED_PY PyObject *pair = NULL;
        enum lookup next = lookup_next(it, &pair);
        if (next == LOOKUP_ABSENT) return map;
        SCOPED Value entry = next < 0 ? ERR : make_entry(pair);
        if (failed(entry)) break;
        struct entry *e = (struct entry *)obj(ref(entry));
        map = coll_assoc(map, ref(e->key), ref(e->val));
    }
    xdrop(map);
    return ERR;
}

static Value fill(Value coll, PyObject *from) {
    SCOPED Value source = val_from(from);
    if (is_list(ref(coll))) { // conj would reverse it
        Value *items;
        drop(coll);
        Py_ssize_t n = seq_to_words(ref(source), &items);
        if (n < 0) return ERR;
        Value list = list_from((const Ref *)items, n);
        seq_words_free(items, n);
        return list;
    }
    struct cursor c;
    if (cursor_start(&c, ref(source)) < 0) return drop(coll), ERR;
    for (Value x; ok(coll) && ok(x = cursor_next(&c)); drop(x)) coll = coll_conj(coll, ref(x));
    if (cursor_end(&c) == 0) return coll;
    xdrop(coll);
    return ERR;
}

// A map that keeps the order of its entries, however many they are.
static Value make_ordered_map(PyObject *from) {
    SCOPED_PY PyObject *list = PyObject_HasAttrString(from, "keys") ? PyMapping_Items(from) : PySequence_List(from);
    Py_ssize_t n = list ? PySequence_Fast_GET_SIZE(list) : 0, filled = 0;
    Value *words = list ? PyMem_New(Value, 2 * n) : NULL;
    if (!words) return list ? (PyErr_NoMemory(), ERR) : ERR;
    for (Py_ssize_t i = 0; i < n; i++) {
        SCOPED Value entry = make_entry(PySequence_Fast_GET_ITEM(list, i));
        if (failed(entry)) break;
        struct entry *e = (struct entry *)obj(ref(entry));
        words[filled++] = keep(ref(e->key));
        words[filled++] = keep(ref(e->val));
    }
    Value map = filled == 2 * n ? map_give_ordered(words, filled) : ERR;
    while (failed(map) && filled) drop(words[--filled]);
    PyMem_Free(words);
    return map;
}

PyObject *construct_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *from = NULL;
    if (kwargs && PyDict_GET_SIZE(kwargs))
        return (err_type("%s takes no keyword arguments", type->tp_name), NULL);
    if (type == TYPE_OBJECT(entry_type) && PyTuple_GET_SIZE(args) == 2) return (PyObject *)make_entry(args).w; // key and value
    if (!PyArg_UnpackTuple(args, type->tp_name, 0, 1, &from)) return NULL;
    if (type == TYPE_OBJECT(entry_type)) return (PyObject *)make_entry(from ? from : Py_None).w;
    if (from && type == TYPE_OBJECT(map_array_type)) return (PyObject *)make_ordered_map(from).w;
    Value coll = maker_of((CljType *)type)->empty();
    if (!from || failed(coll)) return (PyObject *)coll.w;
    return (PyObject *)(kind_of(ref(coll)) & K_MAP ? fill_map(coll, from) : fill(coll, from)).w;
}

PyObject *construct_create(PyObject *type, PyObject *args) { return construct_new((PyTypeObject *)type, args, NULL); }

PyObject *construct_reduce(PyObject *self, PyObject *none) {
    (void)none;
    CljType *type = (CljType *)Py_TYPE(self);
    unsigned kind = type->ops->kind;
    if (type == &subvec_type) type = &vec_type;
    if (kind & K_SEQ && !(kind & K_LIST)) type = &list_type;
    if (!construct_knows(type))
        return (err_unsupported("%s cannot be pickled or copied deeply", Py_TYPE(self)->tp_name), NULL);
    Value *items;
    Py_ssize_t n = seq_to_words(ref_of(self), &items);
    if (n < 0) return NULL;
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; list && i < n; i++) {
        // A map's entries become tuples, which any reader of a pickle understands.
        PyObject *item = kind & K_MAP ? PySequence_Tuple(obj(ref(items[i]))) : py_of(ref(items[i]));
        if (item) PyList_SET_ITEM(list, i, item);
        else Py_CLEAR(list);
    }
    seq_words_free(items, n);
    return list ? Py_BuildValue("O(N)", type, list) : NULL;
}
