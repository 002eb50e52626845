// SPDX-License-Identifier: MIT
#include "task/once.h"

#include "base/error.h"
#include "task/wait.h"

// Who waits is in the list of the slot's address; a list may serve several slots.
#define LISTS 64
static struct wait_list lists[LISTS];
bool once_waiting;

static struct wait_list *list_of(const Value *slot) { return &lists[((uintptr_t)slot >> 4) * 0x9e3779b97f4a7c15u >> 58]; }

int once_wait(const Value *slot, const char *what) {
    uintptr_t mark = slot->w;
    if (mark == once_mark().w) return (err_state("%s needs its own value while it is computed", what), -1);
    int woken = 1;
    while (slot->w == mark && woken > 0) {
        once_waiting = true; // again, too: who was woken for another slot in the list was not counted meanwhile
        woken = wait_on(list_of(slot), FOREVER);
    }
    return woken < 0 ? -1 : 0;
}

void once_wake(const Value *slot) {
    wait_wake_all(list_of(slot));
    once_waiting = false;
    for (int i = 0; i < LISTS && !once_waiting; i++) once_waiting = lists[i].first;
}
