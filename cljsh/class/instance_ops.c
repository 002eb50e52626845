// SPDX-License-Identifier: MIT
/* The operations of a deftype's class: functions that call the Clojure
 * implementations of the interfaces' methods. */
#include "base/call.h"
#include "base/prim.h"
#include "class/instance.h"
#include "class/protocol.h"
#include "coll/coll.h"
#include "data/symbol.h"
#include "read/print.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vm/vm.h"

static Ref impl_of(Ref self, enum impl which) { return info_of(self)->impl[which]; }

// Is there a body for that many arguments, the instance among them?
static bool takes(Ref f, int n) { return f.w && is_fn(f) && fn_entry(fn_of(f), n); }

static int truth(Value v) {
    if (failed(v)) return -1;
    bool yes = is_true(ref(v));
    drop(v);
    return yes;
}

// --- seqs -----------------------------------------------------------------

// What a `seq` or `next` gave, as a seq or nil.
static Value as_seq(Ref self, Value v) {
    if (failed(v) || is_nil(ref(v)) || kind_of(ref(v)) & K_SEQ || same(ref(v), self)) return v;
    Value seq = seq_of(ref(v));
    drop(v);
    return seq;
}

static Value op_seq(Ref self) { return as_seq(self, call1(impl_of(self, IMPL_SEQ), self)); }
static Value op_first(Ref self) { return call1(impl_of(self, IMPL_FIRST), self); }
static Value op_next(Ref self) { return as_seq(self, call1(impl_of(self, IMPL_NEXT), self)); }
static Value op_next_by_more(Ref self) {
    SCOPED Value more = call1(impl_of(self, IMPL_MORE), self);
    return ok(more) ? seq_of(ref(more)) : ERR;
}
static Value op_rest(Ref self) { return call1(impl_of(self, IMPL_MORE), self); }
static Value op_rest_by_next(Ref self) {
    Value next = op_next(self);
    if (failed(next) || !is_nil(ref(next))) return next;
    drop(next);
    return list_empty();
}
static Value op_rseq(Ref self) { return as_seq(self, call1(impl_of(self, IMPL_RSEQ), self)); }

// --- collections ----------------------------------------------------------

static Py_ssize_t count_by(Ref f, Ref self) {
    Value v = call1(f, self);
    if (failed(v)) return -1;
    int64_t n;
    bool fine = int64_of(ref(v), &n) && n >= 0;
    if (!fine) err_type("the count of a %s must be an integer that is not negative, not %s", err_type_name(self), err_type_name(ref(v)));
    drop(v);
    return fine ? (Py_ssize_t)n : -1;
}
static Py_ssize_t op_count(Ref self) { return count_by(impl_of(self, IMPL_COUNT), self); }
static Py_ssize_t op_len(Ref self) { return count_by(impl_of(self, IMPL_PY_LEN), self); }

// The collection is given away where an operation may change it in place; these only read it.
static Value call_coll2(enum impl which, Value coll, Ref x) {
    Value r = call2(impl_of(ref(coll), which), ref(coll), x);
    drop(coll);
    return r;
}
static Value op_conj(Value coll, Ref x) { return call_coll2(IMPL_CONS, coll, x); }
static Value op_dissoc(Value coll, Ref key) { return call_coll2(IMPL_WITHOUT, coll, key); }
static Value op_disjoin(Value coll, Ref key) { return call_coll2(IMPL_DISJOIN, coll, key); }
static Value assoc_by(enum impl which, Value coll, Ref key, Ref x) {
    Value r = call3(impl_of(ref(coll), which), ref(coll), key, x);
    drop(coll);
    return r;
}
static Value op_assoc(Value coll, Ref key, Ref x) { return assoc_by(IMPL_ASSOC, coll, key, x); }
static Value op_assoc_n(Value coll, Ref key, Ref x) { return assoc_by(IMPL_ASSOC_N, coll, key, x); }
static Value op_empty(Ref self) { return call1(impl_of(self, IMPL_EMPTY), self); }
static Value op_peek(Ref self) { return call1(impl_of(self, IMPL_PEEK), self); }
static Value op_pop(Value coll) {
    Value r = call1(impl_of(ref(coll), IMPL_POP), ref(coll));
    drop(coll);
    return r;
}

static Value get_by(Ref f, Ref self, Ref key, Ref absent) {
    if (takes(f, 3) && !(is_nil(absent) && takes(f, 2))) return call3(f, self, key, absent);
    Value v = call2(f, self, key);
    if (failed(v) || !is_nil(ref(v))) return v;
    drop(v);
    return keep(absent);
}
static Value op_get(Ref self, Ref key, Ref absent) { return get_by(impl_of(self, IMPL_VAL_AT), self, key, absent); }
static Value op_get_of_set(Ref self, Ref key, Ref absent) { return get_by(impl_of(self, IMPL_GET), self, key, absent); }

// x[key]: a LookupError means that there is nothing.
static Value getitem(Ref self, Ref key, Ref absent) {
    Value v = call2(impl_of(self, IMPL_PY_GETITEM), self, key);
    if (ok(v) || !absent.w || !PyErr_ExceptionMatches(PyExc_LookupError)) return v;
    PyErr_Clear();
    return keep(absent);
}
static Value op_getitem(Ref self, Ref key, Ref absent) { return getitem(self, key, absent); }
static Value op_nth_by_getitem(Ref self, Py_ssize_t i, Ref absent) { return getitem(self, int_ref(i), absent); }

static Value op_nth(Ref self, Py_ssize_t i, Ref absent) {
    Ref f = impl_of(self, IMPL_NTH);
    if (absent.w && takes(f, 3)) return call3(f, self, int_ref(i), absent);
    Value v = call2(f, self, int_ref(i));
    if (ok(v) || !absent.w || !PyErr_ExceptionMatches(PyExc_IndexError)) return v;
    PyErr_Clear();
    return keep(absent);
}

// The halves of an entry, by the methods key and val or getKey and getValue.
static Value entry_nth(Ref self, Py_ssize_t i, Ref absent) {
    static const char *const names[2][2] = {{"key", "getKey"}, {"val", "getValue"}};
    if (i < 0 || i > 1) return absent.w ? keep(absent) : err_index("an entry has two halves, no number %zd", i);
    for (int k = 0; k < 2; k++) {
        SCOPED_PY PyObject *method = PyObject_GetAttrString(obj(self), names[i][k]);
        if (method) return val_of(PyObject_CallNoArgs(method));
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return ERR;
        PyErr_Clear();
    }
    return err_type("%s has no method %s", err_type_name(self), names[i][0]);
}
static Py_ssize_t entry_count(Ref self) { return (void)self, 2; }
static Value entry_seq(Ref self) {
    Value halves[2] = {entry_nth(self, 0, NO_REF), ERR};
    if (ok(halves[0])) halves[1] = entry_nth(self, 1, NO_REF);
    if (ok(halves[1])) return list_give(halves, 2);
    xdrop(halves[0]);
    return ERR;
}

static int op_contains_key(Ref self, Ref key) { return truth(call2(impl_of(self, IMPL_CONTAINS_KEY), self, key)); }
static int op_contains(Ref self, Ref key) { return truth(call2(impl_of(self, IMPL_CONTAINS), self, key)); }
static int op_py_contains(Ref self, Ref key) { return truth(call2(impl_of(self, IMPL_PY_CONTAINS), self, key)); }
static Value op_find(Ref self, Ref key) { return call2(impl_of(self, IMPL_ENTRY_AT), self, key); }

// --- identity -------------------------------------------------------------

static int equal_by(enum impl which, Ref self, Ref other) {
    if (same(self, other)) return 1;
    Value v = call2(impl_of(self, which), self, other);
    if (ok(v) && obj(ref(v)) == Py_NotImplemented) {
        drop(v);
        return 0;
    }
    return truth(v);
}
static int op_equiv(Ref self, Ref other) { return equal_by(IMPL_EQUIV, self, other); }
static int op_equals(Ref self, Ref other) { return equal_by(IMPL_EQUALS, self, other); }
static int op_py_eq(Ref self, Ref other) { return equal_by(IMPL_PY_EQ, self, other); }

static Py_hash_t hash_by(enum impl which, Ref self) {
    SCOPED Value v = call1(impl_of(self, which), self);
    if (failed(v)) return -1;
    int64_t n;
    if (int64_of(ref(v), &n)) return n == -1 ? -2 : (Py_hash_t)n;
    if (is_obj(ref(v)) && PyLong_Check(obj(ref(v)))) return PyObject_Hash(obj(ref(v)));
    return (err_type("the hash of a %s must be an integer, not %s", err_type_name(self), err_type_name(ref(v))), -1);
}
static Py_hash_t op_hasheq(Ref self) { return hash_by(IMPL_HASHEQ, self); }
static Py_hash_t op_hash_code(Ref self) { return hash_by(IMPL_HASH_CODE, self); }
static Py_hash_t op_py_hash(Ref self) { return hash_by(IMPL_PY_HASH, self); }

static int op_compare(Ref self, Ref other, int *order) {
    SCOPED Value v = call2(impl_of(self, IMPL_COMPARE_TO), self, other);
    if (failed(v)) return -1;
    int64_t n;
    if (!int64_of(ref(v), &n)) return (err_type("compareTo must return an integer, not %s", err_type_name(ref(v))), -1);
    *order = (n > 0) - (n < 0);
    return 0;
}

// --- others ---------------------------------------------------------------

static Value op_meta(Ref self) { return call1(impl_of(self, IMPL_META), self); }
static Value op_with_meta(Ref self, PyObject *meta) {
    return call2(impl_of(self, IMPL_WITH_META), self, meta ? ref_of(meta) : NIL);
}
static Value op_with_own_meta(Ref self, PyObject *meta) {
    const struct class_info *info = info_of(self);
    struct instance *copy = instance_copy(self, info);
    if (!copy) return ERR;
    PyObject **slot = instance_meta(ref_of(copy), info);
    Py_XINCREF(meta);
    Py_XSETREF(*slot, meta);
    if (meta && !gc_is_tracked(copy)) gc_track(copy);
    return adopt(copy);
}
static Value op_deref(Ref self) { return call1(impl_of(self, IMPL_DEREF), self); }
static Value op_deref_within(Ref self, Ref ms, Ref absent) { return call3(impl_of(self, IMPL_DEREF), self, ms, absent); }
static int op_realized(Ref self) { return truth(call1(impl_of(self, IMPL_IS_REALIZED), self)); }

static Value invoke_by(Ref f, Ref self, Value *args, Py_ssize_t n) {
    Value few[8], *words = n < 8 ? few : PyMem_New(Value, n + 1);
    if (!words) return (PyErr_NoMemory(), ERR);
    words[0] = keep(self);
    for (Py_ssize_t i = 0; i < n; i++) words[i + 1] = keep(ref(args[i]));
    Value r = vm_call_give(f, words, n + 1);
    if (words != few) PyMem_Free(words);
    return r;
}

COLD Value err_invoke(Ref self, Py_ssize_t n) {
    Ref f = impl_of(self, IMPL_INVOKE);
    char accepts[128] = "";
    size_t length = 0;
    for (int i = 1; i <= MAX_FIXED && length < sizeof accepts - 16; i++)
        if (takes(f, i)) length += (size_t)snprintf(accepts + length, sizeof accepts - length, "%s%d", length ? ", " : "", i - 1);
    PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %U; it takes %s", n, info_of(self)->name, accepts);
    return ERR;
}

// Has it IFn's longest invoke, whose last parameter is an array of what comes after the twentieth argument?
static bool takes_array_last(Ref f) {
    const struct proto *p = f.w && is_fn(f) ? fn_entry(fn_of(f), MAX_FIXED) : NULL;
    return p && !(p->flags & PROTO_VARIADIC);
}

static Value op_invoke(Ref self, Value *args, Py_ssize_t n) {
    Ref f = impl_of(self, IMPL_INVOKE), all = impl_of(self, IMPL_APPLY_TO);
    if (n > MAX_PARAMS && takes_array_last(f)) {
        SCOPED_PY PyObject *rest = PyList_New(0);
        for (Py_ssize_t i = MAX_PARAMS; rest && i < n; i++) {
            SCOPED_PY PyObject *o = py_of(ref(args[i]));
            if (!o || PyList_Append(rest, o) < 0) return ERR;
        }
        if (!rest) return ERR;
        Value few[MAX_PARAMS + 1];
        memcpy(few, args, MAX_PARAMS * sizeof *few);
        few[MAX_PARAMS] = keep_obj(rest);
        Value r = invoke_by(f, self, few, MAX_PARAMS + 1);
        drop(few[MAX_PARAMS]);
        return r;
    }
    if (takes(f, (int)(n + 1 <= MAX_FIXED ? n + 1 : MAX_FIXED + 1))) return invoke_by(f, self, args, n);
    if (!all.w) return err_invoke(self, n);
    SCOPED Value list = list_from((const Ref *)args, n);
    SCOPED Value seq = ok(list) ? seq_of(ref(list)) : ERR;
    return ok(seq) ? call2(all, self, ref(seq)) : ERR;
}
static Value op_py_call(Ref self, Value *args, Py_ssize_t n) { return invoke_by(impl_of(self, IMPL_PY_CALL), self, args, n); }

static int print_fields(struct printer *p, Ref self) {
    int n = info_of(self)->nfields, bad = 0;
    p->depth++;
    for (int i = 0; i < n && !bad; i++) {
        if (i) strbuf_putc(&p->out, ' ');
        if (p->length >= 0 && i >= p->length) { strbuf_puts(&p->out, "..."); break; }
        bad = print_value(p, ref(instance_of(self)->words[i]));
    }
    p->depth--;
    return bad;
}

// #user.Point[1 2]
static int op_print(Ref self, void *to) {
    struct printer *p = to;
    if (p->level >= 0 && p->depth >= p->level) return (strbuf_putc(&p->out, '#'), 0);
    strbuf_putc(&p->out, '#');
    if (print_class_name(p, Py_TYPE(obj(self))) < 0) return -1;
    strbuf_putc(&p->out, '[');
    struct print_opened here;
    bool first = print_open(&here, obj(self));
    int bad = first ? print_fields(p, self) : (strbuf_puts(&p->out, "..."), 0);
    if (first) print_close(&here);
    strbuf_putc(&p->out, ']');
    return bad;
}

// A reify has no fields that anybody knows: #object[user/reify--1 0x7f…].
static int op_print_reify(Ref self, void *to) {
    struct printer *p = to;
    if (print_object_head(p, self) < 0) return -1;
    strbuf_putc(&p->out, ']');
    return 0;
}

// --- filling in -----------------------------------------------------------

#define HAS(id) (info->impl[IMPL_##id].w != 0)
#define USE(id, slot, function) if (HAS(id)) ops->slot = function

void instance_fill_ops(struct class_info *info, unsigned kinds) {
    Ops *ops = &info->ops;
    bool reify = ops->kind & K_REIFIED;
    ops->kind |= kinds;
    USE(SEQ, seq, op_seq);
    USE(FIRST, first, op_first);
    USE(MORE, rest, op_rest); else USE(NEXT, rest, op_rest_by_next);
    USE(NEXT, next, op_next); else USE(MORE, next, op_next_by_more);
    USE(RSEQ, rseq, op_rseq);
    USE(COUNT, count, op_count); else USE(PY_LEN, count, op_len);
    USE(CONS, conj, op_conj);
    USE(EMPTY, empty, op_empty);
    USE(PEEK, peek, op_peek);
    USE(POP, pop, op_pop);
    USE(VAL_AT, get, op_get); else USE(GET, get, op_get_of_set); else USE(PY_GETITEM, get, op_getitem);
    USE(NTH, nth, op_nth); else USE(PY_GETITEM, nth, op_nth_by_getitem);
    USE(CONTAINS_KEY, contains, op_contains_key); else USE(CONTAINS, contains, op_contains);
    else USE(PY_CONTAINS, contains, op_py_contains);
    USE(ENTRY_AT, find, op_find);
    USE(ASSOC, assoc, op_assoc); else USE(ASSOC_N, assoc, op_assoc_n);
    USE(WITHOUT, dissoc, op_dissoc); else USE(DISJOIN, dissoc, op_disjoin);
    USE(EQUIV, equal, op_equiv); else USE(EQUALS, equal, op_equals); else USE(PY_EQ, equal, op_py_eq);
    USE(HASHEQ, hash, op_hasheq); else USE(HASH_CODE, hash, op_hash_code); else USE(PY_HASH, hash, op_py_hash);
    USE(COMPARE_TO, compare, op_compare);
    USE(DEREF, deref, op_deref);
    if (takes(info->impl[IMPL_DEREF], 3)) ops->deref_within = op_deref_within;
    USE(IS_REALIZED, realized, op_realized);
    if (HAS(META)) ops->meta = op_meta, ops->meta_offset = 0;
    if (HAS(WITH_META)) ops->with_meta = op_with_meta;
    else if (reify) ops->with_meta = op_with_own_meta;
    if (HAS(INVOKE) || HAS(APPLY_TO)) ops->invoke = op_invoke;
    else if (HAS(PY_CALL)) ops->invoke = op_py_call;
    info->has_invoke = HAS(INVOKE);

    if (ops->invoke) ops->kind |= K_IFN;
    if (HAS(DEREF)) ops->kind |= K_REF;
    if (HAS(IS_REALIZED)) ops->kind |= K_PENDING;
    if (HAS(REDUCE) || HAS(KV_REDUCE)) ops->kind |= K_REDUCE;
    // A mark without the operations others count on is none.
    if (!ops->first || !ops->next) ops->kind &= ~(unsigned)K_SEQ;
    if (ops->kind & K_ENTRY) { // an entry may have nothing but its two halves
        if (!ops->nth) ops->nth = entry_nth;
        if (!ops->count) ops->count = entry_count;
        if (!ops->seq) ops->seq = entry_seq;
    }
    if (!ops->count) ops->kind &= ~(unsigned)K_COUNTED;
    if (!ops->nth) ops->kind &= ~(unsigned)K_INDEXED;
    if (!ops->rseq) ops->kind &= ~(unsigned)K_REVERSIBLE;
    if (ops->kind & K_SEQ) { // what all seqs are asked without a look whether they know
        if (!ops->seq) ops->seq = seq_itself;
        if (!ops->count) ops->count = seq_count;
        if (!ops->conj) ops->conj = seq_conj;
        if (!ops->empty) ops->empty = seq_emptied;
        if (!ops->equal) ops->equal = seq_equal, ops->hash = seq_hash;
    }
    unsigned shown = K_SEQ | K_LIST | K_VECTOR | K_MAP | K_SET | K_RECORD | K_SEQUENTIAL;
    if (!(ops->kind & (shown | K_REF))) ops->print = reify ? op_print_reify : op_print;
}

// --- reduce ---------------------------------------------------------------

// clojure.core.protocols/CollReduce and IKVReduce, once that is loaded.
static Ref coll_reduce, kv_reduce;

PRIM(own_watch_reduce, "cljsh.core", "watch-reduce!", "[coll-reduce kv-reduce]",
     "Makes reduce and reduce-kv go on to functions of protocols, for what these are extended to beside Object and nil.")
{
    coll_reduce = ref(take(&a[0])); // for ever
    kv_reduce = ref(take(&a[1]));
    return nil_value();
}

PRIM(own_reduce, "cljsh.core", "own-reduce", "[coll n]",
     "Returns the function by which coll reduces itself, or nil: with coll and n arguments, or, with :kv, for reduce-kv.")
{
    Ref coll = a[0];
    bool kv = !is_int(a[1]);
    const struct class_info *info = info_of(coll);
    if (info && info->ops.kind & K_REDUCE) {
        Ref f = info->impl[kv ? IMPL_KV_REDUCE : IMPL_REDUCE];
        if (kv ? f.w != 0 : takes(f, (int)int_of(a[1]) + 1)) return keep(f);
    }
    Ref method = kv ? kv_reduce : coll_reduce;
    if (likely(!method.w)) return nil_value();
    int own_one = protocol_extended(((struct protocol_method *)obj(method))->protocol, coll);
    return own_one < 0 ? ERR : own_one ? keep(method) : nil_value();
}
