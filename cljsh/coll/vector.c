// SPDX-License-Identifier: MIT
/* The trie.  Every change has two ways: in place, when the vector has one
 * owner, and on a copy of the vector object, whose nodes are then shared and
 * copied on the way down (node_own).  So there is one code for both: make
 * the vector ours, and then change it. */
#include "coll/vector_impl.h"

#include "base/at_start.h"
#include "base/spare.h"

#define COUNT_MAX (INT32_MAX - 2 * WIDTH) // of the items in the trie

static PyTypeObject vnode_type;
static struct vec *empty;

// --- nodes ----------------------------------------------------------------

static struct vnode *node_new(void) {
    struct vnode *node = PyObject_GC_New(struct vnode, &vnode_type);
    if (node) memset(node->slot, 0, sizeof node->slot);
    return node;
}

static void keep_items(const Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) word_keep(items[i].w);
}

static bool any_tracked(const Value *items, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++)
        if (may_close_cycle(ref(items[i]))) return true;
    return false;
}

// Makes the node in a slot one that may be changed: itself or a copy. NULL: failed.
static struct vnode *node_own(struct vnode **slot) {
    struct vnode *node = *slot;
    if (Py_REFCNT(node) == 1) return node;
    struct vnode *copy = PyObject_GC_New(struct vnode, &vnode_type);
    if (!copy) return NULL;
    for (int i = 0; i < WIDTH; i++) {
        Value v = copy->slot[i] = node->slot[i];
        if (v.w) word_keep(v.w);
    }
    if (gc_is_tracked(node)) gc_track(copy);
    Py_DECREF(node);
    return *slot = copy;
}

static void node_dealloc(PyObject *self) {
    struct vnode *node = (struct vnode *)self;
    gc_untrack(self);
    for (int i = 0; i < WIDTH && node->slot[i].w; i++) word_drop(node->slot[i].w);
    PyObject_GC_Del(self);
}

static int node_traverse(PyObject *self, visitproc visit, void *arg) {
    struct vnode *node = (struct vnode *)self;
    for (int i = 0; i < WIDTH; i++) VISIT_WORD(node->slot[i].w);
    return 0;
}

static PyTypeObject vnode_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "cljsh.VectorNode",
    .tp_basicsize = sizeof(struct vnode),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_dealloc = node_dealloc,
    .tp_traverse = node_traverse,
};

// --- the vector object ----------------------------------------------------

static Py_ssize_t room_for(Py_ssize_t n) { return n <= 4 ? 4 : n <= 8 ? 8 : n <= 16 ? 16 : WIDTH; }

// Small vectors come and go all the time: dead ones by their room, and whether they have a GC header.
#define SPARE_ROOM 4
#define SPARE_MAX 32
static AT_START struct spare spare[2][SPARE_ROOM + 1];

static void vec_del(struct vec *v) {
    if (v->gc) PyObject_GC_Del(v);
    else PyObject_Free(v);
}

// The memory of a vector that is untracked and holds nothing any more.
static void vec_give_back(struct vec *v) {
    if (v->room > SPARE_ROOM || !spare_keep(&spare[v->gc][v->room], v, SPARE_MAX)) vec_del(v);
}

void vec_forget_free(void) {
    for (int gc = 0; gc < 2; gc++)
        for (int room = 0; room <= SPARE_ROOM; room++)
            for (struct vec *v; (v = spare_take(&spare[gc][room]));) vec_del(v);
    vector_seq_forget_free();
}

static struct vec *vec_alloc(Py_ssize_t room, bool gc) {
    if (gc) return PyObject_GC_NewVar(struct vec, TYPE_OBJECT(vec_type), room);
    struct vec *v = PyObject_Malloc(sizeof *v + (size_t)room * sizeof(Value));
    if (!v) return PyErr_NoMemory(), NULL;
    Py_SET_REFCNT(v, 1);
    Py_SET_TYPE(v, TYPE_OBJECT(vec_type));
    return v;
}

// With a GC header it is yet to be tracked.
static struct vec *vec_new(Py_ssize_t room, bool gc) {
    struct vec *v = room <= SPARE_ROOM ? spare_take(&spare[gc][room]) : NULL;
    if (!v && !(v = vec_alloc(room, gc))) return NULL;
    v->count = 0;
    v->room = (uint8_t)room;
    v->gc = gc;
    v->root = NULL;
    v->meta = NULL;
    v->hash = 0;
    v->shift = 0;
    return v;
}

/* A copy of all but the tail.  While a vector has no valid tail its count is
 * 0, so that whoever meets it (the collector, dealloc) sees only the trie. */
static struct vec *copy_trie(const struct vec *v, Py_ssize_t room, bool gc) {
    struct vec *copy = vec_new(room, v->gc || gc);
    if (!copy) return NULL;
    copy->root = (struct vnode *)Py_XNewRef((PyObject *)v->root);
    copy->meta = Py_XNewRef(v->meta);
    copy->shift = v->shift;
    if (copy->gc) gc_track(copy);
    return copy;
}

// A copy that has the first n items of the tail, n > 0.
static struct vec *copy_vec(const struct vec *v, Py_ssize_t n, Py_ssize_t room, bool gc) {
    struct vec *copy = copy_trie(v, room, gc);
    if (!copy) return NULL;
    memcpy(copy->tail, v->tail, n * sizeof(Value));
    keep_items(copy->tail, n);
    copy->count = (int32_t)(tail_start(v) + n);
    return copy;
}

// Gives an owned vector a GC header, if it has none; NULL: failed, and dropped.
static struct vec *vec_tracked(struct vec *v) {
    if (v->gc) return v;
    struct vec *tracked = vec_new(v->room, true);
    if (!tracked) {
        Py_DECREF(v);
        return NULL;
    }
    tracked->count = v->count;
    tracked->root = v->root;
    tracked->meta = v->meta;
    tracked->shift = v->shift;
    memcpy(tracked->tail, v->tail, tail_length(v) * sizeof(Value));
    vec_give_back(v);
    gc_track(tracked);
    return tracked;
}

// Takes a vector and returns one that may be changed, or NULL.
static struct vec *vec_own(Value vec, bool gc) {
    struct vec *v = vec_ptr(ref(vec));
    if (!sole(vec)) {
        Py_ssize_t n = tail_length(v);
        struct vec *copy = n ? copy_vec(v, n, room_for(n), gc) : copy_trie(v, room_for(n), gc);
        drop(vec);
        return copy;
    }
    v->hash = 0;
    return gc ? vec_tracked(v) : v;
}

// Makes more room for the tail of an owned vector; NULL: failed, and dropped.
static struct vec *vec_reserve(struct vec *v, Py_ssize_t room) {
    struct vec *more;
    if (v->gc) {
        const struct vec head = *v; // whose first words Python takes for a size
        PyObject_GC_UnTrack(v);
        if ((more = PyObject_GC_Resize(struct vec, v, room))) {
            more->count = head.count;
            more->shift = head.shift;
            more->gc = true;
            gc_track(more);
        }
    } else if (!(more = PyObject_Realloc(v, sizeof *v + (size_t)room * sizeof(Value)))) {
        PyErr_NoMemory();
    }
    if (more) more->room = (uint8_t)room;
    else Py_DECREF(v);
    return more;
}

/* A vector that dies may hold another, and so on without end.  Beyond a
 * depth the dying wait in a list (linked by meta), for the outermost call. */
#define DEALLOC_DEPTH 64
static AT_START int dealloc_depth; // where another task goes on in between, it adds to this list
static AT_START struct vec *dying;

static void vec_free(struct vec *v) {
    Py_ssize_t n = tail_length(v);
    for (Py_ssize_t i = 0; i < n; i++) word_drop(v->tail[i].w);
    Py_XDECREF((PyObject *)v->root);
    vec_give_back(v);
}

static void vec_dealloc(PyObject *self) {
    struct vec *v = (struct vec *)self;
    if (v->gc) gc_untrack(self);
    Py_CLEAR(v->meta);
    if (dealloc_depth >= DEALLOC_DEPTH) {
        v->meta = (PyObject *)dying;
        dying = v;
        return;
    }
    dealloc_depth++;
    vec_free(v);
    while (dealloc_depth == 1 && (v = dying)) {
        dying = (struct vec *)v->meta;
        vec_free(v);
    }
    dealloc_depth--;
}

static int vec_traverse(PyObject *self, visitproc visit, void *arg) {
    struct vec *v = (struct vec *)self;
    Py_VISIT(v->meta);
    Py_VISIT((PyObject *)v->root);
    for (Py_ssize_t i = 0, n = tail_length(v); i < n; i++) VISIT_WORD(v->tail[i].w);
    return 0;
}

// --- looking --------------------------------------------------------------

Py_ssize_t vec_count(Ref vec) { return vec_ptr(vec)->count; }
Ref vec_at(Ref vec, Py_ssize_t i) { return item_at(vec_ptr(vec), i); }

const Value *vec_leaf(Ref vec, Py_ssize_t i, Py_ssize_t *n) {
    struct span s = {0};
    span_of(vec, &s);
    i += s.start;
    Py_ssize_t end = (i | MASK) + 1;
    if (end > s.start + s.count) end = s.start + s.count;
    *n = end - i;
    return leaf_of(s.vec, i) + (i & MASK);
}

// --- changing -------------------------------------------------------------

// Hangs a full leaf (taken) at the end of the trie of an owned vector, which has a GC header if the leaf is tracked: 0 or -1.
static int push_leaf(struct vec *v, struct vnode *leaf, Py_ssize_t at) {
    bool tracked = gc_is_tracked(leaf);
    if (unlikely(at > COUNT_MAX)) {
        PyErr_SetString(PyExc_OverflowError, "a vector has 2147483647 items at most");
        goto failed;
    }
    if (v->root && at == (Py_ssize_t)WIDTH << v->shift) {
        struct vnode *root = node_new();
        if (!root) goto failed;
        root->slot[0] = adopt(v->root);
        if (gc_is_tracked(v->root)) gc_track(root);
        v->root = root;
        v->shift += BITS;
    }
    struct vnode **slot = &v->root;
    for (int s = v->shift; s > 0; s -= BITS) {
        struct vnode *node = *slot ? node_own(slot) : (*slot = node_new());
        if (!node) goto failed;
        if (tracked) track(node);
        slot = (struct vnode **)&node->slot[at >> s & MASK];
    }
    *slot = leaf;
    return 0;
failed:
    Py_DECREF(leaf);
    return -1;
}

// Moves the full tail of an owned vector into the trie: 0 or -1.
static int push_tail(struct vec *v) {
    struct vnode *leaf = PyObject_GC_New(struct vnode, &vnode_type);
    if (!leaf) return -1;
    Py_ssize_t at = v->count - WIDTH;
    memcpy(leaf->slot, v->tail, sizeof leaf->slot);
    if (v->gc && any_tracked(leaf->slot, WIDTH)) gc_track(leaf);
    v->count = 0; // the items are the leaf's now; the caller sets the count
    return push_leaf(v, leaf, at);
}

Value vec_conj(Value vec, Ref x) {
    struct vec *v = vec_ptr(ref(vec));
    Py_ssize_t n = tail_length(v), count = v->count;
    const bool gc = may_close_cycle(x);
    if (sole(vec)) {
        if (unlikely(n == v->room)) {
            if (n < WIDTH) v = vec_reserve(v, room_for(n + 1));
            else {
                if (push_tail(v) < 0) goto failed;
                n = 0;
            }
            if (!v) return ERR;
        }
        v->hash = 0;
        if (unlikely(gc) && !(v = vec_tracked(v))) return ERR;
    } else if (n < WIDTH) {
        struct vec *copy = n ? copy_vec(v, n, room_for(n + 1), gc) : copy_trie(v, 4, gc);
        drop(vec);
        if (!(v = copy)) return ERR;
    } else {
        // The full tail becomes a leaf; the new one starts empty.
        struct vec *copy = copy_trie(v, 4, gc);
        struct vnode *leaf = copy ? PyObject_GC_New(struct vnode, &vnode_type) : NULL;
        if (leaf) {
            memcpy(leaf->slot, v->tail, sizeof leaf->slot);
            keep_items(leaf->slot, WIDTH);
            if (v->gc && any_tracked(leaf->slot, WIDTH)) gc_track(leaf);
        }
        drop(vec);
        v = copy;
        if (!leaf || push_leaf(v, leaf, count - WIDTH) < 0) goto failed;
        n = 0;
    }
    v->tail[n] = keep(x);
    v->count = (int32_t)(count + 1);
    return adopt(v);
failed:
    Py_XDECREF((PyObject *)v);
    return ERR;
}

Value vec_append(Value vec, const Value *items, Py_ssize_t n) {
    while (n > 0) {
        struct vec *v = vec_ptr(ref(vec));
        Py_ssize_t length = tail_length(v);
        if (length == WIDTH || !sole(vec)) { // the first of them makes the vector ours, and room
            vec = vec_conj(vec, ref(*items++));
            if (failed(vec)) return ERR;
            n--;
            continue;
        }
        const Py_ssize_t most = WIDTH - length, more = n < most ? n : most;
        if (v->room < length + more && !(v = vec_reserve(v, room_for(length + more)))) return ERR;
        if (!v->gc && any_tracked(items, more) && !(v = vec_tracked(v))) return ERR;
        memcpy(&v->tail[length], items, (size_t)more * sizeof *items);
        keep_items(items, more);
        v->hash = 0;
        v->count += (int32_t)more;
        vec = (Value){(uintptr_t)v};
        items += more;
        n -= more;
    }
    return vec;
}

Value vec_assoc_in_leaf(Value vec, Py_ssize_t i, Ref x, struct vec_place *at) {
    *at = (struct vec_place){0};
    if (i == vec_ptr(ref(vec))->count) return vec_conj(vec, x);
    Value new = keep(x); // x may be what is replaced
    const bool tracked = may_close_cycle(x);
    struct vec *v = vec_own(vec, tracked);
    if (!v) return drop(new), ERR;
    Value *slot;
    if (i >= tail_start(v)) slot = &v->tail[i & MASK];
    else {
        struct vnode *node = node_own(&v->root);
        for (int s = v->shift; node; s -= BITS) {
            if (tracked) track(node);
            if (!s) break;
            if (s == BITS) at->branch = node;
            node = node_own((struct vnode **)&node->slot[i >> s & MASK]);
        }
        if (!node) {
            drop(new);
            Py_DECREF(v);
            return ERR;
        }
        slot = &node->slot[i & MASK];
    }
    Value old = *slot;
    *slot = new;
    at->leaf = slot - (i & MASK);
    drop(old);
    return adopt(v);
}

Value vec_assoc_at(Value vec, Py_ssize_t i, Ref x) {
    struct vec_place at;
    return vec_assoc_in_leaf(vec, i, x, &at);
}

// Takes the last leaf, which starts at item `at`, out of an owned vector's trie.  NULL: failed.
static struct vnode *pop_leaf(struct vec *v, Py_ssize_t at) {
    struct vnode *branch, *leaf; // branch: a subtree that has no other leaf
    int s = v->shift;
    if (at == 0) {
        branch = v->root;
        v->root = NULL;
        v->shift = 0;
    } else if (at == (Py_ssize_t)1 << s) { // the root has two children: the first becomes the root
        branch = (struct vnode *)keep(ref(v->root->slot[1])).w;
        struct vnode *root = (struct vnode *)keep(ref(v->root->slot[0])).w;
        Py_DECREF(v->root);
        v->root = root;
        v->shift -= BITS;
        s -= BITS;
    } else {
        struct vnode **slot = &v->root;
        while (true) {
            struct vnode *node = node_own(slot);
            if (!node) return NULL;
            slot = (struct vnode **)&node->slot[at >> s & MASK];
            if (!(at & (((Py_ssize_t)1 << s) - 1))) break;
            s -= BITS;
        }
        branch = *slot;
        *slot = NULL;
        s -= BITS;
    }
    for (leaf = branch; s > 0; s -= BITS) leaf = (struct vnode *)leaf->slot[0].w;
    if (leaf == branch) return leaf;
    Py_INCREF(leaf);
    Py_DECREF(branch);
    return leaf;
}

Value vec_pop(Value vec) {
    struct vec *v = vec_ptr(ref(vec));
    Py_ssize_t n = tail_length(v), count = v->count;
    if (count == 0) {
        drop(vec);
        return err_state("Can't pop empty vector");
    }
    if (count == 1) {
        Value none = vec_set_meta(ref_of(empty), v->meta);
        drop(vec);
        return none;
    }
    if (n > 1) {
        if (!sole(vec)) {
            struct vec *copy = copy_vec(v, n - 1, room_for(n), false);
            drop(vec);
            return adopt(copy);
        }
        v->hash = 0;
        Value last = v->tail[n - 1];
        v->count--;
        drop(last);
        return vec;
    }
    // The tail is used up: the last leaf takes its place.
    if (sole(vec)) {
        if (v->room < WIDTH && !(v = vec_reserve(v, WIDTH))) return ERR;
        v->hash = 0;
        v->count = 0;
        drop(v->tail[0]);
    } else {
        v = copy_trie(v, WIDTH, false);
        drop(vec);
        if (!v) return ERR;
    }
    struct vnode *leaf = pop_leaf(v, count - 1 - WIDTH);
    if (!leaf) {
        Py_DECREF(v);
        return ERR;
    }
    memcpy(v->tail, leaf->slot, sizeof leaf->slot);
    keep_items(v->tail, WIDTH);
    v->count = (int32_t)(count - 1);
    Py_DECREF(leaf);
    return adopt(v);
}

// --- making ---------------------------------------------------------------

Value vec_empty(void) { return keep_obj(empty); }

Value vec_give(Value *items, Py_ssize_t n) {
    if (n == 0) return vec_empty();
    Py_ssize_t trie = (n - 1) & ~(Py_ssize_t)MASK, done = 0;
    struct vec *v = vec_new(n - trie, any_tracked(items, n));
    while (v && done < trie) {
        struct vnode *leaf = PyObject_GC_New(struct vnode, &vnode_type);
        if (!leaf) Py_CLEAR(v);
        else {
            memcpy(leaf->slot, items + done, sizeof leaf->slot);
            if (any_tracked(leaf->slot, WIDTH)) gc_track(leaf);
            done += WIDTH;
            if (push_leaf(v, leaf, done - WIDTH) < 0) Py_CLEAR(v);
        }
    }
    if (!v) {
        while (done < n) drop(items[done++]);
        return ERR;
    }
    memcpy(v->tail, items + trie, (n - trie) * sizeof(Value));
    v->count = (int32_t)n;
    if (v->gc) gc_track(v);
    return adopt(v);
}

Value vec_give_tree(Value *items, Py_ssize_t n) {
    if (!n || n > WIDTH) return vec_give(items, n);
    struct vec *v = vec_new(n, false);
    if (!v) {
        while (n) drop(items[--n]);
        return ERR;
    }
    memcpy(v->tail, items, (size_t)n * sizeof(Value));
    v->count = (int32_t)n;
    return adopt(v);
}

Value vec_from(const Ref *items, Py_ssize_t n) {
    // The reference that the vector takes is made beforehand.
    for (Py_ssize_t i = 0; i < n; i++) word_keep(items[i].w);
    return vec_give((Value *)items, n);
}

Value vec_set_meta(Ref vec, PyObject *meta) {
    struct vec *v = vec_ptr(vec);
    Py_ssize_t n = tail_length(v);
    if (!n && !meta) return vec_empty();
    const bool gc = meta && may_close_cycle(ref_of(meta));
    struct vec *copy = n ? copy_vec(v, n, n, gc) : copy_trie(v, 0, gc);
    if (!copy) return ERR;
    Py_XSETREF(copy->meta, Py_XNewRef(meta));
    copy->hash = v->hash;
    return adopt(copy);
}

static int has_gc_header(PyObject *self) { return ((struct vec *)self)->gc; }

// Python would take the first words of ours for a size.
static PyObject *size_of(PyObject *self, PyObject *unused) {
    (void)unused;
    return PyLong_FromSize_t(sizeof(struct vec) + ((struct vec *)self)->room * sizeof(Value));
}
static PyMethodDef methods[] = {
    {"__sizeof__", size_of, METH_NOARGS, "The size of the object in memory, in bytes."},
    {NULL},
};

int vec_init(void) {
    PyTypeObject *t = TYPE_OBJECT(vec_type);
    t->tp_basicsize = offsetof(struct vec, tail);
    t->tp_itemsize = sizeof(Value);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = vec_dealloc;
    t->tp_traverse = vec_traverse;
    t->tp_is_gc = has_gc_header;
    t->tp_methods = methods;
    if (PyType_Ready(&vnode_type) < 0 || vec_ops_init() < 0 || !(empty = vec_new(0, false))) return -1;
    return vector_seq_init() < 0 || subvec_init() < 0 || entry_init() < 0 ? -1 : 0;
}
