// SPDX-License-Identifier: MIT
/* The locks of `locking`: any value has one, which exists while it is held.
 *
 * They are found by the value's word in a small table.  The lock keeps the
 * value, so that no other one can come to its address meanwhile. */
#include "base/prim.h"
#include "data/equal.h"
#include "num/number.h"
#include "task/wait.h"

struct monitor {
    struct monitor *next; // in the bucket
    Value value;
    struct task *owner;
    Py_ssize_t depth;     // how often the owner has entered
    Py_ssize_t waiting;
    struct wait_list waiters;
};

#define BUCKETS 256
static struct monitor *buckets[BUCKETS];

// Where the pointer to the value's lock is, or would be.
static struct monitor **place_of(Ref value) {
    struct monitor **m = &buckets[mix_hash(value.w) % BUCKETS];
    while (*m && (*m)->value.w != value.w) m = &(*m)->next;
    return m;
}

static struct monitor *monitor_of(Ref value) {
    struct monitor **place = place_of(value), *m = *place;
    if (m) return m;
    m = PyMem_Malloc(sizeof *m);
    if (!m) return (PyErr_NoMemory(), NULL);
    *m = (struct monitor){.value = keep(value)};
    return *place = m;
}

static void free_if_unused(struct monitor *m) {
    if (m->owner || m->waiting || m->waiters.first) return;
    *place_of(ref(m->value)) = m->next;
    drop(m->value);
    PyMem_Free(m);
}

// Takes the lock of a value: 1, 0 when the deadline has passed, or -1.
static int enter(Ref value, int64_t deadline) {
    if (is_nil(value)) return (err_type("nil has no lock"), -1);
    struct monitor *m = monitor_of(value);
    if (!m) return -1;
    struct task *self = this_task();
    int woken = 1;
    m->waiting++;
    while (m->owner && m->owner != self && woken > 0) woken = wait_on(&m->waiters, deadline);
    m->waiting--;
    if (woken > 0) {
        m->owner = self;
        m->depth++;
        return 1;
    }
    free_if_unused(m);
    return woken;
}

PRIM_WAITS(own_monitor_enter, "cljsh.core", "lock!", "[x]",
     "Takes the lock of x, waiting until no other task has it. Returns nil.\n"
     "Who has it may take it again; unlock! is due as often.")
{ return enter(a[0], FOREVER) < 0 ? ERR : nil_value(); }

PRIM_WAITS(own_monitor_try, "cljsh.core", "try-lock!", "[x ms]",
     "Takes the lock of x, waiting so many milliseconds at most. Returns whether this task has it now.")
{
    double ms;
    if (num_as_double(a[1], &ms) < 0) return ERR;
    int r = enter(a[0], wait_after(ms));
    return r < 0 ? ERR : bool_value(r);
}

PRIM(own_monitor_depth, "cljsh.core", "lock-depth", "[x]", "Returns how often this task has taken the lock of x, 0 if it does not have it.")
{
    struct monitor *m = *place_of(a[0]);
    return int_value(m && m->owner == this_task() ? m->depth : 0);
}

PRIM(own_monitor_exit, "cljsh.core", "unlock!", "[x]", "Gives back the lock of x that lock! took. Returns nil.")
{
    struct monitor *m = *place_of(a[0]);
    if (!m || m->owner != this_task()) return err_state("this task does not have the lock of %s", err_type_name(a[0]));
    if (--m->depth) return nil_value();
    m->owner = NULL;
    wait_wake_first(&m->waiters);
    free_if_unused(m);
    return nil_value();
}
