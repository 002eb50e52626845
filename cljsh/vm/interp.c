// SPDX-License-Identifier: MIT
/* The interpreter: one C function, one jump per instruction.
 *
 * The state of the running frame is in locals; it is written back to the
 * task only where somebody else looks at it (failure, growth, a pause).
 * C code called from here never touches this task's stack: what it calls
 * back runs on a task of its own.
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
#include "vm/each.h"
#include "vm/generator.h"
#include "vm/rare.h"
#include "vm/site.h"
#include "vm/slow.h"
#include "vm/switch.h"
#include "vm/vm.h"

// Can what runs be parked by leaving the interpreter?
static inline bool in_tasklet(void) { return task_current->is_tasklet && task_current->depth == 1; }

static inline bool is_plain_call(const Instr *pc) {
    const uint8_t op = *(const uint8_t *)pc;
    return op == OP_CALL || op == OP_CALLR || op == OP_CALLV || op == OP_CALLK;
}

// pc is at the running instruction.  Its fields are read where they lie, which
// is one load each; the whole word in a register would cost shifts.
// (The interpreter's state must not be spilled: gcc, left alone, keeps pc in
// memory, which makes every instruction wait for a store of the one before.)
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) && !CLJSH_DEBUG
#define IN_REGISTER(name) __asm__(name)
#else
#define IN_REGISTER(name)
#endif
#define FIELD(n) (((const uint16_t *)pc)[n])
#define FLAGS (((const uint8_t *)pc)[1])
#define NUMBER_B ((int64_t)(int16_t)FIELD(2))
#define NUMBER_C ((int64_t)(int16_t)FIELD(3))
#define FAR_JUMP ((int64_t)((const int32_t *)pc)[1])
#define A base[FIELD(1)]
#define B base[FIELD(2)]
#define C base[FIELD(3)]
#define KB k[FIELD(2)]
#define KC k[FIELD(3)]
#define SITE(number) (&((struct site *)k)[number])
#define DA (((double *)base)[FIELD(1)])
#define DB (((double *)base)[FIELD(2)])
#define DC (((double *)base)[FIELD(3)])
#define FREE_B() do { if (FLAGS & FLAG_B) drop(B); } while (0)
#define FREE_C() do { if (FLAGS & FLAG_C) drop(C); } while (0)
#define FREE_A() do { if (FLAGS & FLAG_A) drop(A); } while (0)
#define DISPATCH() goto *labels[*(const uint8_t *)pc]
#define NEXT() do { pc++; DISPATCH(); } while (0)
#define RESULT(v) do { Value r_ = (v); if (failed(r_)) goto fail; A = r_; NEXT(); } while (0)

// The result of an instruction that reads B and perhaps C: they are released first.
#define RESULT_B(v) do { Value r_ = (v); FREE_B(); if (failed(r_)) goto fail; A = r_; NEXT(); } while (0)
#define RESULT_BC(v) do { Value r_ = (v); FREE_B(); FREE_C(); if (failed(r_)) goto fail; A = r_; NEXT(); } while (0)
#define JUMP_UNLESS(c) do { if (!(c)) pc += NUMBER_C; NEXT(); } while (0)

/* An instruction of arithmetic.def does small integers and doubles itself; its slow path has the rest. */
#define OP_ARITH(op)                                                            \
    op_##op: {                                                                  \
        Value x = B, y = C, r;                                                  \
        if (small_##op(x.w, y.w, &r)) { A = r; NEXT(); }                        \
        if (double_##op(x.w, y.w, &r)) RESULT(r);                               \
        RESULT_BC(slow_##op(ref(x), ref(y), FLAGS));                            \
    }

#define OP_INTEGER(op)                                                          \
    op_##op: {                                                                  \
        Value x = B, y = C, r;                                                  \
        if (small_##op(x.w, y.w, &r)) { A = r; NEXT(); }                        \
        RESULT_BC(slow_##op(ref(x), ref(y), FLAGS));                            \
    }

// The second operand is a number in the instruction.
#define OP_WITH_NUMBER(op)                                                      \
    op_##op##I: {                                                               \
        Value x = B, r;                                                         \
        if (small_##op(x.w, W_INT(NUMBER_C), &r)) { A = r; NEXT(); }            \
        RESULT_B(slow_##op##I(ref(x), int_ref(NUMBER_C), FLAGS));               \
    }

#define OP_COMPARE(op, operator)                                                \
    op_##op: {                                                                  \
        Value x = B, y = C;                                                     \
        double a, b;                                                            \
        if (BOTH_SMALL(x.w, y.w)) { A = bool_value((int64_t)x.w operator (int64_t)y.w); NEXT(); } \
        if (as_doubles(x.w, y.w, &a, &b)) { A = bool_value(a operator b); NEXT(); } \
        RESULT_BC(slow_##op(ref(x), ref(y), FLAGS));                            \
    }

// Jumps unless the slow path says that the condition holds.
#define SLOW_JUMP(jump, x, y, free_y)                                           \
        int holds = slow_##jump(x, y);                                          \
        FREE_A();                                                               \
        free_y;                                                                 \
        if (unlikely(holds < 0)) goto fail;                                     \
        JUMP_UNLESS(holds)

#define OP_JUMP(jump, operator)                                                 \
    op_##jump: {                                                                \
        Value x = A, y = B;                                                     \
        if (BOTH_SMALL(x.w, y.w)) JUMP_UNLESS((int64_t)x.w operator (int64_t)y.w); \
        double a, b;                                                            \
        if (as_doubles(x.w, y.w, &a, &b)) JUMP_UNLESS(a operator b);            \
        SLOW_JUMP(jump, ref(x), ref(y), FREE_B());                                 \
    }

#define OP_JUMP_NUMBER(jump, operator)                                          \
    op_##jump: {                                                                \
        Value x = A;                                                            \
        if (likely(x.w & 1)) JUMP_UNLESS((int64_t)x.w operator (int64_t)W_INT(NUMBER_B)); \
        if (x.w & 2) JUMP_UNLESS(double_of_word(x.w) operator (double)NUMBER_B);  \
        SLOW_JUMP(jump, ref(x), int_ref(NUMBER_B), (void)0);                       \
    }

#define SPREAD_MAX 4096 // elements of a vector or list that become arguments without a look around

// The elements of a vector or list (taken), of which there are n.
static inline void spread(Value *to, Value from, Py_ssize_t n) {
    if (is_vec(ref(from))) {
        for (Py_ssize_t i = 0; i < n; i++) to[i] = keep(item_at(vec_ptr(ref(from)), i));
    } else {
        const struct list *l = (const struct list *)from.w;
        for (Py_ssize_t i = 0; i < n; i++, l = (const struct list *)l->rest) to[i] = keep(ref(l->first));
    }
    drop(from);
}

// A vector is called with the small integer of one of its elements: that one.
static inline bool vec_element(Ref f, Ref x, Value *element) {
    if (!is_vec(f) || !W_IS_INT(x.w) || (uint64_t)int_of(x) >= (uint64_t)vec_ptr(f)->count) return false;
    *element = keep(item_at(vec_ptr(f), (Py_ssize_t)int_of(x)));
    return true;
}

// Collections and keywords of ours: calling them is looking something up.
static inline bool is_look_up(Ref f) {
    return is_clj(f, &map_array_type) || is_clj(f, &hash_map_type) || is_clj(f, &set_hash_type) || is_keyword(f) || is_vec(f);
}

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

#define ARITH(op, name, operator, verb) OP_ARITH(op)
#define DIVISION(op, name, verb) OP_INTEGER(op) OP_WITH_NUMBER(op)
#define BITWISE(op, name, verb) OP_INTEGER(op) OP_WITH_NUMBER(op)
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator)              \
    OP_COMPARE(op, operator)                                                               \
    OP_JUMP(JN##op, operator)                                                              \
    OP_JUMP_NUMBER(JN##op##I, operator)                                                    \
    OP_JUMP_NUMBER(JN##mirror##I, mirrored_operator)
#include "num/arithmetic.def"
    op_MULI: {
        Value x = B, r;
        if (small_MUL(x.w, W_INT(NUMBER_C), &r)) { A = r; NEXT(); }
        if (x.w & 2) RESULT(double_value(double_of_word(x.w) * (double)NUMBER_C));
        RESULT_B(slow_MULI(ref(x), int_ref(NUMBER_C), FLAGS));
    }
    op_ADDI: {
        Value x = B;
        int64_t r;
        if (likely(x.w & 1) && !__builtin_add_overflow((int64_t)x.w, NUMBER_C * 4, &r)) {
            A = (Value){(uintptr_t)r};
            NEXT();
        }
        if (x.w & 2) RESULT(double_value(double_of_word(x.w) + (double)NUMBER_C));
        RESULT_B(slow_ADDI(ref(x), int_ref(NUMBER_C), FLAGS));
    }
    op_NUMEQ: {
        Value x = B, y = C;
        if (BOTH_SMALL(x.w, y.w)) { A = bool_value(x.w == y.w); NEXT(); }
        RESULT_BC(slow_NUMEQ(ref(x), ref(y), FLAGS));
    }
    op_JNNUMEQ: {
        Value x = A, y = B;
        if (BOTH_SMALL(x.w, y.w)) JUMP_UNLESS(x.w == y.w);
        SLOW_JUMP(JNNUMEQ, ref(x), ref(y), FREE_B());
    }
    op_EQ: {
        Value x = B, y = C;
        if (BOTH_SMALL(x.w, y.w)) { A = bool_value(x.w == y.w); NEXT(); }
        int equal = FLAGS & (FLAG_B | FLAG_C) ? val_equal_of(&B, FLAGS & FLAG_B, &C, FLAGS & FLAG_C) : val_equal(ref(x), ref(y));
        RESULT_BC(unlikely(equal < 0) ? ERR : bool_value(equal));
    }
    op_JNEQ: {
        Value x = A, y = B;
        if (BOTH_SMALL(x.w, y.w)) JUMP_UNLESS(x.w == y.w);
        int equal = FLAGS & (FLAG_A | FLAG_B) ? val_equal_of(&A, FLAGS & FLAG_A, &B, FLAGS & FLAG_B) : val_equal(ref(x), ref(y));
        FREE_A(); FREE_B();
        if (unlikely(equal < 0)) goto fail;
        JUMP_UNLESS(equal);
    }
    op_JNEQK: {
        Value x = A;
        if (x.w == KB.w) { FREE_A(); NEXT(); }
        if (likely(!is_obj(ref(x)) || is_keyword(ref(x)) || is_nil(ref(x)))) { FREE_A(); JUMP_UNLESS(false); }
        SLOW_JUMP(JNEQK, ref(x), ref(KB), (void)0);
    }
    op_SAME: {
        bool c = rare_value_identical(ref(B), ref(C));
        FREE_B(); FREE_C();
        A = bool_value(c);
        NEXT();
    }
    op_JNSAME: {
        bool c = rare_value_identical(ref(A), ref(B));
        FREE_A(); FREE_B();
        JUMP_UNLESS(c);
    }
    op_NOT: { bool c = !is_true(ref(B)); FREE_B(); A = bool_value(c); NEXT(); }
    op_ISNIL: { bool c = is_nil(ref(B)); FREE_B(); A = bool_value(c); NEXT(); }
    op_ISREDUCED: { bool c = is_reduced(ref(B)); FREE_B(); A = bool_value(c); NEXT(); }

    op_JMP: pc += FAR_JUMP; NEXT();
    op_LOOP:
        if (unlikely(--budget < 0)) {
            budget = SLICE;
            int due = task_pause();
            if (unlikely(due < 0)) goto fail;
            if (due) { pc += FAR_JUMP + 1; goto leave; }
        }
        pc += FAR_JUMP;
        NEXT();
    // A loop's test, made where it goes back: one jump a round instead of two.
    op_LOOPLT: {
        Value x = A, y = B;
        if (!(BOTH_SMALL(x.w, y.w) && (int64_t)x.w < (int64_t)y.w)) NEXT();
        goto loop_back;
    }
    op_LOOPLTI: {
        Value x = A;
        if (!(likely(x.w & 1) && (int64_t)x.w < (int64_t)W_INT(NUMBER_B))) NEXT();
        goto loop_back;
    }
    loop_back: {
        if (unlikely(--budget < 0)) {
            budget = SLICE;
            int due = task_pause();
            if (unlikely(due < 0)) goto fail;
            if (due) { pc += NUMBER_C + 1; goto leave; }
        }
        pc += NUMBER_C;
        NEXT();
    }
    op_INCLT: {
        Value x = A, y = B;
        int64_t r;
        if (likely(x.w & 1) && !__builtin_add_overflow((int64_t)x.w, 4, &r)) {
            A = (Value){(uintptr_t)r};
            if (likely(y.w & 1) && r < (int64_t)y.w) goto loop_back;
            NEXT();
        }
        Value sum = num_add(ref(x), int_ref(1));
        drop(x);
        if (failed(sum)) goto fail;
        A = sum;
        NEXT();
    }
    op_JF: { bool c = is_true(ref(A)); FREE_A(); JUMP_UNLESS(c); }
    op_JT: { bool c = !is_true(ref(A)); FREE_A(); JUMP_UNLESS(c); }
    op_JNNIL: { bool c = is_nil(ref(A)); FREE_A(); JUMP_UNLESS(c); }
    op_JNIL: { bool c = !is_nil(ref(A)); FREE_A(); JUMP_UNLESS(c); }
    op_JNREDUCED: { bool c = is_reduced(ref(A)); FREE_A(); JUMP_UNLESS(c); }
    op_JNNUMEQI: {
        Value x = A;
        if (likely(x.w & 1)) JUMP_UNLESS(x.w == W_INT(NUMBER_B));
        if (x.w & 2) JUMP_UNLESS(double_of_word(x.w) == (double)NUMBER_B);
        SLOW_JUMP(JNNUMEQI, ref(x), int_ref(NUMBER_B), (void)0);
    }
    op_JNEQI: {
        Value x = A;
        if (likely(x.w & 3)) JUMP_UNLESS(x.w == W_INT(NUMBER_B));
        SLOW_JUMP(JNEQI, ref(x), int_ref(NUMBER_B), (void)0);
    }
    op_JNCATCH: {
        int c = slow_JNCATCH(ref(A), ref(B));
        drop(B);
        FREE_A();
        if (unlikely(c < 0)) goto fail;
        JUMP_UNLESS(c);
    }
    op_SWITCH: {
        int64_t jump = switch_find(ref(KB), ref(A));
        FREE_A();
        if (unlikely(jump < 0)) { if (jump == SWITCH_FAILED) goto fail; NEXT(); }
        pc += jump;
        NEXT();
    }

    // --- calls ----------------------------------------------------------

    op_CALLV: {
        struct var *v = (struct var *)KB.w;
        Value f = v->root;
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        if (unlikely(!f.w)) f.w = W_NIL; // unbound: var_get() says so
        if (likely(is_clj(ref(f), &fn_type)) && likely(!v->is_dynamic)) {
            closure = (struct fn *)f.w;
            p = closure->def->arity[n <= MAX_FIXED ? n : MAX_FIXED + 1];
            consume_fn = false;
            goto enter;
        }
        if (is_clj(ref(f), &protocol_method_type) && n > 0 && likely(!v->is_dynamic)) {
            closure = method_cached((struct protocol_method *)f.w, ref(window[FRAME_HEADER]));
            if (likely(closure)) {
                p = fn_entry(closure, n);
                consume_fn = false;
                goto enter;
            }
        } else if (is_clj(ref(f), &multi_type) && likely(!v->is_dynamic)) {
            closure = multi_known(multi_of(ref(f)), window + FRAME_HEADER, n);
            if (likely(closure)) {
                p = fn_entry(closure, n);
                consume_fn = false;
                goto enter;
            }
        }
        f = var_get(v);
        if (failed(f)) {
            for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
            goto fail;
        }
        window[0] = f;
        goto call_window;
    }
    op_CALLK:
        closure = (struct fn *)KB.w;
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        p = fn_entry(closure, n);
        consume_fn = false;
        goto enter;
    op_CALL:
        window = &A;
        n = (Py_ssize_t)FIELD(3);
    call_window:
        if (unlikely(!is_clj(ref(window[0]), &fn_type))) goto call_other;
        closure = (struct fn *)window[0].w;
        p = fn_entry(closure, n);
        consume_fn = true;
        goto enter;
    op_CALLR: {
        Value f = B;
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        consume_fn = FLAGS & FLAG_B;
        if (unlikely(!is_clj(ref(f), &fn_type))) {
            Value element;
            if (n == 1 && vec_element(ref(f), ref(window[FRAME_HEADER]), &element)) {
                if (consume_fn) drop(f);
                A = element;
                NEXT();
            }
            if (!consume_fn) word_keep(f.w);
            window[0] = f;
            goto call_other;
        }
        closure = (struct fn *)f.w;
        p = fn_entry(closure, n);
    }

    enter: {
        if (unlikely(!p)) {
            err_arity(ref_of(closure), n);
            for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
            if (consume_fn) Py_DECREF(closure);
            goto fail;
        }
        Value *nb = window + FRAME_HEADER;
        if (unlikely(p->flags)) {
            if (p->flags & PROTO_NATIVE) {
                if (unlikely(p->flags & PROTO_WALKS) && in_tasklet() && n > 0 && !flow_is_at_hand(ref(nb[n - 1])) && is_plain_call(pc) &&
                    (walk = ahead_lazy(ref(nb[n - 1]), PY_SSIZE_T_MAX))) goto park;
                Value r = p->fast ? fast_native(p->fast, lend(nb)) : ERR;
                if (!r.w) {
                    r = p->native(lend(nb), n);
                    if (unlikely(failed(r)) && unlikely(task_is_parking(task_current))) goto park;
                    drop_args(nb, n);
                }
                if (consume_fn) Py_DECREF(closure);
                if (failed(r)) goto fail;
                window[0] = r;
                NEXT();
            }
            if (p->flags & PROTO_VARIADIC) {
                Value rest;
                if (n > p->nargs) {
                    rest = list_give(nb + p->nargs, n - p->nargs);
                    if (failed(rest)) {
                        for (Py_ssize_t j = 0; j < p->nargs; j++) drop(nb[j]);
                        if (consume_fn) Py_DECREF(closure);
                        goto fail;
                    }
                } else {
                    rest = nil_value();
                }
                nb[p->nargs] = rest;
            }
        enter_filled:
            nb = window + FRAME_HEADER;
            if (unlikely(nb + p->nregs >= t->stack_end)) { // a callee may put its rest argument behind
                Value *grown = activation_grow(t, base, (size_t)(nb + p->nregs - base));
                if (!grown) {
                    for (int j = 0, m = p->nargs + (p->flags & PROTO_VARIADIC); j < m; j++) drop(nb[j]);
                    if (consume_fn) Py_DECREF(closure);
                    goto fail;
                }
                base = grown;
                window = &A;
                nb = window + FRAME_HEADER;
            }
            Value *to = nb + p->nargs + (p->flags & PROTO_VARIADIC);
            for (int j = 0, m = p->ncaptures; j < m; j++) *to++ = keep(ref(closure->captured[p->captures[j]]));
            Py_INCREF(p);
            if (p->flags & PROTO_SELF) {
                *to = (Value){(uintptr_t)closure};
                if (!consume_fn) Py_INCREF(closure);
            } else if (consume_fn) {
                Py_DECREF(closure);
            }
            if (unlikely(p->flags & (PROTO_YIELDS | PROTO_ASYNC))) { // it is not run yet
                Value r = generator_new(p, nb, (int)(to - nb) + !!(p->flags & PROTO_SELF));
                Py_DECREF(p);
                if (failed(r)) goto fail;
                window[0] = r;
                NEXT();
            }
        } else {
            if (unlikely(nb + p->nregs >= t->stack_end)) { // a callee may put its rest argument behind
                Value *grown = activation_grow(t, base, (size_t)(nb + p->nregs - base));
                if (!grown) {
                    for (Py_ssize_t j = 0; j < n; j++) drop(nb[j]);
                    if (consume_fn) Py_DECREF(closure);
                    goto fail;
                }
                base = grown;
                nb = &A + FRAME_HEADER;
            }
            Py_INCREF(p);
            if (consume_fn) Py_DECREF(closure);
        }
        nb[-2] = (Value){(uintptr_t)p};
        nb[-1] = (Value){RETURN_WORD(pc + 1, FIELD(1) + FRAME_HEADER)};
        base = nb;
        pc = p->code;
        k = p->k;
        if (unlikely(--budget < 0)) {
            budget = SLICE;
            int due = task_pause();
            if (unlikely(due < 0)) { pc--; goto fail; } // nothing of it has run
            if (due) goto leave;
        }
        DISPATCH();
    }

    op_EACH: {
        window = &A;
        const enum each_mode mode = FIELD(2);
        n = 1 + (mode == EACH_REDUCE);
        consume_fn = false;
        if (likely(is_clj(ref(window[EACH_FN]), &fn_type)) && likely(is_clj(ref(window[EACH_CHUNK]), &chunk_type))) {
            closure = (struct fn *)window[EACH_FN].w;
            p = closure->def->arity[n];
            if (p && !(p->flags & PROTO_NATIVE) && !p->fast) { // a compiled function
                struct chunk *chunk = (struct chunk *)window[EACH_CHUNK].w;
                Py_ssize_t at = chunk->start + (Py_ssize_t)int_of(ref(window[EACH_INDEX]));
                if (at >= chunk->end) goto each_done;
                window[n + 1] = keep(ref(chunk->items[at]));
                if (mode == EACH_REDUCE) window[2] = window[EACH_INTO];
                goto enter;
            }
        }
        if (unlikely((budget -= 8) < 0)) {
            budget = SLICE;
            int due = task_pause();
            if (unlikely(due < 0)) {
                if (mode == EACH_REDUCE) drop(window[EACH_INTO]);
                goto fail;
            }
            if (due) {
                budget = SLICE + 8; // it is repeated, and has paid
                goto leave;
            }
        }
        Ref callee;
        enum each_result result = each_run(window, mode, &callee);
        if (result == EACH_FAILED) goto fail;
        if (result == EACH_CALL) {
            if (unlikely(!is_fn(callee))) {
                window[0] = keep(callee);
                goto call_other;
            }
            closure = fn_of(callee);
            p = fn_entry(closure, n);
            goto enter;
        }
    each_done:
        drop(window[EACH_FN]);
        drop(window[EACH_CHUNK]);
        pc += NUMBER_C;
        NEXT();
    }
    op_COLLECT:
        if (unlikely(each_collect(&A, FIELD(2), A) < 0)) goto fail;
        pc += NUMBER_C;
        NEXT();

    call_other: {
        // A method of a multimethod, or the function behind a var, is entered
        // like any function; everything else runs to its end in C.
        Value f = window[0];
        if (is_look_up(ref(f))) {
            Value r = ops_of(ref(f))->invoke(ref(f), window + FRAME_HEADER, n);
            for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
            drop(f);
            if (failed(r)) goto fail;
            window[0] = r;
            NEXT();
        }
        const struct class_info *info = info_of(ref(f));
        if (info && info->has_invoke && n < MAX_FIXED) { // its invoke takes it as the first argument
            closure = (struct fn *)obj(info->impl[IMPL_INVOKE]);
            p = fn_entry(closure, n + 1);
            if (likely(p && !(p->flags & (PROTO_VARIADIC | PROTO_WAITS)))) {
                if (unlikely(window + FRAME_HEADER + n + 1 > t->stack_end)) {
                    Value *grown = activation_grow(t, base, (size_t)(window + FRAME_HEADER + n + 1 - base));
                    if (!grown) {
                        for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
                        drop(f);
                        goto fail;
                    }
                    base = grown;
                    window = &A;
                }
                memmove(window + FRAME_HEADER + 1, window + FRAME_HEADER, (size_t)n * sizeof(Value));
                window[FRAME_HEADER] = f;
                n++;
                consume_fn = false;
                goto enter;
            }
        }
        // Written where it is called from: a local whose address is taken would keep vm_run's others in memory.
        enum lookup goes_on = callable_target(ref(f), window + FRAME_HEADER, n, &window[0]);
        if (goes_on == LOOKUP_FOUND) {
            drop(f);
            goto call_window;
        }
        Value r = goes_on < 0 ? ERR : invoke_value(ref(f), window + FRAME_HEADER, n);
        for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
        drop(f);
        if (failed(r)) goto fail;
        window[0] = r;
        NEXT();
    }

    op_APPLY: {
        window = &A;
        n = (Py_ssize_t)FIELD(3) - 1;
        // The function decides how much of the seq is taken apart.
        Value *args = window + FRAME_HEADER, f = window[0], seq = args[n];
        while (unlikely(!is_clj(ref(f), &fn_type))) { // a var, a multimethod: what takes the arguments
            enum lookup goes_on = apply_target(ref(f), args, n, ref(seq), &window[0]);
            if (goes_on < 0) {
                for (Py_ssize_t j = 0; j <= n; j++) drop(args[j]);
                drop(f);
                goto fail;
            }
            if (goes_on == LOOKUP_ABSENT) break;
            drop(f);
            f = window[0];
        }
        int stop = -1; // how many arguments stay out of the rest seq; -1: take all apart
        if (is_clj(ref(f), &fn_type)) {
            struct fndef *d = ((struct fn *)f.w)->def;
            if (d->variadic >= 0 && !(d->arity[MAX_FIXED + 1]->flags & PROTO_NATIVE)) stop = d->variadic;
        }
        if (stop < 0 && unlikely(seq_is_flow(seq))) {
            seq = seq_gather(seq);
            if (failed(seq)) {
                for (Py_ssize_t j = 0; j < n; j++) drop(args[j]);
                drop(f);
                goto fail;
            }
        }
        // What is short, or all taken apart, needs no seq.
        Py_ssize_t known = is_vec(ref(seq)) ? vec_ptr(ref(seq))->count : is_list(ref(seq)) && stop < 0 ? ((struct list *)seq.w)->count : -1;
        if (known >= 0 && known <= (stop < 0 ? SPREAD_MAX : MAX_FIXED)) {
            if (unlikely(args + n + known + 1 > t->stack_end)) {
                Value *grown = activation_grow(t, base, (size_t)(args + n + known + 1 - base));
                if (!grown) {
                    for (Py_ssize_t j = 0; j <= n; j++) drop(args[j]);
                    drop(f);
                    goto fail;
                }
                base = grown;
                window = &A;
                args = window + FRAME_HEADER;
            }
            spread(args + n, seq, known);
            n += known;
            goto call_window;
        }
        Value rest = seq_of(ref(seq));
        drop(seq);
        while (ok(rest) && !is_nil(ref(rest)) && (stop < 0 || n <= stop)) {
            if (n > UINT16_MAX && stop < 0 && n % 4096 == 0 && task_charge(4096) < 0) { drop(rest); rest = ERR; break; }
            if (unlikely(args + n + 2 > t->stack_end)) {
                Value *grown = activation_grow(t, base, (size_t)(args + n + 2 - base + 64));
                if (!grown) { drop(rest); rest = ERR; break; }
                base = grown;
                window = &A;
                args = window + FRAME_HEADER;
            }
            Value x = seq_first(ref(rest));
            if (failed(x)) { drop(rest); rest = ERR; break; }
            args[n++] = x;
            if (stop >= 0 && n > stop) {  // one more than the fixed ones: the rest stays a seq
                Value more = seq_rest(ref(rest));
                drop(rest);
                rest = more;
                break;
            }
            Value more = seq_next(ref(rest));
            drop(rest);
            rest = more;
        }
        if (failed(rest)) {
            for (Py_ssize_t j = 0; j < n; j++) drop(args[j]);
            drop(f);
            goto fail;
        }
        if (stop < 0 || is_nil(ref(rest)) || n <= stop) {
            drop(rest);
            goto call_window;
        }
        // n == stop + 1 or more leading arguments were given: gather the tail.
        closure = (struct fn *)f.w;
        p = fn_entry(closure, n);
        consume_fn = true;
        if (!p || !(p->flags & PROTO_VARIADIC)) p = closure->def->arity[MAX_FIXED + 1];
        while (n > p->nargs) {
            Value x = args[--n];
            Value longer = cons_new(ref(x), ref(rest));
            drop(x);
            drop(rest);
            rest = longer;
            if (failed(rest)) {
                for (Py_ssize_t j = 0; j < n; j++) drop(args[j]);
                drop(f);
                goto fail;
            }
        }
        args[n] = rest;
        goto enter_filled;
    }
    op_METHOD: {
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        struct site *site = SITE(NUMBER_B);
        Ref self = ref(window[FRAME_HEADER]);
        if (likely(is_obj(self))) { // of a deftype: entered like any function
            closure = site->seen == (uintptr_t)Py_TYPE(obj(self)) ? (struct fn *)site->found : site_method(site, self);
            if (closure) {
                p = fn_entry(closure, n);
                consume_fn = false;
                goto enter;
            }
        }
        Value r = invoke_method(site->k, window + FRAME_HEADER, n, false);
        for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
        RESULT(r);
    }
    op_METHODKW: {
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        Value r = invoke_method(ref(KB), window + FRAME_HEADER, n, true);
        for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
        RESULT(r);
    }
    op_CALLKW: {
        window = &A;
        n = (Py_ssize_t)FIELD(3);
        Value r = invoke_kwargs(ref(window[0]), window + FRAME_HEADER, n);
        for (Py_ssize_t j = 0; j < n; j++) drop(window[FRAME_HEADER + j]);
        drop(window[0]);
        if (failed(r)) goto fail;
        window[0] = r;
        NEXT();
    }
    op_RET: {
        Value r = A;
        struct proto *done = (struct proto *)base[-2].w;
        uintptr_t w = base[-1].w;
        base[-2] = r;
        base -= RETURN_DELTA(w);
        pc = RETURN_PC(w);
        k = ((struct proto *)base[-2].w)->k;
        Py_DECREF(done);
        DISPATCH();
    }

    // --- collections ----------------------------------------------------

    op_GETK: {
        struct site *site = SITE(NUMBER_C);
        Value m = B;
        if (likely(is_clj(ref(m), &map_array_type))) {
            const struct array_map *map = (const struct array_map *)m.w;
            size_t at = site->entry;
            if (likely(at < (size_t)map->count) && likely(map->kv[2 * at].w == site->k.w)) {
                Value r = keep(ref(map->kv[2 * at + 1]));
                FREE_B();
                A = r;
                NEXT();
            }
        } else if (likely(is_obj(ref(m))) && site->seen == (uintptr_t)Py_TYPE(m.w)) { // a record's field
            Value r = keep(ref(((struct instance *)m.w)->words[site->found]));
            FREE_B();
            A = r;
            NEXT();
        }
        RESULT_B(slow_GETK(site, ref(m)));
    }
    op_GET: {
        Value r;
        if (vec_element(ref(B), ref(C), &r)) { FREE_B(); A = r; NEXT(); }
        RESULT_BC(slow_GET(ref(B), ref(C), FLAGS));
    }
// Realises an unrealised lazy seq by a frame of its own, then repeats this instruction.
#define REALISE(x) do {                                                        \
        if (unlikely(is_clj((x), &lazy_type)) && !lazy_done((struct lazy *)obj(x))) { \
            lazy = (struct lazy *)obj(x);                                      \
            goto force;                                                        \
        } } while (0)

// In a tasklet: all that a walk of so few steps needs, lest it wait in C.
#define AHEAD_MAX 64
#define REALISE_AHEAD(x, steps) do {                                           \
        if (unlikely(in_tasklet()) && (uint64_t)(steps) < AHEAD_MAX && (lazy = ahead_lazy((x), (Py_ssize_t)(steps)))) goto force; \
        } while (0)

    op_TAKE: RESULT_BC(coll_take(ref(B), ref(C)));
    op_NTH: {
        Value v = B, x = C;
        if (likely(W_IS_INT(x.w))) {
            int64_t at = int_of(ref(x));
            if (is_vec(ref(v)) && likely((uint64_t)at < (uint64_t)vec_ptr(ref(v))->count)) {
                Value r = keep(item_at(vec_ptr(ref(v)), at));
                FREE_B();
                A = r;
                NEXT();
            }
            if (is_clj(ref(v), &transient_type)) { // what it holds stays its own
                Ref inside = ref(((struct transient *)v.w)->coll);
                if (inside.w && is_vec(inside) && (uint64_t)at < (uint64_t)vec_count(inside)) {
                    Value r = keep(vec_at(inside, at));
                    FREE_B();
                    A = r;
                    NEXT();
                }
            }
            if (is_clj(ref(v), &chunk_type)) {
                struct chunk *chunk = (struct chunk *)v.w;
                if (likely((uint64_t)at < (uint64_t)(chunk->end - chunk->start))) {
                    Value r = keep(ref(chunk->items[chunk->start + at]));
                    FREE_B();
                    A = r;
                    NEXT();
                }
            }
        }
        REALISE_AHEAD(ref(v), W_IS_INT(x.w) ? int_of(ref(x)) : AHEAD_MAX);
        if (FLAGS & FLAG_B && kind_of(ref(v)) & K_SEQ) { // it is not needed afterwards, nor is what is walked of it
            Value r = coll_nth_give(v, ref(x), NO_REF);
            FREE_C();
            if (failed(r)) goto fail;
            A = r;
            NEXT();
        }
        RESULT_BC(slow_NTH(ref(v), ref(x), FLAGS));
    }
    op_ELEM: {
        Value v = B;
        const size_t at = FIELD(3);
        if (likely(is_vec(ref(v)))) {
            if (likely(at < (size_t)vec_ptr(ref(v))->count)) {
                Value r = keep(item_at(vec_ptr(ref(v)), (Py_ssize_t)at));
                FREE_B();
                A = r;
                NEXT();
            }
        } else if (is_clj(ref(v), &entry_type) && at < 2) {
            const struct entry *entry = (const struct entry *)v.w;
            Value r = keep(ref(at ? entry->val : entry->key));
            FREE_B();
            A = r;
            NEXT();
        }
        REALISE_AHEAD(ref(v), (int64_t)at);
        if (FLAGS & FLAG_B) RESULT(coll_nth_give(v, int_ref((int64_t)at), NIL)); // what is walked of it is not needed
        RESULT(slow_ELEM(ref(v), int_ref((int64_t)at), FLAGS));
    }
    op_CONJ: {
        Value coll = B, x = C;
        if (!(FLAGS & FLAG_B)) word_keep(coll.w);
        Value r = is_vec(ref(coll)) ? vec_conj(coll, ref(x)) : coll_conj(coll, ref(x));
        FREE_C();
        if (failed(r)) goto fail;
        A = r;
        NEXT();
    }
    op_ASSOC: {
        Value r = coll_assoc(A, ref(B), ref(C));
        FREE_B(); FREE_C();
        if (failed(r)) goto fail;
        A = r;
        NEXT();
    }
    op_CONJMUT: {
        Value t = B;
        if (!(FLAGS & FLAG_B)) word_keep(t.w);
        Value r = transient_conj(t, ref(C));
        FREE_C();
        if (failed(r)) goto fail;
        A = r;
        NEXT();
    }
    op_ASSOCMUT: {
        Value r = transient_assoc(A, ref(B), ref(C));
        FREE_B(); FREE_C();
        if (failed(r)) goto fail;
        A = r;
        NEXT();
    }

    op_FIRST: {
        Ref x = ref(B);
        REALISE(x);
        const Ops *ops = ops_of(x);
        RESULT_B(ops->first ? ops->first(x) : slow_FIRST(x, NO_REF, FLAGS));
    }
    op_SEQ: {
        Ref x = ref(B);
        REALISE(x);
        RESULT_B(slow_SEQ(x, NO_REF, FLAGS));
    }
    op_REST: {
        Ref x = ref(B);
        if (FLAGS & FLAG_B && is_clj(x, &chunked_cons_type) && chunk_step(B)) { A = (Value){x.w}; NEXT(); }
        REALISE(x);
        RESULT_B(slow_REST(x, NO_REF, FLAGS));
    }
    op_NEXT: {
        Ref x = ref(B);
        if (FLAGS & FLAG_B && is_clj(x, &chunked_cons_type) && chunk_step(B)) { A = (Value){x.w}; NEXT(); }
        REALISE(x);
        if (is_clj(x, &lazy_type)) x = ref(((struct lazy *)obj(x))->seq);
        // These keep their rest, so it can be realised before it is asked for again.
        if (is_clj(x, &cons_type) || is_clj(x, &chunked_cons_type)) {
            Value rest = ops_of(x)->rest(x);
            if (failed(rest)) { FREE_B(); goto fail; }
            if (is_clj(ref(rest), &lazy_type) && !lazy_done((struct lazy *)rest.w)) {
                lazy = (struct lazy *)rest.w;
                drop(rest); // x has it
                goto force;
            }
            Value r = seq_of(ref(rest));
            drop(rest);
            RESULT_B(r);
        }
        const Ops *ops = ops_of(x);
        RESULT_B(ops->next ? ops->next(x) : slow_NEXT(x, NO_REF, FLAGS));
    }
    op_APPEND: {
        Value x = B;
        if (!(FLAGS & FLAG_B)) word_keep(x.w);
        int r = chunk_append(ref(A), x);
        FREE_A();
        if (unlikely(r < 0)) goto fail;
        NEXT();
    }
    op_AGET: {
        Value array = B, x = C;
        if (likely(is_obj(ref(array))) && likely(W_IS_INT(x.w))) {
            int64_t at = int_of(ref(x));
            if (is_prim_array(ref(array))) {
                if (likely((uint64_t)at < (uint64_t)Py_SIZE(array.w))) RESULT_B(prim_array_item(prim_array_of(ref(array)), at));
            } else if (PyList_CheckExact((PyObject *)array.w)) {
                if (likely((uint64_t)at < (uint64_t)PyList_GET_SIZE((PyObject *)array.w))) RESULT_B(array_item((PyObject *)array.w, at));
            }
        }
        RESULT_BC(slow_AGET(ref(array), ref(x), FLAGS));
    }
    op_ASET: {
        int r;
        Value array = A, i = B, x = C;
        if (is_prim_array(ref(array)) && likely(W_IS_INT(i.w)) && likely((uint64_t)int_of(ref(i)) < (uint64_t)Py_SIZE(array.w)))
            r = prim_array_set(prim_array_of(ref(array)), int_of(ref(i)), ref(x));
        else if (is_obj(ref(array)) && PyList_CheckExact((PyObject *)array.w) && likely(W_IS_INT(i.w)) &&
            likely((uint64_t)int_of(ref(i)) < (uint64_t)PyList_GET_SIZE((PyObject *)array.w)))
            r = array_put((PyObject *)array.w, int_of(ref(i)), ref(x));
        else
            r = array_set(ref(array), ref(i), ref(x));
        FREE_A(); FREE_B(); FREE_C();
        if (unlikely(r < 0)) goto fail;
        NEXT();
    }
    op_ALEN: {
        Ref array = ref(B);
        RESULT_B(is_prim_array(array) ? (Value){W_INT(Py_SIZE(obj(array)))} : slow_ALEN(array, NO_REF, FLAGS));
    }
    op_FAGET: {
        Value array = B, i = C;
        if (is_prim_array(ref(array)) && likely(W_IS_INT(i.w)) && likely((uint64_t)int_of(ref(i)) < (uint64_t)Py_SIZE(array.w)) &&
            likely(prim_array_of(ref(array))->kind == ARRAY_DOUBLE)) {
            double d = prim_array_of(ref(array))->data.doubles[int_of(ref(i))];
            FREE_B();
            DA = d;
            NEXT();
        }
        Value x = array_get(ref(array), ref(i));
        FREE_B(); FREE_C();
        if (failed(x)) goto fail;
        double d;
        int r = num_as_double(ref(x), &d);
        drop(x);
        if (unlikely(r < 0)) goto fail;
        DA = d;
        NEXT();
    }
    op_FASET: {
        Value array = A, i = B;
        if (is_prim_array(ref(array)) && likely(W_IS_INT(i.w)) && likely((uint64_t)int_of(ref(i)) < (uint64_t)Py_SIZE(array.w)) &&
            likely(prim_array_of(ref(array))->kind == ARRAY_DOUBLE)) {
            prim_array_of(ref(array))->data.doubles[int_of(ref(i))] = DC;
            FREE_A();
            NEXT();
        }
        Value x = double_value(DC);
        int r = failed(x) ? -1 : array_set(ref(array), ref(i), ref(x));
        xdrop(x);
        FREE_A(); FREE_B();
        if (unlikely(r < 0)) goto fail;
        NEXT();
    }
    op_COUNT: {
        if (FLAGS & FLAG_B && unlikely(in_tasklet()) && !flow_is_at_hand(ref(B)) && ahead_counts(ref(B))) {
            lazy = NULL;
            Py_ssize_t counted = ahead_count(&B, &lazy);
            if (lazy) goto force;
            if (counted < 0) goto fail;
            A = int_value(counted);
            NEXT();
        }
        Py_ssize_t c = FLAGS & FLAG_B ? coll_count_give(B) : coll_count(ref(B));
        if (unlikely(c < 0)) goto fail;
        A = int_value(c);
        NEXT();
    }

    force: {
        struct proto *caller = (struct proto *)base[-2].w;
        size_t delta = caller->nregs + FRAME_HEADER;
        Py_INCREF(lazy);
        if (unlikely(base + delta + force_proto->nregs >= t->stack_end)) {
            Value *grown = activation_grow(t, base, delta + force_proto->nregs);
            if (!grown) {
                Py_DECREF(lazy);
                FREE_B();
                goto fail;
            }
            base = grown;
        }
        if (unlikely(lazy->running)) { // in another task
            if (lazy_wait(lazy) < 0) {
                Py_DECREF(lazy);
                if (task_is_parking(task_current)) goto leave;
                FREE_B();
                goto fail;
            }
        }
        Value body = lazy_begin(lazy);
        if (failed(body)) {
            Py_DECREF(lazy);
            FREE_B();
            goto fail;
        }
        Value *nb = base + delta;
        Py_INCREF(force_proto);
        nb[-2] = (Value){(uintptr_t)force_proto};
        nb[-1] = (Value){RETURN_WORD(pc, delta) | RETURN_RETRY};
        nb[0] = (Value){(uintptr_t)lazy};
        nb[1] = body;
        base = nb;
        pc = force_proto->code;
        k = force_proto->k;
        DISPATCH();
    }
    op_SETTLE: {
        lazy = (struct lazy *)A.w;
        if (unlikely(is_lazy(ref(B))) && unlikely(((struct lazy *)B.w)->running) && B.w != A.w) {
            if (lazy_wait((struct lazy *)B.w) < 0) {
                if (task_is_parking(task_current)) goto leave;
                drop(B);
                B = (Value){1};
                goto fail;
            }
        }
        int again = lazy_settle(lazy, B);
        if (unlikely(again < 0)) { B = (Value){1}; goto fail; }
        if (again) {
            Value body = lazy_begin(lazy);
            if (failed(body)) { B = (Value){1}; goto fail; }
            B = body;
            pc += NUMBER_C;
            NEXT();
        }
        B = (Value){W_INT(0)};
        NEXT();
    }
    op_UNSETTLE: {
        lazy_abort((struct lazy *)A.w, keep(ref(B)));
        NEXT();
    }

    op_VECTOR: {
        window = &A;
        RESULT(vec_give(window, (Py_ssize_t)FIELD(3)));
    }
    op_MAP: {
        window = &A;
        Value r = rare_map_literal(window, (Py_ssize_t)FIELD(3));
        RESULT(r);
    }
    op_SET: {
        window = &A;
        Value r = rare_set_literal(window, (Py_ssize_t)FIELD(3));
        RESULT(r);
    }
    op_FN: {
        window = &A;
        struct fn *f = fn_closing_over((struct fndef *)KB.w, window, (Py_ssize_t)FIELD(3));
        if (unlikely(!f)) goto fail;
        A = adopt(f);
        NEXT();
    }
    op_CAPTURE: {
        struct fn *f = (struct fn *)A.w;
        Value old = f->captured[FIELD(3)];
        f->captured[FIELD(3)] = keep(ref(B));
        drop(old);
        FREE_B();
        FREE_A();
        NEXT();
    }

    // --- exceptions and the host ----------------------------------------

    op_THROW: {
        Value e = A;
        raise_value(ref(e));
        drop(e);
        goto fail;
    }
    op_RETHROW: {
        Value e = A;
        reraise_value(e);
        goto fail;
    }
    op_CONTEXT: {
        exception_context(ref(A), ref(B));
        drop(B);
        NEXT();
    }
    op_GETATTR: {
        struct site *site = SITE(NUMBER_C);
        Value o = B;
        if (is_obj(ref(o)) && site->seen == (uintptr_t)Py_TYPE(o.w)) { // an instance's field
            Value r = keep(ref(((struct instance *)o.w)->words[site->found]));
            FREE_B();
            A = r;
            NEXT();
        }
        RESULT_B(slow_GETATTR(site, ref(o)));
    }
    op_ATTRCALL: RESULT_B(slow_ATTRCALL(ref(B), ref(KC), FLAGS));
    op_SETATTR: {
        int r = member_set(ref(A), ref(KC), ref(B));
        FREE_A(); FREE_B();
        if (r < 0) goto fail;
        NEXT();
    }

    op_FIELD: {
        Value r = keep(ref(((struct instance *)B.w)->words[FIELD(3)]));
        FREE_B();
        A = r;
        NEXT();
    }
    op_SETFIELD: {
        instance_set(ref(A), (int)FIELD(3), keep(ref(B)));
        FREE_A(); FREE_B();
        NEXT();
    }

    // --- raw doubles ----------------------------------------------------

    op_FMOVE: DA = DB; NEXT();
    op_FLOADK: DA = double_of(ref(KB)); NEXT();
    op_FUNBOX: {
        Value x = B;
        if (likely(x.w & 2)) { DA = double_of_word(x.w); NEXT(); }
        if (x.w & 1) { DA = (double)int_of(ref(x)); NEXT(); }
        double d;
        int r = num_as_double(ref(x), &d);
        FREE_B();
        if (r < 0) goto fail;
        DA = d;
        NEXT();
    }
    op_FBOX: RESULT(double_value(DB));
#define ARITH(op, name, operator, verb) op_F##op: DA = DB operator DC; NEXT();
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) op_JNF##op: JUMP_UNLESS(DA operator DB);
#include "num/arithmetic.def"
    op_FCALL: DA = math_unary[FIELD(3)](DB); NEXT();
    op_FCALL2: DA = math_binary[FIELD(3)](DB, ((double *)base)[FIELD(2) + 1]); NEXT();
    op_JNFEQ: JUMP_UNLESS(DA == DB);

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
        if (consume_fn) Py_DECREF(closure);
        drop(window[n + 1]); // the element
        if (FIELD(2) == EACH_REDUCE) window[EACH_INTO] = window[2];
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

    leave:
    t->base = base;
    t->pc = pc;
    this_task()->reductions = (int32_t)budget;
    return VM_LEFT;

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
