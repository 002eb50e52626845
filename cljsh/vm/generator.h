// SPDX-License-Identifier: MIT
/* Generators and coroutines: calls that can be set aside.
 *
 * A function whose body has a (yield x), or that is ^:async, is not run when
 * it is called: the call gives a Python generator or coroutine that holds
 * the frame on a task of its own.  YIELD ends the interpreter with the frame
 * where it is; going on means to run the task again.
 *
 * What is awaited (or yielded from) is a Python iterator, to which send and
 * throw are handed on until it ends; see PEP 342, 380 and 492.
 *
 * Dynamic bindings made inside hold only while it runs. */
#ifndef VM_GENERATOR_H
#define VM_GENERATOR_H

#include "vm/vm.h"

enum yield_mode { YIELD_VALUE = 1, YIELD_FROM, YIELD_AWAIT };

int generator_init(void);
// The generator of a call: takes the values a frame begins with (arguments,
// what is closed over, itself).
Value generator_new(struct proto *p, Value *registers, int n);
bool generator_is(Ref r); // of ours, or Python's

#endif
