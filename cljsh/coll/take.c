// SPDX-License-Identifier: MIT
/* Taking a value out of a collection that is about to get another one in its
 * place, as `update` does.  Were it left there, it would be shared, and what
 * is made of it a copy.  It is taken only where nobody can see that: the
 * collection, all that leads to the value, and the value have one reference
 * each; nil is there until the new value is. */
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector_impl.h"

static Value *vec_own_slot(struct vec *v, Ref key) {
    if (!is_int(key) || (uint64_t)int_of(key) >= (uint64_t)v->count) return NULL;
    const Py_ssize_t i = (Py_ssize_t)int_of(key);
    if (i >= tail_start(v)) return &v->tail[i & MASK];
    struct vnode *node = v->root;
    for (int s = v->shift; s > 0 && Py_REFCNT(node) == 1; s -= BITS) node = (struct vnode *)node->slot[i >> s & MASK].w;
    return Py_REFCNT(node) == 1 ? &node->slot[i & MASK] : NULL; // of a shared node every node below is left alone, too
}

Value coll_take(Ref coll, Ref key) {
    if (!is_obj(coll) || Py_REFCNT(obj(coll)) != 1) return coll_get(coll, key, NIL);
    Value *slot = NULL;
    bool error = false;
    if (is_vec(coll)) slot = vec_own_slot(vec_ptr(coll), key);
    else if (is_clj(coll, &map_array_type) || is_clj(coll, &hash_map_type)) slot = map_own_value(coll, key, &error);
    if (error) return ERR;
    if (!slot || !sole(*slot)) return coll_get(coll, key, NIL);
    if (is_vec(coll)) vec_ptr(coll)->hash = 0;
    Value v = *slot;
    *slot = nil_value();
    return v;
}

PRIM(core_take_value, "cljsh.core", "take-value", "[coll key]",
     "Returns the value of a key, or nil, for a change of it: the caller puts another one in its place.\n"
     "As an instruction it leaves the collection without the value where nobody else has either.")
{ return coll_get(a[0], a[1], NIL); }
