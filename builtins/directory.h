// SPDX-License-Identifier: MIT
/* The current directory, by the name under which it was entered: what cd,
 * pwd, pushd and popd share. */
#ifndef BUILTINS_DIRECTORY_H
#define BUILTINS_DIRECTORY_H

#include "command/builtin.h"

// The current directory, malloc'd: PWD when that is a name of it (physical: with links resolved); NULL with errno.
char *directory_now(struct interp *sh, bool physical);
// base/path without . and .. and double slashes, malloc'd.  NULL with errno when what stands before a .. is no directory.
char *directory_join(const char *base, const char *path);
/* Goes to path, sets PWD and OLDPWD: 0, or 1 and it has been reported.
 * *unknown (may be NULL): physical, and the name of the new directory could
 * not be found out. */
int directory_enter(struct call *c, const char *path, bool physical, bool *unknown);
// Writes a path, with ~ for the home directory.
void directory_show(struct call *c, const char *path, bool full);

#endif
