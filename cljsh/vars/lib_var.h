// SPDX-License-Identifier: MIT
/* Vars that C code looks for by their names.  Each is declared where it is
 * needed, with the file that defines it, in lib/ or cljsh/:
 *
 *     LIB_VAR(prn, "clojure.core", "prn", "clojure/core/55_print.clj");
 *     … call1(ref_of(lib_var(&prn)), x)
 *
 * Or several, as an array: LIB_VARS(streams, {"clojure.core", "*in*", "host/classes.c"}, …).
 * The linker gathers the declarations; a test starts the language and looks
 * that each of them is bound and that its file has the name.
 */
#ifndef VARS_LIB_VAR_H
#define VARS_LIB_VAR_H

#include "vars/var.h"

struct lib_var {
    const char *ns, *name, *file;
    struct var *var; // once it was looked for
};
struct lib_vars { struct lib_var *vars; size_t n; };

#define LIB_VARS(id, ...)                                                                       \
    static struct lib_var id[] = {__VA_ARGS__};                                                 \
    static const struct lib_vars id##_vars __attribute__((section("lib_vars"), used)) = {id, sizeof id / sizeof *id}
#define LIB_VAR(id, ...)                                                                        \
    static struct lib_var id = {__VA_ARGS__};                                                   \
    static const struct lib_vars id##_vars __attribute__((section("lib_vars"), used)) = {&id, 1}

extern const struct lib_vars __start_lib_vars[], __stop_lib_vars[];

// Looks for all that are there: an image has them.
void lib_vars_ready(void);
// The var (borrowed), unbound as long as nothing has defined it; NULL with an exception on failure.
static inline struct var *lib_var(struct lib_var *v) {
    if (!v->var) v->var = ns_intern_utf8(v->ns, v->name);
    return v->var;
}
// What it is bound to, borrowed, NO_REF while it is unbound; for functions, which nobody binds by thread.
static inline Ref lib_var_root(struct lib_var *v) { return lib_var(v) ? ref(v->var->root) : NO_REF; }

#endif
