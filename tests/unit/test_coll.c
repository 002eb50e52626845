// SPDX-License-Identifier: MIT
/* The polymorphic collection functions, called as primitives on values
 * written in Python: `cljsh.Vector`, lists, dicts and so on.  Queues too. */
#include <check.h>
#include <stdarg.h>

#include "base/prim.h"
#include "boot/data.h"
#include "coll/coll.h"
#include "coll/queue.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "data/slots.h"
#include "seq/seq.h"

static PyObject *globals;

static Value py(const char *expression) {
    PyObject *o = PyRun_String(expression, Py_eval_input, globals, globals);
    if (!o) PyErr_Print();
    ck_assert_msg(o, "%s", expression);
    return val_of(o);
}

static Value call_words(const char *name, Value *args, Py_ssize_t n) {
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

// f applied to a Python tuple of arguments.
static Value apply(const char *name, const char *arguments) {
    SCOPED Value tuple = py(arguments);
    Value args[16];
    Py_ssize_t n = PyTuple_GET_SIZE(obj(ref(tuple)));
    for (Py_ssize_t i = 0; i < n; i++) args[i] = val_from(PyTuple_GET_ITEM(obj(ref(tuple)), i));
    return call_words(name, args, n);
}

struct example { const char *name, *args, *expected; PyObject **error; };

static const struct example examples[] = {
    {"count", "(None,)", "0"},
    {"count", "(V([1, 2]),)", "2"},
    {"count", "('héllo',)", "5"},
    {"count", "([1, 2, 3],)", "3"},
    {"count", "({1: 2},)", "1"},
    {"count", "(range(7),)", "7"},
    {"count", "({1, 2},)", "2"},
    {"count", "(L([1, 2, 3]),)", "3"},
    {"count", "((x for x in range(5)),)", "5"},
    {"count", "(5,)", .error = &UnsupportedError},
    {"count", "(int,)", .error = &UnsupportedError},

    {"conj", "()", "V()"},
    {"conj", "(None,)", "None"},
    {"conj", "(None, 1)", "L([1])"},
    {"conj", "(None, 1, 2)", "L([2, 1])"},
    {"conj", "(V([1]), 2, 3, 4)", "V([1, 2, 3, 4])"},
    {"conj", "(L([1]), 2, 3)", "L([3, 2, 1])"},
    {"conj", "(M({1: 2}), V([3, 4]))", "M({1: 2, 3: 4})"},
    {"conj", "(S([1]), 2, 2)", "S([1, 2])"},
    {"conj", "([1], 2)", .error = &PyExc_TypeError},
    {"conj", "({}, 2)", .error = &PyExc_TypeError},
    {"conj", "((1,), 2)", .error = &PyExc_TypeError},
    {"conj", "(1, 2)", .error = &PyExc_TypeError},

    {"nth", "(V([1, 2]), 1)", "2"},
    {"nth", "(V([1, 2]), 1.9)", "2"},
    {"nth", "(V([1, 2]), 2, 'no')", "'no'"},
    {"nth", "(V([1, 2]), 2)", .error = &PyExc_IndexError},
    {"nth", "(V([1, 2]), 'x')", .error = &PyExc_TypeError},
    {"nth", "(None, 3)", "None"},
    {"nth", "(None, 3, 'no')", "'no'"},
    {"nth", "(L([1, 2, 3]), 2)", "3"},
    {"nth", "(L([1, 2, 3]), 3)", .error = &PyExc_IndexError},
    {"nth", "(L([1, 2, 3]), -1, 'no')", "'no'"},
    {"nth", "(L(), 0, 'no')", "'no'"},
    {"nth", "('héllo', 1)", "'é'"},
    {"nth", "('abc', 3)", .error = &PyExc_IndexError},
    {"nth", "('abc', -1)", .error = &PyExc_IndexError},
    {"nth", "([1, 2], 1)", "2"},
    {"nth", "((1, 2), 5, 'no')", "'no'"},
    {"nth", "(range(10, 20), 3)", "13"},
    {"nth", "(b'abc', 0)", "97"},
    {"nth", "(collections.deque([1, 2]), 1)", "2"},
    {"nth", "(collections.deque([1, 2]), 2, 'no')", "'no'"},
    {"nth", "((x * x for x in range(5)), 3)", "9"},
    {"nth", "({1: 2}, 0)", .error = &UnsupportedError},
    {"nth", "({1, 2}, 0)", .error = &UnsupportedError},
    {"nth", "(M({1: 2}), 0)", .error = &UnsupportedError},
    {"nth", "(5, 0)", .error = &UnsupportedError},

    {"get", "(V([1, 2]), 1)", "2"},
    {"get", "(V([1, 2]), 1.0)", "None"},
    {"get", "(V([1, 2]), -1, 'no')", "'no'"},
    {"get", "(None, 1)", "None"},
    {"get", "(M({1: 2}), 1)", "2"},
    {"get", "(M({1: None}), 1, 'no')", "None"},
    {"get", "(S([1]), 1)", "1"},
    {"get", "(S([1]), 2, 'no')", "'no'"},
    {"get", "('abc', 1)", "'b'"},
    {"get", "('abc', 9)", "None"},
    {"get", "('abc', 'x', 'no')", "'no'"},
    {"get", "({'a': 1}, 'a')", "1"},
    {"get", "({'a': 1}, [])", "None"},
    {"get", "(os.environ, 'NO SUCH', 'no')", "'no'"},
    {"get", "({1, 2}, 1)", "1"},
    {"get", "({1, 2}, 3, 'no')", "'no'"},
    {"get", "([1, 2], 0)", "1"},
    {"get", "(L([1, 2]), 0)", "None"},
    {"get", "(42, 1, 'no')", "'no'"},
    {"get", "(list, 1, 'no')", "'no'"},

    {"contains?", "(V([1, 2]), 1)", "True"},
    {"contains?", "(V([1, 2]), 2)", "False"},
    {"contains?", "(None, 1)", "False"},
    {"contains?", "({'a': 1}, 'a')", "True"},
    {"contains?", "({'a': 1}, [])", "False"},
    {"contains?", "({1, 2}, 2)", "True"},
    {"contains?", "(frozenset([1]), 2)", "False"},
    {"contains?", "('abc', 2)", "True"},
    {"contains?", "('abc', 3)", "False"},
    {"contains?", "([1, 2], 2)", "False"},
    {"contains?", "(S([1]), 1)", "True"},
    {"contains?", "(L([1]), 0)", .error = &ArgumentError},
    {"contains?", "(5, 0)", .error = &ArgumentError},
    {"find", "(M({1: 2}), 1)", "V([1, 2])"},
    {"find", "({1: 2}, 1)", "V([1, 2])"},
    {"find", "({1: 2}, 3)", "None"},
    {"find", "(V([5]), 0)", "V([0, 5])"},
    {"find", "(None, 0)", "None"},
    {"find", "([1], 0)", .error = &ArgumentError},
    {"find", "(L([1]), 0)", .error = &ArgumentError},

    {"assoc", "(None, 1, 2)", "M({1: 2})"},
    {"assoc", "(M({1: 2}), 1, 3, 4, 5)", "M({1: 3, 4: 5})"},
    {"assoc", "(V([1, 2]), 0, 'a', 2, 'c')", "V(['a', 2, 'c'])"},
    {"assoc", "(V([1]), 2, 3)", .error = &PyExc_IndexError},
    {"assoc", "(M(), 1, 2, 3)", .error = &ArgumentError},
    {"assoc", "({}, 1, 2)", .error = &PyExc_TypeError},
    {"assoc", "([], 0, 2)", .error = &PyExc_TypeError},
    {"assoc", "(L([1]), 0, 2)", .error = &PyExc_TypeError},
    {"dissoc", "(M({1: 2, 3: 4}),)", "M({1: 2, 3: 4})"},
    {"dissoc", "(M({1: 2, 3: 4}), 1, 5)", "M({3: 4})"},
    {"dissoc", "(None, 1)", "None"},
    {"dissoc", "(S([1]), 1)", .error = &PyExc_TypeError},
    {"disj", "(S([1, 2, 3]), 1, 3, 5)", "S([2])"},
    {"disj", "(S([1]),)", "S([1])"},
    {"disj", "(None, 1)", "None"},
    {"disj", "(M({1: 2}), 1)", .error = &PyExc_TypeError},

    {"peek", "(V([1, 2]),)", "2"},
    {"peek", "(L([1, 2]),)", "1"},
    {"peek", "(V(),)", "None"},
    {"peek", "(None,)", "None"},
    {"peek", "('abc',)", .error = &PyExc_TypeError},
    {"pop", "(V([1, 2]),)", "V([1])"},
    {"pop", "(L([1, 2]),)", "L([2])"},
    {"pop", "(None,)", "None"},
    {"pop", "(V(),)", .error = &StateError},
    {"pop", "(L(),)", .error = &StateError},
    {"pop", "(S([1]),)", .error = &PyExc_TypeError},
    {"empty", "(V([1]),)", "V()"},
    {"empty", "(M({1: 2}),)", "M()"},
    {"empty", "(L([1]),)", "L()"},
    {"empty", "('abc',)", "None"},
    {"empty", "(cljsh.MapEntry((1, 2)),)", "None"},

    {"vector", "()", "V()"},
    {"vector", "(1, 2, 3)", "V([1, 2, 3])"},
    {"vec", "(None,)", "V()"},
    {"vec", "('ab',)", "V(['a', 'b'])"},
    {"vec", "(L([1, 2]),)", "V([1, 2])"},
    {"vec", "({1: 2},)", "V([V([1, 2])])"},
    {"vec", "(5,)", .error = &ArgumentError},
    {"subvec", "(V(range(10)), 3)", "V(range(3, 10))"},
    {"subvec", "(V(range(10)), 3, 5)", "V([3, 4])"},
    {"subvec", "(V(range(10)), 3, 3)", "V()"},
    {"subvec", "(V(range(10)), 3, 11)", .error = &PyExc_IndexError},
    {"subvec", "(V(range(10)), 5, 4)", .error = &PyExc_IndexError},
    {"subvec", "(L([1]), 0)", .error = &PyExc_TypeError},
    {"rseq", "(V([1, 2, 3]),)", "L([3, 2, 1])"},
    {"rseq", "(V(),)", "None"},
    {"rseq", "(L([1]),)", .error = &PyExc_TypeError},
    {"key", "(cljsh.MapEntry((1, 2)),)", "1"},
    {"val", "(cljsh.MapEntry((1, 2)),)", "2"},
    {"key", "(V([1, 2]),)", .error = &PyExc_TypeError},

    {"empty?", "(None,)", "True"},
    {"empty?", "('',)", "True"},
    {"empty?", "([0],)", "False"},
    {"empty?", "(M(),)", "True"},
    {"empty?", "(5,)", .error = &ArgumentError},
    {"identical?", "('é', 'aé'[1])", "True"},
    {"identical?", "(7, 7)", "True"},
    {"identical?", "(V([1]), V([1]))", "False"},
    {"not", "(None,)", "True"},
    {"not", "(0,)", "False"},
    {"boolean", "(False,)", "False"},
    {"boolean", "([],)", "True"},
    {"true?", "(1,)", "False"},
    {"nil?", "(False,)", "False"},
    {"some?", "(False,)", "True"},
    {"boolean?", "(True,)", "True"},
    {"ifn?", "(len,)", "True"},
    {"ifn?", "(V(),)", "True"},
    {"fn?", "(V(),)", "False"},
    {"vector?", "(cljsh.MapEntry((1, 2)),)", "True"},
    {"vector?", "([1],)", "False"},
    {"list?", "(L(),)", "True"},
    {"seq?", "(L(),)", "True"},
    {"seq?", "(V([1]),)", "False"},
    {"sequential?", "(V([1]),)", "True"},
    {"map?", "({},)", "False"},
    {"map?", "(M(),)", "True"},
    {"coll?", "(S(),)", "True"},
    {"coll?", "('abc',)", "False"},
    {"associative?", "(M(),)", "True"},
    {"counted?", "(V(),)", "True"},
    {"counted?", "('abc',)", "False"},
};

START_TEST(test_examples) {
    const struct example *e = &examples[_i];
    Value result = apply(e->name, e->args);
    if (e->error) {
        ck_assert_msg(failed(result) && PyErr_ExceptionMatches(*e->error), "(%s %s)", e->name, e->args);
        PyErr_Clear();
        return;
    }
    if (failed(result)) PyErr_Print();
    ck_assert_msg(ok(result), "(%s %s)", e->name, e->args);
    SCOPED Value expected = py(e->expected);
    ck_assert_msg(val_equal(ref(result), ref(expected)) == 1, "(%s %s)", e->name, e->args);
    drop(result);
}
END_TEST

// What Python sees: expressions that are true.
static const char *const truths[] = {
    "list(M({1: 2, 3: 4})) == [1, 3]",
    "dict(M({1: 2, 3: 4})) == {1: 2, 3: 4}",
    "M({1: 2})[1] == 2 and M({1: 2}).get(3, 'no') == 'no' and 1 in M({1: 2})",
    "list(M({1: 2}).items()) == [(1, 2)] and list(M({1: 2}).values()) == [2] and list(M({1: 2}).keys()) == [1]",
    "raises(KeyError, lambda: M({1: 2})[5])",
    "M([(1, 2)]) == M({1: 2}) == {1: 2}",
    "(lambda **kw: kw)(**M({'a': 1})) == {'a': 1}",
    "isinstance(M(), collections.abc.Mapping) and isinstance(S(), collections.abc.Set)",
    "S([1, 2]) == {1, 2} and 1 in S([1]) and len(S([1, 1])) == 1",
    "pickle.loads(pickle.dumps(M({'a': V([1]), 'b': S([2])}))) == M({'a': V([1]), 'b': S([2])})",
    "pickle.loads(pickle.dumps(M({i: i for i in range(100)}))) == M({i: i for i in range(100)})",
    "pickle.loads(pickle.dumps(L([1, 2]))) == L([1, 2])",
    "pickle.loads(pickle.dumps(Q([1, 2]))) == Q([1, 2])",
    "(lambda a, b: a == b and a['x'] is not b['x'])(*(lambda m: (m, copy.deepcopy(m)))(M({'x': [1]})))",
    "copy.copy(M({1: 2})) == M({1: 2})",
    "L([1, 2, 3])[1] == 2 and L([1, 2, 3])[-1] == 3 and L([1, 2, 3])[1:] == [2, 3]",
    "(lambda a, *b: (a, b))(*L([1, 2, 3])) == (1, (2, 3))",
    "raises(TypeError, lambda: V([1])(0, x=1))",
    "raises(cljsh.ArityError, lambda: V([1])())",
    "raises(TypeError, lambda: V(5))",
    "raises(IndexError, lambda: V([1])[1])",
    "raises(TypeError, lambda: V([1])['a'])",
    "match_sequence(V([1, 2])) == (1, 2)",
    "type(Deftype).__name__ == 'ClojureType' and Deftype().x == 1",
};

START_TEST(test_truths) {
    SCOPED Value yes = py(truths[_i]);
    ck_assert_msg(ref(yes).w == W_TRUE, "%s", truths[_i]);
}
END_TEST

// --- queues ---------------------------------------------------------------

START_TEST(test_queue) {
    Value q = queue_empty();
    int64_t in = 0, out = 0;
    for (int round = 0; round < 3000; round++) {
        Value before = round % 7 == 0 ? keep(ref(q)) : nil_value();
        Py_ssize_t size = coll_count(ref(q));
        for (int k = round % 5; k >= 0; k--) q = coll_conj(q, int_ref(in++));
        for (int k = round % 4; k >= 0 && out < in; k--) {
            ck_assert_int_eq(int_of(ref(coll_peek(ref(q)))), out++);
            q = coll_pop(q);
        }
        ck_assert_int_eq(coll_count(ref(q)), in - out);
        if (!is_nil(ref(before))) ck_assert_int_eq(coll_count(ref(before)), size);
        drop(before);
    }
    int64_t expected = out;
    Value s = seq_of(ref(q));
    ck_assert_int_eq(val_equal(ref(s), ref(q)), 1);
    ck_assert_int_eq(val_hash(ref(s)), val_hash(ref(q)));
    while (!is_nil(ref(s))) {
        ck_assert_int_eq(coll_count(ref(s)), in - expected);
        ck_assert_int_eq(int_of(ref(seq_first(ref(s)))), expected++);
        Value next = seq_next(ref(s));
        drop(s);
        s = next;
    }
    ck_assert_int_eq(expected, in);
    while (out < in) {
        q = coll_pop(q);
        out++;
    }
    Value first = coll_peek(ref(q)), seq = seq_of(ref(q));
    ck_assert(is_nil(ref(first)) && is_nil(ref(seq)));
    q = coll_pop(q);
    ck_assert(ok(q));
    drop(first); drop(seq); drop(s); drop(q);
}
END_TEST

START_TEST(test_meta) {
    Value meta = py("M({'a': 1})");
    static const char *const colls[] = {"V([1])", "V(range(3))[1:]", "L([1])", "L()", "M({1: 2})", "S([1])", "Q([1])", "V()"};
    for (size_t i = 0; i < sizeof colls / sizeof *colls; i++) {
        Value coll = py(colls[i]), with = coll_with_meta(ref(coll), ref(meta));
        ck_assert(ok(with));
        SCOPED Value found = coll_meta(ref(with)), none = coll_meta(ref(coll));
        ck_assert_int_eq(val_equal(ref(found), ref(meta)), 1);
        ck_assert(is_nil(ref(none)));
        ck_assert_int_eq(val_equal(ref(coll), ref(with)), 1);
        // empty keeps it, and so does conj
        SCOPED Value empty = coll_empty(ref(with)), of_empty = coll_meta(ref(empty));
        ck_assert_int_eq(val_equal(ref(of_empty), ref(meta)), 1);
        drop(with);
        drop(coll);
    }
    SCOPED Value v = py("V([1])");
    ck_assert(failed(coll_with_meta(ref(v), int_ref(1))));
    ck_assert(PyErr_ExceptionMatches(PyExc_TypeError));
    PyErr_Clear();
    ck_assert(failed(coll_with_meta(int_ref(1), ref(meta))));
    PyErr_Clear();
    drop(meta);
}
END_TEST

// A class made at run time, as deftype does.
static Py_ssize_t three(Ref r) { (void)r; return 3; }
static Py_hash_t hash_seven(Ref r) { (void)r; return 7; }
static int equal_always(Ref a, Ref b) { (void)a; return is_int(b) ? 1 : 0; }
static Value invoke_first(Ref r, Value *args, Py_ssize_t n) { (void)r; return n ? keep(ref(args[0])) : nil_value(); }

START_TEST(test_heap_type) {
    static const Ops ops = {.kind = K_COUNTED, .count = three, .hash = hash_seven, .equal = equal_always, .invoke = invoke_first};
    Value class = adopt(PyObject_CallFunction((PyObject *)&clj_meta, "s(){s:i}", "Point", "x", 5));
    ck_assert(ok(class));
    CljType *type = (CljType *)obj(ref(class));
    ck_assert_ptr_eq(type->ops, &no_ops);
    type->ops = &ops;
    slots_fill(type);
    PyType_Modified(TYPE_OBJECT(*type));
    PyDict_SetItemString(globals, "Point", obj(ref(class)));
    SCOPED Value yes = py("(lambda p: len(p) == 3 and hash(p) == 7 and p == 4 and p != 'a' and p(9) == 9 and p.x == 5)(Point())");
    ck_assert(ref(yes).w == W_TRUE);
    SCOPED Value inherited = py("type('Pixel', (Point,), {})()");
    ck_assert_int_eq(coll_count(ref(inherited)), 3);
    drop(class);
}
END_TEST

static void setup(void) {
    Py_InitializeEx(0);
    ck_assert_int_eq(data_init(), 0);
    ck_assert_int_eq(type_register_abcs(), 0);
    globals = PyDict_New();
    PyRun_String("import cljsh, collections, collections.abc, copy, os, pickle\n"
                 "V, L, M, S, Q = cljsh.Vector, cljsh.List, cljsh.Map, cljsh.Set, cljsh.Queue\n"
                 "def raises(error, f):\n"
                 "    try: f()\n"
                 "    except error: return True\n"
                 "def match_sequence(v):\n"
                 "    match v:\n"
                 "        case [a, b]: return (a, b)\n"
                 "Deftype = type(V)('Deftype', (), {'x': 1})\n",
                 Py_file_input, globals, globals);
    ck_assert(!PyErr_Occurred());
}

int main(void) {
    TCase *t = tcase_create("coll");
    tcase_add_unchecked_fixture(t, setup, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_examples, 0, sizeof examples / sizeof *examples);
    tcase_add_loop_test(t, test_truths, 0, sizeof truths / sizeof *truths);
    tcase_add_test(t, test_queue);
    tcase_add_test(t, test_meta);
    tcase_add_test(t, test_heap_type);
    Suite *s = suite_create("coll");
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_set_fork_status(r, CK_NOFORK);
    srunner_run_all(r, CK_NORMAL);
    return srunner_ntests_failed(r) != 0;
}
