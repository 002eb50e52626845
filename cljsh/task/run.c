// SPDX-License-Identifier: MIT
#include "task/run.h"

#include "task/deadlock.h"
#include "task/loop.h"
#include "task/pause.h"
#include "task/thread.h"

#include <errno.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <time.h>

#define STACK_SIZE ((size_t)16 << 20)
#define TICK 1000000L        // ns between two looks of the watch
#define TICK_MIN 50000L      // and after one that has found the GIL free: calls that block come in groups
#define STUCK (10 * TICK)    // after so long without any progress a tasklet that holds the GIL is passed by
#define QUIET (100 * TICK)   // after so long without a tasklet running, it sleeps
#define IDLE_SECONDS 5       // a spare carrier ends after that
#define THREADS_MAX 4096

void (*run_tasklet)(struct task *t);
const volatile int *run_gil_locked;

// --- the queue ------------------------------------------------------------

static struct { struct task *first, **end; } queues[PRIORITIES];
static int queued;
static uint32_t turn; // now and then those of low priority come first
#define TURNS 255     // after so many the carrier itself looks around

static void notify(void);
static void notify_soon(void);

static void push(struct task *t) {
    t->state = TASK_READY;
    t->next = NULL;
    if (!queues[t->priority].first) queues[t->priority].end = &queues[t->priority].first;
    *queues[t->priority].end = t;
    queues[t->priority].end = &t->next;
    queued++;
}

int run_queue_length(void) { return queued; }

void run_ready(struct task *t) {
    push(t);
    notify_soon();
}

static struct task *take_from(int priority) {
    struct task *t = queues[priority].first;
    if (!t) return NULL;
    queues[priority].first = t->next;
    t->next = NULL; // nor waiters
    queued--;
    return t;
}

static struct task *pop(void) {
    if (unlikely((++turn & 15) == 0)) {
        struct task *t = take_from(PRIORITY_LOW);
        if (t) return t;
    }
    for (int p = 0; p < PRIORITIES; p++) {
        struct task *t = take_from(p);
        if (t) return t;
    }
    return NULL;
}

bool run_is_ready(void) { return queues[0].first || queues[1].first || queues[2].first; }

void run_withdraw(struct task *t) {
    if (t->state != TASK_READY) return;
    struct task **at = &queues[t->priority].first;
    while (*at && *at != t) at = &(*at)->next;
    if (!*at) return;
    *at = t->next;
    if (queues[t->priority].end == &t->next) queues[t->priority].end = at;
    t->next = NULL;
    if (--queued == 0) atomic_store_explicit(&run_owes_notice, 0, memory_order_relaxed);
}

void task_wake(struct task *t) {
    if (t->state == TASK_PARKED || t->parking) {
        wait_leave(t);
        loop_remove_timer(t);
        if (t->state == TASK_PARKED) run_ready(t);
        else t->woken = true; // it is on its way out of the interpreter
    }
    wait_nudge(t);
}

// --- carriers ---------------------------------------------------------------

struct carrier {
    struct carrier *next; // in the list of spares
    sem_t go;
    bool is_spare;
    bool switches;        // the interpreter that it has called may go on with another tasklet (run_switch)
};

// Guarded by the GIL.
static struct carrier *token, *watch, *spares;
static int threads, threads_max = THREADS_MAX;
static bool starting;         // a thread that will take the token, or the watch, is on its way
static bool polling;          // the token's carrier sits in the event loop

// Seen without it.
static _Atomic uint64_t progress; // grows whenever a tasklet begins or ends a slice; by who has the GIL
static _Atomic bool running;      // the token's carrier runs a tasklet
static _Atomic bool asleep;       // the watch does
static _Atomic bool wanted;       // the token is free
_Atomic uint32_t run_owes_notice; // not 0: tasklets are ready, and who sits in the loop has not been told

static __thread struct carrier *here; // this thread's

static inline void note_progress(void) {
    atomic_store_explicit(&progress, atomic_load_explicit(&progress, memory_order_relaxed) + 1, memory_order_relaxed);
}

static void carry(void *unused);

/* Python takes the thread that imports threading first for the main one, and
 * waits for it at the end. */
bool run_main_is_known;
static void name_main_thread(void) {
    if (run_main_is_known || !this_task()->is_main) return;
    run_main_is_known = true;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_XDECREF(PyImport_ImportModule("threading"));
    PyErr_Restore(type, value, traceback);
}

static void start_carrier(void) {
    name_main_thread();
    if (starting || threads >= threads_max) return;
    if (thread_start(carry, NULL, STACK_SIZE) == 0) {
        starting = true;
        threads++;
    }
}

// Somebody without the token is to look at what there is to do.
static void call_spare(void) {
    if (watch) {
        sem_post(&watch->go);
    } else if (spares) {
        struct carrier *c = spares;
        spares = c->next;
        c->is_spare = false;
        sem_post(&c->go);
    } else {
        start_carrier();
    }
}

static void notify(void) {
    if (!token) {
        atomic_store(&wanted, true);
        call_spare();
    } else if (polling) {
        loop_interrupt();
    }
}

/* Who has made a tasklet ready has the GIL, without which the carrier in the
 * loop can do nothing with it.  So it is told when the GIL may be let go: at
 * a pause or the next wait of whoever has it, or, in Python code, by the watch.
 * A tasklet that its maker itself runs meanwhile (run_here) costs no switch of
 * threads. */
static void notify_soon(void) {
    if (!token || !watch || !polling) {
        if (token && !watch) call_spare(); // who becomes the watch
        notify();
        return;
    }
    if (atomic_load_explicit(&run_owes_notice, memory_order_relaxed)) return;
    static uint32_t last;
    if (!++last) last = 1;
    atomic_store(&run_owes_notice, last);
    if (unlikely(atomic_exchange(&asleep, false))) sem_post(&watch->go);
}

void run_give_notice(void) {
    if (atomic_exchange(&run_owes_notice, 0)) loop_interrupt();
}

void run_pass_notice(void) {
    static uint32_t seen; // one that is as old as a slice
    const uint32_t notice = atomic_load_explicit(&run_owes_notice, memory_order_relaxed);
    if (notice == seen) run_give_notice();
    seen = notice;
}

void run_loop_changed(void) { notify(); }

int run_idle_carriers(void) {
    if (starting || (token && !polling && atomic_load(&running))) return -1;
    int n = (watch != NULL) + (token && polling);
    for (struct carrier *c = spares; c; c = c->next) n++;
    return n;
}

static void drop_token(void) {
    token = NULL;
    atomic_store(&running, false);
    if (run_is_ready()) notify();
}

void run_thread_waits(void) {
    if (run_owes()) run_give_notice();
    if (here && token == here && run_is_ready()) drop_token();
}

void run_thread_blocks(void) {
    if (run_owes()) run_give_notice();
    if (here && token == here) drop_token();
}

// Others may have become ready while tasklets run.
static void look_at_loop(void) {
    static int64_t looked;
    const int64_t now = wait_now();
    if (now - looked <= TICK) return;
    looked = now;
    if (loop_run(false) < 0) PyErr_Clear();
}

bool run_gives_way(struct task *self) {
    if (!self->is_tasklet) return false;
    note_progress();
    if (here && token == here) look_at_loop();
    if (self->depth != 1) return false;
    return run_is_ready() || (here && token != here);
}

void run_here(struct task *t) {
    struct task *outer = task_current;
    struct task_in_c in_c = task_in_c;
    struct carrier *c = here;
    const bool switches = c && c->switches;
    task_in_c = (struct task_in_c){0};
    if (c) c->switches = false; // who has called waits for this one
    t->is_worker = outer->is_worker;
    run_withdraw(t);
    t->state = TASK_RUNNING;
    task_current = t;
    run_tasklet(t);
    task_current = outer;
    task_in_c = in_c;
    if (c) c->switches = switches;
    task_surroundings.follow();
}

struct task *run_switch(struct task *self) {
    struct carrier *c = here;
    struct task *next = queues[PRIORITY_NORMAL].first;
    PyObject *context = PyThreadState_GET()->context;
    if (!next || !c || token != c || !c->switches || !watch) return NULL;
    if (self->priority != PRIORITY_NORMAL || queues[PRIORITY_HIGH].first || queues[PRIORITY_LOW].first) return NULL;
    if ((++turn & TURNS) == 0) return NULL;
    if (next->shell != self->shell || next->context != context || self->context != context) return NULL;
    if (pause_gil_is_wanted()) return NULL;
    take_from(PRIORITY_NORMAL);
    if (self->parking) wait_parked(self);
    else push(self);
    note_progress();
    next->state = TASK_RUNNING;
    next->is_worker = true;
    next->depth = 1;
    return task_current = next;
}

static void run_slice(struct task *t) {
    note_progress();
    atomic_store_explicit(&running, true, memory_order_relaxed);
    if (unlikely(!watch)) call_spare();
    if (unlikely(atomic_load_explicit(&asleep, memory_order_relaxed))) {
        atomic_store(&asleep, false);
        if (watch) sem_post(&watch->go);
    }
    t->state = TASK_RUNNING;
    struct task *own = task_current;
    t->is_worker = true;
    task_current = t;
    here->switches = true;
    run_tasklet(t);
    here->switches = false;
    task_current = own;
    if (token == here) atomic_store_explicit(&running, false, memory_order_relaxed);
}

// --- keeping watch ------------------------------------------------------------

static void nap(struct carrier *c, int64_t ns) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    ns += until.tv_nsec;
    until.tv_sec += ns / 1000000000;
    until.tv_nsec = ns % 1000000000;
    sem_timedwait(&c->go, &until);
}

static bool gil_is_free(void) { return run_gil_locked && !*run_gil_locked; }

// Without the GIL, until the token seems to be needed elsewhere; the progress at that time.
static uint64_t keep_watch(struct carrier *c) {
    static int64_t tick = TICK; // one watch at a time
    uint64_t last = atomic_load(&progress);
    uint32_t notice = 0; // that was owed when it last looked
    for (int64_t still = 0, quiet = 0;;) {
        if (atomic_load(&wanted)) return last;
        const uint32_t owed = atomic_load(&run_owes_notice);
        if (owed && (owed == notice || gil_is_free())) run_give_notice(); // nobody else has
        notice = owed;
        if (!atomic_load(&running) && (quiet += tick) > QUIET) {
            atomic_store(&asleep, true);
            nap(c, TICK_MIN); // who looked at `asleep` before that has what it did before seen after it
            if (atomic_load(&asleep) && !atomic_load(&running) && !atomic_load(&wanted) && !atomic_load(&run_owes_notice))
                while (sem_wait(&c->go) < 0 && errno == EINTR) {}
            atomic_store(&asleep, false);
            quiet = 0;
        } else {
            nap(c, tick);
        }
        uint64_t now = atomic_load(&progress);
        if (now != last || !atomic_load(&running)) {
            if (now != last) quiet = 0;
            last = now;
            still = 0;
        } else if (gil_is_free()) {
            tick = TICK_MIN;
            return last;
        } else if ((still += tick) >= STUCK) {
            return last;
        }
        if ((tick *= 2) > TICK) tick = TICK;
    }
}

// With the GIL. False: there was nothing to do for long, and the thread is to end.
static bool be_spare(struct carrier *c) {
    if (!watch) {
        watch = c;
        deadlock_look();
        uint64_t seen;
        Py_BEGIN_ALLOW_THREADS
        seen = keep_watch(c);
        Py_END_ALLOW_THREADS
        pause_others();
        bool stuck = token && atomic_load(&running) && atomic_load(&progress) == seen;
        if (!token || stuck) {
            watch = NULL;
            token = c;
            atomic_store(&running, false);
            atomic_store(&wanted, false);
        } else {
            watch = NULL; // at once again
            atomic_store(&wanted, false);
        }
        return true;
    }
    c->is_spare = true;
    c->next = spares;
    spares = c;
    deadlock_look();
    Py_BEGIN_ALLOW_THREADS
    nap(c, IDLE_SECONDS * 1000000000LL);
    Py_END_ALLOW_THREADS
    pause_others();
    if (!c->is_spare) return true;
    for (struct carrier **at = &spares; *at; at = &(*at)->next)
        if (*at == c) {
            *at = c->next;
            break;
        }
    return false;
}

static void let_others_run(void) {
    if (!pause_gil_is_wanted()) return;
    Py_BEGIN_ALLOW_THREADS // waits until another thread has had it
    Py_END_ALLOW_THREADS
    pause_others();
}

static void carry(void *unused) {
    (void)unused;
    struct carrier self = {0};
    sem_init(&self.go, 0, 0);
    stress_spare(true);
    PyGILState_STATE state = PyGILState_Ensure();
    here = &self;
    this_task()->is_worker = true;
    stress_spare(false);
    starting = false;
    for (bool goes_on = true; goes_on;) {
        if (!token) {
            token = &self;
            atomic_store(&wanted, false);
        }
        struct task *t = token == &self ? pop() : NULL;
        if (t) {
            run_slice(t);
            let_others_run();
            if (token == &self && (turn & TURNS) == 0) look_at_loop(); // each of them may be shorter than a slice
        } else if (token == &self) {
            polling = true;
            if (loop_run(true) < 0) PyErr_Clear();
            polling = false;
        } else {
            goes_on = be_spare(&self);
        }
    }
    threads--;
    here = NULL;
    PyGILState_Release(state);
    sem_destroy(&self.go);
}

// --- the end of the program -----------------------------------------------------

int run_awaited;
struct wait_list run_all_ended;

int run_await_all(void) {
    while (run_awaited > 0 && !deadlock_told)
        if (wait_on(&run_all_ended, FOREVER) < 0) return -1;
    return 0;
}

// --- forks, settings ------------------------------------------------------------

// In the child there is only the thread that forked; what other tasklets did is the parent's.
void run_after_fork(void) {
    for (int p = 0; p < PRIORITIES; p++) queues[p].first = NULL;
    queued = 0;
    spares = watch = NULL;
    pause_after_fork();
    run_awaited = 0;
    run_all_ended = (struct wait_list){0};
    if (token != here || !here) token = NULL;
    threads = here ? 1 : 0;
    starting = polling = false;
    atomic_store(&running, false);
    atomic_store(&asleep, false);
    atomic_store(&wanted, false);
    atomic_store(&run_owes_notice, 0);
}

int run_set_threads_max(int n) {
    int before = threads_max;
    threads_max = n;
    return before;
}

int run_threads_max(void) { return threads_max; }

bool run_threads_are_used_up(void) { return threads && threads >= threads_max && !starting && !watch && !spares && !polling; }
