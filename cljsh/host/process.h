// SPDX-License-Identifier: MIT
/* What Python knows about the process it runs in.
 *
 * A process that was restored from an image has an initialised Python, but
 * of nowhere: no arguments, no environment, no standard streams in use.
 * process_refresh() makes it this process's Python; after a start from
 * source it does the same again where Python itself would have done it
 * differently, so that both starts end in the same state.
 */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

#include "base/py.h"

// restored: was Python initialised by another process?  0, or -1 with an exception.
int process_refresh(bool restored);
// Before an image is made: what Python has cached about files and such is forgotten.
int process_forget(void);
// Does sys.stdout or sys.stderr (1 or 2) hold something back? true when that is not known.
bool process_holds_output(int fd);

#endif
