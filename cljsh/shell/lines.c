// SPDX-License-Identifier: MIT
#include "shell/lines.h"

#include "base/call.h"
#include "base/prim.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "shell/fd.h"
#include "task/wait.h"

#include <stdlib.h>
#include <unistd.h>

#define BUFFER (128 * 1024)
#define CHUNK 32

/* The buffer:
 *
 *   data      start          scanned      end        capacity
 *    | consumed | no newline here | unseen  |  free     |
 */
struct line_reader {
    PyObject_HEAD
    int fd;
    bool ended, busy;
    char *data;
    size_t start, scanned, end, capacity;
    Value on_end, on_failure;
    PyObject *tie;
};

// --- text -------------------------------------------------------------------

static bool is_ascii(const char *text, size_t length) {
    uint64_t seen = 0, word;
    for (; length >= 8; text += 8, length -= 8) {
        memcpy(&word, text, 8);
        seen |= word;
    }
    for (; length; text++, length--) seen |= (unsigned char)*text;
    return !(seen & 0x8080808080808080u);
}

PyObject *lines_decode(const char *text, size_t length) {
    if (unlikely(!is_ascii(text, length))) return PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "surrogateescape");
    if (length == 1) return PyUnicode_FromOrdinal(*text); // characters are shared
    PyObject *line = PyUnicode_New((Py_ssize_t)length, 127);
    if (likely(line && length)) memcpy(PyUnicode_1BYTE_DATA(line), text, length);
    return line;
}

// --- the buffer -------------------------------------------------------------

// A line that is in the buffer completely: 1, 0 when there is none, -1.
static int take_line(struct line_reader *r, PyObject **line) {
    char *from = r->data + r->scanned;
    char *newline = r->end > r->scanned ? memchr(from, '\n', r->end - r->scanned) : NULL;
    if (!newline) {
        r->scanned = r->end;
        return 0;
    }
    *line = lines_decode(r->data + r->start, (size_t)(newline - (r->data + r->start)));
    if (unlikely(!*line)) return -1;
    r->start = r->scanned = (size_t)(newline + 1 - r->data);
    return 1;
}

static int make_room(struct line_reader *r) {
    size_t held = r->end - r->start;
    if (r->start) {
        memmove(r->data, r->data + r->start, held);
        r->scanned -= r->start;
        r->end = held;
        r->start = 0;
    }
    size_t capacity = r->capacity;
    if (held * 2 > capacity || !capacity) capacity = capacity ? capacity * 2 : BUFFER;
    else if (capacity > BUFFER && held < BUFFER / 2) capacity = BUFFER; // a giant line is behind us
    if (capacity == r->capacity) return 0;
    char *data = realloc(r->data, capacity);
    if (!data) return (PyErr_NoMemory(), -1);
    r->data = data;
    r->capacity = capacity;
    return 0;
}

static int flush_tie(struct line_reader *r) {
    if (!r->tie || !fd_would_block(r->fd)) return 0;
    struct task *self = this_task();
    bool may = task_part_begins(self);
    PyObject *result = PyObject_CallMethod(r->tie, "flush", NULL);
    task_part_ends(self, may);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

static void release(struct line_reader *r) {
    if (r->fd > 2) fd_close(&r->fd);
    r->fd = -1;
    free(r->data);
    r->data = NULL;
    r->start = r->scanned = r->end = r->capacity = 0;
}

static int at_end(struct line_reader *r) {
    release(r);
    Value on_end = r->on_end;
    r->on_end = nil_value();
    int result = 0;
    if (!is_nil(ref(on_end))) {
        Value v = call0(ref(on_end));
        if (failed(v)) result = -1;
        else drop(v);
    }
    drop(on_end);
    return result;
}

// What broke the read off (a limit of time, an interrupt) is for the one who writes, too.
static int failed_to_read(struct line_reader *r) {
    Value on_failure = r->on_failure;
    r->on_failure = nil_value();
    if (!is_nil(ref(on_failure))) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        Value v = call0(ref(on_failure));
        if (failed(v)) PyErr_Clear();
        xdrop(v);
        PyErr_Restore(type, value, traceback);
    }
    drop(on_failure);
    return -1;
}

// More bytes into the buffer: 1, 0 at the end of input, -1.
static int fill(struct line_reader *r) {
    if (r->ended || r->fd < 0) return 0;
    if (flush_tie(r) < 0 || make_room(r) < 0) return -1;
    ssize_t n = fd_read(r->fd, r->data + r->end, r->capacity - r->end);
    if (n < 0) return task_is_parking(this_task()) ? -1 : failed_to_read(r);
    if (n == 0) r->ended = true;
    r->end += (size_t)n;
    return n > 0;
}

// The next line: 1; 0 at the end, -1.
static int read_line(struct line_reader *r, PyObject **line) {
    for (;;) {
        int found = take_line(r, line);
        if (found) return found;
        int more = fill(r);
        if (more < 0) return -1;
        if (more) continue;
        if (r->end > r->start) { // the last line has no newline
            *line = lines_decode(r->data + r->start, r->end - r->start);
            r->start = r->scanned = r->end;
            return *line ? 1 : -1;
        }
        return 0;
    }
}

static int next_line(struct line_reader *r, PyObject **line) {
    int found = read_line(r, line);
    return found ? found : at_end(r);
}

// Reading releases the GIL and calls functions: nobody else may come in between.
static int enter(struct line_reader *r) {
    if (r->busy) return (err_state("this reader is being read by another thread"), -1);
    r->busy = true;
    Py_INCREF(r);
    return 0;
}

static void leave(struct line_reader *r) {
    r->busy = false;
    Py_DECREF(r);
}

int lines_reader_next(struct line_reader *r, PyObject **line) {
    if (enter(r) < 0) return -1;
    int result = next_line(r, line);
    leave(r);
    return result;
}

// --- seqs -------------------------------------------------------------------

// again: the function of the lazy seq behind it.
static Value next_chunk(struct line_reader *r, PyObject *line, Ref again) {
    int found = 1;
    struct chunk *chunk = chunk_new(CHUNK);
    if (!chunk) {
        Py_DECREF(line);
        return ERR;
    }
    do chunk->items[chunk->end++] = adopt(line);
    while (chunk->end < CHUNK && (found = take_line(r, &line)) > 0);
    if (found < 0) {
        Py_DECREF(chunk);
        return ERR;
    }
    SCOPED Value more = lazy_new(keep(again));
    if (failed(more)) {
        Py_DECREF(chunk);
        return ERR;
    }
    return chunk_cons(adopt(chunk), ref(more));
}

static Value reader_invoke(Ref self, Value *args, Py_ssize_t n) {
    (void)args;
    struct line_reader *r = (struct line_reader *)obj(self);
    if (n != 0) {
        PyErr_Format(ArityError, "a line reader takes no arguments (%zd given)", n);
        return ERR;
    }
    if (enter(r) < 0) return ERR;
    PyObject *line;
    int found = next_line(r, &line);
    Value chunk = found < 0 ? ERR : found ? next_chunk(r, line, self) : nil_value();
    leave(r);
    return chunk;
}

Value lines_reader_seq(Ref reader) { return lazy_new(keep(reader)); }

// --- the type ---------------------------------------------------------------

Value lines_reader_new(int fd, Ref on_end, Ref tie) {
    struct line_reader *r = PyObject_GC_New(struct line_reader, TYPE_OBJECT(lines_reader_type));
    if (!r) {
        if (fd > 2) close(fd);
        return ERR;
    }
    memset(&r->fd, 0, sizeof *r - offsetof(struct line_reader, fd));
    r->fd = fd;
    r->on_end = keep(on_end);
    r->on_failure = nil_value();
    r->tie = is_nil(tie) || !is_obj(tie) ? NULL : Py_NewRef(obj(tie));
    gc_track(r);
    return adopt(r);
}

static int reader_traverse(PyObject *self, visitproc visit, void *arg) {
    struct line_reader *r = (struct line_reader *)self;
    VISIT_WORD(r->on_end.w);
    VISIT_WORD(r->on_failure.w);
    Py_VISIT(r->tie);
    return 0;
}

static int reader_clear(PyObject *self) {
    struct line_reader *r = (struct line_reader *)self;
    Value on_end = r->on_end, on_failure = r->on_failure;
    r->on_end = r->on_failure = nil_value();
    drop(on_end);
    drop(on_failure);
    Py_CLEAR(r->tie);
    return 0;
}

static void reader_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    release((struct line_reader *)self); // before the job is let go of: it ends a child that writes
    reader_clear(self);
    drop(((struct line_reader *)self)->on_end);
    PyObject_GC_Del(self);
}

static PyObject *reader_iternext(PyObject *self) {
    PyObject *line;
    return lines_reader_next((struct line_reader *)self, &line) > 0 ? line : NULL;
}

static PyObject *reader_readline(PyObject *self, PyObject *ignored) {
    (void)ignored;
    PyObject *line;
    int found = lines_reader_next((struct line_reader *)self, &line);
    return found > 0 ? line : found < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *reader_close(PyObject *self, PyObject *ignored) {
    (void)ignored;
    struct line_reader *r = (struct line_reader *)self;
    if (r->busy) return (err_state("this reader is being read by another thread"), NULL);
    r->ended = true;
    release(r);
    reader_clear(self);
    return Py_NewRef(Py_None);
}

static PyMethodDef reader_methods[] = {
    {"readline", reader_readline, METH_NOARGS, "The next line without its newline, or None at the end."},
    {"close", reader_close, METH_NOARGS, "Closes the reader; whoever writes to it gets SIGPIPE."},
    {NULL},
};

static const Ops reader_ops = {.kind = K_IFN, .invoke = reader_invoke};

CljType lines_reader_type = {CLJ_TYPE_HEAD("cljsh.LineReader", struct line_reader), .ops = &reader_ops};

int lines_init(void) {
    PyTypeObject *t = TYPE_OBJECT(lines_reader_type);
    t->tp_flags |= Py_TPFLAGS_HAVE_GC;
    t->tp_dealloc = reader_dealloc;
    t->tp_traverse = reader_traverse;
    t->tp_clear = reader_clear;
    t->tp_iter = PyObject_SelfIter;
    t->tp_iternext = reader_iternext;
    t->tp_methods = reader_methods;
    t->tp_hash = (hashfunc)_Py_HashPointer;
    return type_ready(&lines_reader_type, NULL);
}

// --- primitives -------------------------------------------------------------

PRIM(lines_reader_4, "cljsh.process.prim", "line-reader", "[fd on-end tie on-failure]",
     "Returns a reader of the lines of a descriptor, which it closes when it ends or is dropped.\n"
     "At the end it calls on-end, and when reading was broken off on-failure, if they are not nil;\n"
     "before it waits for input it flushes tie.")
{
    int fd = fd_argument(a[0]);
    Value reader = fd < 0 ? ERR : lines_reader_new(fd, a[1], a[2]);
    if (ok(reader)) ((struct line_reader *)obj(ref(reader)))->on_failure = keep(a[3]);
    return reader;
}

PRIM(lines_reader_3, "cljsh.process.prim", "line-reader", "[fd on-end tie]", NULL)
{
    int fd = fd_argument(a[0]);
    return fd < 0 ? ERR : lines_reader_new(fd, a[1], a[2]);
}

PRIM(lines_reader_1, "cljsh.process.prim", "line-reader", "[fd]", NULL)
{
    int fd = fd_argument(a[0]);
    return fd < 0 ? ERR : lines_reader_new(fd, NIL, NIL);
}

static struct line_reader *reader_arg(Ref r) {
    if (is_clj(r, &lines_reader_type)) return (struct line_reader *)obj(r);
    return (err_type("not a line reader: %s", err_type_name(r)), NULL);
}

PRIM_WAITS(lines_read_chunk, "cljsh.process.prim", "read-chunk", "[reader again]",
     "Returns a chunked seq of the next lines, waiting for one, whose rest is the lazy seq that again is the function of.\n"
     "At the end closes the descriptor, and returns nil.")
{
    struct line_reader *r = reader_arg(a[0]);
    if (!r || enter(r) < 0) return ERR;
    PyObject *line;
    int found = read_line(r, &line);
    if (found == 0) release(r);
    Value chunk = found < 0 ? ERR : found ? next_chunk(r, line, a[1]) : nil_value();
    leave(r);
    return chunk;
}

PRIM_WAITS(lines_read_line, "cljsh.process.prim", "read-line", "[reader]", "Returns the next line, waiting for it; at the end closes the descriptor, and returns nil.")
{
    struct line_reader *r = reader_arg(a[0]);
    if (!r || enter(r) < 0) return ERR;
    PyObject *line;
    int found = read_line(r, &line);
    if (found == 0) release(r);
    leave(r);
    return found < 0 ? ERR : found ? adopt(line) : nil_value();
}

PRIM(lines_take_on_end, "cljsh.process.prim", "take-on-end", "[reader]", "Returns what is to be called at the end of a reader, once; then nil.")
{
    struct line_reader *r = reader_arg(a[0]);
    if (!r) return ERR;
    Value on_end = r->on_end;
    r->on_end = nil_value();
    return on_end;
}

PRIM(lines_lazy, "cljsh.process.prim", "lazy", "[f]", "Returns the lazy seq of what f, a function without arguments, returns.")
{ return lazy_new(keep(a[0])); }
