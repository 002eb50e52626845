// SPDX-License-Identifier: MIT
/* Stress switches: debug builds (VARIANT=debug, asan) read them once, from
 * the environment, so that what is rare happens all the time.
 *
 *   CLJSH_STRESS_YIELD=1        at every pause of the virtual machine (calls,
 *                               loops going back) the GIL is let go
 *   CLJSH_STRESS_GC=N           every N-th new object that the collector tracks
 *                               starts a collection of the young ones, and
 *                               every 1000*N-th pause one of all
 *   CLJSH_STRESS_FAIL_ALLOC=N   the N-th allocation after the start fails;
 *                               with 0 none does, and their number is told at the
 *                               end; with N+STEP the program runs again and again,
 *                               each time with one failing that is STEP later
 *   CLJSH_STRESS_SHORT_HASH=N   hashes of keys are cut to N bits
 *   CLJSH_STRESS_TIME=1         when all tasklets wait, the time until the next
 *                               deadline passes at once
 *
 * In release builds nothing of this exists: the macros are constants.
 */
#ifndef BASE_STRESS_H
#define BASE_STRESS_H

#include "base/py.h"

#define STRESS_SLICE 4000 // reductions between two looks around, when nothing is asked for

#if CLJSH_DEBUG

extern struct stress {
    int64_t slice;        // reductions between two looks around
    Py_hash_t hash_mask;  // what remains of a hash
    bool pauses;          // stress_pause() is wanted at each of them
    bool hurries;         // time is not waited for
    int64_t skipped;      // nanoseconds that were not
} stress;
// While it is true, no allocation of this thread fails: Python does not survive that where it makes its own state of a thread.
extern __thread bool stress_spares;

void stress_read(void);   // from the environment, before anything is hashed
int stress_start(void);   // the start is over: 0, or -1 with an exception
void stress_pause(void);
void stress_end(void);    // tells what was counted

#define stress_spare(on) ((void)(stress_spares = (on)))
#define stress_hurries() stress.hurries
#define stress_skip(ns) ((void)(stress.skipped += (ns)))
#define stress_skipped() stress.skipped
#define stress_slice() stress.slice
#define stress_hash(h) ((h) == -1 ? -1 : (h) & stress.hash_mask)

#else

static inline void stress_read(void) {}
static inline int stress_start(void) { return 0; }
static inline void stress_end(void) {}
#define stress_spare(on) ((void)(on))
#define stress_hurries() false
#define stress_skip(ns) ((void)(ns))
#define stress_skipped() 0
#define stress_slice() STRESS_SLICE
#define stress_hash(h) (h)

#endif
#endif
