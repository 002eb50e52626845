// SPDX-License-Identifier: MIT
/* Processes and those they have started, as far as /proc tells whose children
 * they are: for jobs that share our process group. */
#ifndef SHELL_FAMILY_H
#define SHELL_FAMILY_H

#include <sys/types.h>

// Sends a signal to these processes and all their descendants: 0; -1 with
// errno when one of the given ones could not be told.
int family_signal(const pid_t *heads, int count, int sig);

#endif
