// SPDX-License-Identifier: MIT
/* Lazy seqs of map, filter and the like over what comes one by one, and of the
 * first four of them over what comes in chunks, realised without their bodies.
 *
 * A body is a closure that nobody else has, over a function (or a number) and
 * a collection, whose proto known-lazy has marked (vm/flow.c).  Over a cons, or
 * another seq without chunks, it would call the function for an element, make a
 * cons, and a lazy seq with a closure like itself.  The instructions STEP and
 * STEPPED do that in a frame of their own (step_proto, vm/vm.h), and hand the
 * closure on to the next lazy seq, with what is left of the collection in it.
 * Of a chunk STEP makes what EACH needs, one for each kind of lazy seq follows
 * in the frame's code, and CHUNKED does the rest.
 * For every other collection they call the body. */
#ifndef VM_STEP_H
#define VM_STEP_H

#include "coll/coll.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/iterate.h"
#include "seq/list.h"
#include "seq/range.h"
#include "vm/function.h"

static inline enum fast_native step_kind(const struct fn *body) { return body->def->arity[0]->fast; }

// Of what lazy_begin gave.
static inline bool is_step(Ref body) {
    if (!is_fn(body) || Py_REFCNT(obj(body)) != 1) return false;
    const struct proto *p = fn_of(body)->def->arity[0];
    return p && ((p->fast >= LAZY_MAP && p->fast <= LAZY_TAKE_WHILE) ||
                 (p->fast == LAZY_CONCAT && !is_clj(ref(fn_of(body)->captured[1]), &empty_list_type))); // what it gives then is its head itself
}

// Where the collection is among what it closes over.
static inline int step_at(const struct fn *body) { return step_kind(body) == LAZY_TAKE; }
static inline Ref step_coll(const struct fn *body) { return ref(body->captured[step_at(body)]); }

// A collection, which is realised, as its seq where it is one; nil if it is empty.
static inline Ref step_seq(Ref coll) {
    if (is_lazy(coll)) coll = ref(((struct lazy *)obj(coll))->seq);
    return is_clj(coll, &empty_list_type) ? NIL : coll;
}

// Do the elements of a seq come one by one?  take and concat take those that are there some at once.
static inline bool is_stepped(Ref s, enum fast_native kind) {
    if (kind == LAZY_TAKE || kind == LAZY_CONCAT) {
        if (!is_clj(s, &cons_type)) return is_clj(s, &iterate_type);
        const Ref behind = ref(((struct cons *)obj(s))->rest);
        return is_lazy(behind) && !lazy_done((struct lazy *)obj(behind));
    }
    if (kind == LAZY_TAKE_WHILE && !is_clj(s, &cons_type)) { // it makes no chunks of any
        const Ops *ops = ops_of(s);
        return ops->kind & K_SEQ && ops->first && ops->rest && !(ops->kind & K_INSTANCE);
    }
    return likely(is_clj(s, &cons_type)) || is_clj(s, &iterate_type) || is_clj(s, &repeat_type) || is_clj(s, &cycle_type) ||
           is_clj(s, &list_type);
}

static inline Value step_first(Ref s) {
    return likely(is_clj(s, &cons_type)) ? keep(ref(((struct cons *)obj(s))->first)) : ops_of(s)->first(s);
}

// The closure goes on to the rest of its collection: whether it could.
static inline bool step_on(struct fn *body) {
    Value *place = &body->captured[step_at(body)], before = *place;
    Ref s = step_seq(ref(before));
    Value rest = likely(is_clj(s, &cons_type)) ? keep(ref(((struct cons *)obj(s))->rest)) : ops_of(s)->rest(s);
    if (failed(rest)) return false;
    *place = rest;
    if (!gc_is_tracked(body) && may_close_cycle(ref(rest))) gc_track(body);
    drop(before);
    return true;
}

// Realises the lazy seq with item before what the body (taken, also when it fails) gives for the rest of its collection.
int step_give(struct lazy *lazy, Value body, Value item);

// How far behind the instruction after STEP the EACH, COLLECT and CHUNKED of a kind are, up to LAZY_KEEP.
static inline int step_proto_each(enum fast_native kind) { return 1 + 3 * (int)(kind - LAZY_MAP); }

// Makes the first chunk of a seq, or of a short collection, what EACH walks through: 1, or 0 if there is none, or -1.
int step_chunk(const struct fn *body, Ref s, Value *registers);
// What step_give does with a chunk, of which nothing may be left: then 0, and the body (not taken) has gone on to the rest;
// else 1 and the body is taken, or -1, which leaves it what it is or takes it.
int step_give_chunk(struct lazy *lazy, Value *body, Value chunk);

#endif
