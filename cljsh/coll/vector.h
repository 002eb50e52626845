// SPDX-License-Identifier: MIT
/* Persistent vectors: a trie of nodes of 32 with a tail. */
#ifndef COLL_VECTOR_H
#define COLL_VECTOR_H

#include "data/type.h"

struct vec;
extern CljType vec_type, subvec_type, vector_seq_type, entry_type;

int vec_init(void);
Value vec_empty(void);
void vec_forget_free(void); // none is kept for reuse any longer: those lie all over the memory of an image
Value vec_from(const Ref *items, Py_ssize_t n);
Value vec_give(Value *items, Py_ssize_t n);      // takes the items
Value vec_give_tree(Value *items, Py_ssize_t n); // the same, where nothing in the items will ever lead back to the vector
Value vec_of_seqable(Ref coll);                  // (vec coll)
Value vec_of_given(Value coll);                  // the same, without holding what has been walked
Py_ssize_t vec_count(Ref vec);                   // of a vec_type
Ref vec_at(Ref vec, Py_ssize_t i);               // borrowed; 0 <= i < count of a vec_type
Value vec_conj(Value vec, Ref x);
Value vec_append(Value vec, const Value *items, Py_ssize_t n); // with n items more, which stay the caller's
Value vec_assoc_at(Value vec, Py_ssize_t i, Ref x); // 0 <= i <= count
// The same; *at: where it was, to be changed there while the result has one owner and is changed in no other way.
// leaf: the items from i & -VEC_LEAF on, NULL where that is not known.  branch: the node over the full leaves of
// the items from i & -VEC_BRANCH on, NULL if there is none.
enum { VEC_LEAF = 32, VEC_BRANCH = 32 * 32 };
struct vec_place { Value *leaf; struct vnode *branch; };
Value vec_assoc_in_leaf(Value vec, Py_ssize_t i, Ref x, struct vec_place *at);
struct cursor;
Value vec_append_walk(Value vec, struct cursor *c); // with what a cursor gives from here on; where that fails, c says so
Value vec_pop(Value vec);
Value vec_slice(Ref vec, Py_ssize_t start, Py_ssize_t end); // subvec
// The leaf array that holds element i, and how many elements of it from i on are valid.
const Value *vec_leaf(Ref vec, Py_ssize_t i, Py_ssize_t *n);

// The items of one that has them in a row: an entry, or a vector that is small, as most are that serve as
// keys.  NULL: not so, or no vector.
const Value *vec_few(Ref v, Py_ssize_t *n);

struct entry { PyObject_HEAD Value key, val; };
Value entry_new(Ref key, Ref val);
static inline bool is_vec(Ref r) { return is_clj(r, &vec_type); }

extern Value (*vec_by_reduce)(Ref coll); // a vector of what reduces itself and gives no seq.  Filled by class/instance.c.

#endif
