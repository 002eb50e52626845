// SPDX-License-Identifier: MIT
// A builtin's declaration as text for people.
#ifndef COMMAND_DESCRIBE_H
#define COMMAND_DESCRIBE_H

#include "command/builtin.h"

char *describe_help(const struct builtin *b);   // what NAME --help shows; malloc'd
char *describe_manual(const struct builtin *b); // its page of the manual, for man(7) macros; malloc'd

#endif
