// SPDX-License-Identifier: MIT
// The printer: what values print as, limits, and that data reads back.
#include "reading.h"

#include "coll/coll.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "state/ref.h"

struct example { const char *text, *printed; };

// Prints a value with settings of its own.
static const char *print_with(Ref value, struct printer settings) {
    struct printer p = settings;
    int result = print_value(&p, value);
    if (result < 0) {
        strbuf_free(&p.out);
        return "(failed)";
    }
    return shown_str(strbuf_finish(&p.out));
}
// Prints what a text reads as, with the settings changed by statements on s.
#define PRINT(text_, ...) ({                                                       \
    SCOPED Value v_ = read_text(text_);                                            \
    struct printer s = {.readably = true, .length = -1, .level = -1};              \
    __VA_ARGS__;                                                                   \
    print_with(ref(v_), s);                                                        \
})

START_TEST(readable) {
    static const char *const same_as_read[] = {
        "nil", "true", "false", "1", "-1", "1.5", "##Inf", "##-Inf", "##NaN", "1/2", "123456789012345678901234567890N",
        "\"\"", "\"a b\"", "\"\\n\\t\\r\\f\\b\\\"\\\\\"", "\"é🙂Ω\"", "\"é\\n🙂\"", ":a", ":a/b", "a", "a/b", "/", "()", "(1 2)",
        "[]", "[1 [2 (3)]]", "{}", "{:a 1, :b [2]}", "#{}", "#{:a}", "{nil nil}", "#\"a\\\"b\\d\"", "(quote x)",
    };
    for (size_t i = 0; i < sizeof same_as_read / sizeof *same_as_read; i++) {
        SCOPED Value v = read_text(same_as_read[i]);
        ck_assert_str_eq(shown(ref(v)), same_as_read[i]);
        SCOPED_PY PyObject *o = py_of(ref(v)); // repr() of our types is the printer
        if (Py_TYPE(Py_TYPE(o)) == &clj_meta) ck_assert_str_eq(shown_str(PyObject_Repr(o)), same_as_read[i]);
    }
    SCOPED Value control = python("'a\\x00\\x7f\\x1b'"); // other control characters stay as they are
    SCOPED_PY PyObject *printed = print_str(ref(control), true);
    ck_assert_int_eq(PyUnicode_GET_LENGTH(printed), 6);
    SCOPED Value half = python("'\\ud800x'");
    SCOPED_PY PyObject *halved = print_str(ref(half), true);
    ck_assert_int_eq(PyUnicode_READ_CHAR(halved, 1), 0xd800);
}
END_TEST

START_TEST(unreadable) {
    static const struct example examples[] = {
        {"\"a\\nb\"", "a\nb"}, {"[\"a\" :b \\c]", "[a :b c]"}, {"{\"k\" \"v\"}", "{k v}"}, {"nil", "nil"}, {"[nil]", "[nil]"},
        {"#\"x\"", "#\"x\""}, {"1.5", "1.5"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        SCOPED Value v = read_text(examples[i].text);
        ck_assert_str_eq(shown_str(print_str(ref(v), false)), examples[i].printed);
    }
}
END_TEST

START_TEST(str) {
    static const struct example examples[] = {
        {"nil", ""}, {"\"a\"", "a"}, {"[\"a\" nil]", "[\"a\" nil]"}, {":a/b", ":a/b"}, {"x", "x"}, {"1.0", "1.0"},
        {"true", "true"}, {"(1 \\a)", "(1 \"a\")"}, {"#\"r\\d\"", "r\\d"}, {"##Inf", "Infinity"}, {"1/3", "1/3"},
        {"#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}, {"{:a \"b\"}", "{:a \"b\"}"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        SCOPED Value v = read_text(examples[i].text);
        ck_assert_str_eq(shown_str(print_value_str(ref(v))), examples[i].printed);
    }
    SCOPED Value error = python("ValueError('boom')"), list = python("[1, 'a']"), path = python("__import__('pathlib').Path('a/b')");
    ck_assert_str_eq(shown_str(print_value_str(ref(error))), "boom");
    ck_assert_str_eq(shown_str(print_value_str(ref(list))), "#py/list [1 \"a\"]");
    ck_assert_str_eq(shown_str(print_value_str(ref(path))), "a/b");
}
END_TEST

START_TEST(limits) {
    ck_assert_str_eq(PRINT("[1 2 3]", s.length = 2), "[1 2 ...]");
    ck_assert_str_eq(PRINT("(1 2 3)", s.length = 0), "(...)");
    ck_assert_str_eq(PRINT("[1 2]", s.length = 2), "[1 2]");
    ck_assert_str_eq(PRINT("{:a 1 :b 2}", s.length = 1), "{:a 1, ...}");
    ck_assert_str_eq(PRINT("#{1}", s.length = 0), "#{...}");
    ck_assert_str_eq(PRINT("[1 [2 [3]]]", s.level = 2), "[1 [2 #]]");
    ck_assert_str_eq(PRINT("[1]", s.level = 0), "#");
    ck_assert_str_eq(PRINT("1", s.level = 0), "1");
    ck_assert_str_eq(PRINT("[[1] [2]]", s.level = 1), "[# #]");
    ck_assert_str_eq(PRINT("{:a {:b 1}}", s.level = 1), "{:a #}");
    SCOPED Value list = python("[1, [2]]"), dict = python("{1: 2, 3: 4}");
    ck_assert_str_eq(print_with(ref(list), (struct printer){.length = 1, .level = -1}), "#py/list [1 ...]");
    ck_assert_str_eq(print_with(ref(list), (struct printer){.length = -1, .level = 1}), "#py/list [1 #]");
    ck_assert_str_eq(print_with(ref(dict), (struct printer){.length = 1, .level = -1}), "#py/dict {1 2, ...}");
}
END_TEST

START_TEST(meta) {
    ck_assert_str_eq(PRINT("^:a x", s.meta = true), "^{:a true} x");
    ck_assert_str_eq(PRINT("^String x", s.meta = true), "^String x");
    ck_assert_str_eq(PRINT("[^{:a 1} [x]]", s.meta = true), "[^{:a 1} [x]]");
    ck_assert_str_eq(PRINT("^:a [x]"), "[x]");
    ck_assert_str_eq(PRINT("^{:a 1} {:b ^:c #{}}", s.meta = true), "^{:a 1} {:b ^{:c true} #{}}");
    SCOPED Value v = read_text("^:a [x]");
    ck_assert_str_eq(print_with(ref(v), (struct printer){.meta = true, .length = -1, .level = -1}), "[x]");
}
END_TEST

START_TEST(namespace_maps) {
    ck_assert_str_eq(PRINT("{:a/b 1 :a/c 2}", s.namespace_maps = true), "#:a{:b 1, :c 2}");
    ck_assert_str_eq(PRINT("{:a/b 1 :d/c 2}", s.namespace_maps = true), "{:a/b 1, :d/c 2}");
    ck_assert_str_eq(PRINT("{:a/b 1 :c 2}", s.namespace_maps = true), "{:a/b 1, :c 2}");
    ck_assert_str_eq(PRINT("{a/b 1}", s.namespace_maps = true), "#:a{b 1}");
    ck_assert_str_eq(PRINT("{}", s.namespace_maps = true), "{}");
    ck_assert_str_eq(PRINT("{:a/b {:c/d 1}}", s.namespace_maps = true), "#:a{:b #:c{:d 1}}");
    ck_assert_str_eq(PRINT("{:a/b 1}"), "{:a/b 1}");
}
END_TEST

START_TEST(host) {
    static const struct example examples[] = {
        {"[1, 'a', None, [True]]", "#py/list [1 \"a\" nil #py/list [true]]"}, {"(1, 2.5)", "#py/tuple [1 2.5]"},
        {"{'a': 1, 2: []}", "#py/dict {\"a\" 1, 2 #py/list []}"}, {"{7}", "#py/set #{7}"}, {"frozenset()", "#py/frozenset #{}"},
        {"b'a\\n\"\\x00\\xff'", "#bytes \"a\\n\\\"\\000\\377\""}, {"int", "java.lang.Long"}, {"__import__('datetime').date", "datetime.date"},
        {"__import__('datetime').datetime(2020, 1, 2, 3, 4, 5)", "#py/datetime \"2020-01-02T03:04:05\""},
        {"__import__('datetime').datetime(2020, 1, 2, 3, 4, 5, 600000, tzinfo=__import__('datetime').timezone.utc)", "#inst \"2020-01-02T03:04:05.600-00:00\""},
        {"__import__('datetime').date(2020, 1, 2)", "#py/date \"2020-01-02\""},
        {"__import__('uuid').UUID(int=0)", "#uuid \"00000000-0000-0000-0000-000000000000\""},
        {"ValueError('boom')", "#error {:cause \"boom\", :via [{:type ValueError, :message \"boom\"}], :trace []}"},
        {"__import__('decimal').Decimal('1.50')", "1.50M"}, {"10**30", "1000000000000000000000000000000N"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        SCOPED Value v = python(examples[i].text);
        ck_assert_str_eq(shown(ref(v)), examples[i].printed);
    }
    SCOPED Value object = python("__import__('array').array('b', [1, 2])");
    const char *printed = shown(ref(object));
    ck_assert_msg(!strncmp(printed, "#object[array.array 0x", 22) && strstr(printed, " \"array('b', [1, 2])\"]"), "%s", printed);
    SCOPED Value broken = python("type('B', (), {'__str__': lambda s: 1 / 0})()");
    ck_assert_ptr_null(print_str(ref(broken), true));
    ck_assert_ptr_nonnull(strstr(raised(), "division"));
}
END_TEST

START_TEST(errors) {
    SCOPED Value error = python("(lambda o, c: (setattr(o, '__cause__', c), o)[1])(ValueError('outer'), KeyError('inner'))");
    ck_assert_str_eq(shown(ref(error)), "#error {:cause \"'inner'\", :via [{:type ValueError, :message \"outer\"} {:type KeyError, :message \"'inner'\"}], :trace []}");
    SCOPED Value info = python("ValueError('x')"), data = read_text("{:a 1}");
    PyObject_SetAttrString(obj(ref(info)), "data", obj(ref(data)));
    ck_assert_str_eq(shown(ref(info)), "#error {:cause \"x\", :data {:a 1}, :via [{:type ValueError, :message \"x\", :data {:a 1}}], :trace []}");
    SCOPED Value loop = python("(lambda a, b: (setattr(a, '__cause__', b), setattr(b, '__cause__', a), a)[2])(ValueError('a'), ValueError('b'))");
    ck_assert_ptr_nonnull(strstr(shown(ref(loop)), "..."));
    PyObject_SetAttrString(obj(ref(loop)), "__cause__", Py_None);
}
END_TEST

static Value call_prim1(const char *ns, const char *name, const char *arglist, Value x) {
    Value args[] = {x};
    Value result = prim(ns, name, arglist)(args, 1);
    xdrop(args[0]);
    return result;
}

START_TEST(references) {
    SCOPED Value atom = call_prim1("clojure.core", "atom", "[x]", (Value){W_INT(1)});
    const char *printed = shown(ref(atom));
    ck_assert_msg(!strncmp(printed, "#object[clojure.lang.Atom 0x", 27) && strstr(printed, " {:status :ready, :val 1}]"), "%s", printed);
    struct atom *a = (struct atom *)obj(ref(atom));
    drop(a->value);
    a->value = keep(ref(atom)); // an atom that contains itself
    printed = shown(ref(atom));
    ck_assert_msg(strstr(printed, "{:status :ready, :val ") && strlen(printed) < 200, "%s", printed);
    a->value = nil_value();
    Py_DECREF(obj(ref(atom))); // the reference the cycle had
}
END_TEST

START_TEST(seqs) {
    SCOPED Value body = python("lambda: (1, 2, 3)");
    SCOPED Value lazy = lazy_new(keep(ref(body)));
    ck_assert_str_eq(shown(ref(lazy)), "(1 2 3)");
    SCOPED Value nothing = python("lambda: None");
    SCOPED Value empty = lazy_new(keep(ref(nothing)));
    ck_assert_str_eq(shown(ref(empty)), "()");
    SCOPED Value numbers = python("__import__('itertools').count()");
    SCOPED Value endless = seq_of(ref(numbers));
    ck_assert_str_eq(print_with(ref(endless), (struct printer){.length = 3, .level = -1}), "(0 1 2 ...)");
    SCOPED Value failing = python("lambda: 1 / 0");
    SCOPED Value bad = lazy_new(keep(ref(failing)));
    ck_assert_ptr_null(print_str(ref(bad), true));
    ck_assert_ptr_nonnull(strstr(raised(), "division"));
    SCOPED Value pairs = read_text("{:a 1}"), entries = seq_of(ref(pairs)), vector = read_text("[1 2]"), items = seq_of(ref(vector));
    ck_assert_str_eq(shown(ref(entries)), "([:a 1])");
    ck_assert_str_eq(shown(ref(items)), "(1 2)");
}
END_TEST

START_TEST(primitives) {
    Value args[] = {str_value("a\n"), (Value){W_INT(1)}, nil_value(), read_text("[\"x\"]")};
    static const struct { const char *name, *arglist, *text; } variadic[] = {
        {"str", "[x & ys]", "a\n1[\"x\"]"}, {"pr-str", "[& xs]", "\"a\\n\" 1 nil [\"x\"]"},
        {"prn-str", "[& xs]", "\"a\\n\" 1 nil [\"x\"]\n"}, {"print-str", "[& xs]", "a\n 1 nil [x]"},
        {"println-str", "[& xs]", "a\n 1 nil [x]\n"},
    };
    for (size_t i = 0; i < sizeof variadic / sizeof *variadic; i++) {
        SCOPED Value text = prim("clojure.core", variadic[i].name, variadic[i].arglist)(args, 4);
        ck_assert_str_eq(PyUnicode_AsUTF8(obj(ref(text))), variadic[i].text);
    }
    SCOPED Value none = prim("clojure.core", "pr-str", "[& xs]")(NULL, 0), empty = prim("clojure.core", "str", "[]")(NULL, 0);
    ck_assert_int_eq(PyUnicode_GET_LENGTH(obj(ref(none))) + PyUnicode_GET_LENGTH(obj(ref(empty))), 0);
    for (int i = 0; i < 4; i++) drop(args[i]);
    Value two[] = {bool_value(true), read_text("(1 \"a\")")};
    SCOPED Value readable_text = prim("cljsh.core", "text", "[readably args]")(two, 2);
    ck_assert_str_eq(PyUnicode_AsUTF8(obj(ref(readable_text))), "1 \"a\"");
    drop(two[0]);
    two[0] = bool_value(false);
    SCOPED Value plain_text = prim("cljsh.core", "text", "[readably args]")(two, 2);
    ck_assert_str_eq(PyUnicode_AsUTF8(obj(ref(plain_text))), "1 a");
    drop(two[0]);
    drop(two[1]);
}
END_TEST

static int hook_result;
static int hook(struct printer *p, Ref value) {
    (void)value;
    if (hook_result > 0) strbuf_puts(&p->out, "<hooked>");
    if (hook_result < 0) err_state("no");
    return hook_result;
}

START_TEST(hooked) {
    SCOPED Value made = python("type('Made', (), {'__str__': lambda s: 'me'})()"), vector = read_text("[1]");
    print_hook = hook;
    hook_result = 1;
    ck_assert_str_eq(shown(ref(made)), "<hooked>");
    ck_assert_str_eq(shown(ref(vector)), "[1]");
    hook_result = 0;
    ck_assert_ptr_nonnull(strstr(shown(ref(made)), " \"me\"]"));
    hook_result = -1;
    ck_assert_ptr_null(print_str(ref(made), true));
    PyErr_Clear();
    print_hook = NULL;
}
END_TEST

START_TEST(deep) {
    Value v = vec_empty();
    for (int i = 0; i < 300000 && ok(v); i++) {
        Ref items[] = {ref(v)};
        Value outer = vec_from(items, 1);
        drop(v);
        v = outer;
    }
    ck_assert_ptr_null(print_str(ref(v), true));
    ck_assert(PyErr_ExceptionMatches(PyExc_RecursionError));
    PyErr_Clear();
    drop(v);
}
END_TEST

// --- what is printed reads back -------------------------------------------

static uint64_t seed = 0x2545f4914f6cdd1dULL;
static unsigned pick(unsigned n) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (unsigned)(seed >> 20) % n;
}

static Value random_text(void) {
    Py_UCS4 points[12];
    Py_ssize_t n = pick(12);
    static const Py_UCS4 odd[] = {'"', '\\', '\n', '\t', 0, 0xe9, 0x3a9, 0x1f642, 0xdc80, '\r', '\f', '\b', 0x7f, ';'};
    for (Py_ssize_t i = 0; i < n; i++) points[i] = pick(3) ? ' ' + pick(95) : odd[pick(sizeof odd / sizeof *odd)];
    return adopt(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, points, n));
}

static Value random_value(int depth) {
    static const char *const names[] = {"a", "a/b", "x.y/z", "+", "->", "k1", "foo?", "b!", "é", "/"};
    static const char *const others[] = {
        "1/3", "-22/7", "123456789012345678901234567890", "-99999999999999999999", "##Inf", "##-Inf", "1.5M", "true", "false", "nil",
        "#inst \"2020-02-03T04:05:06.789Z\"", "#inst \"1999\"", "#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"",
    };
    switch (pick(depth > 0 ? 12 : 7)) {
    case 0: return int_value((int64_t)seed >> pick(64));
    case 1: return double_value((double)(int64_t)seed / (1.0 + pick(100000)));
    case 2: return random_text();
    case 3: return symbol_parse(names[pick(10)]);
    case 4: return keyword_parse(names[pick(10)]);
    case 5: return read_text(others[pick(sizeof others / sizeof *others)]);
    case 6: return int_value(pick(10));
    default: break;
    }
    Py_ssize_t n = pick(pick(8) ? 5 : 60);
    Value coll = read_text(((const char *const[]){"()", "[]", "{}", "#{}"})[pick(4)]);
    bool map = kind_of(ref(coll)) & K_MAP;
    while (n-- > 0) {
        SCOPED Value x = random_value(depth - 1), y = map ? random_value(depth - 1) : ERR;
        coll = map ? coll_assoc(coll, ref(x), ref(y)) : coll_conj(coll, ref(x));
        ck_assert(ok(coll));
    }
    return coll;
}

START_TEST(round_trip) {
    const char *rounds = getenv("CLJSH_FUZZ");
    for (int i = rounds ? atoi(rounds) : 3000; i > 0; i--) {
        SCOPED Value v = random_value(4);
        SCOPED_PY PyObject *text = print_str(ref(v), true), *file = text_of("round");
        ck_assert_ptr_nonnull(text);
        Reader *r = reader_new(text, file);
        if (i & 1) reader_set_mode(r, READ_EDN);
        Value again;
        enum read_result result = reader_read(r, &again);
        if (result != READ_FORM) PyErr_Print();
        ck_assert_int_eq(result, READ_FORM);
        ck_assert_msg(val_equal(ref(v), ref(again)) == 1, "%s", shown(ref(v)));
        ck_assert_int_eq(reader_offset(r), PyUnicode_GET_LENGTH(text));
        drop(again);
        reader_free(r);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("print");
    TCase *tests = tcase_create("print");
    tcase_add_unchecked_fixture(tests, start_python, NULL);
    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, readable);
    tcase_add_test(tests, unreadable);
    tcase_add_test(tests, str);
    tcase_add_test(tests, limits);
    tcase_add_test(tests, meta);
    tcase_add_test(tests, namespace_maps);
    tcase_add_test(tests, host);
    tcase_add_test(tests, errors);
    tcase_add_test(tests, references);
    tcase_add_test(tests, seqs);
    tcase_add_test(tests, primitives);
    tcase_add_test(tests, hooked);
    tcase_add_test(tests, deep);
    tcase_add_test(tests, round_trip);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
