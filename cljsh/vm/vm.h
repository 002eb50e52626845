// SPDX-License-Identifier: MIT
/* The virtual machine.
 *
 * An activation (task/task.h) is a stack of frames (vm/frame.h) on the heap
 * that runs or is set aside.  Clojure-to-Clojure calls use no C stack.
 *
 * C code that calls Clojure (vm_call) runs a nested interpreter on an
 * activation of its own from the pool.
 */
#ifndef VM_VM_H
#define VM_VM_H

#include "base/absent.h"
#include "task/pause.h"
#include "vm/frame.h"

#define STACK_WORDS_MAX ((size_t)64 << 20) // 512 MiB: some 8M frames

// They realise a lazy seq: registers 0 the seq, 1 its body; step_proto one whose body is_step.
extern struct proto *force_proto, *step_proto;
#define FORCE_REGISTERS 9

int vm_init(void);
// flow.c
void flow_init(void);
// Of the body of a lazy concatenation, values: its head and the further collections. Is the head a concatenation that nobody else
// has and that nothing of is realised? Then it goes on with the collections itself, and they are taken: 1; else 0; -1 with an exception.
int flow_join(struct fndef *def, Value *values);
struct proto *flow_walker(void); // of a function that realises a seq, to its end
bool flow_is_at_hand(Ref coll); // a lazy seq that may be taken apart, of a kind known, made of what need not be waited for
bool flow_is_short(Ref coll); // one of map, filter, remove or keep, over no more than a chunk that is there
/* What is called in the place of a primitive (PROTO_AHEAD) that gets such arguments in a tasklet, borrowed; NULL: nothing
 * is to be waited for in them. */
struct fn *flow_ahead(const struct fndef *def, const Value *args, Py_ssize_t n);
// Calls f; the arguments are borrowed, the result is new.
Value vm_call(Ref f, const Ref *args, Py_ssize_t n);
// The same, taking the arguments (not the array).
Value vm_call_give(Ref f, Value *args, Py_ssize_t n);
/* A call of a proto without flags in two steps: an activation whose base[0]… wait for
 * as many arguments as it takes (NULL: failed), then its run. */
struct activation *vm_plain_activation(struct proto *p);
Value vm_run_plain(struct activation *t);
// (apply f args): args any seqable.
Value vm_apply(Ref f, Ref args);

/* interp.c.  The value of the last frame; ERR; or VM_LEFT: a tasklet at depth 1
 * has left its interpreter where it stands, to wait or to give way. */
Value vm_run(struct activation *t);
#define VM_LEFT ((Value){3})
// invoke.c: calls anything that is no fn; the arguments stay the caller's.
Value invoke_value(Ref f, Value *args, Py_ssize_t n);
Value invoke_method(Ref name, Value *args, Py_ssize_t n, bool kwargs);
Value invoke_kwargs(Ref f, Value *args, Py_ssize_t n);
/* How many arguments apply takes apart for a function that has no rest
 * parameter, or something of Clojure's that is called with a few: beyond so
 * many it is an error in any case, and there may be no end of them. */
#define APPLY_MOST (1 << 20)
Py_ssize_t apply_most(Ref f);
// Of what is no function, but goes on to one: that one (of a multimethod the method for the arguments and those of seq);
// ERR without exception for anything else.
enum lookup apply_target(Ref f, const Value *args, Py_ssize_t n, Ref seq, Value *target);
// unwind.c: after a failure at t->base, t->pc: finds the handler, drops what
// dies, and sets base and pc to it; false when the activation has none.
bool vm_unwind(struct activation *t);
// Drops what an instruction would have consumed, that was to be repeated and is not.
void unwind_drop_operands(Instr i, Value *base);
// An activation of its own, not from the pool, for one call: where the registers of its frame begin, the
// proto being left to enter; or NULL.  The stack is the holder's to free.
Value *activation_start(struct activation *t, size_t registers);
// The same for a call of any function: takes it and the arguments (not the array). 0 or -1.
int activation_call(struct activation *t, Value f, Value *args, Py_ssize_t n);
// Makes room for that many words from base on: where base is now, or NULL with
// RecursionError.  (No pointer to a pointer: the interpreter's base must stay in a register.)
Value *activation_grow(struct activation *t, Value *base, size_t words);

#endif
