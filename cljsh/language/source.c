// SPDX-License-Identifier: MIT
// The text that is parsed: characters, line continuations, aliases, errors.
#include "language/parser.h"

#include "read/reader.h"
#include "shell/lines.h"

#include <stdarg.h>

struct parser *parser_new(const struct syntax *syntax, PyObject *file, int first_line) {
    struct parser *p = PyMem_Calloc(1, sizeof *p);
    if (!p) return (PyErr_NoMemory(), NULL);
    p->syntax = *syntax;
    p->file = Py_NewRef(file);
    p->line = first_line;
    p->here_end = &p->here;
    return p;
}

static void free_here(struct parser *p) {
    for (struct here *h = p->here, *next; h; h = next) {
        next = h->next;
        drop(h->redirection);
        xdrop(h->function);
        Py_DECREF(h->delimiter);
        PyMem_Free(h);
    }
    p->here = NULL;
    p->here_end = &p->here;
}

/* Most short texts of a script are names, options and words that it has over
 * and over.  A script of a line or two has nothing from looking for them. */
enum { TEXTS = 128, TEXTS_BEFORE = 32, TEXT_LONGEST = 24 };

static void free_texts(struct parser *p) {
    for (int i = 0; p->texts && i < TEXTS; i++) Py_XDECREF(p->texts[i]);
    PyMem_Free(p->texts);
}

void parser_free(struct parser *p) {
    if (!p) return;
    free_here(p);
    for (int i = 0; i < p->naliases; i++) Py_DECREF(p->aliases[i].name);
    PyMem_Free(p->aliases);
    PyMem_Free(p->text);
    free_texts(p);
    Py_XDECREF(p->here_wanted);
    Py_DECREF(p->file);
    PyMem_Free(p);
}

bool parser_skips_line(struct parser *p) {
    if (!p->line_wrong) return false;
    free_here(p);
    for (int c; (c = parser_raw_ahead(p, 0)) != '\n' && c != END;) parser_advance(p, 1);
    return true;
}

static int make_room(struct parser *p, size_t n) {
    if (p->length + n <= p->capacity) return 0;
    size_t capacity = p->capacity ? p->capacity * 2 : 256;
    while (capacity < p->length + n) capacity *= 2;
    char *text = PyMem_Realloc(p->text, capacity);
    if (!text) return (PyErr_NoMemory(), -1);
    p->text = text;
    p->capacity = capacity;
    return 0;
}

int parser_add(struct parser *p, const char *bytes, size_t n) {
    if (!n) return 0;
    if (make_room(p, n) < 0) return -1;
    memcpy(p->text + p->length, bytes, n);
    p->length += n;
    return 0;
}

void forget_before(struct parser *p) {
    if (p->naliases || p->line_start < 4096 || p->line_start < p->length / 2) return;
    memmove(p->text, p->text + p->line_start, p->length - p->line_start);
    p->length -= p->line_start;
    p->pos -= p->line_start;
    p->line_start = 0;
}

const char *parser_rest(struct parser *p, size_t *n) {
    *n = p->length - p->pos;
    return p->text + p->pos;
}

void parser_set_groups(struct parser *p, bool groups) { p->syntax.groups = groups; }
void parser_set_keywords(struct parser *p, bool keywords) { p->syntax.keywords = keywords; }

int parser_line(struct parser *p) { return p->line; }

bool parser_ended_in_here_document(struct parser *p) { return p->here_open; }

PyObject *parser_unended_here_document(struct parser *p, int *line, int *stop) {
    PyObject *wanted = p->here_wanted;
    p->here_wanted = NULL;
    *line = p->here_line;
    *stop = p->here_stop;
    return wanted;
}

// --- characters -----------------------------------------------------------------

// Is there a byte at pos + i, reading on where need be?
static bool there_is(struct parser *p, size_t i) {
    while (p->pos + i >= p->length) {
        if (p->ended || p->failed || !p->syntax.more) return false;
        size_t before = p->length;
        int read = p->syntax.more(p->syntax.arg, p);
        if (read > 0 && p->length > before) continue;
        p->ended = true;
        p->failed = read < 0;
        return false;
    }
    return true;
}

int parser_raw_ahead(struct parser *p, size_t i) {
    return there_is(p, i) ? (unsigned char)p->text[p->pos + i] : END;
}

int parser_char_with_care(struct parser *p, size_t i) {
    while (there_is(p, i)) {
        size_t at = p->pos + i;
        if (p->text[at] != '\\' || !there_is(p, i + 1) || p->text[at + 1] != '\n') return (unsigned char)p->text[at];
        memmove(p->text + at, p->text + at + 2, p->length - at - 2); // a continued line is one line
        p->length -= 2;
        p->line++;
        for (int k = 0; k < p->naliases; k++)
            if (p->aliases[k].end > at) p->aliases[k].end -= 2;
    }
    return END;
}

// The aliases whose text ends at or before the position are no longer being read.
static void leave_aliases(struct parser *p) {
    while (p->naliases && p->pos > p->aliases[p->naliases - 1].end) {
        p->alias_due |= p->aliases[--p->naliases].blank;
        Py_DECREF(p->aliases[p->naliases].name);
    }
}

size_t parser_plain_run(const struct parser *p) {
    static const bool plain[256] = {
        ['-'] = true, ['.'] = true, ['_'] = true, ['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [0x80 ... 0xff] = true,
    };
    const char *from = p->text + p->pos, *end = p->text + p->length, *at = from;
    while (at < end && plain[(unsigned char)*at]) at++;
    return (size_t)(at - from);
}

void parser_advance_plain(struct parser *p, size_t n) {
    p->pos += n;
    if (unlikely(p->naliases)) leave_aliases(p);
}

void parser_advance_slow(struct parser *p, size_t n) {
    for (; n; n--, p->pos++)
        if (p->text[p->pos] == '\n') {
            p->line_start = p->pos + 1;
            if (!p->naliases || p->pos >= p->aliases[0].end) p->line++;
        }
    if (unlikely(p->naliases)) leave_aliases(p);
}

void parser_skip_blanks_here(struct parser *p) {
    int c;
    if (likely(!p->naliases)) {
        const char *at = p->text + p->pos, *end = p->text + p->length;
        while (at < end && is_blank(*at)) at++;
        p->pos = (size_t)(at - p->text);
    }
    while (is_blank(c = char_here(p))) parser_advance(p, 1);
    if (c == '#') {
        while ((c = parser_raw_ahead(p, 0)) != '\n' && c != END) parser_advance(p, 1);
    }
}

// --- aliases ------------------------------------------------------------------------

static int begin_alias(struct parser *p, PyObject *name, size_t end, bool blank) {
    if (p->naliases == p->aliases_max) {
        int most = p->aliases_max ? p->aliases_max * 2 : 4;
        void *aliases = PyMem_Realloc(p->aliases, (size_t)most * sizeof *p->aliases);
        if (!aliases) return (PyErr_NoMemory(), -1);
        p->aliases = aliases;
        p->aliases_max = most;
    }
    p->aliases[p->naliases].name = Py_NewRef(name);
    p->aliases[p->naliases].end = end;
    p->aliases[p->naliases++].blank = blank;
    return 0;
}

// Is the word of n characters the number of a descriptor, before its redirection?
static bool is_descriptor(struct parser *p, size_t n) {
    int behind = parser_char_ahead(p, n);
    if (behind != '<' && behind != '>') return false;
    for (size_t i = 0; i < n; i++)
        if (!is_digit_char(parser_char_ahead(p, i))) return false;
    return true;
}

// The alias of a function's name that is being defined says its name only when it is one.
static bool is_one_word(PyObject *text) {
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        if (c < 128 && (ends_word((int)c) || strchr("\\'\"$`#", (int)c))) return false;
    }
    return PyUnicode_GET_LENGTH(text) > 0;
}

int parser_substitute_alias(struct parser *p, size_t n) {
    if (!p->syntax.alias || !n || is_descriptor(p, n)) return 0;
    SCOPED_PY PyObject *text = NULL;
    enum lookup found = p->syntax.alias(p->syntax.arg, p->text + p->pos, n, &text);
    if (found != LOOKUP_FOUND) return found;
    if (!is_one_word(text) && parser_parentheses_behind(p, n)) return 0;
    SCOPED Value name = parser_text_value(p->text + p->pos, n);
    if (failed(name)) return -1;
    for (int i = 0; i < p->naliases; i++) {
        if (PyUnicode_Compare(p->aliases[i].name, obj(ref(name))) == 0) return 0;
    }
    SCOPED_PY PyObject *bytes = str_bytes(text);
    if (!bytes) return -1;
    size_t size = (size_t)PyBytes_GET_SIZE(bytes);
    if (make_room(p, size + 1) < 0) return -1;
    memmove(p->text + p->pos + size, p->text + p->pos + n, p->length - p->pos - n);
    memcpy(p->text + p->pos, PyBytes_AS_STRING(bytes), size);
    p->length = p->length - n + size;
    for (int i = 0; i < p->naliases; i++)
        if (p->aliases[i].end >= p->pos) p->aliases[i].end = p->aliases[i].end - n + size;
    bool blank = size && is_blank(PyBytes_AS_STRING(bytes)[size - 1]);
    return begin_alias(p, obj(ref(name)), p->pos + size, blank) < 0 ? -1 : 1;
}

bool parser_alias_is_due(struct parser *p) {
    for (int i = 0; i < p->naliases; i++)
        if (p->aliases[i].blank && p->aliases[i].end <= p->pos) return true;
    return p->alias_due;
}

void alias_looked_up(struct parser *p) {
    for (int i = 0; i < p->naliases; i++)
        if (p->aliases[i].end <= p->pos) p->aliases[i].blank = false;
    p->alias_due = false;
}

// --- errors -------------------------------------------------------------------------

static int set_attribute(PyObject *error, const char *name, PyObject *value) {
    int result = value ? PyObject_SetAttrString(error, name, value) : -1;
    Py_XDECREF(value);
    return result;
}

static PyObject *decoded(const char *bytes, size_t n) {
    return PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)n, "surrogateescape");
}

static Value raise(struct parser *p, size_t pos, int line, bool incomplete, PyObject *message) {
    if (!message) return ERR;
    if (pos > p->length) pos = p->length;
    size_t from = pos, to = pos;
    while (from > 0 && p->text[from - 1] != '\n') from--;
    while (to < p->length && p->text[to] != '\n') to++;
    SCOPED_PY PyObject *before = decoded(p->text + from, pos - from);
    if (!before) return ERR;
    int column = (int)PyUnicode_GET_LENGTH(before) + 1;
    SCOPED_PY PyObject *text = PyUnicode_FromFormat("%U:%d:%d: %U", p->file, line, column, message);
    SCOPED_PY PyObject *error = text ? PyObject_CallOneArg(ReaderError, text) : NULL;
    if (!error) return ERR;
    p->incomplete = incomplete;
    if (set_attribute(error, "file", Py_NewRef(p->file)) == 0 && set_attribute(error, "line", PyLong_FromLong(line)) == 0 &&
        set_attribute(error, "column", PyLong_FromLong(column)) == 0 && set_attribute(error, "message", Py_NewRef(message)) == 0 &&
        set_attribute(error, "source_line", decoded(p->text + from, to - from)) == 0 &&
        set_attribute(error, "incomplete", PyBool_FromLong(incomplete)) == 0)
        PyErr_SetObject(ReaderError, error);
    return ERR;
}

Value syntax_error(struct parser *p, size_t pos, const char *format, ...) {
    if (p->failed) return ERR; // that is told
    p->failed = true;
    va_list args;
    va_start(args, format);
    SCOPED_PY PyObject *message = PyUnicode_FromFormatV(format, args);
    va_end(args);
    int line = p->line;
    for (size_t i = pos; i < p->pos && i < p->length; i++) line -= p->text[i] == '\n';
    return raise(p, pos, line, false, message);
}

static Value text_ended(struct parser *p) {
    p->failed = true;
    struct strbuf b = STRBUF_INIT;
    strbuf_puts(&b, "the text ends");
    if (p->here) strbuf_printf(&b, " before the here-document of line %d", p->here->line);
    int shown = 0;
    for (struct opened *o = p->open; o && shown < 4; o = o->outer, shown++) {
        int column = 1;
        for (size_t i = o->line_start; i < o->pos; i++) column += (p->text[i] & 0xC0) != 0x80; // characters, not bytes
        strbuf_printf(&b, "%s %s of %d:%d", shown ? ", in" : " inside", o->what, o->line, column);
    }
    SCOPED_PY PyObject *message = strbuf_finish(&b);
    size_t end = p->length;
    int line = p->line;
    while (end > 0 && p->text[end - 1] == '\n' && end - 1 >= p->pos) end--;
    if (end > 0 && end == p->length && p->text[end - 1] == '\n') { // show the last line, not the empty one behind it
        end--;
        line--;
    }
    return raise(p, end, line < 1 ? 1 : line, true, message);
}

// How long is the token at the position, for a message?
static size_t token_length(struct parser *p) {
    int c = char_here(p);
    size_t n = 1;
    if (ends_word(c)) {
        if (strchr(";&|<>", c) && parser_char_ahead(p, 1) == c) n = 2;
        return n;
    }
    while (n < 40 && !ends_word(parser_raw_ahead(p, n))) n++;
    while (n < 44 && (parser_raw_ahead(p, n) & 0xc0) == 0x80) n++; // no half characters
    return n;
}

Value parser_unexpected(struct parser *p, const char *where) {
    int c = char_here(p);
    if (p->failed) return ERR;
    if (c == END) return text_ended(p);
    if (c == '\n') return syntax_error(p, p->pos, "the line ends %s", where);
    SCOPED Value token = parser_text_value(p->text + p->pos, token_length(p));
    return ok(token) ? syntax_error(p, p->pos, "unexpected %U %s", obj(ref(token)), where) : ERR;
}

void parser_opened(struct parser *p, struct opened *o, const char *what) {
    *o = (struct opened){what, p->line, p->line_start, p->pos, p->open};
    p->open = o;
}

// --- data -----------------------------------------------------------------------------

int values_add_slow(struct values *v, Value x) {
    if (failed(x)) return -1;
    if (!v->items) {
        v->items = v->few;
        v->capacity = sizeof v->few / sizeof *v->few;
    } else if (v->n == v->capacity) {
        const bool first = v->items == v->few;
        Value *items = PyMem_Realloc(first ? NULL : v->items, (size_t)v->capacity * 2 * sizeof *items);
        if (!items) {
            drop(x);
            return (PyErr_NoMemory(), -1);
        }
        if (first) memcpy(items, v->few, sizeof v->few);
        v->items = items;
        v->capacity *= 2;
    }
    v->items[v->n++] = x;
    return 0;
}

void values_free(struct values *v) {
    while (v->n) drop(v->items[--v->n]);
    if (v->items != v->few) PyMem_Free(v->items);
    v->items = NULL;
}

Value values_vector(struct values *v) {
    Value r = v->n ? vec_give_tree(v->items, v->n) : vec_empty();
    v->n = 0;
    values_free(v);
    return r;
}

Value parser_node(Value *items, int n) {
    bool bad = false;
    for (int i = 1; i < n; i++) bad |= failed(items[i]);
    if (likely(!bad)) return vec_give_tree(items, n);
    for (int i = 0; i < n; i++) xdrop(items[i]);
    return ERR;
}

Value parser_text_value(const char *bytes, size_t n) { return adopt(lines_decode(bytes, n)); }

static bool is_text(PyObject *text, const char *bytes, size_t n) {
    return PyUnicode_IS_ASCII(text) && (size_t)PyUnicode_GET_LENGTH(text) == n && memcmp(PyUnicode_1BYTE_DATA(text), bytes, n) == 0;
}

Value parser_text(struct parser *p, const char *bytes, size_t n) {
    if (n < 2 || n > TEXT_LONGEST || p->texts_made < TEXTS_BEFORE) {
        p->texts_made++;
        return parser_text_value(bytes, n);
    }
    if (!p->texts && !(p->texts = PyMem_Calloc(TEXTS, sizeof *p->texts))) return (PyErr_NoMemory(), ERR);
    const unsigned char first = (unsigned char)bytes[0], middle = (unsigned char)bytes[n / 2], last = (unsigned char)bytes[n - 1];
    PyObject **slot = &p->texts[(first * 5u + middle * 11u + last * 37u + (unsigned)n * 3u) % TEXTS];
    if (*slot && is_text(*slot, bytes, n)) return keep(ref_of(*slot));
    Value text = parser_text_value(bytes, n);
    if (ok(text)) Py_XSETREF(*slot, Py_NewRef(obj(ref(text))));
    return text;
}
