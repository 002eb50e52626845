// SPDX-License-Identifier: MIT
/* (cons first rest): one element before any seq, of which nothing is asked. */
#include "seq/list.h"

#include "base/prim.h"
#include "seq/chain.h"
#include "seq/seq.h"

static inline struct cons *cons_of(Ref r) { return (struct cons *)obj(r); }

static Value cons_give(Value first, Value rest, PyObject *meta) {
    struct cons *c = chain_new(&cons_type);
    if (unlikely(!c)) {
        drop(first);
        drop(rest);
        return ERR;
    }
    c->first = first;
    c->rest = rest;
    c->meta = meta;
    Py_XINCREF(meta);
    if (meta) {
        gc_track(c);
        return adopt(c);
    }
    return chain_done(c, ref(first), ref(rest));
}

Value cons_own(Value first, Value seq) {
    if (likely(kind_of(ref(seq)) & K_SEQ)) return cons_give(first, seq, NULL);
    Value r;
    if (is_nil(ref(seq))) {
        r = list_cons(ref(first), list_empty());
    } else {
        Value rest = seq_of(ref(seq));
        r = failed(rest) ? ERR : cons_give(keep(ref(first)), rest, NULL);
    }
    drop(first);
    drop(seq);
    return r;
}

Value cons_new(Ref first, Ref seq) { return cons_own(keep(first), keep(seq)); }

static Value cons_first(Ref r) { return keep(ref(cons_of(r)->first)); }
static Value cons_rest(Ref r) {
    Ref rest = ref(cons_of(r)->rest);
    return is_nil(rest) ? list_empty() : keep(rest);
}
static Value cons_next(Ref r) { return seq_of(ref(cons_of(r)->rest)); }
static Value cons_conj(Value cons, Ref x) { return cons_give(keep(x), cons, NULL); }
static Value cons_with_meta(Ref r, PyObject *meta) {
    struct cons *c = cons_of(r);
    return c->meta == meta ? keep(r) : cons_give(keep(ref(c->first)), keep(ref(c->rest)), meta);
}

static const Ops cons_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL,
    .meta_offset = offsetof(struct cons, meta),
    .seq = seq_itself,
    .first = cons_first,
    .rest = cons_rest,
    .next = cons_next,
    .count = seq_count,
    .conj = cons_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = cons_with_meta,
};

CljType cons_type = {CLJ_TYPE_HEAD("cljsh.Cons", struct cons), .ops = &cons_ops};

int cons_init(void) {
    chain_type(&cons_type);
    return type_ready(&cons_type, "Collection");
}

PRIM(core_cons, "clojure.core", "cons", "[x seq]",
     "Returns a seq of x followed by the elements of seq.\n"
     "Nothing of seq is realised.")
{ return cons_new(a[0], a[1]); }
