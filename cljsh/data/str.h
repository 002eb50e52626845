// SPDX-License-Identifier: MIT
/* Strings are Python's str; characters are str of length 1.  This module has
 * what Clojure needs beyond them, and the builder the printer writes to.
 */
#ifndef DATA_STR_H
#define DATA_STR_H

#include "data/type.h"

static inline bool is_str(Ref r) { return is_obj(r) && PyUnicode_Check(obj(r)); }
// The code point of a character, which is a str of length 1, or -1.
static inline int64_t char_code(Ref r) {
    if (!is_str(r) || PyUnicode_READY(obj(r)) < 0 || PyUnicode_GET_LENGTH(obj(r)) != 1) return -1;
    return PyUnicode_READ_CHAR(obj(r), 0);
}
// An argument that is a CharSequence of a program's own is replaced by its text: 0 or -1.
int str_argument(Ref *argument);
// The substring [start, end) as a new str; the bounds must hold.
Value str_slice(PyObject *s, Py_ssize_t start, Py_ssize_t end);
Value str_value(const char *utf8); // new str; malformed bytes become surrogate escapes
PyObject *str_replaced(PyObject *s, char from, char to); // every `from` as `to`: a new str
// UTF-8 with surrogate escapes turned back into bytes: a new bytes object.
PyObject *str_bytes(PyObject *s);

// A growing buffer of UTF-8 (surrogates are kept as three bytes, "surrogatepass").
struct strbuf { char *data; size_t length, capacity; bool oom; };
#define STRBUF_INIT {0}
void strbuf_add(struct strbuf *b, const void *data, size_t length);
void strbuf_puts(struct strbuf *b, const char *text);
void strbuf_putc(struct strbuf *b, char c);
void strbuf_printf(struct strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
int strbuf_str(struct strbuf *b, PyObject *str); // appends a str; 0 or -1
PyObject *strbuf_finish(struct strbuf *b);       // new str; frees the buffer; NULL on failure
void strbuf_free(struct strbuf *b);
// Appends all that is left to read, without the GIL: 0, or -1 with OSError (with the name) or what a
// signal has raised.  fd -1: it could not be opened, errno says why.  It is closed, unless it is a standard stream.
int strbuf_read(struct strbuf *b, int fd, PyObject *name);

#endif
