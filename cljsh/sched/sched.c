// SPDX-License-Identifier: MIT
#include "sched/sched.h"

#include "sched/agent.h"
#include "sched/channel.h"
#include "sched/pid.h"
#include "sched/promise.h"
#include "sched/stm.h"

int sched_init(void) { return promise_init() < 0 || tasklet_init() < 0 || agent_init() < 0 || channel_init() < 0 ? -1 : stm_init(); }
