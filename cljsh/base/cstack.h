// SPDX-License-Identifier: MIT
/* A guard for C functions that recurse over data (printing, equality,
 * reading, nested interpreters).  The main program runs on a stack of its
 * own of a fixed size, so the limit does not depend on `ulimit -s`.
 */
#ifndef BASE_CSTACK_H
#define BASE_CSTACK_H

#include "base/py.h"

// The lowest address this thread's C code may use; 0: not known yet.
extern __thread char *cstack_limit;

COLD int cstack_overflow(void); // finds an unknown limit, or raises RecursionError: 0 or -1

// 0, or -1 with RecursionError set when the C stack is nearly used up.
static inline int cstack_check(void) {
    if (likely((char *)__builtin_frame_address(0) > cstack_limit && cstack_limit)) return 0;
    return cstack_overflow();
}

// Runs body(arg) on a fresh stack of the given size and returns its result.
int cstack_run(int (*body)(void *), void *arg, size_t size);

#endif
