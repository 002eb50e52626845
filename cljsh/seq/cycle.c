// SPDX-License-Identifier: MIT
/* (cycle coll): a seq on all elements, and where in it this node stands.
 * What comes next is looked up only when the node's element is asked for, so
 * that nothing of a lazy coll is realised too early. */
#include "base/prim.h"
#include "coll/vector.h"
#include "seq/chain.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"

struct cycle { PyObject_HEAD Value all, at; PyObject *meta; bool pending; }; // pending: it stands behind `at`

static inline struct cycle *cycle_of(Ref r) { return (struct cycle *)obj(r); }

static Value cycle_make(Ref all, Value at, bool pending, PyObject *meta) {
    struct cycle *c = PyObject_GC_New(struct cycle, TYPE_OBJECT(cycle_type));
    if (!c) {
        drop(at);
        return ERR;
    }
    c->all = keep(all);
    c->at = at;
    c->pending = pending;
    c->meta = meta;
    Py_XINCREF(meta);
    gc_track(c);
    return adopt(c);
}

// Finds the node's place: 0 or -1.
static int settle(struct cycle *c) {
    if (!c->pending) return 0;
    Value next = seq_next(ref(c->at));
    if (failed(next)) return -1;
    if (is_nil(ref(next))) {
        drop(next);
        next = keep(ref(c->all));
    }
    if (!c->pending) { // another thread was quicker
        drop(next);
        return 0;
    }
    Value before = c->at;
    c->at = next;
    c->pending = false;
    drop(before);
    return 0;
}

static Value cycle_first(Ref r) { return settle(cycle_of(r)) < 0 ? ERR : seq_first(ref(cycle_of(r)->at)); }
static Value cycle_next(Ref r) {
    struct cycle *c = cycle_of(r);
    return settle(c) < 0 ? ERR : cycle_make(ref(c->all), keep(ref(c->at)), true, NULL);
}

bool cycle_is_ready(Ref r) {
    const Ref all = ref(cycle_of(r)->all);
    return is_clj(all, &vector_seq_type) || is_clj(all, &list_type) || is_clj(all, &range_int_type);
}

Value cycle_take(Ref r, Py_ssize_t n, Value *items) {
    struct cycle *c = cycle_of(r);
    Ref all = ref(c->all);
    if (settle(c) < 0) return ERR;
    Value at = keep(ref(c->at));
    Py_ssize_t i = 0;
    while (ok(at) && i < n) {
        items[i] = seq_first(ref(at));
        Value next = ok(items[i]) ? seq_next(ref(at)) : ERR;
        i += ok(items[i]);
        drop(at);
        if (ok(next) && is_nil(ref(next))) {
            drop(next);
            next = keep(all);
        }
        at = next;
    }
    if (ok(at)) return cycle_make(all, at, false, NULL);
    while (i > 0) drop(items[--i]);
    return ERR;
}

static Value cycle_with_meta(Ref r, PyObject *meta) {
    struct cycle *c = cycle_of(r);
    return c->meta == meta ? keep(r) : cycle_make(ref(c->all), keep(ref(c->at)), c->pending, meta);
}
static int cycle_realized(Ref r) { return !cycle_of(r)->pending; }
static Py_ssize_t cycle_count(Ref r) {
    (void)r;
    return (err_arith("an endless seq has no count"), -1);
}

static void cycle_dealloc(PyObject *o) {
    struct cycle *c = (struct cycle *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, cycle_dealloc)
    drop(c->all);
    drop(c->at);
    Py_XDECREF(c->meta);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}
static int cycle_traverse(PyObject *o, visitproc visit, void *arg) {
    struct cycle *c = (struct cycle *)o;
    VISIT_WORD(c->all.w);
    VISIT_WORD(c->at.w);
    Py_VISIT(c->meta);
    return 0;
}

static const Ops cycle_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_PENDING,
    .meta_offset = offsetof(struct cycle, meta),
    .seq = seq_itself,
    .first = cycle_first,
    .rest = cycle_next,
    .next = cycle_next,
    .count = cycle_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = endless_hash,
    .with_meta = cycle_with_meta,
    .realized = cycle_realized,
};
CljType cycle_type = {CLJ_TYPE_HEAD("cljsh.Cycle", struct cycle), .ops = &cycle_ops};

int cycle_init(void) {
    PyTypeObject *t = TYPE_OBJECT(cycle_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = cycle_dealloc;
    t->tp_traverse = cycle_traverse;
    return type_ready(&cycle_type, "Collection");
}

PRIM(core_cycle, "clojure.core", "cycle", "[coll]",
     "Returns the elements of the collection over and over, without end.\n"
     "Of an empty one that is ().")
{
    SCOPED Value all = seq_of(a[0]);
    if (failed(all)) return ERR;
    return is_nil(ref(all)) ? list_empty() : cycle_make(ref(all), keep(ref(all)), false, NULL);
}
