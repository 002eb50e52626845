// SPDX-License-Identifier: MIT
/* A process's mailbox: messages come in by mailbox_send, and receive (sched/receive.h)
 * looks through them and takes one out.  What lies there is in struct process. */
#ifndef SCHED_MAILBOX_H
#define SCHED_MAILBOX_H

#include "sched/pid.h"

void mailbox_clear(struct process *p); // forgets all messages

// Messages kept for the next ones to come.
#define SPARE_MESSAGES_MAX 4096
extern struct message *mailbox_spare;
extern int mailbox_spares;

// One that has been taken out; its value and sender are the caller's.
static inline void message_free(struct message *m) {
    if (mailbox_spares >= SPARE_MESSAGES_MAX) {
        PyMem_Free(m);
        return;
    }
    m->next = mailbox_spare;
    mailbox_spare = m;
    mailbox_spares++;
}

#endif
