// SPDX-License-Identifier: MIT
#include "task/wait.h"

#include "base/stress.h"
#include "task/deadlock.h"
#include "task/loop.h"
#include "task/pause.h"
#include "task/run.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

// --- time -----------------------------------------------------------------

int64_t wait_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec + stress_skipped();
}

int64_t wait_after(double ms) {
    const struct task *self = this_task();
    if (task_repeats(self)) return self->given; // the time from which it counts is past
    if (isnan(ms) || ms <= 0) return 0;
    return ms > 1e12 ? FOREVER : wait_now() + (int64_t)(ms * 1e6);
}

// The deadline, or that of the limit that is reached earlier.
static int64_t limited(const struct task *self, int64_t deadline) {
    for (const struct limit *l = self->limit; l; l = l->outer)
        if (l->deadline < deadline) deadline = l->deadline;
    return deadline;
}

// --- lists ----------------------------------------------------------------

static void enlist(struct wait_list *list, struct waiter *w) {
    if (!list->first) list->end = &list->first;
    w->list = list;
    w->next = NULL;
    w->at = list->end;
    w->task &= ~(uintptr_t)1;
    *list->end = w;
    list->end = &w->next;
}

void waiter_leave(struct waiter *w) {
    struct wait_list *list = w->list;
    if (!list) return;
    *w->at = w->next;
    if (w->next) w->next->at = w->at;
    else list->end = w->at;
    w->list = NULL;
}

struct waiters { int count; struct waiter all[]; };

void wait_leave(struct task *t) {
    waiter_leave(&t->waiter);
    if (likely(!t->more)) return;
    for (int i = 0; i < t->more->count; i++) waiter_leave(&t->more->all[i]);
    PyMem_Free(t->more);
    t->more = NULL;
}

void wait_nudge(struct task *t) {
    if (t->state != TASK_BLOCKED || t->nudged) return;
    t->nudged = true;
    deadlock_end(t);
    uint64_t one = 1;
    while (write(t->wake_fd, &one, sizeof one) < 0 && errno == EINTR) {}
}

void wait_wake_first(struct wait_list *list) {
    struct waiter *w = list->first;
    if (!w) return;
    waiter_leave(w);
    struct task *t = waiter_task(w);
    w->task |= 1; // w stays: its task needs the GIL to go on
    task_wake(t);
}

void wait_wake_all(struct wait_list *list) {
    while (list->first) wait_wake_first(list);
}

// --- the descriptor a thread listens to -------------------------------------

static __thread int wake_fd_and_1; // 0: none yet

static void listen_anew(void) { // a child's must not be its parent's
    wait_thread_end();
    if (!task_current) return;
    task_current->is_main = true;
    task_current->nudged = false;
    loop_after_fork();
    run_after_fork();
}

static int own_wake_fd(void) {
    if (wake_fd_and_1) return wake_fd_and_1 - 1;
    static bool registered;
    if (!registered && pthread_atfork(NULL, NULL, listen_anew) == 0) registered = true;
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    wake_fd_and_1 = fd + 1;
    return fd;
}

void wait_thread_end(void) {
    if (wake_fd_and_1) close(wake_fd_and_1 - 1);
    wake_fd_and_1 = 0;
}

void (*wait_before)(void);

// --- blocking the thread ------------------------------------------------------

// waits: NULL where the task waits to be told (n: 1), or for a time (0).
static bool any_woken(const struct task *self, const struct wait *waits, int n) {
    if (!waits) return n && self->woken;
    for (int i = 0; i < n; i++)
        if (waits[i].list && waiter_is_woken(&waits[i].waiter)) return true;
    return false;
}

/* One look at the descriptors, without the GIL, until the deadline, a nudge,
 * or a signal.  Signals come to the main thread alone.  They are held back
 * from before Python's own look at them until the kernel waits, so that none
 * comes between the two and is slept over. */
static int listen(struct task *self, const struct wait *waits, int n, struct pollfd *fds, int nfds, int64_t deadline) {
    struct timespec left, *timeout = NULL;
    if (deadline != FOREVER) {
        int64_t ns = deadline - wait_now();
        if (ns < 0) ns = 0;
        left = (struct timespec){.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
        timeout = &left;
    }
    sigset_t all, before;
    if (self->is_main) {
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        const bool failed = Py_MakePendingCalls() < 0;
        if (failed || self->interrupt || any_woken(self, waits, n)) { // a handler may have brought what is waited for
            pthread_sigmask(SIG_SETMASK, &before, NULL);
            return failed ? -1 : 0;
        }
    }
    run_thread_waits();
    self->state = TASK_BLOCKED; // from here on a wake-up is written to the descriptor
    int ready;
    Py_BEGIN_ALLOW_THREADS
    ready = ppoll(fds, (nfds_t)nfds, timeout, self->is_main ? &before : NULL);
    pause_ask();
    Py_END_ALLOW_THREADS
    pause_got();
    int error = errno;
    self->state = TASK_RUNNING;
    task_surroundings.follow();
    if (self->is_main) pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (self->nudged) {
        uint64_t count;
        while (read(fds[0].fd, &count, sizeof count) < 0 && errno == EINTR) {}
        self->nudged = false;
    }
    if (self->is_main && Py_MakePendingCalls() < 0) return -1;
    if (ready < 0 && error != EINTR) {
        errno = error;
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    return 0;
}

// The same, where it may be that nobody is left who could end the wait.
static int wait_with_others(struct task *self, const struct wait *waits, int n, struct pollfd *fds, int nfds, int64_t deadline) {
    if (!n || nfds > 1 || deadline != FOREVER) return listen(self, waits, n, fds, nfds, deadline);
    deadlock_begin(self);
    if (self->is_tasklet && run_threads_are_used_up()) deadlock_look(); // no carrier will
    int r = self->is_main && deadlock_is() ? deadlock_raise() : listen(self, waits, n, fds, nfds, deadline);
    deadlock_end(self);
    return r;
}

static bool note_ready(const struct task *self, struct wait *waits, int n, const struct pollfd *fds) {
    if (!waits) return n && self->woken;
    bool any = false;
    for (int i = 0, f = 1; i < n; i++) {
        struct wait *w = &waits[i];
        if (w->list) w->ready = waiter_is_woken(&w->waiter);
        else w->ready = fds[f++].revents;
        any |= w->ready != 0;
    }
    return any;
}

#define SMALL 8

static int block(struct wait *waits, int n, int64_t deadline) {
    struct task *self = this_task();
    struct pollfd small[SMALL + 1], *fds = n <= SMALL ? small : PyMem_New(struct pollfd, n + 1);
    if (!fds) return (PyErr_NoMemory(), -1);
    int nfds = 1, result = 0;
    fds[0] = (struct pollfd){.fd = own_wake_fd(), .events = POLLIN};
    if (fds[0].fd < 0) result = -1;
    for (int i = 0; waits && i < n; i++) {
        waits[i].ready = 0;
        if (waits[i].list) enlist(waits[i].list, &waits[i].waiter);
        else fds[nfds++] = (struct pollfd){.fd = waits[i].fd, .events = waits[i].events};
    }
    self->wake_fd = fds[0].fd;
    if (wait_before) wait_before();
    // What is ready at once costs no hand-over of the GIL.
    if (!result && nfds > 1 && poll(fds + 1, (nfds_t)(nfds - 1), 0) > 0) result = note_ready(self, waits, n, fds);
    while (!result) {
        int64_t until = limited(self, deadline);
        if (task_check(self) < 0) result = -1;
        else if (any_woken(self, waits, n)) result = note_ready(self, waits, n, fds);
        else if (deadline != FOREVER && wait_now() >= deadline) break;
        else if (wait_with_others(self, waits, n, fds, nfds, until) < 0) result = -1;
        else result = note_ready(self, waits, n, fds);
    }
    for (int i = 0; waits && i < n; i++) {
        if (!waits[i].list) continue;
        if (!waiter_is_woken(&waits[i].waiter)) waiter_leave(&waits[i].waiter);
        else if (result < 0) wait_wake_first(waits[i].list); // it was meant for somebody who makes use of it
    }
    if (fds != small) PyMem_Free(fds);
    return result;
}

// --- parking --------------------------------------------------------------

Value wait_prim(PrimBody body, Ref *a, Py_ssize_t n) {
    struct task *self = this_task();
    task_allow_parking(self);
    Value r = body(a, n);
    self->may_park = false;
    self->repeats = self->parking;
    return r;
}

void wait_cancel(void) {
    struct task *self = this_task();
    wait_leave(self);
    loop_remove_timer(self);
    self->parking = self->repeats = self->woken = false;
}

void wait_parked(struct task *t) {
    t->parking = false;
    if (t->woken) run_ready(t);
    else t->state = TASK_PARKED;
}

/* The lists of what is waited for: 0; 1 when a descriptor is ready already (or
 * always is, as a file), -1 with an exception. */
static int find_lists(struct wait *waits, int n, struct wait_list **lists) {
    int ready = 0;
    for (int i = 0; i < n; i++) {
        struct pollfd now = {.fd = waits[i].fd, .events = waits[i].events};
        waits[i].ready = 0;
        if (waits[i].list || waits[i].looked || poll(&now, 1, 0) <= 0) continue;
        waits[i].ready = now.revents;
        ready = 1;
    }
    for (int i = 0; i < n && !ready; i++) {
        lists[i] = waits[i].list;
        enum lookup watched = lists[i] ? LOOKUP_FOUND : loop_watch(waits[i].fd, waits[i].events, &lists[i]);
        if (watched == LOOKUP_FOUND) continue;
        if (watched < 0) return -1;
        waits[i].ready = waits[i].events;
        ready = 1;
    }
    return ready;
}

#define PARKED_MAX 16 // for more things than that a thread waits

// It is noted that the tasklet is parked until the deadline, if nothing wakes it. 0 or -1.
static int park_until(struct task *self, int64_t deadline) {
    const int64_t limit = limited(self, deadline);
    if (limit != FOREVER && loop_add_timer(self, limit) < 0) return -1;
    wait_begins_parked(self, deadline);
    return 0;
}

// Where the tasklet waits for any of these (none: for the deadline only) is noted: -1. Or there is no need to.
static int park(struct task *self, struct wait *waits, int n, int64_t deadline) {
    if (task_check(self) < 0) return -1;
    struct wait_list *lists[PARKED_MAX];
    int ready = find_lists(waits, n, lists);
    if (ready) return ready;
    if (deadline != FOREVER && wait_now() >= deadline) return 0;
    struct waiters *more = n > 1 ? PyMem_Calloc(1, sizeof *more + sizeof *more->all * (size_t)(n - 1)) : NULL;
    if (n > 1 && !more) return (PyErr_NoMemory(), -1);
    if (park_until(self, deadline) < 0) return (PyMem_Free(more), -1);
    self->waiter.task = (uintptr_t)self;
    if (n) enlist(lists[0], &self->waiter);
    for (int i = 1; i < n; i++) {
        more->all[i - 1].task = (uintptr_t)self;
        enlist(lists[i], &more->all[i - 1]);
    }
    if (more) more->count = n - 1;
    self->more = more;
    return -1;
}

int wait_pass(void) {
    struct task *self = this_task();
    if (task_repeats(self)) return 0; // it was parked, and its turn has come again
    if (self->may_park && self->depth == 1) {
        self->parking = self->woken = true;
        return -1;
    }
    Py_BEGIN_ALLOW_THREADS
    sched_yield();
    Py_END_ALLOW_THREADS
    return task_check(self);
}

int wait_any(struct wait *waits, int n, int64_t deadline) {
    struct task *self = this_task();
    if (self->may_park && self->depth == 1 && n <= PARKED_MAX) return park(self, waits, n, deadline);
    for (int i = 0; i < n; i++) waits[i].waiter = (struct waiter){.task = (uintptr_t)self};
    return block(waits, n, deadline);
}

int wait_told(int64_t deadline) {
    struct task *self = this_task();
    if (self->may_park && self->depth == 1) {
        if (task_check(self) < 0) return -1;
        if (deadline != FOREVER && wait_now() >= deadline) return 0;
        park_until(self, deadline);
        return -1;
    }
    self->woken = false;
    return block(NULL, 1, deadline);
}

void wait_tell(struct task *t) {
    if (likely(t->state == TASK_PARKED && !t->waiter.list && !t->more && !t->timer)) {
        run_ready(t);
        return;
    }
    if (t->state != TASK_PARKED) t->woken = true;
    task_wake(t);
}

int wait_on(struct wait_list *list, int64_t deadline) { return wait_any(&(struct wait){.list = list}, 1, deadline); }

int wait_fd(int fd, short events, int64_t deadline) { return wait_any(&(struct wait){.fd = fd, .events = events}, 1, deadline); }

int wait_fd_again(int fd, short events, int64_t deadline) {
    return wait_any(&(struct wait){.fd = fd, .events = events, .looked = true}, 1, deadline);
}

int wait_child(int pidfd, int64_t deadline) { return wait_fd(pidfd, POLLIN, deadline); }

int wait_until(int64_t deadline) { return wait_any(NULL, 0, deadline); }
