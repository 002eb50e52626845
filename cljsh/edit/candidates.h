// SPDX-License-Identifier: MIT
// The Tab key: what was begun is completed as far as it is clear, and the candidates are listed.
#ifndef EDIT_CANDIDATES_H
#define EDIT_CANDIDATES_H

#include "edit/complete.h"

#include <histedit.h>

unsigned char candidates_take(EditLine *el, LineCompleter completer); // what a function of a key returns

#endif
