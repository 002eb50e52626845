// SPDX-License-Identifier: MIT
/* Seqs over vectors, forwards and backwards.  A seq keeps the whole vector
 * and points into the leaf it is in, so that first and next do not walk the
 * trie but once in 32. */
#include "coll/vector_impl.h"

#include "base/at_start.h"
#include "base/spare.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"

static struct vec_seq *ptr(Ref r) { return (struct vec_seq *)obj(r); }

#define SPARE_MAX 16
static AT_START struct spare spare; // a loop makes and forgets a seq for every item

void vector_seq_forget_free(void) { spare_forget(&spare, 1); }

static Value make(CljType *type, struct vec *vec, const Value *leaf, Py_ssize_t i, Py_ssize_t bound, PyObject *meta) {
    struct vec_seq *s = spare_take(&spare);
    if (s) Py_SET_TYPE(s, TYPE_OBJECT(*type));
    else if (!(s = PyObject_GC_New(struct vec_seq, TYPE_OBJECT(*type)))) return ERR;
    Py_INCREF(vec);
    Py_XINCREF(meta);
    s->vec = vec;
    s->meta = meta;
    s->leaf = leaf;
    s->i = i;
    s->bound = bound;
    if (may_close_cycle(ref_of(vec)) || meta) gc_track(s);
    return adopt(s);
}

Value vector_seq_new(const struct vec *v, Py_ssize_t start, Py_ssize_t end, PyObject *meta) {
    if (start >= end) return nil_value();
    return make(&vector_seq_type, (struct vec *)v, leaf_of(v, start), start, end, meta);
}

Value vector_rseq_new(const struct vec *v, Py_ssize_t start, Py_ssize_t end, PyObject *meta) {
    if (start >= end) return nil_value();
    return make(&vector_rseq_type, (struct vec *)v, leaf_of(v, end - 1), end - 1, start, meta);
}

static void dealloc(PyObject *self) {
    struct vec_seq *s = (struct vec_seq *)self;
    gc_untrack(self);
    Py_DECREF((PyObject *)s->vec);
    Py_CLEAR(s->meta);
    spare_give(&spare, s, SPARE_MAX);
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT((PyObject *)((struct vec_seq *)self)->vec);
    Py_VISIT(((struct vec_seq *)self)->meta);
    return 0;
}

static Value seq(Ref r) { return keep(r); }
static Value first(Ref r) { return keep(ref(ptr(r)->leaf[ptr(r)->i & MASK])); }
static Value add(Value r, Ref x) {
    Value cons = cons_new(x, ref(r));
    drop(r);
    return cons;
}
static Value empty(Ref r) { (void)r; return list_empty(); }

static Value or_empty(Value v) {
    if (!is_nil(ref(v))) return v;
    drop(v);
    return list_empty();
}

// --- forwards -------------------------------------------------------------

static Value next(Ref r) {
    struct vec_seq *s = ptr(r);
    Py_ssize_t i = s->i + 1;
    if (i >= s->bound) return nil_value();
    return make(&vector_seq_type, s->vec, i & MASK ? s->leaf : leaf_of(s->vec, i), i, s->bound, NULL);
}
static Value rest(Ref r) { return or_empty(next(r)); }
static bool step(Ref r) {
    struct vec_seq *s = ptr(r);
    if (s->meta || s->i + 1 >= s->bound) return false;
    if (!(++s->i & MASK)) s->leaf = leaf_of(s->vec, s->i);
    return true;
}

static Py_ssize_t count(Ref r) { return ptr(r)->bound - ptr(r)->i; }

static Value nth(Ref r, Py_ssize_t i, Ref absent) {
    struct vec_seq *s = ptr(r);
    if (i >= 0 && i < s->bound - s->i) return keep(item_at(s->vec, s->i + i));
    return absent.w ? keep(absent) : index_error(i, count(r));
}

static Py_ssize_t chunk_end(const struct vec_seq *s) {
    Py_ssize_t end = (s->i | MASK) + 1;
    return end < s->bound ? end : s->bound;
}

static Value chunk_first(Ref r) {
    struct vec_seq *s = ptr(r);
    Py_ssize_t n = chunk_end(s) - s->i;
    struct chunk *chunk = chunk_new(n);
    if (!chunk) return ERR;
    for (Py_ssize_t k = 0; k < n; k++) {
        Ref x = ref(s->leaf[(s->i + k) & MASK]);
        chunk->items[k] = keep(x);
        chunk->end = k + 1;
    }
    return adopt(chunk);
}

static Value chunk_rest(Ref r) { return or_empty(vector_seq_new(ptr(r)->vec, chunk_end(ptr(r)), ptr(r)->bound, NULL)); }

static Value with_meta(Ref r, PyObject *meta) {
    struct vec_seq *s = ptr(r);
    return make((CljType *)Py_TYPE(s), s->vec, s->leaf, s->i, s->bound, meta);
}

static const Ops seq_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COUNTED | K_COLL | K_CHUNKED,
    .meta_offset = offsetof(struct vec_seq, meta),
    .seq = seq, .first = first, .rest = rest, .next = next, .step = step, .chunk_first = chunk_first, .chunk_rest = chunk_rest,
    .count = count, .conj = add, .empty = empty, .nth = nth,
    .equal = seq_equal, .hash = seq_hash, .with_meta = with_meta,
};
CljType vector_seq_type = {CLJ_TYPE_HEAD("cljsh.VectorSeq", struct vec_seq), .ops = &seq_ops};

// --- backwards ------------------------------------------------------------

static Value rnext(Ref r) {
    struct vec_seq *s = ptr(r);
    Py_ssize_t i = s->i - 1;
    if (i < s->bound) return nil_value();
    return make(&vector_rseq_type, s->vec, (i & MASK) != MASK ? s->leaf : leaf_of(s->vec, i), i, s->bound, NULL);
}
static Value rrest(Ref r) { return or_empty(rnext(r)); }
static bool rstep(Ref r) {
    struct vec_seq *s = ptr(r);
    if (s->meta || s->i - 1 < s->bound) return false;
    if ((--s->i & MASK) == MASK) s->leaf = leaf_of(s->vec, s->i);
    return true;
}

static Py_ssize_t rcount(Ref r) { return ptr(r)->i - ptr(r)->bound + 1; }

static Value rnth(Ref r, Py_ssize_t i, Ref absent) {
    struct vec_seq *s = ptr(r);
    if (i >= 0 && i <= s->i - s->bound) return keep(item_at(s->vec, s->i - i));
    return absent.w ? keep(absent) : index_error(i, rcount(r));
}

static const Ops rseq_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COUNTED | K_COLL,
    .meta_offset = offsetof(struct vec_seq, meta),
    .seq = seq, .first = first, .rest = rrest, .next = rnext, .step = rstep,
    .count = rcount, .conj = add, .empty = empty, .nth = rnth,
    .equal = seq_equal, .hash = seq_hash, .with_meta = with_meta,
};
CljType vector_rseq_type = {CLJ_TYPE_HEAD("cljsh.VectorReverseSeq", struct vec_seq), .ops = &rseq_ops};

int vector_seq_init(void) {
    CljType *types[] = {&vector_seq_type, &vector_rseq_type};
    for (int i = 0; i < 2; i++) {
        PyTypeObject *t = TYPE_OBJECT(*types[i]);
        t->tp_doc = i ? "A seq over a vector from its end." : "A seq over a vector.";
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = dealloc;
        t->tp_traverse = traverse;
        if (type_ready(types[i], "Sequence") < 0) return -1;
    }
    return 0;
}
