// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include "command/describe.h"
#include "shell/match.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b) {
    return strcmp((*(const struct builtin *const *)a)->name, (*(const struct builtin *const *)b)->name);
}

static void show(struct call *c, const struct builtin *b) {
    if (builtin_has(c, 's')) {
        builtin_printf(c, "%s: %s %s\n", b->name, b->name, b->synopsis);
    } else if (builtin_has(c, 'd')) {
        builtin_printf(c, "%s - %s\n", b->name, b->summary);
    } else {
        char *text = builtin_has(c, 'm') ? describe_manual(b) : describe_help(b);
        builtin_puts(c, text);
        free(text);
    }
}

static const struct builtin_option options[] = {
    {'d', NULL, NULL, "a line for each"},
    {'s', NULL, NULL, "how they are called"},
    {'m', NULL, NULL, "as pages of the manual, for man"},
    {0},
};

BUILTIN(help, .summary = "tell about builtins", .synopsis = "[-dms] [PATTERN…]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "Without PATTERN lists the builtins; else tells how those are used whose names match.")
{
    size_t count = (size_t)(__stop_builtins - __start_builtins);
    const struct builtin **all = malloc(count * sizeof *all);
    if (!all) return builtin_error(c, 1, "no memory");
    memcpy(all, __start_builtins, count * sizeof *all);
    qsort(all, count, sizeof *all, by_name);
    int status = 0;
    if (c->argc == 1) {
        for (size_t i = 0; i < count; i++) builtin_printf(c, "%-10s %s\n", all[i]->name, all[i]->summary);
    }
    for (int a = 1; a < c->argc; a++) {
        bool any = false;
        for (size_t i = 0; i < count; i++) { // the name itself wins over what [ is as a pattern
            const char *name = all[i]->name;
            if (strcmp(name, c->argv[a]) != 0 && !match_pattern(c->argv[a], strlen(c->argv[a]), name, strlen(name))) continue;
            if (any && !builtin_has(c, 's') && !builtin_has(c, 'd')) builtin_puts(c, "\n");
            any = true;
            show(c, all[i]);
        }
        if (!any) status = builtin_error(c, 1, "%s: no builtin", c->argv[a]);
    }
    free(all);
    return status;
}
