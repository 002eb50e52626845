// SPDX-License-Identifier: MIT
// Prompts as the line editor shows them.
#ifndef EDIT_PROMPT_LINE_H
#define EDIT_PROMPT_LINE_H

#include "base/py.h"

#include <wchar.h>

#define PROMPT_MARK L'\1' // as PROMPT_INVISIBLE of command/session.h

/* The last line of a prompt, malloc'd; what takes no room there, as escape
 * sequences do and what the text has between marks, stands between marks.
 * *above: the lines before it, to be written as they are; malloc'd, or NULL. */
wchar_t *edit_prompt_line(const char *text, char **above);
int edit_prompt_width(const char *text); // of its last line, in columns

#endif
