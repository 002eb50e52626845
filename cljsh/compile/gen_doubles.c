// SPDX-License-Identifier: MIT
/* Arithmetic on raw doubles, which needs no tags in between; see codegen.h. */
#include "compile/codegen.h"

// A constant that stands where a raw double is wanted.
static bool is_double_const(struct node *n, double *d) {
    if (n->type != N_CONST || !(is_int(n->k) || is_double(n->k))) return false;
    *d = is_int(n->k) ? (double)int_of(n->k) : double_of(n->k);
    return true;
}

int gen_double_operand(struct gen *g, struct node *n) {
    if (n->type == N_LOCAL && n->local->value == DOUBLE_VALUE) return n->local->reg;
    double d;
    for (int i = 0; is_double_const(n, &d) && i < g->nhoisted; i++)
        if (memcmp(&g->hoisted[i].value, &d, sizeof d) == 0) return g->hoisted[i].reg;
    int reg = new_reg(g);
    gen_double(g, n, reg);
    return reg;
}

static enum opcode double_op(enum opcode op) {
    switch (op) {
#define ARITH(op, name, operator, verb) case OP_##op: return OP_F##op;
#include "num/arithmetic.def"
    case OP_ADDI: return OP_FADD;
    default: return OPCODE_COUNT;
    }
}

static void load_double(struct gen *g, double d, int to) {
    Ref k = compiler_own(g->c, double_value(d));
    if (is_double(k)) { emit(g, OP_FLOADK, 0, to, gen_constant(g, k), 0); return; }
    int boxed = new_reg(g); // too large or small for a tag
    emit(g, OP_LOADK, 0, boxed, gen_constant(g, k), 0);
    emit(g, OP_FUNBOX, FLAG_B, to, boxed, 0);
}

static void gen_double_node(struct gen *g, struct node *n, int to) {
    if (n->type == N_CONST && (is_int(n->k) || is_double(n->k))) {
        load_double(g, is_int(n->k) ? (double)int_of(n->k) : double_of(n->k), to);
    } else if (n->type == N_LOCAL && n->local->value == DOUBLE_VALUE) {
        if (n->local->reg != to) emit(g, OP_FMOVE, 0, to, n->local->reg, 0);
    } else if (n->type == N_OP && n->value == DOUBLE_VALUE && double_op(n->op) != OPCODE_COUNT) {
        int a = gen_double_operand(g, n->items[0]), b;
        if (n->op == OP_ADDI) load_double(g, (double)n->number, b = new_reg(g));
        else b = gen_double_operand(g, n->items[1]);
        emit(g, double_op(n->op), 0, to, a, b);
    } else if (n->type == N_OP && n->op == OP_AGET) {
        struct operand o[2];
        gen_operands(g, n->items, 2, TO_NOWHERE, o);
        emit(g, OP_FAGET, (o[0].consume ? FLAG_B : 0) | (o[1].consume ? FLAG_C : 0), to, o[0].reg, o[1].reg);
    } else if (n->type == N_OP && n->op == OP_FCALL) {
        int a = gen_double_operand(g, n->items[0]);
        emit(g, OP_FCALL, 0, to, a, (int)n->number);
    } else if (n->type == N_OP && n->op == OP_FCALL2) {
        int a = new_reg(g), b = new_reg(g); // beside each other
        gen_double(g, n->items[0], a);
        gen_double(g, n->items[1], b);
        emit(g, OP_FCALL2, 0, to, a, (int)n->number);
    } else if (n->type == N_LET && n->value == DOUBLE_VALUE) {
        gen_bind_let(g, n, gen_double, to);
    } else {
        // A tagged value: of an int, a call of `double`, or whatever else gives a number.
        struct node *value = n->type == N_OP && n->op == OP_FUNBOX ? n->items[0] : n;
        if (value->type == N_OP && value->op == OP_AGET) {
            gen_double_node(g, value, to);
            return;
        }
        struct operand o;
        gen_operands(g, &value, 1, TO_NOWHERE, &o);
        emit(g, OP_FUNBOX, o.consume ? FLAG_B : 0, to, o.reg, 0);
    }
}

void gen_double(struct gen *g, struct node *n, int to) {
    if (g->failed || g->unreachable) return;
    int saved = g->next_reg, line = g->c->line, column = g->c->column;
    if (n->line) g->c->line = n->line, g->c->column = n->column;
    gen_double_node(g, n, to);
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}

// --- constants in loops -----------------------------------------------------

static void hoist(struct gen *g, struct node *n) {
    double d;
    if (g->nhoisted == HOISTED_MAX || !is_double_const(n, &d)) return;
    for (int i = 0; i < g->nhoisted; i++)
        if (memcmp(&g->hoisted[i].value, &d, sizeof d) == 0) return;
    int reg = new_reg(g);
    load_double(g, d, reg);
    g->hoisted[g->nhoisted++] = (struct hoisted){d, reg};
}

static void hoist_in(struct gen *g, struct node *n) {
    if (!n) return;
    // Arithmetic that gives a double, or a comparison of doubles.
    if (n->type == N_OP && n->n == 2 && n->op != OP_NTH && doubles_only(n->items, 2))
        for (int i = 0; i < 2; i++) hoist(g, n->items[i]);
    if (n->items && n->type != N_TRY)
        for (int i = 0; i < n->n; i++) hoist_in(g, n->items[i]);
    hoist_in(g, n->a);
    hoist_in(g, n->b);
    hoist_in(g, n->c);
}

int hoist_doubles(struct gen *g, struct node *loop) {
    int before = g->nhoisted;
    hoist_in(g, loop->b);
    return before;
}

void hoist_end(struct gen *g, int before) { g->nhoisted = before; }
