// SPDX-License-Identifier: MIT
/* Something that one thread computes once, while others wait for it.
 *
 * Whoever starts puts the mark of its thread (a tagged int) into the slot
 * where the function was, and overwrites it when it is done.  A thread that
 * finds another's mark waits, without the GIL, until the mark is gone; one
 * that finds its own has come back to what it is computing.
 */
#ifndef DATA_ONCE_H
#define DATA_ONCE_H

#include "data/type.h"

#include <pthread.h>

static inline Value once_mark(void) { return (Value){(uintptr_t)pthread_self() << 2 | 1}; }
// Waits while the slot holds another thread's mark: 0, or -1 with an
// exception: StateError when the mark is this thread's own (what: "a lazy
// seq"), or what a signal handler raised.  The slot's holder must be kept.
int once_wait(const Value *slot, const char *what);

#endif
