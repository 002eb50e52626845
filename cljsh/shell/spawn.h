// SPDX-License-Identifier: MIT
/* Starting one process.
 *
 * The child is cloned with CLONE_VM | CLONE_VFORK: it borrows the parent's
 * memory until it has called execve, so no page tables are copied, and what
 * goes wrong in the child is simply written where the parent finds it.  In
 * the child, in this order:
 *
 *   process group, terminal → directory → descriptors → signals → execve
 *
 * Descriptor actions are done from left to right, as a shell's redirections.
 * Their sources must be close-on-exec and lie above every target (fd.h).
 * Caught signals go back to their defaults; ignored ones stay ignored, except
 * those that are ignored for our own sake (signals.h).
 */
#ifndef SHELL_SPAWN_H
#define SHELL_SPAWN_H

#include "base/py.h"

#include <signal.h>
#include <sys/types.h>

struct fd_action { int fd, from; }; // dup2(from, fd); from -1: close(fd)

struct spawn {
    const char *path;
    char *const *argv, *const *envp;
    const char *dir; // NULL: ours
    const struct fd_action *actions;
    int action_count;
    pid_t group;  // SPAWN_OUR_GROUP, 0: a group of its own, or the group to join
    int terminal; // hand this terminal to the group; -1: leave it alone
    bool uninterrupted; // INT and QUIT are ignored
};
#define SPAWN_OUR_GROUP (-1)

enum spawn_step { SPAWN_CLONE, SPAWN_GROUP, SPAWN_DIR, SPAWN_FD, SPAWN_EXEC };

// The pid, or -1 with errno; *step says then what failed.  Call with the GIL.
pid_t spawn_process(const struct spawn *s, enum spawn_step *step);

#endif
