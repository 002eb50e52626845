// SPDX-License-Identifier: MIT
#include "base/stress.h"

#if CLJSH_DEBUG

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct stress stress = {.slice = STRESS_SLICE, .hash_mask = -1};

static bool yields;
static long gc_every, fail_at = -1, fail_step; // fail_step: runs again and again, see below

// A switch's number; absent when it is not set, or not to a number.
static long number(const char *name, long absent) {
    const char *text = getenv(name);
    char *end;
    if (!text || !*text) return absent;
    long n = strtol(text, &end, 10);
    if (*end == '+' && n > 0) fail_step = strtol(end + 1, &end, 10);
    if (!*end && n >= 0) return n;
    fprintf(stderr, "cljsh: %s needs a number\n", name);
    return absent;
}

void stress_read(void) {
    yields = number("CLJSH_STRESS_YIELD", 0) > 0;
    gc_every = number("CLJSH_STRESS_GC", 0);
    stress.hurries = number("CLJSH_STRESS_TIME", 0) > 0;
    fail_at = number("CLJSH_STRESS_FAIL_ALLOC", -1);
    long bits = number("CLJSH_STRESS_SHORT_HASH", -1);
    stress.hash_mask = bits >= 0 && bits < 62 ? ((Py_hash_t)1 << bits) - 1 : -1;
}

// --- pauses -----------------------------------------------------------------

void stress_pause(void) {
    static long pauses; // the GIL guards it
    if (gc_every && ++pauses % (1000 * gc_every) == 0) PyGC_Collect();
    if (!yields) return;
    Py_BEGIN_ALLOW_THREADS
    sched_yield();
    Py_END_ALLOW_THREADS
}

// --- allocations that fail --------------------------------------------------

/* All three of Python's domains go through one counter.  The raw one is used
 * without the GIL, too. */
static PyMemAllocatorEx real[3];
static _Atomic long allocations;
static bool *reached; // has the allocation that is to fail been asked for? (seen by the process that forked)

__thread bool stress_spares;

static bool fails(void) {
    if (stress_spares) return false;
    if (likely(++allocations != fail_at)) return false;
    if (reached) *reached = true;
    return true;
}

static void *fail_malloc(void *of, size_t size) {
    const PyMemAllocatorEx *a = of;
    return fails() ? NULL : a->malloc(a->ctx, size);
}
static void *fail_calloc(void *of, size_t n, size_t size) {
    const PyMemAllocatorEx *a = of;
    return fails() ? NULL : a->calloc(a->ctx, n, size);
}
static void *fail_realloc(void *of, void *p, size_t size) {
    const PyMemAllocatorEx *a = of;
    return fails() ? NULL : a->realloc(a->ctx, p, size);
}
static void fail_free(void *of, void *p) {
    const PyMemAllocatorEx *a = of;
    a->free(a->ctx, p);
}

static void watch_allocations(void) {
    static const PyMemAllocatorDomain domains[] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
    for (int i = 0; i < 3; i++) PyMem_GetAllocator(domains[i], &real[i]);
    for (int i = 0; i < 3; i++) {
        PyMemAllocatorEx a = {&real[i], fail_malloc, fail_calloc, fail_realloc, fail_free};
        PyMem_SetAllocator(domains[i], &a);
    }
}

/* Runs the rest of the program again and again, each time in a child, with a
 * later allocation failing, until a run does not come to that; each run is
 * told with how it ended. */
static int fail_in_turn(void) {
    reached = mmap(NULL, sizeof *reached, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (reached == MAP_FAILED) return PyErr_SetFromErrno(PyExc_OSError), -1;
    for (long n = fail_at;; n += fail_step) {
        int status;
        *reached = false;
        PyOS_BeforeFork();
        pid_t child = fork();
        if (child == 0) {
            PyOS_AfterFork_Child();
            fail_at = n;
            alarm(20);
            return 0;
        }
        PyOS_AfterFork_Parent();
        if (child < 0 || waitpid(child, &status, 0) != child) return PyErr_SetFromErrno(PyExc_OSError), -1;
        fprintf(stderr, "cljsh: allocation %ld %s: %s %d\n", n, *reached ? "failed" : "was not needed",
                WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        if (!*reached) _exit(0);
    }
}

// --- start and end ----------------------------------------------------------

int stress_start(void) {
    stress.pauses = yields || gc_every;
    if (stress.pauses) stress.slice = 0;
    if (gc_every) {
        PyObject *gc = PyImport_ImportModule("gc");
        PyObject *r = gc ? PyObject_CallMethod(gc, "set_threshold", "lii", gc_every, 20, 20) : NULL;
        Py_XDECREF(gc);
        Py_XDECREF(r);
        if (!r) return -1;
    }
    if (fail_step > 0 && fail_in_turn() < 0) return -1;
    if (fail_at >= 0) watch_allocations();
    return 0;
}

void stress_end(void) {
    if (fail_at == 0) fprintf(stderr, "cljsh: %ld allocations\n", (long)allocations);
}

#endif
