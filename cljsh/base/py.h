// SPDX-License-Identifier: MIT
// The one place that includes Python's headers.
#ifndef BASE_PY_H
#define BASE_PY_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define COLD __attribute__((noinline, cold))
#define PY_CAST(o) ((PyObject *)(o))

/* PyObject_GC_IsTracked() and, of what may not be tracked, PyObject_GC_UnTrack(), without a call: for objects
 * whose type has a header for the collector. */
#if PY_VERSION_HEX < 0x030e0000
static inline bool gc_is_tracked(const void *o) { return ((const uintptr_t *)o)[-2] != 0; } // _gc_next
#else
static inline bool gc_is_tracked(const void *o) { return PyObject_GC_IsTracked((PyObject *)o); }
#endif
static inline void gc_untrack(void *o) { if (gc_is_tracked(o)) PyObject_GC_UnTrack(o); }

#endif
