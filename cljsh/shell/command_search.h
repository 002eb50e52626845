// SPDX-License-Identifier: MIT
/* Finding commands: the search along PATH, with a table of what was found
 * before.  The table is forgotten when PATH changes; an entry whose file has
 * gone is looked up again by whoever fails to run it (command_forget).
 */
#ifndef SHELL_COMMAND_SEARCH_H
#define SHELL_COMMAND_SEARCH_H

#include "base/py.h"

// The file to run for a command name: 0 and *path (a new bytes object), or
// an errno: ENOENT, or EACCES / EISDIR when there is something by that name
// which cannot be run; -1 with an exception.  search: the PATH to use, NULL:
// the environment's.  A name with a slash is a path already.  Relative paths,
// those in PATH too, begin at the directory in which the command is to run:
// dir, a descriptor or AT_FDCWD.
int command_find(int dir, const char *name, const char *search, PyObject **path);
void command_forget(const char *name); // NULL: all
PyObject *command_table(void);         // borrowed dict of bytes to bytes, or NULL

#endif
