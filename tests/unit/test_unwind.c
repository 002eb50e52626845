// SPDX-License-Identifier: MIT
// Failures on protos put together by hand: what unwinding drops and keeps,
// which handler is taken, how the exception goes on, the places it passed.
#include "running.h"

#include "coll/coll.h"
#include "coll/vector.h"
#include "seq/list.h"
#include "vm/trace.h"

static Value error(const char *class) {
    char code[60];
    snprintf(code, sizeof code, "%s('told')", class);
    return python(code);
}

// (fn [e x y] (throw e)), holding x and y
static Value throwing(void) {
    return FN(.nargs = 3, .nregs = 3, CODE(I(THROW, 0, 0, 0)), LIVE({0, R(0, 1, 2)}, {1, R(1, 2)}));
}

START_TEST(frames_are_dropped) {
    Value p = probe(), e = error("KeyError");
    fails(RUN(throwing(), keep(ref(e)), keep(ref(p)), keep(ref(p))), PyExc_KeyError);
    HELD(p, 1);
    HELD(e, 1);
    // The caller's registers, too; those that were handed over are not dropped twice.
    Value outer = FN(.nargs = 3, .nregs = 9,
                     CODE(I(MOVE, 3, 1, 0), IF(MOVE, FLAG_B, 6, 0, 0), I(MOVE, 7, 1, 0), I(MOVE, 8, 2, 0), I(CALLK, 4, 0, 3), I(DROP, 1, 0, 0),
                          I(DROP, 2, 0, 0), I(DROP, 3, 0, 0), I(RET, 4, 0, 0)),
                     CONSTANTS(throwing()), LIVE({0, R(0, 1, 2)}, {5, R(1, 2, 3)}));
    Value outermost = FN(.nargs = 3, .nregs = 8,
                         CODE(I(MOVE, 5, 0, 0), I(MOVE, 6, 1, 0), I(MOVE, 7, 2, 0), I(CALLK, 3, 0, 3), I(DROP, 0, 0, 0), I(DROP, 1, 0, 0),
                              I(DROP, 2, 0, 0), I(RET, 3, 0, 0)),
                         CONSTANTS(outer), LIVE({0, R(0, 1, 2)}));
    fails(RUN(outermost, keep(ref(e)), keep(ref(p)), keep(ref(p))), PyExc_KeyError);
    HELD(p, 1);
    HELD(e, 1);
    drop(p), drop(e);
}
END_TEST

// What is thrown: an exception, its class; nothing else.
START_TEST(what_is_thrown) {
    Value f = FN(.nargs = 1, .nregs = 1, CODE(I(THROW, 0, 0, 0)), LIVE({0, R(0)}, {1, NONE}));
    fails(RUN(keep(ref(f)), python("IndexError")), PyExc_IndexError);
    Value p = probe();
    fails(RUN(keep(ref(f)), keep(ref(p))), PyExc_TypeError);
    fails(RUN(f, int_value(1)), PyExc_TypeError);
    HELD(p, 1);
    drop(p);
}
END_TEST

/* (fn [e x y] (try (throw e x y) (catch KeyError z [z x]) (catch :default z y)))
 * registers: 0 e, 1 x, 2 y, 3 the exception, 4 … the window of the call */
static Value catching(Value class) {
    return FN(.nargs = 3, .nregs = 9,
              CODE(IF(MOVE, FLAG_B, 6, 0, 0), I(MOVE, 7, 1, 0), I(MOVE, 8, 2, 0), I(CALLK, 4, 0, 3),
                   I(DROP, 1, 0, 0), I(DROP, 2, 0, 0), I(RET, 4, 0, 0),
                   // the handler, at 7: x and y are wanted
                   I(LOADK, 4, 1, 0), I(JNCATCH, 3, 4, 4),
                   I(DROP, 2, 0, 0), IF(MOVE, FLAG_B, 4, 3, 0), IF(MOVE, FLAG_B, 5, 1, 0), FAR(JMP, 3),
                   I(DROP, 1, 0, 0), I(DROP, 2, 0, 0), I(RETHROW, 3, 0, 0),
                   I(VECTOR, 4, 0, 2), I(RET, 4, 0, 0)),
              CONSTANTS(throwing(), class),
              LIVE({0, R(0, 1, 2)}, {4, R(1, 2)}, {9, R(1, 2, 3)}, {16, NONE}),
              HANDLERS({0, 4, 7, 3, R(1, 2)}));
}

START_TEST(handlers) {
    Value p = probe(), q = probe(), e = error("KeyError"), other = error("IndexError");
    Value r = RUN(catching(python("KeyError")), keep(ref(e)), keep(ref(p)), keep(ref(q)));
    ck_assert(ok(r));
    Value caught = coll_nth(ref(r), int_ref(0), NO_REF), x = coll_nth(ref(r), int_ref(1), NO_REF);
    ck_assert(same(ref(caught), ref(e)) && same(ref(x), ref(p)));
    drop(caught), drop(x), drop(r);
    HELD(p, 1); HELD(q, 1); HELD(e, 1);
    fails(RUN(catching(python("KeyError")), keep(ref(other)), keep(ref(p)), keep(ref(q))), PyExc_IndexError);
    HELD(p, 1); HELD(q, 1); HELD(other, 1);
    // Several classes in a vector; a superclass.
    SCOPED Value keys = python("KeyError"), indexes = python("IndexError");
    drop(RUN(catching(vec_from((Ref[]){ref(keys), ref(indexes)}, 2)), keep(ref(other)), keep(ref(p)), keep(ref(q))));
    drop(RUN(catching(python("LookupError")), keep(ref(e)), keep(ref(p)), keep(ref(q))));
    HELD(p, 1); HELD(q, 1); HELD(e, 1); HELD(other, 1);
    // No class at all.
    fails(RUN(catching(int_value(1)), keep(ref(e)), keep(ref(p)), keep(ref(q))), PyExc_TypeError);
    HELD(p, 1); HELD(q, 1); HELD(e, 1);
    drop(p), drop(q), drop(e), drop(other);
}
END_TEST

// Of two handlers that cover a place, the first is taken; one that covers it no more is not.
START_TEST(nesting) {
    Value f = FN(.nargs = 1, .nregs = 3,
                 CODE(IF(MOVE, FLAG_B, 1, 0, 0), I(THROW, 1, 0, 0),
                      I(DROP, 2, 0, 0), I(LOADI, 0, 1, 0), IF(ADD, 0, 1, 0, 0), I(DROP, 0, 0, 0), I(RET, 1, 0, 0), // inner, at 2
                      I(DROP, 2, 0, 0), I(LOADI, 0, 2, 0), I(RET, 0, 0, 0)),                                      // outer, at 7
                 LIVE({0, R(0)}, {2, NONE}, {5, R(0)}),
                 HANDLERS({0, 2, 2, 2, NONE}, {0, 7, 7, 2, NONE}));
    gives(RUN(f, error("KeyError")), "2");
    // The second one takes over while the first handles.
    f = FN(.nargs = 1, .nregs = 3,
           CODE(IF(MOVE, FLAG_B, 1, 0, 0), I(THROW, 1, 0, 0), I(RETHROW, 2, 0, 0), I(DROP, 2, 0, 0), I(LOADI, 0, 2, 0), I(RET, 0, 0, 0)),
           LIVE({0, R(0)}, {2, NONE}), HANDLERS({0, 2, 2, 2, NONE}, {0, 3, 3, 2, NONE}));
    Value e = error("KeyError");
    gives(RUN(f, keep(ref(e))), "2");
    HELD(e, 1);
    drop(e);
}
END_TEST

// Every instruction that can fail leaves its frame as its table says.
START_TEST(failing_instructions) {
    Value p = python("object()");
    for (int op = 0; op < OPCODE_COUNT; op++) {
        static const enum opcode binary[] = {OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_QUOT, OP_REM, OP_BAND, OP_BOR, OP_BXOR, OP_BSHL, OP_BSHR, OP_LT, OP_LE};
        bool tested = false;
        for (size_t i = 0; i < sizeof binary / sizeof *binary; i++) tested |= binary[i] == (enum opcode)op;
        if (!tested) continue;
        for (int flags = 0; flags < 4; flags++) { // which of the operands is consumed
            uint64_t left = (flags & FLAG_B ? 0 : R(0)) | (flags & FLAG_C ? 0 : R(1));
            struct listing l = {.nargs = 2, .nregs = 3, CODE(INSTR(op, flags, 2, 0, 1), I(RET, 2, 0, 0)), LIVE({0, R(0, 1)}, {1, left})};
            Value f = fn_of_proto(assemble_unverified(&l)); // (what it leaves on success does not matter here)
            fails(RUN(f, keep(ref(p)), keep(ref(p))), PyExc_Exception);
            HELD(p, 1);
        }
    }
    drop(p);
}
END_TEST

START_TEST(places) {
    // An exception tells through which lines it has come, innermost first.
    Value f = evaluated("(defn inner [x]\n  (throw (ex-info \"here\" {})))\n(defn outer [x]\n  (let [y\n    (inner x)]\n    [y]))\nouter");
    Value r = RUN(f, int_value(1));
    ck_assert(failed(r));
    SCOPED_PY PyObject *e = exception_fetch();
    SCOPED Value shown_trace = keep_obj(trace_of(e));
    ck_assert_str_eq(shown(ref(shown_trace)),
                     "#py/list [#py/tuple [\"user/inner\" \"test.clj\" 2 3] #py/tuple [\"user/outer\" \"test.clj\" 5 5]]");
}
END_TEST

START_TEST(cut_short) {
    // Of a very deep recursion not every place is kept.
    Value f = evaluated("(fn down [n] (if (pos? n) (inc (down (dec n))) (throw (ex-info \"deep\" {}))))");
    Value r = RUN(f, int_value(5000));
    ck_assert(failed(r));
    SCOPED_PY PyObject *e = exception_fetch();
    ck_assert_int_eq(PyList_GET_SIZE(trace_of(e)), TRACE_MAX);
}
END_TEST

START_TEST(lazy_frames) {
    // A lazy seq's body fails: the instruction that realised it lets go of what it would have consumed.
    Value p = probe();
    Value make = evaluated("(fn [x] (lazy-seq (throw (ex-info \"lazy\" {:x 1}))))");
    Value first = FN(.nargs = 2, .nregs = 3, CODE(IF(FIRST, FLAG_B, 2, 0, 0), I(DROP, 1, 0, 0), I(RET, 2, 0, 0)), LIVE({0, R(0, 1)}, {1, R(1)}));
    Value seq = RUN(make, keep(ref(p)));
    fails(RUN(first, keep(ref(seq)), keep(ref(p))), PyExc_Exception);
    HELD(seq, 1);
    drop(seq);
    HELD(p, 1);
    drop(p);
}
END_TEST

TESTS("unwind", frames_are_dropped, what_is_thrown, handlers, nesting, failing_instructions, places, cut_short, lazy_frames)
