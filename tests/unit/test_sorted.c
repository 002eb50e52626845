// SPDX-License-Identifier: MIT
// Sorted maps and sets against a plain array; comparators, subseq, lifetime, Python's view.
#include "coll/sorted.h"
#include "coll/sorted_tree.h"
#include "collections.h"
#include "seq/list.h"

#define CORE(name, arglist) prim("clojure.core", name, arglist)

static void check_invariants(Ref sorted) {
#ifdef CLJSH_DEBUG
    int status = tree_check(sorted_root(sorted));
    if (status < 0) PyErr_Print();
    ck_assert_int_eq(status, 0);
#else
    (void)sorted;
#endif
}

enum { KEYS = 600 };

// The model: has[i] tells whether i is a key, val[i] its value.
struct model { bool has[KEYS]; int64_t val[KEYS]; };

// A part without elements is nil, or () where only its end keeps them out.
static void check_seq(Value seq, const struct model *m, int from, int to, int step) {
    ck_assert(ok(seq));
    bool nothing = is_clj(ref(seq), &empty_list_type);
    for (int i = from; i != to; i += step) {
        if (!m->has[i]) continue;
        ck_assert(!is_nil(ref(seq)) && !nothing);
        SCOPED Value first = ops_of(ref(seq))->first(ref(seq));
        struct entry *e = (struct entry *)obj(ref(first));
        ck_assert(e->key.w == W_INT(i) && e->val.w == W_INT(m->val[i]));
        Value next = ops_of(ref(seq))->next(ref(seq));
        drop(seq);
        seq = next;
    }
    ck_assert(is_nil(ref(seq)) || nothing);
    drop(seq);
}

static void check_against(Ref map, const struct model *m) {
    check_invariants(map);
    Py_ssize_t count = 0;
    struct map_cursor c = {0};
    Ref key, val;
    for (int i = 0; i < KEYS; i++) {
        count += m->has[i];
        ck_assert_int_eq(o_contains(map, int_ref(i)), m->has[i]);
        SCOPED Value got = o_get(map, int_ref(i));
        ck_assert(got.w == (m->has[i] ? W_INT(m->val[i]) : KW("absent").w));
        if (m->has[i]) ck_assert(map_each(map, &c, &key, &val) && key.w == W_INT(i) && val.w == got.w);
    }
    ck_assert(!map_each(map, &c, &key, &val));
    ck_assert_int_eq(o_count(map), count);
    check_seq(ops_of(map)->seq(map), m, 0, KEYS, 1);
    check_seq(ops_of(map)->rseq(map), m, KEYS - 1, -1, -1);
}

// The tests of subseq, as Python functions.
static Value test_of(int op) {
    const char *code[] = {"lambda a, b: a < b", "lambda a, b: a <= b", "lambda a, b: a > b", "lambda a, b: a >= b"};
    return python(code[op]);
}

static void check_subseqs(Ref map, const struct model *m, uint64_t *seed) {
    for (int round = 0; round < 20; round++) {
        int a = random_below(seed, KEYS), b = random_below(seed, KEYS), low = random_below(seed, 2), high = random_below(seed, 2);
        SCOPED Value more = test_of(2 + low), less = test_of(high);
        Value args[] = {{map.w}, more, int_value(a), less, int_value(b)};
        int from = a + !low, to = b + high;
        if (to < from) to = from;
        check_seq(CORE("subseq", "[sc start-test start-key end-test end-key]")(args, 5), m, from, to, 1);
        check_seq(CORE("rsubseq", "[sc start-test start-key end-test end-key]")(args, 5), m, to - 1, from - 1, -1);
        check_seq(CORE("subseq", "[sc test key]")(args, 3), m, from, KEYS, 1);
        args[1] = less, args[2] = args[4];
        check_seq(CORE("rsubseq", "[sc test key]")(args, 3), m, b + high - 1, -1, -1);
    }
}

START_TEST(test_random) {
    uint64_t seed = 0x9e3779b97f4a7c15u * (_i + 1);
    int keys = _i % 2 ? KEYS : 20;
    SCOPED Value by = python(_i % 3 == 2 ? "lambda a, b: a < b" : "lambda a, b: (a - b) * 3");
    Value map = _i % 3 ? CORE("sorted-map-by", "[comparator & keyvals]")(&by, 1) : CORE("sorted-map", "[& keyvals]")(NULL, 0);
    struct model *now = calloc(1, sizeof *now), *then = calloc(1, sizeof *then);
    Value old = keep(ref(map));
    for (int step = 0; step < 3000; step++) {
        int i = _i == 4 ? step % KEYS : random_below(&seed, keys); // also in order
        if (random_below(&seed, 10) < (step / 700 % 2 ? 3 : 8)) {
            now->has[i] = true;
            map = o_assoc(map, int_ref(i), int_ref(now->val[i] = step / 2));
        } else {
            now->has[i] = false;
            map = o_dissoc(map, int_ref(i));
        }
        ck_assert(ok(map));
        if (step % 251 == 0) {
            check_against(ref(map), now);
            check_against(ref(old), then);
            check_subseqs(ref(map), now, &seed);
            drop(old);
            old = keep(ref(map));
            *then = *now;
        }
        if (_i > 4) { // always shared
            drop(old);
            old = keep(ref(map));
            *then = *now;
        }
    }
    check_against(ref(map), now);
    for (int i = 0; i < keys || i < KEYS; i++) map = o_dissoc(map, int_ref(i));
    ck_assert_int_eq(o_count(ref(map)), 0);
    drop(map), drop(old);
    free(now), free(then);
} END_TEST

START_TEST(test_large) { // balance with many in order; in place
    Value set = CORE("sorted-set", "[& keys]")(NULL, 0);
    for (int i = 0; i < 50000; i++) {
        uintptr_t before = set.w;
        set = o_conj(set, int_ref(i));
        ck_assert(set.w == before);
    }
    check_invariants(ref(set));
    for (int i = 0; i < 50000; i += 1 + i % 3) set = o_dissoc(set, int_ref(i));
    check_invariants(ref(set));
    SCOPED Value found = o_get(ref(set), int_ref(2));
    ck_assert(found.w == W_INT(2));
    drop(set);
} END_TEST

START_TEST(test_sets) {
    Value words[] = {int_value(3), int_value(1), int_value(2), int_value(1)};
    SCOPED Value s = CORE("sorted-set", "[& keys]")(words, 4), greater = python("lambda a, b: a > b");
    ck_assert_str_eq(shown(ref(s)), "#{1 2 3}");
    Value by[] = {keep(ref(greater)), words[0], words[1], words[2]};
    SCOPED Value d = CORE("sorted-set-by", "[comparator & keys]")(by, 4);
    ck_assert_str_eq(shown(ref(d)), "#{3 2 1}");
    check_reads(ref(d), "#{1 2 3}");
    ck_assert_int_eq(val_equal(ref(s), ref(d)), 1);
    SCOPED Value sh_hash_set = read_text("#{1 2 3}"), mixed = read_text("#{:a \"b\" 3}");
    ck_assert_int_eq(val_equal(ref(sh_hash_set), ref(d)), 1);
    ck_assert_int_eq(val_equal(ref(mixed), ref(d)), 0);
    ck_assert_int_eq(val_equal(ref(d), ref(mixed)), 0);
    ck_assert(!PyErr_Occurred());
    SCOPED Value empty = ops_of(ref(d))->empty(ref(d));
    Value refilled = o_conj(o_conj(keep(ref(empty)), int_ref(5)), int_ref(6));
    ck_assert_str_eq(shown(ref(refilled)), "#{6 5}");
    drop(refilled);
    SCOPED Value rseq = ops_of(ref(s))->rseq(ref(s));
    check_reads(ref(rseq), "(3 2 1)");
} END_TEST

START_TEST(test_maps) {
    Value words[] = {keep(KW("c")), int_value(3), keep(KW("a")), int_value(1), keep(KW("b")), int_value(2)};
    SCOPED Value m = CORE("sorted-map", "[& keyvals]")(words, 6);
    ck_assert_str_eq(shown(ref(m)), "{:a 1, :b 2, :c 3}");
    check_reads(ref(m), "{:c 3 :a 1 :b 2}");
    SCOPED Value plain = read_text("{:c 3 :a 1 :b 2}"), other = read_text("{\"c\" 3 :a 1 2 2}");
    ck_assert_int_eq(val_equal(ref(plain), ref(m)), 1);
    ck_assert_int_eq(val_equal(ref(other), ref(m)), 0);
    ck_assert_int_eq(val_equal(ref(m), ref(other)), 0);
    ck_assert(!PyErr_Occurred());
    SCOPED Value text = read_text("{\"a\" 1 \"b\" 2 \"c\" 3}");
    Value strings = CORE("sorted-map", "[& keyvals]")(NULL, 0);
    strings = o_conj(strings, ref(text));
    ck_assert_int_eq(val_equal(ref(m), ref(strings)), 0);
    ck_assert(!PyErr_Occurred());
    SCOPED Value keys = CORE("keys", "[map]")(&m, 1), vals = CORE("vals", "[map]")(&m, 1);
    check_reads(ref(keys), "(:a :b :c)");
    check_reads(ref(vals), "(1 2 3)");
    SCOPED Value found = ops_of(ref(m))->find(ref(m), KW("b"));
    check_reads(ref(found), "[:b 2]");
    SCOPED Value meta = read_text("{:m 1}"), with = ops_of(ref(m))->with_meta(ref(m), obj(ref(meta)));
    Value longer = o_assoc(keep(ref(with)), KW("z"), NIL);
    ck_assert(*meta_slot(ref(longer)) == obj(ref(meta)));
    ck_assert_int_eq(val_equal(ref(with), ref(m)), 1);
    drop(longer), drop(strings);
} END_TEST

START_TEST(test_errors) {
    SCOPED Value m = CORE("sorted-map", "[& keyvals]")((Value[]){int_value(1), int_value(2)}, 2);
    ck_assert(!ok(o_get(ref(m), KW("a"))));
    expect_error(PyExc_TypeError);
    ck_assert_int_eq(o_contains(ref(m), KW("a")), -1);
    expect_error(PyExc_TypeError);
    ck_assert(!ok(o_assoc(keep(ref(m)), KW("a"), NIL)));
    expect_error(PyExc_TypeError);
    ck_assert(!ok(o_dissoc(keep(ref(m)), KW("a"))));
    expect_error(PyExc_TypeError);
    ck_assert_int_eq(o_count(ref(m)), 1);
    SCOPED Value vector = read_text("[1 2]"), less = test_of(0), strange = python("lambda a, b: 'x'"), always = python("lambda a, b: True");
    Value args[] = {vector, less, int_value(1)};
    ck_assert(!ok(CORE("subseq", "[sc test key]")(args, 3)));
    expect_error(PyExc_TypeError);
    args[0] = m, args[1] = always;
    ck_assert(!ok(CORE("subseq", "[sc test key]")(args, 3)));
    expect_error(ArgumentError);
    ck_assert(!ok(CORE("sorted-set-by", "[comparator & keys]")((Value[]){strange, int_value(1), int_value(2)}, 3)));
    expect_error(PyExc_TypeError);
    // Any number will do for an order.
    SCOPED Value half = python("lambda a, b: (a - b) / 2");
    SCOPED Value s = CORE("sorted-set-by", "[comparator & keys]")((Value[]){half, int_value(5), int_value(1), int_value(6)}, 4);
    ck_assert_str_eq(shown(ref(s)), "#{1 5}"); // 6 and 5 are less than one apart
} END_TEST

START_TEST(test_lifetime) {
    Value m = CORE("sorted-map", "[& keyvals]")(NULL, 0);
    for (int i = 0; i < 1000; i++) {
        SCOPED Value v = i % 2 ? python("Counted()") : int_value(i);
        m = o_assoc(m, int_ref(i * 7919 % 1000), ref(v));
        if (i % 100 == 0) check_invariants(ref(m));
    }
    ck_assert(PyObject_GC_IsTracked(obj(ref(m))));
    ck_assert_int_eq(counted_alive(), 500);
    Value old = keep(ref(m));
    for (int i = 0; i < 1000; i += 2) m = o_dissoc(m, int_ref(i));
    for (int i = 1; i < 1000; i += 4) m = o_assoc(m, int_ref(i), NIL);
    check_invariants(ref(m));
    check_invariants(ref(old));
    ck_assert_int_eq(counted_alive(), 500);
    drop(old);
    ck_assert_int_eq(counted_alive(), 250);
    SCOPED Value list = python("[Counted()]");
    m = o_assoc(m, int_ref(5000), ref(list));
    PyList_Append(obj(ref(list)), obj(ref(m)));
    drop(m), drop(list);
    list = int_value(0);
    ck_assert_int_eq(counted_alive(), 0);
    m = CORE("sorted-map", "[& keyvals]")((Value[]){int_value(1), int_value(2)}, 2);
    ck_assert(!PyObject_GC_IsTracked(obj(ref(m))));
    drop(m);
} END_TEST

static const char *python_cases[] = {
    "list(x) == [1, 2, 3] and len(x) == 3 and 2 in x and x[2] == 'b' and dict(x) == {1: 'a', 2: 'b', 3: 'c'}",
    "x == {1: 'a', 2: 'b', 3: 'c'} and list(x.items()) == [(1, 'a'), (2, 'b'), (3, 'c')]",
    "list(y) == [1, 2, 3] and y == {1, 2, 3} and y & {1} == {1} and list(y | {0}) == [0, 1, 2, 3]",
    "list(type(y)([3, 1, 2], lambda a, b: a > b)) == [3, 2, 1]",
    "list(type(x)({3: 1, 1: 2})) == [1, 3] and list(type(x)([(3, 1), [1, 2]], comparator=lambda a, b: b - a)) == [3, 1]",
    "list(__import__('pickle').loads(__import__('pickle').dumps(x)).items()) == list(x.items())",
    "list(__import__('pickle').loads(__import__('pickle').dumps(y))) == [1, 2, 3]",
    "type(y - {1}) is type(y) and type({1, 9} - y) is type(y)",
};
START_TEST(test_python) {
    ck_assert_int_eq(type_register_abcs(), 0);
    SCOPED Value plain = read_text("{2 \"b\" 1 \"a\" 3 \"c\"}");
    Value x = o_conj(CORE("sorted-map", "[& keyvals]")(NULL, 0), ref(plain));
    Value y = CORE("sorted-set", "[& keys]")((Value[]){int_value(2), int_value(3), int_value(1)}, 3);
    ck_assert_msg(holds(python_cases[_i], ref(x), ref(y)), "%s", python_cases[_i]);
    drop(x), drop(y);
} END_TEST

int main(void) {
    TCase *t = tcase_create("sorted");
    tcase_add_unchecked_fixture(t, collections_setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_random, 0, 8);
    tcase_add_test(t, test_large);
    tcase_add_test(t, test_sets);
    tcase_add_test(t, test_maps);
    tcase_add_test(t, test_errors);
    tcase_add_test(t, test_lifetime);
    tcase_add_loop_test(t, test_python, 0, sizeof python_cases / sizeof *python_cases);
    Suite *s = suite_create("sorted");
    suite_add_tcase(s, t);
    return run_suite(s);
}
