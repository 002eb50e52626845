// SPDX-License-Identifier: MIT
#include "shell/writer.h"

#include "base/prim.h"
#include "data/str.h"
#include "read/print.h"
#include "seq/chunk.h"
#include "seq/seq.h"
#include "shell/fd.h"
#include "shell/lines.h"
#include "task/wait.h"

#include <errno.h>
#include <unistd.h>

#define BUFFER (64 * 1024) // so much is written at once

/* The buffer:
 *
 *   data      start        end        capacity
 *    | written  | unwritten |  free     |
 */
struct line_writer {
    PyObject_HEAD
    int fd;
    bool broken;
    char *data;
    size_t start, end, capacity;
};

static int write_error(struct line_writer *w) {
    if (!PyErr_ExceptionMatches(PyExc_BrokenPipeError)) return -1;
    PyErr_Clear();
    w->broken = true;
    w->start = w->end = 0;
    return 0;
}

int writer_line_flush(struct line_writer *w) {
    size_t from = w->start, size = w->end - from;
    if (w->broken || !size) return 0;
    if (w->fd < 0) return (err_value("this writer is closed"), -1);
    w->start = w->end = 0;
    return fd_write_all(w->fd, w->data + from, size) == 0 ? 0 : write_error(w);
}

// The same of a primitive that may wait, and is repeated then: what is written is not in the buffer any more.
static int flush_parking(struct line_writer *w) {
    if (w->fd < 0 && w->end > w->start) return (err_value("this writer is closed"), -1);
    while (w->start < w->end) {
        if (wait_fd(w->fd, POLLOUT, FOREVER) < 0) return -1;
        ssize_t n;
        Py_BEGIN_ALLOW_THREADS
        n = write(w->fd, w->data + w->start, w->end - w->start);
        Py_END_ALLOW_THREADS
        if (n >= 0) w->start += (size_t)n;
        else if (errno != EAGAIN && errno != EINTR) return fd_error(w->fd), write_error(w);
        if (PyErr_CheckSignals() < 0) return -1;
    }
    w->start = w->end = 0;
    return 0;
}

static int make_room(struct line_writer *w, size_t size) {
    size_t capacity = w->capacity ? w->capacity : BUFFER + BUFFER / 8;
    if (w->start && w->capacity - w->end < size) {
        memmove(w->data, w->data + w->start, w->end - w->start);
        w->end -= w->start;
        w->start = 0;
    }
    while (capacity - w->end < size) capacity *= 2;
    if (capacity == w->capacity) return 0;
    char *data = PyMem_Realloc(w->data, capacity);
    if (!data) return (PyErr_NoMemory(), -1);
    w->data = data;
    w->capacity = capacity;
    return 0;
}

// Whoever puts looks whether the buffer is full: before or after.
static int put_raw(struct line_writer *w, const char *text, size_t size) {
    if (w->broken) return 0;
    if (unlikely(w->capacity - w->end <= size) && make_room(w, size + 1) < 0) return -1;
    memcpy(w->data + w->end, text, size);
    w->end += size;
    return 1;
}

static int put_bytes(struct line_writer *w, const char *text, size_t size) {
    int result = put_raw(w, text, size);
    if (result > 0) w->data[w->end++] = '\n';
    return result;
}

static inline bool is_full(const struct line_writer *w) { return w->end - w->start >= BUFFER; }

static int put_str(struct line_writer *w, PyObject *text) {
    if (PyUnicode_IS_COMPACT_ASCII(text))
        return put_bytes(w, (const char *)PyUnicode_1BYTE_DATA(text), (size_t)PyUnicode_GET_LENGTH(text));
    SCOPED_PY PyObject *bytes = str_bytes(text);
    return bytes ? put_bytes(w, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : -1;
}

static int put(struct line_writer *w, Ref value) {
    if (is_str(value)) return put_str(w, obj(value));
    if (is_obj(value) && PyBytes_Check(obj(value)))
        return put_bytes(w, PyBytes_AS_STRING(obj(value)), (size_t)PyBytes_GET_SIZE(obj(value)));
    SCOPED_PY PyObject *text = print_value_str(value);
    return text ? put_str(w, text) : -1;
}

int writer_line_put(struct line_writer *w, Ref value) {
    int result = put(w, value);
    return result > 0 && is_full(w) && writer_line_flush(w) < 0 ? -1 : result < 0 ? -1 : !w->broken;
}

// --- the type ---------------------------------------------------------------

Value writer_line_new(int fd) {
    struct line_writer *w = PyObject_New(struct line_writer, TYPE_OBJECT(writer_line_type));
    if (!w) {
        if (fd > 2) close(fd);
        return ERR;
    }
    memset(&w->fd, 0, sizeof *w - offsetof(struct line_writer, fd));
    w->fd = fd;
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
    PyMem_Free(((struct line_writer *)self)->data);
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

static PyObject *method_abandon(PyObject *self, PyObject *ignored) {
    (void)ignored;
    ((struct line_writer *)self)->broken = true;
    return method_close(self, NULL);
}

static PyMethodDef writer_methods[] = {
    {"abandon", method_abandon, METH_NOARGS, "Closes; what is buffered is not written."},
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

PRIM(writer_new, "cljsh.process.prim", "line-writer", "[fd]",
     "Returns a writer of lines to a descriptor, which it closes when it is closed or dropped.")
{
    int fd = fd_argument(a[0]);
    return fd < 0 ? ERR : writer_line_new(fd);
}

PRIM(writer_put, "cljsh.process.prim", "write-line", "[writer x]",
     "Writes a value as a line; returns false when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    int result = w ? writer_line_put(w, a[1]) : -1;
    return result < 0 ? ERR : bool_value(result);
}

// Puts the first chunk or element of a seq into the buffer: what is left of the seq.
static Value put_first(struct line_writer *w, Ref seq) {
    if (!is_clj(seq, &chunked_cons_type)) {
        SCOPED Value first = seq_first(seq);
        int result = failed(first) ? -1 : put(w, ref(first));
        return result > 0 ? seq_rest(seq) : result < 0 ? ERR : bool_value(false);
    }
    const struct chunked_cons *cons = (struct chunked_cons *)obj(seq);
    const struct chunk *chunk = chunk_of(ref(cons->chunk));
    int result = 1;
    for (Py_ssize_t i = cons->at; result > 0 && i < chunk->end; i++) result = put(w, ref(chunk->items[i]));
    return result > 0 ? keep(ref(cons->more)) : result < 0 ? ERR : bool_value(false);
}

PRIM_WAITS(writer_put_some, "cljsh.process.prim", "write-some", "[writer seq]",
           "Writes the first element of a seq, or its chunk, as lines; waits before that where much is unwritten.\n"
           "Returns the rest of the seq; false when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    if (!w || (is_full(w) && flush_parking(w) < 0)) return ERR;
    if (w->broken) return bool_value(false);
    struct task *self = this_task();
    bool may = task_part_begins(self); // what prints a value is not repeated
    Value rest = put_first(w, a[1]);
    task_part_ends(self, may);
    return rest;
}

PRIM_WAITS(writer_put_raw, "cljsh.process.prim", "write-raw", "[writer x]",
           "Writes text or bytes as they are; waits before that where much is unwritten. Returns false when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    if (!w || (is_full(w) && flush_parking(w) < 0)) return ERR;
    SCOPED_PY PyObject *bytes = is_str(a[1]) ? str_bytes(obj(a[1])) : py_of(a[1]);
    if (bytes && !PyBytes_Check(bytes)) return err_type("text or bytes can be written, not %s", err_type_name(a[1]));
    int result = bytes ? put_raw(w, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) : -1;
    return result < 0 ? ERR : bool_value(result);
}

PRIM_WAITS(writer_flush, "cljsh.process.prim", "flush-writer", "[writer]", "Writes what is buffered; returns false when nobody reads any more.")
{
    struct line_writer *w = writer_of(a[0]);
    return !w || flush_parking(w) < 0 ? ERR : bool_value(!w->broken);
}

PRIM(fd_write_bytes, "cljsh.process.prim", "write-bytes", "[fd x]",
     "Writes text or bytes to a descriptor; returns false when nobody reads.")
{
    int fd = fd_argument(a[0]);
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
    int fd = fd_argument(a[0]);
    if (fd < 0) return ERR;
    close(fd);
    return nil_value();
}

// --- text -------------------------------------------------------------------

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
