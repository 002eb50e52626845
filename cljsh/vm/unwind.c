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

static void drop_live(Value *base, const uint64_t *live, const uint64_t *except, uint32_t words) {
    for (uint32_t w = 0; w < words; w++) {
        uint64_t bits = live[w] & ~(except ? except[w] : 0);
        while (bits) {
            uint32_t r = w * 64 + (uint32_t)__builtin_ctzll(bits);
            bits &= bits - 1;
            drop(base[r]);
        }
    }
}

static const struct handler *find_handler(const struct proto *p, uint32_t at) {
    for (uint32_t i = 0; i < p->nhandlers; i++)
        if (p->handlers[i].start <= at && at < p->handlers[i].end) return &p->handlers[i];
    return NULL;
}

bool vm_unwind(struct activation *t) {
    PyObject *exc = exception_fetch();
    if (!exc) {
        PyErr_SetString(PyExc_SystemError, "a primitive failed without an exception");
        exc = exception_fetch();
    }
    Value *base = t->base;
    const Instr *pc = t->pc;
    for (;;) {
        struct proto *p = (struct proto *)base[-2].w;
        uintptr_t back = base[-1].w;
        if (!back) { // the bottom: what it had was consumed by the call
            PyErr_Restore(Py_NewRef(Py_TYPE(exc)), exc, PyException_GetTraceback(exc));
            return false;
        }
        uint32_t at = (uint32_t)(pc - p->code);
        trace_add(exc, p, at);
        const uint64_t *live = proto_live(p, at);
        const struct handler *h = at ? find_handler(p, at - 1) : NULL;
        if (h) {
            const uint64_t *wanted = p->live_bits + (size_t)h->live * p->live_words;
            if (live) drop_live(base, live, wanted, p->live_words);
            base[h->exc_reg] = adopt(exc);
            t->base = base;
            t->pc = p->code + h->target;
            return true;
        }
        if (live) drop_live(base, live, NULL, p->live_words);
        Value *caller = base - RETURN_DELTA(back);
        pc = RETURN_PC(back);
        Py_DECREF(p);
        base = caller;
        if (back & RETURN_RETRY) { // its instruction had not consumed anything yet
            Instr i = *pc++;
            if (I_FLAGS(i) & FLAG_B) drop(base[I_B(i)]);
        }
    }
}
