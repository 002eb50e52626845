// SPDX-License-Identifier: MIT
/* Descriptors.  Every descriptor the shell opens for itself is close-on-exec
 * and lies at FD_FIRST or above, so that it can neither leak into a child nor
 * be mistaken for one a command talks about — also when the shell was started
 * with its standard descriptors closed.
 */
#ifndef SHELL_FD_H
#define SHELL_FD_H

#include "base/value.h"

#include <sys/types.h>

#define FD_FIRST 10

// Moves fd to `first` or above, close-on-exec; closes fd.  -1 with errno (fd is closed too).
int fd_lift(int fd, int first);
#define FD_RAISED (-2)
int fd_open(const char *path, int flags, mode_t mode, int first); // open(2), lifted; -1 with errno, FD_RAISED with an exception (Ctrl-C)
int fd_pipe(int ends[2], int first);                              // pipe(2), both ends lifted
// A descriptor from which exactly these bytes can be read: a file in memory, so nobody has to feed it.
int fd_of_bytes(const void *data, size_t size, int first);
void fd_close(int *fd); // closes and sets to -1; keeps errno

// Raises what errno says, of the file behind a descriptor: -1.
int fd_error(int fd);
int fd_argument(Ref r); // a descriptor that a program gives, or -1 with an exception

// read(2) and write(2) without the GIL, repeated when a signal interrupts
// them.  -1 with a Python exception, also one that a signal handler raised.
ssize_t fd_read(int fd, void *buffer, size_t size);
int fd_write_all(int fd, const void *data, size_t size);
bool fd_would_block(int fd); // nothing to be read just now
bool fd_unread(int fd);      // a pipe that nobody reads any more
bool fd_is_pipe(int fd);
PyObject *fd_peek_pipe(int fd); // what is in a pipe now, bytes, when it is something: it stays there; empty at the end

#endif
