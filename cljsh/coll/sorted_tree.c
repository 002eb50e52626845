// SPDX-License-Identifier: MIT
#include "coll/sorted_tree.h"

#include "coll/sort_prefix.h"
#include "data/equal.h"
#include "seq/chain.h"

#define DELTA 3
#define GAMMA 2

static PyTypeObject node_types[2]; // without and with GC header

// --- nodes ----------------------------------------------------------------

static inline bool is_gc(const struct tree *t) { return Py_TYPE(t) == &node_types[1]; }

static struct tree *node_alloc(bool gc) {
    return gc ? PyObject_GC_New(struct tree, &node_types[1]) : PyObject_New(struct tree, &node_types[0]);
}

// Frees a node whose words have gone elsewhere.
static void node_free_shell(struct tree *t) {
    if (is_gc(t)) {
        PyObject_GC_UnTrack(t);
        PyObject_GC_Del(t);
    } else {
        PyObject_Free(t);
    }
}

static void node_dealloc(PyObject *o) {
    struct tree *t = (struct tree *)o;
    if (is_gc(t)) PyObject_GC_UnTrack(o);
    Py_XDECREF(t->left); // no deeper than the tree
    Py_XDECREF(t->right);
    drop(t->entry[0]), drop(t->entry[1]);
    if (is_gc(t)) PyObject_GC_Del(o);
    else PyObject_Free(o);
}

static int node_traverse(PyObject *o, visitproc visit, void *arg) {
    struct tree *t = (struct tree *)o;
    Py_VISIT((PyObject *)t->left);
    Py_VISIT((PyObject *)t->right);
    VISIT_WORD(t->entry[0].w);
    VISIT_WORD(t->entry[1].w);
    return 0;
}

// (No tp_clear: see coll/hamt.c.)
static PyTypeObject node_types[2] = {
    {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "cljsh.TreeNode", .tp_basicsize = sizeof(struct tree),
     .tp_dealloc = node_dealloc, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION},
    {PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "cljsh.TreeNode", .tp_basicsize = sizeof(struct tree),
     .tp_dealloc = node_dealloc, .tp_traverse = node_traverse,
     .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_HAVE_GC},
};

int tree_init(void) { return PyType_Ready(&node_types[0]) < 0 ? -1 : PyType_Ready(&node_types[1]); }

// Makes sure that the node at *slot may be changed and, where asked for, has a GC header.
static struct tree *node_own(struct tree **slot, bool gc) {
    struct tree *t = *slot;
    bool is_sole = Py_REFCNT(t) == 1;
    if (is_sole && (!gc || is_gc(t))) return t;
    struct tree *c = node_alloc(gc || is_gc(t));
    if (!c) return NULL;
    c->left = t->left;
    c->right = t->right;
    c->size = t->size;
    c->prefix = t->prefix;
    c->entry[0] = t->entry[0];
    c->entry[1] = t->entry[1];
    if (is_sole) {
        node_free_shell(t);
    } else {
        Py_XINCREF(c->left);
        Py_XINCREF(c->right);
        word_keep(c->entry[0].w);
        word_keep(c->entry[1].w);
        Py_DECREF(t);
    }
    if (is_gc(c)) gc_track(c);
    return *slot = c;
}

// --- balance --------------------------------------------------------------

static inline void set_size(struct tree *t) { t->size = 1 + tree_size(t->left) + tree_size(t->right); }
static inline struct tree **side(struct tree *t, bool right) { return right ? &t->right : &t->left; }
static inline Py_ssize_t weight(const struct tree *t) { return tree_size(t) + 1; }

// The child on that side of the node at *slot goes up, the node goes down to the other.
static int rotate(struct tree **slot, bool right) {
    struct tree *t = *slot, *up = node_own(side(t, right), is_gc(t));
    if (!up) return -1;
    *side(t, right) = *side(up, !right);
    *side(up, !right) = t;
    set_size(t);
    set_size(up);
    *slot = up;
    return 0;
}

// Sets the size of the node at *slot, which is ours, and rotates where a side is too heavy.
static int balance(struct tree **slot) {
    struct tree *t = *slot;
    set_size(t);
    Py_ssize_t left = weight(t->left), right = weight(t->right);
    if (likely(left <= DELTA * right && right <= DELTA * left)) return 0;
    bool heavy = right > left;
    struct tree *child = *side(t, heavy);
    if (weight(*side(child, !heavy)) >= GAMMA * weight(*side(child, heavy))) {
        if (!node_own(side(t, heavy), is_gc(t)) || rotate(side(t, heavy), !heavy) < 0) return -1;
    }
    return rotate(slot, heavy);
}

// --- searching ------------------------------------------------------------

int tree_search(struct tree *t, Ref key, tree_order order, void *context, struct tree_path *path) {
    path->depth = 0;
    path->rank = 0;
    path->prefix = 0;
    for (; t; path->depth++) {
        int o;
        if (order(context, key, ref(t->entry[0]), &o) < 0) return -1;
        if (o == 0) {
            path->rank += tree_size(t->left);
            break;
        }
        if (o > 0) path->rank += tree_size(t->left) + 1;
        t = *side(t, path->right[path->depth] = o > 0);
    }
    path->found = t;
    return 0;
}

bool tree_search_int(struct tree *t, Ref key, struct tree_path *path) {
    const int64_t wanted = (int64_t)key.w;
    int depth = 0;
    Py_ssize_t rank = 0;
    while (t && (int64_t)t->entry[0].w != wanted) {
        if (!W_IS_INT(t->entry[0].w)) return false;
        const bool right = wanted > (int64_t)t->entry[0].w;
        path->right[depth++] = right;
        if (right) rank += tree_size(t->left) + 1;
        t = right ? t->right : t->left;
    }
    path->found = t;
    path->depth = depth;
    path->prefix = 0;
    path->rank = t ? rank + tree_size(t->left) : rank;
    return true;
}

// Orders a key against that of a node by their prefixes, if these tell: 0 with *order set, or -1.
static inline int prefix_order(uint64_t a, uint64_t b, int *order) {
    if (a != b) {
        *order = a > b ? 1 : -1;
        return (a ^ b) >> PREFIX_MAKE_SHIFT ? -1 : 0;
    }
    *order = 0;
    return a >> PREFIX_MAKE_SHIFT == PREFIX_TWO_INTS ? 0 : -1;
}

int tree_search_prefix(struct tree *t, Ref key, uint64_t prefix, struct tree_path *path) {
    path->depth = 0;
    path->rank = 0;
    path->prefix = prefix;
    for (; t; path->depth++) {
        int o;
        if (prefix_order(prefix, t->prefix, &o) < 0 && val_compare(key, ref(t->entry[0]), &o) < 0) return -1;
        if (o == 0) {
            path->rank += tree_size(t->left);
            break;
        }
        if (o > 0) path->rank += tree_size(t->left) + 1;
        t = *side(t, path->right[path->depth] = o > 0);
    }
    path->found = t;
    return 0;
}

// --- changing -------------------------------------------------------------

/* Makes the nodes on the path ours.  slots[i] is where the pointer to the
 * i-th stands; the last one is where the search ended. */
static int own_path(struct tree **root, const struct tree_path *path, bool gc, struct tree ***slots) {
    slots[0] = root;
    for (int i = 0; i < path->depth; i++) {
        struct tree *t = node_own(slots[i], gc);
        if (!t) return -1;
        slots[i + 1] = side(t, path->right[i]);
    }
    return 0;
}

struct tree *tree_insert(struct tree *root, const struct tree_path *path, Ref key, Ref val) {
    bool gc = may_close_cycle(key) || may_close_cycle(val);
    struct tree **slots[TREE_DEPTH + 1], *leaf;
    if (own_path(&root, path, gc, slots) < 0 || !(leaf = node_alloc(gc))) goto failed;
    leaf->left = leaf->right = NULL;
    leaf->size = 1;
    leaf->prefix = path->prefix;
    leaf->entry[0] = keep(key);
    leaf->entry[1] = keep(val);
    if (gc) gc_track(leaf);
    *slots[path->depth] = leaf;
    for (int i = path->depth - 1; i >= 0; i--)
        if (balance(slots[i]) < 0) goto failed;
    return root;
failed:
    Py_XDECREF(root);
    return NULL;
}

struct tree *tree_replace(struct tree *root, const struct tree_path *path, Ref val) {
    bool gc = may_close_cycle(val);
    struct tree **slots[TREE_DEPTH + 1], *t;
    if (own_path(&root, path, gc, slots) < 0 || !(t = node_own(slots[path->depth], gc))) {
        Py_DECREF(root);
        return NULL;
    }
    Value old = t->entry[1];
    t->entry[1] = keep(val);
    drop(old);
    return root;
}

struct tree *tree_remove(struct tree *root, const struct tree_path *path, bool *error) {
    struct tree **slots[TREE_DEPTH + 1], *t;
    int last = path->depth;
    *error = true;
    if (own_path(&root, path, false, slots) < 0 || !(t = node_own(slots[last], false))) goto failed;
    Value gone[2] = {t->entry[0], t->entry[1]};
    if (t->left && t->right) { // its neighbour on the larger side takes its place
        bool right = tree_size(t->right) > tree_size(t->left);
        struct tree *n = t, **slot = side(t, right);
        for (;;) {
            slots[++last] = slot;
            if (!(n = node_own(slot, false))) goto failed;
            if (!*side(n, !right)) break;
            slot = side(n, !right);
        }
        t->prefix = n->prefix;
        t->entry[0] = n->entry[0];
        t->entry[1] = n->entry[1];
        *slots[last] = *side(n, right);
        node_free_shell(n);
    } else {
        *slots[last] = t->left ? t->left : t->right;
        node_free_shell(t);
    }
    int result = 0;
    for (int i = last - 1; i >= 0 && result == 0; i--) result = balance(slots[i]);
    drop(gone[0]), drop(gone[1]);
    if (result < 0) goto failed;
    *error = false;
    return root;
failed:
    Py_XDECREF(root);
    return NULL;
}

// --- walking --------------------------------------------------------------

void tree_walk(struct tree *t, Py_ssize_t rank, Py_ssize_t n, bool descending, struct tree **out) {
    struct tree *stack[TREE_DEPTH];
    int depth = 0;
    while (t) {
        Py_ssize_t left = tree_size(t->left);
        bool right = rank > left;
        if (rank == left || right == descending) stack[depth++] = t;
        if (rank == left) break;
        if (right) rank -= left + 1;
        t = *side(t, right);
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        out[i] = t = stack[--depth];
        for (t = *side(t, !descending); t; t = *side(t, descending)) stack[depth++] = t;
    }
}

#ifdef CLJSH_DEBUG
static int broken(const char *what) {
    PyErr_Format(PyExc_AssertionError, "tree: %s", what);
    return -1;
}

int tree_check(const struct tree *t) {
    if (!t) return 0;
    if (t->size != 1 + tree_size(t->left) + tree_size(t->right)) return broken("wrong size");
    if (weight(t->left) > DELTA * weight(t->right) || weight(t->right) > DELTA * weight(t->left))
        return broken("out of balance");
    if (Py_TYPE(t) != &node_types[is_gc(t)]) return broken("node of a wrong type");
    if (is_gc(t) != PyObject_GC_IsTracked((PyObject *)t)) return broken("node not tracked");
    if (!is_gc(t) && (may_close_cycle(ref(t->entry[0])) || may_close_cycle(ref(t->entry[1])) || tree_may_cycle(t->left) ||
                      tree_may_cycle(t->right)))
        return broken("cycles possible in a node without GC header");
    return tree_check(t->left) < 0 ? -1 : tree_check(t->right);
}
#endif
