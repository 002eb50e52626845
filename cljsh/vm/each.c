// SPDX-License-Identifier: MIT
#include "vm/each.h"

#include "base/error.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "data/symbol.h"
#include "seq/chunk.h"
#include "state/ref.h"
#include "task/task.h"

// --- functions that need no interpreter -------------------------------------

// A function of one argument: a primitive, or (primitive is NULL then) a keyword or a map or set of ours.
struct plain { Ref f; const struct proto *primitive; };

static inline bool is_table(Ref f) { return is_clj(f, &set_hash_type) || is_clj(f, &map_array_type) || is_clj(f, &hash_map_type); }

// A primitive that nothing is waited for in, as far as the interpreter can see to it.
static inline bool is_run_here(const struct proto *p) {
    return (p->flags & (PROTO_NATIVE | PROTO_WAITS)) == PROTO_NATIVE && !(p->flags & PROTO_AHEAD && in_tasklet());
}

static inline bool is_plain(Ref f, struct plain *out) {
    out->f = f;
    out->primitive = NULL;
    if (!is_fn(f)) return is_keyword(f) || is_table(f);
    out->primitive = fn_entry(fn_of(f), 1);
    return out->primitive && is_run_here(out->primitive);
}

static inline __attribute__((always_inline)) Value call_plain(const struct plain *f, Ref x) {
    if (!f->primitive) return is_keyword(f->f) ? coll_get(x, f->f, NIL) : ops_of(f->f)->get(f->f, x, NIL);
    Value arg = keep(x);
    return call_native(f->primitive, &arg, 1);
}

static inline bool consume_truth(Value v) {
    bool r = is_true(ref(v));
    drop(v);
    return r;
}

// --- map, filter, keep --------------------------------------------------------

// What is gathered fits: the chunk has room for as many elements as the one walked through.
static inline int put(struct chunk *into, Value x) {
    if (likely(into->end < Py_SIZE(into))) {
        into->items[into->end++] = x;
        return 0;
    }
    drop(x);
    err_index("the chunk is full at %zd elements", into->end);
    return -1;
}

static inline int gather(struct chunk *into, enum each_mode mode, Ref x, Value result) {
    if (mode == EACH_MAP) return put(into, result);
    if (mode == EACH_FILTER || mode == EACH_REMOVE) return consume_truth(result) == (mode == EACH_FILTER) ? put(into, keep(x)) : 0;
    if (!is_nil(ref(result))) return put(into, result);
    drop(result);
    return 0;
}

// The mode and the primitive are known where this is expanded: the loop has no choice left.
static inline __attribute__((always_inline)) Py_ssize_t gather_ints(struct chunk *into, enum each_mode mode, enum fast_native fast,
                                                                    const struct chunk *chunk, Py_ssize_t at) {
    for (; at < chunk->end && into->end < Py_SIZE(into); at++) {
        Value x = chunk->items[at], r = fast_native(fast, lend(&x));
        if (!r.w) break; // no small integer
        gather(into, mode, ref(x), r);
    }
    return at;
}

static Py_ssize_t gather_fast(struct chunk *into, enum each_mode mode, enum fast_native fast, const struct chunk *chunk, Py_ssize_t at) {
    if (mode == EACH_MAP && fast == FAST_INC) return gather_ints(into, EACH_MAP, FAST_INC, chunk, at);
    if (mode == EACH_MAP && fast == FAST_DEC) return gather_ints(into, EACH_MAP, FAST_DEC, chunk, at);
    if (mode == EACH_FILTER && fast == FAST_ODD) return gather_ints(into, EACH_FILTER, FAST_ODD, chunk, at);
    if (mode == EACH_FILTER && fast == FAST_EVEN) return gather_ints(into, EACH_FILTER, FAST_EVEN, chunk, at);
    return at;
}

static enum each_result gather_all(struct chunk *into, enum each_mode mode, const struct plain *f, struct chunk *chunk, Py_ssize_t at) {
    if (f->primitive && f->primitive->fast) at = gather_fast(into, mode, f->primitive->fast, chunk, at);
    for (; at < chunk->end; at++) {
        Ref x = ref(chunk->items[at]);
        Value r = call_plain(f, x);
        if (failed(r) || gather(into, mode, x, r) < 0) return EACH_FAILED;
    }
    return EACH_DONE;
}

// --- reduce -------------------------------------------------------------------

// The steps of a transducer that can be made here, found once a chunk.
#define STEPS_MAX 8
struct step { enum fast_native what; struct plain f; };
struct steps { int n; struct step step[STEPS_MAX]; struct fn *last; struct proto *last_proto; };

static inline void find_steps(struct steps *s, struct fn *f) {
    s->n = 0;
    for (;; s->n++) {
        s->last = f;
        s->last_proto = fn_entry(f, 2);
        if (!s->last_proto || s->last_proto->fast < FAST_MAP || s->n == STEPS_MAX) return;
        Ref next = ref(f->captured[0]);
        if (!is_fn(next) || !is_plain(ref(f->captured[1]), &s->step[s->n].f)) return;
        s->step[s->n].what = s->last_proto->fast;
        f = fn_of(next);
    }
}

enum passed { PASSED, STOPPED, PASSED_BADLY };

// Takes an element (owned) through the steps.
static inline enum passed pass_steps(const struct steps *s, Value *x) {
    for (const struct step *step = s->step; step < s->step + s->n; step++) {
        const enum fast_native fast = step->f.primitive ? step->f.primitive->fast : FAST_NONE;
        const bool selects = step->what == FAST_FILTER || step->what == FAST_REMOVE;
        if (selects && (fast == FAST_ODD || fast == FAST_EVEN) && W_IS_INT(x->w)) {
            if (((x->w >> 2 & 1) == (fast == FAST_ODD)) != (step->what == FAST_FILTER)) return STOPPED;
            continue;
        }
        Value r = call_plain(&step->f, ref(*x));
        if (failed(r)) { drop(*x); return PASSED_BADLY; }
        if (selects) {
            if (consume_truth(r) != (step->what == FAST_FILTER)) { drop(*x); return STOPPED; }
        } else {
            drop(*x);
            *x = r;
            if (step->what == FAST_KEEP && is_nil(ref(r))) { drop(r); return STOPPED; }
        }
    }
    return PASSED;
}

static enum each_result reduce_all(Value *window, struct chunk *chunk, Py_ssize_t at, Ref *callee) {
    Value args[2] = {window[EACH_INTO]};
    struct steps steps;
    find_steps(&steps, fn_of(ref(window[EACH_FN])));
    const bool adds = steps.last_proto && steps.last_proto->fast == FAST_ADD;
    for (; at < chunk->end; at++) {
        args[1] = keep(ref(chunk->items[at]));
        if (steps.n) {
            enum passed passed = pass_steps(&steps, &args[1]);
            if (passed == STOPPED) continue;
            if (passed == PASSED_BADLY) { drop(args[0]); return EACH_FAILED; }
        }
        if (adds) {
            Value sum = fast_native(FAST_ADD, lend(args));
            if (sum.w) { args[0] = sum; continue; }
        }
        if (!steps.last_proto || !is_run_here(steps.last_proto)) {
            window[EACH_INDEX] = (Value){W_INT(at - chunk->start)};
            window[2] = args[0];
            window[3] = args[1];
            *callee = ref_of(steps.last);
            return EACH_CALL;
        }
        args[0] = call_native(steps.last_proto, args, 2);
        if (failed(args[0])) return EACH_FAILED;
        if (unlikely(is_reduced(ref(args[0])))) break;
    }
    window[EACH_INTO] = args[0];
    return EACH_DONE;
}

// --- a call for each element, and its result --------------------------------------

enum each_result each_run(Value *window, enum each_mode mode, Ref *callee) {
    Ref f = ref(window[EACH_FN]);
    if (!is_clj(ref(window[EACH_CHUNK]), &chunk_type) || (mode != EACH_REDUCE && !is_clj(ref(window[EACH_INTO]), &chunk_type))) {
        err_type("what is walked through must be a chunk, not %s", err_type_name(ref(window[EACH_CHUNK])));
        if (mode == EACH_REDUCE) drop(window[EACH_INTO]);
        return EACH_FAILED;
    }
    struct chunk *chunk = chunk_of(ref(window[EACH_CHUNK]));
    Py_ssize_t at = chunk->start + (Py_ssize_t)int_of(ref(window[EACH_INDEX]));
    if (at >= chunk->end) return EACH_DONE;
    struct plain plain;
    if (mode == EACH_REDUCE) {
        if (is_fn(f)) return reduce_all(window, chunk, at, callee);
        window[2] = window[EACH_INTO];
        window[3] = keep(ref(chunk->items[at]));
    } else {
        if (is_plain(f, &plain)) return gather_all(chunk_of(ref(window[EACH_INTO])), mode, &plain, chunk, at);
        window[2] = keep(ref(chunk->items[at]));
    }
    *callee = f;
    return EACH_CALL;
}

int each_collect(Value *window, enum each_mode mode, Value result) {
    struct chunk *chunk = chunk_of(ref(window[EACH_CHUNK]));
    int64_t at = int_of(ref(window[EACH_INDEX]));
    window[EACH_INDEX] = (Value){W_INT(at + 1)};
    if (mode == EACH_REDUCE) {
        window[EACH_INTO] = result;
        if (unlikely(is_reduced(ref(result)))) window[EACH_INDEX] = (Value){W_INT(chunk->end - chunk->start)};
        return 0;
    }
    return gather(chunk_of(ref(window[EACH_INTO])), mode, ref(chunk->items[chunk->start + at]), result);
}

// --- the steps of transducers ------------------------------------------------------

PRIM(cljsh_is_look_up, "cljsh.core", "look-up?", "[f]", "Is f a keyword, or a map or set that runs no code of the program when it is called?")
{
    struct plain plain;
    return bool_value(is_plain(a[0], &plain) && !plain.primitive);
}

PRIM(cljsh_known_step, "cljsh.core", "known-step", "[kind f]",
     "Marks f as the step function of map, filter, remove or keep, and returns it.")
{
    static const struct { const char *name; enum fast_native fast; } kinds[] = {
        {"map", FAST_MAP}, {"filter", FAST_FILTER}, {"remove", FAST_REMOVE}, {"keep", FAST_KEEP}};
    struct proto *p = is_fn(a[1]) && fn_of(a[1])->def->ncaptures == 2 ? fn_entry(fn_of(a[1]), 2) : NULL;
    for (size_t i = 0; p && PyUnicode_Check(obj(a[0])) && i < sizeof kinds / sizeof *kinds; i++)
        if (PyUnicode_CompareWithASCIIString(obj(a[0]), kinds[i].name) == 0) {
            p->fast = (uint8_t)kinds[i].fast;
            return keep(a[1]);
        }
    return err_arg("a known step is a function that closes over two values");
}
