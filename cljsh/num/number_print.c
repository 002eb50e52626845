// SPDX-License-Identifier: MIT
/* Numbers as text.  A float has the fewest digits that read back as the same
 * float, plain from 10^-3 to 10^7 and with an exponent outside, always with
 * a point: as Java, and so Clojure, writes doubles. */
#include <math.h>
#include <stdlib.h>

#include "base/digits.h"
#include "num/tower.h"

// The leading zero of 0.05 and the zeros after the last other digit are no digits of the number.
size_t num_digits(const char *text, char *digits, int *exponent) {
    size_t n = 0;
    int before_point = -1, leading = 0, exp10 = 0, seen = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '.') before_point = seen;
        if (*p == 'e' || *p == 'E') {
            exp10 = atoi(p + 1);
            break;
        }
        if (*p < '0' || *p > '9') continue;
        seen++;
        if (*p == '0' && n == 0) leading++;
        else digits[n++] = *p;
    }
    if (before_point < 0) before_point = seen;
    *exponent = exp10 + before_point - leading - 1;
    while (n > 1 && digits[n - 1] == '0') n--;
    if (n == 0) digits[n++] = '0', *exponent = 0;
    digits[n] = 0;
    return n;
}

// The fewest digits of a finite double.  17 are the most; repr pads them to 16 places or so.
// The smallest of all is 4.9E-324: of the pairs of digits that read back as it, the nearest.
static int shortest_digits(double d, char digits[64], int *exponent) {
    char *text = PyOS_double_to_string(fabs(d), 'r', 0, 0, NULL);
    if (!text) return -1;
    int n = (int)num_digits(text, digits, exponent);
    PyMem_Free(text);
    if (n != 1 || fabs(d) >= 8e-324 || d == 0) return n;
    char *pair = PyOS_double_to_string(fabs(d), 'e', 1, 0, NULL);
    if (!pair) return -1;
    n = (int)num_digits(pair, digits, exponent);
    PyMem_Free(pair);
    return n;
}

static int print_double(struct strbuf *b, double d, bool readably) {
    if (isnan(d)) return strbuf_puts(b, readably ? "##NaN" : "NaN"), 0;
    if (signbit(d)) {
        if (isinf(d)) return strbuf_puts(b, readably ? "##-Inf" : "-Infinity"), 0;
        strbuf_putc(b, '-');
    }
    if (isinf(d)) return strbuf_puts(b, readably ? "##Inf" : "Infinity"), 0;
    char digits[64];
    int exponent, n = shortest_digits(d, digits, &exponent);
    if (n < 0) return -1;
    if (exponent < -3 || exponent >= 7) {
        strbuf_printf(b, "%c.%sE%d", digits[0], n > 1 ? digits + 1 : "0", exponent);
    } else if (exponent < 0) {
        strbuf_printf(b, "0.%.*s%s", -exponent - 1, "000", digits);
    } else {
        for (int i = 0; i <= exponent; i++) strbuf_putc(b, i < n ? digits[i] : '0');
        strbuf_printf(b, ".%s", n > exponent + 1 ? digits + exponent + 1 : "0");
    }
    return 0;
}

static void print_word(struct strbuf *b, int64_t n) {
    char text[DIGITS_MAX], *end = text + sizeof text, *p = digits_before(end, n);
    strbuf_add(b, p, (size_t)(end - p));
}

static int print_object(struct strbuf *b, PyObject *text) {
    if (!text) return -1;
    int result = strbuf_str(b, text);
    Py_DECREF(text);
    return result;
}

int num_print(struct strbuf *b, Ref r, bool readably) {
    int64_t n;
    double d;
    switch (num_category(r)) {
    case CAT_INT:
        if (int64_of(r, &n)) return print_word(b, n), 0;
        if (num_charge(obj(r), obj(r)) < 0 || print_object(b, PyLong_Type.tp_repr(obj(r))) < 0) return -1;
        if (readably) strbuf_putc(b, 'N');
        return 0;
    case CAT_RATIO:
        if (print_object(b, PyLong_Type.tp_repr(ratio_of(r)->num)) < 0) return -1;
        strbuf_putc(b, '/');
        return print_object(b, PyLong_Type.tp_repr(ratio_of(r)->den));
    case CAT_FLOAT: return num_to_double(r, &d) < 0 ? -1 : print_double(b, d, readably);
    case CAT_DECIMAL:
        if (print_object(b, PyObject_Str(obj(r))) < 0) return -1;
        if (readably) strbuf_putc(b, 'M');
        return 0;
    default: return err_type("%s is no number", err_type_name(r)), -1;
    }
}

// The digits as an int, divided or multiplied by the power of ten they stand at.
Value num_rationalize_double(double d) {
    if (!isfinite(d)) return err_arg("Infinite or NaN");
    char digits[64];
    int exponent, n = shortest_digits(d, digits, &exponent);
    if (n < 0) return ERR;
    SCOPED_PY PyObject *all = PyLong_FromString(digits, NULL, 10);
    SCOPED_PY PyObject *ten = PyLong_FromLong(10);
    int scale = n - 1 - exponent; // value = digits / 10^scale
    SCOPED_PY PyObject *places = PyLong_FromLong(abs(scale));
    SCOPED_PY PyObject *power = ten && places ? PyNumber_Power(ten, places, Py_None) : NULL;
    if (!all || !power) return ERR;
    SCOPED Value magnitude = scale > 0 ? ratio_give(Py_NewRef(all), Py_NewRef(power)) : val_of(PyNumber_Multiply(all, power));
    if (failed(magnitude)) return ERR;
    return d < 0 ? num_neg(ref(magnitude)) : keep(ref(magnitude));
}
