// SPDX-License-Identifier: MIT
#include "cli/input.h"

#include "base/at_start.h"
#include "cli/output.h"
#include "data/str.h"
#include "read/reader.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "shell/lines.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/rare.h"

#include <unistd.h>

#define CHUNK 32

static AT_START enum input_form input_form;
static Value line_source; // the line reader of standard input
static Value edn_source;  // the values on it
LIB_VAR(input, "cljsh.core", "*input*", "cli/input.c");
static AT_START bool single_use; // the program's text has the name *input* only once
static bool give_away;    // and at a place that is evaluated only once: the var need not keep the value
static bool given_away;   // which has been read, and is not to be had again

// --- EDN values -------------------------------------------------------------

/* Lines are gathered until their brackets balance, and then read.  Called as
 * a function of no arguments, a source gives the next chunk of a seq, as a
 * line reader does. */
struct edn_source {
    PyObject_HEAD
    PyObject *lines;  // list of str: what is gathered
    Reader *reader;   // reads what was gathered, or NULL
    PyObject *text;   // what the reader reads
    PyObject *error;  // what the next value will raise, or NULL
    int line;         // number of the next line
    int first, column; // where what is gathered begins
    int depth;        // of brackets, of what is gathered
    bool in_string, ended;
};

static void scan(struct edn_source *s, PyObject *line) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(line);
    for (Py_ssize_t i = 0; i < n; i++) {
        switch (PyUnicode_READ_CHAR(line, i)) {
        case '\\': i++; break;
        case '"': s->in_string = !s->in_string; break;
        case ';': if (!s->in_string) return; break;
        case '(': case '[': case '{': s->depth += !s->in_string; break;
        case ')': case ']': case '}': s->depth -= !s->in_string; break;
        }
    }
}

// At least one more line, and as many as the brackets need: 1; 0 when there is none; -1.
static int gather(struct edn_source *s) {
    int more = 0;
    do {
        PyObject *line;
        int found = lines_reader_next((struct line_reader *)line_source.w, &line);
        if (found < 0) return -1;
        if (!found) {
            s->ended = true;
            return more;
        }
        if (PyList_GET_SIZE(s->lines) == 0) s->first = s->line, s->column = 1;
        s->line++;
        scan(s, line);
        int r = PyList_Append(s->lines, line);
        Py_DECREF(line);
        if (r < 0) return -1;
        more = 1;
    } while (s->in_string || s->depth > 0);
    return 1;
}

static int open_reader(struct edn_source *s) {
    SCOPED_PY PyObject *newline = PyUnicode_FromString("\n"), *file = PyUnicode_FromString("standard input");
    PyObject *text = newline ? PyUnicode_Join(newline, s->lines) : NULL;
    if (!text || !file) return -1;
    Py_XSETREF(s->text, text);
    s->reader = reader_new(text, file);
    if (!s->reader) return -1;
    reader_set_mode(s->reader, READ_EDN);
    reader_set_start(s->reader, s->first, s->column);
    return 0;
}

static void close_reader(struct edn_source *s) {
    if (s->reader) reader_free(s->reader);
    s->reader = NULL;
    s->depth = 0;
    s->in_string = false;
    PyList_SetSlice(s->lines, 0, PY_SSIZE_T_MAX, NULL);
}

// What is unread stays gathered: a tag or #_ stood at the end of a line.
static int keep_rest(struct edn_source *s, Py_ssize_t offset) {
    PyObject *rest = PyUnicode_Substring(s->text, offset, PyUnicode_GET_LENGTH(s->text));
    if (!rest) return -1;
    close_reader(s);
    scan(s, rest);
    for (Py_ssize_t i = 0; i < offset; i++) {
        bool newline = PyUnicode_READ_CHAR(s->text, i) == '\n';
        s->first += newline;
        s->column = newline ? 1 : s->column + 1;
    }
    int r = PyList_Append(s->lines, rest);
    Py_DECREF(rest);
    return r;
}

// The next value: 1; 0 at the end; -1.
static int edn_next(struct edn_source *s, Value *value) {
    if (s->error) {
        reraise_value(adopt(s->error));
        s->error = NULL;
        return -1;
    }
    for (;;) {
        if (!s->reader) {
            int more = s->ended ? 0 : gather(s);
            if (more < 0) return -1;
            if (PyList_GET_SIZE(s->lines) == 0) return 0;
            if (open_reader(s) < 0) return -1;
        }
        Py_ssize_t before = reader_offset(s->reader);
        enum read_result r = reader_read(s->reader, value);
        if (r == READ_FORM) return 1;
        if (r == READ_ERROR) {
            if (s->ended || !reader_incomplete(s->reader)) return -1;
            PyErr_Clear();
            if (keep_rest(s, before) < 0 || gather(s) < 0) return -1;
        } else {
            close_reader(s);
        }
    }
}

static Value edn_invoke(Ref self, Value *args, Py_ssize_t n) {
    (void)args, (void)n;
    struct edn_source *s = (struct edn_source *)obj(self);
    Value value;
    int found = edn_next(s, &value);
    if (found <= 0) return found < 0 ? ERR : nil_value();
    struct chunk *chunk = chunk_new(CHUNK);
    if (!chunk) return (drop(value), ERR);
    chunk->items[chunk->end++] = value;
    while (chunk->end < CHUNK && s->reader) { // what is there already
        Py_ssize_t before = reader_offset(s->reader);
        enum read_result r = reader_read(s->reader, &value);
        if (r == READ_FORM) {
            chunk->items[chunk->end++] = value;
        } else if (r == READ_EOF) {
            close_reader(s);
        } else { // comes when the values before it have been seen
            bool incomplete = !s->ended && reader_incomplete(s->reader);
            s->error = exception_fetch();
            if (incomplete) {
                Py_CLEAR(s->error);
                if (keep_rest(s, before) < 0 || open_reader(s) < 0) return (Py_DECREF(chunk), ERR);
            }
            break;
        }
    }
    SCOPED Value more = lazy_new(keep(self));
    if (failed(more)) return (Py_DECREF(chunk), ERR);
    return chunk_cons(adopt(chunk), ref(more));
}

static void edn_dealloc(PyObject *self) {
    struct edn_source *s = (struct edn_source *)self;
    if (s->reader) reader_free(s->reader);
    Py_XDECREF(s->lines);
    Py_XDECREF(s->text);
    Py_XDECREF(s->error);
    PyObject_Free(self);
}

static const Ops edn_ops = {.kind = K_IFN, .invoke = edn_invoke};
static CljType edn_source_type = {CLJ_TYPE_HEAD("cljsh.EdnSource", struct edn_source), .ops = &edn_ops};

static int start_edn(void) {
    TYPE_OBJECT(edn_source_type)->tp_dealloc = edn_dealloc;
    TYPE_OBJECT(edn_source_type)->tp_hash = (hashfunc)_Py_HashPointer;
    if (type_ready(&edn_source_type, NULL) < 0) return -1;
    struct edn_source *s = PyObject_New(struct edn_source, TYPE_OBJECT(edn_source_type));
    if (!s) return -1;
    memset(&s->lines, 0, sizeof *s - offsetof(struct edn_source, lines));
    s->line = s->first = s->column = 1;
    s->lines = PyList_New(0);
    edn_source = adopt(s);
    return s->lines ? 0 : -1;
}

// --- the var ----------------------------------------------------------------

// The sources are made when they are needed.
static int start_sources(void) {
    if (line_source.w) return 0;
    line_source = lines_reader_new(STDIN_FILENO, NIL, output_tie());
    return ok(line_source) ? start_edn() : -1;
}

static Value make_input(void) {
    if (start_sources() < 0) return ERR;
    if (input_form == INPUT_LINES) return lines_reader_seq(ref(line_source));
    if (input_form == INPUT_VALUES) return lazy_new(keep(ref(edn_source)));
    Value value;
    int found = edn_next((struct edn_source *)edn_source.w, &value);
    return found < 0 ? ERR : found ? value : nil_value();
}

static enum lookup unbound(struct var *v, Value *value) {
    if (v != input.var) return LOOKUP_ABSENT;
    *value = given_away ? err_state("*input* can be read only once in this program: its name stands there only once") : make_input();
    if (failed(*value)) return LOOKUP_FAILED;
    if (give_away && input_form != INPUT_VALUE) given_away = true;
    else v->root = keep(ref(*value));
    return LOOKUP_FOUND;
}

int input_prepare(void) {
    if (!lib_var(&input)) return -1;
    input.var->is_dynamic = true;
    var_unbound_hook = unbound;
    return 0;
}

void input_init(enum input_form form) {
    if (input_form != form) input_form = form;
}

// (Python's own search lies far from what else a start needs.)
void input_program(PyObject *text) {
    static const char name[] = "*input*";
    Py_ssize_t n;
    const char *start = PyUnicode_AsUTF8AndSize(text, &n), *found = start ? memmem(start, (size_t)n, name, sizeof name - 1) : NULL;
    if (!start) PyErr_Clear();
    const char *after = found ? found + sizeof name - 1 : NULL;
    single_use = found && !memmem(after, (size_t)(start + n - after), name, sizeof name - 1);
}

bool input_mentioned(bool once) { return give_away = single_use && once; }

// --- one item at a time -----------------------------------------------------

int input_next(Value *item) {
    if (start_sources() < 0) return -1;
    if (input_form != INPUT_LINES) return edn_next((struct edn_source *)edn_source.w, item);
    PyObject *line;
    int found = lines_reader_next((struct line_reader *)line_source.w, &line);
    if (found > 0) *item = adopt(line);
    return found;
}

struct var *input_var(void) { return lib_var(&input); }

int input_set(Ref item) { return var_set_root(input.var, item); }
