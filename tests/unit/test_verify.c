// SPDX-License-Identifier: MIT
// The checker of registers' liveness refuses what is wrong, and names it.
#include "running.h"

#include "coll/coll.h"

static void refused(const struct listing *l, const char *message) {
    struct proto *p = assemble_unverified(l);
    ck_assert_msg(proto_verify(p, "f") < 0, "not refused: %s", message);
    ck_assert(PyErr_ExceptionMatches(PyExc_SystemError));
    ck_assert_str_eq(raised(), message);
    Py_DECREF(p);
}
#define REFUSED(message, ...) refused(&(struct listing){__VA_ARGS__}, message)

START_TEST(registers) {
    REFUSED("f: instruction 0 (RET): consumes nothing in r0", .nregs = 1, CODE(I(RET, 0, 0, 0)), LIVE({0, NONE}));
    REFUSED("f: instruction 0 (MOVE): reads nothing in r0", .nregs = 2, CODE(I(MOVE, 1, 0, 0), I(RET, 1, 0, 0)), LIVE({0, NONE}));
    REFUSED("f: instruction 0 (LOADI): writes over r0", .nargs = 1, .nregs = 1, CODE(I(LOADI, 0, 1, 0), I(RET, 0, 0, 0)), LIVE({0, R(0)}));
    REFUSED("f: instruction 1 (RET): leaves behind r0", .nargs = 1, .nregs = 2, CODE(I(LOADI, 1, 1, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)}));
    REFUSED("f: instruction 0 (DROP): consumes nothing in r7", .nregs = 1, CODE(I(DROP, 7, 0, 0)), LIVE({0, NONE}));
    // consumed twice
    REFUSED("f: instruction 1 (MOVE): reads nothing in r0", .nargs = 1, .nregs = 3,
            CODE(IF(MOVE, FLAG_B, 1, 0, 0), IF(MOVE, FLAG_B, 2, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)}));
}
END_TEST

START_TEST(windows) {
    REFUSED("f: instruction 1 (CALLV): consumes nothing in r3", .nregs = 4, CODE(I(LOADI, 2, 1, 0), I(CALLV, 0, 0, 2), I(RET, 0, 0, 0)),
            CONSTANTS(nil_value()), LIVE({0, NONE}));
    REFUSED("f: instruction 1 (CALL): consumes nothing in r0", .nregs = 4, CODE(I(LOADI, 2, 1, 0), I(CALL, 0, 0, 1), I(RET, 0, 0, 0)), LIVE({0, NONE}));
    REFUSED("f: instruction 1 (VECTOR): consumes nothing in r1", .nregs = 2, CODE(I(LOADI, 0, 1, 0), I(VECTOR, 0, 0, 2), I(RET, 0, 0, 0)), LIVE({0, NONE}));
}
END_TEST

START_TEST(paths) {
    // One branch keeps what the other has consumed.
    REFUSED("f: instruction 1 (DROP): another path owns r0", .nargs = 2, .nregs = 2,
            CODE(IF(JF, FLAG_A, 1, 0, 1), I(DROP, 0, 0, 0), I(LOADI, 1, 1, 0), I(RET, 1, 0, 0)), LIVE({0, R(0, 1)}));
    REFUSED("f: instruction 0 (JMP): jumps out of the code r0", .nregs = 1, CODE(FAR(JMP, 5), I(RET, 0, 0, 0)), LIVE({0, NONE}));
    REFUSED("f: instruction 0 (LOADI): jumps out of the code r0", .nregs = 1, CODE(I(LOADI, 0, 1, 0)), LIVE({0, NONE})); // falls off its end
    // A loop that leaks one more each time.
    REFUSED("f: instruction 1 (LOOP): another path does not own r0", .nregs = 1, CODE(I(LOADI, 0, 1, 0), FAR(LOOP, -2)), LIVE({0, NONE}, {2, R(0)}));
}
END_TEST

START_TEST(tables) {
    REFUSED("f: instruction 0 (ADD): the table forgets r0", .nargs = 1, .nregs = 2, CODE(I(ADD, 1, 0, 0), I(DROP, 0, 0, 0), I(RET, 1, 0, 0)),
            LIVE({0, R(0)}, {1, NONE}));
    REFUSED("f: instruction 0 (ADD): the table owns r1", .nargs = 1, .nregs = 2, CODE(I(ADD, 1, 0, 0), I(DROP, 0, 0, 0), I(RET, 1, 0, 0)),
            LIVE({0, R(0)}, {1, R(0, 1)}));
    REFUSED("f: instruction 0 (RET): the table at entry is wrong about r0", .nargs = 1, .nregs = 1, CODE(I(RET, 0, 0, 0)), LIVE({0, NONE}));
    REFUSED("f: instruction 0 (THROW): the handler wants r0", .nargs = 1, .nregs = 2, CODE(I(THROW, 0, 0, 0), I(DROP, 0, 0, 0), I(RET, 1, 0, 0)),
            LIVE({0, R(0)}, {1, NONE}), HANDLERS({0, 1, 1, 1, R(0)}));
    REFUSED("f: instruction 1 (RET): leaves behind r1", .nargs = 2, .nregs = 3, CODE(I(THROW, 0, 0, 0), I(RET, 2, 0, 0)),
            LIVE({0, R(0, 1)}, {1, R(1)}), HANDLERS({0, 1, 1, 2, R(1)}));
}
END_TEST

START_TEST(doubles) {
    REFUSED("f: instruction 0 (FADD): takes a value for a raw double in r0", .nargs = 1, .nregs = 2,
            CODE(I(FADD, 1, 0, 0), I(DROP, 0, 0, 0), I(FBOX, 0, 1, 0), I(RET, 0, 0, 0)), LIVE({0, R(0)}));
    REFUSED("f: instruction 0 (FLOADK): writes a raw double over r0", .nargs = 1, .nregs = 1, CODE(I(FLOADK, 0, 0, 0), I(RET, 0, 0, 0)),
            CONSTANTS(double_value(1)), LIVE({0, R(0)}));
}
END_TEST

START_TEST(all_of_core) {
    // Everything that is loaded passes.
    Value vars = evaluated("(vec (filter fn? (mapcat #(map (fn [v] (when (bound? v) @v)) (vals (ns-interns %))) (all-ns))))");
    Py_ssize_t n = coll_count(ref(vars)), checked = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        SCOPED Value f = coll_nth(ref(vars), int_ref(i), NO_REF);
        if (!is_fn(ref(f))) continue;
        for (int a = 0; a <= MAX_FIXED + 1; a++) {
            struct proto *p = fn_of(ref(f))->def->arity[a];
            if (!p || p->flags & PROTO_NATIVE) continue;
            if (proto_verify(p, shown(ref(f))) < 0) ck_abort_msg("%s", raised());
            checked++;
        }
    }
    drop(vars);
    ck_assert_int_gt(checked, 500);
}
END_TEST

TESTS("verify", registers, windows, paths, tables, doubles, all_of_core)
