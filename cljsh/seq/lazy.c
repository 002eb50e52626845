// SPDX-License-Identifier: MIT
/* Lazy seqs.
 *
 *   state        fn                  seq
 *   unrealised   the body            0
 *   running      a task's mark       0           running
 *   realised     0                   seq or nil
 *   forwarding   a lazy seq          0           has the same seq as that one
 *   failed       an exception        0           the body raised it, and is gone: so again
 *   stuck        the body's result   0           stuck: seq_of failed on it
 *
 * A body that gives another unrealised lazy seq does not nest: the outer one
 * takes the inner one's function over and runs it next, and the inner one, if
 * anybody else has it, forwards to the outer one.  So neither C stack nor
 * anything else grows with the depth.
 */
#include "seq/list.h"

#include "base/call.h"
#include "base/prim.h"
#include "seq/chain.h"
#include "seq/chunk.h"
#include "seq/seq.h"
#include "task/once.h"

static inline struct lazy *lazy_of(Ref r) { return (struct lazy *)obj(r); }

static Value lazy_make(Value fn, Value seq, PyObject *meta) {
    struct lazy *l = chain_new(&lazy_type);
    if (unlikely(!l)) {
        xdrop(fn);
        xdrop(seq);
        return ERR;
    }
    l->fn = fn;
    l->seq = seq;
    l->meta = meta;
    l->running = l->stuck = false;
    Py_XINCREF(meta);
    // What it will hold once realised is not known: a cycle may come then, and
    // lazy_realise looks again.
    if (meta || may_close_cycle(ref(fn)) || may_close_cycle(ref(seq))) gc_track(l);
    return adopt(l);
}

Value lazy_new(Value fn) { return lazy_make(fn, ERR, NULL); }

Value lazy_realised(Value seq) { return lazy_make(ERR, is_clj(ref(seq), &empty_list_type) ? nil_value() : seq, NULL); }

Value lazy_of_own(Value fn) {
    struct lazy *l = chain_new(&lazy_type);
    if (unlikely(!l)) return drop(fn), ERR;
    l->fn = fn;
    l->seq = ERR;
    l->meta = NULL;
    l->running = l->stuck = false;
    if (gc_is_tracked(obj(ref(fn)))) gc_track(l);
    return adopt(l);
}

static void lazy_realise(struct lazy *l, Value seq) {
    l->seq = seq;
    once_done(&l->fn);
    if (may_close_cycle(ref(seq)) && !gc_is_tracked(l)) gc_track(l);
}

static void lazy_put_back(struct lazy *l, Value fn) {
    l->fn = fn;
    l->running = false;
    once_done(&l->fn);
    if (may_close_cycle(ref(fn)) && !gc_is_tracked(l)) gc_track(l);
}

// lazy_begin, that may give a lazy seq instead of a function: then there is
// nothing to call, it is the result.
static Value begin(struct lazy *l) {
    if (unlikely(l->running)) {
        Py_INCREF(l);
        int waited = once_wait(&l->fn, "a lazy seq");
        Value result = waited < 0 ? ERR : lazy_done(l) ? keep_obj(l) : begin(l);
        Py_DECREF(l);
        return result;
    }
    if (unlikely(lazy_done(l))) return keep_obj(l);
    if (unlikely(l->stuck)) {
        Value seq = seq_of(ref(l->fn));
        Value done = failed(seq) ? ERR : lazy_make(ERR, seq, NULL);
        if (failed(done)) return ERR;
        l->stuck = false;
        l->running = true;
        drop(l->fn);
        l->fn = once_mark();
        return done;
    }
    if (unlikely(PyExceptionInstance_Check(obj(ref(l->fn))))) { // it failed, and does so again
        PyErr_SetObject((PyObject *)Py_TYPE(obj(ref(l->fn))), obj(ref(l->fn)));
        return ERR;
    }
    Value fn = l->fn;
    l->fn = once_mark();
    l->running = true;
    return fn;
}

static PyObject *give_self(PyObject *self, PyObject *none) {
    (void)none;
    return Py_NewRef(self);
}

Value lazy_begin(struct lazy *l) {
    static PyMethodDef def = {"result", give_self, METH_NOARGS, NULL};
    Value fn = begin(l);
    if (failed(fn) || likely(!is_lazy(ref(fn)))) return fn;
    Value wrapped = adopt(PyCFunction_New(&def, obj(ref(fn))));
    if (failed(wrapped) && !lazy_done(l)) lazy_put_back(l, fn);
    else drop(fn);
    return wrapped;
}

int lazy_wait(struct lazy *l) {
    if (l->fn.w == once_mark().w) return 0; // lazy_begin says what is wrong
    struct task *self = this_task();
    task_allow_parking(self);
    int r = once_wait(&l->fn, "a lazy seq");
    self->may_park = false;
    return r;
}

void lazy_abort(struct lazy *l, Value fn) { lazy_put_back(l, fn); }

static int settle_lazy(struct lazy *l, struct lazy *inner) {
    int again = 0;
    if (lazy_done(inner)) {
        l->fn = ERR;
        l->running = false;
        if (inner != l) lazy_realise(l, keep(ref(inner->seq)));
        else once_done(&l->fn);
    } else if (inner == l) {
        again = (err_state("a lazy seq is its own result"), -1);
    } else {
        Value fn = begin(inner);
        if (failed(fn)) {
            again = -1;
            lazy_put_back(l, keep_obj(inner));
        } else if (is_lazy(ref(fn)) && lazy_of(ref(fn)) == l) {
            // Each is the other's result: there is no way out of that.
            lazy_put_back(inner, fn);
            again = (err_state("a lazy seq is its own result"), -1);
            lazy_put_back(l, keep_obj(inner));
        } else if (is_lazy(ref(fn)) && lazy_done(inner)) {
            // another thread has just realised it
            drop(fn);
            return settle_lazy(l, inner);
        } else {
            again = 1;
            lazy_put_back(l, fn);
            if (Py_REFCNT(inner) > 1) lazy_put_back(inner, keep_obj(l));
        }
    }
    Py_DECREF(inner);
    return again;
}

int lazy_settle(struct lazy *l, Value result) {
    if (is_lazy(ref(result))) return settle_lazy(l, lazy_of(ref(result)));
    Value seq;
    if (is_clj(ref(result), &cons_type) || is_clj(ref(result), &chunked_cons_type)) {
        seq = result; // its own seq
    } else {
        seq = seq_of(ref(result));
        if (failed(seq)) {
            l->stuck = true;
            lazy_put_back(l, result);
            return -1;
        }
        drop(result);
    }
    l->fn = ERR;
    l->running = false;
    lazy_realise(l, seq);
    return 0;
}

void lazy_end(struct lazy *l) {
    l->running = false;
    l->seq = nil_value();
    l->fn = ERR;
    once_done(&l->fn);
}

int lazy_grow(struct lazy *l, Value item, Value fn) {
    Value next = lazy_of_own(fn);
    struct cons *c = ok(next) ? chain_new(&cons_type) : NULL;
    if (unlikely(!c)) {
        xdrop(next);
        drop(item);
        return -1;
    }
    // What the next one will hold is not known, so all that hold it may be part of a cycle.
    c->first = item;
    c->rest = next;
    c->meta = NULL;
    gc_track(c);
    l->running = false;
    l->seq = adopt(c);
    l->fn = ERR;
    once_done(&l->fn);
    if (!gc_is_tracked(l)) gc_track(l);
    return 0;
}

bool (*lazy_step_hook)(struct lazy *lazy, Value *seq);

Value lazy_force(struct lazy *l) {
    if (likely(lazy_done(l))) return keep(ref(l->seq));
    Value made;
    if (lazy_step_hook && !l->running && lazy_step_hook(l, &made)) return made;
    Py_INCREF(l); // the body may drop everything else that holds it
    int more = 1;
    while (more > 0 && !lazy_done(l)) {
        Value fn = begin(l);
        if (failed(fn)) {
            more = -1;
        } else if (unlikely(is_lazy(ref(fn)))) {
            more = lazy_settle(l, fn);
        } else {
            Value result = call_take_hook(fn);
            if (failed(result)) {
                PyObject *type, *e, *traceback;
                PyErr_Fetch(&type, &e, &traceback);
                PyErr_NormalizeException(&type, &e, &traceback);
                lazy_abort(l, keep_obj(e));
                PyErr_Restore(type, e, traceback);
                more = -1;
            } else {
                more = lazy_settle(l, result);
            }
        }
    }
    Value seq = more < 0 ? ERR : keep(ref(l->seq));
    Py_DECREF(l);
    return seq;
}

// --- operations -----------------------------------------------------------

static Value lazy_seq(Ref r) { return lazy_force(lazy_of(r)); }
#define ON_SEQ(name)                                                 \
    static Value lazy_##name(Ref r) {                                \
        struct lazy *l = lazy_of(r);                                 \
        if (likely(lazy_done(l))) return seq_##name(ref(l->seq));    \
        Value seq = lazy_force(l);                                   \
        if (failed(seq)) return ERR;                                 \
        Value result = seq_##name(ref(seq));                         \
        drop(seq);                                                   \
        return result;                                               \
    }
ON_SEQ(first)
ON_SEQ(rest)
ON_SEQ(next)

static Value lazy_with_meta(Ref r, PyObject *meta) {
    struct lazy *l = lazy_of(r);
    if (l->meta == meta) return keep(r);
    Value seq = lazy_force(l);
    return failed(seq) ? ERR : lazy_make(ERR, seq, meta);
}
static int lazy_realized(Ref r) { return lazy_done(lazy_of(r)); }

static int lazy_clear(PyObject *o) {
    struct lazy *l = (struct lazy *)o;
    Value fn = l->fn, seq = l->seq;
    l->fn = ERR;
    l->running = l->stuck = false;
    l->seq = nil_value();
    xdrop(fn);
    xdrop(seq);
    return 0;
}

static const Ops lazy_ops = {
    .kind = K_SEQ | K_SEQUENTIAL | K_COLL | K_PENDING,
    .meta_offset = offsetof(struct lazy, meta),
    .seq = lazy_seq,
    .first = lazy_first,
    .rest = lazy_rest,
    .next = lazy_next,
    .count = seq_count,
    .conj = seq_conj,
    .empty = seq_emptied,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = lazy_with_meta,
    .realized = lazy_realized,
};

CljType lazy_type = {CLJ_TYPE_HEAD("cljsh.LazySeq", struct lazy), .ops = &lazy_ops};

int lazy_init(void) {
    chain_type(&lazy_type);
    TYPE_OBJECT(lazy_type)->tp_clear = lazy_clear;
    return type_ready(&lazy_type, "Collection");
}

PRIM(core_lazy_seq, "cljsh.core", "lazy-seq*", "[f]",
     "Returns a lazy seq whose elements are those of (f), called when they are first needed.\n"
     "It is called once; when it fails, every need fails with the same exception.")
{ return lazy_new(take(&a[0])); }
