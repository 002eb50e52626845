// SPDX-License-Identifier: MIT
/* What the instructions of the interpreter are written with: the fields of the
 * running instruction, the registers they name, and how one ends.  For interp.c
 * and the interp_*.inc, which are parts of its one function. */
#ifndef VM_INTERP_H
#define VM_INTERP_H

#include "class/instance.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector_impl.h"
#include "data/symbol.h"
#include "seq/ahead.h"
#include "seq/list.h"
#include "task/task.h"
#include "vm/bytecode.h"

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

#define MANY_ARGUMENTS (1 << 12) // with more of them a primitive is not called itself, if something else can be (see `many`)
#define RUN_MAX VEC_LEAF     // elements of a seq that lie in a row, taken at once
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


#endif
