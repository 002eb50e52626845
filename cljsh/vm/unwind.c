// SPDX-License-Identifier: MIT
/* Unwinding: what happens to a task's frames when an instruction fails.
 *
 * For each frame the table of live registers says what it owns at that
 * point.  A handler that protects the point gets the exception, and what it
 * does not need is dropped; without one all is dropped and the frame goes.
 * The places passed are noted in the exception, for reports.
 */
#include "data/str.h"
#include "vm/rare.h"
#include "vm/trace.h"
#include "vm/vm.h"

static const struct handler *find_handler(const struct proto *p, uint32_t at) {
    for (uint32_t i = 0; i < p->nhandlers; i++)
        if (p->handlers[i].start <= at && at < p->handlers[i].end) return &p->handlers[i];
    return NULL;
}

void unwind_drop_operands(Instr i, Value *base) {
    if (I_FLAGS(i) & FLAG_B) drop(base[I_B(i)]);
    Value *window = base + I_A(i);
    switch (I_OP(i)) {
    case OP_CALL:
    case OP_APPLY:
        drop(window[0]); // fall through
    case OP_CALLR:
    case OP_CALLV:
    case OP_CALLK:
        for (size_t j = 0; j < I_C(i); j++) drop(window[FRAME_HEADER + j]);
    }
}

bool vm_unwind(struct activation *t) {
    PyObject *exc = exception_fetch();
    if (!exc) {
        PyErr_SetString(PyExc_SystemError, "a primitive failed without an exception");
        exc = exception_fetch();
    }
    for (struct frame f = frame_innermost(t);;) {
        if (frame_is_lowest(f)) { // what it had was consumed by the call
            PyErr_Restore(Py_NewRef(Py_TYPE(exc)), exc, PyException_GetTraceback(exc));
            return false;
        }
        struct proto *p = frame_proto(f);
        uint32_t at = frame_at(f);
        trace_add(exc, p, at);
        const struct handler *h = at ? find_handler(p, at - 1) : NULL;
        if (h) {
            frame_drop(f, p->live_bits + (size_t)h->live * p->live_words);
            f.base[h->exc_reg] = adopt(exc);
            t->base = f.base;
            t->pc = p->code + h->target;
            return true;
        }
        frame_drop(f, NULL);
        struct frame caller = frame_caller(f);
        if (frame_repeats_caller(f)) unwind_drop_operands(*caller.pc++, caller.base); // it had not consumed anything yet
        Py_DECREF(p);
        f = caller;
    }
}
