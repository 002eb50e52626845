// SPDX-License-Identifier: MIT
#include "builtins/directory.h"
#include "builtins/operands.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

/* The stack is the current directory and, behind it, what pushd left: number
 * 0 is where we are. */

static void insert(struct strings *s, int at, char *word) {
    strings_add(s, word);
    memmove(s->at + at + 1, s->at + at, sizeof *s->at * (size_t)(s->count - at - 1));
    s->at[at] = word;
}

static void take_out(struct strings *s, int at) {
    free(s->at[at]);
    memmove(s->at + at, s->at + at + 1, sizeof *s->at * (size_t)(--s->count - at));
}

enum { NO_INDEX = -1, BAD_INDEX = -2 };

// +N from the left, -N from the right, of count + 1 directories.
static int index_of(struct call *c, const char *text, int count) {
    if ((*text != '+' && *text != '-') || !isdigit((unsigned char)text[1])) return NO_INDEX;
    char *end;
    long n = strtol(text + 1, &end, 10);
    if (*end) return NO_INDEX;
    if (n > count) return (builtin_error(c, 1, "%s: there are only %d directories", text, count + 1), BAD_INDEX);
    return (int)(*text == '+' ? n : count - n);
}

static int show(struct call *c, bool lines, bool numbers, bool full) {
    struct strings *s = sh_directories(c->sh);
    char *here = directory_now(c->sh, false);
    if (!here) return builtin_error(c, 1, "%s", strerror(errno));
    for (int i = 0; i <= s->count; i++) {
        if (numbers) builtin_printf(c, "%2d  ", i);
        else if (i && !lines) builtin_puts(c, " ");
        directory_show(c, i ? s->at[i - 1] : here, full);
        if (lines) builtin_puts(c, "\n");
    }
    if (!lines) builtin_puts(c, "\n");
    free(here);
    return 0;
}

static bool is_quiet_option(const char *word) { return !strcmp(word, "-n"); }

static const struct builtin_option dirs_options[] = {
    {'c', "clear", NULL, "forget all but the current one"},
    {'l', "long", NULL, "without ~ for the home directory"},
    {'p', NULL, NULL, "one on a line"},
    {'v', "verbose", NULL, "one on a line, with its number"},
    {0},
};

BUILTIN(dirs, .summary = "show the stack of directories", .synopsis = "[-clpv] [+N|-N]", .options = dirs_options,
        .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Writes the directories that pushd has left, the current one first.  +N is the N-th from the left, -N from the right, from 0.")
{
    struct strings *s = sh_directories(c->sh);
    bool full = false, lines = false, numbers = false;
    int only = NO_INDEX;
    for (int i = 1; i < c->argc; i++) {
        int at = index_of(c, c->argv[i], s->count);
        if (at == BAD_INDEX) return 1;
        if (at >= 0) {
            only = at;
            continue;
        }
        const char *p = c->argv[i];
        if (*p != '-' || !p[1]) return builtin_usage(c, "%s: neither an option nor a number", p);
        for (p++; *p; p++) {
            if (*p == 'c') {
                while (s->count) take_out(s, s->count - 1);
                return 0;
            }
            if (*p == 'l') full = true;
            else if (*p == 'p') lines = true;
            else if (*p == 'v') lines = numbers = true;
            else return builtin_usage(c, "-%c: no such option", *p);
        }
    }
    if (only < 0) return show(c, lines, numbers, full);
    char *here = directory_now(c->sh, false);
    directory_show(c, only ? s->at[only - 1] : here ? here : ".", full);
    builtin_puts(c, "\n");
    free(here);
    return 0;
}

BUILTIN(pushd, .summary = "go to a directory, keeping this one on a stack", .synopsis = "[-n] [DIRECTORY|+N|-N]",
        .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Without an operand exchanges the first two directories of the stack.  +N or -N brings the N-th from the left or the right to "
               "the front and goes there.  With -n the current directory stays.  Shows the stack.")
{
    struct strings *s = sh_directories(c->sh);
    int i = 1;
    bool stay = i < c->argc && is_quiet_option(c->argv[i]);
    if (stay) i++;
    bool operand = i < c->argc && !strcmp(c->argv[i], "--");
    if (operand) i++;
    if (i + 1 < c->argc) return builtin_usage(c, "too many arguments");
    if (!operand && i < c->argc && c->argv[i][0] == '-' && index_of(c, c->argv[i], INT_MAX) == NO_INDEX) return builtin_usage(c, "%s: no such option", c->argv[i]);
    char *here = directory_now(c->sh, false);
    if (!here) return builtin_error(c, 1, "%s", strerror(errno));
    int status = 0, at = i < c->argc ? index_of(c, c->argv[i], s->count) : s->count ? 1 : NO_INDEX;
    if (at == BAD_INDEX) {
        status = 1;
    } else if (i == c->argc && at == NO_INDEX) {
        status = builtin_error(c, 1, "there is no other directory");
    } else if (at == NO_INDEX) {
        if (stay) insert(s, 0, strdup(c->argv[i]));
        else if ((status = directory_enter(c, c->argv[i], false, NULL)) == 0) insert(s, 0, strdup(here));
    } else if (at > 0) {
        char *target = strdup(s->at[at - 1]);
        if (!stay) status = directory_enter(c, target, false, NULL);
        if (status == 0 && i == c->argc) { // exchanged
            free(s->at[0]);
            s->at[0] = strdup(here);
        } else if (status == 0) { // rotated: those before it go to the end
            take_out(s, at - 1);
            strings_add(s, strdup(here));
            for (int n = 1; n < at; n++) {
                char *first = strdup(s->at[0]);
                take_out(s, 0);
                strings_add(s, first);
            }
        }
        free(target);
    }
    free(here);
    return status ? status : show(c, false, false, false);
}

BUILTIN(popd, .summary = "go back to the directory before on the stack", .synopsis = "[-n] [+N|-N]",
        .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Takes the first directory off the stack and goes to the one behind it.  +N or -N takes off the N-th from the left or the right.  "
               "With -n the current directory stays.  Shows the stack.")
{
    struct strings *s = sh_directories(c->sh);
    int i = 1, status = 0;
    bool stay = i < c->argc && is_quiet_option(c->argv[i]);
    if (stay) i++;
    if (i < c->argc && !strcmp(c->argv[i], "--")) i++;
    if (i + 1 < c->argc) return builtin_usage(c, "too many arguments");
    int at = i < c->argc ? index_of(c, c->argv[i], s->count) : 0;
    if (at == BAD_INDEX) return 1;
    if (at == NO_INDEX) return builtin_usage(c, "%s: neither an option nor a number", c->argv[i]);
    if (!s->count) return builtin_error(c, 1, "directory stack empty: there is no other directory");
    if (at == 0 && !stay) {
        char *target = strdup(s->at[0]);
        status = directory_enter(c, target, false, NULL);
        free(target);
        at = 1;
    } else if (at == 0) {
        at = 1;
    }
    if (status == 0) take_out(s, at - 1);
    return status ? status : show(c, false, false, false);
}
