// SPDX-License-Identifier: MIT
#include "command/describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 80 };

static size_t shown_length(const char *s, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) length += ((unsigned char)s[i] & 0xC0) != 0x80;
    return length;
}

// Words of text in lines of WIDTH, each but the first behind a margin; column: where the first begins.
static void fill(FILE *f, const char *text, size_t margin, size_t column) {
    bool first = true;
    while (*(text += strspn(text, " "))) {
        size_t n = strcspn(text, " "), shown = shown_length(text, n);
        if (!first && column + 1 + shown > WIDTH) {
            fprintf(f, "\n%*s", (int)margin, "");
            column = margin;
        } else if (!first) {
            fputc(' ', f);
            column++;
        }
        fwrite(text, 1, n, f);
        column += shown;
        text += n;
        first = false;
    }
    fputc('\n', f);
}

static void option_text(char buffer[96], const struct builtin_option *o) {
    char argument[40] = "", name[40] = "";
    if (o->argument) snprintf(argument, sizeof argument, " %s", o->argument);
    if (o->name) snprintf(name, sizeof name, ", --%s", o->name);
    snprintf(buffer, 96, "-%c%s%s", o->letter, name, argument);
}

char *describe_help(const struct builtin *b) {
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    if (!f) return strdup("");
    fprintf(f, "usage: %s%s%s\n", b->name, *b->synopsis ? " " : "", b->synopsis);
    fprintf(f, "%s: %s.\n", b->name, b->summary);
    fill(f, b->doc, 0, 0);
    size_t widest = 0;
    char option[96];
    for (const struct builtin_option *o = b->options; o && o->letter; o++) {
        option_text(option, o);
        size_t width = shown_length(option, strlen(option));
        if (width > widest) widest = width;
    }
    for (const struct builtin_option *o = b->options; o && o->letter; o++) {
        option_text(option, o);
        int n = fprintf(f, "  %s", option);
        size_t column = 2 + shown_length(option, (size_t)n - 2);
        fprintf(f, "%*s", (int)(widest + 4 - column), "");
        fill(f, o->doc, widest + 4, widest + 4);
    }
    fclose(f);
    return text ? text : strdup("");
}

// Text for roff: what it would take for its own is escaped.
static void roff(FILE *f, const char *text) {
    for (const char *p = text; *p; p++) {
        if (*p == '\\') fputs("\\e", f);
        else if (*p == '-') fputs("\\-", f);
        else if (*p == '`') fputs("\\(ga", f);
        else if (*p == '\'') fputs("\\(aq", f);
        else if (*p == '~') fputs("\\(ti", f);
        else if (*p == '^') fputs("\\(ha", f);
        else fputc(*p, f);
    }
}

// Text where a line begins: neither a dot nor a quote may be taken for a request.
static void roff_line(FILE *f, const char *text) {
    if (*text == '.' || *text == '\'') fputs("\\&", f);
    roff(f, text);
    fputc('\n', f);
}

char *describe_manual(const struct builtin *b) {
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    if (!f) return strdup("");
    fputs(".\\\" Made from the builtin's declaration.\n.TH \"", f);
    for (const char *p = b->name; *p; p++) fputc(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p, f);
    fputs("\" 1cljsh \"\" cljsh \"cljsh builtins\"\n.SH NAME\n", f);
    if (*b->name == '.') fputs("\\&", f);
    roff(f, b->name);
    fputs(" \\- ", f);
    roff(f, b->summary);
    fputs("\n.SH SYNOPSIS\n\\fB", f);
    roff(f, b->name);
    fputs("\\fR ", f);
    roff(f, b->synopsis);
    fputs("\n.SH DESCRIPTION\n", f);
    if (b->flags & BUILTIN_SPECIAL) fputs("This is a special builtin: it is found before functions, and in POSIX mode its errors end a shell that is not interactive.\n.PP\n", f);
    roff_line(f, b->doc);
    if (b->options && b->options->letter) fputs(".SH OPTIONS\n", f);
    for (const struct builtin_option *o = b->options; o && o->letter; o++) {
        char option[96];
        option_text(option, o);
        fputs(".TP\n.B ", f);
        roff(f, option);
        fputc('\n', f);
        roff_line(f, o->doc);
    }
    fputs(".SH SEE ALSO\n.BR cljsh (1),\n.BR cljsh\\-commands (7)\n", f);
    fclose(f);
    return text ? text : strdup("");
}
