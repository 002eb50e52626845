// SPDX-License-Identifier: MIT
/* Writing the instructions and tables of one method. */
#ifndef COMPILE_EMIT_H
#define COMPILE_EMIT_H

#include "compile/ast.h"

#define HOISTED_MAX 16
struct hoisted { double value; int reg; };     // a constant that lies in a register for the length of a loop

struct patches { uint32_t *at; int n, size; }; // jumps whose target is not known yet

struct gen {
    struct compiler *c;
    struct method *m;
    Instr *code;
    uint32_t ncode, code_size;
    Value *k;              // owned; moves into the proto
    uint32_t nk, k_size;
    uint16_t *sites;       // the constant of each
    uint32_t nsites, sites_size;
    struct line *lines;
    uint32_t nlines, lines_size;
    struct live_entry *live_table;
    uint8_t **live_maps;   // parallel to live_table: a byte per register, with its length
    uint32_t *live_lengths;
    uint32_t nlive, live_size;
    struct handler *handlers;
    uint8_t **handler_maps;
    uint32_t *handler_lengths;
    uint32_t nhandlers, handlers_size;

    uint8_t *live;         // per register: is a value owned there now?
    int live_size_regs, live_top; // above live_top nothing is owned
    int next_reg, max_reg; // the first free register; how many were used
    struct local **active; // locals in scope
    int nactive, active_size;
    struct hoisted hoisted[HOISTED_MAX];
    int nhoisted;
    uint32_t joined;       // the last label
    bool unreachable;      // the last instruction went elsewhere
    bool failed;
};

// The index of the instruction. Where nothing leads to, nothing is written, here and by emit_jump().
int emit(struct gen *g, enum opcode op, int flags, int a, int b, int c);
uint32_t emit_jump(struct gen *g, enum opcode op, int flags, int a, int b, struct patches *to);
uint32_t emit_label(struct gen *g); // the index of the next instruction, where something leads to or a range ends
void add_patch(struct gen *g, struct patches *to, uint32_t at); // an instruction that jumps there
void patch_here(struct gen *g, struct patches *p);
void emit_entry(struct gen *g);                       // notes what is owned when the method is entered
void emit_back(struct gen *g, uint32_t target);       // LOOP to an earlier instruction
int gen_constant(struct gen *g, Ref k);
int gen_site(struct gen *g, Ref k);                       // a new site for a constant: its number
int new_reg(struct gen *g);
void gen_reserve(struct gen *g, int registers);
void live_set(struct gen *g, int reg, bool on);
void add_handler(struct gen *g, uint32_t start, uint32_t end, uint32_t target, int exc_reg, const uint8_t *live, int length);
uint8_t *live_copy(struct gen *g, int *length);
void live_restore(struct gen *g, const uint8_t *copy, int length);
struct proto *gen_finish(struct gen *g);                  // the proto, or NULL; g is emptied
PyObject *param_vector(const struct method *m);      // the parameters' symbols with their metadata, & among them: new
void gen_free(struct gen *g);

#endif
