// SPDX-License-Identifier: MIT
/* The vector type: what Clojure's collection functions do on a vector; and
 * what all kinds of vectors (subvecs, entries) have in common. */
#include "coll/vector_impl.h"

#include "base/cstack.h"
#include "coll/map.h"
#include "data/equal.h"
#include "seq/range.h"
#include "seq/seq.h"
#include "task/pause.h"

Value index_error(Py_ssize_t i, Py_ssize_t count) {
    return err_index("index %zd is out of bounds for a vector of %zd", i, count);
}

int index_of_key(Ref key, Py_ssize_t *i) {
    int64_t n;
    if (is_obj(key) && PyLong_Check(obj(key)) && !PyBool_Check(obj(key))) // too large for any vector
        return (err_index("index %R is out of bounds", obj(key)), -1);
    if (!int64_of(key, &n)) return (err_arg("Key must be integer"), -1);
    *i = n;
    return 0;
}

// --- any kind of vector ---------------------------------------------------

Py_ssize_t any_vec_count(Ref v) {
    struct span s;
    return span_of(v, &s) ? s.count : 2;
}

static Ref item_ref(Ref v, Py_ssize_t i) {
    struct span s;
    if (span_of(v, &s)) return item_at(s.vec, s.start + i);
    struct entry *e = (struct entry *)obj(v);
    return ref(i ? e->val : e->key);
}

Value any_vec_item(Ref v, Py_ssize_t i) { return keep(item_ref(v, i)); }

static bool in_bounds(Ref v, Ref key, int64_t *i) {
    return int64_of(key, i) && *i >= 0 && *i < any_vec_count(v);
}

int any_vec_contains(Ref v, Ref key) {
    int64_t i;
    return in_bounds(v, key, &i);
}

Value any_vec_find(Ref v, Ref key) {
    int64_t i;
    return in_bounds(v, key, &i) ? entry_new(key, item_ref(v, i)) : nil_value();
}

Value any_vec_get(Ref v, Ref key, Ref absent) {
    int64_t i;
    return keep(in_bounds(v, key, &i) ? item_ref(v, i) : absent);
}

Value any_vec_invoke(Ref v, Value *args, Py_ssize_t n) {
    Py_ssize_t i;
    if (n != 1) {
        PyErr_Format(ArityError, "a vector is called with one argument, an index, not with %zd", n);
        return ERR;
    }
    if (index_of_key(ref(args[0]), &i) < 0) return ERR;
    if (i < 0 || i >= any_vec_count(v)) return index_error(i, any_vec_count(v));
    return keep(item_ref(v, i));
}

const Value *vec_few(Ref v, Py_ssize_t *n) {
    if (likely(is_clj(v, &vec_type))) {
        *n = vec_ptr(v)->count;
        return *n <= WIDTH ? vec_ptr(v)->tail : NULL;
    }
    if (!is_clj(v, &entry_type)) return NULL;
    *n = 2;
    return &((struct entry *)obj(v))->key;
}

// Are their hashes known, and not the same?
static inline bool hashes_differ(Ref a, Ref b) {
    if (!is_clj(a, &vec_type) || !is_clj(b, &vec_type)) return false;
    Py_hash_t x = vec_ptr(a)->hash, y = vec_ptr(b)->hash;
    return x != y && x && y;
}

int any_vec_equal(Ref a, Ref b) {
    Py_ssize_t size_a, size_b;
    const Value *x = vec_few(a, &size_a), *y = x ? vec_few(b, &size_b) : NULL;
    if (likely(y != NULL)) {
        if (size_a != size_b || hashes_differ(a, b)) return 0;
        for (Py_ssize_t i = 0; i < size_a; i++) {
            int equal = val_equal(ref(x[i]), ref(y[i]));
            if (equal <= 0) return equal;
        }
        return 1;
    }
    if (!(kind_of(b) & K_VECTOR) || !(is_clj(b, &entry_type) || is_clj(b, &vec_type) || is_clj(b, &subvec_type)))
        return seq_equal(a, b);
    Py_ssize_t n = any_vec_count(a);
    if (n != any_vec_count(b)) return 0;
    if (cstack_check() < 0) return -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        int equal = task_charge_turn((size_t)i) < 0 ? -1 : val_equal(item_ref(a, i), item_ref(b, i));
        if (equal <= 0) return equal;
    }
    return 1;
}

Py_hash_t any_vec_hash(Ref v) {
    Py_hash_t *cache = is_clj(v, &vec_type) ? &vec_ptr(v)->hash : is_clj(v, &subvec_type) ? &((struct subvec *)obj(v))->hash : NULL;
    if (cache && *cache) return *cache;
    if (cstack_check() < 0) return -1;
    Py_ssize_t n;
    const Value *items = vec_few(v, &n);
    if (!items) n = any_vec_count(v);
    Py_hash_t hash = HASH_ORDERED_START;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_hash_t item = val_hash(items ? ref(items[i]) : item_ref(v, i));
        if (item == -1 || task_charge_turn((size_t)i) < 0) return -1;
        hash = hash_ordered_step(hash, item);
    }
    hash = hash_ordered_end(hash, n);
    if (cache) *cache = hash;
    return hash;
}

int any_vec_compare(Ref a, Ref b, int *order) {
    Py_ssize_t size_a, size_b;
    const Value *x = vec_few(a, &size_a), *y = x ? vec_few(b, &size_b) : NULL;
    if (likely(y != NULL)) {
        *order = (size_a > size_b) - (size_a < size_b);
        for (Py_ssize_t i = 0; i < size_a && !*order; i++) {
            if (x[i].w == y[i].w) continue;
            if (val_compare(ref(x[i]), ref(y[i]), order) < 0) return -1;
        }
        return 0;
    }
    if (!is_clj(b, &vec_type) && !is_clj(b, &subvec_type) && !is_clj(b, &entry_type)) {
        if (!(kind_of(b) & K_VECTOR)) return (err_type("cannot compare a vector with %s", err_type_name(b)), -1);
        SCOPED Value seq = seq_of(b); // a type of the program's that is a vector
        SCOPED Value ours = failed(seq) ? ERR : vec_of_seqable(ref(seq));
        return failed(ours) ? -1 : any_vec_compare(a, ref(ours), order);
    }
    Py_ssize_t n = any_vec_count(a), m = any_vec_count(b);
    *order = (n > m) - (n < m);
    if (cstack_check() < 0) return -1;
    for (Py_ssize_t i = 0; i < n && !*order; i++)
        if (val_compare(item_ref(a, i), item_ref(b, i), order) < 0) return -1;
    return 0;
}

// --- the operations of vec_type -------------------------------------------

static Py_ssize_t count(Ref v) { return vec_ptr(v)->count; }
static Value seq(Ref v) { return vector_seq_new(vec_ptr(v), 0, vec_ptr(v)->count, NULL); }
static Value rseq(Ref v) { return vector_rseq_new(vec_ptr(v), 0, vec_ptr(v)->count, NULL); }

static Value first(Ref v) { return vec_ptr(v)->count ? keep(item_at(vec_ptr(v), 0)) : nil_value(); }

static Value empty(Ref v) {
    PyObject *meta = vec_ptr(v)->meta;
    if (!meta) return vec_empty();
    SCOPED Value none = vec_empty();
    return vec_set_meta(ref(none), meta);
}

static Value peek(Ref v) {
    Py_ssize_t n = vec_ptr(v)->count;
    return n ? keep(item_at(vec_ptr(v), n - 1)) : nil_value();
}

static Value nth(Ref v, Py_ssize_t i, Ref absent) {
    if (likely((size_t)i < (size_t)vec_ptr(v)->count)) return keep(item_at(vec_ptr(v), i));
    return absent.w ? keep(absent) : index_error(i, vec_ptr(v)->count);
}

static Value get(Ref v, Ref key, Ref absent) {
    if (likely(is_int(key)) && (uint64_t)int_of(key) < (uint64_t)vec_ptr(v)->count)
        return keep(item_at(vec_ptr(v), int_of(key)));
    return is_int(key) ? keep(absent) : any_vec_get(v, key, absent);
}

static Value assoc(Value vec, Ref key, Ref x) {
    Py_ssize_t i, n = vec_ptr(ref(vec))->count;
    if (likely(index_of_key(key, &i) == 0)) {
        if (likely((size_t)i <= (size_t)n)) return vec_assoc_at(vec, i, x);
        index_error(i, n);
    }
    drop(vec);
    return ERR;
}

static const Ops vec_ops = {
    .kind = K_VECTOR | K_SEQUENTIAL | K_ASSOCIATIVE | K_COUNTED | K_INDEXED | K_REVERSIBLE | K_COLL | K_IFN | K_EDITABLE,
    .meta_offset = offsetof(struct vec, meta),
    .seq = seq, .first = first, .rseq = rseq, .count = count, .conj = vec_conj, .empty = empty,
    .peek = peek, .pop = vec_pop, .nth = nth, .get = get, .contains = any_vec_contains, .find = any_vec_find,
    .assoc = assoc, .equal = any_vec_equal, .hash = any_vec_hash, .compare = any_vec_compare,
    .with_meta = vec_set_meta, .invoke = any_vec_invoke,
};
CljType vec_type = {CLJ_TYPE_HEAD("cljsh.Vector", struct vec), .ops = &vec_ops};

int vec_ops_init(void) {
    TYPE_OBJECT(vec_type)->tp_doc = "A persistent vector: immutable, indexed, cheap to extend.";
    return type_ready(&vec_type, "Sequence");
}

// The vector of a seq of few items of a vector, forwards or backwards: filled at once.
static Value vec_of_few(const struct vec_seq *s, bool backwards) {
    Value items[WIDTH];
    Py_ssize_t n = 0;
    if (backwards)
        for (Py_ssize_t i = s->i; i >= s->bound; i--) items[n++] = keep(item_at(s->vec, i));
    else
        for (Py_ssize_t i = s->i; i < s->bound; i++) items[n++] = keep(item_at(s->vec, i));
    return vec_give(items, n);
}

Value vec_append_walk(Value v, struct cursor *c) {
    const Value *items = NULL;
    while (ok(v)) {
        Py_ssize_t n = cursor_run(c, &items);
        if (n > 0) {
            v = vec_append(v, items, n);
            continue;
        }
        Value x = cursor_next(c);
        if (!ok(x)) break;
        v = vec_conj(v, ref(x));
        drop(x);
    }
    return v;
}

// The vector of n times x.
static Value vec_repeated(Ref x, Py_ssize_t n) {
    Value leaf[WIDTH], v = vec_empty();
    for (int i = 0; i < WIDTH; i++) leaf[i] = (Value){x.w};
    for (size_t done = 0; n > 0 && ok(v); n -= WIDTH, done += WIDTH) {
        v = vec_append(v, leaf, n < WIDTH ? n : WIDTH);
        if (ok(v) && task_charge_turn(done + MASK) < 0) return drop(v), ERR;
    }
    return v;
}

Value vec_of_given(Value coll) {
    coll = seq_gather(coll);
    if (failed(coll)) return ERR;
    Ref r = ref(coll);
    if (is_clj(r, &repeat_type) && repeat_left(r) > 0) {
        SCOPED Value x = ops_of(r)->first(r);
        const Py_ssize_t n = repeat_left(r);
        drop(coll);
        return vec_repeated(ref(x), n);
    }
    if (kind_of(r) & K_VECTOR && !(kind_of(r) & K_ENTRY)) {
        PyObject **meta = meta_slot(r);
        if (!meta || !*meta) return coll;
        Value plain = ops_of(r)->with_meta(r, NULL);
        drop(coll);
        return plain;
    }
    if (is_clj(r, &vector_seq_type) || is_clj(r, &vector_rseq_type)) {
        const struct vec_seq *s = (const struct vec_seq *)obj(r);
        bool backwards = is_clj(r, &vector_rseq_type);
        if ((backwards ? s->i - s->bound + 1 : s->bound - s->i) <= WIDTH) {
            Value few = vec_of_few(s, backwards);
            drop(coll);
            return few;
        }
    }
    Value v = vec_empty();
    struct cursor c;
    int started = cursor_start(&c, r);
    drop(coll); // what has been walked may go
    if (started < 0) return drop(v), ERR;
    v = vec_append_walk(v, &c);
    if (cursor_end(&c) == 0) return v;
    xdrop(v);
    return ERR;
}

Value vec_of_seqable(Ref coll) { return vec_of_given(keep(coll)); }
