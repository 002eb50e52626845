// SPDX-License-Identifier: MIT
#include "vm/verify.h"

#include "vm/each.h"
#include "vm/switch.h"
#include "vm/vm.h"

struct check {
    const struct proto *p;
    const char *name;
    uint8_t **at;         // per instruction: a byte per register, or NULL when not reached yet
    uint32_t *todo, ntodo;
    bool failed;
};

static void complain(struct check *c, uint32_t at, const char *what, unsigned reg) {
    if (!c->failed)
        PyErr_Format(PyExc_SystemError, "%s: instruction %u (%s): %s r%u", c->name, at, opcode_info[I_OP(c->p->code[at])].name, what, reg);
    c->failed = true;
}

// A path arrives at an instruction with a set.
static void arrive(struct check *c, uint32_t from, int64_t target, const uint8_t *set) {
    uint16_t n = c->p->nregs;
    if (c->failed) return;
    if (target < 0 || target >= c->p->ncode) { complain(c, from, "jumps out of the code", 0); return; }
    uint8_t *there = c->at[target];
    if (!there) {
        c->at[target] = there = PyMem_Malloc((size_t)n + 1);
        if (!there) { PyErr_NoMemory(); c->failed = true; return; }
        memcpy(there, set, n);
        c->todo[c->ntodo++] = (uint32_t)target;
        return;
    }
    for (unsigned r = 0; r < n; r++)
        if (there[r] != set[r]) complain(c, from, set[r] ? "another path does not own" : "another path owns", r);
}

static bool bit(const uint64_t *bits, unsigned r) { return bits[r / 64] >> (r % 64) & 1; }

static void consume(struct check *c, uint32_t at, uint8_t *set, unsigned r) {
    if (r >= c->p->nregs || !set[r]) complain(c, at, "consumes nothing in", r);
    else set[r] = 0;
}

static void need(struct check *c, uint32_t at, const uint8_t *set, unsigned r) {
    if (r >= c->p->nregs || !set[r]) complain(c, at, "reads nothing in", r);
}

// What the instruction reads and consumes; the set is what it owns should it fail.
static void take_operands(struct check *c, uint32_t at, Instr i, uint8_t *set) {
    const struct opcode_info *info = &opcode_info[I_OP(i)];
    for (int o = 0; o < 3; o++)
        if (strchr("RBM", info->kind[o])) need(c, at, set, instr_operand(i, o));
    for (int o = 0; o < 3; o++) {
        char kind = info->kind[o];
        unsigned reg = instr_operand(i, o);
        if (kind == 'X' || kind == 'M' || (kind == 'R' && I_FLAGS(i) & operand_flag(o))) consume(c, at, set, reg);
        if ((kind == 'F' && set[reg]) || (kind == 'D' && (set[reg] || set[reg + 1]))) complain(c, at, "takes a value for a raw double in", reg);
    }
    unsigned first = I_A(i), n = (unsigned)I_C(i);
    if (info->kind[0] == 'L') {
        for (unsigned j = 0; j < n; j++) consume(c, at, set, first + FRAME_HEADER + j);
        if (info->kind[1] == '_') consume(c, at, set, first); // the function itself
    } else if (info->kind[0] == 'V') {
        for (unsigned j = 0; j < n; j++) consume(c, at, set, first + j);
    }
}

// A walk through a chunk: EACH needs what lies below its window; a reduction's
// call takes what is gathered.
static void take_walk(struct check *c, uint32_t at, Instr i, uint8_t *set) {
    unsigned window = I_A(i);
    bool reduces = I_B(i) == EACH_REDUCE, collects = I_OP(i) == OP_COLLECT;
    if (window < 4) { complain(c, at, "has no room below", window); return; }
    for (int r = EACH_FN; r <= EACH_INDEX; r++) need(c, at, set, window + (unsigned)r);
    if (collects) consume(c, at, set, window);
    if (!reduces) need(c, at, set, window + (unsigned)EACH_INTO);
    else if (!collects) consume(c, at, set, window + (unsigned)EACH_INTO);
}

static void go_on_walking(struct check *c, uint32_t at, uint32_t next, uint8_t *set) {
    Instr i = c->p->code[at];
    unsigned window = I_A(i);
    if (I_OP(i) == OP_EACH) {
        set[window] = 1;
        arrive(c, at, next, set);
        set[window] = 0;
        for (int r = EACH_FN; r <= EACH_INDEX; r++) set[window + (unsigned)r] = 0;
    }
    set[window + (unsigned)EACH_INTO] = 1;
    arrive(c, at, next + I_SC(i), set);
}

static void check_tables(struct check *c, uint32_t at, uint32_t next, const uint8_t *set) {
    const struct proto *p = c->p;
    const uint64_t *live = proto_live(p, next);
    for (unsigned r = 0; r < p->nregs && !c->failed; r++) {
        bool told = live && bit(live, r);
        if (told != (bool)set[r]) complain(c, at, told ? "the table owns" : "the table forgets", r);
    }
    for (uint32_t h = 0; h < p->nhandlers; h++) {
        const struct handler *handler = &p->handlers[h];
        if (next - 1 < handler->start || next - 1 >= handler->end) continue;
        const uint64_t *wanted = p->live_bits + (size_t)handler->live * p->live_words;
        uint8_t *entry = PyMem_Calloc((size_t)p->nregs + 1, 1);
        if (!entry) { PyErr_NoMemory(); c->failed = true; return; }
        for (unsigned r = 0; r < p->nregs; r++) {
            entry[r] = bit(wanted, r);
            if (entry[r] && !set[r]) complain(c, at, "the handler wants", r);
        }
        entry[handler->exc_reg] = 1;
        arrive(c, at, handler->target, entry);
        PyMem_Free(entry);
        return; // the first one that covers the place is the one taken
    }
}

static void step(struct check *c, uint32_t at) {
    const struct proto *p = c->p;
    Instr i = p->code[at];
    enum opcode op = I_OP(i);
    const struct opcode_info *info = &opcode_info[op];
    uint32_t next = at + 1;
    uint8_t *set = PyMem_Malloc((size_t)p->nregs + 1);
    if (!set) { PyErr_NoMemory(); c->failed = true; return; }
    memcpy(set, c->at[at], p->nregs);
    if (info->kind[0] == 'E') take_walk(c, at, i, set);
    else take_operands(c, at, i, set);
    if (op_can_fail(op) && !c->failed) check_tables(c, at, next, set);
    unsigned a = I_A(i);
    if (info->kind[0] == 'E') {
        if (!c->failed) go_on_walking(c, at, next, set);
        PyMem_Free(set);
        return;
    }
    if (strchr("WMLV", info->kind[0]) && !c->failed) {
        if (set[a]) complain(c, at, "writes over", a);
        else set[a] = 1;
    }
    if (info->kind[0] == 'Y' && !c->failed) {
        if (set[a] || set[a + 1]) complain(c, at, "writes over", a + !set[a]);
        else set[a] = set[a + 1] = 1;
    }
    if (info->kind[0] == 'G' && set[a]) complain(c, at, "writes a raw double over", a);
    if (op_returns(op))
        for (unsigned r = 0; r < p->nregs; r++)
            if (set[r]) complain(c, at, "leaves behind", r);
    if (info->constant == CONSTANT_TABLE) {
        struct map_cursor state = {0};
        for (int64_t jump; (jump = switch_each(ref(p->k[I_B(i)]), &state)) >= 0;) arrive(c, at, next + jump, set);
    }
    for (int o = 1; o < 3; o++)
        if (info->kind[o] == 'J') arrive(c, at, next + jump_distance(i, o), set);
    if (!(info->effects & ENDS)) arrive(c, at, next, set);
    PyMem_Free(set);
}

int proto_verify(const struct proto *p, const char *name) {
    if (p->flags & PROTO_NATIVE) return 0;
    struct check c = {.p = p, .name = name};
    c.at = PyMem_Calloc(p->ncode + 1, sizeof *c.at);
    c.todo = PyMem_Calloc(p->ncode + 1, sizeof *c.todo);
    uint8_t *entry = PyMem_Calloc((size_t)p->nregs + 1, 1);
    if (!c.at || !c.todo || !entry) { c.failed = true; PyErr_NoMemory(); goto done; }
    unsigned given = p->nargs + (p->flags & PROTO_VARIADIC ? 1u : 0u) + p->ncaptures + (p->flags & PROTO_SELF ? 1u : 0u);
    memset(entry, 1, given);
    const uint64_t *live = proto_live(p, 0);
    for (unsigned r = 0; r < p->nregs; r++)
        if ((live && bit(live, r)) != (r < given)) complain(&c, 0, "the table at entry is wrong about", r);
    arrive(&c, 0, 0, entry);
    while (c.ntodo && !c.failed) step(&c, c.todo[--c.ntodo]);
done:
    for (uint32_t i = 0; c.at && i < p->ncode; i++) PyMem_Free(c.at[i]);
    PyMem_Free(c.at);
    PyMem_Free(c.todo);
    PyMem_Free(entry);
    return c.failed ? -1 : 0;
}
