// SPDX-License-Identifier: MIT
// Names of signals.
#ifndef SHELL_SIGNALS_H
#define SHELL_SIGNALS_H

#include "data/type.h"

// "SIGKILL"; "signal 70" when it has no name.  Static or overwritten by the next call.
const char *signal_name(int sig);
// A number, or a name as keyword, symbol or string (:term, "SIGTERM", "INT"): the number, or -1 with an exception.
int signal_of(Ref r);

#endif
