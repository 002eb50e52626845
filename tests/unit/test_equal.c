// SPDX-License-Identifier: MIT
#include "data/equal.h"

#include "evaluating.h"

static const struct eval_case cases[] = {
    {"(= 1)", "true"}, {"(= nil nil)", "true"}, {"(= 1 1 1)", "true"}, {"(= 1 1 2)", "false"}, {"(not= 1 2)", "true"}, {"(not= 1)", "false"}, {"(not= 1 1 2)", "true"},
    {"(= ##NaN ##NaN)", "false"}, {"(= nil false)", "false"}, {"(= 0 false)", "false"}, {"(= 1 true)", "false"}, {"(= \"a\" \\a)", "true"}, {"(= \"a\" :a)", "false"}, {"(= \"a\" (quote a))", "false"},
    {"(compare 1 2)", "-1"}, {"(compare 2 1.5)", "1"}, {"(compare 1 1.0)", "0"}, {"(compare nil 1)", "-1"}, {"(compare 1 nil)", "1"}, {"(compare nil nil)", "0"}, {"(compare \"a\" \"b\")", "-1"}, {"(compare \"b\" \"a\")", "1"}, {"(compare \"a\" \"a\")", "0"}, {"(compare 1/2 1/3)", "1"},
    {"(compare [1 2] [1 3])", "-1"}, {"(compare [2] [1 3])", "-1"}, {"(compare [1] [1])", "0"}, {"(compare false true)", "-1"}, {"(compare true false)", "1"}, {"(compare true true)", "0"}, {"(compare 1 \"a\")", "!TypeError"}, {"(compare :a 1)", "!TypeError"}, {"(compare true 1)", "!TypeError"}, {"(compare {} {})", "0"}, {"(compare {:a 1} {:a 2})", "!TypeError"}, {"(compare ##NaN 1)", "0"},
    {"(compare (py \"b'a'\") (py \"b'b'\"))", "-1"}, {"(compare (py \"(1, 2)\") (py \"(1, 1)\"))", "1"}, {"(compare (py \"object()\") 1)", "!TypeError"},
    {"(= (hash-ordered-coll [1 2 3]) (hash (quote (1 2 3))))", "true"}, {"(= (hash-unordered-coll [1 2 3]) (hash #{3 2 1}))", "true"}, {"(= (hash-unordered-coll {:a 1}) (hash {:a 1}))", "true"}, {"(= (hash-ordered-coll [1 2]) (hash-ordered-coll [2 1]))", "false"},
    {"(= (mix-collection-hash 1 0) (hash []))", "true"}, {"(mix-collection-hash :a 0)", "!TypeError"}, {"(hash nil)", "0"}, {"(= (hash 0) (hash []))", "false"}, {"(= (hash 0) (hash 0.0))", "true"}, {"(= (hash [1 2]) (hash [2 1]))", "false"}, {"(= (hash 1.5) (hash 2.5))", "false"}, {"(= (hash (py \"bytearray()\")) (hash (py \"b''\")))", "true"},
};

START_TEST(test_case) { check_case(&cases[_i]); }
END_TEST

/* Groups of texts whose values are all equal among each other, and different
 * from those of every other group.  A text that begins with a backquote is Python. */
static const char *const groups[][8] = {
    {"nil"}, {"true"}, {"false"}, {"0", "-0"}, {"1", "`1", "`__import__('enum').IntEnum('E', 'a').a"}, {"1.0", "`1.0", "`type('F', (float,), {})(1)"}, {"0.0", "-0.0"}, {"1M", "1.0M", "1.00M"}, {"1/2"}, {"0.5"}, {"-1"}, {"-2"},
    {"2305843009213693952", "`2**61"}, {"2305843009213693951"}, {"9223372036854775808", "`2**63"}, {"123456789012345678901234567890"}, {"1e100"}, {"##Inf"}, {"##-Inf"},
    {"\"abc\"", "`'abc'", "`type('S', (str,), {})('abc')"}, {"\"\""}, {"\"äöü\""}, {"\"a\\u0000\""}, {"\"日本\""}, {":abc", ":abc"}, {"abc", "abc"}, {":a/abc"}, {"a/abc"},
    {"[1 2]", "(1 2)", "`[1, 2]", "`(1, 2)", "`__import__('collections').namedtuple('N', 'a b')(1, 2)"}, {"[1 2.0]", "`(1, 2.0)"}, {"[]", "()", "`[]", "`()"}, {"[nil]", "(nil)", "`[None]"}, {"[[1] [2]]", "((1) (2))", "`[[1], (2,)]"}, {"[2 1]"},
    {"{:a 1}"}, {"{}", "`{}", "`__import__('collections').OrderedDict()"}, {"{1 2}", "`{1: 2}"}, {"{\"a\" [1]}", "`{'a': [1]}", "{\"a\" (1)}"}, {"{\"a\" {1 2, 3 4}}", "`{'a': {3: 4, 1: 2}}"}, {"{1 2, 3 nil}"}, {"{1 2, 4 nil}"}, {"{[1 2] 3}", "{(1 2) 3}"},
    {"#{}", "`set()", "`frozenset()"}, {"#{1 2}", "`{1, 2}", "`frozenset([2, 1])"}, {"#{[1]}", "#{(1)}"}, {"#{\"a\"}", "`{'a'}"}, {"#{1}"},
    {"`b'abc'", "`bytearray(b'abc')[:3] and b'abc'"}, {"`object"}, {"`1+2j"}, {"`__import__('datetime').date(2020, 1, 1)", "`__import__('datetime').date(2020, 1, 1)"}, {"`range(3)", "`range(3)"},
};
#define GROUPS (sizeof groups / sizeof *groups)

static Value value_of(const char *text) { return *text == '`' ? python(text + 1) : read_text(text); }

START_TEST(test_groups)
{
    for (size_t g = 0; g < GROUPS; g++) {
        for (int i = 0; i < 8 && groups[_i][i]; i++) {
            for (int j = 0; j < 8 && groups[g][j]; j++) {
                SCOPED Value a = value_of(groups[_i][i]), b = value_of(groups[g][j]);
                int equal = val_equal(ref(a), ref(b));
                ck_assert_msg(equal == (g == (size_t)_i), "%s = %s gives %d", groups[_i][i], groups[g][j], equal);
                ck_assert(!PyErr_Occurred());
                if (equal) ck_assert_msg(val_hash(ref(a)) == val_hash(ref(b)), "hashes of %s and %s", groups[_i][i], groups[g][j]);
            }
        }
    }
}
END_TEST

// A number and an object with Python's == for it.
START_TEST(test_foreign_numbers)
{
    SCOPED Value fraction = python("__import__('fractions').Fraction(1, 2)"), half = read_text("1/2");
    ck_assert_int_eq(val_equal(ref(fraction), ref(half)), 1);
    ck_assert_int_eq(val_equal(ref(half), ref(fraction)), 1);
    ck_assert_int_eq(val_hash(ref(half)), val_hash(ref(fraction)));
    SCOPED Value five = python("type('I', (), {'__eq__': lambda s, o: o == 5, '__hash__': lambda s: 5})()");
    ck_assert_int_eq(val_equal(ref(five), int_ref(5)), 1);
    ck_assert_int_eq(val_equal(int_ref(5), ref(five)), 1);
    ck_assert_int_eq(val_hash(int_ref(5)), val_hash(ref(five)));
    SCOPED Value any = python("__import__('unittest.mock').mock.ANY");
    ck_assert_int_eq(val_equal(ref(any), NIL), 0);
    ck_assert_int_eq(val_equal(KW("a"), ref(any)), 0);
}
END_TEST

START_TEST(test_errors_pass)
{
    SCOPED Value bad = python("type('B', (), {'__eq__': lambda s, o: 1 // 0, '__hash__': lambda s: 1 // 0})()"), other = python("object()");
    ck_assert_int_eq(val_equal(ref(bad), ref(other)), -1);
    PyErr_Clear();
    ck_assert_int_eq(val_hash(ref(bad)), -1);
    PyErr_Clear();
    SCOPED Value list = python("[1, type('B', (), {'__eq__': lambda s, o: 1 // 0, '__hash__': None})()]"), two = python("[1, object()]");
    ck_assert_int_eq(val_equal(ref(list), ref(two)), -1);
    PyErr_Clear();
    ck_assert_int_eq(val_hash(ref(list)), -1);
    PyErr_Clear();
}
END_TEST

// Nested so deeply that the C stack would not do.
START_TEST(test_deep)
{
    SCOPED Value a = python("[]"), b = python("[]");
    for (int i = 0; i < 1000000; i++) {
        PyObject *x = PyList_New(1), *y = PyList_New(1);
        PyList_SET_ITEM(x, 0, obj(ref(a)));
        PyList_SET_ITEM(y, 0, obj(ref(b)));
        a = adopt(x), b = adopt(y);
    }
    ck_assert_int_eq(val_equal(ref(a), ref(b)), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_RecursionError));
    PyErr_Clear();
    ck_assert_int_eq(val_hash(ref(a)), -1);
    ck_assert(PyErr_ExceptionMatches(PyExc_RecursionError));
    PyErr_Clear();
}
END_TEST

START_TEST(test_identity)
{
    SCOPED Value string = str_value("a"), number = double_value(1.5);
    ck_assert(val_is_identity(KW("a")) && val_is_identity(NIL) && val_is_identity(TRUE_REF) && !val_is_identity(int_ref(3))); // an int may be = to a number of another make
    ck_assert(!val_is_identity(ref(string)) && !val_is_identity(ref(number)));
    SCOPED Value nan = python("float('nan')");
    ck_assert_int_eq(val_equal(ref(nan), ref(nan)), 0);
}
END_TEST

int main(void) {
    TCase *t = tcase_create("equal");
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_case, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, test_groups, 0, GROUPS);
    tcase_add_test(t, test_foreign_numbers);
    tcase_add_test(t, test_errors_pass);
    tcase_add_test(t, test_deep);
    tcase_add_test(t, test_identity);
    Suite *s = suite_create("equal");
    suite_add_tcase(s, t);
    return run_suite(s);
}
