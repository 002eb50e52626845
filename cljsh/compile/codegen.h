// SPDX-License-Identifier: MIT
/* What the parts of the code generator share.
 *
 *   codegen.c        names, constants, calls, members; the methods of a function
 *   gen_control.c    branches, loops, exceptions, yielding
 *   gen_tests.c      conditions: jumps instead of values
 *   gen_doubles.c    arithmetic on raw doubles
 *   gen_functions.c  functions and classes made inside of a method
 *
 * Code is generated towards a destination: into a register, for effect only,
 * or as the result of the method.  Registers are a stack: locals and
 * temporaries take the next free one and give it back at the end of their
 * scope.  g->live says for each register whether a value is owned there; the
 * same picture, written down for every instruction that can fail, is what
 * unwinding goes by.
 */
#ifndef COMPILE_CODEGEN_H
#define COMPILE_CODEGEN_H

#include "compile/emit.h"
#include "vm/vm.h"

// Where a value goes: a register, or one of these.
#define TO_NOWHERE -1
#define TO_RETURN -2

struct operand { int reg; bool consume; };

// codegen.c
void gen_expr(struct gen *g, struct node *n, int to);
bool gen_is_small(struct node *n); // a constant that has room in an instruction
void gen_const(struct gen *g, Ref k, int to);
void gen_args(struct gen *g, struct node **items, int n, int first); // into a row of registers, which a window takes
// Evaluates what is no local into registers; locals stay where they are.
void gen_operands(struct gen *g, struct node **items, int n, int to, struct operand *out);
void gen_activate(struct gen *g, struct local *l, int reg);
bool in_set(LiveSet s, struct local *l);
void emit_drop(struct gen *g, int reg);
void drop_dead(struct gen *g, LiveSet wanted);         // lets go of the locals that are not needed from here on
int target_reg(struct gen *g, int to);                 // the register an instruction writes to on the way to a destination
void gen_deliver(struct gen *g, int reg, int to);          // the result is in reg: takes it to where it was wanted
int window_at(struct gen *g, int to);                  // the first register of a window whose result is wanted in `to`

// gen_control.c
void gen_if(struct gen *g, struct node *n, int to);
void gen_loop(struct gen *g, struct node *n, int to);
void gen_recur(struct gen *g, struct node *n);
void gen_try(struct gen *g, struct node *n, int to);
void gen_case(struct gen *g, struct node *n, int to);
void gen_each(struct gen *g, struct node *n, int to);
void gen_yield(struct gen *g, struct node *n, int to);
// Binds a local and goes on with the body by the given generator.
void gen_bind_let(struct gen *g, struct node *n, void (*body)(struct gen *, struct node *, int), int to);
bool gen_reads(struct node *n, struct local *l);           // does the tree read the local?

// gen_tests.c: falls through when the node is true, else jumps
void gen_test(struct gen *g, struct node *n, struct patches *otherwise);

// gen_doubles.c
void gen_double(struct gen *g, struct node *n, int to); // a double, raw, into a register
int gen_double_operand(struct gen *g, struct node *n);      // the register where a raw double is, or is put
/* The constants among the operands of raw doubles in a loop are loaded before
 * it; how many there were until then, to be given to hoist_end(). */
int hoist_doubles(struct gen *g, struct node *loop);
void hoist_end(struct gen *g, int before);

// gen_functions.c
void gen_fn(struct gen *g, struct node *n, int to);
bool gen_lazy(struct gen *g, struct node *call, int to); // whether the call is one of lazy-seq* that is an instruction
void gen_reify(struct gen *g, struct node *n, int to);
void gen_letfn(struct gen *g, struct node *n, int to);
Ref method_vector(struct gen *g, struct ast_fn **fns); // the functions of a class's methods, a constant vector

#endif
