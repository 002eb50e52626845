// SPDX-License-Identifier: MIT
/* Encoding and decoding: every kind of value, all functions of core, and
 * what has been damaged. */
#include <check.h>

#include "base/call.h"
#include "boot/runtime.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "compile/compile.h"
#include "compile/recording.h"
#include "data/equal.h"
#include "data/str.h"
#include "encoding/encoding.h"
#include "read/print.h"
#include "vm/vm.h"

#include <stdio.h>
#include <stdlib.h>

static Value evaluate(const char *text) {
    SCOPED_PY PyObject *source = PyUnicode_FromString(text), *file = PyUnicode_FromString("test");
    Value v = compile_load_text(source, file);
    if (failed(v)) PyErr_Print();
    ck_assert_msg(ok(v), "%s", text);
    return v;
}

static void show(Ref r, char out[2000]) {
    SCOPED_PY PyObject *text = print_str(r, true);
    ck_assert_ptr_nonnull(text);
    snprintf(out, 2000, "%s", PyUnicode_AsUTF8(text));
}

static struct decoder decoder_of(const uint8_t *data, size_t length) {
    return (struct decoder){.start = data, .at = data, .end = data + length, .flags = DECODE_VERIFY};
}

// What comes out at the other end.
static Value there_and_back(Ref r) {
    struct encoder e = {0};
    if (encode_value(&e, r) < 0) PyErr_Print();
    struct decoder d = decoder_of(e.data, e.length);
    Value v = decode_value(&d);
    if (failed(v)) PyErr_Print();
    ck_assert(ok(v));
    ck_assert(d.at == d.end);
    decoder_free(&d);
    encoder_free(&e);
    return v;
}

static const char *const values[] = {
    "nil", "true", "false", "0", "-1", "63", "64", "-64", "-65", "4611686018427387904", "-9223372036854775808", "9223372036854775807",
    "9223372036854775808", "-123456789012345678901234567890", "255N", "-32768", "0.0", "-0.0", "1.5", "1e300", "1e-300", "5e-324", "##Inf",
    "##-Inf", "22/7", "-1/1000000000000000000000", "1.50M", "1E+400M", "\"\"", "\"text\"", "\"gr\\u00fc\\u00df \\ud83d\\ude00\"", "\\a", "\\newline",
    "'a", "'a/b", "'clojure.core//", "'^{:doc \"x\" :n [1]} a", ":a", ":a/b", ":%", "()", "'(1 2 3)", "'(1 (2 (3)))", "'^:m (1)", "[]", "[1 [2 [3]]]",
    "^{:a 1} [1]", "(vec (range 1100))", "{}", "{:a 1 \"b\" 2 nil 3}", "^:m {:a 1}", "(zipmap (range 100) (range 100))",
    "(apply array-map (range 40))", "#{}", "#{1 :a \"x\"}", "^:m #{1}", "(set (range 100))", "(sorted-map 3 1 1 2)", "(sorted-set 3 1 2)",
    "(conj clojure.lang.PersistentQueue/EMPTY 1 2)", "(first {:a 1})", "(subvec [1 2 3 4] 1 3)", "(map inc [1 2 3])", "(range 5)", "(cons 1 [2])",
    "(seq [1 2])", "(concat [1] [2])", "#inst \"2020-02-29T12:34:56.789Z\"", "#uuid \"12345678-9abc-def0-1234-56789abcdef0\"",
    "(py/bytes [0 1 255])", "(py/tuple [1 2.5 \"x\"])", "(py/list [1 [2]])", "(py/set [1 2])", "(py/frozenset [1 2])", "(py/dict {\"a\" 1})",
    "#'clojure.core/map", "*ns*", "(find-ns 'clojure.string)", "map", "+", "py/len", "py/dict", "ValueError", "Exception",
    "(py/__import__ \"os.path\")", "(.-OrderedDict (py/__import__ \"collections\"))",
    "(defrecord R [x y]) (->R 1 [2])", "(with-meta (assoc (->R 1 2) :z 3) {:m 1})", "R", "(deftype T [a]) T",
    "[:same :same 'x \"s\" {:same :same}]",
};

START_TEST(values_come_back) {
    SCOPED Value v = evaluate(values[_i]);
    SCOPED Value w = there_and_back(ref(v));
    int equal = val_equal(ref(v), ref(w));
    char before[2000], after[2000];
    show(ref(v), before);
    show(ref(w), after);
    bool ordered = !(kind_of(ref(v)) & (K_SET | K_MAP)) || kind_of(ref(v)) & (K_SORTED | K_RECORD);
    if (ordered) ck_assert_str_eq(before, after);
    ck_assert_int_eq(equal, 1);
}
END_TEST

START_TEST(metadata_come_back) {
    static const char *const with[] = {"'^{:n [1]} a", "^{:n [1]} [1]", "'^{:n [1]} (1)", "(with-meta () {:n [1]})", "^{:n [1]} {:a 1}", "^{:n [1]} #{1}",
                                       "(with-meta (->R 1 2) {:n [1]})", "(with-meta (sorted-map 1 2) {:n [1]})", "(with-meta (fn [] 1) {:n [1]})"};
    drop(evaluate("(defrecord R [x y])"));
    Value meta_of = evaluate("(fn [x] (dissoc (meta x) :line :column))");
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        SCOPED Value v = evaluate(with[i]), w = there_and_back(ref(v));
        SCOPED Value m = call1(ref(meta_of), ref(w));
        char text[2000];
        show(ref(m), text);
        ck_assert_str_eq(text, "{:n [1]}");
    }
    drop(meta_of);
}
END_TEST

START_TEST(odd_values_come_back) {
    Value nan = evaluate("##NaN"), back = there_and_back(ref(nan));
    double d;
    ck_assert(float_of(ref(back), &d) && d != d);
    drop(nan);
    drop(back);
    Value pattern = evaluate("#\"(?i)a+\\d\""), again = there_and_back(ref(pattern)); // equal to none but itself
    char text[2000];
    show(ref(again), text);
    ck_assert_str_eq(text, "#\"(?i)a+\\d\"");
    drop(pattern);
    drop(again);
    SCOPED_PY PyObject *lone = PyUnicode_DecodeUTF8("a\xff", 2, "surrogateescape");
    SCOPED Value s = there_and_back(ref_of(lone));
    ck_assert_int_eq(PyUnicode_Compare(obj(ref(s)), lone), 0);
    SCOPED Value list = evaluate("(conj () 1)"), type = evaluate("(list? '(1))"), l = there_and_back(ref(list));
    ck_assert(kind_of(ref(l)) & K_LIST);
}
END_TEST

START_TEST(what_was_one_is_one) {
    SCOPED Value v = evaluate("(let [x [1 2] m {:a x}] [x x m m (:a m)])"), w = there_and_back(ref(v));
    ck_assert(same(vec_at(ref(w), 0), vec_at(ref(w), 1)));
    ck_assert(same(vec_at(ref(w), 2), vec_at(ref(w), 3)));
    ck_assert(same(vec_at(ref(w), 0), vec_at(ref(w), 4)));
}
END_TEST

static const char *const functions[][3] = { // function, arguments, result
    {"(fn [x] (inc x))", "[1]", "2"},
    {"(fn f ([] (f 1)) ([x] (f x 2)) ([x y & more] [x y more]))", "[]", "[1 2 nil]"},
    {"(fn [x & {:keys [a b] :or {b 5}}] [x a b])", "[1 :a 2]", "[1 2 5]"},
    {"(fn [x] (case x 1 :one (2 3) :few \"s\" :text [4] :vector :none))", "[[4]]", ":vector"},
    {"(fn [x] (try (throw (ex-info \"m\" {:x x})) (catch Exception e (:x (ex-data e))) (finally 1)))", "[7]", "7"},
    {"(fn [n] (loop [i 0 acc 0.0] (if (< i n) (recur (inc i) (+ acc 0.5)) acc)))", "[10]", "5.0"},
    {"(fn [n] (letfn [(even [n] (if (zero? n) true (odd (dec n)))) (odd [n] (if (zero? n) false (even (dec n))))] (even n)))", "[11]", "false"},
    {"(let [a 1 b [2]] (fn [c] [a b c]))", "[3]", "[1 [2] 3]"},
    {"(fn [x] (map (fn [y] (* x y)) [1 2 3]))", "[2]", "(2 4 6)"},
    {"(fn [s] (.upper s))", "[\"x\"]", "\"X\""},
    {"(fn [m] (:a m))", "[{:a 5}]", "5"},
    {"(fn [x] (let [o (reify Object (toString [_] (str \"r\" x)))] (str o)))", "[1]", "\"r1\""},
    {"(fn [xs] (vec (py/sorted xs ** :reverse true)))", "[[1 3 2]]", "[3 2 1]"},
};

START_TEST(functions_come_back) {
    SCOPED Value f = evaluate(functions[_i][0]), args = evaluate(functions[_i][1]);
    SCOPED Value g = there_and_back(ref(f));
    ck_assert(!same(ref(f), ref(g)));
    for (int round = 0; round < 2; round++) {
        SCOPED Value v = vm_apply(ref(g), ref(args));
        if (failed(v)) PyErr_Print();
        ck_assert(ok(v));
        char text[2000];
        show(ref(v), text);
        ck_assert_str_eq(text, functions[_i][2]);
    }
}
END_TEST

START_TEST(some_things_cannot) {
    static const char *const what[] = {"(atom 1)", "(future 1)", "(py/open \"/dev/null\")", "(py/iter [1])", "(reify Object)", "[1 (atom 2)]",
                                       "(with-local-vars [x 1] x)", "(range)", "(sorted-map-by > 1 2)", "(reduce (fn [x _] [x]) 1 (range 2000))"};
    for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
        SCOPED Value v = evaluate(what[i]);
        struct encoder e = {0};
        ck_assert_msg(encode_value(&e, ref(v)) < 0, "%s", what[i]);
        ck_assert(PyErr_Occurred() != NULL);
        PyErr_Clear();
        encoder_free(&e);
    }
}
END_TEST

START_TEST(names_must_lead_somewhere) {
    drop(evaluate("(defrecord Gone [x])"));
    SCOPED Value v = evaluate("[(->Gone 1) #'->Gone]");
    struct encoder e = {0};
    ck_assert_int_eq(encode_value(&e, ref(v)), 0);
    drop(evaluate("(ns-unmap *ns* 'Gone)"));
    struct decoder d = decoder_of(e.data, e.length);
    ck_assert(failed(decode_value(&d)));
    ck_assert(PyErr_ExceptionMatches(DecodeError));
    PyErr_Clear();
    decoder_free(&d);
    encoder_free(&e);
}
END_TEST

// --- damage ---------------------------------------------------------------------

static uint64_t seed = 12345;
static uint32_t dice(uint32_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

// It comes out as something, or is refused; it is not run.
static void try_damaged(const uint8_t *data, size_t length, bool code) {
    uint8_t *copy = malloc(length ? length : 1); // of that size, so that a byte too far is found
    memcpy(copy, data, length);
    struct decoder d = decoder_of(copy, length);
    if (code) {
        struct fndef *def = decode_fndef(&d);
        Py_XDECREF(def);
    } else {
        xdrop(decode_value(&d));
    }
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(DecodeError)) PyErr_Print(), ck_abort_msg("another exception");
        PyErr_Clear();
    }
    decoder_free(&d);
    free(copy);
}

static void damage(const uint8_t *data, size_t length, int rounds, bool code) {
    uint8_t *copy = malloc(length + 8);
    for (int i = 0; i < rounds; i++) {
        size_t n = length;
        memcpy(copy, data, length);
        switch (dice(6)) {
        case 0: n = dice((uint32_t)length + 1); break;
        case 1: copy[dice((uint32_t)length)] ^= (uint8_t)(1u << dice(8)); break;
        case 2: copy[dice((uint32_t)length)] = (uint8_t)dice(256); break;
        case 3: copy[dice((uint32_t)length)] = (uint8_t)dice(TAG_COUNT); break;
        case 4:
            for (int j = 0; j < 4; j++) copy[dice((uint32_t)length)] = (uint8_t)(dice(2) ? 255 : dice(256));
            break;
        case 5: { // a piece is cut out
            size_t from = dice((uint32_t)length), cut = dice(16) + 1;
            if (from + cut > length) cut = length - from;
            memmove(copy + from, copy + from + cut, length - from - cut);
            n = length - cut;
            break;
        }
        }
        try_damaged(copy, n, code);
    }
    free(copy);
}

START_TEST(damaged_values_are_refused) {
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        SCOPED Value v = evaluate(values[i]);
        struct encoder e = {0};
        ck_assert_int_eq(encode_value(&e, ref(v)), 0);
        for (size_t n = 0; n < e.length && n < 300; n++) try_damaged(e.data, n, false);
        damage(e.data, e.length, 100, false);
        encoder_free(&e);
    }
}
END_TEST

// All compiled functions of core: written twice they are the same, and damaged they are refused.
START_TEST(core_functions) {
    PyObject *name, *o;
    Py_ssize_t at = 0;
    int count = 0;
    while (PyDict_Next(core_ns->mappings, &at, &name, &o)) {
        if (!is_var(ref_of(o)) || !((struct var *)o)->root.w || !is_fn(ref(((struct var *)o)->root))) continue;
        struct fndef *def = fn_of(ref(((struct var *)o)->root))->def;
        struct encoder e = {0}, again = {0};
        if (encode_fndef(&e, def) < 0) { // primitives, and functions that close over atoms
            PyErr_Clear();
            encoder_free(&e);
            continue;
        }
        struct decoder d = decoder_of(e.data, e.length);
        struct fndef *back = decode_fndef(&d);
        if (!back) PyErr_Print();
        ck_assert_msg(back && d.at == d.end, "%s", PyUnicode_AsUTF8(name));
        ck_assert_int_eq(encode_fndef(&again, back), 0);
        ck_assert_msg(again.length == e.length && memcmp(e.data, again.data, e.length) == 0, "%s", PyUnicode_AsUTF8(name));
        Py_DECREF(back);
        decoder_free(&d);
        damage(e.data, e.length, 12, true);
        encoder_free(&e);
        encoder_free(&again);
        count++;
    }
    ck_assert_int_gt(count, 300);
}
END_TEST

// A whole file, cut off anywhere: what is missing is compiled.
START_TEST(a_recording_may_end_anywhere) {
    static const char text[] = "(ns test-recording)\n(def a 1)\n(defn f [x] (+ x a))\n(do (def b (f 1)) (def c [b]))\n(def d (atom c))\n";
    SCOPED_PY PyObject *file = PyUnicode_FromString("recorded.clj");
    struct library l = {.file = file, .text = text, .length = sizeof text - 1, .sum = digest_of(text, sizeof text - 1), .record = true};
    Value v = recording_load_text(&l);
    ck_assert(ok(v) && l.data && l.compiled);
    drop(v);
    for (size_t n = 0; n <= l.data_length; n++) {
        struct library m = l;
        SCOPED_PY PyObject *cut = PyBytes_FromStringAndSize((char *)l.data, (Py_ssize_t)n); // until all of it is decoded
        m.holder = cut;
        m.recorded = (uint8_t *)PyBytes_AS_STRING(cut);
        m.recorded_length = n;
        m.data = NULL;
        m.why = NULL;
        drop(evaluate("(remove-ns 'test-recording)"));
        v = recording_load_text(&m);
        if (failed(v)) PyErr_Print();
        ck_assert(ok(v));
        ck_assert_int_eq(m.compiled, n < l.data_length);
        ck_assert(m.compiled == (m.data != NULL));
        drop(v);
        v = evaluate("@test-recording/d");
        char shown[2000];
        show(ref(v), shown);
        ck_assert_str_eq(shown, "[2]");
        drop(v);
        PyMem_Free(m.data);
        Py_XDECREF(m.why);
    }
    PyMem_Free(l.data);
}
END_TEST

// Definitions of data (no code that could do anything), damaged: they load, or are compiled, or
// what is compiled then fails.
START_TEST(damaged_recordings) {
    static const char text[] = "(def fuzz-a {:x [1 2.5 \"s\"] :y #{:a :b/c}})\n(def fuzz-b '(quoted ^:m list))\n(do (def fuzz-c 1) (def fuzz-d #\"re\"))\n"
                               "(def fuzz-e {::auto/k 1 :n nil})\n";
    drop(evaluate("(create-ns 'clojure.set) (alias 'auto 'clojure.set)"));
    SCOPED_PY PyObject *file = PyUnicode_FromString("fuzzed.clj");
    struct library l = {.file = file, .text = text, .length = sizeof text - 1, .sum = digest_of(text, sizeof text - 1), .record = true};
    Value v = recording_load_text(&l);
    if (failed(v)) PyErr_Print();
    ck_assert(ok(v) && l.data);
    drop(v);
    uint8_t *copy = malloc(l.data_length);
    for (int i = 0; i < 3000; i++) {
        memcpy(copy, l.data, l.data_length);
        for (int j = dice(3); j >= 0; j--) copy[dice((uint32_t)l.data_length)] ^= (uint8_t)(1u << dice(8));
        struct library m = l;
        m.recorded = copy;
        m.recorded_length = l.data_length;
        m.data = NULL;
        m.why = NULL;
        v = recording_load_text(&m);
        if (failed(v)) {
            ck_assert(PyErr_Occurred() != NULL);
            PyErr_Clear();
        }
        xdrop(v);
        PyMem_Free(m.data);
        Py_XDECREF(m.why);
    }
    free(copy);
    PyMem_Free(l.data);
}
END_TEST

static void start(void) {
    if (Py_IsInitialized()) return;
    const char *other = getenv("FUZZ_SEED"); // other damage than usual
    if (other) seed = strtoull(other, NULL, 10);
    if (runtime_boot() < 0 || var_set_root(ns_var, ref_of(ns_find_utf8("user"))) < 0) ck_abort();
}

int main(void) {
    Suite *suite = suite_create("encode");
    TCase *tcase = tcase_create("encode");
    tcase_set_timeout(tcase, 0);
    tcase_add_unchecked_fixture(tcase, start, NULL);
    tcase_add_loop_test(tcase, values_come_back, 0, sizeof values / sizeof *values);
    tcase_add_test(tcase, metadata_come_back);
    tcase_add_test(tcase, odd_values_come_back);
    tcase_add_test(tcase, what_was_one_is_one);
    tcase_add_loop_test(tcase, functions_come_back, 0, sizeof functions / sizeof *functions);
    tcase_add_test(tcase, some_things_cannot);
    tcase_add_test(tcase, names_must_lead_somewhere);
    tcase_add_test(tcase, damaged_values_are_refused);
    tcase_add_test(tcase, core_functions);
    tcase_add_test(tcase, a_recording_may_end_anywhere);
    tcase_add_test(tcase, damaged_recordings);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad != 0;
}
