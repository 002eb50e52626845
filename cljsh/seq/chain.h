// SPDX-License-Identifier: MIT
/* Nodes of chains: what lists, conses, lazy seqs and the other seqs that
 * keep their next node have in common.
 *
 *      +--------+------+      +--------+------+      +--------+------+
 *      | header | item |      | header | item |      | header | item |
 *      |        | link-+----> |        | link-+----> |        | link-+---->
 *      +--------+------+      +--------+------+      +--------+------+
 *        list                   lazy                   cons
 *
 * They all begin with one word of their own and the link, have metadata
 * somewhere (ops->meta_offset), and are of one size, so that one function frees a chain of ten million nodes of mixed
 * types in a loop, and freed nodes are used again whatever they were.
 *
 * A node is tracked by the cycle collector only when something it holds
 * could be part of a cycle.
 */
#ifndef SEQ_CHAIN_H
#define SEQ_CHAIN_H

#include "data/type.h"

struct chain { PyObject_HEAD Value item, link; };
struct chain_node { PyObject_HEAD uintptr_t words[4]; }; // the size of every node

// Makes the type's slots those of a chain; called before type_ready.
void chain_type(CljType *type);
void chain_dealloc(PyObject *o);
int chain_traverse(PyObject *o, visitproc visit, void *arg);

// --- free nodes -----------------------------------------------------------

extern struct chain *chain_free; // linked through `link`
extern int chain_free_count;
void chain_forget_free(void); // none is kept any longer, see vec_forget_free()

// A new, untracked node whose fields are yet to be set; NULL on failure.
static inline void *chain_new(CljType *type) {
    struct chain *c = chain_free;
    if (unlikely(!c)) return PyObject_GC_New(struct chain, TYPE_OBJECT(*type));
    chain_free = (struct chain *)c->link.w;
    chain_free_count--;
    Py_SET_TYPE(c, TYPE_OBJECT(*type));
    Py_SET_REFCNT(c, 1);
    return c;
}

// --- cycles ---------------------------------------------------------------

bool may_close_cycle_slow(PyObject *o);
// Could a holder of r be part of a cycle?  Unlike may_cycle() this looks at
// the object: an untracked one that can not change is harmless.  r.w may be 0.
static inline bool may_close_cycle(Ref r) { return r.w && may_cycle(r) && may_close_cycle_slow(obj(r)); }

// The node, tracked when one of the two may close a cycle.
static inline Value chain_done(void *node, Ref a, Ref b) {
    if (may_close_cycle(a) || may_close_cycle(b)) gc_track(node);
    return adopt(node);
}

#endif
