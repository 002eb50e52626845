// SPDX-License-Identifier: MIT
#include "host/report.h"

#include "base/at_start.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "compile/compile.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/host.h"
#include "load/library.h"
#include "read/show.h"
#include "task/pause.h"
#include "vm/trace.h"

#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

#define FRAMES_MAX 12  // of one stack
#define CAUSES_MAX 8
#define DATA_MAX 2000  // characters of an exception's data
#define DATA_LENGTH 100 // elements of a collection in it
#define DATA_LEVEL 10
#define COLUMNS 120   // columns of a source line
#define PYTHON_MAX 8   // frames of Python code

struct place { PyObject *file; long line, column; }; // file borrowed; line 0: not known

static AT_START PyObject *sources; // dict: file -> text

void report_source(PyObject *file, PyObject *text) {
    if (!sources) sources = PyDict_New();
    if (!sources || PyDict_SetItem(sources, file, text) < 0) PyErr_Clear();
}

// --- writing ----------------------------------------------------------------

struct report { struct strbuf out; bool colour; };

#define BOLD "1"
#define RED "1;31"
#define DIM "2"

static void colour(struct report *r, const char *code) {
    if (r->colour) strbuf_printf(&r->out, "\033[%sm", code);
}
static void plain(struct report *r) {
    if (r->colour) strbuf_puts(&r->out, "\033[0m");
}

/* Appends text that others have made: control characters are shown as ^X, so
 * that no file can send commands to the terminal. */
static void add_text(struct report *r, PyObject *text, Py_ssize_t from, Py_ssize_t to, bool one_line) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), start = from;
    if (to > length) to = length;
    for (Py_ssize_t i = from; i <= to; i++) {
        Py_UCS4 c = i < to ? PyUnicode_READ_CHAR(text, i) : 0;
        bool control = c < 32 ? c != '\t' && (one_line || c != '\n') : c >= 127 && c < 160;
        if (i < to && !control) continue;
        SCOPED_PY PyObject *part = PyUnicode_Substring(text, start, i);
        if (!part || strbuf_str(&r->out, part) < 0) PyErr_Clear();
        if (i < to) strbuf_printf(&r->out, c < 32 ? "^%c" : "\\x%02x", (int)(c < 32 ? c + 64 : c));
        start = i + 1;
    }
}

static void add_str(struct report *r, PyObject *text) {
    if (text) add_text(r, text, 0, PY_SSIZE_T_MAX, false);
    else PyErr_Clear();
}

// --- places -----------------------------------------------------------------

static long int_attribute(PyObject *o, const char *name) {
    SCOPED_PY PyObject *v = PyObject_GetAttrString(o, name);
    long n = v && PyLong_Check(v) ? PyLong_AsLong(v) : 0;
    PyErr_Clear();
    return n;
}

static struct place frame_place(PyObject *frame) {
    PyObject *file = PyTuple_GET_ITEM(frame, 1);
    return (struct place){PyUnicode_Check(file) ? file : NULL, PyLong_AsLong(PyTuple_GET_ITEM(frame, 2)),
                          PyLong_AsLong(PyTuple_GET_ITEM(frame, 3))};
}

static bool is_library(PyObject *file) {
    if (!file) return true;
    SCOPED_PY PyObject *prefix = PyUnicode_FromString("cljsh:");
    return prefix && PyUnicode_Tailmatch(file, prefix, 0, PY_SSIZE_T_MAX, -1) > 0;
}

static PyObject *attribute(PyObject *o, const char *name) {
    PyObject *v = PyObject_GetAttrString(o, name);
    if (!v) PyErr_Clear();
    return v;
}

static bool is_error_of(PyObject *exc, PyObject *class) { return PyObject_TypeCheck(exc, (PyTypeObject *)class); }

// Where it happened; *owner keeps the file's name alive.
static struct place exception_place(PyObject *exc, PyObject **owner) {
    *owner = NULL;
    if (is_error_of(exc, ReaderError) || is_error_of(exc, CompileError)) {
        *owner = attribute(exc, "file");
        if (*owner && PyUnicode_Check(*owner)) return (struct place){*owner, int_attribute(exc, "line"), int_attribute(exc, "column")};
    }
    PyObject *frames = trace_of(exc);
    for (Py_ssize_t i = 0; frames && i < PyList_GET_SIZE(frames); i++) {
        struct place p = frame_place(PyList_GET_ITEM(frames, i));
        if (!is_library(p.file) && p.line > 0) return p;
    }
    return (struct place){0};
}

static void add_place(struct report *r, struct place p) {
    add_str(r, p.file);
    if (p.line > 0) strbuf_printf(&r->out, ":%ld", p.line);
    if (p.line > 0 && p.column > 0) strbuf_printf(&r->out, ":%ld", p.column);
}

// --- the source line --------------------------------------------------------

static PyObject *text_of(PyObject *file) {
    PyObject *known = sources ? PyDict_GetItemWithError(sources, file) : NULL;
    if (known) return Py_NewRef(known);
    SCOPED_PY PyObject *prefix = PyUnicode_FromString("cljsh:");
    if (prefix && PyUnicode_Tailmatch(file, prefix, 0, PY_SSIZE_T_MAX, -1) > 0) {
        const char *path = PyUnicode_AsUTF8(file);
        PyObject *text = NULL;
        if (path) library_source_of_builtin(path + 6, &text);
        return text;
    }
    struct stat st;
    SCOPED_PY PyObject *path = PyUnicode_EncodeFSDefault(file);
    if (!path || WITHOUT_GIL(stat(PyBytes_AS_STRING(path), &st)) < 0 || !S_ISREG(st.st_mode)) return NULL; // a FIFO was read already
    SCOPED_PY PyObject *bytes = compile_read_file(file);
    return bytes ? PyUnicode_DecodeUTF8(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), "surrogateescape") : NULL;
}

// The line of that number, new, or NULL.
static PyObject *line_of(PyObject *text, long line) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), from = 0;
    for (long i = 1; i < line; i++) {
        from = PyUnicode_FindChar(text, '\n', from, length, 1);
        if (from < 0) return NULL;
        from++;
    }
    Py_ssize_t to = PyUnicode_FindChar(text, '\n', from, length, 1);
    return PyUnicode_Substring(text, from, to < 0 ? length : to);
}

static int columns_of(Py_UCS4 c) {
    if (c < 32) return 2; // shown as ^X
    if (c >= 127 && c < 160) return 4;
    int n = wcwidth((wchar_t)c);
    return n < 0 ? 1 : n;
}

static void add_source(struct report *r, PyObject *line, struct place p) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(line), from = 0, caret = p.column - 1;
    while (from < length && PyUnicode_READ_CHAR(line, from) == '\r') from++;
    if (from == length) return; // nothing to see there
    if (caret > COLUMNS * 3 / 4) from = caret - COLUMNS / 2; // a long line: what is around the place
    Py_ssize_t to = from + COLUMNS < length ? from + COLUMNS : length;
    while (to > from && PyUnicode_READ_CHAR(line, to - 1) == '\r') to--;
    char number[24];
    int width = PyOS_snprintf(number, sizeof number, "%5ld", p.line);
    colour(r, DIM);
    strbuf_printf(&r->out, "%s | ", number);
    plain(r);
    if (from) strbuf_puts(&r->out, "…");
    add_text(r, line, from, to, true);
    if (to + 1 < length) strbuf_puts(&r->out, "…");
    strbuf_putc(&r->out, '\n');
    if (caret < from || caret > length) return;
    colour(r, DIM);
    strbuf_printf(&r->out, "%*s | ", width, "");
    plain(r);
    if (from) strbuf_putc(&r->out, ' ');
    for (Py_ssize_t i = from; i < caret; i++) {
        Py_UCS4 c = i < length ? PyUnicode_READ_CHAR(line, i) : ' ';
        if (c == '\t') strbuf_putc(&r->out, '\t');
        else for (int n = columns_of(c); n > 0; n--) strbuf_putc(&r->out, ' ');
    }
    colour(r, RED);
    strbuf_puts(&r->out, "^");
    plain(r);
    strbuf_putc(&r->out, '\n');
}

static void add_source_line(struct report *r, PyObject *exc, struct place p) {
    if (!p.file || p.line <= 0) return;
    SCOPED_PY PyObject *told = is_error_of(exc, ReaderError) ? attribute(exc, "source_line") : NULL;
    if (told && PyUnicode_Check(told)) {
        add_source(r, told, p);
        return;
    }
    SCOPED_PY PyObject *text = text_of(p.file);
    SCOPED_PY PyObject *line = text ? line_of(text, p.line) : NULL;
    if (line) add_source(r, line, p);
    PyErr_Clear();
}

// --- what happened ----------------------------------------------------------

/* Where the data of an exception has ^{:cljsh.core/shown {"label" :key, …}}, its message says what happened
 * (its class is not told), and of the data only the texts at these keys are shown.  The map, new, or ERR. */
static Value shown_of(PyObject *data) {
    static struct keyword *shown;
    SCOPED Value meta = data && (kind_of(ref_of(data)) & K_MAP) ? coll_meta(ref_of(data)) : ERR;
    Value map = ok(meta) ? coll_get(ref(meta), keyword_cached(&shown, "cljsh.core/shown"), NIL) : ERR;
    PyErr_Clear();
    if (failed(map) || (kind_of(ref(map)) & K_MAP)) return map;
    drop(map);
    return ERR;
}

static void add_shown(struct report *r, PyObject *data, Ref shown) {
    struct map_cursor cursor = {0};
    Ref label, key;
    while (map_each(shown, &cursor, &label, &key)) {
        SCOPED Value text = coll_get(ref_of(data), key, NIL);
        if (failed(text) || !is_str(label) || !is_str(ref(text)) || PyUnicode_GET_LENGTH(obj(ref(text))) == 0) continue;
        strbuf_puts(&r->out, "  ");
        add_str(r, obj(label));
        strbuf_puts(&r->out, ": ");
        add_str(r, obj(ref(text)));
        strbuf_putc(&r->out, '\n');
    }
    PyErr_Clear();
}

static void add_kind(struct report *r, PyObject *exc, PyObject *data) {
    const char *name;
    SCOPED_PY PyObject *class = attribute((PyObject *)Py_TYPE(exc), "__name__");
    SCOPED Value shown = shown_of(data);
    if (is_error_of(exc, ReaderError)) name = "syntax error";
    else if (is_error_of(exc, CompileError)) name = "compile error";
    else if (ok(shown)) return;
    else name = class && PyUnicode_Check(class) ? PyUnicode_AsUTF8(class) : NULL;
    colour(r, RED);
    strbuf_puts(&r->out, name ? name : "error");
    plain(r);
}

// (Exception. message cause), as Java's exceptions are made.
static bool is_message_and_cause(PyObject *exc) {
    PyObject *args = ((PyBaseExceptionObject *)exc)->args;
    return args && PyTuple_Check(args) && PyTuple_GET_SIZE(args) == 2 && PyUnicode_Check(PyTuple_GET_ITEM(args, 0)) &&
           PyExceptionInstance_Check(PyTuple_GET_ITEM(args, 1));
}

static PyObject *cause_of(PyObject *exc) {
    PyObject *cause = PyException_GetCause(exc);
    if (!cause && is_message_and_cause(exc)) cause = Py_NewRef(PyTuple_GET_ITEM(((PyBaseExceptionObject *)exc)->args, 1));
    return cause;
}

// The message without what the position or the kind say already.
static PyObject *message_of(PyObject *exc) {
    if (is_error_of(exc, ReaderError)) {
        PyObject *message = attribute(exc, "message");
        if (message && PyUnicode_Check(message)) return message;
        Py_XDECREF(message);
    }
    if (is_error_of(exc, PyExc_OSError)) {
        SCOPED_PY PyObject *what = attribute(exc, "strerror"), *file = attribute(exc, "filename");
        if (what && PyUnicode_Check(what)) {
            if (file && file != Py_None) return PyUnicode_FromFormat("%S: %U", file, what);
            return Py_NewRef(what);
        }
    }
    PyObject *text = is_message_and_cause(exc) ? Py_NewRef(PyTuple_GET_ITEM(((PyBaseExceptionObject *)exc)->args, 0)) : show_exception(exc);
    if (!text) {
        PyErr_Clear();
        text = PyUnicode_FromString("(the exception cannot say what it is)");
    }
    return text;
}

static void add_headline(struct report *r, PyObject *exc, PyObject *data) {
    SCOPED_PY PyObject *message = message_of(exc);
    size_t before = r->out.length;
    add_kind(r, exc, data);
    bool has_kind = r->out.length > before, has_text = message && PyUnicode_GET_LENGTH(message);
    if (has_kind && has_text) strbuf_puts(&r->out, ": ");
    colour(r, BOLD);
    add_str(r, message);
    plain(r);
    strbuf_putc(&r->out, '\n');
}

// --- the stack --------------------------------------------------------------

static void add_python_frames(struct report *r, PyObject *exc) {
    SCOPED_PY PyObject *traceback = PyException_GetTraceback(exc);
    PyObject *frames[PYTHON_MAX];
    int n = 0;
    for (PyTracebackObject *t = (PyTracebackObject *)traceback; t; t = t->tb_next) { // outermost first
        if (trace_is_ours(t)) continue; // the trace has it
        if (n == PYTHON_MAX) memmove(frames, frames + 1, --n * sizeof *frames);
        frames[n++] = (PyObject *)t;
    }
    while (n > 0) {
        PyTracebackObject *t = (PyTracebackObject *)frames[--n];
        PyCodeObject *code = PyFrame_GetCode(t->tb_frame);
        strbuf_puts(&r->out, "    in Python: ");
        add_str(r, code->co_qualname);
        strbuf_puts(&r->out, " (");
        add_str(r, code->co_filename);
        strbuf_printf(&r->out, ":%d)\n", t->tb_lineno);
        Py_DECREF(code);
    }
}

static bool same_frame(PyObject *a, PyObject *b) {
    return a && b && PyUnicode_Compare(PyTuple_GET_ITEM(a, 0), PyTuple_GET_ITEM(b, 0)) == 0 &&
           PyObject_RichCompareBool(PyTuple_GET_ITEM(a, 2), PyTuple_GET_ITEM(b, 2), Py_EQ) > 0;
}

/* Of consecutive frames of the library only the outermost is shown, which the
 * user's code has called; of a frame that repeats, one. */
static void add_stack(struct report *r, PyObject *exc, struct place at) {
    PyObject *frames = trace_of(exc);
    Py_ssize_t n = frames ? PyList_GET_SIZE(frames) : 0;
    while (n > 0 && is_library(frame_place(PyList_GET_ITEM(frames, n - 1)).file)) n--; // nobody has called them
    size_t start = r->out.length;
    int shown = 0, repeated = 0;
    bool only_header = true; // nothing that the first line does not say
    PyObject *last = NULL;
    for (Py_ssize_t i = 0; i <= n; i++) {
        PyObject *frame = i < n ? PyList_GET_ITEM(frames, i) : NULL;
        if (frame && same_frame(frame, last)) {
            repeated++;
            continue;
        }
        if (repeated) {
            strbuf_printf(&r->out, "    … %d more times%s\n", repeated, i == n && n >= TRACE_MAX ? ", and deeper" : "");
            only_header = false;
        }
        repeated = 0;
        if (!frame) break;
        struct place p = frame_place(frame);
        if (is_library(p.file)) {
            struct place next = i + 1 < n ? frame_place(PyList_GET_ITEM(frames, i + 1)) : (struct place){0};
            if (i + 1 < n && is_library(next.file)) continue;
        }
        if (shown == (is_error_of(exc, PyExc_RecursionError) ? 4 : FRAMES_MAX)) {
            strbuf_printf(&r->out, "    … %zd more\n", n - i);
            break;
        }
        strbuf_puts(&r->out, "    in ");
        add_str(r, PyTuple_GET_ITEM(frame, 0));
        if (!is_library(p.file)) {
            colour(r, DIM);
            strbuf_puts(&r->out, " (");
            add_place(r, p);
            strbuf_putc(&r->out, ')');
            plain(r);
        }
        strbuf_putc(&r->out, '\n');
        if (shown || p.file != at.file || p.line != at.line || p.column != at.column) only_header = false;
        if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(frame, 0), "top level") != 0) only_header = false;
        shown++;
        last = frame;
    }
    if (only_header) r->out.length = start;
}

static void add_data(struct report *r, PyObject *data) {
    if (!data || !(kind_of(ref_of(data)) & K_MAP)) return;
    SCOPED Value shown = shown_of(data);
    if (ok(shown)) {
        add_shown(r, data, ref(shown));
        return;
    }
    if (map_count(ref_of(data)) == 0) return;
    SCOPED_PY PyObject *text = show_within(ref_of(data), DATA_LENGTH, DATA_LEVEL, DATA_MAX);
    if (!text) { PyErr_Clear(); return; }
    strbuf_puts(&r->out, "  data: ");
    add_text(r, text, 0, DATA_MAX, false);
    strbuf_puts(&r->out, PyUnicode_GET_LENGTH(text) > DATA_MAX ? "…\n" : "\n");
}

static void add_exception(struct report *r, PyObject *exc, bool is_cause) {
    PyObject *owner;
    struct place p = exception_place(exc, &owner);
    SCOPED_PY PyObject *data = is_error_of(exc, ExceptionInfo) ? attribute(exc, "data") : NULL;
    if (is_cause) strbuf_puts(&r->out, "caused by: ");
    colour(r, BOLD);
    if (p.file) add_place(r, p);
    else if (!is_cause) strbuf_puts(&r->out, "cljsh");
    plain(r);
    if (p.file || !is_cause) strbuf_puts(&r->out, ": ");
    add_headline(r, exc, data);
    add_source_line(r, exc, p);
    add_python_frames(r, exc);
    add_stack(r, exc, p);
    add_data(r, data);
    Py_XDECREF(owner);
}

// A cause without a place whose message was passed on.
static bool tells_nothing_new(PyObject *exc, PyObject *cause) {
    PyObject *owner;
    struct place p = exception_place(cause, &owner);
    Py_XDECREF(owner);
    if (p.file) return false;
    SCOPED_PY PyObject *a = message_of(exc), *b = message_of(cause);
    return a && b && PyUnicode_Compare(a, b) == 0;
}

PyObject *report_text(PyObject *exc, bool colours) {
    struct report r = {STRBUF_INIT, colours};
    PyObject *seen[CAUSES_MAX];
    PyObject *e = Py_NewRef(exc);
    int n = 0;
    while (e && n < CAUSES_MAX) {
        add_exception(&r, e, n > 0);
        seen[n++] = e;
        PyObject *cause = cause_of(e);
        if (cause && tells_nothing_new(e, cause)) Py_CLEAR(cause);
        e = cause;
        for (int i = 0; i < n && e; i++)
            if (seen[i] == e) Py_CLEAR(e);
    }
    Py_XDECREF(e);
    while (n > 0) Py_DECREF(seen[--n]);
    return strbuf_finish(&r.out);
}

// --- to standard error ------------------------------------------------------

static bool wants_colour(void) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDERR_FILENO) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

static void flush(const char *name) {
    PyObject *stream = PySys_GetObject(name);
    PyObject *r = stream && stream != Py_None ? PyObject_CallMethod(stream, "flush", NULL) : NULL;
    Py_XDECREF(r);
    PyErr_Clear();
}

void report_exception(PyObject *exc) {
    flush("stdout");
    flush("stderr");
    SCOPED_PY PyObject *text = report_text(exc, wants_colour());
    SCOPED_PY PyObject *bytes = text ? str_bytes(text) : NULL;
    if (!bytes) PyErr_Clear();
    const char *p = bytes ? PyBytes_AS_STRING(bytes) : "cljsh: an error that could not be reported\n";
    size_t left = strlen(p);
    while (left) {
        ssize_t n = write(STDERR_FILENO, p, left);
        if (n <= 0) return;
        p += n;
        left -= (size_t)n;
    }
}
