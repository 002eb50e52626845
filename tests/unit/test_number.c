// SPDX-License-Identifier: MIT
#include <math.h>

#include "evaluating.h"
#include "num/number.h"

static const struct eval_case cases[] = {
    // arithmetic
    {"(+)", "0"}, {"(*)", "1"}, {"(+ 5)", "5"}, {"(+ 1 2 3 4)", "10"}, {"(- 5)", "-5"}, {"(- 10 1 2)", "7"}, {"(* 2 3 4)", "24"},
    {"(+ 1 2.5)", "3.5"}, {"(+ 2.5 1)", "3.5"}, {"(* 2 0.5)", "1.0"}, {"(- 0.0)", "-0.0"}, {"(+ :a)", "!TypeError"},
    {"(+ 2305843009213693951 1)", "2305843009213693952"}, {"(- -2305843009213693952 1)", "-2305843009213693953"},
    {"(- 2305843009213693952 1)", "2305843009213693951"},
    {"(+ 9223372036854775807 1)", "9223372036854775808N"}, {"(* 4611686018427387904 4)", "18446744073709551616N"},
    {"(- 9223372036854775808 1)", "9223372036854775807"}, {"(* -1 -9223372036854775808)", "9223372036854775808N"},
    {"(* 100000000000 100000000000)", "10000000000000000000000N"}, {"(+ 1.0 100000000000000000000)", "1.0E20"},
    {"(+' 9223372036854775807 1)", "9223372036854775808N"}, {"(inc 1)", "2"}, {"(dec 1)", "0"}, {"(inc 1/2)", "3/2"}, {"(inc' 1)", "2"},
    {"(+ 1 nil)", "!TypeError + needs numbers, not nil"}, {"(+ \"a\" 1)", "!TypeError + needs numbers, not str"},
    {"(* 1 true)", "!TypeError * needs numbers, not bool"}, {"(- :a)", "!TypeError - needs numbers, not cljsh.Keyword"},
    {"(+ [1] [2])", "!TypeError"}, {"(- #{1} #{2})", "!TypeError"},
    // division and ratios
    {"(/ 6 3)", "2"}, {"(/ 1 3)", "1/3"}, {"(/ 2)", "1/2"}, {"(/ -1 2)", "-1/2"}, {"(/ 1 -2)", "-1/2"}, {"(/ -4 -6)", "2/3"}, {"(/ 12 2 3)", "2"},
    {"(/ 1.0 4)", "0.25"}, {"(/ 1 0)", "!ZeroDivisionError Divide by zero"}, {"(/ 1.0 0)", "##Inf"}, {"(/ 0.0 0)", "##NaN"},
    {"(/ 0 5)", "0"}, {"(/ 0)", "!ZeroDivisionError"}, {"(/ 1/2 0)", "!ZeroDivisionError"}, {"(/ 9223372036854775808 4611686018427387904)", "2"},
    {"(/ -9223372036854775808 -1)", "9223372036854775808N"},
    {"(/ 100000000000000000000000000000001 300000000000000000000000000000003)", "1/3"},
    {"(+ 1/2 1/3)", "5/6"}, {"(+ 1/2 1/2)", "1"}, {"(- 1/2 1/3)", "1/6"}, {"(* 2/3 3/2)", "1"}, {"(/ 1/2 1/4)", "2"}, {"(/ 1/2 -3)", "-1/6"},
    {"(+ 1/2 0.5)", "1.0"}, {"(- 1/2)", "-1/2"}, {"(abs -1/2)", "1/2"}, {"(numerator 6/4)", "3"}, {"(denominator 6/4)", "2"},
    {"(numerator 3)", "!TypeError"}, {"(+ 100000000000000000000/3 1/3)", "100000000000000000001/3"},
    // quot rem mod
    {"(quot 7 2)", "3"}, {"(quot -7 2)", "-3"}, {"(quot 7 -2)", "-3"}, {"(rem 7 2)", "1"}, {"(rem -7 2)", "-1"}, {"(rem 7 -2)", "1"},
    {"(mod 7 2)", "1"}, {"(mod -7 2)", "1"}, {"(mod 7 -2)", "-1"}, {"(mod -7 -2)", "-1"}, {"(mod 6 -2)", "0"},
    {"(quot 7 0)", "!ZeroDivisionError Divide by zero"}, {"(mod 7 0)", "!ZeroDivisionError"}, {"(quot 7.5 0)", "!ZeroDivisionError"},
    {"(quot 7.5 2)", "3.0"}, {"(rem 7.5 2)", "1.5"}, {"(mod -7.5 2)", "0.5"}, {"(rem -7.5 2)", "-1.5"}, {"(quot 7/2 1)", "3"}, {"(quot -7/2 1)", "-3"},
    {"(rem 7/2 1)", "1/2"}, {"(mod -7/2 2)", "1/2"}, {"(rem -7/2 2)", "-3/2"},
    {"(quot -100000000000000000001 10)", "-10000000000000000000N"}, {"(rem -100000000000000000001 10)", "-1"},
    {"(mod -100000000000000000001 10)", "9"}, {"(rem 100000000000000000001 -10)", "1"}, {"(mod 100000000000000000001 -10)", "-9"},
    {"(quot -9223372036854775808 -1)", "9223372036854775808N"}, {"(rem -9223372036854775808 -1)", "0"}, {"(quot ##Inf 2)", "!ArgumentError Infinite or NaN"},
    // comparing
    {"(< 1)", "true"}, {"(< :a)", "true"}, {"(< 1 2 3)", "true"}, {"(< 1 3 2)", "false"}, {"(<= 1 1 2)", "true"}, {"(> 3 2 1)", "true"}, {"(>= 3 3 4)", "false"},
    {"(< 1 1.5)", "true"}, {"(< 1/3 0.5)", "true"}, {"(< 1/3 1/2)", "true"}, {"(> 1/2 1/3)", "true"}, {"(< 100000000000000000000 100000000000000000001)", "true"},
    {"(< ##NaN 1)", "false"}, {"(>= ##NaN 1)", "false"}, {"(< 1 nil)", "!TypeError < needs numbers, not nil"}, {"(< \"a\" \"b\")", "!TypeError"},
    {"(== 1)", "true"}, {"(== 1 1.0)", "true"}, {"(== 1 1.0 1M)", "true"}, {"(== 1/2 0.5)", "true"}, {"(== 1/2 0.5M)", "true"}, {"(== 1 2)", "false"},
    {"(== 0.1 0.1M)", "true"}, {"(== ##NaN ##NaN)", "false"}, {"(== 1 :a)", "!TypeError"}, {"(== 1/3 1M)", "false"},
    {"(max 1 2 3)", "3"}, {"(min 3 1 2)", "1"}, {"(max 1 2.0)", "2.0"}, {"(max 1)", "1"}, {"(max 1 ##NaN)", "##NaN"}, {"(min ##NaN 1)", "##NaN"},
    {"(max 1 nil)", "!TypeError"}, {"(min 1/2 1/3)", "1/3"}, {"(max 2 2.0)", "2.0"}, {"(min 1.0 1)", "1"},
    // decimals
    {"(+ 0.1M 0.2M)", "0.3M"}, {"(+ 1M 1)", "2M"}, {"(+ 1.50M 1)", "2.50M"}, {"(* 1.5M 2)", "3.0M"}, {"(+ 1M 1/2)", "1.5M"}, {"(+ 1M 1/3)", "!ArithmeticError"}, {"(+ 1M 1.5)", "2.5"},
    {"(/ 1M 4)", "0.25M"}, {"(/ 1M 3)", "!ArithmeticError Non-terminating decimal expansion; no exact representable decimal result."},
    {"(/ 1M 0)", "!ZeroDivisionError Divide by zero"}, {"(/ 1M 1024M)", "0.0009765625M"}, {"(- 1.5M)", "-1.5M"}, {"(abs -1.5M)", "1.5M"},
    {"(* 1.00000000000000000000000000000001M 1.00000000000000000000000000000001M)", "1.0000000000000000000000000000000200000000000000000000000000000001M"},
    {"(quot 7.5M 2)", "3.0M"}, {"(rem 7.5M 2)", "1.5M"}, {"(mod -7.5M 2)", "0.5M"}, {"(mod 7.5M 0)", "!ZeroDivisionError"}, {"(< 1M 3/2)", "true"}, {"(< 2M 3/2)", "false"},
    {"(> 1.5M 1)", "true"}, {"(zero? 0.00M)", "true"}, {"(neg? -1M)", "true"}, {"(< (py \"__import__('decimal').Decimal('nan')\") 1)", "false"},
    {"(rationalize 1.5M)", "3/2"}, {"(rationalize 0.1)", "1/10"}, {"(rationalize 1.0)", "1"}, {"(rationalize -2.5e-5)", "-1/40000"}, {"(rationalize 1e20)", "100000000000000000000N"},
    {"(bigdec 0.1)", "0.1M"}, {"(bigdec 1)", "1M"}, {"(bigdec 1/4)", "0.25M"}, {"(bigdec \"1.50\")", "1.50M"}, {"(bigdec \"x\")", "!ValueError"},
    // predicates
    {"(zero? 0)", "true"}, {"(zero? 0.0)", "true"}, {"(zero? -0.0)", "true"}, {"(zero? ##NaN)", "false"}, {"(zero? nil)", "!TypeError"}, {"(pos? 1/2)", "true"}, {"(neg? -1)", "true"}, {"(pos? ##NaN)", "false"}, {"(neg? ##NaN)", "false"},
    {"(even? 0)", "true"}, {"(odd? -3)", "true"}, {"(even? 100000000000000000000)", "true"}, {"(odd? -100000000000000000001)", "true"}, {"(even? 1.0)", "!ArgumentError Argument must be an integer: float"},
    {"(number? 1)", "true"}, {"(number? 1.5)", "true"}, {"(number? 1/2)", "true"}, {"(number? 1M)", "true"}, {"(number? true)", "false"}, {"(number? nil)", "false"}, {"(number? \"1\")", "false"}, {"(number? [1])", "false"},
    {"(integer? 1)", "true"}, {"(integer? 100000000000000000000)", "true"}, {"(integer? 1.0)", "false"}, {"(integer? true)", "false"}, {"(int? 1)", "true"},
    {"(pos-int? 1)", "true"}, {"(pos-int? 0)", "false"}, {"(neg-int? -1)", "true"}, {"(nat-int? 0)", "true"}, {"(nat-int? -1)", "false"}, {"(pos-int? 1.0)", "false"}, {"(nat-int? nil)", "false"},
    {"(float? 1.0)", "true"}, {"(double? 1)", "false"}, {"(double? ##NaN)", "true"}, {"(ratio? 1/2)", "true"}, {"(ratio? 1)", "false"}, {"(rational? 1/2)", "true"}, {"(rational? 1)", "true"}, {"(rational? 1M)", "true"}, {"(rational? 1.0)", "false"},
    {"(decimal? 1M)", "true"}, {"(decimal? 1.0)", "false"}, {"(infinite? ##-Inf)", "true"}, {"(infinite? 1)", "false"}, {"(NaN? ##NaN)", "true"}, {"(NaN? 1.0)", "false"}, {"(NaN? nil)", "!TypeError"},
    {"(string? \"a\")", "true"}, {"(string? :a)", "false"}, {"(char? \\a)", "true"}, {"(char? \"ab\")", "false"}, {"(char? nil)", "false"},
    {"(abs -5)", "5"}, {"(abs -5.5)", "5.5"}, {"(abs -9223372036854775808)", "9223372036854775808N"}, {"(abs -2305843009213693952)", "2305843009213693952"}, {"(abs nil)", "!TypeError"},
    // conversions
    {"(int 3.7)", "3"}, {"(int -3.7)", "-3"}, {"(int 7/2)", "3"}, {"(int \\a)", "97"}, {"(int 3000000000)", "!ArgumentError Value out of range for int: 3000000000"}, {"(int 1.9M)", "1"}, {"(int nil)", "!TypeError"}, {"(int \"ab\")", "!TypeError"},
    {"(long 3000000000)", "3000000000"}, {"(long 9223372036854775808)", "!ArgumentError Value out of range for long: 9223372036854775808"}, {"(long ##Inf)", "!ArgumentError"}, {"(long ##NaN)", "0"}, {"(long 1e300)", "!ArgumentError Value out of range for long: 1.0E300"},
    {"(short 40000)", "!ArgumentError Value out of range for short: 40000"}, {"(byte 127)", "127"}, {"(byte 128)", "!ArgumentError Value out of range for byte: 128"},
    {"(double 1)", "1.0"}, {"(double 1/4)", "0.25"}, {"(float 1.5M)", "1.5"}, {"(double nil)", "!TypeError"}, {"(double (py \"10**400\"))", "##Inf"},
    {"(bigint 1.9)", "1"}, {"(bigint \"123456789012345678901234567890\")", "123456789012345678901234567890N"}, {"(bigint 7/2)", "3"}, {"(biginteger 1e20)", "100000000000000000000N"}, {"(bigint ##NaN)", "!ArgumentError"},
    {"(num 1)", "1"}, {"(num nil)", "nil"}, {"(char 97)", "\"a\""}, {"(char \\b)", "\"b\""}, {"(char -1)", "!ArgumentError Value out of range for char: -1"}, {"(char nil)", "!TypeError"},
    {"(unchecked-add 9223372036854775807 1)", "-9223372036854775808"}, {"(unchecked-multiply 6364136223846793005 1442695040888963407)", "433315962919513059"}, {"(unchecked-subtract -9223372036854775808 1)", "9223372036854775807"},
    {"(unchecked-inc 9223372036854775807)", "-9223372036854775808"}, {"(unchecked-dec -9223372036854775808)", "9223372036854775807"}, {"(unchecked-negate -9223372036854775808)", "-9223372036854775808"}, {"(unchecked-add 1.5 1)", "2.5"},
    {"(unchecked-int 4294967297)", "1"}, {"(unchecked-int 2147483648)", "-2147483648"}, {"(unchecked-int 1e20)", "2147483647"}, {"(unchecked-byte 255)", "-1"}, {"(unchecked-short 65535)", "-1"}, {"(unchecked-long 18446744073709551615)", "-1"}, {"(unchecked-long 1e30)", "9223372036854775807"}, {"(unchecked-long ##NaN)", "0"},
    {"(unchecked-add-int 2147483647 1)", "-2147483648"}, {"(unchecked-divide-int 7 2)", "3"}, {"(unchecked-char 65)", "\"A\""},
    {"(parse-long \"42\")", "42"}, {"(parse-long \"-9223372036854775808\")", "-9223372036854775808"}, {"(parse-long \"9223372036854775807\")", "9223372036854775807"}, {"(parse-long \"9223372036854775808\")", "nil"}, {"(parse-long \"+5\")", "5"}, {"(parse-long \"\")", "nil"}, {"(parse-long \"-\")", "nil"}, {"(parse-long \"4.2\")", "nil"}, {"(parse-long \" 4\")", "nil"}, {"(parse-long nil)", "!ArgumentError Expected string, got nil"},
    {"(parse-double \"1.5\")", "1.5"}, {"(parse-double \" 1e3 \")", "1000.0"}, {"(parse-double \".5\")", "0.5"}, {"(parse-double \"5.\")", "5.0"}, {"(parse-double \".\")", "nil"}, {"(parse-double \"1e\")", "nil"}, {"(parse-double \"-Infinity\")", "##-Inf"}, {"(parse-double \"NaN\")", "##NaN"}, {"(parse-double \"1.5d\")", "1.5"}, {"(parse-double \"0x1p4\")", "16.0"}, {"(parse-double \"inf\")", "nil"}, {"(parse-double \"\")", "nil"}, {"(parse-double \"-1.0\")", "-1.0"}, {"(parse-double \"1_0\")", "nil"},
    {"(parse-boolean \"true\")", "true"}, {"(parse-boolean \"True\")", "nil"}, {"(parse-uuid \"x\")", "nil"}, {"(parse-uuid \"b6883c0a-0342-4007-9966-bc2dfa6b109e\")", "#uuid \"b6883c0a-0342-4007-9966-bc2dfa6b109e\""},
    // bits
    {"(bit-and 12 10)", "8"}, {"(bit-and 15 7 3)", "3"}, {"(bit-or 1 2 4)", "7"}, {"(bit-xor 5 1)", "4"}, {"(bit-not 0)", "-1"}, {"(bit-not 2305843009213693951)", "-2305843009213693952"}, {"(bit-and-not 15 5)", "10"}, {"(bit-and -1 9223372036854775807)", "9223372036854775807"},
    {"(bit-shift-left 1 10)", "1024"}, {"(bit-shift-left 1 63)", "-9223372036854775808"}, {"(bit-shift-left 1 64)", "1"}, {"(bit-shift-right -8 1)", "-4"}, {"(unsigned-bit-shift-right -1 1)", "9223372036854775807"}, {"(unsigned-bit-shift-right -1 60)", "15"}, {"(bit-shift-left 9223372036854775808 1)", "18446744073709551616N"},
    {"(bit-set 0 3)", "8"}, {"(bit-clear 15 0)", "14"}, {"(bit-flip 8 3)", "0"}, {"(bit-test 8 3)", "true"}, {"(bit-test 8 2)", "false"}, {"(bit-test -1 63)", "true"}, {"(bit-set 18446744073709551616 0)", "18446744073709551617N"},
    {"(bit-and 1 1.5)", "!ArgumentError bit operation not supported for: float"}, {"(bit-and true 1)", "!ArgumentError"}, {"(bit-not nil)", "!ArgumentError"}, {"(bit-shift-left 1 1.0)", "!ArgumentError"},
    // foreign operands
    {"(+ (py \"[1]\") (py \"[2]\"))", "#py/list [1 2]"}, {"(== (+ (py \"1+2j\") 1) (py \"2+2j\"))", "true"}, {"(== (+ (py \"__import__('fractions').Fraction(1,2)\") 1/2) 1)", "true"}, {"(== (- 1/2 (py \"__import__('fractions').Fraction(1,3)\")) 1/6)", "true"}, {"(+ 1/2 (py \"object()\"))", "!TypeError"},
    {"(+ (py \"__import__('enum').IntEnum('E', 'a b').b\") 1)", "3"}, {"(< (py \"__import__('datetime').timedelta(1)\") (py \"__import__('datetime').timedelta(2)\"))", "true"},
    {"(bit-and (py \"{1,2}\") (py \"{2,3}\"))", "#py/set #{2}"},
};

START_TEST(test_case) { check_case(&cases[_i]); }
END_TEST

static const struct { const char *text, *expected; } numbers[] = { // expected NULL: no number
    {"42", "42"}, {"-7", "-7"}, {"+3", "3"}, {"0", "0"}, {"-0", "0"}, {"00", "0"}, {"017", "15"}, {"08", NULL}, {"019", NULL}, {"0x1F", "31"}, {"0XfF", "255"}, {"-0x10", "-16"}, {"0x", NULL}, {"0xG", NULL},
    {"2r1010", "10"}, {"36rZ", "35"}, {"36rzz", "1295"}, {"16RfF", "255"}, {"2r2", NULL}, {"1r0", NULL}, {"37r1", NULL}, {"2r", NULL}, {"-2r11", "-3"}, {"36rN", "23"}, {"16rFFN", NULL},
    {"42N", "42"}, {"0N", "0"}, {"0x10N", "16"}, {"017N", "15"}, {"08N", NULL}, {"100000000000000000000", "100000000000000000000N"}, {"-9223372036854775808", "-9223372036854775808"}, {"9223372036854775808", "9223372036854775808N"},
    {"0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695N"}, {"22/7", "22/7"}, {"4/2", "2"}, {"-4/6", "-2/3"}, {"+1/3", "1/3"}, {"0/3", "0"}, {"1/-2", NULL}, {"1/", NULL}, {"1/2/3", NULL}, {"1/0", "!"}, {"010/2", "5"},
    {"1.5", "1.5"}, {"1.", "1.0"}, {"1e3", "1000.0"}, {"1E-3", "0.001"}, {"1.5e+2", "150.0"}, {"-1.5", "-1.5"}, {"-0.0", "-0.0"}, {"08.5", "8.5"}, {"1e400", "##Inf"}, {"-1e400", "##-Inf"}, {".5", NULL}, {"1.5.2", NULL}, {"1e", NULL}, {"1e+", NULL}, {"1.5N", NULL},
    {"1.5M", "1.5M"}, {"1M", "1M"}, {"08M", "8M"}, {"1e3M", "1E+3M"}, {"1.M", "1M"}, {"1.50M", "1.50M"}, {"MM", NULL}, {"1MM", NULL},
    {"1a", NULL}, {"+", NULL}, {"-", NULL}, {"", NULL}, {"a", NULL}, {"+-1", NULL}, {"1 ", NULL}, {"0b1", NULL}, {"N", NULL}, {"1_000", NULL}, {"123456789012345678", "123456789012345678"}, {"-1234567890123456789", "-1234567890123456789"},
};

START_TEST(test_parse)
{
    Value v = ERR;
    int result = num_parse(numbers[_i].text, strlen(numbers[_i].text), &v);
    const char *expected = numbers[_i].expected;
    if (!expected) {
        ck_assert_msg(result == 0 && !PyErr_Occurred(), "%s is no number", numbers[_i].text);
    } else if (*expected == '!') {
        ck_assert_int_eq(result, -1);
        PyErr_Clear();
    } else {
        ck_assert_msg(result == 1, "%s is a number", numbers[_i].text);
        ck_assert_str_eq(shown(ref(v)), expected);
        drop(v);
    }
}
END_TEST

static const struct { double d; const char *text; } doubles[] = {
    {0, "0.0"}, {-0.0, "-0.0"}, {1, "1.0"}, {-1.5, "-1.5"}, {100, "100.0"}, {0.001, "0.001"}, {0.0001, "1.0E-4"}, {1.5e-7, "1.5E-7"}, {9999999, "9999999.0"}, {1e7, "1.0E7"}, {12345678, "1.2345678E7"}, {1e10, "1.0E10"}, {123456.789, "123456.789"},
    {0.1, "0.1"}, {0.30000000000000004, "0.30000000000000004"}, {1e21, "1.0E21"}, {1.7976931348623157e308, "1.7976931348623157E308"}, {5e-324, "4.9E-324"}, {1e100, "1.0E100"}, {0.012, "0.012"}, {3.0e-3, "0.003"}, {1e16, "1.0E16"}, {123456789012345680., "1.2345678901234568E17"}, {1024, "1024.0"},
};

START_TEST(test_print_double)
{
    SCOPED Value v = double_value(doubles[_i].d);
    const char *expected = doubles[_i].d == 5e-324 ? "4.9E-324" : doubles[_i].text; // Java's 4.9 is not the shortest
    ck_assert_str_eq(shown(ref(v)), expected);
}
END_TEST

START_TEST(test_print_plain)
{
    SCOPED Value infinity = double_value(-INFINITY);
    SCOPED Value big = python("10**5000");
    struct strbuf b = STRBUF_INIT;
    ck_assert_int_eq(num_print(&b, ref(infinity), false), 0);
    ck_assert_int_eq(num_print(&b, ref(big), false), 0);
    ck_assert_uint_eq(b.length, strlen("-Infinity") + 5001);
    strbuf_free(&b);
}
END_TEST

// Random operations on all kinds of ints and ratios agree with Python's Fraction.
START_TEST(test_against_fractions)
{
    static const char *const make =
        "(lambda r, f: [(a, b) for _ in range(400) for a in [f(r)] for b in [f(r)]])(__import__('random').Random(7),"
        "lambda r: r.choice([1,-1]) * r.getrandbits(r.choice([3, 20, 61, 62, 63, 64, 65, 200])))";
    SCOPED Value pairs = python(make);
    SCOPED Value fraction = python("__import__('fractions').Fraction");
    Value (*const ops[])(Ref, Ref) = {num_add, num_sub, num_mul, num_div, num_mod};
    static const char *const methods[] = {"__add__", "__sub__", "__mul__", "__truediv__", "__mod__"};
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(obj(ref(pairs))); i++) {
        PyObject *pair = PyList_GET_ITEM(obj(ref(pairs)), i), *next = PyList_GET_ITEM(obj(ref(pairs)), (i + 1) % 400);
        SCOPED Value n = val_from(PyTuple_GET_ITEM(pair, 0)), d = val_from(PyTuple_GET_ITEM(pair, 1));
        SCOPED Value m = val_from(PyTuple_GET_ITEM(next, 0)), e = val_from(PyTuple_GET_ITEM(next, 1));
        if (same(ref(d), int_ref(0)) || same(ref(e), int_ref(0)) || same(ref(m), int_ref(0))) continue;
        for (int mixed = 0; mixed < 3; mixed++) {
            SCOPED Value x = mixed == 1 ? keep(ref(n)) : num_div(ref(n), ref(d));
            SCOPED Value y = mixed == 2 ? keep(ref(m)) : num_div(ref(m), ref(e));
            SCOPED_PY PyObject *px = py_of(ref(x)), *py = py_of(ref(y));
            SCOPED_PY PyObject *fx = PyObject_CallOneArg(obj(ref(fraction)), px), *fy = PyObject_CallOneArg(obj(ref(fraction)), py);
            ck_assert(fx && fy);
            for (size_t op = 0; op < sizeof ops / sizeof *ops; op++) {
                SCOPED Value got = ops[op](ref(x), ref(y));
                SCOPED_PY PyObject *wanted = PyObject_CallMethod(fx, methods[op], "O", fy), *object = py_of(ref(got));
                ck_assert(ok(got) && wanted);
                ck_assert_int_eq(PyObject_RichCompareBool(object, wanted, Py_EQ), 1);
                ck_assert_int_eq(PyObject_RichCompareBool(wanted, object, Py_EQ), 1);
                ck_assert_int_eq(PyObject_Hash(object), PyObject_Hash(wanted));
            }
            ck_assert_int_eq(num_compare(ref(x), ref(y), NUM_LT), PyObject_RichCompareBool(fx, fy, Py_LT));
            SCOPED Value quotient = num_quot(ref(x), ref(y)), rem = num_rem(ref(x), ref(y));
            SCOPED Value product = num_mul(ref(quotient), ref(y));
            SCOPED Value sum = num_add(ref(product), ref(rem));
            ck_assert_int_eq(num_equal(ref(sum), ref(x)), 1);
            ck_assert(num_is_own_integer(ref(quotient)));
        }
    }
    ck_assert(!PyErr_Occurred());
}
END_TEST

static const char *const ratio_side[] = { // true in Python
    "isinstance(r, __import__('numbers').Rational)", "r.numerator == 7 and r.denominator == 2", "float(r) == 3.5", "r == 3.5", "int(r) == 3", "int(-r) == -3",
    "r + 1 == 4.5", "1 - r == -2.5", "type(r * 2) is int", "r / 7 == 0.5", "r // 1 == 3", "-r // 1 == -4", "-r % 2 == 0.5", "r ** 2 == 12.25", "2 ** r == 2 ** 3.5",
    "__import__('math').floor(-r) == -4", "__import__('math').ceil(r) == 4", "__import__('math').trunc(-r) == -3", "round(r) == 4", "abs(-r) == r", "+r == r", "bool(r)", "r < 4 and 3 < r and r >= 3.5",
    "r == __import__('fractions').Fraction(7, 2) and __import__('fractions').Fraction(7, 2) == r", "hash(r) == hash(3.5)", "hash(-r) == hash(-3.5)", "__import__('pickle').loads(__import__('pickle').dumps(r)) == r",
    "type(r)(4, 2) == 2", "str(r) == '7/2'", "r.as_integer_ratio() == (7, 2)", "__import__('fractions').Fraction(r) == r", "r != 'x' and not (r == None)", "sum([r, r]) == 7", "r in {3.5: 1}",
};

START_TEST(test_ratio_in_python)
{
    SCOPED Value r = num_div(int_ref(7), int_ref(2));
    SCOPED_PY PyObject *scope = PyDict_New();
    PyDict_SetItemString(scope, "r", obj(ref(r)));
    PyDict_SetItemString(scope, "__builtins__", PyEval_GetBuiltins());
    SCOPED_PY PyObject *result = PyRun_String(ratio_side[_i], Py_eval_input, scope, scope);
    if (!result) PyErr_Print();
    ck_assert_msg(result == Py_True, "%s", ratio_side[_i]);
}
END_TEST

START_TEST(test_random)
{
    double sum = 0;
    for (int i = 0; i < 10000; i++) {
        double d = num_random();
        ck_assert(d >= 0 && d < 1);
        sum += d;
    }
    ck_assert(sum > 4700 && sum < 5300);
    double before = num_random();
    num_random_reset();
    ck_assert(before != num_random());
    for (int i = 0; i < 100; i++) {
        Value n = int_value(3), r = prim_for("clojure.core", "rand-int", 1)(&n, 1);
        ck_assert(is_int(ref(r)) && int_of(ref(r)) >= 0 && int_of(ref(r)) < 3);
    }
}
END_TEST

static PyObject *rounding; // what the hook hands out
static PyObject *five_digits(void) { return rounding; }

START_TEST(test_math_context)
{
    SCOPED Value context = python("__import__('decimal').Context(prec=5)");
    rounding = obj(ref(context));
    num_math_context = five_digits;
    check_case(&(struct eval_case){"(/ 1M 3)", "0.33333M"});
    check_case(&(struct eval_case){"(+ 1.00001M 0.00001M)", "1.0000M"});
    num_math_context = NULL;
}
END_TEST

#define LOOP(test, table) tcase_add_loop_test(t, test, 0, sizeof table / sizeof *table)

int main(void) {
    TCase *t = tcase_create("number");
    tcase_add_unchecked_fixture(t, start_python, NULL);
    tcase_set_timeout(t, 0);
    LOOP(test_case, cases);
    LOOP(test_parse, numbers);
    LOOP(test_print_double, doubles);
    tcase_add_test(t, test_print_plain);
    tcase_add_test(t, test_against_fractions);
    LOOP(test_ratio_in_python, ratio_side);
    tcase_add_test(t, test_random);
    tcase_add_test(t, test_math_context);
    Suite *s = suite_create("number");
    suite_add_tcase(s, t);
    return run_suite(s);
}
