// SPDX-License-Identifier: MIT
// Walks through hash tries: of those who use one, of Python's collector, and of what checks the invariants.
#include "coll/hamt_flat.h"

const Value *hamt_each(const struct hamt *root, struct map_cursor *c, int width) {
    if (root && is_flat(root)) return flat_each((const struct flat *)root, c, width);
    if (!c->index) {
        if (!root) return NULL;
        c->index = 1;
        c->path[0] = (void *)root;
        c->at[0] = c->depth = 0;
    }
    while (c->depth >= 0) {
        const struct hamt *n = c->path[c->depth];
        Py_ssize_t data = data_words(n, width), i = (Py_ssize_t)c->at[c->depth]++ * width;
        if (i < data) return &n->slot[i];
        Py_ssize_t j = (i - data) / width;
        if (j < (Py_ssize_t)popcount(n->kids)) {
            c->depth++;
            c->path[c->depth] = *kid_at(n, j);
            c->at[c->depth] = 0;
        } else {
            c->depth--;
        }
    }
    return NULL;
}

void hamt_save(const struct map_cursor *c, struct hamt_place *place) {
    if (!c->index || c->depth < 0) { *place = (struct hamt_place){0}; return; }
    place->depth = c->depth;
    place->last = c->at[c->depth];
    for (int d = 0; d < c->depth; d++) place->at[d] = c->at[d];
}

void hamt_load(const struct hamt *root, const struct hamt_place *place, struct map_cursor *c, int width) {
    c->index = 1;
    c->depth = place->depth;
    for (int d = 0;; d++) {
        c->path[d] = (void *)root;
        if (d == place->depth) { c->at[d] = place->last; return; }
        c->at[d] = place->at[d];
        root = *kid_at(root, c->at[d] - 1 - data_words(root, width) / width);
    }
}

// --- Python's side --------------------------------------------------------

INLINE void node_dealloc(PyObject *o, int width, bool gc) {
    struct hamt *n = (struct hamt *)o;
    if (gc) PyObject_GC_UnTrack(o);
    Py_ssize_t data = data_words(n, width), kids = popcount(n->kids);
    for (Py_ssize_t i = 0; i < data; i++) drop(n->slot[i]);
    for (Py_ssize_t j = 0; j < kids; j++) Py_DECREF(*kid_at(n, j)); // no deeper than the trie
    if (gc) PyObject_GC_Del(o);
    else PyObject_Free(o);
}
static void map_node_dealloc(PyObject *o) { node_dealloc(o, 2, false); }
static void set_node_dealloc(PyObject *o) { node_dealloc(o, 1, false); }
static void map_gc_node_dealloc(PyObject *o) { node_dealloc(o, 2, true); }
static void set_gc_node_dealloc(PyObject *o) { node_dealloc(o, 1, true); }

INLINE int node_traverse(PyObject *o, visitproc visit, void *arg, int width) {
    struct hamt *n = (struct hamt *)o;
    Py_ssize_t data = data_words(n, width), kids = popcount(n->kids);
    for (Py_ssize_t i = 0; i < data; i++) VISIT_WORD(n->slot[i].w);
    for (Py_ssize_t j = 0; j < kids; j++) Py_VISIT((PyObject *)*kid_at(n, j));
    return 0;
}
static int map_node_traverse(PyObject *o, visitproc visit, void *arg) { return node_traverse(o, visit, arg, 2); }
static int set_node_traverse(PyObject *o, visitproc visit, void *arg) { return node_traverse(o, visit, arg, 1); }

/* Nodes need no tp_clear, as tuples need none: they cannot change once they
 * are part of a cycle, so something else in it can be cleared. */
#define NODE_TYPE(name, dealloc, traverse_, flags)                                                  \
    {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name, .tp_basicsize = sizeof(struct hamt),     \
     .tp_itemsize = sizeof(Value), .tp_dealloc = dealloc, .tp_flags = Py_TPFLAGS_DEFAULT | (flags), \
     .tp_traverse = traverse_}

PyTypeObject hamt_node_types[2][2] = {
    {NODE_TYPE("cljsh.SetNode", set_node_dealloc, NULL, 0),
     NODE_TYPE("cljsh.SetNode", set_gc_node_dealloc, set_node_traverse, Py_TPFLAGS_HAVE_GC)},
    {NODE_TYPE("cljsh.MapNode", map_node_dealloc, NULL, 0),
     NODE_TYPE("cljsh.MapNode", map_gc_node_dealloc, map_node_traverse, Py_TPFLAGS_HAVE_GC)},
};

int hamt_init(void) {
    for (int i = 0; i < 4; i++) {
        PyTypeObject *type = &hamt_node_types[i / 2][i % 2];
        type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
        if (PyType_Ready(type) < 0 || PyType_Ready(&flat_types[i / 2][i % 2]) < 0) return -1;
    }
    return 0;
}

#ifdef CLJSH_DEBUG
static Py_ssize_t broken(const char *what) {
    PyErr_Format(PyExc_AssertionError, "hash trie: %s", what);
    return -1;
}

// All hashes below n must agree with prefix in the bits before n's level.
static Py_ssize_t check(const struct hamt *n, int width, bool is_root, unsigned shift, size_t prefix) {
    bool gc = is_gc(n, width), collision = is_collision(n);
    Py_ssize_t data = data_words(n, width), kids = popcount(n->kids), total = data / width, i = 0;
    if (Py_TYPE(n) != &hamt_node_types[width - 1][gc]) return broken("node of a wrong type");
    if (gc != PyObject_GC_IsTracked((PyObject *)n)) return broken("node not tracked");
    if (n->data & n->kids) return broken("position taken twice");
    if (data + kids > n->capacity) return broken("more words than room");
    if (total + kids < (is_root ? 1 : 2) || (is_root && kids == 1 && !total)) return broken("lone entry or child");
    if (n->shift < shift || (n->shift == NO_SHIFT) != collision || n->shift % BITS > (collision ? 4 : 0))
        return broken("wrong level");
    Py_hash_t some = some_hash(n);
    if (some == -1) return -1;
    if (shift && ((size_t)some ^ prefix) << (64 - shift)) return broken("node in a wrong place");
    for (; i < data; i += width) {
        Py_hash_t hash = hamt_hash(ref(n->slot[i]));
        if (hash == -1) return -1;
        if (collision ? hash != some : n->shift && ((size_t)hash ^ (size_t)some) << (64 - n->shift))
            return broken("entry in a wrong node");
        if (!collision && index_of(n->data, bit_at(hash, n->shift)) * width != i) return broken("entry at a wrong place");
        if (!gc && entry_may_cycle(&n->slot[i], width)) return broken("cycles possible in a node without GC header");
    }
    unsigned j = 0;
    for (int way = 0; way < 32; way++) {
        if (!(n->kids >> way & 1)) continue;
        const struct hamt *kid = *kid_at(n, j++);
        if (!gc && is_gc(kid, width)) return broken("node with GC header below one without");
        size_t below = ((size_t)some & (((size_t)1 << n->shift) - 1)) | (size_t)way << n->shift;
        Py_ssize_t count = check(kid, width, false, n->shift + BITS > 64 ? 64 : n->shift + BITS, below);
        if (count < 0) return -1;
        total += count;
    }
    return total;
}

Py_ssize_t hamt_check(const struct hamt *root, int width) {
    if (!root || !is_flat(root)) return root ? check(root, width, true, 0, 0) : 0;
    const char *what = flat_check((const struct flat *)root, width);
    return what ? broken(what) : (Py_ssize_t)((const struct flat *)root)->live;
}
#endif
