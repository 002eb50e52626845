// SPDX-License-Identifier: MIT
/* The disassembler: a function's code as text, one line per instruction, made
 * from opcodes.def like everything that knows instructions. */
#include "base/error.h"
#include "base/prim.h"
#include "data/str.h"
#include "read/print.h"
#include "vm/vm.h"

static int constant_text(struct strbuf *out, Ref k) {
    SCOPED_PY PyObject *text = print_str(k, true);
    if (!text) return -1;
    strbuf_puts(out, " <");
    if (PyUnicode_GET_LENGTH(text) > 40) {
        SCOPED_PY PyObject *head = PyUnicode_Substring(text, 0, 40);
        if (!head || strbuf_str(out, head) < 0) return -1;
        strbuf_puts(out, "…");
    } else if (strbuf_str(out, text) < 0) {
        return -1;
    }
    strbuf_putc(out, '>');
    return 0;
}

static int operand(struct strbuf *out, const struct proto *p, Instr i, char kind, int which, unsigned at) {
    unsigned value = instr_operand(i, which), flag = operand_flag(which);
    switch (kind) {
    case 'W': case 'Y': case 'B': case 'M': case 'L': case 'V': case 'E': strbuf_printf(out, " r%u", value); return 0;
    case 'G': case 'F': case 'D': strbuf_printf(out, " d%u", value); return 0;
    case 'R': strbuf_printf(out, " %sr%u", I_FLAGS(i) & flag ? "~" : "", value); return 0; // ~: consumed
    case 'X': strbuf_printf(out, " ~r%u", value); return 0;
    case 'K': return value < p->nk ? constant_text(out, ref(p->k[value])) : 0;
    case 'S': return constant_text(out, proto_site(p, (int16_t)value)->k);
    case 'I': strbuf_printf(out, " %d", (int16_t)value); return 0;
    case 'N': strbuf_printf(out, " %u", value); return 0;
    case 'J': strbuf_printf(out, " ->%lld", (long long)at + 1 + jump_distance(i, which)); return 0;
    default: return 0;
    }
}

static int proto_text(struct strbuf *out, const struct proto *p) {
    strbuf_printf(out, "  %u parameter%s%s, %u registers\n", p->nargs, p->nargs == 1 ? "" : "s",
                  p->flags & PROTO_VARIADIC ? " and more" : "", p->nregs);
    if (p->flags & PROTO_NATIVE) {
        strbuf_puts(out, "  primitive\n");
        return 0;
    }
    for (uint32_t at = 0; at < p->ncode; at++) {
        Instr i = p->code[at];
        const struct opcode_info *info = &opcode_info[I_OP(i)];
        const struct line *line = proto_line(p, at + 1);
        strbuf_printf(out, "  %4u %4d  %-10s", at, line ? line->line : 0, info->name);
        for (int which = 0; which < 3; which++)
            if (operand(out, p, i, info->kind[which], which, at) < 0) return -1;
        strbuf_putc(out, '\n');
    }
    for (uint32_t h = 0; h < p->nhandlers; h++)
        strbuf_printf(out, "  handler %u..%u -> %u, exception in r%u\n", p->handlers[h].start, p->handlers[h].end,
                      p->handlers[h].target, p->handlers[h].exc_reg);
    return 0;
}

// Its arities, then the functions that it makes.
static int def_text(struct strbuf *out, struct fndef *def) {
    if (fndef_ready(def) < 0 || strbuf_str(out, def->name) < 0) return -1;
    strbuf_putc(out, '\n');
    const struct proto *last = NULL;
    for (int i = 0; i < MAX_FIXED + 2; i++) {
        if (!def->arity[i] || def->arity[i] == last) continue;
        last = def->arity[i];
        if (proto_text(out, last) < 0) return -1;
    }
    last = NULL;
    for (int i = 0; i < MAX_FIXED + 2; i++) {
        if (!def->arity[i] || def->arity[i] == last) continue;
        last = def->arity[i];
        for (uint32_t j = 0; j < last->nk; j++) {
            PyObject *k = W_IS_OBJ(last->k[j].w) ? (PyObject *)last->k[j].w : NULL;
            if (k && Py_TYPE(k) == &fndef_type && def_text(out, (struct fndef *)k) < 0) return -1;
        }
    }
    return 0;
}

PRIM(vm_disassemble, "cljsh.vm", "disassemble", "[f]",
     "Returns the code of a function, and of those that it makes, as text, an instruction a line.\n"
     "The columns are address, source line, instruction, operands; ~ marks a register that is consumed.")
{
    if (!is_fn(a[0])) return err_arg("disassemble needs a function of Clojure, not %s", err_type_name(a[0]));
    struct strbuf out = STRBUF_INIT;
    if (def_text(&out, fn_of(a[0])->def) < 0) { strbuf_free(&out); return ERR; }
    return adopt(strbuf_finish(&out));
}
