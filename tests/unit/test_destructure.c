// SPDX-License-Identifier: MIT
// The macros written in C: what they expand to, and what they refuse.
#include <check.h>

#include "base/cstack.h"
#include "base/prim.h"
#include "boot/data.h"
#include "coll/coll.h"
#include "macro/destructure.h"
#include "read/print.h"
#include "read/reader.h"
#include "seq/list.h"
#include "seq/seq.h"

static Value read_text(const char *text) {
    PyObject *source = PyUnicode_FromString(text), *file = PyUnicode_FromString("test");
    Reader *reader = reader_new(source, file);
    Value form = ERR;
    ck_assert_msg(reader_read(reader, &form) == READ_FORM, "cannot read %s", text);
    reader_free(reader);
    Py_DECREF(source);
    Py_DECREF(file);
    return form;
}

static const struct prim *find_prim(const char *ns, const char *name) {
    for (const struct prim *const *p = __start_prims; p < __stop_prims; p++)
        if (strcmp((*p)->ns, ns) == 0 && strcmp((*p)->name, name) == 0) return *p;
    ck_abort_msg("no primitive %s/%s", ns, name);
    return NULL;
}

// The expansion of a macro's form.
static Value expand(Value form) {
    Value *items;
    Py_ssize_t n = seq_to_words(ref(form), &items);
    ck_assert(n > 0);
    PyObject *name = symbol_str(ref(items[0]));
    const struct prim *macro = find_prim("clojure.core", PyUnicode_AsUTF8(name));
    ck_assert(macro->kind == PRIM_OF_MACRO);
    Py_DECREF(name);
    Value args[32] = {keep(ref(form)), nil_value()};
    for (Py_ssize_t i = 1; i < n; i++) args[i + 1] = keep(ref(items[i]));
    Value result = macro->body(lend(args), n + 1);
    for (Py_ssize_t i = 0; i <= n; i++) drop(args[i]);
    seq_words_free(items, n);
    drop(form);
    return result;
}

// Printed without the numbers of generated names, and without namespaces of core.
static char *shown(Ref form) {
    static char out[4000];
    PyObject *text = print_str(form, true);
    ck_assert(text);
    const char *from = PyUnicode_AsUTF8(text);
    char *to = out;
    while (*from) {
        if (strncmp(from, "clojure.core/", 13) == 0) from += 13;
        else if (strncmp(from, "cljsh.core/", 11) == 0) from += 11;
        else if (strncmp(from, "__", 2) == 0)
            from += strspn(from, "_0123456789");
        else *to++ = *from++;
    }
    *to = 0;
    Py_DECREF(text);
    return out;
}

static void expands(const char *from, const char *to) {
    Value form = expand(read_text(from));
    if (failed(form)) PyErr_Print();
    ck_assert_msg(ok(form), "%s", from);
    ck_assert_str_eq(shown(ref(form)), to);
    drop(form);
}

static void refuses(const char *from, const char *message) {
    Value form = expand(read_text(from));
    ck_assert_msg(failed(form), "%s should be refused", from);
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    PyObject *text = PyObject_Str(error);
    ck_assert_str_eq(PyUnicode_AsUTF8(text), message);
    Py_DECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(trace);
}

START_TEST(let_binds) {
    expands("(let [a 1 b a] a b)", "(let* [a 1 b a] a b)");
    expands("(let [] 1)", "(let* [] 1)");
    expands("(let [[a] v] a)", "(let* [a (nth v 0 nil)] a)");
    expands("(let [[a b] v])", "(let* [vec v a (nth vec 0 nil) b (nth vec 1 nil)])");
    expands("(let [[a [b c] :as all] v])",
            "(let* [vec v a (nth vec 0 nil) vec (nth vec 1 nil) b (nth vec 0 nil) c (nth vec 1 nil) all vec])");
    expands("(let [[a & more] v])", "(let* [seq (seq v) a (first seq) more (next seq)])");
    expands("(let [[a b & [c] :as all] v])",
            "(let* [vec v seq (seq vec) a (first seq) seq (next seq) b (first seq) c (nth (next seq) 0 nil) all vec])");
    expands("(let [[& r] v])", "(let* [r (seq v)])");
    expands("(let [[] v])", "(let* [vec v])");
}
END_TEST

START_TEST(maps_bind) {
    expands("(let [{a :a} m])", "(let* [map (kwargs-map m) a (get map :a)])");
    expands("(let [{:keys [a b/c :d :e/f]} m])",
            "(let* [map (kwargs-map m) a (get map :a) c (get map :b/c) d (get map :d) f (get map :e/f)])");
    expands("(let [{:n/keys [a] :n/syms [b] :syms [c d/e] :strs [f]} m])",
            "(let* [map (kwargs-map m) a (get map :n/a) b (get map (quote n/b)) c (get map (quote c)) e (get map (quote "
            "d/e)) f (get map \"f\")])");
    expands("(let [{a :a :keys [b] :or {a 1 b nil} :as all} m])",
            "(let* [map (kwargs-map m) all map a (get map :a 1) b (get map :b nil)])");
    expands("(let [{[x] :p {:keys [y]} 'q} m])",
            "(let* [map (kwargs-map m) x (nth (get map :p) 0 nil) map (kwargs-map (get map (quote q))) y (get map :y)])");
}
END_TEST

START_TEST(functions) {
    expands("(fn [x & more] x)", "(fn* ([x & more] x))");
    expands("(fn f ([] 1) ([x] x))", "(fn* f ([] 1) ([x] x))");
    expands("(fn [[a b] c] a)", "(fn* ([p c] (let* [vec p a (nth vec 0 nil) b (nth vec 1 nil)] a)))");
    expands("(fn [a & {:keys [b]}] b)", "(fn* ([a & p] (let* [map (kwargs-map p) b (get map :b)] b)))");
    expands("(fn [x] {:pre [(pos? x)] :post [(neg? %)]} 1 x)",
            "(fn* ([x] (assert (pos? x)) (let* [% (do 1 x)] (assert (neg? %)) %)))");
    expands("(fn [x] {:pre 1})", "(fn* ([x] {:pre 1}))");
    expands("(letfn [(f [x] (g x)) (g ([[y]] y))] (f 1))",
            "(letfn* [f (fn* f ([x] (g x))) g (fn* g ([p] (let* [y (nth p 0 nil)] y)))] (f 1))");
}
END_TEST

START_TEST(definitions) {
    Value form = expand(read_text("(defn ^:dynamic f \"Doc.\" {:added \"1\"} ([x] x) ([x y] y) {:z 2})"));
    ck_assert_str_eq(shown(ref(form)), "(def f (fn* ([x] x) ([x y] y)))");
    Value name = coll_nth(ref(form), int_ref(1), NO_REF), meta = coll_meta(ref(name));
    ck_assert_str_eq(shown(ref(meta)),
                     "{:dynamic true, :arglists (quote ([x] [x y])), :doc \"Doc.\", :added \"1\", :z 2}");
    drop(name);
    drop(meta);
    meta = coll_meta(ref(form));
    ck_assert_str_eq(shown(ref(meta)), "{:line 1, :column 1}");
    drop(meta);
    drop(form);
    form = expand(read_text("(defmacro m [x & body] x)"));
    ck_assert_str_eq(shown(ref(form)), "(def m (fn* ([&form &env x & body] x)))");
    name = coll_nth(ref(form), int_ref(1), NO_REF), meta = coll_meta(ref(name));
    ck_assert_str_eq(shown(ref(meta)), "{:arglists (quote ([x & body])), :macro true}");
    drop(name);
    drop(meta);
    drop(form);
    expands("(defn- g [{a :a}] a)", "(def g (fn* ([p] (let* [map (kwargs-map p) a (get map :a)] a))))");
}
END_TEST

START_TEST(loops) {
    expands("(loop [i 0 j 1] (recur j i))", "(loop* [i 0 j 1] (recur j i))");
    expands("(loop [[x & xs] v acc 0] (recur xs acc))",
            "(loop* [loop v acc 0] (let* [seq (seq loop) x (first seq) xs (next seq)] (recur xs acc)))");
    expands("(loop [[x] v y x] y)",
            "(let* [loop v x (nth loop 0 nil) y x] (loop* [loop loop y y] (let* [x (nth loop 0 nil)] y)))");
}
END_TEST

START_TEST(mistakes) {
    refuses("(let [a] a)", "let requires an even number of forms in its binding vector");
    refuses("(let (a 1) a)", "let requires a vector for its binding");
    refuses("(let [a/b 1])", "Can't let qualified name: a/b");
    refuses("(let [[a/b] 1])", "Can't let qualified name: a/b");
    refuses("(let [1 2])", "Unsupported binding form: 1");
    refuses("(let [[a & b c] 2])", "Only :as can follow the form after & in [a & b c]");
    refuses("(let [[a &] 2])", "Nothing follows & in [a &]");
    refuses("(let [{:key [a]} 2])", "A keyword other than :keys :strs :syms :or :as on the left in {:key [a]}");
    refuses("(loop [a] a)", "loop requires an even number of forms in its binding vector");
    refuses("(fn)", "Parameter declaration missing");
    refuses("(fn f)", "Parameter declaration missing");
    refuses("(fn (x) 1)", "Parameter declaration x should be a vector");
    refuses("(defn 1 [x])", "First argument to defn must be a symbol");
    refuses("(defn f)", "Parameter declaration missing");
    refuses("(fn [a/b] 1)", "Can't use qualified name as parameter: a/b");
}
END_TEST

START_TEST(keyword_arguments) {
    static const char *const cases[][2] = {
        {"{:a 1}", "{:a 1}"}, {"[1 2]", "[1 2]"},          {"(:a 1 :b 2)", "{:a 1, :b 2}"},
        {"()", "{}"},         {"({:a 1})", "{:a 1}"},      {"(:a 1 {:a 2 :b 3})", "{:a 2, :b 3}"},
        {"nil", "nil"},       {"(:a 1 :a 2)", "{:a 2}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED Value in = read_text(cases[i][0]);
        SCOPED Value out = kwargs_map(ref(in));
        ck_assert_str_eq(shown(ref(out)), cases[i][1]);
    }
    SCOPED Value odd = read_text("(:a 1 :b)");
    ck_assert(failed(kwargs_map(ref(odd))));
    PyErr_Clear();
}
END_TEST

static void start(void) {
    if (Py_IsInitialized()) return;
    Py_InitializeEx(0);
    if (data_init() < 0 || reader_init() < 0) {
        PyErr_Print();
        ck_abort();
    }
}

int main(void) {
    Suite *suite = suite_create("destructure");
    TCase *tcase = tcase_create("macros");
    tcase_add_unchecked_fixture(tcase, start, NULL);
    tcase_add_test(tcase, let_binds);
    tcase_add_test(tcase, maps_bind);
    tcase_add_test(tcase, functions);
    tcase_add_test(tcase, definitions);
    tcase_add_test(tcase, loops);
    tcase_add_test(tcase, mistakes);
    tcase_add_test(tcase, keyword_arguments);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int bad = srunner_ntests_failed(runner);
    srunner_free(runner);
    return bad != 0;
}
