// SPDX-License-Identifier: MIT
/* Subvecs: a range of a vector, which is kept whole.  A subvec of a subvec
 * is a range of the same vector. */
#include "coll/vector_impl.h"

static struct subvec *ptr(Ref r) { return (struct subvec *)obj(r); }
static Py_ssize_t count(Ref r) { return ptr(r)->end - ptr(r)->start; }

// Takes vec, a vec_type.
static Value make(Value vec, Py_ssize_t start, Py_ssize_t end, PyObject *meta) {
    struct subvec *sub = failed(vec) ? NULL : PyObject_GC_New(struct subvec, TYPE_OBJECT(subvec_type));
    if (!sub) {
        xdrop(vec);
        return ERR;
    }
    sub->vec = vec_ptr(ref(vec));
    sub->meta = Py_XNewRef(meta);
    sub->start = start;
    sub->end = end;
    sub->hash = 0;
    gc_track(sub);
    return adopt(sub);
}

Value vec_slice(Ref vec, Py_ssize_t start, Py_ssize_t end) {
    if (start == end) return vec_empty();
    struct span s;
    if (span_of(vec, &s)) return make(keep_obj(s.vec), s.start + start, s.start + end, NULL);
    struct entry *e = (struct entry *)obj(vec);
    return make(vec_from((Ref[]){ref(e->key), ref(e->val)}, 2), start, end, NULL);
}

static void dealloc(PyObject *self) {
    struct subvec *sub = (struct subvec *)self;
    gc_untrack(self);
    Py_XDECREF((PyObject *)sub->vec);
    Py_XDECREF(sub->meta);
    PyObject_GC_Del(self);
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT((PyObject *)((struct subvec *)self)->vec);
    Py_VISIT(((struct subvec *)self)->meta);
    return 0;
}

/* Writes to the vector behind an (owned) subvec.  An unshared subvec gives
 * its vector away for that, which then may itself be changed in place. */
static Value put(Value v, Py_ssize_t i, Ref x) {
    struct subvec *sub = ptr(ref(v));
    Py_ssize_t end = i == sub->end ? i + 1 : sub->end;
    Value item = keep(x), result;
    if (sole(v)) {
        Value vec = adopt(sub->vec);
        sub->vec = NULL;
        vec = vec_assoc_at(vec, i, x);
        sub->vec = vec_ptr(ref(vec));
        sub->end = end;
        sub->hash = 0;
        result = ok(vec) ? v : (drop(v), ERR);
    } else {
        result = make(vec_assoc_at(keep_obj(sub->vec), i, x), sub->start, end, sub->meta);
        drop(v);
    }
    drop(item);
    return result;
}

static Value add(Value v, Ref x) { return put(v, ptr(ref(v))->end, x); }

static Value assoc(Value v, Ref key, Ref x) {
    Py_ssize_t i, n = count(ref(v));
    if (index_of_key(key, &i) == 0) {
        if (i >= 0 && i <= n) return put(v, ptr(ref(v))->start + i, x);
        index_error(i, n);
    }
    drop(v);
    return ERR;
}

static Value pop(Value v) {
    struct subvec *sub = ptr(ref(v));
    if (sub->end - sub->start == 1) {
        drop(v);
        return vec_empty();
    }
    Value result = make(keep_obj(sub->vec), sub->start, sub->end - 1, sub->meta);
    drop(v);
    return result;
}

static Value nth(Ref v, Py_ssize_t i, Ref absent) {
    if ((size_t)i < (size_t)count(v)) return keep(item_at(ptr(v)->vec, ptr(v)->start + i));
    return absent.w ? keep(absent) : index_error(i, count(v));
}

static Value seq(Ref v) { return vector_seq_new(ptr(v)->vec, ptr(v)->start, ptr(v)->end, NULL); }
static Value rseq(Ref v) { return vector_rseq_new(ptr(v)->vec, ptr(v)->start, ptr(v)->end, NULL); }
static Value first(Ref v) { return keep(item_at(ptr(v)->vec, ptr(v)->start)); }
static Value peek(Ref v) { return keep(item_at(ptr(v)->vec, ptr(v)->end - 1)); }

static Value empty(Ref v) {
    SCOPED Value none = vec_empty();
    return vec_set_meta(ref(none), ptr(v)->meta);
}

static Value with_meta(Ref v, PyObject *meta) { return make(keep_obj(ptr(v)->vec), ptr(v)->start, ptr(v)->end, meta); }

static const Ops ops = {
    .kind = K_VECTOR | K_SEQUENTIAL | K_ASSOCIATIVE | K_COUNTED | K_INDEXED | K_REVERSIBLE | K_COLL | K_IFN,
    .meta_offset = offsetof(struct subvec, meta),
    .seq = seq, .first = first, .rseq = rseq, .count = count, .conj = add, .empty = empty,
    .peek = peek, .pop = pop, .nth = nth, .get = any_vec_get, .contains = any_vec_contains, .find = any_vec_find,
    .assoc = assoc, .equal = any_vec_equal, .hash = any_vec_hash, .compare = any_vec_compare,
    .with_meta = with_meta, .invoke = any_vec_invoke,
};
CljType subvec_type = {CLJ_TYPE_HEAD("cljsh.SubVector", struct subvec), .ops = &ops};

int subvec_init(void) {
    PyTypeObject *t = TYPE_OBJECT(subvec_type);
    t->tp_doc = "A part of a vector.";
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = dealloc;
    t->tp_traverse = traverse;
    return type_ready(&subvec_type, "Sequence");
}
