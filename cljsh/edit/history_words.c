// SPDX-License-Identifier: MIT
#include "edit/history_words.h"

#include "edit/history.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENDS " \t\n;|&()<>\"'`:"

// --- entries ------------------------------------------------------------------

static bool begins(const char *entry, const char *text, size_t n) { return strncmp(entry, text, n) == 0; }
static bool contains(const char *entry, const char *text, size_t n) { return memmem(entry, strlen(entry), text, n) != NULL; }

// The newest that fits: malloc'd, or NULL.
static char *newest(bool (*fits)(const char *entry, const char *text, size_t n), const char *text, size_t n) {
    char *entry;
    for (int back = 1; (entry = edit_history_entry(back)); back++) {
        if (fits(entry, text, n)) return entry;
        free(entry);
    }
    return NULL;
}

// The entry that is meant behind the !, at *p, which goes on behind it.
static char *event(const char **p) {
    const char *s = *p;
    if (*s == '!' || strchr("$^*", *s)) {
        *p = s + (*s == '!');
        return edit_history_entry(1);
    }
    bool back = *s == '-';
    if (isdigit((unsigned char)s[back])) {
        char *end;
        long n = strtol(s + back, &end, 10);
        *p = end;
        return back ? edit_history_entry((int)n) : edit_history_entry(edit_history_count() + 1 - (int)n);
    }
    bool anywhere = *s == '?';
    s += anywhere;
    size_t n = anywhere ? strcspn(s, "?\n") : strcspn(s, ENDS);
    *p = s + n + (anywhere && s[n] == '?');
    return newest(anywhere ? contains : begins, s, n);
}

// --- words of entries ------------------------------------------------------------

// Where word `number` of an entry begins (-1: the last), and its length; NULL: it has fewer.
static const char *word_at(const char *entry, int number, size_t *n) {
    const char *last = NULL;
    size_t last_n = 0;
    int i = 0;
    for (const char *p = entry + strspn(entry, " \t\n"); *p; i++) {
        const char *start = p;
        char quote = 0;
        for (; *p && (quote || !strchr(" \t\n", *p)); p++) {
            if (*p == '\\' && p[1] && quote != '\'') p++;
            else if (quote ? *p == quote : *p == '\'' || *p == '"') quote = quote ? 0 : *p;
        }
        last = start;
        last_n = (size_t)(p - start);
        if (i == number) break;
        p += strspn(p, " \t\n");
    }
    *n = last_n;
    return number < 0 || (last && i == number) ? last : NULL;
}

// A word designator at *p takes a part of the entry: malloc'd, NULL: there is no such word.  Takes entry.
static char *designated(char *entry, const char **p) {
    const char *s = *p;
    bool colon = *s == ':' && (isdigit((unsigned char)s[1]) || (s[1] && strchr("$^*", s[1])));
    if (colon) s++;
    else if (!strchr("$^*", *s) || !*s) return entry;
    int number = *s == '$' ? -1 : *s == '^' || *s == '*' ? 1 : *s - '0';
    size_t n;
    const char *word = word_at(entry, number, &n);
    if (*s == '*') n = word ? strlen(word) : 0;
    char *part = word ? strndup(word, n) : *s == '*' ? strdup("") : NULL;
    free(entry);
    *p = s + 1;
    return part;
}

// --- the line -----------------------------------------------------------------------

static bool is_active(const char *line, const char *p) {
    return p[1] && !strchr(" \t\n=(\"'", p[1]) && (p == line || !strchr("$[{\\!", p[-1]));
}

static char *put_in(const char *line, bool *failed) {
    char *text = NULL;
    size_t n;
    bool any = false, doubly = false;
    FILE *f = open_memstream(&text, &n);
    if (!f) return NULL;
    for (const char *p = line; *p && !*failed;) {
        if (*p == '\\' && p[1]) {
            fwrite(p, 1, 2, f);
            p += 2;
        } else if (*p == '\'' && !doubly) {
            const char *end = strchr(p + 1, '\'');
            size_t length = end ? (size_t)(end - p) + 1 : strlen(p);
            fwrite(p, 1, length, f);
            p += length;
        } else if (*p == '!' && is_active(line, p)) {
            const char *start = p++;
            char *entry = event(&p);
            if (entry) entry = designated(entry, &p);
            if (!entry) {
                fprintf(stderr, "cljsh: %.*s: no such entry in the history\n", (int)(p - start), start);
                *failed = true;
                break;
            }
            fputs(entry, f);
            free(entry);
            any = true;
        } else {
            doubly ^= *p == '"';
            fputc(*p++, f);
        }
    }
    fclose(f);
    if (any && !*failed) return text;
    free(text);
    return NULL;
}

// ^OLD^NEW^: the last entry with the first OLD replaced.
static char *corrected(const char *line, bool *failed) {
    const char *old = line + 1, *middle = strchr(old, '^');
    if (!middle || middle == old) return NULL;
    const char *new = middle + 1;
    size_t n = strcspn(new, "^\n");
    char *entry = edit_history_entry(1), *text = NULL;
    const char *found = entry ? memmem(entry, strlen(entry), old, (size_t)(middle - old)) : NULL;
    if (!found) {
        fprintf(stderr, "cljsh: %s: the last entry has nothing of the kind\n", line);
        *failed = true;
    } else if (asprintf(&text, "%.*s%.*s%s", (int)(found - entry), entry, (int)n, new, found + (middle - old)) < 0) {
        text = NULL;
    }
    free(entry);
    return text;
}

char *edit_history_expand(const char *line, bool *failed) {
    *failed = false;
    if (*line == '^') return corrected(line, failed);
    return strchr(line, '!') ? put_in(line, failed) : NULL;
}
