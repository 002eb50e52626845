// SPDX-License-Identifier: MIT
// The state of the running task, as Python sees it: os.environ, os.chdir and the like.
#ifndef SHELL_PYTHON_STATE_H
#define SHELL_PYTHON_STATE_H

#include "base/py.h"

int python_state_init(void); // 0 or -1
// A variable of the running task's environment has been set, or removed (value NULL): 0 or -1.
int python_environ_changed(const char *name, const char *value);

#endif
