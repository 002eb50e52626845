// SPDX-License-Identifier: MIT
// Conversions between kinds of numbers, and arithmetic that wraps at 64 or 32 bits.
#include <float.h>
#include <math.h>

#include "base/prim.h"
#include "data/foreign.h"
#include "data/str.h"
#include "num/tower.h"

static COLD Value out_of_range(const char *what, Ref r) {
    struct strbuf b = STRBUF_INIT;
    if (num_print(&b, r, false) < 0) return strbuf_free(&b), ERR;
    SCOPED_PY PyObject *text = strbuf_finish(&b);
    return text ? err_arg("Value out of range for %s: %U", what, text) : ERR;
}

// A number or character as an int object, towards zero.  Foreign objects are asked for __int__.
static PyObject *integer_of(const char *what, Ref r) {
    int64_t code = char_code(r);
    if (code >= 0) return PyLong_FromLongLong(code);
    switch (num_category(r)) {
    case CAT_BAD: return err_type("%s needs a number, not %s", what, err_type_name(r)), NULL;
    case CAT_FOREIGN:
        if (!num_can_calculate(r)) return err_type("%s needs a number, not %s", what, err_type_name(r)), NULL;
        return PyNumber_Long(obj(r));
    default: return num_truncate(r);
    }
}

PyObject *num_integer(Ref r) { return integer_of("an integer", r); }

static Value cast(const char *what, Ref r, int64_t min, int64_t max) {
    int64_t n;
    double d;
    if (int64_of(r, &n) || (n = char_code(r)) >= 0) return n >= min && n <= max ? int_value(n) : out_of_range(what, r);
    if (float_of(r, &d) && !isfinite(d)) return isnan(d) && max > INT16_MAX ? int_value(0) : out_of_range(what, r); // a byte or short is no NaN
    SCOPED Value whole = val_of(integer_of(what, r));
    if (failed(whole)) return ERR;
    bool beyond = float_of(r, &d) && max < INT64_MAX && (d < (double)min || d > (double)max); // 127.5 is no byte
    if (!beyond && int64_of(ref(whole), &n) && n >= min && n <= max) return int_value(n);
    return out_of_range(what, num_is_own_number(r) ? r : ref(whole));
}

int number_index(Ref r, int64_t *n) {
    if (int64_of(r, n)) return 1;
    if (!num_is_own_number(r)) return 0;
    SCOPED Value whole = cast("an index", r, INT32_MIN, INT32_MAX);
    if (failed(whole)) return -1;
    return int64_of(ref(whole), n);
}

PRIM(core_int, "clojure.core", "int", "[x]",
     "Converts a number or character to an integer of 32 bits, dropping its fraction.\nThrows when it is out of range.")
{ return cast("int", a[0], INT32_MIN, INT32_MAX); }
PRIM(core_long, "clojure.core", "long", "[x]",
     "Converts a number or character to an integer of 64 bits, dropping its fraction.\nThrows when it is out of range.")
{ return cast("long", a[0], INT64_MIN, INT64_MAX); }
PRIM(core_short, "clojure.core", "short", "[x]",
     "Converts a number to an integer of 16 bits, dropping its fraction.\nThrows when it is out of range.")
{ return cast("short", a[0], INT16_MIN, INT16_MAX); }
PRIM(core_byte, "clojure.core", "byte", "[x]",
     "Converts a number to an integer of 8 bits, dropping its fraction.\nThrows when it is out of range.")
{ return cast("byte", a[0], INT8_MIN, INT8_MAX); }

static Value to_double(const char *what, Ref r) {
    double d;
    switch (num_category(r)) {
    case CAT_BAD: return err_type("%s needs a number, not %s", what, err_type_name(r));
    case CAT_FOREIGN: return val_of(PyNumber_Float(obj(r)));
    default: return num_to_double(r, &d) < 0 ? ERR : double_value(d);
    }
}

PRIM(core_double, "clojure.core", "double", "[x]", "Converts a number to a float.")
{ return to_double("double", a[0]); }
PRIM(core_float, "clojure.core", "float", "[x]",
     "Converts a number to a float, of the same precision as double.\nThrows when a float of 32 bits could not be so large.")
{
    Value x = to_double("float", a[0]);
    double d;
    if (failed(x) || num_to_double(ref(x), &d) < 0 || !(fabs(d) > FLT_MAX)) return x;
    Value none = out_of_range("float", ref(x));
    drop(x);
    return none;
}

// A float as the decimal it prints as, which is what Java's BigDecimal.valueOf makes of it.
static PyObject *printed_decimal(Ref r) {
    double d;
    if (num_to_double(r, &d) < 0) return NULL;
    if (!isfinite(d)) return err_arg("Infinite or NaN"), NULL;
    struct strbuf b = STRBUF_INIT;
    if (num_print(&b, r, false) < 0) return strbuf_free(&b), NULL;
    SCOPED_PY PyObject *text = strbuf_finish(&b);
    return text ? decimal_parse(text) : NULL;
}

static Value big_integer(const char *what, Ref r) {
    double d;
    if (is_int(r)) return keep(r);
    if (float_of(r, &d) && fabs(d) >= 0x1p53) { // what is smaller has no digits that printing leaves out
        SCOPED_PY PyObject *decimal = printed_decimal(r);
        return decimal ? val_of(PyNumber_Long(decimal)) : ERR;
    }
    if (!is_str(r) && !num_can_calculate(r)) return err_arg("%s needs a number or a string of digits, not %s", what, err_type_name(r));
    if (!is_str(r)) return val_of(integer_of(what, r));
    SCOPED_PY PyObject *n = PyLong_FromUnicodeObject(obj(r), 10);
    return n ? val_from(n) : ERR;
}

PRIM(core_bigint, "clojure.core", "bigint", "[x]",
     "Converts a number, or a string of digits, to an integer of any size, dropping its fraction.\nA float counts as the decimal number it prints as.")
{ return big_integer("bigint", a[0]); }
PRIM(core_biginteger, "clojure.core", "biginteger", "[x]",
     "Converts a number, or a string of digits, to an integer of any size, dropping its fraction.\nA float counts as the decimal number it prints as.")
{ return big_integer("biginteger", a[0]); }

PRIM(core_bigdec, "clojure.core", "bigdec", "[x]",
     "Converts a number, or a string that holds one, to a decimal.\nA float becomes the decimal it prints as.")
{
    Ref x = a[0];
    if (is_str(x)) {
        PyObject *decimal = decimal_parse(obj(x));
        if (!decimal && PyErr_ExceptionMatches(PyExc_ArithmeticError)) PyErr_Clear(), err_value("no decimal: %R", obj(x));
        return adopt(decimal);
    }
    switch (num_category(x)) {
    case CAT_BAD:
    case CAT_FOREIGN: return num_can_calculate(x) ? adopt(decimal_parse(obj(x))) : err_arg("bigdec needs a number, not %s", err_type_name(x));
    case CAT_FLOAT: return adopt(printed_decimal(x));
    default: return adopt(decimal_of(x));
    }
}

PRIM(core_num, "clojure.core", "num", "[x]", "Returns x, which must be a number or nil.")
{
    Ref x = a[0];
    if (!is_nil(x) && !num_can_calculate(x)) return err_type("num needs a number, not %s", err_type_name(x));
    return keep(x);
}

PRIM(own_index, "cljsh.core", "index", "[x]", "Returns the integer that x says by __index__ to be, or x.") {
    Value integer = foreign_integer(a[0]);
    return ok(integer) ? integer : keep(a[0]);
}

PRIM(core_rationalize, "clojure.core", "rationalize", "[num]",
     "Returns the integer or ratio of the same value.\nA float counts as the decimal number it prints as: 0.1 gives 1/10.")
{
    Ref x = a[0];
    double d;
    switch (num_category(x)) {
    case CAT_FLOAT: return num_to_double(x, &d) < 0 ? ERR : num_rationalize_double(d);
    case CAT_DECIMAL: return decimal_ratio(obj(x));
    default: return is_nil(x) || num_can_calculate(x) ? keep(x) : err_type("rationalize needs a number, not %s", err_type_name(x));
    }
}

PRIM(core_numerator, "clojure.core", "numerator", "[r]", "Returns the numerator of a ratio.")
{
    if (!is_ratio(a[0])) return err_type("numerator needs a ratio, not %s", err_type_name(a[0]));
    return val_from(ratio_of(a[0])->num);
}
PRIM(core_denominator, "clojure.core", "denominator", "[r]", "Returns the denominator of a ratio.")
{
    if (!is_ratio(a[0])) return err_type("denominator needs a ratio, not %s", err_type_name(a[0]));
    return val_from(ratio_of(a[0])->den);
}

PRIM(core_char, "clojure.core", "char", "[x]",
     "Returns the character of a code point; a character is returned as it is.\nCharacters are strings of length 1.")
{
    int64_t code;
    if (is_int(a[0]) && int_of(a[0]) >= 0 && int_of(a[0]) <= 0x10ffff) return adopt(PyUnicode_FromOrdinal((int)int_of(a[0])));
    if (char_code(a[0]) >= 0) return keep(a[0]);
    if (num_category(a[0]) == CAT_BAD) return err_type("char needs a number or a character, not %s", err_type_name(a[0]));
    SCOPED Value whole = val_of(integer_of("char", a[0]));
    if (failed(whole)) return ERR;
    if (!int64_of(ref(whole), &code) || code < 0 || code > 0x10ffff) return out_of_range("char", ref(whole));
    return adopt(PyUnicode_FromOrdinal((int)code));
}

// --- wrapping -------------------------------------------------------------

// The lowest 64 bits of an integer: 1, or 0 when it is none.
static int low_bits(Ref r, uint64_t *n) {
    if (is_int(r)) return *n = (uint64_t)int_of(r), 1;
    if (num_category(r) != CAT_INT) return 0;
    *n = PyLong_AsUnsignedLongLongMask(obj(r));
    return 1;
}

static int64_t wrap(uint64_t n, int bits) { return (int64_t)(n << (64 - bits)) >> (64 - bits); }

// As Java casts: to int or long with saturation; what is narrower is cut out of the int.
static int64_t saturated(double d, int bits) {
    if (isnan(d)) return 0;
    if (bits < 64) return d >= INT32_MAX ? INT32_MAX : d <= INT32_MIN ? INT32_MIN : (int64_t)d;
    return d >= 0x1p63 ? INT64_MAX : d <= -0x1p63 ? INT64_MIN : (int64_t)d;
}

static Value unchecked(const char *what, Ref r, int bits) {
    uint64_t n;
    double d;
    if (low_bits(r, &n)) return int_value(wrap(n, bits));
    if (float_of(r, &d)) return int_value(wrap((uint64_t)saturated(d, bits), bits));
    SCOPED Value whole = val_of(integer_of(what, r));
    return ok(whole) && low_bits(ref(whole), &n) ? int_value(wrap(n, bits)) : ERR;
}

PRIM(core_unchecked_byte, "clojure.core", "unchecked-byte", "[x]", "Converts a number to its lowest 8 bits, as a signed integer.")
{ return unchecked("unchecked-byte", a[0], 8); }
PRIM(core_unchecked_short, "clojure.core", "unchecked-short", "[x]", "Converts a number to its lowest 16 bits, as a signed integer.")
{ return unchecked("unchecked-short", a[0], 16); }
PRIM(core_unchecked_int, "clojure.core", "unchecked-int", "[x]", "Converts a number to its lowest 32 bits, as a signed integer.")
{ return unchecked("unchecked-int", a[0], 32); }
PRIM(core_unchecked_long, "clojure.core", "unchecked-long", "[x]", "Converts a number to its lowest 64 bits, as a signed integer.")
{ return unchecked("unchecked-long", a[0], 64); }
PRIM(core_unchecked_char, "clojure.core", "unchecked-char", "[x]", "Converts the lowest 16 bits of a number to a character.")
{
    SCOPED Value code = unchecked("unchecked-char", a[0], 32);
    return ok(code) ? adopt(PyUnicode_FromOrdinal((int)(int_of(ref(code)) & 0xffff))) : ERR;
}
PRIM(core_unchecked_double, "clojure.core", "unchecked-double", "[x]", "Converts a number to a float.")
{ return to_double("unchecked-double", a[0]); }
PRIM(core_unchecked_float, "clojure.core", "unchecked-float", "[x]", "Converts a number to a float.")
{ return to_double("unchecked-float", a[0]); }

// Two integers wrap; anything else is the plain operation.
#define WRAPPING_2(id, name, bits, operator, plain, doc)             \
    PRIM(id, "clojure.core", name, "[x y]", doc)                     \
    {                                                                \
        uint64_t x, y;                                               \
        if (low_bits(a[0], &x) && low_bits(a[1], &y))      \
            return int_value(wrap(x operator y, bits));              \
        return plain(a[0], a[1]);                          \
    }
// What the arguments are for 32 bits: converted first, as unchecked-int does it.
static int low_ints(const char *what, Ref *a, Py_ssize_t n, Value *ints) {
    for (Py_ssize_t i = 0; i < n; i++)
        if (failed(ints[i] = unchecked(what, a[i], 32))) return -1; // integers of 32 bits need no drop
    return 0;
}
#define WRAPPING_INT(id, name, args, count, expression, doc)         \
    PRIM(id, "clojure.core", name, args, doc)                        \
    {                                                                \
        Value ints[count];                                           \
        if (low_ints(name, a, count, ints) < 0) return ERR;          \
        uint64_t x = (uint64_t)int_of(ref(ints[0])), y = (uint64_t)int_of(ref(ints[count - 1])); \
        (void)y;                                                     \
        return int_value(wrap(expression, 32));                      \
    }
#define WRAPPING_1(id, name, bits, expression, plain, doc)           \
    PRIM(id, "clojure.core", name, "[x]", doc)                       \
    {                                                                \
        uint64_t x;                                                  \
        if (low_bits(a[0], &x)) return int_value(wrap(expression, bits)); \
        return plain;                                                \
    }

WRAPPING_2(core_unchecked_add, "unchecked-add", 64, +, num_add, "Returns the sum, wrapping at 64 bits when both are integers.")
WRAPPING_2(core_unchecked_subtract, "unchecked-subtract", 64, -, num_sub, "Returns the difference, wrapping at 64 bits when both are integers.")
WRAPPING_2(core_unchecked_multiply, "unchecked-multiply", 64, *, num_mul, "Returns the product, wrapping at 64 bits when both are integers.")
WRAPPING_1(core_unchecked_inc, "unchecked-inc", 64, x + 1, num_add(a[0], int_ref(1)), "Returns one more than x, wrapping at 64 bits when x is an integer.")
WRAPPING_1(core_unchecked_dec, "unchecked-dec", 64, x - 1, num_sub(a[0], int_ref(1)), "Returns one less than x, wrapping at 64 bits when x is an integer.")
WRAPPING_1(core_unchecked_negate, "unchecked-negate", 64, -x, num_neg(a[0]), "Returns x with the opposite sign, wrapping at 64 bits when x is an integer.")
WRAPPING_INT(core_unchecked_add_int, "unchecked-add-int", "[x y]", 2, x + y, "Returns the sum of two integers, wrapping at 32 bits.")
WRAPPING_INT(core_unchecked_subtract_int, "unchecked-subtract-int", "[x y]", 2, x - y, "Returns the difference of two integers, wrapping at 32 bits.")
WRAPPING_INT(core_unchecked_multiply_int, "unchecked-multiply-int", "[x y]", 2, x * y, "Returns the product of two integers, wrapping at 32 bits.")
WRAPPING_INT(core_unchecked_inc_int, "unchecked-inc-int", "[x]", 1, x + 1, "Returns one more than an integer, wrapping at 32 bits.")
WRAPPING_INT(core_unchecked_dec_int, "unchecked-dec-int", "[x]", 1, x - 1, "Returns one less than an integer, wrapping at 32 bits.")
WRAPPING_INT(core_unchecked_negate_int, "unchecked-negate-int", "[x]", 1, -x, "Returns an integer with the opposite sign, wrapping at 32 bits.")

PRIM(core_unchecked_divide_int, "clojure.core", "unchecked-divide-int", "[x y]", "Returns the quotient of two integers towards zero, wrapping at 32 bits.")
{
    SCOPED Value q = num_quot(a[0], a[1]);
    return ok(q) ? unchecked("unchecked-divide-int", ref(q), 32) : ERR;
}
PRIM(core_unchecked_remainder_int, "clojure.core", "unchecked-remainder-int", "[x y]", "Returns the remainder of dividing two integers, with the sign of x.")
{ return num_rem(a[0], a[1]); }

// --- from text ------------------------------------------------------------

static int needs_string(Ref r) {
    return is_str(r) ? PyUnicode_READY(obj(r)) : (err_arg("Expected string, got %s", err_type_name(r)), -1);
}

PRIM(core_parse_long, "clojure.core", "parse-long", "[s]",
     "Parses a string of decimal digits with an optional sign as an integer of 64 bits.\nReturns nil when it is none.")
{
    Ref s = a[0];
    if (needs_string(s) < 0) return ERR;
    Py_ssize_t length = PyUnicode_GET_LENGTH(obj(s)), i = 0;
    Py_UCS4 first = length ? PyUnicode_READ_CHAR(obj(s), 0) : 0;
    bool negative = first == '-';
    if (negative || first == '+') i++;
    if (i == length) return nil_value();
    int64_t so_far = 0;
    for (; i < length; i++) {
        int digit = Py_UNICODE_TODECIMAL(PyUnicode_READ_CHAR(obj(s), i));
        if (digit < 0 || __builtin_mul_overflow(so_far, 10, &so_far) || __builtin_sub_overflow(so_far, digit, &so_far)) return nil_value();
    }
    if (!negative && so_far == INT64_MIN) return nil_value(); // counted downwards, where there is one number more
    return int_value(negative ? so_far : -so_far);
}

static const char *skip_digits(const char *p) { while (*p >= '0' && *p <= '9') p++; return p; }

// The end of a decimal floating-point number without its sign, or NULL.
static const char *float_end(const char *p) {
    const char *whole = skip_digits(p), *end = whole;
    if (*end == '.') end = skip_digits(end + 1);
    if (end - p == (*whole == '.')) return NULL; // no digit at all
    if (*end == 'e' || *end == 'E') {
        const char *exponent = end + 1 + (end[1] == '+' || end[1] == '-');
        end = skip_digits(exponent);
        if (end == exponent) return NULL;
    }
    return end;
}

// Java's syntax of doubles, without surrounding blanks: 1 and *d, 0, -1 failed.
static int parse_double(char *text, double *d) {
    bool negative = *text == '-';
    char *body = text + (negative || *text == '+');
    if (!strcmp(body, "NaN")) return *d = NAN, 1;
    if (!strcmp(body, "Infinity")) return *d = negative ? -INFINITY : INFINITY, 1;
    size_t length = strlen(body);
    if (length && strchr("fFdD", body[length - 1]) && !(body[0] == '0' && (body[1] == 'x' || body[1] == 'X') && !strpbrk(body, "pP")))
        body[--length] = 0;
    if (body[0] == '0' && (body[1] == 'x' || body[1] == 'X')) {
        if (!strpbrk(body, "pP")) return 0;
        SCOPED_PY PyObject *f = PyObject_CallMethod(PY_CAST(&PyFloat_Type), "fromhex", "s", text);
        if (!f) return PyErr_ExceptionMatches(PyExc_ValueError) || PyErr_ExceptionMatches(PyExc_OverflowError) ? (PyErr_Clear(), 0) : -1;
        return *d = PyFloat_AS_DOUBLE(f), 1;
    }
    const char *end = float_end(body);
    if (!end || *end) return 0;
    *d = PyOS_string_to_double(body, NULL, NULL);
    if (*d == -1.0 && PyErr_Occurred()) return -1;
    if (negative) *d = -*d;
    return 1;
}

PRIM(core_parse_double, "clojure.core", "parse-double", "[s]",
     "Parses a string as a floating-point number.\nReturns nil when it is none.")
{
    if (needs_string(a[0]) < 0) return ERR;
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(obj(a[0]), &length);
    if (!text) return PyErr_Clear(), nil_value(); // surrogates: no number
    while (length && (unsigned char)*text <= ' ') text++, length--;
    while (length && (unsigned char)text[length - 1] <= ' ') length--;
    if (!length || memchr(text, 0, (size_t)length)) return nil_value();
    char *copy = PyMem_Malloc((size_t)length + 1);
    if (!copy) return PyErr_NoMemory(), ERR;
    memcpy(copy, text, (size_t)length);
    copy[length] = 0;
    double d;
    int result = parse_double(copy, &d);
    PyMem_Free(copy);
    return result < 0 ? ERR : result ? double_value(d) : nil_value();
}

PRIM(core_parse_boolean, "clojure.core", "parse-boolean", "[s]",
     "Parses \"true\" or \"false\".\nReturns nil for any other string.")
{
    if (needs_string(a[0]) < 0) return ERR;
    PyObject *s = obj(a[0]);
    if (PyUnicode_CompareWithASCIIString(s, "true") == 0) return bool_value(true);
    if (PyUnicode_CompareWithASCIIString(s, "false") == 0) return bool_value(false);
    return nil_value();
}

// The hexadecimal digits at *p as a number of 63 bits, and *p after them; false when there are none or too many.
static bool hex_group(const char **p, uint64_t *n) {
    const char *start = *p;
    *n = 0;
    for (; Py_ISXDIGIT(**p); ++*p) {
        if (*n >> 59) return false;
        *n = *n << 4 | (uint64_t)(**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
    }
    return *p > start;
}

PRIM(core_parse_uuid, "clojure.core", "parse-uuid", "[s]",
     "Parses the text of a UUID, groups of 8-4-4-4-12 hexadecimal digits.\nReturns nil when it is none."
     " Of shorter groups zeros are missing; of longer ones the last digits count.")
{
    static const int digits[] = {8, 4, 4, 4, 12};
    if (needs_string(a[0]) < 0) return ERR;
    PyObject *s = obj(a[0]);
    if (PyUnicode_GET_LENGTH(s) > 36 || !PyUnicode_IS_ASCII(s)) return nil_value();
    char whole[33];
    int length = 0;
    const char *p = PyUnicode_DATA(s), *end = p + PyUnicode_GET_LENGTH(s);
    for (int i = 0; i < 5; i++) {
        uint64_t group;
        if ((i && *p++ != '-') || !hex_group(&p, &group)) return nil_value();
        length += PyOS_snprintf(whole + length, sizeof whole - (size_t)length, "%0*llx", digits[i],
                                (unsigned long long)(group & ((1ULL << 4 * digits[i]) - 1)));
    }
    if (p != end) return nil_value();
    SCOPED_PY PyObject *uuid = PyImport_ImportModule("uuid");
    return uuid ? adopt(PyObject_CallMethod(uuid, "UUID", "s", whole)) : ERR;
}
