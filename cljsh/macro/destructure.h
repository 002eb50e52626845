// SPDX-License-Identifier: MIT
/* Destructuring: binding forms become simple bindings, symbol by symbol.
 *
 *   [a b & more :as all]     by position; any level may nest
 *   {a :key, :keys [b c/d], :strs [e], :syms [f], :or {a 1}, :as all}
 *
 * What comes out uses only symbols without namespace on the left, and on the
 * right nth, first, next, seq and get of clojure.core, by their full names;
 * a map pattern's value first goes through cljsh.core/kwargs-map, which turns
 * a seq of keys and values into a map.
 */
#ifndef MACRO_DESTRUCTURE_H
#define MACRO_DESTRUCTURE_H

#include "macro/forms.h"

// Is the form a symbol that can be bound as it is?
static inline bool binding_is_plain(Ref form) { return is_symbol(form) && !symbol_of(form)->ns; }

// Appends what binds the form to the value of init (taken): 0, or -1 with ArgumentError.
int destructure_into(struct forms *out, Ref binding, Value init);

// The pairs of a binding vector that are n items long, in order.
int destructure_pairs(struct forms *out, const Value *pairs, Py_ssize_t n);

// (f k v k v … map?) as a map; what is no seq is returned as it is. Borrows.
Value kwargs_map(Ref seq);

#endif
