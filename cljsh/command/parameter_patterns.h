// SPDX-License-Identifier: MIT
/* The operators of ${…} that match a pattern: taking off the beginning or end
 * (# ## % %%), replacing (/ //), and changing case (^ ^^ , ,, ~ ~~). */
#ifndef COMMAND_PARAMETER_PATTERNS_H
#define COMMAND_PARAMETER_PATTERNS_H

#include "command/node.h"

// Each gives a new text in the arena.
char *parameter_trim(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n);
char *parameter_replace(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n, const char *with);
char *parameter_change_case(struct interp *sh, struct part *part, const char *pattern, size_t m, const char *text, size_t n); // pattern NULL: every character

#endif
