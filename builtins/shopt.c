// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdlib.h>
#include <string.h>

// 1 or 0: the value it always has; -1: none.
static int fixed_value(struct call *c, const char *name) {
    return builtin_has(c, 'o') ? -1 : shopt_fixed(name);
}

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

// --- all of them ---------------------------------------------------------------------

struct shown { struct call *c; bool on, off; };

static void show_one(const char *name, bool on, void *arg) {
    struct shown *s = arg;
    if (!(s->on && !on) && !(s->off && on)) show(s->c, name, on);
}

// The index of an option by its name, -1: none.
static int find(struct call *c, const char *name) {
    if (builtin_has(c, 'o')) {
        enum shell_option o = option_by_name(name);
        return o == OPT_COUNT ? -1 : (int)o;
    }
    for (int i = 0; i < SHOPT_COUNT; i++)
        if (!strcmp(shopt_name(i), name)) return i;
    return -1;
}

static bool is_on(struct call *c, int option) { return builtin_has(c, 'o') ? option_is_set(c->sh, option) : shopt_is_set(c->sh, option); }

static void set(struct call *c, int option, bool on) {
    if (builtin_has(c, 'o')) option_set(c->sh, option, on);
    else shopt_set(c->sh, option, on);
}

BUILTIN(shopt, .summary = "set options beyond those of set", .synopsis = "[-su] [-pqo] [NAME…]", .options = options, .flags = BUILTIN_BEYOND,
        .doc = "dotglob: patterns match names that begin with a dot.  execfail: a script goes on when exec cannot start its program.  expand_aliases: aliases are looked up.  extglob: in patterns, "
               "?(a|b) is none or one of the alternatives, *(…) any number, +(…) one or more, @(…) one, !(…) anything else; in [[ it "
               "always is so.  failglob: a pattern that matches no name is an error.  globskipdots: no pattern matches . and .., which with -u those do that begin with a dot.  globstar: ** matches folders at any depth.  huponexit: jobs get SIGHUP when an interactive shell ends.  inherit_errexit: set -e holds in $(…), too, as in POSIX mode.  "
               "lastpipe: the last command of a pipeline runs in this shell.  nocaseglob: patterns find names in any case.  nocasematch: case and [[ ignore case.  nullglob: a pattern "
               "that matches nothing is no word.  patsub_replacement: & in the last part of ${x/a/b} is what was matched.  sourcepath: `.` looks along PATH.  xpg_echo: echo replaces backslash escapes.")
{
    bool on = builtin_has(c, 's'), off = builtin_has(c, 'u');
    if (on && off) return builtin_usage(c, "-s and -u exclude each other");
    if (c->argc == 1 && !builtin_has(c, 'o')) return (shopt_each(c->sh, show_one, &(struct shown){c, on, off}), 0);
    if (c->argc == 1) {
        for (int i = 0; i < OPT_COUNT; i++) {
            bool now = is_on(c, i);
            if (!(on && !now) && !(off && now)) show(c, option_name(i), now);
        }
        return 0;
    }
    int status = 0;
    for (int i = 1; i < c->argc; i++) {
        int option = find(c, c->argv[i]), fixed = option < 0 ? fixed_value(c, c->argv[i]) : -1;
        if (fixed >= 0 && (on ? fixed : !off || !fixed)) {
            if (!on && !off && !fixed) status = 1;
            if (!on && !off && !builtin_has(c, 'q')) show(c, c->argv[i], fixed);
        } else if (fixed >= 0) {
            status = builtin_error(c, 1, "%s: is always %s here", c->argv[i], fixed ? "on" : "off");
        } else if (option < 0) {
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
