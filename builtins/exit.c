// SPDX-License-Identifier: MIT
#include "builtins/operands.h"
#include "command/job_control.h"
#include "command/traps.h"

static int leave(struct call *c) {
    int at = first_operand(c), before = traps_status_before(c->sh, false);
    intmax_t status = before >= 0 ? before : sh_status(c->sh);
    if (at < c->argc && !builtin_number(c, c->argv[at], &status)) {
        if (sh_interactive(c->sh)) return 2;
        status = 2;
    } else if (at + 1 < c->argc) {
        return builtin_usage(c, "too many arguments");
    }
    if (!sh_is_subshell(c->sh) && !jobs_may_end(c->sh)) return 1;
    sh_pend(c->sh, PENDING_EXIT, 0, (int)(status & 255));
    return (int)(status & 255);
}

BUILTIN_NAMED(exit_, "exit", .summary = "leave the shell", .synopsis = "[N]", .flags = BUILTIN_SPECIAL | BUILTIN_RAW,
              .doc = "Ends this shell or subshell with the status N, or that of the last command.  A trap for EXIT runs before.  At a "
                     "prompt, the first time says when there are stopped jobs.")
{
    return leave(c);
}

BUILTIN(logout, .summary = "leave a login shell", .synopsis = "[N]", .flags = BUILTIN_RAW | BUILTIN_BEYOND,
        .doc = "The same as `exit`, in a login shell.")
{
    if (!sh_login(c->sh)) return builtin_error(c, 1, "this is no login shell: use exit");
    return leave(c);
}
