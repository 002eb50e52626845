// SPDX-License-Identifier: MIT
#include "builtins/lookup.h"

#include <stdlib.h>
#include <string.h>

static const struct builtin_option type_options[] = {
    {'a', NULL, NULL, "all that it could mean"},
    {'f', NULL, NULL, "without functions"},
    {'p', NULL, NULL, "only the path, when it is a program"},
    {'P', NULL, NULL, "only the path of a program, whatever else it means"},
    {'t', NULL, NULL, "a word: alias, keyword, function, builtin, file"},
    {0},
};

struct telling { struct call *c; const char *name; int found; };

static void tell_file(const char *path, void *arg) {
    struct telling *t = arg;
    t->found++;
    if (builtin_has(t->c, 't')) builtin_puts(t->c, "file\n");
    else if (builtin_has(t->c, 'p') || builtin_has(t->c, 'P')) builtin_printf(t->c, "%s\n", path);
    else lookup_tell(t->c, t->name, MEANS_FILE, path);
}

static void first_file(const char *path, void *arg) {
    struct telling *t = arg;
    if (!t->found) tell_file(path, arg);
    t->found++;
}

static void tell_one(struct telling *t, enum meaning m, const char *path) {
    static const char *const words[] = {NULL, "alias", "keyword", "builtin", "function", "builtin", "file"};
    struct call *c = t->c;
    if (m == MEANS_NOTHING) return;
    t->found++;
    if (builtin_has(c, 't')) builtin_printf(c, "%s\n", words[m]);
    else if (!builtin_has(c, 'p')) lookup_tell(c, t->name, m, path);
    else if (m == MEANS_FILE) builtin_printf(c, "%s\n", path);
}

static void tell_all(struct telling *t) {
    struct interp *sh = t->c->sh;
    if (!builtin_has(t->c, 'P')) {
        if (sh_alias_get(sh, t->name)) tell_one(t, MEANS_ALIAS, NULL);
        if (lookup_is_keyword(t->name)) tell_one(t, MEANS_KEYWORD, NULL);
        if (!builtin_has(t->c, 'f') && sh_function_exists(sh, t->name)) tell_one(t, MEANS_FUNCTION, NULL);
        const struct builtin *b = builtin_is_disabled(sh, t->name) ? NULL : builtin_find(t->name);
        if (b) tell_one(t, b->flags & BUILTIN_SPECIAL ? MEANS_SPECIAL : MEANS_BUILTIN, NULL);
    }
    lookup_files(sh, t->name, tell_file, t);
}

BUILTIN(type, .summary = "say what a name means as a command", .synopsis = "[-afptP] NAME…", .options = type_options, .flags = BUILTIN_INTRINSIC,
        .doc = "Its status is 1 when a NAME means nothing.")
{
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        struct telling t = {c, c->argv[i], 0};
        if (builtin_has(c, 'a')) {
            tell_all(&t);
        } else if (builtin_has(c, 'P')) {
            lookup_files(c->sh, t.name, first_file, &t);
        } else {
            char *path;
            enum meaning m = lookup_name(c->sh, t.name, (struct command_lookup){.no_functions = builtin_has(c, 'f')}, &path);
            tell_one(&t, m, path);
            free(path);
        }
        if (t.found) continue;
        status = 1;
        if (!builtin_has(c, 't') && !builtin_has(c, 'p') && !builtin_has(c, 'P')) builtin_error(c, 1, "%s: not found", t.name);
    }
    return status;
}

static const struct builtin_option which_options[] = {
    {'a', "all", NULL, "all along PATH"},
    {0},
};

BUILTIN(which, .summary = "write the paths of programs", .synopsis = "[-a] NAME…", .options = which_options, .flags = BUILTIN_BEYOND,
        .doc = "Writes where along PATH the program NAME is.  Its status is 1 when one is not found.  `type` tells of builtins and functions, too.")
{
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        struct telling t = {c, c->argv[i], 0};
        c->option_of['p'] = "";
        lookup_files(c->sh, t.name, builtin_has(c, 'a') ? tell_file : first_file, &t);
        c->option_of['p'] = NULL;
        if (!t.found) status = 1;
    }
    return c->argc == 1 ? 1 : status;
}
