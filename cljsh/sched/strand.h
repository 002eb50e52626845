// SPDX-License-Identifier: MIT
/* What one strand of execution has besides its bindings.  A strand is an OS
 * thread; what waits does so through sched/wait.h and what starts one through
 * sched/thread.h, so that this is all a lighter kind of strand has to bring.
 */
#ifndef SCHED_STRAND_H
#define SCHED_STRAND_H

#include "vm/vm.h"

struct tx;
struct waiter;

struct strand {
    struct tx *tx;          // the transaction that runs (sched/stm.h)
    Value held;             // in an agent's action: a vector of the sends to be made when it ends, else 0
    struct waiter *waiting; // where it waits now
    struct vm *vm;          // its machine, while somebody may interrupt it
    bool is_worker;         // started by sched/thread.c
};
extern __thread struct strand strand;

int sched_init(void);

#endif
