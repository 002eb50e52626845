// SPDX-License-Identifier: MIT
/* The reader's number syntax:
 *
 *     int      [+-] (0 | [1-9]d* | 0x h+ | 0 o+ | RADIX r alnum+) [N]
 *     ratio    [+-] d+ / d+
 *     float    [+-] d+ [. d*] [e [+-] d+] [M]
 *
 * A number that is none of these (08, 1r0, 2r3) gives 0, whatever the reader
 * may want to say about it.
 */
#include <ctype.h>
#include <math.h>

#include "num/tower.h"

#define WORD_DIGITS 18 // so many decimal digits always fit 64 bits

static size_t span(const char *text, size_t length, int (*belongs)(int)) {
    size_t n = 0;
    while (n < length && belongs((unsigned char)text[n])) n++;
    return n;
}

// PyLong_FromString and the like want a terminated string.
static char *terminated(const char *text, size_t length, char small[64]) {
    char *copy = length < 64 ? small : PyMem_Malloc(length + 1);
    if (!copy) return (char *)PyErr_NoMemory();
    memcpy(copy, text, length);
    copy[length] = 0;
    return copy;
}
static void terminated_free(char *copy, char small[64]) { if (copy != small) PyMem_Free(copy); }

// Digits without sign: 1 and *out, 0 when there is a digit too large, -1.
static int digits_value(const char *digits, size_t length, int radix, bool negative, Value *out) {
    if (radix == 10 && length <= WORD_DIGITS) {
        int64_t n = 0;
        for (size_t i = 0; i < length; i++) n = n * 10 + (digits[i] - '0');
        *out = int_value(negative ? -n : n);
        return 1;
    }
    for (size_t i = 0; i < length; i++) {
        int c = (unsigned char)digits[i], digit = isdigit(c) ? c - '0' : tolower(c) - 'a' + 10;
        if (digit >= radix) return 0;
    }
    if (num_charge_digits(length) < 0) return -1;
    char small[64], *copy = terminated(digits, length, small);
    if (!copy) return -1;
    SCOPED Value n = val_of(PyLong_FromString(copy, NULL, radix));
    terminated_free(copy, small);
    if (failed(n)) return -1;
    *out = negative ? num_neg(ref(n)) : keep(ref(n));
    return ok(*out) ? 1 : -1;
}

// The int syntax after the sign.
static int parse_int(const char *text, size_t length, bool negative, Value *out) {
    size_t digits = span(text, length, isdigit);
    bool radix_notation = digits < length && (text[digits] == 'r' || text[digits] == 'R');
    if (text[length - 1] == 'N' && !radix_notation) length--; // there N is a digit
    if (digits == length) {
        if (text[0] != '0' || length == 1) return digits_value(text, length, 10, negative, out);
        return digits_value(text + 1, length - 1, 8, negative, out);
    }
    char mark = text[digits];
    const char *rest = text + digits + 1;
    size_t rest_length = length - digits - 1;
    if (rest_length == 0) return 0;
    if ((mark == 'x' || mark == 'X') && digits == 1 && text[0] == '0')
        return span(rest, rest_length, isxdigit) == rest_length ? digits_value(rest, rest_length, 16, negative, out) : 0;
    if (radix_notation && digits >= 1 && digits <= 2 && text[0] != '0') {
        int radix = text[0] - '0';
        if (digits == 2) radix = radix * 10 + (text[1] - '0');
        if (radix < 2 || radix > 36 || span(rest, rest_length, isalnum) != rest_length) return 0;
        return digits_value(rest, rest_length, radix, negative, out);
    }
    return 0;
}

static int parse_ratio(const char *text, size_t length, size_t slash, bool negative, Value *out) {
    size_t den_length = length - slash - 1;
    if (slash == 0 || den_length == 0 || span(text + slash + 1, den_length, isdigit) != den_length) return 0;
    Value num = ERR, den = ERR;
    int result = digits_value(text, slash, 10, negative, &num);
    if (result > 0) result = digits_value(text + slash + 1, den_length, 10, false, &den);
    if (result > 0) *out = num_div(ref(num), ref(den)), result = ok(*out) ? 1 : -1;
    xdrop(num);
    xdrop(den);
    return result;
}

// The float syntax with its sign.
static int parse_float(const char *text, size_t length, Value *out) {
    bool decimal = text[length - 1] == 'M';
    size_t end = length - decimal, i = text[0] == '+' || text[0] == '-';
    size_t whole = span(text + i, end - i, isdigit);
    if (!whole) return 0;
    i += whole;
    if (i < end && text[i] == '.') i += 1 + span(text + i + 1, end - i - 1, isdigit);
    if (i < end && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < end && (text[i] == '+' || text[i] == '-')) i++;
        size_t exponent = span(text + i, end - i, isdigit);
        if (!exponent) return 0;
        i += exponent;
    }
    if (i != end) return 0;
    if (decimal) {
        SCOPED_PY PyObject *s = PyUnicode_FromStringAndSize(text, (Py_ssize_t)end);
        *out = s ? adopt(decimal_parse(s)) : ERR;
        return ok(*out) ? 1 : -1;
    }
    char small[64], *copy = terminated(text, end, small);
    if (!copy) return -1;
    double d = PyOS_string_to_double(copy, NULL, NULL); // beyond the range: an infinity
    terminated_free(copy, small);
    if (d == -1.0 && PyErr_Occurred()) return -1;
    *out = double_value(d);
    return ok(*out) ? 1 : -1;
}

int num_parse(const char *text, size_t length, Value *out) {
    if (!length) return 0;
    bool sign = text[0] == '+' || text[0] == '-', negative = text[0] == '-';
    const char *body = text + sign;
    size_t body_length = length - sign;
    if (!body_length || !isdigit((unsigned char)body[0])) return 0;
    size_t digits = span(body, body_length, isdigit);
    if (digits < body_length && body[digits] == '/') return parse_ratio(body, body_length, digits, negative, out);
    int result = parse_int(body, body_length, negative, out);
    if (result || digits == body_length) return result;
    return parse_float(text, length, out);
}
