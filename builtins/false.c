// SPDX-License-Identifier: MIT
#include "command/builtin.h"

BUILTIN_NAMED(false_, "false", .summary = "do nothing, unsuccessfully", .synopsis = "[ARG…]", .flags = BUILTIN_RAW | BUILTIN_PURE,
              .doc = "Its status is 1.")
{
    return 1;
}
