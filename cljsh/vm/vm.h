// SPDX-License-Identifier: MIT
/* The virtual machine.
 *
 * An activation (task/task.h) is a stack of frames on the heap that runs or is
 * set aside.  A frame is its registers, below them two words:
 *
 *     base[-2]  the proto (owned)
 *     base[-1]  where to go on in the caller: address, and in the upper 16
 *               bits how far below its registers begin
 *
 * A call's arguments are put where the callee's registers will be, two words
 * above the register that gets the result.  Clojure-to-Clojure calls use no
 * C stack.
 *
 * C code that calls Clojure (vm_call) runs a nested interpreter on an
 * activation of its own from the pool.
 */
#ifndef VM_VM_H
#define VM_VM_H

#include "base/stress.h"
#include "task/task.h"
#include "vm/function.h"

#define FRAME_HEADER 2
#define STACK_WORDS_MAX ((size_t)64 << 20) // 512 MiB: some 8M frames
#define SLICE stress_slice()               // reductions between two looks around

/* Nonzero when a signal came in or another thread wants the GIL, and nonzero
 * when the latter.  host/gil.c points them into Python's state; unset, the
 * GIL is handed over every few milliseconds. */
extern const volatile int *vm_attention, *vm_gil_wanted;

extern struct proto *force_proto; // realises a lazy seq: registers 0 the seq, 1 its body

int vm_init(void);
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
// Signals, other threads: called when a slice is used up. 0 or -1.
int vm_breathe(void);

// interp.c
Value vm_run(struct activation *t);
// invoke.c: calls anything that is no fn; the arguments stay the caller's.
Value invoke_value(Ref f, Value *args, Py_ssize_t n);
Value invoke_method(Ref name, Value *args, Py_ssize_t n, bool kwargs);
Value invoke_kwargs(Ref f, Value *args, Py_ssize_t n);
// Of what is no function, but goes on to one: that one (of a multimethod the method for the arguments and those of seq);
// ERR without exception for anything else.
Value apply_target(Ref f, const Value *args, Py_ssize_t n, Ref seq);
// unwind.c: after a failure at t->base, t->pc: finds the handler, drops what
// dies, and sets base and pc to it; false when the activation has none.
bool vm_unwind(struct activation *t);
// An activation of its own, not from the pool, for one call: where the registers of its frame begin, the
// proto being left to enter; or NULL.  The stack is the holder's to free.
Value *activation_start(struct activation *t, size_t registers);
// Makes room for that many words from base on: where base is now, or NULL with
// RecursionError.  (No pointer to a pointer: the interpreter's base must stay in a register.)
Value *activation_grow(struct activation *t, Value *base, size_t words);

// The return word.
#define RETURN_WORD(pc, delta) ((uintptr_t)(pc) | (uintptr_t)(delta) << 48)
#define RETURN_PC(w) ((const Instr *)((w) & 0x0000ffffffffffffUL))
#define RETURN_DELTA(w) ((w) >> 48 & 0x7fff)
#define RETURN_RETRY ((uintptr_t)1 << 63) // the caller repeats its instruction

#endif
