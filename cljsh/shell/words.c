// SPDX-License-Identifier: MIT
#include "shell/words.h"

#include "base/cstack.h"
#include "base/prim.h"
#include "coll/vector.h"
#include "data/str.h"
#include "data/symbol.h"
#include "read/print.h"
#include "seq/seq.h"

#define WORDS_MAX (1 << 21) // no program takes so many
#define TEXT_MAX 400 // what a message shows of a long command

static int append(PyObject *list, PyObject *word) { // takes word
    if (!word) return -1;
    int result = PyList_Append(list, word);
    Py_DECREF(word);
    return result;
}

static bool is_collection(Ref r) {
    return kind_of(r) & (K_COLL | K_SEQ) || PyList_Check(obj(r)) || PyTuple_Check(obj(r)) || PyGen_Check(obj(r)) ||
           PyAnySet_Check(obj(r));
}

int words_add(PyObject *list, Ref r) {
    if (is_nil(r)) return 0;
    if (!is_obj(r) || is_symbol(r) || is_keyword(r) || PyLong_Check(obj(r)) || PyFloat_Check(obj(r)))
        return append(list, print_value_str(r)); // a boolean is an int to Python
    if (same(r, TRUE_REF) || same(r, FALSE_REF)) return append(list, print_value_str(r));
    if (is_str(r) || PyBytes_Check(obj(r))) return PyList_Append(list, obj(r));
    if (is_collection(r)) {
        if (cstack_check() < 0) return -1;
        struct cursor c;
        if (cursor_start(&c, r) < 0) return -1;
        for (Value x; (x = cursor_next(&c)).w;) {
            if (PyList_GET_SIZE(list) > WORDS_MAX) { // a seq without end, perhaps
                drop(x);
                cursor_end(&c);
                errno = E2BIG;
                return (PyErr_SetFromErrno(PyExc_OSError), -1);
            }
            int added = words_add(list, ref(x));
            drop(x);
            if (added < 0) { cursor_end(&c); return -1; }
        }
        return cursor_end(&c);
    }
    if (kind_of(r) & (K_FN | K_IFN) || PyCallable_Check(obj(r)))
        return (err_type("a function cannot be a word of a command: %R", obj(r)), -1);
    PyObject *path = PyOS_FSPath(obj(r));
    if (path) return append(list, path);
    PyErr_Clear();
    return append(list, print_value_str(r)); // a Decimal, a ratio, a date …
}

const char *word_chars(PyObject *word, PyObject *keep) {
    PyObject *path = NULL;
    const char *text = NULL;
    Py_ssize_t size;
    if (!PyUnicode_Check(word) && !PyBytes_Check(word)) {
        if (!(path = PyOS_FSPath(word))) return NULL;
        word = path;
    }
    if (PyUnicode_Check(word)) {
        text = PyUnicode_AsUTF8AndSize(word, &size);
        if (text) {
            if (PyList_Append(keep, word) < 0) text = NULL;
        } else { // surrogate escapes
            PyErr_Clear();
            PyObject *bytes = str_bytes(word);
            if (append(keep, Py_XNewRef(bytes)) == 0) {
                text = PyBytes_AS_STRING(bytes);
                size = PyBytes_GET_SIZE(bytes);
            }
            Py_XDECREF(bytes);
        }
    } else if (PyList_Append(keep, word) == 0) {
        text = PyBytes_AS_STRING(word);
        size = PyBytes_GET_SIZE(word);
    }
    if (text && strlen(text) != (size_t)size) {
        err_value("a word of a command or a file name cannot contain a NUL character: %R", word);
        text = NULL;
    }
    Py_XDECREF(path);
    return text;
}

static int add_quoted(struct strbuf *out, PyObject *word) {
    SCOPED_PY PyObject *text = PyUnicode_Check(word)
        ? Py_NewRef(word)
        : PyUnicode_DecodeUTF8(PyBytes_AS_STRING(word), PyBytes_GET_SIZE(word), "surrogateescape");
    if (!text) return -1;
    bool plain = PyUnicode_GET_LENGTH(text) > 0;
    for (Py_ssize_t i = 0; plain && i < PyUnicode_GET_LENGTH(text); i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        plain = c > 126 || Py_ISALNUM(c) || (c && c < 127 && strchr("%+,-./:=@_^~{}[]*?!", (int)c));
    }
    if (plain) return strbuf_str(out, text);
    if (PyUnicode_FindChar(text, '\'', 0, PyUnicode_GET_LENGTH(text), 1) >= 0) {
        SCOPED_PY PyObject *quote = PyUnicode_FromString("'"), *escaped = PyUnicode_FromString("'\\''");
        PyObject *inner = quote && escaped ? PyUnicode_Replace(text, quote, escaped, -1) : NULL;
        if (!inner) return -1;
        Py_SETREF(text, inner);
    }
    strbuf_putc(out, '\'');
    int result = strbuf_str(out, text);
    strbuf_putc(out, '\'');
    return result;
}

PyObject *words_text(PyObject *list) {
    struct strbuf out = STRBUF_INIT;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        if (i) strbuf_putc(&out, ' ');
        if (out.length > TEXT_MAX) {
            strbuf_puts(&out, "…");
            break;
        }
        if (add_quoted(&out, PyList_GET_ITEM(list, i)) < 0) {
            strbuf_free(&out);
            return NULL;
        }
    }
    return strbuf_finish(&out);
}

PRIM(words_vector, "cljsh.process.prim", "words", "[x]",
     "Returns a vector of the words that a value stands for in a command.\n"
     "A collection gives the words of its elements, nil gives none; strings are never split.")
{
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || words_add(list, a[0]) < 0) return ERR;
    return vec_of_seqable(ref_of(list));
}

PRIM(words_quoted, "cljsh.process.prim", "words-text", "[x]",
     "Returns the words of a value as one line, quoted as a person would type it.")
{
    SCOPED_PY PyObject *list = PyList_New(0);
    if (!list || words_add(list, a[0]) < 0) return ERR;
    return adopt(words_text(list));
}
