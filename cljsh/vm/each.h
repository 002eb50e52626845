// SPDX-License-Identifier: MIT
/* A function for each element of a chunk: what the instructions EACH and
 * COLLECT do without the interpreter.
 *
 * Below the window of the call are the function, the chunk, the index of the
 * element that comes next, and what is gathered: a chunk in the making, or the
 * accumulator of a reduction, which a call takes and its result replaces.
 * Primitives, keywords, maps and sets are called here, element after element; a compiled
 * function is entered by the interpreter, once an element.
 *
 * The steps of the transducers map, filter, remove and keep are known by
 * their protos (enum fast_native): where what they call is a primitive, the
 * element goes on to the next step without a call of this one. */
#ifndef VM_EACH_H
#define VM_EACH_H

#include "num/small.h"
#include "vm/function.h"

enum { EACH_FN = -4, EACH_CHUNK, EACH_INDEX, EACH_INTO }; // from the window on
enum each_mode { EACH_MAP, EACH_FILTER, EACH_REMOVE, EACH_KEEP, EACH_REDUCE };
enum each_result {
    EACH_DONE,   // the chunk is used up, or the reduction has ended
    EACH_CALL,   // the arguments are in their places: the callee is to be called
    EACH_FAILED, // a reduction's accumulator is gone
};

// Goes on until the interpreter is needed.  The callee is borrowed.
enum each_result each_run(Value *window, enum each_mode mode, Ref *callee);
// Takes the result of a call, 0 or -1; the next element is due then.
int each_collect(Value *window, enum each_mode mode, Value result);

static inline void drop_args(Value *args, Py_ssize_t n) {
    if (likely(n > 0)) drop(args[0]);
    if (n > 1) drop(args[1]);
    for (Py_ssize_t j = 2; j < n; j++) drop(args[j]);
}

// What a primitive like + or inc gives for small integers, without calling
// it: passed to map or reduce they are as quick as where they are inlined.
static inline __attribute__((always_inline)) Value fast_native(enum fast_native what, const Ref *a) {
    Value r;
    if (!(a[0].w & 1)) return ERR;
    switch (what) {
    case FAST_INC: return small_ADD(a[0].w, W_INT(1), &r) ? r : ERR;
    case FAST_DEC: return small_SUB(a[0].w, W_INT(1), &r) ? r : ERR;
    case FAST_ODD: return bool_value(a[0].w & 4);
    case FAST_EVEN: return bool_value(!(a[0].w & 4));
#define ARITH(op, name, operator, verb) case FAST_##op: return small_##op(a[0].w, a[1].w, &r) ? r : ERR;
#define DIVISION(op, name, verb) case FAST_##op: return small_##op(a[0].w, a[1].w, &r) ? r : ERR;
#define BITWISE(op, name, verb) case FAST_##op: return small_##op(a[0].w, a[1].w, &r) ? r : ERR;
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator)                             \
    case FAST_##op: return a[1].w & 1 ? bool_value((int64_t)a[0].w operator (int64_t)a[1].w) : ERR;       \
    case FAST_##mirror: return a[1].w & 1 ? bool_value((int64_t)a[0].w mirrored_operator (int64_t)a[1].w) : ERR;
#include "num/arithmetic.def"
    default: return ERR;
    }
}

// Calls a primitive; the arguments are consumed.
static inline Value call_native(const struct proto *p, Value *args, Py_ssize_t n) {
    Value r = p->fast ? fast_native(p->fast, lend(args)) : ERR;
    if (!r.w) {
        r = p->native(lend(args), n);
        drop_args(args, n);
    }
    return r;
}

#endif
