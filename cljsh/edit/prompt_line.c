// SPDX-License-Identifier: MIT
/* A prompt as libedit can show it: one line, in which what takes no room
 * (colours, titles) stands between marks.
 *
 * libedit gives a marked part together with the character behind it, and loses
 * one that has none there; so marked parts that meet become one, and one at
 * the end goes before the last character. */
#include "edit/prompt_line.h"

#include <stdlib.h>
#include <wchar.h>

#define ESC L'\33'

// The length of an escape sequence, which begins at p.
static size_t sequence(const wchar_t *p) {
    size_t n = 2;
    if (p[1] == L'[') {
        while (p[n] && (p[n] < 0x40 || p[n] > 0x7E)) n++;
        return p[n] ? n + 1 : n;
    }
    if (p[1] == L']' || p[1] == L'P') {
        for (; p[n]; n++) {
            if (p[n] == L'\a') return n + 1;
            if (p[n] == ESC && p[n + 1] == L'\\') return n + 2;
        }
        return n;
    }
    if (p[1] && wcschr(L"()*+", p[1])) return p[2] ? 3 : 2;
    return p[1] ? 2 : 1;
}

// Puts a mark, or takes the last one away where that ended a part.
static wchar_t *mark(wchar_t *start, wchar_t *to, bool opens) {
    if (opens && to > start && to[-1] == PROMPT_MARK) return to - 1;
    *to++ = PROMPT_MARK;
    return to;
}

static wchar_t *put_line(wchar_t *start, const wchar_t *text) {
    wchar_t *to = start;
    for (const wchar_t *p = text; *p;) {
        size_t n = 0;
        if (*p == PROMPT_MARK) {
            const wchar_t *end = wcschr(p + 1, PROMPT_MARK);
            n = end ? (size_t)(end - p) + 1 : wcslen(p);
            if (n > 2) {
                to = mark(start, to, true);
                to = wmempcpy(to, p + 1, n - 1 - (end != NULL));
                to = mark(start, to, false);
            }
        } else if (*p == ESC) {
            n = sequence(p);
            to = mark(start, to, true);
            to = wmempcpy(to, p, n);
            to = mark(start, to, false);
        } else {
            *to++ = *p;
            n = 1;
        }
        p += n;
    }
    *to = 0;
    return to;
}

// A marked part at the end and the character before it change places.
static void turn_end(wchar_t *start, wchar_t *end) {
    if (end == start || end[-1] != PROMPT_MARK) return;
    wchar_t *part = end - 1;
    while (part > start && part[-1] != PROMPT_MARK) part--;
    part -= part > start;
    if (part == start || part[-1] == PROMPT_MARK) return;
    wchar_t last = part[-1];
    wmemmove(part - 1, part, (size_t)(end - part));
    end[-1] = last;
    // it may have come to stand beside another part
    if (part - 1 > start && part[-2] == PROMPT_MARK) wmemmove(part - 2, part, (size_t)(end - part) + 1);
}

wchar_t *edit_prompt_line(const char *text, char **above) {
    size_t n = mbstowcs(NULL, text, 0), room = strlen(text) + 1;
    wchar_t *wide = malloc(room * sizeof *wide), *line = malloc((room * 3 + 1) * sizeof *line);
    *above = NULL;
    if (!wide || !line) abort();
    if (n == (size_t)-1)
        for (n = 0; text[n]; n++) wide[n] = (unsigned char)text[n] < 128 ? (wchar_t)text[n] : L'?';
    else mbstowcs(wide, text, room);
    wide[n] = 0;
    wchar_t *newline = wcsrchr(wide, L'\n');
    const char *last = strrchr(text, '\n');
    if (newline) {
        char *to = *above = malloc((size_t)(last - text) + 2);
        if (!to) abort();
        for (const char *p = text; p <= last; p++)
            if (*p != PROMPT_MARK) *to++ = *p;
        *to = 0;
    }
    turn_end(line, put_line(line, newline ? newline + 1 : wide));
    free(wide);
    return line;
}

int edit_prompt_width(const char *text) {
    char *above;
    wchar_t *line = edit_prompt_line(text, &above);
    int width = 0;
    bool hidden = false;
    for (const wchar_t *p = line; *p; p++) {
        if (*p == PROMPT_MARK) hidden = !hidden;
        else if (!hidden && wcwidth(*p) > 0) width += wcwidth(*p);
    }
    free(above);
    free(line);
    return width;
}
