// SPDX-License-Identifier: MIT
/* A C stack, and a guard for C functions that recurse over data (printing,
 * equality, reading, nested interpreters).  The main program runs on a stack of
 * its own of a fixed size, so the limit does not depend on `ulimit -s`.
 *
 * What a computation has is in its task.  Here is what C functions that call
 * each other note for one another: each thread has one C stack, and a task
 * that has C frames keeps its thread.
 */
#ifndef BASE_CSTACK_H
#define BASE_CSTACK_H

#include "base/py.h"

struct cstack {
    char *limit;                    // the lowest address that C code may use; 0: not known yet
    struct print_opened *printing;  // what is being printed, the innermost (read/print.c)
    int messages;                   // that are being made, one within the other (read/show.c)
    bool watched;                   // the time of what is shown in them is being measured (read/show_time.c)
    bool late;                      // and was used up
    int terms;                      // of Erlang's that are being written, one within the other (erlang/term.c)
};
extern __thread struct cstack cstack;

COLD int cstack_overflow(void); // finds an unknown limit, or raises RecursionError: 0 or -1

// 0, or -1 with RecursionError set when the C stack is nearly used up.
static inline int cstack_check(void) {
    if (likely((char *)__builtin_frame_address(0) > cstack.limit && cstack.limit)) return 0;
    return cstack_overflow();
}

// Runs body(arg) on a fresh stack of the given size and returns its result.
int cstack_run(int (*body)(void *), void *arg, size_t size);

#endif
