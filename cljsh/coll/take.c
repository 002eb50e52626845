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

// Where the value of a key of a collection is that nobody else has, to be changed there; NULL also where that is not known.
static Value *own_slot(Ref coll, Ref key, bool *error) {
    *error = false;
    if (!is_vec(coll))
        return is_clj(coll, &map_array_type) || is_clj(coll, &hash_map_type) ? map_own_value(coll, key, error) : NULL;
    vec_ptr(coll)->hash = 0;
    return vec_own_slot(vec_ptr(coll), key);
}

Value coll_take(Ref coll, Ref key) {
    bool error;
    if (!is_obj(coll) || Py_REFCNT(obj(coll)) != 1) return coll_get(coll, key, NIL);
    Value *slot = own_slot(coll, key, &error);
    if (error) return ERR;
    if (!slot || !sole(*slot)) return coll_get(coll, key, NIL);
    Value v = *slot;
    *slot = nil_value();
    return v;
}

PRIM(core_take_value, "cljsh.core", "take-value", "[coll key]",
     "Returns the value of a key, or nil, for a change of it: the caller puts another one in its place.\n"
     "As an instruction it leaves the collection without the value where nobody else has either.")
{ return coll_get(a[0], a[1], NIL); }

// --- along a path of keys -----------------------------------------------------

static Value path_error(Ref path) { return err_type("a path of keys must be a vector of some, not %s", err_type_name(path)); }
static bool is_path(Ref path) { return is_vec(path) && vec_count(path) > 0; }

// assoc with the path from index i on.  Takes the collection.
static Value assoc_along(Value coll, Ref path, Py_ssize_t i, Ref val) {
    const Ref key = vec_at(path, i);
    if (i + 1 == vec_count(path)) return coll_assoc(coll, key, val);
    Value below = coll_take(ref(coll), key);
    if (ok(below)) below = assoc_along(below, path, i + 1, val);
    if (failed(below)) return drop(coll), ERR;
    Value result = coll_assoc(coll, key, ref(below));
    drop(below);
    return result;
}

PRIM(core_assoc_along, "cljsh.core", "assoc-along", "[coll path val]",
     "Does what assoc-in does, for a path that is a vector of a few keys.")
{
    if (!is_path(a[1])) return path_error(a[1]);
    return assoc_along(take(&a[0]), a[1], 0, a[2]);
}

PRIM(core_take_along, "cljsh.core", "take-along", "[coll path]",
     "Returns the value at a path of keys, a vector, for a change of it: the caller, who has coll for that alone, puts another\n"
     "one in its place by assoc-along. It is taken out where nobody else has it, nor what leads to it.")
{
    if (!is_path(a[1])) return path_error(a[1]);
    const Py_ssize_t last = vec_count(a[1]) - 1;
    Ref coll = a[0];
    // One reference to the outermost is the caller's, the other one the argument.
    for (Py_ssize_t i = 0; is_obj(coll) && Py_REFCNT(obj(coll)) == (i ? 1 : 2); i++) {
        bool error;
        Value *slot = own_slot(coll, vec_at(a[1], i), &error);
        if (error) return ERR;
        if (!slot) break;
        if (i < last) {
            coll = ref(*slot);
            continue;
        }
        if (!sole(*slot)) return keep(ref(*slot));
        Value v = *slot;
        *slot = nil_value();
        return v;
    }
    Value found = keep(a[0]);
    for (Py_ssize_t i = 0; i <= last && ok(found); i++) {
        Value below = coll_get(ref(found), vec_at(a[1], i), NIL);
        drop(found);
        found = below;
    }
    return found;
}
