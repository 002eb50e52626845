// SPDX-License-Identifier: MIT
/* From Java's syntax of patterns to PCRE2's.  Most of it is the same; what is
 * not:
 *
 *     \p{Alpha} …          POSIX classes of ASCII      [[:alpha:]]
 *     \p{IsGreek} \p{javaLowerCase} \p{gc=Lu} …        \p{Greek} \p{Ll} \p{Lu}
 *     [a-z&&[^aeiou]]      intersection of classes     (?:(?=[a-z])[^aeiou])
 *     [a-c[x-z]]           union of classes            (?:[a-c]|[x-z])
 *     \uXXXX  \0ooo        code points                 \x{XXXX}
 *     (?u) (?d) (?U)       flags: always so; dropped; Unicode classes
 *
 * Syntax that neither has is left to PCRE2 to complain about.
 */
#include <ctype.h>

#include "base/cstack.h"
#include "text/regex_impl.h"

struct source {
    const Py_UCS4 *p, *end;
    struct strbuf *out;
    uint32_t options;
    bool extended; // (?x) was seen: # begins a comment
};

void regex_put(struct strbuf *b, Py_UCS4 c) {
    c = without_surrogate(c);
    if (c < 0x80) {
        strbuf_putc(b, (char)c);
        return;
    }
    char utf8[4];
    size_t n = 0;
    if (c < 0x800) {
        utf8[n++] = (char)(0xc0 | c >> 6);
    } else {
        if (c < 0x10000) {
            utf8[n++] = (char)(0xe0 | c >> 12);
        } else {
            utf8[n++] = (char)(0xf0 | c >> 18);
            utf8[n++] = (char)(0x80 | (c >> 12 & 63));
        }
        utf8[n++] = (char)(0x80 | (c >> 6 & 63));
    }
    utf8[n++] = (char)(0x80 | (c & 63));
    strbuf_add(b, utf8, n);
}

static Py_UCS4 peek(const struct source *s, Py_ssize_t ahead) { return ahead < s->end - s->p ? s->p[ahead] : 0; }
static void pass(struct source *s, Py_ssize_t n) {
    while (n-- > 0 && s->p < s->end) regex_put(s->out, *s->p++);
}
// The character itself, whatever it would mean.
static void put_quoted(struct strbuf *b, Py_UCS4 c) {
    if (c < 0x80 && !isalnum((int)c)) strbuf_putc(b, '\\');
    regex_put(b, c);
}

// --- escapes --------------------------------------------------------------

static int hex_digit(Py_UCS4 c) {
    if (c >= '0' && c <= '9') return (int)c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

// Four hexadecimal digits at an offset, or -1.
static int32_t hex4(const struct source *s, Py_ssize_t at) {
    int32_t n = 0;
    for (Py_ssize_t i = at; i < at + 4; i++) {
        int digit = hex_digit(peek(s, i));
        if (digit < 0) return -1;
        n = n * 16 + digit;
    }
    return n;
}

static void put_code(struct strbuf *b, uint32_t c) { strbuf_printf(b, "\\x{%x}", (unsigned)without_surrogate(c)); }

// \uXXXX, or two of them that are a surrogate pair.
static bool unicode_escape(struct source *s) {
    int32_t c = hex4(s, 2), low;
    if (c < 0) return false;
    s->p += 6;
    if (c >= 0xd800 && c < 0xdc00 && peek(s, 0) == '\\' && peek(s, 1) == 'u' && (low = hex4(s, 2)) >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        s->p += 6;
    }
    put_code(s->out, (uint32_t)c);
    return true;
}

// \0 and up to three octal digits, at most 0377.
static bool octal_escape(struct source *s) {
    uint32_t n = 0;
    Py_ssize_t i = 2;
    for (; i < 5 && peek(s, i) >= '0' && peek(s, i) <= '7' && n * 8 + 7 <= 0377; i++) n = n * 8 + (peek(s, i) - '0');
    if (i == 2) return false;
    s->p += i;
    put_code(s->out, n);
    return true;
}

// What stands for a property inside [ ]; outside, brackets are put around.
static const struct { const char *name, *plain, *negated; } properties[] = {
    {"Lower", "[:lower:]", "[:^lower:]"}, {"Upper", "[:upper:]", "[:^upper:]"}, {"Alpha", "[:alpha:]", "[:^alpha:]"},
    {"Digit", "[:digit:]", "[:^digit:]"}, {"Alnum", "[:alnum:]", "[:^alnum:]"}, {"Punct", "[:punct:]", "[:^punct:]"},
    {"Graph", "[:graph:]", "[:^graph:]"}, {"Print", "[:print:]", "[:^print:]"}, {"Blank", "[:blank:]", "[:^blank:]"},
    {"Cntrl", "[:cntrl:]", "[:^cntrl:]"}, {"XDigit", "[:xdigit:]", "[:^xdigit:]"}, {"Space", "[:space:]", "[:^space:]"},
    {"ASCII", "\\x{0}-\\x{7f}", "\\x{80}-\\x{10ffff}"}, {"InBasicLatin", "\\x{0}-\\x{7f}", "\\x{80}-\\x{10ffff}"},
    {"L1", "\\x{0}-\\x{ff}", "\\x{100}-\\x{10ffff}"}, {"LC", "\\p{L&}", "\\P{L&}"}, {"all", "\\p{Any}", "\\P{Any}"},
    {"javaLowerCase", "\\p{Ll}", "\\P{Ll}"}, {"javaUpperCase", "\\p{Lu}", "\\P{Lu}"}, {"javaTitleCase", "\\p{Lt}", "\\P{Lt}"},
    {"javaLetter", "\\p{L}", "\\P{L}"}, {"javaDigit", "\\p{Nd}", "\\P{Nd}"}, {"javaLetterOrDigit", "\\p{Xan}", "\\P{Xan}"},
    {"javaAlphabetic", "\\p{Alphabetic}", "\\P{Alphabetic}"}, {"javaWhitespace", "\\p{Xsp}", "\\P{Xsp}"},
    {"IsDigit", "\\p{Nd}", "\\P{Nd}"}, {"IsLetter", "\\p{L}", "\\P{L}"}, {"IsPunctuation", "\\p{P}", "\\P{P}"},
    {"IsControl", "\\p{Cc}", "\\P{Cc}"}, {"IsAssigned", "\\P{Cn}", "\\p{Cn}"},
    {"InLatin1Supplement", "\\x{80}-\\x{ff}", "\\x{0}-\\x{7f}\\x{100}-\\x{10ffff}"},
    {"InCombiningDiacriticalMarks", "\\x{300}-\\x{36f}", "\\x{0}-\\x{2ff}\\x{370}-\\x{10ffff}"},
    {"InGeneralPunctuation", "\\x{2000}-\\x{206f}", "\\x{0}-\\x{1fff}\\x{2070}-\\x{10ffff}"},
    {"InCurrencySymbols", "\\x{20a0}-\\x{20cf}", "\\x{0}-\\x{209f}\\x{20d0}-\\x{10ffff}"},
    {"InArrows", "\\x{2190}-\\x{21ff}", "\\x{0}-\\x{218f}\\x{2200}-\\x{10ffff}"},
    {"InMathematicalOperators", "\\x{2200}-\\x{22ff}", "\\x{0}-\\x{21ff}\\x{2300}-\\x{10ffff}"},
    {"InBoxDrawing", "\\x{2500}-\\x{257f}", "\\x{0}-\\x{24ff}\\x{2580}-\\x{10ffff}"},
    {"InCJKUnifiedIdeographs", "\\p{Han}", "\\P{Han}"}, {"InHangulSyllables", "\\p{Hangul}", "\\P{Hangul}"},
};

static void put_property(struct strbuf *b, const char *name, bool negated, bool in_class) {
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (strcmp(properties[i].name, name) != 0) continue;
        const char *text = negated ? properties[i].negated : properties[i].plain;
        bool alone = text[0] == '\\' && (text[1] == 'p' || text[1] == 'P'); // needs no brackets
        strbuf_printf(b, in_class || alone ? "%s" : "[%s]", text);
        return;
    }
    static const char *const prefixes[] = {"Is", "In", "gc=", "general_category=", "script=", "sc=", "block=", "blk="};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], n) == 0 && name[n]) { name += n; break; }
    }
    strbuf_printf(b, "\\%c{%s}", negated ? 'P' : 'p', name);
}

// \p{Name}, \P{Name}; \pL is PCRE2's as well.
static bool property_escape(struct source *s, bool in_class) {
    char name[64];
    size_t n = 0;
    Py_ssize_t i = 3;
    if (peek(s, 2) != '{') return false;
    for (; peek(s, i) && peek(s, i) != '}'; i++) {
        if (n + 1 == sizeof name || peek(s, i) >= 0x80) return false;
        name[n++] = (char)peek(s, i);
    }
    if (peek(s, i) != '}') return false;
    name[n] = 0;
    put_property(s->out, name, peek(s, 1) == 'P', in_class);
    s->p += i + 1;
    return true;
}

static bool ends_quote(const struct source *s) { return peek(s, 0) == '\\' && peek(s, 1) == 'E'; }

static void escape(struct source *s, bool in_class) {
    switch (peek(s, 1)) {
    case 'p': case 'P':
        if (property_escape(s, in_class)) return;
        break;
    case 'u':
        if (unicode_escape(s)) return;
        break;
    case '0':
        if (octal_escape(s)) return;
        break;
    case 'c':
        pass(s, 3);
        return;
    case 'Q':
        for (s->p += 2; s->p < s->end && !ends_quote(s); s->p++) put_quoted(s->out, *s->p);
        if (s->p < s->end) s->p += 2;
        return;
    default: break;
    }
    pass(s, 2);
}

// --- classes --------------------------------------------------------------

// The length of a POSIX class name [:name:] at p, or 0.
static Py_ssize_t posix_length(const struct source *s, const Py_UCS4 *p) {
    if (s->end - p < 4 || p[0] != '[' || p[1] != ':') return 0;
    const Py_UCS4 *q = p + 2;
    while (q < s->end && ((*q >= 'a' && *q <= 'z') || *q == '^')) q++;
    return s->end - q >= 2 && q[0] == ':' && q[1] == ']' ? q + 2 - p : 0;
}

// Steps over one element: an escape, quoted text, a POSIX class or a character.
static const Py_UCS4 *after_element(const struct source *s, const Py_UCS4 *p) {
    Py_ssize_t posix = posix_length(s, p);
    if (posix) return p + posix;
    if (*p != '\\' || s->end - p < 2) return p + 1;
    if (p[1] != 'Q') return p + 2;
    for (p += 2; p < s->end; p++)
        if (s->end - p >= 2 && p[0] == '\\' && p[1] == 'E') return p + 2;
    return p;
}

static const Py_UCS4 *class_body(const Py_UCS4 *p, const Py_UCS4 *end) { // after [ or [^
    p++;
    return p < end && *p == '^' ? p + 1 : p;
}

// Does the class at s->p hold other classes or an intersection (and end)?
static bool class_is_nested(const struct source *s) {
    int depth = 1;
    bool nested = false;
    const Py_UCS4 *p = class_body(s->p, s->end);
    if (p < s->end && *p == ']') p++;
    while (p < s->end) {
        if (*p == ']' && --depth == 0) return nested;
        if (*p == '[' && !posix_length(s, p)) {
            depth++, nested = true;
            p = class_body(p, s->end);
            if (p < s->end && *p == ']') p++;
            continue;
        }
        if (s->end - p > 1 && p[0] == '&' && p[1] == '&') nested = true;
        p = after_element(s, p);
    }
    return false;
}

static void class_element(struct source *s) {
    Py_ssize_t posix = posix_length(s, s->p);
    if (posix) pass(s, posix);
    else if (*s->p == '\\') escape(s, true);
    else if (*s->p == '[') strbuf_puts(s->out, "\\["), s->p++;
    else pass(s, 1);
}

static void plain_class(struct source *s) {
    const Py_UCS4 *body = class_body(s->p, s->end);
    pass(s, body - s->p);
    if (peek(s, 0) == ']') pass(s, 1);
    while (s->p < s->end && *s->p != ']') class_element(s);
    pass(s, 1);
}

static int nested_class(struct source *s);

// Elements and classes up to && or ]: what matches one character of their
// union is appended to `all`, as an alternative.  0, 1 when there was nothing, or -1.
static int class_union(struct source *s, struct strbuf *all) {
    struct strbuf *out = s->out, own = STRBUF_INIT, rest = STRBUF_INIT;
    int alternatives = 0, result = 0;
    while (result == 0 && s->p < s->end && *s->p != ']' && !(peek(s, 0) == '&' && peek(s, 1) == '&')) {
        if (*s->p == '[' && !posix_length(s, s->p)) {
            if (alternatives++) strbuf_putc(&rest, '|');
            s->out = &rest;
            result = nested_class(s);
        } else {
            s->out = &own;
            class_element(s);
        }
    }
    s->out = out;
    bool many = alternatives + (own.length > 0) > 1;
    if (many) strbuf_puts(all, "(?:");
    if (own.length) strbuf_putc(all, '['), strbuf_add(all, own.data, own.length), strbuf_putc(all, ']');
    if (own.length && alternatives) strbuf_putc(all, '|');
    strbuf_add(all, rest.data, rest.length);
    if (many) strbuf_putc(all, ')');
    if (own.oom || rest.oom) PyErr_NoMemory(), result = -1;
    if (result == 0 && !own.length && !alternatives) result = 1;
    strbuf_free(&own);
    strbuf_free(&rest);
    return result;
}

// A class of unions and intersections, as a group that matches one character.
static int nested_class(struct source *s) {
    if (cstack_check() < 0) return -1;
    if (!class_is_nested(s)) return plain_class(s), 0;
    struct strbuf *out = s->out;
    const Py_UCS4 *body = class_body(s->p, s->end);
    bool negated = body - s->p == 2;
    s->p = body;
    strbuf_puts(out, negated ? "(?:(?!" : "(?:");
    for (;;) {
        struct strbuf operand = STRBUF_INIT;
        int result = class_union(s, &operand);
        bool last = s->p >= s->end || *s->p == ']';
        if (result == 0) {
            if (!last) strbuf_puts(out, "(?=");
            strbuf_add(out, operand.data, operand.length);
            if (!last) strbuf_putc(out, ')');
        } else if (result == 1 && last) {
            strbuf_puts(out, "(?s:.)"); // after a trailing &&
        }
        strbuf_free(&operand);
        if (result < 0) return -1;
        if (last) break;
        s->p += 2; // &&
    }
    if (s->p < s->end) s->p++;
    strbuf_puts(out, negated ? ")(?s:.))" : ")");
    return 0;
}

// --- groups of flags ------------------------------------------------------

// (?flags) or (?flags: — others are none of our business.
static bool flags(struct source *s) {
    char on[16], off[16], *to = on;
    size_t n_on = 0, n_off = 0;
    Py_ssize_t i = 2;
    for (;; i++) {
        Py_UCS4 c = peek(s, i);
        if (c == ')' || c == ':') break;
        if (c == '-' && to == on) { to = off; continue; }
        if (c >= 0x80 || !strchr("imsxudU", (int)c) || !c) return false;
        if (c == 'u' || c == 'd') continue;
        if (c == 'U') {
            if (to == on) s->options |= PCRE2_UCP;
            continue;
        }
        if (c == 'x' && to == on) s->extended = true;
        size_t *n = to == on ? &n_on : &n_off;
        if (*n + 1 < sizeof on) to[(*n)++] = (char)c;
    }
    if (i == 2) return false; // (?: itself
    if (n_on || n_off) strbuf_printf(s->out, "(?%.*s%s%.*s", (int)n_on, on, n_off ? "-" : "", (int)n_off, off);
    else if (peek(s, i) == ':') strbuf_puts(s->out, "(?");
    if (n_on || n_off || peek(s, i) == ':') strbuf_putc(s->out, (char)peek(s, i));
    s->p += i + 1;
    return true;
}

// ^ and $ with a quantifier behind them, which PCRE2 takes for groups alone.
static bool repeated_anchor(struct source *s) {
    Py_UCS4 c = *s->p, next = peek(s, 1);
    if ((c != '^' && c != '$') || (next != '?' && next != '*' && next != '+')) return false;
    strbuf_printf(s->out, "(?:%c)", (char)c);
    s->p++;
    return true;
}

static int translate(struct source *s) {
    while (s->p < s->end) {
        Py_UCS4 c = *s->p;
        if (c == '\\') {
            escape(s, false);
        } else if (c == '[') {
            if (nested_class(s) < 0) return -1;
        } else if (c == '(' && peek(s, 1) == '?') {
            if (!flags(s)) pass(s, 2);
        } else if (c == '#' && s->extended) {
            while (s->p < s->end && *s->p != '\n') pass(s, 1);
        } else if (!repeated_anchor(s)) {
            pass(s, 1);
        }
    }
    return s->out->oom ? (PyErr_NoMemory(), -1) : 0;
}

int regex_translate(PyObject *source, struct strbuf *out, uint32_t *options) {
    if (PyUnicode_READY(source) < 0) return -1;
    Py_UCS4 *text = PyUnicode_AsUCS4Copy(source);
    if (!text) return -1;
    struct source s = {.p = text, .end = text + PyUnicode_GET_LENGTH(source), .out = out};
    int result = translate(&s);
    PyMem_Free(text);
    *options = s.options;
    return result;
}
