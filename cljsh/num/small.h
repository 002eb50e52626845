// SPDX-License-Identifier: MIT
/* Arithmetic on tagged words.
 *
 * small_OP(x, y, &result) is what the operation of arithmetic.def gives for
 * two small integers; double_OP(x, y, &result) for two tagged numbers of which
 * one is a double.  False: the operands are others, or the result is no small
 * integer: then the function num_…() of num/number.h knows.  The
 * interpreter, the loops over chunks and those functions begin with these.
 */
#ifndef NUM_SMALL_H
#define NUM_SMALL_H

#include "base/value.h"

#define BOTH_SMALL(x, y) likely((x) & (y) & 1)

static inline bool small_ADD(uintptr_t x, uintptr_t y, Value *r) {
    int64_t sum;
    if (!BOTH_SMALL(x, y) || __builtin_add_overflow((int64_t)x, (int64_t)(y - 1), &sum)) return false;
    r->w = (uintptr_t)sum;
    return true;
}
static inline bool small_SUB(uintptr_t x, uintptr_t y, Value *r) {
    int64_t difference;
    if (!BOTH_SMALL(x, y) || __builtin_sub_overflow((int64_t)x, (int64_t)(y - 1), &difference)) return false;
    r->w = (uintptr_t)difference;
    return true;
}
static inline bool small_MUL(uintptr_t x, uintptr_t y, Value *r) {
    int64_t product;
    if (!BOTH_SMALL(x, y) || __builtin_mul_overflow((int64_t)(x - 1), (int64_t)y >> 2, &product)) return false;
    r->w = (uintptr_t)product | 1;
    return true;
}

// The divisor is greater than 0: neither an error nor too large a quotient then.
#define DIVISIBLE(x, y) (BOTH_SMALL(x, y) && (int64_t)(y) > 1)

static inline bool small_DIV(uintptr_t x, uintptr_t y, Value *r) { // else it is a ratio
    if (!DIVISIBLE(x, y)) return false;
    int64_t p = (int64_t)x >> 2, q = (int64_t)y >> 2;
    r->w = W_INT(p / q);
    return p % q == 0;
}
static inline bool small_QUOT(uintptr_t x, uintptr_t y, Value *r) {
    if (!DIVISIBLE(x, y)) return false;
    r->w = W_INT(((int64_t)x >> 2) / ((int64_t)y >> 2));
    return true;
}
static inline bool small_REM(uintptr_t x, uintptr_t y, Value *r) {
    if (!DIVISIBLE(x, y)) return false;
    r->w = W_INT(((int64_t)x >> 2) % ((int64_t)y >> 2));
    return true;
}
static inline bool small_MOD(uintptr_t x, uintptr_t y, Value *r) {
    if (!DIVISIBLE(x, y)) return false;
    int64_t q = (int64_t)y >> 2, rem = ((int64_t)x >> 2) % q;
    r->w = W_INT(rem < 0 ? rem + q : rem);
    return true;
}

static inline bool small_BAND(uintptr_t x, uintptr_t y, Value *r) { return r->w = x & y, BOTH_SMALL(x, y); }
static inline bool small_BOR(uintptr_t x, uintptr_t y, Value *r) { return r->w = x | y, BOTH_SMALL(x, y); }
static inline bool small_BXOR(uintptr_t x, uintptr_t y, Value *r) { return r->w = (x ^ y) | 1, BOTH_SMALL(x, y); }
static inline bool small_BSHL(uintptr_t x, uintptr_t y, Value *r) {
    int64_t n = (int64_t)x >> 2, places = (int64_t)y >> 2;
    if (!BOTH_SMALL(x, y) || places < 0 || places >= 61 || n < 0 || n >> (61 - places)) return false;
    r->w = W_INT(n << places);
    return true;
}
static inline bool small_BSHR(uintptr_t x, uintptr_t y, Value *r) {
    int64_t places = (int64_t)y >> 2;
    if (!BOTH_SMALL(x, y) || places < 0 || places > 63) return false;
    r->w = W_INT((int64_t)x >> 2 >> places);
    return true;
}

// Both as doubles when each is a tagged number and one a double.
static inline bool as_doubles(uintptr_t x, uintptr_t y, double *a, double *b) {
    if (x & 2) *a = double_of_word(x);
    else if (x & 1) *a = (double)((int64_t)x >> 2);
    else return false;
    if (y & 2) *b = double_of_word(y);
    else if (y & 1) *b = (double)((int64_t)y >> 2);
    else return false;
    return (x | y) & 2;
}

#define ARITH(op, name, operator, verb)                                                                              \
    static inline bool double_##op(uintptr_t x, uintptr_t y, Value *r) {                                             \
        double a, b;                                                                                                 \
        if (x & y & 2) return *r = double_value(double_of_word(x) operator double_of_word(y)), true;                 \
        return as_doubles(x, y, &a, &b) && (*r = double_value(a operator b), true);                                  \
    }
#include "num/arithmetic.def"

#endif
