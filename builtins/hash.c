// SPDX-License-Identifier: MIT
#include "builtins/lookup.h"

#include <stdlib.h>
#include <string.h>

static void show(struct interp *sh, const char *name, const char *path, int hits, void *arg) {
    (void)sh, (void)hits;
    struct call *c = arg;
    if (builtin_has(c, 'l')) builtin_printf(c, "builtin hash -p %s %s\n", path, name);
    else builtin_printf(c, "%s\n", path);
}

static const struct builtin_option options[] = {
    {'r', NULL, NULL, "forget all"},
    {'d', NULL, NULL, "forget the NAMEs"},
    {'l', NULL, NULL, "show them so that they can be read again"},
    {'t', NULL, NULL, "write where the NAMEs are that are remembered"},
    {'p', NULL, "PATH", "NAME is there"},
    {0},
};

BUILTIN(hash, .summary = "remember where commands are", .synopsis = "[-rlt] [-d] [-p PATH] [NAME…]", .options = options, .flags = BUILTIN_INTRINSIC,
        .doc = "The place of a program along PATH is remembered when it first runs; `hash NAME` looks for it now.  Without operands shows what is "
               "remembered.")
{
    if (builtin_has(c, 'r')) sh_hash_forget(c->sh, NULL);
    if (c->argc == 1 && !builtin_has(c, 'r')) sh_hash_each(c->sh, show, c);
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        const char *name = c->argv[i];
        if (builtin_has(c, 'd')) {
            sh_hash_forget(c->sh, name);
            continue;
        }
        if (builtin_has(c, 'p')) {
            sh_hash_set(c->sh, name, builtin_option(c, 'p'));
            continue;
        }
        if (strchr(name, '/')) continue;
        if (!builtin_has(c, 't') && (builtin_find(name) || sh_function_exists(c->sh, name))) continue;
        if (builtin_has(c, 't')) {
            const char *path = sh_hash_get(c->sh, name);
            if (!path) status = builtin_error(c, 1, "%s: not found", name);
            else if (builtin_has(c, 'l')) show(c->sh, name, path, 0, c);
            else builtin_printf(c, "%s%s%s\n", c->argc > 2 ? name : "", c->argc > 2 ? "\t" : "", path);
            continue;
        }
        sh_hash_forget(c->sh, name);
        char *path = sh_find_command(c->sh, name, false);
        if (path) sh_hash_set(c->sh, name, path);
        else status = builtin_error(c, 1, "%s: not found", name);
        free(path);
    }
    return status;
}
