// SPDX-License-Identifier: MIT
#include "builtins/escapes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void escapes_bytes_add(struct bytes *b, const char *from, size_t n) {
    if (b->n + n > b->max) {
        size_t max = 2 * (b->n + n) + 64;
        char *more = realloc(b->at, max);
        if (!more) abort();
        b->at = more;
        b->max = max;
    }
    if (n) memcpy(b->at + b->n, from, n);
    b->n += n;
}

void escapes_bytes_free(struct bytes *b) {
    free(b->at);
    *b = (struct bytes){0};
}

static void add_utf8(struct bytes *b, unsigned long c) {
    if (c < 0x80) {
        bytes_char(b, (char)c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xC0, 0xE0, 0xF0};
    bytes_char(b, (char)(first[more] | c >> 6 * more));
    while (more-- > 0) bytes_char(b, (char)(0x80 | (c >> 6 * more & 0x3F)));
}

// Up to max digits of a base at s: how many there are.
static size_t digits(const char *s, const char *end, int base, size_t max, unsigned long *value) {
    size_t n = 0;
    *value = 0;
    for (; s + n < end && n < max; n++) {
        int c = (unsigned char)s[n];
        int digit = isdigit(c) ? c - '0' : isxdigit(c) ? tolower(c) - 'a' + 10 : 99;
        if (digit >= base) break;
        *value = *value * (unsigned long)base + (unsigned long)digit;
    }
    return n;
}

bool escapes_add(struct bytes *b, const char *text, size_t n, enum escape_style style) {
    static const char letters[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
    bool beyond = style != ESCAPE_XSI;
    for (const char *s = text, *end = text + n; s < end;) {
        if (*s != '\\' || s + 1 == end) {
            const char *next = s + 1 < end ? memchr(s + 1, '\\', (size_t)(end - s - 1)) : NULL;
            if (!next) next = end;
            escapes_bytes_add(b, s, (size_t)(next - s));
            s = next;
            continue;
        }
        char c = s[1];
        unsigned long value;
        size_t used = 0;
        const char *known = strchr(letters, c);
        if (c && known) {
            bytes_char(b, meanings[known - letters]);
            s += 2;
        } else if (c == 'c' && style != ESCAPE_FORMAT) {
            return false;
        } else if (c == '0' && style != ESCAPE_FORMAT) {
            used = digits(s + 2, end, 8, 3, &value);
            bytes_char(b, (char)value);
            s += 2 + used;
        } else if (c >= '0' && c <= '7' && (style == ESCAPE_FORMAT || style == ESCAPE_B)) {
            used = digits(s + 1, end, 8, 3, &value);
            bytes_char(b, (char)value);
            s += 1 + used;
        } else if (beyond && (c == 'e' || c == 'E')) {
            bytes_char(b, '\033');
            s += 2;
        } else if (beyond && c == 'x' && (used = digits(s + 2, end, 16, 2, &value))) {
            bytes_char(b, (char)value);
            s += 2 + used;
        } else if (beyond && (c == 'u' || c == 'U') && (used = digits(s + 2, end, 16, c == 'u' ? 4 : 8, &value)) && value < 0x110000) {
            add_utf8(b, value);
            s += 2 + used;
        } else if (style == ESCAPE_FORMAT && (c == '"' || c == '\'' || c == '?')) {
            bytes_char(b, c);
            s += 2;
        } else {
            escapes_bytes_add(b, s, 2);
            s += 2;
        }
    }
    return true;
}
