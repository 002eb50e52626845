// SPDX-License-Identifier: MIT
/* sys.executable: a link to this program by the name python3, under which it
 * is the interpreter (cljsh --python).  The link is in the cache's folder and
 * made when somebody asks; where that is not possible, it is the system's
 * Python.  In a virtual environment a second link, beside it, leads to that. */
#ifndef HOST_EXECUTABLE_H
#define HOST_EXECUTABLE_H

#include "base/value.h"

#define EXECUTABLE_ENVIRONMENT "environment" // the name of the second link

// Has sys.executable worked out when it is first looked at; 0 or -1.
int executable_postpone(const char *otherwise);

#endif
