// SPDX-License-Identifier: MIT
/* What a symbol that is no local stands for. */
#include "base/call.h"
#include "base/error.h"
#include "base/prim.h"
#include "class/protocol.h"
#include "coll/prim_array.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "compile/java.h"
#include "compile/recording.h"
#include "data/bytes.h"
#include "data/symbol.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

// The closest known names, for a message: ". Did you mean: a, b?" or "".
static PyObject *suggestions(PyObject *name, PyObject *candidates) {
    SCOPED_PY PyObject *difflib = PyImport_ImportModule("difflib");
    SCOPED_PY PyObject *near = difflib ? PyObject_CallMethod(difflib, "get_close_matches", "OOid", name, candidates, 3, 0.6) : NULL;
    PyObject *result = NULL;
    if (near && PyList_Check(near) && PyList_GET_SIZE(near)) {
        SCOPED_PY PyObject *comma = PyUnicode_FromString(", ");
        SCOPED_PY PyObject *joined = comma ? PyUnicode_Join(comma, near) : NULL;
        if (joined) result = PyUnicode_FromFormat(". Did you mean: %U?", joined);
    }
    PyErr_Clear();
    return result ? result : PyUnicode_FromString("");
}


// Namespaces of Clojure's over the JVM, and what is here in their place.
static const char *instead_of(PyObject *ns) {
    static const char *const table[][2] = {
        {"clojure.java.io", "cljsh.io and cljsh.fs"},
        {"clojure.java.shell", "$, $<, run and the rest of cljsh.process"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (PyUnicode_CompareWithASCIIString(ns, table[i][0]) == 0) return table[i][1];
    return NULL;
}

// The public names of a namespace, or those of a module: a list.
static PyObject *members_of(PyObject *target) {
    if (!is_ns(ref_of(target))) return PyObject_Dir(target);
    struct ns *ns = (struct ns *)target;
    PyObject *names = PyList_New(0), *name, *o;
    Py_ssize_t i = 0;
    while (names && PyDict_Next(ns->mappings, &i, &name, &o)) {
        bool own = is_var(ref_of(o)) && var_of(ref_of(o))->ns == ns && !var_of(ref_of(o))->is_private;
        if (own && PyList_Append(names, name) < 0) Py_CLEAR(names);
    }
    return names;
}

// Is there a Python module of that name, which nobody has asked for here?
static bool is_module(PyObject *name) {
    if (PyUnicode_GET_LENGTH(name) == 0 || PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1) >= 0) return false;
    SCOPED_PY PyObject *util = PyImport_ImportModule("importlib.util");
    SCOPED_PY PyObject *spec = util ? PyObject_CallMethod(util, "find_spec", "O", name) : NULL;
    PyErr_Clear();
    return spec && spec != Py_None;
}

// The names of what the method sees, its outer ones' too, put in front of the candidates.
static void add_locals(PyObject *candidates, struct method *m) {
    for (; m && candidates; m = m->fn->outer)
        for (struct scope *s = m->scope; s; s = s->up) PyList_Insert(candidates, 0, symbol_of(s->local->name)->name);
}

LIB_VAR(missing_var, "cljsh.core", "missing-var", "clojure/core/70_ns.clj");

struct node *resolve_missing_core(struct compiler *c, PyObject *what) {
    SCOPED_PY PyObject *text = PyUnicode_FromFormat("%U in this context", what);
    Ref k = text ? compiler_own(c, keep_obj(text)) : NO_REF;
    struct node *arg = k.w ? const_node(c, k) : NULL;
    return arg ? analyze_call_core(c, &missing_var, &arg, 1) : NULL;
}

bool resolve_is_core(PyObject *ns) { return ns && PyUnicode_CompareWithASCIIString(ns, "clojure.core") == 0; }

bool resolve_is_clojures(PyObject *ns) {
    static const char *const names[] = {
        "core", "core.protocols", "core.reducers", "core.server", "core.specs.alpha", "data", "datafy", "edn", "inspector", "instant",
        "java.browse", "java.io", "java.javadoc", "java.process", "java.shell", "main", "math", "pprint", "reflect", "repl", "repl.deps", "set",
        "spec.alpha", "spec.gen.alpha", "spec.test.alpha", "stacktrace", "string", "template", "test", "test.junit", "test.tap", "uuid", "walk",
        "xml", "zip",
    };
    const char *text = ns ? PyUnicode_AsUTF8(ns) : NULL;
    if (!text) return (PyErr_Clear(), false);
    if (strncmp(text, "clojure.", 8) != 0) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text + 8, names[i]) == 0) return true;
    return false;
}

static struct node *unknown_symbol(struct compiler *c, struct method *m, Ref symbol) {
    struct ns *ns = ns_current();
    struct symbol *s = symbol_of(symbol);
    SCOPED_PY PyObject *text = symbol_str(symbol);
    SCOPED_PY PyObject *candidates = NULL;
    if (!s->ns) {
        PyObject *all = ns_all(ns);
        candidates = all ? PyDict_Keys(all) : NULL;
        add_locals(candidates, m);
    } else {
        PyObject *target = PyDict_GetItem(ns->aliases, s->ns);
        if (!target) target = PyDict_GetItem(core_ns->aliases, s->ns);
        if (!target) target = (PyObject *)ns_find(s->ns);
        if (!target) {
            candidates = PyDict_Keys(ns->aliases);
            SCOPED_PY PyObject *more = PyDict_Keys(all_namespaces);
            if (candidates && more) PyList_SetSlice(candidates, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, more);
            SCOPED_PY PyObject *hint = suggestions(s->ns, candidates);
            const char *here = instead_of(s->ns);
            if (here) return compile_error(c, "No such namespace: %U (in %U). Here it is %s", s->ns, text, here);
            if (is_module(s->ns))
                return compile_error(c, "No such namespace: %U (in %U). The Python module of that name is loaded by (require '%U)", s->ns, text, s->ns);
            return compile_error(c, "No such namespace: %U (in %U)%U", s->ns, text, hint);
        }
        candidates = members_of(target);
    }
    if (!text || !candidates) return NULL;
    if (resolve_is_core(s->ns)) {
        SCOPED_PY PyObject *what = PyUnicode_FromFormat("Unable to resolve symbol: %U", text);
        return what ? resolve_missing_core(c, what) : NULL;
    }
    SCOPED_PY PyObject *hint = suggestions(s->name, candidates);
    if (!s->ns && PyUnicode_GET_LENGTH(hint) == 0 && is_module(s->name))
        return compile_error(c, "Unable to resolve symbol: %U in this context. The Python module of that name is loaded by (require '%U)", text, text);
    const bool py = s->ns && PyUnicode_CompareWithASCIIString(s->ns, "py") == 0;
    if (py && PyUnicode_GET_LENGTH(hint) == 0) {
        const char *more = is_module(s->name) ? ". A Python module of that name is loaded by require" : "";
        return compile_error(c, "Unable to resolve symbol: %U in this context: Python has no builtin %U%s", text, s->name, more);
    }
    if (s->ns && PyUnicode_GET_LENGTH(hint) == 0 && is_module(s->ns))
        return compile_error(c, "Unable to resolve symbol: %U in this context. The Python module %U is loaded by (require '%U)", text, s->ns, s->ns);
    return compile_error(c, "Unable to resolve symbol: %U in this context%U", text, hint);
}

static struct node *member_node(struct compiler *c, struct node *object, PyObject *name) {
    struct node *n = ast_new(c, N_MEMBER);
    if (!n) return NULL;
    n->items = ast_alloc(c, sizeof *n->items);
    n->k = compiler_own(c, keep_obj(name));
    if (!n->items || !n->k.w) return NULL;
    n->items[0] = object;
    n->n = 1;
    n->op = OP_GETATTR;
    return n;
}

// package.module.attribute: the longest prefix that can be imported, then attributes.
static enum lookup import_dotted(PyObject *dotted, Value *found) {
    PyObject *module = NULL;
    *found = ERR;
    SCOPED_PY PyObject *dot = PyUnicode_FromString(".");
    SCOPED_PY PyObject *parts = dot ? PyUnicode_Split(dotted, dot, -1) : NULL;
    if (!parts) return LOOKUP_FAILED;
    Py_ssize_t n = PyList_GET_SIZE(parts);
    for (Py_ssize_t i = 0; i < n; i++)
        if (PyUnicode_GET_LENGTH(PyList_GET_ITEM(parts, i)) == 0) return LOOKUP_ABSENT;
    for (Py_ssize_t used = n; used > 0 && !module; used--) {
        SCOPED_PY PyObject *head = PyList_GetSlice(parts, 0, used);
        SCOPED_PY PyObject *name = head ? PyUnicode_Join(dot, head) : NULL;
        module = name ? PyImport_Import(name) : NULL;
        if (!module) {
            if (!PyErr_ExceptionMatches(PyExc_ImportError)) return LOOKUP_FAILED;
            PyErr_Clear();
            continue;
        }
        for (Py_ssize_t i = used; i < n && module; i++) Py_SETREF(module, PyObject_GetAttr(module, PyList_GET_ITEM(parts, i)));
        if (!module) return (PyErr_Clear(), LOOKUP_ABSENT);
    }
    if (!module) return LOOKUP_ABSENT;
    *found = val_of(module);
    return ok(*found) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

LIB_VAR(namespace_source, "cljsh.core", "namespace-source", "clojure/core/87_modules.clj");
LIB_VAR(require, "clojure.core", "require", "clojure/core/70_ns.clj");

int resolve_load_namespace(PyObject *name) {
    Ref find = lib_var_root(&namespace_source);
    if (!lib_var(&require)) return -1;
    if (!find.w) return 0; // core itself is being loaded
    SCOPED Value source = call1(find, ref_of(name));
    if (ok(source) && is_nil(ref(source))) return 0;
    SCOPED Value library = ok(source) ? symbol_new(NULL, name) : ERR;
    if (failed(library)) return -1;
    SCOPED Value done = call1(ref_of(require.var), ref(library));
    return failed(done) ? -1 : ns_find(name) != NULL;
}

// Loads the library that defines my.name_space.Type, when it has not been loaded: 1; 0 when there is no such library, -1.
static int load_namespace_of(PyObject *type) {
    Py_ssize_t dot = PyUnicode_FindChar(type, '.', 0, PyUnicode_GET_LENGTH(type), -1);
    SCOPED_PY PyObject *munged = PyUnicode_Substring(type, 0, dot);
    SCOPED_PY PyObject *name = munged ? PyObject_CallMethod(munged, "replace", "ss", "_", "-") : NULL;
    return !name ? -1 : ns_find(name) ? 0 : resolve_load_namespace(name);
}

LIB_VAR(protocol_interface_var, "cljsh.core", "protocol-interface", "class/protocol_prims.c");

static struct node *host_const(struct compiler *c, Value v) {
    Ref k = compiler_own(c, v);
    return k.w ? const_node(c, k) : NULL;
}

static struct node *var_node(struct compiler *c, struct var *v) {
    if (v->is_macro) {
        SCOPED_PY PyObject *name = var_str(v);
        return compile_error(c, "Can't take value of a macro: #'%U", name);
    }
    if (v->is_const && v->root.w) return const_node(c, compiler_own(c, keep(ref(v->root))));
    struct node *n = ast_new(c, N_VAR);
    if (n) n->k = ref_of(v);
    return n;
}

// Is it a local, a class or a Python module?
static bool named_here(struct compiler *c, struct method *m, struct ns *ns, PyObject *name) {
    PyObject *o = ns_lookup(ns, name);
    if (o && is_var(ref_of(o))) o = is_obj(ref(((struct var *)o)->root)) ? obj(ref(((struct var *)o)->root)) : NULL;
    if (o && (PyType_Check(o) || PyModule_Check(o))) return true;
    bool error = false;
    SCOPED Value symbol = symbol_new(NULL, name);
    bool found = ok(symbol) && scope_find_local(c, m, ref(symbol), &error);
    PyErr_Clear();
    return found;
}

// A class, or the var that holds one (deftype's).
static bool is_type_or_its_var(PyObject *o) {
    if (o && is_var(ref_of(o))) {
        Ref held = ref(((struct var *)o)->root);
        o = held.w && is_obj(held) ? obj(held) : NULL;
    }
    return o && PyType_Check(o);
}

static struct node *type_node(struct compiler *c, PyObject *o) {
    return is_var(ref_of(o)) ? var_node(c, (struct var *)o) : const_node(c, ref_of(o));
}

// The class of a full name, of ours or of the JVM's.
static enum lookup class_named(PyObject *name, Value *class) {
    PyObject *known = ns_lookup(core_ns, name);
    if (!known || !PyType_Check(known)) return java_class_named(name, class);
    *class = keep_obj(known);
    return LOOKUP_FOUND;
}

// --- Class/.method, Class/new, Class/1 ----------------------------------------

// Is the node's value a class, as far as it is known now?
static PyTypeObject *class_of_node(struct node *n) {
    Ref held = !n ? NO_REF : n->type == N_CONST ? n->k : n->type == N_VAR ? ref(var_of(n->k)->root) : NO_REF;
    return held.w && is_obj(held) && PyType_Check(obj(held)) ? (PyTypeObject *)obj(held) : NULL;
}

struct node *qualifying_class(struct compiler *c, struct method *m, Ref symbol) {
    SCOPED Value name = symbol_new(NULL, symbol_of(symbol)->ns);
    bool error = false;
    struct local *l = ok(name) ? scope_find_local(c, m, ref(name), &error) : NULL;
    if (error || failed(name)) return NULL;
    struct node *n = l ? NULL : resolve_symbol(c, m, ref(name));
    if (n && class_of_node(n)) return n;
    SCOPED_PY PyObject *text = l || n ? symbol_str(symbol) : NULL;
    return text ? compile_error(c, "%U is no class (in %U)", symbol_of(symbol)->ns, text) : NULL;
}

// The value of Class/.method: a function of the object and up to four arguments.
static struct node *method_value(struct compiler *c, struct method *m, Ref symbol) {
    if (!qualifying_class(c, m, symbol)) return NULL;
    SCOPED Value method = symbol_new(NULL, symbol_of(symbol)->name);
    Value names[5] = {SYM("object"), SYM("a"), SYM("b"), SYM("c"), SYM("d")};
    struct forms fn;
    forms_start(&fn);
    forms_give(&fn, SYM("fn*"));
    for (int n = 1; n <= 5; n++) {
        struct forms params, call;
        forms_start(&params);
        forms_start(&call);
        forms_give(&call, ok(method) ? keep(ref(method)) : ERR);
        for (int i = 0; i < n; i++) {
            forms_give(&params, ok(names[i]) ? keep(ref(names[i])) : ERR);
            forms_give(&call, ok(names[i]) ? keep(ref(names[i])) : ERR);
        }
        forms_give(&fn, FORM(forms_vec(&params), forms_list(&call)));
    }
    Ref form = compiler_own(c, forms_list(&fn));
    for (int i = 0; i < 5; i++) xdrop(names[i]);
    return form.w ? analyze(c, m, form, false) : NULL;
}

bool resolve_is_dimensions(PyObject *name) {
    Py_UCS4 first = PyUnicode_GET_LENGTH(name) == 1 ? PyUnicode_READ_CHAR(name, 0) : 0;
    return first >= '1' && first <= '9';
}

// Arrays of primitive elements have a class each; others, and arrays of arrays, are lists: String/1, long/2.
PyTypeObject *resolve_array_class(Ref symbol) {
    const struct { const char *name; PyTypeObject *type; } primitives[] = {
        {"boolean", TYPE_OBJECT(prim_array_types[ARRAY_BOOLEAN])}, {"byte", &byte_array_type}, {"char", &PyList_Type},
        {"short", TYPE_OBJECT(prim_array_types[ARRAY_SHORT])},     {"int", TYPE_OBJECT(prim_array_types[ARRAY_INT])},
        {"long", TYPE_OBJECT(prim_array_types[ARRAY_LONG])},       {"float", TYPE_OBJECT(prim_array_types[ARRAY_FLOAT])},
        {"double", TYPE_OBJECT(prim_array_types[ARRAY_DOUBLE])},
    };
    const struct symbol *s = symbol_of(symbol);
    if (!s->ns || !resolve_is_dimensions(s->name)) return NULL;
    for (size_t i = 0; i < sizeof primitives / sizeof *primitives; i++)
        if (PyUnicode_CompareWithASCIIString(s->ns, primitives[i].name) == 0)
            return PyUnicode_CompareWithASCIIString(s->name, "1") == 0 ? primitives[i].type : &PyList_Type;
    return NULL;
}

static struct node *array_class(struct compiler *c, struct method *m, Ref symbol) {
    PyTypeObject *type = resolve_array_class(symbol);
    if (!type && !qualifying_class(c, m, symbol)) return NULL;
    return const_node(c, ref_of((PyObject *)(type ? type : &PyList_Type)));
}

// Class/new is the class, unless it has something of that name itself.
static struct node *class_member(struct compiler *c, struct node *class, PyObject *name) {
    PyTypeObject *type = class_of_node(class);
    if (type && PyUnicode_CompareWithASCIIString(name, "new") == 0 && !PyObject_HasAttrString((PyObject *)type, "new")) return class;
    return class ? member_node(c, class, name) : NULL;
}

static struct node *resolve_qualified(struct compiler *c, struct method *m, Ref symbol, struct ns *ns) {
    struct symbol *s = symbol_of(symbol);
    Py_ssize_t length = PyUnicode_GET_LENGTH(s->name);
    Py_UCS4 first = length ? PyUnicode_READ_CHAR(s->name, 0) : 0;
    if (first == '.' && length > 1) return method_value(c, m, symbol);
    if (resolve_is_dimensions(s->name)) return array_class(c, m, symbol);
    struct var *java = java_static(c, m, s->ns, NULL, s->name); // Math/abs
    if (java && !java->is_macro) {
        note_resolved(symbol, java);
        return var_node(c, java);
    }
    PyObject *target = PyDict_GetItemWithError(ns->aliases, s->ns);
    PyObject *class_too = target && is_ns(ref_of(target)) ? ns_lookup(ns, s->ns) : NULL;
    if (class_too && PyType_Check(class_too)) target = NULL; // an imported class, which may have it
    if (!target) target = PyDict_GetItemWithError(core_ns->aliases, s->ns);
    if (!target) target = (PyObject *)ns_find(s->ns);
    if (!target && !named_here(c, m, ns, s->ns)) { // an alias that need not be asked for
        int added = ns_default(ns, s->ns, NULL, false);
        if (added < 0) return NULL;
        if (added) target = PyDict_GetItemWithError(ns->aliases, s->ns);
    }
    if (target && !is_ns(ref_of(target))) { // an attribute of a Python module, read each time
        Value now;
        if (ns_resolve(ns, symbol, &now) < 0) PyErr_Clear();
        bool builtin = PyModule_Check(target) && strcmp(PyModule_GetName(target), "builtins") == 0;
        if (builtin && now.w) {
            note_host(s->ns, s->name, ref(now));
            return host_const(c, now);
        }
        xdrop(now);
        if (builtin) return unknown_symbol(c, m, symbol);
        note_host(NULL, s->ns, ref_of(target));
        return member_node(c, const_node(c, ref_of(target)), s->name);
    }
    struct var *maker = target ? NULL : ns_maker(s->ns);
    if (maker) { // (maker "name")
        struct node *call = ast_new(c, N_CALL);
        if (!call || !(call->items = ast_alloc(c, 2 * sizeof *call->items))) return NULL;
        call->items[1] = const_node(c, ref_of(s->name));
        call->n = 2;
        call->op = OP_CALLV;
        call->k = ref_of(maker);
        return call->items[1] ? call : NULL;
    }
    Value v;
    enum lookup found = ns_resolve(ns, symbol, &v);
    if (found == LOOKUP_ABSENT) { // a static member that a class of the JVM's has not here is an error when it is used
        Value class;
        enum lookup has = java_class_of_statics(c, m, s->ns, &class);
        if (has == LOOKUP_FOUND) return member_node(c, host_const(c, class), s->name);
        if (has < 0) return NULL;
    }
    if (found == LOOKUP_ABSENT && !target) { // Class/member, or a.b/c of a Python module
        PyObject *class = ns_lookup(ns, s->ns);
        if (!class) class = ns_lookup(core_ns, s->ns);
        if (class && !is_var(ref_of(class))) {
            note_host(NULL, s->ns, ref_of(class));
            return class_member(c, const_node(c, ref_of(class)), s->name);
        }
        Ref held = class && is_var(ref_of(class)) ? ref(var_of(ref_of(class))->root) : NO_REF;
        if (held.w && is_obj(held) && (PyType_Check(obj(held)) || PyModule_Check(obj(held)))) {
            struct node *n = ast_new(c, N_VAR);
            if (!n) return NULL;
            n->k = ref_of(class);
            return class_member(c, n, s->name);
        }
        bool error = false;
        SCOPED Value outer = symbol_new(NULL, s->ns);
        struct local *l = ok(outer) ? scope_find_local(c, m, ref(outer), &error) : NULL;
        if (l && l->is_field) return member_node(c, field_node(c, m, l), s->name);
        if (l) { // x/attr of a local
            struct node *n = ast_new(c, N_LOCAL);
            if (!n) return NULL;
            n->local = l;
            l->uses++;
            return member_node(c, n, s->name);
        }
        if (ns_names_module(s->ns)) {
            PyObject *type = ns_member(s->ns); // my.ns.Type/member
            if (is_type_or_its_var(type)) return class_member(c, type_node(c, type), s->name);
            Value k;
            enum lookup there = ns_names_class(s->ns) ? class_named(s->ns, &k) : LOOKUP_ABSENT;
            if (there == LOOKUP_FOUND) return class_member(c, host_const(c, k), s->name);
            int loaded = there < 0 ? -1 : resolve_load_namespace(s->ns);
            if (loaded) return loaded < 0 ? NULL : resolve_qualified(c, m, symbol, ns);
            there = import_dotted(s->ns, &k);
            if (there == LOOKUP_FOUND) return class_member(c, host_const(c, k), s->name);
            if (there == LOOKUP_ABSENT && ns_names_class(s->ns)) there = java_missing_class(s->ns, &k);
            if (there == LOOKUP_FOUND) return member_node(c, host_const(c, k), s->name);
            if (there < 0) return NULL;
        }
        return unknown_symbol(c, m, symbol);
    }
    if (found != LOOKUP_FOUND) return found < 0 ? NULL : unknown_symbol(c, m, symbol);
    if (!is_var(ref(v))) {
        note_host(s->ns, s->name, ref(v));
        return host_const(c, v);
    }
    compiler_own(c, v);
    note_resolved(symbol, var_of(ref(v)));
    struct node *n = var_node(c, var_of(ref(v)));
    if (n && n->type == N_VAR && var_of(n->k)->is_private && var_of(n->k)->ns != ns && !c->core) {
        SCOPED_PY PyObject *name = var_str(var_of(n->k));
        return compile_error(c, "var: #'%U is not public", name);
    }
    return n;
}

struct node *resolve_symbol(struct compiler *c, struct method *m, Ref symbol) {
    struct ns *ns = ns_current();
    struct symbol *s = symbol_of(symbol);
    if (s->ns) return resolve_qualified(c, m, symbol, ns);
    PyObject *o = ns_lookup(ns, s->name);
    if (!o) o = ns_always(s->name);
    if (!o) {
        o = ns_lookup(core_ns, s->name); // the host's classes are known everywhere
        if (o && is_var(ref_of(o))) o = NULL;
    }
    if (o && is_var(ref_of(o))) {
        note_resolved(symbol, (struct var *)o);
        return var_node(c, (struct var *)o);
    }
    if (o) {
        note_host(NULL, s->name, ref_of(o));
        return const_node(c, ref_of(o));
    }
    if (analyze_is_special_symbol(symbol)) {
        SCOPED_PY PyObject *text = symbol_str(symbol);
        return compile_error(c, "Can't take value of a special form: %U", text);
    }
    PyObject *alias = PyDict_GetItemWithError(ns->aliases, s->name);
    if (!alias) alias = PyDict_GetItemWithError(core_ns->aliases, s->name);
    if (alias && !is_ns(ref_of(alias))) { // a Python module by its alias
        note_host(NULL, s->name, ref_of(alias));
        return const_node(c, ref_of(alias));
    }
    if (PyUnicode_FindChar(s->name, '.', 1, PyUnicode_GET_LENGTH(s->name), 1) > 0) {
        PyObject *member = ns_member(s->name); // my.ns.Type
        if (is_type_or_its_var(member)) return type_node(c, member);
        Ref held = member && is_var(ref_of(member)) ? ref(((struct var *)member)->root) : NO_REF;
        if (held.w && is_protocol(held)) {
            struct node *protocol = var_node(c, (struct var *)member);
            return protocol ? analyze_call_core(c, &protocol_interface_var, &protocol, 1) : NULL;
        }
        Value k;
        enum lookup there = java_class_named(s->name, &k);
        int loaded = there == LOOKUP_ABSENT ? load_namespace_of(s->name) : 0;
        if (loaded) return loaded < 0 ? NULL : resolve_symbol(c, m, symbol);
        if (there == LOOKUP_ABSENT) there = import_dotted(s->name, &k);
        if (there == LOOKUP_ABSENT && ns_names_class(s->name)) there = java_missing_class(s->name, &k); // an error only if it is used
        if (there != LOOKUP_ABSENT) return there < 0 ? NULL : host_const(c, k);
    }
    if (Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(s->name, 0)) || ns_names_class(s->name)) { // of java.lang, made when it is wanted
        Value java;
        enum lookup there = java_class_named(s->name, &java);
        if (there != LOOKUP_ABSENT) return there < 0 ? NULL : host_const(c, java);
    }
    if (ns_names_module(s->name)) { // a Python module that was required, by its name
        PyObject *module = PyDict_GetItemWithError(PyImport_GetModuleDict(), s->name);
        if (module) {
            note_host(NULL, s->name, ref_of(module));
            return const_node(c, ref_of(module));
        }
    }
    bool once = m && m->loop == c->top; // not in a function, nor in a loop
    int added = ns_default(ns, NULL, s->name, once);
    if (added) return added < 0 ? NULL : resolve_symbol(c, m, symbol);
    return unknown_symbol(c, m, symbol);
}

// Is it the name of a namespace that is not there yet, as far as its looks go (java.lang.Math names a class)?
static bool may_be_library(struct ns *ns, PyObject *name) {
    if (PyDict_GetItem(ns->aliases, name) || PyDict_GetItem(core_ns->aliases, name) || ns_find(name) || ns_lookup(ns, name)) return false;
    const Py_ssize_t n = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, n, -1);
    return dot >= 0 && dot + 1 < n && !Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(name, dot + 1));
}

enum lookup analyze_macro_of(struct compiler *c, Ref symbol, Value *macro) {
    struct ns *ns = symbol_is(symbol, "deftype*") ? core_ns : ns_current(); // a special form elsewhere: whatever is referred
    struct symbol *s = symbol_of(symbol);
    *macro = ERR;
    if (s->ns) {
        PyObject *target = PyDict_GetItemWithError(ns->aliases, s->ns);
        if (target && !is_ns(ref_of(target))) return LOOKUP_ABSENT;
        if (!target && may_be_library(ns, s->ns) && resolve_load_namespace(s->ns) < 0) return LOOKUP_FAILED;
    }
    SCOPED Value v = ERR;
    enum lookup found = ns_resolve(ns, symbol, &v);
    if (found != LOOKUP_FOUND) return found;
    if (!is_var(ref(v)) || !var_of(ref(v))->is_macro) return LOOKUP_ABSENT;
    struct var *var = var_of(ref(v));
    if (var->is_private && var->ns != ns) {
        SCOPED_PY PyObject *name = var_str(var);
        compile_error(c, "var: #'%U is not public", name);
        return LOOKUP_FAILED;
    }
    note_resolved(symbol, var);
    note_macro(var);
    *macro = var_get(var);
    return ok(*macro) ? LOOKUP_FOUND : LOOKUP_FAILED;
}
