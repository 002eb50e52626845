// SPDX-License-Identifier: MIT
/* What lib/clojure/core/87_modules.clj asks of the program's own libraries. */
#include "base/error.h"
#include "base/prim.h"
#include "data/str.h"
#include "load/library.h"
#include "vars/var.h"

PRIM(own_built_in_library, "cljsh.core", "built-in-library?", "[path]",
     "Tells whether the program has the source of a library built in; path is without ending, \"clojure/set\".")
{
    if (!is_str(a[0])) return err_arg("the path of a library is a string, not %s", err_type_name(a[0]));
    static const char *const endings[] = {".clj", ".cljc"};
    for (int i = 0; i < 2; i++) {
        SCOPED_PY PyObject *path = PyUnicode_FromFormat("%U%s", obj(a[0]), endings[i]);
        const char *utf8 = path ? PyUnicode_AsUTF8(path) : NULL;
        if (!utf8) return ERR;
        SCOPED_PY PyObject *source = NULL;
        enum lookup there = library_source_of_builtin(utf8, &source);
        if (there != LOOKUP_ABSENT) return there < 0 ? ERR : bool_value(true);
    }
    return bool_value(false);
}

PRIM(own_unbind, "cljsh.core", "unbind!", "[var]", "Takes a var's root value away.\nReturns nil.")
{
    if (!is_var(a[0])) return err_arg("unbind! needs a var, not %s", err_type_name(a[0]));
    struct var *v = var_of(a[0]);
    Value old = v->root;
    v->root = ERR;
    xdrop(old);
    return nil_value();
}
