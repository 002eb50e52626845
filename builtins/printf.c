// SPDX-License-Identifier: MIT
#include "builtins/escapes.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* The format is used again while there are operands; what goes wrong with one
 * of them is reported, counts in the status, and does not keep the others from
 * being printed. */
struct printing {
    struct call *c;
    struct bytes out;
    char **operands;
    int count, next;  // the next that is taken
    int most;         // the highest that %N$ names in this turn
    int base;         // where the turn began
    bool stop;        // \c
    int status;
};

struct conversion {
    char flags[8];
    int width, precision; // -1: none
    char letter;
    int position; // of %N$; 0: the next
};

static const char *operand_at(struct printing *p, int position) {
    int i = position ? p->base + position - 1 : p->next++;
    if (position > p->most) p->most = position;
    return i < p->count ? p->operands[i] : NULL;
}

static void complain(struct printing *p, const char *text, const char *what) {
    p->status = builtin_error(p->c, 1, "%s: %s", text, what);
}

// 'x or "x: the character's number.
static bool character_constant(const char *text, long *value) {
    if (*text != '\'' && *text != '"') return false;
    wchar_t wide;
    mbstate_t state = {0};
    size_t n = mbrtowc(&wide, text + 1, strlen(text + 1), &state);
    *value = n == (size_t)-1 || n == (size_t)-2 ? (unsigned char)text[1] : n == 0 ? 0 : (long)wide;
    return true;
}

static void check_number(struct printing *p, const char *text, const char *end) {
    if (errno == ERANGE) complain(p, text, "out of range");
    else if (end == text) complain(p, text, "not a number");
    else if (*end) complain(p, text, "not a number to its end");
}

static intmax_t signed_number(struct printing *p, const char *text) {
    long character;
    if (!text) return 0;
    if (character_constant(text, &character)) return character;
    char *end;
    errno = 0;
    intmax_t n = strtoimax(text, &end, 0);
    check_number(p, text, end);
    return n;
}

static uintmax_t unsigned_number(struct printing *p, const char *text) {
    long character;
    if (!text) return 0;
    if (character_constant(text, &character)) return (uintmax_t)character;
    char *end;
    errno = 0;
    uintmax_t n = strtoumax(text, &end, 0);
    check_number(p, text, end);
    return n;
}

static long double real_number(struct printing *p, const char *text) {
    long character;
    if (!text) return 0;
    if (character_constant(text, &character)) return character;
    char *end;
    errno = 0;
    long double n = strtold(text, &end);
    if (errno == ERANGE && n == 0) errno = 0; // too small to matter
    check_number(p, text, end);
    return n;
}

static int star(struct printing *p, int position) {
    const char *text = operand_at(p, position);
    intmax_t n = text ? signed_number(p, text) : 0;
    return n > 1 << 24 ? 1 << 24 : n < -(1 << 24) ? -(1 << 24) : (int)n;
}

static int digits(const char **s) {
    long n = 0;
    for (; isdigit((unsigned char)**s); ++*s)
        if (n < 1 << 24) n = n * 10 + (**s - '0');
    return (int)(n < 1 << 24 ? n : 1 << 24);
}

// N$ at s, which it passes: N, or 0.
static int position_at(const char **s) {
    const char *t = *s;
    int n = digits(&t);
    if (t == *s || *t != '$') return 0;
    *s = t + 1;
    return n;
}

// What stands between % and the letter.
static const char *parse(struct printing *p, const char *s, struct conversion *v) {
    *v = (struct conversion){.width = -1, .precision = -1};
    v->position = position_at(&s);
    size_t n = 0;
    for (; *s && strchr("#0- +'", *s); s++)
        if (!memchr(v->flags, *s, n)) v->flags[n++] = *s;
    if (*s == '*') {
        s++;
        v->width = star(p, position_at(&s));
        if (v->width < 0) {
            if (!memchr(v->flags, '-', n)) v->flags[n++] = '-';
            v->width = -v->width;
        }
    } else if (isdigit((unsigned char)*s)) {
        v->width = digits(&s);
    }
    if (*s == '.') {
        s++;
        if (*s == '*') {
            s++;
            v->precision = star(p, position_at(&s)); // negative: as if it were not there
            if (v->precision < 0) v->precision = -1;
        } else {
            v->precision = digits(&s);
        }
    }
    while (*s && strchr("hlLqjzt", *s) && s[1] && (*s != 'q' || strchr("diouxXfeEgGaA", s[1]))) s++; // C's sizes
    v->letter = *s;
    return *s ? s + 1 : s;
}

static void padded(struct printing *p, const struct conversion *v, const char *text, size_t n) {
    if (v->precision >= 0 && n > (size_t)v->precision) n = (size_t)v->precision;
    size_t fill = v->width > 0 && (size_t)v->width > n ? (size_t)v->width - n : 0;
    bool left = strchr(v->flags, '-');
    for (size_t i = 0; !left && i < fill; i++) bytes_char(&p->out, ' ');
    escapes_bytes_add(&p->out, text, n);
    for (size_t i = 0; left && i < fill; i++) bytes_char(&p->out, ' ');
}

// A number by the C library: the format is made again with the size that is passed.
static void number(struct printing *p, const struct conversion *v, const char *text) {
    char format[40], small[128], *big = NULL;
    bool real = strchr("eEfFgGaA", v->letter);
    snprintf(format, sizeof format, "%%%s%s%s%s%c", v->flags, v->width >= 0 ? "*" : "", v->precision >= 0 ? ".*" : "", real ? "L" : "j", v->letter);
    union { intmax_t i; uintmax_t u; long double r; } value;
    bool is_signed = v->letter == 'd' || v->letter == 'i';
    if (real) value.r = real_number(p, text);
    else if (is_signed) value.i = signed_number(p, text);
    else value.u = unsigned_number(p, text);
    char *to = small;
    size_t room = sizeof small;
    for (int turn = 0; turn < 2; turn++) {
        int n;
#define PRINT(...) (real ? snprintf(to, room, format, ##__VA_ARGS__, value.r) : snprintf(to, room, format, ##__VA_ARGS__, value.u))
        if (v->width >= 0 && v->precision >= 0) n = PRINT(v->width, v->precision);
        else if (v->width >= 0) n = PRINT(v->width);
        else if (v->precision >= 0) n = PRINT(v->precision);
        else n = PRINT();
#undef PRINT
        if (n < 0) break;
        if ((size_t)n < room) {
            escapes_bytes_add(&p->out, to, (size_t)n);
            break;
        }
        room = (size_t)n + 1;
        to = big = malloc(room);
        if (!big) break;
    }
    free(big);
}

// %(…)T: a time in seconds; -1, as without an operand: now.
static const char *time_format(struct printing *p, const char *s, const struct conversion *v, const char *end) {
    char *format = strndup(s, (size_t)(end - s)), text[1024];
    const char *operand = operand_at(p, v->position);
    intmax_t seconds = operand ? signed_number(p, operand) : -1;
    time_t t = seconds == -1 || seconds == -2 ? time(NULL) : (time_t)seconds;
    struct tm tm;
    size_t n = format && localtime_r(&t, &tm) ? strftime(text, sizeof text, *format ? format : "%X", &tm) : 0;
    padded(p, v, text, n);
    free(format);
    return end + 2;
}

// As %q has it: a backslash before each special character; $'…' where there are characters that cannot be seen.
static char *backslashed(const char *text) {
    if (!*text) return strdup("''");
    char *codes = sh_quote_codes(text, "");
    if (codes) return codes;
    struct bytes b = {0};
    for (const char *s = text; *s; s++) {
        bool special = strchr(" !\"#$&'()*,;<>?[\\]^`{|}", *s) && (*s != '#' || s == text);
        if (special || (*s == '~' && s == text)) bytes_char(&b, '\\');
        bytes_char(&b, *s);
    }
    bytes_char(&b, 0);
    return b.at;
}

static const char *convert(struct printing *p, const char *s) {
    const char *percent = s++;
    struct conversion v;
    if (*s == '%') {
        bytes_char(&p->out, '%');
        return s + 1;
    }
    s = parse(p, s, &v);
    if (v.letter == '(') {
        const char *end = strstr(s, ")T");
        if (end) return time_format(p, s, &v, end);
    }
    if (v.letter && strchr("diouxXeEfFgGaA", v.letter)) {
        number(p, &v, operand_at(p, v.position));
    } else if (v.letter == 's') {
        const char *text = operand_at(p, v.position);
        padded(p, &v, text ? text : "", text ? strlen(text) : 0);
    } else if (v.letter == 'c') {
        const char *text = operand_at(p, v.position);
        v.precision = -1;
        padded(p, &v, text ? text : "", text && *text ? 1 : 0);
    } else if (v.letter == 'b') {
        const char *text = operand_at(p, v.position);
        struct bytes b = {0};
        if (text) p->stop = !escapes_add(&b, text, strlen(text), ESCAPE_B);
        padded(p, &v, b.at ? b.at : "", b.n);
        escapes_bytes_free(&b);
    } else if (v.letter == 'q' || v.letter == 'Q') {
        const char *text = operand_at(p, v.position);
        char *cut = v.letter == 'Q' && v.precision >= 0 && text ? strndup(text, (size_t)v.precision) : NULL;
        char *quoted = backslashed(cut ? cut : text ? text : "");
        if (v.letter == 'Q') v.precision = -1;
        padded(p, &v, quoted, strlen(quoted));
        free(quoted);
        free(cut);
    } else {
        char *conversion = strndup(percent, (size_t)(s - percent));
        complain(p, conversion, v.letter ? "no such conversion" : "the conversion has no end");
        free(conversion);
        p->stop = true;
    }
    return s;
}

static void run_format(struct printing *p, const char *format) {
    for (const char *s = format; *s && !p->stop;) {
        if (*s == '%') {
            s = convert(p, s);
            continue;
        }
        const char *end = strchrnul(s, '%');
        // \c in the format is not POSIX's, but ends the output in most shells.
        escapes_add(&p->out, s, (size_t)(end - s), ESCAPE_FORMAT);
        s = end;
    }
}

static const struct builtin_option options[] = {
    {'v', NULL, "NAME", "set the variable NAME instead of writing"},
    {0},
};

static int assign(struct call *c, const char *name, struct bytes *out) {
    bytes_char(out, 0);
    if (!sh_is_reference(name)) return builtin_error(c, 2, "%s: not a name", name);
    return variable_set_referred(c->sh, name, out->at) < 0 ? 1 : 0;
}

BUILTIN(printf, .summary = "write operands under a format", .synopsis = "[-v NAME] FORMAT [ARG…]", .options = options, .flags = BUILTIN_PURE,
        .doc = "Conversions are C's %d %i %o %u %x %X %e %f %g %a %c %s %%, with flags, width and precision, which may be *; %b, an "
               "operand with backslash escapes; %q, quoted so that a shell can read it again; %(FORMAT)T, a time in seconds; and %N$… "
               "names the N-th operand.  The format is used again while there are operands.  A number may be octal, hexadecimal, or "
               "'x, the number of a character.")
{
    if (c->argc < 2) return builtin_usage(c, "a format is missing");
    struct printing p = {.c = c, .operands = c->argv + 2, .count = c->argc - 2};
    do {
        p.base = p.next;
        p.most = 0;
        run_format(&p, c->argv[1]);
        if (p.base + p.most > p.next) p.next = p.base + p.most;
    } while (!p.stop && p.next < p.count && p.next > p.base);
    const char *name = builtin_option(c, 'v');
    if (name) {
        int status = assign(c, name, &p.out);
        if (status) p.status = status;
    } else if (p.out.n) {
        builtin_write(c, p.out.at, p.out.n);
    }
    escapes_bytes_free(&p.out);
    return p.status;
}
