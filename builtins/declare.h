// SPDX-License-Identifier: MIT
// Variables with their attributes: what declare, export, readonly, local, set and unset share.
#ifndef BUILTINS_DECLARE_H
#define BUILTINS_DECLARE_H

#include "command/builtin.h"

// An operand NAME, NAME=VALUE, NAME+=VALUE, NAME[INDEX]=VALUE.
struct assignment {
    char *name, *index; // malloc'd; index NULL: none
    const char *value;  // NULL: none
    bool append;
};
// false: it is none, which has been reported.
bool assignment_parse(struct call *c, const char *text, struct assignment *a);
void assignment_free(struct assignment *a);
int assignment_do(struct call *c, const struct assignment *a); // 0, or -1 and it has been reported

// name=value of all that are set, so that they can be read again.
void declare_show_all(struct call *c);
// `export NAME='value'` of all that have the flag.
void declare_show_flagged(struct call *c, const char *command, unsigned flag);

#endif
