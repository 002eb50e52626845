// SPDX-License-Identifier: MIT
/* The special forms. */
#include "base/error.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "compile/record.h"
#include "data/coll.h"
#include "data/map.h"
#include "data/seq.h"
#include "data/str.h"
#include "data/symbol.h"
#include "data/vector.h"
#include "vm/each.h"
#include "vm/special.h"
#include "vm/vm.h"

// A form taken apart: words[0] is the head.
struct parts { Value *words; Py_ssize_t n; };
#define PART(i) ref(p->words[i])

static struct node **node_list(struct compiler *c, Py_ssize_t n) { return arena_alloc(c, (size_t)(n + 1) * sizeof(struct node *)); }

// The tail of a form as a body.
static struct node *body_from(struct compiler *c, struct method *m, struct parts *p, Py_ssize_t first, bool tail) {
    if (first >= p->n) return const_node(c, NIL);
    if (first == p->n - 1) return analyze(c, m, PART(first), tail);
    struct node *n = node_new(c, N_DO);
    if (!n || !(n->items = node_list(c, p->n - first))) return NULL;
    for (Py_ssize_t i = first; i < p->n; i++)
        if (!(n->items[n->n++] = analyze(c, m, PART(i), tail && i == p->n - 1))) return NULL;
    n->value = n->items[n->n - 1]->value;
    return n;
}

// --- def, var, set! -------------------------------------------------------

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

static struct node *def_meta(struct compiler *c, struct method *m, Ref symbol, struct ns *ns, Ref doc) {
    struct symbol *s = symbol_of(symbol);
    Value map = map_empty();
    PyObject *file = py_give(var_get(file_var));
    map = assoc_kw(map, KW("line"), int_value(c->line));
    map = assoc_kw(map, KW("column"), int_value(c->column));
    map = assoc_kw(map, KW("file"), file ? own(file) : nil_value());
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
        return call_core(c, m, "merge", args, 2);
    }
    Value merged = keep(base);
    struct map_cursor cursor = {0};
    Ref key, val;
    while (ok(merged) && map_each(user->k, &cursor, &key, &val)) merged = map_assoc(merged, key, val);
    Ref all = compiler_own(c, merged);
    return all.w ? const_node(c, all) : NULL;
}

// Is there ^:async on the name, or the vector of parameters?
static bool is_async(Ref named) {
    SCOPED Value meta = coll_meta(named);
    SCOPED Value async = ok(meta) ? coll_get(ref(meta), KW("async"), NIL) : ERR;
    if (failed(async)) PyErr_Clear();
    return ok(async) && is_true(ref(async));
}

static struct node *analyze_def(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 2 || !is_symbol(PART(1))) return compile_error(c, "First argument to def must be a symbol");
    if (p->n > 4) return compile_error(c, "Too many arguments to def");
    if (p->n == 4 && !is_str(PART(2))) return compile_error(c, "Too many arguments to def: the third may only be a docstring");
    struct symbol *s = symbol_of(PART(1));
    struct ns *ns = ns_current();
    if (s->ns && PyUnicode_Compare(s->ns, ns->name) != 0)
        return compile_error(c, "Can't refer to a qualified var that doesn't exist: %U/%U", s->ns, s->name);
    struct var *v = ns_intern(ns, s->name);
    if (!v || origin_touch(ns) < 0) return NULL;
    struct node *call = node_new(c, N_CALL);
    struct var *define = ns_intern_utf8("cljsh.core", "def*");
    if (!call || !define || !(call->items = node_list(c, 4))) return NULL;
    call->op = OP_CALLK;
    call->k = ref(define->root);
    call->items[1] = const_node(c, ref_of(v));
    call->items[2] = def_meta(c, m, PART(1), ns, p->n == 4 ? PART(2) : NO_REF);
    if (!call->items[1] || !call->items[2]) return NULL;
    call->n = 3;
    if (p->n > 2) {
        c->name_hint = var_str(v);
        Ref hint = compiler_own(c, own(c->name_hint));
        c->async_hint = is_async(PART(1)) ? c->name_hint : NULL;
        if (!hint.w || !(call->items[call->n++] = analyze(c, m, PART(p->n - 1), false))) return NULL;
    }
    return call;
}

static struct node *analyze_var(struct compiler *c, struct parts *p) {
    if (p->n != 2 || !is_symbol(PART(1))) return compile_error(c, "var takes one symbol");
    Value v = ns_resolve(ns_current(), PART(1));
    if (failed(v) || !is_var(ref(v))) {
        if (PyErr_Occurred()) return NULL;
        xdrop(v);
        SCOPED_PY PyObject *name = symbol_str(PART(1));
        return compile_error(c, "Unable to resolve var: %U in this context", name);
    }
    note_resolved(PART(1), var_of(ref(v)));
    return const_node(c, compiler_own(c, v));
}

static struct node *call_own(struct compiler *c, const char *name, struct node *a, struct node *b) {
    struct var *v = ns_intern_utf8("cljsh.core", name);
    struct node *call = node_new(c, N_CALL);
    if (!a || !b || !v || !call || !(call->items = node_list(c, 3))) return NULL;
    call->op = OP_CALLK;
    call->k = ref(v->root);
    call->items[1] = a;
    call->items[2] = b;
    call->n = 3;
    return call;
}

// --- members --------------------------------------------------------------

static struct node *member(struct compiler *c, enum node_type type, PyObject *name, struct node *object, struct node *value) {
    struct node *n = node_new(c, type);
    if (!n || !object || !(n->items = node_list(c, 2))) return NULL;
    n->k = compiler_own(c, own(name));
    n->op = OP_GETATTR;
    n->items[0] = object;
    n->items[1] = value;
    n->n = value ? 2 : 1;
    return n->k.w ? n : NULL;
}

static PyObject *tail_name(PyObject *name, Py_ssize_t from, Py_ssize_t cut) {
    PyObject *s = PyUnicode_Substring(name, from, PyUnicode_GET_LENGTH(name) - cut);
    if (s) PyUnicode_InternInPlace(&s);
    return s;
}

// The call of a method with the words from `first` on as arguments (perhaps ** and keywords).
static struct node *method_call(struct compiler *c, struct method *m, PyObject *name, struct node *object, struct parts *p, Py_ssize_t first) {
    struct node *n = node_new(c, N_METHOD);
    if (!n || !object || !(n->items = node_list(c, p->n + 1))) return NULL;
    n->k = compiler_own(c, own(name));
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
            map = node_new(c, N_MAP);
            if (map && !(map->items = node_list(c, p->n))) map = NULL;
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

static struct node *analyze_dot(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 3) return compile_error(c, "Malformed member expression, expecting (. target member ...)");
    struct node *object = analyze(c, m, PART(1), false);
    if (!object) return NULL;
    if (is_symbol(PART(2))) {
        PyObject *name = symbol_of(PART(2))->name;
        if (PyUnicode_GET_LENGTH(name) > 1 && PyUnicode_READ_CHAR(name, 0) == '-') {
            if (p->n > 3) return compile_error(c, "An attribute takes no arguments");
            return member(c, N_MEMBER, tail_name(name, 1, 0), object, NULL);
        }
        if (p->n > 3) return method_call(c, m, Py_NewRef(name), object, p, 3);
        struct node *n = member(c, N_MEMBER, Py_NewRef(name), object, NULL);
        if (n) n->op = OP_ATTRCALL;
        return n;
    }
    if (!(kind_of(PART(2)) & (K_SEQ | K_LIST)) || p->n > 3) return compile_error(c, "Malformed member expression");
    struct parts call;
    call.n = seq_to_words(PART(2), &call.words);
    if (call.n < 0) return NULL;
    struct node *n = call.n && is_symbol(ref(call.words[0]))
        ? method_call(c, m, Py_NewRef(symbol_of(ref(call.words[0]))->name), object, &call, 1)
        : compile_error(c, "Malformed member expression");
    words_free(call.words, call.n);
    return n;
}

static struct node *analyze_set(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n != 3) return compile_error(c, "set! takes a target and a value");
    Ref target = PART(1);
    if (is_symbol(target)) {
        bool error = false;
        struct local *local = local_find(c, m, target, &error);
        if (local && local->is_field) return set_field_node(c, m, local, analyze(c, m, PART(2), false));
        if (local) {
            SCOPED_PY PyObject *name = symbol_str(target);
            return compile_error(c, "Cannot assign to the local %U: it is not mutable", name);
        }
        struct node *v = resolve_symbol(c, m, target);
        if (!v) return NULL;
        struct node *value = analyze(c, m, PART(2), false);
        if (v->type == N_MEMBER && value) return member(c, N_SETMEMBER, (PyObject *)keep(v->k).w, v->items[0], value);
        if (v->type != N_VAR) return compile_error(c, "Invalid assignment target");
        v->type = N_CONST; // the var itself
        return call_own(c, "set-var*", v, value);
    }
    if (kind_of(target) & (K_SEQ | K_LIST)) {
        struct node *place = analyze(c, m, target, false);
        if (!place) return NULL;
        if (place->type == N_MEMBER) {
            struct node *value = analyze(c, m, PART(2), false);
            return value ? member(c, N_SETMEMBER, (PyObject *)keep(place->k).w, place->items[0], value) : NULL;
        }
    }
    return compile_error(c, "Invalid assignment target");
}

// --- binding forms --------------------------------------------------------

static struct node *analyze_let(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "let* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = seq_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *first = NULL, *previous = NULL;
    if (n % 2) { compile_error(c, "Bad binding form, expected a value for each name"); goto fail; }
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i])) || symbol_of(ref(words[i]))->ns) { compile_error(c, "Bad binding form, expected a symbol"); goto fail; }
        struct node *let = node_new(c, N_LET);
        if (!let || !(let->a = analyze(c, m, ref(words[i + 1]), false))) goto fail;
        let->local = local_new(c, m, ref(words[i]));
        if (!let->local || scope_push(c, m, let->local) < 0) goto fail;
        let->local->value = let->a->value;
        if (previous) previous->b = let;
        else first = let;
        previous = let;
    }
    struct node *body = body_from(c, m, p, 2, tail);
    if (!body) goto fail;
    m->scope = saved;
    words_free(words, n);
    if (!previous) return body;
    previous->b = body;
    for (struct node *let = first; let != body; let = let->b) let->value = body->value;
    return first;
fail:
    m->scope = saved;
    words_free(words, n);
    return NULL;
}

static struct node *analyze_loop(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "loop* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = seq_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *outer_loop = m->loop, *loop = NULL;
    bool outer_no_recur = m->no_recur;
    struct node *result = NULL;
    bool *untyped = arena_alloc(c, (size_t)n + 1); // of which locals nothing may be supposed
    if (n % 2) { compile_error(c, "Bad binding form, expected a value for each name"); goto done; }
again: // with fewer suppositions, when a recur contradicts one
    m->scope = saved;
    m->loop = outer_loop;
    m->no_recur = outer_no_recur;
    loop = node_new(c, N_LOOP);
    if (!loop || !untyped || !(loop->items = node_list(c, n / 2)) || !(loop->locals = arena_alloc(c, (size_t)(n / 2 + 1) * sizeof *loop->locals)))
        goto done;
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i])) || symbol_of(ref(words[i]))->ns) { compile_error(c, "Bad binding form, expected a symbol"); goto done; }
        if (!(loop->items[loop->n] = analyze(c, m, ref(words[i + 1]), false))) goto done;
        struct local *l = loop->locals[loop->n++] = local_new(c, m, ref(words[i]));
        if (!l || scope_push(c, m, l) < 0) goto done;
        l->is_loop = true;
        l->value = untyped[i / 2] ? ANY_VALUE : loop->items[i / 2]->value;
    }
    m->loop = loop;
    m->no_recur = false;
    loop->b = body_from(c, m, p, 2, true);
    if (!loop->b) goto done;
    bool contradicted = false;
    for (int i = 0; i < loop->n; i++)
        if (loop->locals[i]->misfit) untyped[i] = contradicted = true;
    if (contradicted) goto again;
    loop->value = loop->b->value;
    result = loop;
done:
    m->loop = outer_loop;
    m->no_recur = outer_no_recur;
    m->scope = saved;
    words_free(words, n);
    return result;
}

bool node_pure(struct node *n) {
    if (n->type == N_CONST || n->type == N_LOCAL) return true;
    if (n->type != N_OP) return false;
    for (int i = 0; i < n->n; i++)
        if (!node_pure(n->items[i])) return false;
    return true;
}

static bool mentions(struct node *n, struct local *l) {
    if (n->type == N_LOCAL) return n->local == l;
    for (int i = 0; n->type == N_OP && i < n->n; i++)
        if (mentions(n->items[i], l)) return true;
    return false;
}

// Instructions without effects may be evaluated in the order that needs the
// fewest copies: first those whose local no other one reads any more.
static void order_items(struct node *n, struct local **locals) {
    for (int i = 0; i < n->n; i++) {
        n->order[i] = i;
        if (!node_pure(n->items[i])) {
            for (int j = 0; j < n->n; j++) n->order[j] = j;
            return;
        }
    }
    for (int i = 0; i < n->n; i++) {
        int best = i;
        for (int j = i; j < n->n; j++) {
            bool free = true;
            for (int k = i; k < n->n && free; k++)
                free = k == j || !mentions(n->items[n->order[k]], locals[n->order[j]]);
            if (free) { best = j; break; }
        }
        int which = n->order[best];
        memmove(&n->order[i + 1], &n->order[i], (size_t)(best - i) * sizeof *n->order);
        n->order[i] = which;
    }
}

static struct node *analyze_recur(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (m->no_recur) return compile_error(c, "Cannot recur across try");
    if (!tail) return compile_error(c, "Can only recur from tail position");
    struct node *loop = m->loop, *n = node_new(c, N_RECUR);
    if (p->n - 1 != loop->n)
        return compile_error(c, "Mismatched argument count to recur, expected: %d args, got: %zd", loop->n, p->n - 1);
    if (!n || !(n->items = node_list(c, p->n)) || !(n->order = arena_alloc(c, (size_t)p->n * sizeof *n->order))) return NULL;
    for (Py_ssize_t i = 1; i < p->n; i++)
        if (!(n->items[n->n++] = analyze(c, m, PART(i), false))) return NULL;
    n->target = loop;
    loop->number = 1;
    for (int i = 0; i < n->n; i++)
        if (loop->locals[i]->value != ANY_VALUE && loop->locals[i]->value != n->items[i]->value) loop->locals[i]->misfit = true;
    order_items(n, loop->locals);
    return n;
}

static bool hinted(struct local *l, const char *type) {
    PyObject *meta = symbol_of(l->name)->meta;
    bool error = false;
    Ref tag = meta ? map_find(ref_of(meta), KW("tag"), &error) : NO_REF;
    if (error) PyErr_Clear();
    return tag.w && is_symbol(tag) && symbol_is(tag, type);
}

// --- functions ------------------------------------------------------------

static struct method *analyze_method(struct compiler *c, struct fn_node *fn, Ref params, Ref body_form, Ref form, struct parts *p, Py_ssize_t first) {
    (void)body_form;
    if (!(kind_of(params) & K_VECTOR)) {
        SCOPED_PY PyObject *text = PyObject_Repr(obj(form));
        return compile_error(c, "Parameter declaration should be a vector in %.80U", text);
    }
    struct method *m = arena_alloc(c, sizeof *m);
    struct node *loop = node_new(c, N_LOOP);
    Value *words;
    Py_ssize_t n = m && loop ? seq_to_words(params, &words) : -1;
    if (n < 0) return NULL;
    m->fn = fn;
    m->async = fn->async || is_async(params);
    m->params = loop->locals = arena_alloc(c, (size_t)(n + 1) * sizeof *m->params);
    struct method *result = NULL;
    int count = 0;
    for (Py_ssize_t i = 0; m->params && i < n; i++) {
        Ref name = ref(words[i]);
        if (!is_symbol(name)) { compile_error(c, "fn params must be Symbols"); goto done; }
        if (symbol_of(name)->ns) { compile_error(c, "Can't use qualified name as parameter: %U", symbol_of(name)->name); goto done; }
        if (symbol_is(name, "&")) {
            if (m->variadic || i != n - 2) { compile_error(c, "Invalid parameter list: & must be followed by exactly one name"); goto done; }
            m->variadic = true;
            m->nparams = count;
            continue;
        }
        struct local *l = local_new(c, m, name);
        if (!l || scope_push(c, m, l) < 0) goto done;
        m->params[count++] = l;
    }
    if (!m->params) goto done;
    if (!m->variadic) m->nparams = count;
    if (m->nparams > MAX_FIXED) { compile_error(c, "Can't specify more than %d params", MAX_FIXED); goto done; }
    loop->n = count;
    if (fn->class) { // recur does not give the instance again
        if (m->nparams == 0) { compile_error(c, "A method needs a parameter for the instance: %U", fn->full_name); goto done; }
        loop->locals++;
        loop->n--;
    }
    m->loop = loop;
    // A parameter with the hint ^double is taken out of its tag once, in the body.
    struct node *outermost = NULL, *innermost = NULL;
    for (int i = 0; i < count; i++) {
        if (hinted(m->params[i], "long")) m->params[i]->value = INT_VALUE;
        if (!hinted(m->params[i], "double")) continue;
        struct node *let = node_new(c, N_LET), *raw = node_new(c, N_OP), *use = node_new(c, N_LOCAL);
        if (!let || !raw || !use || !(raw->items = node_list(c, 1)) || !(let->local = local_new(c, m, m->params[i]->name)) ||
            scope_push(c, m, let->local) < 0)
            goto done;
        use->local = m->params[i];
        raw->op = OP_FUNBOX;
        raw->items[0] = use;
        raw->n = 1;
        raw->value = let->local->value = DOUBLE_VALUE;
        let->a = raw;
        if (innermost) innermost->b = let;
        else outermost = let;
        innermost = let;
    }
    struct node *body = body_from(c, m, p, first, true);
    if (!body) goto done;
    if (innermost) {
        innermost->b = body;
        body = outermost;
    }
    m->body = body;
    if (loop->number) {
        loop->b = body;
        m->body = loop;
    }
    result = m;
done:
    words_free(words, n);
    return result;
}

static struct fn_node *analyze_fn_in(struct compiler *c, struct method *outer, Ref form, PyObject *hint, struct class_scope *class) {
    struct fn_node *fn = arena_alloc(c, sizeof *fn);
    struct parts parts, *p = &parts;
    parts.n = fn ? seq_to_words(form, &parts.words) : -1;
    if (parts.n < 0) return NULL;
    fn->outer = outer;
    fn->class = class;
    Py_ssize_t i = 1;
    static long counter;
    if (i < p->n && is_symbol(PART(i))) fn->name = PART(i++);
    fn->async = (hint && hint == c->async_hint) || (fn->name.w && is_async(fn->name));
    struct ns *ns = ns_current();
    PyObject *name = hint ? Py_NewRef(hint)
        : fn->name.w      ? PyUnicode_FromFormat("%U/%U", ns->name, symbol_of(fn->name)->name)
        : outer && outer->fn->full_name && outer->fn->outer ? PyUnicode_FromFormat("%U/fn--%ld", ns->name, ++counter)
                          : PyUnicode_FromFormat("%U/fn--%ld", ns->name, ++counter);
    fn->full_name = (PyObject *)compiler_own(c, own(name)).w;
    struct fn_node *result = NULL;
    if (!fn->full_name) goto done;
    if (i >= p->n) { compile_error(c, "fn needs a vector of parameters"); goto done; }
    if (kind_of(PART(i)) & K_VECTOR) {
        fn->methods = arena_alloc(c, sizeof *fn->methods);
        if (!fn->methods || !(fn->methods[0] = analyze_method(c, fn, PART(i), NIL, form, p, i + 1))) goto done;
        fn->nmethods = 1;
        result = fn;
        goto done;
    }
    fn->methods = arena_alloc(c, (size_t)(p->n - i) * sizeof *fn->methods);
    if (!fn->methods) goto done;
    for (; i < p->n; i++) {
        if (!(kind_of(PART(i)) & (K_SEQ | K_LIST))) {
            SCOPED_PY PyObject *text = PyObject_Repr(obj(form));
            compile_error(c, "Invalid signature in %.80U: should be a list of parameters and body", text);
            goto done;
        }
        struct parts arity;
        arity.n = seq_to_words(PART(i), &arity.words);
        if (arity.n < 0) goto done;
        struct method *method = arity.n
            ? analyze_method(c, fn, ref(arity.words[0]), NIL, form, &arity, 1)
            : compile_error(c, "An arity needs a vector of parameters");
        words_free(arity.words, arity.n);
        if (!method) goto done;
        fn->methods[fn->nmethods++] = method;
    }
    result = fn;
done:
    words_free(parts.words, parts.n);
    return result;
}

struct fn_node *analyze_fn(struct compiler *c, struct method *outer, Ref form, PyObject *hint) {
    return analyze_fn_in(c, outer, form, hint, NULL);
}

struct fn_node *analyze_class_method(struct compiler *c, struct method *outer, Ref form, PyObject *name, struct class_scope *class) {
    return analyze_fn_in(c, outer, form, name, class);
}

static struct node *fn_node(struct compiler *c, struct method *m, Ref form, PyObject *hint) {
    struct node *n = node_new(c, N_FN);
    if (!n || !(n->fn = analyze_fn(c, m, form, hint))) return NULL;
    n->n = n->fn->ncaptured;
    if (!(n->items = node_list(c, n->n))) return NULL;
    for (int i = 0; i < n->n; i++) {
        if (!(n->items[i] = node_new(c, N_LOCAL))) return NULL;
        n->items[i]->local = n->fn->captured[i];
    }
    return n;
}

static struct node *analyze_letfn(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "letfn* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = seq_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *node = node_new(c, N_LETFN), *result = NULL;
    if (n % 2 || !node || !(node->items = node_list(c, n / 2)) || !(node->locals = arena_alloc(c, (size_t)(n / 2 + 1) * sizeof *node->locals)))
        goto done;
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i]))) { compile_error(c, "Bad binding form, expected a symbol"); goto done; }
        struct local *l = node->locals[i / 2] = local_new(c, m, ref(words[i]));
        if (!l || scope_push(c, m, l) < 0) goto done;
    }
    for (Py_ssize_t i = 0; i < n; i += 2) {
        struct node *fn = analyze(c, m, ref(words[i + 1]), false);
        if (!fn) goto done;
        if (fn->type != N_FN) { compile_error(c, "letfn* binds functions only"); goto done; }
        // Its own name is the local, so that it is the same function for all.
        node->items[node->n++] = fn;
    }
    if (!(node->b = body_from(c, m, p, 2, tail))) goto done;
    result = node;
done:
    m->scope = saved;
    words_free(words, n);
    return result;
}

// --- try, throw, case -----------------------------------------------------

static bool clause_is(Ref form, const char *name) {
    if (!(kind_of(form) & (K_SEQ | K_LIST))) return false;
    SCOPED Value head = seq_first(form);
    if (failed(head)) return (PyErr_Clear(), false);
    return symbol_is(ref(head), name);
}

static struct node *analyze_catch_class(struct compiler *c, struct method *m, Ref class) {
    if (is_keyword(class) && same(class, KW("default"))) return const_node(c, ref_of(PyExc_BaseException));
    return analyze(c, m, class, false);
}

static struct node *analyze_try(struct compiler *c, struct method *m, struct parts *p) {
    Py_ssize_t body_end = 1, catches_end;
    while (body_end < p->n && !clause_is(PART(body_end), "catch") && !clause_is(PART(body_end), "finally")) body_end++;
    catches_end = body_end;
    while (catches_end < p->n && clause_is(PART(catches_end), "catch")) catches_end++;
    Ref finally = NO_REF;
    if (catches_end < p->n) {
        if (!clause_is(PART(catches_end), "finally"))
            return compile_error(c, "Only catch or finally clause can follow catch in try expression");
        if (catches_end != p->n - 1) return compile_error(c, "finally clause must be last in try expression");
        finally = PART(catches_end);
    }
    struct parts body = {p->words, body_end};
    bool outer = m->no_recur;
    m->no_recur = true;
    struct node *n = node_new(c, N_TRY), *result = NULL;
    if (!n || !(n->a = body_from(c, m, &body, 1, false))) goto done;
    Py_ssize_t count = catches_end - body_end;
    n->catches = arena_alloc(c, (size_t)(count + 1) * sizeof *n->catches);
    if (!n->catches) goto done;
    for (Py_ssize_t i = body_end; i < catches_end; i++) {
        struct parts clause;
        clause.n = seq_to_words(PART(i), &clause.words);
        if (clause.n < 0) goto done;
        struct catch_clause *k = &n->catches[n->n];
        struct scope *saved = m->scope;
        if (clause.n < 3 || !is_symbol(ref(clause.words[2])) || symbol_of(ref(clause.words[2]))->ns) {
            compile_error(c, "Bad catch clause, expected (catch Class name body ...)");
        } else if ((k->class = analyze_catch_class(c, m, ref(clause.words[1]))) && (k->local = local_new(c, m, ref(clause.words[2]))) &&
                   scope_push(c, m, k->local) == 0) {
            k->body = body_from(c, m, &clause, 3, false);
        }
        m->scope = saved;
        words_free(clause.words, clause.n);
        if (!k->body) goto done;
        n->n++;
    }
    if (finally.w) {
        // The clause stands twice in the code: after success and after failure.
        Value rest = seq_next(finally);
        Ref forms = compiler_own(c, rest);
        if (!forms.w || !(n->b = analyze_body(c, m, forms, false)) || !(n->c = analyze_body(c, m, forms, false))) goto done;
    }
    result = count || finally.w ? n : n->a;
done:
    m->no_recur = outer;
    return result;
}

static struct node *analyze_case(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 3) return compile_error(c, "case* needs a test and a default");
    struct node *n = node_new(c, N_CASE);
    if (!n || !(n->a = analyze(c, m, PART(1), false)) || !(n->items = node_list(c, p->n)) ||
        !(n->consts = arena_alloc(c, (size_t)p->n * sizeof *n->consts)))
        return NULL;
    for (Py_ssize_t i = 3; i < p->n; i++) {
        if (!(kind_of(PART(i)) & K_VECTOR)) return compile_error(c, "case*: a clause is [(constant ...) form]");
        SCOPED Value consts = coll_nth(PART(i), int_ref(0), NO_REF);
        SCOPED Value then = coll_nth(PART(i), int_ref(1), NO_REF);
        if (failed(consts) || failed(then)) return NULL;
        Value *words;
        Py_ssize_t count = seq_to_words(ref(consts), &words);
        if (count < 0) return NULL;
        Ref *list = arena_alloc(c, (size_t)(count + 1) * sizeof *list);
        if (!list) return NULL;
        for (Py_ssize_t j = 0; j < count; j++) list[j] = compiler_own(c, words[j]);
        PyMem_Free(words);
        n->consts[n->n] = list;
        if (!(n->items[n->n] = analyze(c, m, compiler_own(c, keep(ref(then))), tail))) return NULL;
        n->n++;
    }
    return (n->c = analyze(c, m, PART(2), tail)) ? n : NULL;
}

// --- the table ------------------------------------------------------------

enum special {
    S_DEF, S_IF, S_DO, S_LET, S_LOOP, S_RECUR, S_FN, S_LETFN, S_QUOTE, S_VAR, S_THROW, S_TRY, S_CASE, S_SET, S_DOT, S_NEW,
    S_CATCH, S_FINALLY, S_AMP, S_METHODS, S_REIFY, S_EACH, S_YIELD, S_COUNT
};
static const char *const special_names[S_COUNT] = {
    "def", "if", "do", "let*", "loop*", "recur", "fn*", "letfn*", "quote", "var", "throw", "try", "case*", "set!", ".", "new",
    "catch", "finally", "&", "methods*", "reify*", "each*", "yield*",
};

static int special_index(Ref symbol) {
    static PyObject *names[S_COUNT];
    if (!names[0])
        for (int i = 0; i < S_COUNT; i++) names[i] = PyUnicode_InternFromString(special_names[i]);
    struct symbol *s = symbol_of(symbol);
    if (s->ns) return -1;
    for (int i = 0; i < S_COUNT; i++)
        if (s->name == names[i]) return i;
    return -1;
}

bool is_special_symbol(Ref symbol) { return special_index(symbol) >= 0; }

static struct node *analyze_if(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 3) return compile_error(c, "Too few arguments to if");
    if (p->n > 4) return compile_error(c, "Too many arguments to if");
    struct node *n = node_new(c, N_IF);
    if (!n || !(n->a = analyze(c, m, PART(1), false)) || !(n->b = analyze(c, m, PART(2), tail))) return NULL;
    n->c = p->n == 4 ? analyze(c, m, PART(3), tail) : const_node(c, NIL);
    if (!n->c) return NULL;
    // A branch that goes elsewhere has no value that could differ.
    bool leaves = n->b->type == N_RECUR || n->b->type == N_THROW, other_leaves = n->c->type == N_RECUR || n->c->type == N_THROW;
    n->value = leaves ? n->c->value : other_leaves || n->b->value == n->c->value ? n->b->value : ANY_VALUE;
    return n;
}

static struct node *analyze_new(struct compiler *c, struct method *m, struct node *class, struct parts *p, Py_ssize_t first) {
    if (!class) return NULL;
    struct node *n = node_new(c, N_CALL);
    if (!n || !(n->items = node_list(c, p->n + 1))) return NULL;
    n->op = OP_CALL;
    n->items[n->n++] = class;
    for (Py_ssize_t i = first; i < p->n; i++) {
        if (symbol_is(PART(i), "**")) {
            struct node *call = method_call(c, m, PyUnicode_InternFromString("__call__"), class, p, first);
            return call;
        }
        if (!(n->items[n->n++] = analyze(c, m, PART(i), false))) return NULL;
    }
    return n;
}

// What a generator or coroutine hands out, and stops for.
struct node *yield_node(struct compiler *c, struct method *m, struct node *value, enum yield_mode mode) {
    if (!m || m->loop == c->top) return compile_error(c, "%s outside of a function", mode == YIELD_AWAIT ? "await" : "yield");
    if (m->async && mode != YIELD_AWAIT) return compile_error(c, "An ^:async function can't yield: it is awaited");
    struct node *n = value ? node_new(c, N_YIELD) : NULL;
    if (!n) return NULL;
    n->a = value;
    n->op = (uint8_t)mode;
    m->yields |= mode != YIELD_AWAIT;
    return n;
}

// (yield* value x), (yield* from x)
static struct node *analyze_yield(struct compiler *c, struct method *m, struct parts *p) {
    bool from = p->n == 3 && symbol_is(PART(1), "from");
    if (!from && !(p->n == 3 && symbol_is(PART(1), "value"))) return compile_error(c, "yield takes one value");
    return yield_node(c, m, analyze(c, m, PART(2), false), from ? YIELD_FROM : YIELD_VALUE);
}

// (each* mode f chunk gathered): gathered, a chunk buffer or an accumulator, after f was called with each element.
static struct node *analyze_each(struct compiler *c, struct method *m, struct parts *p) {
    static const char *const modes[] = {[EACH_MAP] = "map", [EACH_FILTER] = "filter", [EACH_KEEP] = "keep", [EACH_REDUCE] = "reduce"};
    struct node *n = node_new(c, N_EACH);
    if (!n || !(n->items = node_list(c, 3))) return NULL;
    for (n->number = EACH_REDUCE; n->number >= 0; n->number--)
        if (p->n == 5 && symbol_is(PART(1), modes[n->number])) break;
    if (n->number < 0) return compile_error(c, "each* needs map, filter, keep or reduce, a function, a chunk and a place");
    for (; n->n < 3; n->n++)
        if (!(n->items[n->n] = analyze(c, m, PART(2 + n->n), false))) return NULL;
    return n;
}

static struct node *analyze_parts(struct compiler *c, struct method *m, int which, Ref form, struct parts *p, bool tail) {
    switch (which) {
    case S_DEF: return analyze_def(c, m, p);
    case S_IF: return analyze_if(c, m, p, tail);
    case S_DO: return body_from(c, m, p, 1, tail);
    case S_LET: return analyze_let(c, m, p, tail);
    case S_LOOP: return analyze_loop(c, m, p);
    case S_RECUR: return analyze_recur(c, m, p, tail);
    case S_LETFN: return analyze_letfn(c, m, p, tail);
    case S_QUOTE:
        if (p->n != 2) return compile_error(c, "quote takes one form");
        return const_node(c, compiler_own(c, keep(PART(1))));
    case S_VAR: return analyze_var(c, p);
    case S_THROW: {
        if (p->n != 2) return compile_error(c, "throw takes one exception");
        struct node *n = node_new(c, N_THROW);
        return n && (n->a = analyze(c, m, PART(1), false)) ? n : NULL;
    }
    case S_TRY: return analyze_try(c, m, p);
    case S_CASE: return analyze_case(c, m, p, tail);
    case S_METHODS: return analyze_methods(c, m, form);
    case S_REIFY: return analyze_reify(c, m, form);
    case S_YIELD: return analyze_yield(c, m, p);
    case S_EACH: return analyze_each(c, m, p);
    case S_SET: return analyze_set(c, m, p);
    case S_DOT: return analyze_dot(c, m, p);
    case S_NEW:
        if (p->n < 2) return compile_error(c, "new needs a class");
        return analyze_new(c, m, analyze(c, m, PART(1), false), p, 2);
    default: return compile_error(c, "%s is only for its place in a special form", special_names[which]);
    }
    (void)form;
}

struct node *analyze_special(struct compiler *c, struct method *m, Ref head, Ref form, bool tail, bool *handled) {
    int which = special_index(head);
    PyObject *hint = c->name_hint, *name = symbol_of(head)->name;
    c->name_hint = NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(name);
    bool method = which < 0 && !symbol_of(head)->ns && length > 1 && PyUnicode_READ_CHAR(name, 0) == '.' &&
                  PyUnicode_READ_CHAR(name, 1) != '.';
    bool constructor = which < 0 && length > 1 && PyUnicode_READ_CHAR(name, length - 1) == '.' &&
                       PyUnicode_READ_CHAR(name, length - 2) != '.';
    *handled = which >= 0 || method || constructor;
    if (!*handled) return NULL;
    if (which == S_FN) return fn_node(c, m, form, hint);
    struct parts parts, *p = &parts;
    parts.n = seq_to_words(form, &parts.words);
    if (parts.n < 0) return NULL;
    struct node *n;
    if (method) {
        if (p->n < 2) {
            n = compile_error(c, "Malformed member expression, expecting (.member target ...)");
        } else {
            struct node *object = analyze(c, m, PART(1), false);
            if (length > 2 && PyUnicode_READ_CHAR(name, 1) == '-') n = object ? member(c, N_MEMBER, tail_name(name, 2, 0), object, NULL) : NULL;
            else n = object ? method_call(c, m, tail_name(name, 1, 0), object, p, 2) : NULL;
            if (n && n->type == N_METHOD && n->n == 1 && !n->kwargs) { // without arguments it may be an attribute
                n->type = N_MEMBER;
                n->op = OP_ATTRCALL;
            }
        }
    } else if (constructor) {
        PyObject *bare = tail_name(name, 0, 1);
        Value class = bare ? symbol_new(symbol_of(head)->ns, bare) : ERR;
        Py_XDECREF(bare);
        Ref symbol = compiler_own(c, class);
        n = symbol.w ? analyze_new(c, m, analyze(c, m, symbol, false), p, 1) : NULL;
    } else {
        n = analyze_parts(c, m, which, form, p, tail);
    }
    words_free(parts.words, parts.n);
    return n;
}
