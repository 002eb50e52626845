// SPDX-License-Identifier: MIT
/* Conditions: where only the truth of something is asked for, it is a jump. */
#include "compile/codegen.h"

// A constant that JNEQK compares with.
static bool comparable_const(struct node *n) {
    return n->type == N_CONST && (is_keyword(n->k) || is_nil(n->k) || n->k.w == W_TRUE || n->k.w == W_FALSE || (is_obj(n->k) && PyUnicode_CheckExact(obj(n->k))));
}

// (= x constant), in either order.
static bool test_equals_const(struct gen *g, struct node *n, struct patches *otherwise) {
    if (n->op != OP_EQ) return false;
    int constant = comparable_const(n->items[1]) ? 1 : comparable_const(n->items[0]) ? 0 : -1;
    if (constant < 0) return false;
    struct operand o;
    gen_operands(g, &n->items[1 - constant], 1, TO_NOWHERE, &o);
    emit_jump(g, OP_JNEQK, o.consume ? FLAG_A : 0, o.reg, gen_constant(g, n->items[constant]->k), otherwise);
    return true;
}

// The jumps that make a comparison: of two values, of a value and a number, of raw doubles.
struct jumps { enum opcode values, number, swapped_number, doubles; };

static struct jumps jumps_of(enum opcode op) {
    switch (op) {
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) \
    case OP_##op: return (struct jumps){OP_JN##op, OP_JN##op##I, OP_JN##mirror##I, OP_JNF##op};
#include "num/arithmetic.def"
    case OP_NUMEQ: return (struct jumps){OP_JNNUMEQ, OP_JNNUMEQI, OP_JNNUMEQI, OP_JNFEQ};
    case OP_EQ: return (struct jumps){OP_JNEQ, OP_JNEQI, OP_JNEQI, OP_JNFEQ};
    case OP_SAME: return (struct jumps){OP_JNSAME, OPCODE_COUNT, OPCODE_COUNT, OPCODE_COUNT};
    default: return (struct jumps){OPCODE_COUNT, OPCODE_COUNT, OPCODE_COUNT, OPCODE_COUNT};
    }
}

static enum opcode number_jump(struct node *n) {
    struct jumps jumps = jumps_of(n->op);
    return n->swapped ? jumps.swapped_number : jumps.number;
}

// Is this a comparison that raw doubles can make?
static enum opcode double_jump(struct node *n) {
    if (n->type != N_OP || n->n != 2 || !doubles_only(n->items, 2)) return OPCODE_COUNT;
    if (n->op == OP_EQ && n->items[0]->value != n->items[1]->value) return OPCODE_COUNT; // (= 1 1.0) is false
    return jumps_of(n->op).doubles;
}

// (let [x a] (if x x c)), which `or` makes, and (let [x a] (if x b x)), which
// `and` makes, need no x where only their truth is asked for.
static bool is_local_of(struct node *n, struct local *l) { return n->type == N_LOCAL && n->local == l; }
static bool is_or(struct node *n) {
    return n->type == N_LET && n->b->type == N_IF && is_local_of(n->b->a, n->local) && is_local_of(n->b->b, n->local) &&
           !gen_reads(n->b->c, n->local);
}
static bool is_and(struct node *n) {
    return n->type == N_LET && n->b->type == N_IF && is_local_of(n->b->a, n->local) && is_local_of(n->b->c, n->local) &&
           !gen_reads(n->b->b, n->local);
}

static void test_or(struct gen *g, struct node *n, struct patches *otherwise) {
    struct patches next = {0}, yes = {0};
    gen_test(g, n->a, &next);
    int length, then_length = 0;
    uint8_t *before = live_copy(g, &length), *after = NULL;
    if (!before) return;
    bool reached = !g->unreachable;
    if (reached) {
        drop_dead(g, n->b->in1);
        after = live_copy(g, &then_length);
        emit_jump(g, OP_JMP, 0, 0, 0, &yes);
    }
    if (!next.n) { // always true
        if (reached) patch_here(g, &yes);
        return;
    }
    if (g->failed) return;
    live_restore(g, before, length);
    patch_here(g, &next);
    g->unreachable = false;
    drop_dead(g, n->b->in2);
    gen_test(g, n->b->c, otherwise);
    if (g->unreachable && reached) live_restore(g, after, then_length);
    g->unreachable = g->unreachable && !reached;
    patch_here(g, &yes);
}

static void test_and(struct gen *g, struct node *n, struct patches *otherwise) {
    struct patches no = {0};
    gen_test(g, n->a, &no);
    if (g->failed) return;
    int length;
    uint8_t *before = live_copy(g, &length);
    if (!before) return;
    bool reached = !g->unreachable;
    if (reached) {
        drop_dead(g, n->b->in1);
        gen_test(g, n->b->b, otherwise);
    }
    if (!no.n) return;
    // What only the second test needed is dropped on the way to the other branch.
    struct patches over = {0};
    int then_length;
    bool then_reached = !g->unreachable;
    uint8_t *after = live_copy(g, &then_length);
    bool drops = false;
    live_restore(g, before, length);
    for (int i = 0; i < g->nactive && !g->failed; i++) drops |= g->live[g->active[i]->reg] && !in_set(n->b->in2, g->active[i]);
    if (drops) {
        if (then_reached) emit_jump(g, OP_JMP, 0, 0, 0, &over);
        patch_here(g, &no);
        g->unreachable = false;
        drop_dead(g, n->b->in2);
        emit_jump(g, OP_JMP, 0, 0, 0, otherwise);
    } else {
        for (int i = 0; i < no.n; i++) add_patch(g, otherwise, no.at[i]);
    }
    if (g->failed) return;
    if (then_reached) live_restore(g, after, then_length);
    g->unreachable = !then_reached;
    patch_here(g, &over);
}

void gen_test(struct gen *g, struct node *n, struct patches *otherwise) {
    if (g->failed || g->unreachable) return;
    int saved = g->next_reg, line = g->c->line, column = g->c->column;
    if (n->line) g->c->line = n->line, g->c->column = n->column;
    struct operand o[2];
    if (n->type == N_CONST) {
        if (!is_true(n->k)) {
            emit_jump(g, OP_JMP, 0, 0, 0, otherwise);
            g->unreachable = true;
        }
    } else if (is_or(n)) {
        test_or(g, n, otherwise);
    } else if (is_and(n)) {
        test_and(g, n, otherwise);
    } else if (n->type == N_OP && (n->op == OP_NOT || n->op == OP_ISNIL || n->op == OP_ISREDUCED)) {
        gen_operands(g, n->items, 1, TO_NOWHERE, o);
        enum opcode op = n->op == OP_NOT ? OP_JT : n->op == OP_ISNIL ? OP_JNNIL : OP_JNREDUCED;
        emit_jump(g, op, o[0].consume ? FLAG_A : 0, o[0].reg, 0, otherwise);
    } else if (double_jump(n) != OPCODE_COUNT) {
        int a = gen_double_operand(g, n->items[0]), b = gen_double_operand(g, n->items[1]);
        if (!g->unreachable) emit_jump(g, double_jump(n), 0, n->swapped ? b : a, n->swapped ? a : b, otherwise);
    } else if (n->type == N_OP && test_equals_const(g, n, otherwise)) {
    } else if (n->type == N_OP && jumps_of(n->op).values != OPCODE_COUNT) {
        int flags = 0;
        if (n->n == 2 && gen_is_small(n->items[1]) && number_jump(n) != OPCODE_COUNT) {
            gen_operands(g, n->items, 1, TO_NOWHERE, o);
            emit_jump(g, number_jump(n), o[0].consume ? FLAG_A : 0, o[0].reg, (int)int_of(n->items[1]->k), otherwise);
        } else {
            gen_operands(g, n->items, 2, TO_NOWHERE, o);
            int a = n->swapped ? 1 : 0;
            if (o[a].consume) flags |= FLAG_A;
            if (o[1 - a].consume) flags |= FLAG_B;
            emit_jump(g, jumps_of(n->op).values, flags, o[a].reg, o[1 - a].reg, otherwise);
        }
    } else {
        gen_operands(g, &n, 1, TO_NOWHERE, o);
        if (!g->unreachable) emit_jump(g, OP_JF, o[0].consume ? FLAG_A : 0, o[0].reg, 0, otherwise);
    }
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}
