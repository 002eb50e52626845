// SPDX-License-Identifier: MIT
/* The libraries that are part of the program: their texts, as the build put
 * them into it, and where it has an image, what came of compiling them.
 *
 * Most are used by few programs and so are not loaded in the image.  When one
 * is made, each is loaded in a child process, and what that records
 * (compile/recording.h) is kept in the image, where it costs nothing until
 * somebody requires the library. */
#ifndef LOAD_OWN_LIBRARY_H
#define LOAD_OWN_LIBRARY_H

#include "base/value.h"

struct own_file { const char *path, *data; size_t length; };
extern const struct own_file builtin_files[]; // sorted by path, see GNUmakefile; the last has no path

const struct own_file *own_library_find(const char *path);
Value own_library_load(const struct own_file *f);
void own_library_init(void); // code that was recorded finds what it names in libraries that are not loaded yet
// Before an image is made: 0, or -1 with an exception. A library that cannot be loaded now is compiled later.
int own_library_record(void);

#endif
