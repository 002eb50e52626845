// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <string.h>

static const char *const names[SHOPT_COUNT] = {
    [SHOPT_DOTGLOB] = "dotglob", [SHOPT_EXPAND_ALIASES] = "expand_aliases", [SHOPT_GLOBSTAR] = "globstar",
    [SHOPT_HUPONEXIT] = "huponexit", [SHOPT_LASTPIPE] = "lastpipe", [SHOPT_NOCASEMATCH] = "nocasematch", [SHOPT_NULLGLOB] = "nullglob",
    [SHOPT_SOURCEPATH] = "sourcepath", [SHOPT_XPG_ECHO] = "xpg_echo",
};

static const struct builtin_option options[] = {
    {'s', NULL, NULL, "set them"},
    {'u', NULL, NULL, "take them back"},
    {'q', NULL, NULL, "write nothing: the status says whether all are set"},
    {'p', NULL, NULL, "show them so that they can be read again"},
    {'o', NULL, NULL, "options of `set -o`"},
    {0},
};

static void show(struct call *c, const char *name, bool on) {
    if (builtin_has(c, 'p') && builtin_has(c, 'o')) builtin_printf(c, "set %co %s\n", on ? '-' : '+', name);
    else if (builtin_has(c, 'p')) builtin_printf(c, "shopt -%c %s\n", on ? 's' : 'u', name);
    else builtin_printf(c, "%-15s %s\n", name, on ? "on" : "off");
}

// The index of an option by its name, -1: none.
static int find(struct call *c, const char *name) {
    if (builtin_has(c, 'o')) {
        enum shell_option o = option_by_name(name);
        return o == OPT_COUNT ? -1 : (int)o;
    }
    for (int i = 0; i < SHOPT_COUNT; i++)
        if (!strcmp(names[i], name)) return i;
    return -1;
}

static bool is_on(struct call *c, int option) { return builtin_has(c, 'o') ? option_is_set(c->sh, option) : shopt_is_set(c->sh, option); }

static void set(struct call *c, int option, bool on) {
    if (builtin_has(c, 'o')) option_set(c->sh, option, on);
    else if (on) *sh_shopts(c->sh) |= 1u << option;
    else *sh_shopts(c->sh) &= ~(1u << option);
}

BUILTIN(shopt, .summary = "set options beyond those of set", .synopsis = "[-su] [-pqo] [NAME…]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "dotglob: patterns match names that begin with a dot.  expand_aliases: aliases are looked up.  globstar: ** matches folders at any depth.  huponexit: jobs get SIGHUP when an interactive shell ends.  "
               "lastpipe: the last command of a pipeline runs in this shell.  nocasematch: case and [[ ignore case.  nullglob: a pattern "
               "that matches nothing is no word.  sourcepath: `.` looks along PATH.  xpg_echo: echo replaces backslash escapes.")
{
    bool on = builtin_has(c, 's'), off = builtin_has(c, 'u');
    if (on && off) return builtin_usage(c, "-s and -u exclude each other");
    if (c->argc == 1) {
        int count = builtin_has(c, 'o') ? OPT_COUNT : SHOPT_COUNT;
        for (int i = 0; i < count; i++) {
            bool now = is_on(c, i);
            if ((on && !now) || (off && now)) continue;
            show(c, builtin_has(c, 'o') ? option_name(i) : names[i], now);
        }
        return 0;
    }
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        int option = find(c, c->argv[i]);
        if (option < 0) {
            status = builtin_error(c, 1, "%s: no such option", c->argv[i]);
        } else if (on || off) {
            set(c, option, on);
        } else {
            if (!is_on(c, option)) status = 1;
            if (!builtin_has(c, 'q')) show(c, c->argv[i], is_on(c, option));
        }
    }
    return status;
}
