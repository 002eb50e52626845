// SPDX-License-Identifier: MIT
/* Lists, conses and lazy seqs.  Deallocation of long chains is iterative. */
#ifndef SEQ_LIST_H
#define SEQ_LIST_H

#include "data/type.h"

struct list { PyObject_HEAD Value first; PyObject *rest; Py_ssize_t count; PyObject *meta; }; // rest: list; empty: count 0, first.w 0
struct cons { PyObject_HEAD Value first, rest; PyObject *meta; };
// A lazy seq is unrealised (fn set), being realised (running; fn is then the
// mark of the thread that does it, see once.h), or realised (seq set: a seq
// or nil).
struct lazy { PyObject_HEAD Value fn, seq; PyObject *meta; bool running, stuck; };
extern CljType list_type, empty_list_type, cons_type, lazy_type;

int list_init(void);
Value list_empty(void);                          // ()
Value list_from(const Ref *items, Py_ssize_t n); // a new list
Value list_give(Value *items, Py_ssize_t n);     // the same, taking the items (not the array)
Value list_cons(Ref first, Value list);          // list: a list (also empty)
Value cons_new(Ref first, Ref seq);              // (cons first seq)
Value cons_own(Value first, Value seq);          // the same, taking both (also when it fails)
Value lazy_new(Value fn);                        // fn of no arguments gives a seqable
Value lazy_of_own(Value fn);                     // the same of one that nobody else has or will have
Value lazy_realised(Value seq);                  // one that is realised; takes the seq, or nil or ()
// Realises a lazy seq through call0 and returns its seq (a seq or nil), new.
Value lazy_force(struct lazy *lazy);
// Does the same, into *seq, for one that the virtual machine realises without a call of its body; false for others.
// Filled by vm/vm.c: NULL where there is none.
extern bool (*lazy_step_hook)(struct lazy *lazy, Value *seq);
static inline bool lazy_done(struct lazy *l) { return l->seq.w != 0; }
// For the virtual machine, which runs fn itself: takes fn out (marking it
// running; ERR with StateError when this task runs it already), and puts
// the result (a seqable, consumed) in, making it a seq: 0, 1 when the result
// is again an unrealised lazy seq (whose fn this one has taken over: force
// again), or -1.
Value lazy_begin(struct lazy *lazy);
// Waits until another task that runs it has done so: 0, or -1 with an exception, or where a
// tasklet can be parked (task/task.h) without.
int lazy_wait(struct lazy *lazy);
int lazy_settle(struct lazy *lazy, Value result);
// What lazy_settle does with nil, and with (cons item (a lazy seq of fn, as lazy_of_own has it)): 0 or -1, item and fn are taken.
void lazy_end(struct lazy *lazy);
int lazy_grow(struct lazy *lazy, Value item, Value fn);
void lazy_abort(struct lazy *lazy, Value exception); // the call failed: every later one does
static inline bool is_lazy(Ref r) { return is_clj(r, &lazy_type); }
int cons_init(void);
int lazy_init(void);

static inline bool is_list(Ref r) { return is_clj(r, &list_type) || is_clj(r, &empty_list_type); }

#endif
