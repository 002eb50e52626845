// SPDX-License-Identifier: MIT
/* Python's module threading, which takes milliseconds to load and is needed,
 * unseen, as soon as there is a second thread: the thread that loads it first
 * is to Python the main one, for which it waits at the end.
 *
 * The image has it loaded, but out of sight.  Who imports it, on any thread,
 * gets this one, with the ids of this process's main thread and with what it
 * does after a fork in force.  Until then nothing of it is in a program.
 */
#ifndef HOST_PYTHON_THREADS_H
#define HOST_PYTHON_THREADS_H

// When the image is made: 0, or -1 with an exception.
int python_threads_keep(void);

#endif
