// SPDX-License-Identifier: MIT
// What the line editor offers to `bind`.
#ifndef BUILTINS_BIND_H
#define BUILTINS_BIND_H

/* Binds keys as editrc(5) has it: 0, or -1 when it is wrong, or there is no
 * line editor.  NULL: there is none.  Filled by edit/line.c. */
extern int (*bind_keys_of_editor)(int argc, char **argv);

#endif
