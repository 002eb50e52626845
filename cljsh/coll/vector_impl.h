// SPDX-License-Identifier: MIT
/* What the files of the vector module share: vector.c (the trie),
 * vector_ops.c (the type), vector_seq.c, subvec.c, entry.c.
 *
 *        struct vec ── count 1061, shift 5 ── tail: items 1056…1060
 *            │
 *          root            inner nodes: slots are nodes
 *         ╱    ╲
 *       leaf … leaf        leaves: slots are items, all 32 of them
 *
 * - The last 1 to 32 items are in the tail, inside the vector itself, so that
 *   a small vector is one object; the trie holds the full leaves before them.
 * - shift is 5 times the depth: at 0 the root is a leaf, or NULL.
 * - Nodes are objects of their own, shared between versions.  A node may be
 *   changed when it and all that lead to it have one reference.
 * - Nodes are tracked by the collector only when an item may be part of a
 *   cycle; and the vector object has a GC header only then.
 */
#ifndef COLL_VECTOR_IMPL_H
#define COLL_VECTOR_IMPL_H

#include "coll/vector.h"
#include "seq/chain.h"

#define WIDTH VEC_LEAF
#define MASK 31
#define BITS 5

struct vnode { PyObject_HEAD Value slot[WIDTH]; };

struct vec {
    PyObject_HEAD
    int32_t count;
    uint8_t room, shift; // room: for the tail
    bool gc;             // has it a GC header?  Then it is tracked.
    struct vnode *root;
    PyObject *meta;
    Py_hash_t hash; // 0: not known
    Value tail[];
};

// A part of a vec_type, never empty and never of another subvec.
struct subvec { PyObject_HEAD struct vec *vec; PyObject *meta; Py_ssize_t start, end; Py_hash_t hash; };

// Both directions: item i is leaf[i & MASK]; bound is one past the last item,
// or (reversed) the last item.
struct vec_seq { PyObject_HEAD struct vec *vec; PyObject *meta; const Value *leaf; Py_ssize_t i, bound; };
void vector_seq_forget_free(void); // for vec_forget_free()
extern CljType vector_rseq_type;

int vector_seq_init(void);
int subvec_init(void);
int entry_init(void);
int vec_ops_init(void);

static inline struct vec *vec_ptr(Ref r) { return (struct vec *)obj(r); }
static inline Py_ssize_t tail_start(const struct vec *v) { return v->count ? (v->count - 1) & ~(Py_ssize_t)MASK : 0; }
static inline Py_ssize_t tail_length(const struct vec *v) { return v->count - tail_start(v); }

// The leaf that holds item i, which there is.
static inline const Value *leaf_of(const struct vec *v, Py_ssize_t i) {
    if (i >= ((v->count - 1) & ~(Py_ssize_t)MASK)) return v->tail;
    const struct vnode *node = v->root;
    for (int s = v->shift; s > 0; s -= BITS) node = (const struct vnode *)node->slot[i >> s & MASK].w;
    return node->slot;
}
static inline Ref item_at(const struct vec *v, Py_ssize_t i) { return ref(leaf_of(v, i)[i & MASK]); }

// Any vector as a range of a vec_type; an entry has none: NULL.
struct span { const struct vec *vec; Py_ssize_t start, count; };
static inline bool span_of(Ref r, struct span *s) {
    if (is_clj(r, &vec_type)) {
        *s = (struct span){vec_ptr(r), 0, vec_ptr(r)->count};
        return true;
    }
    if (!is_clj(r, &subvec_type)) return false;
    struct subvec *sub = (struct subvec *)obj(r);
    *s = (struct span){sub->vec, sub->start, sub->end - sub->start};
    return true;
}

static inline void track(void *o) { if (!gc_is_tracked(o)) gc_track(o); }

// Of any kind of vector; defined in vector_ops.c.
int any_vec_equal(Ref a, Ref b);
Py_hash_t any_vec_hash(Ref a);
int any_vec_compare(Ref a, Ref b, int *order);
int any_vec_contains(Ref v, Ref key);
Value any_vec_find(Ref v, Ref key);
Value any_vec_get(Ref v, Ref key, Ref absent);
Value any_vec_invoke(Ref v, Value *args, Py_ssize_t n);
// The item at an index in bounds.
Value any_vec_item(Ref v, Py_ssize_t i);
Py_ssize_t any_vec_count(Ref v);
Value index_error(Py_ssize_t i, Py_ssize_t count);
// An index from a key of assoc, 0 or -1.
int index_of_key(Ref key, Py_ssize_t *i);

// Seqs over items start … end-1 of v; forwards or backwards.
Value vector_seq_new(const struct vec *v, Py_ssize_t start, Py_ssize_t end, PyObject *meta);
Value vector_rseq_new(const struct vec *v, Py_ssize_t start, Py_ssize_t end, PyObject *meta);
Value vec_set_meta(Ref v, PyObject *meta); // with_meta of vec_type

#endif
