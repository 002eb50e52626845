// SPDX-License-Identifier: MIT
/* The words of ($ …), read as a shell reads them: what is written is what the
 * program gets.
 *
 *   plain text        itself: 0640 1.10 a,b --dir=/x host:/y C: *.c {} @x #1
 *   "…"               a string of Clojure; part of a word, too: -C"a b"
 *   '…'               as it is, up to the next '
 *   \c                c; a line goes on behind a \ at its end
 *   ~name ~(…) ~"…"   a value of Clojure; part of a word, too: --dir=~d
 *   (…) 'form         a value, at the beginning of a word
 *   #(…) #{…} #"…" #'x   values, there; #_form is passed over
 *   {:key …}          a map of options; at the front also with other keys
 *   | |& && || & < > >> <> <<< 2> >&2 …   operators, with or without space around them
 *   ; …               a comment, at the beginning of a word
 *
 * A word becomes a string, an operator a symbol, :x a keyword (which is the
 * word :x), and a word with values in it the list
 * (cljsh.process/word part…), in which values stay unquoted.
 */
#include "read/reader_internal.h"
#include "seq/list.h"

#define MARKER "cljsh.process/word"

// --- which lists --------------------------------------------------------------

bool shell_words_head(Ref form) {
    if (!is_symbol(form)) return false;
    PyObject *name = symbol_of(form)->name;
    Py_ssize_t n = PyUnicode_GET_LENGTH(name);
    if (likely(PyUnicode_READ_CHAR(name, 0) != '$') || n > 7) return false;
    static const char *const heads[] = {"$", "$<", "$?", "$&", "$<lines", "$<bytes", "$<json", "$<edn"};
    bool known = false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) known |= PyUnicode_CompareWithASCIIString(name, heads[i]) == 0;
    if (!known || !reader_hooks.resolve_symbol) return false;
    SCOPED Value resolved = reader_hooks.resolve_symbol(form);
    if (failed(resolved)) return (PyErr_Clear(), false);
    PyObject *ns = is_symbol(ref(resolved)) ? symbol_of(ref(resolved))->ns : NULL;
    return ns && PyUnicode_CompareWithASCIIString(ns, "cljsh.process") == 0;
}

// --- a word that is being read --------------------------------------------------

struct word {
    Py_UCS4 *text; // what stands since the last value
    Py_ssize_t length, capacity;
    Py_ssize_t parts; // on the reader's stack
    bool any, plain;  // something was there, be it ""; nothing was quoted
};

static int add_char(struct word *w, Py_UCS4 c) {
    if (w->length == w->capacity) {
        Py_ssize_t capacity = w->capacity * 2 + 32;
        Py_UCS4 *text = PyMem_Realloc(w->text, (size_t)capacity * sizeof *text);
        if (!text) return (PyErr_NoMemory(), -1);
        w->text = text;
        w->capacity = capacity;
    }
    w->text[w->length++] = c;
    w->any = true;
    return 0;
}

static Value word_text(struct word *w) {
    Value v = adopt(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, w->text, w->length));
    w->length = 0;
    return v;
}

// The text so far becomes a part of its own.
static int close_text(Reader *r, struct word *w) {
    if (!w->length) return 0;
    Value text = word_text(w);
    if (failed(text) || reader_words_push(&r->stack, text) < 0) return -1;
    w->parts++;
    return 0;
}

static int add_part(Reader *r, struct word *w, Value form) {
    if (failed(form)) return -1;
    if (close_text(r, w) < 0) {
        drop(form);
        return -1;
    }
    if (reader_words_push(&r->stack, form) < 0) return -1;
    w->parts++;
    w->any = true;
    return 0;
}

// --- what stands where ------------------------------------------------------------

static bool ends_word(Py_UCS4 c) { return c == END_OF_TEXT || c == ')' || c == '|' || c == '<' || c == '>' || (c != ',' && is_space(c)); }

// The length of an operator that begins at i; 0: none.
static Py_ssize_t operator_at(const Reader *r, Py_ssize_t i) {
    Py_ssize_t from = i;
    while (is_digit(char_at(r, i))) i++;
    Py_UCS4 c = char_at(r, i), next = c == END_OF_TEXT ? c : char_at(r, i + 1);
    if (c == '<' || c == '>') {
        if (next == '&') {
            Py_ssize_t end = i + 2;
            if (char_at(r, end) == '-') return end + 1 - from;
            while (is_digit(char_at(r, end))) end++;
            return end - from;
        }
        if (c == '<' && next == '<') return i + (char_at(r, i + 2) == '<' ? 3 : 2) - from;
        return i + (next == '>' || (c == '>' && next == '|') ? 2 : 1) - from;
    }
    if (i > from) return 0;
    if (c == '|') return next == '|' || next == '&' ? 2 : 1;
    if (c != '&') return 0;
    if (next == '&') return 2;
    if (next == '>') return char_at(r, i + 2) == '>' ? 3 : 2;
    return ends_word(next) ? 1 : 0;
}

// Where the text in '…' that begins at i ends; -1 when the ' is Clojure's: no
// other one follows in the line before the list ends.
static Py_ssize_t quoted_end(const Reader *r, Py_ssize_t i) {
    int depth = 0;
    for (i++;; i++) {
        Py_UCS4 c = char_at(r, i);
        if (c == '\'') return i;
        if (c == END_OF_TEXT || c == '\n') return -1;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0) return -1;
    }
}

static bool is_name_char(Py_UCS4 c) {
    return c == END_OF_TEXT ? false : c >= 128 ? !token_is_wide_space(c) : (c != 0 && (Py_ISALNUM((int)c) || strchr("-_*+!?'", (int)c)));
}

static Py_ssize_t name_end(const Reader *r, Py_ssize_t i) {
    while (is_name_char(char_at(r, i)) || (char_at(r, i) == '>' && char_at(r, i - 1) == '-')) i++;
    return i;
}

/* Where a name behind ~ ends: name, ns/name or a.b/name.  Dots belong to it
 * only before a slash, so that ~file.txt is the value of file, and .txt. */
static Py_ssize_t value_name_end(const Reader *r, Py_ssize_t from) {
    Py_ssize_t end = name_end(r, from), i = end;
    while (char_at(r, i) == '.' && is_name_char(char_at(r, i + 1))) i = name_end(r, i + 1);
    if (char_at(r, i) == '/' && is_name_char(char_at(r, i + 1))) return name_end(r, i + 1);
    return end;
}

// --- values -------------------------------------------------------------------------

static Value read_named_value(Reader *r, struct mark at) {
    Py_ssize_t from = r->pos + 1;
    r->pos = value_name_end(r, from);
    SCOPED_PY PyObject *text = PyUnicode_Substring(r->source, from, r->pos);
    Value symbol = text ? symbol_parse_str(text) : ERR;
    if (failed(symbol)) return ERR;
    places_add(r, ref(symbol), (struct mark){from, at.line, at.column + 1});
    Value form = reader_list_of(2, keep(SYM("clojure.core/unquote")), symbol);
    if (ok(form)) places_add(r, ref(form), at);
    return form;
}

// Does a value begin behind the ~ at the position, and is it more than a name?
enum after_tilde { TILDE_TEXT, TILDE_NAME, TILDE_FORM };

static enum after_tilde after_tilde(const Reader *r, bool first) {
    Py_UCS4 c = char_at(r, r->pos + 1);
    if (c == END_OF_TEXT) return TILDE_TEXT;
    if (c < 128 && c && strchr("([{\"#':\\@%^`", (int)c)) return TILDE_FORM;
    bool sign = c == '-' || c == '+';
    if (!first && (is_digit(c) || sign)) return TILDE_TEXT; // HEAD~3
    if (is_digit(c) || (sign && is_digit(char_at(r, r->pos + 2)))) return TILDE_FORM;
    if (c == '.' && is_name_char(char_at(r, r->pos + 2))) return TILDE_FORM;
    if (sign && !is_name_char(char_at(r, r->pos + 2))) return TILDE_TEXT; // a shell's ~+ and ~-
    return is_name_char(c) ? TILDE_NAME : TILDE_TEXT;
}

// --- one word -------------------------------------------------------------------------

static int read_double_quoted(Reader *r, struct word *w, struct mark at) {
    SCOPED Value string = read_string(r, at);
    if (failed(string)) return -1;
    PyObject *text = obj(ref(string));
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++)
        if (add_char(w, PyUnicode_READ_CHAR(text, i)) < 0) return -1;
    w->any = true;
    w->plain = false;
    return 0;
}

static int read_single_quoted(Reader *r, struct word *w, Py_ssize_t end) {
    for (r->pos++; r->pos < end; r->pos++)
        if (add_char(w, peek_char(r)) < 0) return -1;
    r->pos++;
    w->any = true;
    w->plain = false;
    return 0;
}

static int read_escaped(Reader *r, struct word *w) {
    Py_UCS4 c = char_at(r, ++r->pos);
    if (c == END_OF_TEXT) return (reader_error_eof(r, NULL), -1);
    if (c == '\n') pass_newline(r, r->pos);
    r->pos++;
    w->plain = false;
    return c == '\n' ? 0 : add_char(w, c);
}

// A character, or what it begins: 1; 0 at the end of the word; -1.
static int read_piece(Reader *r, struct word *w) {
    struct mark at = mark_here(r);
    Py_UCS4 c = peek_char(r);
    if (ends_word(c)) return 0;
    bool first = !w->any && !w->parts;
    if (c == '&' && (char_at(r, r->pos + 1) == '&' || ends_word(char_at(r, r->pos + 1))) && !first) return 0;
    if (c == '"') return read_double_quoted(r, w, at) < 0 ? -1 : 1;
    if (c == '\\') return read_escaped(r, w) < 0 ? -1 : 1;
    if (c == '\'') {
        Py_ssize_t end = quoted_end(r, r->pos);
        if (end >= 0) return read_single_quoted(r, w, end) < 0 ? -1 : 1;
        if (first) return add_part(r, w, read_required(r, at, "'")) < 0 ? -1 : 1;
    }
    if (c == '(') {
        if (w->length && w->text[w->length - 1] == '$')
            return (reader_error(r, at, "$(...) is not known here: ($< ...) or (form) gives a value"), -1);
        return add_part(r, w, read_required(r, at, "(")) < 0 ? -1 : 1;
    }
    if (c == '~') {
        enum after_tilde what = after_tilde(r, first);
        if (what != TILDE_TEXT) return add_part(r, w, what == TILDE_NAME ? read_named_value(r, at) : read_required(r, at, "~")) < 0 ? -1 : 1;
    }
    if (c == '#' && first) {
        Py_UCS4 next = char_at(r, r->pos + 1);
        if (next != END_OF_TEXT && next < 128 && next && strchr("({\"'^?", (int)next)) return add_part(r, w, read_required(r, at, "#")) < 0 ? -1 : 1;
    }
    r->pos++;
    return add_char(w, c) < 0 ? -1 : 1;
}

static bool is_keyword_text(const struct word *w) {
    if (!w->plain || w->length < 2 || w->text[0] != ':') return false;
    for (Py_ssize_t i = 1; i < w->length; i++)
        if (w->text[i] >= 128 || !(Py_ISALNUM((int)w->text[i]) || (i > 1 && strchr("-_/", (int)w->text[i])))) return false;
    return w->text[w->length - 1] != '/';
}

static Value word_form(Reader *r, struct word *w, struct mark at) {
    if (!w->parts) {
        bool keyword = is_keyword_text(w);
        Value text = word_text(w);
        if (!keyword || failed(text)) return text;
        SCOPED_PY PyObject *whole = obj(ref(text));
        SCOPED_PY PyObject *name = PyUnicode_Substring(whole, 1, PyUnicode_GET_LENGTH(whole));
        return name ? keyword_parse_str(name) : ERR;
    }
    if (w->parts == 1 && !w->length && w->plain) return r->stack.items[--r->stack.n]; // a value by itself
    if (close_text(r, w) < 0) return ERR;
    Value *items = PyMem_New(Value, w->parts + 1);
    if (!items) return (PyErr_NoMemory(), ERR);
    items[0] = symbol_parse(MARKER);
    memcpy(items + 1, reader_words_top(&r->stack, w->parts), (size_t)w->parts * sizeof *items);
    r->stack.n -= w->parts;
    Value list = list_give(items, w->parts + 1);
    PyMem_Free(items);
    if (ok(list)) places_add(r, ref(list), at);
    return list;
}

static Value read_word(Reader *r, struct mark at) {
    struct word w = {.plain = true};
    Py_ssize_t base = r->stack.n;
    int more;
    while ((more = read_piece(r, &w)) > 0) {}
    Value form = more < 0 ? ERR : word_form(r, &w, at);
    if (failed(form)) reader_words_pop_drop(&r->stack, r->stack.n - base);
    PyMem_Free(w.text);
    return form;
}

// --- all of them -------------------------------------------------------------------------

static Value read_operator(Reader *r, struct mark at, Py_ssize_t length) {
    SCOPED_PY PyObject *name = PyUnicode_Substring(r->source, r->pos, r->pos + length);
    r->pos += length;
    Value symbol = name ? symbol_new(NULL, name) : ERR;
    if (ok(symbol)) places_add(r, ref(symbol), at);
    return symbol;
}

static bool options_here(const Reader *r, bool front) {
    Py_UCS4 next = char_at(r, r->pos + 1);
    if (next == ':' || (next != END_OF_TEXT && is_space(next))) return true;
    return front && next != '}';
}

static Py_UCS4 skip_blanks(Reader *r) { // a comma is none here
    Py_UCS4 c;
    for (; (c = peek_char(r)) != END_OF_TEXT && c != ',' && is_space(c); r->pos++)
        if (c == '\n') pass_newline(r, r->pos);
    return c;
}

int shell_words_read(Reader *r) {
    for (bool front = true;;) {
        Py_UCS4 c = skip_blanks(r);
        struct mark at = mark_here(r);
        if (c == END_OF_TEXT || c == ')') return 0;
        if (c == ';') {
            token_skip_line(r);
            continue;
        }
        if (c == '\\' && char_at(r, r->pos + 1) == '\n') {
            pass_newline(r, r->pos + 1);
            r->pos += 2;
            continue;
        }
        if (c == '#' && char_at(r, r->pos + 1) == '_') {
            r->pos += 2;
            Value passed = read_required(r, at, "#_");
            if (failed(passed)) return -1;
            drop(passed);
            continue;
        }
        Py_ssize_t length = operator_at(r, r->pos);
        Value form = length                                ? read_operator(r, at, length)
                     : c == '{' && options_here(r, front) ? read_map(r, at, NULL)
                                                          : read_word(r, at);
        if (failed(form)) return -1;
        // A stage begins behind a pipe, and its options may be several maps.
        Py_UCS4 last = char_at(r, r->pos - 1);
        front = length ? last == '|' || last == '&' : front && c == '{';
        if (reader_words_push(&r->stack, form) < 0) return -1;
    }
}
