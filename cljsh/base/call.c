// SPDX-License-Identifier: MIT
#include "base/call.h"

static Value no_vm(Ref f, const Ref *args, Py_ssize_t n) {
    (void)f, (void)args, (void)n;
    PyErr_SetString(PyExc_RuntimeError, "no virtual machine to call functions with");
    return ERR;
}

Value (*call_hook)(Ref f, const Ref *args, Py_ssize_t n) = no_vm;
