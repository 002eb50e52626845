// SPDX-License-Identifier: MIT
/* Array maps, and the functions that work on both array and hash maps.
 *
 * An array map is a row of pairs in the order in which they were added,
 * searched from the front: first by comparing words, which finds keywords
 * and small integers and proves their absence too.
 * It is tracked by the collector once it holds something that may be part
 * of a cycle.
 */
#include "coll/map.h"

#include "base/prim.h"
#include "base/at_start.h"
#include "base/spare.h"
#include "coll/hamt.h"
#include "coll/map_common.h"
#include "coll/set.h"
#include "coll/sorted_tree.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/chain.h"
#include "seq/map_seq.h"

// --- memory ---------------------------------------------------------------

// Small maps come and go quickly: dead ones by their capacity.
#define SPARE_CAPACITY 8
#define SPARE_MAX 64
static AT_START struct spare spare[SPARE_CAPACITY + 1];

void map_forget_free(void) {
    spare_forget(spare, SPARE_CAPACITY + 1);
    hash_map_forget_free();
}

static struct array_map *empty_map;

static struct array_map *alloc(int capacity) {
    struct array_map *m = capacity <= SPARE_CAPACITY ? spare_take(&spare[capacity]) : NULL;
    if (!m && !(m = PyObject_GC_NewVar(struct array_map, TYPE_OBJECT(map_array_type), 2 * capacity))) return NULL;
    m->meta = NULL; // (PyObject_GC_NewVar() takes this word for the size)
    m->count = 0;
    m->capacity = capacity;
    m->hash = 0;
    return m;
}

static void array_map_dealloc(PyObject *o) {
    struct array_map *m = (struct array_map *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, array_map_dealloc)
    for (int i = 0; i < 2 * m->count; i++) drop(m->kv[i]);
    Py_XDECREF(m->meta);
    if (m->capacity > SPARE_CAPACITY) PyObject_GC_Del(o);
    else spare_give(&spare[m->capacity], o, SPARE_MAX);
    Py_TRASHCAN_END
}

static int array_map_traverse(PyObject *o, visitproc visit, void *arg) {
    struct array_map *m = (struct array_map *)o;
    for (int i = 0; i < 2 * m->count; i++) VISIT_WORD(m->kv[i].w);
    Py_VISIT(m->meta);
    return 0;
}

static int array_map_clear(PyObject *o) {
    struct array_map *m = (struct array_map *)o;
    int count = m->count;
    m->count = 0;
    for (int i = 0; i < 2 * count; i++) drop(m->kv[i]);
    Py_CLEAR(m->meta);
    return 0;
}

static inline void track_if(struct array_map *m, bool needed) {
    if (unlikely(needed) && !gc_is_tracked(m)) gc_track(m);
}

static struct array_map *copy(const struct array_map *m, int capacity) {
    struct array_map *c = alloc(capacity);
    if (!c) return NULL;
    for (int i = 0; i < 2 * m->count; i++) c->kv[i] = keep(ref(m->kv[i]));
    c->count = m->count;
    c->meta = Py_XNewRef(m->meta);
    track_if(c, gc_is_tracked(m));
    return c;
}

// The map itself when it is unshared and has room for `more` entries, else a copy; consumes it.
static struct array_map *own_map(Value map, int more) {
    struct array_map *m = (struct array_map *)map.w, *c;
    if (likely(sole(map)) && m->count + more <= m->capacity) return m;
    int capacity = m->count + more;
    if (sole(map)) capacity = capacity <= 4 ? 4 : 8; // it is growing
    else if (more) capacity = (capacity + 1) & ~1;
    if (capacity < m->count + more) capacity = m->count + more;
    if (sole(map)) {
        if ((c = alloc(capacity))) {
            memcpy(c->kv, m->kv, 2 * m->count * sizeof(Value));
            c->count = m->count;
            c->meta = m->meta;
            track_if(c, gc_is_tracked(m));
            m->meta = NULL;
            m->count = 0;
        }
    } else {
        c = copy(m, capacity);
    }
    drop(map);
    return c;
}

// --- array maps -----------------------------------------------------------

static inline struct array_map *array_of(Ref r) { return (struct array_map *)obj(r); }

enum { ABSENT = -1, FAILED = -2 };

// The number of the entry with this key, ABSENT, or FAILED.
static inline int find_index(const struct array_map *m, Ref key) {
    int n = m->count;
    for (int i = 0; i < n; i++)
        if (m->kv[2 * i].w == key.w) return i;
    if (is_keyword(key) || val_is_identity(key)) return ABSENT;
    bool integer = is_int(key); // only a foreign object can be equal to it
    for (int i = 0; i < n; i++) {
        Ref other = ref(m->kv[2 * i]);
        if (integer && (!is_obj(other) || is_str(other) || Py_TYPE(Py_TYPE(obj(other))) == &clj_meta)) continue;
        int equal = val_equal(other, key);
        if (unlikely(equal)) return equal > 0 ? i : FAILED;
    }
    return ABSENT;
}

// Adds an entry that is known to be new to a map that has room; takes key and val.
static inline void append(struct array_map *m, Value key, Value val) {
    m->kv[2 * m->count] = key;
    m->kv[2 * m->count + 1] = val;
    m->count++;
    m->hash = 0;
    track_if(m, may_close_cycle(ref(key)) || may_close_cycle(ref(val)));
}

static Value to_hash_map(Value map) {
    struct array_map *m = (struct array_map *)map.w;
    Value h = hash_map_new();
    for (int i = 0; i < m->count && ok(h); i++) h = hash_map_assoc(h, ref(m->kv[2 * i]), ref(m->kv[2 * i + 1]));
    if (ok(h) && m->meta) {
        ((struct hash_map *)h.w)->meta = Py_NewRef(m->meta);
        if (!gc_is_tracked((PyObject *)h.w)) gc_track((void *)h.w);
    }
    drop(map);
    return h;
}

static void set_value(struct array_map *m, int i, Ref val) {
    Value old = m->kv[2 * i + 1];
    m->kv[2 * i + 1] = keep(val);
    m->hash = 0;
    track_if(m, may_close_cycle(val));
    drop(old);
}

static Value array_map_assoc(Value map, Ref key, Ref val) {
    struct array_map *m = (struct array_map *)map.w;
    int i = find_index(m, key);
    if (unlikely(i == FAILED)) return drop(map), ERR;
    if (i == ABSENT) {
        if (m->count >= ARRAY_MAP_MAX) {
            map = to_hash_map(map);
            return ok(map) ? hash_map_assoc(map, key, val) : ERR;
        }
        if (!(m = own_map(map, 1))) return ERR;
        append(m, keep(key), keep(val));
        return adopt(m);
    }
    if (m->kv[2 * i + 1].w == val.w) return map;
    if (!(m = own_map(map, 0))) return ERR;
    set_value(m, i, val);
    return adopt(m);
}

int map_put(Ref map, Ref key, Ref val) {
    if (!is_clj(map, &map_array_type)) return hash_map_put(map, key, val) < 0 ? -1 : 1;
    struct array_map *m = array_of(map);
    int i = find_index(m, key);
    if (i == FAILED) return -1;
    if (i == ABSENT && m->count == m->capacity) return 0;
    if (i == ABSENT) append(m, keep(key), keep(val));
    else set_value(m, i, val);
    return 1;
}

static Value array_map_dissoc(Value map, Ref key) {
    int i = find_index((struct array_map *)map.w, key);
    if (i == ABSENT) return map;
    if (i == FAILED) return drop(map), ERR;
    struct array_map *m = own_map(map, 0);
    if (!m) return ERR;
    Value gone[] = {m->kv[2 * i], m->kv[2 * i + 1]};
    m->count--;
    m->hash = 0;
    memmove(&m->kv[2 * i], &m->kv[2 * i + 2], 2 * (m->count - i) * sizeof(Value));
    drop(gone[0]), drop(gone[1]);
    return adopt(m);
}

static Value array_map_get(Ref map, Ref key, Ref absent) {
    int i = find_index(array_of(map), key);
    if (unlikely(i == FAILED)) return ERR;
    return keep(i == ABSENT ? absent : ref(array_of(map)->kv[2 * i + 1]));
}

Value *map_own_value(Ref map, Ref key, bool *error) {
    if (!is_clj(map, &map_array_type)) return hash_map_own_value(map, key, error);
    struct array_map *m = array_of(map);
    int i = find_index(m, key);
    if ((*error = i == FAILED) || i == ABSENT) return NULL;
    m->hash = 0;
    return &m->kv[2 * i + 1];
}

static int array_map_contains(Ref map, Ref key) {
    int i = find_index(array_of(map), key);
    return i == FAILED ? -1 : i != ABSENT;
}

static Value array_map_find(Ref map, Ref key) {
    int i = find_index(array_of(map), key);
    if (i == FAILED) return ERR;
    return i == ABSENT ? nil_value() : entry_new(ref(array_of(map)->kv[2 * i]), ref(array_of(map)->kv[2 * i + 1]));
}

static Value array_map_seq(Ref map) { return map_seq_of(map, MAP_ENTRIES); }
static Py_ssize_t array_map_count(Ref map) { return array_of(map)->count; }

static Value array_map_with_meta(Ref map, PyObject *meta) {
    struct array_map *m = array_of(map);
    if (m->meta == meta) return keep(map);
    if (!meta && !m->count) return map_empty();
    struct array_map *c = copy(m, m->count);
    if (!c) return ERR;
    Py_XSETREF(c->meta, Py_XNewRef(meta));
    c->hash = m->hash;
    track_if(c, meta);
    return adopt(c);
}

static Value array_map_empty(Ref map) {
    struct array_map *m = array_of(map);
    return m->meta ? array_map_with_meta(ref_of(empty_map), m->meta) : map_empty();
}

static Py_hash_t array_map_hash(Ref map) {
    struct array_map *m = array_of(map);
    if (m->hash) return m->hash;
    Py_hash_t h = map_hash_entries(map);
    return h == -1 ? -1 : (m->hash = h);
}

static const Ops array_map_ops = {
    .kind = K_MAP | K_ASSOCIATIVE | K_COUNTED | K_COLL | K_IFN | K_EDITABLE,
    .meta_offset = offsetof(struct array_map, meta),
    .seq = array_map_seq,
    .first = map_first,
    .count = array_map_count,
    .conj = map_conj,
    .empty = array_map_empty,
    .get = array_map_get,
    .contains = array_map_contains,
    .find = array_map_find,
    .assoc = array_map_assoc,
    .dissoc = array_map_dissoc,
    .equal = map_equal,
    .hash = array_map_hash,
    .with_meta = array_map_with_meta,
    .invoke = map_invoke,
};

CljType map_array_type = {CLJ_TYPE_HEAD("cljsh.Map", struct array_map), .ops = &array_map_ops};

static PyObject *array_map_sizeof(PyObject *o, PyObject *none) {
    (void)none;
    return PyLong_FromSize_t(sizeof(struct array_map) + 2 * ((struct array_map *)o)->capacity * sizeof(Value));
}
static PyMethodDef array_map_methods[] = {
    {"__sizeof__", array_map_sizeof, METH_NOARGS, "The size of the map itself in bytes."},
    {NULL},
};

int map_init(void) {
    PyTypeObject *t = TYPE_OBJECT(map_array_type);
    t->tp_itemsize = sizeof(Value);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = array_map_dealloc;
    t->tp_traverse = array_map_traverse;
    t->tp_clear = array_map_clear;
    t->tp_methods = array_map_methods;
    t->tp_doc = "A persistent map of few entries, in the order they were added.";
    if (hamt_init() < 0 || type_ready(&map_array_type, "Mapping") < 0) return -1;
    if (hash_map_init() < 0 || map_seq_init() < 0) return -1;
    empty_map = alloc(0);
    return empty_map ? 0 : -1;
}

// --- for both types -------------------------------------------------------

Value map_empty(void) { return keep_obj(empty_map); }

// Takes the items; a map that keeps their order when it is asked to, or small.
static Value give(Value *items, Py_ssize_t n, bool ordered) {
    Value map = ERR;
    Py_ssize_t i = 0;
    if (n == 0) return map_empty();
    if (n / 2 <= ARRAY_MAP_MAX || ordered) {
        struct array_map *m = alloc((int)(n / 2));
        for (; m && i < n; i += 2) {
            int at = find_index(m, ref(items[i]));
            if (unlikely(at == FAILED)) { Py_CLEAR(m); break; }
            if (likely(at == ABSENT)) {
                append(m, items[i], items[i + 1]);
                continue;
            }
            Value old = m->kv[2 * at + 1];
            m->kv[2 * at + 1] = items[i + 1];
            track_if(m, may_close_cycle(ref(items[i + 1])));
            drop(old), drop(items[i]);
        }
        map = adopt(m);
    } else {
        for (map = hash_map_new(); i < n && ok(map); i += 2) {
            map = hash_map_assoc(map, ref(items[i]), ref(items[i + 1]));
            drop(items[i]), drop(items[i + 1]);
        }
    }
    for (; i < n; i++) drop(items[i]);
    return map;
}

Value map_give(Value *items, Py_ssize_t n) { return give(items, n, false); }
Value map_give_ordered(Value *items, Py_ssize_t n) { return give(items, n, true); }

static Value from(const Ref *items, Py_ssize_t n, bool ordered) {
    if (n / 2 > ARRAY_MAP_MAX && !ordered) return map_assoc_all(hash_map_new(), (const Ref *)items, n);
    Value few[2 * ARRAY_MAP_MAX], *words = few;
    if (n > 2 * ARRAY_MAP_MAX && !(words = PyMem_New(Value, n))) return PyErr_NoMemory(), ERR;
    for (Py_ssize_t i = 0; i < n; i++) words[i] = keep(items[i]);
    Value map = give(words, n, ordered);
    if (words != few) PyMem_Free(words);
    return map;
}

Value map_from(const Ref *items, Py_ssize_t n) { return from(items, n, false); }

Value map_assoc(Value map, Ref key, Ref val) {
    return is_clj(ref(map), &map_array_type) ? array_map_assoc(map, key, val) : hash_map_assoc(map, key, val);
}
Value map_dissoc(Value map, Ref key) {
    return is_clj(ref(map), &map_array_type) ? array_map_dissoc(map, key) : hash_map_dissoc(map, key);
}

/* Metadata and the data of errors may be a record, a sorted map or a type of
 * the program's that is a map.  Only what it holds on to can be lent. */
static COLD Ref find_in_other(Ref map, Ref key, bool *error) {
    const Ops *ops = ops_of(map);
    if (!ops->get) return NO_REF;
    const Ref absent = ref_of(PY_CAST(TYPE_OBJECT(map_array_type))); // nobody's value
    Value found = ops->get(map, key, absent);
    *error = failed(found);
    if (failed(found) || same(ref(found), absent)) return (xdrop(found), NO_REF);
    bool held = !is_obj(ref(found)) || Py_REFCNT(obj(ref(found))) > 1;
    Ref lent = ref(found);
    drop(found);
    return held ? lent : NO_REF;
}

Ref map_find(Ref map, Ref key, bool *error) {
    *error = false;
    if (is_clj(map, &map_array_type)) {
        int i = find_index(array_of(map), key);
        *error = i == FAILED;
        return i < 0 ? NO_REF : ref(array_of(map)->kv[2 * i + 1]);
    }
    if (unlikely(!is_clj(map, &hash_map_type))) return find_in_other(map, key, error);
    Py_hash_t hash = hamt_hash(key);
    if (hash == -1) { *error = true; return NO_REF; }
    const Value *entry = hamt_map_find(((struct hash_map *)obj(map))->root, key, hash, error);
    return entry ? ref(entry[1]) : NO_REF;
}

Py_ssize_t map_count(Ref map) {
    if (is_clj(map, &map_array_type)) return array_of(map)->count;
    if (likely(is_clj(map, &hash_map_type))) return ((struct hash_map *)obj(map))->count;
    return ops_of(map)->count ? ops_of(map)->count(map) : 0;
}

int map_each(Ref map, struct map_cursor *c, Ref *key, Ref *val) {
    PyTypeObject *type = Py_TYPE(obj(map));
    const Value *entry;
    int width = 2;
    if (type == TYPE_OBJECT(map_array_type)) {
        if (c->index >= array_of(map)->count) return 0;
        entry = &array_of(map)->kv[2 * c->index++];
    } else if (type == TYPE_OBJECT(hash_map_type)) {
        entry = hamt_each(((struct hash_map *)obj(map))->root, c, 2);
    } else if (type == TYPE_OBJECT(set_hash_type)) {
        entry = hamt_each(set_root(map), c, width = 1);
    } else if (kind_of(map) & K_SORTED && !(kind_of(map) & K_INSTANCE)) {
        entry = sorted_each(map, c, &width);
    } else {
        return 0; // who has such a map makes a plain one of it
    }
    if (!entry) return 0;
    *key = ref(entry[0]);
    *val = ref(entry[width - 1]);
    return 1;
}

// --- primitives -----------------------------------------------------------

PRIM(core_hash_map, "clojure.core", "hash-map", "[& keyvals]",
     "Makes a hash map of keys and values given in turn.\n"
     "Of equal keys the last one's value counts.") {
    return n == 0 ? map_empty() : map_assoc_all(hash_map_new(), a, n);
}

PRIM(core_array_map, "clojure.core", "array-map", "[& keyvals]",
     "Makes a map of keys and values given in turn that keeps their order.\n"
     "The order is lost when entries are added beyond the eighth.") {
    if (n % 2) return map_odd_error(a[n - 1]);
    return from((const Ref *)a, n, true);
}
