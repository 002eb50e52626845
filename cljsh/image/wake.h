// SPDX-License-Identifier: MIT
/* The thread state of Python and of our virtual machine.  An image has none: wake_forget() removes that
 * of the thread which makes the image, and wake() makes one for the thread which restores it. */
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
