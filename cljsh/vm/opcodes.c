// SPDX-License-Identifier: MIT
// The table of what opcodes.def says.
#include "vm/bytecode.h"
#include "vm/slow.h"

#define SLOW__(name) {NULL, NULL, NULL}
#define SLOW_VALUE(name) {.value = slow_##name}
#define SLOW_SITE(name) {.site = slow_##name}
#define SLOW_TRUTH(name) {.truth = slow_##name}

const struct opcode_info opcode_info[OPCODE_COUNT] = {
#define OP(name, a, b, c, effects, constant, result, slow, meaning) \
    {#name, {#a[0], #b[0], #c[0]}, #c[0] == 'N' ? #c[1] : 0, effects, CONSTANT_##constant, RESULT_##result, SLOW_##slow(name), meaning},
#include "vm/opcodes.def"
#undef OP
};
