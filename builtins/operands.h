// SPDX-License-Identifier: MIT
/* For builtins that read their arguments themselves (BUILTIN_RAW), because an
 * operand of theirs may begin with a minus. */
#ifndef BUILTINS_OPERANDS_H
#define BUILTINS_OPERANDS_H

#include "command/builtin.h"

#include <limits.h>
#include <string.h>

// The index of the first operand: behind a `--`.
static inline int first_operand(const struct call *c) { return c->argc > 1 && !strcmp(c->argv[1], "--") ? 2 : 1; }

static inline const char *plural(int n) { return n == 1 ? "" : "s"; }

#endif
