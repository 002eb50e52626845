// SPDX-License-Identifier: MIT
/* Agents: a value that actions change, one after another, on other threads.
 *
 * Here is only the reference; queue, errors and the running of actions are in
 * lib/clojure/core/92_agents.clj, which keeps them as one map in the atom
 * `control`.
 */
#ifndef SCHED_AGENT_H
#define SCHED_AGENT_H

#include "state/ref.h"
#include "task/task.h"

struct agent { PyObject_HEAD Value value; PyObject *meta; struct watchable watch; Value control; };
extern CljType agent_type;
int agent_init(void);

#endif
