// SPDX-License-Identifier: MIT
#include "command/builtin.h"

BUILTIN(let, .summary = "evaluate arithmetic", .synopsis = "EXPRESSION…", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "Evaluates each EXPRESSION as $((…)) does.  Its status is 1 when the last one is zero, else 0.")
{
    if (c->argc == 1) return builtin_error(c, 1, "an expression is missing");
    int64_t value = 0;
    for (int i = 1; i < c->argc; i++)
        if (sh_arith(c->sh, c->argv[i], &value) < 0) return 1;
    return value == 0;
}
