// SPDX-License-Identifier: MIT
/* Waiting until something changes.
 *
 * What can be waited for has a wait_list, guarded by the GIL as all else is:
 * a strand looks at what it wants, finds it not there yet, and calls wait_on,
 * which lets the GIL go; whoever brings the change calls wake.  As nobody
 * else runs between the look and the call, no wake-up is lost.
 *
 * Signals end a wait as they end any Python code; wait_interrupt ends it from
 * another strand.
 */
#ifndef SCHED_WAIT_H
#define SCHED_WAIT_H

#include "sched/strand.h"

struct wait_list { struct waiter *first, **end; };

#define FOREVER INT64_MAX
int64_t wait_now(void); // nanoseconds of the monotonic clock
// The time so many milliseconds (any number) from now, 0 for those past; -1 with TypeError.
int64_t wait_deadline(Ref milliseconds);

// 1 when woken, 0 when the deadline has passed, -1 with an exception.  The list's owner must be kept.
int wait_on(struct wait_list *list, int64_t deadline);
void wake_all(struct wait_list *list);
void wake_first(struct wait_list *list);

// Has KeyboardInterrupt raised in the strand at its next pause, or at once if it waits.
void wait_interrupt(struct strand *s);
// Has those strands look around for what is due (Py_AddPendingCall) that no worker can do.
void wait_nudge(void);

#endif
