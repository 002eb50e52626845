// SPDX-License-Identifier: MIT
#include "builtins/escapes.h"

#include <string.h>

// Options are a word of n, e, E alone; anything else is text already.
static bool is_options(const char *word) { return word[0] == '-' && word[1] && !word[1 + strspn(word + 1, "neE")]; }

BUILTIN(echo, .summary = "write arguments", .synopsis = "[-neE] [ARG…]", .flags = BUILTIN_RAW | BUILTIN_PURE,
        .doc = "Writes its arguments, separated by blanks, and a newline, which -n leaves out.  With -e, backslash escapes in them are "
               "replaced: \\a \\b \\c (no more output) \\e \\f \\n \\r \\t \\v \\\\ \\0NNN \\xHH \\uHHHH.  In posix mode they always are, and -n "
               "is the only option.  Use printf where arguments may begin with a minus.")
{
    bool newline = true, escapes = shopt_is_set(c->sh, SHOPT_XPG_ECHO);
    int i = 1;
    enum escape_style style = ESCAPE_ECHO;
    if (option_is_set(c->sh, OPT_POSIX)) {
        escapes = true;
        style = ESCAPE_XSI;
        if (i < c->argc && !strcmp(c->argv[i], "-n")) {
            newline = false;
            i++;
        }
    } else {
        for (; i < c->argc && is_options(c->argv[i]); i++)
            for (const char *p = c->argv[i] + 1; *p; p++) {
                if (*p == 'n') newline = false;
                else escapes = *p == 'e';
            }
    }
    struct bytes out = {0};
    bool on = true;
    for (int first = i; i < c->argc && on; i++) {
        if (i > first) bytes_char(&out, ' ');
        if (escapes) on = escapes_add(&out, c->argv[i], strlen(c->argv[i]), style);
        else escapes_bytes_add(&out, c->argv[i], strlen(c->argv[i]));
    }
    if (newline && on) bytes_char(&out, '\n');
    if (out.n) builtin_write(c, out.at, out.n);
    escapes_bytes_free(&out);
    return 0;
}
