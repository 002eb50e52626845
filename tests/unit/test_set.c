// SPDX-License-Identifier: MIT
// Hash sets against a Python set; sharing, lifetime, Python's operators.
#include "coll/hamt.h"
#include "coll/set.h"
#include "collections.h"

static void check_invariants(Ref set) {
#ifdef CLJSH_DEBUG
    Py_ssize_t n = hamt_check(set_root(set), 1);
    if (n < 0) PyErr_Print();
    ck_assert_int_eq(n, o_count(set));
#else
    (void)set;
#endif
}

static void check_against(Ref set, PyObject *model) {
    ck_assert_int_eq(o_count(set), PySet_GET_SIZE(model));
    check_invariants(set);
    for (int i = 0; i < POOL; i++)
        ck_assert_int_eq(o_contains(set, ref(pool[i])), PySet_Contains(model, py_pool[i]));
    struct map_cursor c = {0};
    Ref x, val;
    Value seq = ops_of(set)->seq(set);
    while (!is_nil(ref(seq))) { // seq and cursor agree
        SCOPED Value first = ops_of(ref(seq))->first(ref(seq));
        ck_assert(map_each(set, &c, &x, &val) && x.w == first.w && val.w == x.w);
        Value rest = ops_of(ref(seq))->rest(ref(seq));
        drop(seq);
        seq = ops_of(ref(rest))->seq(ref(rest));
        drop(rest);
    }
    drop(seq);
    ck_assert(!map_each(set, &c, &x, &val));
    ck_assert_int_eq(val_equal(set, ref_of(model)), 1);
    ck_assert(holds("x == y and y == x and x <= y and x >= y and not x < y", set, ref_of(model)));
}

START_TEST(test_random) {
    uint64_t seed = 0x9e3779b97f4a7c15u * (_i + 1);
    int keys = _i % 2 ? POOL : 40;
    enum { KEPT = 4 };
    struct { Value set; PyObject *model; } kept[KEPT] = {{ERR, NULL}};
    Value set = set_empty();
    PyObject *model = PySet_New(NULL);
    for (int step = 0; step < 4000; step++) {
        int i = random_below(&seed, keys);
        if (random_below(&seed, 10) < (step / 700 % 2 ? 3 : 7)) {
            set = set_conj(set, ref(pool[i]));
            PySet_Add(model, py_pool[i]);
        } else {
            set = set_disj(set, ref(pool[i]));
            PySet_Discard(model, py_pool[i]);
        }
        if (_i % 3 && step % (_i * 7) == 0) {
            int slot = random_below(&seed, KEPT);
            xdrop(kept[slot].set);
            Py_XDECREF(kept[slot].model);
            kept[slot].set = keep(ref(set));
            kept[slot].model = PySet_New(model);
        }
        if (step % 399 == 0) check_against(ref(set), model);
    }
    check_against(ref(set), model);
    for (int slot = 0; slot < KEPT; slot++) {
        if (!kept[slot].model) continue;
        check_against(ref(kept[slot].set), kept[slot].model);
        drop(kept[slot].set);
        Py_DECREF(kept[slot].model);
    }
    for (int i = 0; i < keys; i++) set = set_disj(set, ref(pool[i]));
    ck_assert_int_eq(o_count(ref(set)), 0);
    ck_assert(!set_root(ref(set)));
    drop(set);
    Py_DECREF(model);
} END_TEST

START_TEST(test_in_place) {
    Value set = set_conj(set_empty(), int_ref(0));
    uintptr_t before = set.w;
    for (int i = 0; i < 2000; i++) set = set_conj(set, ref(pool[i]));
    ck_assert(set.w == before);
    Value other = set_disj(keep(ref(set)), int_ref(1));
    ck_assert(other.w != before && o_contains(ref(set), int_ref(1)) && !o_contains(ref(other), int_ref(1)));
    drop(other);
    other = set_conj(keep(ref(set)), int_ref(1));
    ck_assert(other.w == before);
    drop(other), drop(set);
    SCOPED Value empty = set_empty(), again = set_empty();
    ck_assert(empty.w == again.w);
} END_TEST

START_TEST(test_equal) {
    SCOPED Value a = read_text("#{1 :b [1 2] nil \"s\"}");
    SCOPED Value b = set_from((Ref[]){NIL, KW("b")}, 2);
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 0);
    for (int order = 0; order < 2; order++) {
        SCOPED Value c = read_text(order ? "#{[1 2] nil :b \"s\" 1}" : "#{\"s\" 1 nil [1 2] :b}");
        ck_assert_int_eq(val_equal(ref(a), ref(c)), 1);
        ck_assert_int_eq(val_hash(ref(a)), val_hash(ref(c)));
    }
    SCOPED Value python_set = python("frozenset([1, None, 's'])"), ours = read_text("#{1 nil \"s\"}");
    ck_assert_int_eq(val_equal(ref(ours), ref(python_set)), 1);
    ck_assert_int_eq(val_equal(ref(python_set), ref(ours)), 1);
    SCOPED Value vector = read_text("[1 nil \"s\"]");
    ck_assert_int_eq(val_equal(ref(ours), ref(vector)), 0);
} END_TEST

START_TEST(test_prims) {
    OwningBody set = prim("clojure.core", "set", "[coll]"), sh_hash_set = prim("clojure.core", "hash-set", "[& keys]");
    const char *texts[] = {"[1 2 2 1]", "(1 2)", "{1 2}", "nil", "\"abca\"", "#{1}"};
    const char *sets[] = {"#{1 2}", "#{1 2}", "#{[1 2]}", "#{}", "#{\"a\" \"b\" \"c\"}", "#{1}"};
    for (int i = 0; i < 6; i++) {
        SCOPED Value x = read_text(texts[i]), s = set(&x, 1);
        check_reads(ref(s), sets[i]);
    }
    Value words[] = {int_value(1), int_value(2), int_value(1)};
    SCOPED Value s = sh_hash_set(words, 3), none = sh_hash_set(NULL, 0);
    check_reads(ref(s), "#{1 2}");
    check_reads(ref(none), "#{}");
    Value five = int_value(5);
    ck_assert(!ok(set(&five, 1)));
    expect_error(ArgumentError);
    SCOPED Value meta = read_text("{:doc 1}"), with = ops_of(ref(s))->with_meta(ref(s), obj(ref(meta)));
    SCOPED Value again = set(&with, 1), empty = ops_of(ref(with))->empty(ref(with));
    ck_assert(!*meta_slot(ref(again)) && *meta_slot(ref(empty)) == obj(ref(meta)));
    SCOPED Value missing = ops_of(ref(s))->invoke(ref(s), (Value[]){int_value(9)}, 1);
    ck_assert(is_nil(ref(missing)));
    ck_assert(ops_of(ref(s))->invoke(ref(s), words, 1).w == W_INT(1));
    ck_assert(!ok(ops_of(ref(s))->invoke(ref(s), words, 2)));
    expect_error(ArityError);
} END_TEST

START_TEST(test_lifetime) {
    Value set = set_empty();
    for (int i = 0; i < 500; i++) {
        SCOPED Value x = python("Counted()");
        set = set_conj(set, ref(x));
        set = set_conj(set, ref(pool[i]));
    }
    for (int i = 0; i < 500; i += 2) set = set_disj(set, ref(pool[i]));
    Value old = keep(ref(set));
    struct map_cursor c = {0};
    Ref x, val;
    while (map_each(ref(old), &c, &x, &val)) set = set_disj(set, x);
    ck_assert_int_eq(o_count(ref(set)), 0);
    ck_assert_int_eq(counted_alive(), 500);
    check_invariants(ref(old));
    drop(old);
    ck_assert_int_eq(counted_alive(), 0);
    drop(set);
    // A cycle through a list, which is hashed by its elements: through one of a Python class then.
    run_python("class Holder: pass\n");
    SCOPED Value holder = python("Holder()"), counted = python("Counted()");
    set = set_conj(set_conj(set_empty(), ref(holder)), ref(counted));
    ck_assert(PyObject_GC_IsTracked(obj(ref(set))));
    PyObject_SetAttrString(obj(ref(holder)), "set", obj(ref(set)));
    drop(set), drop(holder), drop(counted);
    holder = counted = int_value(0);
    ck_assert_int_eq(counted_alive(), 0);
} END_TEST

static const char *python_cases[] = {
    "x & {2, 3, 9} == {2, 3} and {2, 3, 9} & x == {2, 3}",
    "x | {9} == {1, 2, 3, 'a', 9} and {9} | x == {1, 2, 3, 'a', 9}",
    "x - {1} == {2, 3, 'a'} and {1, 5} - x == {5}",
    "x ^ {1, 7} == {2, 3, 'a', 7} and {1, 7} ^ x == {2, 3, 'a', 7}",
    "type(x & y) is type(x) and type({1} | x) is type(x)",
    "x < y and x <= y and y > x and not y < x and not x < x and x != y",
    "x <= {1, 2, 3, 'a', 'b'} and {1} < x",
    "x == {1, 2, 3, 'a'} and {1, 2, 3, 'a'} == x and not x != {1, 2, 3, 'a'}",
    "1 in x and 'a' in x and 9 not in x and len(x) == 4",
    "set(x) == {1, 2, 3, 'a'} and sorted(map(str, x)) == ['1', '2', '3', 'a']",
    "x.isdisjoint([7, 8]) and not x.isdisjoint([1])",
    "isinstance(x, __import__('collections.abc').abc.Set)",
    "type(x)([3, 3, 4]) == {3, 4} and type(x)() == set()",
    "__import__('pickle').loads(__import__('pickle').dumps(y)) == y",
    "hash(x) == hash(type(x)(['a', 3, 2, 1]))",
    "x('a') == 'a' and x(77) is None",
    "x != 5 and x != [1, 2, 3, 'a']",
};
START_TEST(test_python) {
    ck_assert_int_eq(type_register_abcs(), 0);
    SCOPED Value x = read_text("#{1 2 3 \"a\"}"), y = read_text("#{1 2 3 \"a\" :k 4.5}");
    ck_assert_msg(holds(python_cases[_i], ref(x), ref(y)), "%s", python_cases[_i]);
} END_TEST

int main(void) {
    TCase *t = tcase_create("set");
    tcase_add_unchecked_fixture(t, collections_setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_random, 0, 8);
    tcase_add_test(t, test_in_place);
    tcase_add_test(t, test_equal);
    tcase_add_test(t, test_prims);
    tcase_add_test(t, test_lifetime);
    tcase_add_loop_test(t, test_python, 0, sizeof python_cases / sizeof *python_cases);
    Suite *s = suite_create("set");
    suite_add_tcase(s, t);
    return run_suite(s);
}
