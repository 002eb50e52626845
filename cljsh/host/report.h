// SPDX-License-Identifier: MIT
/* Reports of exceptions, for people:
 *
 *     backup.clj:3:14: ZeroDivisionError: Divide by zero
 *         3 | (defn f [x] (/ 1 x))
 *           |             ^
 *         in user/f (backup.clj:3:14)
 *         in top level (backup.clj:9:1)
 *       data: {…}
 *     caused by: …
 *
 * The place is the innermost one that belongs to the user; of library code
 * only the function that the user called is shown.
 */
#ifndef HOST_REPORT_H
#define HOST_REPORT_H

#include "base/py.h"

// Remembers the text of a program that is in no file, under the name it has in positions.
void report_source(PyObject *file, PyObject *text);
// A new str; coloured for a terminal.
PyObject *report_text(PyObject *exc, bool colour);
// To standard error, after what was written to standard output before.
void report_exception(PyObject *exc);

#endif
