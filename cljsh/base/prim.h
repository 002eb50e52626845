// SPDX-License-Identifier: MIT
/* Primitives: functions of Clojure namespaces whose body is C.
 *
 * One declaration holds name, arglist, documentation and body.  The linker
 * gathers all declarations; vm/ makes one function of those that share a
 * namespace and name, with one entry per arity:
 *
 *     PRIM(core_nth_2, "clojure.core", "nth", "[coll index]",
 *          "Returns the value at the index; throws when there is none.\n…")
 *     { return coll_nth(a[0], …); }
 *     PRIM(core_nth_3, "clojure.core", "nth", "[coll index not-found]", NULL)
 *     { … }
 *
 * The arity comes from the arglist, so a body never counts its arguments;
 * only where it ends in `& more` does it use n, the number of all arguments.
 * The arguments are in a[0]…, borrowed: they belong to the caller, who drops
 * them afterwards.  A body that wants to own one says take(&a[0]) — so that, for
 * instance, an unshared collection can be changed in place.
 * The first sentence of the documentation stands alone on its first line.
 * A namespace's macros are declared with PRIM_MACRO: the arglist is the
 * user's, the body gets &form and &env before it.
 */
#ifndef BASE_PRIM_H
#define BASE_PRIM_H

#include "base/value.h"

typedef Value (*PrimBody)(Ref *a, Py_ssize_t n);

struct prim {
    const char *ns, *name, *arglist, *doc;
    PrimBody body;
    enum prim_kind { PRIM_PLAIN, PRIM_OF_MACRO, PRIM_WAITING } kind; // WAITING: see task/wait.h
};

#define PRIM_DECLARE(id, ns_, name_, arglist_, doc_, kind_)                                      \
    static Value id(Ref *a, Py_ssize_t n);                                                     \
    static const struct prim id##_prim = {ns_, name_, arglist_, doc_, id, kind_};                \
    static const struct prim *const id##_entry __attribute__((section("prims"), used)) = &id##_prim; \
    static Value id(Ref *a __attribute__((unused)), Py_ssize_t n __attribute__((unused)))

#define PRIM(id, ns, name, arglist, doc) PRIM_DECLARE(id, ns, name, arglist, doc, PRIM_PLAIN)
#define PRIM_MACRO(id, ns, name, arglist, doc) PRIM_DECLARE(id, ns, name, arglist, doc, PRIM_OF_MACRO)

extern const struct prim *const __start_prims[], *const __stop_prims[];

#endif
