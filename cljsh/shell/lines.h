// SPDX-License-Identifier: MIT
/* Reading lines from a descriptor.
 *
 * A line is what stands before a newline (only \n; a \r is kept), as a str:
 * UTF-8, with bytes that are none as surrogate escapes.  A last line without
 * newline counts.  A line may be as long as memory allows.
 *
 * The reader owns its descriptor, unless that is 0, 1 or 2.  At the end it
 * closes it and calls on_end, once, with no arguments; what that throws comes
 * out of the read.  When reading fails (a limit of time, an interrupt) it calls
 * on_failure (the primitive line-reader sets that), once.  A reader that is dropped early closes the descriptor and
 * drops on_end without calling it — which lets go of the job it belongs to.
 *
 * Called as a function of no arguments, a reader gives the next chunk of a
 * seq, so a lazy seq of its lines is just lazy_new(reader).  A chunk has up
 * to 32 lines: the first is waited for, the others are those that are here
 * already.  Before it waits, the reader flushes what it is tied to.
 */
#ifndef SHELL_LINES_H
#define SHELL_LINES_H

#include "data/type.h"

struct line_reader;
extern CljType lines_reader_type;
int lines_init(void);

// on_end: a function or nil; tie: an object with flush(), or nil.  Takes fd, also on failure.
Value lines_reader_new(int fd, Ref on_end, Ref tie);
// The next line: 1; 0 at the end; -1 with an exception.
int lines_reader_next(struct line_reader *r, PyObject **line);
Value lines_reader_seq(Ref reader); // a lazy seq of its lines

PyObject *lines_decode(const char *text, size_t length); // bytes as str, as above

#endif
