// SPDX-License-Identifier: MIT
#include "command/parameter_patterns.h"

#include "command/expand.h"
#include "data/str.h"
#include "language/syntax.h"

#include <stdlib.h>
#include <wctype.h>

// Where the part at the end that matches begins: -1 when none does.
static long match_suffix(const char *pattern, size_t m, const char *text, size_t n, bool longest) {
    long found = -1;
    for (size_t i = 0;; i += character_length(text + i, n - i)) {
        if (sh_pattern_matches(pattern, m, text + i, n - i, false)) {
            found = (long)i;
            if (longest) return found;
        }
        if (i >= n) return found;
    }
}

/* Most patterns that are taken off are a text, or a text before or behind one
 * star.  Those are searched for; the general way tries every length. */
struct simple_pattern { bool simple, star_first, star_last; const char *text; size_t n; };

static struct simple_pattern simple_pattern(const char *pattern, size_t m) {
    struct simple_pattern p = {.text = pattern, .n = m};
    if (p.n && p.text[0] == '*') p.star_first = true, p.text++, p.n--;
    else if (p.n && p.text[p.n - 1] == '*') p.star_last = true, p.n--;
    for (size_t i = 0; i < p.n; i++)
        if (strchr("*?[(\\", p.text[i])) return p;
    // Within a character nothing can begin.
    p.simple = p.n && ((unsigned char)p.text[0] & 0xc0) != 0x80;
    return p;
}

static long first_of(const char *text, size_t n, const char *part, size_t m) {
    const char *at = memmem(text, n, part, m);
    return at ? at - text : -1;
}

static long last_of(const char *text, size_t n, const char *part, size_t m) {
    for (size_t i = n >= m ? n - m + 1 : 0; i > 0; i--)
        if (text[i - 1] == part[0] && memcmp(text + i - 1, part, m) == 0) return (long)i - 1;
    return -1;
}

// Where what is taken off ends, or for a suffix begins; -1: nothing is.
static long simple_trim(const struct simple_pattern *p, bool prefix, bool longest, const char *text, size_t n) {
    if (p->n > n) return -1;
    if (prefix && p->star_first) {
        long at = longest ? last_of(text, n, p->text, p->n) : first_of(text, n, p->text, p->n);
        return at < 0 ? -1 : at + (long)p->n;
    }
    if (!prefix && p->star_last) return longest ? first_of(text, n, p->text, p->n) : last_of(text, n, p->text, p->n);
    if (prefix) {
        if (memcmp(text, p->text, p->n) != 0) return -1;
        return p->star_last && longest ? (long)n : (long)p->n;
    }
    if (memcmp(text + n - p->n, p->text, p->n) != 0) return -1;
    return p->star_first && longest ? 0 : (long)(n - p->n);
}

char *parameter_trim(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n) {
    bool prefix = part->op == OP_PREFIX;
    struct simple_pattern simple = simple_pattern(pattern, m);
    long at = simple.simple ? simple_trim(&simple, prefix, part->all, text, n)
            : prefix ? sh_pattern_prefix(pattern, m, text, n, part->all)
                     : match_suffix(pattern, m, text, n, part->all);
    if (prefix) return at < 0 ? sh_arena_text(&sh->arena, text, n) : sh_arena_text(&sh->arena, text + at, n - (size_t)at);
    return sh_arena_text(&sh->arena, text, at < 0 ? n : (size_t)at);
}

/* The next match from i on: its length and where it begins, or -1.  A pattern that is a text is searched for. */
static long next_match(const struct simple_pattern *simple, const char *pattern, size_t m, const char *text, size_t n, size_t *i) {
    if (simple->simple && !simple->star_first && !simple->star_last) {
        long at = first_of(text + *i, n - *i, simple->text, simple->n);
        if (at < 0) return -1;
        *i += (size_t)at;
        return (long)simple->n;
    }
    for (; *i < n; *i += character_length(text + *i, n - *i)) {
        long length = sh_pattern_prefix(pattern, m, text + *i, n - *i, true);
        if (length >= 0) return length;
        if (pattern[0] == '*' && pattern[1] != '(') break; // what does not match here does so nowhere
    }
    return -1;
}

// What replaces a match: an & that is not quoted is the match.
static void put_replacement(struct strbuf *b, const char *with, bool plain, const char *match, size_t n) {
    if (plain) {
        strbuf_puts(b, with);
        return;
    }
    for (; *with; with++) {
        if (*with == ESCAPE && with[1]) strbuf_putc(b, *++with);
        else if (*with == '\\' && with[1] == '&') strbuf_putc(b, *++with);
        else if (*with == '&') strbuf_add(b, match, n);
        else strbuf_putc(b, *with);
    }
}

char *parameter_replace(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n, const char *with) {
    struct strbuf b = STRBUF_INIT;
    const char *own = text; // as it is written
    char *lower = NULL, *lower_pattern = NULL;
    if (unlikely(shopt_is_set(sh, SHOPT_NOCASEMATCH))) {
        pattern = lower_pattern = sh_copy_lower(pattern, m);
        text = lower = sh_copy_lower(text, n);
    }
    struct simple_pattern simple = simple_pattern(pattern, m);
    bool plain = !with[strcspn(with, "&\001")] || !shopt_is_set(sh, SHOPT_PATSUB);
    size_t kept = 0; // up to where the text is in the result
    if (part->way == '%') {
        long begin = match_suffix(pattern, m, text, n, true);
        kept = begin < 0 ? n : (size_t)begin;
        strbuf_add(&b, own, kept);
        if (begin >= 0) put_replacement(&b, with, plain, own + begin, n - (size_t)begin);
        kept = n;
    } else if (part->way == '#' || !n) { // also the empty value, which a pattern may match
        long length = m || part->way == '#' ? sh_pattern_prefix(pattern, m, text, n, true) : -1;
        if (length >= 0) put_replacement(&b, with, plain, own, kept = (size_t)length);
    } else {
        long length;
        for (size_t i = 0; m && (length = next_match(&simple, pattern, m, text, n, &i)) >= 0;) {
            strbuf_add(&b, own + kept, i - kept);
            put_replacement(&b, with, plain, own + i, (size_t)length);
            kept = i += (size_t)length;
            if (!part->all) break;
            if (!length) i += character_length(own + i, n - i); // nothing was there: the character stays
        }
    }
    strbuf_add(&b, own + kept, n - kept);
    char *result = sh_arena_text(&sh->arena, sh_built(&b), b.length);
    strbuf_free(&b);
    free(lower);
    free(lower_pattern);
    return result;
}

// A letter in the other case, or in the one that is asked for.
static wint_t cased(enum parameter_op op, wint_t c) {
    bool upper = op == OP_UPPER || (op == OP_TOGGLE && (wint_t)towupper(c) != c);
    return upper ? towupper(c) : towlower(c);
}

char *parameter_change_case(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n) {
    char *result = sh_arena_alloc(&sh->arena, n * 2 + 1), *at = result;
    enum parameter_op op = part->op != OP_TRANSFORM ? part->op : part->way == 'L' ? OP_LOWER : OP_UPPER;
    bool all = part->op == OP_TRANSFORM ? part->way != 'u' : part->all;
    for (size_t i = 0; i < n;) {
        size_t length = character_length(text + i, n - i);
        bool changes = (all || i == 0) && (!pattern || sh_pattern_matches(pattern, m, text + i, length, false));
        if (changes && length == 1) {
            char c = text[i];
            bool changed = (c >= 'a' && c <= 'z' && op != OP_LOWER) || (c >= 'A' && c <= 'Z' && op != OP_UPPER);
            *at++ = changed ? (char)(c ^ 32) : c;
        } else if (changes && length == 2) {
            wint_t c = ((wint_t)(unsigned char)text[i] & 0x1f) << 6 | ((unsigned char)text[i + 1] & 0x3f);
            c = cased(op, c);
            if (c >= 0x80 && c < 0x800) {
                *at++ = (char)(0xc0 | c >> 6);
                *at++ = (char)(0x80 | (c & 0x3f));
            } else {
                memcpy(at, text + i, length);
                at += length;
            }
        } else {
            memcpy(at, text + i, length);
            at += length;
        }
        i += length;
    }
    *at = 0;
    return result;
}

void variable_change_case(struct interp *sh, unsigned flags, char *text, size_t n) {
    struct mark m = arena_mark(&sh->arena);
    struct part all = {.op = flags & VAR_UPPER ? OP_UPPER : OP_LOWER, .all = true}, first = {.op = OP_UPPER};
    memcpy(text, parameter_change_case(sh, &all, NULL, 0, text, n), n);
    if (flags & VAR_CAPITAL) memcpy(text, parameter_change_case(sh, &first, NULL, 0, text, n), n);
    arena_release(&sh->arena, m);
}
