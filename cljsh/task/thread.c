// SPDX-License-Identifier: MIT
#include "task/thread.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

static sigset_t outside; // what was blocked where the first thread was started
static bool is_known;
static __thread bool is_ours;

struct start { void (*body)(void *); void *arg; };

static void *run(void *p) {
    struct start start = *(struct start *)p;
    free(p);
    is_ours = true;
    start.body(start.arg);
    return NULL;
}

int thread_start(void (*body)(void *), void *arg, size_t stack_size) {
    struct start *start = malloc(sizeof *start);
    if (!start) return ENOMEM;
    *start = (struct start){body, arg};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack_size);
    sigset_t all, before; // signals are for the main thread
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (!is_known) outside = before;
    is_known = true;
    pthread_t thread;
    int r = pthread_create(&thread, &attributes, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (r) free(start);
    return r;
}

sigset_t thread_mask_for_child(const sigset_t *mask) { return is_ours && is_known ? outside : *mask; }
