// SPDX-License-Identifier: MIT
/* The length is found out first, so that the string is made at once and its
 * characters are copied once. */
#include "read/plain_text.h"

#include "base/digits.h"

#define PARTS 16

static int copy_wide(PyObject *to, const Ref *parts, Py_ssize_t n, char digits[][DIGITS_MAX], const Py_ssize_t *lengths) {
    Py_ssize_t at = 0;
    for (Py_ssize_t i = 0; i < n; at += lengths[i++]) {
        if (is_int(parts[i])) {
            const char *from = digits[i] + DIGITS_MAX - lengths[i];
            for (Py_ssize_t k = 0; k < lengths[i]; k++) PyUnicode_WRITE(PyUnicode_KIND(to), PyUnicode_DATA(to), at + k, (Py_UCS4)from[k]);
        } else if (lengths[i] && PyUnicode_CopyCharacters(to, at, obj(parts[i]), 0, lengths[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

enum lookup plain_text(const Ref *parts, Py_ssize_t n, PyObject **text) {
    char digits[PARTS][DIGITS_MAX];
    Py_ssize_t lengths[PARTS], total = 0;
    Py_UCS4 most = 0x7f;
    if (n > PARTS) return LOOKUP_ABSENT;
    for (Py_ssize_t i = 0; i < n; i++) {
        Ref r = parts[i];
        if (is_int(r)) {
            char *end = digits[i] + DIGITS_MAX;
            lengths[i] = end - digits_before(end, int_of(r));
        } else if (is_nil(r)) {
            lengths[i] = 0;
        } else if (is_obj(r) && PyUnicode_CheckExact(obj(r)) && PyUnicode_IS_READY(obj(r))) {
            lengths[i] = PyUnicode_GET_LENGTH(obj(r));
            Py_UCS4 here = PyUnicode_MAX_CHAR_VALUE(obj(r));
            if (here > most) most = here;
        } else {
            return LOOKUP_ABSENT;
        }
        if (lengths[i] > PY_SSIZE_T_MAX - total) return LOOKUP_ABSENT;
        total += lengths[i];
    }
    if (total == 1) return LOOKUP_ABSENT; // Python has but one of each
    if (!(*text = PyUnicode_New(total, most))) return LOOKUP_FAILED;
    if (most > 0xff) {
        if (copy_wide(*text, parts, n, digits, lengths) == 0) return LOOKUP_FOUND;
        Py_CLEAR(*text);
        return LOOKUP_FAILED;
    }
    char *to = PyUnicode_DATA(*text);
    for (Py_ssize_t i = 0; i < n; to += lengths[i++])
        if (lengths[i]) memcpy(to, is_int(parts[i]) ? (void *)(digits[i] + DIGITS_MAX - lengths[i]) : PyUnicode_DATA(obj(parts[i])), (size_t)lengths[i]);
    return LOOKUP_FOUND;
}
