// SPDX-License-Identifier: MIT
/* Hash maps: a hash array mapped trie (coll/hamt.h), its size, and the hash
 * of the whole once it has been asked for.  Tracked by the collector when
 * something in it may be part of a cycle.
 */
#include "coll/hamt.h"
#include "base/at_start.h"
#include "coll/map_common.h"
#include "coll/vector.h"
#include "seq/map_seq.h"

static inline struct hash_map *hash_map_of(Ref r) { return (struct hash_map *)obj(r); }

// Shared maps that change need a new head each time: some freed ones are kept, linked through meta.
#define FREE_MAX 64
static AT_START struct hash_map *free_maps;
static AT_START int free_count;

void hash_map_forget_free(void) {
    while (free_maps) {
        struct hash_map *m = free_maps;
        free_maps = (struct hash_map *)m->meta;
        free_count--;
        PyObject_GC_Del(m);
    }
}

static struct hash_map *alloc(struct hamt *root, Py_ssize_t count, PyObject *meta) {
    struct hash_map *m = free_maps;
    if (m) {
        free_maps = (struct hash_map *)m->meta;
        free_count--;
        Py_SET_REFCNT(m, 1);
    } else if (!(m = PyObject_GC_New(struct hash_map, TYPE_OBJECT(hash_map_type)))) {
        return NULL;
    }
    m->root = (struct hamt *)Py_XNewRef(root);
    m->count = count;
    m->meta = Py_XNewRef(meta);
    m->hash = 0;
    if (meta || hamt_may_cycle(root)) gc_track(m);
    return m;
}

Value hash_map_new(void) { return adopt(alloc(NULL, 0, NULL)); }

static void hash_map_dealloc(PyObject *o) {
    struct hash_map *m = (struct hash_map *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, hash_map_dealloc)
    Py_XDECREF(m->root);
    Py_XDECREF(m->meta);
    if (free_count < FREE_MAX) {
        m->meta = (PyObject *)free_maps;
        free_maps = m;
        free_count++;
    } else {
        PyObject_GC_Del(o);
    }
    Py_TRASHCAN_END
}

static int hash_map_traverse(PyObject *o, visitproc visit, void *arg) {
    Py_VISIT((PyObject *)((struct hash_map *)o)->root);
    Py_VISIT(((struct hash_map *)o)->meta);
    return 0;
}

static int hash_map_clear(PyObject *o) {
    struct hash_map *m = (struct hash_map *)o;
    m->count = 0;
    Py_CLEAR(m->root);
    Py_CLEAR(m->meta);
    return 0;
}

// The map itself when it is unshared, else another one on the same trie; consumes it.
static struct hash_map *own_map(Value map) {
    struct hash_map *m = hash_map_of(ref(map));
    if (sole(map)) return m;
    struct hash_map *c = alloc(m->root, m->count, m->meta);
    drop(map);
    return c;
}

static inline const Value *find(Ref map, Ref key, Py_hash_t *hash, bool *error) {
    *hash = hamt_hash(key);
    *error = unlikely(*hash == -1);
    return *error ? NULL : hamt_map_find(hash_map_of(map)->root, key, *hash, error);
}

// Puts an entry into an unshared map; -1, and it is as it was, when that failed.
static inline int put(struct hash_map *m, Ref key, Ref val, Py_hash_t hash) {
    const bool alone = hamt_is_alone(m->root);
    int added = hamt_map_add(&m->root, key, val, hash);
    if (unlikely(added < 0)) return -1;
    m->hash = 0;
    m->count += added;
    if (added && alone) hamt_grown(&m->root, m->count, 2);
    if (hamt_may_cycle(m->root) && !gc_is_tracked(m)) gc_track(m);
    return 0;
}

Value hash_map_assoc(Value map, Ref key, Ref val) {
    Py_hash_t hash;
    struct hash_map *m;
    if (unlikely(!sole(map))) { // nothing is copied for what is there already
        bool error;
        const Value *entry = find(ref(map), key, &hash, &error);
        if (entry && entry[1].w == val.w) return map;
        if (error) return drop(map), ERR;
    } else if (unlikely((hash = hamt_hash(key)) == -1)) {
        return drop(map), ERR;
    }
    if (!(m = own_map(map))) return ERR;
    if (likely(put(m, key, val, hash) == 0)) return adopt(m);
    Py_DECREF(m);
    return ERR;
}

int hash_map_put(Ref map, Ref key, Ref val) {
    Py_hash_t hash = hamt_hash(key);
    return hash == -1 ? -1 : put(hash_map_of(map), key, val, hash);
}

Value *hash_map_own_value(Ref map, Ref key, bool *error) {
    struct hash_map *m = hash_map_of(map);
    Py_hash_t hash = hamt_hash(key);
    enum lookup found = LOOKUP_FAILED;
    Value *value = hash == -1 ? NULL : hamt_map_own_value(m->root, key, hash, &found);
    *error = found == LOOKUP_FAILED;
    if (value) m->hash = 0;
    return value;
}

int hash_map_tally(Ref map, Ref key) {
    struct hash_map *m = hash_map_of(map);
    Py_hash_t hash = hamt_hash(key);
    enum lookup found = LOOKUP_FAILED;
    Value *count = hash == -1 ? NULL : hamt_map_own_value(m->root, key, hash, &found);
    int64_t more;
    if (found == LOOKUP_FAILED) return -1;
    if (found == LOOKUP_ABSENT) return put(m, key, int_ref(1), hash) < 0 ? -1 : 1;
    if (!count || !is_int(ref(*count)) || __builtin_add_overflow((int64_t)count->w, W_INT(1) - W_INT(0), &more)) return 0;
    *count = (Value){(uintptr_t)more};
    m->hash = 0;
    return 1;
}

Value hash_map_dissoc(Value map, Ref key) {
    Py_hash_t hash;
    bool error;
    if (!find(ref(map), key, &hash, &error)) {
        if (!error) return map;
        return drop(map), ERR;
    }
    struct hash_map *m = own_map(map);
    if (!m) return ERR;
    int removed = hamt_map_remove(&m->root, key, hash);
    m->hash = 0;
    if (removed < 0) {
        Py_DECREF(m);
        return ERR;
    }
    m->count -= removed;
    return adopt(m);
}

static Value hash_map_get(Ref map, Ref key, Ref absent) {
    Py_hash_t hash;
    bool error;
    const Value *entry = find(map, key, &hash, &error);
    if (likely(entry)) return keep(ref(entry[1]));
    return error ? ERR : keep(absent);
}

static int hash_map_contains(Ref map, Ref key) {
    Py_hash_t hash;
    bool error;
    const Value *entry = find(map, key, &hash, &error);
    return error ? -1 : entry != NULL;
}

static Value hash_map_find(Ref map, Ref key) {
    Py_hash_t hash;
    bool error;
    const Value *entry = find(map, key, &hash, &error);
    if (entry) return entry_new(ref(entry[0]), ref(entry[1]));
    return error ? ERR : nil_value();
}

static Value hash_map_seq(Ref map) { return map_seq_of(map, MAP_ENTRIES); }
static Py_ssize_t hash_map_count(Ref map) { return hash_map_of(map)->count; }

static Value hash_map_with_meta(Ref map, PyObject *meta) {
    struct hash_map *m = hash_map_of(map);
    if (m->meta == meta) return keep(map);
    struct hash_map *c = alloc(m->root, m->count, meta);
    if (c) c->hash = m->hash;
    return adopt(c);
}

static Value hash_map_empty(Ref map) {
    PyObject *meta = hash_map_of(map)->meta;
    if (!meta) return map_empty();
    SCOPED Value empty = map_empty();
    return ops_of(ref(empty))->with_meta(ref(empty), meta);
}

static Py_hash_t hash_map_hash(Ref map) {
    struct hash_map *m = hash_map_of(map);
    if (m->hash) return m->hash;
    Py_hash_t h = map_hash_entries(map);
    return h == -1 ? -1 : (m->hash = h);
}

static const Ops hash_map_ops = {
    .kind = K_MAP | K_ASSOCIATIVE | K_COUNTED | K_COLL | K_IFN | K_EDITABLE,
    .meta_offset = offsetof(struct hash_map, meta),
    .seq = hash_map_seq,
    .first = map_first,
    .count = hash_map_count,
    .conj = map_conj,
    .empty = hash_map_empty,
    .get = hash_map_get,
    .contains = hash_map_contains,
    .find = hash_map_find,
    .assoc = hash_map_assoc,
    .dissoc = hash_map_dissoc,
    .equal = map_equal,
    .hash = hash_map_hash,
    .with_meta = hash_map_with_meta,
    .invoke = map_invoke,
};

CljType hash_map_type = {CLJ_TYPE_HEAD("cljsh.HashMap", struct hash_map), .ops = &hash_map_ops};

int hash_map_init(void) {
    PyTypeObject *t = TYPE_OBJECT(hash_map_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = hash_map_dealloc;
    t->tp_traverse = hash_map_traverse;
    t->tp_clear = hash_map_clear;
    t->tp_doc = "A persistent map, found by hash.";
    return type_ready(&hash_map_type, "Mapping");
}
