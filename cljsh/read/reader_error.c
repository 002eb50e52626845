// SPDX-License-Identifier: MIT
/* ReaderError: where, what, and for an unfinished text what was open. */
#include "data/str.h"
#include "read/reader_internal.h"

#include <stdarg.h>

PyObject *ReaderError;

int reader_error_init(void) {
    ReaderError = PyErr_NewExceptionWithDoc(
        "cljsh.ReaderError",
        "Text that is no Clojure.\n\nAttributes: file, line, column, source_line; incomplete is true when "
        "the text only ended too early.",
        PyExc_ValueError, NULL);
    return ReaderError ? PyModule_AddObjectRef(cljsh_module, "ReaderError", ReaderError) : -1;
}

// The line around an offset, as a str.
static PyObject *source_line(Reader *r, Py_ssize_t offset) {
    if (offset > r->end) offset = r->end;
    Py_ssize_t from = offset, to = offset;
    while (from > 0 && char_at(r, from - 1) != '\n') from--;
    while (to < r->end && char_at(r, to) != '\n') to++;
    return PyUnicode_Substring(r->source, from, to);
}

// Consumes value.
static int set_attribute(PyObject *error, const char *name, PyObject *value) {
    int result = value ? PyObject_SetAttrString(error, name, value) : -1;
    Py_XDECREF(value);
    return result;
}

// Raises a ReaderError; message (NULL: making it failed) and cause are borrowed.
static Value raise(Reader *r, struct mark at, bool incomplete, PyObject *message, PyObject *cause) {
    r->incomplete = incomplete;
    SCOPED_PY PyObject *text = message ? PyUnicode_FromFormat("%U:%d:%d: %U", r->file, at.line, at.column, message) : NULL;
    SCOPED_PY PyObject *error = text ? PyObject_CallOneArg(ReaderError, text) : NULL;
    if (!error) return ERR;
    if (cause) PyException_SetCause(error, Py_NewRef(cause));
    if (set_attribute(error, "file", Py_NewRef(r->file)) == 0 &&
        set_attribute(error, "line", PyLong_FromLong(at.line)) == 0 &&
        set_attribute(error, "column", PyLong_FromLong(at.column)) == 0 &&
        set_attribute(error, "message", Py_NewRef(message)) == 0 &&
        set_attribute(error, "source_line", source_line(r, at.offset)) == 0 &&
        set_attribute(error, "incomplete", PyBool_FromLong(incomplete)) == 0)
        PyErr_SetObject(ReaderError, error);
    return ERR;
}

Value reader_error(Reader *r, struct mark at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    SCOPED_PY PyObject *message = PyUnicode_FromFormatV(format, args);
    va_end(args);
    return raise(r, at, false, message, NULL);
}

// Behind the last thing that stands in the text; an empty last line would show nothing.
static struct mark end_of_text(Reader *r) {
    struct mark at = mark_here(r);
    Py_ssize_t i = at.offset;
    while (i > 0 && is_space(char_at(r, i - 1)))
        if (char_at(r, --i) == '\n') at.line--;
    if (at.line == r->line || i == 0) return mark_here(r);
    at.offset = i;
    for (at.column = 1; i > 0 && char_at(r, i - 1) != '\n'; i--) at.column++;
    return at;
}

#define SHOWN 4 // of the outermost open forms, and as many of the innermost

Value reader_error_eof(Reader *r, const char *what) {
    struct strbuf b = STRBUF_INIT;
    strbuf_puts(&b, "EOF while reading");
    if (what) strbuf_printf(&b, " %s", what);
    int n = 0;
    for (struct open_form *f = r->open; f; f = f->outer) n++;
    if (n) strbuf_printf(&b, ", %d form%s open: ", n, n == 1 ? "" : "s");
    for (int i = 0; i < n; i++) {
        if (n > 2 * SHOWN && i == SHOWN) {
            strbuf_puts(&b, ", …");
            i = n - SHOWN;
        }
        struct open_form *f = r->open;
        for (int k = n - 1; k > i; k--) f = f->outer;
        strbuf_printf(&b, "%s%s at %d:%d", i ? ", " : "", f->opener, f->at.line, f->at.column);
    }
    r->pos = r->end;
    SCOPED_PY PyObject *message = strbuf_finish(&b);
    return raise(r, end_of_text(r), true, message, NULL);
}

Value reader_error_wrap(Reader *r, struct mark at) {
    if (!PyErr_ExceptionMatches(PyExc_ValueError) && !PyErr_ExceptionMatches(PyExc_ArithmeticError)) return ERR;
    if (PyErr_ExceptionMatches(ReaderError)) return ERR;
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    SCOPED_PY PyObject *cause = value, *message = PyObject_Str(value);
    Py_XDECREF(type);
    Py_XDECREF(trace);
    return raise(r, at, false, message, cause);
}
