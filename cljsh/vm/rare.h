// SPDX-License-Identifier: MIT
// The interpreter's less travelled paths.
#ifndef VM_RARE_H
#define VM_RARE_H

#include "base/absent.h"
#include "base/error.h"
#include "data/type.h"

// (identical? a b): the same object or the same tag; strings of one character are.
bool rare_value_identical(Ref a, Ref b);
// A literal's map or set out of a window (consumed): equal keys are an error.
Value rare_map_literal(Value *items, Py_ssize_t n);
Value rare_set_literal(Value *items, Py_ssize_t n);
struct fndef;
struct proto;
// A lazy seq whose body is a function closing over the values of a window (consumed).
Value rare_lazy(struct fndef *def, Value *values, Py_ssize_t n);
// The same for a call of a function that does nothing else (PROTO_LAZY), of its arguments (consumed).
Value rare_lazy_call(const struct proto *p, const Value *args);
// The lazy seq to be realised before f, a callable of Python that makes a collection of arg, is called in a tasklet; or NULL.
struct lazy *callable_ahead(Ref f, Ref arg);
// Takes the elements of a seq that lie in a row, RUN_MAX at most, to where there is room for them: how many, 0 where the seq
// has no such; *rest is what follows them then, a seq or nil, or ERR.
Py_ssize_t rare_spread_run(Value *to, Value *rest);
// What a call of something that is no fn goes on to: a new callable, or ERR
// (with an exception or, when it is to be invoked as it is, without).
enum lookup callable_target(Ref f, Value *args, Py_ssize_t n, Value *target);

struct var;
// What a primitive's var has been bound to since, called with one argument, which stays the caller's.
COLD Value rare_redefined(struct var *v, Ref x);

// Raises an exception object or class; anything else is a TypeError.
void raise_value(Ref e);
void reraise_value(Value e); // consumes e
void exception_context(Ref e, Ref handled); // as Python has it: e.__context__ is `handled`, unless there is one
// The class of those that no catch is for, only finally; set by sched/pid.c.
extern PyObject *exception_uncatchable;
int exception_matches(Ref e, Ref classes); // a class, or a vector of them
PyObject *exception_fetch(void);           // the current exception, normalised: new reference, cleared

#endif
