// SPDX-License-Identifier: MIT
// Between ref.c and stm.c.
#ifndef SCHED_STM_INTERNAL_H
#define SCHED_STM_INTERNAL_H

#include "sched/pid.h"
#include "sched/stm.h"

static inline struct stm_ref *stm_ref_of(Ref r) { return (struct stm_ref *)obj(r); }
struct stm_ref *stm_ref_arg(Ref r); // NULL with TypeError when it is none
int stm_ref_type_init(void);

// The newest version that is not after the point, NULL when it is no longer kept.
const struct version *stm_ref_version_at(struct stm_ref *r, int64_t point);
// Makes sure that stm_ref_install finds room: 0, or -1.
int stm_ref_reserve(struct stm_ref *r);
// Makes the value (consumed) the newest version, and returns the one that is no
// longer kept (or 0), which the caller drops when it is safe to run other code.
Value stm_ref_install(struct stm_ref *r, Value value, int64_t point);

// The transaction of the running task, or NULL.
static inline struct tx *stm_running(void) {
    const struct process *p = this_task()->process;
    return p && p->extra ? p->extra->tx : NULL;
}

// What the transaction sees.
Value tx_read(struct tx *tx, struct stm_ref *r);

#endif
