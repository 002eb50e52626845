// SPDX-License-Identifier: MIT
#include "data/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define ESCAPE_FIRST 0xdc80 // how Python's "surrogateescape" writes the byte 0x80
#define ESCAPE_LAST 0xdcff

Value str_slice(PyObject *s, Py_ssize_t start, Py_ssize_t end) {
    return adopt(PyUnicode_Substring(s, start, end));
}

int str_argument(Ref *argument) {
    if (!(kind_of(*argument) & K_CHARS)) return 0;
    SCOPED Value chars = take(argument);
    PyObject *text = PyObject_Str(obj(ref(chars)));
    if (text) *argument = ref_of(text); // the argument's owner drops it
    return text ? 0 : -1;
}

Value str_value(const char *utf8) {
    return adopt(PyUnicode_DecodeUTF8(utf8, (Py_ssize_t)strlen(utf8), "surrogateescape"));
}

// Writes a code point as UTF-8; returns how many bytes.
static inline size_t put_utf8(char *to, Py_UCS4 c) {
    unsigned char *out = (unsigned char *)to;
    if (c < 0x80) return out[0] = c, 1;
    if (c < 0x800) return out[0] = 0xc0 | c >> 6, out[1] = 0x80 | (c & 63), 2;
    if (c < 0x10000) return out[0] = 0xe0 | c >> 12, out[1] = 0x80 | (c >> 6 & 63), out[2] = 0x80 | (c & 63), 3;
    out[0] = 0xf0 | c >> 18, out[1] = 0x80 | (c >> 12 & 63);
    return out[2] = 0x80 | (c >> 6 & 63), out[3] = 0x80 | (c & 63), 4;
}

PyObject *str_replaced(PyObject *s, char from, char to) {
    SCOPED_PY PyObject *old = PyUnicode_FromOrdinal(from), *new = PyUnicode_FromOrdinal(to);
    return old && new ? PyUnicode_Replace(s, old, new, -1) : NULL;
}

PyObject *str_bytes(PyObject *s) {
    if (PyUnicode_READY(s) < 0) return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(s);
    if (PyUnicode_IS_ASCII(s)) return PyBytes_FromStringAndSize(PyUnicode_DATA(s), length);
    struct strbuf b = STRBUF_INIT;
    int kind = PyUnicode_KIND(s);
    const void *data = PyUnicode_DATA(s);
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        char utf8[4];
        size_t n = 1;
        if (c >= ESCAPE_FIRST && c <= ESCAPE_LAST) utf8[0] = (char)(c - 0xdc00);
        else n = put_utf8(utf8, c);
        strbuf_add(&b, utf8, n);
    }
    PyObject *bytes = b.oom ? PyErr_NoMemory() : PyBytes_FromStringAndSize(b.data, (Py_ssize_t)b.length);
    strbuf_free(&b);
    return bytes;
}

// --- the builder ----------------------------------------------------------

// Room for so many bytes more: where to write them, or NULL.
static char *strbuf_room(struct strbuf *b, size_t length) {
    if (b->oom) return NULL;
    size_t need = b->length + length;
    if (unlikely(need > b->capacity)) {
        size_t capacity = b->capacity ? b->capacity : 64;
        while (capacity < need) capacity *= 2;
        char *data = PyMem_Realloc(b->data, capacity);
        if (!data) {
            b->oom = true;
            return NULL;
        }
        b->data = data, b->capacity = capacity;
    }
    return b->data + b->length;
}

void strbuf_add(struct strbuf *b, const void *data, size_t length) {
    char *to = strbuf_room(b, length);
    if (to && length) memcpy(to, data, length), b->length += length;
}

void strbuf_puts(struct strbuf *b, const char *text) { strbuf_add(b, text, strlen(text)); }

void strbuf_putc(struct strbuf *b, char c) {
    char *to = strbuf_room(b, 1);
    if (to) *to = c, b->length++;
}

void strbuf_printf(struct strbuf *b, const char *format, ...) {
    char small[128];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    if (n >= 0 && (size_t)n < sizeof small) {
        strbuf_add(b, small, (size_t)n);
    } else if (n >= 0) {
        char *to = strbuf_room(b, (size_t)n + 1);
        if (to) vsnprintf(to, (size_t)n + 1, format, again), b->length += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

int strbuf_str(struct strbuf *b, PyObject *str) {
    if (PyUnicode_READY(str) < 0) return -1;
    Py_ssize_t length = PyUnicode_GET_LENGTH(str);
    int kind = PyUnicode_KIND(str);
    const void *data = PyUnicode_DATA(str);
    if (PyUnicode_IS_ASCII(str)) {
        strbuf_add(b, data, (size_t)length);
    } else {
        char *to = strbuf_room(b, (size_t)length * (kind == PyUnicode_1BYTE_KIND ? 2 : kind == PyUnicode_2BYTE_KIND ? 3 : 4));
        if (to) {
            for (Py_ssize_t i = 0; i < length; i++) to += put_utf8(to, PyUnicode_READ(kind, data, i));
            b->length = (size_t)(to - b->data);
        }
    }
    return b->oom ? (PyErr_NoMemory(), -1) : 0;
}

PyObject *strbuf_finish(struct strbuf *b) {
    PyObject *s = b->oom ? PyErr_NoMemory() : PyUnicode_DecodeUTF8(b->data ? b->data : "", (Py_ssize_t)b->length, "surrogatepass");
    strbuf_free(b);
    return s;
}

void strbuf_free(struct strbuf *b) {
    PyMem_Free(b->data);
    *b = (struct strbuf)STRBUF_INIT;
}

int strbuf_read(struct strbuf *b, int fd, PyObject *name) {
    char part[1 << 16];
    ssize_t n = -1;
    bool interrupted = false;
    while (fd >= 0) {
        Py_BEGIN_ALLOW_THREADS
        n = read(fd, part, sizeof part);
        Py_END_ALLOW_THREADS
        if (n == 0) break;
        if (n > 0) strbuf_add(b, part, (size_t)n);
        else if (errno != EINTR || (interrupted = PyErr_CheckSignals() < 0)) break;
    }
    int why = errno;
    if (fd > STDERR_FILENO) close(fd);
    if (n == 0) return b->oom ? (PyErr_NoMemory(), -1) : 0;
    errno = why;
    if (!interrupted) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, name);
    errno = why;
    return -1;
}
