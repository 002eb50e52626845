// SPDX-License-Identifier: MIT
// Vectors against a plain array; subvecs, seqs and entries; sharing and lifetime.
#include <check.h>
#include <stdlib.h>

#include "base/prim.h"
#include "boot/data.h"
#include "coll/coll.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"

// --- help -----------------------------------------------------------------

static Value ints(Py_ssize_t from, Py_ssize_t to) {
    Value v = vec_empty();
    for (Py_ssize_t i = from; i < to; i++) v = vec_conj(v, int_ref(i));
    return v;
}

static int64_t int_at(Ref v, Py_ssize_t i) {
    Value x = coll_nth(v, int_ref(i), NO_REF);
    ck_assert(ok(x) && is_int(ref(x)));
    return int_of(ref(x));
}

static void expect_error(PyObject *class) {
    ck_assert(PyErr_ExceptionMatches(class));
    PyErr_Clear();
}

#define CHECK_EQUAL(a, b) ck_assert_int_eq(val_equal((a), (b)), 1)

// --- a model: an array of small numbers -----------------------------------

#define MODEL_MAX 80000
struct model { int64_t *items; Py_ssize_t n; Value vec; };

static struct model model_new(void) { return (struct model){calloc(MODEL_MAX, sizeof(int64_t)), 0, vec_empty()}; }
static void model_free(struct model *m) { free(m->items); drop(m->vec); }
static struct model model_fork(const struct model *m) {
    struct model copy = {calloc(MODEL_MAX, sizeof(int64_t)), m->n, keep(ref(m->vec))};
    memcpy(copy.items, m->items, m->n * sizeof *m->items);
    return copy;
}

static void model_check(const struct model *m) {
    ck_assert_int_eq(vec_count(ref(m->vec)), m->n);
    for (Py_ssize_t i = 0; i < m->n; i++) ck_assert_int_eq(int_of(vec_at(ref(m->vec), i)), m->items[i]);
    for (Py_ssize_t i = 0, n; i < m->n; i += n) {
        const Value *leaf = vec_leaf(ref(m->vec), i, &n);
        ck_assert(n > 0 && n <= 32 && i + n <= m->n);
        for (Py_ssize_t k = 0; k < n; k++) ck_assert_int_eq(int_of(ref(leaf[k])), m->items[i + k]);
    }
}

static void model_step(struct model *m, int op, int64_t x) {
    if (op == 0 && m->n > 0) {
        m->vec = vec_pop(m->vec);
        m->n--;
    } else if (op == 1 && m->n > 0) {
        Py_ssize_t i = random() % m->n;
        m->vec = vec_assoc_at(m->vec, i, int_ref(x));
        m->items[i] = x;
    } else {
        m->vec = vec_conj(m->vec, int_ref(x));
        m->items[m->n++] = x;
    }
    ck_assert(ok(m->vec));
}

static const Py_ssize_t edges[] = {0, 1, 31, 32, 33, 63, 64, 65, 1023, 1024, 1025, 1055, 1056, 1057, 1088, 32767, 32768, 32769,
                                   32799, 32800, 32801, 33824, 33825};

START_TEST(test_edges) {
    Py_ssize_t n = edges[_i];
    struct model m = model_new();
    while (m.n < n) model_step(&m, 2, m.n * 3);
    model_check(&m);
    // The same from an array.
    Value *items = malloc((n + 1) * sizeof *items);
    for (Py_ssize_t i = 0; i < n; i++) items[i] = int_value(i * 3);
    Value built = vec_give(items, n);
    CHECK_EQUAL(ref(built), ref(m.vec));
    ck_assert_int_eq(val_hash(ref(built)), val_hash(ref(m.vec)));
    // A shared version changes nothing in the other.
    struct model other = model_fork(&m);
    for (int k = 0; k < 40; k++) model_step(&other, k < 35 ? 0 : 2, k);
    model_check(&other);
    model_check(&m);
    for (int k = 0; k < 40; k++) model_step(&m, k % 3, k);
    model_check(&m);
    model_check(&other);
    while (m.n) model_step(&m, 0, 0);
    ck_assert(failed(vec_pop(keep(ref(m.vec)))));
    expect_error(StateError);
    for (Py_ssize_t i = 0; i < n; i++) ck_assert_int_eq(int_of(vec_at(ref(built), i)), i * 3);
    drop(built);
    free(items);
    model_free(&m);
    model_free(&other);
}
END_TEST

// Random operations on eight versions that are forked from one another.
START_TEST(test_random) {
    srandom(_i + 1);
    struct model m[8];
    for (int k = 0; k < 8; k++) m[k] = model_new();
    int bias = _i % 2 ? 3 : 8; // shrinking as often as growing, or mostly growing
    for (int step = 0; step < 400; step++) {
        struct model *one = &m[random() % 8];
        int times = random() % 200;
        for (int t = 0; t < times && one->n < MODEL_MAX; t++) model_step(one, random() % bias, random() % 1000);
        if (random() % 4 == 0) {
            struct model *to = &m[random() % 8];
            if (to != one) {
                model_free(to);
                *to = model_fork(one);
            }
        }
        if (step % 20 == 0) model_check(one);
    }
    for (int k = 0; k < 8; k++) {
        model_check(&m[k]);
        model_free(&m[k]);
    }
}
END_TEST

START_TEST(test_in_place) {
    Value v = ints(0, 2000);
    ck_assert_int_eq(Py_REFCNT(obj(ref(v))), 1);
    PyObject *before = obj(ref(v));
    v = vec_assoc_at(v, 5, int_ref(-5));
    v = vec_assoc_at(v, 1999, int_ref(-6));
    ck_assert_ptr_eq(obj(ref(v)), before);
    Value shared = keep(ref(v));
    v = vec_assoc_at(v, 5, int_ref(77));
    ck_assert_ptr_ne(obj(ref(v)), before);
    ck_assert_int_eq(int_at(ref(shared), 5), -5);
    ck_assert_int_eq(int_at(ref(v), 5), 77);
    // An item of the vector put in another place of it.
    Value w = vec_conj(vec_empty(), ref(shared));
    w = vec_assoc_at(w, 0, vec_at(ref(w), 0));
    w = vec_conj(w, vec_at(ref(w), 0));
    ck_assert_int_eq(vec_count(ref(w)), 2);
    drop(w);
    drop(v);
    drop(shared);
}
END_TEST

START_TEST(test_subvec) {
    Value v = ints(0, 100), sub = vec_slice(ref(v), 10, 90), inner = vec_slice(ref(sub), 20, 40), same_items = ints(30, 50);
    ck_assert(is_clj(ref(inner), &subvec_type));
    CHECK_EQUAL(ref(inner), ref(same_items));
    CHECK_EQUAL(ref(same_items), ref(inner));
    ck_assert_int_eq(val_hash(ref(inner)), val_hash(ref(same_items)));
    ck_assert_int_eq(coll_count(ref(inner)), 20);
    Value x = coll_nth(ref(inner), int_ref(20), NO_REF);
    ck_assert(failed(x));
    expect_error(PyExc_IndexError);
    inner = coll_conj(inner, int_ref(-1));
    ck_assert_int_eq(int_at(ref(inner), 20), -1);
    ck_assert_int_eq(int_at(ref(v), 50), 50);
    inner = coll_assoc(inner, int_ref(0), int_ref(-2));
    inner = coll_assoc(inner, int_ref(21), int_ref(-3));
    ck_assert_int_eq(int_at(ref(inner), 0), -2);
    ck_assert_int_eq(int_at(ref(inner), 21), -3);
    ck_assert_int_eq(int_at(ref(v), 30), 30);
    ck_assert(failed(coll_assoc(keep(ref(inner)), int_ref(23), NIL)));
    expect_error(PyExc_IndexError);
    for (int i = 22; i > 0; i--) inner = coll_pop(inner);
    ck_assert_int_eq(coll_count(ref(inner)), 0);
    ck_assert(is_vec(ref(inner)));
    Value none = vec_slice(ref(v), 7, 7);
    ck_assert_int_eq(coll_count(ref(none)), 0);
    drop(none);
    drop(inner);
    drop(sub);
    drop(v);
    drop(same_items);
}
END_TEST

START_TEST(test_seqs) {
    Py_ssize_t n = edges[_i];
    Value v = ints(0, n);
    Value s = seq_of(ref(v));
    for (Py_ssize_t i = 0; i < n; i++) {
        ck_assert_int_eq(int_of(ref(seq_first(ref(s)))), i);
        if (i % 1000 == 0) ck_assert_int_eq(coll_count(ref(s)), n - i);
        Value next = seq_next(ref(s));
        drop(s);
        s = next;
    }
    ck_assert(is_nil(ref(s)));
    drop(s);
    const Ops *ops = ops_of(ref(v));
    s = ops->rseq(ref(v));
    for (Py_ssize_t i = n - 1; i >= 0; i--) {
        ck_assert_int_eq(int_of(ref(seq_first(ref(s)))), i);
        ck_assert_int_eq(int_at(ref(s), i), 0);
        Value next = seq_next(ref(s));
        drop(s);
        s = next;
    }
    ck_assert(is_nil(ref(s)));
    drop(s);
    // Chunk by chunk, from the middle of one.
    Value sub = n > 3 ? vec_slice(ref(v), 3, n - 1) : vec_empty();
    Py_ssize_t expected = 3;
    for (s = seq_of(ref(sub)); !is_nil(ref(s));) {
        ck_assert(kind_of(ref(s)) & K_CHUNKED);
        Value chunk = ops_of(ref(s))->chunk_first(ref(s));
        struct chunk *c = (struct chunk *)obj(ref(chunk));
        for (Py_ssize_t i = c->start; i < c->end; i++) ck_assert_int_eq(int_of(ref(c->items[i])), expected++);
        drop(chunk);
        SCOPED Value rest = ops_of(ref(s))->chunk_rest(ref(s));
        drop(s);
        s = seq_of(ref(rest));
    }
    ck_assert_int_eq(expected, n > 4 ? n - 1 : 3);
    drop(s);
    drop(sub);
    drop(v);
}
END_TEST

START_TEST(test_entries) {
    Value e = entry_new(int_ref(1), int_ref(2)), v = vec_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    CHECK_EQUAL(ref(e), ref(v));
    CHECK_EQUAL(ref(v), ref(e));
    ck_assert_int_eq(val_hash(ref(e)), val_hash(ref(v)));
    int order = 1;
    ck_assert_int_eq(val_compare(ref(e), ref(v), &order), 0);
    ck_assert_int_eq(order, 0);
    ck_assert(kind_of(ref(e)) & K_VECTOR && kind_of(ref(e)) & K_ENTRY);
    Value three = coll_conj(keep(ref(e)), int_ref(3));
    ck_assert(is_vec(ref(three)));
    ck_assert_int_eq(int_at(ref(three), 2), 3);
    Value popped = coll_pop(keep(ref(e)));
    ck_assert_int_eq(coll_count(ref(popped)), 1);
    Value changed = coll_assoc(keep(ref(e)), int_ref(1), int_ref(9));
    ck_assert(is_vec(ref(changed)));
    ck_assert_int_eq(int_at(ref(changed), 1), 9);
    ck_assert_int_eq(int_of(ref(coll_peek(ref(e)))), 2);
    Value s = seq_of(ref(e));
    CHECK_EQUAL(ref(s), ref(v));
    drop(s); drop(changed); drop(popped); drop(three); drop(e); drop(v);
}
END_TEST

START_TEST(test_compare) {
    Value a = ints(0, 40), b = ints(0, 41), c = vec_assoc_at(ints(0, 40), 39, int_ref(100));
    int order;
    ck_assert_int_eq(val_compare(ref(a), ref(b), &order), 0);
    ck_assert_int_lt(order, 0);
    ck_assert_int_eq(val_compare(ref(c), ref(a), &order), 0);
    ck_assert_int_gt(order, 0);
    ck_assert_int_eq(val_compare(ref(a), int_ref(1), &order), -1);
    expect_error(PyExc_TypeError);
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 0);
    ck_assert_int_eq(val_equal(ref(a), ref(c)), 0);
    ck_assert_int_eq(val_equal(ref(a), NIL), 0);
    drop(a); drop(b); drop(c);
}
END_TEST

START_TEST(test_errors) {
    Value v = ints(0, 3);
    ck_assert(failed(coll_nth(ref(v), int_ref(3), NO_REF)));
    expect_error(PyExc_IndexError);
    ck_assert(failed(coll_nth(ref(v), int_ref(-1), NO_REF)));
    expect_error(PyExc_IndexError);
    ck_assert(failed(coll_assoc(keep(ref(v)), int_ref(4), NIL)));
    expect_error(PyExc_IndexError);
    ck_assert(failed(coll_assoc(keep(ref(v)), NIL, NIL)));
    expect_error(ArgumentError);
    Value arg = int_value(7);
    ck_assert(failed(ops_of(ref(v))->invoke(ref(v), &arg, 1)));
    expect_error(PyExc_IndexError);
    ck_assert(failed(ops_of(ref(v))->invoke(ref(v), &arg, 0)));
    expect_error(ArityError);
    ck_assert_int_eq(Py_REFCNT(obj(ref(v))), 1);
    drop(v);
}
END_TEST

// --- lifetime -------------------------------------------------------------

static PyObject *globals;

static Value python(const char *expression) {
    PyObject *o = PyRun_String(expression, Py_eval_input, globals, globals);
    if (!o) PyErr_Print();
    ck_assert_ptr_nonnull(o);
    return val_of(o);
}

START_TEST(test_items_die) {
    Value v = vec_empty();
    for (int i = 0; i < 3000; i++) {
        SCOPED Value x = python("Counted()");
        v = vec_conj(v, ref(x));
    }
    ck_assert_int_eq(int_of(ref(python("Counted.alive"))), 3000);
    Value fork = keep(ref(v));
    for (int i = 0; i < 1500; i++) v = vec_pop(v);
    ck_assert_int_eq(int_of(ref(python("Counted.alive"))), 3000);
    for (int i = 0; i < 1500; i++) v = vec_assoc_at(v, i, NIL);
    drop(fork);
    ck_assert_int_eq(int_of(ref(python("Counted.alive"))), 0);
    SCOPED Value x = python("Counted()");
    for (int i = 0; i < 100; i++) v = vec_conj(v, ref(x));
    Value sub = vec_slice(ref(v), 1550, 1560), seq = seq_of(ref(sub));
    drop(v);
    drop(sub);
    drop(seq);
    ck_assert_int_eq(Py_REFCNT(obj(ref(x))), 1);
}
END_TEST

// A vector in a cycle through a list, deep in the trie and in the tail.
START_TEST(test_cycles) {
    static const int places[] = {0, 40, 1100};
    Value v = ints(0, places[_i]), list = python("[Counted()]");
    v = vec_conj(v, ref(list));
    for (int i = 0; i < 50 * _i; i++) v = vec_conj(v, int_ref(i));
    PyList_Append(obj(ref(list)), obj(ref(v)));
    drop(list);
    drop(v);
    ck_assert_int_eq(int_of(ref(python("Counted.alive"))), 1);
    PyGC_Collect();
    ck_assert_int_eq(int_of(ref(python("Counted.alive"))), 0);
}
END_TEST

START_TEST(test_tracking) {
    Value v = ints(0, 5000), name = python("'text'");
    v = vec_conj(v, ref(name));
    ck_assert(!PyObject_GC_IsTracked(obj(ref(v))));
    Value outer = vec_from((Ref[]){ref(v)}, 1);
    ck_assert(!PyObject_GC_IsTracked(obj(ref(outer))));
    SCOPED Value list = python("[]");
    v = vec_assoc_at(v, 17, ref(list));
    ck_assert(PyObject_GC_IsTracked(obj(ref(v))));
    outer = vec_conj(outer, ref(v));
    ck_assert(PyObject_GC_IsTracked(obj(ref(outer))));
    drop(outer); drop(v); drop(name);
}
END_TEST

START_TEST(test_deep) {
    Value v = vec_empty();
    for (int i = 0; i < 1000000; i++) v = vec_give((Value[]){v}, 1);
    drop(v);
}
END_TEST

// --- seen from Python -----------------------------------------------------

static const char *const python_cases[] = {
    "V([1, 2, 3])[-1] == 3",
    "V(range(100))[10:20] == list(range(10, 20))",
    "V(range(10))[::-2] == [9, 7, 5, 3, 1]",
    "V(range(10))[8:3] == []",
    "len(V('abc')) == 3 and list(V('abc')) == ['a', 'b', 'c']",
    "3 in V([1, 2, 3]) and 4 not in V([1, 2, 3])",
    "V([1, 2]) == [1, 2] and V([1, 2]) == (1, 2) and V([1, 2]) != [1]",
    "V([1]) != 1 and not V([1]) == object()",
    "V([1, 2]) < V([1, 3]) and V([5]) < V([1, 3])",
    "hash(V([1, 'a'])) == hash(V([1, 'a']))",
    "V([10, 20])(1) == 20",
    "copy.copy(V([1, [2]])) == V([1, [2]])",
    "(lambda a, b: a == b and a[1] is not b[1])(*(lambda v: (v, copy.deepcopy(v)))(V([1, [2]])))",
    "pickle.loads(pickle.dumps(V([1, 2.5, 'x', None, V([3])]))) == V([1, 2.5, 'x', None, V([3])])",
    "type(pickle.loads(pickle.dumps(V([1])[0:1]))) is V",
    "isinstance(V(), collections.abc.Sequence)",
    "isinstance(Sub, type(V)) and Sub() is not None",
    "type(cljsh.MapEntry((1, 2))) is cljsh.MapEntry and cljsh.MapEntry((1, 2)) == V([1, 2])",
    "type(copy.deepcopy(cljsh.MapEntry((1, 2)))) is cljsh.MapEntry",
};

START_TEST(test_python) {
    Value yes = python(python_cases[_i]);
    ck_assert_msg(ref(yes).w == W_TRUE, "%s", python_cases[_i]);
}
END_TEST

static void setup(void) {
    Py_InitializeEx(0);
    ck_assert_int_eq(data_init(), 0);
    ck_assert_int_eq(type_register_abcs(), 0);
    globals = PyDict_New();
    PyRun_String("import cljsh, copy, pickle, collections.abc\n"
                 "V = cljsh.Vector\n"
                 "Sub = type(V)('Sub', (), {})\n"
                 "class Counted:\n"
                 "    alive = 0\n"
                 "    def __init__(self): Counted.alive += 1\n"
                 "    def __del__(self): Counted.alive -= 1\n",
                 Py_file_input, globals, globals);
    ck_assert(!PyErr_Occurred());
}

int main(void) {
    TCase *t = tcase_create("vector");
    tcase_add_unchecked_fixture(t, setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_edges, 0, sizeof edges / sizeof *edges);
    tcase_add_loop_test(t, test_random, 0, 8);
    tcase_add_test(t, test_in_place);
    tcase_add_test(t, test_subvec);
    tcase_add_loop_test(t, test_seqs, 0, sizeof edges / sizeof *edges);
    tcase_add_test(t, test_entries);
    tcase_add_test(t, test_compare);
    tcase_add_test(t, test_errors);
    tcase_add_test(t, test_items_die);
    tcase_add_loop_test(t, test_cycles, 0, 3);
    tcase_add_test(t, test_tracking);
    tcase_add_test(t, test_deep);
    tcase_add_loop_test(t, test_python, 0, sizeof python_cases / sizeof *python_cases);
    Suite *s = suite_create("vector");
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_set_fork_status(r, CK_NOFORK);
    srunner_run_all(r, CK_NORMAL);
    return srunner_ntests_failed(r) != 0;
}
