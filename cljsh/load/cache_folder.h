// SPDX-License-Identifier: MIT
/* The folder of the cache, and files in it; see cache.h for what is trusted. */
#ifndef LOAD_CACHE_FOLDER_H
#define LOAD_CACHE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

// A descriptor of the folder, to be closed; -1 when there is none to be used.
int folder_open(bool make);
// A descriptor of a file of ours, to be closed, and its length, which is at most `most`; -1 when there is none.
int folder_open_file(int folder, const char *name, size_t most, size_t *length);
bool folder_read(int fd, void *data, size_t length); // so many bytes from there on
// All of a file of ours, NULL when there is none; at most `most` bytes.  It is mapped: nobody else can
// make it shorter meanwhile, and entries are replaced, not changed.
const void *folder_map(int folder, const char *name, size_t most, size_t *length);
void folder_unmap(const void *data, size_t length);
// Puts parts one after another under a name; false when that fails, and then nothing is changed.
struct part { const void *data; size_t length; };
bool folder_write(int folder, const char *name, const struct part *parts, int n);
// Removes what looks like ours: all of it; or only what was left by writers that died, and, when
// there are more than `most` entries, the older half.  0, or -1 with errno.
int folder_sweep(int folder, bool all, int most);
bool folder_remove_if_empty(void);

#endif
