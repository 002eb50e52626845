// SPDX-License-Identifier: MIT
// From the tree to instructions; see codegen.h.
#include "compile/codegen.h"
#include "vm/verify.h"

// --- locals ---------------------------------------------------------------

void gen_activate(struct gen *g, struct local *l, int reg) {
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

bool in_set(LiveSet s, struct local *l) { return s[l->id / 64] >> (l->id % 64) & 1; }

void emit_drop(struct gen *g, int reg) {
    live_set(g, reg, false);
    emit(g, OP_DROP, FLAG_A, reg, 0, 0);
}

void drop_dead(struct gen *g, LiveSet wanted) {
    if (g->unreachable) return;
    for (int i = 0; i < g->nactive && !g->failed; i++) {
        struct local *l = g->active[i];
        if (g->live[l->reg] && !in_set(wanted, l)) emit_drop(g, l->reg);
    }
}

// --- operands -------------------------------------------------------------

// A local whose register can be read as it is; a raw double has to be boxed first.
static bool in_place(struct node *n) { return n->type == N_LOCAL && n->local->value != DOUBLE_VALUE; }

void gen_operands(struct gen *g, struct node **items, int n, int to, struct operand *out) {
    bool to_free = to >= 0 && to < g->live_size_regs && !g->live[to];
    for (int i = 0; i < n; i++) {
        if (in_place(items[i])) continue;
        int reg;
        bool to_used = !to_free;
        for (int j = 0; j < n && !to_used; j++) to_used = in_place(items[j]) && items[j]->local->reg == to;
        if (!to_used) { reg = to; to_free = false; }
        else reg = new_reg(g);
        out[i] = (struct operand){reg, true};
        gen_expr(g, items[i], reg);
    }
    for (int i = 0; i < n; i++)
        if (in_place(items[i])) out[i] = (struct operand){items[i]->local->reg, items[i]->last};
    for (int i = 0; i < n; i++)
        if (out[i].consume) live_set(g, out[i].reg, false);
}

// --- results --------------------------------------------------------------

int target_reg(struct gen *g, int to) { return to >= 0 ? to : new_reg(g); }

void gen_deliver(struct gen *g, int reg, int to) {
    if (to == TO_RETURN) {
        live_set(g, reg, false);
        emit(g, OP_RET, FLAG_A, reg, 0, 0);
        g->unreachable = true;
    } else if (to == TO_NOWHERE) {
        emit_drop(g, reg);
    } else if (to != reg) {
        live_set(g, reg, false);
        emit(g, OP_MOVE, FLAG_B, to, reg, 0);
        live_set(g, to, true);
    } else {
        live_set(g, to, true);
    }
}

int window_at(struct gen *g, int to) {
    if (to >= 0 && to == g->next_reg - 1 && !g->live[to]) return to;
    return g->next_reg;
}

// --- nodes ----------------------------------------------------------------

void gen_const(struct gen *g, Ref k, int to) {
    if (to == TO_NOWHERE) return;
    int reg = target_reg(g, to);
    if (is_int(k) && int_of(k) >= INT16_MIN && int_of(k) <= INT16_MAX) emit(g, OP_LOADI, 0, reg, (int)int_of(k), 0);
    else emit(g, OP_LOADK, 0, reg, gen_constant(g, k), 0);
    gen_deliver(g, reg, to);
}

static void gen_local(struct gen *g, struct node *n, int to) {
    int from = n->local->reg;
    if (n->local->value == DOUBLE_VALUE) {
        if (to == TO_NOWHERE) return;
        int boxed = target_reg(g, to);
        emit(g, OP_FBOX, 0, boxed, from, 0);
        gen_deliver(g, boxed, to);
        return;
    }
    if (to == TO_NOWHERE) {
        if (n->last) emit_drop(g, from);
        return;
    }
    if (n->last) {
        if (to == from) { live_set(g, from, true); return; }
        gen_deliver(g, from, to);
        return;
    }
    int reg = target_reg(g, to);
    emit(g, OP_MOVE, 0, reg, from, 0);
    gen_deliver(g, reg, to);
}

bool gen_is_small(struct node *n) {
    return n->type == N_CONST && is_int(n->k) && int_of(n->k) >= INT16_MIN && int_of(n->k) <= INT16_MAX;
}

static int operand_flags(const struct operand *o, int n) {
    int flags = 0;
    if (n > 0 && o[0].consume) flags |= FLAG_B;
    if (n > 1 && o[1].consume) flags |= FLAG_C;
    return flags;
}

// (aset array index x) of a raw double.
static void gen_set_double(struct gen *g, struct node **items) {
    struct operand o[2];
    for (int i = 0; i < 2; i++) {
        if (in_place(items[i])) continue;
        o[i] = (struct operand){new_reg(g), true};
        gen_expr(g, items[i], o[i].reg);
    }
    int raw = gen_double_operand(g, items[2]);
    for (int i = 0; i < 2; i++) {
        if (in_place(items[i])) o[i] = (struct operand){items[i]->local->reg, items[i]->last};
        if (o[i].consume) live_set(g, o[i].reg, false);
    }
    if (!g->unreachable) emit(g, OP_FASET, (o[0].consume ? FLAG_A : 0) | (o[1].consume ? FLAG_B : 0), o[0].reg, o[1].reg, raw);
}

// The instruction that does the same with a number in it.
static enum opcode op_with_number(enum opcode op) {
    switch (op) {
    case OP_MUL: return OP_MULI;
#define DIVISION(op, name, verb) case OP_##op: return OP_##op##I;
#define BITWISE(op, name, verb) case OP_##op: return OP_##op##I;
#include "num/arithmetic.def"
    default: return OPCODE_COUNT;
    }
}

// An operation on something and a small number; false: it is none.
static bool gen_with_number(struct gen *g, struct node *n, int to) {
    enum opcode op = op_with_number(n->op);
    if (op == OPCODE_COUNT) return false;
    int number = gen_is_small(n->items[1]) ? 1 : n->op == OP_MUL && gen_is_small(n->items[0]) ? 0 : -1;
    if (number < 0) return false;
    struct operand o;
    gen_operands(g, &n->items[1 - number], 1, to, &o);
    int reg = target_reg(g, to);
    emit(g, op, o.consume ? FLAG_B : 0, reg, o.reg, (int)int_of(n->items[number]->k));
    gen_deliver(g, reg, to);
    return true;
}

static void gen_op(struct gen *g, struct node *n, int to) {
    struct operand o[3];
    if (n->value == DOUBLE_VALUE && n->op != OP_AGET) {
        int raw = new_reg(g);
        gen_double(g, n, raw);
        if (to == TO_NOWHERE || g->unreachable) return;
        int boxed = target_reg(g, to);
        emit(g, OP_FBOX, 0, boxed, raw, 0);
        gen_deliver(g, boxed, to);
        return;
    }
    if (gen_with_number(g, n, to)) return;
    if (n->op == OP_APPEND) {
        gen_operands(g, n->items, 2, TO_NOWHERE, o);
        emit(g, OP_APPEND, (o[0].consume ? FLAG_A : 0) | (o[1].consume ? FLAG_B : 0), o[0].reg, o[1].reg, 0);
        gen_const(g, NIL, to);
        return;
    }
    if (n->op == OP_ASET && n->items[2]->value == DOUBLE_VALUE && to == TO_NOWHERE) {
        gen_set_double(g, n->items);
        return;
    }
    if (n->op == OP_ASET) {
        gen_operands(g, n->items, 3, TO_NOWHERE, o);
        // The value is the form's result too: it is set from a copy.
        const bool wanted = to != TO_NOWHERE, copied = wanted && !o[2].consume;
        if (wanted && o[2].consume) live_set(g, o[2].reg, true);
        emit(g, OP_ASET, (o[0].consume ? FLAG_A : 0) | (o[1].consume ? FLAG_B : 0) | (o[2].consume && !wanted ? FLAG_C : 0), o[0].reg,
             o[1].reg, o[2].reg);
        if (!wanted) return;
        int reg = copied ? target_reg(g, to) : o[2].reg;
        if (copied) emit(g, OP_MOVE, 0, reg, o[2].reg, 0);
        gen_deliver(g, reg, to);
        return;
    }
    if (n->op == OP_ASSOC || n->op == OP_ASSOCMUT) {
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
            if (map.consume) live_set(g, map.reg, false);
        } else {
            gen_expr(g, n->items[0], reg);
            gen_operands(g, n->items + 1, 2, TO_NOWHERE, o + 1);
            live_set(g, reg, false);
        }
        emit(g, n->op, operand_flags(o + 1, 2) | FLAG_A, reg, o[1].reg, o[2].reg);
        gen_deliver(g, reg, to);
        return;
    }
    gen_operands(g, n->items, n->n, to, o);
    int reg = target_reg(g, to), flags = operand_flags(o, n->n);
    int b = o[0].reg, c = n->n > 1 ? o[1].reg : 0;
    if (n->op == OP_ADDI || n->op == OP_ELEM || n->op == OP_PRIM) c = (int)n->number;
    if (n->op == OP_GETK) c = gen_site(g, n->k);
    if (n->op == OP_ADDI) {
        if (n->swapped) flags |= FLAG_C; // it was a subtraction
    } else if (n->swapped) {
        int swap = b;
        b = c;
        c = swap;
        flags = (flags & FLAG_B ? FLAG_C : 0) | (flags & FLAG_C ? FLAG_B : 0);
    }
    emit(g, n->op, flags, reg, b, c);
    gen_deliver(g, reg, to);
}

void gen_args(struct gen *g, struct node **items, int n, int first) {
    for (int i = 0; i < n && !g->failed; i++) {
        g->next_reg = first + i + 1;
        gen_reserve(g, g->next_reg);
        gen_expr(g, items[i], first + i);
    }
    g->next_reg = first + n;
    for (int i = 0; i < n && !g->failed; i++) live_set(g, first + i, false);
}

static void gen_call(struct gen *g, struct node *n, int to) {
    if (gen_lazy(g, n, to)) return;
    int w = window_at(g, to), nargs = n->n - 1, head = n->op;
    gen_reserve(g, w + FRAME_HEADER);
    if (head == OP_CALL || head == OP_APPLY || head == OP_CALLKW) {
        g->next_reg = w + 1;
        gen_expr(g, n->items[0], w);
    }
    int line = g->c->line, column = g->c->column;
    gen_args(g, n->items + 1, nargs, w + FRAME_HEADER);
    g->c->line = line, g->c->column = column;
    if (head == OP_CALL || head == OP_APPLY || head == OP_CALLKW) {
        live_set(g, w, false);
        emit(g, head, 0, w, 0, nargs);
    } else if (head == OP_CALLR) {
        struct node *f = n->items[0];
        if (f->last) live_set(g, f->local->reg, false);
        emit(g, head, f->last ? FLAG_B : 0, w, f->local->reg, nargs);
    } else {
        emit(g, head, 0, w, gen_constant(g, n->k), nargs);
    }
    gen_deliver(g, w, to);
}

static void gen_method(struct gen *g, struct node *n, int to) {
    int w = window_at(g, to);
    gen_reserve(g, w + FRAME_HEADER);
    gen_args(g, n->items, n->n, w + FRAME_HEADER);
    if (n->kwargs) emit(g, OP_METHODKW, 0, w, gen_constant(g, n->k), n->n);
    else emit(g, OP_METHOD, 0, w, gen_site(g, n->k), n->n);
    gen_deliver(g, w, to);
}

static void gen_literal(struct gen *g, struct node *n, enum opcode op, int to) {
    int w = window_at(g, to);
    gen_reserve(g, w + 1);
    gen_args(g, n->items, n->n, w);
    emit(g, op, 0, w, 0, n->n);
    gen_deliver(g, w, to);
}

static void gen_member(struct gen *g, struct node *n, int to) {
    struct operand o[2];
    bool indexed = n->op == OP_FIELD || n->op == OP_SETFIELD;
    int what = indexed ? (int)n->number : n->op == OP_GETATTR && n->type == N_MEMBER ? gen_site(g, n->k) : gen_constant(g, n->k);
    gen_operands(g, n->items, n->n, n->type == N_MEMBER ? to : TO_NOWHERE, o);
    if (n->type == N_SETMEMBER) {
        int value = o[1].reg;
        bool keep_value = to != TO_NOWHERE;
        // The value is the form's result too: it is set from a copy.
        if (keep_value && o[1].consume) live_set(g, value, true);
        emit(g, indexed ? OP_SETFIELD : OP_SETATTR, (o[0].consume ? FLAG_A : 0) | (o[1].consume && !keep_value ? FLAG_B : 0), o[0].reg,
             value, what);
        if (!keep_value) return;
        if (o[1].consume) { gen_deliver(g, value, to); return; }
        int reg = target_reg(g, to);
        emit(g, OP_MOVE, 0, reg, value, 0);
        gen_deliver(g, reg, to);
        return;
    }
    int reg = target_reg(g, to);
    emit(g, n->op, o[0].consume ? FLAG_B : 0, reg, o[0].reg, what);
    gen_deliver(g, reg, to);
}

static void gen_node(struct gen *g, struct node *n, int to) {
    switch ((enum node_type)n->type) {
    case N_CONST: gen_const(g, n->k, to); break;
    case N_LOCAL: gen_local(g, n, to); break;
    case N_VAR: {
        int reg = target_reg(g, to);
        emit(g, OP_GETVAR, 0, reg, gen_constant(g, n->k), 0);
        gen_deliver(g, reg, to);
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
        for (int i = 0; i < n->n && !g->unreachable; i++) gen_expr(g, n->items[i], i == n->n - 1 ? to : TO_NOWHERE);
        break;
    case N_LET: gen_bind_let(g, n, gen_expr, to); break;
    case N_LOOP: gen_loop(g, n, to); break;
    case N_RECUR: gen_recur(g, n); break;
    case N_FN: gen_fn(g, n, to); break;
    case N_EACH: gen_each(g, n, to); break;
    case N_YIELD: gen_yield(g, n, to); break;
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
void gen_expr(struct gen *g, struct node *n, int to) {
    if (g->failed || g->unreachable) return;
    int line = g->c->line, column = g->c->column, saved = g->next_reg;
    if (n->line) g->c->line = n->line, g->c->column = n->column;
    gen_node(g, n, to);
    g->c->line = line, g->c->column = column;
    g->next_reg = saved;
}
// --- methods --------------------------------------------------------------

// A field of the instance, in register 0, into a register of its own for the whole method.
static void load_field(struct gen *g, struct local *field, int index) {
    int reg = new_reg(g);
    emit(g, OP_FIELD, 0, reg, 0, index);
    gen_activate(g, field, reg);
    live_set(g, reg, true);
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
    struct ast_fn *fn = m->fn;
    int captures = 0;
    uint16_t *list = PyMem_Malloc((size_t)(fn->ncaptured + 1) * sizeof *list);
    if (!list) return (struct proto *)PyErr_NoMemory();
    int line = c->line, column = c->column;
    for (int i = 0; i < m->nparams + m->variadic; i++) {
        int reg = new_reg(&g);
        gen_activate(&g, m->params[i], reg);
        live_set(&g, reg, true);
    }
    for (int i = 0; i < fn->ncaptured && i < m->capture_size && !fn->class; i++) {
        if (!m->capture_locals[i]) continue;
        int reg = new_reg(&g);
        gen_activate(&g, m->capture_locals[i], reg);
        live_set(&g, reg, true);
        list[captures++] = (uint16_t)i;
    }
    if (m->self) {
        int reg = new_reg(&g);
        gen_activate(&g, m->self, reg);
        live_set(&g, reg, true);
    }
    emit_entry(&g);
    if (fn->class) load_fields(&g, m);
    drop_dead(&g, m->in);
    gen_expr(&g, m->body, TO_RETURN);
    struct proto *p = gen_finish(&g);
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

struct fndef *gen_proto(struct compiler *c, struct ast_fn *fn) {
    struct fndef *def = fndef_new(fn->full_name);
    if (!def) return NULL;
    def->ncaptures = (uint16_t)fn->ncaptured;
    for (int i = 0; i < fn->nmethods; i++) {
        struct proto *p = gen_method_proto(c, fn->methods[i]);
#if CLJSH_DEBUG
        if (p && proto_verify(p, PyUnicode_AsUTF8(fn->full_name)) < 0) Py_CLEAR(p);
#endif
        if (!p || fndef_add(def, p) < 0) {
            locate_error(c);
            Py_DECREF(def);
            return NULL;
        }
    }
    return def;
}
