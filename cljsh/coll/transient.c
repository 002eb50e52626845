// SPDX-License-Identifier: MIT
#include "coll/transient.h"

#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map_common.h"
#include "coll/set.h"
#include "coll/vector_impl.h"
#include "data/by_name.h"
#include "num/number.h"
#include "seq/chain.h"

static struct transient *ptr(Ref r) { return (struct transient *)obj(r); }

// What a transient holds; NO_REF with an exception after persistent!.
static Ref inside(Ref r) {
    Ref coll = ref(ptr(r)->coll);
    if (unlikely(!coll.w)) err_access("Transient used after persistent! call");
    return coll;
}

static void dealloc(PyObject *self) {
    gc_untrack(self);
    xdrop(((struct transient *)self)->coll);
    PyObject_GC_Del(self);
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
    VISIT_WORD(((struct transient *)self)->coll.w);
    return 0;
}

static int clear(PyObject *self) {
    Value coll = ((struct transient *)self)->coll;
    ((struct transient *)self)->coll = ERR;
    xdrop(coll);
    return 0;
}

// --- reading it -----------------------------------------------------------

static Py_ssize_t count(Ref r) {
    Ref coll = inside(r);
    return coll.w ? coll_count(coll) : -1;
}

static Value nth(Ref r, Py_ssize_t i, Ref absent) {
    Ref coll = inside(r);
    return coll.w ? coll_nth(coll, int_ref(i), absent) : ERR;
}

static Value get(Ref r, Ref key, Ref absent) {
    Ref coll = inside(r);
    return coll.w ? coll_get(coll, key, absent) : ERR;
}

static int contains(Ref r, Ref key) {
    Ref coll = inside(r);
    return coll.w ? coll_contains(coll, key) : -1;
}

static Value find(Ref r, Ref key) {
    Ref coll = inside(r);
    return coll.w ? coll_find(coll, key) : ERR;
}

static Value invoke(Ref r, Value *args, Py_ssize_t n) {
    Ref coll = inside(r);
    if (coll.w && n == 2 && kind_of(coll) & K_SET) return coll_get(coll, ref(args[0]), ref(args[1])); // as transients of sets do
    return coll.w ? ops_of(coll)->invoke(coll, args, n) : ERR;
}

static const Ops ops = {
    .kind = K_TRANSIENT | K_COUNTED | K_IFN,
    .count = count, .nth = nth, .get = get, .contains = contains, .find = find, .invoke = invoke,
};
CljType transient_type = {CLJ_TYPE_HEAD("cljsh.Transient", struct transient), .ops = &ops};

bool transient_is_vector(Ref x) {
    if (!(kind_of(x) & K_TRANSIENT)) return false;
    Value coll = ((struct transient *)obj(x))->coll;
    return coll.w && kind_of(ref(coll)) & K_VECTOR;
}

int transient_init(void) {
    PyTypeObject *t = TYPE_OBJECT(transient_type);
    t->tp_doc = "A collection under construction: changed in place until it is made persistent.";
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = dealloc;
    t->tp_traverse = traverse;
    t->tp_clear = clear;
    return type_ready(&transient_type, NULL);
}

// --- changing it ----------------------------------------------------------

static Value transient_of(Ref coll) {
    const Ops *of = ops_of(coll);
    if (!(of->kind & K_EDITABLE)) {
        Value own;
        if (by_name_call(coll, "asTransient", NULL, 0, &own) != LOOKUP_ABSENT) return own;
        return err_type("%s has no transient form", err_type_name(coll));
    }
    // The metadata is not carried over.
    PyObject **meta = meta_slot(coll);
    Value held = meta && *meta ? of->with_meta(coll, NULL) : keep(coll);
    if (failed(held)) return ERR;
    struct transient *t = PyObject_GC_New(struct transient, TYPE_OBJECT(transient_type));
    if (!t) return drop(held), ERR;
    t->coll = held;
    t->place = (struct vec_place){0};
    gc_track(t);
    return adopt(t);
}

/* A change takes the collection out, so that it has one owner, and puts the
 * result back.  A change that fails leaves nothing to put back: what can
 * fail in ordinary use is checked before. */
static struct transient *opened(Ref r, unsigned kind, const char *what) {
    if (!is_clj(r, &transient_type)) return (err_type("%s needs a transient, not %s", what, err_type_name(r)), NULL);
    Ref coll = inside(r);
    if (!coll.w) return NULL;
    if (!(kind_of(coll) & kind)) return (err_type("%s does not work on a transient %s", what, err_type_name(coll)), NULL);
    return ptr(r);
}

static Value take_out(struct transient *t) {
    Value coll = t->coll;
    t->coll = ERR;
    t->place = (struct vec_place){0};
    return coll;
}

static Value put_back(Ref *arg, struct transient *t, Value coll) {
    t->coll = coll;
    return ok(coll) ? take(arg) : ERR;
}

/* A stride through a vector goes to a leaf of its own each time, which the
 * processor cannot guess, as it does for an array: it is told where the next
 * one will be, if it goes on like this. */
static inline void foresee(const struct vnode *branch, Py_ssize_t from, Py_ssize_t to) {
    const Py_ssize_t next = to + (to - from);
    if (next / VEC_BRANCH != to / VEC_BRANCH || next < 0) return;
    const struct vnode *leaf = (const struct vnode *)branch->slot[next >> BITS & MASK].w;
    if (!leaf) return;
    __builtin_prefetch(leaf);
    __builtin_prefetch(&leaf->slot[next & MASK], 1);
}

// The leaf of an item, 0 <= i <= count, if it is found from where the last one was; else NULL.
static inline Value *place_at(const struct transient *t, Py_ssize_t i) {
    if (!t->place.leaf || !sole(t->coll)) return NULL;
    Py_ssize_t n = vec_ptr(ref(t->coll))->count;
    if (i / VEC_LEAF == t->at / VEC_LEAF) return i < n ? t->place.leaf : NULL;
    // The last leaf is under no branch.
    if (!t->place.branch || i / VEC_BRANCH != t->at / VEC_BRANCH || i >= ((n - 1) & -VEC_LEAF)) return NULL;
    foresee(t->place.branch, t->at, i);
    struct vnode *leaf = (struct vnode *)t->place.branch->slot[i >> BITS & MASK].w;
    return leaf && Py_REFCNT(leaf) == 1 ? leaf->slot : NULL; // only the branch has it
}

// Sets an item of a transient vector, 0 <= i <= count: 0 or -1.
static int assoc_at(struct transient *t, Py_ssize_t i, Ref x) {
    Value *leaf = place_at(t, i);
    if (likely(leaf && !may_close_cycle(x))) {
        Value *slot = leaf + (i & (VEC_LEAF - 1)), old = *slot;
        *slot = keep(x);
        t->place.leaf = leaf;
        t->at = i;
        drop(old);
        return 0;
    }
    struct vec_place place;
    Value coll = vec_assoc_in_leaf(take_out(t), i, x, &place);
    t->coll = coll;
    if (failed(coll)) return -1;
    t->place = place;
    t->at = i;
    return 0;
}

/* A transient of another type is asked by the methods of Clojure's interfaces,
 * for each change once; it answers with the one to go on with. */
static bool is_other(Ref r) { return !is_clj(r, &transient_type) && kind_of(r) & K_INSTANCE; }

static Value change_other(Ref *a, Py_ssize_t n, Py_ssize_t step, const char *method, const char *what) {
    Value t = take(&a[0]);
    for (Py_ssize_t i = 1; i < n && ok(t); i += step) {
        Ref args[2] = {a[i], step > 1 && i + 1 < n ? a[i + 1] : NIL};
        Value next;
        if (by_name_call(ref(t), method, args, step, &next) == LOOKUP_ABSENT) err_type("%s needs a transient, not %s", what, err_type_name(ref(t)));
        drop(t);
        t = next;
    }
    return t;
}

// Is this an index of a transient vector, or its end?
static inline bool is_place(Ref coll, Ref key) {
    return coll.w && is_vec(coll) && is_int(key) && (uint64_t)int_of(key) <= (uint64_t)vec_count(coll);
}

static Value assoc_pairs(Ref *a, Py_ssize_t n) {
    if (n == 3 && is_clj(a[0], &transient_type) && is_place(ref(ptr(a[0])->coll), a[1]))
        return assoc_at(ptr(a[0]), (Py_ssize_t)int_of(a[1]), a[2]) < 0 ? ERR : take(&a[0]);
    if (unlikely(is_other(a[0]))) return change_other(a, n, 2, "assoc", "assoc!");
    struct transient *t = opened(a[0], K_ASSOCIATIVE, "assoc!");
    if (!t) return ERR;
    for (Py_ssize_t i = 1; i < n; i += 2) {
        Ref key = a[i], coll = ref(t->coll);
        if (is_place(coll, key) && i + 1 < n) {
            if (assoc_at(t, (Py_ssize_t)int_of(key), a[i + 1]) < 0) return ERR;
            continue;
        }
        if (kind_of(ref(t->coll)) & K_VECTOR) {
            int64_t index;
            Py_ssize_t size = vec_count(ref(t->coll));
            if (!int64_of(key, &index)) return err_arg("Key must be integer");
            if (index < 0 || index > size) return err_index("index %lld is out of bounds for a vector of %zd", (long long)index, size);
        }
        t->coll = coll_assoc(take_out(t), key, i + 1 < n ? a[i + 1] : NIL);
        if (failed(t->coll)) return ERR;
    }
    return take(&a[0]);
}

Value transient_assoc(Value t, Ref key, Ref x) {
    if (likely(is_clj(ref(t), &transient_type)) && likely(is_place(ref(ptr(ref(t))->coll), key))) {
        if (likely(assoc_at(ptr(ref(t)), (Py_ssize_t)int_of(key), x) == 0)) return t;
    } else if (unlikely(is_other(ref(t)))) {
        return change_other((Ref[]){ref(t), key, x}, 3, 2, "assoc", "assoc!");
    } else {
        Ref all[] = {ref(t), key, x};
        if (ok(assoc_pairs(all, 3))) return t;
    }
    drop(t);
    return ERR;
}

Value transient_conj(Value coll, Ref x) {
    if (unlikely(is_other(ref(coll)))) return change_other((Ref[]){ref(coll), x}, 2, 1, "conj", "conj!");
    struct transient *t = opened(ref(coll), K_COLL, "conj!");
    if (likely(t)) t->coll = coll_conj(take_out(t), x);
    if (likely(t && ok(t->coll))) return coll;
    drop(coll);
    return ERR;
}

static Value remove_all(Ref *a, Py_ssize_t n, unsigned kind, const char *what) {
    if (unlikely(is_other(a[0]))) return change_other(a, n, 1, kind & K_MAP ? "without" : "disjoin", what);
    struct transient *t = opened(a[0], kind, what);
    if (!t) return ERR;
    Value coll = take_out(t);
    for (Py_ssize_t i = 1; i < n && ok(coll); i++) coll = ops_of(ref(coll))->dissoc(coll, a[i]);
    return put_back(a, t, coll);
}

PRIM(core_transient, "clojure.core", "transient", "[coll]",
     "Returns a transient with the contents of a vector, map or set.\n"
     "It is changed by conj! assoc! dissoc! disj! pop!, and turned back by persistent!;\n"
     "coll itself does not change.")
{ return transient_of(a[0]); }

PRIM(core_persistent, "clojure.core", "persistent!", "[coll]",
     "Ends a transient and returns its contents as a persistent collection.\n"
     "The transient cannot be used after that.")
{
    Value own;
    if (unlikely(is_other(a[0])) && by_name_call(a[0], "persistent", NULL, 0, &own) != LOOKUP_ABSENT) return own;
    struct transient *t = opened(a[0], K_COLL, "persistent!");
    return t ? take_out(t) : ERR;
}

PRIM(core_conj_mut_0, "clojure.core", "conj!", "[]",
     "Adds x to a transient collection and returns the transient to go on with.\n"
     "Without arguments it makes a transient vector; with one it returns that.")
{
    SCOPED Value v = vec_empty();
    return transient_of(ref(v));
}
PRIM(core_conj_mut_1, "clojure.core", "conj!", "[coll]", NULL) { return take(&a[0]); }
PRIM(core_conj_mut_2, "clojure.core", "conj!", "[coll x]", NULL) {
    return transient_conj(take(&a[0]), a[1]);
}

PRIM(core_assoc_mut_3, "clojure.core", "assoc!", "[coll key val]",
     "Sets a key of a transient map, or an index of a transient vector, to a value.\n"
     "Returns the transient to go on with.  More keys and values may follow.")
{ return assoc_pairs(a, 3); }
PRIM(core_assoc_mut_n, "clojure.core", "assoc!", "[coll key val & kvs]", NULL) { return assoc_pairs(a, n); }

PRIM(cljsh_tally, "cljsh.core", "tally!", "[counts x]",
     "Counts x in a transient map from what was counted to how often. Returns the transient to go on with.")
{
    struct transient *t = opened(a[0], K_MAP, "tally!");
    if (!t) return ERR;
    int done = is_clj(ref(t->coll), &hash_map_type) && sole(t->coll) ? hash_map_tally(ref(t->coll), a[1]) : 0;
    if (done < 0) return ERR;
    if (!done) {
        SCOPED Value old = coll_get(ref(t->coll), a[1], int_ref(0));
        SCOPED Value more = ok(old) ? num_add(ref(old), int_ref(1)) : ERR;
        if (failed(more)) return ERR;
        t->coll = coll_assoc(take_out(t), a[1], ref(more));
        if (failed(t->coll)) return ERR;
    }
    return take(&a[0]);
}

PRIM(core_dissoc_mut_2, "clojure.core", "dissoc!", "[map key]",
     "Removes keys from a transient map.\nReturns the transient to go on with.")
{ return remove_all(a, 2, K_MAP, "dissoc!"); }
PRIM(core_dissoc_mut_n, "clojure.core", "dissoc!", "[map key & ks]", NULL) { return remove_all(a, n, K_MAP, "dissoc!"); }

PRIM(core_disj_mut_1, "clojure.core", "disj!", "[set]",
     "Removes elements from a transient set.\nReturns the transient to go on with.")
{ return take(&a[0]); }
PRIM(core_disj_mut_2, "clojure.core", "disj!", "[set key]", NULL) { return remove_all(a, 2, K_SET, "disj!"); }
PRIM(core_disj_mut_n, "clojure.core", "disj!", "[set key & ks]", NULL) { return remove_all(a, n, K_SET, "disj!"); }

PRIM(core_pop_mut, "clojure.core", "pop!", "[coll]",
     "Removes the last item of a transient vector, which must not be empty.\n"
     "Returns the transient to go on with.")
{
    Value own;
    if (unlikely(is_other(a[0])) && by_name_call(a[0], "pop", NULL, 0, &own) != LOOKUP_ABSENT) return own;
    struct transient *t = opened(a[0], K_VECTOR, "pop!");
    if (!t) return ERR;
    if (vec_count(ref(t->coll)) == 0) return err_state("Can't pop empty vector");
    return put_back(a, t, coll_pop(take_out(t)));
}
