// SPDX-License-Identifier: MIT
/* clojure.string, and clojure.core's functions of strings; those that print
 * values (join, escape, format) are in read/. */
#include "base/prim.h"
#include "coll/vector.h"
#include "data/str.h"
#include "num/number.h"
#include "text/regex_impl.h"

#define STRING "clojure.string"

// The text of the first argument, as a new str: other things than strings
// are printed, as Clojure does by calling their toString.
static PyObject *text_of(const char *what, Ref r) {
    if (is_nil(r)) return err_type("%s needs a string, not nil", what), NULL;
    if (same(r, TRUE_REF) || same(r, FALSE_REF)) return PyUnicode_FromString(same(r, TRUE_REF) ? "true" : "false");
    if (is_pattern(r)) return Py_NewRef(pattern_of(r)->source);
    if (num_is_own_number(r)) {
        struct strbuf text = STRBUF_INIT;
        if (num_print(&text, r, false) == 0) return strbuf_finish(&text);
        strbuf_free(&text);
        return NULL;
    }
    SCOPED_PY PyObject *o = py_of(r);
    if (!o || PyUnicode_Check(o)) return o && PyUnicode_READY(o) < 0 ? NULL : Py_XNewRef(o);
    return PyObject_Str(o);
}

static int needs_string(const char *what, Ref *slot) {
    if (str_argument(slot) < 0) return -1;
    if (!is_str(*slot)) return err_type("%s needs a string, not %s", what, err_type_name(*slot)), -1;
    return PyUnicode_READY(obj(*slot));
}

// --- substrings -----------------------------------------------------------

static Value subs(Ref *text, Ref start, Ref end) {
    if (needs_string("subs", text) < 0) return ERR;
    const Ref s = *text;
    Py_ssize_t length = PyUnicode_GET_LENGTH(obj(s));
    int64_t from, to = length;
    int first = number_index(start, &from), last = first > 0 && end.w ? number_index(end, &to) : 1;
    if (first < 0 || last < 0) return ERR;
    if (!first || !last) return err_type("subs needs numbers as start and end");
    if (from < 0 || to > length || from > to)
        return err_index("begin %lld, end %lld, length %zd", (long long)from, (long long)to, length);
    if (from == 0 && to == length) return keep(s);
    return str_slice(obj(s), (Py_ssize_t)from, (Py_ssize_t)to);
}

PRIM(core_subs_2, "clojure.core", "subs", "[s start]",
     "Returns the part of a string from start (inclusive) to end (exclusive), or to its end.")
{ return subs(&a[0], a[1], NO_REF); }
PRIM(core_subs_3, "clojure.core", "subs", "[s start end]", NULL)
{ return subs(&a[0], a[1], a[2]); }

// --- case -----------------------------------------------------------------

static inline Py_UCS1 ascii_case(Py_UCS1 c, bool upper) {
    return c ^ (Py_UCS1)((upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') << 5);
}

// A string of ASCII in another case: the first character in one, the others in another.
static Value ascii_in_case(PyObject *s, bool first_upper, bool upper) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(s);
    PyObject *made = PyUnicode_New(length, 127);
    if (!made) return ERR;
    const Py_UCS1 *from = PyUnicode_1BYTE_DATA(s);
    Py_UCS1 *to = PyUnicode_1BYTE_DATA(made);
    for (Py_ssize_t i = 0; i < length; i++) to[i] = ascii_case(from[i], upper);
    if (length > 0) to[0] = ascii_case(from[0], first_upper);
    return adopt(made);
}

static Value in_case(const char *what, Ref r, bool upper) {
    SCOPED_PY PyObject *s = text_of(what, r);
    if (!s) return ERR;
    if (PyUnicode_IS_ASCII(s)) return ascii_in_case(s, upper, upper);
    return adopt(PyObject_CallMethod(s, upper ? "upper" : "lower", NULL));
}

PRIM(string_upper_case, STRING, "upper-case", "[s]", "Returns a string in upper case.")
{ return in_case("upper-case", a[0], true); }
PRIM(string_lower_case, STRING, "lower-case", "[s]", "Returns a string in lower case.")
{ return in_case("lower-case", a[0], false); }

PRIM(string_capitalize, STRING, "capitalize", "[s]", "Returns a string with its first character in upper case and all others in lower case.")
{
    SCOPED_PY PyObject *s = text_of("capitalize", a[0]);
    if (!s) return ERR;
    if (PyUnicode_IS_ASCII(s)) return ascii_in_case(s, true, false);
    SCOPED_PY PyObject *head = PyUnicode_Substring(s, 0, 1);
    SCOPED_PY PyObject *tail = PyUnicode_Substring(s, 1, PyUnicode_GET_LENGTH(s));
    SCOPED_PY PyObject *upper = head && tail ? PyObject_CallMethod(head, "upper", NULL) : NULL;
    SCOPED_PY PyObject *lower = upper ? PyObject_CallMethod(tail, "lower", NULL) : NULL;
    return lower ? adopt(PyUnicode_Concat(upper, lower)) : ERR;
}

// --- blanks ---------------------------------------------------------------

// White space without the spaces at which a line must not be broken, as in Java.
static bool is_blank(Py_UCS4 c) {
    return Py_UNICODE_ISSPACE(c) && c != 0xa0 && c != 0x2007 && c != 0x202f && c != 0x85;
}
static bool is_newline(Py_UCS4 c) { return c == '\n' || c == '\r'; }

static Value trim(const char *what, Ref *r, bool left, bool right, bool (*drops)(Py_UCS4)) {
    if (needs_string(what, r) < 0) return ERR;
    PyObject *s = obj(*r);
    Py_ssize_t length = PyUnicode_GET_LENGTH(s), from = 0, to = length;
    int kind = PyUnicode_KIND(s);
    const void *data = PyUnicode_DATA(s);
    while (left && from < to && drops(PyUnicode_READ(kind, data, from))) from++;
    while (right && to > from && drops(PyUnicode_READ(kind, data, to - 1))) to--;
    return from == 0 && to == length ? keep_obj(s) : str_slice(s, from, to);
}

PRIM(string_trim, STRING, "trim", "[s]", "Returns a string without white space at its ends.")
{ return trim("trim", &a[0], true, true, is_blank); }
PRIM(string_triml, STRING, "triml", "[s]", "Returns a string without white space at its left end.")
{ return trim("triml", &a[0], true, false, is_blank); }
PRIM(string_trimr, STRING, "trimr", "[s]", "Returns a string without white space at its right end.")
{ return trim("trimr", &a[0], false, true, is_blank); }
PRIM(string_trim_newline, STRING, "trim-newline", "[s]", "Returns a string without newlines and carriage returns at its end.")
{ return trim("trim-newline", &a[0], false, true, is_newline); }

PRIM(string_is_blank, STRING, "blank?", "[s]", "Tells whether a string is nil, empty or white space only.")
{
    if (!is_true(a[0])) return bool_value(true); // false, too, is no string that has something in it
    if (needs_string("blank?", &a[0]) < 0) return ERR;
    PyObject *s = obj(a[0]);
    Py_ssize_t i = 0, length = PyUnicode_GET_LENGTH(s);
    while (i < length && is_blank(PyUnicode_READ_CHAR(s, i))) i++;
    return bool_value(i == length);
}

// --- looking for ----------------------------------------------------------

static Value has_tail(const char *what, Ref *a, int direction) {
    if (needs_string(what, &a[1]) < 0) return ERR;
    SCOPED_PY PyObject *s = text_of(what, a[0]);
    if (!s) return ERR;
    Py_ssize_t found = PyUnicode_Tailmatch(s, obj(a[1]), 0, PY_SSIZE_T_MAX, direction);
    return found < 0 ? ERR : bool_value(found);
}

PRIM(string_starts_with, STRING, "starts-with?", "[s substr]", "Tells whether s begins with substr.")
{ return has_tail("starts-with?", a, -1); }
PRIM(string_ends_with, STRING, "ends-with?", "[s substr]", "Tells whether s ends with substr.")
{ return has_tail("ends-with?", a, 1); }

PRIM(string_includes, STRING, "includes?", "[s substr]", "Tells whether s contains substr.")
{
    if (needs_string("includes?", &a[1]) < 0) return ERR;
    SCOPED_PY PyObject *s = text_of("includes?", a[0]);
    int found = s ? PyUnicode_Contains(s, obj(a[1])) : -1;
    return found < 0 ? ERR : bool_value(found);
}

static Value index_result(Py_ssize_t i) { return i == -2 ? ERR : i < 0 ? nil_value() : int_value(i); }

// From is an index, clipped to what the string has.
static int clipped(const char *what, Ref from, Py_ssize_t length, Py_ssize_t *index) {
    int64_t n;
    if (!int64_of(from, &n)) return err_type("%s needs an integer to start from, not %s", what, err_type_name(from)), -1;
    *index = n < 0 ? 0 : n > length ? length : (Py_ssize_t)n;
    return n < 0 ? 1 : 0;
}

static Value index_of(Ref *a, Ref from) {
    if (needs_string("index-of", &a[1]) < 0) return ERR;
    SCOPED_PY PyObject *s = text_of("index-of", a[0]);
    if (!s) return ERR;
    Py_ssize_t start = 0;
    if (from.w && clipped("index-of", from, PyUnicode_GET_LENGTH(s), &start) < 0) return ERR;
    return index_result(PyUnicode_Find(s, obj(a[1]), start, PyUnicode_GET_LENGTH(s), 1));
}

PRIM(string_index_of_2, STRING, "index-of", "[s value]",
     "Returns the index of a string or character in s, looking forward from an index, or nil.")
{ return index_of(a, NO_REF); }
PRIM(string_index_of_3, STRING, "index-of", "[s value from-index]", NULL)
{ return index_of(a, a[2]); }

// The last occurrence that begins at or before `from`.
static Value last_index_of(Ref *a, Ref from) {
    if (needs_string("last-index-of", &a[1]) < 0) return ERR;
    SCOPED_PY PyObject *s = text_of("last-index-of", a[0]);
    if (!s) return ERR;
    Py_ssize_t length = PyUnicode_GET_LENGTH(s), start = length;
    int before = from.w ? clipped("last-index-of", from, length, &start) : 0;
    if (before) return before < 0 ? ERR : nil_value();
    Py_ssize_t sought = PyUnicode_GET_LENGTH(obj(a[1]));
    Py_ssize_t end = start > length - sought ? length : start + sought;
    return index_result(PyUnicode_Find(s, obj(a[1]), 0, end, -1));
}

PRIM(string_last_index_of_2, STRING, "last-index-of", "[s value]",
     "Returns the last index of a string or character in s, looking backward from an index, or nil.")
{ return last_index_of(a, NO_REF); }
PRIM(string_last_index_of_3, STRING, "last-index-of", "[s value from-index]", NULL)
{ return last_index_of(a, a[2]); }

// --- making ---------------------------------------------------------------

PRIM(string_reverse, STRING, "reverse", "[s]", "Returns a string with its characters in reverse order.")
{
    if (needs_string("reverse", &a[0]) < 0) return ERR;
    PyObject *s = obj(a[0]);
    Py_ssize_t length = PyUnicode_GET_LENGTH(s);
    PyObject *reversed = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(s));
    if (!reversed) return ERR;
    int kind = PyUnicode_KIND(s);
    for (Py_ssize_t i = 0; i < length; i++)
        PyUnicode_WRITE(kind, PyUnicode_DATA(reversed), length - 1 - i, PyUnicode_READ(kind, PyUnicode_DATA(s), i));
    return adopt(reversed);
}

static Value replace(const char *what, Ref *a, bool first_only) {
    if (str_argument(&a[1]) < 0 || str_argument(&a[2]) < 0) return ERR;
    SCOPED_PY PyObject *s = text_of(what, a[0]);
    return s ? text_replace(s, a[1], a[2], first_only) : ERR;
}

PRIM(string_replace, STRING, "replace", "[s match replacement]",
     "Returns s with every match replaced.\n"
     "match and replacement are two strings or characters, taken as they are; or a pattern and a string, in\n"
     "which $1 or ${name} stands for a group and \\ makes the next character plain; or a pattern and a\n"
     "function, which is given the match as re-groups returns it.")
{ return replace("replace", a, false); }
PRIM(string_replace_first, STRING, "replace-first", "[s match replacement]",
     "Returns s with the first match replaced.\nThe arguments are those of replace.")
{ return replace("replace-first", a, true); }

PRIM(string_re_quote, STRING, "re-quote-replacement", "[replacement]",
     "Returns a string that, as replacement for a pattern, stands for itself: $ and \\ are escaped.")
{
    SCOPED_PY PyObject *s = text_of("re-quote-replacement", a[0]);
    struct strbuf plain = STRBUF_INIT, quoted = STRBUF_INIT;
    if (!s || strbuf_str(&plain, s) < 0) return strbuf_free(&plain), ERR;
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.data[i] == '$' || plain.data[i] == '\\') strbuf_putc(&quoted, '\\');
        strbuf_putc(&quoted, plain.data[i]);
    }
    strbuf_free(&plain);
    return adopt(strbuf_finish(&quoted));
}

static Value split(Ref *a, Ref limit) {
    int64_t parts = 0;
    if (needs_string("split", &a[0]) < 0) return ERR;
    if (!is_pattern(a[1])) return err_type("split needs a pattern, such as #\",\", not %s", err_type_name(a[1]));
    if (limit.w && !int64_of(limit, &parts)) return err_type("split needs an integer as limit, not %s", err_type_name(limit));
    return text_split(obj(a[0]), pattern_of(a[1]), (Py_ssize_t)parts);
}

PRIM(string_split_2, STRING, "split", "[s re]",
     "Returns a vector of the parts of a string between the matches of a pattern.\n"
     "Empty parts at the end are left out. A positive limit is the most parts there may be; with a negative\n"
     "one, empty parts at the end stay.")
{ return split(a, NO_REF); }
PRIM(string_split_3, STRING, "split", "[s re limit]", NULL)
{ return split(a, a[2]); }

PRIM(string_split_lines, STRING, "split-lines", "[s]",
     "Returns a vector of the lines of a string, which end in a newline, or a carriage return and a newline.\n"
     "Empty lines at the end are left out.")
{
    return needs_string("split-lines", &a[0]) < 0 ? ERR : text_split_lines(obj(a[0]));
}
