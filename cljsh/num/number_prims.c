// SPDX-License-Identifier: MIT
// clojure.core's arithmetic, comparison and predicates of numbers.
#include <math.h>
#include <sys/random.h>
#include <time.h>

#include "base/prim.h"
#include "data/equal.h"
#include "data/foreign.h"
#include "data/str.h"
#include "num/tower.h"

// --- arithmetic -----------------------------------------------------------

// Combines all arguments from the left; there are at least two.
static inline Value fold(Ref *a, Py_ssize_t n, Value (*op)(Ref, Ref)) {
    Value so_far = op(a[0], a[1]);
    for (Py_ssize_t i = 2; i < n && ok(so_far); i++) {
        Value next = op(ref(so_far), a[i]);
        drop(so_far);
        so_far = next;
    }
    return so_far;
}

// A sum or product of one number is that number; of nil alone it is nil, as in Clojure.
static Value only(const char *name, Ref x) {
    return is_nil(x) || num_can_calculate(x) ? keep(x) : err_type("%s needs numbers, not %s", name, err_type_name(x));
}

#define FOLDING(id, name, op, of_none, of_one, doc)                                          \
    PRIM(id##_0, "clojure.core", name, "[]", doc) { return of_none; }                        \
    PRIM(id##_1, "clojure.core", name, "[x]", NULL) { return of_one; }                       \
    PRIM(id##_2, "clojure.core", name, "[x y]", NULL) { return op(a[0], a[1]); }   \
    PRIM(id##_n, "clojure.core", name, "[x y & more]", NULL) { return fold(a, n, op); }

#define FOLDING_FROM_1(id, name, op, of_one, doc)                                            \
    PRIM(id##_1, "clojure.core", name, "[x]", doc) { return of_one; }                        \
    PRIM(id##_2, "clojure.core", name, "[x y]", NULL) { return op(a[0], a[1]); }   \
    PRIM(id##_n, "clojure.core", name, "[x y & more]", NULL) { return fold(a, n, op); }

FOLDING(core_add, "+", num_add, int_value(0), only("+", a[0]),
        "Returns the sum of the numbers; without arguments, 0.\nIntegers grow as large as needed.")
FOLDING(core_add_p, "+'", num_add, int_value(0), only("+'", a[0]), "Returns the sum of the numbers, as + does.")
FOLDING(core_mul, "*", num_mul, int_value(1), only("*", a[0]),
        "Returns the product of the numbers; without arguments, 1.\nIntegers grow as large as needed.")
FOLDING(core_mul_p, "*'", num_mul, int_value(1), only("*'", a[0]), "Returns the product of the numbers, as * does.")
FOLDING_FROM_1(core_sub, "-", num_sub, num_neg(a[0]),
               "Returns x less all other numbers; of x alone, x with the opposite sign.")
FOLDING_FROM_1(core_sub_p, "-'", num_sub, num_neg(a[0]), "Returns x less all other numbers, as - does.")
// Of x alone Clojure divides by no zero, whatever its kind.
static Value reciprocal(Ref x) {
    double d;
    return float_of(x, &d) && d == 0 ? num_by_zero() : num_div(int_ref(1), x);
}

FOLDING_FROM_1(core_div, "/", num_div, reciprocal(a[0]),
               "Returns x divided by all other numbers; of x alone, 1/x.\n"
               "Integers give an integer or a ratio. Dividing by an exact zero throws.")

#define UNARY(id, name, expression, doc) PRIM(id, "clojure.core", name, "[x]", doc) { return expression; }
UNARY(core_inc, "inc", num_add(a[0], int_ref(1)), "Returns one more than x.")
UNARY(core_dec, "dec", num_sub(a[0], int_ref(1)), "Returns one less than x.")
UNARY(core_inc_p, "inc'", num_add(a[0], int_ref(1)), "Returns one more than x, as inc does.")
UNARY(core_dec_p, "dec'", num_sub(a[0], int_ref(1)), "Returns one less than x, as dec does.")

PRIM(core_abs, "clojure.core", "abs", "[a]", "Returns the absolute value of a number.")
{ return num_abs(a[0]); }
PRIM(core_quot, "clojure.core", "quot", "[num div]", "Returns the quotient of two numbers, rounded towards zero.")
{ return num_quot(a[0], a[1]); }
PRIM(core_rem, "clojure.core", "rem", "[num div]", "Returns the remainder of a division, with the sign of num.")
{ return num_rem(a[0], a[1]); }
PRIM(core_mod, "clojure.core", "mod", "[num div]", "Returns num modulo div, with the sign of div.")
{ return num_mod(a[0], a[1]); }

// --- comparing ------------------------------------------------------------

static Value truth(int r) { return r < 0 ? ERR : bool_value(r); }

static int ascending(Ref *a, Py_ssize_t n, enum num_order op) {
    for (Py_ssize_t i = 1; i < n; i++) {
        int holds = num_compare(a[i - 1], a[i], op);
        if (holds <= 0) return holds;
    }
    return 1;
}

#define COMPARING(id, name, op, doc)                                                                         \
    PRIM(id##_1, "clojure.core", name, "[x]", doc) { return bool_value(true); }                              \
    PRIM(id##_2, "clojure.core", name, "[x y]", NULL) { return num_compare_value(a[0], a[1], op); } \
    PRIM(id##_n, "clojure.core", name, "[x y & more]", NULL) { return truth(ascending(a, n, op)); }

COMPARING(core_lt, "<", NUM_LT, "Tells whether each number is less than the next.")
COMPARING(core_le, "<=", NUM_LE, "Tells whether each number is at most the next.")
COMPARING(core_gt, ">", NUM_GT, "Tells whether each number is greater than the next.")
COMPARING(core_ge, ">=", NUM_GE, "Tells whether each number is at least the next.")

PRIM(core_equiv_1, "clojure.core", "==", "[x]",
     "Tells whether all numbers have the same value, whatever their kind: (== 1 1.0) is true.")
{ return bool_value(true); }
PRIM(core_equiv_2, "clojure.core", "==", "[x y]", NULL)
{ return num_equiv_value(a[0], a[1]); }
PRIM(core_equiv_n, "clojure.core", "==", "[x y & more]", NULL)
{
    for (Py_ssize_t i = 1; i < n; i++) {
        int equal = num_equiv(a[i - 1], a[i]);
        if (equal <= 0) return truth(equal);
    }
    return bool_value(true);
}

static bool is_nan(Ref r) {
    double d = 0;
    return is_obj(r) && float_of(r, &d) && isnan(d); // NaN is never tagged
}

// NaN, if one is among the two, wins; of two that are equal the second does.
Value num_larger(Ref x, Ref y) {
    if (is_nan(x)) return keep(x);
    if (is_nan(y)) return keep(y);
    int more = num_compare(x, y, NUM_GT);
    return more < 0 ? ERR : keep(more ? x : y); // of equals the second, as in Clojure
}
Value num_smaller(Ref x, Ref y) {
    if (is_nan(x)) return keep(x);
    if (is_nan(y)) return keep(y);
    int less = num_compare(x, y, NUM_LT);
    return less < 0 ? ERR : keep(less ? x : y);
}

FOLDING_FROM_1(core_max, "max", num_larger, keep(a[0]), "Returns the largest of the numbers, or NaN when one of them is NaN.")
FOLDING_FROM_1(core_min, "min", num_smaller, keep(a[0]), "Returns the smallest of the numbers, or NaN when one of them is NaN.")

// --- predicates -----------------------------------------------------------

// What numbers of other makes are is what their classes say.
static bool num_is_number(Ref r) { return num_is_own_number(r) || (foreign_kind(r) != FOREIGN_NONE && foreign_kind(r) != FOREIGN_COMPLEX); }
static bool num_is_integer(Ref r) { return num_is_own_integer(r) || foreign_kind(r) == FOREIGN_INTEGER; }
static bool num_is_float(Ref r) { return num_category(r) == CAT_FLOAT || foreign_kind(r) == FOREIGN_REAL; }
static bool num_is_rational(Ref r) {
    return num_category(r) <= CAT_DECIMAL || foreign_kind(r) == FOREIGN_INTEGER || foreign_kind(r) == FOREIGN_RATIONAL;
}

// The sign is one number; UNORDERED (NaN) is none of them.
static Value sign_is(Ref r, int wanted) {
    int sign;
    return num_sign(r, &sign) < 0 ? ERR : bool_value(sign == wanted);
}
static Value integer_sign_is(Ref r, int wanted, int or_wanted) {
    int sign;
    if (!num_is_integer(r)) return bool_value(false);
    return num_sign(r, &sign) < 0 ? ERR : bool_value(sign == wanted || sign == or_wanted);
}
// 0, 1, or -1 failed
static int parity(Ref r) {
    if (is_int(r)) return (int)(int_of(r) & 1);
    SCOPED Value n = num_is_own_integer(r) ? keep(r) : foreign_integer(r);
    if (failed(n)) return err_arg("Argument must be an integer: %s", err_type_name(r)), -1;
    return (int)(is_int(ref(n)) ? int_of(ref(n)) & 1 : (int64_t)PyLong_AsUnsignedLongLongMask(obj(ref(n))) & 1);
}
static Value parity_is(Ref r, int wanted) {
    int odd = parity(r);
    return odd < 0 ? ERR : bool_value(odd == wanted);
}
static Value float_test(Ref r, bool (*holds)(double)) {
    double d;
    SCOPED Value n = num_is_own_number(r) ? keep(r) : foreign_number(r);
    if (failed(n)) return err_type("a number is needed, not %s", err_type_name(r));
    return bool_value(((is_obj(ref(n)) && PyFloat_Check(obj(ref(n)))) || is_double(ref(n))) && num_to_double(ref(n), &d) == 0 && holds(d));
}
static bool infinite(double d) { return isinf(d); }
static bool not_a_number(double d) { return isnan(d); }

UNARY(core_is_zero, "zero?", sign_is(a[0], 0), "Tells whether a number is zero.")
UNARY(core_is_pos, "pos?", sign_is(a[0], 1), "Tells whether a number is greater than zero.")
UNARY(core_is_neg, "neg?", sign_is(a[0], -1), "Tells whether a number is less than zero.")
UNARY(core_is_even, "even?", parity_is(a[0], 0), "Tells whether an integer is even.\nThrows for anything else.")
UNARY(core_is_odd, "odd?", parity_is(a[0], 1), "Tells whether an integer is odd.\nThrows for anything else.")
UNARY(core_is_number, "number?", bool_value(num_is_number(a[0])), "Tells whether x is a number: an integer, a ratio, a float or a decimal.")
UNARY(core_is_integer, "integer?", bool_value(num_is_integer(a[0])), "Tells whether x is an integer of any size.")
UNARY(core_is_int, "int?", bool_value(num_is_integer(a[0])), "Tells whether x is an integer of any size.")
UNARY(core_is_pos_int, "pos-int?", integer_sign_is(a[0], 1, 1), "Tells whether x is an integer greater than zero.")
UNARY(core_is_neg_int, "neg-int?", integer_sign_is(a[0], -1, -1), "Tells whether x is an integer less than zero.")
UNARY(core_is_nat_int, "nat-int?", integer_sign_is(a[0], 0, 1), "Tells whether x is an integer that is not negative.")
UNARY(core_is_float, "float?", bool_value(num_is_float(a[0])), "Tells whether x is a floating-point number.")
UNARY(core_is_double, "double?", bool_value(num_is_float(a[0])), "Tells whether x is a floating-point number.")
UNARY(core_is_ratio, "ratio?", bool_value(is_ratio(a[0])), "Tells whether x is a ratio, such as 22/7.")
UNARY(core_is_rational, "rational?", bool_value(num_is_rational(a[0])), "Tells whether x is an integer, a ratio or a decimal.")
UNARY(core_is_decimal, "decimal?", bool_value(num_category(a[0]) == CAT_DECIMAL), "Tells whether x is a decimal, such as 1.5M.")
PRIM(core_is_infinite, "clojure.core", "infinite?", "[num]", "Tells whether a number is one of the two infinities.")
{ return float_test(a[0], infinite); }
PRIM(core_is_nan, "clojure.core", "NaN?", "[num]", "Tells whether a number is NaN.")
{ return float_test(a[0], not_a_number); }

UNARY(core_is_string, "string?", bool_value(is_str(a[0])), "Tells whether x is a string.")
UNARY(core_is_char, "char?",
      bool_value(is_str(a[0]) && PyUnicode_GetLength(obj(a[0])) == 1),
      "Tells whether x is a character, that is, a string of length 1.")

// --- chance ---------------------------------------------------------------

static struct { uint64_t s[4]; bool seeded; } generator; // xoshiro256++

static void seed(void) {
    if (getrandom(generator.s, sizeof generator.s, 0) != (ssize_t)sizeof generator.s) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        for (int i = 0; i < 4; i++) generator.s[i] = mix_hash((uint64_t)now.tv_nsec + (uint64_t)i) ^ (uint64_t)now.tv_sec;
    }
    generator.seeded = true;
}

static inline uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }

static uint64_t random_bits(void) {
    uint64_t *s = generator.s;
    if (unlikely(!generator.seeded)) seed();
    uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3];
    s[2] ^= t, s[3] = rotate(s[3], 45);
    return result;
}

double num_random(void) { return (double)(random_bits() >> 11) * 0x1p-53; }
void num_random_reset(void) { generator.seeded = false; }

PRIM(core_rand_0, "clojure.core", "rand", "[]", "Returns a random float from 0 (inclusive) to n (exclusive), which is 1 by default.")
{ return double_value(num_random()); }
PRIM(core_rand_1, "clojure.core", "rand", "[n]", NULL)
{
    SCOPED Value r = double_value(num_random());
    return num_mul(a[0], ref(r));
}
PRIM(core_rand_int, "clojure.core", "rand-int", "[n]", "Returns a random integer from 0 (inclusive) to n (exclusive).")
{
    SCOPED Value r = double_value(num_random());
    SCOPED Value scaled = num_mul(a[0], ref(r));
    if (failed(scaled)) return ERR;
    if (!num_is_own_number(ref(scaled))) return err_type("rand-int needs a number, not %s", err_type_name(a[0]));
    return val_of(num_truncate(ref(scaled)));
}
