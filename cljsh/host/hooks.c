// SPDX-License-Identifier: MIT
/* What the reader and the printer ask of the namespaces. */
#include "base/error.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/str.h"
#include "data/symbol.h"
#include "host/type_hooks.h"
#include "num/number.h"
#include "read/print.h"
#include "read/reader.h"
#include "vars/lib_var.h"
#include "vars/var.h"
#include "vm/vm.h"

bool is_special_symbol(Ref symbol);

// How syntax-quote qualifies a symbol.
static Value resolve_symbol_hook(Ref r) {
    struct symbol *s = symbol_of(r);
    struct ns *ns = ns_current();
    if (s->ns) {
        PyObject *target = PyDict_GetItemWithError(ns->aliases, s->ns);
        if (!target && !ns_find(s->ns) && ns_default(ns, s->ns, NULL, false) > 0)
            target = PyDict_GetItemWithError(ns->aliases, s->ns);
        return target && is_ns(ref_of(target)) ? symbol_new(((struct ns *)target)->name, s->name) : keep(r);
    }
    PyObject *o = ns_lookup(ns, s->name);
    if (!o && ns_default(ns, NULL, s->name, false) > 0) o = ns_lookup(ns, s->name);
    if (o && is_var(ref_of(o))) return symbol_new(((struct var *)o)->ns->name, ((struct var *)o)->name);
    if (o) return keep(r);
    o = ns_lookup(core_ns, s->name);
    if (o && !is_var(ref_of(o))) return keep(r); // a class of the host
    if (PyUnicode_FindChar(s->name, '.', 0, PyUnicode_GET_LENGTH(s->name), 1) >= 0) return keep(r);
    return symbol_new(ns->name, s->name);
}

static PyObject *resolve_alias_hook(PyObject *alias) {
    struct ns *ns = ns_current();
    if (!alias) return Py_NewRef(ns->name);
    PyObject *target = PyDict_GetItemWithError(ns->aliases, alias);
    if (target && is_ns(ref_of(target))) return Py_NewRef(((struct ns *)target)->name);
    struct ns *named = ns_find(alias);
    if (named) return Py_NewRef(named->name);
    if (ns_default(ns, alias, NULL, false) <= 0) return NULL;
    target = PyDict_GetItemWithError(ns->aliases, alias);
    return target && is_ns(ref_of(target)) ? Py_NewRef(((struct ns *)target)->name) : NULL;
}

#define CORE_VAR(name) {"clojure.core", name, "clojure/core/05_vars.clj"}
enum setting { DATA_READERS, DEFAULT_READER, PRINT_LENGTH, PRINT_LEVEL, PRINT_META, PRINT_MAPS, PRINT_READABLY, MATH_CONTEXT };
LIB_VARS(settings, CORE_VAR("*data-readers*"), CORE_VAR("*default-data-reader-fn*"),
         CORE_VAR("*print-length*"), CORE_VAR("*print-level*"), CORE_VAR("*print-meta*"),
         CORE_VAR("*print-namespace-maps*"), CORE_VAR("*print-readably*"),
         CORE_VAR("*math-context*"));

static Value setting(enum setting which) {
    struct var *v = lib_var(&settings[which]);
    Value bound = v ? var_binding(v) : ERR;
    if (bound.w) return bound;
    return v && v->root.w ? keep(ref(v->root)) : nil_value();
}

// (partial f tag), for a function that is to be called with the form alone.
static Value with_tag(Ref f, Ref tag) {
    SCOPED_PY PyObject *functools = PyImport_ImportModule("functools");
    return functools ? adopt(PyObject_CallMethod(functools, "partial", "OO", obj(f), obj(tag))) : ERR;
}

static Value data_reader_hook(Ref tag) {
    SCOPED Value readers = setting(DATA_READERS);
    Value f = coll_get(ref(readers), tag, NIL);
    if (failed(f) || !is_nil(ref(f))) return f;
    drop(f);
    if (symbol_is(tag, "inst") || symbol_is(tag, "uuid")) return ERR; // the reader's own
    f = class_reader(tag);
    if (ok(f) || PyErr_Occurred()) return f;
    SCOPED Value otherwise = setting(DEFAULT_READER);
    return is_nil(ref(otherwise)) ? ERR : with_tag(ref(otherwise), tag);
}

static void limit(enum setting which, Py_ssize_t *to) {
    SCOPED Value v = setting(which);
    if (is_int(ref(v))) *to = int_of(ref(v));
}

static void print_settings_hook(struct printer *p) {
    limit(PRINT_LENGTH, &p->length);
    limit(PRINT_LEVEL, &p->level);
    SCOPED Value meta = setting(PRINT_META), maps = setting(PRINT_MAPS);
    SCOPED Value readably = setting(PRINT_READABLY);
    p->readably &= is_true(ref(readably));
    p->meta = is_true(ref(meta));
    p->namespace_maps = is_true(ref(maps));
}

// The context of decimal arithmetic that *math-context* holds (borrowed), or NULL.
static PyObject *math_context_hook(void) {
    SCOPED Value context = setting(MATH_CONTEXT); // its binding keeps it alive
    return is_nil(ref(context)) ? NULL : obj(ref(context));
}

int hooks_init(void) {
    num_math_context = math_context_hook;
    type_hooks_init();
    reader_hooks.resolve_symbol = resolve_symbol_hook;
    reader_hooks.resolve_alias = resolve_alias_hook;
    reader_hooks.data_reader = data_reader_hook;
    print_settings = print_settings_hook;
    return 0;
}
