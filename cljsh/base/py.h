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

#endif
