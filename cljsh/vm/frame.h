// SPDX-License-Identifier: MIT
/* How a frame lies on an activation's stack.  The interpreter builds frames;
 * who else looks at them (unwinding, generators, traces of what is set aside)
 * does so by these functions.
 *
 * A frame is its registers, below them two words:
 *
 *     base[-2]  the proto (owned)
 *     base[-1]  where to go on in the caller: address, and in the upper 16
 *               bits how far below its registers begin; 0 in the lowest frame
 *
 * A call's arguments are put where the callee's registers will be, two words
 * above the register that gets the result.  One word behind a frame's
 * registers is there, too: a callee that takes a rest argument writes that
 * before it looks for room for its frame.
 */
#ifndef VM_FRAME_H
#define VM_FRAME_H

#include "task/task.h"
#include "vm/function.h"

#define FRAME_HEADER 2

#define RETURN_WORD(pc, delta) ((uintptr_t)(pc) | (uintptr_t)(delta) << 48)
#define RETURN_PC(w) ((const Instr *)((w) & 0x0000ffffffffffffUL))
#define RETURN_DELTA(w) ((w) >> 48 & 0x7fff)
#define RETURN_RETRY ((uintptr_t)1 << 63) // the caller repeats its instruction

struct frame {
    Value *base;
    const Instr *pc; // where it goes on; what failed, or called, is before it
};

static inline struct proto *frame_proto(struct frame f) { return (struct proto *)f.base[-2].w; }
// 0 where the code is still to be decoded, also when it was meanwhile.
static inline uint32_t frame_at(struct frame f) {
    if (unlikely((uintptr_t)f.pc - (uintptr_t)proto_late_code <= sizeof proto_late_code)) return 0;
    return (uint32_t)(f.pc - frame_proto(f)->code);
}
static inline bool frame_is_lowest(struct frame f) { return !f.base[-1].w; }
static inline bool frame_repeats_caller(struct frame f) { return f.base[-1].w & RETURN_RETRY; }
static inline struct frame frame_caller(struct frame f) {
    return (struct frame){f.base - RETURN_DELTA(f.base[-1].w), RETURN_PC(f.base[-1].w)};
}
static inline struct frame frame_innermost(const struct activation *a) { return (struct frame){a->base, a->pc}; }

// What it owns where it stands, a bit per register; NULL: nothing is known of that place.
static inline const uint64_t *frame_owned(struct frame f) { return proto_live(frame_proto(f), frame_at(f)); }
// Drops what it owns, but for the registers in `except` (may be NULL).
void frame_drop(struct frame f, const uint64_t *except);
int frame_traverse(struct frame f, visitproc visit, void *arg);

// Calls visit for each frame, the innermost first, but not the lowest; until that gives something else than 0, which is the result.
int frame_each(const struct activation *a, int (*visit)(struct frame f, void *arg), void *arg);

#endif
