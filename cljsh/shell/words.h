// SPDX-License-Identifier: MIT
/* Words: values as the words of a command.
 *
 *   str, bytes        as they are (a str's surrogate escapes are the bytes they stand for)
 *   number, keyword, symbol, boolean   their text
 *   os.PathLike       the path
 *   nil               no word
 *   a collection      a word for each element
 * Functions and other objects are no words: TypeError.
 */
#ifndef SHELL_WORDS_H
#define SHELL_WORDS_H

#include "data/type.h"

// Appends the words of r, str or bytes, to a list: 0 or -1.
int words_add(PyObject *list, Ref r);
// The bytes of a str, bytes or path, followed by NUL and free of others; the
// object that holds them is appended to keep.  NULL: an exception.
const char *word_chars(PyObject *word, PyObject *keep);
// The words as a person would type them: a new str.
PyObject *words_text(PyObject *list);

#endif
