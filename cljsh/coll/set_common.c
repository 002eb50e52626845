// SPDX-License-Identifier: MIT
#include "coll/set_common.h"

#include "base/cstack.h"
#include "coll/coll.h"
#include "coll/map_common.h"
#include "coll/set.h"
#include "coll/sorted.h"
#include "data/equal.h"
#include "seq/seq.h"
#include "task/pause.h"

static bool is_our_set(Ref r) { return is_clj(r, &set_hash_type) || is_clj(r, &sorted_set_type); }
static bool is_set(Ref r) { return is_obj(r) && (kind_of(r) & K_SET || is_py_set(obj(r))); }

Value set_add_given(Value set, Value coll) {
    struct cursor c;
    coll = seq_gather(coll);
    if (failed(coll)) return xdrop(set), ERR;
    int started = cursor_start(&c, ref(coll));
    drop(coll); // what has been walked may go
    if (started < 0) return xdrop(set), ERR;
    if (failed(set)) return cursor_end(&c), ERR;
    for (Value x; ok(set) && ok(x = cursor_next(&c)); drop(x)) set = ops_of(ref(set))->conj(set, ref(x));
    if (cursor_end(&c) == 0) return set;
    xdrop(set);
    return ERR;
}

Value set_add_all(Value set, Ref coll) { return set_add_given(set, keep(coll)); }

static int contains(Ref set, Ref x) {
    const Ops *ops = ops_of(set);
    if (ops->contains) return ops->contains(set, x);
    SCOPED_PY PyObject *o = py_of(x);
    return o ? PySequence_Contains(obj(set), o) : -1;
}

static Py_ssize_t count(Ref set) {
    const Ops *ops = ops_of(set);
    return ops->count ? ops->count(set) : PyObject_Size(obj(set));
}

// Is every element of a in b?
static int is_subset(Ref a, Ref b) {
    if (is_our_set(a)) {
        struct map_cursor c = {0};
        Ref x, unused;
        int in = 1;
        for (size_t i = 0; in > 0 && map_each(a, &c, &x, &unused); i++) in = task_charge_turn(i) < 0 ? -1 : contains(b, x);
        return in;
    }
    struct cursor c;
    if (cursor_start(&c, a) < 0) return -1;
    int in = 1;
    for (Value x; in > 0 && ok(x = cursor_next(&c)); drop(x)) in = contains(b, ref(x));
    return cursor_end(&c) < 0 ? -1 : in;
}

int set_equal(Ref a, Ref b) {
    if (a.w == b.w) return 1;
    if (!is_set(b)) return 0;
    Py_ssize_t n = count(b);
    if (n != count(a)) return n < 0 ? -1 : 0;
    if (cstack_check() < 0) return -1;
    // Ask the one that knows any element: a comparator may not, nor Python's sets with their own equality.
    if (is_clj(a, &sorted_set_type) && is_py_set(obj(b))) {
        SCOPED Value plain = set_add_all(set_empty(), b);
        return failed(plain) ? -1 : set_equal(a, ref(plain));
    }
    bool a_sorted = is_clj(a, &sorted_set_type), b_sorted = is_clj(b, &sorted_set_type);
    int equal = is_py_set(obj(b)) || (b_sorted && !a_sorted) ? is_subset(b, a) : is_subset(a, b);
    if (equal < 0 && a_sorted && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear(); // elements that cannot be compared are not equal
        return 0;
    }
    return equal;
}

Py_hash_t set_hash_elements(Ref set) {
    if (cstack_check() < 0) return -1;
    struct map_cursor c = {0};
    Ref x, unused;
    size_t sum = 0;
    Py_ssize_t n = 0;
    for (; map_each(set, &c, &x, &unused); n++) {
        Py_hash_t h = val_hash(x);
        if (h == -1 || task_charge_turn((size_t)n) < 0) return -1;
        sum += (size_t)h;
    }
    return hash_unordered_end((Py_hash_t)sum, n);
}

Value set_invoke(Ref set, Value *args, Py_ssize_t n) {
    if (unlikely(n != 1)) return map_arity_error(set, n, "1");
    return ops_of(set)->get(set, ref(args[0]), NIL);
}

// --- Python's operators ---------------------------------------------------

// An empty set of the type of whichever operand is ours, the left one first.
static Value empty_like(Ref a, Ref b) {
    Ref ours = is_our_set(a) ? a : b;
    return is_our_set(ours) ? ops_of(ours)->empty(ours) : set_empty();
}

// The elements of a that are in b, or those that are not; added to `to`.
static Value choose(Value to, Ref a, Ref b, int wanted) {
    struct cursor c;
    if (failed(to) || cursor_start(&c, a) < 0) return xdrop(to), ERR;
    for (Value x; ok(to) && ok(x = cursor_next(&c)); drop(x)) {
        int in = contains(b, ref(x));
        if (in == wanted) to = ops_of(ref(to))->conj(to, ref(x));
        else if (in < 0) { drop(to); to = ERR; }
    }
    if (cursor_end(&c) == 0) return to;
    xdrop(to);
    return ERR;
}

static PyObject *operate(PyObject *left, PyObject *right, char operator) {
    Ref a = ref_of(left), b = ref_of(right);
    if (!is_set(a) || !is_set(b)) Py_RETURN_NOTIMPLEMENTED;
    Value result = empty_like(a, b);
    switch (operator) {
    case '&': result = choose(result, a, b, 1); break;
    case '-': result = choose(result, a, b, 0); break;
    case '^': result = choose(choose(result, a, b, 0), b, a, 0); break;
    default: result = set_add_all(set_add_all(result, a), b);
    }
    return (PyObject *)result.w;
}

static PyObject *set_and(PyObject *a, PyObject *b) { return operate(a, b, '&'); }
static PyObject *set_or(PyObject *a, PyObject *b) { return operate(a, b, '|'); }
static PyObject *set_subtract(PyObject *a, PyObject *b) { return operate(a, b, '-'); }
static PyObject *set_xor(PyObject *a, PyObject *b) { return operate(a, b, '^'); }

static PyObject *set_compare(PyObject *self, PyObject *other, int op) {
    Ref a = ref_of(self), b = ref_of(other);
    if (!is_set(b)) Py_RETURN_NOTIMPLEMENTED;
    int result;
    if (op == Py_EQ || op == Py_NE) {
        result = set_equal(a, b);
        if (op == Py_NE && result >= 0) result = !result;
    } else {
        bool less = op == Py_LT || op == Py_LE, strictly = op == Py_LT || op == Py_GT;
        Py_ssize_t few = count(less ? a : b), many = count(less ? b : a);
        if (few < 0 || many < 0) return NULL;
        result = few + strictly > many ? 0 : is_subset(less ? a : b, less ? b : a);
    }
    return result < 0 ? NULL : PyBool_FromLong(result);
}

PyObject *set_isdisjoint(PyObject *self, PyObject *other) {
    struct cursor c;
    if (cursor_start(&c, ref_of(other)) < 0) return NULL;
    int in = 0;
    for (Value x; in == 0 && ok(x = cursor_next(&c)); drop(x)) in = contains(ref_of(self), ref(x));
    if (cursor_end(&c) < 0 || in < 0) return NULL;
    return PyBool_FromLong(!in);
}

void set_fill_slots(CljType *type) {
    PyTypeObject *t = TYPE_OBJECT(*type);
    PyNumberMethods *number = &type->py.as_number;
    number->nb_and = set_and;
    number->nb_or = set_or;
    number->nb_subtract = set_subtract;
    number->nb_xor = set_xor;
    t->tp_as_number = number;
    t->tp_richcompare = set_compare;
}
