// SPDX-License-Identifier: MIT
/* Receiving: the search of a mailbox for a message that one of the patterns takes.
 *
 * How a receive works: receive-first, then receive-next, until a message is
 * wanted or the time is over, then in the first case receive-take.  Where many
 * messages lie in front that no clause takes, a filter lets most of them be
 * passed without a look at them by Clojure code.
 *
 * Where all clauses are as plain as most are, keywords and vectors that begin
 * with one, receive-way looks for the message alone, without Clojure code. */
#ifndef SCHED_RECEIVE_H
#define SCHED_RECEIVE_H

#include "sched/pid.h"

int receive_init(void);
void mailbox_forget_down(struct process *p, Ref reference); // the message that tells what a monitor was for, if it is there
void filters_drop(struct process_extra *extra); // those of the last receive

#endif
