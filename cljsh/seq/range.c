// SPDX-License-Identifier: MIT
/* (range): of ints that fit 64 bits a counted, chunked seq; of other numbers
 * one that adds step by step; without an end (iterate inc 0). */
#include "seq/range.h"

#include "base/prim.h"
#include "num/number.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/iterate.h"
#include "seq/list.h"
#include "seq/seq.h"

#define CHUNK 32


// --- ints -----------------------------------------------------------------

static inline struct int_range *range_of(Ref r) { return (struct int_range *)obj(r); }

static Value int_range_make(int64_t start, int64_t end, int64_t step, PyObject *meta) {
    struct int_range *r = PyObject_New(struct int_range, TYPE_OBJECT(range_int_type));
    if (!r) return ERR;
    r->start = start;
    r->end = end;
    r->step = step;
    r->meta = meta;
    Py_XINCREF(meta);
    return adopt(r);
}

// How many elements there are; the distance of the bounds may need 65 bits.
static uint64_t length_of(const struct int_range *r) {
    uint64_t distance = r->step > 0 ? (uint64_t)r->end - (uint64_t)r->start : (uint64_t)r->start - (uint64_t)r->end;
    uint64_t step = r->step > 0 ? (uint64_t)r->step : -(uint64_t)r->step;
    return (distance - 1) / step + 1;
}

static Py_ssize_t range_count(Ref r) {
    uint64_t n = length_of(range_of(r));
    if (n > PY_SSIZE_T_MAX) return (err_arith("the range has too many elements to count"), -1);
    return (Py_ssize_t)n;
}
static Value range_first(Ref r) { return int_value(range_of(r)->start); }

// What is left after n elements: a range, or whatever `none` gives.
static Value range_after(Ref r, uint64_t n, Value (*none)(void)) {
    struct int_range *range = range_of(r);
    if (length_of(range) <= n) return none();
    return int_range_make(range->start + (int64_t)n * range->step, range->end, range->step, NULL);
}
Value range_from(Ref r, int64_t start) { return int_range_make(start, range_of(r)->end, range_of(r)->step, NULL); }
static Value range_next(Ref r) { return range_after(r, 1, nil_value); }
static Value range_rest(Ref r) { return range_after(r, 1, list_empty); }
static bool range_step(Ref r) {
    struct int_range *range = range_of(r);
    if (range->meta || length_of(range) <= 1) return false;
    range->start += range->step;
    return true;
}
static Value range_chunk_rest(Ref r) { return range_after(r, CHUNK, list_empty); }

static Value range_chunk_first(Ref r) {
    struct int_range *range = range_of(r);
    uint64_t length = length_of(range);
    Py_ssize_t n = length < CHUNK ? (Py_ssize_t)length : CHUNK;
    struct chunk *chunk = chunk_new(n);
    if (!chunk) return ERR;
    for (int64_t x = range->start; chunk->end < n; x += range->step) {
        Value item = int_value(x);
        if (failed(item)) {
            Py_DECREF(chunk);
            return ERR;
        }
        chunk->items[chunk->end++] = item;
    }
    return adopt(chunk);
}

static Value range_nth(Ref r, Py_ssize_t i, Ref absent) {
    struct int_range *range = range_of(r);
    if (i >= 0 && (uint64_t)i < length_of(range)) return int_value(range->start + i * range->step);
    return absent.w ? keep(absent) : err_index("index %zd out of range", i);
}

static Value range_with_meta(Ref r, PyObject *meta) {
    struct int_range *range = range_of(r);
    return range->meta == meta ? keep(r) : int_range_make(range->start, range->end, range->step, meta);
}

static void range_dealloc(PyObject *o) {
    Py_XDECREF(((struct int_range *)o)->meta);
    PyObject_Free(o);
}

static const Ops range_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_COUNTED | K_CHUNKED,
    .meta_offset = offsetof(struct int_range, meta),
    .seq = seq_itself,
    .first = range_first,
    .rest = range_rest,
    .next = range_next,
    .step = range_step,
    .chunk_first = range_chunk_first,
    .chunk_rest = range_chunk_rest,
    .count = range_count,
    .nth = range_nth,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = range_with_meta,
};
CljType range_int_type = {CLJ_TYPE_HEAD("cljsh.Range", struct int_range), .ops = &range_ops};

// --- other numbers --------------------------------------------------------

struct number_range { PyObject_HEAD Value start, end, step; PyObject *meta; bool up; }; // never empty
static CljType number_range_type;

static inline struct number_range *numbers_of(Ref r) { return (struct number_range *)obj(r); }

// The range from start (consumed), or nil when it would be empty.
static Value number_range_make(Value start, Ref end, Ref step, bool up, PyObject *meta) {
    int more = num_compare(ref(start), end, up ? NUM_LT : NUM_GT);
    struct number_range *r = more == 1 ? PyObject_New(struct number_range, TYPE_OBJECT(number_range_type)) : NULL;
    if (!r) {
        drop(start);
        return more == 0 ? nil_value() : ERR;
    }
    r->start = start;
    r->end = keep(end);
    r->step = keep(step);
    r->up = up;
    r->meta = meta;
    Py_XINCREF(meta);
    return adopt(r);
}

static Value numbers_first(Ref r) { return keep(ref(numbers_of(r)->start)); }
static Value numbers_next(Ref r) {
    struct number_range *range = numbers_of(r);
    Value start = num_add(ref(range->start), ref(range->step));
    return failed(start) ? ERR : number_range_make(start, ref(range->end), ref(range->step), range->up, NULL);
}
static Value numbers_rest(Ref r) {
    Value next = numbers_next(r);
    if (failed(next) || !is_nil(ref(next))) return next;
    drop(next);
    return list_empty();
}
static Value numbers_with_meta(Ref r, PyObject *meta) {
    struct number_range *range = numbers_of(r);
    if (range->meta == meta) return keep(r);
    return number_range_make(keep(ref(range->start)), ref(range->end), ref(range->step), range->up, meta);
}
static void numbers_dealloc(PyObject *o) {
    struct number_range *range = (struct number_range *)o;
    drop(range->start);
    drop(range->end);
    drop(range->step);
    Py_XDECREF(range->meta);
    PyObject_Free(o);
}

static const Ops numbers_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL,
    .meta_offset = offsetof(struct number_range, meta),
    .seq = seq_itself,
    .first = numbers_first,
    .rest = numbers_rest,
    .next = numbers_next,
    .count = seq_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = numbers_with_meta,
};
static CljType number_range_type = {CLJ_TYPE_HEAD("cljsh.NumberRange", struct number_range), .ops = &numbers_ops};

// --- making one -----------------------------------------------------------

static Value range_new(Ref start, Ref end, Ref step) {
    int64_t from, to, by;
    if (int64_of(start, &from) && int64_of(end, &to) && int64_of(step, &by)) {
        if (from == to || (by > 0 && from > to) || (by < 0 && from < to)) return list_empty();
        return by ? int_range_make(from, to, by, NULL) : repeat_new(start);
    }
    int sign;
    if (num_sign(step, &sign) < 0) return ERR;
    if (sign == 0) {
        int differ = num_compare(start, end, NUM_LT);
        if (differ == 0) differ = num_compare(start, end, NUM_GT);
        return differ < 0 ? ERR : differ ? repeat_new(start) : list_empty();
    }
    Value range = number_range_make(keep(start), end, step, sign > 0, NULL);
    if (failed(range) || !is_nil(ref(range))) return range;
    drop(range);
    return list_empty();
}

int range_init(void) {
    TYPE_OBJECT(range_int_type)->tp_dealloc = range_dealloc;
    TYPE_OBJECT(number_range_type)->tp_dealloc = numbers_dealloc;
    if (type_ready(&range_int_type, "Collection") < 0 || type_ready(&number_range_type, "Collection") < 0) return -1;
    return repeat_init() < 0 || iterate_init() < 0 || cycle_init() < 0 ? -1 : 0;
}

PRIM(core_range_0, "clojure.core", "range", "[]",
     "Returns a seq of the numbers from start (default 0) to end, which is not in it, by step (default 1).\n"
     "Without an end it is infinite; with a step of 0 it is start over and over.\n"
     "A range of ints knows its count and its nth element at once.")
{ return iterate_new(NO_REF, int_ref(0)); }

PRIM(core_range_1, "clojure.core", "range", "[end]", NULL) { return range_new(int_ref(0), a[0], int_ref(1)); }
PRIM(core_range_2, "clojure.core", "range", "[start end]", NULL) { return range_new(a[0], a[1], int_ref(1)); }
PRIM(core_range_3, "clojure.core", "range", "[start end step]", NULL) {
    return range_new(a[0], a[1], a[2]);
}
