// SPDX-License-Identifier: MIT
#include "vm/frame.h"

void frame_drop(struct frame f, const uint64_t *except) {
    const uint64_t *owned = frame_owned(f);
    for (uint32_t w = 0, words = owned ? frame_proto(f)->live_words : 0; w < words; w++) {
        uint64_t bits = owned[w] & ~(except ? except[w] : 0);
        for (; bits; bits &= bits - 1) drop(f.base[w * 64 + (uint32_t)__builtin_ctzll(bits)]);
    }
}

int frame_traverse(struct frame f, visitproc visit, void *arg) {
    const struct proto *p = frame_proto(f);
    Py_VISIT((PyObject *)p);
    const uint64_t *owned = frame_owned(f);
    for (unsigned r = 0; owned && r < p->nregs; r++)
        if (owned[r / 64] >> (r % 64) & 1) VISIT_WORD(f.base[r].w);
    return 0;
}

int frame_each(const struct activation *a, int (*visit)(struct frame f, void *arg), void *arg) {
    for (struct frame f = frame_innermost(a); !frame_is_lowest(f); f = frame_caller(f)) {
        int r = visit(f, arg);
        if (r) return r;
    }
    return 0;
}
