// SPDX-License-Identifier: MIT
/* Compiled libraries, kept from one run to the next.
 *
 * A file per source in $XDG_CACHE_HOME/cljsh, else ~/.cache/cljsh.  Its name
 * is the digest of the source's path, so that a new entry takes the place of
 * an old one.  It begins with a struct cache_header, of this machine and this
 * program; behind it is a recording (compile/recording.h).
 *
 * The header must fit in every respect: program, source text, the name the
 * file goes by, the settings of the compiler, the length and the digest of the
 * recording.  What else the code depends on is in the recording itself.
 *
 * The folder is used when it is ours, nobody else may write to it, and it is
 * no symbolic link; so must the files be.  It is reached through one
 * descriptor, so that it cannot be exchanged meanwhile.  An entry is written
 * under another name and renamed.  Whatever goes wrong, the library is
 * compiled, and nothing is said but with --verbose.
 */
#ifndef LOAD_CACHE_H
#define LOAD_CACHE_H

#include "base/digest.h"
#include "base/value.h"

// What the program was started with; set before libraries are loaded.
struct cache_settings {
    bool off, verbose;
    uint8_t build_id[32]; // of this program; zeros: the cache is off
};
extern struct cache_settings cache_settings;

// Loads a source file, from the cache if its code is there.
Value cache_load(PyObject *file);
// What the compiler is told by vars and the reader by its features: code is good while it is the same.
struct digest cache_compiler_settings(void);
// Removes all entries: 0, or -1 with errno when one, or the folder, cannot be removed.
int cache_clear(void);

#endif
