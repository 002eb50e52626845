// SPDX-License-Identifier: MIT
/* The seam through which C code below the virtual machine calls Clojure
 * functions (a lazy seq's body, a comparator, a watch).
 *
 * Such a call runs a nested interpreter on the C stack.  Where a loop can
 * live in Clojure instead (reduce, map, swap!), it should.
 */
#ifndef BASE_CALL_H
#define BASE_CALL_H

#include "base/value.h"

// Calls f with n borrowed arguments; the result is new.  Filled by vm/vm.c.
extern Value (*call_hook)(Ref f, const Ref *args, Py_ssize_t n);

// Calls f without arguments, giving it away: what only f closed over can die
// during the call.  Filled by vm/vm.c.
extern Value (*call_take_hook)(Value f);

// The order that a function stands for when it is a comparator, where that is
// known without calling it.  Filled by vm/vm.c.
enum known_order { ORDER_UNKNOWN, ORDER_COMPARE, ORDER_LESS, ORDER_MORE }; // compare, <, >
extern enum known_order (*call_order_hook)(Ref f);

static inline Value call0(Ref f) { return call_hook(f, NULL, 0); }
static inline Value call1(Ref f, Ref a) { return call_hook(f, &a, 1); }
static inline Value call2(Ref f, Ref a, Ref b) { Ref args[] = {a, b}; return call_hook(f, args, 2); }
static inline Value call3(Ref f, Ref a, Ref b, Ref c) { Ref args[] = {a, b, c}; return call_hook(f, args, 3); }
static inline Value call4(Ref f, Ref a, Ref b, Ref c, Ref d) { Ref args[] = {a, b, c, d}; return call_hook(f, args, 4); }

#endif
