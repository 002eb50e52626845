// SPDX-License-Identifier: MIT
/* What stands for former entries in a line of commands: !! !$ !^ !* !N !-N
 * !TEXT !?TEXT? with :N :$ :^ :* behind them, and ^OLD^NEW^.  Not in single
 * quotes, behind a backslash, $ [ or {, nor before a blank, = ( or a quote. */
#ifndef EDIT_HISTORY_WORDS_H
#define EDIT_HISTORY_WORDS_H

#include <stdbool.h>

/* The line with these put in, malloc'd; NULL: nothing stands for any, or
 * *failed: there is no such entry, which has been reported. */
char *edit_history_expand(const char *line, bool *failed);

#endif
