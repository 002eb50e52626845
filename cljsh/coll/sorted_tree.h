// SPDX-License-Identifier: MIT
/* Weight-balanced trees: under sorted maps and sorted sets.
 *
 * Each node knows the size of its subtree, which keeps the tree in balance
 * and gives every element a rank; so a seq over a part of a tree is two
 * numbers, and needs neither parents nor a stack.
 *
 * Balance (Adams, "Efficient sets: a balancing act", 1993, with the
 * constants that Hirai and Yamamoto, "Balancing weight-balanced trees", 2011,
 * prove right): with weight = size + 1, no subtree weighs more than DELTA = 3
 * times its sibling.  A rotation is a single one when the inner grandchild
 * weighs less than GAMMA = 2 times the outer.
 *
 * Change rebuilds the path from the changed place to the root.  Nodes on it
 * that nobody else refers to are used again.
 *
 * Nodes come with and without GC header, as in hash tries: one without has
 * nothing in its subtree that could be in a reference cycle.
 */
#ifndef COLL_SORTED_TREE_H
#define COLL_SORTED_TREE_H

#include "coll/map.h"

// entry[1]: in sets an integer.  prefix: of the key, see sort_prefix.h; or 0.
struct tree { PyObject_HEAD struct tree *left, *right; Py_ssize_t size; uint64_t prefix; Value entry[2]; };

#define TREE_DEPTH 128 // more than 2.41 * log2 of any size

int tree_init(void);

static inline Py_ssize_t tree_size(const struct tree *t) { return t ? t->size : 0; }
static inline bool tree_may_cycle(const struct tree *t) { return t && PyType_IS_GC(Py_TYPE(t)); }

// Where a search ended: the turns taken (true: right), and the node found or NULL.
// rank: elements before; prefix: of the key, 0 where none was looked by.
struct tree_path { struct tree *found; int depth; bool right[TREE_DEPTH]; Py_ssize_t rank; uint64_t prefix; };

// Orders two keys: 0 with *order set, or -1 failed.
typedef int (*tree_order)(void *context, Ref a, Ref b, int *order);
// Looks a key up, filling in path: 0, or -1 when comparing failed.
int tree_search(struct tree *root, Ref key, tree_order order, void *context, struct tree_path *path);

/* The same for a key that is a small integer, by the natural order, in a tree where all on the way are such
 * keys, too: whether that is so, else nothing is known. */
bool tree_search_int(struct tree *root, Ref key, struct tree_path *path);

/* The same by the natural order, for a key with a prefix: the keys of nodes whose prefix tells enough are not
 * looked at.  0, or -1 when comparing failed. */
int tree_search_prefix(struct tree *root, Ref key, uint64_t prefix, struct tree_path *path);

// These follow a path of a search in the same tree, and consume the tree; NULL with an exception when memory is out.
struct tree *tree_insert(struct tree *root, const struct tree_path *path, Ref key, Ref val); // nothing was found
struct tree *tree_replace(struct tree *root, const struct tree_path *path, Ref val);         // found
// Found; the result is NULL also when the tree is empty now, *error tells.
struct tree *tree_remove(struct tree *root, const struct tree_path *path, bool *error);

// Puts n nodes into out, from that of the given rank on, in order or backwards.
void tree_walk(struct tree *root, Py_ssize_t rank, Py_ssize_t n, bool descending, struct tree **out);

// --- for map.c and map_seq.c ----------------------------------------------

struct tree *sorted_root(Ref sorted);
// map_each() of sorted maps and sets; *width is set to 1 for sets.
const Value *sorted_each(Ref sorted, struct map_cursor *c, int *width);

#ifdef CLJSH_DEBUG
int tree_check(const struct tree *root); // 0, or -1 with an AssertionError
#endif

#endif
