// SPDX-License-Identifier: MIT
/* (repeat x), endless, and (repeat n x). */
#include "base/prim.h"
#include "seq/chain.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"

#define ENDLESS (-1)
struct repeat { PyObject_HEAD Value x; Py_ssize_t left; PyObject *meta; }; // left > 0, or ENDLESS

static inline struct repeat *repeat_of(Ref r) { return (struct repeat *)obj(r); }

static Value repeat_make(Ref x, Py_ssize_t left, PyObject *meta) {
    struct repeat *r = PyObject_GC_New(struct repeat, TYPE_OBJECT(repeat_type));
    if (!r) return ERR;
    r->x = keep(x);
    r->left = left;
    r->meta = meta;
    Py_XINCREF(meta);
    if (meta || may_close_cycle(x)) gc_track(r);
    return adopt(r);
}

Py_ssize_t repeat_left(Ref r) { return repeat_of(r)->left; }

Value repeat_times(Ref r, Py_ssize_t n) { return repeat_make(ref(repeat_of(r)->x), n, NULL); }

Value repeat_new(Ref x) { return repeat_make(x, ENDLESS, NULL); }

static Value repeat_first(Ref r) { return keep(ref(repeat_of(r)->x)); }
static Value repeat_after(Ref r, Value (*none)(void)) {
    struct repeat *repeat = repeat_of(r);
    if (repeat->left == ENDLESS && !repeat->meta) return keep(r);
    if (repeat->left == 1) return none();
    return repeat_make(ref(repeat->x), repeat->left == ENDLESS ? ENDLESS : repeat->left - 1, NULL);
}
static Value repeat_next(Ref r) { return repeat_after(r, nil_value); }
static Value repeat_rest(Ref r) { return repeat_after(r, list_empty); }
static Py_ssize_t repeat_count(Ref r) {
    Py_ssize_t left = repeat_of(r)->left;
    return left == ENDLESS ? (err_arith("an endless seq has no count"), -1) : left;
}
static Py_hash_t repeat_hash(Ref r) { return repeat_of(r)->left == ENDLESS ? endless_hash(r) : seq_hash(r); }
static Value repeat_with_meta(Ref r, PyObject *meta) {
    struct repeat *repeat = repeat_of(r);
    return repeat->meta == meta ? keep(r) : repeat_make(ref(repeat->x), repeat->left, meta);
}

static void repeat_dealloc(PyObject *o) {
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, repeat_dealloc)
    drop(repeat_of(ref_of(o))->x);
    Py_XDECREF(repeat_of(ref_of(o))->meta);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}
static int repeat_traverse(PyObject *o, visitproc visit, void *arg) {
    VISIT_WORD(repeat_of(ref_of(o))->x.w);
    Py_VISIT(repeat_of(ref_of(o))->meta);
    return 0;
}

static const Ops repeat_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL,
    .meta_offset = offsetof(struct repeat, meta),
    .seq = seq_itself,
    .first = repeat_first,
    .rest = repeat_rest,
    .next = repeat_next,
    .count = repeat_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = repeat_hash,
    .with_meta = repeat_with_meta,
};
CljType repeat_type = {CLJ_TYPE_HEAD("cljsh.Repeat", struct repeat), .ops = &repeat_ops};

int repeat_init(void) {
    PyTypeObject *t = TYPE_OBJECT(repeat_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = repeat_dealloc;
    t->tp_traverse = repeat_traverse;
    return type_ready(&repeat_type, "Collection");
}

PRIM(core_repeat_1, "clojure.core", "repeat", "[x]",
     "Returns a seq of x over and over: without end, or n times.")
{ return repeat_new(a[0]); }

PRIM(core_repeat_2, "clojure.core", "repeat", "[n x]", NULL) {
    int64_t times;
    double d;
    if (float_of(a[0], &d)) times = d >= 0x1p63 ? INT64_MAX : d > 0 ? (int64_t)d : 0;
    else if (!int64_of(a[0], &times)) return err_type("repeat needs a number of times, not %s", err_type_name(a[0]));
    return times > 0 ? repeat_make(a[1], (Py_ssize_t)times, NULL) : list_empty();
}
