// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdlib.h>
#include <string.h>

static void show(struct call *c, const char *name, const char *text) {
    if (builtin_has(c, 'p')) builtin_puts(c, "alias ");
    if (builtin_has(c, 'p') && *name == '-') builtin_puts(c, "-- ");
    builtin_puts(c, name);
    builtin_puts(c, "=");
    builtin_quoted_always(c, text);
    builtin_puts(c, "\n");
}

static void show_each(struct interp *sh, const char *name, const char *text, void *arg) {
    (void)sh;
    show(arg, name, text);
}

// What an alias may not have in its name, or the reader would never see it.
static bool is_alias_name(const char *name, size_t n) {
    if (!n) return false;
    for (size_t i = 0; i < n; i++)
        if (strchr(" \t\n\"'\\`$&|;()<>=/", name[i])) return false;
    return true;
}

static const struct builtin_option alias_options[] = {
    {'p', NULL, NULL, "show them as commands that define them again"},
    {0},
};

BUILTIN(alias, .summary = "define or show aliases", .synopsis = "[-p] [NAME[=TEXT]…]", .options = alias_options,
        .flags = BUILTIN_INTRINSIC,
        .doc = "Where NAME stands as the first word of a command that is read later, TEXT is read in its place.  When TEXT ends in a "
               "blank, the next word is looked up as well.  A NAME without = is shown, and without operands all are, so that they "
               "can be read again.")
{
    int status = 0;
    if (c->argc == 1) sh_alias_each(c->sh, show_each, c);
    for (int i = 1; i < c->argc; i++) {
        const char *equals = c->argv[i][0] ? strchr(c->argv[i] + 1, '=') : NULL;
        if (!equals) {
            const char *text = sh_alias_get(c->sh, c->argv[i]);
            if (text) show(c, c->argv[i], text);
            else status = builtin_error(c, 1, "%s: not found", c->argv[i]);
            continue;
        }
        size_t n = (size_t)(equals - c->argv[i]);
        char *name = strndup(c->argv[i], n);
        if (is_alias_name(name, n)) sh_alias_set(c->sh, name, equals + 1);
        else status = builtin_error(c, 1, "%s: not a name for an alias", name);
        free(name);
    }
    return status;
}

static const struct builtin_option unalias_options[] = {
    {'a', NULL, NULL, "remove all"},
    {0},
};

BUILTIN(unalias, .summary = "remove aliases", .synopsis = "-a | NAME…", .options = unalias_options, .flags = BUILTIN_INTRINSIC,
        .doc = "Removes the definition of each alias NAME.")
{
    if (builtin_has(c, 'a')) return (sh_alias_unset(c->sh, NULL), 0);
    if (c->argc == 1) return builtin_usage(c, "a name is missing");
    int status = 0;
    for (int i = 1; i < c->argc; i++)
        if (sh_alias_unset(c->sh, c->argv[i]) < 0) status = builtin_error(c, 1, "%s: not found", c->argv[i]);
    return status;
}
