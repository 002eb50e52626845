// SPDX-License-Identifier: MIT
#include "vm/borrowing.h"

#include "vars/var.h"
#include "vm/vm.h"

struct borrowing_prim borrowing[BORROWING_COUNT];

void borrowing_set(enum borrowing which, struct var *v) {
    if (!v->root.w || !is_fn(ref(v->root))) return;
    const struct proto *p = fn_entry(fn_of(ref(v->root)), 1);
    if (p && p->flags & PROTO_NATIVE) borrowing[which] = (struct borrowing_prim){v, v->root.w, p->native};
}
