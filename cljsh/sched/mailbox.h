// SPDX-License-Identifier: MIT
/* A process's mailbox: messages come in by mailbox_send, and receive looks
 * through them and takes one out.  What lies there is in struct process. */
#ifndef SCHED_MAILBOX_H
#define SCHED_MAILBOX_H

#include "sched/pid.h"

int mailbox_init(void);
void mailbox_clear(struct process *p); // forgets all messages
void mailbox_forget_down(struct process *p, Ref reference); // the message that tells what a monitor was for, if it is there
void filters_drop(struct process_extra *extra); // those of the last receive

#endif
