// SPDX-License-Identifier: MIT
/* Software transactional memory: refs, and transactions that read a snapshot
 * of all of them and change them together.
 *
 * Time is the number of commits.  A transaction remembers when it began, its
 * read point, and sees each ref as it was then: a ref keeps, besides its
 * value and the point that was committed at, older versions.
 *
 *      point      3         7         12  now
 *      ref        a ──────▶ b ──────▶ c              read point 9 sees b
 *
 * It is optimistic: no ref is locked while the body runs.  At the end, in one
 * step that nothing can come between (the GIL is not let go), it checks that
 * no ref it has set or ensured has changed since the read point, and puts its
 * values in.  Else, or when a version it needs is no longer kept, it is run
 * again.  Somebody always gets ahead: what makes one repeat is another's
 * commit.  That a long transaction is not starved by short ones is the task
 * of precedence: one that has been repeated often makes the others wait before
 * they commit, though not for ever (it may be waiting for them).
 *
 * A commute does not mind what a ref was: its function is run again at the
 * end on the latest value.  As that is Clojure code, others may commit
 * meanwhile; then only the functions of those refs are run once more.
 *
 * The loop around all this is in lib/clojure/core/94_stm.clj.
 */
#ifndef SCHED_STM_H
#define SCHED_STM_H

#include "state/ref.h"
#include "task/wait.h"

struct version { Value value; int64_t point; };

struct stm_ref {
    PyObject_HEAD
    struct version now;
    PyObject *meta;
    struct watchable watch;
    struct version *history; // the newest first
    int count, capacity;
    int min, max;            // how many older versions to keep
    bool missed;             // a transaction found no version old enough: keep one more
    uint64_t id;             // in the order they were made
};
extern CljType stm_ref_type;

// What a transaction knows of a ref.
struct tx_entry {
    Value ref;
    Value value;             // in the transaction; w == 0: not set
    Value functions;         // of commutes: a vector, or 0
    int64_t base;            // the point of the version that `value` is commuted from; -1: to be run again
    bool is_set, is_ensured, is_valid;
};

struct tx {
    int64_t read_point;
    struct tx_entry *entries;
    Py_ssize_t count, capacity;
    Value index;             // a map from ref to its place in entries
    Value sends;             // a vector of actions for agents, dispatched when it has succeeded
};

int stm_init(void);

#endif
