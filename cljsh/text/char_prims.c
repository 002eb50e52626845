// SPDX-License-Identifier: MIT
/* What java.lang.Character tells of a character, a string of length 1 or a
 * code point, by Unicode's categories as Python's tables have them; and the
 * hash that java.lang.String documents. */
#include "base/error.h"
#include "base/prim.h"
#include "data/str.h"

// The code point of a character or of its number; -1: neither.
static int64_t code_of(const char *what, Ref c) {
    const int64_t code = is_int(c) ? int_of(c) : char_code(c);
    if (code >= 0 && code <= 0x10ffff) return code;
    if (!PyErr_Occurred()) err_type("%s needs a character, not %s", what, is_str(c) ? "a string" : err_type_name(c));
    return -1;
}

// White space of Java's: no space that keeps words together.
static bool is_java_space(Py_UCS4 c) {
    return Py_UNICODE_ISSPACE(c) && c != 0xa0 && c != 0x2007 && c != 0x202f && c != 0x85;
}

#define TESTED(id, name, what, holds)                                     \
    PRIM(id, "cljsh.core", name, "[c]", "Is a character, or that of a number, " what "?") { \
        const int64_t code = code_of(name, a[0]);                         \
        if (code < 0) return ERR;                                         \
        const Py_UCS4 c = (Py_UCS4)code;                                  \
        return bool_value(holds);                                         \
    }

TESTED(char_is_digit, "digit-char?", "a decimal digit", Py_UNICODE_ISDECIMAL(c))
TESTED(char_is_letter, "letter-char?", "a letter", Py_UNICODE_ISALPHA(c))
TESTED(char_is_alphanumeric, "letter-or-digit-char?", "a letter or a decimal digit", Py_UNICODE_ISALPHA(c) || Py_UNICODE_ISDECIMAL(c))
TESTED(char_is_space, "space-char?", "white space that lets words be parted", is_java_space(c))
TESTED(char_is_upper, "upper-char?", "a capital letter", Py_UNICODE_ISUPPER(c))
TESTED(char_is_lower, "lower-char?", "a small letter", Py_UNICODE_ISLOWER(c))

PRIM(string_java_hash, "cljsh.core", "text-hash", "[s]",
     "Returns java.lang.String's hash of a text, an int of 32 bits: with its 16-bit units s, s[0] 31^(n-1) + … + s[n-1].") {
    if (!is_str(a[0]) || PyUnicode_READY(obj(a[0])) < 0) return PyErr_Occurred() ? ERR : err_type("text-hash needs a string, not %s", err_type_name(a[0]));
    const int kind = PyUnicode_KIND(obj(a[0]));
    const void *data = PyUnicode_DATA(obj(a[0]));
    uint32_t h = 0;
    for (Py_ssize_t i = 0, n = PyUnicode_GET_LENGTH(obj(a[0])); i < n; i++) {
        const Py_UCS4 c = PyUnicode_READ(kind, data, i);
        if (c > 0xffff) h = 31 * h + Py_UNICODE_HIGH_SURROGATE(c);
        h = 31 * h + (c > 0xffff ? Py_UNICODE_LOW_SURROGATE(c) : c);
    }
    return int_value((int32_t)h);
}
