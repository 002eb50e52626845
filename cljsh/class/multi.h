// SPDX-License-Identifier: MIT
/* Multimethods.
 *
 * A call computes the dispatch value of its arguments and goes on to the
 * method for it: the one under that very value, else the one of all that
 * isa? allows which prefers over the others, else the default.  The method
 * found is remembered per dispatch value, until the methods, the preferences
 * or the hierarchy are other ones.
 */
#ifndef CLASS_MULTI_H
#define CLASS_MULTI_H

#include "vm/function.h"

#define MULTI_FAST 16 // dispatch values that equal only themselves (keywords …), found by their word; the others are in `cache`

struct multi {
    PyObject_HEAD
    PyObject *name;        // str
    Value dispatch, fallback; // the dispatch function, the value of the default method
    PyObject *hierarchy;   // a var, atom or the like, or NULL: the global one
    PyObject *methods, *prefers; // maps
    PyObject *cache;       // map: dispatch value -> method
    Value seen;            // the hierarchy the caches were made with
    struct { uintptr_t value; Value method; } fast[MULTI_FAST];
    vectorcallfunc vectorcall;
};

extern CljType multi_type;
int multi_init(void);
// The method of a call that dispatches by a keyword, when nothing has to be
// found out for it (borrowed), or NULL.
struct fn *multi_known(struct multi *m, const Value *args, Py_ssize_t n);
// The method for the arguments of a seq, which may be infinite; apply is the function of clojure.core.
Value multi_apply(Ref self, Ref apply, Ref seq);
// The method that a dispatch value goes to, the default one included, or nil; ERR.
Value multi_method_for(struct multi *m, Ref dispatch);
static inline bool is_multi(Ref r) { return is_clj(r, &multi_type); }
static inline struct multi *multi_of(Ref r) { return (struct multi *)obj(r); }

#endif
