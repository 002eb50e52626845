// SPDX-License-Identifier: MIT
/* Characters and tokens: symbols, keywords, numbers.
 *
 * A large source names the same few hundred things over and over.  Its
 * reader remembers where it met a token and what names came of it, so that a
 * token met again costs a comparison with the earlier text instead of making
 * and interning its names.
 */
#include "num/number.h"
#include "read/reader_internal.h"

#define SPACE C_SPACE
#define MACRO (C_TERM | C_MACRO | C_TERM_EDN | C_MACRO_EDN)
#define CLJ_ONLY (C_TERM | C_MACRO)

const unsigned char token_char_class[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
    [0x1c] = SPACE, [0x1d] = SPACE, [0x1e] = SPACE, [0x1f] = SPACE, [' '] = SPACE, [','] = SPACE,
    ['0'] = C_DIGIT, ['1'] = C_DIGIT, ['2'] = C_DIGIT, ['3'] = C_DIGIT, ['4'] = C_DIGIT,
    ['5'] = C_DIGIT, ['6'] = C_DIGIT, ['7'] = C_DIGIT, ['8'] = C_DIGIT, ['9'] = C_DIGIT,
    ['"'] = MACRO, [';'] = MACRO, ['^'] = MACRO, ['('] = MACRO, [')'] = MACRO, ['['] = MACRO,
    [']'] = MACRO, ['{'] = MACRO, ['}'] = MACRO, ['\\'] = MACRO,
    ['@'] = CLJ_ONLY, ['`'] = CLJ_ONLY, ['~'] = CLJ_ONLY,
    ['\''] = C_MACRO, ['%'] = C_MACRO, ['#'] = C_MACRO | C_MACRO_EDN,
};

// As Java's Character.isWhitespace: no-break spaces are none.
bool token_is_wide_space(Py_UCS4 c) {
    return Py_UNICODE_ISSPACE(c) && c != 0x85 && c != 0xa0 && c != 0x2007 && c != 0x202f;
}

Py_UCS4 token_skip_space(Reader *r) {
    Py_ssize_t i = r->pos;
    Py_UCS4 c;
    for (; (c = char_at(r, i)) != END_OF_TEXT && is_space(c); i++)
        if (c == '\n') pass_newline(r, i);
    r->pos = i;
    return c;
}

void token_skip_line(Reader *r) {
    while (r->pos < r->end && peek_char(r) != '\n' && peek_char(r) != '\r') r->pos++;
}

// Where a token, or a number when `stop` says so, that begins at i ends.
static Py_ssize_t scan(const Reader *r, Py_ssize_t i, unsigned stop) {
    stop |= C_SPACE;
    if (r->kind == PyUnicode_1BYTE_KIND) { // no wide space below U+0100
        const Py_UCS1 *text = r->data;
        while (i < r->end && (text[i] >= 128 || !(token_char_class[text[i]] & stop))) i++;
        return i;
    }
    for (; i < r->end; i++) {
        Py_UCS4 c = char_at(r, i);
        if (c < 128 ? token_char_class[c] & stop : token_is_wide_space(c)) break;
    }
    return i;
}

Py_ssize_t token_end(const Reader *r, Py_ssize_t from) { return scan(r, from, r->stop_token); }

void token_pass_joined(Reader *r) {
    while (r->pos + 1 < r->end && peek_char(r) == '\\' && !is_space(char_at(r, r->pos + 1))) r->pos = token_end(r, r->pos + 2);
}

// --- numbers --------------------------------------------------------------

static Value number_from(Reader *r, Py_ssize_t from, Py_ssize_t to, struct mark at) {
    char small[64], *text = small;
    size_t length = to - from;
    if (length > sizeof small && !(text = PyMem_Malloc(length))) return (PyErr_NoMemory(), ERR);
    bool ascii = true;
    for (size_t i = 0; i < length; i++) {
        Py_UCS4 c = char_at(r, from + i);
        ascii &= c < 128;
        text[i] = (char)c;
    }
    Value v = ERR;
    int found = ascii ? num_parse(text, length, &v) : 0;
    if (text != small) PyMem_Free(text);
    if (found > 0) return v;
    if (r->suppress) return PyErr_Clear(), nil_value(); // another dialect's number
    if (found < 0) return reader_error_wrap(r, at);
    SCOPED_PY PyObject *shown = PyUnicode_Substring(r->source, from, to);
    return shown ? reader_error(r, at, "Invalid number: %U", shown) : ERR;
}

// Digits and < or >: a redirection of the shell's (2> 2>&1), which is a symbol.
static Value read_redirection(Reader *r, struct mark at) {
    Py_ssize_t from = r->pos, to = r->pos = token_end(r, from + 1);
    SCOPED_PY PyObject *name = PyUnicode_Substring(r->source, from, to);
    Value v = name ? symbol_new(NULL, name) : ERR;
    if (ok(v)) places_add(r, ref(v), at);
    return v;
}

Value read_number(Reader *r, struct mark at) {
    Py_ssize_t from = r->pos, i = from;
    bool negative = char_at(r, i) == '-';
    if (!is_digit(char_at(r, i))) i++;
    Py_ssize_t digits = i;
    int64_t n = 0;
    Py_UCS4 c;
    for (; is_digit(c = char_at(r, i)) && i - digits < 18; i++) n = n * 10 + (c - '0');
    // A plain decimal that cannot be octal, and ends here.
    bool ends = c == END_OF_TEXT || (c < 128 && token_char_class[c] & (r->stop_number | C_SPACE));
    if (likely(ends && (char_at(r, digits) != '0' || i == digits + 1))) {
        r->pos = i;
        return int_value(negative ? -n : n);
    }
    if (unlikely((c == '<' || c == '>') && digits == from && r->mode == READ_CLJ)) return read_redirection(r, at);
    r->pos = scan(r, i, r->stop_number);
    return number_from(r, from, r->pos, at);
}

// --- symbols and keywords -------------------------------------------------

#define KNOWN 512             // a power of two
#define KNOWN_FROM 2000       // sources shorter than this don't repay the table

struct known_token {
    Py_ssize_t offset, length;  // an earlier occurrence
    PyObject *ns, *name;        // of a symbol; or a keyword in `name`
    bool keyword;
};

void token_free_known(Reader *r) {
    if (!r->known) return;
    for (int i = 0; i < KNOWN; i++) {
        Py_XDECREF(r->known[i].ns);
        Py_XDECREF(r->known[i].name);
    }
    PyMem_Free(r->known);
    r->known = NULL;
}

static struct known_token *known_slot(Reader *r, Py_ssize_t from, Py_ssize_t length) {
    if (!r->known) {
        if (r->end < KNOWN_FROM) return NULL;
        if (!(r->known = PyMem_Calloc(KNOWN, sizeof *r->known))) return NULL;
    }
    const unsigned char *text = (const unsigned char *)r->data + from * r->kind;
    uint32_t h = 2166136261u;
    for (Py_ssize_t i = 0; i < length * r->kind; i++) h = (h ^ text[i]) * 16777619u;
    return &r->known[(h ^ h >> 15) & (KNOWN - 1)];
}

static bool known_matches(const Reader *r, const struct known_token *k, Py_ssize_t from, Py_ssize_t length) {
    const char *text = r->data;
    return k->name && k->length == length &&
           memcmp(text + from * r->kind, text + k->offset * r->kind, (size_t)length * r->kind) == 0;
}

static void remember(struct known_token *k, Py_ssize_t from, Py_ssize_t length, Ref form) {
    Py_XDECREF(k->ns);
    Py_XDECREF(k->name);
    k->offset = from;
    k->length = length;
    k->keyword = is_keyword(form);
    k->ns = k->keyword ? NULL : Py_XNewRef(symbol_of(form)->ns);
    k->name = Py_NewRef(k->keyword ? obj(form) : symbol_of(form)->name);
}

// Do these code points spell the ASCII text?
static bool spells(const Reader *r, Py_ssize_t from, Py_ssize_t length, const char *text) {
    for (Py_ssize_t i = 0; i < length; i++)
        if (char_at(r, from + i) != (unsigned char)text[i]) return false;
    return true;
}

/* Clojure's rules.  With the colons taken away: a name that is "/" or begins
 * with no digit and has no slash, perhaps after a namespace that begins with
 * no digit nor slash.  (A keyword's may begin with digits.)  Neither part
 * ends in ":", and "::" stands only in front.  What is before the *first*
 * slash becomes the namespace.  `ns/1` to `ns/9` name array classes. */
static bool token_valid(const Reader *r, Py_ssize_t from, Py_ssize_t to) {
    bool keyword = char_at(r, from) == ':';
    Py_ssize_t last_slash = -1;
    for (Py_ssize_t i = from; i < to; i++) {
        Py_UCS4 c = char_at(r, i);
        if (c == '/') last_slash = i;
        if (c == ':' && i > from && char_at(r, i - 1) == ':' && i > from + 1) return false;
        if (r->mode == READ_EDN && c < 128 && token_char_class[c] & C_TERM) return false; // @ ` ~
    }
    if (char_at(r, to - 1) == ':') return false;
    if (keyword && char_at(r, from + 1) == ':' && r->mode == READ_EDN) return false;
    Py_ssize_t text = from + keyword;
    if (last_slash < 0) return keyword || !is_digit(char_at(r, from));
    if (to - text == 1) return true; // "/", ":/"
    if (last_slash == to - 1) {      // the name is "/": another must end the namespace
        if (char_at(r, --last_slash) != '/') return false;
    } else if (is_digit(char_at(r, last_slash + 1))) {
        if (keyword || to - last_slash != 2 || char_at(r, last_slash + 1) == '0') return false;
    }
    Py_UCS4 first = char_at(r, text);
    if (last_slash <= text || first == '/' || (is_digit(first) && !keyword)) return false;
    return char_at(r, last_slash - 1) != ':';
}

// Code points [from, to) as a symbol or keyword, split at the first slash.
static Value named(Reader *r, Py_ssize_t from, Py_ssize_t to, Value (*make)(PyObject *, PyObject *)) {
    Py_ssize_t slash = from;
    while (slash < to && char_at(r, slash) != '/') slash++;
    bool qualified = slash < to && to - from > 1;
    SCOPED_PY PyObject *ns = qualified ? PyUnicode_Substring(r->source, from, slash) : NULL;
    SCOPED_PY PyObject *name = PyUnicode_Substring(r->source, qualified ? slash + 1 : from, to);
    if ((qualified && !ns) || !name) return ERR;
    return make(ns, name);
}

// ::name and ::alias/name; from is behind the colons.
static Value resolved_keyword(Reader *r, Py_ssize_t from, Py_ssize_t to, struct mark at) {
    SCOPED Value plain = named(r, from, to, keyword_new);
    if (failed(plain)) return ERR;
    struct keyword *k = keyword_of(ref(plain));
    SCOPED_PY PyObject *ns = NULL;
    enum lookup known = reader_hooks.resolve_alias ? reader_hooks.resolve_alias(k->ns, &ns) : LOOKUP_ABSENT;
    if (known != LOOKUP_ABSENT) return known < 0 ? ERR : keyword_new(ns, k->name);
    if (r->suppress) return keep(ref(plain)); // another dialect's alias
    if (k->ns) return reader_error(r, at, "Invalid token: ::%U/%U (there is no alias %U)", k->ns, k->name, k->ns);
    return reader_error(r, at, "Invalid token: ::%U (there is no current namespace)", k->name);
}

Value read_token(Reader *r, struct mark at) {
    Py_ssize_t from = r->pos, to = r->pos = token_end(r, from + 1), length = to - from;
    if (unlikely(r->suppress)) token_pass_joined(r);
    struct known_token *known = known_slot(r, from, length);
    if (known && known_matches(r, known, from, length)) {
        if (known->keyword) return keep_obj(known->name);
        Value symbol = symbol_new(known->ns, known->name);
        if (ok(symbol)) places_add(r, ref(symbol), at);
        return symbol;
    }
    if (length == 3 && spells(r, from, 3, "nil")) return nil_value();
    if (length == 4 && spells(r, from, 4, "true")) return bool_value(true);
    if (length == 5 && spells(r, from, 5, "false")) return bool_value(false);
    // A path is a word of the shell's: a symbol without a namespace.
    if (char_at(r, from) == '/' && length > 1 && char_at(r, from + 1) != '/' && r->mode == READ_CLJ) {
        SCOPED_PY PyObject *path = PyUnicode_Substring(r->source, from, to);
        Value symbol = path ? symbol_new(NULL, path) : ERR;
        if (ok(symbol)) places_add(r, ref(symbol), at);
        return symbol;
    }
    if (!token_valid(r, from, to)) {
        if (r->suppress) return nil_value(); // another dialect's name
        SCOPED_PY PyObject *shown = PyUnicode_Substring(r->source, from, to);
        return shown ? reader_error(r, at, "Invalid token: %U", shown) : ERR;
    }
    bool keyword = char_at(r, from) == ':';
    if (keyword && char_at(r, from + 1) == ':') return resolved_keyword(r, from + 2, to, at);
    Value v = named(r, from + keyword, to, keyword ? keyword_new : symbol_new);
    if (failed(v)) return ERR;
    if (known) remember(known, from, length, ref(v));
    if (!keyword) places_add(r, ref(v), at);
    return v;
}
