// SPDX-License-Identifier: MIT
/* Lazy seqs taken apart.
 *
 * What (map f coll) and its relatives give is realised cell by cell. But a
 * consumer of all of it, as reduce is, that has the only reference to one of
 * which nothing is realised, can take the function and the collection out of
 * it and run a loop over the collection instead: nobody can tell the
 * difference. It is found out from the body of the lazy seq, a closure whose
 * proto known-lazy has marked when core was loaded.
 *
 * map, filter and keep call their function for a whole chunk before the first
 * result is seen. So they are taken apart only over what comes one by one, or
 * is no more than a chunk.
 * The body of what `for` gives has a second arity that reduces, in the order
 * in which the seq would be realised and consumed.
 */
#include "base/error.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "seq/ahead.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/iterate.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vm/vm.h"

enum elements { SINGLE, CHUNKS, AS_THEY_COME }; // what it gives: one by one, chunks where it gets them, what it gets
static const struct lazy_kind { const char *name; enum fast_native fast; int captures; enum elements elements; } kinds[] = {
    {"map", LAZY_MAP, 2, CHUNKS},     {"filter", LAZY_FILTER, 2, CHUNKS}, {"remove", LAZY_REMOVE, 2, CHUNKS}, {"keep", LAZY_KEEP, 2, CHUNKS},
    {"take", LAZY_TAKE, 2, SINGLE},   {"take-while", LAZY_TAKE_WHILE, 2, SINGLE},
    {"map-2", LAZY_MAP_2, 3, SINGLE}, {"map-3", LAZY_MAP_3, 4, SINGLE},
    {"concat", LAZY_CONCAT, 2, AS_THEY_COME},
};
#define KINDS ((int)(sizeof kinds / sizeof *kinds))
#define ITERATE KINDS // what take-apart calls an iterate; ITERATE + 1: of what comes after the value
#define FOR (KINDS + 2)
#define SHORT (KINDS + 3) // and the kind: map, filter, remove or keep over the elements of one chunk

// The kind of an unrealised lazy seq, or -1.
static int kind_of_lazy(const struct lazy *l) {
    if (lazy_done((struct lazy *)l) || l->running || l->stuck || l->meta || !is_fn(ref(l->fn))) return -1;
    const struct proto *p = fn_of(ref(l->fn))->def->arity[0];
    return p && p->fast >= LAZY_MAP ? p->fast - LAZY_MAP : -1;
}

// The body of an unrealised lazy seq of `for`: with two arguments it reduces what the seq would give.
static struct fn *for_body(const struct lazy *l) {
    if (lazy_done((struct lazy *)l) || l->running || l->stuck || l->meta || !is_fn(ref(l->fn))) return NULL;
    struct fn *body = fn_of(ref(l->fn));
    return body->def->arity[2] && body->def->variadic < 0 ? body : NULL; // any other body has no such arity
}

static inline Ref captured(const struct lazy *l, int i) { return ref(fn_of(ref(l->fn))->captured[i]); }

// Do the elements of coll come one by one, as far as is known?
static bool comes_one_by_one(Ref coll) {
    for (;;) {
        if (!is_lazy(coll)) return is_clj(coll, &cons_type) || is_clj(coll, &list_type) || is_clj(coll, &iterate_type);
        const struct lazy *l = (const struct lazy *)obj(coll);
        if (lazy_done((struct lazy *)l)) {
            coll = ref(l->seq);
            continue;
        }
        int kind = kind_of_lazy(l);
        if (kind < 0 || kinds[kind].elements == AS_THEY_COME) return false;
        if (kinds[kind].elements == SINGLE) return true;
        coll = captured(l, 0);
    }
}

static Value parts(int kind, int n) {
    struct chunk *c = chunk_new(n + 1);
    if (!c) return ERR;
    c->items[c->end++] = (Value){W_INT(kind)};
    return adopt(c);
}
static inline void add(Value parts, Value x) {
    struct chunk *c = chunk_of(ref(parts));
    c->items[c->end++] = x;
}

// A seq of the first n elements of a vector, or all: they are there, so that nothing has to be taken one by one.
static Value vec_begin(Ref v, int64_t n) {
    const int64_t count = vec_count(v);
    if (n <= 0 || count == 0) return list_empty();
    SCOPED Value part = vec_slice(v, 0, (Py_ssize_t)(n < count ? n : count));
    return ok(part) ? seq_of(ref(part)) : ERR;
}

/* A chunk of the kind of a lazy seq (taken) and what it is made from; or a seq of a part of a vector; or the seq,
 * also where it is not short and is to be. */
static Value take_apart(Value coll, bool only_short) {
    Value made;
    if (!sole(coll) || (only_short && !is_lazy(ref(coll)))) return coll;
    if (is_clj(ref(coll), &iterate_type)) {
        struct iterate *i = (struct iterate *)coll.w;
        if ((i->link.w && i->link.w != W_INT(0)) || i->meta || !is_obj(ref(i->fn))) return coll;
        made = parts(i->link.w ? ITERATE + 1 : ITERATE, 2);
        if (ok(made)) {
            add(made, keep(ref(i->fn)));
            add(made, keep(ref(i->seed)));
        }
    } else if (!is_lazy(ref(coll))) {
        return coll;
    } else if (!only_short && for_body((struct lazy *)coll.w)) {
        made = parts(FOR, 1);
        if (ok(made)) add(made, keep_obj(for_body((struct lazy *)coll.w)));
    } else {
        const struct lazy *l = (struct lazy *)coll.w;
        int kind = kind_of_lazy(l), from = 0;
        if (kind < 0) return coll;
        if (!only_short && kinds[kind].fast == LAZY_TAKE && is_vec(captured(l, 1)) && W_IS_INT(captured(l, 0).w)) {
            made = vec_begin(captured(l, 1), int_of(captured(l, 0)));
            drop(coll);
            return made;
        }
        Value chunk = ERR;
        if (kinds[kind].elements == CHUNKS && !comes_one_by_one(captured(l, 0))) {
            chunk = coll_short_chunk(captured(l, 0));
            if (failed(chunk)) return drop(coll), ERR;
            if (is_nil(ref(chunk))) return drop(chunk), coll;
            from = 1;
        } else if (only_short) {
            return coll;
        }
        made = parts(from ? SHORT + kind : kind, kinds[kind].captures);
        if (ok(made) && from) add(made, chunk);
        else xdrop(chunk);
        for (int i = from; ok(made) && i < kinds[kind].captures; i++) add(made, keep(captured(l, i)));
    }
    drop(coll);
    return made;
}

enum { COPIED_MAX = 16 }; // collections of one of the two

// The items of a short list or vector that is there, not to be made yet: how many, or -1.
static int items_at_hand(Ref seq, Ref items[COPIED_MAX]) {
    if (is_vec(seq)) {
        const Py_ssize_t n = vec_count(seq);
        for (Py_ssize_t i = 0; i < n && n <= COPIED_MAX; i++) items[i] = vec_at(seq, i);
        return n <= COPIED_MAX ? (int)n : -1;
    }
    for (int n = 0;; n++) {
        if (is_lazy(seq) && lazy_done((struct lazy *)obj(seq))) seq = ref(((struct lazy *)obj(seq))->seq);
        if (is_nil(seq) || is_clj(seq, &empty_list_type)) return n;
        if (n == COPIED_MAX) return -1;
        if (is_clj(seq, &list_type)) {
            items[n] = ref(((struct list *)obj(seq))->first);
            seq = ref_of(((struct list *)obj(seq))->rest);
        } else if (is_clj(seq, &cons_type)) {
            items[n] = ref(((struct cons *)obj(seq))->first);
            seq = ref(((struct cons *)obj(seq))->rest);
        } else {
            return -1;
        }
    }
}

// Puts the further collections of a concatenation behind those of its head, which is one itself, unless that would be to copy
// many: 1, or 0, or -1 with an exception. Behind a vector, which is changed in place, many can be put one after the other.
static int join_collections(Value *inner, Ref outer) {
    Ref before[COPIED_MAX], after[COPIED_MAX];
    const int n = items_at_hand(outer, after), m = n >= 0 && is_vec(ref(*inner)) ? 0 : items_at_hand(ref(*inner), before);
    if (m < 0) return 0;
    Value all, had = *inner;
    if (n < 0) {
        all = keep(outer);
        for (int i = m; ok(all) && i-- > 0;) all = cons_own(keep(before[i]), all);
    } else {
        const bool vector = is_vec(ref(had));
        all = vector ? had : vec_from(before, m);
        if (vector) *inner = had = nil_value();
        for (int i = 0; i < n && ok(all); i++) all = vec_conj(all, after[i]);
    }
    if (failed(all)) return -1;
    *inner = all;
    drop(had);
    return 1;
}

int flow_join(struct fndef *def, Value *values) {
    struct lazy *inner = (struct lazy *)values[0].w;
    if (!is_lazy(ref(values[0])) || !sole(values[0]) || lazy_done(inner) || inner->running || inner->stuck || inner->meta ||
        !is_fn(ref(inner->fn)))
        return 0;
    struct fn *body = fn_of(ref(inner->fn));
    const int done = body->def == def && sole(inner->fn) ? join_collections(&body->captured[1], ref(values[1])) : 0;
    if (done <= 0) return done;
    if (may_close_cycle(ref(body->captured[1]))) {
        if (!gc_is_tracked((PyObject *)body)) gc_track(body);
        if (!gc_is_tracked((PyObject *)inner)) gc_track(inner);
    }
    drop(values[1]);
    return 1;
}

static Value take_apart_arg(Ref *coll, bool only_short) {
    if (is_clj(*coll, &chunk_type)) return err_arg("Don't know how to create ISeq from: %s", err_type_name(*coll));
    return take_apart(take(coll), only_short);
}

PRIM(cljsh_take_apart, "cljsh.core", "take-apart", "[coll]",
     "Returns what a lazy seq is made from, a chunk that begins with its kind, if nobody else has the seq; else coll.") {
    return take_apart_arg(&a[0], false);
}

PRIM(cljsh_take_apart_short, "cljsh.core", "take-apart-short", "[coll]",
     "Does what take-apart does where what the seq is made from is no more than a chunk.") {
    return take_apart_arg(&a[0], true);
}

PRIM(cljsh_first_out, "cljsh.core", "first-out", "[s]",
     "Returns the first of the seq s, for a caller that keeps s for its rest alone: where it is the only one that has s, the\n"
     "element is moved out of it, so that it can be taken apart.") {
    struct chunked_cons *c = (struct chunked_cons *)obj(a[0]);
    // One reference is the caller's, the other one the argument.
    if (!is_clj(a[0], &chunked_cons_type) || Py_REFCNT(c) != 2 || !sole(c->chunk)) return seq_first(a[0]);
    Value *slot = &chunk_of(ref(c->chunk))->items[c->at], first = *slot;
    *slot = nil_value();
    return first;
}

LIB_VAR(gather_parts, "clojure.core", "gather-parts", "clojure/core/32_flow.clj");
LIB_VAR(count_parts, "clojure.core", "count-parts", "clojure/core/32_flow.clj");

// A function in which nothing is waited for: a primitive, a keyword, a table.
static bool is_at_hand(Ref f) {
    if (!is_fn(f)) return kind_of(f) & (K_NAMED | K_MAP | K_SET);
    const struct proto *p = fn_entry(fn_of(f), 1);
    return p && (p->flags & (PROTO_NATIVE | PROTO_WAITS | PROTO_AHEAD)) == PROTO_NATIVE;
}

bool flow_is_at_hand(Ref coll) {
    int kind = -1;
    while (is_lazy(coll) && !lazy_done((struct lazy *)obj(coll))) {
        const struct lazy *l = (struct lazy *)obj(coll);
        kind = kind_of_lazy(l);
        if (kind < 0 || kinds[kind].elements == AS_THEY_COME || kinds[kind].captures > 2) return false;
        const bool take = kinds[kind].fast == LAZY_TAKE;
        if (!take && !is_at_hand(captured(l, 1))) return false;
        coll = captured(l, take);
    }
    if (is_clj(coll, &iterate_type) && !is_at_hand(ref(((struct iterate *)obj(coll))->fn))) return false;
    return kind >= 0;
}

bool flow_is_short(Ref coll) {
    if (!is_lazy(coll)) return false;
    const struct lazy *l = (const struct lazy *)obj(coll);
    int kind = kind_of_lazy(l);
    return kind >= 0 && kinds[kind].elements == CHUNKS && coll_is_short(captured(l, 0));
}

struct fn *flow_ahead(const struct fndef *def, const Value *args, Py_ssize_t n) {
    const Py_ssize_t steps = n == 2 && W_IS_INT(args[1].w) ? (Py_ssize_t)int_of(ref(args[1])) : PY_SSIZE_T_MAX;
    for (Py_ssize_t i = 0; i < n; i++)
        if (ahead_lazy(ref(args[i]), steps) && !flow_is_at_hand(ref(args[i]))) return (struct fn *)def->ahead;
    return NULL;
}

LIB_VAR(walk_ahead, "clojure.core", "walk-ahead", "clojure/core/32_flow.clj");

struct proto *flow_walker(void) {
    Ref f = lib_var_root(&walk_ahead);
    return is_fn(f) ? fn_entry(fn_of(f), 1) : NULL;
}

static Value flow(Value lazy, bool count) {
    if (flow_is_short(ref(lazy))) return lazy; // it is realised in one step
    Value parts = take_apart(lazy, false);
    if (failed(parts) || !is_clj(ref(parts), &chunk_type)) return parts;
    Ref f = lib_var_root(count ? &count_parts : &gather_parts);
    if (f.w) return vm_call_give(f, &parts, 1);
    drop(parts);
    return err_state("core is not loaded yet");
}

void flow_init(void) { seq_flow_hook = flow; }

PRIM(cljsh_is_apart, "cljsh.core", "apart?", "[x]", "Is x what take-apart makes out of a lazy seq?") {
    return bool_value(is_clj(a[0], &chunk_type));
}

PRIM(cljsh_ahead, "cljsh.core", "ahead", "[f g]",
     "Says that f, a primitive, walks along lazy seqs that it is given: in a tasklet g is called in its place, with the same\n"
     "arguments, when one of them is not realised, so that one who waits for it keeps no thread. Returns nil.") {
    if (!is_fn(a[0]) || !is_fn(a[1])) return err_type("ahead takes two functions");
    struct fndef *d = fn_of(a[0])->def;
    for (int n = 1; n <= MAX_FIXED + 1; n++) {
        struct proto *p = d->arity[n];
        if (p && p->flags & PROTO_NATIVE && fn_entry(fn_of(a[1]), n)) p->flags |= PROTO_AHEAD;
    }
    Py_XSETREF(d->ahead, Py_NewRef(obj(a[1])));
    fndef_direct(d);
    return nil_value();
}

PRIM(cljsh_many, "cljsh.core", "many", "[f g]",
     "Says that apply is to call (g begun more) in the place of f, a primitive, when there are very many arguments: a vector of\n"
     "the first of them, and a seq of the others. Returns nil.") {
    if (!is_fn(a[0]) || !is_fn(a[1])) return err_type("many takes two functions");
    Py_XSETREF(fn_of(a[0])->def->many, Py_NewRef(obj(a[1])));
    return nil_value();
}

PRIM(cljsh_known_lazy, "cljsh.core", "known-lazy", "[kind seq values]",
     "Marks the body of a lazy seq, which closes over the values in this order, as that of map and the like.") {
    const struct lazy *l = (const struct lazy *)obj(a[1]);
    for (int i = 0; is_lazy(a[1]) && is_fn(ref(l->fn)) && PyUnicode_Check(obj(a[0])) && i < KINDS; i++) {
        if (PyUnicode_CompareWithASCIIString(obj(a[0]), kinds[i].name) != 0) continue;
        struct fn *f = fn_of(ref(l->fn));
        bool right = f->def->ncaptures == kinds[i].captures && is_vec(a[2]) && vec_count(a[2]) == kinds[i].captures;
        for (int j = 0; right && j < kinds[i].captures; j++) right = same(ref(f->captured[j]), vec_at(a[2], j));
        if (!right) break;
        f->def->arity[0]->fast = (uint8_t)kinds[i].fast;
        f->def->joins = kinds[i].fast == LAZY_CONCAT;
        return nil_value();
    }
    return err_arg("not the lazy seq of %s", is_obj(a[0]) && PyUnicode_Check(obj(a[0])) ? PyUnicode_AsUTF8(obj(a[0])) : "what is known");
}
