// SPDX-License-Identifier: MIT
/* JSON as values: objects become maps, arrays vectors, the names of objects
 * what a function makes of them.  RFC 8259 to the letter: no NaN, no comments,
 * no comma at the end. */
#include "base/absent.h"
#include "base/call.h"
#include "base/cstack.h"
#include "base/prim.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"

struct input {
    PyObject *text;
    int kind;            // of the str's characters
    const void *data;
    Py_ssize_t at, length;
    Ref key_fn;          // nil: names become keywords
    PyObject *names;     // then: a dict of those met so far to keywords
};

struct items { Value *words; Py_ssize_t count, capacity; };

static inline Py_UCS4 peek(const struct input *in) { return in->at < in->length ? PyUnicode_READ(in->kind, in->data, in->at) : 0; }

static COLD Value fail(struct input *in, const char *what) {
    Py_ssize_t line = 1, column = 1;
    for (Py_ssize_t i = 0; i < in->at && i < in->length; i++, column++)
        if (PyUnicode_READ(in->kind, in->data, i) == '\n') line++, column = 0;
    return err_value("JSON: %s, at line %zd, column %zd", in->at < in->length ? what : "the text ends too early", line, column);
}

static void skip_blanks(struct input *in) {
    for (;; in->at++) {
        Py_UCS4 c = peek(in);
        if ((c != ' ' && c != '\n' && c != '\t' && c != '\r') || in->at >= in->length) return;
    }
}

static int add(struct items *list, Value v) { // takes v
    if (failed(v)) return -1;
    if (list->count == list->capacity) {
        Py_ssize_t capacity = list->capacity ? list->capacity * 2 : 16;
        Value *words = PyMem_Realloc(list->words, (size_t)capacity * sizeof *words);
        if (!words) {
            drop(v);
            PyErr_NoMemory();
            return -1;
        }
        list->words = words;
        list->capacity = capacity;
    }
    list->words[list->count++] = v;
    return 0;
}

static void items_free(struct items *list) {
    while (list->count) drop(list->words[--list->count]);
    PyMem_Free(list->words);
}

// --- strings ----------------------------------------------------------------

static int hex4(struct input *in) { // behind \u
    int n = 0;
    for (int i = 0; i < 4; i++, in->at++) {
        Py_UCS4 c = peek(in);
        int digit = c >= '0' && c <= '9' ? (int)c - '0' : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
        if (digit < 0) return (fail(in, "four hexadecimal digits must follow \\u"), -1);
        n = n << 4 | digit;
    }
    return n;
}

// The character of an escape, in->at behind the backslash; -1 failed.
static int32_t escaped(struct input *in) {
    static const char names[] = "\"\\/bfnrt", chars[] = "\"\\/\b\f\n\r\t";
    Py_UCS4 c = peek(in);
    const char *known = c && c < 128 ? strchr(names, (int)c) : NULL;
    if (known) return in->at++, chars[known - names];
    if (c != 'u') return (fail(in, "no such escape in a string"), -1);
    in->at++;
    int32_t high = hex4(in);
    if (high < 0xd800 || high > 0xdbff || in->length - in->at < 6 || PyUnicode_READ(in->kind, in->data, in->at) != '\\' ||
        PyUnicode_READ(in->kind, in->data, in->at + 1) != 'u')
        return high;
    Py_ssize_t before = in->at;
    in->at += 2;
    int32_t low = hex4(in);
    if (low >= 0xdc00 && low <= 0xdfff) return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    if (low >= 0) in->at = before; // two that do not belong together
    return low < 0 ? -1 : high;
}

// Where the characters that stand for themselves end.
static void skip_plain(struct input *in) {
    if (in->kind == PyUnicode_1BYTE_KIND) {
        const unsigned char *p = (const unsigned char *)in->data + in->at, *end = (const unsigned char *)in->data + in->length;
        while (p < end && *p != '"' && *p != '\\' && *p >= ' ') p++;
        in->at = p - (const unsigned char *)in->data;
        return;
    }
    for (; in->at < in->length; in->at++) {
        Py_UCS4 c = PyUnicode_READ(in->kind, in->data, in->at);
        if (c == '"' || c == '\\' || c < ' ') return;
    }
}

static PyObject *read_escapes(struct input *in, Py_ssize_t start) {
    PyObject *parts = PyList_New(0);
    for (bool more = true; parts && more;) {
        skip_plain(in);
        SCOPED_PY PyObject *run = PyUnicode_Substring(in->text, start, in->at);
        bool bad = !run || PyList_Append(parts, run) < 0;
        Py_UCS4 c = bad ? 0 : peek(in);
        more = c == '\\';
        if (more) {
            in->at++;
            int32_t character = escaped(in);
            SCOPED_PY PyObject *text = character < 0 ? NULL : PyUnicode_FromOrdinal(character);
            bad = !text || PyList_Append(parts, text) < 0;
            start = in->at;
        } else if (!bad && c != '"') {
            fail(in, "a control character in a string must be escaped");
            bad = true;
        }
        if (bad) Py_CLEAR(parts);
    }
    if (!parts) return NULL;
    in->at++;
    SCOPED_PY PyObject *none = PyUnicode_FromStringAndSize(NULL, 0);
    PyObject *text = none ? PyUnicode_Join(none, parts) : NULL;
    Py_DECREF(parts);
    return text;
}

// The string whose opening quote is here: a new str.
static PyObject *read_string(struct input *in) {
    Py_ssize_t start = ++in->at;
    skip_plain(in);
    if (peek(in) != '"' || in->at >= in->length) return read_escapes(in, start);
    Py_ssize_t end = in->at++;
    if (PyUnicode_IS_ASCII(in->text)) { // without a look for what characters there are
        PyObject *text = PyUnicode_New(end - start, 127);
        if (text) memcpy(PyUnicode_DATA(text), (const char *)in->data + start, (size_t)(end - start));
        return text;
    }
    return PyUnicode_Substring(in->text, start, end);
}

// --- numbers ----------------------------------------------------------------

static bool skip_digits(struct input *in) {
    Py_ssize_t start = in->at;
    while (peek(in) >= '0' && peek(in) <= '9') in->at++;
    return in->at > start;
}

static Value read_number(struct input *in) {
    Py_ssize_t start = in->at;
    bool whole = true, zero;
    if (peek(in) == '-') in->at++;
    zero = peek(in) == '0';
    Py_ssize_t digits = in->at;
    if (!skip_digits(in)) return fail(in, "a value was expected");
    if (zero && in->at - digits > 1) return in->at = digits, fail(in, "a number must not begin with 0");
    if (peek(in) == '.') {
        whole = false;
        in->at++;
        if (!skip_digits(in)) return fail(in, "a digit must follow the point");
    }
    if (peek(in) == 'e' || peek(in) == 'E') {
        whole = false;
        in->at++;
        if (peek(in) == '+' || peek(in) == '-') in->at++;
        if (!skip_digits(in)) return fail(in, "a digit must follow the e");
    }
    Py_ssize_t n = in->at - start;
    char few[64], *text = n < (Py_ssize_t)sizeof few ? few : PyMem_Malloc((size_t)n + 1);
    if (!text) return PyErr_NoMemory(), ERR;
    for (Py_ssize_t i = 0; i < n; i++) text[i] = (char)PyUnicode_READ(in->kind, in->data, start + i);
    text[n] = 0;
    Value result;
    if (whole && n <= 18) {
        result = int_value(strtoll(text, NULL, 10));
    } else if (whole) {
        result = val_of(PyLong_FromString(text, NULL, 10));
    } else {
        double d = PyOS_string_to_double(text, NULL, NULL);
        result = d == -1 && PyErr_Occurred() ? ERR : double_value(d);
    }
    if (text != few) PyMem_Free(text);
    return result;
}

// --- objects, arrays --------------------------------------------------------

static Value read_value(struct input *in);

static Value read_name(struct input *in) {
    if (peek(in) != '"' || in->at >= in->length) return fail(in, "a name in quotes was expected");
    SCOPED_PY PyObject *name = read_string(in);
    if (!name) return ERR;
    if (!is_nil(in->key_fn)) return call1(in->key_fn, ref_of(name));
    PyObject *known;
    enum lookup there = lookup_in_dict(in->names, name, &known);
    if (there == LOOKUP_FOUND) return keep_obj(known);
    Value key = there < 0 ? ERR : keyword_parse_str(name);
    if (ok(key) && PyDict_SetItem(in->names, name, obj(ref(key))) < 0) {
        drop(key);
        return ERR;
    }
    return key;
}

static int read_pair(struct input *in, struct items *list) {
    if (add(list, read_name(in)) < 0) return -1;
    skip_blanks(in);
    if (peek(in) != ':') return (fail(in, "a colon was expected"), -1);
    in->at++;
    return add(list, read_value(in));
}

// What is between the brackets: 0 or -1.
static int read_items(struct input *in, struct items *list, Py_UCS4 close) {
    in->at++;
    skip_blanks(in);
    if (peek(in) == close) return in->at++, 0;
    for (;;) {
        skip_blanks(in);
        if ((close == '}' ? read_pair(in, list) : add(list, read_value(in))) < 0) return -1;
        skip_blanks(in);
        Py_UCS4 c = peek(in);
        if (c != ',' && c != close) return (fail(in, close == '}' ? "a comma or } was expected" : "a comma or ] was expected"), -1);
        in->at++;
        if (c == close) return 0;
    }
}

static Value read_collection(struct input *in, Py_UCS4 close) {
    struct items list = {0};
    if (cstack_check() < 0) return ERR;
    if (read_items(in, &list, close) < 0) {
        items_free(&list);
        return ERR;
    }
    Value result = close == '}' ? map_give(list.words, list.count) : vec_give(list.words, list.count);
    PyMem_Free(list.words);
    return result;
}

static bool skip_word(struct input *in, const char *word) {
    Py_ssize_t n = (Py_ssize_t)strlen(word);
    if (in->length - in->at < n) return false;
    for (Py_ssize_t i = 0; i < n; i++)
        if (PyUnicode_READ(in->kind, in->data, in->at + i) != (Py_UCS4)word[i]) return false;
    in->at += n;
    return true;
}

static Value read_value(struct input *in) {
    skip_blanks(in);
    switch (peek(in)) {
    case '{': return read_collection(in, '}');
    case '[': return read_collection(in, ']');
    case '"': return adopt(read_string(in));
    case 't': return skip_word(in, "true") ? bool_value(true) : fail(in, "a value was expected");
    case 'f': return skip_word(in, "false") ? bool_value(false) : fail(in, "a value was expected");
    case 'n': return skip_word(in, "null") ? nil_value() : fail(in, "a value was expected");
    default: return read_number(in);
    }
}

PRIM(json_parse, "cljsh.process.prim", "json-parse", "[text key-fn]",
     "Returns the value of a JSON text, a string or UTF-8; key-fn makes the keys of maps, keywords if it is nil.")
{
    bool encoded = is_obj(a[0]) && (PyBytes_Check(obj(a[0])) || PyByteArray_Check(obj(a[0])));
    if (!encoded && !(is_obj(a[0]) && PyUnicode_Check(obj(a[0])))) return err_type("JSON is read from a string or bytes, not from %s", err_type_name(a[0]));
    SCOPED_PY PyObject *text = encoded ? PyUnicode_FromEncodedObject(obj(a[0]), "utf-8", "strict") : Py_NewRef(obj(a[0]));
    if (!text || PyUnicode_READY(text) < 0) return ERR;
    SCOPED_PY PyObject *names = PyDict_New();
    if (!names) return ERR;
    struct input in = {text, PyUnicode_KIND(text), PyUnicode_DATA(text), 0, PyUnicode_GET_LENGTH(text), a[1], names};
    Value result = read_value(&in);
    skip_blanks(&in);
    if (failed(result) || in.at == in.length) return result;
    drop(result);
    return fail(&in, "nothing may follow the value");
}
