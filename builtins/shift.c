// SPDX-License-Identifier: MIT
#include "builtins/operands.h"

BUILTIN(shift, .summary = "drop positional parameters", .synopsis = "[N]", .flags = BUILTIN_SPECIAL | BUILTIN_RAW,
        .doc = "Drops the first N positional parameters, by default one: $2 becomes $1.")
{
    int at = first_operand(c);
    intmax_t n = 1;
    if (at < c->argc && !builtin_number(c, c->argv[at], &n)) return builtin_fatal(c, 2);
    if (at + 1 < c->argc) return builtin_usage(c, "too many arguments");
    if (n < 0) return builtin_fatal(c, builtin_error(c, 2, "%s: not a number of parameters", c->argv[at]));
    if (n > INT_MAX || params_shift(c->sh, (int)n) < 0) {
        // Out of posix mode a test as good as an error: nothing is said.
        if (!option_is_set(c->sh, OPT_POSIX) && !shopt_is_set(c->sh, SHOPT_SHIFT_VERBOSE)) return 1;
        int count = params_count(c->sh);
        return builtin_fatal(c, builtin_error(c, 1, "there are only %d parameter%s", count, plural(count)));
    }
    return 0;
}
