// SPDX-License-Identifier: MIT
/* The history file, $XDG_STATE_HOME/cljsh/history, in libedit's format: a line
 * for each entry, with \NNN for blanks, newlines, backslashes.  Entries are
 * appended one by one, so that sessions share it; it is private to the user.
 * What goes wrong with it is no reason to complain. */
#ifndef COMMAND_HISTORY_FILE_H
#define COMMAND_HISTORY_FILE_H

#include "command/interpreter.h"

#include <limits.h>
#include <stdio.h>

bool history_file_path(char path[PATH_MAX]);
void history_file_add(const char *text);         // UTF-8
void history_file_read(struct strings *entries); // the oldest first
bool history_entry_decode(char *line);           // one of its lines as it was typed, in place; false: it is no entry
void history_file_begin(FILE *f);                // what an empty file begins with
int history_file_write(const struct strings *entries); // in place of what was there: 0 or -1

#endif
