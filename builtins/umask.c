// SPDX-License-Identifier: MIT
#include "command/builtin.h"
#include "shell/state.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct { char who; mode_t bits; } classes[] = {{'u', 0700}, {'g', 0070}, {'o', 0007}};

static void show_symbolic(struct call *c, mode_t mask) {
    for (int i = 0; i < 3; i++) {
        mode_t allowed = ~mask & classes[i].bits;
        builtin_printf(c, "%s%c=%s%s%s", i ? "," : "", classes[i].who, allowed & 0444 ? "r" : "", allowed & 0222 ? "w" : "",
                    allowed & 0111 ? "x" : "");
    }
    builtin_puts(c, "\n");
}

// One of [ugoa]*([-+=]([rwxXst]*|[ugo]))+ of a list as chmod has it, about the bits that are allowed: what follows it, or NULL.
static const char *clause(const char *s, mode_t *allowed) {
    mode_t who = 0;
    for (; *s && strchr("ugoa", *s); s++) {
        if (*s == 'a') who = 0777;
        for (int i = 0; i < 3; i++)
            if (*s == classes[i].who) who |= classes[i].bits;
    }
    if (!who) who = 0777;
    if (!*s || !strchr("+-=", *s)) return NULL;
    mode_t at_first = *allowed;
    while (*s && strchr("+-=", *s)) {
        char op = *s++;
        mode_t bits = 0;
        if (*s && strchr("ugo", *s)) {
            int shift = *s == 'u' ? 6 : *s == 'g' ? 3 : 0;
            bits = *allowed >> shift & 7;
            bits |= bits << 3 | bits << 6;
            s++;
        } else {
            for (; *s && strchr("rwxXst", *s); s++) {
                if (*s == 'r') bits |= 0444;
                if (*s == 'w') bits |= 0222;
                if (*s == 'x' || (*s == 'X' && at_first & 0111)) bits |= 0111;
            }
        }
        if (op == '+') *allowed |= bits & who;
        else if (op == '-') *allowed &= ~(bits & who);
        else *allowed = (*allowed & ~who) | (bits & who);
    }
    return s;
}

static bool parse_mask(const char *text, mode_t before, mode_t *mask) {
    if (isdigit((unsigned char)*text)) {
        mode_t n = 0;
        for (; *text; text++) {
            if (*text < '0' || *text > '7') return false;
            n = n * 8 + (mode_t)(*text - '0');
            if (n > 07777) return false;
        }
        *mask = n & 0777;
        return true;
    }
    mode_t allowed = ~before & 0777;
    for (;;) {
        text = clause(text, &allowed);
        if (!text || (*text && *text != ',')) return false;
        if (!*text) break;
        text++;
    }
    *mask = ~allowed & 0777;
    return true;
}

static const struct builtin_option options[] = {
    {'S', "symbolic", NULL, "show what is allowed, as chmod writes it"},
    {'p', NULL, NULL, "show a command that sets it again"},
    {0},
};

BUILTIN(umask, .summary = "show or set the mask of new files' modes", .synopsis = "[-S] [-p] [MASK]", .options = options,
        .flags = BUILTIN_INTRINSIC,
        .doc = "MASK is octal, the permissions that new files do not get, or symbolic as in chmod, those that they may get: "
               "`umask 022`, `umask u=rwx,go=rx`, `umask g+w`.")
{
    if (c->argc > 2) return builtin_usage(c, "too many arguments");
    struct shell *state = shell_own();
    if (!state) return (PyErr_Clear(), builtin_error(c, 1, "no memory"));
    mode_t before = shell_umask(state, 0);
    shell_umask(state, before);
    if (c->argc == 1) {
        if (builtin_has(c, 'p')) builtin_printf(c, "umask %s", builtin_has(c, 'S') ? "-S " : "");
        if (builtin_has(c, 'S')) show_symbolic(c, before);
        else builtin_printf(c, "%04o\n", (unsigned)before);
        return 0;
    }
    mode_t mask;
    if (!parse_mask(c->argv[1], before, &mask)) return builtin_error(c, 1, "%s: not a mask", c->argv[1]);
    sh_before_umask(c->sh);
    shell_umask(state, mask);
    if (builtin_has(c, 'S') && !option_is_set(c->sh, OPT_POSIX)) show_symbolic(c, mask); // the standard has nothing written then
    return 0;
}
