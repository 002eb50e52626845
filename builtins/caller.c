// SPDX-License-Identifier: MIT
#include "command/builtin.h"

#include <stdlib.h>

BUILTIN(caller, .summary = "show where a function was called", .synopsis = "[N]", .flags = BUILTIN_BEYOND,
        .doc = "Writes the line and the file where the function or the dot script that runs was called.  With a number, that of the N-th call "
               "outwards, from 0, with the name of the function which called it: in loops over N until it fails it shows all calls.")
{
    bool numbered = c->argc > 1;
    long n = numbered ? strtol(c->argv[1], NULL, 10) : 0;
    if (c->argc > 2 || (numbered && (!*c->argv[1] || c->argv[1][strspn(c->argv[1], "0123456789")]))) return builtin_usage(c, "the operand is a number");
    struct sh_call call;
    if (!sh_call_at(c->sh, n, &call)) return 1;
    if (numbered) builtin_printf(c, "%d %s %s\n", call.line, call.function, call.file);
    else builtin_printf(c, "%d %s\n", call.line, call.file);
    return 0;
}
