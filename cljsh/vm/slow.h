// SPDX-License-Identifier: MIT
/* The slow paths of instructions, as functions.
 *
 * An instruction that does its work itself for small integers, vectors and
 * the like calls one of these for everything else: slow_NAME(b, c, flags)
 * gives the value, slow_NAME(site, b) too, and slow_NAME(a, b) says whether a condition holds (1, 0, or
 * -1 failed).  An operand that is a number is handed on as a small integer,
 * one that is a constant as the constant; flags are the instruction's.  Registers
 * stay the caller's, who drops what the instruction consumes.
 *
 * Which instruction has one stands in opcodes.def; opcode_info has it, too,
 * so that others than the interpreter can do what it does.
 */
#ifndef VM_SLOW_H
#define VM_SLOW_H

#include "class/member.h"
#include "coll/array.h"
#include "coll/coll.h"
#include "data/equal.h"
#include "num/number.h"
#include "seq/seq.h"
#include "vm/bytecode.h"
#include "vm/rare.h"
#include "vm/site.h"

#define SLOW_VALUE(name) \
    static inline Value slow_##name(Ref b __attribute__((unused)), Ref c __attribute__((unused)), unsigned flags __attribute__((unused)))
#define SLOW_SITE(name) static inline Value slow_##name(struct site *site, Ref b)
#define SLOW_TRUTH(name) static inline int slow_##name(Ref a, Ref b)

// --- numbers --------------------------------------------------------------

// What is consumed, numpy's arrays may put the result in.
_Static_assert((int)NUM_REUSE_A == FLAG_B && (int)NUM_REUSE_B == FLAG_C, "the flags are handed on as they are");
#define REUSE(flags) ((flags) & (FLAG_B | FLAG_C))

#define ARITH(op, name, operator, verb) SLOW_VALUE(op) { return num_arith(ARITH_##op, b, c, REUSE(flags)); }
#define INTEGERS(op, verb) SLOW_VALUE(op) { return num_##verb(b, c); } SLOW_VALUE(op##I) { return num_##verb(b, c); }
#define DIVISION(op, name, verb) INTEGERS(op, verb)
#define BITWISE(op, name, verb) INTEGERS(op, verb)
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) \
    SLOW_VALUE(op) { return num_compare_value(b, c, NUM_##op); }              \
    SLOW_TRUTH(JN##op) { return num_compare(a, b, NUM_##op); }                \
    SLOW_TRUTH(JN##op##I) { return num_compare(a, b, NUM_##op); }             \
    SLOW_TRUTH(JN##mirror##I) { return num_compare(a, b, NUM_##mirror); }
#include "num/arithmetic.def"
#undef INTEGERS
SLOW_VALUE(MULI) { return num_arith(ARITH_MUL, b, c, flags & FLAG_B); }
// The flag of C says that the program subtracts: an operand's error names what it wrote.
SLOW_VALUE(ADDI) {
    return flags & FLAG_C ? num_arith(ARITH_SUB, b, int_ref(-int_of(c)), flags & FLAG_B) : num_arith(ARITH_ADD, b, c, flags & FLAG_B);
}
SLOW_VALUE(MIN) { return num_smaller(b, c); }
SLOW_VALUE(MAX) { return num_larger(b, c); }
SLOW_VALUE(NUMEQ) { return num_equiv_value(b, c); }
SLOW_TRUTH(JNNUMEQ) { return num_equiv(a, b); }
SLOW_TRUTH(JNNUMEQI) { return num_equiv(a, b); }

// --- everything else --------------------------------------------------------

SLOW_TRUTH(JNEQ) { return val_equal(a, b); }
SLOW_TRUTH(JNEQK) { return val_equal(a, b); }
SLOW_TRUTH(JNEQI) { return val_equal(a, b); }
SLOW_VALUE(EQ) {
    int equal = val_equal(b, c);
    return unlikely(equal < 0) ? ERR : bool_value(equal);
}
SLOW_TRUTH(JNCATCH) { return exception_matches(a, b); }

SLOW_VALUE(GET) { return coll_get(b, c, NIL); }
SLOW_VALUE(NTH) { return coll_nth(b, c, NO_REF); }
SLOW_VALUE(ELEM) { return coll_nth(b, c, NIL); }
SLOW_VALUE(AGET) { return array_get(b, c); }
SLOW_VALUE(ALEN) {
    Py_ssize_t n = array_length(b);
    return unlikely(n < 0) ? ERR : int_value(n);
}
SLOW_VALUE(FIRST) { return seq_first(b); }
SLOW_VALUE(NEXT) { return seq_next(b); }
SLOW_VALUE(REST) { return seq_rest(b); }
SLOW_VALUE(SEQ) { return seq_of(b); }
SLOW_VALUE(ATTRCALL) { return member_or_call(b, c); }

SLOW_SITE(GETK) { return site_get(site, b); }
SLOW_SITE(GETATTR) { return site_attribute(site, b); }

#undef SLOW_SITE
#undef SLOW_VALUE
#undef SLOW_TRUTH

#endif
