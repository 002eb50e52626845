// SPDX-License-Identifier: MIT
#include "base/call.h"

static Value no_vm(Ref f, const Ref *args, Py_ssize_t n) {
    (void)f, (void)args, (void)n;
    PyErr_SetString(PyExc_RuntimeError, "no virtual machine to call functions with");
    return ERR;
}

static Value call_and_drop(Value f) {
    Value r = call_hook(ref(f), NULL, 0);
    drop(f);
    return r;
}

static enum known_order no_order(Ref f) { return (void)f, ORDER_UNKNOWN; }

enum known_order (*call_order_hook)(Ref f) = no_order;
Value (*call_take_hook)(Value f) = call_and_drop;
Value (*call_hook)(Ref f, const Ref *args, Py_ssize_t n) = no_vm;
