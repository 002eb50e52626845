// SPDX-License-Identifier: MIT
/* How long a value may take to say what it is.
 *
 * A message shows values by their own __str__ and __repr__, which are code that
 * may not come to an end.  A second thread waits beside it: when the time is over
 * an exception is raised in the code, as by an interrupt, again and again until
 * it ends.  Code in C that never looks at interrupts cannot be ended so.
 */
#ifndef READ_SHOW_TIME_H
#define READ_SHOW_TIME_H

#include "base/value.h"

PyObject *show_str(PyObject *o);  // str(o), within two seconds: new; NULL with what o raised, or with a TooLong, as for all that follow
void show_time_over(void);        // a message has been made: the next one has time again
bool show_was_too_long(void);     // is the exception that is set a TooLong?

#endif
