// SPDX-License-Identifier: MIT
#include "host/context.h"

int context_copy(PyObject **copy) {
    if (!PyThreadState_Get()->context) return 0;
    return (*copy = PyContext_CopyCurrent()) ? 0 : -1;
}

void context_exchange(PyObject **context) {
    PyThreadState *t = PyThreadState_Get();
    PyObject *before = t->context;
    if (before == *context) return;
    t->context = *context;
    t->context_ver++; // what variables remember of their values is void
    *context = before;
}
