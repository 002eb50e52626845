// SPDX-License-Identifier: MIT
/* What a thread of the operating system has of Python and of our virtual
 * machine: put away before a dump, given to the thread that restores. */
#ifndef IMAGE_WAKE_H
#define IMAGE_WAKE_H

#include "image/scan.h"

void wake_forget(void);
// Python's lock, thread and keys become this thread's, as in a child after fork().
void wake(void);
// The thread-local variables that may be in use when an image is made.
#define WAKE_VARIABLES 2
void wake_thread_variables(struct scan_known known[WAKE_VARIABLES + 1]);

#endif
