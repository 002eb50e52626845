// SPDX-License-Identifier: MIT
// The functions of clojure.string that turn values into text.
#include "base/call.h"
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "read/print_internal.h"
#include "seq/seq.h"

// Puts a text at *at, where there is room for it, and moves that on: 0 or -1.
static int copy_text(PyObject *to, Py_ssize_t *at, PyObject *text) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    const int kind = PyUnicode_KIND(to);
    if (kind == PyUnicode_KIND(text)) memcpy((char *)PyUnicode_DATA(to) + *at * kind, PyUnicode_DATA(text), (size_t)(length * kind));
    else if (length && PyUnicode_CopyCharacters(to, *at, text, 0, length) < 0) return -1;
    *at += length;
    return 0;
}

// A vector of strings, joined without a copy on the way; ERR without exception where it has something else.
static Value join_strings(PyObject *between, Ref vec) {
    const Py_ssize_t count = vec_count(vec);
    const Value *items = NULL;
    Py_ssize_t length = between ? PyUnicode_GET_LENGTH(between) * (count - 1) : 0, n = 0, at = 0;
    Py_UCS4 most = between && count > 1 ? PyUnicode_MAX_CHAR_VALUE(between) : 0;
    for (Py_ssize_t i = 0; i < count; i++, items++, n--) {
        if (n == 0) items = vec_leaf(vec, i, &n);
        PyObject *text = is_str(ref(*items)) ? obj(ref(*items)) : NULL;
        if (!text || PyUnicode_READY(text) < 0 || PyUnicode_GET_LENGTH(text) > PY_SSIZE_T_MAX - length) return PyErr_Clear(), ERR;
        length += PyUnicode_GET_LENGTH(text);
        if (PyUnicode_MAX_CHAR_VALUE(text) > most) most = PyUnicode_MAX_CHAR_VALUE(text);
    }
    PyObject *all = PyUnicode_New(length, most);
    for (Py_ssize_t i = n = 0; all && i < count; i++, items++, n--) {
        if (n == 0) items = vec_leaf(vec, i, &n);
        if ((i && between && copy_text(all, &at, between) < 0) || copy_text(all, &at, obj(ref(*items))) < 0) Py_CLEAR(all);
    }
    return adopt(all);
}

// The texts of all elements one behind the other; the separator may be NO_REF, for none.
static Value join(Ref separator, Value given) {
    struct cursor c;
    struct printer p = {.length = -1, .level = -1};
    SCOPED Value coll = seq_gather(given);
    if (failed(coll) || cursor_start(&c, ref(coll)) < 0) return ERR;
    SCOPED_PY PyObject *between = separator.w ? print_value_str(separator) : NULL; // of an endless one only where it is needed
    if (separator.w && (!between || PyUnicode_READY(between) < 0)) return cursor_end(&c), ERR;
    if (is_vec(ref(coll)) && vec_count(ref(coll)) > 0) {
        Value all = join_strings(between, ref(coll));
        if (ok(all) || PyErr_Occurred()) return cursor_end(&c), all;
    }
    int result = 0;
    bool first = true;
    for (Value x; result == 0 && ok(x = cursor_next(&c)); drop(x), first = false) {
        if (between && !first) result = strbuf_str(&p.out, between);
        if (result == 0) result = print_as_str(&p, ref(x));
    }
    if (cursor_end(&c) == 0 && result == 0) return adopt(strbuf_finish(&p.out));
    strbuf_free(&p.out);
    return ERR;
}

PRIM(string_join_1, "clojure.string", "join", "[coll]",
     "Returns the texts of all elements, as str gives them, in one string, with a separator in between.")
{ return join(NO_REF, take(&a[0])); }
PRIM(string_join_2, "clojure.string", "join", "[separator coll]", NULL)
{ return join(a[0], take(&a[1])); }

// Appends what the map or function has for a character, or the character.
static int add_escaped(struct strbuf *b, Ref map, PyObject *c) {
    SCOPED Value replacement = call1(map, ref_of(c));
    if (failed(replacement)) return -1;
    if (!is_true(ref(replacement))) return strbuf_str(b, c);
    SCOPED_PY PyObject *text = print_value_str(ref(replacement));
    return text ? strbuf_str(b, text) : -1;
}

PRIM(string_escape, "clojure.string", "escape", "[s cmap]",
     "Returns s with each character c replaced by (cmap c).\nA character for which that is nil stays as it is.")
{
    if (str_argument(&a[0]) < 0) return ERR;
    Ref s = a[0];
    if (!is_str(s)) return err_type("escape needs a string, not %s", err_type_name(s));
    struct strbuf b = STRBUF_INIT;
    Py_ssize_t length = PyUnicode_GetLength(obj(s));
    int result = length < 0 ? -1 : 0;
    // What a map says of an ASCII character is looked up once: how long it is, and where it stands in b.
    const bool constant = is_clj(a[1], &map_array_type) || is_clj(a[1], &hash_map_type);
    struct { size_t at, length; } known[128] = {0};
    for (Py_ssize_t i = 0; result == 0 && i < length; i++) {
        const Py_UCS4 code = PyUnicode_READ_CHAR(obj(s), i);
        if (constant && code < 128) {
            if (known[code].length) {
                char small[16];
                const size_t n = known[code].length;
                if (n <= sizeof small) { // b may move as it grows
                    memcpy(small, b.data + known[code].at, n);
                    strbuf_add(&b, small, n);
                    continue;
                }
            }
            known[code].at = b.length;
        }
        SCOPED_PY PyObject *c = PyUnicode_Substring(obj(s), i, i + 1);
        result = c ? add_escaped(&b, a[1], c) : -1;
        if (constant && code < 128 && result == 0) known[code].length = b.length - known[code].at;
    }
    if (result == 0) return adopt(strbuf_finish(&b));
    strbuf_free(&b);
    return ERR;
}
