// SPDX-License-Identifier: MIT
/* Does the interpreter do with each instruction what opcodes.def says of it?
 * Each runs by itself, over values of every kind, with every combination of
 * what it may consume, in code that the verifier has passed; afterwards no
 * value may be held once more or less than before. */
#include "running.h"

#include "class/instance.h"
#include "coll/coll.h"
#include "data/equal.h"
#include "seq/list.h"
#include "vm/switch.h"

// --- the table ------------------------------------------------------------------

static bool has_kind(const struct opcode_info *info, const char *kinds) {
    for (int o = 0; o < 3; o++)
        if (strchr(kinds, info->kind[o])) return true;
    return false;
}

START_TEST(what_follows_from_what) {
    for (int op = 0; op < OPCODE_COUNT; op++) {
        const struct opcode_info *info = &opcode_info[op];
        const bool writes = strchr("WYMLVG", info->kind[0]), walks = info->kind[0] == 'E';
#define SAYS(condition) ck_assert_msg(condition, "%s: " #condition, info->name)
        SAYS(strchr("WYMRBXLVEFG_", info->kind[0]) && strchr("RBXFDKSINJ_", info->kind[1]) && strchr("RXFKSINJ_", info->kind[2]));
        SAYS(*info->meaning);
        SAYS(!(info->effects & WRITES) || !info->slow.value);
        SAYS(!(info->effects & (CALLS | PAUSES)) || info->effects & FAILS);
        SAYS((info->constant != CONSTANT__) == has_kind(info, "KS"));
        SAYS(walks || (info->result != RESULT__) == writes);
        SAYS(!info->slow.value || (writes && has_kind(info, "RF")));
        SAYS(!info->slow.site || (writes && has_kind(info, "S")));
        SAYS(!info->slow.truth || info->kind[2] == 'J');
        SAYS(!!info->slow.value + !!info->slow.site + !!info->slow.truth <= 1);
        SAYS(!(info->slow.value || info->slow.site || info->slow.truth) || info->effects & FAILS);
        SAYS(op_returns((enum opcode)op) == (op == OP_RET || op == OP_GIVE || op == OP_EXIT));
    }
}
END_TEST

// --- instructions by themselves ---------------------------------------------------

static const char *const sample_texts[] = {
    "5", "0", "-7", "9223372036854775807", "2.5", "0.0", "1/3", "nil", "true", "\"abc\"", ":k", "[1 2 3]", "{:k 1}", "#{1}", "(list 1 2)", "(range 3)",
    "(lazy-seq [1 2])", "(reduced 1)", "inc", "(fn [x] x)", "(ex-info \"m\" {})", "Exception", "(py/object)", "(transient [1 2])",
    "(chunk-buffer 1000000)", "(to-array [1 2.5 nil 4 5 6])", "(do (defrecord R [k]) (->R 1))",
};
#define SAMPLES (int)(sizeof sample_texts / sizeof *sample_texts)
static Value samples[SAMPLES];

static Value constant_for(const struct opcode_info *info) {
    switch ((enum op_constant)info->constant) {
    case CONSTANT_VAR: return keep_obj(ns_intern_utf8("clojure.core", "inc"));
    case CONSTANT_FN: return evaluated("inc");
    case CONSTANT_NAME: return interned("args");
    case CONSTANT_DOUBLE: return double_value(1.5);
    case CONSTANT_TABLE: {
        Value table = switch_new();
        ck_assert_int_eq(switch_add(ref(table), int_ref(5), 0), 0);
        return table;
    }
    default: return keyword_parse("k");
    }
}

// What the instruction needs beyond what its kinds say.
static bool suits(enum opcode op, Ref a, Ref b) {
    switch (op) {
    case OP_APPEND: case OP_SETATTR: return !same(a, b);
    case OP_FIELD: return info_of(b) != NULL;
    case OP_SETFIELD: return info_of(a) != NULL && !same(a, b);
    case OP_CAPTURE: return false; // of a function just made
    case OP_JNCATCH: return is_obj(a) && PyExceptionInstance_Check(obj(a));
    case OP_CONTEXT: return is_obj(a) && PyExceptionInstance_Check(obj(a)) && is_obj(b) && PyExceptionInstance_Check(obj(b));
    default: return true;
    }
}

/* The operands are in r0 … r2, raw doubles in r4 and r5, the result in r3:
 * what falls through gives 1, a jump 0, if there is no other result. */
struct trial { Instr code[24]; struct owned live[3]; uint32_t ncode; };

static void add(struct trial *t, Instr i) { t->code[t->ncode++] = i; }

static void build(struct trial *t, enum opcode op, unsigned flags) {
    const struct opcode_info *info = &opcode_info[op];
    *t = (struct trial){0};
    uint64_t owned = R(0, 1, 2);
    t->live[0] = (struct owned){0, owned};
    unsigned regs[3];
    if (has_kind(info, "FD")) {
        add(t, I(FLOADK, 4, 1, 0));
        add(t, I(FLOADK, 5, 1, 0));
    }
    const bool jumps = info->kind[2] == 'J';
    for (unsigned o = 0; o < 3; o++) {
        char kind = info->kind[o];
        if (kind == 'X' || kind == 'M' || (kind == 'R' && flags & operand_flag((int)o))) owned &= ~R_BIT((int)o);
        regs[o] = kind == 'W' || kind == 'Y' ? 3 : kind == 'G' ? 4 : kind == 'D' ? 4 : kind == 'F' ? (o == 2 ? 5 : 4) : kind == 'S' ? 0xffff : kind == 'J' ? 2
                : kind == 'I' ? 5 : strchr("RBXM", kind) ? o : 0;
    }
    add(t, INSTR(op, flags, regs[0], regs[1], regs[2]));
    t->live[1] = (struct owned){t->ncode, owned};
    if (info->kind[0] == 'M') owned |= R_BIT(0);
    if (info->kind[0] == 'G') { add(t, I(FBOX, 3, 4, 0)); t->live[2] = (struct owned){t->ncode, owned}; }
    else if (info->kind[0] == 'M' && !jumps) { add(t, IF(MOVE, FLAG_B, 3, 0, 0)); owned &= ~R_BIT(0); }
    else if (info->kind[0] == 'Y') add(t, I(DROP, 4, 0, 0));
    else if (info->kind[0] != 'W') {
        add(t, I(LOADI, 3, 1, 0));
        add(t, FAR(JMP, 1));
        add(t, I(LOADI, 3, 0, 0)); // to where it jumps
    }
    for (int r = 0; r < 3; r++)
        if (owned & R_BIT(r)) add(t, I(DROP, r, 0, 0));
    add(t, I(RET, 3, 0, 0));
}

static Value run_trial(enum opcode op, unsigned flags, const Ref *args) {
    struct trial t;
    build(&t, op, flags);
    Value k[] = {constant_for(&opcode_info[op]), double_value(2.5)};
    static const uint16_t sites[] = {0};
    struct listing l = {.nargs = 3, .nregs = 6, .ncode = t.ncode, .code = t.code, .nk = 2, .k = k, .nsites = 1, .sites = sites,
                        .nlive = t.live[2].pc ? 3 : 2, .live = t.live};
    Value f = fn_of_proto(assemble(&l)), given[3];
    for (int i = 0; i < 3; i++) given[i] = keep(args[i]);
    Value r = vm_call_give(ref(f), given, 3);
    drop(f);
    ck_assert_msg(ok(r) == !PyErr_Occurred(), "%s: result and exception disagree", opcode_info[op].name);
    return r;
}

static bool is_float(Ref r) { double d; return float_of(r, &d); }
static bool is_nan(Ref r) { double d; return float_of(r, &d) && d != d; }
static bool whole(Ref r) { return is_int(r) || (is_obj(r) && PyLong_CheckExact(obj(r))); }

static void check_result(enum opcode op, Ref r, Ref b, Ref c) {
    const struct opcode_info *info = &opcode_info[op];
    const bool one = info->kind[2] != 'R', ints = whole(b) && (one || whole(c)), doubles = is_double(b) && (one || is_double(c));
    switch ((enum op_result)info->result) {
    case RESULT_TRUTH: SAYS(r.w == W_TRUE || r.w == W_FALSE); break;
    case RESULT_INT: SAYS(whole(r)); break;
    case RESULT_DOUBLE: SAYS(is_float(r)); break;
    case RESULT_INTEGER: SAYS(!ints || whole(r)); break;
    case RESULT_NUMBER: SAYS((!ints || whole(r)) && (!doubles || is_float(r))); break;
    case RESULT_QUOTIENT: SAYS(!doubles || is_float(r)); break;
    default: break;
    }
}

// The slow path gives the same as the instruction.
static void check_slow(enum opcode op, Ref r, const Ref *args) {
    const struct opcode_info *info = &opcode_info[op];
    Ref c = info->kind[2] == 'I' ? int_ref(2) : args[2];
    if (info->kind[2] == 'N') c = int_ref(0); // as build() has it
    if (info->slow.value && op != OP_ATTRCALL && info->kind[2] != 'I') {
        SCOPED Value slow = info->slow.value(args[1], c, 0);
        ck_assert_msg(ok(slow) == (r.w != 0), "%s: its slow path fails differently", info->name);
        ck_assert_msg(failed(slow) || val_equal(r, ref(slow)) == 1 || is_nan(r), "%s: its slow path gives something else", info->name);
        PyErr_Clear();
    }
    if (info->slow.truth) {
        SCOPED Value constant = constant_for(info);
        int holds = info->slow.truth(args[0], info->kind[1] == 'I' ? int_ref(5) : info->kind[1] == 'K' ? ref(constant) : args[1]);
        ck_assert_msg(holds < 0 ? !r.w : r.w == W_INT(holds), "%s: its slow path decides differently", info->name);
        PyErr_Clear();
    }
}

// Not nil, true and the like, which anybody may hold.
static bool is_sole(Ref r) { return is_obj(r) && Py_REFCNT(obj(r)) < 500; }

static int runs, failures[OPCODE_COUNT], successes[OPCODE_COUNT];

static void try(enum opcode op, unsigned flags, const Ref *args) {
    const struct opcode_info *info = &opcode_info[op];
    long before[3], after[3];
    if (!suits(op, args[0], args[1])) return;
    for (int i = 0; i < 3; i++) before[i] = is_obj(args[i]) ? (long)Py_REFCNT(obj(args[i])) : 0;
    Value r = run_trial(op, flags, args);
    ck_assert_msg(ok(r) || info->effects & FAILS, "%s cannot fail, but did", info->name);
    ok(r) ? successes[op]++ : failures[op]++;
    PyErr_Clear();
    if (ok(r) && strchr("WYG", info->kind[0])) check_result(op, ref(r), args[1], args[2]);
    if (!flags && !is_lazy(args[1])) check_slow(op, ref(r), args);
    xdrop(r);
    for (int i = 0; i < 3; i++) after[i] = is_obj(args[i]) ? (long)Py_REFCNT(obj(args[i])) : 0;
    // Where it puts a value into something, that has it now.
    const long more = op == OP_APPEND || op == OP_SETFIELD || op == OP_SETATTR || op == OP_ASET || op == OP_CONJMUT || op == OP_ASSOCMUT;
    for (int i = op == OP_SETATTR; i < 3; i++) // what has got an attribute may be known by that, too
        ck_assert_msg(before[i] == after[i] || !is_sole(args[i]) || (i && after[i] - before[i] == more), "%s with flags %u: operand %d, %s, is held %ld times, before %ld",
                      info->name, flags, i, err_type_name(args[i]), after[i], before[i]);
    runs++;
}

// Are its operands of kinds that a trial can give it?
static bool can_try(const struct opcode_info *info) {
    return strspn(info->kind, "WYMRBXGFDINJKS_") >= 3 && info->kind[1] != 'J' && !(info->effects & (ENDS | GENERATOR | INTERNAL));
}

START_TEST(by_themselves) {
    for (int i = 0; i < SAMPLES; i++) samples[i] = evaluated(sample_texts[i]);
    for (int op = 0; op < OPCODE_COUNT; op++) {
        const struct opcode_info *info = &opcode_info[op];
        if (!can_try(info)) continue;
        for (unsigned flags = 0; flags < 8; flags++) {
            bool may = true;
            for (int o = 0; o < 3; o++)
                if (flags & operand_flag(o) && info->kind[o] != 'R') may = false;
            for (int i = 0; i < SAMPLES && may; i++)
                for (int j = 0; j < SAMPLES; j++) {
                    // The two operands, wherever they are.
                    const Ref x = ref(samples[i]), y = ref(samples[j]);
                    try((enum opcode)op, flags, strchr("RBXM", info->kind[0]) ? (Ref[]){x, y, y} : (Ref[]){NIL, x, y});
                }
        }
    }
    ck_assert_int_gt(runs, 50000);
    // The samples tell something of each: it worked with some, and what may fail did, but for want of memory.
    for (int op = 0; op < OPCODE_COUNT; op++)
        if (can_try(&opcode_info[op]) && op != OP_CAPTURE) ck_assert_msg(successes[op], "%s worked with none of the samples", opcode_info[op].name);
    for (int i = 0; i < SAMPLES; i++) drop(samples[i]);
}
END_TEST

TESTS("opcodes", what_follows_from_what, by_themselves)
