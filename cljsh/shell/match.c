// SPDX-License-Identifier: MIT
#include "shell/match.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

struct span { const char *at, *end; };

// The next character; a stray byte b is 0x110000 + b, which equals no character.
static uint32_t next_char(struct span *s) {
    unsigned char first = (unsigned char)*s->at++;
    int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
    if (first < 0x80) return first;
    if (!more || s->end - s->at < more) return 0x110000u + first;
    uint32_t c = first & (0x3Fu >> more);
    for (int i = 0; i < more; i++) {
        if ((s->at[i] & 0xC0) != 0x80) return 0x110000u + first;
        c = c << 6 | (s->at[i] & 0x3F);
    }
    s->at += more;
    return c;
}

static bool in_class(const char *name, size_t length, uint32_t c) {
    char text[16];
    if (length >= sizeof text) return false;
    memcpy(text, name, length);
    text[length] = 0;
    wctype_t type = wctype(text);
    return type && c < 0x110000u && iswctype((wint_t)c, type);
}

// The names that POSIX gives to characters that are no letters (XBD 6.1), and [.x.] may use.
static const struct { const char *name; char character; } named[] = {
    {"space", ' '}, {"tab", '\t'}, {"newline", '\n'}, {"carriage-return", '\r'}, {"form-feed", '\f'}, {"vertical-tab", '\v'},
    {"backspace", '\b'}, {"alert", '\a'}, {"exclamation-mark", '!'}, {"quotation-mark", '"'}, {"number-sign", '#'}, {"dollar-sign", '$'},
    {"percent-sign", '%'}, {"ampersand", '&'}, {"apostrophe", '\''}, {"left-parenthesis", '('}, {"right-parenthesis", ')'}, {"asterisk", '*'},
    {"plus-sign", '+'}, {"comma", ','}, {"hyphen", '-'}, {"hyphen-minus", '-'}, {"period", '.'}, {"full-stop", '.'}, {"slash", '/'},
    {"solidus", '/'}, {"zero", '0'}, {"one", '1'}, {"two", '2'}, {"three", '3'}, {"four", '4'}, {"five", '5'}, {"six", '6'}, {"seven", '7'},
    {"eight", '8'}, {"nine", '9'}, {"colon", ':'}, {"semicolon", ';'}, {"less-than-sign", '<'}, {"equals-sign", '='}, {"greater-than-sign", '>'},
    {"question-mark", '?'}, {"commercial-at", '@'}, {"left-square-bracket", '['}, {"backslash", '\\'}, {"reverse-solidus", '\\'},
    {"right-square-bracket", ']'}, {"circumflex", '^'}, {"circumflex-accent", '^'}, {"underscore", '_'}, {"low-line", '_'},
    {"grave-accent", '`'}, {"left-brace", '{'}, {"left-curly-bracket", '{'}, {"vertical-line", '|'}, {"right-brace", '}'},
    {"right-curly-bracket", '}'}, {"tilde", '~'},
};

static uint32_t character_named(const char *name, size_t n) {
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strlen(named[i].name) == n && memcmp(named[i].name, name, n) == 0) return (unsigned char)named[i].character;
    return UINT32_MAX;
}

// The character of a set that begins here: itself, behind a backslash, or the one
// in [.x.], by its name when that is longer; of other names there is none.
static uint32_t set_character(struct span *s) {
    if (s->end - s->at > 4 && s->at[0] == '[' && s->at[1] == '.') {
        struct span inner = {s->at + 2, s->end};
        const char *name = inner.at;
        uint32_t c = next_char(&inner);
        for (const char *close = inner.at; close + 1 < s->end; close++)
            if (close[0] == '.' && close[1] == ']') {
                s->at = close + 2;
                return close == inner.at ? c : character_named(name, (size_t)(close - name));
            }
    }
    if (*s->at == '\\' && s->end - s->at > 1) s->at++;
    return next_char(s);
}

// Matches c against the set that begins at p->at (behind the "["): 1 or 0 with
// p behind the set, or -1 when the set is never closed.
static int match_set(struct span *p, uint32_t c) {
    struct span s = *p;
    bool negated = s.at < s.end && (*s.at == '!' || *s.at == '^'), found = false;
    s.at += negated;
    for (bool first = true; s.at < s.end; first = false) {
        if (*s.at == ']' && !first) {
            p->at = s.at + 1;
            return found != negated;
        }
        if (s.end - s.at > 3 && s.at[0] == '[' && s.at[1] == ':') {
            const char *name = s.at + 2, *close = memchr(name, ':', (size_t)(s.end - name));
            if (close && close + 1 < s.end && close[1] == ']') {
                found |= in_class(name, (size_t)(close - name), c);
                s.at = close + 2;
                continue;
            }
        }
        if (s.end - s.at > 4 && s.at[0] == '[' && s.at[1] == '=') { // [=x=]: the locale is that of bytes and code points
            struct span inner = {s.at + 2, s.end};
            uint32_t equal = next_char(&inner);
            if (s.end - inner.at > 1 && inner.at[0] == '=' && inner.at[1] == ']') {
                found |= c == equal;
                s.at = inner.at + 2;
                continue;
            }
        }
        uint32_t low = set_character(&s), high = low;
        if (s.end - s.at > 1 && *s.at == '-' && s.at[1] != ']') {
            s.at++;
            high = set_character(&s);
        }
        found |= low <= c && c <= high;
    }
    return -1;
}

// Matches one character of the text against one element of the pattern that is no star.
static bool match_one(struct span *p, struct span *t) {
    if (t->at == t->end) return false;
    char c = *p->at;
    if (c == '?') {
        p->at++;
        next_char(t);
        return true;
    }
    if (c == '[') {
        struct span set = {p->at + 1, p->end}, text = *t;
        int found = match_set(&set, next_char(&text));
        if (found >= 0) {
            *p = set;
            *t = text;
            return found;
        }
    }
    if (c == '\\' && p->end - p->at > 1) p->at++;
    return *p->at++ == *t->at++;
}

// A character of one byte that stands for itself in a pattern.
static bool is_plain(char c) { return c > 0 && c != '*' && c != '?' && c != '[' && c != '\\'; }

bool match_pattern(const char *pattern, size_t pattern_length, const char *text, size_t text_length) {
    struct span p = {pattern, pattern + pattern_length}, t = {text, text + text_length};
    // Where to go on after a mismatch: behind the last star, one character further.
    struct span star = {NULL, NULL}, retry = t;
    for (;;) {
        if (p.at < p.end && *p.at == '*') {
            p.at++;
            if (p.at == p.end) return true;
            star = p;
            retry = t;
            continue;
        }
        if (p.at == p.end ? t.at == t.end : match_one(&p, &t)) {
            if (p.at == p.end && t.at == t.end) return true;
            continue;
        }
        if (!star.at || retry.at == retry.end) return false;
        next_char(&retry);
        if (is_plain(*star.at)) { // nowhere else can what follows the star begin
            retry.at = memchr(retry.at, *star.at, (size_t)(retry.end - retry.at));
            if (!retry.at) return false;
        }
        t = retry;
        p = star;
    }
}

// --- the beginning of a text -------------------------------------------------------------

// The part of a pattern up to a star, from where the text is: where it ends, or NULL.
static const char *match_piece(struct span p, struct span t) {
    while (p.at < p.end)
        if (!match_one(&p, &t)) return NULL;
    return t.at;
}

static const char *find_star(struct span p) {
    while (p.at < p.end && *p.at != '*') {
        if (*p.at == '[') {
            struct span set = {p.at + 1, p.end};
            if (match_set(&set, 'a') >= 0) {
                p.at = set.at;
                continue;
            }
        }
        p.at += *p.at == '\\' && p.end - p.at > 1 ? 2 : 1;
    }
    return p.at;
}

// The first or the last place where a piece matches: where it ends there, or NULL.
static const char *find_piece(struct span piece, struct span t, bool last) {
    const char *found = NULL;
    const bool plain = is_plain(*piece.at);
    for (;;) {
        if (plain && !(t.at = memchr(t.at, *piece.at, (size_t)(t.end - t.at)))) break;
        const char *end = match_piece(piece, t);
        if (end) found = end;
        if ((end && !last) || t.at == t.end) break;
        next_char(&t);
    }
    return found;
}

long match_prefix(const char *pattern, size_t pattern_length, const char *text, size_t text_length, bool longest) {
    struct span p = {pattern, pattern + pattern_length}, t = {text, text + text_length};
    const char *star = find_star(p), *at = match_piece((struct span){p.at, star}, t);
    while (at && star < p.end) {
        p.at = star;
        while (p.at < p.end && *p.at == '*') p.at++;
        t.at = at;
        if (p.at == p.end) return longest ? (long)text_length : at - text;
        star = find_star(p);
        at = find_piece((struct span){p.at, star}, t, longest && star == p.end);
    }
    return at ? at - text : -1;
}

// --- groups of alternatives -----------------------------------------------------------
//
// A pattern is followed with the set of all positions of the text that it can have
// come to, so that no pattern takes longer than the square of the text's length.

struct subject { const char *at; size_t n; bool hides; }; // hides: its first character is a dot that only a dot matches

typedef unsigned char *positions; // subject.n + 1 of them: 1 is a member

enum { GROUPS_DEEP = 200 };

static bool is_group(const char *p, const char *end) { return end - p > 1 && p[1] == '(' && strchr("?*+@!", *p) && *p; }

// Behind the element at p, a group being one.
static const char *skip_element(const char *p, const char *end) {
    if (*p == '\\' && end - p > 1) return p + 2;
    if (*p == '[') {
        struct span set = {p + 1, end};
        return match_set(&set, 'a') >= 0 ? set.at : p + 1;
    }
    if (!is_group(p, end)) return p + 1;
    for (const char *q = p + 2; q < end; q = skip_element(q, end))
        if (*q == ')') return q + 1;
    return p + 1; // it is never closed
}

bool match_has_groups(const char *pattern, size_t length) {
    const char *end = pattern + length;
    for (const char *p = memchr(pattern, '(', length) ? pattern : end; p < end;) {
        const char *next = skip_element(p, end);
        if (is_group(p, end) && next > p + 1) return true;
        p = next;
    }
    return false;
}

static bool begins_character(const struct subject *s, size_t i) { return i == s->n || ((unsigned char)s->at[i] & 0xC0) != 0x80; }

static bool follow(const struct subject *s, const char *p, const char *end, positions set, int depth);

// From where each alternative of the group at p, which ends before `end`, leads; adds to `to`.
static bool follow_alternatives(const struct subject *s, const char *p, const char *end, const unsigned char *from, positions to, int depth) {
    positions set = malloc(s->n + 1);
    for (const char *begin = p + 2; set && begin < end;) {
        const char *q = begin;
        while (*q != '|' && q < end - 1) q = skip_element(q, end - 1);
        memcpy(set, from, s->n + 1);
        if (!follow(s, begin, q, set, depth + 1)) {
            free(set);
            return false;
        }
        for (size_t i = 0; i <= s->n; i++) to[i] |= set[i];
        begin = q + 1;
    }
    free(set);
    return set != NULL;
}

// !(…): from each position to all that no alternative leads to.
static bool follow_others(const struct subject *s, const char *p, const char *end, const unsigned char *from, positions to, int depth) {
    positions one = malloc(2 * (s->n + 1)), reached = one ? one + s->n + 1 : NULL;
    bool done = one != NULL;
    for (size_t i = 0; done && i <= s->n; i++) {
        if (!from[i]) continue;
        memset(one, 0, 2 * (s->n + 1));
        one[i] = 1;
        done = follow_alternatives(s, p, end, one, reached, depth);
        for (size_t k = i; k <= s->n; k++) to[k] |= !reached[k] && begins_character(s, k) && !(s->hides && !i && k);
    }
    free(one);
    return done;
}

static bool follow_group(const struct subject *s, const char *p, const char *end, positions set, int depth) {
    positions from = malloc(2 * (s->n + 1)), to = from ? from + s->n + 1 : NULL;
    if (!from) return false;
    memcpy(from, set, s->n + 1);
    memset(to, 0, s->n + 1);
    bool done = *p == '!' ? follow_others(s, p, end, from, to, depth) : follow_alternatives(s, p, end, from, to, depth);
    for (bool more = done && (*p == '*' || *p == '+'); more;) { // again from what is new
        more = false;
        for (size_t i = 0; i <= s->n; i++) {
            unsigned char new = to[i] && !from[i];
            if (new) more = true;
            from[i] |= to[i];
        }
        if (more && !(done = follow_alternatives(s, p, end, to, to, depth))) break;
    }
    for (size_t i = 0; i <= s->n; i++) set[i] = to[i] || (set[i] && (*p == '?' || *p == '*'));
    free(from);
    return done;
}

// Makes of the positions where the pattern may begin those where it may end; false: it is too deep, or no memory.
static bool follow(const struct subject *s, const char *p, const char *end, positions set, int depth) {
    if (depth > GROUPS_DEEP) return false;
    for (const char *next; p < end; p = next) {
        next = skip_element(p, end);
        if (is_group(p, end) && next > p + 1) {
            if (!follow_group(s, p, next, set, depth)) return false;
            continue;
        }
        if (*p == '*') {
            bool any = false;
            for (size_t i = 0; i <= s->n; i++) {
                if (!i && s->hides) continue; // what begins there ends there, too
                any |= set[i];
                set[i] = any && begins_character(s, i);
            }
            continue;
        }
        for (size_t i = s->n + 1; i-- > 0;) { // from behind: what is reached is not left again
            if (!set[i]) continue;
            struct span element = {p, next}, text = {s->at + i, s->at + s->n};
            set[i] = 0;
            if (!i && s->hides && (*p == '?' || *p == '[')) continue;
            if (match_one(&element, &text)) set[text.at - s->at] = 1;
        }
    }
    return true;
}

static bool follows(struct subject s, const char *pattern, size_t length) {
    positions set = calloc(s.n + 1, 1);
    if (!set) return false;
    set[0] = 1;
    bool matches = follow(&s, pattern, pattern + length, set, 0) && set[s.n];
    free(set);
    return matches;
}

bool match_groups(const char *pattern, size_t pattern_length, const char *text, size_t text_length) {
    if (!match_has_groups(pattern, pattern_length)) return match_pattern(pattern, pattern_length, text, text_length);
    return follows((struct subject){text, text_length, false}, pattern, pattern_length);
}

bool match_groups_of_dots(const char *pattern, size_t pattern_length, const char *text, size_t text_length) {
    return match_has_groups(pattern, pattern_length) && follows((struct subject){text, text_length, true}, pattern, pattern_length);
}

long match_prefix_groups(const char *pattern, size_t pattern_length, const char *text, size_t text_length, bool longest) {
    if (!match_has_groups(pattern, pattern_length)) return match_prefix(pattern, pattern_length, text, text_length, longest);
    struct subject s = {text, text_length, false};
    positions set = calloc(text_length + 1, 1);
    long found = -1;
    if (!set) return -1;
    set[0] = 1;
    if (follow(&s, pattern, pattern + pattern_length, set, 0))
        for (size_t i = 0; i <= text_length && (longest || found < 0); i++)
            if (set[i]) found = (long)i;
    free(set);
    return found;
}

// --- braces -----------------------------------------------------------------------------

// The brace that closes the one at open, and how many commas belong to it; NULL: it is never closed.
static const char *closing_brace(const char *open, int *commas) {
    int depth = 0;
    *commas = 0;
    for (const char *p = open; *p; p++) {
        if (*p == '\\' && p[1]) p++;
        else if (*p == '{') depth++;
        else if (*p == ',') *commas += depth == 1;
        else if (*p == '}' && --depth == 0) return p;
    }
    return NULL;
}

// Where the alternative that begins here ends.
static const char *alternative_end(const char *p, const char *close) {
    int depth = 0;
    for (; p < close; p++) {
        if (*p == '\\' && p + 1 < close) p++;
        else if (*p == '{') depth++;
        else if (*p == '}') depth--;
        else if (*p == ',' && depth == 0) return p;
    }
    return close;
}

static int each_alternative(const char *pattern, const char *open, const char *close, bool (*take)(const char *, void *), void *arg) {
    size_t before = (size_t)(open - pattern), after = strlen(close + 1);
    char *copy = malloc(strlen(pattern) + 1);
    if (!copy) return -1;
    memcpy(copy, pattern, before);
    for (const char *p = open + 1; p <= close;) {
        const char *end = alternative_end(p, close);
        memcpy(copy + before, p, (size_t)(end - p));
        memcpy(copy + before + (end - p), close + 1, after + 1);
        if (!take(copy, arg)) break;
        p = end + 1;
    }
    free(copy);
    return 1;
}

int match_alternatives(const char *pattern, bool (*take)(const char *, void *), void *arg) {
    for (const char *p = pattern; *p; p++) {
        int commas;
        if (*p == '\\' && p[1]) {
            p++;
        } else if (*p == '{') {
            const char *close = closing_brace(p, &commas);
            if (close && commas) return each_alternative(pattern, p, close, take, arg);
        }
    }
    return 0;
}

bool match_has_magic(const char *pattern, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (pattern[i] == '\\') i++;
        else if (strchr("*?[", pattern[i]) && pattern[i]) return true;
    }
    return false;
}
