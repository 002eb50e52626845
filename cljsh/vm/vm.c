// SPDX-License-Identifier: MIT
#include "vm/vm.h"

#include "base/at_start.h"
#include "base/call.h"
#include "base/cstack.h"
#include "base/error.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vm/each.h"
#include "vm/step.h"

struct proto *force_proto, *step_proto, *calling_proto;
static struct proto *exit_proto;

#define STACK_WORDS_FIRST 256
#define POOL_STACK_MAX 4096 // a larger stack is not kept for the next activation
#define POOL_MAX 64         // nor more of them than this

// --- activations ----------------------------------------------------------------

static AT_START struct activation *pool; // of all threads: the GIL guards it
static AT_START int pooled;

static struct activation *activation_take(void) {
    struct activation *t = pool;
    if (t) {
        pool = t->next;
        pooled--;
        return t;
    }
    t = PyMem_Malloc(sizeof *t);
    Value *stack = PyMem_Malloc(STACK_WORDS_FIRST * sizeof(Value));
    if (!t || !stack) {
        PyMem_Free(t);
        PyMem_Free(stack);
        PyErr_NoMemory();
        return NULL;
    }
    t->stack = stack;
    t->stack_end = stack + STACK_WORDS_FIRST;
    return t;
}

static void activation_give(struct activation *t) {
    if (unlikely(t->stack_end - t->stack > POOL_STACK_MAX || pooled >= POOL_MAX)) {
        PyMem_Free(t->stack);
        PyMem_Free(t);
        return;
    }
    t->next = pool;
    pool = t;
    pooled++;
}

Value *activation_grow(struct activation *t, Value *base, size_t words) {
    size_t used = (size_t)(base - t->stack), size = (size_t)(t->stack_end - t->stack), wanted = size * 2;
    while (wanted < used + words + FRAME_HEADER) wanted *= 2;
    if (wanted > STACK_WORDS_MAX) {
        PyErr_Format(PyExc_RecursionError, "functions call each other too deeply: the stack has reached its limit of %zu MiB",
                     STACK_WORDS_MAX * sizeof(Value) >> 20);
        return NULL;
    }
    Value *stack = PyMem_Realloc(t->stack, wanted * sizeof(Value));
    if (!stack) return (Value *)PyErr_NoMemory();
    t->stack = stack;
    t->stack_end = stack + wanted;
    return stack + used;
}

/* The bottom of a stack: a frame whose next instruction is the EXIT, and what
 * the frame above it begins with.  Where that one's registers are; its proto
 * is left to enter. */
static Value *bottom(Value *base) {
    static const Instr exit = INSTR(OP_EXIT, 0, 0, 0, 0);
    base[-2] = (Value){(uintptr_t)exit_proto};
    base[-1] = (Value){0};
    base += FRAME_HEADER;
    base[-1] = (Value){RETURN_WORD(&exit, FRAME_HEADER)};
    return base;
}

Value *activation_start(struct activation *t, size_t registers) {
    size_t words = 2 * FRAME_HEADER + registers + 1;
    Value *base = t->stack = PyMem_Malloc(words * sizeof *base);
    if (!base) return (Value *)PyErr_NoMemory();
    t->stack_end = base + words;
    t->yielded = 0;
    return bottom(base + FRAME_HEADER);
}

// --- calls from C ---------------------------------------------------------

static void drop_all(Value *args, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) drop(args[i]);
}

static Value nest(struct activation *t) {
    struct task *self = this_task();
    self->depth++;
    Value r = vm_run(t);
    self->depth--;
    return r;
}

#define CALL_MAX 8
static Instr call_start[CALL_MAX + 1][2], apply_start[2]; // CALL with so many arguments, EXIT

static Value run_nested(Value f, Value *args, Py_ssize_t n, const Instr *start) {
    struct activation *t = cstack_check() < 0 ? NULL : activation_take();
    Value *base = t ? t->stack + FRAME_HEADER : NULL;
    if (base && t->stack_end - base < n + 8) base = activation_grow(t, base, (size_t)n + 8);
    if (!base) {
        drop_all(args, n);
        drop(f);
        if (t) activation_give(t);
        return ERR;
    }
    bottom(base);
    base[0] = f;
    if (n) memcpy(base + FRAME_HEADER, args, (size_t)n * sizeof(Value));
    t->base = base;
    t->pc = start;
    Value r = nest(t);
    activation_give(t);
    return r;
}

int activation_call(struct activation *t, Value f, Value *args, Py_ssize_t n) {
    Value all;
    const Instr *start = apply_start;
    if (n <= CALL_MAX) {
        start = call_start[n];
    } else if (ok(all = list_give(args, n))) {
        args = &all;
        n = 1;
    } else {
        return (drop(f), -1);
    }
    // As much as the function itself takes: of many tasklets that wait, most have called nothing else.
    const struct proto *p = is_fn(ref(f)) ? fn_entry(fn_of(ref(f)), n) : NULL;
    size_t registers = FRAME_HEADER + (size_t)n + (p ? 0 : 6);
    if (p && p->nregs > registers) registers = p->nregs;
    Value *base = activation_start(t, registers);
    if (!base) {
        drop_all(args, n);
        drop(f);
        return -1;
    }
    base -= FRAME_HEADER; // a CALL writes its header itself
    base[0] = f;
    if (n) memcpy(base + FRAME_HEADER, args, (size_t)n * sizeof(Value));
    t->base = base;
    t->pc = start;
    return 0;
}

/* A function that closes over nothing is entered without the CALL: its frame
 * is built here, above one whose next instruction is the EXIT. */
struct activation *vm_plain_activation(struct proto *p) {
    struct activation *t = cstack_check() < 0 ? NULL : activation_take();
    if (unlikely(!t)) return NULL;
    Value *base = t->stack + FRAME_HEADER;
    size_t room = FRAME_HEADER + (size_t)p->nregs + 1;
    if (unlikely((size_t)(t->stack_end - base) < room) && !(base = activation_grow(t, base, room))) {
        activation_give(t);
        return NULL;
    }
    base = bottom(base);
    Py_INCREF(p);
    base[-2] = (Value){(uintptr_t)p};
    t->base = base;
    t->pc = p->code;
    return t;
}

Value vm_run_plain(struct activation *t) {
    Value r = nest(t);
    activation_give(t);
    return r;
}

Value vm_call_give(Ref f, Value *args, Py_ssize_t n) {
    if (is_fn(f)) {
        struct proto *p = fn_entry(fn_of(f), n);
        if (p && !p->flags) {
            struct activation *t = vm_plain_activation(p);
            if (unlikely(!t)) return (drop_all(args, n), ERR);
            for (Py_ssize_t i = 0; i < n; i++) t->base[i] = args[i];
            return vm_run_plain(t);
        }
        if (p && (p->flags & PROTO_NATIVE)) {
            struct task *self = this_task();
            self->depth++;
            Value r = cstack_check() < 0 ? ERR : p->native(lend(args), n);
            self->depth--;
            drop_all(args, n);
            return r;
        }
    }
    if (n <= CALL_MAX) return run_nested(keep(f), args, n, call_start[n]);
    Value all = list_give(args, n);
    return ok(all) ? run_nested(keep(f), &all, 1, apply_start) : ERR;
}

Value vm_call(Ref f, const Ref *args, Py_ssize_t n) {
    Value small[8], *words = n <= 8 ? small : PyMem_New(Value, n);
    if (!words) return (PyErr_NoMemory(), ERR);
    for (Py_ssize_t i = 0; i < n; i++) words[i] = keep(args[i]);
    Value r = vm_call_give(f, words, n);
    if (words != small) PyMem_Free(words);
    return r;
}

Value vm_apply(Ref f, Ref args) {
    Value seq = keep(args);
    return run_nested(keep(f), &seq, 1, apply_start);
}

static bool step_nested(struct lazy *lazy, Value *seq) {
    static const Instr start[] = {INSTR(OP_SEQ, FLAG_B, 0, 0, 0), INSTR(OP_EXIT, 0, 0, 0, 0)};
    if (!is_step(ref(lazy->fn))) return false;
    *seq = run_nested(keep_obj(lazy), NULL, 0, start);
    return true;
}

static Value call_take(Value f) { return run_nested(f, NULL, 0, call_start[0]); }

// --- start ----------------------------------------------------------------

static struct proto *make_proto(const Instr *code, uint32_t n, uint16_t nregs) {
    struct proto *p = proto_new();
    if (!p) return NULL;
    p->code = PyMem_New(Instr, n);
    if (!p->code) return NULL;
    memcpy(p->code, code, n * sizeof *code);
    p->ncode = n;
    p->nregs = nregs;
    p->live_words = 1;
    return p;
}

// A stretch of the table of live registers: the instructions before `end`, behind them.
struct live_until { uint32_t end; uint64_t registers; };

/* A proto that realises a lazy seq: CALL its body; SETTLE what that gave, again while it is lazy; on failure UNSETTLE.
 * Up to the call it owns registers 0 and 1, behind it the seq alone.  Before that come `n` instructions of its own, that
 * own what `lives` says, of `nlives` stretches. */
static struct proto *make_forcing(const Instr *own, uint32_t n, const struct live_until *lives, uint32_t nlives) {
    static const Instr force[] = {
        INSTR(OP_CALL, 0, 1, 0, 0),
        INSTR(OP_SETTLE, 0, 0, 1, -2),
        INSTR(OP_DROP, 0, 0, 0, 0),
        INSTR(OP_RET, 0, 1, 0, 0),
        INSTR(OP_UNSETTLE, 0, 0, 2, 0),
        INSTR(OP_RETHROW, 0, 2, 0, 0),
    };
    enum { FORCE = sizeof force / sizeof *force, CALLED = 1, SETTLED = 2, FAILED = 4, OWN_MOST = 14 };
    Instr code[OWN_MOST + FORCE];
    if (n) memcpy(code, own, n * sizeof *own);
    memcpy(code + n, force, sizeof force);
    struct proto *p = make_proto(code, n + FORCE, FORCE_REGISTERS);
    if (!p) return NULL;
    p->nargs = 2;
    p->live_bits = PyMem_New(uint64_t, nlives + 2);
    p->live = PyMem_New(struct live_entry, nlives + 2);
    p->handlers = PyMem_New(struct handler, 1);
    if (!p->live_bits || !p->live || !p->handlers) return NULL;
    uint32_t from = 0;
    for (uint32_t i = 0; i < nlives; i++) {
        p->live_bits[i] = lives[i].registers;
        p->live[i] = (struct live_entry){from, i};
        from = lives[i].end + 1;
    }
    p->live_bits[nlives] = 3; // registers {0, 1}
    p->live[nlives] = (struct live_entry){from, nlives};
    p->live_bits[nlives + 1] = 1; // {0}
    p->live[nlives + 1] = (struct live_entry){n + CALLED, nlives + 1};
    p->nlive = nlives + 2;
    p->handlers[0] = (struct handler){.start = 0, .end = n + SETTLED, .target = n + FAILED, .exc_reg = 2, .live = (uint32_t)nlives + 1};
    p->nhandlers = 1;
    return p;
}

static int make_force_protos(void) {
    /* STEP, and STEPPED after a call, do what the body would, and return; else they go to the call of it.  Of a chunk
     * registers 2 to 5 are what EACH has; 5 is what is gathered. */
#define OF_CHUNK(mode, at) INSTR(OP_EACH, 0, 6, mode, 1), INSTR(OP_COLLECT, 0, 6, mode, -2), INSTR(OP_CHUNKED, 0, 5, 1, -(at) - 3)
    static const Instr step[] = {
        INSTR(OP_STEP, 0, 2, 1, 13),
        INSTR(OP_STEPPED, 0, 2, 1, -2),
        OF_CHUNK(EACH_MAP, 2), OF_CHUNK(EACH_FILTER, 5), OF_CHUNK(EACH_REMOVE, 8), OF_CHUNK(EACH_KEEP, 11),
    };
#undef OF_CHUNK
    static const struct live_until lives[] = {
        {2, 3}, {4, 63}, {5, 3}, {7, 63}, {8, 3}, {10, 63}, {11, 3}, {13, 63},
    };
    force_proto = make_forcing(NULL, 0, NULL, 0);
    step_proto = force_proto ? make_forcing(step, sizeof step / sizeof *step, lives, sizeof lives / sizeof *lives) : NULL;
    return step_proto ? 0 : -1;
}

static int make_calling_proto(void) {
    static const Instr code[] = {INSTR(OP_CALL, 0, 0, 0, 1), INSTR(OP_GIVE, 0, 0, 0, 0)};
    struct proto *p = make_proto(code, 2, 1 + FRAME_HEADER);
    if (!p) return -1;
    p->live_bits = PyMem_New(uint64_t, 2);
    p->live = PyMem_New(struct live_entry, 2);
    if (!p->live_bits || !p->live) return -1;
    p->live_bits[0] = 1 | 1 << FRAME_HEADER; // what is called, and with what
    p->live[0] = (struct live_entry){0, 0};
    p->live_bits[1] = 0;
    p->live[1] = (struct live_entry){1, 1};
    p->nlive = 2;
    calling_proto = p;
    return 0;
}

static enum known_order known_order(Ref f) {
    const struct proto *p = is_fn(f) ? fn_entry(fn_of(f), 2) : NULL;
    if (!p || !(p->flags & PROTO_NATIVE)) return ORDER_UNKNOWN;
    return p->fast == FAST_ORDER ? ORDER_COMPARE : p->fast == FAST_LT ? ORDER_LESS : p->fast == FAST_GT ? ORDER_MORE : ORDER_UNKNOWN;
}

int vm_init(void) {
    call_hook = vm_call;
    call_order_hook = known_order;
    call_take_hook = call_take;
    lazy_step_hook = step_nested;
    flow_init();
    static const Instr nothing[] = {INSTR(OP_EXIT, 0, 0, 0, 0)};
    for (int n = 0; n <= CALL_MAX; n++) {
        call_start[n][0] = INSTR(OP_CALL, 0, 0, 0, n);
        call_start[n][1] = INSTR(OP_EXIT, 0, 0, 0, 0);
    }
    apply_start[0] = INSTR(OP_APPLY, 0, 0, 0, 1);
    apply_start[1] = INSTR(OP_EXIT, 0, 0, 0, 0);
    exit_proto = make_proto(nothing, 1, 2);
    return exit_proto && make_calling_proto() == 0 ? make_force_protos() : -1;
}
