// SPDX-License-Identifier: MIT
/* Reference cells: atom (watches, validator, metadata), volatile, delay,
 * reduced. */
#ifndef STATE_REF_H
#define STATE_REF_H

#include "data/type.h"

// What every reference with watches and a validator embeds, at its type's
// ops->watch_offset: a Clojure map of key to function, and a function; or NULL.
struct watchable { PyObject *watches, *validator; };
static inline struct watchable *watchable_of(Ref r) {
    const Ops *ops = ops_of(r);
    return ops->watch_offset ? (struct watchable *)((char *)obj(r) + ops->watch_offset) : NULL;
}
int watch_validate(const struct watchable *w, Ref value); // 0, or -1: StateError "Invalid reference state"
// Calls the watches of the reference: (f key reference before now). 0 or -1.
int watch_notify(Ref reference, Ref before, Ref now);
int watch_traverse(const struct watchable *w, visitproc visit, void *arg);
void watch_clear(struct watchable *w);

struct atom { PyObject_HEAD Value value; PyObject *meta; struct watchable watch; };
struct volatile_box { PyObject_HEAD Value value; };
struct reduced { PyObject_HEAD Value value; };
extern CljType atom_type, volatile_type, reduced_type, delay_type;
int ref_init(void);
int atom_init(void);
int delay_init(void);
// For a primitive that waits, with r as its argument.
Value delay_force_or_call(Ref r);
Value reduced_new(Value v); // consumes v
static inline bool is_reduced(Ref r) { return is_clj(r, &reduced_type); }
Value atom_new(Ref value);
Value atom_reset(Ref atom, Ref value); // the value before, new
// Sets the value if it still is `before`: 1, 0, or -1 (validator, watch).
int atom_compare_and_set(Ref atom, Ref before, Ref value);
Value ref_deref(Ref r);
Value delay_force(Ref delay);

// What a var does when its metadata was changed from outside.  Filled by vars/var.c.
extern void (*ref_var_meta_changed)(Ref var);

#endif
