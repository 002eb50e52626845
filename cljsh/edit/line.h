// SPDX-License-Identifier: MIT
/* One line after another from a person: edited with libedit on a terminal,
 * as it comes where there is none (or a dumb one).  The terminal is in its
 * own modes again whenever line_read has returned. */
#ifndef EDIT_LINE_H
#define EDIT_LINE_H

#include "base/absent.h"
#include "base/py.h"
#include "command/prompt_wait.h"
#include "edit/complete.h"

struct line_input {
    LineCompleter complete;
    enum prompt_event (*wait)(int note, const struct typing *typing); // see prompt_wait
};
int line_start(const struct line_input *how);
void line_end(void);
/* The next line without its newline, new; absent at the end of input; an
 * exception may be KeyboardInterrupt: the line was given up.  An entry that was
 * pasted or comes from the history may have several lines. */
enum lookup line_read(const char *prompt, bool first, PyObject **line); // first: no entry has begun yet
bool line_time_is_over(void); // was that because nothing came in time?
void line_keys(bool as_vi);   // as in vi or emacs
// The terminal as it was when the last line had been read: whoever was stopped may have left it raw.
void line_restore_modes(void);
void line_remember(PyObject *text); // in the history, here and for later sessions

#endif
