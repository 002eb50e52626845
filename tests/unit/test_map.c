// SPDX-License-Identifier: MIT
// Array and hash maps against a Python dict; sharing, collisions, lifetime, Python's view.
#include "coll/hamt_flat.h"
#include "coll/map_common.h"
#include "coll/transient.h"
#include "collections.h"

static void check_invariants(Ref map) {
#ifdef CLJSH_DEBUG
    if (!is_clj(map, &hash_map_type)) return;
    Py_ssize_t n = hamt_check(((struct hash_map *)obj(map))->root, 2);
    if (n < 0) PyErr_Print();
    ck_assert_int_eq(n, map_count(map));
    ck_assert(PyObject_GC_IsTracked(obj(map)) || !hamt_may_cycle(((struct hash_map *)obj(map))->root));
#else
    (void)map;
#endif
}

// Has the map just the entries of the dict, however one looks at it?
static void check_against(Ref map, PyObject *dict) {
    ck_assert_int_eq(map_count(map), PyDict_GET_SIZE(dict));
    check_invariants(map);
    PyObject *k, *v;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &k, &v);) {
        SCOPED Value key = val_from(k), val = val_from(v), got = o_get(map, ref(key));
        ck_assert(got.w == val.w);
        bool error;
        ck_assert(map_find(map, ref(key), &error).w == val.w && !error);
        ck_assert_int_eq(o_contains(map, ref(key)), 1);
    }
    struct map_cursor c = {0};
    Ref key, val;
    Py_ssize_t n = 0;
    for (; map_each(map, &c, &key, &val); n++) {
        SCOPED_PY PyObject *o = py_of(key);
        PyObject *found = PyDict_GetItem(dict, o);
        SCOPED Value wanted = val_from(found);
        ck_assert(found && wanted.w == val.w);
    }
    ck_assert_int_eq(n, map_count(map));
    // The seq gives the same in the same order.
    c = (struct map_cursor){0};
    Value seq = ops_of(map)->seq(map);
    while (!is_nil(ref(seq))) {
        const Ops *ops = ops_of(ref(seq));
        ck_assert_int_eq(ops->count(ref(seq)), n--);
        SCOPED Value entry = ops->first(ref(seq));
        struct entry *e = (struct entry *)obj(ref(entry));
        ck_assert(map_each(map, &c, &key, &val) && e->key.w == key.w && e->val.w == val.w);
        Value next = ops->next(ref(seq));
        drop(seq);
        seq = next;
    }
    drop(seq);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(val_equal(map, ref_of(dict)), 1);
}

/* Random changes of a map and of a dict, with old versions kept now and then:
 * the next change of such a version must copy, and the version stay. */
static void random_run(uint64_t seed, int keys, int steps, int keep_every) {
    enum { KEPT = 6 };
    struct { Value map; PyObject *dict; } kept[KEPT] = {{ERR, NULL}};
    Value map = map_empty();
    PyObject *dict = PyDict_New();
    for (int step = 0; step < steps; step++) {
        int i = random_below(&seed, keys);
        // Growing and shrinking in turn.
        if (random_below(&seed, 10) < (step / 500 % 2 ? 3 : 7)) {
            Ref val = int_ref(random_below(&seed, 4) ? step : 0);
            if (step % 7 == 0) val = ref(pool[random_below(&seed, POOL)]);
            SCOPED_PY PyObject *v = py_of(val);
            map = o_assoc(map, ref(pool[i]), val);
            PyDict_SetItem(dict, py_pool[i], v);
        } else {
            map = o_dissoc(map, ref(pool[i]));
            if (PyDict_Contains(dict, py_pool[i])) PyDict_DelItem(dict, py_pool[i]);
        }
        ck_assert(ok(map));
        if (keep_every && step % keep_every == 0) {
            int slot = random_below(&seed, KEPT);
            if (kept[slot].dict && random_below(&seed, 3) == 0) { // go on from an old version
                drop(map);
                Py_DECREF(dict);
                map = kept[slot].map;
                dict = kept[slot].dict;
                kept[slot].dict = NULL;
            } else {
                xdrop(kept[slot].map);
                Py_XDECREF(kept[slot].dict);
                kept[slot].map = keep(ref(map));
                kept[slot].dict = PyDict_Copy(dict);
            }
            if (!kept[slot].dict) kept[slot].map = ERR;
        }
        if (step % 97 == 0) check_against(ref(map), dict);
    }
    check_against(ref(map), dict);
    for (int slot = 0; slot < KEPT; slot++) {
        if (!kept[slot].dict) continue;
        check_against(ref(kept[slot].map), kept[slot].dict);
        drop(kept[slot].map);
        Py_DECREF(kept[slot].dict);
    }
    // Down to nothing.
    for (int i = 0; i < keys; i++) map = o_dissoc(map, ref(pool[i]));
    ck_assert_int_eq(map_count(ref(map)), 0);
    SCOPED Value seq = ops_of(ref(map))->seq(ref(map));
    ck_assert(is_nil(ref(seq)));
    drop(map);
    Py_DECREF(dict);
}

START_TEST(test_random) {
    random_run(0x9e3779b97f4a7c15u + _i, 9, 1000, 0);
    random_run(0x1234567u * (_i + 1), 40, 2000, _i % 2 ? 3 : 1);
    random_run(0x7654321u * (_i + 1), POOL, 4000, _i % 3 ? 40 : 5);
} END_TEST

START_TEST(test_order) { // array maps keep it
    SCOPED Value m = read_text("{:z 1 :a 2 \"q\" 3 nil 4 5 5}");
    ck_assert(is_clj(ref(m), &map_array_type));
    ck_assert_str_eq(shown(ref(m)), "{:z 1, :a 2, \"q\" 3, nil 4, 5 5}");
    Value changed = o_assoc(keep(ref(m)), KW("a"), NIL);
    ck_assert_str_eq(shown(ref(changed)), "{:z 1, :a nil, \"q\" 3, nil 4, 5 5}");
    changed = o_dissoc(changed, KW("z"));
    ck_assert_str_eq(shown(ref(changed)), "{:a nil, \"q\" 3, nil 4, 5 5}");
    for (int i = 10; i < 14; i++) changed = o_assoc(changed, int_ref(i), int_ref(i));
    ck_assert(is_clj(ref(changed), &map_array_type));
    changed = o_assoc(changed, int_ref(14), int_ref(14));
    ck_assert(is_clj(ref(changed), &hash_map_type));
    ck_assert_int_eq(map_count(ref(changed)), 9);
    drop(changed);
    Value words[24];
    for (int i = 0; i < 24; i++) words[i] = int_value(i);
    SCOPED Value large = prim("clojure.core", "array-map", "[& keyvals]")(words, 24);
    ck_assert(is_clj(ref(large), &map_array_type));
    ck_assert_str_eq(shown(ref(large)), "{0 1, 2 3, 4 5, 6 7, 8 9, 10 11, 12 13, 14 15, 16 17, 18 19, 20 21, 22 23}");
    SCOPED Value from = map_from((Ref *)words, 24);
    ck_assert(is_clj(ref(from), &hash_map_type));
    ck_assert_int_eq(val_equal(ref(from), ref(large)), 1);
    ck_assert_int_eq(val_hash(ref(from)), val_hash(ref(large)));
    words[2] = int_value(0);
    SCOPED Value twice = map_from((Ref *)words, 4);
    check_reads(ref(twice), "{0 3}");
} END_TEST

START_TEST(test_in_place) { // an unshared map is the same object afterwards
    Value m = hash_map_new();
    for (int i = 0; i < 2000; i++) {
        uintptr_t before = m.w;
        m = o_assoc(m, ref(pool[i]), int_ref(i));
        ck_assert(m.w == before);
    }
    Value shared = keep(ref(m)), other = o_assoc(keep(ref(m)), int_ref(1), NIL);
    ck_assert(other.w != m.w);
    ck_assert(ok(other = o_dissoc(other, int_ref(2))));
    bool error;
    ck_assert(map_find(ref(m), int_ref(1), &error).w == W_INT(1));
    ck_assert(map_find(ref(m), int_ref(2), &error).w == W_INT(2));
    ck_assert_int_eq(map_count(ref(other)), 1999);
    // Nothing changes: nothing is copied, even when shared.
    Value same_map = o_assoc(keep(ref(m)), int_ref(1), int_ref(1));
    ck_assert(same_map.w == m.w);
    drop(same_map);
    same_map = o_dissoc(keep(ref(m)), KW("nowhere"));
    ck_assert(same_map.w == m.w);
    drop(same_map), drop(shared), drop(other);
    check_invariants(ref(m));
    drop(m);
    Value small = map_from((Ref[]){KW("a"), int_ref(1), KW("b"), int_ref(2)}, 4);
    uintptr_t before = small.w;
    small = o_assoc(small, KW("a"), int_ref(3));
    ck_assert(small.w == before);
    small = o_dissoc(small, KW("b"));
    ck_assert(small.w == before);
    small = o_assoc(small, KW("c"), int_ref(3));
    ck_assert(small.w == before);
    drop(small);
} END_TEST

START_TEST(test_table) { // what one owner builds, until it is shared and changed
    Value m = hash_map_new();
    for (int i = 0; i < 1000; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%d", i * 7919 % 1000);
        SCOPED Value key = val_of(PyUnicode_FromString(name));
        m = o_assoc(m, ref(key), int_ref(i));
    }
    const struct hamt *table = ((struct hash_map *)obj(ref(m)))->root;
    ck_assert(is_flat(table));
    struct map_cursor c = {0};
    Ref key, val;
    for (int i = 0; map_each(ref(m), &c, &key, &val); i++) ck_assert(i < HAMT_TABLE_FROM || int_of(val) == i); // as they came
    // Who changes it while it is shared has a trie; the same for the next, and the table stays.
    SCOPED Value one = o_assoc(keep(ref(m)), KW("a"), NIL), two = o_assoc(keep(ref(m)), KW("b"), NIL);
    check_invariants(ref(one)), check_invariants(ref(two)), check_invariants(ref(m));
    ck_assert(!is_flat(((struct hash_map *)obj(ref(one)))->root));
    ck_assert(((struct hash_map *)obj(ref(m)))->root == table);
    ck_assert_ptr_nonnull(((const struct flat *)table)->trie);
    // Its owner goes on with it, which the others do not see.
    m = o_assoc(m, KW("c"), NIL);
    ck_assert(((struct hash_map *)obj(ref(m)))->root == table && !((const struct flat *)table)->trie);
    ck_assert_int_eq(o_contains(ref(two), KW("c")), 0);
    // Something that may be in a cycle makes the collector look at it.
    ck_assert(!hamt_may_cycle(table));
    SCOPED Value counted = python("[1]");
    m = o_assoc(m, KW("list"), ref(counted));
    ck_assert(hamt_may_cycle(((struct hash_map *)obj(ref(m)))->root));
    check_invariants(ref(m));
    // The first again and again, as from a queue; it gets smaller on the way.
    for (Py_ssize_t n = 1002; n > 0; n--) {
        ck_assert_int_eq(map_count(ref(m)), n);
        c = (struct map_cursor){0};
        ck_assert(map_each(ref(m), &c, &key, &val));
        SCOPED Value first = keep(key);
        ck_assert(n < 3 || n > 1002 - HAMT_TABLE_FROM || int_of(val) == 1002 - n);
        m = o_dissoc(m, ref(first));
        if (n % 100 == 0) check_invariants(ref(m));
    }
    drop(m);
    // Runs of integers stay in a trie.
    Value runs = hash_map_new();
    for (int i = 0; i < 100; i++) runs = o_assoc(runs, int_ref(i), NIL);
    ck_assert(!is_flat(((struct hash_map *)obj(ref(runs)))->root));
    drop(runs);
} END_TEST

START_TEST(test_integers) { // runs of them, their boundaries, and what equals them
    int64_t starts[] = {0, -40, 1 << 20, INT_MAX62 - 40, INT_MIN62, 1LL << 58};
    Value m = hash_map_new();
    for (int s = 0; s < 6; s++)
        for (int i = 0; i < 40; i++) m = o_assoc(m, int_ref(starts[s] + i), int_ref(i));
    check_invariants(ref(m));
    bool error;
    for (int s = 0; s < 6; s++)
        for (int i = 0; i < 40; i++)
            if (s != 1) ck_assert(map_find(ref(m), int_ref(starts[s] + i), &error).w == W_INT(i));
    run_python("class Whole:\n"
               "    def __init__(self, n): self.n = n\n"
               "    def __hash__(self): return hash(self.n)\n"
               "    def __eq__(self, other): return self.n == other\n"
               "import enum\n"
               "class Colour(enum.IntEnum): red = 17\n");
    SCOPED Value whole = python("Whole(1048580)"), colour = python("Colour.red");
    ck_assert(map_find(ref(m), ref(whole), &error).w == W_INT(4));
    ck_assert(map_find(ref(m), ref(colour), &error).w == W_INT(17));
    SCOPED Value one = double_value(1.0);
    ck_assert(!map_find(ref(m), ref(one), &error).w);
    for (int s = 0; s < 6; s++)
        for (int i = 0; i < 40; i += 2) m = o_dissoc(m, int_ref(starts[s] + i));
    check_invariants(ref(m));
    drop(m);
} END_TEST

START_TEST(test_errors) {
    SCOPED Value angry = python("Angry()"), angry2 = python("Angry()"), unhashable = python("Unhashable()");
    Value m = hash_map_new();
    m = o_assoc(m, ref(angry), int_ref(1));
    for (int i = 100; i < 150; i++) m = o_assoc(m, int_ref(i), int_ref(1));
    for (int share = 0; share < 2; share++) {
        Ref bad[] = {ref(angry2), ref(unhashable)};
        for (int b = 0; b < 2; b++) {
            ck_assert(!ok(o_get(ref(m), bad[b])));
            expect_error(PyExc_OverflowError);
            ck_assert_int_eq(o_contains(ref(m), bad[b]), -1);
            expect_error(PyExc_OverflowError);
            ck_assert(!ok(o_assoc(keep(ref(m)), bad[b], NIL)));
            expect_error(PyExc_OverflowError);
            ck_assert(!ok(o_dissoc(keep(ref(m)), bad[b])));
            expect_error(PyExc_OverflowError);
        }
    }
    ck_assert_int_eq(map_count(ref(m)), 51);
    check_invariants(ref(m));
    ck_assert(!ok(o_assoc(m, ref(angry2), NIL))); // consumed
    expect_error(PyExc_OverflowError);
    Value small = map_from((Ref[]){ref(angry), int_ref(1)}, 2);
    ck_assert(!ok(o_assoc(small, ref(angry2), NIL)));
    expect_error(PyExc_OverflowError);
    ck_assert(!ok(map_from((Ref[]){ref(angry), NIL, ref(angry2), NIL}, 4)));
    expect_error(PyExc_OverflowError);
    Value odd[] = {int_value(1), int_value(2), int_value(3)};
    const char *makers[] = {"hash-map", "array-map", "sorted-map"};
    for (int i = 0; i < 3; i++) {
        ck_assert(!ok(prim("clojure.core", makers[i], "[& keyvals]")(odd, 3)));
        ck_assert(PyErr_ExceptionMatches(ArgumentError));
        ck_assert_str_eq(raised(), "No value supplied for key: 3");
    }
    SCOPED Value three = read_text("[1 2 3]"), list = read_text("((1 2))");
    ck_assert(!ok(o_conj(map_empty(), ref(three))));
    expect_error(ArgumentError);
    ck_assert(!ok(o_conj(map_empty(), ref(list))));
    expect_error(PyExc_TypeError);
    ck_assert(!ok(o_conj(map_empty(), int_ref(3))));
    expect_error(ArgumentError);
} END_TEST

START_TEST(test_conj) {
    SCOPED Value pair = read_text("[:b 2]"), map = read_text("{:c 3 :d 4}"), entry = entry_new(KW("a"), int_ref(1));
    SCOPED Value dict = python("{'e': 5, 'f': 6.5}"), tuple = python("('g', 7)");
    SCOPED Value seq = ops_of(ref(map))->seq(ref(map));
    Value m = map_empty();
    m = o_conj(m, ref(entry));
    m = o_conj(m, NIL);
    m = o_conj(m, ref(pair));
    m = o_conj(m, ref(dict));
    m = o_conj(m, ref(tuple));
    m = o_conj(m, ref(map));
    check_reads(ref(m), "{:a 1 :b 2 :c 3 :d 4 \"e\" 5 \"f\" 6.5 \"g\" 7}");
    Value n = o_conj(map_empty(), ref(seq));
    ck_assert_int_eq(val_equal(ref(n), ref(map)), 1);
    drop(n), drop(m);
} END_TEST

static const char *equal_maps[] = {
    "{:a 1 :b [1 2] nil 3}", "{}", "{1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10}", "{{:a 1} {:b 2}, #{1} #{2}}",
};
START_TEST(test_equal) { // across types
    SCOPED Value a = read_text(equal_maps[_i]);
    Value b = hash_map_new();
    b = o_conj(b, ref(a));
    ck_assert(is_clj(ref(b), &hash_map_type));
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 1);
    ck_assert_int_eq(val_equal(ref(b), ref(a)), 1);
    ck_assert_int_eq(val_hash(ref(a)), val_hash(ref(b)));
    b = o_assoc(b, KW("more"), NIL);
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 0);
    b = o_dissoc(b, KW("more"));
    ck_assert_int_eq(val_hash(ref(a)), val_hash(ref(b)));
    if (map_count(ref(a))) {
        struct map_cursor c = {0};
        Ref key, val;
        map_each(ref(a), &c, &key, &val);
        b = o_assoc(b, key, KW("other"));
        ck_assert_int_eq(val_equal(ref(a), ref(b)), 0);
        ck_assert_int_eq(val_equal(ref(b), ref(a)), 0);
        b = o_dissoc(b, key);
        b = o_assoc(b, KW("other"), val);
        ck_assert_int_eq(val_equal(ref(a), ref(b)), 0);
    }
    drop(b);
    SCOPED Value vector = read_text("[]");
    ck_assert_int_eq(val_equal(ref(a), ref(vector)), 0);
    ck_assert_int_eq(val_equal(ref(a), int_ref(1)), 0);
} END_TEST

START_TEST(test_keys_vals) {
    OwningBody keys = prim("clojure.core", "keys", "[map]"), vals = prim("clojure.core", "vals", "[map]");
    const char *texts[] = {"nil", "{}", "[]", "()"};
    for (int i = 0; i < 4; i++) {
        SCOPED Value x = read_text(texts[i]), k = keys(&x, 1), v = vals(&x, 1);
        ck_assert(is_nil(ref(k)) && is_nil(ref(v)));
    }
    SCOPED Value m = read_text("{:a 1 :b 2}"), k = keys(&m, 1), v = vals(&m, 1);
    check_reads(ref(k), "(:a :b)");
    check_reads(ref(v), "(1 2)");
    SCOPED Value seq = ops_of(ref(m))->seq(ref(m)), sk = keys(&seq, 1);
    check_reads(ref(sk), "(:a :b)");
    SCOPED Value dict = python("{'p': 1, 'q': 2.5}"), dk = keys(&dict, 1), dv = vals(&dict, 1);
    check_reads(ref(dk), "(\"p\" \"q\")");
    check_reads(ref(dv), "(1 2.5)");
    SCOPED Value empty = python("{}"), none = keys(&empty, 1);
    ck_assert(is_nil(ref(none)));
    SCOPED Value proxy = python("type.__dict__"), names = keys(&proxy, 1);
    ck_assert(ok(names) && !is_nil(ref(names)));
    SCOPED Value numbers = read_text("[1 2]");
    ck_assert(!ok(keys(&numbers, 1)));
    expect_error(PyExc_TypeError);
    Value five = int_value(5);
    ck_assert(!ok(keys(&five, 1)));
    expect_error(ArgumentError);
} END_TEST

START_TEST(test_meta) {
    SCOPED Value meta = read_text("{:doc 1}"), m = read_text("{:a 1}");
    Value with = ops_of(ref(m))->with_meta(ref(m), obj(ref(meta)));
    for (int i = 0; i < 20; i++) with = o_assoc(with, int_ref(i), NIL);
    ck_assert(*meta_slot(ref(with)) == obj(ref(meta)));
    ck_assert(is_clj(ref(with), &hash_map_type));
    SCOPED Value empty = ops_of(ref(with))->empty(ref(with)), without = ops_of(ref(with))->with_meta(ref(with), NULL);
    ck_assert(*meta_slot(ref(empty)) == obj(ref(meta)) && o_count(ref(empty)) == 0);
    ck_assert(!*meta_slot(ref(without)) && val_equal(ref(with), ref(without)) == 1);
    SCOPED Value small_empty = ops_of(ref(m))->empty(ref(m)), constant = map_empty();
    ck_assert(small_empty.w == constant.w);
    for (int i = 0; i < 20; i++) with = o_dissoc(with, int_ref(i));
    with = o_dissoc(with, KW("a"));
    ck_assert(*meta_slot(ref(with)) == obj(ref(meta)) && o_count(ref(with)) == 0);
    drop(with);
} END_TEST

START_TEST(test_invoke) {
    SCOPED Value m = read_text("{:a 1}");
    Value args[] = {keep(KW("a")), int_value(7), int_value(8)}, missing[] = {keep(KW("z")), int_value(7)};
    ck_assert(ops_of(ref(m))->invoke(ref(m), args, 1).w == W_INT(1));
    ck_assert(ops_of(ref(m))->invoke(ref(m), missing, 2).w == W_INT(7));
    ck_assert(ops_of(ref(m))->invoke(ref(m), missing, 1).w == W_NIL);
    ck_assert(!ok(ops_of(ref(m))->invoke(ref(m), args, 3)));
    expect_error(ArityError);
    ck_assert(!ok(ops_of(ref(m))->invoke(ref(m), args, 0)));
    expect_error(ArityError);
} END_TEST

START_TEST(test_lifetime) { // keys and values die when they are replaced, removed, or the map goes
    for (int size = 1; size < 3000; size = size * 3 + 1) {
        Value m = map_empty();
        for (int i = 0; i < size; i++) {
            SCOPED Value k = python("Counted()"), v = python("Counted()");
            m = o_assoc(m, ref(pool[i]), ref(v));
            m = o_assoc(m, ref(k), ref(pool[i]));
        }
        ck_assert_int_eq(counted_alive(), 2 * size);
        check_invariants(ref(m));
        Value old = keep(ref(m));
        for (int i = 0; i < size; i += 2) m = o_dissoc(m, ref(pool[i]));
        for (int i = 1; i < size; i += 2) m = o_assoc(m, ref(pool[i]), NIL);
        ck_assert_int_eq(counted_alive(), 2 * size);
        drop(old);
        ck_assert_int_eq(counted_alive(), size);
        SCOPED Value seq = ops_of(ref(m))->seq(ref(m));
        drop(m);
        ck_assert_int_eq(counted_alive(), size);
        drop(seq);
        seq = int_value(0);
        ck_assert_int_eq(counted_alive(), 0);
    }
} END_TEST

START_TEST(test_cycles) { // a map in a list in the map is collected
    for (int size = 0; size < 200; size = size * 2 + 1) {
        Value m = map_empty();
        for (int i = 0; i < size; i++) m = o_assoc(m, ref(pool[i]), int_ref(i));
        if (size % 2 == 0) ck_assert(!PyObject_GC_IsTracked(obj(ref(m))) || size > 9);
        SCOPED Value list = python("[Counted()]");
        m = o_assoc(m, KW("self"), ref(list));
        ck_assert(PyObject_GC_IsTracked(obj(ref(m))));
        check_invariants(ref(m));
        PyList_Append(obj(ref(list)), obj(ref(m)));
        drop(m);
    }
    ck_assert_int_eq(counted_alive(), 0);
    // Atoms alone are not tracked.
    Value m = map_empty();
    for (int i = 0; i < 100; i++) m = o_assoc(m, int_ref(i), KW("x"));
    ck_assert(!PyObject_GC_IsTracked(obj(ref(m))));
    drop(m);
} END_TEST

START_TEST(test_deep) { // nested deeply: equality raises or works, deallocation does not recurse
    Value m = map_empty();
    for (int i = 0; i < 200000; i++) {
        Value outer = map_from((Ref[]){KW("in"), ref(m)}, 2);
        drop(m);
        m = i % 3 ? outer : o_conj(hash_map_new(), ref(outer));
        if (i % 3 == 0) drop(outer);
    }
    drop(m);
} END_TEST

START_TEST(test_transient) { // changes a map of its own in place
    SCOPED Value m = read_text("{:a 1}");
    Value words[3] = {prim("clojure.core", "transient", "[coll]")((Value[]){keep(ref(m))}, 1)};
    for (int i = 0; i < 100; i++) {
        words[1] = words[2] = int_value(i);
        words[0] = prim("clojure.core", "assoc!", "[coll key val]")(words, 3);
        ck_assert(ok(words[0]));
    }
    SCOPED Value after = prim("clojure.core", "persistent!", "[coll]")(words, 1);
    ck_assert_int_eq(map_count(ref(after)), 101);
    check_invariants(ref(after));
    ck_assert_str_eq(shown(ref(m)), "{:a 1}");
} END_TEST

static const char *python_cases[] = {
    "len(x) == 3 and len(y) == 100",
    "x['a'] == 1 and y[5] == 25",
    "'a' in x and 'zz' not in x and 5 in y",
    "list(x) == ['a', 'b', None]",
    "dict(x) == {'a': 1, 'b': 2.5, None: 3}",
    "dict(x) == x and x == dict(x) and x != {'a': 1} and x != 5",
    "sorted(y) == list(range(100)) and sorted(y.values()) == [i * i for i in range(100)]",
    "sorted(y.items()) == [(i, i * i) for i in range(100)]",
    "x.get('a') == 1 and x.get('q') is None and x.get('q', 9) == 9",
    "x.keys() & {'a', 'z'} == {'a'}",
    "{**{'k': 1}, 'm': x}['m']['b'] == 2.5",
    "hash(x) == hash(type(x)({'a': 1, 'b': 2.5, None: 3}))",
    "x('a') == 1 and x('q', 4) == 4",
    "type(x)([('p', 1), ['q', 2]]) == {'p': 1, 'q': 2}",
    "type(y)(y) == y and len(type(y)()) == 0",
    "__import__('pickle').loads(__import__('pickle').dumps(y)) == y",
    "__import__('pickle').loads(__import__('pickle').dumps(x)) == x",
    "__import__('copy').deepcopy(x) == x",
    "isinstance(x, __import__('collections.abc').abc.Mapping) and isinstance(y, __import__('collections.abc').abc.Mapping)",
};
START_TEST(test_python) {
    ck_assert_int_eq(type_register_abcs(), 0);
    SCOPED Value x = read_text("{\"a\" 1 \"b\" 2.5 nil 3}");
    Value y = hash_map_new();
    for (int i = 0; i < 100; i++) y = o_assoc(y, int_ref(i), int_ref(i * i));
    ck_assert_msg(holds(python_cases[_i], ref(x), ref(y)), "%s", python_cases[_i]);
    drop(y);
} END_TEST

int main(void) {
    TCase *t = tcase_create("map");
    tcase_add_unchecked_fixture(t, collections_setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_random, 0, 8);
    tcase_add_test(t, test_order);
    tcase_add_test(t, test_in_place);
    tcase_add_test(t, test_table);
    tcase_add_test(t, test_integers);
    tcase_add_test(t, test_errors);
    tcase_add_test(t, test_conj);
    tcase_add_loop_test(t, test_equal, 0, sizeof equal_maps / sizeof *equal_maps);
    tcase_add_test(t, test_keys_vals);
    tcase_add_test(t, test_meta);
    tcase_add_test(t, test_invoke);
    tcase_add_test(t, test_lifetime);
    tcase_add_test(t, test_cycles);
    tcase_add_test(t, test_deep);
    tcase_add_test(t, test_transient);
    tcase_add_loop_test(t, test_python, 0, sizeof python_cases / sizeof *python_cases);
    Suite *s = suite_create("map");
    suite_add_tcase(s, t);
    return run_suite(s);
}
