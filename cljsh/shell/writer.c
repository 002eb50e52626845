// SPDX-License-Identifier: MIT
#include "shell/writer.h"

#include "base/prim.h"
#include "coll/vector.h"
#include "data/str.h"
#include "read/print.h"
#include "seq/seq.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "task/wait.h"

#include <errno.h>
#include <unistd.h>

#define BUFFER (64 * 1024)

struct line_writer {
    PyObject_HEAD
    int fd;
    bool broken;
    size_t length;
    char data[BUFFER];
};

static int send(struct line_writer *w, const char *data, size_t size) {
    if (w->broken || !size) return 0;
    if (w->fd < 0) return (err_value("this writer is closed"), -1);
    if (fd_write_all(w->fd, data, size) == 0) return 0;
    if (!PyErr_ExceptionMatches(PyExc_BrokenPipeError)) return -1;
    PyErr_Clear();
    w->broken = true;
    return 0;
}

int writer_line_flush(struct line_writer *w) {
    size_t length = w->length;
    w->length = 0;
    return send(w, w->data, length);
}

static int encode_bytes(struct line_writer *w, const char *text, size_t size) {
    if (size >= BUFFER - w->length && writer_line_flush(w) < 0) return -1;
    if (size >= BUFFER) {
        if (send(w, text, size) < 0) return -1;
    } else {
        memcpy(w->data + w->length, text, size);
        w->length += size;
    }
    if (w->length == BUFFER && writer_line_flush(w) < 0) return -1;
    w->data[w->length++] = '\n';
    return !w->broken;
}

static int put_str(struct line_writer *w, PyObject *text) {
    if (PyUnicode_IS_COMPACT_ASCII(text))
        return encode_bytes(w, (const char *)PyUnicode_1BYTE_DATA(text), (size_t)PyUnicode_GET_LENGTH(text));
    SCOPED_PY PyObject *bytes = str_bytes(text);
    return bytes ? encode_bytes(w, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : -1;
}

int writer_line_put(struct line_writer *w, Ref value) {
    if (is_str(value)) return put_str(w, obj(value));
    if (is_obj(value) && PyBytes_Check(obj(value)))
        return encode_bytes(w, PyBytes_AS_STRING(obj(value)), (size_t)PyBytes_GET_SIZE(obj(value)));
    SCOPED_PY PyObject *text = print_value_str(value);
    return text ? put_str(w, text) : -1;
}

// --- the type ---------------------------------------------------------------

Value writer_line_new(int fd) {
    struct line_writer *w = PyObject_New(struct line_writer, TYPE_OBJECT(writer_line_type));
    if (!w) {
        if (fd > 2) close(fd);
        return ERR;
    }
    w->fd = fd;
    w->broken = false;
    w->length = 0;
    return adopt(w);
}

static int writer_close(struct line_writer *w) {
    int result = w->fd < 0 ? 0 : writer_line_flush(w);
    if (w->fd > 2) fd_close(&w->fd);
    w->fd = -1;
    return result;
}

static void writer_dealloc(PyObject *self) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (writer_close((struct line_writer *)self) < 0) PyErr_WriteUnraisable(NULL);
    PyErr_Restore(type, value, traceback);
    PyObject_Free(self);
}

static PyObject *method_flush(PyObject *self, PyObject *ignored) {
    (void)ignored;
    struct line_writer *w = (struct line_writer *)self;
    return writer_line_flush(w) < 0 ? NULL : PyBool_FromLong(!w->broken);
}

static PyObject *method_close(PyObject *self, PyObject *ignored) {
    (void)ignored;
    return writer_close((struct line_writer *)self) < 0 ? NULL : Py_NewRef(Py_None);
}

static PyMethodDef writer_methods[] = {
    {"flush", method_flush, METH_NOARGS, "Writes what is buffered; returns False when nobody reads any more."},
    {"close", method_close, METH_NOARGS, "Writes what is buffered and closes."},
    {NULL},
};

static const Ops writer_ops = {0};

CljType writer_line_type = {CLJ_TYPE_HEAD("cljsh.LineWriter", struct line_writer), .ops = &writer_ops};

int writer_init(void) {
    PyTypeObject *t = TYPE_OBJECT(writer_line_type);
    t->tp_dealloc = writer_dealloc;
    t->tp_methods = writer_methods;
    t->tp_hash = (hashfunc)_Py_HashPointer;
    return type_ready(&writer_line_type, NULL);
}

// --- primitives -------------------------------------------------------------

static struct line_writer *writer_of(Ref r) {
    if (is_clj(r, &writer_line_type)) return (struct line_writer *)obj(r);
    return (err_type("not a line writer: %s", err_type_name(r)), NULL);
}

static int fd_of(Ref r) {
    int64_t fd;
    if (int64_of(r, &fd) && fd >= 0 && fd < 1 << 20) return (int)fd;
    return (err_type("not a descriptor: %s", err_type_name(r)), -1);
}

PRIM(writer_new, "cljsh.process.prim", "line-writer", "[fd]",
     "Returns a writer of lines to a descriptor, which it closes when it is closed or dropped.")
{
    int fd = fd_of(a[0]);
    return fd < 0 ? ERR : writer_line_new(fd);
}

PRIM(writer_put, "cljsh.process.prim", "write-line", "[writer x]",
     "Writes a value as a line; returns false when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    int result = w ? writer_line_put(w, a[1]) : -1;
    return result < 0 ? ERR : bool_value(result);
}

PRIM(writer_put_all, "cljsh.process.prim", "write-lines", "[writer coll]",
     "Writes the elements of a collection as lines.\n"
     "Stops, and returns false, when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    struct cursor c;
    Value coll = take(&a[1]); // so that a lazy seq's head is not held
    if (!w || cursor_start(&c, ref(coll)) < 0) {
        drop(coll);
        return ERR;
    }
    drop(coll);
    int result = 1;
    for (Value x; result > 0 && (x = cursor_next(&c)).w; drop(x)) result = writer_line_put(w, ref(x));
    if (result < 0) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        cursor_end(&c);
        PyErr_Restore(type, value, traceback);
        return ERR;
    }
    if (cursor_end(&c) < 0) return ERR;
    return bool_value(result);
}

PRIM(fd_write_bytes, "cljsh.process.prim", "write-bytes", "[fd x]",
     "Writes text or bytes to a descriptor; returns false when nobody reads.")
{
    int fd = fd_of(a[0]);
    SCOPED_PY PyObject *bytes = fd < 0 ? NULL : is_str(a[1]) ? str_bytes(obj(a[1])) : py_of(a[1]);
    Py_buffer view;
    if (!bytes || PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return ERR;
    int result = fd_write_all(fd, view.buf, (size_t)view.len);
    PyBuffer_Release(&view);
    if (result == 0) return bool_value(true);
    if (!PyErr_ExceptionMatches(PyExc_BrokenPipeError)) return ERR;
    PyErr_Clear();
    return bool_value(false);
}

PRIM(fd_close_prim, "cljsh.process.prim", "close-fd", "[fd]", "Closes a descriptor; returns nil.")
{
    int fd = fd_of(a[0]);
    if (fd < 0) return ERR;
    close(fd);
    return nil_value();
}

// --- reading everything -----------------------------------------------------

struct source { int fd; PyObject *bytes; Py_ssize_t length; };

static int source_grow(struct source *s) {
    Py_ssize_t size = s->bytes ? PyBytes_GET_SIZE(s->bytes) : 0;
    if (size - s->length >= BUFFER / 2) return 0;
    if (!s->bytes) return (s->bytes = PyBytes_FromStringAndSize(NULL, BUFFER)) ? 0 : -1;
    return _PyBytes_Resize(&s->bytes, size * 2);
}

// Reads all of them side by side, so that none fills up while we wait for another.
static int read_sources(struct source *sources, int n) {
    for (;;) {
        struct wait waits[8];
        int open = 0;
        for (int i = 0; i < n; i++)
            if (sources[i].fd >= 0) waits[open++] = (struct wait){.fd = sources[i].fd, .events = POLLIN};
        if (!open) return 0;
        if (open > 1 && wait_any(waits, open, FOREVER) < 0) return -1;
        for (int i = 0, k = 0; i < n; i++) {
            struct source *s = &sources[i];
            if (s->fd < 0 || (!waits[k++].ready && open > 1)) continue;
            if (source_grow(s) < 0) return -1;
            ssize_t got = fd_read(s->fd, PyBytes_AS_STRING(s->bytes) + s->length, (size_t)(PyBytes_GET_SIZE(s->bytes) - s->length));
            if (got < 0) return -1;
            s->length += got;
            if (got == 0) fd_close(&s->fd);
        }
    }
}

PRIM(fd_slurp, "cljsh.process.prim", "read-fds", "[fds]",
     "Reads several descriptors to their ends, side by side, and closes them.\n"
     "Returns a vector of what each gave, as bytes; nil stands for nil.")
{
    Value *fds;
    Py_ssize_t total = seq_to_words(a[0], &fds);
    if (total < 0) return ERR;
    struct source sources[8];
    int count = 0;
    bool bad = total > 8;
    if (bad) err_arg("too many descriptors to read: %zd", total);
    for (Py_ssize_t i = 0; !bad && i < total; i++) {
        if (is_nil(ref(fds[i]))) continue;
        int fd = fd_of(ref(fds[i]));
        if (fd < 0) bad = true;
        else sources[count++] = (struct source){.fd = fd};
    }
    if (!bad) bad = read_sources(sources, count) < 0;
    Value result = bad ? ERR : vec_empty();
    for (Py_ssize_t i = 0, k = 0; ok(result) && i < total; i++) {
        if (is_nil(ref(fds[i]))) {
            result = vec_conj(result, NIL);
            continue;
        }
        struct source *s = &sources[k++];
        if (_PyBytes_Resize(&s->bytes, s->length) < 0) {
            drop(result);
            result = ERR;
        } else {
            result = vec_conj(result, ref_of(s->bytes));
        }
    }
    for (int i = 0; i < count; i++) {
        fd_close(&sources[i].fd);
        Py_XDECREF(sources[i].bytes);
    }
    seq_words_free(fds, total);
    return result;
}

PRIM(fd_text, "cljsh.process.prim", "text", "[bytes]",
     "Returns bytes as text: UTF-8, with bytes that are none as surrogate escapes.")
{
    Ref bytes = a[0];
    if (!is_obj(bytes) || !PyBytes_Check(obj(bytes))) return err_type("not bytes: %s", err_type_name(bytes));
    return adopt(lines_decode(PyBytes_AS_STRING(obj(bytes)), (size_t)PyBytes_GET_SIZE(obj(bytes))));
}

PRIM(fd_text_trimmed, "cljsh.process.prim", "text-without-newline", "[bytes]",
     "Returns bytes as text, without one newline at the end.")
{
    Ref bytes = a[0];
    if (!is_obj(bytes) || !PyBytes_Check(obj(bytes))) return err_type("not bytes: %s", err_type_name(bytes));
    const char *text = PyBytes_AS_STRING(obj(bytes));
    size_t length = (size_t)PyBytes_GET_SIZE(obj(bytes));
    return adopt(lines_decode(text, length && text[length - 1] == '\n' ? length - 1 : length));
}
