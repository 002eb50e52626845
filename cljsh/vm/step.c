// SPDX-License-Identifier: MIT
#include "vm/step.h"

int step_give(struct lazy *lazy, Value body, Value item) {
    struct fn *f = fn_of(ref(body));
    if (step_kind(f) == LAZY_TAKE) f->captured[0].w = W_INT(int_of(ref(f->captured[0])) - 1);
    if (likely(step_on(f))) return lazy_grow(lazy, item, body);
    drop(item);
    drop(body);
    return -1;
}
