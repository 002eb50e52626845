// SPDX-License-Identifier: MIT
/* Signs of life, from a thread that needs nothing of Python: a node that
 * computes for long in C is there all the same.  A worker's also looks whether
 * its parent is still there, and has the worker end when it is not. */
#include "node/link.h"
#include "task/thread.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct beat {
    struct beat *next;
    pthread_mutex_t lock;
    int in, out;
    bool dies_with_it, foreign, over;
    bool halfway;        // a frame has been written in part
    int64_t last;        // time of the last write
};

#define GRACE_MS 1500    // what a worker without a parent has to end in good order

#define SLEEP_MAX 500000000 // ns: the interval may have become shorter

int64_t beat_interval = 500000000;
static struct beat *beats;
static pthread_mutex_t all = PTHREAD_MUTEX_INITIALIZER;
static bool running;
static pid_t parent;

static void sign(struct beat *b, int64_t now) {
    if (pthread_mutex_trylock(&b->lock) != 0) return; // something is being written: that is a sign, too
    static const uint8_t own[] = {1, 0, 0, 0, FRAME_PING}, erlangs[] = {0, 0, 0, 0};
    const uint8_t *ping = b->foreign ? erlangs : own;
    size_t length = b->foreign ? sizeof erlangs : sizeof own;
    if (!b->over && !b->halfway && now - b->last >= beat_interval) {
        size_t done = 0;
        while (done < length) { // a few bytes: all or none of them, but for a buffer that ends in between
            ssize_t n = write(b->out, ping + done, length - done);
            if (n > 0) done += (size_t)n;
            else if (n < 0 && errno == EINTR) continue;
            else if (n < 0 && errno == EAGAIN && done) poll(&(struct pollfd){.fd = b->out, .events = POLLOUT}, 1, 100);
            else break;
        }
        b->last = now;
    }
    pthread_mutex_unlock(&b->lock);
}

static bool is_gone(const struct beat *b) {
    struct pollfd p = {.fd = b->in, .events = POLLRDHUP};
    if (poll(&p, 1, 0) > 0 && p.revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL)) return true;
    return parent > 1 && getppid() != parent;
}

static void run(void *unused) {
    (void)unused;
    for (int64_t gone = 0;;) {
        struct pollfd wait = {.fd = -1, .events = POLLRDHUP};
        pthread_mutex_lock(&all);
        int64_t now = wait_now(), next = now + (beat_interval < SLEEP_MAX ? beat_interval : SLEEP_MAX);
        for (struct beat *b = beats; b; b = b->next) {
            sign(b, now);
            if (b->last + beat_interval > now && b->last + beat_interval < next) next = b->last + beat_interval;
            if (!b->dies_with_it) continue;
            wait.fd = b->in;
            if (!gone && is_gone(b)) gone = now;
        }
        pthread_mutex_unlock(&all);
        if (gone && now - gone > GRACE_MS * 1000000LL) _exit(1);
        if (gone) wait.fd = -1;
        poll(&wait, 1, gone ? 100 : (int)((next - now) / 1000000) + 1);
    }
}

static void forget_all(void) { // in the child of a fork
    running = false;
    beats = NULL;
    pthread_mutex_init(&all, NULL);
}

struct beat *beat_new(int in, int out, bool dies_with_it, bool foreign) {
    struct beat *b = calloc(1, sizeof *b);
    if (!b) return NULL;
    *b = (struct beat){.in = in, .out = out, .dies_with_it = dies_with_it, .foreign = foreign, .last = wait_now()};
    pthread_mutex_init(&b->lock, NULL);
    pthread_mutex_lock(&all);
    if (dies_with_it) parent = getppid();
    b->next = beats;
    beats = b;
    bool start = !running;
    running = true;
    pthread_mutex_unlock(&all);
    static bool registered;
    if (!registered && pthread_atfork(NULL, NULL, forget_all) == 0) registered = true;
    if (start && thread_start(run, NULL, 64 << 10) != 0) running = false;
    return b;
}

void beat_end(struct beat *b) {
    if (!b) return;
    pthread_mutex_lock(&all);
    struct beat **at = &beats;
    while (*at && *at != b) at = &(*at)->next;
    if (*at) *at = b->next;
    pthread_mutex_unlock(&all);
    free(b);
}

ssize_t beat_write(struct beat *b, const void *data, size_t length) {
    pthread_mutex_lock(&b->lock);
    ssize_t n = write(b->out, data, length);
    int error = errno;
    if (n > 0) b->last = wait_now();
    if (n > 0) b->halfway = (size_t)n < length;
    pthread_mutex_unlock(&b->lock);
    errno = error;
    return n;
}
