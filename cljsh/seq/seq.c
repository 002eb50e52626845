// SPDX-License-Identifier: MIT
/* The seq functions: dispatch, and the primitives named after them. */
#include "seq/seq.h"

#include "base/prim.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "task/pause.h"

Value (*seq_flow_hook)(Value lazy, bool count);

Value seq_of(Ref coll) {
    const Ops *ops = ops_of(coll);
    return ops->seq ? ops->seq(coll) : host_seq(coll);
}

// The step on the seq of something that is not a seq itself.
static Value first_of_seq(Ref coll) {
    if (is_nil(coll)) return nil_value();
    Value seq = seq_of(coll);
    if (failed(seq) || is_nil(ref(seq))) return seq;
    Value first = ops_of(ref(seq))->first(ref(seq));
    drop(seq);
    return first;
}

Value seq_first(Ref coll) {
    const Ops *ops = ops_of(coll);
    return likely(ops->first) ? ops->first(coll) : first_of_seq(coll);
}

Value seq_next(Ref coll) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->next)) return ops->next(coll);
    if (is_nil(coll)) return nil_value();
    Value seq = seq_of(coll);
    if (failed(seq) || is_nil(ref(seq))) return seq;
    ops = ops_of(ref(seq));
    if (ops->next) {
        Value next = ops->next(ref(seq));
        drop(seq);
        return next;
    }
    Value rest = ops->rest ? ops->rest(ref(seq)) : err_unsupported("%s has no next", err_type_name(ref(seq)));
    drop(seq);
    if (failed(rest)) return ERR;
    Value next = seq_of(ref(rest));
    drop(rest);
    return next;
}

Value seq_rest(Ref coll) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->rest)) return ops->rest(coll);
    if (is_nil(coll)) return list_empty();
    Value seq = seq_of(coll);
    if (failed(seq)) return ERR;
    Value rest;
    ops = ops_of(ref(seq));
    if (is_nil(ref(seq))) rest = list_empty();
    else if (ops->rest) rest = ops->rest(ref(seq));
    else {
        rest = seq_next(ref(seq));
        if (ok(rest) && is_nil(ref(rest))) {
            drop(rest);
            rest = list_empty();
        }
    }
    drop(seq);
    return rest;
}

bool seq_is_seqable(Ref r) {
    if (is_nil(r)) return true;
    if (!is_obj(r)) return false;
    if (Py_TYPE(Py_TYPE(obj(r))) == &clj_meta) return ops_of(r)->seq || Py_TYPE(obj(r))->tp_iter;
    return Py_TYPE(obj(r))->tp_iter || PySequence_Check(obj(r));
}

Value seq_itself(Ref seq) { return keep(seq); }
Value seq_conj(Value seq, Ref x) {
    Value longer = cons_new(x, ref(seq));
    drop(seq);
    return longer;
}
Value seq_emptied(Ref seq) { (void)seq; return list_empty(); }

Value seq_walk(Ref seq) {
    static unsigned steps;
    return unlikely((++steps & 0xfff) == 0) && task_charge(0x1000) < 0 ? ERR : seq_next(seq);
}

// The same, giving seq away.
static Value step(Value seq) {
    Value next = seq_walk(ref(seq));
    drop(seq);
    return next;
}

Py_ssize_t seq_count(Ref coll) {
    Py_ssize_t n = 0;
    Value seq = seq_of(coll);
    while (ok(seq) && !is_nil(ref(seq))) {
        const Ops *ops = ops_of(ref(seq));
        if (ops->kind & K_COUNTED) {
            Py_ssize_t rest = ops->count(ref(seq));
            drop(seq);
            return rest < 0 ? -1 : n + rest;
        }
        if (ops->kind & K_CHUNKED) {
            Value chunk = ops->chunk_first(ref(seq)), rest = ERR, next = ERR;
            if (ok(chunk)) {
                n += chunk_count(ref(chunk));
                drop(chunk);
                if (task_charge(32) == 0) rest = ops->chunk_rest(ref(seq));
            }
            if (ok(rest)) {
                next = seq_of(ref(rest));
                drop(rest);
            }
            drop(seq);
            seq = next;
        } else {
            n++;
            seq = step(seq);
        }
    }
    if (failed(seq)) return -1;
    drop(seq);
    return n;
}

// --- primitives -----------------------------------------------------------

PRIM(core_seq, "clojure.core", "seq", "[coll]",
     "Returns a seq on the collection, or nil when it is empty.\n"
     "Works on Clojure's collections, strings, and every Python iterable; an\n"
     "iterator or generator is read as the seq is walked, each element once.")
{ return seq_of(a[0]); }

PRIM(core_first, "clojure.core", "first", "[coll]",
     "Returns the first element of the collection, or nil when it is empty.")
{ return seq_first(a[0]); }

PRIM(core_rest, "clojure.core", "rest", "[coll]",
     "Returns the elements after the first as a seq, which may be empty.\n"
     "Does not compute the second element.")
{ return seq_rest(a[0]); }

PRIM(core_next, "clojure.core", "next", "[coll]",
     "Returns a seq of the elements after the first, or nil when there are none.")
{ return seq_next(a[0]); }

// Two steps, each of first, rest or next.
static Value compose(Value (*outer)(Ref), Value (*inner)(Ref), Ref coll) {
    Value middle = inner(coll);
    if (failed(middle)) return ERR;
    Value result = outer(ref(middle));
    drop(middle);
    return result;
}

PRIM(core_second, "clojure.core", "second", "[coll]",
     "Returns the second element of the collection, or nil when there is none.")
{ return compose(seq_first, seq_next, a[0]); }

PRIM(core_ffirst, "clojure.core", "ffirst", "[coll]",
     "Returns the first element of the collection's first element.")
{ return compose(seq_first, seq_first, a[0]); }

PRIM(core_fnext, "clojure.core", "fnext", "[coll]",
     "Returns the second element of the collection: the first of its next.")
{ return compose(seq_first, seq_next, a[0]); }

PRIM(core_nfirst, "clojure.core", "nfirst", "[coll]",
     "Returns a seq of the elements after the first of the collection's first element.")
{ return compose(seq_next, seq_first, a[0]); }

PRIM(core_nnext, "clojure.core", "nnext", "[coll]",
     "Returns a seq of the elements after the second, or nil when there are none.")
{ return compose(seq_next, seq_next, a[0]); }

PRIM(core_last, "clojure.core", "last", "[coll]",
     "Returns the last element of the collection, or nil when it is empty.\n"
     "Walks the whole of it.")
{
    Value coll = take(&a[0]), seq = seq_of(ref(coll));
    drop(coll);
    if (failed(seq) || is_nil(ref(seq))) return seq;
    for (;;) {
        Value next = seq_walk(ref(seq));
        if (failed(next) || is_nil(ref(next))) {
            Value last = failed(next) ? ERR : seq_first(ref(seq));
            drop(seq);
            xdrop(next);
            return last;
        }
        drop(seq);
        seq = next;
    }
}

// How many steps (dec n) can be taken while (pos? n): 0, or -1 failed.
static int steps(Ref n, int64_t *count) {
    double d;
    if (same(n, TRUE_REF) || same(n, FALSE_REF)) return (err_type("a number of steps is needed, not %s", err_type_name(n)), -1);
    if (int64_of(n, count)) return 0;
    if (float_of(n, &d)) {
        *count = d > 0x1p62 ? INT64_MAX : d > 0 ? (int64_t)d + (d > (double)(int64_t)d) : 0;
        return 0;
    }
    if (is_obj(n) && PyLong_CheckExact(obj(n))) { // beyond 64 bits
        *count = _PyLong_Sign(obj(n)) > 0 ? INT64_MAX : 0;
        return 0;
    }
    PyObject *o = py_of(n), *as_float = o ? PyNumber_Float(o) : NULL;
    Py_XDECREF(o);
    if (!as_float) return -1;
    d = PyFloat_AS_DOUBLE(as_float);
    Py_DECREF(as_float);
    *count = d > 0 ? (int64_t)d + (d > (double)(int64_t)d) : 0;
    return 0;
}

PRIM(core_nthnext, "clojure.core", "nthnext", "[coll n]",
     "Returns what is left of the collection after n steps of next, as a seq or nil.")
{
    int64_t n_steps;
    if (is_nil(a[0])) return nil_value();
    if (steps(a[1], &n_steps) < 0) return ERR;
    Value coll = take(&a[0]), seq = seq_of(ref(coll));
    drop(coll);
    while (n_steps-- > 0 && ok(seq) && !is_nil(ref(seq))) seq = step(seq);
    return seq;
}

PRIM(core_nthrest, "clojure.core", "nthrest", "[coll n]",
     "Returns what is left of the collection after n steps of rest.\n"
     "With n not positive that is coll itself.")
{
    int64_t n_steps;
    if (steps(a[1], &n_steps) < 0) return ERR;
    Value coll = take(&a[0]);
    while (n_steps-- > 0) {
        Value seq = (n_steps & 0xfff) || task_charge(0x1000) == 0 ? seq_of(ref(coll)) : ERR;
        if (failed(seq) || is_nil(ref(seq))) {
            drop(coll);
            if (failed(seq)) return ERR;
            drop(seq);
            return list_empty();
        }
        drop(coll);
        coll = seq_rest(ref(seq));
        drop(seq);
        if (failed(coll)) return ERR;
    }
    return coll;
}

PRIM(core_reverse, "clojure.core", "reverse", "[coll]",
     "Returns a list of the collection's elements in reverse order.")
{
    Value coll = seq_gather(take(&a[0])), list = list_empty();
    struct cursor c;
    if (failed(coll)) return drop(list), ERR;
    int started = cursor_start(&c, ref(coll));
    drop(coll);
    if (started < 0) {
        drop(list);
        return ERR;
    }
    for (Value x; ok(list) && ok(x = cursor_next(&c)); drop(x)) list = list_cons(ref(x), list);
    if (cursor_end(&c) < 0) {
        xdrop(list);
        return ERR;
    }
    return list;
}

PRIM(core_seqable, "clojure.core", "seqable?", "[x]",
     "Returns true when seq works on x.")
{ return bool_value(seq_is_seqable(a[0])); }

static Value iterator_seq_of(Ref r) {
    if (is_nil(r) || ops_of(r)->seq) return seq_of(r);
    PyObject *o = py_of(r), *iterator = o ? PyObject_GetIter(o) : NULL;
    Value seq = iterator ? iterator_seq(iterator) : ERR;
    Py_XDECREF(o);
    Py_XDECREF(iterator);
    return seq;
}

PRIM(core_iterator_seq, "clojure.core", "iterator-seq", "[iter]",
     "Returns a seq on a Python iterator, or nil when it has nothing more.\n"
     "The iterator is read as the seq is walked, each element once.")
{ return iterator_seq_of(a[0]); }

PRIM(core_enumeration_seq, "clojure.core", "enumeration-seq", "[e]",
     "Returns a seq on an iterator, as iterator-seq does.")
{ return iterator_seq_of(a[0]); }

int seq_init(void) { return host_seq_init() < 0 || cursor_init() < 0 ? -1 : 0; }
