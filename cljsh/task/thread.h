// SPDX-License-Identifier: MIT
// Threads of the operating system: nothing else starts one.
#ifndef TASK_THREAD_H
#define TASK_THREAD_H

#include <signal.h>
#include <stddef.h>

/* Starts a thread, detached, that runs body(arg); signals go to other threads.
 * 0, or an errno.  Neither the GIL nor Python's part of a thread comes with it. */
int thread_start(void (*body)(void *), void *arg, size_t stack_size);

/* The signals that a process started now is to have blocked: on a thread of
 * thread_start, where all are, those that were when the first of them began;
 * else what this thread has blocked, which is the mask. */
sigset_t thread_mask_for_child(const sigset_t *mask);

#endif
