// SPDX-License-Identifier: MIT
/* Persistent queues: a seq in front, a vector behind. */
#ifndef COLL_QUEUE_H
#define COLL_QUEUE_H

#include "data/type.h"

extern CljType queue_type;
int queue_init(void);
Value queue_empty(void);

#endif
