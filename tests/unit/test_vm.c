// SPDX-License-Identifier: MIT
// Instructions, on protos put together by hand: arithmetic, comparison,
// branches, loops, raw doubles, collections, attributes, inline caches.
// (Calls are in test_calls.c, failures in test_unwind.c.)
#include "running.h"

#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector.h"
#include "num/number.h"
#include "seq/list.h"
#include "vm/switch.h"

// --- two operands -----------------------------------------------------------

// (fn [a b] (op a b)), which consumes its arguments or drops them afterwards.
static Value binary(enum opcode op, bool consume) {
    if (consume)
        return FN(.nargs = 2, .nregs = 3, CODE(INSTR(op, FLAG_B | FLAG_C, 2, 0, 1), I(RET, 2, 0, 0)), LIVE({0, R(0, 1)}, {1, NONE}));
    return FN(.nargs = 2, .nregs = 3, CODE(INSTR(op, 0, 2, 0, 1), I(DROP, 0, 0, 0), I(DROP, 1, 0, 0), I(RET, 2, 0, 0)),
              LIVE({0, R(0, 1)}));
}

struct binary_case { enum opcode op; const char *a, *b, *result; };

static void check_binary(const struct binary_case *c) {
    for (int consume = 0; consume < 2; consume++) {
        Value f = binary(c->op, consume), a = read_text(c->a), b = read_text(c->b);
        keep(ref(a)), keep(ref(b));
        long before_a = is_obj(ref(a)) ? refs(a) : 0, before_b = is_obj(ref(b)) ? refs(b) : 0;
        Value r = RUN(f, a, b);
        char got[300];
        if (failed(r)) {
            snprintf(got, sizeof got, "!%s", ((PyTypeObject *)PyErr_Occurred())->tp_name);
            PyErr_Clear();
        } else {
            snprintf(got, sizeof got, "%s", shown(ref(r)));
            int64_t n;
            bool small = int64_of(ref(r), &n) && fits_int(n);
            ck_assert_msg(is_int(ref(r)) == small, "%s %s %s is not in canonical form", c->a, opcode_info[c->op].name, c->b);
            drop(r);
        }
        ck_assert_msg(!strcmp(got, c->result), "%s %s %s gives %s, not %s", c->a, opcode_info[c->op].name, c->b, got, c->result);
        // What was given is gone, and nothing more.
        int both = same(ref(a), ref(b)) ? 2 : 1;
        if (before_a && !is_nil(ref(a))) ck_assert_int_eq(refs(a), before_a - both);
        if (before_b && !is_nil(ref(b))) ck_assert_int_eq(refs(b), before_b - both);
        drop(a), drop(b);
    }
}
static void check_all_binary(const struct binary_case *cases, size_t n) {
    for (size_t i = 0; i < n; i++) check_binary(&cases[i]);
}
#define CHECK_BINARY(...) check_all_binary(COUNTED(struct binary_case, __VA_ARGS__))

#define MAX62 "2305843009213693951"
#define MIN62 "-2305843009213693952"

START_TEST(arithmetic) {
    CHECK_BINARY(
        {OP_ADD, "1", "2", "3"}, {OP_ADD, MAX62, "1", "2305843009213693952"}, {OP_ADD, "2305843009213693952", "-1", MAX62},
        {OP_ADD, MIN62, "-1", "-2305843009213693953"}, {OP_ADD, "-2305843009213693953", "1", MIN62},
        {OP_ADD, "1.5", "2", "3.5"}, {OP_ADD, "1", "-1.5", "-0.5"}, {OP_ADD, "1/2", "1/2", "1"}, {OP_ADD, "1", "nil", "!TypeError"},
        {OP_ADD, "\"a\"", "1", "!TypeError"}, {OP_ADD, "1e300", "1", "1.0E300"},
        {OP_SUB, "1", "2", "-1"}, {OP_SUB, MIN62, "1", "-2305843009213693953"}, {OP_SUB, "0", MIN62, "2305843009213693952"},
        {OP_SUB, "2.5", "1", "1.5"}, {OP_SUB, "10000000000000000000000", "9999999999999999999999", "1"},
        {OP_MUL, "6", "-7", "-42"}, {OP_MUL, "2147483648", "1073741824", "2305843009213693952"},
        {OP_MUL, "2147483648", "-1073741824", MIN62}, {OP_MUL, MIN62, "-1", "2305843009213693952"},
        {OP_MUL, "0", MIN62, "0"}, {OP_MUL, "1.5", "2", "3.0"}, {OP_MUL, "2/3", "3/2", "1"},
        {OP_DIV, "6", "3", "2"}, {OP_DIV, "1", "2", "1/2"}, {OP_DIV, "-6", "-3", "2"}, {OP_DIV, MIN62, "-1", "2305843009213693952"},
        {OP_DIV, "1", "0", "!ZeroDivisionError"}, {OP_DIV, "1.0", "0.0", "##Inf"}, {OP_DIV, "3.0", "2", "1.5"},
        {OP_DIV, "1.5", "0", "##Inf"},
        {OP_QUOT, "7", "2", "3"}, {OP_QUOT, "-7", "2", "-3"}, {OP_QUOT, "7", "-2", "-3"}, {OP_QUOT, "7", "0", "!ZeroDivisionError"},
        {OP_QUOT, MIN62, "-1", "2305843009213693952"}, {OP_QUOT, "7.5", "2", "3.0"},
        {OP_REM, "7", "2", "1"}, {OP_REM, "-7", "2", "-1"}, {OP_REM, "7", "-2", "1"}, {OP_REM, "7", "0", "!ZeroDivisionError"},
        {OP_REM, "1000000000000000000000000", "7", "1"});
}
END_TEST

START_TEST(bits) {
    CHECK_BINARY({OP_BAND, "12", "10", "8"}, {OP_BOR, "12", "10", "14"}, {OP_BXOR, "12", "10", "6"}, {OP_BXOR, "-1", "1", "-2"},
                 {OP_BSHL, "1", "10", "1024"}, {OP_BSHL, "1", "60", "1152921504606846976"}, {OP_BSHR, "1024", "3", "128"},
                 {OP_BSHR, "-1", "5", "-1"}, {OP_BSHR, "1", "63", "0"}, {OP_BAND, "1", "1.5", "!ArgumentError"});
}
END_TEST

START_TEST(immediate) {
    static const struct { const char *a; int n; const char *result; } cases[] = {
        {"1", 2, "3"}, {"1", -2, "-1"}, {MAX62, 1, "2305843009213693952"}, {MIN62, -1, "-2305843009213693953"},
        {"2305843009213693952", -1, MAX62}, {"1.5", 3, "4.5"}, {"1/2", 1, "3/2"}, {"1", -32768, "-32767"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        gives(RUN(FN(.nargs = 1, .nregs = 2, CODE(IF(ADDI, FLAG_B, 1, 0, cases[i].n), I(RET, 1, 0, 0)), LIVE({0, R(0)}, {1, NONE})),
                  read_text(cases[i].a)),
              cases[i].result);
    fails(RUN(FN(.nargs = 1, .nregs = 2, CODE(IF(ADDI, FLAG_B, 1, 0, 1), I(RET, 1, 0, 0)), LIVE({0, R(0)}, {1, NONE})), probe()),
          PyExc_TypeError);
}
END_TEST

// --- comparison -------------------------------------------------------------

static const char *const numbers[] = {
    "0", "1", "-1", "7", "300", "-32768", "32767", MAX62, MIN62, "2305843009213693952", "-100000000000000000000",
    "0.0", "1.0", "-1.5", "7.0", "1e300", "##Inf", "1/2", "-7/3", "1.0M",
};
#define NUMBERS (sizeof numbers / sizeof *numbers)

// (fn [a b] (if (op a b) true false)) by the instruction that jumps.
static Value jumping(enum opcode op, int b, bool number) {
    int last = number ? FLAG_A : FLAG_A | FLAG_B;
    uint64_t given = number ? R(0) : R(0, 1);
    return FN(.nargs = number ? 1 : 2, .nregs = 3,
              CODE(INSTR(op, last, 0, number ? b : 1, 2), I(LOADK, 2, 0, 0), I(RET, 2, 0, 0), I(LOADK, 2, 1, 0), I(RET, 2, 0, 0)),
              CONSTANTS(bool_value(true), bool_value(false)), LIVE({0, given}, {1, NONE}));
}

START_TEST(comparison) {
    static const struct { enum opcode op, jump, number; } ways[] = {
        {OP_LT, OP_JNLT, OP_JNLTI}, {OP_LE, OP_JNLE, OP_JNLEI}, {OP_NUMEQ, OP_JNNUMEQ, OP_JNNUMEQI}, {OP_EQ, OP_JNEQ, OP_JNEQI},
    };
    // Every way to compare gives the same, and what Python says of the numbers.
    for (size_t o = 0; o < sizeof ways / sizeof *ways; o++)
        for (size_t i = 0; i < NUMBERS; i++)
            for (size_t j = 0; j < NUMBERS; j++) {
                Value x = RUN(binary(ways[o].op, true), read_text(numbers[i]), read_text(numbers[j]));
                Value y = RUN(jumping(ways[o].jump, 0, false), read_text(numbers[i]), read_text(numbers[j]));
                ck_assert_msg(ok(x) && same(ref(x), ref(y)), "%s %s %s", numbers[i], opcode_info[ways[o].op].name, numbers[j]);
                Value b = read_text(numbers[j]);
                if (is_int(ref(b)) && int_of(ref(b)) >= INT16_MIN && int_of(ref(b)) <= INT16_MAX) {
                    Value z = RUN(jumping(ways[o].number, (int)int_of(ref(b)), true), read_text(numbers[i]));
                    ck_assert_msg(same(ref(x), ref(z)), "%s %s %s", numbers[i], opcode_info[ways[o].number].name, numbers[j]);
                    drop(z);
                }
                if (o == 0) { // a > b, a >= b
                    Value gt = RUN(binary(OP_LT, true), read_text(numbers[j]), read_text(numbers[i]));
                    Value ge = RUN(binary(OP_LE, true), read_text(numbers[j]), read_text(numbers[i]));
                    if (is_int(ref(b)) && int_of(ref(b)) >= INT16_MIN && int_of(ref(b)) <= INT16_MAX) {
                        Value g = RUN(jumping(OP_JNGTI, (int)int_of(ref(b)), true), read_text(numbers[i]));
                        Value h = RUN(jumping(OP_JNGEI, (int)int_of(ref(b)), true), read_text(numbers[i]));
                        ck_assert(same(ref(g), ref(gt)) && same(ref(h), ref(ge)));
                        drop(g), drop(h);
                    }
                    int total = is_true(ref(x)) + is_true(ref(gt));
                    ck_assert_int_eq(total + (is_true(ref(ge)) && !is_true(ref(gt))), 1); // one of <, ==, >
                    drop(gt), drop(ge);
                }
                drop(b), drop(x), drop(y);
            }
    fails(RUN(binary(OP_LT, true), read_text("nil"), read_text("1")), PyExc_TypeError);
    fails(RUN(jumping(OP_JNLTI, 1, true), read_text("\"a\"")), PyExc_TypeError);
    fails(RUN(jumping(OP_JNLE, 0, false), probe(), read_text("1")), PyExc_TypeError);
}
END_TEST

START_TEST(equality) {
    CHECK_BINARY({OP_EQ, "[1 2]", "(1 2)", "true"}, {OP_EQ, "1", "1.0", "false"}, {OP_EQ, "nil", "false", "false"},
                 {OP_EQ, "{:a [1]}", "{:a [1]}", "true"}, {OP_SAME, ":a", ":a", "true"}, {OP_SAME, "1.5", "1.5", "true"},
                 {OP_SAME, "[1]", "[1]", "false"}, {OP_SAME, "\\a", "\\a", "true"});
    gives(RUN(jumping(OP_JNSAME, 0, false), read_text(":a"), read_text(":b")), "false");
    gives(RUN(jumping(OP_JNEQ, 0, false), read_text("\"ab\""), read_text("\"ab\"")), "true");
}
END_TEST

START_TEST(truth) {
    static const struct { enum opcode op; const char *jumps; } cases[] = {
        // which of nil false true 0 () "" jump
        {OP_JF, "110000"}, {OP_JT, "001111"}, {OP_JNNIL, "011111"}, {OP_JNIL, "100000"}, {OP_JNREDUCED, "111111"},
    };
    static const char *const values[] = {"nil", "false", "true", "0", "()", "\"\""};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int j = 0; j < 6; j++) {
            Value f = FN(.nargs = 1, .nregs = 2,
                         CODE(INSTR(cases[i].op, FLAG_A, 0, 0, 2), I(LOADI, 1, 0, 0), I(RET, 1, 0, 0), I(LOADI, 1, 1, 0), I(RET, 1, 0, 0)),
                         LIVE({0, R(0)}));
            gives(RUN(f, read_text(values[j])), (char[]){cases[i].jumps[j], 0});
        }
    static const struct { enum opcode op; const char *a, *result; } unary[] = {
        {OP_NOT, "nil", "true"}, {OP_NOT, "false", "true"}, {OP_NOT, "0", "false"}, {OP_ISNIL, "nil", "true"}, {OP_ISNIL, "false", "false"},
        {OP_ISREDUCED, "1", "false"},
    };
    for (size_t i = 0; i < sizeof unary / sizeof *unary; i++)
        gives(RUN(FN(.nargs = 1, .nregs = 2, CODE(INSTR(unary[i].op, FLAG_B, 1, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)})),
                  read_text(unary[i].a)), unary[i].result);
}
END_TEST

START_TEST(switches) {
    Value table = switch_new();
    SCOPED Value a = read_text(":a"), list = read_text("[1 2]");
    ck_assert_int_eq(switch_add(ref(table), ref(a), 2), 0);
    ck_assert_int_eq(switch_add(ref(table), ref(list), 4), 0);
    ck_assert_int_eq(switch_add(ref(table), ref(a), 5), 1); // there already
    Value f = FN(.nargs = 1, .nregs = 2,
                 CODE(IF(SWITCH, FLAG_A, 0, 0, 0), I(LOADI, 1, 0, 0), I(RET, 1, 0, 0), I(LOADI, 1, 1, 0), I(RET, 1, 0, 0),
                      I(LOADI, 1, 2, 0), I(RET, 1, 0, 0)),
                 CONSTANTS(table), LIVE({0, R(0)}, {1, NONE}));
    gives(RUN(keep(ref(f)), read_text(":a")), "1");
    gives(RUN(keep(ref(f)), read_text("(1 2)")), "2"); // by Clojure's equality
    gives(RUN(keep(ref(f)), read_text("nil")), "0");
    drop(f);
}
END_TEST

// --- loops ------------------------------------------------------------------

// (fn [n] (loop [i 0 sum 0] (if (< i n) (recur (inc i) (+ sum i)) sum))), the test fused into the way back.
static Value summing(void) {
    return FN(.nargs = 1, .nregs = 3,
              CODE(I(LOADI, 1, 0, 0), I(LOADI, 2, 0, 0),
                   I(JNLT, 1, 0, 4),
                   IF(ADD, FLAG_B, 2, 2, 1), IF(ADDI, FLAG_B, 1, 1, 1),
                   I(LOOPLT, 1, 0, -3), FAR(LOOP, -5),
                   I(DROP, 0, 0, 0), I(DROP, 1, 0, 0), I(RET, 2, 0, 0)),
              LIVE({0, R(0)}, {3, R(0, 1, 2)}, {4, R(0, 1)}, {5, R(0, 2)}, {6, R(0, 1, 2)}));
}

START_TEST(loops) {
    gives(RUN(summing(), int_value(10)), "45");
    gives(RUN(summing(), int_value(0)), "0");
    gives(RUN(summing(), int_value(100000)), "4999950000");
    gives(RUN(summing(), double_value(4.5)), "10"); // no small integer: LOOPLT falls to LOOP
    Value f = FN(.nargs = 0, .nregs = 1, CODE(I(LOADI, 0, 0, 0), IF(ADDI, FLAG_B, 0, 0, 1), I(LOOPLTI, 0, 50, -2), I(RET, 0, 0, 0)),
                 LIVE({0, NONE}, {3, R(0)}));
    gives(RUN0(f), "50");
}
END_TEST

START_TEST(pauses) {
    // An interrupt is noticed where a loop goes back; what the frame owns is dropped.
    Value p = probe();
    Value f = FN(.nargs = 1, .nregs = 1, CODE(FAR(LOOP, -1), I(RET, 0, 0, 0)), LIVE({0, R(0)}));
    task_interrupt(this_task(), PyExc_KeyboardInterrupt);
    fails(RUN(f, keep(ref(p))), PyExc_KeyboardInterrupt);
    ck_assert_ptr_null(this_task()->interrupt);
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- raw doubles ------------------------------------------------------------

START_TEST(doubles) {
    // ((a + b) * (a - b)) / b, without a tag in between
    Value f = FN(.nargs = 2, .nregs = 6,
                 CODE(IF(FUNBOX, FLAG_B, 2, 0, 0), IF(FUNBOX, FLAG_B, 3, 1, 0), I(FADD, 4, 2, 3), I(FSUB, 5, 2, 3), I(FMUL, 4, 4, 5),
                      I(FDIV, 4, 4, 3), I(FBOX, 0, 4, 0), I(RET, 0, 0, 0)),
                 LIVE({0, R(0, 1)}, {1, R(1)}, {2, NONE}));
    gives(RUN(keep(ref(f)), double_value(3), double_value(2)), "2.5");
    gives(RUN(keep(ref(f)), int_value(3), int_value(2)), "2.5");
    gives(RUN(keep(ref(f)), read_text("1/2"), read_text("2.0M")), "-1.875");
    gives(RUN(keep(ref(f)), read_text("100000000000000000000"), int_value(1)), "1.0E40");
    gives(RUN(keep(ref(f)), int_value(1), int_value(0)), "##Inf");
    Value p = probe();
    fails(RUN(keep(ref(f)), keep(ref(p)), int_value(1)), PyExc_TypeError);
    fails(RUN(f, int_value(1), keep(ref(p))), PyExc_TypeError);
    HELD(p, 1);
    drop(p);
    // Comparisons: nothing holds of a NaN.
    static const struct { enum opcode op; double a, b; const char *result; } cases[] = {
        {OP_JNFLT, 1, 2, "1"}, {OP_JNFLT, 2, 2, "0"}, {OP_JNFLE, 2, 2, "1"}, {OP_JNFEQ, 0.0, -0.0, "1"}, {OP_JNFEQ, 1, 2, "0"},
        {OP_JNFLT, Py_NAN, 1, "0"}, {OP_JNFLE, 1, Py_NAN, "0"}, {OP_JNFEQ, Py_NAN, Py_NAN, "0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        gives(RUN(FN(.nargs = 2, .nregs = 4,
                     CODE(IF(FUNBOX, FLAG_B, 2, 0, 0), IF(FUNBOX, FLAG_B, 3, 1, 0), INSTR(cases[i].op, 0, 2, 3, 2), I(LOADI, 0, 1, 0),
                          I(RET, 0, 0, 0), I(LOADI, 0, 0, 0), I(RET, 0, 0, 0)),
                     LIVE({0, R(0, 1)}, {1, R(1)}, {2, NONE})),
                  double_value(cases[i].a), double_value(cases[i].b)),
              cases[i].result);
    gives(RUN0(FN(.nregs = 2, CODE(I(FLOADK, 0, 0, 0), I(FMOVE, 1, 0, 0), I(FBOX, 0, 1, 0), I(RET, 0, 0, 0)),
                  CONSTANTS(double_value(0.25)), LIVE({0, NONE}))), "0.25");
}
END_TEST

// --- moving, reuse in place ---------------------------------------------------

START_TEST(moving) {
    Value p = probe();
    // copied: two references; consumed: moved
    gives(RUN(FN(.nargs = 1, .nregs = 2, CODE(I(MOVE, 1, 0, 0), I(DROP, 0, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)})), keep(ref(p))), "#py/list []");
    gives(RUN(FN(.nargs = 1, .nregs = 2, CODE(IF(MOVE, FLAG_B, 1, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)})), keep(ref(p))), "#py/list []");
    HELD(p, 1);
    // a vector of the same twice
    Value v = RUN(FN(.nargs = 1, .nregs = 3, CODE(I(MOVE, 1, 0, 0), IF(MOVE, FLAG_B, 2, 0, 0), I(VECTOR, 1, 0, 2), I(RET, 1, 0, 0)),
                     LIVE({0, R(0)}, {3, NONE})), keep(ref(p)));
    HELD(p, 3);
    drop(v);
    HELD(p, 1);
    drop(p);
}
END_TEST

static Value conjoining(int flags) {
    if (flags & FLAG_B) return FN(.nargs = 2, .nregs = 3, CODE(IF(CONJ, FLAG_B | FLAG_C, 2, 0, 1), I(RET, 2, 0, 0)), LIVE({0, R(0, 1)}, {1, NONE}));
    return FN(.nargs = 2, .nregs = 3, CODE(IF(CONJ, FLAG_C, 2, 0, 1), I(DROP, 0, 0, 0), I(RET, 2, 0, 0)), LIVE({0, R(0, 1)}, {1, R(0)}));
}

START_TEST(in_place) {
    Value v = RUN(conjoining(FLAG_B), vec_from((Ref[]){int_ref(1)}, 1), int_value(2)); // it has room now
    uintptr_t where = v.w;
    Value r = RUN(conjoining(FLAG_B), v, int_value(3));
    ck_assert_uint_eq(r.w, where); // the only reference, given away: changed where it is
    Value s = RUN(conjoining(FLAG_B), keep(ref(r)), int_value(4));
    ck_assert_uint_ne(s.w, where); // somebody else has it
    drop(s);
    s = RUN(conjoining(0), r, int_value(4)); // not said to be the last use
    ck_assert_uint_ne(s.w, where);
    gives(s, "[1 2 3 4]");
    Value assoc = FN(.nargs = 3, .nregs = 3, CODE(IF(ASSOC, FLAG_A | FLAG_B | FLAG_C, 0, 1, 2), I(RET, 0, 0, 0)), LIVE({0, R(0, 1, 2)}, {1, NONE}));
    Value m = RUN(keep(ref(assoc)), map_empty(), keyword_parse("a"), int_value(1));
    where = m.w;
    m = RUN(keep(ref(assoc)), m, keyword_parse("b"), int_value(2));
    ck_assert_uint_eq(m.w, where);
    Value other = RUN(assoc, keep(ref(m)), keyword_parse("a"), int_value(3));
    gives(m, "{:a 1, :b 2}");
    gives(other, "{:a 3, :b 2}");
}
END_TEST

// --- collections ------------------------------------------------------------

static Value unary(enum opcode op) {
    return FN(.nargs = 1, .nregs = 2, CODE(INSTR(op, FLAG_B, 1, 0, 0), I(RET, 1, 0, 0)), LIVE({0, R(0)}, {1, NONE}));
}

START_TEST(collections) {
    static const struct { enum opcode op; const char *a, *result; } cases[] = {
        {OP_FIRST, "[1 2]", "1"}, {OP_FIRST, "nil", "nil"}, {OP_NEXT, "(1)", "nil"}, {OP_NEXT, "(1 2)", "(2)"}, {OP_REST, "(1)", "()"},
        {OP_REST, "nil", "()"}, {OP_SEQ, "[]", "nil"}, {OP_SEQ, "{:a 1}", "([:a 1])"}, {OP_COUNT, "\"abc\"", "3"}, {OP_COUNT, "nil", "0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) gives(RUN(unary(cases[i].op), read_text(cases[i].a)), cases[i].result);
    fails(RUN(unary(OP_FIRST), int_value(1)), ArgumentError);
    fails(RUN(unary(OP_COUNT), int_value(1)), PyExc_Exception);
    CHECK_BINARY({OP_GET, "{:a 1}", ":a", "1"}, {OP_GET, "nil", "1", "nil"}, {OP_NTH, "[1 2]", "1", "2"}, {OP_NTH, "[1 2]", "2", "!IndexError"},
                 {OP_NTH, "(1 2)", "0", "1"}, {OP_NTH, "\"ab\"", "1", "\"b\""}, {OP_CONJ, "(1)", "2", "(2 1)"}, {OP_CONJ, "nil", "2", "(2)"},
                 {OP_CONJ, "#{1}", "1", "#{1}"});
    // Literals take what stands in the window; equal keys are refused, and all of it is dropped.
    Value p = probe();
    Value map = FN(.nargs = 4, .nregs = 4, CODE(I(MAP, 0, 0, 4), I(RET, 0, 0, 0)), LIVE({0, R(0, 1, 2, 3)}, {1, NONE}));
    gives(RUN(keep(ref(map)), int_value(1), int_value(2), int_value(3), keep(ref(p))), "{1 2, 3 #py/list []}");
    fails(RUN(map, int_value(1), keep(ref(p)), int_value(1), keep(ref(p))), ArgumentError);
    Value set = FN(.nargs = 2, .nregs = 2, CODE(I(SET, 0, 0, 2), I(RET, 0, 0, 0)), LIVE({0, R(0, 1)}, {1, NONE}));
    gives(RUN(keep(ref(set)), int_value(1), read_text("nil")), "#{nil 1}");
    fails(RUN(set, int_value(1), int_value(1)), ArgumentError);
    HELD(p, 1);
    drop(p);
}
END_TEST

// --- inline caches ------------------------------------------------------------

static struct proto *proto_in(Value f) { return fn_of(ref(f))->def->arity[1]; }

START_TEST(key_cache) {
    Value f = FN(.nargs = 1, .nregs = 2, CODE(IF(GETK, FLAG_B, 1, 0, -1), I(RET, 1, 0, 0)), CONSTANTS(keyword_parse("k")), SITES(0),
                 LIVE({0, R(0)}, {1, NONE}));
    struct site *site = proto_site(proto_in(f), -1);
    for (int round = 0; round < 3; round++) {
        gives(RUN(keep(ref(f)), read_text("{:a 1, :k 2}")), "2");
        ck_assert_uint_eq(site->entry, 1); // where it stood
        gives(RUN(keep(ref(f)), read_text("{:k 3}")), "3");
        ck_assert_uint_eq(site->entry, 0);
        gives(RUN(keep(ref(f)), read_text("{:a 1, :b 2, :c 3, :k nil}")), "nil");
        gives(RUN(keep(ref(f)), read_text("{:a 1}")), "nil");
        gives(RUN(keep(ref(f)), read_text("nil")), "nil");
        gives(RUN(keep(ref(f)), evaluated("(into {} (map (fn [i] [i i])) (range 40))")), "nil");
        gives(RUN(keep(ref(f)), evaluated("(assoc (into {} (map (fn [i] [i i])) (range 40)) :k :big)")), ":big");
        gives(RUN(keep(ref(f)), evaluated("(do (defrecord A [x k]) (->A 1 5))")), "5");
        ck_assert_str_eq(((PyTypeObject *)site->seen)->tp_name, "A");
        ck_assert_uint_eq(site->found, 1); // the second field
        uint32_t misses = site->misses;
        gives(RUN(keep(ref(f)), evaluated("(->A 1 6)")), "6");
        ck_assert_uint_eq(site->misses, misses);
        gives(RUN(keep(ref(f)), evaluated("(do (defrecord B [k]) (->B 7))")), "7");
        ck_assert_uint_eq(site->misses, misses + 1);
        gives(RUN(keep(ref(f)), evaluated("(do (defrecord C [x]) (assoc (->C 7) :k 8))")), "8");
        gives(RUN(keep(ref(f)), evaluated("(->C 7)")), "nil");
    }
    Value p = probe(), m = map_empty();
    m = map_assoc(m, KW("k"), ref(p));
    drop(RUN(keep(ref(f)), keep(ref(m))));
    drop(RUN(f, m)); // the map dies, its value does not
    HELD(p, 1);
    drop(p);
}
END_TEST

START_TEST(attribute_cache) {
    Value f = FN(.nargs = 1, .nregs = 2, CODE(IF(GETATTR, FLAG_B, 1, 0, -1), I(RET, 1, 0, 0)), CONSTANTS(interned("size")), SITES(0),
                 LIVE({0, R(0)}, {1, NONE}));
    struct site *site = proto_site(proto_in(f), -1);
    drop(evaluated("(deftype T [x size]) (deftype U [size])"));
    for (int round = 0; round < 2; round++) {
        gives(RUN(keep(ref(f)), evaluated("(T. 1 2)")), "2");
        uintptr_t known = site->seen;
        ck_assert_uint_ne(known, 0);
        gives(RUN(keep(ref(f)), evaluated("(T. 1 3)")), "3");
        ck_assert_uint_eq(site->seen, known);
        gives(RUN(keep(ref(f)), evaluated("(U. 4)")), "4");
        ck_assert_uint_ne(site->seen, known);
        gives(RUN(keep(ref(f)), python("type('P', (), {'size': 9})")), "9"); // a class of Python
    }
    fails(RUN(f, int_value(1)), PyExc_AttributeError);
}
END_TEST

START_TEST(attributes) {
    Value set = FN(.nargs = 2, .nregs = 3, CODE(IF(SETATTR, FLAG_B, 0, 1, 0), IF(GETATTR, FLAG_B, 2, 0, -1), I(RET, 2, 0, 0)),
                   CONSTANTS(interned("an-attribute")), SITES(0), LIVE({0, R(0, 1)}, {1, R(0)}, {2, NONE}));
    gives(RUN(keep(ref(set)), python("type('P', (), {})"), int_value(5)), "5");
    Value p = probe();
    fails(RUN(set, int_value(5), keep(ref(p))), PyExc_AttributeError);
    HELD(p, 1);
    drop(p);
    Value upper = FN(.nargs = 1, .nregs = 2, CODE(IF(ATTRCALL, FLAG_B, 1, 0, 0), I(RET, 1, 0, 0)), CONSTANTS(interned("upper")),
                     LIVE({0, R(0)}, {1, NONE}));
    gives(RUN(keep(ref(upper)), read_text("\"abc\"")), "\"ABC\"");
    fails(RUN(upper, read_text("1")), PyExc_AttributeError);
}
END_TEST

START_TEST(fields) {
    drop(evaluated("(deftype F [^:unsynchronized-mutable a b])"));
    Value o = evaluated("(F. 1 2)"), p = probe();
    Value set = FN(.nargs = 2, .nregs = 3, CODE(IF(SETFIELD, FLAG_B, 0, 1, 0), IF(FIELD, FLAG_B, 2, 0, 0), I(RET, 2, 0, 0)),
                   LIVE({0, R(0, 1)}, {1, R(0)}, {2, NONE}));
    drop(RUN(set, keep(ref(o)), keep(ref(p))));
    HELD(p, 2);
    drop(o);
    HELD(p, 1);
    drop(p);
}
END_TEST

TESTS("vm", arithmetic, bits, immediate, comparison, equality, truth, switches, loops, pauses, doubles, moving, in_place, collections,
      key_cache, attribute_cache, attributes, fields)
