// SPDX-License-Identifier: MIT
#include "seq/ahead.h"

#include "seq/chunk.h"
#include "seq/seq.h"
#include "task/pause.h"

struct lazy *ahead_lazy(Ref coll, Py_ssize_t steps) {
    for (;;) {
        if (is_lazy(coll)) {
            struct lazy *l = (struct lazy *)obj(coll);
            if (!lazy_done(l)) return l;
            coll = ref(l->seq);
        } else if (is_clj(coll, &cons_type)) {
            if (--steps < 0) return NULL;
            coll = ref(((struct cons *)obj(coll))->rest);
        } else if (is_clj(coll, &chunked_cons_type)) {
            const struct chunked_cons *c = (struct chunked_cons *)obj(coll);
            steps -= chunk_of(ref(c->chunk))->end - c->at;
            if (steps < 0) return NULL;
            coll = ref(c->more);
        } else {
            return NULL;
        }
    }
}

/* What was counted is in a chunk: the number, and what is left.  No chunk of a
 * program's has the mark before its first element. */
static const char mark;

static bool is_counted(Ref x) {
    return is_clj(x, &chunk_type) && chunk_of(x)->start == 1 && chunk_of(x)->items[0].w == (uintptr_t)&mark;
}

static Value counted(Py_ssize_t n, Value left) {
    struct chunk *c = chunk_new(3);
    if (!c) return (drop(left), ERR);
    c->items[0].w = (uintptr_t)&mark;
    c->items[1] = int_value(n);
    c->items[2] = left;
    c->start = 1;
    c->end = 3;
    return adopt(c);
}

bool ahead_counts(Ref seq) { return ops_of(seq)->count == seq_count ? ahead_lazy(seq, PY_SSIZE_T_MAX) != NULL : is_counted(seq); }

// One step along seq (consumed), by which *n grows: what is left, a seqable, or ERR.
static Value step(Value seq, Py_ssize_t *n) {
    Value rest;
    if (is_clj(ref(seq), &chunked_cons_type)) {
        const struct chunked_cons *c = (struct chunked_cons *)obj(ref(seq));
        *n += chunk_of(ref(c->chunk))->end - c->at;
        rest = keep(ref(c->more));
    } else {
        ++*n;
        rest = is_clj(ref(seq), &cons_type) ? keep(ref(((struct cons *)obj(ref(seq)))->rest)) : seq_next(ref(seq));
    }
    drop(seq);
    return (*n & 4095) < 32 && task_charge(4096) < 0 ? (xdrop(rest), ERR) : rest;
}

Py_ssize_t ahead_count(Value *seq, struct lazy **next) {
    Value left = *seq;
    Py_ssize_t n = 0;
    *seq = (Value){W_INT(0)};
    if (is_counted(ref(left))) {
        const struct chunk *c = chunk_of(ref(left));
        n = (Py_ssize_t)int_of(ref(c->items[1]));
        Value after = keep(ref(c->items[2]));
        drop(left);
        left = after;
    }
    while (ok(left) && !is_nil(ref(left))) {
        if (is_lazy(ref(left))) {
            struct lazy *l = (struct lazy *)obj(ref(left));
            if (!lazy_done(l)) {
                *seq = counted(n, left);
                if (failed(*seq)) return (*seq = (Value){W_INT(0)}, -1);
                *next = l;
                return 0;
            }
            Value inside = keep(ref(l->seq));
            drop(left);
            left = inside;
        } else if (ops_of(ref(left))->count == seq_count) {
            left = step(left, &n);
        } else { // it knows
            Py_ssize_t more = ops_of(ref(left))->count ? ops_of(ref(left))->count(ref(left)) : -2;
            if (more == -2) {
                Value rest = seq_of(ref(left));
                more = failed(rest) ? -1 : is_nil(ref(rest)) ? 0 : seq_count(ref(rest));
                xdrop(rest);
            }
            drop(left);
            return more < 0 ? -1 : n + more;
        }
    }
    if (failed(left)) return -1;
    return n;
}
