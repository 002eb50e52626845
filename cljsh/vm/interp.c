// SPDX-License-Identifier: MIT
/* The interpreter: one C function, one jump per instruction.
 *
 * The state of the running frame is in locals; it is written back to the
 * task only where somebody else looks at it (failure, growth, a pause).
 * C code called from here never touches this task's stack: what it calls
 * back runs on a task of its own.
 *
 * The function is long by its nature.  Its instructions lie in interp_*.inc, by
 * what they are about; interp.h has what they are written with.  What an
 * instruction does beyond the usual case is a function in slow.h or rare.c.
 */
#include "base/error.h"
#include "class/instance.h"
#include "class/member.h"
#include "class/multi.h"
#include "class/protocol.h"
#include "coll/array.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/transient.h"
#include "coll/vector_impl.h"
#include "data/equal.h"
#include "data/symbol.h"
#include "num/math.h"
#include "num/number.h"
#include "num/small.h"
#include "seq/ahead.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "state/ref.h"
#include "task/wait.h"
#include "vars/var.h"
#include "vm/borrowing.h"
#include "vm/each.h"
#include "vm/generator.h"
#include "vm/interp.h"
#include "vm/rare.h"
#include "vm/site.h"
#include "vm/slow.h"
#include "vm/step.h"
#include "vm/switch.h"
#include "vm/vm.h"

Value vm_run(struct activation *t) {
    static const void *const labels[] = {
#define OP(name, a, b, c, effects, constant, result, slow, meaning) &&op_##name,
#include "vm/opcodes.def"
#undef OP
    };
    register const Instr *pc IN_REGISTER("r15") = t->pc;
    register Value *base IN_REGISTER("r14") = t->base;
    register Value *k IN_REGISTER("r13") = ((struct proto *)base[-2].w)->k;
    register int64_t budget IN_REGISTER("r12") = this_task()->reductions;
    // A call that has been decoded: its window, callee and number of arguments.
    Value *window;
    struct proto *p;
    struct fn *closure;  // owned here when consume_fn
    bool consume_fn;
    Py_ssize_t n;
    Value item; // of a lazy seq, between STEP and its end
    struct lazy *lazy, *walk = NULL; // walk: is to be realised to its end, before the call that needs it is repeated

    DISPATCH();

    op_MOVE: {
        Value v = B;
        if (!(FLAGS & FLAG_B)) word_keep(v.w);
        A = v;
        NEXT();
    }
    op_MOVE2: {
        Value v = B;
        if (!(FLAGS & FLAG_B)) word_keep(v.w);
        A = v;
        v = C;
        if (!(FLAGS & FLAG_C)) word_keep(v.w);
        (&A)[1] = v;
        NEXT();
    }
    op_LOADK: A = keep(ref(KB)); NEXT();
    op_LOADI: A = (Value){W_INT(NUMBER_B)}; NEXT();
    op_DROP: drop(A); NEXT();
    op_DROP2: drop(A); drop(B); NEXT();
    op_DROP3: drop(A); drop(B); drop(C); NEXT();
    op_GETVAR: {
        struct var *v = (struct var *)KB.w;
        if (likely(!v->is_dynamic && v->root.w)) { A = keep(ref(v->root)); NEXT(); }
        RESULT(var_get(v));
    }

#include "vm/interp_numbers.inc"
#include "vm/interp_jumps.inc"
#include "vm/interp_calls.inc"
#include "vm/interp_apply.inc"
#include "vm/interp_colls.inc"
#include "vm/interp_seqs.inc"
#include "vm/interp_host.inc"

    op_YIELD: {
        Value v = B;
        if (!(FLAGS & FLAG_B)) word_keep(v.w);
        t->base = base;
        t->pc = pc + 1;
        t->yielded = (uint8_t)FIELD(3);
        this_task()->reductions = (int32_t)budget;
        return v;
    }
    op_EXIT:
        this_task()->reductions = (int32_t)budget;
        return A;

    /* A primitive has noted where it waits, or needs a seq that is to be realised first.  The instruction is made what it
     * was before, its arguments in their places, to be repeated. */
    park:
    switch (*(const uint8_t *)pc) {
    case OP_CALLR: // through a var or multimethod: what that led to is in the window
        if ((uintptr_t)closure == B.w) break;
        if (FLAGS & FLAG_B) B = adopt(closure);
        else Py_DECREF(closure);
        break;
    case OP_CALLV:
        if (consume_fn) Py_DECREF(closure);
        break;
    case OP_EACH:
    case OP_STEP:
        if (consume_fn) Py_DECREF(closure);
        drop(window[n + 1]); // the element
        if (*(const uint8_t *)pc == OP_EACH && FIELD(2) == EACH_REDUCE) window[EACH_INTO] = window[2];
        break;
    case OP_APPLY: {
        const Py_ssize_t given = (Py_ssize_t)FIELD(3) - 1;
        Value rest = list_give(window + FRAME_HEADER + given, n - given);
        if (failed(rest)) {
            wait_cancel();
            for (Py_ssize_t j = 0; j < given; j++) drop(window[FRAME_HEADER + j]);
            drop(window[0]);
            goto fail;
        }
        window[FRAME_HEADER + given] = rest;
    }
    }

    if (walk) goto walk_ahead;

    leave: {
        struct task *self = this_task();
        t->base = base;
        t->pc = pc;
        self->reductions = (int32_t)budget;
        self = run_switch(self);
        if (unlikely(!self)) return VM_LEFT;
        t = &self->run;
        base = t->base;
        pc = t->pc;
        k = ((struct proto *)base[-2].w)->k;
        budget = self->reductions;
        DISPATCH();
    }

    walk_ahead: {
        size_t delta = ((struct proto *)base[-2].w)->nregs + FRAME_HEADER;
        Value seq = keep_obj(walk), *grown = base;
        walk = NULL;
        p = flow_walker();
        if (!p || (unlikely(base + delta + p->nregs >= t->stack_end) && !(grown = activation_grow(t, base, delta + p->nregs)))) {
            if (!p) err_state("core is not loaded yet");
            unwind_drop_operands(*pc, base);
            drop(seq);
            goto fail;
        }
        base = grown;
        Value *nb = base + delta;
        Py_INCREF(p);
        nb[-2] = (Value){(uintptr_t)p};
        nb[-1] = (Value){RETURN_WORD(pc, delta) | RETURN_RETRY};
        nb[0] = seq;
        base = nb;
        pc = p->code;
        k = p->k;
        DISPATCH();
    }

    fail:
    t->base = base;
    t->pc = pc + 1;
    if (!vm_unwind(t)) {
        this_task()->reductions = (int32_t)budget;
        return ERR;
    }
    base = t->base;
    pc = t->pc;
    k = ((struct proto *)base[-2].w)->k;
    DISPATCH();
}
