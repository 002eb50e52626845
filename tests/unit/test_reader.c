// SPDX-License-Identifier: MIT
// The reader: text to forms, forms compared by how they print.
#include "reading.h"

#include "coll/coll.h"
#include "read/tagged.h"
#include "seq/seq.h"
#include "text/regex.h"

struct example { const char *text, *printed; };

static void check_examples(const struct example *e, size_t n) {
    for (size_t i = 0; i < n; i++) {
        SCOPED Value form = read_text(e[i].text);
        const char *printed = shown(ref(form));
        ck_assert_msg(!strcmp(printed, e[i].printed), "%s\n   reads as %s\n not      %s", e[i].text, printed, e[i].printed);
    }
}
#define CHECK(examples) check_examples(examples, sizeof examples / sizeof *examples)

// Texts that are errors, and what the message must say.
static void check_errors(const struct example *e, size_t n, enum read_mode mode) {
    for (size_t i = 0; i < n; i++) {
        Value form = read_mode_text(e[i].text, mode);
        ck_assert_msg(failed(form), "%s was read as %s", e[i].text, ok(form) ? shown(ref(form)) : "");
        ck_assert_msg(PyErr_ExceptionMatches(ReaderError), "%s: %s", e[i].text, raised());
        const char *message = raised();
        ck_assert_msg(strstr(message, e[i].printed), "%s\n   raises %s\n   not    %s", e[i].text, message, e[i].printed);
    }
}
#define CHECK_ERRORS(examples) check_errors(examples, sizeof examples / sizeof *examples, READ_CLJ)

START_TEST(atoms) {
    static const struct example examples[] = {
        {"nil", "nil"}, {"true", "true"}, {"false", "false"}, {"nile", "nile"}, {"42", "42"}, {"-7", "-7"},
        {"+7", "7"}, {"0", "0"}, {"-0", "0"}, {"017", "15"}, {"0x1F", "31"}, {"2r1010", "10"}, {"36rZ", "35"},
        {"1.5", "1.5"}, {"1e3", "1000.0"}, {"-2.5e-3", "-0.0025"}, {"22/7", "22/7"}, {"4/2", "2"},
        {"123456789012345678", "123456789012345678"}, {"1234567890123456789012", "1234567890123456789012N"},
        {"##Inf", "##Inf"}, {"##-Inf", "##-Inf"}, {"##NaN", "##NaN"}, {"1;c", "1"}, {"1[", "1"},
        {"+", "+"}, {"-", "-"}, {"-a", "-a"}, {"+a", "+a"}, {"...", "..."}, {"->x", "->x"}, {"/", "/"},
        {"a/b", "a/b"}, {"a.b/c", "a.b/c"}, {"a//", "a//"}, {"a/b/c", "a/b/c"}, {"foo#", "foo#"}, {"x'", "x'"},
        {"a%", "a%"}, {"%", "%"}, {"int/1", "int/1"}, {":a", ":a"}, {":a/b", ":a/b"}, {":/", ":/"}, {":1", ":1"},
        {":a.b/c", ":a.b/c"}, {":a'b#", ":a'b#"}, {"*a*", "*a*"}, {"a:b", "a:b"}, {":a:b", ":a:b"}, {"é", "é"},
        {"λx", "λx"}, {":🙂", ":🙂"}, {".m", ".m"}, {"C.", "C."}, {"Math/PI", "Math/PI"}, {"&", "&"}, {"a,b", "a"},
        {"  \t\r\n, x", "x"}, {"\xe2\x80\x83x", "x"}, {"#!/usr/bin/cljsh\n1", "1"}, {"; c\n;d\n 2", "2"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(bad_tokens) {
    static const struct example examples[] = {
        {"12abc", "test.clj:1:1: Invalid number: 12abc"}, {"1/0", "1:1"}, {"08", "Invalid number"},
        {"-1a", "Invalid number"}, {"1é", "Invalid number"}, {"a:", "Invalid token: a:"}, {":", "Invalid token: :"},
        {"::", "Invalid token"}, {"a::b", "Invalid token: a::b"}, {":::a", "Invalid token"}, {"a/", "Invalid token: a/"},
        {":a/", "Invalid token"}, {":/a", "Invalid token"}, {":a/1", "Invalid token"},
        {"a/0", "Invalid token"}, {"a/12", "Invalid token"}, {"a:/b", "Invalid token"}, {"//", "Invalid token"},
        {"::no/x", "no alias no"}, {"##Foo", "##Foo"}, {"\n  a:", "test.clj:2:3"},
    };
    CHECK_ERRORS(examples);
}
END_TEST

START_TEST(strings) {
    static const struct example examples[] = {
        {"\"\"", "\"\""}, {"\"abc\"", "\"abc\""}, {"\"a\\nb\\t\\r\\f\\b\\\\\\\"\"", "\"a\\nb\\t\\r\\f\\b\\\\\\\"\""},
        {"\"\\u0041\\u03a9\"", "\"AΩ\""}, {"\"\\101\\60\"", "\"A0\""}, {"\"a\nb\"", "\"a\\nb\""},
        {"\"\\ud83d\\ude42\"", "\"🙂\""}, {"\"é🙂\\n\"", "\"é🙂\\n\""}, {"\"\\1234\"", "\"S4\""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        check_examples(&examples[i], 1);
    }
    SCOPED Value nul = read_text("\"\\0 x\"");
    ck_assert_int_eq(PyUnicode_GET_LENGTH(obj(ref(nul))), 3);
    SCOPED Value half = read_text("\"\\ud83d\"");
    ck_assert_int_eq(PyUnicode_READ_CHAR(obj(ref(half)), 0), 0xd83d);
    SCOPED Value bytes = read_text("\"a\xff\\n\"");
    ck_assert_int_eq(PyUnicode_READ_CHAR(obj(ref(bytes)), 1), 0xdcff);
    static const struct example errors[] = {
        {"\"\\q\"", "Unsupported escape character: \\q"}, {"\"\\u12\"", "Invalid character length: 2, should be: 4"},
        {"\"\\u12g4\"", "Invalid digit: g"}, {"\"\\400\"", "range [0, 377]"}, {"\"\\8\"", "Invalid digit: 8"},
        {"\"ab", "EOF while reading string, 1 form open: \" at 1:1"}, {"\"ab\\", "EOF while reading string"},
        {"\n\"\n\\", "test.clj:3:2: EOF"}, {"\"\\u0", "EOF while reading string"},
    };
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(characters) {
    static const struct example examples[] = {
        {"\\a", "\"a\""}, {"\\newline", "\"\\n\""}, {"\\space", "\" \""}, {"\\tab", "\"\\t\""}, {"\\return", "\"\\r\""},
        {"\\backspace", "\"\\b\""}, {"\\formfeed", "\"\\f\""}, {"\\u03A9", "\"Ω\""}, {"\\o101", "\"A\""}, {"\\(", "\"(\""},
        {"[\\a\\b]", "[\"a\" \"b\"]"}, {"\\\\", "\"\\\\\""}, {"\\\"", "\"\\\"\""}, {"\\;", "\";\""}, {"\\é", "\"é\""},
        {"\\🙂", "\"🙂\""}, {"[\\]]", "[\"]\"]"}, {"\\u", "\"u\""}, {"\\o", "\"o\""}, {"\\,", "\",\""}, {"\\ ", "\" \""},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"\\ab", "Unsupported character: \\ab"}, {"\\u12", "Invalid unicode character: \\u12"}, {"\\ud800", "surrogate"},
        {"\\o400", "range [0, 377]"}, {"\\o9", "Invalid digit: 9"}, {"\\", "EOF while reading character"},
        {"\\newlin", "Unsupported character: \\newlin"},
    };
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(collections) {
    static const struct example examples[] = {
        {"()", "()"}, {"[]", "[]"}, {"{}", "{}"}, {"#{}", "#{}"}, {"(a b)", "(a b)"}, {"(a(b)[c])", "(a (b) [c])"},
        {"[1 2 3]", "[1 2 3]"}, {"{:a 1}", "{:a 1}"}, {"{:a 1, :b 2}", "{:a 1, :b 2}"}, {"#{1}", "#{1}"},
        {"[;c\n]", "[]"}, {"(a . b)", "(a . b)"}, {"[#{} {} ()]", "[#{} {} ()]"}, {"[a;b\n c]", "[a c]"},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"{:a}", "even number"}, {"{:a 1 :a 2}", "Duplicate key: :a"}, {"#{1 1}", "Duplicate key: 1"},
        {"#{[1] (1)}", "Duplicate key"}, {"{1 2 \"x\" 3 \"x\" 4}", "Duplicate key: "}, {")", "Unmatched delimiter: )"},
        {"[1)", "test.clj:1:3: Unmatched delimiter: ), where [ at 1:1 needs ]"},
        {"(a\n #{b ]", "test.clj:2:6: Unmatched delimiter: ], where #{ at 2:2 needs }"},
        {"#(a }", "where #( at 1:1 needs )"}, {"(", "test.clj:1:2: EOF while reading, 1 form open: ( at 1:1"},
        {"\n\n\n(a (b\n    [c {", "EOF while reading, 4 forms open: ( at 4:1, ( at 4:4, [ at 5:5, { at 5:8"},
        {"((((((((((", "EOF while reading, 10 forms open: ( at 1:1, ( at 1:2, ( at 1:3, ( at 1:4, …, ( at 1:7, ( at 1:8"},
        {"{1 2 3", "EOF"}, {"(a \"b", "EOF while reading string, 2 forms open: ( at 1:1, \" at 1:4"},
    };
    CHECK_ERRORS(errors);
    char text[4000];
    for (int set = 0; set < 2; set++) { // large ones, where the hash tries are
        int n = sprintf(text, set ? "#{" : "{");
        for (int i = 0; i < 100; i++) n += set ? sprintf(text + n, " %d", i) : sprintf(text + n, " :k%d %d", i, i);
        sprintf(text + n, "}");
        SCOPED Value coll = read_text(text);
        ck_assert_int_eq(coll_count(ref(coll)), 100);
        sprintf(text + n, set ? " 7}" : " :k7 1}");
        ck_assert(failed(read_mode_text(text, READ_CLJ)));
        ck_assert_ptr_nonnull(strstr(raised(), set ? "Duplicate key: 7" : "Duplicate key: :k7"));
    }
}
END_TEST

START_TEST(wrappers) {
    static const struct example examples[] = {
        {"'a", "(quote a)"}, {"''a", "(quote (quote a))"}, {"@a", "(clojure.core/deref a)"}, {"#'a/b", "(var a/b)"},
        {"' a", "(quote a)"}, {"'#_x a", "(quote a)"}, {"~a", "(clojure.core/unquote a)"},
        {"~@a", "(clojure.core/unquote-splicing a)"}, {"~ @a", "(clojure.core/unquote (clojure.core/deref a))"},
        {"#_a b", "b"}, {"#_ #_ a b c", "c"}, {"#_#_#_a b c d", "d"}, {"[a #_b c #_d]", "[a c]"}, {"(#_a)", "()"},
        {"{:a #_1 2}", "{:a 2}"}, {"#_(a [b {c d}]) d", "d"},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"'", "EOF while reading, 1 form open: ' at 1:1"}, {"(a ')", "a form must follow ' at 1:4"}, {"#_", "EOF"},
        {"[#_]", "a form must follow #_"}, {"#", "EOF"}, {"#<x>", "Unreadable form"}, {"#=(+ 1 2)", "#= would evaluate"},
        {"#%", "No dispatch macro for: %"}, {"@", "1 form open: @ at 1:1"}, {"#'", "EOF"},
    };
    CHECK_ERRORS(errors);
    ck_assert(failed(read_mode_text("#_a", READ_CLJ)) && !PyErr_Occurred());
    ck_assert(failed(read_mode_text("", READ_CLJ)) && !PyErr_Occurred());
    ck_assert(failed(read_mode_text(" ; only\n", READ_CLJ)) && !PyErr_Occurred());
}
END_TEST

static const char *meta_of(const char *text) {
    SCOPED Value form = read_text(text);
    SCOPED Value meta = coll_meta(ref(form));
    ck_assert(ok(meta));
    if (!is_nil(ref(meta)) && !strchr(text, '!')) { // '!': with the position
        SCOPED Value less = coll_dissoc(coll_dissoc(keep(ref(meta)), KW("line")), KW("column"));
        return shown(ref(less));
    }
    return shown(ref(meta));
}

START_TEST(metadata) {
    static const struct example examples[] = {
        {"^:a x", "{:a true}"}, {"^String x", "{:tag String}"}, {"^\"[B\" x", "{:tag \"[B\"}"}, {"^{:a 1} [x]", "{:a 1}"},
        {"^[int _] x", "{:param-tags [int _]}"}, {"^:a ^:b x", "{:b true, :a true}"}, {"^{:a 1} ^{:a 2} x", "{:a 1}"},
        {"#^:a x", "{:a true}"}, {"^:a (x)", "{:a true}"}, {"^:a {}", "{:a true}"}, {"^:a #{}", "{:a true}"},
        {"^:a []", "{:a true}"}, {"^:a ()", "{:a true}"}, {"x!", "nil"}, {"(x!)", "{:line 1, :column 1}"},
        {"\n  (x!)", "{:line 2, :column 3}"}, {"^ :a ; c\n x", "{:a true}"}, {"[!]", "nil"},
        {"^{:line 9} (!)", "{:line 9, :column 1}"}, {"^{:line 9} (x!)", "{:line 9, :column 1}"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        ck_assert_str_eq(meta_of(examples[i].text), examples[i].printed);
    static const struct example errors[] = {
        {"^:a 1", "can't be put on a value of type int"}, {"^:a \"x\"", "Metadata can't"}, {"^1 x", "Metadata must be"},
        {"^:a :k", "Metadata can't"}, {"^:a", "EOF while reading, 1 form open: ^ at 1:1"}, {"(^:a)", "must follow ^"},
    };
    CHECK_ERRORS(errors);
}
END_TEST

// Replaces the numbers of generated symbols by N.
static const char *without_ids(const char *text) {
    static char out[4096];
    char *o = out;
    for (const char *p = text; *p; p++) {
        *o++ = *p;
        if (p[0] == '_' && p[1] == '_' && p[2] >= '0' && p[2] <= '9') {
            *o++ = '_', *o++ = 'N';
            for (p += 2; *p >= '0' && *p <= '9'; p++) {}
            p--;
        }
    }
    *o = 0;
    return out;
}

static void check_generated(const struct example *e, size_t n) {
    for (size_t i = 0; i < n; i++) {
        SCOPED Value form = read_text(e[i].text);
        const char *printed = without_ids(shown(ref(form)));
        ck_assert_msg(!strcmp(printed, e[i].printed), "%s\n   reads as %s\n not      %s", e[i].text, printed, e[i].printed);
    }
}
#define CHECK_GENERATED(examples) check_generated(examples, sizeof examples / sizeof *examples)

START_TEST(fn_literals) {
    static const struct example examples[] = {
        {"#(a)", "(fn* [] (a))"}, {"#()", "(fn* [] ())"}, {"#(a %)", "(fn* [p1__N#] (a p1__N#))"},
        {"#(a %2)", "(fn* [p1__N# p2__N#] (a p2__N#))"}, {"#(a %1 %)", "(fn* [p1__N#] (a p1__N# p1__N#))"},
        {"#(a %& %)", "(fn* [p1__N# & rest__N#] (a rest__N# p1__N#))"}, {"#(%)", "(fn* [p1__N#] (p1__N#))"},
        {"#(a [% {:b %2}])", "(fn* [p1__N# p2__N#] (a [p1__N# {:b p2__N#}]))"}, {"#(a x% %)", "(fn* [p1__N#] (a x% p1__N#))"},
    };
    CHECK_GENERATED(examples);
    static const struct example errors[] = {
        {"#(a #(b))", "Nested #()s"}, {"#(%x)", "must be %, %& or %n"}, {"#(%21)", "at most 20"}, {"#(%0)", "%n"},
        {"#(%1.5)", "must be"}, {"#(a", "#( at 1:1"},
    };
    CHECK_ERRORS(errors);
    SCOPED Value after = read_text("[#(a %) %]"); // % is a symbol again
    ck_assert_ptr_nonnull(strstr(shown(ref(after)), " %]"));
}
END_TEST

#define C "clojure.core/"
START_TEST(syntax_quote) {
    static const struct example examples[] = {
        {"`a", "(quote user/a)"}, {"`:a", ":a"}, {"`1", "1"}, {"`\"s\"", "\"s\""}, {"`nil", "nil"}, {"`if", "(quote if)"},
        {"`~a", "a"}, {"`()", "(" C "list)"}, {"`.m", "(quote .m)"}, {"`C.", "(quote user/C.)"}, {"`a/b", "(quote a/b)"},
        {"`(a)", "(" C "seq (" C "concat (" C "list (quote user/a))))"},
        {"`(~a ~@b)", "(" C "seq (" C "concat (" C "list a) b))"},
        {"`[~a]", "(" C "apply " C "vector (" C "seq (" C "concat (" C "list a))))"},
        {"`[]", "(" C "apply " C "vector (" C "seq (" C "concat)))"},
        {"`{:a ~b}", "(" C "apply " C "hash-map (" C "seq (" C "concat (" C "list :a) (" C "list b))))"},
        {"`#{~a}", "(" C "apply " C "hash-set (" C "seq (" C "concat (" C "list a))))"},
        {"`x#", "(quote x__N__auto__)"}, {"`(quote ~@a)", "(" C "seq (" C "concat (" C "list (quote quote)) a))"},
        {"`^:k x", "(" C "with-meta (quote user/x) (" C "apply " C "hash-map (" C "seq (" C "concat (" C "list :k) (" C
         "list true)))))"},
        {"``a", "(" C "seq (" C "concat (" C "list (quote quote)) (" C "list (quote user/a))))"},
        {"``~a", "(quote user/a)"}, {"``~~a", "a"}, {"`#'a", "(" C "seq (" C "concat (" C "list (quote var)) (" C
         "list (quote user/a))))"},
        {"``(~@~a)", "(" C "seq (" C "concat (" C "list (quote " C "seq)) (" C "list (" C "seq (" C "concat (" C
         "list (quote " C "concat)) (" C "list a))))))"},
    };
    CHECK_GENERATED(examples);
    // One gensym per name within a template, another in the next.
    SCOPED Value form = read_text("[`(x# x#) `x#]");
    SCOPED_PY PyObject *names = PyUnicode_FromString(shown(ref(form)));
    SCOPED Value code = python("lambda s: (lambda l: len(l) == 3 and l[0] == l[1] != l[2])(__import__('re').findall('x__[0-9]+__auto__', s))");
    SCOPED_PY PyObject *good = PyObject_CallOneArg(obj(ref(code)), names);
    ck_assert_ptr_eq(good, Py_True);
    static const struct example errors[] = {{"`~@a", "splice not in list"}, {"`", "EOF while reading, 1 form open: ` at 1:1"}, {"`(a", "EOF"}};
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(conditionals) {
    static const struct example examples[] = {
        {"#?(:cljsh 1)", "1"}, {"#?(:clj 1 :cljsh 2 :default 3)", "2"}, {"#?(:default 3 :cljsh 2)", "3"},
        {"[#?(:cljs 1)]", "[]"}, {"[1 #?@(:cljsh [2 3]) 4]", "[1 2 3 4]"}, {"(#?@(:cljs [2 3]))", "()"},
        {"#?(:cljs 1) 5", "5"}, {"#?(:clj #js {:a #foo/bar 1} :cljsh 2)", "2"}, {"#?(:cljs #=(x) :default 1)", "1"},
        {"#?(:cljs #\"(?<\" :default 1)", "1"}, {"[#?(:cljsh [#?(:clj 1 :default 2)])]", "[[1]]"},
        {"{#?@(:cljsh [:a 1])}", "{:a 1}"}, {"'#?(:cljs a) b", "(quote b)"}, {"#? (:cljsh 1)", "1"},
        {"[#?@(:cljsh (1 2)) #?@(:cljsh [])]", "[1 2]"}, {"#?(:clj ::x/y :cljsh 2)", "2"},
        {"[#?@(:cljsh [[1 2] #?@(:default [3])])]", "[[1 2] 3]"}, {"['#?@(:cljsh [a b])]", "[(quote a) b]"},
        {"[#_ #?@(:cljsh [a b])]", "[b]"}, {"#?(:cljsh nil)", "nil"},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"#?@(:cljsh [1])", "not allowed at the top level"}, {"#?(:cljsh)", "even number of forms"},
        {"#?[:cljsh 1]", "must be a list"}, {"#?(a 1)", "Feature should be a keyword"}, {"#?(:else 1)", "reserved"},
        {"[#?@(:cljsh 1)]", "be sequential"}, {"#?(:clj 1", "#?( at 1:1"}, {"#?(:clj", "EOF"}, {"#?", "EOF"},
        {"#?(:clj 1]", "where #?( at 1:1 needs )"},
    };
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(namespaced_maps) {
    static const struct example examples[] = {
        {"#:a{:b 1}", "{:a/b 1}"}, {"#:a {:b 1}", "{:a/b 1}"}, {"#:a{:_/b 1}", "{:b 1}"}, {"#:a{:c/b 1}", "{:c/b 1}"},
        {"#:a{b 1}", "{a/b 1}"}, {"#:a{\"s\" 1}", "{\"s\" 1}"}, {"#::{:b 1}", "{:user/b 1}"}, {"#::s{:b 1}", "{:clojure.string/b 1}"},
        {"#:a.b{:c {:d 1}}", "{:a.b/c {:d 1}}"}, {"#:a{}", "{}"}, {"::x", ":user/x"}, {"::s/x", ":clojure.string/x"},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"#:a/b{:c 1}", "valid namespace"}, {"#:{:a 1}", "must specify a namespace"}, {"#:a[1]", "must specify a map"},
        {"#::zz{:a 1}", "namespace alias: zz"}, {"#:a{:b 1 :a/b 2}", "Duplicate key: :a/b"}, {"#:a{:b}", "even number"},
        {"#:a", "EOF"}, {"#:a{", "EOF"},
    };
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(tags) {
    static const struct example examples[] = {
        {"#inst \"2020\"", "#inst \"2020-01-01T00:00:00.000-00:00\""},
        {"#inst \"2020-02-03T04:05:06.789Z\"", "#inst \"2020-02-03T04:05:06.789-00:00\""},
        {"#inst \"2020-02-03T04:05:06+02:30\"", "#inst \"2020-02-03T01:35:06.000-00:00\""},
        {"#inst \"2020-02-03T04:05:06.123456789-00:00\"", "#inst \"2020-02-03T04:05:06.123456-00:00\""},
        {"#inst \"2020-02-03T04:05\"", "#inst \"2020-02-03T04:05:00.000-00:00\""},
        {"#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"", "#uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""},
        {"#test/twice 4", "8"}, {"#test/twice #test/twice 4", "16"},
    };
    CHECK(examples);
    static const struct example errors[] = {
        {"#nix 1", "No reader function for tag nix"}, {"#a/b 1", "No reader function for tag a/b"}, {"#inst \"x\"", "1:1: Unrecognized date"},
        {"#inst \"2020-13\"", "1:1"}, {"#inst 5", "wants a string"}, {"#uuid \"x\"", "Invalid UUID"}, {"#a", "EOF"},
        {"#a)", "must follow"}, {"#inst \"2020-01-01T00:00:00.\"", "Unrecognized"}, {"#inst \"2020-01-01X\"", "Unrecognized"},
        {"#inst \"2020-01-01T00:00:00Zjunk\"", "Unrecognized"}, {"#uuid \"{f81d4fae7dec11d0a76500a0c91e6bf6}--\"", "Invalid UUID"},
    };
    CHECK_ERRORS(errors);
    SCOPED Value aware = read_text("#inst \"2020\"");
    SCOPED_PY PyObject *zone = PyObject_GetAttrString(obj(ref(aware)), "tzinfo");
    ck_assert_ptr_ne(zone, Py_None);
}
END_TEST

START_TEST(patterns) {
    SCOPED Value pattern = read_text("#\"a\\\"\\d+\\\\\"");
    ck_assert(is_clj(ref(pattern), &pattern_type));
    ck_assert_str_eq(shown(ref(pattern)), "#\"a\\\"\\d+\\\\\"");
    static const struct example errors[] = {{"#\"(\"", "1:1"}, {"#\"a", "EOF while reading regex, 1 form open: #\" at 1:1"}, {"#\"a\\\"", "EOF"}};
    CHECK_ERRORS(errors);
}
END_TEST

START_TEST(edn) {
    static const struct example examples[] = {
        {"[1 2.5 \"s\" \\a :k sym a/b nil true]", "[1 2.5 \"s\" \"a\" :k sym a/b nil true]"}, {"#{1}", "#{1}"},
        {"#_a b", "b"}, {"#:a{:b 1}", "{:a/b 1}"}, {"'a", "'a"}, {"##Inf", "##Inf"}, {"#inst \"2020\"", "#inst \"2020-01-01T00:00:00.000-00:00\""},
        {"a%b", "a%b"}, {"; c\n1", "1"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        SCOPED Value form = read_mode_text(examples[i].text, READ_EDN);
        ck_assert_msg(ok(form), "%s", examples[i].text);
        ck_assert_str_eq(shown(ref(form)), examples[i].printed);
    }
    static const struct example errors[] = {
        {"#(a)", "No dispatch macro for: ("}, {"@a", "Invalid token: @a"}, {"`a", "Invalid token"}, {"~a", "Invalid token"},
        {"#'a", "No dispatch macro"}, {"#\"a\"", "No dispatch macro"}, {"#?(:cljsh 1)", "No dispatch macro"},
        {"::a", "Invalid token: ::a"}, {"#::{:a 1}", "no EDN"}, {"#foo 1", "No reader function for tag foo"},
        {"#=(a)", "No dispatch"}, {"a@b", "Invalid token: a@b"}, {"{:a 1 :a 1}", "Duplicate key"}, {"#test/twice 1", "No reader"},
    };
    check_errors(errors, sizeof errors / sizeof *errors, READ_EDN);
}
END_TEST

static Value call_prim1(const char *ns, const char *name, const char *arglist, Value x) {
    Value args[] = {x};
    Value result = prim(ns, name, arglist)(args, 1);
    drop(args[0]);
    return result;
}

static Value call_prim2(const char *ns, const char *name, const char *arglist, Value x, Value y) {
    Value args[] = {x, y};
    Value result = prim(ns, name, arglist)(args, 2);
    drop(args[0]);
    drop(args[1]);
    return result;
}

START_TEST(primitives) {
    const char *core = "clojure.core", *ednns = "clojure.edn", *name = "read-string";
    SCOPED Value one = call_prim1(core, name, "[s]", str_value("(a b) c"));
    ck_assert_str_eq(shown(ref(one)), "(a b)");
    SCOPED Value meta = coll_meta(ref(one));
    ck_assert(is_nil(ref(meta)));
    ck_assert(failed(call_prim1(core, name, "[s]", str_value(" "))));
    ck_assert_ptr_nonnull(strstr(raised(), "EOF while reading"));
    ck_assert(failed(call_prim1(core, name, "[s]", str_value("#?(:cljsh 1)"))));
    ck_assert_ptr_nonnull(strstr(raised(), "Conditional read not allowed"));
    ck_assert(failed(call_prim1(core, name, "[s]", nil_value())));
    ck_assert_ptr_nonnull(strstr(raised(), "nil"));
    SCOPED Value eof = call_prim2(core, name, "[opts s]", read_text("{:eof :end}"), str_value(""));
    ck_assert_str_eq(shown(ref(eof)), ":end");
    ck_assert(failed(call_prim2(core, name, "[opts s]", read_text("{}"), str_value(""))));
    PyErr_Clear();
    SCOPED Value taken = call_prim2(core, name, "[opts s]", read_text("{:read-cond :allow :features #{:x}}"), str_value("#?(:y 1 :x 2)"));
    ck_assert_str_eq(shown(ref(taken)), "2");
    SCOPED Value kept = call_prim2(core, name, "[opts s]", read_text("{:read-cond :preserve}"), str_value("[#?@(:clj [#t 1])]"));
    ck_assert_str_eq(shown(ref(kept)), "[#?@(:clj [#t 1])]");
    SCOPED Value again = call_prim2(core, name, "[opts s]", read_text("{:read-cond :preserve}"), str_value("[#?@(:clj [#t 1])]"));
    ck_assert_int_eq(val_equal(ref(kept), ref(again)), 1);
    SCOPED Value all = call_prim2("cljsh.core", "read-all", "[s file]", str_value("a (b) ; c\n 1"), str_value("f"));
    ck_assert_str_eq(shown(ref(all)), "[a (b) 1]");
    ck_assert(failed(call_prim2("cljsh.core", "read-all", "[s file]", str_value("a (b"), str_value("f"))));
    ck_assert_ptr_nonnull(strstr(raised(), "f:1:5: EOF"));

    SCOPED Value empty = call_prim1(ednns, name, "[s]", str_value(""));
    ck_assert(is_nil(ref(empty)));
    SCOPED Value of_nil = call_prim1(ednns, name, "[s]", nil_value());
    ck_assert(is_nil(ref(of_nil)));
    ck_assert(failed(call_prim2(ednns, name, "[opts s]", read_text("{}"), str_value(""))));
    PyErr_Clear();
    SCOPED Value end = call_prim2(ednns, name, "[opts s]", read_text("{:eof nil}"), str_value(""));
    ck_assert(is_nil(ref(end)));
    SCOPED Value options = read_text("{:readers {} :default nil}"), negate = python("lambda x: -x"), pair = python("lambda t, x: (t, x)");
    SCOPED Value tag = symbol_parse("neg"), readers = coll_assoc(nil_value(), ref(tag), ref(negate));
    options = coll_assoc(coll_assoc(options, KW("readers"), ref(readers)), KW("default"), ref(pair));
    SCOPED Value tagged = call_prim2(ednns, name, "[opts s]", keep(ref(options)), str_value("[#neg 4 #other 5 #uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"]"));
    ck_assert_str_eq(shown(ref(tagged)), "[-4 #py/tuple [other 5] #uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"]");
    SCOPED Value literal = call_prim2(core, "tagged-literal", "[tag form]", symbol_parse("t"), (Value){W_INT(1)});
    SCOPED Value form = coll_get(ref(literal), KW("form"), NIL);
    ck_assert(form.w == W_INT(1));
}
END_TEST

START_TEST(positions) {
    SCOPED_PY PyObject *source = text_of("(a\n [b {:c é}])\n#_x z (q"), *file = text_of("pos.clj");
    Reader *r = reader_new(source, file);
    Value form;
    struct position where;
    ck_assert_int_eq(reader_read(r, &form), READ_FORM);
    ck_assert_int_eq(reader_position(r, ref(form), &where), 1);
    ck_assert(where.line == 1 && where.column == 1 && where.end_line == 2 && where.end_column == 13);
    SCOPED Value a = seq_first(ref(form)), rest = seq_next(ref(form)), vector = seq_first(ref(rest));
    ck_assert(reader_position(r, ref(a), &where) && where.line == 1 && where.column == 2 && where.end_column == 3);
    ck_assert(reader_position(r, ref(vector), &where) && where.line == 2 && where.column == 2);
    SCOPED Value map = coll_nth(ref(vector), int_ref(1), NO_REF), e = coll_get(ref(map), KW("c"), NIL);
    ck_assert(reader_position(r, ref(map), &where) && where.column == 5);
    ck_assert(reader_position(r, ref(e), &where) && where.column == 9);
    ck_assert(!reader_position(r, KW("c"), &where) && !reader_position(r, int_ref(1), &where));
    drop(form);
    ck_assert_int_eq(reader_read(r, &form), READ_FORM);
    ck_assert(reader_position(r, ref(form), &where) && where.line == 3 && where.column == 5);
    ck_assert_int_eq(reader_offset(r), 21);
    drop(form);
    ck_assert(!reader_incomplete(r));
    ck_assert_int_eq(reader_read(r, &form), READ_ERROR);
    ck_assert(reader_incomplete(r));
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyErr_NormalizeException(&type, &error, &trace);
    SCOPED Value check = python("lambda e: (e.file, e.line, e.column, e.source_line, e.incomplete) == ('pos.clj', 3, 9, '#_x z (q', True)");
    SCOPED_PY PyObject *good = PyObject_CallOneArg(obj(ref(check)), error);
    ck_assert_ptr_eq(good, Py_True);
    Py_DECREF(type);
    Py_DECREF(error);
    Py_XDECREF(trace);
    reader_free(r);

    SCOPED_PY PyObject *more = text_of("x\n)");
    r = reader_new(more, file);
    reader_set_start(r, 7, 5);
    ck_assert_int_eq(reader_read(r, &form), READ_FORM);
    ck_assert(reader_position(r, ref(form), &where) && where.line == 7 && where.column == 5);
    drop(form);
    ck_assert_int_eq(reader_read(r, &form), READ_ERROR);
    ck_assert(!reader_incomplete(r));
    ck_assert_ptr_nonnull(strstr(raised(), "pos.clj:8:1: Unmatched delimiter: )"));
    reader_free(r);
}
END_TEST

START_TEST(deep) {
    enum { N = 1000000 };
    char *text = malloc(N + 1);
    text[N] = 0;
    static const char *const openers[] = {"(", "[", "'", "#_ ", "^:a ", "`", "#{"};
    for (size_t k = 0; k < sizeof openers / sizeof *openers; k++) {
        size_t length = strlen(openers[k]);
        for (size_t i = 0; i < N; i++) text[i] = openers[k][i % length];
        Value form = read_mode_text(text, READ_CLJ);
        ck_assert(failed(form));
        ck_assert(PyErr_ExceptionMatches(PyExc_RecursionError) || PyErr_ExceptionMatches(ReaderError));
        PyErr_Clear();
    }
    enum { DEPTH = 3000 };
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    text[2 * DEPTH] = 0;
    SCOPED Value nested = read_text(text);
    SCOPED Value same_again = read_text(text);
    ck_assert_int_eq(val_equal(ref(nested), ref(same_again)), 1);
    free(text);
}
END_TEST

// --- fuzzing --------------------------------------------------------------

static uint64_t seed = 88172645463325252ULL;
static unsigned pick(unsigned n) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (unsigned)(seed >> 20) % n;
}

// Mutated sources may be anything, but must end in forms or an exception.
START_TEST(fuzz) {
    static const char *const sources[] = {
        "(defn f [x & {:keys [a b]}] #(+ % %2 `(~x ~@a y#)) #?@(:cljsh [1 2]) ^{:a 1} [] #:a{:b 1} #_ z)",
        "{:a \"s\\n\\u0041\\101\" \\newline #\"[a-z]+\" #{1 2.5 1/2 0x1F 36rZ ##Inf} 'q @d #'v}",
        "#inst \"2020-01-02T03:04:05.678+01:00\" #uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\" #foo/bar {:x ::s/y ::z nil}",
        "`(a ``~~b ~@c [x# x#] {:k ~v} #{~w}) ^:a ^String ^[int] (é \"🙂\\ud83d\\ude42\") 1e400 -0.0 1N 2.5M",
    };
    static const char alphabet[] = "()[]{}#\"\\'`~@^%:;/ \n0aN1_?&!=<.,-+\xc3\xa9u";
    const char *rounds = getenv("CLJSH_FUZZ");
    for (int n = rounds ? atoi(rounds) : 20000; n > 0; n--) {
        char text[256];
        size_t length = (size_t)snprintf(text, sizeof text, "%s", sources[pick(4)]);
        for (unsigned k = 1 + pick(6); k > 0 && length > 1; k--) {
            size_t at = pick((unsigned)length);
            switch (pick(4)) {
            case 0: text[at] = alphabet[pick(sizeof alphabet - 1)]; break;
            case 1: memmove(text + at, text + at + 1, length - at), length--; break;
            case 2: text[length = at + 1] = 0; break;
            default: text[at] = text[pick((unsigned)length)];
            }
        }
        SCOPED_PY PyObject *source = text_of(text), *file = text_of("fuzz");
        Reader *r = reader_new(source, file);
        reader_set_mode(r, pick(4) ? READ_CLJ : READ_EDN);
        Value form;
        enum read_result result;
        while ((result = reader_read(r, &form)) == READ_FORM) {
            SCOPED_PY PyObject *printed = print_str(ref(form), true);
            ck_assert_ptr_nonnull(printed);
            drop(form);
        }
        ck_assert((result == READ_ERROR) == (PyErr_Occurred() != NULL));
        PyErr_Clear();
        reader_free(r);
    }
}
END_TEST

// --- stubs for what namespaces say ----------------------------------------

static Value resolve_symbol(Ref symbol) {
    struct symbol *s = symbol_of(symbol);
    if (s->ns) return keep(symbol);
    SCOPED_PY PyObject *ns = PyUnicode_FromString("user");
    return symbol_new(ns, s->name);
}

static enum lookup resolve_alias(PyObject *alias, PyObject **ns) {
    *ns = NULL;
    if (alias && PyUnicode_CompareWithASCIIString(alias, "s")) return LOOKUP_ABSENT;
    *ns = PyUnicode_FromString(alias ? "clojure.string" : "user");
    return LOOKUP_FOUND;
}

static enum lookup data_reader(Ref tag, Value *f) {
    struct symbol *s = symbol_of(tag);
    *f = ERR;
    if (!s->ns || PyUnicode_CompareWithASCIIString(s->ns, "test")) return LOOKUP_ABSENT;
    *f = python("lambda x: x + x");
    return LOOKUP_FOUND;
}

static void start(void) {
    start_python();
    reader_hooks = (struct reader_hooks){resolve_symbol, resolve_alias, data_reader};
}

int main(void) {
    Suite *suite = suite_create("reader");
    TCase *tests = tcase_create("reader");
    tcase_add_unchecked_fixture(tests, start, NULL);
    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, atoms);
    tcase_add_test(tests, bad_tokens);
    tcase_add_test(tests, strings);
    tcase_add_test(tests, characters);
    tcase_add_test(tests, collections);
    tcase_add_test(tests, wrappers);
    tcase_add_test(tests, metadata);
    tcase_add_test(tests, fn_literals);
    tcase_add_test(tests, syntax_quote);
    tcase_add_test(tests, conditionals);
    tcase_add_test(tests, namespaced_maps);
    tcase_add_test(tests, tags);
    tcase_add_test(tests, patterns);
    tcase_add_test(tests, edn);
    tcase_add_test(tests, primitives);
    tcase_add_test(tests, positions);
    tcase_add_test(tests, deep);
    tcase_add_test(tests, fuzz);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
