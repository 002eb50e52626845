// SPDX-License-Identifier: MIT
/* From the tree to instructions.
 *
 * Code is generated towards a destination: into a register, for effect only,
 * or as the result of the method.  Registers are a stack: locals and
 * temporaries take the next free one and give it back at the end of their
 * scope.  g->live says for each register whether a value is owned there; the
 * same picture, written down for every instruction that can fail, is what
 * unwinding goes by.
 */
#include "compile/emit.h"
#include "data/vector.h"
#include "vm/each.h"
#include "vm/special.h"
#include "vm/switch.h"
#include "vm/verify.h"
#include "vm/vm.h"

// Where a value goes: a register, or one of these.
#define TO_NOWHERE -1
#define TO_RETURN -2

static void gen(struct gen *g, struct node *n, int to);
static void gen_test(struct gen *g, struct node *n, struct patches *otherwise);
static void bind_let(struct gen *g, struct node *n, void (*body)(struct gen *, struct node *, int), int to);

// --- locals ---------------------------------------------------------------

static void activate(struct gen *g, struct local *l, int reg) {
    if (g->nactive == g->active_size) {
        int size = g->active_size ? g->active_size * 2 : 16;
        struct local **list = PyMem_Realloc(g->active, (size_t)size * sizeof *list);
        if (!list) { PyErr_NoMemory(); g->failed = true; return; }
        g->active = list;
        g->active_size = size;
    }
    l->reg = reg;
    g->active[g->nactive++] = l;
}

static bool in_set(LiveSet s, struct local *l) { return s[l->id / 64] >> (l->id % 64) & 1; }

static void emit_drop(struct gen *g, int reg) {
    set_live(g, reg, false);
    emit(g, OP_DROP, FLAG_A, reg, 0, 0);
}

// Lets go of the locals that are not needed from here on.
static void drop_dead(struct gen *g, LiveSet wanted) {
    if (g->unreachable) return;
    for (int i = 0; i < g->nactive && !g->failed; i++) {
        struct local *l = g->active[i];
        if (g->live[l->reg] && !in_set(wanted, l)) emit_drop(g, l->reg);
    }
}

// The live registers at the entry of a handler: temporaries, and of the locals those in the set.
static uint8_t *handler_live(struct gen *g, const uint8_t *before, int length, LiveSet wanted, int *out_length) {
    uint8_t *map = arena_alloc(g->c, (size_t)length + 1);
    if (!map) { g->failed = true; return NULL; }
    memcpy(map, before, (size_t)length);
    for (int i = 0; i < g->nactive; i++) {
        struct local *l = g->active[i];
        if (l->reg < length && !in_set(wanted, l)) map[l->reg] = 0;
    }
    *out_length = length;
    return map;
}

// --- operands -------------------------------------------------------------

struct operand { int reg; bool consume; };

// A local whose register can be read as it is; a raw double has to be boxed first.
static bool in_place(struct node *n) { return n->type == N_LOCAL && n->local->value != DOUBLE_VALUE; }

// Evaluates what is no local into registers; locals stay where they are.
static void gen_operands(struct gen *g, struct node **items, int n, int to, struct operand *out) {
    bool to_free = to >= 0 && to < g->live_size_regs && !g->live[to];
    for (int i = 0; i < n; i++) {
        if (in_place(items[i])) continue;
        int reg;
        bool to_used = !to_free;
        for (int j = 0; j < n && !to_used; j++) to_used = in_place(items[j]) && items[j]->local->reg == to;
        if (!to_used) { reg = to; to_free = false; }
        else reg = new_reg(g);
        out[i] = (struct operand){reg, true};
        gen(g, items[i], reg);
    }
    for (int i = 0; i < n; i++)
        if (in_place(items[i])) out[i] = (struct operand){items[i]->local->reg, items[i]->last};
    for (int i = 0; i < n; i++)
        if (out[i].consume) set_live(g, out[i].reg, false);
}

// --- results --------------------------------------------------------------

// The register an instruction writes to on the way to a destination.
static int target_reg(struct gen *g, int to) { return to >= 0 ? to : new_reg(g); }

// The result is in reg: takes it to where it was wanted.
static void deliver(struct gen *g, int reg, int to) {
    if (to == TO_RETURN) {
        set_live(g, reg, false);
        emit(g, OP_RET, FLAG_A, reg, 0, 0);
        g->unreachable = true;
    } else if (to == TO_NOWHERE) {
        emit_drop(g, reg);
    } else if (to != reg) {
        set_live(g, reg, false);
        emit(g, OP_MOVE, FLAG_B, to, reg, 0);
        set_live(g, to, true);
    } else {
        set_live(g, to, true);
    }
}

// The first register of a window whose result is wanted in `to`.
static int window_at(struct gen *g, int to) {
    if (to >= 0 && to == g->next_reg - 1 && !g->live[to]) return to;
    return g->next_reg;
}

// --- nodes ----------------------------------------------------------------

static void gen_const(struct gen *g, Ref k, int to) {
    if (to == TO_NOWHERE) return;
    int reg = target_reg(g, to);
    if (is_int(k) && int_of(k) >= INT16_MIN && int_of(k) <= INT16_MAX) emit(g, OP_LOADI, 0, reg, (int)int_of(k), 0);
    else emit(g, OP_LOADK, 0, reg, constant(g, k), 0);
    deliver(g, reg, to);
}

static void gen_local(struct gen *g, struct node *n, int to) {
    int from = n->local->reg;
    if (n->local->value == DOUBLE_VALUE) {
        if (to == TO_NOWHERE) return;
        int boxed = target_reg(g, to);
        emit(g, OP_FBOX, 0, boxed, from, 0);
        deliver(g, boxed, to);
        return;
    }
    if (to == TO_NOWHERE) {
        if (n->last) emit_drop(g, from);
        return;
    }
    if (n->last) {
        if (to == from) { set_live(g, from, true); return; }
        deliver(g, from, to);
        return;
    }
    int reg = target_reg(g, to);
    emit(g, OP_MOVE, 0, reg, from, 0);
    deliver(g, reg, to);
}

static int operand_flags(const struct operand *o, int n) {
    int flags = 0;
    if (n > 0 && o[0].consume) flags |= FLAG_B;
    if (n > 1 && o[1].consume) flags |= FLAG_C;
    return flags;
}

// A double, raw, into a register: arithmetic on doubles needs no tags in between.
static void gen_double(struct gen *g, struct node *n, int to);

// The register where a raw double is, or is put.
static int double_operand(struct gen *g, struct node *n) {
    if (n->type == N_LOCAL && n->local->value == DOUBLE_VALUE) return n->local->reg;
    int reg = new_reg(g);
    gen_double(g, n, reg);
    return reg;
}

static enum opcode double_op(enum opcode op) {
    switch (op) {
    case OP_ADD: case OP_ADDI: return OP_FADD;
    case OP_SUB: return OP_FSUB;
    case OP_MUL: return OP_FMUL;
    case OP_DIV: return OP_FDIV;
    default: return OPCODE_COUNT;
    }
}

static void load_double(struct gen *g, double d, int to) {
    Ref k = compiler_own(g->c, double_value(d));
    if (is_double(k)) { emit(g, OP_FLOADK, 0, to, constant(g, k), 0); return; }
    int boxed = new_reg(g); // too large or small for a tag
    emit(g, OP_LOADK, 0, boxed, constant(g, k), 0);
    emit(g, OP_FUNBOX, FLAG_B, to, boxed, 0);
}

static void gen_double_node(struct gen *g, struct node *n, int to) {
    if (n->type == N_CONST && (is_int(n->k) || is_double(n->k))) {
        load_double(g, is_int(n->k) ? (double)int_of(n->k) : double_of(n->k), to);
    } else if (n->type == N_LOCAL && n->local->value == DOUBLE_VALUE) {
        if (n->local->reg != to) emit(g, OP_FMOVE, 0, to, n->local->reg, 0);
    } else if (n->type == N_OP && n->value == DOUBLE_VALUE && double_op(n->op) != OPCODE_COUNT) {
        int a = double_operand(g, n->items[0]), b;
        if (n->op == OP_ADDI) load_double(g, (double)n->number, b = new_reg(g));
        else b = double_operand(g, n->items[1]);
        emit(g, double_op(n->op), 0, to, a, b);
    } else if (n->type == N_LET && n->value == DOUBLE_VALUE) {
        bind_let(g, n, gen_double, to);
    } else {
        // A tagged value: of an int, a call of `double`, or whatever else gives a number.
        struct node *value = n->type == N_OP && n->op == OP_FUNBOX ? n->items[0] : n;
        struct operand o;
        gen_operands(g, &value, 1, TO_NOWHERE, &o);
        emit(g, OP_FUNBOX, o.consume ? FLAG_B : 0, to, o.reg, 0);
    }
}

static void gen_double(struct gen *g, struct node *n, int to) {
    if (g->failed || g->unreachable) return;
    int saved = g->next_reg, line = g->c->line, column = g->c->column;
    if (n->line) g->c->line = n->line, g->c->column = n->column;
    gen_double_node(g, n, to);
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}

static void gen_op(struct gen *g, struct node *n, int to) {
    struct operand o[3];
    if (n->value == DOUBLE_VALUE) {
        int raw = new_reg(g);
        gen_double(g, n, raw);
        if (to == TO_NOWHERE || g->unreachable) return;
        int boxed = target_reg(g, to);
        emit(g, OP_FBOX, 0, boxed, raw, 0);
        deliver(g, boxed, to);
        return;
    }
    if (n->op == OP_APPEND) {
        gen_operands(g, n->items, 2, TO_NOWHERE, o);
        emit(g, OP_APPEND, (o[0].consume ? FLAG_A : 0) | (o[1].consume ? FLAG_B : 0), o[0].reg, o[1].reg, 0);
        gen_const(g, NIL, to);
        return;
    }
    if (n->op == OP_ASSOC) {
        // The map is changed where it is: it is brought into the target first.
        int reg = target_reg(g, to >= 0 && !g->live[to] ? to : -1);
        bool reads_target = false;
        for (int i = 0; i < n->n; i++) reads_target |= in_place(n->items[i]) && n->items[i]->local->reg == reg;
        if (reads_target) reg = new_reg(g);
        struct operand map;
        if (in_place(n->items[0])) {
            gen_operands(g, n->items + 1, 2, TO_NOWHERE, o + 1);
            // The operands are spoken for already; the map's own use comes last.
            map = (struct operand){n->items[0]->local->reg, n->items[0]->last};
            emit(g, OP_MOVE, map.consume ? FLAG_B : 0, reg, map.reg, 0);
            if (map.consume) set_live(g, map.reg, false);
        } else {
            gen(g, n->items[0], reg);
            gen_operands(g, n->items + 1, 2, TO_NOWHERE, o + 1);
            set_live(g, reg, false);
        }
        emit(g, OP_ASSOC, operand_flags(o + 1, 2) | FLAG_A, reg, o[1].reg, o[2].reg);
        deliver(g, reg, to);
        return;
    }
    gen_operands(g, n->items, n->n, to, o);
    int reg = target_reg(g, to), flags = operand_flags(o, n->n);
    int b = o[0].reg, c = n->n > 1 ? o[1].reg : 0;
    if (n->op == OP_ADDI || n->op == OP_GETK) c = n->op == OP_ADDI ? (int)n->number : constant(g, n->k);
    if (n->op == OP_ADDI) {
        if (n->swapped) flags |= FLAG_C; // it was a subtraction
    } else if (n->swapped) {
        int swap = b;
        b = c;
        c = swap;
        flags = (flags & FLAG_B ? FLAG_C : 0) | (flags & FLAG_C ? FLAG_B : 0);
    }
    emit(g, n->op, flags, reg, b, c);
    deliver(g, reg, to);
}

static void gen_args(struct gen *g, struct node **items, int n, int first) {
    for (int i = 0; i < n && !g->failed; i++) {
        g->next_reg = first + i + 1;
        reserve(g, g->next_reg);
        gen(g, items[i], first + i);
    }
    g->next_reg = first + n;
    for (int i = 0; i < n && !g->failed; i++) set_live(g, first + i, false);
}

static void gen_call(struct gen *g, struct node *n, int to) {
    int w = window_at(g, to), nargs = n->n - 1, head = n->op;
    reserve(g, w + FRAME_HEADER);
    if (head == OP_CALL || head == OP_APPLY || head == OP_CALLKW) {
        g->next_reg = w + 1;
        gen(g, n->items[0], w);
    }
    int line = g->c->line, column = g->c->column;
    gen_args(g, n->items + 1, nargs, w + FRAME_HEADER);
    g->c->line = line, g->c->column = column;
    if (head == OP_CALL || head == OP_APPLY || head == OP_CALLKW) {
        set_live(g, w, false);
        emit(g, head, 0, w, 0, nargs);
    } else if (head == OP_CALLR) {
        struct node *f = n->items[0];
        if (f->last) set_live(g, f->local->reg, false);
        emit(g, head, f->last ? FLAG_B : 0, w, f->local->reg, nargs);
    } else {
        emit(g, head, 0, w, constant(g, n->k), nargs);
    }
    deliver(g, w, to);
}

static void gen_method(struct gen *g, struct node *n, int to) {
    int w = window_at(g, to);
    reserve(g, w + FRAME_HEADER);
    gen_args(g, n->items, n->n, w + FRAME_HEADER);
    emit(g, n->kwargs ? OP_METHODKW : OP_METHOD, 0, w, constant(g, n->k), n->n);
    deliver(g, w, to);
}

static void gen_literal(struct gen *g, struct node *n, enum opcode op, int to) {
    int w = window_at(g, to);
    reserve(g, w + 1);
    gen_args(g, n->items, n->n, w);
    emit(g, op, 0, w, 0, n->n);
    deliver(g, w, to);
}

static void gen_fn(struct gen *g, struct node *n, int to) {
    struct fndef *def = generate(g->c, n->fn);
    if (!def) { g->failed = true; return; }
    if (n->n == 0) { // nothing closed over: one function serves for ever
        Ref f = compiler_own(g->c, own(fn_new(def)));
        Py_DECREF(def);
        if (!f.w) g->failed = true;
        else gen_const(g, f, to);
        return;
    }
    int w = window_at(g, to), k = constant(g, ref_of(def));
    Py_DECREF(def);
    reserve(g, w + 1);
    gen_args(g, n->items, n->n, w);
    emit(g, OP_FN, 0, w, k, n->n);
    deliver(g, w, to);
}

// The loop is in the two instructions; see vm/each.h.
static void gen_each(struct gen *g, struct node *n, int to) {
    int first = g->next_reg, mode = (int)n->number;
    int places[] = {first, first + 1, first + 3};
    for (int i = 0; i < 3 && !g->unreachable; i++) {
        g->next_reg = places[i] + 1;
        reserve(g, g->next_reg);
        gen(g, n->items[i], places[i]);
    }
    if (g->unreachable) return;
    gen_const(g, int_ref(0), first + 2);
    int window = first - EACH_FN;
    g->next_reg = window + 1;
    reserve(g, window + FRAME_HEADER + 2);
    if (mode == EACH_REDUCE) set_live(g, first + 3, false);
    struct patches done = {0};
    uint32_t each = emit_jump(g, OP_EACH, 0, window, mode, &done);
    emit(g, OP_COLLECT, 0, window, mode, (int)each - (int)g->ncode - 1);
    for (int i = 0; i < 3; i++) set_live(g, first + i, false);
    set_live(g, first + 3, true);
    patch_here(g, &done);
    deliver(g, first + 3, to);
}

// The functions of a class's methods, a constant vector.
static Ref method_vector(struct gen *g, struct fn_node **fns) {
    Value all = vec_empty();
    for (int i = 0; fns[i] && ok(all); i++) {
        struct fndef *def = generate(g->c, fns[i]);
        SCOPED Value f = def ? own(fn_new(def)) : ERR;
        Py_XDECREF(def);
        all = ok(f) ? vec_conj(all, ref(f)) : (drop(all), ERR);
    }
    Ref k = compiler_own(g->c, all);
    if (!k.w) g->failed = true;
    return k;
}

// (cljsh.core/reify* site make-class methods closed-over …)
static void gen_reify(struct gen *g, struct node *n, int to) {
    struct var *make = ns_intern_utf8("cljsh.core", "reify*");
    Ref methods = method_vector(g, n->fns);
    Ref site = compiler_own(g->c, make ? vm_call(ref(var_of(ref_of(make))->root), NULL, 0) : ERR);
    struct node **args = arena_alloc(g->c, (size_t)(n->n + 3) * sizeof *args);
    if (!methods.w || !site.w || !args || !(args[0] = const_node(g->c, site)) || !(args[2] = const_node(g->c, methods))) {
        g->failed = true;
        return;
    }
    args[1] = n->a;
    memcpy(args + 3, n->items, (size_t)n->n * sizeof *args);
    int w = window_at(g, to);
    reserve(g, w + FRAME_HEADER);
    gen_args(g, args, n->n + 3, w + FRAME_HEADER);
    emit(g, OP_CALLK, 0, w, constant(g, ref(make->root)), n->n + 3);
    deliver(g, w, to);
}

static void gen_letfn(struct gen *g, struct node *n, int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg, first = g->next_reg;
    for (int i = 0; i < n->n; i++) new_reg(g);
    for (int i = 0; i < n->n && !g->failed; i++) {
        struct node *fn = n->items[i];
        struct fndef *def = generate(g->c, fn->fn);
        if (!def) { g->failed = true; return; }
        int k = constant(g, ref_of(def)), w = g->next_reg;
        Py_DECREF(def);
        reserve(g, w + 1);
        for (int j = 0; j < fn->n; j++) {
            g->next_reg = w + j + 1;
            reserve(g, g->next_reg);
            bool sibling = false;
            for (int s = 0; s < n->n; s++) sibling |= n->locals[s] == fn->items[j]->local;
            if (sibling) gen_const(g, NIL, w + j);
            else gen(g, fn->items[j], w + j);
        }
        for (int j = 0; j < fn->n; j++) set_live(g, w + j, false);
        emit(g, OP_FN, 0, w, k, fn->n);
        set_live(g, w, true);
        deliver(g, w, first + i);
        g->next_reg = w;
    }
    for (int i = 0; i < n->n; i++) activate(g, n->locals[i], first + i);
    for (int i = 0; i < n->n; i++)
        for (int j = 0; j < n->items[i]->n; j++)
            for (int s = 0; s < n->n; s++)
                if (n->locals[s] == n->items[i]->items[j]->local) emit(g, OP_CAPTURE, 0, first + i, first + s, j);
    drop_dead(g, n->in1);
    gen(g, n->b, to);
    g->nactive = saved_active;
    g->next_reg = saved_reg;
}

static void gen_if(struct gen *g, struct node *n, int to) {
    struct patches otherwise = {0}, end = {0};
    gen_test(g, n->a, &otherwise);
    int length;
    uint8_t *before = live_copy(g, &length);
    bool then_reached = !g->unreachable;
    if (then_reached) {
        drop_dead(g, n->in1);
        gen(g, n->b, to);
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
    gen(g, n->c, to);
    if (g->unreachable && then_ends) live_restore(g, after, then_length);
    g->unreachable = g->unreachable && !then_ends;
    patch_here(g, &end);
}

// Binds a local and goes on with the body by the given generator.
static void bind_let(struct gen *g, struct node *n, void (*body)(struct gen *, struct node *, int), int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg;
    int reg = new_reg(g);
    if (n->local->value == DOUBLE_VALUE) gen_double(g, n->a, reg);
    else gen(g, n->a, reg);
    if (!g->unreachable) {
        g->next_reg = reg + 1;
        activate(g, n->local, reg);
        drop_dead(g, n->in1);
        body(g, n->b, to);
    }
    g->nactive = saved_active;
    g->next_reg = saved_reg;
}

static void gen_loop(struct gen *g, struct node *n, int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg;
    if (n->items) {
        for (int i = 0; i < n->n && !g->failed; i++) {
            int reg = new_reg(g);
            if (n->locals[i]->value == DOUBLE_VALUE) gen_double(g, n->items[i], reg);
            else gen(g, n->items[i], reg);
            g->next_reg = reg + 1;
            activate(g, n->locals[i], reg);
        }
    }
    if (!g->unreachable) {
        drop_dead(g, n->in1);
        n->number = g->ncode; // where recur goes back to
        gen(g, n->b, to);
    }
    g->nactive = saved_active;
    g->next_reg = saved_reg;
}

static bool reads(struct node *n, struct local *l) {
    if (!n) return false;
    if (n->type == N_LOCAL) return n->local == l;
    if (n->items)
        for (int i = 0; i < n->n; i++)
            if (reads(n->items[i], l)) return true;
    if (n->type == N_TRY) return true;
    return reads(n->a, l) || reads(n->b, l) || reads(n->c, l);
}

// Does an item evaluated after the one at the position read the loop's local?
static bool read_later(struct node *n, int position, struct local *l) {
    for (int i = position + 1; i < n->n; i++)
        if (reads(n->items[n->order[i]], l)) return true;
    return false;
}

static void gen_recur(struct gen *g, struct node *n) {
    struct node *loop = n->target;
    int saved = g->next_reg;
    int *from = arena_alloc(g->c, (size_t)(n->n + 1) * sizeof *from);
    if (!from) { g->failed = true; return; }
    for (int i = 0; i < n->n && !g->failed; i++) {
        int which = n->order[i], home = loop->locals[which]->reg;
        struct node *item = n->items[which];
        if (loop->locals[which]->value != DOUBLE_VALUE && !in_set(loop->in1, loop->locals[which])) { // nobody reads it
            from[which] = home;
            gen(g, item, TO_NOWHERE);
            if (g->unreachable) return;
            continue;
        }
        bool stays = item->type == N_LOCAL && item->local == loop->locals[which] && (item->last || item->value == DOUBLE_VALUE);
        // Into the local's own register only where no branch can mistake the new value for the old.
        bool simple = true;
        for (int j = i; j < n->n; j++) simple = simple && node_pure(n->items[n->order[j]]);
        bool direct = simple && (stays || (!read_later(n, i, loop->locals[which]) && (!g->live[home] || reads(item, loop->locals[which]))));
        if (item->type == N_OP && item->value == DOUBLE_VALUE && loop->locals[which]->value != DOUBLE_VALUE) direct = false;
        from[which] = direct ? home : new_reg(g);
        if (loop->locals[which]->value == DOUBLE_VALUE) gen_double(g, item, from[which]);
        else gen(g, item, from[which]);
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
        set_live(g, from[i], false);
        set_live(g, home, true);
    }
    emit_back(g, (uint32_t)loop->number);
    for (int i = 0; i < n->n && !g->failed; i++) set_live(g, loop->locals[i]->reg, false);
    g->unreachable = true;
    g->next_reg = saved;
}

static void gen_try(struct gen *g, struct node *n, int to) {
    int saved_reg = g->next_reg;
    int result = to >= 0 ? to : new_reg(g), exc = new_reg(g), failing = new_reg(g);
    int before_length, h1_length = 0, h2_length = 0;
    uint8_t *before = live_copy(g, &before_length);
    if (!before) return;
    uint8_t *h1 = handler_live(g, before, before_length, n->ins[0], &h1_length);
    uint8_t *h2 = handler_live(g, before, before_length, n->in2, &h2_length);
    struct patches done = {0};
    uint32_t start = g->ncode;
    gen(g, n->a, result);
    uint32_t end = g->ncode;
    bool reached = false;
    uint8_t *after = NULL;
    int after_length = 0;
    if (!g->unreachable) {
        drop_dead(g, n->in1);
        reached = true;
        after = live_copy(g, &after_length);
        emit_jump(g, OP_JMP, 0, 0, 0, &done);
    }
    uint32_t handler_start = g->ncode;
    struct patches to_finally = {0};
    if (n->n) {
        add_handler(g, start, end, g->ncode, exc, h1, h1_length);
        live_restore(g, h1, h1_length);
        set_live(g, exc, true);
        g->unreachable = false;
        struct patches next = {0};
        for (int i = 0; i < n->n && !g->failed; i++) {
            struct catch_clause *clause = &n->catches[i];
            patch_here(g, &next);
            int class = new_reg(g), length;
            gen(g, clause->class, class);
            set_live(g, class, false);
            emit_jump(g, OP_JNCATCH, FLAG_B, exc, class, &next);
            uint8_t *here = live_copy(g, &length);
            int active = g->nactive;
            activate(g, clause->local, exc);
            drop_dead(g, clause->in);
            gen(g, clause->body, result);
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
        set_live(g, exc, false);
        if (n->c) {
            emit(g, OP_MOVE, FLAG_B, failing, exc, 0);
            emit_jump(g, OP_JMP, 0, 0, 0, &to_finally);
        } else {
            emit(g, OP_RETHROW, FLAG_A, exc, 0, 0);
        }
    }
    if (n->c && !g->failed) {
        uint32_t handler_end = g->ncode;
        if (n->n) add_handler(g, handler_start, handler_end, g->ncode, failing, h2, h2_length);
        else add_handler(g, start, end, g->ncode, failing, h2, h2_length);
        live_restore(g, h2, h2_length);
        set_live(g, failing, true);
        patch_here(g, &to_finally);
        g->unreachable = false;
        gen(g, n->c, TO_NOWHERE);
        if (!g->unreachable) {
            set_live(g, failing, false);
            emit(g, OP_RETHROW, FLAG_A, failing, 0, 0);
        }
    }
    if (g->failed) return;
    g->unreachable = !reached;
    if (reached) {
        live_restore(g, after, after_length);
        patch_here(g, &done);
        if (n->b) gen(g, n->b, TO_NOWHERE);
        if (!g->unreachable) deliver(g, result, to);
    }
    g->next_reg = saved_reg;
}

static void gen_case(struct gen *g, struct node *n, int to) {
    struct operand test;
    gen_operands(g, &n->a, 1, TO_NOWHERE, &test);
    if (g->unreachable) return;
    Ref table = compiler_own(g->c, switch_new());
    if (!table.w) { g->failed = true; return; }
    uint32_t at = (uint32_t)emit(g, OP_SWITCH, test.consume ? FLAG_A : 0, test.reg, constant(g, table), 0);
    int length, after_length = 0;
    uint8_t *before = live_copy(g, &length), *after = NULL;
    struct patches end = {0};
    bool reached = false;
    for (int i = n->n; i >= 0 && !g->failed; i--) { // the default first: it follows the instruction
        live_restore(g, before, length);
        g->unreachable = false;
        if (i < n->n)
            for (Ref *k = n->consts[i]; k->w; k++) {
                int there = switch_add(table, *k, (int64_t)g->ncode - at - 1);
                if (there) {
                    if (there > 0) compile_error(g->c, "Duplicate case test constant");
                    g->failed = true;
                    return;
                }
            }
        drop_dead(g, n->ins[i]);
        gen(g, i < n->n ? n->items[i] : n->c, to);
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

static void gen_member(struct gen *g, struct node *n, int to) {
    struct operand o[2];
    bool indexed = n->op == OP_FIELD || n->op == OP_SETFIELD;
    int what = indexed ? (int)n->number : constant(g, n->k);
    gen_operands(g, n->items, n->n, n->type == N_MEMBER ? to : TO_NOWHERE, o);
    if (n->type == N_SETMEMBER) {
        int value = o[1].reg;
        bool keep_value = to != TO_NOWHERE;
        // The value is the form's result too: it is set from a copy.
        if (keep_value && o[1].consume) set_live(g, value, true);
        emit(g, indexed ? OP_SETFIELD : OP_SETATTR, (o[0].consume ? FLAG_A : 0) | (o[1].consume && !keep_value ? FLAG_B : 0), o[0].reg,
             value, what);
        if (!keep_value) return;
        if (o[1].consume) { deliver(g, value, to); return; }
        int reg = target_reg(g, to);
        emit(g, OP_MOVE, 0, reg, value, 0);
        deliver(g, reg, to);
        return;
    }
    int reg = target_reg(g, to);
    emit(g, n->op, o[0].consume ? FLAG_B : 0, reg, o[0].reg, what);
    deliver(g, reg, to);
}

static void gen_node(struct gen *g, struct node *n, int to) {
    switch ((enum node_type)n->type) {
    case N_CONST: gen_const(g, n->k, to); break;
    case N_LOCAL: gen_local(g, n, to); break;
    case N_VAR: {
        int reg = target_reg(g, to);
        emit(g, OP_GETVAR, 0, reg, constant(g, n->k), 0);
        deliver(g, reg, to);
        break;
    }
    case N_OP: gen_op(g, n, to); break;
    case N_CALL: gen_call(g, n, to); break;
    case N_METHOD: gen_method(g, n, to); break;
    case N_MEMBER:
    case N_SETMEMBER: gen_member(g, n, to); break;
    case N_VECTOR: gen_literal(g, n, OP_VECTOR, to); break;
    case N_MAP: gen_literal(g, n, OP_MAP, to); break;
    case N_SET: gen_literal(g, n, OP_SET, to); break;
    case N_IF: gen_if(g, n, to); break;
    case N_DO:
        for (int i = 0; i < n->n && !g->unreachable; i++) gen(g, n->items[i], i == n->n - 1 ? to : TO_NOWHERE);
        break;
    case N_LET: bind_let(g, n, gen, to); break;
    case N_LOOP: gen_loop(g, n, to); break;
    case N_RECUR: gen_recur(g, n); break;
    case N_FN: gen_fn(g, n, to); break;
    case N_EACH: gen_each(g, n, to); break;
    case N_YIELD: {
        struct operand o;
        gen_operands(g, &n->a, 1, TO_NOWHERE, &o);
        int reg = target_reg(g, to >= 0 && !g->live[to] ? to : -1);
        emit(g, OP_YIELD, o.consume ? FLAG_B : 0, reg, o.reg, n->op);
        deliver(g, reg, to);
        break;
    }
    case N_LETFN: gen_letfn(g, n, to); break;
    case N_METHODS: {
        Ref k = method_vector(g, n->fns);
        if (k.w) gen_const(g, k, to);
        break;
    }
    case N_REIFY: gen_reify(g, n, to); break;
    case N_THROW: {
        struct operand o;
        gen_operands(g, &n->a, 1, TO_NOWHERE, &o);
        int reg = o.reg;
        if (!o.consume) {
            reg = new_reg(g);
            emit(g, OP_MOVE, 0, reg, o.reg, 0);
        }
        emit(g, OP_THROW, FLAG_A, reg, 0, 0);
        g->unreachable = true;
        break;
    }
    case N_TRY: gen_try(g, n, to); break;
    case N_CASE: gen_case(g, n, to); break;
    }
}

static void gen(struct gen *g, struct node *n, int to) {
    if (g->failed || g->unreachable) return;
    int line = g->c->line, column = g->c->column, saved = g->next_reg;
    if (n->line) g->c->line = n->line, g->c->column = n->column;
    gen_node(g, n, to);
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}

// --- tests ----------------------------------------------------------------

static bool small_int(struct node *n) {
    return n->type == N_CONST && is_int(n->k) && int_of(n->k) >= INT16_MIN && int_of(n->k) <= INT16_MAX;
}

static enum opcode jump_of(enum opcode op) {
    switch (op) {
    case OP_LT: return OP_JNLT;
    case OP_LE: return OP_JNLE;
    case OP_NUMEQ: return OP_JNNUMEQ;
    case OP_EQ: return OP_JNEQ;
    case OP_SAME: return OP_JNSAME;
    default: return OPCODE_COUNT;
    }
}

static enum opcode number_jump(struct node *n) {
    switch (n->op) {
    case OP_LT: return n->swapped ? OP_JNGTI : OP_JNLTI;
    case OP_LE: return n->swapped ? OP_JNGEI : OP_JNLEI;
    case OP_NUMEQ: return OP_JNNUMEQI;
    case OP_EQ: return OP_JNEQI;
    default: return OPCODE_COUNT;
    }
}

// Is this a comparison that raw doubles can make?
static enum opcode double_jump(struct node *n) {
    if (n->type != N_OP || n->n != 2 || !doubles_only(n->items, 2)) return OPCODE_COUNT;
    switch (n->op) {
    case OP_LT: return OP_JNFLT;
    case OP_LE: return OP_JNFLE;
    case OP_NUMEQ: return OP_JNFEQ;
    case OP_EQ: return n->items[0]->value == n->items[1]->value ? OP_JNFEQ : OPCODE_COUNT; // (= 1 1.0) is false
    default: return OPCODE_COUNT;
    }
}

// (let [x a] (if x x c)), which `or` makes, and (let [x a] (if x b x)), which
// `and` makes, need no x where only their truth is asked for.
static bool is_local_of(struct node *n, struct local *l) { return n->type == N_LOCAL && n->local == l; }
static bool is_or(struct node *n) {
    return n->type == N_LET && n->b->type == N_IF && is_local_of(n->b->a, n->local) && is_local_of(n->b->b, n->local) &&
           !reads(n->b->c, n->local);
}
static bool is_and(struct node *n) {
    return n->type == N_LET && n->b->type == N_IF && is_local_of(n->b->a, n->local) && is_local_of(n->b->c, n->local) &&
           !reads(n->b->b, n->local);
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

// Falls through when the node is true, else jumps.
static void gen_test(struct gen *g, struct node *n, struct patches *otherwise) {
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
        int a = double_operand(g, n->items[0]), b = double_operand(g, n->items[1]);
        if (!g->unreachable) emit_jump(g, double_jump(n), 0, n->swapped ? b : a, n->swapped ? a : b, otherwise);
    } else if (n->type == N_OP && jump_of(n->op) != OPCODE_COUNT) {
        int flags = 0;
        if (n->n == 2 && small_int(n->items[1]) && number_jump(n) != OPCODE_COUNT) {
            gen_operands(g, n->items, 1, TO_NOWHERE, o);
            emit_jump(g, number_jump(n), o[0].consume ? FLAG_A : 0, o[0].reg, (int)int_of(n->items[1]->k), otherwise);
        } else {
            gen_operands(g, n->items, 2, TO_NOWHERE, o);
            int a = n->swapped ? 1 : 0;
            if (o[a].consume) flags |= FLAG_A;
            if (o[1 - a].consume) flags |= FLAG_B;
            emit_jump(g, jump_of(n->op), flags, o[a].reg, o[1 - a].reg, otherwise);
        }
    } else {
        gen_operands(g, &n, 1, TO_NOWHERE, o);
        if (!g->unreachable) emit_jump(g, OP_JF, o[0].consume ? FLAG_A : 0, o[0].reg, 0, otherwise);
    }
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}

// --- methods --------------------------------------------------------------

// A field of the instance, in register 0, into a register of its own for the whole method.
static void load_field(struct gen *g, struct local *field, int index) {
    int reg = new_reg(g);
    emit(g, OP_FIELD, 0, reg, 0, index);
    activate(g, field, reg);
    set_live(g, reg, true);
}

static void load_fields(struct gen *g, struct method *m) {
    struct class_scope *class = m->fn->class;
    if (class->closing)
        for (int i = 0; i < class->closing->ncaptured && i < m->capture_size; i++) {
            if (m->capture_locals[i]) load_field(g, m->capture_locals[i], i);
        }
    else
        for (int i = 0; m->fields && i < class->n; i++)
            if (m->fields[i] && !m->fields[i]->is_field) load_field(g, m->fields[i], i);
}

static struct proto *gen_method_proto(struct compiler *c, struct method *m) {
    if (liveness(c, m) < 0) return NULL;
    struct gen g = {.c = c, .m = m};
    struct fn_node *fn = m->fn;
    int captures = 0;
    uint16_t *list = PyMem_Malloc((size_t)(fn->ncaptured + 1) * sizeof *list);
    if (!list) return (struct proto *)PyErr_NoMemory();
    int line = c->line, column = c->column;
    for (int i = 0; i < m->nparams + m->variadic; i++) {
        int reg = new_reg(&g);
        activate(&g, m->params[i], reg);
        set_live(&g, reg, true);
    }
    for (int i = 0; i < fn->ncaptured && i < m->capture_size && !fn->class; i++) {
        if (!m->capture_locals[i]) continue;
        int reg = new_reg(&g);
        activate(&g, m->capture_locals[i], reg);
        set_live(&g, reg, true);
        list[captures++] = (uint16_t)i;
    }
    if (m->self) {
        int reg = new_reg(&g);
        activate(&g, m->self, reg);
        set_live(&g, reg, true);
    }
    emit_entry(&g);
    if (fn->class) load_fields(&g, m);
    drop_dead(&g, m->in);
    gen(&g, m->body, TO_RETURN);
    struct proto *p = finish(&g);
    gen_free(&g);
    c->line = line, c->column = column;
    if (!p) {
        PyMem_Free(list);
        return NULL;
    }
    p->nargs = (uint16_t)m->nparams;
    p->ncaptures = (uint16_t)captures;
    p->captures = list;
    p->arglist = param_vector(m);
    if (!p->arglist) {
        Py_DECREF(p);
        return NULL;
    }
    p->flags = (uint8_t)((m->variadic ? PROTO_VARIADIC : 0) | (captures ? PROTO_CAPTURES : 0) | (m->self ? PROTO_SELF : 0) |
                         (m->yields ? PROTO_YIELDS : 0) | (m->async ? PROTO_ASYNC : 0));
    Value file = var_get(file_var);
    if (ok(file) && PyUnicode_Check(obj(ref(file)))) p->file = py_give(file);
    else { xdrop(file); PyErr_Clear(); }
    return p;
}

struct fndef *generate(struct compiler *c, struct fn_node *fn) {
    struct fndef *def = fndef_new(fn->full_name);
    if (!def) return NULL;
    def->ncaptures = (uint16_t)fn->ncaptured;
    for (int i = 0; i < fn->nmethods; i++) {
        struct proto *p = gen_method_proto(c, fn->methods[i]);
#if CLJSH_DEBUG
        if (p && proto_verify(p, PyUnicode_AsUTF8(fn->full_name)) < 0) Py_CLEAR(p);
#endif
        if (!p || fndef_add(def, p) < 0) {
            Py_DECREF(def);
            return NULL;
        }
    }
    return def;
}
