// SPDX-License-Identifier: MIT
/* Walking anything seqable from C, and what is made of such walks: arrays of
 * words, Python iterators, sequential equality and hash.
 *
 * A cursor looks once at what it walks and picks the cheapest way.  A walk
 * along a seq of mixed nodes (a lazy seq of conses onto a vector's seq …)
 * looks again at every node that is not of the type before.
 */
#include "base/absent.h"
#include "base/at_start.h"
#include "base/cstack.h"
#include "coll/prim_array.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"
#include "task/pause.h"

enum {
    AT_END,
    AT_WORDS,    // items[i..n) belong to chunk; then the chunked seq `seq`, or nil
    AT_VEC,      // items[0..n) is a leaf of the vector or subvec `seq`, chunk the index in it of items[0]
    AT_LIST,     // `seq` is a list that is kept, items its node to come
    AT_RANGE,    // i, i + step …, n elements left; `seq` is the int_range
    AT_REPEAT,   // n times more the element of the repeat `seq`
    AT_STR,      // element i of n of the str `seq`
    AT_TUPLE,    // of the tuple
    AT_PY_LIST,  // of the list, however long it is by then
    AT_ARRAY,    // of the array of primitive elements
    AT_ITEMS,    // of the list of a dict's items
    AT_MAP,      // entries of the map `seq`
    AT_ITERATOR, // `seq` is a Python iterator
    AT_SEQ,      // `seq` is a seq of which nothing has been read, or nil
};

static inline PyObject *walked(struct cursor *c) { return (PyObject *)c->seq.w; }

static void set(struct cursor *c, int mode, Value seq, Py_ssize_t n) {
    c->mode = mode;
    c->in_row = mode == AT_VEC || mode == AT_WORDS;
    c->seq = seq;
    c->i = 0;
    c->n = n;
}

// Goes on with a seq or nil (consumed).
static void on_seq(struct cursor *c, Value seq) {
    static AT_START unsigned steps; // an infinite seq can be interrupted
    if (unlikely((++steps & 1023) == 0) && ok(seq) && task_charge(1024) < 0) {
        drop(seq);
        seq = ERR;
    }
    if (failed(seq)) c->failed = true;
    if (failed(seq) || is_nil(ref(seq))) {
        xdrop(seq);
        set(c, AT_END, ERR, 0);
        return;
    }
    set(c, AT_SEQ, seq, 0);
    if (is_clj(ref(seq), &list_type)) {
        c->mode = AT_LIST;
        c->items = (const Value *)seq.w;
    } else if (is_clj(ref(seq), &range_int_type)) {
        struct int_range *r = (struct int_range *)obj(ref(seq));
        c->mode = AT_RANGE;
        c->i = r->start;
        c->n = ops_of(ref(seq))->count(ref(seq));
    } else if (is_clj(ref(seq), &repeat_type)) {
        c->n = repeat_left(ref(seq));
        if (c->n >= 0) c->mode = AT_REPEAT;
    } else if (is_clj(ref(seq), &chunked_cons_type)) {
        struct chunked_cons *cons = (struct chunked_cons *)obj(ref(seq));
        struct chunk *chunk = chunk_of(ref(cons->chunk));
        c->mode = AT_WORDS;
        c->in_row = true;
        c->i = cons->at;
        c->n = chunk->end;
        c->items = chunk->items;
        c->chunk = keep(ref(cons->chunk));
        c->seq = keep(ref(cons->more)); // any seqable
        drop(seq);
    } else if (kind_of(ref(seq)) & K_CHUNKED) {
        const Ops *ops = ops_of(ref(seq));
        Value chunk = ops->chunk_first(ref(seq)), more = ok(chunk) ? ops->chunk_rest(ref(seq)) : ERR;
        if (failed(more)) {
            xdrop(chunk);
            c->mode = AT_END;
            c->in_row = false;
            c->failed = true;
            return;
        }
        c->mode = AT_WORDS;
        c->in_row = true;
        c->i = chunk_of(ref(chunk))->start;
        c->n = chunk_of(ref(chunk))->end;
        c->items = chunk_of(ref(chunk))->items;
        c->chunk = chunk;
        c->seq = more;
        drop(seq);
    }
}

int cursor_start(struct cursor *c, Ref coll) {
    c->chunk = c->seq = ERR;
    c->failed = false;
    set(c, AT_END, ERR, 0);
    if (ops_of(coll)->seq) {
        if (is_vec(coll) || is_clj(coll, &subvec_type)) {
            if (ops_of(coll)->count(coll)) {
                set(c, AT_VEC, keep(coll), 0);
                c->items = vec_leaf(coll, 0, &c->n);
                c->chunk.w = W_INT(0); // index in the vector of items[0]
            }
        } else if (is_clj(coll, &map_array_type) || is_clj(coll, &hash_map_type)) {
            set(c, AT_MAP, keep(coll), 0);
            c->map = (struct map_cursor){0};
        } else if (is_prim_array(coll)) {
            set(c, AT_ARRAY, keep(coll), Py_SIZE(obj(coll)));
        } else {
            on_seq(c, seq_of(coll));
        }
    } else if (!is_nil(coll)) {
        PyObject *o = is_obj(coll) ? obj(coll) : NULL;
        if (!o || !seq_is_seqable(coll)) {
            err_arg("Don't know how to create ISeq from: %s", err_type_name(coll));
            c->failed = true;
        } else if (PyUnicode_Check(o)) {
            set(c, AT_STR, keep(coll), PyUnicode_GET_LENGTH(o));
        } else if (PyTuple_Check(o)) {
            set(c, AT_TUPLE, keep(coll), PyTuple_GET_SIZE(o));
        } else if (PyList_Check(o)) {
            set(c, AT_PY_LIST, keep(coll), 0);
        } else {
            bool is_dict = PyDict_Check(o);
            Value seq = adopt(is_dict ? PyMapping_Items(o) : PyObject_GetIter(o));
            if (failed(seq)) c->failed = true;
            else set(c, is_dict ? AT_ITEMS : AT_ITERATOR, seq, 0);
        }
    }
    return c->failed ? cursor_end(c) : 0;
}

static Value next_entry(PyObject *item) {
    if (!PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2) return val_from(item);
    Value key = val_from(PyTuple_GET_ITEM(item, 0)), val = val_from(PyTuple_GET_ITEM(item, 1));
    Value entry = entry_new(ref(key), ref(val));
    drop(key);
    drop(val);
    return entry;
}

// Any failure ends the walk.
static inline Value checked(struct cursor *c, Value x) {
    if (failed(x)) c->failed = true;
    return x;
}

// The chunk is used up: on to what follows.
static void after_words(struct cursor *c) {
    Value more = c->seq;
    c->seq = ERR;
    drop(c->chunk);
    c->chunk = ERR;
    Value seq = seq_of(ref(more));
    drop(more);
    on_seq(c, seq);
}

Value cursor_next(struct cursor *c) {
    for (;;) switch (c->mode) {
        case AT_WORDS:
            if (likely(c->i < c->n)) return keep(ref(c->items[c->i++]));
            after_words(c);
            break;
        case AT_VEC: {
            if (likely(c->i < c->n)) return keep(ref(c->items[c->i++]));
            Py_ssize_t at = int_of(ref(c->chunk)) + c->n;
            if (at >= ops_of(ref(c->seq))->count(ref(c->seq))) return ERR;
            c->chunk.w = W_INT(at);
            c->items = vec_leaf(ref(c->seq), at, &c->n);
            c->i = 0;
            break;
        }
        case AT_LIST: {
            const struct list *l = (const struct list *)c->items;
            if (l->count == 0) return ERR;
            c->items = (const Value *)l->rest;
            return keep(ref(l->first));
        }
        case AT_RANGE: {
            if (c->n == 0) return ERR;
            c->n--;
            Value x = int_value(c->i);
            if (c->n) c->i += ((struct int_range *)walked(c))->step;
            return checked(c, x);
        }
        case AT_REPEAT:
            if (c->n == 0) return ERR;
            if ((c->n & 4095) == 0 && task_charge(4096) < 0) return checked(c, ERR);
            c->n--;
            return checked(c, seq_first(ref(c->seq)));
        case AT_STR:
            if (c->i >= c->n) return ERR;
            return checked(c, adopt(PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(walked(c), c->i++))));
        case AT_TUPLE:
            return c->i < c->n ? checked(c, val_from(PyTuple_GET_ITEM(walked(c), c->i++))) : ERR;
        case AT_PY_LIST:
            return c->i < PyList_GET_SIZE(walked(c)) ? checked(c, val_from(PyList_GET_ITEM(walked(c), c->i++))) : ERR;
        case AT_ARRAY:
            return c->i < c->n ? checked(c, prim_array_item((struct prim_array *)walked(c), c->i++)) : ERR;
        case AT_ITEMS:
            return c->i < PyList_GET_SIZE(walked(c)) ? checked(c, next_entry(PyList_GET_ITEM(walked(c), c->i++))) : ERR;
        case AT_MAP: {
            Ref key, val;
            return map_each(ref(c->seq), &c->map, &key, &val) ? checked(c, entry_new(key, val)) : ERR;
        }
        case AT_ITERATOR: {
            PyObject *item;
            return lookup_next(walked(c), &item) == LOOKUP_ABSENT ? ERR : checked(c, val_of(item));
        }
        case AT_SEQ: {
            Value seq = c->seq;
            if (c->i++) { // its first has been given out
                Value next = seq_next(ref(seq));
                drop(seq);
                on_seq(c, next);
                if (c->mode != AT_SEQ) break;
                c->i = 1;
                seq = c->seq;
            }
            return checked(c, seq_first(ref(seq)));
        }
        default: return ERR;
    }
}

bool cursor_is_ready(const struct cursor *c) {
    switch (c->mode) {
    case AT_WORDS: return c->i < c->n || is_clj(ref(c->seq), &vector_seq_type);
    case AT_LIST: case AT_RANGE: case AT_REPEAT: return true;
    default: return false;
    }
}

Value cursor_rest(struct cursor *c) {
    switch (c->mode) {
    case AT_END: return nil_value();
    case AT_WORDS: return c->i < c->n ? chunk_cons_at(keep(ref(c->chunk)), c->i, ref(c->seq)) : keep(ref(c->seq));
    case AT_LIST: return keep_obj(c->items);
    case AT_RANGE: return c->n ? range_from(ref(c->seq), c->i) : nil_value();
    case AT_REPEAT: return c->n ? repeat_times(ref(c->seq), c->n) : nil_value();
    case AT_SEQ: return c->i ? seq_rest(ref(c->seq)) : keep(ref(c->seq));
    default: return err_unsupported("what is walked has no rest");
    }
}

int cursor_end(struct cursor *c) {
    xdrop(c->seq);
    xdrop(c->chunk);
    c->seq = c->chunk = ERR;
    c->mode = AT_END;
    c->in_row = false;
    return c->failed ? -1 : 0;
}

// --- arrays ---------------------------------------------------------------

static Py_ssize_t hint_of(Ref coll) {
    PyObject *o = is_obj(coll) ? obj(coll) : Py_None;
    return PyUnicode_Check(o) ? PyUnicode_GET_LENGTH(o) : PyList_Check(o) || PyTuple_Check(o) ? Py_SIZE(o) : 0;
}

Py_ssize_t seq_to_words(Ref coll, Value **items) { return seq_to_words_most(coll, PY_SSIZE_T_MAX, items); }

Py_ssize_t seq_to_words_most(Ref coll, Py_ssize_t most, Value **items) {
    const Ops *ops = ops_of(coll);
    Py_ssize_t n = 0, capacity = ops->kind & K_COUNTED ? ops->count(coll) : hint_of(coll);
    if (capacity < 0) return -1;
    if (capacity < 8) capacity = 8;
    Value *words = PyMem_Malloc((size_t)capacity * sizeof *words);
    if (!words) return (PyErr_NoMemory(), -1);
    struct cursor c;
    bool too_many = false;
    if (cursor_start(&c, coll) < 0) {
        PyMem_Free(words);
        return -1;
    }
    for (Value x; ok(x = cursor_next(&c)); words[n++] = x) {
        if (likely(n < capacity)) continue;
        if ((too_many = n >= most)) { // asked where room is made, and so not exact
            drop(x);
            break;
        }
        Value *more = PyMem_Realloc(words, (size_t)(capacity *= 2) * sizeof *words);
        if (!more) {
            drop(x);
            PyErr_NoMemory();
            c.failed = true;
            break;
        }
        words = more;
    }
    if (cursor_end(&c) < 0 || too_many) {
        seq_words_free(words, n);
        return too_many ? SEQ_TOO_MANY : -1;
    }
    *items = words;
    return n;
}

void seq_words_free(Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) drop(items[i]);
    PyMem_Free(items);
}

// --- Python iterators -----------------------------------------------------

struct seq_iterator { PyObject_HEAD struct cursor cursor; bool busy; };

static void iterator_dealloc(PyObject *o) {
    gc_untrack(o);
    cursor_end(&((struct seq_iterator *)o)->cursor);
    PyObject_GC_Del(o);
}

static int iterator_traverse(PyObject *o, visitproc visit, void *arg) {
    struct seq_iterator *i = (struct seq_iterator *)o;
    VISIT_WORD(i->cursor.seq.w);
    VISIT_WORD(i->cursor.chunk.w);
    return 0;
}

static int iterator_clear(PyObject *o) {
    cursor_end(&((struct seq_iterator *)o)->cursor);
    return 0;
}

static PyObject *iterator_next(PyObject *o) {
    struct seq_iterator *i = (struct seq_iterator *)o;
    struct cursor *c = &i->cursor;
    if (i->busy) return (PyObject *)err_value("the iterator is being read already").w;
    i->busy = true; // an element may be computed by code that has the iterator
    Value x = cursor_next(c);
    i->busy = false;
    if (ok(x)) return py_give(x);
    if (!c->failed) cursor_end(c); // and stays there
    c->failed = false;
    return NULL;
}

static PyTypeObject seq_iterator_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "cljsh.SeqIterator",
    .tp_basicsize = sizeof(struct seq_iterator),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "A Python iterator over a Clojure seq.",
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_clear = iterator_clear,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
};

PyObject *seq_iter(PyObject *coll) {
    struct seq_iterator *i = PyObject_GC_New(struct seq_iterator, &seq_iterator_type);
    if (!i) return NULL;
    i->busy = false;
    if (cursor_start(&i->cursor, ref_of(coll)) < 0) {
        PyObject_GC_Del(i);
        return NULL;
    }
    gc_track(i);
    return PY_CAST(i);
}

int cursor_init(void) { return PyType_Ready(&seq_iterator_type); }

// --- equality -------------------------------------------------------------

static bool is_sequential(Ref r) {
    if (!is_obj(r)) return false;
    return kind_of(r) & K_SEQUENTIAL || PyList_Check(obj(r)) || PyTuple_Check(obj(r));
}

// The count of what knows it.
static enum lookup known_count(Ref r, Py_ssize_t *n) {
    if (kind_of(r) & K_COUNTED) *n = ops_of(r)->count(r);
    else if (PyList_Check(obj(r)) || PyTuple_Check(obj(r))) *n = Py_SIZE(obj(r));
    else return LOOKUP_ABSENT;
    return *n < 0 ? LOOKUP_FAILED : LOOKUP_FOUND;
}

// Do two walks that have begun, and end here, give equal elements?
static int walks_equal(struct cursor *a, struct cursor *b) {
    int equal = 1;
    for (size_t i = 0; equal == 1; i++) {
        Value x = cursor_next(a), y = a->failed ? ERR : cursor_next(b);
        if (ok(x) && ok(y)) {
            equal = task_charge_turn(i) < 0 ? -1 : val_equal(ref(x), ref(y));
            drop(x);
            drop(y);
        } else {
            if (ok(x) || ok(y)) equal = 0;
            xdrop(x);
            xdrop(y);
            break;
        }
    }
    int end_a = cursor_end(a), end_b = cursor_end(b);
    return end_a < 0 || end_b < 0 ? -1 : equal;
}

int seq_equal(Ref a, Ref b) {
    if (!is_sequential(b)) return 0;
    Py_ssize_t count_a, count_b;
    enum lookup known_a = known_count(a, &count_a), known_b = known_a < 0 ? LOOKUP_FAILED : known_count(b, &count_b);
    if (known_b < 0) return -1;
    if (known_a && known_b && count_a != count_b) return 0;
    if (cstack_check() < 0) return -1;
    struct cursor ca, cb;
    if (cursor_start(&ca, a) < 0) return -1;
    if (cursor_start(&cb, b) < 0) return (cursor_end(&ca), -1);
    return walks_equal(&ca, &cb);
}

int seq_equal_give(Value a, Value b) {
    struct cursor ca, cb;
    bool started_a = cursor_start(&ca, ref(a)) == 0;
    drop(a);
    bool started_b = started_a && cursor_start(&cb, ref(b)) == 0;
    drop(b);
    if (started_b) return walks_equal(&ca, &cb);
    if (started_a) cursor_end(&ca);
    return -1;
}

static Py_hash_t walk_hash(struct cursor *c) {
    Py_hash_t hash = HASH_ORDERED_START;
    Py_ssize_t n = 0;
    for (Value x; ok(x = cursor_next(c)); n++) {
        Py_hash_t element = val_hash(ref(x));
        drop(x);
        if (element == -1 || task_charge_turn((size_t)n) < 0) {
            c->failed = true;
            break;
        }
        hash = hash_ordered_step(hash, element);
    }
    return cursor_end(c) < 0 ? -1 : hash_ordered_end(hash, n);
}

Py_hash_t seq_hash(Ref a) {
    struct cursor c;
    return cstack_check() < 0 || cursor_start(&c, a) < 0 ? -1 : walk_hash(&c);
}

Py_hash_t endless_hash(Ref a) {
    (void)a;
    return (err_unsupported("an endless seq has no hash"), -1);
}

Py_hash_t seq_hash_give(Value a) {
    struct cursor c;
    int started = cursor_start(&c, ref(a));
    drop(a);
    return started < 0 ? -1 : walk_hash(&c);
}
