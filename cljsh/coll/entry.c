// SPDX-License-Identifier: MIT
/* Map entries: vectors of a key and a value.  What is added to an entry
 * makes a vector of it. */
#include "coll/vector_impl.h"

static struct entry *ptr(Ref r) { return (struct entry *)obj(r); }

Value entry_new(Ref key, Ref val) {
    struct entry *e = PyObject_GC_New(struct entry, TYPE_OBJECT(entry_type));
    if (!e) return ERR;
    e->key = keep(key);
    e->val = keep(val);
    if (may_close_cycle(key) || may_close_cycle(val)) gc_track(e);
    return adopt(e);
}

static void dealloc(PyObject *self) {
    gc_untrack(self);
    Py_TRASHCAN_BEGIN(self, dealloc)
    drop(((struct entry *)self)->key);
    drop(((struct entry *)self)->val);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    VISIT_WORD(((struct entry *)self)->key.w);
    VISIT_WORD(((struct entry *)self)->val.w);
    return 0;
}

static Value as_vec(Ref e) { return vec_from((Ref[]){ref(ptr(e)->key), ref(ptr(e)->val)}, 2); }

static Value seq(Ref e) {
    SCOPED Value v = as_vec(e);
    return ok(v) ? vector_seq_new(vec_ptr(ref(v)), 0, 2, NULL) : ERR;
}

static Value rseq(Ref e) {
    SCOPED Value v = as_vec(e);
    return ok(v) ? vector_rseq_new(vec_ptr(ref(v)), 0, 2, NULL) : ERR;
}

static Value first(Ref e) { return keep(ref(ptr(e)->key)); }
static Value peek(Ref e) { return keep(ref(ptr(e)->val)); }
static Value empty(Ref e) { (void)e; return nil_value(); }

static Value add(Value e, Ref x) {
    Value v = as_vec(ref(e));
    if (ok(v)) v = vec_conj(v, x);
    drop(e);
    return v;
}

static Value pop(Value e) {
    Value v = vec_from((Ref[]){ref(ptr(ref(e))->key)}, 1);
    drop(e);
    return v;
}

static Value assoc(Value e, Ref key, Ref x) {
    Py_ssize_t i;
    Value v = ERR;
    if (index_of_key(key, &i) == 0) {
        if (i < 0 || i > 2) index_error(i, 2);
        else if (ok(v = as_vec(ref(e)))) v = vec_assoc_at(v, i, x);
    }
    drop(e);
    return v;
}

static Value nth(Ref e, Py_ssize_t i, Ref absent) {
    if (i == 0) return keep(ref(ptr(e)->key));
    if (i == 1) return keep(ref(ptr(e)->val));
    return absent.w ? keep(absent) : index_error(i, 2);
}

static const Ops ops = {
    .kind = K_VECTOR | K_ENTRY | K_SEQUENTIAL | K_ASSOCIATIVE | K_COUNTED | K_INDEXED | K_REVERSIBLE | K_COLL | K_IFN,
    .seq = seq, .first = first, .rseq = rseq, .count = any_vec_count, .conj = add, .empty = empty,
    .peek = peek, .pop = pop, .nth = nth, .get = any_vec_get, .contains = any_vec_contains, .find = any_vec_find,
    .assoc = assoc, .equal = any_vec_equal, .hash = any_vec_hash, .compare = any_vec_compare,
    .invoke = any_vec_invoke,
};
CljType entry_type = {CLJ_TYPE_HEAD("cljsh.MapEntry", struct entry), .ops = &ops};

int entry_init(void) {
    PyTypeObject *t = TYPE_OBJECT(entry_type);
    t->tp_doc = "A key of a map with its value; a vector of two.";
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = dealloc;
    t->tp_traverse = traverse;
    return type_ready(&entry_type, "Sequence");
}
