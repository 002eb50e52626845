// SPDX-License-Identifier: MIT
#include "seq/chain.h"

#include "base/at_start.h"
#include "seq/chunk.h"
#include "seq/iterate.h"
#include "seq/list.h"

// Debug builds give every node back at once, so that a stale pointer is found.
#ifdef CLJSH_DEBUG
#define FREE_MAX 0
#else
#define FREE_MAX 1024
#endif

AT_START struct chain *chain_free;
AT_START int chain_free_count;

void chain_forget_free(void) {
    while (chain_free) {
        struct chain *c = chain_free;
        chain_free = (struct chain *)c->link.w;
        chain_free_count--;
        PyObject_GC_Del(c);
    }
}

// Only objects that can still change may join a cycle later: ours can not,
// but for a lazy seq that is not realised yet.
bool may_close_cycle_slow(PyObject *o) {
    Ref r = ref_of(o);
    if (is_lazy(r)) return !lazy_done((struct lazy *)o) || gc_is_tracked(o);
    unsigned kind = kind_of(r);
    if (kind & K_PENDING || (!(kind & (K_COLL | K_SEQ | K_NAMED)) && !is_clj(r, &chunk_type))) return true;
    const inquiry has_header = Py_TYPE(o)->tp_is_gc; // where not all of a type have one
    return (!has_header || has_header(o)) && gc_is_tracked(o);
}

// Its fields are no longer in use.
static inline void node_give(struct chain *c) {
    if (chain_free_count < FREE_MAX) {
        chain_free_count++;
        c->link.w = (uintptr_t)chain_free;
        chain_free = c;
    } else {
        PyObject_GC_Del(c);
    }
}

static inline void release(PyObject *o, PyObject *meta) {
    struct chain *c = (struct chain *)o;
    if (is_clj(ref_of(o), &iterate_type)) drop(((struct iterate *)o)->fn);
    xdrop(c->item);
    xdrop(c->link);
    Py_XDECREF(meta);
    node_give(c);
}

// Has it nothing beside its item, its link, and metadata where a cons has it?
static_assert(offsetof(struct cons, meta) == offsetof(struct lazy, meta), "both have it there");
static inline bool is_plain_node(PyObject *o) { return is_clj(ref_of(o), &cons_type) || is_clj(ref_of(o), &lazy_type); }

// Would dropping this word free a container, which could go on for ever?
static bool is_last_of_container(uintptr_t w) {
    return w && W_IS_OBJ(w) && Py_REFCNT((PyObject *)w) == 1 && may_cycle((Ref){w});
}

/* Along the links this is a loop; what hangs off a node otherwise goes
 * through Python's trashcan, which puts off what is nested too deeply. The
 * trashcan is passed by when the items are atoms or shared. */
void chain_dealloc(PyObject *o) {
    for (;;) {
        struct chain *c = (struct chain *)o;
        PyObject *next = NULL;
        gc_untrack(o);
        // Nodes of the commonest kinds, without metadata, whose item is an atom or shared.
        PyObject *meta = is_clj(ref_of(o), &list_type) ? ((struct list *)o)->meta : is_plain_node(o) ? ((struct cons *)o)->meta : o;
        if (!meta && !is_last_of_container(c->item.w)) {
            const bool ends = !is_last_of_container(c->link.w);
            if (ends || Py_TYPE((PyObject *)c->link.w)->tp_dealloc == chain_dealloc) {
                Value item = c->item, link = c->link;
                node_give(c);
                xdrop(item);
                if (ends) {
                    xdrop(link);
                    return;
                }
                next = (PyObject *)link.w;
                if (unlikely(Py_REFCNT(next) != 1)) { // a finaliser has got hold of it
                    Py_DECREF(next);
                    return;
                }
                Py_SET_REFCNT(next, 0);
                o = next;
                continue;
            }
        }
        if (is_last_of_container(c->link.w) && Py_TYPE((PyObject *)c->link.w)->tp_dealloc == chain_dealloc) {
            next = (PyObject *)c->link.w;
            c->link.w = 0;
        }
        meta = *meta_slot(ref_of(o));
        if (is_last_of_container(c->item.w) || is_last_of_container(c->link.w) || meta) {
            Py_TRASHCAN_BEGIN(o, chain_dealloc)
            release(o, meta);
            Py_TRASHCAN_END
        } else {
            release(o, meta);
        }
        if (!next) return;
        if (unlikely(Py_REFCNT(next) != 1)) { // a finaliser has got hold of it
            Py_DECREF(next);
            return;
        }
        Py_SET_REFCNT(next, 0);
        o = next;
    }
}

int chain_traverse(PyObject *o, visitproc visit, void *arg) {
    struct chain *c = (struct chain *)o;
    VISIT_WORD(c->item.w);
    VISIT_WORD(c->link.w);
    Py_VISIT(*meta_slot(ref_of(o)));
    if (is_clj(ref_of(o), &iterate_type)) VISIT_WORD(((struct iterate *)o)->fn.w);
    return 0;
}

void chain_type(CljType *type) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    t->tp_basicsize = sizeof(struct chain_node);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = chain_dealloc;
    t->tp_traverse = chain_traverse;
}
