// SPDX-License-Identifier: MIT
// Words: quoting, and what is expanded in them later.
#include "base/cstack.h"
#include "language/expansion.h"

// --- parts ----------------------------------------------------------------------

static int flush(struct parts *w) {
    if (!w->open) return 0;
    Value text = parser_text_value(w->text.data ? w->text.data : "", w->text.length);
    w->text.length = 0;
    w->open = false;
    if (w->text.oom) return (drop(text), PyErr_NoMemory(), -1);
    return values_add(&w->parts, w->text_quoted && ok(text) ? NODE("q", text) : text);
}

// Text follows that is quoted or not.
static int text_begins(struct parts *w, bool quoted) {
    if (w->open && w->text_quoted == quoted) return 0;
    if (flush(w) < 0) return -1;
    w->open = true;
    w->text_quoted = quoted;
    w->quoted |= quoted;
    return 0;
}

int parts_text(struct parts *w, const char *bytes, size_t n, bool quoted) {
    if (text_begins(w, quoted) < 0) return -1;
    strbuf_add(&w->text, bytes, n);
    return 0;
}

int parts_add(struct parts *w, Value part) {
    if (failed(part)) return -1;
    if (flush(w) < 0) return (drop(part), -1);
    return values_add(&w->parts, part);
}

int parts_word(struct parts *w, Value word) {
    if (failed(word)) return -1;
    int r = 0;
    if (is_str(ref(word)) || !vec_count(ref(word)) || is_keyword(vec_at(ref(word), 0))) {
        SCOPED_PY PyObject *bytes = is_str(ref(word)) ? str_bytes(obj(ref(word))) : NULL;
        if (bytes) r = parts_text(w, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes), false);
        else if (is_str(ref(word))) r = -1;
        else return parts_add(w, word);
    } else {
        for (Py_ssize_t i = 0; i < vec_count(ref(word)) && r == 0; i++) r = parts_word(w, keep(vec_at(ref(word), i)));
    }
    drop(word);
    return r;
}

void parts_drop(struct parts *w) {
    values_free(&w->parts);
    strbuf_free(&w->text);
}

// The word: a str when it is one unquoted text.
Value parts_finish(struct parts *w) {
    if (flush(w) < 0) {
        parts_drop(w);
        return ERR;
    }
    strbuf_free(&w->text);
    if (!w->parts.n) return parser_text_value("", 0);
    if (w->parts.n == 1 && is_str(ref(w->parts.items[0]))) {
        Value text = w->parts.items[0];
        w->parts.n = 0;
        values_free(&w->parts);
        return text;
    }
    return values_vector(&w->parts);
}

// --- quotes -----------------------------------------------------------------------

static int single_quoted(struct parser *p, struct parts *w) {
    struct opened o;
    parser_opened(p, &o, "'…'");
    parser_advance(p, 1);
    if (text_begins(w, true) < 0) return -1;
    for (int c; (c = parser_raw_ahead(p, 0)) != '\'';) {
        if (c == END) return (parser_unexpected(p, ""), -1);
        const char *from = p->text + p->pos, *end = memchr(from, '\'', p->length - p->pos);
        size_t n = end ? (size_t)(end - from) : p->length - p->pos;
        strbuf_add(&w->text, from, n);
        parser_advance(p, n);
    }
    parser_advance(p, 1);
    closed(p, &o);
    return 0;
}

// What stands between double quotes, or in a here-document (closer END).
static int double_quoted_parts(struct parser *p, struct parts *w, int closer) {
    for (;;) {
        int c = char_here(p);
        if (c == closer) return 0;
        if (c == END) return (parser_unexpected(p, ""), -1);
        if (c == '$' || c == '`') {
            if (parse_expansion(p, w, true) < 0) return -1;
            continue;
        }
        if (c == '\\') {
            int next = parser_raw_ahead(p, 1);
            if (next == '$' || next == '`' || next == '\\' || (next == '"' && closer == '"')) {
                parser_advance(p, 1);
                c = next;
            }
        }
        size_t n = parser_plain_run(p);
        if (!n) n = 1;
        if (parts_text(w, n > 1 ? p->text + p->pos : &(char){(char)c}, n, false) < 0) return -1;
        parser_advance(p, n);
    }
}

static int double_quoted(struct parser *p, struct parts *w) {
    struct opened o;
    struct parts inside = {0};
    parser_opened(p, &o, "\"…\"");
    parser_advance(p, 1);
    w->quoted = true;
    if (double_quoted_parts(p, &inside, '"') < 0) {
        parts_drop(&inside);
        return -1;
    }
    parser_advance(p, 1);
    closed(p, &o);
    if (!inside.parts.n) { // text alone
        int added = parts_text(w, inside.text.data ? inside.text.data : "", inside.text.length, true);
        w->text.oom |= inside.text.oom;
        parts_drop(&inside);
        return added;
    }
    if (flush(&inside) < 0) {
        parts_drop(&inside);
        return -1;
    }
    strbuf_free(&inside.text);
    struct values all = {0};
    if (values_add(&all, keep(KW("dq"))) < 0) {
        values_free(&inside.parts);
        return -1;
    }
    for (Py_ssize_t i = 0; i < inside.parts.n; i++)
        if (values_add(&all, keep(ref(inside.parts.items[i]))) < 0) {
            values_free(&inside.parts);
            values_free(&all);
            return -1;
        }
    values_free(&inside.parts);
    return parts_add(w, values_vector(&all));
}

static int escaped(struct parser *p, struct parts *w, bool quoted) {
    int c = parser_raw_ahead(p, 1);
    if (c == END) { // nothing to quote: it stands for itself
        parser_advance(p, 1);
        return parts_text(w, "\\", 1, true);
    }
    parser_advance(p, 2);
    return parts_text(w, &(char){(char)c}, 1, quoted);
}

static int hex_value(int c) {
    if (is_digit_char(c)) return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Up to `most` digits at the position; *n says how many there were.
static unsigned number(struct parser *p, int base, int most, int *n) {
    unsigned value = 0;
    for (*n = 0; *n < most; ++*n) {
        int d = hex_value(parser_raw_ahead(p, 0));
        if (d < 0 || d >= base) break;
        value = value * (unsigned)base + (unsigned)d;
        parser_advance(p, 1);
    }
    return value;
}

static void put_utf8(struct strbuf *b, unsigned c) {
    if (c < 0x80) strbuf_putc(b, (char)c);
    else if (c < 0x800) strbuf_add(b, (char[]){(char)(0xc0 | c >> 6), (char)(0x80 | (c & 0x3f))}, 2);
    else if (c < 0x10000)
        strbuf_add(b, (char[]){(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)), (char)(0x80 | (c & 0x3f))}, 3);
    else
        strbuf_add(b, (char[]){(char)(0xf0 | c >> 18), (char)(0x80 | (c >> 12 & 0x3f)), (char)(0x80 | (c >> 6 & 0x3f)),
                               (char)(0x80 | (c & 0x3f))}, 4);
}

// Behind the backslash of an escape in $'…'; a NUL ends what the quotes give.
static void dollar_escape(struct parser *p, struct strbuf *b, bool *nul) {
    static const char letters[] = "abefnrtv\\'\"?E", codes[] = "\a\b\033\f\n\r\t\v\\'\"?\033";
    int c = parser_raw_ahead(p, 0), n;
    const char *at = c > 0 ? strchr(letters, c) : NULL;
    unsigned value;
    if (at) {
        parser_advance(p, 1);
        strbuf_putc(b, codes[at - letters]);
        return;
    }
    if (c >= '0' && c <= '7') {
        value = number(p, 8, 3, &n) & 0xff;
        if (value) strbuf_putc(b, (char)value);
        else *nul = true;
    } else if (c == 'x' || c == 'u' || c == 'U') {
        parser_advance(p, 1);
        value = number(p, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8, &n);
        if (!n) strbuf_add(b, (char[]){'\\', (char)c}, 2);
        else if (!value) *nul = true;
        else if (c == 'x') strbuf_putc(b, (char)value);
        else if (value < 0x110000) put_utf8(b, value);
    } else if (c == 'c' && parser_raw_ahead(p, 1) != END) {
        int control = parser_raw_ahead(p, 1);
        parser_advance(p, 2);
        if (control == '\\' && parser_raw_ahead(p, 0) == '\\') parser_advance(p, 1);
        value = control == '?' ? 0x7f : (unsigned)control & 0x1f;
        if (value) strbuf_putc(b, (char)value);
        else *nul = true;
    } else {
        strbuf_putc(b, '\\'); // unknown: as it is
    }
}

int parse_dollar_quoted(struct parser *p, struct parts *w) {
    struct opened o;
    parser_opened(p, &o, "$'…'");
    parser_advance(p, 2);
    if (text_begins(w, true) < 0) return -1;
    size_t end = 0;
    bool nul = false;
    for (int c; (c = parser_raw_ahead(p, 0)) != '\'';) {
        if (c == END) return (parser_unexpected(p, ""), -1);
        bool before = nul;
        parser_advance(p, 1);
        if (c == '\\') dollar_escape(p, &w->text, &nul);
        else strbuf_putc(&w->text, (char)c);
        if (nul && !before) end = w->text.length;
    }
    if (nul) w->text.length = end;
    parser_advance(p, 1);
    closed(p, &o);
    return 0;
}

Value syntax_escapes(const char *text, size_t n) {
    SCOPED_PY PyObject *file = PyUnicode_FromString("<text>");
    struct syntax syntax = {0};
    struct parser *p = file ? parser_new(&syntax, file, 1) : NULL;
    struct strbuf b = STRBUF_INIT;
    bool nul = false;
    if (!p || parser_add(p, text, n) < 0) return (parser_free(p), ERR);
    for (int c; (c = parser_raw_ahead(p, 0)) != END && !nul;) {
        parser_advance(p, 1);
        if (c == '\\' && parser_raw_ahead(p, 0) != END) dollar_escape(p, &b, &nul);
        else strbuf_putc(&b, (char)c);
    }
    parser_free(p);
    Value result = b.oom ? (PyErr_NoMemory(), ERR) : parser_text_value(b.data ? b.data : "", b.length);
    strbuf_free(&b);
    return result;
}

// --- braces -------------------------------------------------------------------------

// Where what begins i characters from here ends: a quotation or an expansion, else the one character.  0: nowhere.
static size_t behind_one(struct parser *p, size_t i, int deep) {
    enum { MOST = 100 }; // far more than anybody writes
    int c = parser_raw_ahead(p, i), next = c == '$' ? parser_raw_ahead(p, i + 1) : 0, closer;
    if (c == END || deep > MOST) return 0;
    if (c == '\\') return i + 2;
    if (c == '\'' || c == '"' || c == '`') closer = c, i++;
    else if (next == '{' || next == '(') closer = next == '{' ? '}' : ')', i += 2;
    else if (c == '(' && deep) closer = ')', i++;
    else return i + 1;
    while ((next = parser_raw_ahead(p, i)) != closer) {
        bool alone = c == '\'' || (c == '`' && next != '\\') || (c == '"' && !strchr("\\$`", next));
        if (next == END || !(i = alone ? i + 1 : behind_one(p, i, deep + 1))) return 0;
    }
    return i + 1;
}

enum braces { BRACE_OPEN, BRACES_TEXT, BRACES_EXPAND };

// What the brace here is: one without its like in the word; one of two between which no comma and no two periods
// stand; one that opens an expansion.
static enum braces what_brace(struct parser *p) {
    int depth = 0;
    bool found = false;
    for (size_t i = 1;;) {
        int c = parser_raw_ahead(p, i);
        if (ends_word(c)) return BRACE_OPEN;
        if (c == '{') depth++;
        else if (c == '}' && !depth--) return found ? BRACES_EXPAND : BRACES_TEXT;
        else if (!depth && (c == ',' || (c == '.' && parser_raw_ahead(p, i + 1) == '.'))) found = true;
        if (!(i = behind_one(p, i, 0))) return BRACE_OPEN;
    }
}

static bool range_end(const char **text, int64_t *n, int *width, bool *letter) {
    const char *s = *text;
    if (is_name_start(*s) && *s != '_' && !is_name_char(s[1])) {
        *n = *s;
        *letter = true;
        *text = s + 1;
        return true;
    }
    char *end;
    const char *digits = s + (*s == '-' || *s == '+');
    if (!is_digit_char(*digits)) return false;
    errno = 0;
    *n = strtoll(s, &end, 10);
    if (errno) return false;
    *width = *digits == '0' && end - digits > 1 ? (int)(end - s) : 0;
    *letter = false;
    *text = end;
    return true;
}

static enum lookup found_value(Value v) { return ok(v) ? LOOKUP_FOUND : LOOKUP_FAILED; }

// A word 1..9, a..e, 1..9..2 as [:range …].
static enum lookup range_part(Ref word, Value *part) {
    if (!is_str(word)) return LOOKUP_ABSENT;
    const char *s = PyUnicode_AsUTF8(obj(word));
    int64_t from, to, step = 0;
    int w1 = 0, w2 = 0, w3 = 0;
    bool l1, l2, l3 = false;
    if (!s) return (PyErr_Clear(), LOOKUP_ABSENT);
    if (!range_end(&s, &from, &w1, &l1) || strncmp(s, "..", 2) != 0) return LOOKUP_ABSENT;
    s += 2;
    if (!range_end(&s, &to, &w2, &l2) || l1 != l2) return LOOKUP_ABSENT;
    if (strncmp(s, "..", 2) == 0) {
        s += 2;
        if (!range_end(&s, &step, &w3, &l3) || l3) return LOOKUP_ABSENT;
    }
    if (*s) return LOOKUP_ABSENT;
    if (!step) step = 1;
    if (step < 0) step = step == INT64_MIN ? INT64_MAX : -step;
    char a[2] = {(char)from, 0}, b[2] = {(char)to, 0};
    *part = l1 ? NODE("range", str_value(a), str_value(b), int_value(step), int_value(0))
               : NODE("range", int_value(from), int_value(to), int_value(step), int_value(w1 > w2 ? w1 : w2));
    return found_value(*part);
}

// {…}: 1 a part was added, 0 it is text (and *pairs counts it when its like follows), -1.
static int parse_brace(struct parser *p, struct parts *w, int *pairs) {
    enum braces what = what_brace(p);
    if (what != BRACES_EXPAND) return (*pairs += what == BRACES_TEXT, 0);
    size_t pos = p->pos;
    int line = p->line;
    struct values alternatives = {0};
    do {
        parser_advance(p, 1);
        if (values_add(&alternatives, parse_word(p, ALTERNATIVE, NULL)) < 0) {
            values_free(&alternatives);
            return -1;
        }
    } while (char_here(p) == ',');
    Value part;
    enum lookup found = LOOKUP_ABSENT;
    if (char_here(p) == '}') {
        parser_advance(p, 1);
        if (alternatives.n > 1) return parts_add(w, NODE("brace", values_vector(&alternatives))) < 0 ? -1 : 1;
        found = range_part(ref(alternatives.items[0]), &part);
    }
    values_free(&alternatives);
    if (found == LOOKUP_FOUND) return parts_add(w, part) < 0 ? -1 : 1;
    if (found == LOOKUP_FAILED || p->failed) return -1;
    p->pos = pos; // no expansion after all
    p->line = line;
    ++*pairs;
    return 0;
}

// --- words --------------------------------------------------------------------------

static int clojure_form(struct parser *p, struct parts *w) {
    parser_advance(p, 1);
    return parts_add(w, parse_clojure(p));
}

static bool ends_here(int c, enum context context, int depth) {
    switch (context) {
    case BRACED: case BRACED_DQ: return c == '}' || c == END;
    case REPLACED: case REPLACED_ALL: return c == '}' || c == '/' || c == END;
    case OFFSET: return c == '}' || (c == ':' && !depth) || c == END;
    case SUBSCRIPT: return (c == ']' && !depth) || c == END;
    case ALTERNATIVE: return c == ',' || c == '}' || ends_word(c);
    case REGEX: return c == END || c == '\n' || (!depth && (is_blank(c) || c == ')'));
    default: return ends_word(c);
    }
}

// Inside ${…} the brace ends the word, also one where a parenthesis of ?(…) stays open.
static bool in_braces(enum context context) {
    return context == BRACED || context == BRACED_DQ || context == REPLACED || context == REPLACED_ALL || context == OFFSET;
}

static int nesting(int c, enum context context) {
    switch (context) {
    case SUBSCRIPT: return (c == '[') - (c == ']');
    case OFFSET: return (c == '(' || c == '?') - (c == ')' || c == ':'); // the colon of a ?b:c is not that before the length
    case REGEX: return (c == '(') - (c == ')');
    default: return 0;
    }
}

static int parse_parts(struct parser *p, struct parts *w, enum context context) {
    bool groups = p->syntax.groups || context == MATCHED;
    bool braces = !p->syntax.posix && (context == WORD || context == ELEMENT || context == ALTERNATIVE);
    int depth = 0, inside = 0; // how deep in parentheses of [ ] and the like; in ?(…) and its like
    int pairs = 0;             // of braces that are text, and whose second is still to come
    for (;;) {
        size_t plain = context == REPLACED_ALL ? 0 : parser_plain_run(p);
        if (plain) {
            if (parts_text(w, p->text + p->pos, plain, false) < 0) return -1;
            parser_advance_plain(p, plain);
        }
        int c = char_here(p), added = 0;
        if (groups && c != END && (inside ? c == '(' || c == ')' : c && strchr("?*+@!", c) && parser_char_ahead(p, 1) == '(')) {
            // What opens or closes a group belongs to the word, and so does all between.
            size_t n = inside ? 1 : 2;
            inside += c == ')' ? -1 : 1;
            if (parts_text(w, p->text + p->pos, n, false) < 0) return -1;
            parser_advance(p, n);
            continue;
        }
        if ((c == '<' || c == '>') && context != BRACED_DQ && context != REGEX && parser_char_ahead(p, 1) == '(') {
            if (parse_process(p, w) < 0) return -1;
            continue;
        }
        if (context == REPLACED_ALL) {
            context = REPLACED;
            if (c == '/') {
                if (parts_text(w, "/", 1, false) < 0) return -1;
                parser_advance(p, 1);
                continue;
            }
        }
        bool open = inside && !(c == '}' && in_braces(context));
        if (open ? c == END : ends_here(c, context, depth) && !(pairs && c == '}')) {
            if (open) return (parser_unexpected(p, ""), -1);
            return 0;
        }
        switch (c) {
        case '\\':
            if (context == BRACED_DQ && !strchr("$`\"\\}", parser_raw_ahead(p, 1) == END ? 0 : parser_raw_ahead(p, 1))) break;
            added = escaped(p, w, context != BRACED_DQ) < 0 ? -1 : 1; // all is quoted there
            break;
        case '\'': if (context != BRACED_DQ) added = single_quoted(p, w) < 0 ? -1 : 1; break;
        case '"': added = double_quoted(p, w) < 0 ? -1 : 1; break;
        case '$': case '`': added = parse_expansion(p, w, context == BRACED_DQ) < 0 ? -1 : 1; break;
        case '~': if (!p->syntax.posix && parser_char_ahead(p, 1) == '(') added = clojure_form(p, w) < 0 ? -1 : 1; break;
        case '{': if (braces) added = parse_brace(p, w, &pairs); break;
        case '}': pairs -= pairs > 0; break;
        default: depth += nesting(c, context);
        }
        if (added < 0 || (!added && parts_text(w, &(char){(char)c}, 1, false) < 0)) return -1;
        if (!added) parser_advance(p, 1);
    }
}

// Does a word end behind its n plain characters? Most do.
static bool plain_ends(struct parser *p, enum context context, size_t n) {
    if (context != WORD && context != PATTERN && context != ASSIGNED && context != ELEMENT) return false;
    int c = parser_char_ahead(p, n);
    return ends_word(c) && c != '<' && c != '>' && c != '('; // <(…) and ?(…) go on
}

static Value word_of_parts(struct parser *p, enum context context, bool *quoted) {
    size_t n = parser_plain_run(p);
    if (n && plain_ends(p, context, n)) {
        Value word = parser_text(p, p->text + p->pos, n);
        parser_advance_plain(p, n);
        return word;
    }
    struct parts w = {0};
    if (cstack_check() < 0 || parse_parts(p, &w, context) < 0) {
        parts_drop(&w);
        return ERR;
    }
    if (quoted) *quoted = w.quoted;
    return parts_finish(&w);
}

Value parse_word(struct parser *p, enum context context, bool *quoted) {
    size_t start = p->pos;
    Value word = word_of_parts(p, context, quoted);
    if (likely(!p->syntax.as_written) || failed(word)) return word;
    drop(word);
    return parser_text_value(p->text + start, p->pos - start);
}

Value parse_text(struct parser *p) {
    struct parts w = {0};
    if (double_quoted_parts(p, &w, END) < 0) {
        parts_drop(&w);
        return ERR;
    }
    return parts_finish(&w);
}

size_t plain_word(struct parser *p) {
    for (size_t n = parser_plain_run(p);; n++) {
        int c = parser_char_ahead(p, n);
        if (ends_word(c)) return n;
        if (c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`') return 0;
    }
}

bool at_whole_word(struct parser *p, const char *word) {
    const char *at = p->text + p->pos;
    size_t i = 0, there = p->length - p->pos, n = strlen(word);
    if (n < there && memcmp(at, word, n) == 0 && at[n] != '\\') return ends_word((unsigned char)at[n]);
    while (word[i] && i < there && at[i] == word[i]) i++;
    if (likely(word[i] && i < there && at[i] != '\\')) return false; // else it may be continued
    for (; word[i]; i++)
        if (parser_char_ahead(p, i) != word[i]) return false;
    return ends_word(parser_char_ahead(p, i));
}

// The word in [index]= or [index]+= before an element, behind which it goes on.
static enum lookup element_index(struct parser *p, Value *index, bool *append) {
    if (char_here(p) != '[') return LOOKUP_ABSENT;
    size_t pos = p->pos;
    int line = p->line;
    parser_advance(p, 1);
    Value word = parse_word(p, SUBSCRIPT, NULL);
    if (failed(word)) return LOOKUP_FAILED;
    if (char_here(p) == ']') {
        size_t plus = parser_char_ahead(p, 1) == '+';
        if (parser_char_ahead(p, 1 + plus) == '=') {
            *append = plus;
            parser_advance(p, 2 + plus);
            *index = word;
            return LOOKUP_FOUND;
        }
    }
    drop(word);
    p->pos = pos;
    p->line = line;
    return p->failed ? LOOKUP_FAILED : LOOKUP_ABSENT;
}

Value parse_array(struct parser *p) {
    struct opened o;
    struct values elements = {0};
    parser_opened(p, &o, "the array (…)");
    parser_advance(p, 1);
    for (;;) {
        if (parser_skip_newlines(p) < 0) goto failed;
        int c = char_here(p);
        if (c == ')') break;
        if (ends_word(c)) {
            p->line_wrong = c != END;
            parser_unexpected(p, "in an array");
            goto failed;
        }
        bool append = false;
        Value index = nil_value();
        enum lookup indexed = element_index(p, &index, &append);
        if (indexed == LOOKUP_FAILED) goto failed;
        Value items[] = {index, bool_value(append), parse_word(p, indexed == LOOKUP_FOUND ? ASSIGNED : ELEMENT, NULL)};
        if (failed(items[2])) {
            drop(items[0]);
            drop(items[1]);
            goto failed;
        }
        if (values_add(&elements, vec_give(items, 3)) < 0) goto failed;
    }
    parser_advance(p, 1);
    closed(p, &o);
    return NODE("array", values_vector(&elements));
failed:
    values_free(&elements);
    return ERR;
}

Value parser_syntax_text(const struct syntax *syntax, PyObject *text) {
    SCOPED_PY PyObject *bytes = str_bytes(text), *file = PyUnicode_FromString("<text>");
    struct parser *p = bytes && file ? parser_new(syntax, file, 1) : NULL;
    if (!p) return ERR;
    p->syntax.more = NULL;
    Value word = parser_add(p, PyBytes_AS_STRING(bytes), (size_t)PyBytes_GET_SIZE(bytes)) < 0 ? ERR : parse_text(p);
    parser_free(p);
    return word;
}
