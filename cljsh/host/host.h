// SPDX-License-Identifier: MIT
/* The host's part of the namespaces: classes under the names Clojure
 * programmers know, exceptions with data, what reader and printer ask of the
 * namespaces. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "data/type.h"

extern PyObject *ExceptionInfo; // cljsh.ExceptionInfo(Exception): attributes data, cause

int gil_init(void);     // finds where Python notes that its lock is wanted
int classes_init(void);
int hooks_init(void);   // fills the hooks of read/ and num/

#endif
