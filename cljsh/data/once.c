// SPDX-License-Identifier: MIT
#include "data/once.h"

#include <time.h>

/* Two threads that meet in one lazy seq are rare and the wait is mostly
 * short: a sleep that grows from 20 µs to 2 ms is good enough, and leaves no
 * lock behind in an image of the process. */
int once_wait(const Value *slot, const char *what) {
    uintptr_t mark = slot->w;
    if (mark == once_mark().w) return (err_state("%s needs its own value while it is computed", what), -1);
    struct timespec pause = {.tv_nsec = 20000};
    while (slot->w == mark) {
        Py_BEGIN_ALLOW_THREADS
        nanosleep(&pause, NULL);
        Py_END_ALLOW_THREADS
        if (PyErr_CheckSignals() < 0) return -1;
        if (pause.tv_nsec < 2000000) pause.tv_nsec *= 2;
    }
    return 0;
}
