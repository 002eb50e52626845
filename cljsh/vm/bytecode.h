// SPDX-License-Identifier: MIT
// The encoding of instructions; see opcodes.def for what they do.
#ifndef VM_BYTECODE_H
#define VM_BYTECODE_H

#include <stdint.h>

typedef uint64_t Instr;

enum opcode {
#define OP(name, a, b, c, meaning) OP_##name,
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

// Is the instruction followed by a word of inline cache?
static inline int op_cached(enum opcode op) { return op == OP_GETK || op == OP_GETATTR; }

// May the instruction fail (so that the table of live registers must cover it)?
_Bool op_can_fail(enum opcode op);

struct opcode_info { const char *name; char a, b, c; const char *meaning; };
extern const struct opcode_info opcode_info[OPCODE_COUNT];

#endif
