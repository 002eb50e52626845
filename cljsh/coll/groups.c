// SPDX-License-Identifier: MIT
/* What partition and its relatives are made of: groups of the elements of a
 * seq that follow each other.
 *
 * No element is realised before its group is.  But where elements are there
 * already, in a vector or a chunk, nobody can tell whether their groups are
 * made one by one: ready-groups makes some at once. */
#include <math.h>

#include "base/call.h"
#include "base/prim.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/transient.h"
#include "coll/vector_impl.h"
#include "data/equal.h"
#include "data/str.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"

static Value pair(Value first, Value second) {
    struct chunk *both = ok(first) && ok(second) ? chunk_new(2) : NULL;
    if (!both) return xdrop(first), xdrop(second), ERR;
    both->items[both->end++] = first;
    both->items[both->end++] = second;
    return adopt(both);
}

// --- one group, as far as it is there ---------------------------------------

PRIM(cljsh_add_ready, "cljsh.core", "add-ready", "[group s n]",
     "Adds elements of the seq s to the vector group, until it has n or the next is not there yet: a chunk of group and what follows.")
{
    int64_t wanted;
    double d;
    if (!int64_of(a[2], &wanted)) wanted = float_of(a[2], &d) && d < 1e15 ? (int64_t)ceil(d) : 1;
    Value group = take(&a[0]), rest = ERR;
    struct cursor c;
    if (wanted <= vec_count(ref(group))) {
        rest = keep(a[1]);
    } else if (is_clj(a[1], &vector_seq_type)) { // without a chunk for them
        const struct vec_seq *s = (const struct vec_seq *)obj(a[1]);
        Py_ssize_t i = s->i;
        while (i < s->bound && ok(group) && vec_count(ref(group)) < wanted) group = vec_conj(group, item_at(s->vec, i++));
        rest = vector_seq_new(s->vec, i, s->bound, NULL);
    } else if (cursor_start(&c, a[1]) == 0) {
        do {
            Value x = cursor_next(&c);
            if (failed(x)) break;
            group = vec_conj(group, ref(x));
            drop(x);
        } while (ok(group) && vec_count(ref(group)) < wanted && cursor_is_ready(&c));
        if (ok(group) && !c.failed) rest = cursor_rest(&c);
        if (cursor_end(&c) < 0 && ok(rest)) {
            drop(rest);
            rest = ERR;
        }
    }
    return pair(group, rest);
}

// --- whole groups, some at once ---------------------------------------------

#define GROUPS_MAX 32 // at once
#define ITEMS_MAX 256 // in all of them

// Elements that are there: item i is in the vector, or in the chunk, and more is a seq of what follows.
struct ready { const struct vec *vec; Value chunk, more; Py_ssize_t i, end; };

// One chunk of what the first chunks of a seq have, n elements at least if so many are there.
static Value chunk_of_many(Value chunk, Value *more, Py_ssize_t n) {
    struct chunk *many = chunk_new(n + 32);
    if (!many) return drop(chunk), ERR;
    for (;;) {
        struct chunk *from = chunk_of(ref(chunk));
        for (Py_ssize_t i = from->start; i < from->end; i++) many->items[many->end++] = keep(ref(from->items[i]));
        drop(chunk);
        const Ops *ops = ops_of(ref(*more));
        if (many->end >= n || !(ops->kind & K_CHUNKED)) return adopt(many);
        chunk = ops->chunk_first(ref(*more));
        if (ok(chunk) && chunk_count(ref(chunk)) > 32) return drop(chunk), adopt(many); // of another make than ours
        Value rest = ok(chunk) ? ops->chunk_rest(ref(*more)) : ERR;
        if (failed(rest)) {
            xdrop(chunk);
            Py_DECREF(many);
            return ERR;
        }
        drop(*more);
        *more = rest;
    }
}

static int ready_list(struct ready *r, const struct list *l, Py_ssize_t n) {
    Py_ssize_t count = n > VEC_LEAF ? n : VEC_LEAF;
    if (count > l->count) count = l->count;
    struct chunk *chunk = chunk_new(count);
    if (!chunk) return -1;
    for (; chunk->end < count; l = (const struct list *)l->rest) chunk->items[chunk->end++] = keep(ref(l->first));
    r->chunk = adopt(chunk);
    r->more = keep_obj(l);
    r->end = count;
    return 1;
}

// Are elements of s there?  Of a seq of conses and lazy seqs more than one.
static bool is_ready(Ref s) {
    if (is_clj(s, &cycle_type)) return cycle_is_ready(s);
    if (!is_clj(s, &cons_type)) return is_clj(s, &list_type) || is_clj(s, &repeat_type) || kind_of(s) & K_CHUNKED;
    const Ref behind = ref(((struct cons *)obj(s))->rest);
    return !is_lazy(behind) || lazy_done((struct lazy *)obj(behind));
}

// What is realised of a seq of conses and lazy seqs.
static int ready_chain(struct ready *r, Ref s, Py_ssize_t n) {
    const Py_ssize_t most = n > VEC_LEAF ? n : VEC_LEAF;
    struct chunk *chunk = chunk_new(most);
    if (!chunk) return -1;
    while (chunk->end < most) {
        if (is_lazy(s) && lazy_done((struct lazy *)obj(s))) s = ref(((struct lazy *)obj(s))->seq);
        if (!is_clj(s, &cons_type)) break;
        chunk->items[chunk->end++] = keep(ref(((struct cons *)obj(s))->first));
        s = ref(((struct cons *)obj(s))->rest);
    }
    r->chunk = adopt(chunk);
    r->more = is_nil(s) ? list_empty() : keep(s);
    r->end = chunk->end;
    return 1;
}

// Of an endless one, or one of the same element several times.
static int ready_over_and_over(struct ready *r, Ref s, Py_ssize_t n) {
    const bool repeats = is_clj(s, &repeat_type);
    const Py_ssize_t left = repeats ? repeat_left(s) : -1;
    Py_ssize_t count = n > VEC_LEAF ? n : VEC_LEAF;
    if (left >= 0 && left < count) count = left;
    struct chunk *chunk = chunk_new(count);
    if (!chunk) return -1;
    if (!repeats) {
        r->more = cycle_take(s, count, chunk->items);
    } else {
        Value x = seq_first(s);
        while (chunk->end < count) chunk->items[chunk->end++] = keep(ref(x));
        drop(x);
        r->more = left < 0 ? keep(s) : left > count ? repeat_times(s, left - count) : list_empty();
    }
    if (failed(r->more)) return Py_DECREF(chunk), -1;
    r->chunk = adopt(chunk);
    r->end = chunk->end = count;
    return 1;
}

// The elements of s that are there, of which n make a group: 1, 0 if none are, -1 failed.
static int ready_start(struct ready *r, Ref s, Py_ssize_t n) {
    *r = (struct ready){0};
    if (!is_ready(s)) return 0;
    if (is_clj(s, &vector_seq_type)) {
        const struct vec_seq *v = (const struct vec_seq *)obj(s);
        r->vec = v->vec;
        r->i = v->i;
        r->end = v->bound;
        return 1;
    }
    if (is_clj(s, &list_type)) return ready_list(r, (const struct list *)obj(s), n);
    if (is_clj(s, &cons_type)) return ready_chain(r, s, n);
    if (is_clj(s, &repeat_type) || is_clj(s, &cycle_type)) return ready_over_and_over(r, s, n);
    const Ops *ops = ops_of(s);
    r->chunk = ops->chunk_first(s);
    if (failed(r->chunk)) return -1;
    r->more = ops->chunk_rest(s);
    if (ok(r->more) && chunk_count(ref(r->chunk)) < n) r->chunk = chunk_of_many(r->chunk, &r->more, n);
    if (failed(r->more) || failed(r->chunk)) {
        xdrop(r->more);
        xdrop(r->chunk);
        return -1;
    }
    r->i = chunk_of(ref(r->chunk))->start;
    r->end = chunk_of(ref(r->chunk))->end;
    return 1;
}

static void ready_end(struct ready *r) {
    xdrop(r->chunk);
    xdrop(r->more);
}

static inline Ref ready_item(const struct ready *r, Py_ssize_t i) {
    return r->vec ? item_at(r->vec, i) : ref(chunk_of(ref(r->chunk))->items[i]);
}

static Value group_at(const struct ready *r, Py_ssize_t i, Py_ssize_t n, bool as_seq) {
    Value items[ITEMS_MAX];
    for (Py_ssize_t j = 0; j < n; j++) items[j] = keep(ready_item(r, i + j));
    Value group = vec_give(items, n);
    if (failed(group) || !as_seq) return group;
    Value seq = vector_seq_new(vec_ptr(ref(group)), 0, n, NULL);
    drop(group);
    return seq;
}

// Where the group after the last one begins.
static Value rest_at(const struct ready *r, Py_ssize_t i) {
    if (r->vec) return vector_seq_new(r->vec, i, r->end, NULL);
    return i < r->end ? chunk_cons_at(keep(ref(r->chunk)), i, ref(r->more)) : keep(ref(r->more));
}

PRIM(cljsh_ready_groups, "cljsh.core", "ready-groups", "[n step s as-seqs]",
     "Returns a chunk of groups of n elements of the seq s, from one step to the next, and what follows them; or nil.\n"
     "They are vectors, or seqs of them. Of s nothing is realised; so there may be no whole group.")
{
    int64_t size, step;
    if (!int64_of(a[0], &size) || !int64_of(a[1], &step) || size < 1 || step < 1 || size > ITEMS_MAX) return nil_value();
    struct ready r;
    int there = ready_start(&r, a[2], (Py_ssize_t)size);
    if (there <= 0) return there < 0 ? ERR : nil_value();
    Py_ssize_t most = ITEMS_MAX / size, count = 0;
    if (most > GROUPS_MAX) most = GROUPS_MAX;
    struct chunk *groups = chunk_new(most);
    for (; groups && count < most && size <= r.end - r.i; count++) {
        if (step > r.end - r.i && !r.vec) break; // the next one begins beyond what is there
        Value group = group_at(&r, r.i, (Py_ssize_t)size, is_true(a[3]));
        if (failed(group)) Py_CLEAR(groups);
        else groups->items[groups->end++] = group;
        r.i = step < r.end - r.i ? r.i + step : r.end;
    }
    Value result = !groups ? ERR : count ? pair(adopt(groups), rest_at(&r, r.i)) : nil_value();
    if (groups && !count) Py_DECREF(groups);
    ready_end(&r);
    return result;
}

// --- runs of elements with one value, some at once ----------------------------

// Has it neither code of the program nor anything that is still to be computed?
static bool is_there(Ref x) {
    return val_is_scalar(x) || is_vec(x) || is_clj(x, &entry_type) || is_clj(x, &map_array_type) || is_clj(x, &hash_map_type) || is_clj(x, &set_hash_type) || is_clj(x, &list_type);
}

// The value of an element, where nobody can tell when it was asked for; ERR: no such, without exception.
static Value value_at(const struct ready *r, Py_ssize_t i, Ref f, bool scalars) {
    Ref x = ready_item(r, i);
    Value v = (scalars ? val_is_scalar(x) : is_there(x)) ? call1(f, x) : ERR;
    if (ok(v) && val_is_scalar(ref(v))) return v;
    if (failed(v)) PyErr_Clear(); // it will fail again when its turn comes
    xdrop(v);
    return ERR;
}

PRIM(cljsh_ready_runs, "cljsh.core", "ready-runs", "[f scalars? s]",
     "Returns a chunk of the runs of elements of the seq s with an equal (f x), and what follows them; nil if none is known to be there.\n"
     "f is one of which nobody can tell when it is called; scalars?: with a number, a string, a name, a boolean or nil.")
{
    struct ready r;
    int there = ready_start(&r, a[2], 1);
    if (there <= 0) return there < 0 ? ERR : nil_value();
    const bool scalars = is_true(a[1]), ends = r.vec || is_clj(ref(r.more), &empty_list_type);
    struct chunk *runs = chunk_new(GROUPS_MAX);
    Value value = runs ? value_at(&r, r.i, a[0], scalars) : ERR;
    while (ok(value) && r.i < r.end && runs->end < GROUPS_MAX) {
        Py_ssize_t next = r.i + 1;
        Value other = ERR;
        for (; next < r.end && next - r.i <= ITEMS_MAX; next++) {
            other = value_at(&r, next, a[0], scalars);
            if (failed(other) || val_equal(ref(value), ref(other)) != 1) break;
            drop(other);
            other = ERR;
        }
        drop(value);
        value = other;
        if (next - r.i > ITEMS_MAX || (next < r.end ? failed(other) : !ends)) break;
        Value run = group_at(&r, r.i, next - r.i, true);
        if (failed(run)) {
            Py_CLEAR(runs);
            break;
        }
        runs->items[runs->end++] = run;
        r.i = next;
    }
    xdrop(value);
    Value result = !runs ? ERR : runs->end ? pair(keep_obj(runs), rest_at(&r, r.i)) : nil_value();
    Py_XDECREF(runs);
    ready_end(&r);
    return result;
}

// --- elements that are there, some at once -----------------------------------

// A chunk of the elements from r->i on, which moves on.
static struct chunk *elements(struct ready *r, Py_ssize_t count) {
    struct chunk *c = chunk_new(count);
    for (Py_ssize_t i = 0; c && i < count; i++) c->items[c->end++] = keep(ready_item(r, r->i + i));
    r->i += count;
    return c;
}

PRIM(cljsh_take_ready, "cljsh.core", "take-ready", "[n s]",
     "Returns a chunk of the first elements of the seq s, n or fewer, and what follows them; nil if none is known to be there.")
{
    int64_t most;
    struct ready r;
    if (!int64_of(a[0], &most) || most < 1) return nil_value();
    int there = ready_start(&r, a[1], 1);
    if (there <= 0) return there < 0 ? ERR : nil_value();
    Py_ssize_t count = r.end - r.i < VEC_LEAF ? r.end - r.i : VEC_LEAF;
    if (count > most) count = (Py_ssize_t)most;
    struct chunk *taken = elements(&r, count);
    Value result = taken ? pair(adopt(taken), rest_at(&r, r.i)) : ERR;
    ready_end(&r);
    return result;
}

PRIM(cljsh_interleave_ready, "cljsh.core", "interleave-ready", "[s1 s2]",
     "Returns a chunk of elements of the seqs by turns, and what follows them in each; nil if none are known to be there.")
{
    struct ready r, q;
    if (!is_ready(a[1])) return nil_value();
    int there = ready_start(&r, a[0], 1);
    if (there <= 0) return there < 0 ? ERR : nil_value();
    there = ready_start(&q, a[1], 1);
    if (there <= 0) return ready_end(&r), there < 0 ? ERR : nil_value();
    Py_ssize_t count = r.end - r.i < q.end - q.i ? r.end - r.i : q.end - q.i;
    if (count > VEC_LEAF / 2) count = VEC_LEAF / 2;
    struct chunk *mixed = chunk_new(2 * count), *result = mixed ? chunk_new(3) : NULL;
    for (Py_ssize_t i = 0; mixed && i < count; i++) {
        mixed->items[mixed->end++] = keep(ready_item(&r, r.i++));
        mixed->items[mixed->end++] = keep(ready_item(&q, q.i++));
    }
    Value after[] = {result ? rest_at(&r, r.i) : ERR, result ? rest_at(&q, q.i) : ERR};
    if (ok(after[0]) && ok(after[1])) {
        result->items[0] = adopt(mixed);
        result->items[1] = after[0];
        result->items[2] = after[1];
        result->end = 3;
    } else {
        xdrop(after[0]), xdrop(after[1]);
        Py_XDECREF(mixed);
        Py_CLEAR(result);
    }
    ready_end(&r);
    ready_end(&q);
    return result ? adopt(result) : ERR;
}

PRIM(cljsh_distinct_ready, "cljsh.core", "distinct-ready", "[seen s]",
     "Returns a chunk of those of the next elements of the seq s that are not in the transient set seen, to which they are added,\n"
     "and what follows; nil if none is known to be there.")
{
    struct transient *seen = is_clj(a[0], &transient_type) ? (struct transient *)obj(a[0]) : NULL;
    if (!seen || !seen->coll.w || !is_clj(ref(seen->coll), &set_hash_type)) return nil_value();
    struct ready r;
    int there = ready_start(&r, a[1], 1);
    if (there <= 0) return there < 0 ? ERR : nil_value();
    Py_ssize_t count = r.end - r.i < VEC_LEAF ? r.end - r.i : VEC_LEAF;
    struct chunk *new = chunk_new(count);
    for (Py_ssize_t i = 0; new && i < count; i++) {
        Ref x = ready_item(&r, r.i);
        if (val_hash(x) == -1) {
            if (i > 0) PyErr_Clear(); // it will be found again when its turn comes
            else Py_CLEAR(new);
            break;
        }
        r.i++;
        Value set = seen->coll; // while it changes nobody else finds it
        Py_ssize_t before = ops_of(ref(set))->count(ref(set));
        seen->coll = ERR;
        set = set_conj(set, x);
        seen->coll = set;
        if (failed(set)) Py_CLEAR(new);
        else if (ops_of(ref(set))->count(ref(set)) > before) new->items[new->end++] = keep(x);
    }
    Value result = new ? pair(adopt(new), rest_at(&r, r.i)) : ERR;
    ready_end(&r);
    return result;
}

PRIM(cljsh_cons_all, "cljsh.core", "cons-all", "[chunk rest]", "Returns a seq of the elements of the chunk, one by one, and then those of the seq rest.")
{
    if (!is_clj(a[0], &chunk_type)) return err_type("%s is not a chunk", err_type_name(a[0]));
    struct chunk *chunk = chunk_of(a[0]);
    Value seq = keep(a[1]);
    for (Py_ssize_t i = chunk->end; i-- > chunk->start && ok(seq);) {
        Value longer = cons_new(ref(chunk->items[i]), ref(seq));
        drop(seq);
        seq = longer;
    }
    return seq;
}
