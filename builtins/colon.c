// SPDX-License-Identifier: MIT
#include "command/builtin.h"

BUILTIN_NAMED(colon, ":", .summary = "expand the arguments, and do nothing", .synopsis = "[ARG…]",
              .flags = BUILTIN_RAW | BUILTIN_SPECIAL,
              .doc = "Its status is 0.  What the expansions of its arguments do, and redirections, is done: `: ${x:=1}`, `: > file`.")
{
    return 0;
}
