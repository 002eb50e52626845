// SPDX-License-Identifier: MIT
/* Seqs over Python's objects.
 *
 * Strings, tuples, bytes, lists and the items of dicts have indices: the seq
 * is the object and an index.  A list is read as it is when the seq gets
 * there, so a seq that stands behind the end of a list that was cut is an
 * empty one.  Everything else is read through its iterator by a chain of
 * nodes, each with the element read, and then the next node.
 */
#include "base/absent.h"
#include "coll/prim_array.h"
#include "coll/vector.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/once.h"

// --- by index -------------------------------------------------------------

struct index_seq { PyObject_HEAD PyObject *coll; Py_ssize_t i; PyObject *meta; };
static CljType str_seq_type, tuple_seq_type, list_seq_type, dict_seq_type, array_seq_type;

static inline struct index_seq *index_of(Ref r) { return (struct index_seq *)obj(r); }

// The seq of coll from i on; nil at its end.
static Value index_seq_new(CljType *type, PyObject *coll, Py_ssize_t i, PyObject *meta) {
    struct index_seq *s = PyObject_GC_New(struct index_seq, TYPE_OBJECT(*type));
    if (!s) return ERR;
    Py_INCREF(coll);
    s->coll = coll;
    s->i = i;
    Py_XINCREF(meta);
    s->meta = meta;
    if (meta || PyObject_GC_IsTracked(coll)) gc_track(s);
    return adopt(s);
}

static Py_ssize_t length_of(PyObject *coll) {
    return PyUnicode_Check(coll) ? PyUnicode_GET_LENGTH(coll) : Py_SIZE(coll);
}

static Value element(CljType *type, PyObject *coll, Py_ssize_t i) {
    if (type == &array_seq_type) return prim_array_item((struct prim_array *)coll, i);
    if (i >= length_of(coll)) return nil_value(); // a list that has been cut
    if (type == &str_seq_type) {
        Py_UCS4 c = PyUnicode_READ_CHAR(coll, i);
        return adopt(PyUnicode_FromOrdinal((int)c));
    }
    if (type == &tuple_seq_type) {
        if (PyBytes_Check(coll)) return int_value((unsigned char)PyBytes_AS_STRING(coll)[i]);
        return val_from(PyTuple_GET_ITEM(coll, i));
    }
    PyObject *item = PyList_GET_ITEM(coll, i);
    if (type == &list_seq_type) return val_from(item);
    if (!PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2) return val_from(item);
    Value key = val_from(PyTuple_GET_ITEM(item, 0)), val = val_from(PyTuple_GET_ITEM(item, 1));
    Value entry = entry_new(ref(key), ref(val));
    drop(key);
    drop(val);
    return entry;
}

static CljType *type_of(struct index_seq *s) { return (CljType *)Py_TYPE(s); }

static Value index_itself(Ref r) {
    struct index_seq *s = index_of(r);
    return s->i < length_of(s->coll) ? keep(r) : nil_value();
}
static Value index_first(Ref r) {
    struct index_seq *s = index_of(r);
    return element(type_of(s), s->coll, s->i);
}
static Value index_next(Ref r) {
    struct index_seq *s = index_of(r);
    if (s->i + 1 >= length_of(s->coll)) return nil_value();
    return index_seq_new(type_of(s), s->coll, s->i + 1, NULL);
}
static Value index_rest(Ref r) {
    struct index_seq *s = index_of(r);
    if (s->i + 1 >= length_of(s->coll)) return list_empty();
    return index_seq_new(type_of(s), s->coll, s->i + 1, NULL);
}
static bool index_step(Ref r) {
    struct index_seq *s = index_of(r);
    if (s->meta || s->i + 1 >= length_of(s->coll)) return false;
    s->i++;
    return true;
}
static Py_ssize_t index_count(Ref r) {
    struct index_seq *s = index_of(r);
    Py_ssize_t n = length_of(s->coll) - s->i;
    return n < 0 ? 0 : n;
}
static Value index_nth(Ref r, Py_ssize_t i, Ref absent) {
    struct index_seq *s = index_of(r);
    if (i >= 0 && i < index_count(r)) return element(type_of(s), s->coll, s->i + i);
    return absent.w ? keep(absent) : err_index("index %zd out of range", i);
}
static Value index_with_meta(Ref r, PyObject *meta) {
    struct index_seq *s = index_of(r);
    return s->meta == meta ? keep(r) : index_seq_new(type_of(s), s->coll, s->i, meta);
}

// --- characters and elements of arrays, so many at a time ------------------------------------------

#define CHUNK 32

static Py_ssize_t chunk_length(struct index_seq *s) {
    Py_ssize_t left = length_of(s->coll) - s->i;
    return left < CHUNK ? left : CHUNK;
}

static Value str_chunk_first(Ref r) {
    struct index_seq *s = index_of(r);
    Py_ssize_t n = chunk_length(s);
    struct chunk *chunk = chunk_new(n);
    int kind = PyUnicode_KIND(s->coll);
    const void *data = PyUnicode_DATA(s->coll);
    for (; chunk && chunk->end < n; chunk->end++) {
        PyObject *c = PyUnicode_FromOrdinal((int)PyUnicode_READ(kind, data, s->i + chunk->end));
        if (!c) {
            Py_DECREF(chunk);
            return ERR;
        }
        chunk->items[chunk->end] = adopt(c);
    }
    return adopt(chunk);
}

static Value array_chunk_first(Ref r) {
    struct index_seq *s = index_of(r);
    Py_ssize_t n = chunk_length(s);
    struct chunk *chunk = chunk_new(n);
    for (; chunk && chunk->end < n; chunk->end++) {
        Value x = element(&array_seq_type, s->coll, s->i + chunk->end);
        if (failed(x)) {
            Py_DECREF(chunk);
            return ERR;
        }
        chunk->items[chunk->end] = x;
    }
    return adopt(chunk);
}

static Value index_chunk_rest(Ref r) {
    struct index_seq *s = index_of(r);
    Py_ssize_t next = s->i + chunk_length(s);
    return next < length_of(s->coll) ? index_seq_new(type_of(s), s->coll, next, NULL) : list_empty();
}

static void index_dealloc(PyObject *o) {
    struct index_seq *s = (struct index_seq *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, index_dealloc)
    Py_DECREF(s->coll);
    Py_XDECREF(s->meta);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static int index_traverse(PyObject *o, visitproc visit, void *arg) {
    struct index_seq *s = (struct index_seq *)o;
    Py_VISIT(s->coll);
    Py_VISIT(s->meta);
    return 0;
}

#define INDEX_OPS(more)                                 \
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | more,       \
    .meta_offset = offsetof(struct index_seq, meta),    \
    .seq = index_itself,                                \
    .first = index_first,                               \
    .rest = index_rest,                                 \
    .next = index_next,                                 \
    .step = index_step,                                 \
    .count = index_count,                               \
    .nth = index_nth,                                   \
    .conj = seq_conj,                                   \
    .empty = seq_emptied,                                 \
    .equal = seq_equal,                                 \
    .hash = seq_hash,                                   \
    .with_meta = index_with_meta

static const Ops fixed_ops = {INDEX_OPS(K_COUNTED | K_INDEXED)};
static const Ops changing_ops = {INDEX_OPS(0)};
static const Ops str_ops = {INDEX_OPS(K_COUNTED | K_INDEXED | K_CHUNKED), .chunk_first = str_chunk_first, .chunk_rest = index_chunk_rest};
static const Ops array_ops = {INDEX_OPS(K_COUNTED | K_INDEXED | K_CHUNKED), .chunk_first = array_chunk_first, .chunk_rest = index_chunk_rest};
static CljType str_seq_type = {CLJ_TYPE_HEAD("cljsh.StringSeq", struct index_seq), .ops = &str_ops};
static CljType tuple_seq_type = {CLJ_TYPE_HEAD("cljsh.TupleSeq", struct index_seq), .ops = &fixed_ops};
static CljType list_seq_type = {CLJ_TYPE_HEAD("cljsh.ArraySeq", struct index_seq), .ops = &changing_ops};
static CljType array_seq_type = {CLJ_TYPE_HEAD("cljsh.PrimitiveArraySeq", struct index_seq), .ops = &array_ops};
static CljType dict_seq_type = {CLJ_TYPE_HEAD("cljsh.DictSeq", struct index_seq), .ops = &fixed_ops};

// --- by iterator ----------------------------------------------------------

/* next  an iterator: what follows has not been read
 *       a node, or nil: it has
 *       a thread's mark: it is being read */
struct iterator_node { PyObject_HEAD Value first, next; PyObject *meta; };
static CljType iterator_seq_type;

static inline struct iterator_node *node_of(Ref r) { return (struct iterator_node *)obj(r); }

static Value node_make(Value first, Value next, PyObject *meta) {
    struct iterator_node *n = chain_new(&iterator_seq_type);
    if (!n) {
        drop(first);
        drop(next);
        return ERR;
    }
    n->first = first;
    n->next = next;
    n->meta = meta;
    Py_XINCREF(meta);
    gc_track(n);
    return adopt(n);
}

// Reads one element: a node that goes on with the iterator (which is
// consumed), or nil at its end; on failure the iterator is given back.
static Value node_read(PyObject **iterator) {
    PyObject *item;
    enum lookup r = lookup_next(*iterator, &item);
    if (r == LOOKUP_ABSENT) {
        Py_CLEAR(*iterator);
        return nil_value();
    }
    Value first = val_of(item);
    if (failed(first)) return ERR;
    Value next = adopt(*iterator);
    *iterator = NULL;
    return node_make(first, next, NULL);
}

Value iterator_seq(PyObject *iterator) {
    Py_INCREF(iterator);
    Value seq = node_read(&iterator);
    Py_XDECREF(iterator);
    return seq;
}

static inline bool is_read(Value next) {
    return is_nil(ref(next)) || is_clj(ref(next), &iterator_seq_type);
}

bool seq_is_read(Ref seq) { return !is_clj(seq, &iterator_seq_type) || is_read(node_of(seq)->next); }

static Value node_next(Ref r) {
    struct iterator_node *n = node_of(r);
    while (unlikely(is_int(ref(n->next))))
        if (once_wait(&n->next, "a seq on an iterator") < 0) return ERR;
    if (is_read(n->next)) return keep(ref(n->next));
    Py_INCREF(n); // reading may drop whoever holds it
    PyObject *iterator = obj(ref(n->next));
    n->next = once_mark();
    Value next = node_read(&iterator);
    n->next = iterator ? adopt(iterator) : ok(next) ? keep(ref(next)) : nil_value();
    once_done(&n->next);
    Py_DECREF(n);
    return next;
}
static Value node_rest(Ref r) {
    Value next = node_next(r);
    if (failed(next) || !is_nil(ref(next))) return next;
    drop(next);
    return list_empty();
}
static Value node_first(Ref r) { return keep(ref(node_of(r)->first)); }
static Value node_with_meta(Ref r, PyObject *meta) {
    struct iterator_node *n = node_of(r);
    if (n->meta == meta) return keep(r);
    Value next = node_next(r); // two nodes must not read one iterator
    return failed(next) ? ERR : node_make(keep(ref(n->first)), next, meta);
}
static int node_clear(PyObject *o) {
    struct iterator_node *n = (struct iterator_node *)o;
    Value next = n->next;
    n->next = nil_value();
    drop(next);
    return 0;
}

static const Ops iterator_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL,
    .meta_offset = offsetof(struct iterator_node, meta),
    .seq = seq_itself,
    .first = node_first,
    .rest = node_rest,
    .next = node_next,
    .count = seq_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = node_with_meta,
};
static CljType iterator_seq_type = {CLJ_TYPE_HEAD("cljsh.IteratorSeq", struct iterator_node), .ops = &iterator_ops};

Value seq_of_array(Ref array) {
    return length_of(obj(array)) ? index_seq_new(&array_seq_type, obj(array), 0, NULL) : nil_value();
}

// --- which one ------------------------------------------------------------

Value host_seq(Ref coll) {
    if (is_nil(coll)) return nil_value();
    PyObject *o = is_obj(coll) ? obj(coll) : NULL;
    if (!o || !seq_is_seqable(coll)) return err_arg("Don't know how to create ISeq from: %s", err_type_name(coll));
    CljType *type = PyUnicode_Check(o)                      ? &str_seq_type
                    : PyTuple_Check(o) || PyBytes_Check(o) ? &tuple_seq_type
                    : PyList_Check(o)                      ? &list_seq_type
                                                           : NULL;
    if (type) return length_of(o) ? index_seq_new(type, o, 0, NULL) : nil_value();
    if (PyDict_Check(o)) {
        PyObject *items = PyMapping_Items(o); // a subclass may have an order of its own
        if (!items) return ERR;
        Value seq = length_of(items) ? index_seq_new(&dict_seq_type, items, 0, NULL) : nil_value();
        Py_DECREF(items);
        return seq;
    }
    PyObject *iterator = PyObject_GetIter(o);
    if (!iterator) return ERR;
    Value seq = node_read(&iterator);
    Py_XDECREF(iterator);
    return seq;
}

int host_seq_init(void) {
    CljType *const by_index[] = {&str_seq_type, &tuple_seq_type, &list_seq_type, &dict_seq_type, &array_seq_type};
    for (size_t i = 0; i < sizeof by_index / sizeof *by_index; i++) {
        PyTypeObject *t = TYPE_OBJECT(*by_index[i]);
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = index_dealloc;
        t->tp_traverse = index_traverse;
        if (type_ready(by_index[i], "Collection") < 0) return -1;
    }
    chain_type(&iterator_seq_type);
    TYPE_OBJECT(iterator_seq_type)->tp_clear = node_clear;
    return type_ready(&iterator_seq_type, "Collection");
}
