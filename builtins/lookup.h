// SPDX-License-Identifier: MIT
// What a name means as a command: for command -v, type, which and hash.
#ifndef BUILTINS_LOOKUP_H
#define BUILTINS_LOOKUP_H

#include "command/builtin.h"

enum meaning { MEANS_NOTHING, MEANS_ALIAS, MEANS_KEYWORD, MEANS_SPECIAL, MEANS_FUNCTION, MEANS_BUILTIN, MEANS_FILE };

struct command_lookup { bool no_functions, no_aliases, default_path; };

// What a command of that name would be; *path (malloc'd) of a file.
enum meaning lookup_name(struct interp *sh, const char *name, struct command_lookup how, char **path);
bool lookup_is_keyword(const char *name);
const char *lookup_keyword(int i); // the words of the grammar, NULL behind the last
// Calls take for every file of that name along PATH that can be run.
void lookup_files(struct interp *sh, const char *name, void (*take)(const char *path, void *arg), void *arg);
// A sentence about it, as `type` and `command -V` write it; what a file is called may be given.
void lookup_tell(struct call *c, const char *name, enum meaning m, const char *path);
// As `command -v` writes it.
void lookup_write(struct call *c, const char *name, enum meaning m, const char *path);

#endif
