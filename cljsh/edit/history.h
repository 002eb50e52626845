// SPDX-License-Identifier: MIT
/* The line editor's history: the end of the history file, which all sessions
 * share.  What others have added since is there at the next prompt. */
#ifndef EDIT_HISTORY_H
#define EDIT_HISTORY_H

#include "command/history_file.h"

#include <histedit.h>

#define HISTORY_SIZE 5000 // entries, unless HISTSIZE says otherwise

HistoryW *edit_history_start(void); // NULL: there is none
void edit_history_close(void);
void edit_history_size(int most);
void edit_history_sync(void);
int edit_history_count(void);
char *edit_history_entry(int back);           // 1: the newest; UTF-8, malloc'd; NULL: there is none
void edit_history_remember(const char *text); // UTF-8; here, and in the file

#endif
