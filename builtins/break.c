// SPDX-License-Identifier: MIT
#include "builtins/operands.h"

static int leave_loops(struct call *c, enum pending what) {
    intmax_t levels = 1;
    int at = first_operand(c);
    if (at < c->argc && (!builtin_number(c, c->argv[at], &levels))) return builtin_fatal(c, 2);
    if (levels < 1) return builtin_fatal(c, builtin_error(c, 1, "%s: not a number of loops", c->argv[at]));
    if (at + 1 < c->argc) return builtin_usage(c, "too many arguments");
    int depth = sh_loop_depth(c->sh);
    if (depth == 0) return 0; // outside of loops: as if nothing had been said
    sh_pend(c->sh, what, levels < depth ? (int)levels : depth, 0);
    return 0;
}

BUILTIN_NAMED(break_, "break", .summary = "leave loops", .synopsis = "[N]", .flags = BUILTIN_SPECIAL | BUILTIN_RAW | BUILTIN_ENDS,
              .doc = "Leaves the innermost for, while or until loop, or the N innermost, or all when there are fewer.")
{
    return leave_loops(c, PENDING_BREAK);
}

BUILTIN_NAMED(continue_, "continue", .summary = "go on with a loop's next turn", .synopsis = "[N]",
              .flags = BUILTIN_SPECIAL | BUILTIN_RAW | BUILTIN_ENDS,
              .doc = "Goes on with the next turn of the innermost for, while or until loop, or of the N-th from inside.")
{
    return leave_loops(c, PENDING_CONTINUE);
}
