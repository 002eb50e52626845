// SPDX-License-Identifier: MIT
/* What is in a directory, without the GIL while the kernel looks: a directory
 * may lie on a file system that is slow, or does not answer.  One that is read
 * again, and has not changed, is not asked for twice. */
#ifndef SHELL_ENTRIES_H
#define SHELL_ENTRIES_H

#include <dirent.h>

struct entries;
struct entries *entries_open(const char *path);       // NULL with errno
const struct dirent *entries_next(struct entries *d); // . and .. among them; NULL: that was all
int entries_fd(const struct entries *d);              // the directory, for fstatat()
void entries_close(struct entries *d);                // NULL: nothing

#endif
