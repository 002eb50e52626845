// SPDX-License-Identifier: MIT
/* The checker of registers' liveness, run in debug builds over everything
 * that is compiled.
 *
 * It follows every path through a proto with the set of registers that own a
 * value, by the effects opcodes.def states, and finds: a read of a register
 * that owns nothing, a write over one that does (a leak), paths that meet
 * with different sets, a value left over at a return, and a table of live
 * registers (what unwinding goes by) or handler that says something else.
 */
#ifndef VM_VERIFY_H
#define VM_VERIFY_H

#include "vm/function.h"

// 0, or -1 with SystemError naming function, instruction and register.
int proto_verify(const struct proto *p, const char *name);

#endif
