// SPDX-License-Identifier: MIT
#include "task/loop.h"

#include "base/stress.h"
#include "task/deadlock.h"
#include "task/pause.h"
#include "task/run.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int epoll_and_1, wake_and_1; // descriptors + 1; 0: not opened
static _Atomic bool sleeps;         // the one who waits is in the kernel there, or about to be

static int loop_open(void) {
    if (epoll_and_1) return 0;
    int poll = epoll_create1(EPOLL_CLOEXEC), wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = -1};
    if (poll < 0 || wake < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, wake, &event) < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        if (poll >= 0) close(poll);
        if (wake >= 0) close(wake);
        return -1;
    }
    epoll_and_1 = poll + 1;
    wake_and_1 = wake + 1;
    return 0;
}

void loop_interrupt(void) {
    if (!atomic_exchange(&sleeps, false)) return; // it looks at what there is before it sleeps
    uint64_t one = 1;
    while (write(wake_and_1 - 1, &one, sizeof one) < 0 && errno == EINTR) {}
}

// --- times: a heap ------------------------------------------------------------

struct timer { int64_t deadline; struct task *task; };
static struct timer *heap; // heap[1] is the earliest
static size_t count, room;

static void place(struct timer t, size_t at) {
    heap[at] = t;
    t.task->timer = (uint32_t)at;
}

static void sift_up(struct timer t, size_t at) {
    for (; at > 1 && heap[at / 2].deadline > t.deadline; at /= 2) place(heap[at / 2], at);
    place(t, at);
}

static void sift_down(struct timer t, size_t at) {
    for (size_t child; (child = at * 2) <= count; at = child) {
        if (child < count && heap[child + 1].deadline < heap[child].deadline) child++;
        if (heap[child].deadline >= t.deadline) break;
        place(heap[child], at);
    }
    place(t, at);
}

int loop_add_timer(struct task *t, int64_t deadline) {
    if (count + 1 >= room) {
        size_t more = room ? room * 2 : 64;
        struct timer *grown = PyMem_Realloc(heap, more * sizeof *heap);
        if (!grown) return (PyErr_NoMemory(), -1);
        heap = grown;
        room = more;
    }
    sift_up((struct timer){deadline, t}, ++count);
    if (heap[1].task == t) run_loop_changed(); // it may have been asleep for longer, on another thread
    return 0;
}

void loop_remove_timer(struct task *t) {
    if (!t->timer) return;
    size_t at = t->timer;
    t->timer = 0;
    struct timer last = heap[count--];
    if (last.task == t) return;
    if (at > 1 && heap[at / 2].deadline > last.deadline) sift_up(last, at);
    else sift_down(last, at);
}

static void wake_due(void) {
    if (!count) return;
    int64_t now = wait_now();
    while (count && heap[1].deadline <= now) task_wake(heap[1].task); // which takes it out
}

// --- descriptors ----------------------------------------------------------------

struct watch { struct wait_list reads, writes; };
static struct watch **watches; // by descriptor
static int watched;

static struct watch *watch_of(int fd) {
    if (fd >= watched) {
        int more = watched ? watched : 64;
        while (more <= fd) more *= 2;
        struct watch **grown = PyMem_Realloc(watches, (size_t)more * sizeof *watches);
        if (!grown) return (struct watch *)PyErr_NoMemory();
        memset(grown + watched, 0, (size_t)(more - watched) * sizeof *grown);
        watches = grown;
        watched = more;
    }
    if (!watches[fd] && !(watches[fd] = PyMem_Calloc(1, sizeof **watches))) PyErr_NoMemory();
    return watches[fd];
}

/* A descriptor is in the kernel's set for one event at a time: it is put there
 * again when somebody waits.  Closing it takes it out, unasked; so what is in
 * the set is not remembered here. */
static int arm(int fd, uint32_t events) {
    struct epoll_event event = {.events = events | EPOLLONESHOT, .data.fd = fd};
    int epoll = epoll_and_1 - 1;
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
    if (errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0) return 0;
    return -1;
}

static uint32_t wanted(const struct watch *w) { return (w->reads.first ? EPOLLIN | EPOLLPRI : 0) | (w->writes.first ? EPOLLOUT : 0); }

enum lookup loop_watch(int fd, short events, struct wait_list **list) {
    if (fd < 0) return LOOKUP_ABSENT;
    struct watch *w = loop_open() < 0 ? NULL : watch_of(fd);
    if (!w) return LOOKUP_FAILED;
    uint32_t more = events & POLLOUT ? EPOLLOUT : EPOLLIN | EPOLLPRI;
    if (arm(fd, wanted(w) | more) < 0) return errno == EPERM ? LOOKUP_ABSENT : (PyErr_SetFromErrno(PyExc_OSError), LOOKUP_FAILED);
    *list = events & POLLOUT ? &w->writes : &w->reads;
    return LOOKUP_FOUND;
}

void loop_forget(int fd) {
    if (fd < 0 || fd >= watched || !watches[fd]) return;
    wait_wake_all(&watches[fd]->reads);
    wait_wake_all(&watches[fd]->writes);
}

static void note_event(const struct epoll_event *event) {
    int fd = event->data.fd;
    if (fd < 0) {
        uint64_t n;
        while (read(wake_and_1 - 1, &n, sizeof n) < 0 && errno == EINTR) {}
        return;
    }
    struct watch *w = watches[fd];
    const bool over = event->events & (EPOLLERR | EPOLLHUP);
    if (over || event->events & (EPOLLIN | EPOLLPRI)) wait_wake_all(&w->reads);
    if (over || event->events & EPOLLOUT) wait_wake_all(&w->writes);
    if (wanted(w)) arm(fd, wanted(w));
}

bool loop_is_empty(void) {
    static int last; // a descriptor that somebody waited for when this was asked before
    if (count) return false;
    for (int i = 0; i < watched; i++) {
        int fd = last + i < watched ? last + i : last + i - watched;
        if (!watches[fd] || !wanted(watches[fd])) continue;
        last = fd;
        return false;
    }
    return true;
}

// --- running ----------------------------------------------------------------------

#define EVENTS 256

// What is ready now comes first; else the time passes without being waited for.
static void hurry(int64_t ns) {
    struct pollfd p = {.fd = epoll_and_1 - 1, .events = POLLIN};
    if (poll(&p, 1, 0) == 0) stress_skip(ns);
}

int loop_run(bool wait) {
    wake_due();
    if (!epoll_and_1 && (!wait || loop_open() < 0)) return wait ? -1 : 0;
    struct timespec left = {0}, *timeout = &left;
    atomic_store(&sleeps, wait); // first: what others bring while these look, who may let go of the GIL, is not slept over
    if (wait && wait_before) wait_before();
    if (wait && !count) deadlock_look();
    wait = wait && !run_is_ready();
    if (wait && count) {
        int64_t ns = heap[1].deadline - wait_now();
        if (ns > 0 && stress_hurries()) hurry(ns);
        else if (ns > 0) left = (struct timespec){.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
    } else if (wait) {
        timeout = NULL;
    }
    struct epoll_event events[EVENTS];
    int n;
    if (wait) {
        Py_BEGIN_ALLOW_THREADS
        n = epoll_pwait2(epoll_and_1 - 1, events, EVENTS, timeout, NULL);
        atomic_store(&sleeps, false);
        pause_ask();
        Py_END_ALLOW_THREADS
        pause_got();
    } else {
        atomic_store(&sleeps, false);
        n = epoll_pwait2(epoll_and_1 - 1, events, EVENTS, timeout, NULL);
    }
    for (int i = 0; i < n; i++) note_event(&events[i]);
    wake_due();
    return 0;
}

void loop_after_fork(void) {
    if (epoll_and_1) close(epoll_and_1 - 1);
    if (wake_and_1) close(wake_and_1 - 1);
    epoll_and_1 = wake_and_1 = 0;
    count = 0;
    for (int fd = 0; fd < watched; fd++)
        if (watches[fd]) *watches[fd] = (struct watch){0};
}
