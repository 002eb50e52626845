// SPDX-License-Identifier: MIT
#include "coll/coll.h"

#include "coll/coll_host.h"
#include "coll/map.h"
#include "coll/vector_impl.h"
#include "num/number.h"
#include "num/tower.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/pause.h"

int coll_init(void) { return 0; }

static bool is_host(const Ops *ops) { return ops == &no_ops; }

// --- counting -------------------------------------------------------------

// What a type of the program's tells of itself as a CharSequence or a Collection of
// the JVM's: -2 when it does not.
static Py_ssize_t count_as_java(Ref r) {
    if (!(kind_of(r) & K_INSTANCE)) return -2;
    for (const char **name = (const char *[]){"length", "size", NULL}; *name; name++) {
        SCOPED_PY PyObject *method = PyObject_GetAttrString(obj(r), *name);
        if (!method) {
            if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
            PyErr_Clear();
            continue;
        }
        SCOPED_PY PyObject *n = PyObject_CallNoArgs(method);
        return n ? PyLong_AsSsize_t(n) : -1;
    }
    return -2;
}

Py_ssize_t coll_count(Ref coll) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->count != NULL)) return ops->count(coll);
    if (is_nil(coll)) return 0;
    if (is_host(ops)) {
        Py_ssize_t n = host_count(coll);
        if (n != -2) return n;
    }
    if (!ops->seq && !(is_obj(coll) && seq_is_seqable(coll))) {
        Py_ssize_t n = count_as_java(coll);
        if (n != -2) return n;
        return (err_unsupported("count not supported on this type: %s", err_type_name(coll)), -1);
    }
    SCOPED Value seq = seq_of(coll);
    if (failed(seq)) return -1;
    return is_nil(ref(seq)) ? 0 : seq_count(ref(seq));
}

// --- adding and removing --------------------------------------------------

static Value wrong(Value coll, const char *function) {
    if (host_is_mutable(ref(coll)))
        err_type("%s works on persistent collections, not on a Python %s", function, err_type_name(ref(coll)));
    else err_cast(function, ref(coll), "persistent collection");
    drop(coll);
    return ERR;
}

Value coll_conj(Value coll, Ref x) {
    const Ops *ops = ops_of(ref(coll));
    if (likely(ops->conj != NULL)) return ops->conj(coll, x);
    if (!is_nil(ref(coll))) return wrong(coll, "conj");
    drop(coll);
    return list_from(&x, 1);
}

Value coll_assoc(Value coll, Ref key, Ref val) {
    const Ops *ops = ops_of(ref(coll));
    if (likely(ops->assoc != NULL)) return ops->assoc(coll, key, val);
    if (!is_nil(ref(coll))) return wrong(coll, "assoc");
    drop(coll);
    return map_from((Ref[]){key, val}, 2);
}

Value coll_dissoc(Value coll, Ref key) {
    const Ops *ops = ops_of(ref(coll));
    if (is_nil(ref(coll))) return coll;
    if (!(ops->kind & K_MAP) || !ops->dissoc) return wrong(coll, "dissoc");
    return ops->dissoc(coll, key);
}

Value coll_peek(Ref coll) {
    const Ops *ops = ops_of(coll);
    if (is_nil(coll)) return nil_value();
    return ops->peek ? ops->peek(coll) : err_cast("peek", coll, "list, vector or queue");
}

Value coll_pop(Value coll) {
    const Ops *ops = ops_of(ref(coll));
    if (is_nil(ref(coll))) return coll;
    return ops->pop ? ops->pop(coll) : wrong(coll, "pop");
}

Value coll_empty(Ref coll) {
    const Ops *ops = ops_of(coll);
    return ops->empty ? ops->empty(coll) : nil_value();
}

// --- by index -------------------------------------------------------------

// An index as nth takes it: a float or ratio counts as its whole part.
static int index_from(Ref index, Py_ssize_t *i) {
    int64_t n;
    double d;
    if (likely(is_int(index))) *i = int_of(index);
    else if (int64_of(index, &n)) *i = n;
    else if (float_of(index, &d) && d > -1e18 && d < 1e18) *i = (Py_ssize_t)d;
    else if (is_clj(index, &ratio_type)) {
        SCOPED_PY PyObject *whole = num_truncate(index);
        if (!whole || ((*i = PyLong_AsSsize_t(whole)) == -1 && PyErr_Occurred())) return -1;
    } else return (err_type("an index must be an integer, not %s", err_type_name(index)), -1);
    return 0;
}

static Value nth_of_seq(Value coll, Py_ssize_t index, Ref absent) {
    SCOPED_PY PyObject *type = Py_NewRef(Py_TYPE(obj(ref(coll)))); // for the message
    Value seq = index < 0 ? nil_value() : seq_of(ref(coll));
    drop(coll); // what has been walked may go
    for (Py_ssize_t i = index; ok(seq) && !is_nil(ref(seq)); i--) {
        const Ops *ops = ops_of(ref(seq));
        Value next;
        if (i == 0 || ops->nth) {
            next = ops->nth ? ops->nth(ref(seq), i, absent) : ops->first(ref(seq));
            drop(seq);
            return next;
        }
        next = seq_walk(ref(seq));
        drop(seq);
        seq = next;
    }
    if (failed(seq)) return ERR;
    drop(seq);
    return absent.w ? keep(absent) : err_index("index %zd is out of bounds for this %s", index, ((PyTypeObject *)type)->tp_name);
}

Value coll_nth(Ref coll, Ref index, Ref absent) {
    const Ops *ops = ops_of(coll);
    Py_ssize_t i;
    if (likely(is_int(index))) i = int_of(index);
    else if (is_obj(index) && PySlice_Check(obj(index)) && is_obj(coll) && !is_nil(coll)) return val_of(PyObject_GetItem(obj(coll), obj(index)));
    else if (index_from(index, &i) < 0) return ERR;
    // The commonest case by far, without the call through the table.
    if (is_vec(coll) && (size_t)i < (size_t)vec_ptr(coll)->count) return keep(item_at(vec_ptr(coll), i));
    if (likely(ops->nth != NULL)) return ops->nth(coll, i, absent);
    if (is_nil(coll)) return absent.w ? keep(absent) : nil_value();
    if (ops->kind & K_SEQUENTIAL || ops->kind & K_SEQ) return nth_of_seq(keep(coll), i, absent);
    if (is_host(ops) && is_obj(coll)) {
        if (host_is_indexed(coll)) return host_nth(coll, i, absent);
        if (!PyMapping_Check(obj(coll)) && !PyAnySet_Check(obj(coll)) && seq_is_seqable(coll)) return nth_of_seq(keep(coll), i, absent);
    }
    return err_unsupported("nth not supported on this type: %s", err_type_name(coll));
}

Value coll_nth_give(Value coll, Ref index, Ref absent) {
    const Ops *ops = ops_of(ref(coll));
    if (is_int(index) && ops->kind & K_SEQ && !ops->nth) return nth_of_seq(coll, int_of(index), absent);
    Value r = coll_nth(ref(coll), index, absent);
    drop(coll);
    return r;
}

// --- by key ---------------------------------------------------------------

Value coll_get(Ref coll, Ref key, Ref absent) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->get != NULL)) return ops->get(coll, key, absent);
    if (is_nil(coll) || !is_host(ops) || !is_obj(coll)) return keep(absent);
    return host_get(coll, key, absent);
}

int coll_contains(Ref coll, Ref key) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->contains != NULL)) return ops->contains(coll, key);
    if (is_nil(coll)) return 0;
    if (is_host(ops) && is_obj(coll)) return host_contains(coll, key);
    return (err_arg("contains? not supported on type: %s", err_type_name(coll)), -1);
}

Value coll_find(Ref coll, Ref key) {
    const Ops *ops = ops_of(coll);
    if (likely(ops->find != NULL)) return ops->find(coll, key);
    if (is_nil(coll)) return nil_value();
    if (is_host(ops) && is_obj(coll)) return host_find(coll, key);
    if (ops->kind & K_JAVA_MAP && ops->contains && ops->get) {
        int there = ops->contains(coll, key);
        SCOPED Value val = there > 0 ? ops->get(coll, key, NO_REF) : nil_value();
        return there < 0 || failed(val) ? ERR : there ? entry_new(key, ref(val)) : nil_value();
    }
    return err_arg("find not supported on type: %s", err_type_name(coll));
}

// --- metadata -------------------------------------------------------------

Value coll_meta(Ref x) {
    PyObject **slot = meta_slot(x);
    if (!slot && ops_of(x)->meta) return ops_of(x)->meta(x);
    return slot && *slot ? keep_obj(*slot) : nil_value();
}

Value coll_with_meta(Ref x, Ref meta) {
    const Ops *ops = ops_of(x);
    if (!is_nil(meta) && !is_map(meta)) return err_type("metadata must be a map, not %s", err_type_name(meta));
    if (!ops->with_meta) return err_type("%s cannot have metadata", err_type_name(x));
    return ops->with_meta(x, is_nil(meta) ? NULL : obj(meta));
}

Py_ssize_t coll_count_give(Value coll) {
    if (ops_of(ref(coll))->count != seq_count) { // it knows, or knows that it has no end
        Py_ssize_t n = coll_count(ref(coll));
        drop(coll);
        return n;
    }
    Py_ssize_t n = 0;
    if (seq_is_flow(coll)) {
        coll = seq_flow_hook(coll, true);
        if (failed(coll)) return -1;
        if (is_int(ref(coll))) return (Py_ssize_t)int_of(ref(coll));
    }
    Value seq = seq_of(ref(coll));
    drop(coll);
    while (ok(seq) && !is_nil(ref(seq))) {
        if (ops_of(ref(seq))->count != seq_count) {
            Py_ssize_t more = coll_count_give(seq);
            return more < 0 ? -1 : n + more;
        }
        Value next = seq_next(ref(seq));
        drop(seq);
        seq = next;
        if ((++n & 4095) == 0 && task_charge(4096) < 0) return (xdrop(seq), -1);
    }
    if (failed(seq)) return -1;
    drop(seq);
    return n;
}
