// SPDX-License-Identifier: MIT
/* Hash sets: the trie of hash maps (coll/hamt.h) with entries of one word. */
#include "coll/set.h"

#include "base/prim.h"
#include "coll/hamt.h"
#include "coll/map_common.h"
#include "coll/set_common.h"
#include "seq/map_seq.h"

struct sh_hash_set { PyObject_HEAD PyObject *meta; struct hamt *root; Py_ssize_t count; Py_hash_t hash; }; // hash: 0 when not known

static struct sh_hash_set *empty_set;

static inline struct sh_hash_set *hash_set_of(Ref r) { return (struct sh_hash_set *)obj(r); }
struct hamt *set_root(Ref set) { return hash_set_of(set)->root; }

static struct sh_hash_set *alloc(struct hamt *root, Py_ssize_t count, PyObject *meta) {
    struct sh_hash_set *s = PyObject_GC_New(struct sh_hash_set, TYPE_OBJECT(set_hash_type));
    if (!s) return NULL;
    s->root = (struct hamt *)Py_XNewRef(root);
    s->count = count;
    s->meta = Py_XNewRef(meta);
    s->hash = 0;
    if (meta || hamt_may_cycle(root)) gc_track(s);
    return s;
}

static void hash_set_dealloc(PyObject *o) {
    struct sh_hash_set *s = (struct sh_hash_set *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, hash_set_dealloc)
    Py_XDECREF(s->root);
    Py_XDECREF(s->meta);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static int hash_set_traverse(PyObject *o, visitproc visit, void *arg) {
    Py_VISIT((PyObject *)((struct sh_hash_set *)o)->root);
    Py_VISIT(((struct sh_hash_set *)o)->meta);
    return 0;
}

static int hash_set_clear(PyObject *o) {
    struct sh_hash_set *s = (struct sh_hash_set *)o;
    s->count = 0;
    Py_CLEAR(s->root);
    Py_CLEAR(s->meta);
    return 0;
}

// --- operations -----------------------------------------------------------

// The set itself when it is unshared, else another one on the same trie; consumes it.
static struct sh_hash_set *own_set(Value set) {
    struct sh_hash_set *s = hash_set_of(ref(set));
    if (sole(set)) return s;
    struct sh_hash_set *c = alloc(s->root, s->count, s->meta);
    drop(set);
    return c;
}

static inline const Value *find(Ref set, Ref x, Py_hash_t *hash, bool *error) {
    *hash = hamt_hash(x);
    *error = unlikely(*hash == -1);
    return *error ? NULL : hamt_set_find(hash_set_of(set)->root, x, *hash, error);
}

Value set_conj(Value set, Ref x) {
    Py_hash_t hash;
    struct sh_hash_set *s;
    if (unlikely(!sole(set))) { // nothing is copied for what is there already
        bool error;
        if (find(ref(set), x, &hash, &error)) return set;
        if (error) return drop(set), ERR;
    } else if (unlikely((hash = hamt_hash(x)) == -1)) {
        return drop(set), ERR;
    }
    if (!(s = own_set(set))) return ERR;
    const bool alone = hamt_is_alone(s->root);
    int added = hamt_set_add(&s->root, x, hash);
    if (unlikely(added < 0)) {
        Py_DECREF(s);
        return ERR;
    }
    s->hash = added ? 0 : s->hash;
    s->count += added;
    if (added && alone) hamt_grown(&s->root, s->count, 1);
    if (hamt_may_cycle(s->root) && !gc_is_tracked(s)) gc_track(s);
    return adopt(s);
}

Value set_disj(Value set, Ref x) {
    Py_hash_t hash;
    bool error;
    if (!find(ref(set), x, &hash, &error)) {
        if (!error) return set;
        return drop(set), ERR;
    }
    struct sh_hash_set *s = own_set(set);
    if (!s) return ERR;
    int removed = hamt_set_remove(&s->root, x, hash);
    s->hash = 0;
    if (removed < 0) {
        Py_DECREF(s);
        return ERR;
    }
    s->count -= removed;
    return adopt(s);
}

static Value hash_set_get(Ref set, Ref x, Ref absent) {
    Py_hash_t hash;
    bool error;
    const Value *found = find(set, x, &hash, &error);
    if (found) return keep(ref(found[0]));
    return error ? ERR : keep(absent);
}

static int hash_set_contains(Ref set, Ref x) {
    Py_hash_t hash;
    bool error;
    const Value *found = find(set, x, &hash, &error);
    return error ? -1 : found != NULL;
}

static Value hash_set_seq(Ref set) { return map_seq_of(set, MAP_KEYS); }
static Py_ssize_t hash_set_count(Ref set) { return hash_set_of(set)->count; }

static Value hash_set_with_meta(Ref set, PyObject *meta) {
    struct sh_hash_set *s = hash_set_of(set);
    if (s->meta == meta) return keep(set);
    if (!meta && !s->count) return set_empty();
    struct sh_hash_set *c = alloc(s->root, s->count, meta);
    if (c) c->hash = s->hash;
    return adopt(c);
}

static Value hash_set_empty(Ref set) {
    PyObject *meta = hash_set_of(set)->meta;
    return meta ? adopt(alloc(NULL, 0, meta)) : set_empty();
}

static Py_hash_t hash_set_hash(Ref set) {
    struct sh_hash_set *s = hash_set_of(set);
    if (s->hash) return s->hash;
    Py_hash_t h = set_hash_elements(set);
    return h == -1 ? -1 : (s->hash = h);
}

static const Ops hash_set_ops = {
    .kind = K_SET | K_COUNTED | K_COLL | K_IFN | K_EDITABLE,
    .meta_offset = offsetof(struct sh_hash_set, meta),
    .seq = hash_set_seq,
    .first = map_first,
    .count = hash_set_count,
    .conj = set_conj,
    .empty = hash_set_empty,
    .get = hash_set_get,
    .contains = hash_set_contains,
    .dissoc = set_disj,
    .equal = set_equal,
    .hash = hash_set_hash,
    .with_meta = hash_set_with_meta,
    .invoke = set_invoke,
};

CljType set_hash_type = {CLJ_TYPE_HEAD("cljsh.Set", struct sh_hash_set), .ops = &hash_set_ops};

static PyMethodDef methods[] = {
    {"isdisjoint", set_isdisjoint, METH_O, "Has the set no element in common with an iterable?"},
    {NULL},
};

int set_init(void) {
    PyTypeObject *t = TYPE_OBJECT(set_hash_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = hash_set_dealloc;
    t->tp_traverse = hash_set_traverse;
    t->tp_clear = hash_set_clear;
    t->tp_methods = methods;
    t->tp_doc = "A persistent set, found by hash.";
    set_fill_slots(&set_hash_type);
    if (type_ready(&set_hash_type, "Set") < 0) return -1;
    empty_set = alloc(NULL, 0, NULL);
    return empty_set ? 0 : -1;
}

Value set_empty(void) { return keep_obj(empty_set); }

Value set_from(const Ref *items, Py_ssize_t n) {
    Value set = set_empty();
    for (Py_ssize_t i = 0; i < n && ok(set); i++) set = set_conj(set, items[i]);
    return set;
}

// --- primitives -----------------------------------------------------------

PRIM(core_hash_set, "clojure.core", "hash-set", "[& keys]",
     "Makes a hash set of the arguments.\n"
     "Equal ones are one element.") {
    return set_from((const Ref *)a, n);
}

PRIM(core_set, "clojure.core", "set", "[coll]",
     "Returns a set of the distinct elements of coll.\n"
     "A set is returned as it is, without its metadata.") {
    Ref coll = a[0];
    if (!(kind_of(coll) & K_SET)) return set_add_given(set_empty(), take(&a[0]));
    const Ops *ops = ops_of(coll);
    return ops->with_meta ? ops->with_meta(coll, NULL) : keep(coll);
}
