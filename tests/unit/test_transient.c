// SPDX-License-Identifier: MIT
// Transients through their primitives, as compiled code calls them.
#include <check.h>
#include <stdarg.h>

#include "base/prim.h"
#include "boot/data.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/transient.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/symbol.h"

// Calls a primitive of clojure.core with words it may take.
static Value call(const char *name, Py_ssize_t n, ...) {
    Value args[8];
    va_list list;
    va_start(list, n);
    for (Py_ssize_t i = 0; i < n; i++) args[i] = va_arg(list, Value);
    va_end(list);
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++) {
        const char *arglist = (*p)->arglist;
        Py_ssize_t params = arglist[1] != ']';
        bool more = strchr(arglist, '&');
        for (const char *c = arglist; *c && *c != '&'; c++) params += *c == ' ';
        if (more) params--;
        if (strcmp((*p)->ns, "clojure.core") || strcmp((*p)->name, name) || (more ? params > n : params != n)) continue;
        Value result = (*p)->body(lend(args), n);
        for (Py_ssize_t i = 0; i < n; i++) drop(args[i]);
        return result;
    }
    ck_abort_msg("no primitive %s of %zd", name, n);
    return ERR;
}

static Value num(int64_t n) { return int_value(n); }
static void expect_error(PyObject *class) {
    ck_assert_msg(PyErr_ExceptionMatches(class), "another exception, or none");
    PyErr_Clear();
}
#define CHECK_EQUAL(a, b) ck_assert_int_eq(val_equal((a), (b)), 1)

START_TEST(test_vector) {
    Value original = vec_from((Ref[]){int_ref(0), int_ref(1)}, 2);
    Value t = call("transient", 1, keep(ref(original)));
    PyObject *box = obj(ref(t));
    for (int i = 2; i < 5000; i++) t = call("conj!", 2, t, num(i));
    t = call("assoc!", 5, t, num(0), num(-1), num(5000), num(5000));
    t = call("pop!", 1, t);
    ck_assert_ptr_eq(obj(ref(t)), box);
    ck_assert_int_eq(coll_count(ref(t)), 5000);
    Value x = coll_nth(ref(t), int_ref(0), NO_REF);
    ck_assert_int_eq(int_of(ref(x)), -1);
    x = coll_get(ref(t), int_ref(77), NIL);
    ck_assert_int_eq(int_of(ref(x)), 77);
    Value i = num(78);
    x = ops_of(ref(t))->invoke(ref(t), &i, 1);
    ck_assert_int_eq(int_of(ref(x)), 78);
    ck_assert_int_eq(coll_contains(ref(t), int_ref(4999)), 1);
    ck_assert_int_eq(coll_contains(ref(t), int_ref(5000)), 0);
    // What fails leaves the transient as it was.
    ck_assert(failed(call("assoc!", 3, keep(ref(t)), num(6000), num(1))));
    expect_error(PyExc_IndexError);
    ck_assert(failed(call("assoc!", 3, keep(ref(t)), nil_value(), num(1))));
    expect_error(ArgumentError);
    Value v = call("persistent!", 1, keep(ref(t)));
    ck_assert(is_vec(ref(v)));
    ck_assert_int_eq(vec_count(ref(v)), 5000);
    ck_assert_int_eq(vec_count(ref(original)), 2);
    ck_assert_int_eq(int_of(vec_at(ref(original), 0)), 0);
    // And then it is over.
    ck_assert(failed(call("conj!", 2, keep(ref(t)), num(1))));
    expect_error(StateError);
    ck_assert(failed(call("persistent!", 1, keep(ref(t)))));
    expect_error(StateError);
    ck_assert_int_eq(coll_count(ref(t)), -1);
    expect_error(StateError);
    ck_assert(failed(coll_nth(ref(t), int_ref(0), NO_REF)));
    expect_error(StateError);
    drop(t); drop(v); drop(original);
}
END_TEST

START_TEST(test_map) {
    Value original = map_from((Ref[]){int_ref(-1), int_ref(-2)}, 2);
    Value t = call("transient", 1, keep(ref(original)));
    for (int i = 0; i < 1000; i++) t = call("assoc!", 3, t, num(i), num(i * 2));
    t = call("conj!", 2, t, vec_from((Ref[]){int_ref(5), int_ref(-5)}, 2));
    t = call("dissoc!", 2, t, num(-1));
    t = call("dissoc!", 4, t, num(6), num(7), num(7777));
    ck_assert_int_eq(coll_count(ref(t)), 998);
    Value x = coll_get(ref(t), int_ref(5), NIL);
    ck_assert_int_eq(int_of(ref(x)), -5);
    Value entry = coll_find(ref(t), int_ref(8));
    ck_assert(kind_of(ref(entry)) & K_ENTRY);
    drop(entry);
    t = call("assoc!", 4, t, num(1), num(2), num(3)); // the last key without a value
    x = coll_get(ref(t), int_ref(3), int_ref(0));
    ck_assert(is_nil(ref(x)));
    drop(x);
    Value m = call("persistent!", 1, t);
    ck_assert_int_eq(coll_count(ref(m)), 998);
    ck_assert_int_eq(coll_count(ref(original)), 1);
    drop(m); drop(original);
}
END_TEST

START_TEST(test_set) {
    Value t = call("transient", 1, set_empty());
    for (int i = 0; i < 1000; i++) t = call("conj!", 2, t, num(i % 100));
    t = call("disj!", 1, t);
    t = call("disj!", 2, t, num(5));
    t = call("disj!", 4, t, num(6), num(7), num(5));
    ck_assert_int_eq(coll_count(ref(t)), 97);
    ck_assert_int_eq(coll_contains(ref(t), int_ref(6)), 0);
    ck_assert_int_eq(coll_contains(ref(t), int_ref(8)), 1);
    ck_assert(failed(call("dissoc!", 2, keep(ref(t)), num(8))));
    expect_error(PyExc_TypeError);
    ck_assert(failed(call("pop!", 1, keep(ref(t)))));
    expect_error(PyExc_TypeError);
    ck_assert(failed(call("assoc!", 3, keep(ref(t)), num(8), num(1))));
    expect_error(PyExc_TypeError);
    Value s = call("persistent!", 1, t);
    ck_assert_int_eq(coll_count(ref(s)), 97);
    drop(s);
}
END_TEST

START_TEST(test_edges) {
    Value t = call("conj!", 0);
    t = call("conj!", 1, t);
    ck_assert(failed(call("pop!", 1, keep(ref(t)))));
    expect_error(StateError);
    t = call("conj!", 2, t, nil_value());
    Value v = call("persistent!", 1, t), expected = vec_from((Ref[]){NIL}, 1);
    CHECK_EQUAL(ref(v), ref(expected));
    drop(v); drop(expected);
    ck_assert(failed(call("transient", 1, nil_value())));
    expect_error(PyExc_TypeError);
    ck_assert(failed(call("conj!", 2, vec_empty(), num(1))));
    expect_error(PyExc_TypeError);
    ck_assert(is_nil(ref(call("conj!", 1, nil_value()))));
}
END_TEST

// Metadata stays with the original.
START_TEST(test_meta) {
    Value meta = map_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    Value v = call("with-meta", 2, vec_from((Ref[]){int_ref(1)}, 1), keep(ref(meta)));
    Value w = call("persistent!", 1, call("transient", 1, keep(ref(v))));
    Value none = coll_meta(ref(w)), some = coll_meta(ref(v));
    ck_assert(is_nil(ref(none)));
    CHECK_EQUAL(ref(some), ref(meta));
    CHECK_EQUAL(ref(v), ref(w));
    drop(none); drop(some); drop(w); drop(v); drop(meta);
}
END_TEST

// The items of a transient that is dropped die with it.
START_TEST(test_drop) {
    Value item = adopt(PyList_New(0));
    Value t = call("conj!", 0);
    for (int i = 0; i < 100; i++) t = call("conj!", 2, t, keep(ref(item)));
    ck_assert_int_eq(Py_REFCNT(obj(ref(item))), 101);
    drop(t);
    ck_assert_int_eq(Py_REFCNT(obj(ref(item))), 1);
    drop(item);
}
END_TEST

static void setup(void) {
    Py_InitializeEx(0);
    ck_assert_int_eq(data_init(), 0);
}

int main(void) {
    TCase *t = tcase_create("transient");
    tcase_add_unchecked_fixture(t, setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_test(t, test_vector);
    tcase_add_test(t, test_map);
    tcase_add_test(t, test_set);
    tcase_add_test(t, test_edges);
    tcase_add_test(t, test_meta);
    tcase_add_test(t, test_drop);
    Suite *s = suite_create("transient");
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_set_fork_status(r, CK_NOFORK);
    srunner_run_all(r, CK_NORMAL);
    return srunner_ntests_failed(r) != 0;
}
