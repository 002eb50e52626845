// SPDX-License-Identifier: MIT
/* Strings, characters and patterns. */
#include "read/reader_internal.h"
#include "text/regex.h"

#define MALFORMED ((Py_UCS4)-2)

// Between from and to only hexadecimal (or octal) digits: their value, or MALFORMED.
static Py_UCS4 digits_at(const Reader *r, Py_ssize_t from, Py_ssize_t to, int base) {
    Py_UCS4 n = 0;
    for (Py_ssize_t i = from; i < to; i++) {
        Py_UCS4 c = char_at(r, i), digit = c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 6 ? (c | 32) - 'a' + 10 : 99;
        if (digit >= (Py_UCS4)base) return MALFORMED;
        n = n * base + digit;
    }
    return n;
}

// --- strings --------------------------------------------------------------

struct points { Py_UCS4 *items; Py_ssize_t n, capacity; };

static int points_push(struct points *p, Py_UCS4 c) {
    if (p->n == p->capacity) {
        Py_ssize_t capacity = p->capacity ? p->capacity * 2 : 64;
        Py_UCS4 *items = PyMem_Realloc(p->items, capacity * sizeof *items);
        if (!items) return (PyErr_NoMemory(), -1);
        p->items = items;
        p->capacity = capacity;
    }
    p->items[p->n++] = c;
    return 0;
}

// Does a character after less than three octal digits end the escape, as those that begin a form do?
static bool ends_octal(Py_UCS4 c) { return c < 128 && strchr("\";'@^`~()[]{}\\%#", (int)c); }

// What is wrong with \\u, whose digits should be four from there on: the first is none, another is, or there are too few.
static Py_UCS4 bad_unicode_escape(Reader *r, struct mark at, Py_ssize_t from) {
    Py_UCS4 c = END_OF_TEXT;
    int n = 0;
    while (n < 4 && digits_at(r, from + n, from + n + 1, 16) != MALFORMED) n++;
    if (from + n < r->end) c = char_at(r, from + n);
    if (n && (c == END_OF_TEXT || is_space(c) || ends_octal(c))) reader_error(r, at, "Invalid character length: %d, should be: 4", n);
    else if (n) reader_error(r, at, "Invalid digit: %c", (int)c);
    else if (c == END_OF_TEXT || c == '"') reader_error(r, at, "Invalid unicode escape: \\u");
    else reader_error(r, at, "Invalid unicode escape: \\u%c", (int)c);
    return MALFORMED;
}

// The character that the escape at the position (on the backslash) stands
// for; MALFORMED with the error set.
static Py_UCS4 read_escape(Reader *r) {
    struct mark at = mark_here(r);
    Py_UCS4 c = char_at(r, r->pos + 1), code;
    Py_ssize_t digits = r->pos + 1;
    switch (c) {
    case 't': r->pos += 2; return '\t';
    case 'n': r->pos += 2; return '\n';
    case 'r': r->pos += 2; return '\r';
    case 'b': r->pos += 2; return '\b';
    case 'f': r->pos += 2; return '\f';
    case '\\': case '"': r->pos += 2; return c;
    case 'u':
        code = digits_at(r, digits + 1, digits + 5, 16);
        if (code == MALFORMED) {
            if (r->end < digits + 5 && digits_at(r, digits + 1, r->end, 16) != MALFORMED) break; // cut short
            return bad_unicode_escape(r, at, digits + 1);
        }
        r->pos = digits + 5;
        return code;
    case END_OF_TEXT: break;
    default:
        if (c - '0' >= 8) {
            if (c == '8' || c == '9') reader_error(r, at, "Invalid digit: %c", (int)c);
            else reader_error(r, at, "Unsupported escape character: \\%c", (int)c);
            return MALFORMED;
        }
        Py_ssize_t end = digits;
        while (end < digits + 3 && char_at(r, end) - '0' < 8) end++;
        code = digits_at(r, digits, end, 8);
        if (code > 0377) {
            reader_error(r, at, "Octal escape sequence must be in range [0, 377]");
            return MALFORMED;
        }
        c = char_at(r, end);
        if (end < digits + 3 && c != END_OF_TEXT && !is_space(c) && !ends_octal(c)) {
            reader_error(r, at, "Invalid digit: %c", (int)c);
            return MALFORMED;
        }
        r->pos = end;
        return code;
    }
    reader_error_eof(r, "string");
    return MALFORMED;
}

// The rest of a string from its first escape on; p has what was before.
static Value read_escaped(Reader *r, struct points *p) {
    Py_ssize_t high = -1; // index of a high surrogate that an escape made
    for (;;) {
        Py_UCS4 c = peek_char(r);
        if (c == END_OF_TEXT) return reader_error_eof(r, "string");
        if (c == '"') break;
        if (c == '\n') pass_newline(r, r->pos);
        if (c == '\\') {
            if ((c = read_escape(r)) == MALFORMED) return ERR;
            if (c - 0xdc00 < 0x400 && high >= 0 && high == p->n - 1) { // two halves of one code point
                p->items[high] = 0x10000 + ((p->items[high] - 0xd800) << 10) + (c - 0xdc00);
                high = -1;
                continue;
            }
            if (c - 0xd800 < 0x400) high = p->n;
        } else r->pos++;
        if (points_push(p, c) < 0) return ERR;
    }
    r->pos++;
    return adopt(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, p->items, p->n));
}

Value read_string(Reader *r, struct mark at) {
    struct open_form frame = {r->open, "\"", at};
    r->open = &frame;
    Py_ssize_t from = ++r->pos, i = from;
    Value v;
    Py_UCS4 c;
    while ((c = char_at(r, i)) != '"' && c != '\\' && c != END_OF_TEXT) {
        if (c == '\n') pass_newline(r, i);
        i++;
    }
    r->pos = i;
    if (c == '"') {
        r->pos++;
        v = adopt(PyUnicode_Substring(r->source, from, i));
    } else {
        struct points p = {0};
        for (; from < i && points_push(&p, char_at(r, from)) == 0; from++) {}
        v = from < i ? ERR : read_escaped(r, &p);
        PyMem_Free(p.items);
    }
    r->open = frame.outer;
    return v;
}

Value read_pattern(Reader *r, struct mark at) {
    struct open_form frame = {r->open, "#\"", at};
    r->open = &frame;
    Py_ssize_t from = ++r->pos;
    for (;; r->pos++) {
        Py_UCS4 c = peek_char(r);
        if (c == '\\' && r->pos + 1 < r->end) c = char_at(r, ++r->pos) == '\n' ? '\n' : ' ';
        if (c == END_OF_TEXT) {
            reader_error_eof(r, "regex");
            return open_error(r, &frame);
        }
        if (c == '\n') pass_newline(r, r->pos);
        if (c == '"') break;
    }
    r->open = frame.outer;
    SCOPED_PY PyObject *source = PyUnicode_Substring(r->source, from, r->pos++);
    if (!source) return ERR;
    if (r->suppress) return keep_obj(source); // another dialect's pattern may not compile here
    Value pattern = pattern_new(source);
    return ok(pattern) ? pattern : reader_error_wrap(r, at);
}

// --- characters -----------------------------------------------------------

static bool token_is(const Reader *r, Py_ssize_t from, Py_ssize_t to, const char *text) {
    if ((Py_ssize_t)strlen(text) != to - from) return false;
    for (; from < to; from++)
        if (char_at(r, from) != (unsigned char)*text++) return false;
    return true;
}

static Value char_value(Py_UCS4 c) { return adopt(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &c, 1)); }

static Value bad_octal_character(Reader *r, struct mark at, Py_ssize_t from, Py_ssize_t to) {
    if (to - from > 4) return reader_error(r, at, "Invalid octal escape sequence length: %d", (int)(to - from - 1));
    for (Py_ssize_t i = from + 1; i < to; i++)
        if (char_at(r, i) - '0' >= 8) return reader_error(r, at, "Invalid digit: %c", (int)char_at(r, i));
    return reader_error(r, at, "Octal escape sequence must be in range [0, 377]");
}

Value read_char(Reader *r, struct mark at) {
    static const struct { const char *name; char c; } named[] = {
        {"newline", '\n'}, {"space", ' '}, {"tab", '\t'}, {"backspace", '\b'}, {"formfeed", '\f'}, {"return", '\r'},
    };
    Py_ssize_t from = r->pos + 1;
    if (from >= r->end) return reader_error_eof(r, "character");
    Py_UCS4 first = char_at(r, from);
    if (first == '\n') pass_newline(r, from);
    Py_ssize_t to = r->pos = token_end(r, from + 1);
    if (to - from == 1) return char_value(first);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (token_is(r, from, to, named[i].name)) return char_value((unsigned char)named[i].c);
    Py_UCS4 code;
    if (r->suppress) return token_pass_joined(r), char_value(first); // another dialect's character or name
    if (first == 'u' && to - from == 5 && (code = digits_at(r, from + 1, to, 16)) != MALFORMED) {
        if (code - 0xd800 >= 0x800) return char_value(code);
        return reader_error(r, at, "Invalid character constant: \\u%x is half of a surrogate pair", (int)code);
    }
    if (first == 'o' && (code = digits_at(r, from + 1, to, 8)) != MALFORMED) {
        if (to - from <= 4 && code <= 0377) return char_value(code);
        if (to - from > 4) return bad_octal_character(r, at, from, to);
        return reader_error(r, at, "Octal escape sequence must be in range [0, 377]");
    }
    if (first == 'o') return bad_octal_character(r, at, from, to);
    SCOPED_PY PyObject *shown = PyUnicode_Substring(r->source, from, to);
    if (!shown) return ERR;
    if (first != 'u') return reader_error(r, at, "Unsupported character: \\%U", shown);
    Py_ssize_t bad = from + 1;
    while (bad < to && digits_at(r, bad, bad + 1, 16) != MALFORMED) bad++;
    if (to - from == 5 && bad < to) return reader_error(r, at, "Invalid digit: %c", (int)char_at(r, bad));
    return reader_error(r, at, "Invalid unicode character: \\%U", shown);
}
