// SPDX-License-Identifier: MIT
#include "task/pause.h"

#include "base/at_start.h"
#include "task/run.h"
#include "task/wait.h"

#include <sched.h>
#include <stdatomic.h>

static const volatile int always = 1;
const volatile int *pause_attention = &always, *pause_gil_wanted = &always;
void (*pause_ask_for_gil)(void);

/* Where Python's own flags are not known: leaves the GIL for a moment, once
 * its switch interval has passed.  Leaving it more often would starve the
 * others: each time they wake, find it taken again, and their patience, after
 * which Python enforces the switch, starts anew. */
static bool interval_is_over(void) {
    static int64_t last;
    int64_t now = wait_now();
    if (now - last < 5000000) return false;
    last = now;
    return true;
}

static AT_START _Atomic int asking; // threads that have asked for the GIL and have not got it

void pause_ask(void) {
    atomic_fetch_add(&asking, 1);
    if (pause_ask_for_gil) pause_ask_for_gil();
}

void pause_others(void) {
    if (pause_ask_for_gil && unlikely(atomic_load_explicit(&asking, memory_order_relaxed) > 0)) pause_ask_for_gil();
}

void pause_got(void) {
    atomic_fetch_sub(&asking, 1);
    pause_others();
}

void pause_after_fork(void) { atomic_store(&asking, 0); }

bool pause_gil_is_wanted(void) { return pause_gil_wanted == &always ? interval_is_over() : *pause_gil_wanted; }

static COLD int look_around(struct task *self) {
    if (wait_before) wait_before();
    if (task_check(self) < 0 || Py_MakePendingCalls() < 0) { // signals among them
        self->repeats = false;                               // the primitive is not
        return -1;
    }
    if (pause_gil_is_wanted()) {
        Py_BEGIN_ALLOW_THREADS // waits until another thread has had it
        if (pause_gil_wanted == &always) sched_yield();
        Py_END_ALLOW_THREADS
        pause_others();
        task_surroundings.follow();
    }
    return self->is_tasklet && run_gives_way(self);
}

int task_pause(void) {
#if CLJSH_DEBUG
    if (stress.pauses) {
        stress_pause();
        task_surroundings.follow(); // others have run
    }
#endif
    struct task *self = this_task();
    self->slices++;
    if (run_owes()) run_pass_notice();
    return likely(!*pause_attention && !task_is_due(self) && !self->is_tasklet) ? 0 : look_around(self);
}

int task_overdrawn(struct task *self) {
    self->reductions = SLICE;
    return task_pause() < 0 ? -1 : 0;
}
