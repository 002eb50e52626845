// SPDX-License-Identifier: MIT
#include "walking.h"

#include "coll/map.h"
#include "seq/chain.h"
#include "seq/chunk.h"

static Value ints(int n) {
    Value list = list_empty();
    for (int i = n; i-- > 0;) list = list_cons(int_ref(i), list);
    return list;
}

START_TEST(lists) {
    IS_SEQ(ints(3), "[0, 1, 2]");
    IS_SEQ(list_empty(), "[]");
    Ref items[] = {int_ref(1), NIL, TRUE_REF};
    IS_SEQ(list_from(items, 3), "[1, None, True]");
    IS_SEQ(CALL("list", num(1), num(2)), "[1, 2]");
    IS(CALL("count", ints(5)), num(5));
    IS_SEQ(CALL("conj", ints(2), num(7)), "[7, 0, 1]");
    IS(CALL("peek", ints(2)), num(0));
    IS_SEQ(CALL("pop", ints(2)), "[1]");
    RAISES(CALL("pop", list_empty()), StateError);
    IS(CALL("peek", list_empty()), nil_value());
    IS_SEQ(CALL("list*", num(1), num(2), python("[3, 4]")), "[1, 2, 3, 4]");
    IS(CALL("list*", nil_value()), nil_value());
    IS_SEQ(CALL("list*", num(1), nil_value()), "[1]");
    IS_SEQ(CALL("cons", num(1), nil_value()), "[1]");
    IS_SEQ(CALL("cons", num(1), python("(2, 3)")), "[1, 2, 3]");
    Value cons = CALL("cons", num(1), ints(0));
    ck_assert(is_clj(ref(cons), &cons_type));
    IS_SEQ(cons, "[1]");
}
END_TEST

START_TEST(metadata) {
    Value meta = map_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    Value list = CALL("with-meta", ints(2), keep(ref(meta)));
    IS(coll_meta(ref(list)), keep(ref(meta)));
    Value more = coll_conj(keep(ref(list)), int_ref(9));
    IS(coll_meta(ref(more)), keep(ref(meta)));
    Value empty = coll_empty(ref(list));
    IS(coll_meta(ref(empty)), keep(ref(meta)));
    ck_assert(is_clj(ref(empty), &empty_list_type));
    Value rest = seq_rest(ref(list)), end = seq_rest(ref(rest)), plain = list_empty();
    IS(coll_meta(ref(rest)), nil_value());
    ck_assert(same(ref(end), ref(plain)));
    ck_assert(!same(ref(empty), ref(plain)));
    IS(keep(ref(empty)), keep(ref(plain)));
    Value one = coll_conj(keep(ref(empty)), int_ref(3)), none = seq_rest(ref(one));
    IS(coll_meta(ref(one)), keep(ref(meta)));
    ck_assert(same(ref(none), ref(plain)));
    drop(list), drop(more), drop(empty), drop(rest), drop(end), drop(plain), drop(one), drop(none), drop(meta);
}
END_TEST

START_TEST(equality) {
    Value a = ints(3), b = python("(0, 1, 2)"), c = python("[0, 1, 2.0]"), v = vec_of_seqable(ref(a));
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 1);
    ck_assert_int_eq(val_equal(ref(a), ref(c)), 0);
    ck_assert_int_eq(val_equal(ref(a), ref(v)), 1);
    ck_assert_int_eq(val_equal(ref(v), ref(a)), 1);
    ck_assert_int_eq(val_hash(ref(a)) == val_hash(ref(v)), 1);
    Value cons = cons_new(int_ref(0), ref(python("(1, 2)")));
    ck_assert_int_eq(val_equal(ref(a), ref(cons)), 1);
    ck_assert_int_eq(val_hash(ref(a)) == val_hash(ref(cons)), 1);
    Value shorter = ints(2), empty = list_empty();
    ck_assert_int_eq(val_equal(ref(cons), ref(shorter)), 0);
    ck_assert_int_eq(val_equal(ref(shorter), ref(cons)), 0);
    ck_assert_int_eq(val_equal(ref(empty), NIL), 0);
    ck_assert_int_eq(val_equal(ref(empty), ref(shorter)), 0);
    drop(a), drop(b), drop(c), drop(v), drop(cons), drop(shorter), drop(empty);
}
END_TEST

// --- lazy seqs ------------------------------------------------------------

static int calls;

// n levels of lazy seqs around a list
static PyObject *nested(PyObject *data, PyObject *const *args, Py_ssize_t n) {
    (void)args, (void)n;
    calls++;
    long depth = PyLong_AsLong(data);
    if (depth == 0) return obj(ref(ints(2)));
    return obj(ref(lazy_new(function(nested, num(depth - 1)))));
}

START_TEST(nested_lazy) {
    calls = 0;
    Value lazy = lazy_new(function(nested, num(1000000)));
    ck_assert_int_eq(calls, 0);
    IS_SEQ(lazy, "[0, 1]");
    ck_assert_int_eq(calls, 1000001);
}
END_TEST

static int gifts;
static Value shared[3];
static PyObject *give_shared(PyObject *data, PyObject *const *args, Py_ssize_t n) {
    (void)args, (void)n;
    gifts++;
    return py_of(ref(shared[PyLong_AsLong(data)]));
}

// Inner lazy seqs that somebody else holds are realised too, and once.
START_TEST(shared_lazy) {
    for (int first = 0; first < 3; first++) {
        calls = gifts = 0;
        shared[2] = lazy_new(function(nested, num(0)));
        shared[1] = lazy_new(function(give_shared, num(2)));
        shared[0] = lazy_new(function(give_shared, num(1)));
        IS_SEQ(keep(ref(shared[first])), "[0, 1]");
        for (int i = 0; i < 3; i++) IS_SEQ(keep(ref(shared[i])), "[0, 1]");
        ck_assert_int_eq(calls, 1);
        ck_assert_int_eq(gifts, 2);
        for (int i = 0; i < 3; i++) drop(shared[i]);
    }
}
END_TEST

// As the virtual machine does it.
static void force_by_steps(Value v) {
    struct lazy *lazy = (struct lazy *)v.w;
    while (!lazy_done(lazy)) {
        Value fn = lazy_begin(lazy), result = call0(ref(fn));
        ck_assert(ok(result));
        drop(fn);
        ck_assert_int_ge(lazy_settle(lazy, result), 0);
    }
}

START_TEST(lazy_by_steps) {
    calls = 0;
    shared[2] = lazy_new(function(nested, num(3)));
    shared[1] = lazy_new(function(give_shared, num(2)));
    shared[0] = lazy_new(function(give_shared, num(1)));
    // one step only: the others now forward to the first
    Value fn = lazy_begin((struct lazy *)shared[0].w), result = call0(ref(fn));
    drop(fn);
    ck_assert_int_eq(lazy_settle((struct lazy *)shared[0].w, result), 1);
    for (int i = 2; i >= 0; i--) {
        force_by_steps(shared[i]);
        IS_SEQ(keep(ref(shared[i])), "[0, 1]");
    }
    ck_assert_int_eq(calls, 4);
    for (int i = 0; i < 3; i++) drop(shared[i]);
}
END_TEST

static PyObject *fail_twice(PyObject *data, PyObject *const *args, Py_ssize_t n) {
    (void)data, (void)args, (void)n;
    if (calls++ < 2) return PyErr_Format(PyExc_KeyError, "not yet");
    return PyList_New(0);
}

START_TEST(failing_lazy) {
    // a body that failed is gone: every need fails with the same exception
    calls = 0;
    Value lazy = lazy_new(function(fail_twice, num(0)));
    RAISES(seq_of(ref(lazy)), PyExc_KeyError);
    RAISES(seq_first(ref(lazy)), PyExc_KeyError);
    IS(CALL("realized?", keep(ref(lazy))), keep(FALSE_REF));
    RAISES(seq_of(ref(lazy)), PyExc_KeyError);
    ck_assert_int_eq(calls, 1);
    drop(lazy);

    // within another one, that is also held
    calls = 0;
    shared[0] = lazy_new(function(fail_twice, num(0)));
    shared[1] = lazy_new(function(give_shared, num(0)));
    RAISES(seq_of(ref(shared[1])), PyExc_KeyError);
    RAISES(seq_of(ref(shared[0])), PyExc_KeyError);
    RAISES(seq_of(ref(shared[1])), PyExc_KeyError);
    ck_assert_int_eq(calls, 1);
    drop(shared[0]), drop(shared[1]);

    // a result that is no seqable is not computed again
    Value wrong = lazy_new(python("lambda: 5"));
    RAISES(seq_of(ref(wrong)), ArgumentError);
    RAISES(seq_of(ref(wrong)), ArgumentError);
    drop(wrong);
    python_run("class Grumpy:\n  n = 0\n  def __iter__(self):\n    self.n += 1\n    if self.n < 3: raise KeyError\n    return iter('ab')\n"
               "calls = 0\ndef grumpy():\n  global calls\n  calls += 1\n  return Grumpy()\n");
    Value grumpy = lazy_new(python("grumpy"));
    RAISES(seq_of(ref(grumpy)), PyExc_KeyError);
    RAISES(seq_of(ref(grumpy)), PyExc_KeyError);
    IS_SEQ(grumpy, "['a', 'b']");
    IS(python("calls"), num(1));
}
END_TEST

START_TEST(recursive_lazy) {
    // its own body
    python_run("self = []\n");
    Value lazy = lazy_new(python("lambda: next(iter(self[0]))"));
    PyObject *self = PyDict_GetItemString(globals(), "self");
    PyList_Append(self, obj(ref(lazy)));
    RAISES(seq_of(ref(lazy)), StateError);
    drop(lazy);
    // its own result
    python_run("self.clear()\n");
    lazy = lazy_new(python("lambda: self[0]"));
    PyList_Append(self, obj(ref(lazy)));
    RAISES(seq_of(ref(lazy)), StateError);
    drop(lazy);
    // each the other's
    python_run("self.clear()\n");
    Value a = lazy_new(python("lambda: self[1]")), b = lazy_new(python("lambda: self[0]"));
    PyList_Append(self, obj(ref(a)));
    PyList_Append(self, obj(ref(b)));
    for (int i = 0; i < 3; i++) {
        RAISES(seq_of(ref(a)), StateError);
        RAISES(seq_of(ref(b)), StateError);
    }
    drop(a), drop(b);
    python_run("self.clear()\n");
}
END_TEST

START_TEST(lazy_seqs_are_seqs) {
    Value lazy = lazy_new(python("lambda: (1, 2, 3)"));
    IS(CALL("count", keep(ref(lazy))), num(3));
    IS_SEQ(CALL("conj", keep(ref(lazy)), num(0)), "[0, 1, 2, 3]");
    IS_SEQ(CALL("rest", keep(ref(lazy))), "[2, 3]");
    IS_SEQ(CALL("empty", keep(ref(lazy))), "[]");
    Value meta = map_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    Value other = CALL("with-meta", keep(ref(lazy)), keep(ref(meta)));
    IS(coll_meta(ref(other)), meta);
    IS(other, lazy);
    IS_SEQ(CALL("lazy-seq*", python("lambda: None")), "[]");
    IS(CALL("seq", CALL("lazy-seq*", python("lambda: []"))), nil_value());
}
END_TEST

// The function is dropped once it has been called.
START_TEST(lazy_lets_go) {
    python_run("import weakref, gc\nclass Big: pass\nbig = Big()\nwatch = weakref.ref(big)\n");
    Value lazy = lazy_new(python("lambda big=big: (1,)"));
    python_run("del big\nassert watch() is not None\n");
    drop(seq_of(ref(lazy)));
    python_run("assert watch() is None\n");
    drop(lazy);
    // and cycles through an unrealised one are found
    python_run("box = [Big()]\nwatch = weakref.ref(box[0])\n");
    Value box = python("box");
    lazy = lazy_new(python("lambda box=box: box"));
    Value cons = cons_new(int_ref(1), ref(lazy));
    PyList_Append(obj(ref(box)), obj(ref(cons)));
    drop(box), drop(lazy), drop(cons);
    python_run("del box\nassert watch() is not None\ngc.collect()\nassert watch() is None\n");
    // and realised: a list's element leads back to the list
    python_run("box = [Big()]\nwatch = weakref.ref(box[0])\n");
    box = python("box");
    lazy = lazy_new(python("lambda box=box: (box,)"));
    drop(seq_of(ref(lazy)));
    cons = list_cons(ref(lazy), list_empty());
    PyList_Append(obj(ref(box)), obj(ref(cons)));
    drop(box), drop(lazy), drop(cons);
    python_run("del box\nassert watch() is not None\ngc.collect()\nassert watch() is None\n");
}
END_TEST

// --- chunks ---------------------------------------------------------------

START_TEST(chunks) {
    Value buffer = CALL("chunk-buffer", num(4));
    for (int i = 0; i < 4; i++) IS(CALL("chunk-append", keep(ref(buffer)), num(i)), nil_value());
    RAISES(CALL("chunk-append", keep(ref(buffer)), num(4)), PyExc_IndexError);
    IS(CALL("count", keep(ref(buffer))), num(4));
    Value chunk = CALL("chunk", keep(ref(buffer)));
    RAISES(CALL("chunk", keep(ref(buffer))), StateError);
    drop(buffer);
    IS(CALL("chunk-count", keep(ref(chunk))), num(4));
    IS(CALL("chunk-nth", keep(ref(chunk)), num(2)), num(2));
    RAISES(CALL("chunk-nth", keep(ref(chunk)), num(4)), PyExc_IndexError);
    Value seq = CALL("chunk-cons", chunk, lazy_new(python("lambda: (8, 9)")));
    IS_SEQ(keep(ref(seq)), "[0, 1, 2, 3, 8, 9]");
    IS_SEQ(CALL("chunk-rest", keep(ref(seq))), "[8, 9]");
    IS_SEQ(CALL("chunk-next", keep(ref(seq))), "[8, 9]");
    IS(CALL("count", keep(ref(seq))), num(6));
    Value tail = CALL("nthrest", keep(ref(seq)), num(3));
    IS_SEQ(keep(ref(tail)), "[3, 8, 9]");
    IS(CALL("chunk-count", CALL("chunk-first", keep(ref(tail)))), num(1));
    drop(tail);
    IS(CALL("hash", keep(ref(seq))), CALL("hash", python("(0, 1, 2, 3, 8, 9)")));
    drop(seq);
    Value none = CALL("chunk-cons", CALL("chunk", CALL("chunk-buffer", num(0))), nil_value());
    IS(none, nil_value());
    Value last = CALL("chunk-cons", CALL("chunk", CALL("chunk-buffer", num(0))), ints(2));
    IS_SEQ(last, "[0, 1]");
    buffer = CALL("chunk-buffer", num(2));
    IS(CALL("chunk-append", keep(ref(buffer)), num(1)), nil_value());
    seq = CALL("chunk-cons", CALL("chunk", buffer), nil_value());
    IS(CALL("next", keep(ref(seq))), nil_value());
    IS(CALL("chunk-next", keep(ref(seq))), nil_value());
    IS_SEQ(CALL("chunk-rest", seq), "[]");
}
END_TEST

// --- freeing --------------------------------------------------------------

#define LONG 10000000

static Value realised_lazy(Value seq) {
    Value lazy = lazy_new(nil_value());
    drop(lazy_begin((struct lazy *)lazy.w));
    ck_assert_int_eq(lazy_settle((struct lazy *)lazy.w, seq), 0);
    return lazy;
}

START_TEST(long_chains) {
    double start = seconds();
    Value list = ints(LONG);
    double built = seconds();
    drop(list);
    double freed = seconds();
    Value mixed = list_empty();
    for (int i = 0; i < LONG / 4; i++) {
        Value cons = cons_new(int_ref(i), ref(mixed)), lazy;
        drop(mixed);
        lazy = realised_lazy(cons);
        struct chunk *chunk = chunk_new(1);
        chunk->items[chunk->end++] = num(i);
        mixed = chunk_cons(adopt(chunk), ref(lazy));
        drop(lazy);
    }
    double mixed_built = seconds();
    drop(mixed);
    double mixed_freed = seconds();
    printf("10M list: built %.2f s, freed %.2f s; 7.5M mixed: %.2f, %.2f\n", built - start, freed - built,
           mixed_built - freed, mixed_freed - mixed_built);
}
END_TEST

// Nested through what the nodes hold: ((((…)))), and lazy seqs that were never realised.
START_TEST(deep_nests) {
    Value nest = list_empty();
    for (int i = 0; i < 1000000; i++) {
        Value outer = i % 3 ? list_cons(ref(nest), list_empty()) : cons_new(ref(nest), NIL);
        drop(nest);
        nest = outer;
    }
    drop(nest);
    nest = list_empty();
    for (int i = 0; i < 300000; i++) nest = lazy_new(function(give_shared, nest));
    drop(nest);
    nest = list_empty();
    for (int i = 0; i < 300000; i++) {
        struct chunk *chunk = chunk_new(1);
        chunk->items[chunk->end++] = nest;
        nest = chunk_cons(adopt(chunk), NIL);
    }
    drop(nest);
}
END_TEST

RUN_TESTS("list", lists, metadata, equality, nested_lazy, shared_lazy, lazy_by_steps, failing_lazy, recursive_lazy, lazy_seqs_are_seqs,
          lazy_lets_go, chunks, long_chains, deep_nests)
