// SPDX-License-Identifier: MIT
// The functions of clojure.string that turn values into text.
#include "base/call.h"
#include "base/prim.h"
#include "coll/map.h"
#include "read/print.h"
#include "seq/seq.h"

// The texts of all elements, as a new list of str.
static PyObject *texts_of(Value given) {
    struct cursor c;
    SCOPED Value coll = seq_gather(given);
    PyObject *texts = failed(coll) ? NULL : PyList_New(0);
    if (!texts || cursor_start(&c, ref(coll)) < 0) return Py_XDECREF(texts), NULL;
    bool failed_one = false;
    for (Value x; !failed_one && ok(x = cursor_next(&c)); drop(x)) {
        PyObject *text = print_value_str(ref(x));
        failed_one = !text || PyList_Append(texts, text) < 0;
        Py_XDECREF(text);
    }
    if (cursor_end(&c) < 0 || failed_one) Py_CLEAR(texts);
    return texts;
}

// The separator may be NO_REF, for none.
static Value join(Ref separator, Value coll) {
    SCOPED_PY PyObject *texts = texts_of(coll);
    SCOPED_PY PyObject *between = !texts ? NULL : separator.w ? print_value_str(separator) : PyUnicode_New(0, 0);
    return between ? adopt(PyUnicode_Join(between, texts)) : ERR;
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
