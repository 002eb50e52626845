// SPDX-License-Identifier: MIT
/* Branches, loops, exceptions, and what leaves a frame where it is. */
#include "compile/codegen.h"
#include "vm/each.h"
#include "vm/switch.h"

void gen_if(struct gen *g, struct node *n, int to) {
    struct patches otherwise = {0}, end = {0};
    gen_test(g, n->a, &otherwise);
    int length;
    uint8_t *before = live_copy(g, &length);
    bool then_reached = !g->unreachable;
    if (then_reached) {
        drop_dead(g, n->in1);
        gen_expr(g, n->b, to);
    }
    bool then_ends = !g->unreachable && then_reached;
    if (!otherwise.n) return; // a constant test: the other branch is never taken
    int then_length;
    uint8_t *after = live_copy(g, &then_length);
    if (then_ends) emit_jump(g, OP_JMP, 0, 0, 0, &end);
    if (g->failed) return;
    live_restore(g, before, length);
    patch_here(g, &otherwise);
    g->unreachable = false;
    drop_dead(g, n->in2);
    gen_expr(g, n->c, to);
    if (g->unreachable && then_ends) live_restore(g, after, then_length);
    g->unreachable = g->unreachable && !then_ends;
    patch_here(g, &end);
}

/* A local whose last use is that another one is bound to it: the new one lives
 * in its register, and takes its place among the active ones until its scope
 * ends.  That place, or -1. */
static int place_taken_over(struct gen *g, struct node *n) {
    struct node *a = n->a;
    if (a->type != N_LOCAL || !a->last || n->unused || a->local->value == DOUBLE_VALUE || n->local->value == DOUBLE_VALUE) return -1;
    for (int i = g->nactive; i-- > 0;)
        if (g->active[i] == a->local) return i;
    return -1;
}

static void take_over(struct gen *g, struct node *n, int place, void (*body)(struct gen *, struct node *, int), int to) {
    struct local *before = g->active[place];
    g->active[place] = n->local;
    n->local->reg = before->reg;
    body(g, n->b, to);
    g->active[place] = before;
}

void gen_bind_let(struct gen *g, struct node *n, void (*body)(struct gen *, struct node *, int), int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg, place = place_taken_over(g, n);
    if (place >= 0) {
        take_over(g, n, place, body, to);
        return;
    }
    int reg = new_reg(g);
    if (n->local->value == DOUBLE_VALUE) gen_double(g, n->a, reg);
    else gen_expr(g, n->a, reg);
    if (!g->unreachable) {
        if (n->unused) { // its register can be taken again
            n->local->reg = reg;
            if (g->live[reg]) emit_drop(g, reg);
            g->next_reg = reg;
        } else {
            g->next_reg = reg + 1;
            gen_activate(g, n->local, reg);
        }
        body(g, n->b, to);
    }
    g->nactive = saved_active;
    g->next_reg = saved_reg;
}

void gen_loop(struct gen *g, struct node *n, int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg, hoisted = hoist_doubles(g, n);
    if (n->items) {
        for (int i = 0; i < n->n && !g->failed; i++) {
            int reg = new_reg(g);
            if (n->locals[i]->value == DOUBLE_VALUE) gen_double(g, n->items[i], reg);
            else gen_expr(g, n->items[i], reg);
            g->next_reg = reg + 1;
            gen_activate(g, n->locals[i], reg);
        }
    }
    if (!g->unreachable) {
        drop_dead(g, n->in1);
        n->number = emit_label(g); // where recur goes back to
        gen_expr(g, n->b, to);
    }
    g->nactive = saved_active;
    hoist_end(g, hoisted);
    g->next_reg = saved_reg;
}

bool gen_reads(struct node *n, struct local *l) {
    if (!n) return false;
    if (n->type == N_LOCAL) return n->local == l;
    if (n->items)
        for (int i = 0; i < n->n; i++)
            if (gen_reads(n->items[i], l)) return true;
    if (n->type == N_TRY) return true;
    return gen_reads(n->a, l) || gen_reads(n->b, l) || gen_reads(n->c, l);
}

// The local that lives in the register now.
static struct local *occupant(struct gen *g, int reg, struct local *home) {
    for (int i = g->nactive; i-- > 0;)
        if (g->active[i]->reg == reg && g->live[reg]) return g->active[i];
    return home;
}

// Does an item evaluated after the one at the position read the loop's local?
static bool read_later(struct node *n, int position, struct local *l) {
    for (int i = position + 1; i < n->n; i++)
        if (gen_reads(n->items[n->order[i]], l)) return true;
    return false;
}

void gen_recur(struct gen *g, struct node *n) {
    struct node *loop = n->target;
    int saved = g->next_reg;
    int *from = ast_alloc(g->c, (size_t)(n->n + 1) * sizeof *from);
    if (!from) { g->failed = true; return; }
    for (int i = 0; i < n->n && !g->failed; i++) {
        int which = n->order[i], home = loop->locals[which]->reg;
        struct node *item = n->items[which];
        if (loop->locals[which]->value != DOUBLE_VALUE && !in_set(loop->in1, loop->locals[which])) { // nobody reads it
            from[which] = home;
            gen_expr(g, item, TO_NOWHERE);
            if (g->unreachable) return;
            continue;
        }
        bool stays = item->type == N_LOCAL && item->local == loop->locals[which] && (item->last || item->value == DOUBLE_VALUE);
        struct local *there = occupant(g, home, loop->locals[which]);
        // Into the local's own register only where no branch can mistake the new value for the old.
        bool simple = true;
        for (int j = i; j < n->n; j++) simple = simple && ast_is_pure(n->items[n->order[j]]);
        bool direct = simple && (stays || (!read_later(n, i, there) && (!g->live[home] || gen_reads(item, there))));
        if (item->type == N_OP && item->value == DOUBLE_VALUE && loop->locals[which]->value != DOUBLE_VALUE) direct = false;
        from[which] = direct ? home : new_reg(g);
        if (loop->locals[which]->value == DOUBLE_VALUE) gen_double(g, item, from[which]);
        else gen_expr(g, item, from[which]);
        if (g->unreachable) return;
    }
    for (int i = 0; i < n->n && !g->failed; i++) {
        int home = loop->locals[i]->reg;
        if (from[i] == home) continue;
        if (loop->locals[i]->value == DOUBLE_VALUE) {
            emit(g, OP_FMOVE, 0, home, from[i], 0);
            continue;
        }
        emit(g, OP_MOVE, FLAG_B, home, from[i], 0);
        live_set(g, from[i], false);
        live_set(g, home, true);
    }
    emit_back(g, (uint32_t)loop->number);
    for (int i = 0; i < n->n && !g->failed; i++) live_set(g, loop->locals[i]->reg, false);
    g->unreachable = true;
    g->next_reg = saved;
}

// The live registers at the entry of a handler: temporaries, and of the locals those in the set.
static uint8_t *handler_live(struct gen *g, const uint8_t *before, int length, LiveSet wanted, int *out_length) {
    uint8_t *map = ast_alloc(g->c, (size_t)length + 1);
    if (!map) { g->failed = true; return NULL; }
    memcpy(map, before, (size_t)length);
    for (int i = 0; i < g->nactive; i++) {
        struct local *l = g->active[i];
        if (l->reg < length && !in_set(wanted, l)) map[l->reg] = 0;
    }
    *out_length = length;
    return map;
}

// What `finally` raises after a failure has that as its context.
static void gen_failing_again(struct gen *g, uint32_t start, uint32_t end, int failing, int exc, const uint8_t *live, int length) {
    if (g->failed || start == end) return;
    live_restore(g, live, length);
    live_set(g, failing, true);
    uint8_t *at_entry = live_copy(g, &length);
    add_handler(g, start, end, emit_label(g), exc, at_entry, length);
    g->unreachable = false;
    live_set(g, exc, true);
    live_set(g, failing, false);
    emit(g, OP_CONTEXT, 0, exc, failing, 0);
    live_set(g, exc, false);
    emit(g, OP_RETHROW, FLAG_A, exc, 0, 0);
}

void gen_try(struct gen *g, struct node *n, int to) {
    int saved_reg = g->next_reg;
    int result = to >= 0 ? to : new_reg(g), exc = new_reg(g), failing = new_reg(g);
    int before_length, h1_length = 0, h2_length = 0, h3_length = 0;
    uint8_t *before = live_copy(g, &before_length);
    if (!before) return;
    uint8_t *h1 = handler_live(g, before, before_length, n->ins[0], &h1_length);
    uint8_t *h2 = handler_live(g, before, before_length, n->in2, &h2_length);
    uint8_t *h3 = handler_live(g, before, before_length, n->ins[1], &h3_length);
    struct patches done = {0};
    uint32_t start = emit_label(g);
    gen_expr(g, n->a, result);
    uint32_t end = emit_label(g);
    bool reached = false;
    uint8_t *after = NULL;
    int after_length = 0;
    if (!g->unreachable) {
        drop_dead(g, n->in1);
        reached = true;
        after = live_copy(g, &after_length);
        emit_jump(g, OP_JMP, 0, 0, 0, &done);
    }
    uint32_t handler_start = emit_label(g);
    struct patches to_finally = {0};
    if (n->n) {
        add_handler(g, start, end, emit_label(g), exc, h1, h1_length);
        live_restore(g, h1, h1_length);
        live_set(g, exc, true);
        g->unreachable = false;
        struct patches next = {0};
        for (int i = 0; i < n->n && !g->failed; i++) {
            struct catch_clause *clause = &n->catches[i];
            patch_here(g, &next);
            int class = new_reg(g), length;
            gen_expr(g, clause->class, class);
            live_set(g, class, false);
            emit_jump(g, OP_JNCATCH, FLAG_B, exc, class, &next);
            uint8_t *here = live_copy(g, &length);
            int active = g->nactive;
            gen_activate(g, clause->local, exc);
            drop_dead(g, clause->in);
            gen_expr(g, clause->body, result);
            g->nactive = active;
            if (!g->unreachable) {
                drop_dead(g, n->in1);
                reached = true;
                after = live_copy(g, &after_length);
                emit_jump(g, OP_JMP, 0, 0, 0, &done);
            }
            if (g->failed) return;
            live_restore(g, here, length);
            g->unreachable = false;
        }
        patch_here(g, &next);
        drop_dead(g, n->in2);
        live_set(g, exc, false);
        if (n->c) {
            emit(g, OP_MOVE, FLAG_B, failing, exc, 0);
            emit_jump(g, OP_JMP, 0, 0, 0, &to_finally);
        } else {
            emit(g, OP_RETHROW, FLAG_A, exc, 0, 0);
        }
    }
    if (n->c && !g->failed) {
        uint32_t handler_end = emit_label(g);
        if (n->n) add_handler(g, handler_start, handler_end, emit_label(g), failing, h2, h2_length);
        else add_handler(g, start, end, emit_label(g), failing, h2, h2_length);
        live_restore(g, h2, h2_length);
        live_set(g, failing, true);
        patch_here(g, &to_finally);
        g->unreachable = false;
        uint32_t finally_start = emit_label(g);
        gen_expr(g, n->c, TO_NOWHERE);
        uint32_t finally_end = emit_label(g);
        if (!g->unreachable) {
            live_set(g, failing, false);
            emit(g, OP_RETHROW, FLAG_A, failing, 0, 0);
        }
        gen_failing_again(g, finally_start, finally_end, failing, exc, h3, h3_length);
    }
    if (g->failed) return;
    g->unreachable = !reached;
    if (reached) {
        live_restore(g, after, after_length);
        patch_here(g, &done);
        if (n->b) gen_expr(g, n->b, TO_NOWHERE);
        if (!g->unreachable) gen_deliver(g, result, to);
    }
    g->next_reg = saved_reg;
}

void gen_case(struct gen *g, struct node *n, int to) {
    struct operand test;
    gen_operands(g, &n->a, 1, TO_NOWHERE, &test);
    if (g->unreachable) return;
    Ref table = compiler_own(g->c, switch_new());
    if (!table.w) { g->failed = true; return; }
    uint32_t at = (uint32_t)emit(g, OP_SWITCH, test.consume ? FLAG_A : 0, test.reg, gen_constant(g, table), 0);
    int length, after_length = 0;
    uint8_t *before = live_copy(g, &length), *after = NULL;
    struct patches end = {0};
    bool reached = false;
    for (int i = n->n; i >= 0 && !g->failed; i--) { // the default first: it follows the instruction
        live_restore(g, before, length);
        g->unreachable = false;
        if (i < n->n)
            for (Ref *k = n->consts[i]; k->w; k++) {
                int there = switch_add(table, *k, (int64_t)emit_label(g) - at - 1);
                if (there) {
                    if (there > 0) compile_error(g->c, "Duplicate case test constant");
                    g->failed = true;
                    return;
                }
            }
        drop_dead(g, n->ins[i]);
        gen_expr(g, i < n->n ? n->items[i] : n->c, to);
        if (g->unreachable) continue;
        reached = true;
        after = live_copy(g, &after_length);
        emit_jump(g, OP_JMP, 0, 0, 0, &end);
    }
    if (g->failed) return;
    if (reached) live_restore(g, after, after_length);
    patch_here(g, &end);
    g->unreachable = !reached;
}

// The loop is in the two instructions; see vm/each.h.
void gen_each(struct gen *g, struct node *n, int to) {
    int first = g->next_reg, mode = (int)n->number;
    int places[] = {first, first + 1, first + 3};
    for (int i = 0; i < 3 && !g->unreachable; i++) {
        g->next_reg = places[i] + 1;
        gen_reserve(g, g->next_reg);
        gen_expr(g, n->items[i], places[i]);
    }
    if (g->unreachable) return;
    gen_const(g, int_ref(0), first + 2);
    int window = first - EACH_FN;
    g->next_reg = window + 1;
    gen_reserve(g, window + FRAME_HEADER + 2);
    if (mode == EACH_REDUCE) live_set(g, first + 3, false);
    struct patches done = {0};
    uint32_t each = emit_jump(g, OP_EACH, 0, window, mode, &done);
    emit(g, OP_COLLECT, 0, window, mode, (int)each - (int)g->ncode - 1);
    for (int i = 0; i < 3; i++) live_set(g, first + i, false);
    live_set(g, first + 3, true);
    patch_here(g, &done);
    gen_deliver(g, first + 3, to);
}

void gen_yield(struct gen *g, struct node *n, int to) {
    struct operand o;
    gen_operands(g, &n->a, 1, TO_NOWHERE, &o);
    int reg = target_reg(g, to >= 0 && !g->live[to] ? to : -1);
    emit(g, OP_YIELD, o.consume ? FLAG_B : 0, reg, o.reg, n->op);
    gen_deliver(g, reg, to);
}
