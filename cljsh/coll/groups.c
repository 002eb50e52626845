// SPDX-License-Identifier: MIT
/* What partition and its relatives are made of: groups of the elements of a
 * seq that follow each other.
 *
 * No element is realised before its group is.  But where elements are there
 * already, in a vector or a chunk, nobody can tell whether their groups are
 * made one by one: ready-groups makes some at once. */
#include <math.h>

#include "base/prim.h"
#include "coll/vector_impl.h"
#include "seq/chunk.h"
#include "seq/list.h"
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
        Value rest = ERR;
        chunk = ops->chunk_first(ref(*more));
        if (failed(chunk) || chunk_count(ref(chunk)) > 32 || failed(rest = ops->chunk_rest(ref(*more)))) {
            xdrop(chunk);
            if (!PyErr_Occurred()) return adopt(many); // of another make than ours
            Py_DECREF(many);
            return ERR;
        }
        drop(*more);
        *more = rest;
    }
}

// The elements of s that are there, of which n make a group: 1, 0 if none are, -1 failed.
static int ready_start(struct ready *r, Ref s, Py_ssize_t n) {
    *r = (struct ready){0};
    if (is_clj(s, &vector_seq_type)) {
        const struct vec_seq *v = (const struct vec_seq *)obj(s);
        r->vec = v->vec;
        r->i = v->i;
        r->end = v->bound;
        return 1;
    }
    const Ops *ops = ops_of(s);
    if (!(ops->kind & K_CHUNKED)) return 0;
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

static Value group_at(const struct ready *r, Py_ssize_t i, Py_ssize_t n, bool as_seq) {
    Value items[ITEMS_MAX];
    for (Py_ssize_t j = 0; j < n; j++) items[j] = keep(r->vec ? item_at(r->vec, i + j) : ref(chunk_of(ref(r->chunk))->items[i + j]));
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
