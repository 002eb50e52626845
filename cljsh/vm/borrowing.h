// SPDX-License-Identifier: MIT
// The primitives that the instruction PRIM calls: which ones, stands in borrowing.def.
#ifndef VM_BORROWING_H
#define VM_BORROWING_H

#include "base/prim.h"

enum borrowing {
#define BORROWS(id, ns, name) BORROWS_##id,
#include "vm/borrowing.def"
    BORROWING_COUNT
};

/* The var is what the program names: as long as it has the function that it
 * had from the start, that function's body does. */
struct borrowing_prim { struct var *var; uintptr_t function; PrimBody body; };
extern struct borrowing_prim borrowing[BORROWING_COUNT];

// The var has its first function now.
void borrowing_set(enum borrowing which, struct var *v);

#endif
