// SPDX-License-Identifier: MIT
#include "vm/step.h"

// The closure, which has had a collection, gets what is left of it (taken).
static void go_on(struct fn *body, Value rest) {
    Value *place = &body->captured[step_at(body)], before = *place;
    *place = rest;
    if (!gc_is_tracked(body) && may_close_cycle(ref(rest))) gc_track(body);
    drop(before);
}

int step_give(struct lazy *lazy, Value body, Value item) {
    struct fn *f = fn_of(ref(body));
    if (step_kind(f) == LAZY_TAKE) f->captured[0].w = W_INT(int_of(ref(f->captured[0])) - 1);
    if (likely(step_on(f))) return lazy_grow(lazy, item, body);
    drop(item);
    drop(body);
    return -1;
}

int step_chunk(const struct fn *body, Ref s, Value *registers) {
    const Ops *ops = ops_of(s);
    Value chunk = ops->kind & K_CHUNKED ? ops->chunk_first(s) : coll_short_chunk(s);
    if (failed(chunk)) return -1;
    if (is_nil(ref(chunk))) return drop(chunk), 0;
    struct chunk *into = chunk_new(chunk_count(ref(chunk)));
    if (!into) return drop(chunk), -1;
    registers[0] = keep(ref(body->captured[1]));
    registers[1] = chunk;
    registers[2] = (Value){W_INT(0)};
    registers[3] = adopt(into);
    return 1;
}

int step_give_chunk(struct lazy *lazy, Value *body, Value chunk) {
    struct fn *f = fn_of(ref(*body));
    Ref s = step_seq(step_coll(f));
    const Ops *ops = ops_of(s);
    Value more = ops->kind & K_CHUNKED ? ops->chunk_rest(s) : list_empty();
    if (failed(more)) return drop(chunk), -1;
    const bool ends = is_clj(ref(more), &empty_list_type), empty = chunk_count(ref(chunk)) == 0;
    if (empty && !ends) {
        drop(chunk);
        go_on(f, more);
        return 0;
    }
    Value own = *body;
    *body = (Value){W_INT(0)};
    if (ends) {
        drop(own);
    } else {
        go_on(f, more);
        more = lazy_of_own(own);
        if (failed(more)) return drop(chunk), -1;
    }
    Value seq = chunk_put_before(chunk, ref(more)); // or () for an empty one
    drop(more);
    return failed(seq) || lazy_settle(lazy, seq) < 0 ? -1 : 1;
}
