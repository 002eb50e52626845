// SPDX-License-Identifier: MIT
// Where Python's cycle collector keeps the youngest objects, for gc_track().
#define Py_BUILD_CORE 1
#include "base/py.h"

#if PY_VERSION_HEX >= 0x030b0000 && PY_VERSION_HEX < 0x030c0000
#include <internal/pycore_interp.h>
#include <internal/pycore_runtime.h>

static_assert(sizeof(struct gc_head) == sizeof(PyGC_Head), "as Python has it");
struct gc_head *const gc_young = (struct gc_head *)&_PyRuntime._main_interpreter.gc.generations[0].head;
#endif
