// SPDX-License-Identifier: MIT
#include "command/builtin.h"

BUILTIN_NAMED(true_, "true", .summary = "do nothing, successfully", .synopsis = "[ARG…]", .flags = BUILTIN_RAW | BUILTIN_PURE,
              .doc = "Its status is 0.")
{
    return 0;
}
