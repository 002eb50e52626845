// SPDX-License-Identifier: MIT
/* format: Java's format strings.
 *
 *     %[index$][flags][width][.precision]conversion
 *
 * flags: - left, 0 zeros, + and space sign, ',' groups of three, ( negative
 * in parentheses, # 0x or 0 before.  Floats are rounded half up from the
 * digits they print with, as Java does, not from their binary value.
 */
#include <ctype.h>
#include <math.h>

#include "base/prim.h"
#include "base/digits.h"
#include "data/equal.h"
#include "data/foreign.h"
#include "num/tower.h"
#include "read/format_date.h"
#include "read/print.h"

struct spec {
    int index;                 // from 1; 0: the next argument; -1: the last one again
    bool left, zero, plus, space, comma, parens, alternate;
    Py_ssize_t width, precision; // -1: not given
    char conversion;           // in lower case
    char part;                 // of a date, after %t
    bool upper;
};

static int bad(const struct spec *s, Ref arg) {
    return err_arg("%%%c cannot format %s", s->upper ? toupper(s->conversion) : s->conversion, err_type_name(arg)), -1;
}

// --- putting parts together -----------------------------------------------

static size_t code_points(const struct strbuf *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->length; i++) n += ((unsigned char)b->data[i] & 0xc0) != 0x80;
    return n;
}

static void pad(struct strbuf *out, char c, Py_ssize_t n) {
    while (n-- > 0) strbuf_putc(out, c);
}

static void add_padded(struct strbuf *out, const struct spec *s, const struct strbuf *text) {
    Py_ssize_t missing = s->width - (Py_ssize_t)code_points(text);
    if (!s->left) pad(out, ' ', missing);
    strbuf_add(out, text->data, text->length);
    if (s->left) pad(out, ' ', missing);
}

// A number's sign, prefix, digits (the first `whole` of them before the point) and what zeros fill up.
static void add_number(struct strbuf *out, const struct spec *s, bool negative, const char *prefix, const char *digits, size_t whole) {
    if (!s->comma && !s->upper && !s->parens && !*prefix) { // the usual case: no text is put together first
        size_t length = strlen(digits);
        const char *sign = negative ? "-" : s->plus ? "+" : s->space ? " " : "";
        Py_ssize_t missing = s->width - (Py_ssize_t)(length + strlen(sign));
        if (!s->zero && !s->left) pad(out, ' ', missing);
        strbuf_puts(out, sign);
        if (s->zero) pad(out, '0', missing);
        strbuf_add(out, digits, length);
        if (!s->zero && s->left) pad(out, ' ', missing);
        return;
    }
    struct strbuf body = STRBUF_INIT, text = STRBUF_INIT;
    for (size_t i = 0; i < whole; i++) {
        if (s->comma && i && (whole - i) % 3 == 0) strbuf_putc(&body, ',');
        strbuf_putc(&body, digits[i]);
    }
    strbuf_puts(&body, digits + whole);
    const char *sign = negative ? (s->parens ? "(" : "-") : s->plus ? "+" : s->space ? " " : "";
    bool closing = negative && s->parens;
    strbuf_puts(&text, sign);
    strbuf_puts(&text, prefix);
    if (s->zero) pad(&text, '0', s->width - (Py_ssize_t)(text.length + body.length + closing));
    strbuf_add(&text, body.data, body.length);
    if (closing) strbuf_putc(&text, ')');
    if (s->upper)
        for (size_t i = 0; i < text.length; i++) text.data[i] = (char)toupper((unsigned char)text.data[i]);
    add_padded(out, s, &text);
    out->oom |= body.oom || text.oom;
    strbuf_free(&body);
    strbuf_free(&text);
}

// Text, cut to the precision.
static int add_text(struct strbuf *out, const struct spec *s, PyObject *str) {
    SCOPED_PY PyObject *text = str;
    if (text && s->precision >= 0) Py_SETREF(text, PyUnicode_Substring(text, 0, s->precision));
    if (text && s->upper) Py_SETREF(text, PyObject_CallMethod(text, "upper", NULL));
    struct strbuf b = STRBUF_INIT;
    if (!text || strbuf_str(&b, text) < 0) return strbuf_free(&b), -1;
    add_padded(out, s, &b);
    strbuf_free(&b);
    return 0;
}

// --- integers -------------------------------------------------------------

// Octal and hexadecimal show 64 bits in two's complement, larger numbers their sign. Two hexadecimal digits, %02x,
// are asked of a byte: where it is negative, its 8 bits are shown, as of the JVM's bytes, which have a type of their own.
static int add_integer(struct strbuf *out, const struct spec *s, Ref arg) {
    char word[32];
    int64_t n;
    SCOPED Value integer = num_is_own_integer(arg) ? keep(arg) : foreign_integer(arg);
    if (failed(integer)) return bad(s, arg);
    arg = ref(integer);
    const char *prefix = s->alternate && s->conversion == 'x' ? "0x" : s->alternate && s->conversion == 'o' ? "0" : "";
    if (s->conversion != 'd' && int64_of(arg, &n)) {
        if (s->conversion == 'x' && s->width == 2 && s->zero && n < 0 && n >= INT8_MIN) n &= UINT8_MAX;
        snprintf(word, sizeof word, s->conversion == 'x' ? "%llx" : "%llo", (unsigned long long)n);
        add_number(out, s, false, prefix, word, strlen(word));
        return 0;
    }
    if (s->conversion == 'd' && is_int(arg)) {
        n = int_of(arg);
        char *end = word + sizeof word - 1, *p = digits_before(end, n < 0 ? -n : n);
        *end = 0;
        add_number(out, s, n < 0, "", p, strlen(p));
        return 0;
    }
    SCOPED_PY PyObject *boxed = py_of(arg);
    SCOPED_PY PyObject *text = boxed ? PyNumber_ToBase(boxed, s->conversion == 'd' ? 10 : s->conversion == 'x' ? 16 : 8) : NULL;
    const char *digits = text ? PyUnicode_AsUTF8(text) : NULL;
    if (!digits) return -1;
    bool negative = *digits == '-';
    digits += negative + (s->conversion == 'd' ? 0 : 2); // without Python's 0x or 0o
    add_number(out, s, negative, prefix, digits, strlen(digits));
    return 0;
}

// --- floats ---------------------------------------------------------------

struct digits { char *text; Py_ssize_t n; int exponent; bool negative; }; // d.ddd × 10^exponent

// Keeps the first n digits (n may be 0 or negative: then at most the rounding is left), rounding half up.
static void round_digits(struct digits *d, Py_ssize_t n) {
    if (n >= d->n) return;
    bool up = n >= 0 && d->text[n] >= '5';
    if (n < 0) n = 0;
    d->n = n;
    while (up && n > 0) {
        if (d->text[n - 1] != '9') { d->text[n - 1]++; up = false; break; }
        d->text[--n] = '0';
    }
    if (up) { // 9.99 became 10.0, or 0.6 became 1
        memmove(d->text + 1, d->text, (size_t)d->n);
        d->text[0] = '1';
        if (d->n == 0) d->n = 1;
        d->exponent++;
    }
    if (d->n == 0) d->text[0] = '0', d->n = 1, d->exponent = 0;
}

static char digit_at(const struct digits *d, Py_ssize_t i) { return i >= 0 && i < d->n ? d->text[i] : '0'; }

static void add_fixed(struct strbuf *out, const struct spec *s, struct digits *d, Py_ssize_t precision) {
    bool zero = d->n == 1 && d->text[0] == '0';
    if (!zero) round_digits(d, d->exponent + 1 + precision);
    struct strbuf b = STRBUF_INIT;
    size_t whole = d->exponent < 0 ? 1 : (size_t)d->exponent + 1;
    for (Py_ssize_t i = d->exponent < 0 ? d->exponent : 0; i <= d->exponent + precision; i++) {
        if (b.length == whole) strbuf_putc(&b, '.');
        strbuf_putc(&b, digit_at(d, i));
    }
    if (b.length == whole && s->alternate) strbuf_putc(&b, '.');
    strbuf_putc(&b, 0);
    if (!b.oom) add_number(out, s, d->negative, "", b.data, whole);
    out->oom |= b.oom;
    strbuf_free(&b);
}

static void add_scientific(struct strbuf *out, const struct spec *s, struct digits *d, Py_ssize_t precision) {
    round_digits(d, precision + 1);
    struct strbuf b = STRBUF_INIT;
    strbuf_putc(&b, digit_at(d, 0));
    if (precision) strbuf_putc(&b, '.');
    for (Py_ssize_t i = 1; i <= precision; i++) strbuf_putc(&b, digit_at(d, i));
    strbuf_printf(&b, "e%c%02d", d->exponent < 0 ? '-' : '+', abs(d->exponent));
    strbuf_putc(&b, 0);
    if (!b.oom) add_number(out, s, d->negative, "", b.data, 1);
    out->oom |= b.oom;
    strbuf_free(&b);
}

static void add_digits(struct strbuf *out, const struct spec *s, struct digits *d) {
    Py_ssize_t precision = s->precision < 0 ? 6 : s->precision;
    if (s->conversion == 'f') return add_fixed(out, s, d, precision);
    if (s->conversion == 'e') return add_scientific(out, s, d, precision);
    if (precision == 0) precision = 1;
    round_digits(d, precision); // %g
    if (d->exponent >= -4 && d->exponent < precision) add_fixed(out, s, d, precision - d->exponent - 1);
    else add_scientific(out, s, d, precision - 1);
}

/* The usual case of %.nf, quickly: where x * 10^n is not close to half way
 * between two integers, all ways to round agree. False: not the usual case. */
static bool add_usual(struct strbuf *out, const struct spec *s, double x) {
    static const double powers[] = {1, 10, 1e2, 1e3, 1e4, 1e5, 1e6};
    Py_ssize_t precision = s->precision < 0 ? 6 : s->precision;
    if (s->conversion != 'f' || precision < 1 || precision > 6 || !(fabs(x) < 1e12)) return false;
    double scaled = fabs(x) * powers[precision], whole = floor(scaled), rest = scaled - whole;
    if (scaled >= 1e12 || fabs(rest - 0.5) < 1e-3) return false;
    uint64_t n = (uint64_t)whole + (rest > 0.5);
    char text[32], *p = text + sizeof text;
    *--p = 0;
    Py_ssize_t i = 0;
    for (; n || i <= precision; i++) {
        if (i == precision) *--p = '.';
        *--p = (char)('0' + n % 10);
        n /= 10;
    }
    add_number(out, s, signbit(x), "", p, strlen(p) - (size_t)precision - 1);
    return true;
}

static int add_float(struct strbuf *out, const struct spec *s, Ref arg) {
    SCOPED Value number = num_is_own_number(arg) ? keep(arg) : foreign_number(arg);
    if (failed(number)) return bad(s, arg);
    arg = ref(number);
    double n;
    bool exact = !is_double(arg) && (num_is_own_integer(arg) || num_is_decimal(obj(arg)));
    if (!exact && num_to_double(arg, &n) < 0) return -1;
    if (!exact && !isfinite(n)) {
        struct spec plain = *s;
        plain.zero = false;
        add_number(out, &plain, n < 0, "", isnan(n) ? "NaN" : "Infinity", isnan(n) ? 3 : 8);
        return 0;
    }
    if (!exact && add_usual(out, s, n)) return 0;
    SCOPED_PY PyObject *boxed = exact ? py_of(arg) : PyFloat_FromDouble(n);
    SCOPED_PY PyObject *str = boxed ? PyObject_Str(boxed) : NULL;
    const char *text = str ? PyUnicode_AsUTF8(str) : NULL;
    if (!text) return -1;
    struct digits d = {.text = PyMem_Malloc(strlen(text) + 3), .negative = *text == '-'};
    if (!d.text) return PyErr_NoMemory(), -1;
    d.n = (Py_ssize_t)num_digits(text, d.text, &d.exponent);
    add_digits(out, s, &d);
    PyMem_Free(d.text);
    return 0;
}

// --- the rest -------------------------------------------------------------

static int add_char(struct strbuf *out, const struct spec *s, Ref arg) {
    int64_t code;
    if (is_str(arg) && PyUnicode_GetLength(obj(arg)) == 1) return add_text(out, s, Py_NewRef(obj(arg)));
    if (!int64_of(arg, &code) || code < 0 || code > 0x10ffff) return bad(s, arg);
    return add_text(out, s, PyUnicode_FromOrdinal((int)code));
}

// That of Java's strings, over the units of UTF-16.
static unsigned text_hash(PyObject *text) {
    unsigned h = 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        if (c >= 0x10000) {
            h = 31 * h + (0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + (c & 0x3FF);
        }
        h = 31 * h + c;
    }
    return h;
}

static int add_hash(struct strbuf *out, const struct spec *s, Ref arg) {
    if (is_str(arg)) return add_text(out, s, PyUnicode_FromFormat("%x", text_hash(obj(arg))));
    Py_hash_t h = val_hash(arg);
    return h == -1 ? -1 : add_text(out, s, PyUnicode_FromFormat("%x", (unsigned)(uint32_t)h));
}

static int add_argument(struct strbuf *out, const struct spec *s, Ref arg) {
    if (s->conversion == 'b') return add_text(out, s, PyUnicode_FromString(is_true(arg) ? "true" : "false"));
    if (is_nil(arg)) return add_text(out, s, PyUnicode_FromString("null"));
    switch (s->conversion) {
    case 's': return add_text(out, s, print_value_str(arg));
    case 'c': return add_char(out, s, arg);
    case 'h': return add_hash(out, s, arg);
    case 't': return add_text(out, s, format_date_text(s->part, arg));
    case 'd': case 'x': case 'o': return add_integer(out, s, arg);
    default: return add_float(out, s, arg);
    }
}

// --- reading the format ---------------------------------------------------

static const char *read_count(const char *p, Py_ssize_t *n) {
    for (*n = 0; isdigit((unsigned char)*p) && *n < 100000000; p++) *n = *n * 10 + (*p - '0');
    return p;
}

static bool read_flag(struct spec *s, char c) {
    switch (c) {
    case '-': return s->left = true;
    case '0': return s->zero = true;
    case '+': return s->plus = true;
    case ' ': return s->space = true;
    case ',': return s->comma = true;
    case '(': return s->parens = true;
    case '#': return s->alternate = true;
    case '<': return s->index = -1, true;
    default: return false;
    }
}

// Reads what follows a %; NULL with an exception when it is no conversion.
static const char *read_spec(const char *p, struct spec *s) {
    *s = (struct spec){.width = -1, .precision = -1};
    Py_ssize_t n;
    const char *after = read_count(p, &n);
    if (after > p && *after == '$') s->index = (int)n, p = after + 1;
    while (read_flag(s, *p)) p++;
    if (isdigit((unsigned char)*p)) p = read_count(p, &s->width);
    if (*p == '.') {
        if (!isdigit((unsigned char)p[1])) return err_arg("a precision is missing after %%."), NULL;
        p = read_count(p + 1, &s->precision);
    }
    s->upper = isupper((unsigned char)*p);
    s->conversion = (char)tolower((unsigned char)*p);
    if (!*p || !strchr("bhscdxoefgnt%", s->conversion) || (s->upper && strchr("don", s->conversion)))
        return err_arg("Unknown format conversion: %%%c", *p ? *p : ' '), NULL;
    if (s->conversion == 't') {
        s->part = *++p;
        if (s->precision >= 0) return err_arg("%%t%c has no precision", s->part), NULL;
        if (!format_date_knows(s->part)) return err_arg("Unknown format conversion: %%t%c", *p ? *p : ' '), NULL;
    }
    if ((s->left || s->zero) && s->width < 0) return err_arg("a width is missing: %%%c", *p), NULL;
    return p + 1;
}

// The arguments are a[1]…a[n-1].
static int format(struct strbuf *out, const char *p, const char *end, Ref *a, Py_ssize_t n) {
    Py_ssize_t next = 1, last = 0;
    while (p < end) {
        if (*p != '%') {
            strbuf_putc(out, *p++);
            continue;
        }
        struct spec s;
        if (!(p = read_spec(p + 1, &s))) return -1;
        if (s.conversion == 'n') { strbuf_putc(out, '\n'); continue; }
        if (s.conversion == '%') {
            struct strbuf percent = {.data = (char *)"%", .length = 1};
            add_padded(out, &s, &percent);
            continue;
        }
        if (s.index >= 0) last = s.index ? s.index : next++;
        if (last < 1 || last >= n) return err_arg("Format specifier '%%%c' has no argument", s.conversion), -1;
        if (add_argument(out, &s, a[last]) < 0) return -1;
    }
    return out->oom ? (PyErr_NoMemory(), -1) : 0;
}

PRIM(core_format, "clojure.core", "format", "[fmt & args]",
     "Returns a string made of a format, in which % introduces how the next argument is written.\n"
     "%s any value, %d an integer, %x hexadecimal, %o octal, %f %e %g floats, %c a character, %b a truth value,\n"
     "%n a newline, %% a percent sign, %t and a letter a part of a date or of milliseconds since 1970, as %tF and %tT;\n"
     "in between, flags, width and precision as in %-10s %05d %,d %.2f %2$s.")
{
    if (!is_str(a[0])) return err_type("format needs a string, not %s", err_type_name(a[0]));
    struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
    if (strbuf_str(&text, obj(a[0])) < 0) return strbuf_free(&text), ERR;
    size_t length = text.length;
    strbuf_putc(&text, 0);
    int result = text.oom ? (PyErr_NoMemory(), -1) : format(&out, text.data, text.data + length, a, n);
    strbuf_free(&text);
    if (result == 0) return adopt(strbuf_finish(&out));
    strbuf_free(&out);
    return ERR;
}
