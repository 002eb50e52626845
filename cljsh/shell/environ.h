// SPDX-License-Identifier: MIT
/* Environment and current directory of the running task (state.h).
 *
 * The environment is that of the C library (environ), which children inherit;
 * Python's os.environ is kept in step with it.  PWD is the directory as the
 * user named it, with symbolic links in it, and OLDPWD the one before.
 */
#ifndef SHELL_ENVIRON_H
#define SHELL_ENVIRON_H

#include "data/type.h"

int environ_set(const char *name, const char *value); // value NULL: unset; 0, or -1 with an exception
// Changes the directory, "-" being OLDPWD: 0, or -1 with an exception.
int environ_cd(const char *dir);
PyObject *environ_pwd(void); // new str

#endif
