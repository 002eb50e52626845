// SPDX-License-Identifier: MIT
/* The history file, $XDG_STATE_HOME/cljsh/history, in libedit's format.
 * Entries are appended one by one, so that sessions share it; it is private
 * to the user.  What goes wrong with it is no reason to complain. */
#ifndef EDIT_HISTORY_H
#define EDIT_HISTORY_H

#include <histedit.h>

#define HISTORY_SIZE 5000

void history_file_load(HistoryW *h);
void history_file_add(const char *text); // UTF-8

#endif
