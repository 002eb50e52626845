// SPDX-License-Identifier: MIT
// The encoding of instructions, and what is known of each; see opcodes.def for what they do.
#ifndef VM_BYTECODE_H
#define VM_BYTECODE_H

#include <stdint.h>

#include "base/value.h"

typedef uint64_t Instr;

enum opcode {
#define OP(name, a, b, c, effects, constant, result, slow, meaning) OP_##name,
#include "vm/opcodes.def"
#undef OP
    OPCODE_COUNT
};

#define FLAG_B 1 // consumes B
#define FLAG_C 2 // consumes C
#define FLAG_A 4 // consumes A

#define INSTR(op, flags, a, b, c)                                        \
    ((Instr)(op) | (Instr)(flags) << 8 | (Instr)(uint16_t)(a) << 16 |    \
     (Instr)(uint16_t)(b) << 32 | (Instr)(uint16_t)(c) << 48)
#define I_OP(i) ((uint8_t)(i))
#define I_FLAGS(i) ((uint8_t)((i) >> 8))
#define I_A(i) ((uint16_t)((i) >> 16))
#define I_B(i) ((uint16_t)((i) >> 32))
#define I_SB(i) ((int64_t)(int16_t)((i) >> 32))
#define I_C(i) ((i) >> 48)
#define I_SC(i) ((int64_t)(i) >> 48)
#define I_SBC(i) ((int64_t)(i) >> 32) // a jump of 32 bits

// --- properties -----------------------------------------------------------

enum op_effect { FAILS = 1, CALLS = 2, PAUSES = 4, ENDS = 8, GENERATOR = 16, INTERNAL = 32, WRITES = 64 };

enum op_constant {
    CONSTANT__, CONSTANT_ANY, CONSTANT_VAR, CONSTANT_FN, CONSTANT_FNDEF, CONSTANT_NAME, CONSTANT_TABLE, CONSTANT_DOUBLE
};

enum op_result {
    RESULT__, RESULT_ANY, RESULT_TRUTH, RESULT_INT, RESULT_DOUBLE, RESULT_NUMBER, RESULT_INTEGER, RESULT_QUOTIENT
};

struct site; // vm/function.h
struct opcode_info {
    const char *name;
    char kind[3];      // of the operands A, B, C
    char number;       // of C, when it is a number: what follows the N there, else 0
    uint8_t effects, constant, result;
    struct {           // the slow path: one of them, or none
        Value (*value)(Ref b, Ref c, unsigned flags);
        Value (*site)(struct site *site, Ref b);
        int (*truth)(Ref a, Ref b);
    } slow;
    const char *meaning;
};
extern const struct opcode_info opcode_info[OPCODE_COUNT];

// May the instruction fail (so that the table of live registers must cover it)?
static inline bool op_can_fail(enum opcode op) { return opcode_info[op].effects & FAILS; }
// Does it leave its frame with a value?
static inline bool op_returns(enum opcode op) {
    const struct opcode_info *info = &opcode_info[op];
    return info->effects & ENDS && !(info->effects & FAILS) && info->kind[1] != 'J';
}

static inline unsigned instr_operand(Instr i, int which) { return which == 0 ? I_A(i) : which == 1 ? I_B(i) : (unsigned)I_C(i); }
static inline unsigned operand_flag(int which) { return which == 0 ? FLAG_A : which == 1 ? FLAG_B : FLAG_C; }
// How far a jump goes whose distance is that operand.
static inline int64_t jump_distance(Instr i, int which) { return which == 1 ? I_SBC(i) : I_SC(i); }

#endif
