// SPDX-License-Identifier: MIT
#include "seq/iterate.h"

#include "base/call.h"
#include "base/prim.h"
#include "num/number.h"
#include "seq/chain.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/once.h"

// The mark of a node whose value has not been computed: no thread's mark has
// this value, as no thread has the id 0.
#define PENDING ((Value){W_INT(0)})
// (range) has this in place of the function: to add 1 needs no call.
#define INC W_INT(1)
#define IS_INC(fn) ((fn).w == INC)

static inline struct iterate *iterate_of(Ref r) { return (struct iterate *)obj(r); }

static Value node_new(Ref fn, Value seed, Value link, PyObject *meta) {
    struct iterate *i = chain_new(&iterate_type);
    if (!i) {
        drop(seed);
        return ERR;
    }
    i->seed = seed;
    i->link = link;
    i->fn = keep(fn);
    i->meta = meta;
    Py_XINCREF(meta);
    // Numbers counted by (range) are in no cycle, whatever comes later.
    if (meta || !IS_INC(fn)) gc_track(i);
    return adopt(i);
}

// A number cannot be called, whichever it is: one in place of a function must not look like the mark.
Value iterate_new(Ref fn, Ref x) {
    return node_new(!fn.w ? (Ref){INC} : is_int(fn) ? int_ref(0) : fn, keep(x), ERR, NULL);
}

// Computes the node's value if that is still to be done: 0 or -1.  The caller's
// reference keeps the node, as that of every Ref.
static int compute(struct iterate *i) {
    while (i->link.w != PENDING.w) {
        if (likely(!is_int(ref(i->link)))) return 0;
        if (once_wait(&i->link, "an iterate") < 0) return -1;
    }
    Value x;
    if (IS_INC(i->fn)) {
        x = num_add(ref(i->seed), int_ref(1));
    } else {
        i->link = once_mark();
        x = call1(ref(i->fn), ref(i->seed));
        i->link = PENDING;
        once_done(&i->link);
    }
    if (failed(x)) return -1;
    Value before = i->seed;
    i->seed = x;
    i->link = ERR;
    drop(before);
    return 0;
}

static Value iterate_first(Ref r) {
    struct iterate *i = iterate_of(r);
    return compute(i) < 0 ? ERR : keep(ref(i->seed));
}
static Value iterate_next(Ref r) {
    struct iterate *i = iterate_of(r);
    if (compute(i) < 0) return ERR;
    if (!i->link.w) {
        Value next = node_new(ref(i->fn), keep(ref(i->seed)), PENDING, NULL);
        if (failed(next)) return ERR;
        i->link = next;
    }
    return keep(ref(i->link));
}
static Value iterate_with_meta(Ref r, PyObject *meta) {
    struct iterate *i = iterate_of(r);
    if (i->meta == meta) return keep(r);
    if (compute(i) < 0) return ERR;
    return node_new(ref(i->fn), keep(ref(i->seed)), i->link.w ? keep(ref(i->link)) : ERR, meta);
}
static int iterate_realized(Ref r) { return !is_int(ref(iterate_of(r)->link)); }

static int iterate_clear(PyObject *o) {
    struct iterate *i = (struct iterate *)o;
    Value seed = i->seed, link = i->link, fn = i->fn;
    i->seed = nil_value();
    i->link = ERR;
    i->fn = nil_value();
    drop(seed);
    xdrop(link);
    drop(fn);
    return 0;
}

static const Ops iterate_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_PENDING,
    .meta_offset = offsetof(struct iterate, meta),
    .seq = seq_itself,
    .first = iterate_first,
    .rest = iterate_next,
    .next = iterate_next,
    .count = seq_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = endless_hash,
    .with_meta = iterate_with_meta,
    .realized = iterate_realized,
};
CljType iterate_type = {CLJ_TYPE_HEAD("cljsh.Iterate", struct iterate), .ops = &iterate_ops};

int iterate_init(void) {
    chain_type(&iterate_type);
    TYPE_OBJECT(iterate_type)->tp_clear = iterate_clear;
    return type_ready(&iterate_type, "Collection");
}

PRIM(core_iterate, "clojure.core", "iterate", "[f x]",
     "Returns the infinite seq of x, (f x), (f (f x)) and so on.\n"
     "f is called when an element is first needed, and should have no effects.")
{ return iterate_new(a[0], a[1]); }
