// SPDX-License-Identifier: MIT
#include "compile/emit.h"

#include "coll/vector.h"
#include "data/symbol.h"

// Makes room for one more element of a PyMem array.
#define GROW(g, array, n, size)                                             \
    ({                                                                      \
        bool fine_ = true;                                                  \
        if ((n) == (size)) {                                                \
            uint32_t bigger_ = (size) ? (uint32_t)(size) * 2 : 16;          \
            void *p_ = PyMem_Realloc((array), bigger_ * sizeof *(array));   \
            if (p_) { (array) = p_; (size) = bigger_; }                     \
            else { PyErr_NoMemory(); (g)->failed = true; fine_ = false; }   \
        }                                                                   \
        fine_;                                                              \
    })

void gen_reserve(struct gen *g, int registers) {
    if (registers > g->max_reg) g->max_reg = registers;
    if (registers > 30000) {
        if (!g->failed) compile_error(g->c, "This function needs too many registers: take it apart");
        g->failed = true;
        return;
    }
    if (registers <= g->live_size_regs) return;
    int size = g->live_size_regs ? g->live_size_regs : 32;
    while (size < registers) size *= 2;
    uint8_t *live = PyMem_Realloc(g->live, (size_t)size);
    if (!live) { PyErr_NoMemory(); g->failed = true; return; }
    memset(live + g->live_size_regs, 0, (size_t)(size - g->live_size_regs));
    g->live = live;
    g->live_size_regs = size;
}

int new_reg(struct gen *g) {
    int r = g->next_reg++;
    gen_reserve(g, g->next_reg);
    return r;
}

void live_set(struct gen *g, int reg, bool on) {
    gen_reserve(g, reg + 1);
    if (g->failed) return;
    g->live[reg] = on;
    if (on && reg >= g->live_top) g->live_top = reg + 1;
}

uint8_t *live_copy(struct gen *g, int *length) {
    int n = g->live_top;
    while (n > 0 && !g->live[n - 1]) n--;
    *length = g->live_top = n;
    uint8_t *copy = ast_alloc(g->c, (size_t)n + 1);
    if (!copy) { g->failed = true; return NULL; }
    if (n) memcpy(copy, g->live, (size_t)n);
    return copy;
}

void live_restore(struct gen *g, const uint8_t *copy, int length) {
    if (g->failed) return;
    if (g->live) memset(g->live, 0, (size_t)g->live_top);
    g->live_top = length;
    if (length) memcpy(g->live, copy, (size_t)length);
}

// Notes what is owned should the instruction just written fail.
static void note_live(struct gen *g) {
    int length;
    uint8_t *map = live_copy(g, &length);
    if (!map) return;
    if (g->nlive && g->live_lengths[g->nlive - 1] == (uint32_t)length &&
        memcmp(g->live_maps[g->nlive - 1], map, (size_t)length) == 0)
        return;
    uint32_t maps_size = g->live_size, lengths_size = g->live_size;
    if (!GROW(g, g->live_maps, g->nlive, maps_size) || !GROW(g, g->live_lengths, g->nlive, lengths_size) ||
        !GROW(g, g->live_table, g->nlive, g->live_size))
        return;
    g->live_table[g->nlive] = (struct live_entry){g->ncode, 0};
    g->live_maps[g->nlive] = map;
    g->live_lengths[g->nlive++] = (uint32_t)length;
}

void emit_entry(struct gen *g) { note_live(g); }

static int put(struct gen *g, Instr i) {
    if (g->ncode == g->code_size) {
        uint32_t size = g->code_size ? g->code_size * 2 : 64;
        Instr *code = PyMem_Realloc(g->code, size * sizeof *code);
        if (!code) { PyErr_NoMemory(); g->failed = true; return 0; }
        g->code = code;
        g->code_size = size;
    }
    g->code[g->ncode] = i;
    return (int)g->ncode++;
}

uint32_t emit_label(struct gen *g) { return g->joined = g->ncode; }

// Two or three instructions in a row that only move or drop are one: the last instruction of the code takes this one in.
static bool fused(struct gen *g, enum opcode op, int flags, int a, int b) {
    if (!g->ncode || g->joined == g->ncode) return false;
    Instr *last = &g->code[g->ncode - 1];
    if (op == OP_DROP && I_OP(*last) == OP_DROP) *last = INSTR(OP_DROP2, 0, I_A(*last), a, 0);
    else if (op == OP_DROP && I_OP(*last) == OP_DROP2) *last = INSTR(OP_DROP3, 0, I_A(*last), I_B(*last), a);
    else if (op == OP_MOVE && I_OP(*last) == OP_MOVE && a == I_A(*last) + 1 && b != I_A(*last))
        *last = INSTR(OP_MOVE2, (I_FLAGS(*last) & FLAG_B) | (flags & FLAG_B ? FLAG_C : 0), I_A(*last), I_B(*last), b);
    else return false;
    return true;
}

int emit(struct gen *g, enum opcode op, int flags, int a, int b, int c) {
    if (g->failed || g->unreachable) return 0;
    if ((op == OP_MOVE || op == OP_DROP) && fused(g, op, flags, a, b)) return (int)g->ncode - 1;
    struct line *last = g->nlines ? &g->lines[g->nlines - 1] : NULL;
    if (g->c->line && (!last || last->line != g->c->line || last->column != g->c->column)) {
        if (!GROW(g, g->lines, g->nlines, g->lines_size)) return 0;
        g->lines[g->nlines++] = (struct line){g->ncode, g->c->line, g->c->column};
    }
    int at = put(g, INSTR(op, flags, a, b, c));
    if (op_can_fail(op)) note_live(g);
    return at;
}

void add_patch(struct gen *g, struct patches *to, uint32_t at) {
    if (to->n == to->size) {
        int size = to->size ? to->size * 2 : 4;
        uint32_t *list = ast_alloc(g->c, (size_t)size * sizeof *list);
        if (!list) { g->failed = true; return; }
        if (to->n) memcpy(list, to->at, (size_t)to->n * sizeof *list);
        to->at = list;
        to->size = size;
    }
    to->at[to->n++] = at;
}

uint32_t emit_jump(struct gen *g, enum opcode op, int flags, int a, int b, struct patches *to) {
    if (g->unreachable) return 0; // else the target would be taken for reached, with the wrong registers
    uint32_t at = (uint32_t)emit(g, op, flags, a, b, 0);
    add_patch(g, to, at);
    return at;
}

void patch_here(struct gen *g, struct patches *p) {
    for (int i = 0; i < p->n && !g->failed; i++) {
        Instr *instr = &g->code[p->at[i]];
        int64_t distance = (int64_t)g->ncode - p->at[i] - 1;
        if (I_OP(*instr) == OP_JMP) {
            *instr = (*instr & 0xffffffffULL) | (Instr)(uint32_t)distance << 32;
        } else if (distance > INT16_MAX) {
            compile_error(g->c, "This function is too large: take it apart");
            g->failed = true;
        } else {
            *instr = (*instr & 0xffffffffffffULL) | (Instr)(uint16_t)distance << 48;
        }
    }
    if (p->n) {
        g->unreachable = false;
        emit_label(g);
    }
    p->n = 0;
}

/* What compares as the jump at the beginning of a loop does, and goes back: to behind that jump where it goes on when its
 * condition holds, to its target where it does not.  Both are right; the branch that recurs is the one it will be. */
static Instr comparing_back(Instr head, bool holds) {
    const int a = I_A(head), b = I_B(head);
    switch (I_OP(head)) {
    case OP_JNLT: return holds ? INSTR(OP_LOOPLT, 0, a, b, 0) : INSTR(OP_LOOPLE, 0, b, a, 0);
    case OP_JNLE: return holds ? INSTR(OP_LOOPLE, 0, a, b, 0) : INSTR(OP_LOOPLT, 0, b, a, 0);
    case OP_JNLTI: return INSTR(holds ? OP_LOOPLTI : OP_LOOPGEI, 0, a, b, 0);
    case OP_JNLEI: return INSTR(holds ? OP_LOOPLEI : OP_LOOPGTI, 0, a, b, 0);
    case OP_JNGTI: return INSTR(holds ? OP_LOOPGTI : OP_LOOPLEI, 0, a, b, 0);
    case OP_JNGEI: return INSTR(holds ? OP_LOOPGEI : OP_LOOPLTI, 0, a, b, 0);
    case OP_JNEQ:
    case OP_JNNUMEQ: return holds ? 0 : INSTR(OP_LOOPNE, 0, a, b, 0);
    case OP_JNEQI:
    case OP_JNNUMEQI: return holds ? 0 : INSTR(OP_LOOPNEI, 0, a, b, 0);
    default: return 0;
    }
}

void emit_back(struct gen *g, uint32_t target) {
    if (g->failed) return;
    // Where a loop begins with a comparison, the jump back compares by itself (LOOPLT).
    Instr head = target < g->ncode ? g->code[target] : 0; // a loop may be empty
    const bool holds = I_SC(head) == 0; // else its target is known already, so that this is behind it
    Instr compares = comparing_back(head, holds);
    enum opcode fused = compares ? I_OP(compares) : OPCODE_COUNT;
    int64_t back = (int64_t)target - g->ncode + I_SC(head);
    if (fused != OPCODE_COUNT && I_FLAGS(head) == 0 && back > INT16_MIN) {
        // Where the instruction before has counted the left one up by 1, one instruction does all (INCLT).
        Instr last = g->code[g->ncode - 1];
        if (fused == OP_LOOPLT && holds && !g->unreachable && g->ncode - 1 > target && g->joined != g->ncode && I_A(head) != I_B(head) &&
            last == INSTR(OP_ADDI, FLAG_B, I_A(head), I_A(head), 1)) {
            g->ncode--;
            live_set(g, I_A(head), false);
            emit(g, OP_INCLT, 0, I_A(head), I_B(head), (int)back + 1);
            live_set(g, I_A(head), true);
        } else {
            emit(g, fused, 0, I_A(compares), I_B(compares), (int)back);
        }
    }
    uint32_t at = (uint32_t)emit(g, OP_LOOP, 0, 0, 0, 0);
    if (g->failed || g->unreachable) return;
    int64_t distance = (int64_t)target - at - 1;
    g->code[at] = (g->code[at] & 0xffffffffULL) | (Instr)(uint32_t)distance << 32;
}

int gen_constant(struct gen *g, Ref k) {
    if (g->failed) return 0;
    // Small tables: a look through the words is quicker than a dict.
    for (uint32_t i = g->nk > 64 ? g->nk - 64 : 0; i < g->nk; i++)
        if (g->k[i].w == k.w) return (int)i;
    if (g->nk == UINT16_MAX) {
        compile_error(g->c, "This function has too many constants: take it apart");
        g->failed = true;
        return 0;
    }
    if (g->nk == g->k_size) {
        uint32_t size = g->k_size ? g->k_size * 2 : 8;
        Value *list = PyMem_Realloc(g->k, size * sizeof *list);
        if (!list) { PyErr_NoMemory(); g->failed = true; return 0; }
        g->k = list;
        g->k_size = size;
    }
    g->k[g->nk] = keep(k);
    return (int)g->nk++;
}

int gen_site(struct gen *g, Ref k) {
    int index = gen_constant(g, k);
    if (g->failed) return 0;
    if (g->nsites == SITES_MAX) { // the last one of that constant has to do for all that follow
        for (uint32_t i = g->nsites; i-- > 0;)
            if (g->sites[i] == index) return -(int)i - 1;
        compile_error(g->c, "This function looks up too many names: take it apart");
        g->failed = true;
        return 0;
    }
    if (!GROW(g, g->sites, g->nsites, g->sites_size)) return 0;
    g->sites[g->nsites++] = (uint16_t)index;
    return -(int)g->nsites;
}

void add_handler(struct gen *g, uint32_t start, uint32_t end, uint32_t target, int exc_reg, const uint8_t *live, int length) {
    if (g->failed || start == end) return;
    uint32_t maps_size = g->handlers_size, lengths_size = g->handlers_size;
    if (!GROW(g, g->handler_maps, g->nhandlers, maps_size) || !GROW(g, g->handler_lengths, g->nhandlers, lengths_size) ||
        !GROW(g, g->handlers, g->nhandlers, g->handlers_size))
        return;
    g->handlers[g->nhandlers] =
        (struct handler){.start = start, .end = end, .target = target, .exc_reg = (uint16_t)exc_reg};
    g->handler_maps[g->nhandlers] = (uint8_t *)live;
    g->handler_lengths[g->nhandlers++] = (uint32_t)length;
}

static void set_bits(uint64_t *bits, const uint8_t *map, uint32_t length) {
    for (uint32_t r = 0; r < length; r++)
        if (map[r]) bits[r / 64] |= 1ULL << (r % 64);
}

struct proto *gen_finish(struct gen *g) {
    struct proto *p = g->failed ? NULL : proto_new();
    if (!p) return NULL;
    if (proto_room(p, g->nk, g->nsites) < 0) { Py_DECREF(p); return NULL; }
    uint32_t words = (uint32_t)(g->max_reg + 63) / 64, sets = g->nlive + g->nhandlers;
    if (!words) words = 1;
    p->live_bits = PyMem_Calloc((size_t)sets * words + 1, 8);
    if (!p->live_bits) { Py_DECREF(p); PyErr_NoMemory(); return NULL; }
    p->live_words = words;
    for (uint32_t i = 0; i < g->nlive; i++) {
        set_bits(p->live_bits + (size_t)i * words, g->live_maps[i], g->live_lengths[i]);
        g->live_table[i].bits = i;
    }
    for (uint32_t i = 0; i < g->nhandlers; i++) {
        set_bits(p->live_bits + (size_t)(g->nlive + i) * words, g->handler_maps[i], g->handler_lengths[i]);
        g->handlers[i].live = g->nlive + i;
    }
    Instr *fitted = PyMem_Realloc(g->code, g->ncode * sizeof(Instr));
    p->code = fitted ? fitted : g->code;
    if (g->nk) memcpy(p->k, g->k, g->nk * sizeof *p->k);
    for (uint32_t i = 0; i < g->nsites; i++) proto_site(p, -(int64_t)i - 1)->k = ref(p->k[g->sites[i]]);
    p->lines = g->lines;
    p->live = g->live_table;
    p->handlers = g->handlers;
    p->ncode = g->ncode;
    p->nk = g->nk;
    p->nlines = g->nlines;
    p->nlive = g->nlive;
    p->nhandlers = g->nhandlers;
    p->nregs = (uint16_t)g->max_reg;
    g->code = NULL;
    g->nk = 0; // they are the proto's
    g->lines = NULL;
    g->live_table = NULL;
    g->handlers = NULL;
    return p;
}

PyObject *param_vector(const struct method *m) {
    SCOPED Value all = vec_empty(), rest = m->variadic ? symbol_parse("&") : nil_value();
    for (int i = 0; i < m->nparams + m->variadic && ok(all) && ok(rest); i++) {
        if (i == m->nparams) all = vec_conj(all, ref(rest));
        if (ok(all)) all = vec_conj(all, m->params[i]->name);
    }
    return ok(all) && ok(rest) ? py_of(ref(all)) : NULL;
}

void gen_free(struct gen *g) {
    for (uint32_t i = 0; i < g->nk; i++) drop(g->k[i]);
    PyMem_Free(g->k);
    PyMem_Free(g->sites);
    PyMem_Free(g->code);
    PyMem_Free(g->lines);
    PyMem_Free(g->live_table);
    PyMem_Free(g->live_maps);
    PyMem_Free(g->live_lengths);
    PyMem_Free(g->handlers);
    PyMem_Free(g->handler_maps);
    PyMem_Free(g->handler_lengths);
    PyMem_Free(g->live);
    PyMem_Free(g->active);
}
