// SPDX-License-Identifier: MIT
#include "data/str.h"

#include "evaluating.h"

static const struct eval_case cases[] = {
    {"(subs \"hello\" 1)", "\"ello\""}, {"(subs \"hello\" 1 3)", "\"el\""}, {"(subs \"hello\" 5)", "\"\""}, {"(subs \"hello\" 6)", "!IndexError begin 6, end 5, length 5"}, {"(subs \"hello\" -1)", "!IndexError"}, {"(subs \"hello\" 3 2)", "!IndexError"}, {"(subs nil 1)", "!TypeError subs needs a string, not nil"}, {"(subs \"abc\" \"1\")", "!TypeError"}, {"(subs \"aäöü日\" 1 3)", "\"äö\""},
    {"(str/upper-case \"aßc\")", "\"ASSC\""}, {"(str/lower-case \"AÄ\")", "\"aä\""}, {"(str/capitalize \"hELLO wORLD\")", "\"Hello world\""}, {"(str/capitalize \"\")", "\"\""}, {"(str/upper-case nil)", "!TypeError upper-case needs a string, not nil"}, {"(str/upper-case :a)", "\":A\""}, {"(str/lower-case 1)", "\"1\""},
    {"(str/trim \"  a b \\n\")", "\"a b\""}, {"(str/triml \"  a \")", "\"a \""}, {"(str/trimr \" a  \")", "\" a\""}, {"(= (str/trim \"\\u00a0a\\u2003\") \"\\u00a0a\")", "true"}, {"(str/trim-newline \"a\\r\\n\\n\")", "\"a\""}, {"(str/trim-newline \"a \")", "\"a \""}, {"(str/trim \"\")", "\"\""},
    {"(str/blank? nil)", "true"}, {"(str/blank? \"\")", "true"}, {"(str/blank? \" \\t\\n\")", "true"}, {"(str/blank? \" a\")", "false"}, {"(str/blank? \"\\u00a0\")", "false"}, {"(str/blank? 1)", "!TypeError"},
    {"(str/starts-with? \"abc\" \"ab\")", "true"}, {"(str/starts-with? \"abc\" \"b\")", "false"}, {"(str/ends-with? \"abc\" \"bc\")", "true"}, {"(str/ends-with? \"abc\" \"\")", "true"}, {"(str/includes? \"abc\" \"b\")", "true"}, {"(str/includes? \"abc\" \"d\")", "false"}, {"(str/includes? \"abc\" nil)", "!TypeError"},
    {"(str/index-of \"abcabc\" \"b\")", "1"}, {"(str/index-of \"abcabc\" \\b 2)", "4"}, {"(str/index-of \"abc\" \"z\")", "nil"}, {"(str/index-of \"abc\" \"a\" -5)", "0"}, {"(str/index-of \"abc\" \"\" 10)", "3"}, {"(str/last-index-of \"abcabc\" \"b\")", "4"}, {"(str/last-index-of \"abcabc\" \"b\" 3)", "1"}, {"(str/last-index-of \"abcabc\" \"bc\" 4)", "4"}, {"(str/last-index-of \"abc\" \"a\" -1)", "nil"}, {"(str/last-index-of \"abc\" \"z\")", "nil"}, {"(str/last-index-of \"abc\" \"\")", "3"}, {"(str/index-of \"日本語\" \"語\")", "2"},
    {"(str/reverse \"abc\")", "\"cba\""}, {"(str/reverse \"a日b😀\")", "\"😀b日a\""}, {"(str/reverse \"\")", "\"\""},
    {"(str/replace \"a.b.c\" \".\" \"-\")", "\"a-b-c\""}, {"(str/replace \"aaa\" \\a \\b)", "\"bbb\""}, {"(str/replace \"abc\" \"z\" \"y\")", "\"abc\""}, {"(str/replace-first \"a.b.c\" \".\" \"-\")", "\"a-b.c\""}, {"(str/replace \"ab\" \"\" \"-\")", "\"-a-b-\""}, {"(str/replace \"abc\" 1 \"a\")", "!ArgumentError"}, {"(str/replace \"abc\" \"a\" :b)", "!TypeError"}, {"(str/replace nil \"a\" \"b\")", "!TypeError"},
    {"(str/replace \"a1b22\" #\"\\d+\" \"<$0>\")", "\"a<1>b<22>\""}, {"(str/replace \"John Smith\" #\"(\\w+) (\\w+)\" \"$2, $1\")", "\"Smith, John\""}, {"(str/replace \"abc\" #\"b\" \"\\\\$\")", "\"a$c\""}, {"(str/replace \"abc\" #\"b\" \"\\\\\\\\\")", "\"a\\\\c\""}, {"(str/replace \"abc\" #\"(?<x>b)\" \"[${x}]\")", "\"a[b]c\""}, {"(str/replace \"abc\" #\"b\" \"$1\")", "!IndexError No group 1"}, {"(str/replace \"abc\" #\"b\" \"$\")", "!ArgumentError Illegal group reference"}, {"(str/replace \"abc\" #\"b\" \"\\\\\")", "!ArgumentError"}, {"(str/replace \"abc\" #\"b\" \"${y}\")", "!ArgumentError No group with name {y}"}, {"(str/replace \"abc\" #\"(b)\" \"$10\")", "\"ab0c\""}, {"(str/replace \"abc\" #\"(z)?b\" \"[$1]\")", "\"a[]c\""},
    {"(str/replace \"abc\" #\"\" \"-\")", "\"-a-b-c-\""}, {"(str/replace \"abc\" #\"x*\" \"-\")", "\"-a-b-c-\""}, {"(str/replace-first \"a1b2\" #\"\\d\" \"\")", "\"ab2\""}, {"(str/replace \"日本日\" #\"日\" \"x\")", "\"x本x\""}, {"(str/replace \"abc\" #\"[ac]\" \"\")", "\"b\""}, {"(str/replace \"aaa\" #\"a\" \"\")", "\"\""},
    {"(str/replace \"abc\" #\"[a-c]\" (py \"lambda m: m.upper()\"))", "\"ABC\""}, {"(str/replace \"a1\" #\"([a-z])(\\d)\" (py \"lambda m: m[2] + m[1]\"))", "\"1a\""}, {"(str/replace \"abc\" #\"b\" (py \"lambda m: '$1'\"))", "\"a$1c\""}, {"(str/replace \"abc\" #\"b\" (py \"lambda m: None\"))", "!TypeError"}, {"(str/replace \"abc\" #\"b\" (py \"lambda m: 1 // 0\"))", "!ZeroDivisionError"}, {"(str/replace-first \"bb\" #\"b\" (py \"lambda m: 'c'\"))", "\"cb\""},
    {"(str/re-quote-replacement \"a$b\\\\c\")", "\"a\\\\$b\\\\\\\\c\""},
    {"(str/split \"a,b,c\" #\",\")", "[\"a\" \"b\" \"c\"]"}, {"(str/split \"a,b,,\" #\",\")", "[\"a\" \"b\"]"}, {"(str/split \"a,b,,\" #\",\" -1)", "[\"a\" \"b\" \"\" \"\"]"}, {"(str/split \"a,b,c\" #\",\" 2)", "[\"a\" \"b,c\"]"}, {"(str/split \"\" #\",\")", "[\"\"]"}, {"(str/split \",\" #\",\")", "[]"}, {"(str/split \",a\" #\",\")", "[\"\" \"a\"]"}, {"(str/split \"abc\" #\"\")", "[\"a\" \"b\" \"c\"]"}, {"(str/split \"abc\" #\"x\")", "[\"abc\"]"}, {"(str/split \"a1b2\" #\"(?=\\d)\")", "[\"a\" \"1b\" \"2\"]"}, {"(str/split \"a b\" #\" \" 1)", "[\"a b\"]"}, {"(str/split \"a  b\" #\"\\s+\")", "[\"a\" \"b\"]"}, {"(str/split \"abc\" #\"\" 2)", "[\"a\" \"bc\"]"}, {"(str/split \"日,本\" #\",\")", "[\"日\" \"本\"]"},
    {"(str/split \"a b\" \" \")", "!TypeError split needs a pattern, such as #\",\", not str"}, {"(str/split nil #\"a\")", "!TypeError"}, {"(str/split \"a\" #\"b\" :c)", "!TypeError"},
    {"(str/split-lines \"a\\nb\\r\\nc\\n\\n\")", "[\"a\" \"b\" \"c\"]"}, {"(str/split-lines \"\")", "[\"\"]"}, {"(str/split-lines \"\\n\\n\")", "[]"}, {"(str/split-lines \"\\n\\na\")", "[\"\" \"\" \"a\"]"}, {"(str/split-lines \"a\\rb\")", "[\"a\\rb\"]"}, {"(str/split-lines \"a\")", "[\"a\"]"},
    {"(str/join [1 nil :a \"b\" [\"c\"]])", "\"1:ab[\\\"c\\\"]\""}, {"(str/join \", \" [1 2 3])", "\"1, 2, 3\""}, {"(str/join \",\" nil)", "\"\""}, {"(str/join \\- \"abc\")", "\"a-b-c\""}, {"(str/join nil [1 2])", "\"12\""}, {"(str/join 0 [1 2])", "\"102\""}, {"(str/join \",\" 1)", "!ArgumentError"}, {"(str/join \"é\" [\"日\" \"a\"])", "\"日éa\""},
    {"(str/escape \"a<b\" (py \"{'<': '&lt;'}.get\"))", "\"a&lt;b\""}, {"(str/escape nil {})", "!TypeError"},
    {"(format \"%s %d %5.2f\" \"a\" 42 3.14159)", "\"a 42  3.14\""}, {"(format \"%x %X %o\" 255 255 8)", "\"ff FF 10\""}, {"(format \"%x\" -1)", "\"ffffffffffffffff\""}, {"(format \"%c%c\" \\a 98)", "\"ab\""}, {"(format \"%b %b %b\" nil true 1)", "\"false true true\""}, {"(format \"a%nb%%\")", "\"a\\nb%\""}, {"(format \"%,d\" 1234567)", "\"1,234,567\""}, {"(format \"%05d|%-5d|%+d|% d\" 42 42 42 42)", "\"00042|42   |+42| 42\""}, {"(format \"%(d\" -5)", "\"(5)\""}, {"(format \"%-10s|%10s|\" \"ab\" \"cd\")", "\"ab        |        cd|\""}, {"(format \"%.2s\" \"abc\")", "\"ab\""}, {"(format \"%S\" \"ab\")", "\"AB\""}, {"(format \"%s\" nil)", "\"null\""}, {"(format \"%d\" nil)", "\"null\""},
    {"(format \"%e\" 12345.678)", "\"1.234568e+04\""}, {"(format \"%.0f\" 0.5)", "\"1\""}, {"(format \"%.1f\" 0.25)", "\"0.3\""}, {"(format \"%.1f\" 0.15)", "\"0.2\""}, {"(format \"%.2f\" 0.001)", "\"0.00\""}, {"(format \"%.2f\" 9.999)", "\"10.00\""}, {"(format \"%.3f\" 1e10)", "\"10000000000.000\""}, {"(format \"%f\" 1/3)", "\"0.333333\""}, {"(format \"%.1f\" 1.25M)", "\"1.3\""}, {"(format \"%f\" ##Inf)", "\"Infinity\""}, {"(format \"%5.1f|\" ##NaN)", "\"  NaN|\""}, {"(format \"%,.2f\" 1234567.891)", "\"1,234,567.89\""}, {"(format \"%08.2f\" -3.14159)", "\"-0003.14\""}, {"(format \"%g\" 0.0001)", "\"0.000100000\""}, {"(format \"%g\" 1234567.0)", "\"1.23457e+06\""}, {"(format \"%.3g\" 100.0)", "\"100\""}, {"(format \"%E\" 0.0)", "\"0.000000E+00\""}, {"(format \"%.2f\" -0.001)", "\"-0.00\""}, {"(format \"%.2f\" 5)", "\"5.00\""},
    {"(format \"%d\" 123456789012345678901234567890)", "\"123456789012345678901234567890\""}, {"(format \"%#x\" 255)", "\"0xff\""}, {"(format \"%2$s %1$s\" \"a\" \"b\")", "\"b a\""}, {"(format \"%s %<s %s\" \"a\" \"b\")", "\"a a b\""}, {"(format \"%s\" [1 \"a\"])", "\"[1 \\\"a\\\"]\""}, {"(format \"%5s|%-5s|\" \"日本\" \"é\")", "\"   日本|é    |\""}, {"(format \"%d\" 1.5)", "!ArgumentError %d cannot format float"}, {"(format \"%s\")", "!ArgumentError Format specifier '%s' has no argument"}, {"(format \"%y\" 1)", "!ArgumentError Unknown format conversion: %y"}, {"(format \"%\" 1)", "!ArgumentError"}, {"(format \"%-s\" 1)", "!ArgumentError"}, {"(format nil)", "!TypeError"}, {"(format \"%f\" \"a\")", "!ArgumentError %f cannot format str"}, {"(format \"%c\" \"ab\")", "!ArgumentError"}, {"(= (format \"\\u0000%s\" 1) \"\\u00001\")", "true"}, {"(format \"%5%|\")", "\"    %|\""},
};

START_TEST(test_case) { check_case(&cases[_i]); }
END_TEST

static const char *const texts[] = { // Python
    "''", "'abc'", "'äöü'", "'日本'", "'😀x'", "'a\\x00b'", "'\\udc80\\udcff'", "'a\\ud800b'", "'\\xe9' * 1000", "'x' * 100000",
};

START_TEST(test_builder)
{
    SCOPED Value s = python(texts[_i]);
    struct strbuf b = STRBUF_INIT;
    strbuf_putc(&b, '<');
    ck_assert_int_eq(strbuf_str(&b, obj(ref(s))), 0);
    strbuf_printf(&b, "%d", 42);
    strbuf_printf(&b, "%0200d", 7);
    strbuf_puts(&b, ">");
    SCOPED_PY PyObject *got = strbuf_finish(&b);
    ck_assert_ptr_null(b.data);
    char code[256];
    snprintf(code, sizeof code, "'<' + %s + '42' + '%%0200d' %% 7 + '>'", texts[_i]);
    SCOPED Value wanted = python(code);
    ck_assert_int_eq(PyUnicode_Compare(got, obj(ref(wanted))), 0);
}
END_TEST

START_TEST(test_bytes)
{
    SCOPED Value s = python(texts[_i]);
    SCOPED_PY PyObject *bytes = str_bytes(obj(ref(s)));
    ck_assert_ptr_nonnull(bytes);
    if (!strstr(texts[_i], "ud800")) { // a lone surrogate that stands for no byte has no other encoding
        SCOPED_PY PyObject *wanted = PyUnicode_AsEncodedString(obj(ref(s)), "utf-8", "surrogateescape");
        ck_assert_int_eq(PyObject_RichCompareBool(bytes, wanted, Py_EQ), 1);
    }
    if (strlen(PyBytes_AS_STRING(bytes)) == (size_t)PyBytes_GET_SIZE(bytes) && !strstr(texts[_i], "ud800")) {
        SCOPED Value back = str_value(PyBytes_AS_STRING(bytes));
        ck_assert_int_eq(PyUnicode_Compare(obj(ref(back)), obj(ref(s))), 0);
    }
}
END_TEST

START_TEST(test_empty_builder)
{
    struct strbuf b = STRBUF_INIT;
    SCOPED_PY PyObject *s = strbuf_finish(&b);
    ck_assert_int_eq(PyUnicode_GET_LENGTH(s), 0);
    strbuf_add(&b, NULL, 0);
    strbuf_free(&b);
}
END_TEST

int main(void) {
    TCase *t = tcase_create("str");
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_set_timeout(t, 0);
    tcase_add_loop_test(t, test_case, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, test_builder, 0, sizeof texts / sizeof *texts);
    tcase_add_loop_test(t, test_bytes, 0, sizeof texts / sizeof *texts);
    tcase_add_test(t, test_empty_builder);
    Suite *s = suite_create("str");
    suite_add_tcase(s, t);
    return run_suite(s);
}
