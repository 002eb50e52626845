// SPDX-License-Identifier: MIT
// Calling a macro.
#include "base/call.h"
#include "base/error.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "data/symbol.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

// Takes the macro any number of arguments, as a seq?  (Those in C have them in a row.)
static bool takes_seq(Ref macro) {
    const struct fndef *d = is_fn(macro) ? fn_of(macro)->def : NULL;
    return d && d->variadic >= 0 && !(d->arity[MAX_FIXED + 1]->flags & PROTO_NATIVE);
}

// The arguments stay the seq that the form has of them: what is made of its rest again and again, as
// by cond, costs no more for being long.
static Value call_with_seq(struct compiler *c, struct method *m, Ref macro, Ref form, Ref rest) {
    SCOPED Value env = scope_environment(c, m);
    SCOPED Value more = ok(env) ? cons_new(ref(env), rest) : ERR;
    SCOPED Value all = ok(more) ? cons_new(form, ref(more)) : ERR;
    return ok(all) ? vm_apply(macro, ref(all)) : ERR;
}

static Value call_with_words(struct compiler *c, struct method *m, Ref macro, Ref form, Ref rest, struct proto **entry, Py_ssize_t *count) {
    Value *args;
    Py_ssize_t n = *count = form_to_words(rest, &args);
    if (n < 0) return ERR;
    struct proto *p = *entry = is_fn(macro) ? fn_entry(fn_of(macro), n + 2) : NULL;
    bool native = p && (p->flags & PROTO_NATIVE); // C macros don't look at &env
    Value env = native ? nil_value() : scope_environment(c, m);
    Value small[16], *all = n + 2 <= 16 ? small : PyMem_New(Value, n + 2);
    if (failed(env) || !all) {
        xdrop(env);
        seq_words_free(args, n);
        if (all != small) PyMem_Free(all);
        return ERR;
    }
    all[0] = keep(form);
    all[1] = env;
    if (n) memcpy(all + 2, args, (size_t)n * sizeof *args);
    Value result = vm_call_give(macro, all, n + 2); // the arguments are given away
    PyMem_Free(args);
    if (all != small) PyMem_Free(all);
    return result;
}

LIB_VAR(ex_info, "clojure.core", "ex-info", "host/classes.c");

// What fn, let and the like say of their form is an ex-info, as where Clojure checks it by a spec.
static void tell_of_spec(Ref macro) {
    Ref make = lib_var_root(&ex_info);
    PyObject *name = fn_of(macro)->def->name;
    if (!make.w || !PyErr_ExceptionMatches(ArgumentError) || PyErr_ExceptionMatches(ArityError)) return;
    PyObject *error = exception_fetch();
    Value message = adopt(PyUnicode_FromFormat("Call to %U did not conform to spec: %S", name, error)), none = map_empty();
    Value told = ok(message) && ok(none) ? call2(make, ref(message), ref(none)) : ERR;
    xdrop(message);
    xdrop(none);
    Py_DECREF(error);
    if (failed(told)) return;
    PyErr_SetObject((PyObject *)Py_TYPE(obj(ref(told))), obj(ref(told)));
    drop(told);
}

void *analyze_blame_form(struct compiler *c, const char *message, Ref form) {
    Ref make = lib_var_root(&ex_info);
    SCOPED Value text = adopt(PyUnicode_FromString(message)), none = map_empty();
    if (failed(text) || failed(none)) return NULL;
    SCOPED Value data = map_assoc(keep(ref(none)), KW("form"), form);
    SCOPED Value error = ok(data) && make.w ? call2(make, ref(text), ref(data)) : ERR;
    if (ok(error)) PyErr_SetObject((PyObject *)Py_TYPE(obj(ref(error))), obj(ref(error)));
    else if (!PyErr_Occurred()) PyErr_SetString(CompileError, message);
    locate_error(c);
    return NULL;
}

// Runs a macro on a form: the expansion, owned by the compiler.
Ref analyze_expand(struct compiler *c, struct method *m, Ref macro, Ref form) {
    SCOPED Value rest = seq_next(form);
    if (failed(rest)) return NO_REF;
    struct proto *p = NULL;
    Py_ssize_t n = -1;
    const bool as_seq = takes_seq(macro);
    Value result = as_seq ? call_with_seq(c, m, macro, form, ref(rest)) : call_with_words(c, m, macro, form, ref(rest), &p, &n);
    if (failed(result) && as_seq && PyErr_ExceptionMatches(ArityError)) { // of it, or of what it calls?
        PyObject *error = exception_fetch();
        n = coll_count(ref(rest));
        p = n < 0 ? NULL : fn_entry(fn_of(macro), n + 2);
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
        Py_DECREF(error);
    }
    if (failed(result) && PyErr_ExceptionMatches(ArityError) && (!p || !p->def)) {
        // A macro's arguments are counted without &form and &env.
        PyErr_Clear();
        SCOPED Value head = seq_first(form);
        SCOPED_PY PyObject *name = symbol_str(ref(head));
        char accepts[FN_ACCEPTS] = "other numbers";
        if (is_fn(macro)) fn_accepts(fn_of(macro)->def, 2, accepts);
        compile_error(c, "Wrong number of args (%zd) passed to the macro %U; it takes %s", n, name, accepts);
        return NO_REF;
    }
    if (failed(result) && p && p->flags & PROTO_NATIVE && is_fn(macro) && fn_of(macro)->def->name) tell_of_spec(macro);
    return compiler_own(c, result);
}

bool analyze_macro_miscounted(Ref macro, Py_ssize_t n) {
    struct proto *p = is_fn(macro) ? fn_entry(fn_of(macro), n + 2) : NULL;
    return PyErr_ExceptionMatches(ArityError) && (!p || !p->def);
}
