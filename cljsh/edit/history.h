// SPDX-License-Identifier: MIT
// The line editor's history, which is kept in the history file.
#ifndef EDIT_HISTORY_H
#define EDIT_HISTORY_H

#include "command/history_file.h"

#include <histedit.h>

#define HISTORY_SIZE 5000

void history_file_load(HistoryW *h);

#endif
