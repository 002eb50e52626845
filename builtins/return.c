// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "command/traps.h"

BUILTIN_NAMED(return_, "return", .summary = "leave a function or a dot script", .synopsis = "[N]",
              .flags = BUILTIN_SPECIAL | BUILTIN_RAW,
              .doc = "Leaves the function that runs, or the file that `.` reads, with the status N, or that of the last command.")
{
    int at = first_operand(c), before = traps_status_before(c->sh, true);
    intmax_t status = before >= 0 ? before : sh_status(c->sh);
    bool nothing_to_leave = sh_function_depth(c->sh) == 0 && sh_dot_depth(c->sh) == 0;
    if (at < c->argc && !builtin_number(c, c->argv[at], &status)) {
        if (!nothing_to_leave) sh_pend(c->sh, PENDING_RETURN, 0, 2);
        return builtin_fatal(c, 2);
    }
    if (at + 1 < c->argc) return builtin_usage(c, "too many arguments");
    if (nothing_to_leave) {
        // In posix mode what there is to leave is the shell, as most have it; a person at a prompt stays.
        if (sh_interactive(c->sh) || !option_is_set(c->sh, OPT_POSIX)) return builtin_error(c, 2, "only in a function or a file that `.` reads");
        sh_pend(c->sh, PENDING_EXIT, 0, (int)(status & 255));
        return (int)(status & 255);
    }
    sh_pend(c->sh, PENDING_RETURN, 0, (int)(status & 255));
    return (int)(status & 255);
}
