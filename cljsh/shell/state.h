// SPDX-License-Identifier: MIT
/* A shell's state: the environment, the current directory, the umask,
 * descriptors 0 to 2, and whatever else a shell remembers (traps, options, the
 * stack of directories).  It belongs to a task, and to those the task starts.
 *
 *     task A ──▶ shell { env, dir, umask, … } ◀── task B, started by A
 *                      references 2
 *
 * States are shared and copied when they are written to (shell_own): what A
 * changes after it has started B is not B's, nor the other way round, and to
 * start a task copies nothing.
 *
 * The process has one environment, directory and umask for the kernel, for
 * Python and for C libraries to see.  They follow the task that runs:
 * shell_follow() is called by everything here that looks at them, when a task
 * gets the GIL back, and by Python's own functions about them
 * (python_state.c).  It costs a comparison or two when nothing differs.
 *
 *  - While a task runs, `environ` is the truth about its environment, and the
 *    working directory about its directory; the state catches up when the
 *    process leaves the task for one with another state.  So C code that calls
 *    setenv() is heeded.
 *  - The threads that we start have a working directory and an umask of their
 *    own where the kernel allows that (unshare(CLONE_FS)); there a call that
 *    blocks without the GIL sees the right directory, too.
 *  - Threads that Python has started share the main program's state.
 *  - NULL for an environment, directory or umask is what the process was
 *    started with.
 */
#ifndef SHELL_STATE_H
#define SHELL_STATE_H

#include "data/type.h"
#include "task/task.h"

#include <sys/types.h>

struct environment; // what `environ` was: an array of strings, not changed any more
struct place;       // a directory, and a descriptor of it once somebody else has to go there
struct stream;      // a descriptor

struct shell {
    long references;
    struct environment *env;
    struct place *dir;
    int umask;                 // -1: as at the start
    struct stream *streams[3]; // descriptors 0 to 2; NULL: the process's
    PyObject *environ_dict;    // Python's view of env (os.environ), or NULL
    Value memory;              // a map of what else is remembered, or nil
};

int shell_state_init(void);  // 0 or -1
int shell_state_start(void); // at each start of the program

// The process takes on the state of the running task.
void shell_follow(void);
// The running task's state, which nobody else has, to be changed; the process follows it.  NULL with an exception.
struct shell *shell_own(void);
// The same to be looked at: borrowed, NULL when nothing has been changed yet.
struct shell *shell_now(void);

// Like shell_own, before chdir(), and what is to be called after it.
struct shell *shell_leave_dir(void);
int shell_moved(struct shell *s); // 0, or -1 with an exception
mode_t shell_umask(struct shell *s, mode_t mask); // sets it, returns the one before
void shell_umask_set(struct shell *s, int before, int mask); // it has been set

// Descriptor 0, 1 or 2 of the running task.
int shell_stream(int n);
// Sets it to a descriptor (taken), or to the process's own for -1: 0 or -1.
int shell_set_stream(int n, int fd);

#endif
