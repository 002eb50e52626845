// SPDX-License-Identifier: MIT
/* def, var, set!, members; see special.h. */
#include "base/error.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "compile/java.h"
#include "compile/recording.h"
#include "compile/special.h"
#include "data/str.h"
#include "data/symbol.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/lib_var.h"

// --- def, var -------------------------------------------------------------

static Value assoc_kw(Value map, Ref key, Value x) {
    if (failed(map) || failed(x)) {
        xdrop(map);
        xdrop(x);
        return ERR;
    }
    map = map_assoc(map, key, ref(x));
    drop(x);
    return map;
}

LIB_VAR(def_function, "cljsh.core", "def*", "compile/eval_prims.c");
LIB_VAR(set_var_function, "cljsh.core", "set-var*", "compile/eval_prims.c");
LIB_VAR(merge_function, "clojure.core", "merge", "clojure/core/25_reduce.clj");

static struct node *def_meta(struct compiler *c, struct method *m, Ref symbol, struct ns *ns, Ref doc) {
    struct symbol *s = symbol_of(symbol);
    Value map = map_empty();
    PyObject *file = py_give(var_get(file_var));
    map = assoc_kw(map, KW("line"), int_value(c->line));
    map = assoc_kw(map, KW("column"), int_value(c->column));
    map = assoc_kw(map, KW("file"), file ? adopt(file) : nil_value());
    map = assoc_kw(map, KW("name"), symbol_new(NULL, s->name));
    map = assoc_kw(map, KW("ns"), keep_obj(ns));
    if (doc.w) map = assoc_kw(map, KW("doc"), keep(doc));
    Ref base = compiler_own(c, map);
    if (!base.w) return NULL;
    if (!s->meta) return const_node(c, base);
    struct node *user = analyze(c, m, ref_of(s->meta), false);
    if (!user) return NULL;
    if (user->type != N_CONST) {
        struct node *args[] = {const_node(c, base), user};
        return analyze_call_core(c, &merge_function, args, 2);
    }
    Value merged = keep(base);
    struct map_cursor cursor = {0};
    Ref key, val;
    if (!is_plain_map(user->k)) merged = coll_conj(merged, user->k); // a sorted map, a record
    while (is_plain_map(user->k) && ok(merged) && map_each(user->k, &cursor, &key, &val)) merged = map_assoc(merged, key, val);
    Ref all = compiler_own(c, merged);
    return all.w ? const_node(c, all) : NULL;
}

LIB_VAR(err_var, "clojure.core", "*err*", "clojure/core/05_vars.clj");

// Writes a line to *err*: 0 or -1.  Takes the text.
static int warn(PyObject *text) {
    SCOPED_PY PyObject *line = text;
    struct var *err = lib_var(&err_var);
    Value stream = line && err ? var_get(err) : ERR;
    if (failed(stream)) return -1;
    PyObject *r = is_nil(ref(stream)) ? Py_NewRef(Py_None) : PyObject_CallMethod(obj(ref(stream)), "write", "O", line);
    drop(stream);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

int analyze_check_replaced(struct ns *ns, PyObject *name, struct var *by) {
    PyObject *there = ns_lookup(ns, name);
    struct var *v = there && is_var(ref_of(there)) ? (struct var *)there : NULL;
    if (!v || v == by || !v->ns) return 1;
    const bool interned = v->ns == ns && PyUnicode_Compare(v->name, name) == 0;
    if (interned && !by) return 1;
    const char *owner = PyUnicode_AsUTF8(v->ns->name), *own = PyUnicode_AsUTF8(ns->name);
    if (!owner || !own) return -1;
    // Names of ours are there without asking, and what stands for commands has the names of commands.
    if ((!interned && strncmp(owner, "cljsh.", 6) == 0) || strncmp(own, "cljsh.", 6) == 0) return 1;
    SCOPED_PY PyObject *was = var_str(v), *is = by ? var_str(by) : PyUnicode_FromFormat("%U/%U", ns->name, name);
    if (!was || !is) return -1;
    if (!interned)
        return warn(PyUnicode_FromFormat("WARNING: %U already refers to: #'%U in namespace: %U, being replaced by: #'%U\n", name, was, ns->name, is)) < 0 ? -1 : 1;
    if (by->ns == core_ns) return 0;
    return warn(PyUnicode_FromFormat("REJECTED: attempt to replace interned var #'%U with #'%U in %U, you must ns-unmap first\n", was, is, ns->name));
}

// *name* without ^:dynamic
static int warn_of_earmuffs(struct compiler *c, struct symbol *s) {
    Py_ssize_t n = PyUnicode_GET_LENGTH(s->name);
    if (c->core || n < 3 || PyUnicode_READ_CHAR(s->name, 0) != '*' || PyUnicode_READ_CHAR(s->name, n - 1) != '*') return 0;
    SCOPED Value dynamic = s->meta ? coll_get(ref_of(s->meta), KW("dynamic"), NIL) : nil_value();
    if (failed(dynamic) || is_true(ref(dynamic))) return failed(dynamic) ? -1 : 0;
    SCOPED Value file = var_get(file_var);
    if (failed(file)) return -1;
    return warn(PyUnicode_FromFormat("Warning: %U not declared dynamic and thus is not dynamically rebindable, but its name suggests otherwise. "
                                     "Please either indicate ^:dynamic %U or change the name. (%S:%d)\n",
                                     s->name, s->name, obj(ref(file)), c->line));
}

struct node *analyze_def(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 2 || !is_symbol(PART(1))) return compile_error(c, "First argument to def must be a Symbol");
    if (p->n > 4) return compile_error(c, "Too many arguments to def");
    if (p->n == 4 && !is_str(PART(2))) return compile_error(c, "Too many arguments to def: the third may only be a docstring");
    struct symbol *s = symbol_of(PART(1));
    struct ns *ns = ns_current();
    if (s->ns && PyUnicode_Compare(s->ns, ns->name) != 0)
        return compile_error(c, "Can't refer to a qualified var that doesn't exist: %U/%U", s->ns, s->name);
    if (!c->core && analyze_check_replaced(ns, s->name, NULL) < 0) return NULL;
    struct var *v = ns_intern(ns, s->name);
    if (!v || origin_touch(ns) < 0 || warn_of_earmuffs(c, s) < 0) return NULL;
    note_interned(v);
    struct node *call = ast_new(c, N_CALL);
    Ref define = lib_var_root(&def_function);
    if (!call || !define.w || !(call->items = ast_list(c, 4))) return NULL;
    call->op = OP_CALLK;
    call->k = define;
    call->items[1] = const_node(c, ref_of(v));
    call->items[2] = def_meta(c, m, PART(1), ns, p->n == 4 ? PART(2) : NO_REF);
    if (!call->items[1] || !call->items[2]) return NULL;
    call->n = 3;
    if (p->n > 2) {
        c->name_hint = var_str(v);
        Ref hint = compiler_own(c, adopt(c->name_hint));
        c->async_hint = analyze_is_async(PART(1)) ? c->name_hint : NULL;
        if (!hint.w || !(call->items[call->n++] = analyze(c, m, PART(p->n - 1), false))) return NULL;
    }
    return call;
}

struct node *analyze_var(struct compiler *c, struct parts *p) {
    if (p->n != 2 || !is_symbol(PART(1))) return compile_error(c, "var takes one symbol");
    Value v;
    enum lookup found = ns_resolve(ns_current(), PART(1), &v);
    PyObject *named = symbol_of(PART(1))->ns;
    if (found == LOOKUP_ABSENT && resolve_is_clojures(named) && !ns_find(named)) { // Clojure's own are there without being asked for
        int loaded = resolve_load_namespace(named);
        if (loaded < 0) return NULL;
        if (loaded) found = ns_resolve(ns_current(), PART(1), &v);
    }
    if (found < 0) return NULL;
    if (found == LOOKUP_ABSENT || !is_var(ref(v))) {
        xdrop(v);
        SCOPED_PY PyObject *name = symbol_str(PART(1));
        if (name && resolve_is_clojures(symbol_of(PART(1))->ns)) {
            SCOPED_PY PyObject *what = PyUnicode_FromFormat("Unable to resolve var: %U", name);
            return what ? resolve_missing_core(c, what) : NULL;
        }
        return compile_error(c, "Unable to resolve var: %U in this context", name);
    }
    note_resolved(PART(1), var_of(ref(v)));
    return const_node(c, compiler_own(c, v));
}

// --- members --------------------------------------------------------------

struct node *analyze_member(struct compiler *c, enum node_type type, PyObject *name, struct node *object, struct node *value) {
    struct node *n = ast_new(c, type);
    if (!n || !object || !(n->items = ast_list(c, 2))) return NULL;
    n->k = compiler_own(c, adopt(name));
    n->op = OP_GETATTR;
    n->items[0] = object;
    n->items[1] = value;
    n->n = value ? 2 : 1;
    return n->k.w ? n : NULL;
}

PyObject *tail_name(PyObject *name, Py_ssize_t from, Py_ssize_t cut) {
    PyObject *s = PyUnicode_Substring(name, from, PyUnicode_GET_LENGTH(name) - cut);
    if (s) PyUnicode_InternInPlace(&s);
    return s;
}

// The call of a method with the words from `first` on as arguments (perhaps ** and keywords).
struct node *method_call(struct compiler *c, struct method *m, PyObject *name, struct node *object, struct parts *p, Py_ssize_t first) {
    struct node *n = ast_new(c, N_METHOD);
    if (!n || !object || !(n->items = ast_list(c, p->n + 1))) return NULL;
    n->k = compiler_own(c, adopt(name));
    if (!n->k.w) return NULL;
    n->items[n->n++] = object;
    for (Py_ssize_t i = first; i < p->n; i++) {
        if (!symbol_is(PART(i), "**")) {
            if (!(n->items[n->n++] = analyze(c, m, PART(i), false))) return NULL;
            continue;
        }
        struct node *map;
        if (p->n - i - 1 == 1) {
            map = analyze(c, m, PART(i + 1), false);
        } else {
            if ((p->n - i - 1) % 2) return compile_error(c, "** is followed by keyword arguments in pairs, or by one map of them");
            map = ast_new(c, N_MAP);
            if (map && !(map->items = ast_list(c, p->n))) map = NULL;
            for (Py_ssize_t j = i + 1; map && j < p->n; j++)
                if (!(map->items[map->n++] = analyze(c, m, PART(j), false))) map = NULL;
        }
        if (!map) return NULL;
        n->items[n->n++] = map;
        n->kwargs = true;
        break;
    }
    return n;
}

/* (. Thread currentThread), (. Math abs -1) and (. Math (abs -1)) are (Class/member arg …); a static member that
 * is no function is its value. */
static enum lookup static_call(struct compiler *c, struct method *m, struct parts *p, Value *form) {
    *form = ERR;
    bool error = false, listed = kind_of(PART(2)) & (K_SEQ | K_LIST);
    if (!is_symbol(PART(1)) || symbol_of(PART(1))->ns || scope_find_local(c, m, PART(1), &error) || error) return error ? LOOKUP_FAILED : LOOKUP_ABSENT;
    struct parts call = *p;
    if (listed && (call.n = seq_to_words(PART(2), &call.words)) < 0) return LOOKUP_FAILED;
    Py_ssize_t first = listed ? 0 : 2;
    Ref name = call.n > first ? ref(call.words[first]) : NO_REF;
    struct var *v = name.w && is_symbol(name) ? java_static(c, m, symbol_of(PART(1))->name, NULL, symbol_of(name)->name) : NULL;
    if (v) {
        SCOPED Value member = symbol_new(symbol_of(PART(1))->name, symbol_of(name)->name);
        if (ok(member) && call.n == first + 1 && !(kind_of(ref(v->root)) & K_FN)) {
            *form = keep(ref(member));
        } else if (ok(member)) {
            *form = list_empty();
            for (Py_ssize_t i = call.n; i-- > first + 1 && ok(*form);) *form = list_cons(ref(call.words[i]), *form);
            if (ok(*form)) *form = list_cons(ref(member), *form);
        }
    }
    if (listed) seq_words_free(call.words, call.n);
    return !v ? LOOKUP_ABSENT : ok(*form) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

struct node *analyze_dot(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 3) return compile_error(c, "Malformed member expression, expecting (. target member ...)");
    Value form;
    enum lookup is_static = static_call(c, m, p, &form);
    if (is_static < 0) return NULL;
    if (is_static == LOOKUP_FOUND) {
        Ref own = compiler_own(c, form);
        return own.w ? analyze(c, m, own, false) : NULL;
    }
    struct node *object = analyze(c, m, PART(1), false);
    if (!object) return NULL;
    if (is_symbol(PART(2))) {
        PyObject *name = symbol_of(PART(2))->name;
        if (PyUnicode_GET_LENGTH(name) > 1 && PyUnicode_READ_CHAR(name, 0) == '-') {
            if (p->n > 3) return compile_error(c, "An attribute takes no arguments");
            return analyze_member(c, N_MEMBER, tail_name(name, 1, 0), object, NULL);
        }
        if (p->n > 3) return method_call(c, m, Py_NewRef(name), object, p, 3);
        struct node *n = analyze_member(c, N_MEMBER, Py_NewRef(name), object, NULL);
        if (n) n->op = OP_ATTRCALL;
        return n;
    }
    if (!(kind_of(PART(2)) & (K_SEQ | K_LIST)) || p->n > 3) return compile_error(c, "Malformed member expression");
    struct parts call;
    call.n = form_to_words(PART(2), &call.words);
    if (call.n < 0) return NULL;
    struct node *n = call.n && is_symbol(ref(call.words[0]))
        ? method_call(c, m, Py_NewRef(symbol_of(ref(call.words[0]))->name), object, &call, 1)
        : compile_error(c, "Malformed member expression");
    seq_words_free(call.words, call.n);
    return n;
}

struct node *analyze_set(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n != 3) return compile_error(c, "set! takes a target and a value");
    Ref target = PART(1);
    if (is_symbol(target)) {
        bool error = false;
        struct local *local = scope_find_local(c, m, target, &error);
        if (local && local->is_field) return ast_set_field(c, m, local, analyze(c, m, PART(2), false));
        if (local) {
            SCOPED_PY PyObject *name = symbol_str(target);
            return compile_error(c, "Cannot assign to the local %U: it is not mutable", name);
        }
        struct node *v = resolve_symbol(c, m, target);
        if (!v) return NULL;
        struct node *value = analyze(c, m, PART(2), false);
        if (v->type == N_MEMBER && value) return analyze_member(c, N_SETMEMBER, (PyObject *)keep(v->k).w, v->items[0], value);
        if (v->type != N_VAR) return compile_error(c, "Invalid assignment target");
        v->type = N_CONST; // the var itself
        return value ? analyze_call_core(c, &set_var_function, (struct node *[]){v, value}, 2) : NULL;
    }
    if (kind_of(target) & (K_SEQ | K_LIST)) {
        struct node *place = analyze(c, m, target, false);
        if (!place) return NULL;
        if (place->type == N_MEMBER) {
            struct node *value = analyze(c, m, PART(2), false);
            return value ? analyze_member(c, N_SETMEMBER, (PyObject *)keep(place->k).w, place->items[0], value) : NULL;
        }
    }
    return compile_error(c, "Invalid assignment target");
}
