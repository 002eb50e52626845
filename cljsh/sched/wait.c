// SPDX-License-Identifier: MIT
#include "sched/wait.h"

#include "base/prim.h"
#include "data/number.h"
#include "vm/special.h"

#include <errno.h>
#include <math.h>
#include <semaphore.h>
#include <time.h>

__thread struct strand strand;

struct waiter {
    sem_t semaphore;
    struct waiter *next;
    bool woken;
    struct waiter *next_outside; // of the strands that are no workers
};
static struct waiter *outside;

// --- time -----------------------------------------------------------------

static int64_t clock_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int64_t wait_now(void) { return clock_ns(CLOCK_MONOTONIC); }

int64_t wait_deadline(Ref milliseconds) {
    double ms;
    if (number_as_double(milliseconds, &ms) < 0) return -1;
    if (isnan(ms) || ms <= 0) return 0;
    return ms > 1e12 ? FOREVER : wait_now() + (int64_t)(ms * 1e6);
}

// --- lists ----------------------------------------------------------------

static void append(struct wait_list *list, struct waiter *w) {
    if (!list->first) list->end = &list->first;
    w->next = NULL;
    *list->end = w;
    list->end = &w->next;
}

static void leave(struct wait_list *list, struct waiter *w) {
    struct waiter **at = &list->first;
    while (*at != w) at = &(*at)->next;
    *at = w->next;
    if (list->end == &w->next) list->end = at;
}

void wake_first(struct wait_list *list) {
    struct waiter *w = list->first;
    if (!w) return;
    leave(list, w);
    w->woken = true;
    sem_post(&w->semaphore); // w stays: its strand needs the GIL to go on
}

void wake_all(struct wait_list *list) {
    while (list->first) wake_first(list);
}

static void leave_outside(struct waiter *w) {
    struct waiter **at = &outside;
    while (*at != w) at = &(*at)->next_outside;
    *at = w->next_outside;
}

// --- waiting --------------------------------------------------------------

// Semaphores know the wall clock only: long waits are cut, so that a change of it does not matter much.
static void pause_until(sem_t *semaphore, int64_t deadline) {
    if (deadline == FOREVER) {
        sem_wait(semaphore);
        return;
    }
    int64_t left = deadline - wait_now(), most = 10 * 1000000000LL;
    if (left <= 0) return;
    int64_t until = clock_ns(CLOCK_REALTIME) + (left < most ? left : most);
    sem_timedwait(semaphore, &(struct timespec){.tv_sec = until / 1000000000, .tv_nsec = until % 1000000000});
}

static int interrupted(void) {
    vm.interrupted = false;
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return -1;
}

int wait_on(struct wait_list *list, int64_t deadline) {
    struct waiter w = {.next_outside = outside};
    sem_init(&w.semaphore, 0, 0);
    append(list, &w);
    strand.waiting = &w;
    if (!strand.is_worker) outside = &w;
    int result = 1;
    while (!w.woken) {
        if (vm.interrupted) { result = interrupted(); break; }
        if (deadline != FOREVER && wait_now() >= deadline) { result = 0; break; }
        Py_BEGIN_ALLOW_THREADS
        pause_until(&w.semaphore, deadline);
        Py_END_ALLOW_THREADS
        if (Py_MakePendingCalls() < 0) { result = -1; break; }
    }
    if (!w.woken) leave(list, &w);
    else if (result < 0) wake_first(list); // it was meant for somebody who makes use of it
    if (!strand.is_worker) leave_outside(&w);
    strand.waiting = NULL;
    sem_destroy(&w.semaphore);
    return result;
}

void wait_interrupt(struct strand *s) {
    s->vm->interrupted = true;
    if (s->waiting) sem_post(&s->waiting->semaphore);
}

void wait_nudge(void) {
    for (struct waiter *w = outside; w; w = w->next_outside) sem_post(&w->semaphore);
}

PRIM(own_pause, "cljsh.core", "pause", "[ms]",
     "Waits so many milliseconds; other threads go on meanwhile.")
{
    struct wait_list nobody = {0};
    int64_t deadline = wait_deadline(ref(a[0]));
    return deadline < 0 || wait_on(&nobody, deadline) < 0 ? ERR : nil_value();
}
