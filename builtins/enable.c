// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b) {
    return strcmp((*(const struct builtin *const *)a)->name, (*(const struct builtin *const *)b)->name);
}

static const struct builtin_option options[] = {
    {'n', NULL, NULL, "take them away"},
    {'a', NULL, NULL, "show all, with those that were taken away"},
    {'p', NULL, NULL, "show them"},
    {'s', NULL, NULL, "only special builtins"},
    {0},
};

BUILTIN(enable, .summary = "take builtins away and give them back", .synopsis = "[-anps] [NAME…]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "A builtin that was taken away is not found, so that the program of that name runs.")
{
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        if (builtin_find(c->argv[i])) builtin_disable(c->sh, c->argv[i], builtin_has(c, 'n'));
        else status = builtin_error(c, 1, "%s: no builtin", c->argv[i]);
    }
    if (c->argc > 1) return status;
    size_t count = (size_t)(__stop_builtins - __start_builtins);
    const struct builtin **all = malloc(count * sizeof *all);
    if (!all) return builtin_error(c, 1, "no memory");
    memcpy(all, __start_builtins, count * sizeof *all);
    qsort(all, count, sizeof *all, by_name);
    for (size_t i = 0; i < count; i++) {
        bool off = builtin_is_disabled(c->sh, all[i]->name);
        if (builtin_has(c, 's') && !(all[i]->flags & BUILTIN_SPECIAL)) continue;
        if (builtin_has(c, 'a') || off == builtin_has(c, 'n')) builtin_printf(c, "enable %s%s\n", off ? "-n " : "", all[i]->name);
    }
    free(all);
    return 0;
}
