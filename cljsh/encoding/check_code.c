// SPDX-License-Identifier: MIT
/* Is decoded code sound?  opcodes.def says where an operand must lie and what
 * a constant must be; what is left to know of single instructions is in
 * check_instruction().  An operand of an unknown kind is refused, so that a
 * new one cannot slip through (encoding checks too: code with it is then not
 * cached).
 */
#include "num/math.h"
#include "data/str.h"
#include "data/symbol.h"
#include "encoding/encoding.h"
#include "vm/borrowing.h"
#include "vm/each.h"
#include "vm/switch.h"
#include "vm/vm.h"

static bool is_constant(Ref k, enum op_constant type) {
    switch (type) {
    case CONSTANT_ANY: return true;
    case CONSTANT_VAR: return is_var(k);
    case CONSTANT_FN: return is_fn(k);
    case CONSTANT_FNDEF: return is_type(k, &fndef_type);
    case CONSTANT_NAME: return is_str(k);
    case CONSTANT_TABLE: return is_type(k, &switch_type);
    case CONSTANT_DOUBLE: return is_double(k);
    case CONSTANT__: break;
    }
    return false;
}

struct place { const struct proto *p; uint32_t at; };

static COLD int refuse(const struct place *w, const char *what) {
    bad_code("instruction %u: %s", w->at, what);
    return -1;
}

static int check_target(const struct place *w, int64_t target) {
    if (target >= 0 && target < w->p->ncode) return 0;
    return refuse(w, "a jump leads nowhere");
}

static int check_type(const struct place *w, enum opcode op, Ref k) {
    if (is_constant(k, opcode_info[op].constant)) return 0;
    return refuse(w, "a constant is of another type than the instruction needs");
}

// A window of registers from A on.
static int check_window(const struct place *w, char kind, Instr i) {
    unsigned first = I_A(i), n = (unsigned)I_C(i);
    if (kind == 'E') { // it takes what lies below, too, and has two arguments at most
        if (first < 4 || I_B(i) > EACH_REDUCE) return refuse(w, "a walk has no room");
        n = 2;
    }
    unsigned end = first + n + (kind == 'V' ? 0 : FRAME_HEADER);
    if (end > w->p->nregs || first >= w->p->nregs) return refuse(w, "a window is out of bounds");
    return 0;
}

static int check_number(const struct place *w, char rule, unsigned n) {
    switch (rule) {
    case '1': case '2': return n < (unsigned)(rule - '0') ? refuse(w, "an argument is missing") : 0;
    case 'P': return n % 2 ? refuse(w, "a key has no value") : 0;
    case 'U': return n >= MATH_UNARY_COUNT ? refuse(w, "there is no such function") : 0;
    case 'B': return n >= MATH_BINARY_COUNT ? refuse(w, "there is no such function") : 0;
    case 'O': return n >= BORROWING_COUNT ? refuse(w, "there is no such primitive") : 0;
    default: return 0;
    }
}

static int check_operand(const struct place *w, char kind, int which, Instr i) {
    unsigned value = instr_operand(i, which);
    switch (kind) {
    case '_': case 'I': return 0;
    case 'N': return which == 2 ? check_number(w, opcode_info[I_OP(i)].number, value) : 0;
    case 'W': case 'M': case 'R': case 'B': case 'X': case 'F': case 'G':
        return value < w->p->nregs ? 0 : refuse(w, "a register is out of bounds");
    case 'D': case 'Y': return value + 1u < w->p->nregs ? 0 : refuse(w, "a register is out of bounds");
    case 'L': case 'V': case 'E': return which ? refuse(w, "a window begins elsewhere") : check_window(w, kind, i);
    case 'K': return value < w->p->nk ? check_type(w, I_OP(i), ref(w->p->k[value])) : refuse(w, "there is no such constant");
    case 'S': {
        int16_t number = (int16_t)value;
        if (number >= 0 || -number > (int64_t)w->p->nsites) return refuse(w, "there is no such site");
        return check_type(w, I_OP(i), proto_site(w->p, number)->k);
    }
    case 'J': return check_target(w, (int64_t)w->at + 1 + jump_distance(i, which));
    default: return refuse(w, "an operand is of an unknown kind");
    }
}

static int check_instruction(const struct place *w, Instr i) {
    const struct opcode_info *info = &opcode_info[I_OP(i)];
    if (info->effects & INTERNAL) return refuse(w, "it is of the interpreter's own");
    if (info->effects & GENERATOR && !(w->p->flags & (PROTO_YIELDS | PROTO_ASYNC))) return refuse(w, "it is for generators");
    for (int which = 0; which < 3; which++)
        if (check_operand(w, info->kind[which], which, i) < 0) return -1;
    if (info->constant == CONSTANT_FNDEF && ((struct fndef *)obj(ref(w->p->k[I_B(i)])))->ncaptures != I_C(i)) return refuse(w, "a function closes over another number of values");
    if (info->constant == CONSTANT_TABLE) {
        struct map_cursor state = {0};
        for (int64_t jump; (jump = switch_each(ref(w->p->k[I_B(i)]), &state)) >= 0;)
            if (check_target(w, (int64_t)w->at + 1 + jump) < 0) return -1;
    }
    return 0;
}

int check_code_head(const struct proto *p, unsigned captures) {
    if (p->flags & ~(PROTO_FLAGS | PROTO_LAZY)) return (bad_code("a function is of an unknown kind"), -1);
    unsigned given = p->nargs + !!(p->flags & PROTO_VARIADIC) + p->ncaptures + !!(p->flags & PROTO_SELF);
    if (p->nargs > MAX_FIXED || given > p->nregs) return (bad_code("a function has too few registers"), -1);
    if (!(p->flags & PROTO_CAPTURES) != !p->ncaptures) return (bad_code("a function is unsure whether it closes over values"), -1);
    for (unsigned i = 0; i < p->ncaptures; i++)
        if (p->captures[i] >= captures) return (bad_code("a function closes over too much"), -1);
    return 0;
}

static int check_tables(const struct proto *p) {
    for (uint32_t i = 0; i < p->nhandlers; i++) {
        const struct handler *h = &p->handlers[i];
        if (h->start >= h->end || h->end > p->ncode || h->target >= p->ncode || h->exc_reg >= p->nregs)
            return (bad_code("a handler is out of bounds"), -1);
    }
    return 0;
}

int check_code_proto(const struct proto *p, unsigned captures) {
    if (!p->ncode) return (bad_code("a function has no code"), -1);
    if (check_code_head(p, captures) < 0) return -1;
    struct place w = {p, 0};
    for (; w.at < p->ncode; w.at++)
        if (I_OP(p->code[w.at]) >= OPCODE_COUNT) return refuse(&w, "there is no such instruction");
    for (w.at = 0; w.at < p->ncode; w.at++)
        if (check_instruction(&w, p->code[w.at]) < 0) return -1;
    w.at = p->ncode - 1;
    if (!(opcode_info[I_OP(p->code[w.at])].effects & ENDS)) return refuse(&w, "control leaves the code");
    return check_tables(p);
}
