// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "command/history_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Entries are numbered from 1.  The fc command itself is the last when it was
 * typed, and is not meant by any of its operands. */
struct range { struct strings all; int last; };

static void begin(struct range *r, struct call *c) {
    r->all = (struct strings){0};
    history_file_read(&r->all);
    r->last = r->all.count;
    if (sh_interactive(c->sh) && r->last && !strncmp(r->all.at[r->last - 1], "fc", 2)) r->last--;
}

// A number, one from the end, or the beginning of a text: the entry's number, or 0 and it has been reported.
static int find(struct call *c, const struct range *r, const char *operand) {
    char *end;
    errno = 0;
    long n = strtol(operand, &end, 10);
    bool num_is_own_number = end != operand && !*end && (isdigit((unsigned char)*operand) || *operand == '-' || *operand == '+');
    if (num_is_own_number) {
        if (n <= 0) n += *operand == '-' && n ? r->last + 1 : r->last;
        return n < 1 ? 1 : n > r->last ? r->last : (int)n;
    }
    for (int i = r->last; i > 0; i--)
        if (!strncmp(r->all.at[i - 1], operand, strlen(operand))) return i;
    builtin_error(c, 1, "%s: no such entry", operand);
    return 0;
}

static void list(struct call *c, const struct range *r, int first, int last) {
    bool backwards = (first > last) != builtin_has(c, 'r');
    int low = first < last ? first : last, high = first < last ? last : first;
    for (int n = 0; n <= high - low; n++) {
        int i = backwards ? high - n : low + n;
        if (!builtin_has(c, 'n')) builtin_printf(c, "%d", i);
        builtin_puts(c, "\t");
        for (const char *p = r->all.at[i - 1]; *p;) { // further lines stand under the first
            size_t length = strcspn(p, "\n");
            builtin_write(c, p, length);
            p += length;
            if (*p) {
                builtin_puts(c, "\n\t");
                p++;
            }
        }
        builtin_puts(c, "\n");
    }
}

static int run_again(struct call *c, const char *text) {
    builtin_printf(c, "%s\n", text);
    builtin_flush(c);
    if (sh_interactive(c->sh)) history_file_add(text);
    return sh_eval(c->sh, text, "fc", 1);
}

static char *replaced(const char *text, const char *what, size_t n, const char *by) {
    const char *found = n ? memmem(text, strlen(text), what, n) : NULL;
    char *result = NULL;
    if (!found) return strdup(text);
    if (asprintf(&result, "%.*s%s%s", (int)(found - text), text, by, found + n) < 0) return NULL;
    return result;
}

// -s [OLD=NEW] [FIRST]
static int substitute(struct call *c, const struct range *r) {
    int i = 1, at = r->last;
    const char *equals = c->argc > 1 ? strchr(c->argv[1], '=') : NULL;
    if (equals) i++;
    if (i < c->argc && !(at = find(c, r, c->argv[i]))) return 1;
    if (!at) return builtin_error(c, 1, "there is no entry yet");
    char *text = equals ? replaced(r->all.at[at - 1], c->argv[1], (size_t)(equals - c->argv[1]), equals + 1) : strdup(r->all.at[at - 1]);
    if (!text) return builtin_error(c, 1, "no memory");
    int status = run_again(c, text);
    free(text);
    return status;
}

static int edit(struct call *c, const struct range *r, int first, int last) {
    char path[] = "/tmp/cljsh-fc.XXXXXX";
    int fd = mkostemp(path, O_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");
    if (!f) return builtin_error(c, 1, "%s: %s", path, strerror(errno));
    int step = first <= last ? 1 : -1;
    if (builtin_has(c, 'r')) {
        int other = first;
        first = last;
        last = other;
        step = -step;
    }
    for (int i = first; i != last + step; i += step) fprintf(f, "%s\n", r->all.at[i - 1]);
    fclose(f);
    const char *editor = builtin_option(c, 'e');
    if (!editor) editor = variable_get(c->sh, "FCEDIT");
    if (!editor || !*editor) editor = variable_get(c->sh, "EDITOR");
    if (!editor || !*editor) editor = "ed";
    char *command = NULL;
    int status = asprintf(&command, "%s %s", editor, path) < 0 ? 1 : sh_eval(c->sh, command, "fc", 1);
    free(command);
    if (status == 0) {
        f = fopen(path, "re");
        char *text = NULL;
        size_t n = 0;
        if (f && getdelim(&text, &n, 0, f) > 0) {
            size_t length = strlen(text);
            while (length && text[length - 1] == '\n') text[--length] = 0;
            status = run_again(c, text);
        }
        free(text);
        if (f) fclose(f);
    }
    unlink(path);
    return status;
}

static const struct builtin_option options[] = {
    {'e', NULL, "EDITOR", "in place of $FCEDIT"},
    {'l', NULL, NULL, "list them"},
    {'n', NULL, NULL, "without their numbers"},
    {'r', NULL, NULL, "the other way round"},
    {'s', NULL, NULL, "run one again at once, with OLD replaced by NEW"},
    {0},
};

BUILTIN(fc, .summary = "list, edit and run again what was typed", .options = options, .flags = BUILTIN_RAW | BUILTIN_INTRINSIC,
        .synopsis = "[-r] [-e EDITOR] [FIRST [LAST]] | -l [-nr] [FIRST [LAST]] | -s [OLD=NEW] [FIRST]",
        .doc = "FIRST and LAST are numbers of entries, from the end when negative, or how an entry begins.  Without an option the entries are "
               "edited and then run.  -l lists the last 16 without operands.")
{
    // -2 is an operand, so options are read here.
    memset(c->option_of, 0, sizeof c->option_of);
    int i = 1;
    for (; i < c->argc && c->argv[i][0] == '-' && c->argv[i][1] && !isdigit((unsigned char)c->argv[i][1]); i++) {
        const char *p = c->argv[i] + 1;
        if (!strcmp(c->argv[i], "--help")) return builtin_help(c);
        if (*p == '-' && !p[1]) {
            i++;
            break;
        }
        for (; *p; p++) {
            if (!strchr("elnrs", *p)) return builtin_usage(c, "-%c: no such option", *p);
            c->option_of[(int)*p] = "";
            if (*p != 'e') continue;
            if (!p[1] && i + 1 >= c->argc) return builtin_usage(c, "-e: an editor is missing");
            c->option_of['e'] = p[1] ? p + 1 : c->argv[++i];
            break;
        }
    }
    const char *editor = builtin_option(c, 'e');
    if (editor && !strcmp(editor, "-")) c->option_of['s'] = ""; // as it was once
    struct call rest = *c;
    rest.argc -= i - 1;
    rest.argv += i - 1;
    struct range r;
    begin(&r, c);
    int status = 0, first, last;
    if (builtin_has(c, 's')) {
        status = substitute(&rest, &r);
    } else if (rest.argc > 3) {
        status = builtin_usage(c, "too many arguments");
    } else if (!r.last) {
        status = builtin_has(c, 'l') ? 0 : builtin_error(c, 1, "there is no entry yet");
    } else {
        bool listing = builtin_has(c, 'l');
        first = rest.argc > 1 ? find(c, &r, rest.argv[1]) : listing ? (r.last > 16 ? r.last - 15 : 1) : r.last;
        last = rest.argc > 2 ? find(c, &r, rest.argv[2]) : listing ? r.last : first;
        if (!first || !last) status = 1;
        else if (listing) list(c, &r, first, last);
        else status = edit(c, &r, first, last);
    }
    strings_free(&r.all);
    return status;
}
