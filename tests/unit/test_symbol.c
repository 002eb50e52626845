// SPDX-License-Identifier: MIT
#include "data/symbol.h"

#include "coll/coll.h"
#include "evaluating.h"

static const struct eval_case cases[] = {
    {"(symbol \"a\")", "a"}, {"(symbol \"a/b\")", "a/b"}, {"(symbol \"a\" \"b\")", "a/b"}, {"(symbol nil \"b\")", "b"}, {"(symbol :a/b)", "a/b"}, {"(symbol (quote x))", "x"}, {"(symbol \"/\")", "/"}, {"(namespace (symbol \"a//\"))", "\"a\""}, {"(name (symbol \"a//\"))", "\"/\""},
    {"(name (symbol \"a/b/c\"))", "\"b/c\""}, {"(symbol 1)", "!ArgumentError"}, {"(symbol nil)", "!ArgumentError"}, {"(symbol \"a\" :b)", "!TypeError symbol needs a string as name, not cljsh.Keyword"}, {"(symbol [])", "!ArgumentError"},
    {"(keyword \"a\")", ":a"}, {"(keyword \"a/b\")", ":a/b"}, {"(keyword \"a\" \"b\")", ":a/b"}, {"(keyword nil \"b\")", ":b"}, {"(keyword (quote a/b))", ":a/b"}, {"(keyword :x)", ":x"}, {"(keyword 1)", "nil"}, {"(keyword nil)", "nil"}, {"(keyword 1 \"a\")", "!TypeError"},
    {"(find-keyword \"never-read-so-far\")", "nil"}, {"(find-keyword \"a\")", ":a"}, {"(find-keyword \"a\" \"b\")", ":a/b"}, {"(find-keyword \"a\" \"never\")", "nil"},
    {"(name :a/b)", "\"b\""}, {"(name \"s\")", "\"s\""}, {"(name nil)", "!TypeError nil has no name"}, {"(name 1)", "!TypeError"}, {"(namespace :a/b)", "\"a\""}, {"(namespace :b)", "nil"}, {"(namespace \"s\")", "!TypeError str has no namespace"},
    {"(symbol? (quote a))", "true"}, {"(symbol? :a)", "false"}, {"(keyword? :a)", "true"}, {"(keyword? \"a\")", "false"}, {"(ident? :a)", "true"}, {"(ident? \"a\")", "false"},
    {"(simple-symbol? (quote a))", "true"}, {"(simple-symbol? (quote a/b))", "false"}, {"(qualified-symbol? (quote a/b))", "true"}, {"(qualified-symbol? :a/b)", "false"}, {"(simple-keyword? :a)", "true"}, {"(qualified-keyword? :a/b)", "true"}, {"(qualified-keyword? :a)", "false"},
    {"(simple-ident? :a)", "true"}, {"(qualified-ident? (quote a/b))", "true"}, {"(qualified-ident? nil)", "false"},
    {"(= (quote a/b) (quote a/b))", "true"}, {"(= (quote a) (quote b))", "false"}, {"(= :a (quote a))", "false"}, {"(= (hash (quote a/b)) (hash (quote a/b)))", "true"}, {"(= (hash :a) (hash (quote a)))", "false"},
    {"(compare :a :b)", "-1"}, {"(compare :b :a)", "1"}, {"(compare :a :a)", "0"}, {"(compare :b :a/a)", "-1"}, {"(compare :a/z :b/a)", "-1"}, {"(compare (quote a) (quote a))", "0"}, {"(compare (quote b) (quote a))", "1"}, {"(compare :a (quote a))", "!TypeError"}, {"(compare nil :a)", "-1"},
    {"(= (quote a) (quote ^:x a))", "true"},
};

START_TEST(test_case) { check_case(&cases[_i]); }
END_TEST

START_TEST(test_interning)
{
    SCOPED Value a = keyword_parse("some.ns/thing"), b = keyword_parse("some.ns/thing");
    ck_assert(same(ref(a), ref(b)));
    ck_assert(same(ref(a), KW("some.ns/thing")));
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) { // the table grows
            char text[32];
            snprintf(text, sizeof text, "k%d/n%d", i % 7, i);
            SCOPED Value k = keyword_parse(text), again = keyword_parse(text);
            ck_assert(same(ref(k), ref(again)));
            ck_assert_str_eq(shown_str(symbol_str(ref(k))), text);
        }
    SCOPED Value odd = python("type('S', (str,), {'__eq__': None, '__hash__': None})('some.ns/thing')");
    SCOPED Value c = keyword_parse_str(obj(ref(odd)));
    ck_assert(same(ref(a), ref(c)));
}
END_TEST

START_TEST(test_symbols_are_new)
{
    SCOPED Value a = symbol_parse("x/y"), b = symbol_parse("x/y");
    ck_assert(!same(ref(a), ref(b)));
    ck_assert_int_eq(val_equal(ref(a), ref(b)), 1);
    ck_assert(!symbol_is(ref(a), "y"));
    SCOPED Value y = symbol_parse("y");
    ck_assert(symbol_is(ref(y), "y") && !symbol_is(ref(y), "yy") && !symbol_is(KW("y"), "y"));
    SCOPED Value meta = read_text("{:line 1}");
    SCOPED Value with = coll_with_meta(ref(a), ref(meta)), found = coll_meta(ref(with)), none = coll_meta(ref(a));
    ck_assert(same(ref(found), ref(meta)) && is_nil(ref(none)));
    ck_assert_int_eq(val_equal(ref(a), ref(with)), 1);
}
END_TEST

START_TEST(test_gensym)
{
    SCOPED Value a = read_text("(gensym)"), b = read_text("(gensym \"p\")"), c = read_text("(gensym (quote s))");
    SCOPED Value x = evaluate(ref(a)), y = evaluate(ref(a)), z = evaluate(ref(b)), s = evaluate(ref(c));
    ck_assert_int_eq(val_equal(ref(x), ref(y)), 0);
    ck_assert(strncmp(shown(ref(x)), "G__", 3) == 0);
    ck_assert(shown(ref(z))[0] == 'p' && shown(ref(s))[0] == 's' && shown(ref(s))[1] != 'G');
}
END_TEST

START_TEST(test_invoke)
{
    SCOPED Value map = read_text("{:a 1, b 2}"), b = symbol_parse("b");
    Value args[] = {keep(ref(map)), int_value(7)};
    const Ops *ops = ops_of(KW("a"));
    SCOPED Value one = ops->invoke(KW("a"), args, 1), seven = ops->invoke(KW("z"), args, 2), two = ops_of(ref(b))->invoke(ref(b), args, 1);
    ck_assert(same(ref(one), int_ref(1)) && same(ref(seven), int_ref(7)) && same(ref(two), int_ref(2)));
    ck_assert(failed(ops->invoke(KW("a"), args, 0)));
    ck_assert(PyErr_ExceptionMatches(ArityError));
    PyErr_Clear();
    drop(args[0]);
}
END_TEST

static const char *const python_side[] = {
    "k.name == 'b' and k.namespace == 'a' and s.name == 'x' and s.namespace is None", "type(k)('a/b') is k and type(k)('a', 'b') is k", "type(s)(None, 'x') == s and type(s)('x') is not s",
    "__import__('pickle').loads(__import__('pickle').dumps(k)) is k", "__import__('pickle').loads(__import__('pickle').dumps(s)) == s", "__import__('copy').deepcopy([k])[0] is k",
    "{k: 1}[type(k)('a', 'b')] == 1", "k != s and not k == 'b'", "sorted([k, type(k)('a')])[0].namespace is None", "repr(k) == ':a/b' and str(s) == 'x'", "hash(s) == hash(type(s)('x'))",
};

START_TEST(test_python)
{
    SCOPED Value s = symbol_parse("x");
    SCOPED_PY PyObject *scope = PyDict_New();
    PyDict_SetItemString(scope, "k", obj(KW("a/b")));
    PyDict_SetItemString(scope, "s", obj(ref(s)));
    PyDict_SetItemString(scope, "__builtins__", PyEval_GetBuiltins());
    SCOPED_PY PyObject *result = PyRun_String(python_side[_i], Py_eval_input, scope, scope);
    if (!result) PyErr_Print();
    ck_assert_msg(result == Py_True, "%s", python_side[_i]);
}
END_TEST

int main(void) {
    TCase *t = tcase_create("symbol");
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_case, 0, sizeof cases / sizeof *cases);
    tcase_add_test(t, test_interning);
    tcase_add_test(t, test_symbols_are_new);
    tcase_add_test(t, test_gensym);
    tcase_add_test(t, test_invoke);
    tcase_add_loop_test(t, test_python, 0, sizeof python_side / sizeof *python_side);
    Suite *s = suite_create("symbol");
    suite_add_tcase(s, t);
    return run_suite(s);
}
