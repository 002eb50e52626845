// SPDX-License-Identifier: MIT
/* Functions of which nobody can tell when they are called: all that they do is
 * to compute a value from scalars.  They run no code of the program, change
 * nothing, look at nothing that changes, and end. */
#include "base/prim.h"
#include "data/equal.h"
#include "vm/function.h"

static bool is_effectless_instr(const struct proto *p, Instr i) {
    const struct opcode_info *info = &opcode_info[I_OP(i)];
    if (info->effects & ~(FAILS | CALLS | ENDS)) return false; // without a LOOP it goes on and on to its end
    if (info->constant == CONSTANT__) return true;
    if (info->constant != CONSTANT_ANY) return info->constant == CONSTANT_DOUBLE || info->constant == CONSTANT_TABLE;
    for (int operand = 0; operand < 3; operand++)
        if (info->kind[operand] == 'K') return val_is_scalar(ref(p->k[instr_operand(i, operand)]));
    return val_is_scalar(proto_site(p, I_SC(i))->k);
}

PRIM(cljsh_is_effectless, "cljsh.core", "effectless?", "[f]",
     "Can nobody tell when the function f of one argument is called, where that is a number, a string, a name, a boolean or nil?")
{
    struct proto *p = is_fn(a[0]) ? fn_entry(fn_of(a[0]), 1) : NULL;
    if (!p || p->flags & ~(PROTO_CAPTURES | PROTO_SELF)) return bool_value(false);
    if (proto_ready(p) < 0) return ERR;
    bool holds = p->nhandlers == 0;
    for (int i = 0; holds && i < fn_of(a[0])->def->ncaptures; i++) holds = val_is_scalar(ref(fn_of(a[0])->captured[i]));
    for (uint32_t i = 0; holds && i < p->ncode; i++) holds = is_effectless_instr(p, p->code[i]);
    return bool_value(holds);
}
