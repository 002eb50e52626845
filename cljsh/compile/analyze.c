// SPDX-License-Identifier: MIT
/* From forms to the tree: macros are expanded, names resolved. */
#include "base/call.h"
#include "base/cstack.h"
#include "base/error.h"
#include "base/pages.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/set.h"
#include "coll/vector.h"
#include "compile/java.h"
#include "compile/ast.h"
#include "compile/compile.h"
#include "data/symbol.h"
#include "read/show.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "vars/lib_var.h"
#include "vm/rare.h"
#include "vm/vm.h"

PyObject *CompileError;

// --- errors and positions -------------------------------------------------

static void set_position(PyObject *e, struct compiler *c) {
    Value file = var_get(file_var);
    PyObject *f = ok(file) ? py_give(file) : (PyErr_Clear(), Py_NewRef(Py_None));
    PyObject *line = PyLong_FromLong(c->line), *column = PyLong_FromLong(c->column);
    if (PyObject_SetAttrString(e, "file", f) < 0 || PyObject_SetAttrString(e, "line", line) < 0 ||
        PyObject_SetAttrString(e, "column", column) < 0)
        PyErr_Clear();
    Py_XDECREF(f);
    Py_XDECREF(line);
    Py_XDECREF(column);
}

COLD void *compile_error(struct compiler *c, const char *format, ...) {
    va_list args;
    va_start(args, format);
    PyErr_FormatV(CompileError, format, args);
    va_end(args);
    PyObject *e = exception_fetch();
    if (!e) return NULL;
    set_position(e, c);
    PyErr_SetObject((PyObject *)Py_TYPE(e), e);
    Py_DECREF(e);
    return NULL;
}

void go_to(struct compiler *c, Ref form) {
    struct position where;
    if (c->reader && is_obj(form) && reader_position(c->reader, form, &where)) {
        c->line = where.line;
        c->column = where.column;
        return;
    }
    if (!(kind_of(form) & K_SEQ)) return;
    PyObject **meta = meta_slot(form);
    if (!meta || !*meta) return;
    bool error = false;
    Ref line = map_find(ref_of(*meta), KW("line"), &error), column = map_find(ref_of(*meta), KW("column"), &error);
    if (error) PyErr_Clear();
    if (line.w && is_int(line)) c->line = (int)int_of(line), c->column = column.w && is_int(column) ? (int)int_of(column) : 0;
}

// --- locals ---------------------------------------------------------------

struct local *scope_new_local(struct compiler *c, struct method *m, Ref name) {
    struct local *l = ast_alloc(c, sizeof *l);
    if (!l) return NULL;
    l->name = name;
    l->method = m;
    l->id = m->nlocals++;
    return l;
}

static bool same_name(Ref a, Ref b) {
    struct symbol *x = symbol_of(a), *y = symbol_of(b);
    return x->name == y->name && !x->ns && !y->ns;
}

#define SCOPE_DEEP 64 // locals among which a name is looked for one by one
#define SCOPE_HASH 4096

static unsigned name_hash(Ref symbol) { return (unsigned)((uintptr_t)symbol_of(symbol)->name >> 4) % SCOPE_HASH; }

static void scope_enter(struct method *m, struct scope *s) {
    struct scope **chain = &m->names[name_hash(s->local->name)];
    s->same_hash = *chain;
    *chain = s;
}

// All that is in scope, the outermost first.
static int scope_enter_all(struct compiler *c, struct method *m) {
    int n = m->scope->depth;
    struct scope **all = PyMem_New(struct scope *, n);
    m->names = ast_alloc(c, SCOPE_HASH * sizeof *m->names);
    if (!all || !m->names) return PyMem_Free(all), PyErr_NoMemory(), -1;
    memset(m->names, 0, SCOPE_HASH * sizeof *m->names);
    for (struct scope *s = m->scope; s; s = s->up) all[--n] = s;
    for (int i = 0; i < m->scope->depth; i++) scope_enter(m, all[i]);
    PyMem_Free(all);
    return 0;
}

int scope_push(struct compiler *c, struct method *m, struct local *local) {
    struct scope *s = ast_alloc(c, sizeof *s);
    if (!s) return -1;
    *s = (struct scope){.up = m->scope, .local = local, .depth = m->scope ? m->scope->depth + 1 : 1};
    m->scope = s;
    if (m->names) scope_enter(m, s);
    else if (s->depth > SCOPE_DEEP) return scope_enter_all(c, m);
    return 0;
}

void scope_restore(struct method *m, struct scope *saved) {
    for (; m->scope != saved; m->scope = m->scope->up)
        if (m->names) m->names[name_hash(m->scope->local->name)] = m->scope->same_hash;
}

static struct local *scope_find(struct method *m, Ref symbol) {
    struct scope *s = m->names ? m->names[name_hash(symbol)] : m->scope;
    while (s && !same_name(s->local->name, symbol)) s = m->names ? s->same_hash : s->up;
    return s ? s->local : NULL;
}

struct local *analyze_capture(struct compiler *c, struct method *m, struct local *outer) {
    struct ast_fn *fn = m->fn->class ? m->fn->class->closing : m->fn;
    int i = 0;
    while (i < fn->ncaptured && fn->captured[i] != outer) i++;
    if (i == fn->ncaptured) {
        if (i == fn->captured_size) {
            int size = i ? i * 2 : 4;
            struct local **list = ast_alloc(c, (size_t)size * sizeof *list);
            if (!list) return NULL;
            if (i) memcpy(list, fn->captured, (size_t)i * sizeof *list);
            fn->captured = list;
            fn->captured_size = size;
        }
        fn->captured[fn->ncaptured++] = outer;
    }
    if (i >= m->capture_size) {
        int size = m->capture_size ? m->capture_size : 4;
        while (size <= i) size *= 2;
        struct local **list = ast_alloc(c, (size_t)size * sizeof *list);
        if (!list) return NULL;
        if (m->capture_size) memcpy(list, m->capture_locals, (size_t)m->capture_size * sizeof *list);
        m->capture_locals = list;
        m->capture_size = size;
    }
    if (!m->capture_locals[i]) m->capture_locals[i] = scope_new_local(c, m, outer->name);
    return m->capture_locals[i];
}

struct local *scope_find_local(struct compiler *c, struct method *m, Ref symbol, bool *error) {
    if (!m || symbol_of(symbol)->ns) return NULL;
    struct local *here = scope_find(m, symbol);
    if (here) return here;
    if (m->fn->name.w && same_name(m->fn->name, symbol)) {
        if (!m->self) m->self = scope_new_local(c, m, m->fn->name);
        *error = !m->self;
        return m->self;
    }
    if (m->fn->class) return field_find(c, m, symbol, error);
    if (!m->fn->outer) return NULL;
    struct local *outer = scope_find_local(c, m->fn->outer, symbol, error);
    if (!outer || outer->is_field) return outer;
    struct local *l = analyze_capture(c, m, outer);
    *error = !l;
    return l;
}

// &env: a map of the visible locals' symbols. Each scope remembers its own, made from that of the nearest one around
// it that has it: a macro in the innermost of many scopes costs no more than one in the outermost.
static Ref environment(struct compiler *c, struct method *m) {
    if (!m) return compiler_own(c, map_empty());
    struct scope *known = m->scope;
    int n = 0;
    for (; known && !known->environment.w; known = known->up) n++;
    if (known && !n) return known->environment;
    Value map = known ? keep(known->environment) : ERR;
    if (!known) {
        Ref outside = environment(c, m->fn->outer);
        map = outside.w ? keep(outside) : ERR;
        if (m->fn->name.w && ok(map)) map = map_assoc(map, m->fn->name, m->fn->name);
        struct class_scope *class = m->fn->class;
        for (int i = 0; class && i < class->n && ok(map); i++) map = map_assoc(map, class->names[i], class->names[i]);
    }
    struct scope **between = PyMem_New(struct scope *, n + 1);
    if (!between) PyErr_NoMemory();
    int i = 0;
    for (struct scope *s = m->scope; between && s != known; s = s->up) between[i++] = s;
    while (between && i-- > 0 && ok(map)) map = map_assoc(map, between[i]->local->name, between[i]->local->name);
    if (!between) xdrop(map), map = ERR;
    PyMem_Free(between);
    Ref result = ok(map) ? compiler_own(c, map) : NO_REF;
    if (result.w && m->scope) m->scope->environment = result;
    return result;
}

// The same for a macro, which is given nil where there are none.
static Value environment_for_macro(struct compiler *c, struct method *m) {
    Ref map = environment(c, m);
    return !map.w ? ERR : map_count(map) ? keep(map) : nil_value();
}

// --- nodes ----------------------------------------------------------------

struct node *const_node(struct compiler *c, Ref k) {
    struct node *n = ast_new(c, N_CONST);
    int64_t wide; // an object, beyond 62 bits
    if (n) n->k = k, n->value = is_int(k) || (is_obj(k) && PyLong_CheckExact(obj(k)) && int64_of(k, &wide)) ? INT_VALUE : is_double(k) ? DOUBLE_VALUE : ANY_VALUE;
    return n;
}

static struct node *analyze_symbol(struct compiler *c, struct method *m, Ref form) {
    bool error = false;
    struct local *l = scope_find_local(c, m, form, &error);
    if (error) return NULL;
    if (!l) return resolve_symbol(c, m, form);
    if (l->is_field) return field_node(c, m, l);
    struct node *n = ast_new(c, N_LOCAL);
    if (n) n->local = l, n->value = l->value, n->elements = l->elements;
    return n;
}

static bool all_const(struct node **items, int n) {
    for (int i = 0; i < n; i++)
        if (items[i]->type != N_CONST) return false;
    return true;
}

LIB_VAR(with_meta_function, "clojure.core", "with-meta", "coll/coll_prims.c");

static struct node *with_meta_node(struct compiler *c, struct method *m, Ref form, struct node *n) {
    PyObject **meta = meta_slot(form);
    if (!n || !meta || !*meta) return n;
    struct node *args[] = {n, analyze(c, m, ref_of(*meta), false)};
    if (args[1] && n->type == N_CONST && args[1]->type == N_CONST) {
        Ref k = compiler_own(c, coll_with_meta(n->k, args[1]->k));
        if (!k.w) return NULL;
        n->k = k;
        return n;
    }
    return args[1] ? analyze_call_core(c, &with_meta_function, args, 2) : NULL;
}

// A vector, map or set of constants is built once, here; with others among them, each time.
static struct node *analyze_literal(struct compiler *c, struct method *m, Ref form, enum node_type type) {
    Value *words;
    Py_ssize_t n = 0;
    int count = 0;
    struct node **items;
    if (type == N_MAP) {
        Py_ssize_t size = coll_count(form);
        if (size < 0) return NULL;
        items = ast_alloc(c, (size_t)(2 * size + 1) * sizeof *items);
        struct map_cursor cursor = {0};
        Ref key, val;
        while (items && map_each(form, &cursor, &key, &val)) {
            if (!(items[count++] = analyze(c, m, key, false)) || !(items[count++] = analyze(c, m, val, false))) return NULL;
        }
    } else {
        n = form_to_words(form, &words);
        if (n < 0) return NULL;
        items = ast_alloc(c, (size_t)(n + 1) * sizeof *items);
        for (; items && count < n; count++)
            if (!(items[count] = analyze(c, m, ref(words[count]), false))) {
                seq_words_free(words, n);
                return NULL;
            }
        seq_words_free(words, n);
    }
    if (!items) return NULL;
    struct node *node;
    if (all_const(items, count) || count == 0) {
        Ref *refs = ast_alloc(c, (size_t)(count + 1) * sizeof *refs);
        if (!refs) return NULL;
        for (int i = 0; i < count; i++) refs[i] = items[i]->k;
        Ref k = compiler_own(c, type == N_VECTOR ? vec_from(refs, count) : type == N_MAP ? map_from(refs, count) : set_from(refs, count));
        node = k.w ? const_node(c, k) : NULL;
    } else {
        node = ast_new(c, type);
        if (node) node->items = items, node->n = count;
    }
    return with_meta_node(c, m, form, node);
}

struct node *analyze_call_core(struct compiler *c, struct lib_var *function, struct node **args, int n) {
    struct var *v = lib_var(function);
    struct node *call = v ? ast_new(c, N_CALL) : NULL;
    if (!call) return NULL;
    call->items = ast_alloc(c, (size_t)(n + 1) * sizeof *call->items);
    if (!call->items) return NULL;
    memcpy(call->items + 1, args, (size_t)n * sizeof *args);
    call->n = n + 1;
    bool direct = v->root.w && is_fn(ref(v->root));
    call->op = direct ? OP_CALLK : OP_CALLV;
    call->k = direct ? ref(v->root) : ref_of(v);
    return call;
}

// --- calls ----------------------------------------------------------------

// Awaiting in a coroutine is an instruction; everywhere else, and for agents, the function.
LIB_VAR(await_function, "clojure.core", "await", "clojure/core/92_agents.clj");

LIB_VAR(event_loop_ready, "cljsh.core", "event-loop-ready", "clojure/core/91_generators.clj");

/* Elsewhere what is awaited is evaluated when there is an event loop to belong
 * to: (await (gather …)). */
static struct node *in_loop(struct compiler *c, struct node *awaited) {
    struct var *ready = lib_var(&event_loop_ready);
    struct node *call = ready && awaited ? ast_new(c, N_CALL) : NULL, *both = call ? ast_new(c, N_DO) : NULL;
    if (!both || !(call->items = ast_alloc(c, sizeof *call->items)) || !(both->items = ast_alloc(c, 2 * sizeof *both->items))) return NULL;
    call->n = 1;
    call->op = OP_CALLV;
    call->k = ref_of(ready);
    both->items[0] = call;
    both->items[1] = awaited;
    both->n = 2;
    return both;
}

// Is it the name of a static member of a class of the JVM's that is no function?
static bool is_java_field(Ref name, const struct node *n) {
    if (!is_symbol(name) || !symbol_of(name)->ns || n->type != N_VAR) return false;
    struct var *v = var_of(n->k);
    return v->root.w && java_looks_like_class(v->ns->name) && !(kind_of(ref(v->root)) & (K_FN | K_IFN)) &&
           !(is_obj(ref(v->root)) && PyCallable_Check(obj(ref(v->root))));
}

static struct node *analyze_call(struct compiler *c, struct method *m, Ref form) {
    int line = c->line, column = c->column;
    Value *words;
    Py_ssize_t n = form_to_words(form, &words);
    if (n < 0) return NULL;
    const Py_ssize_t total = n;
    struct node *result = NULL;
    struct node **items = ast_alloc(c, (size_t)(n + 1) * sizeof *items);
    int kwargs_at = -1;
    for (int i = 1; i < n && kwargs_at < 0; i++)
        if (symbol_is(ref(words[i]), "**")) kwargs_at = i;
    if (!items || !(items[0] = analyze(c, m, ref(words[0]), false))) goto done;
    c->line = line, c->column = column;
    if (n == 1 && is_java_field(ref(words[0]), items[0])) { // (Locale/US) is Locale/US
        result = items[0];
        goto done;
    }
    int last = kwargs_at < 0 ? (int)n : kwargs_at;
    for (int i = 1; i < last; i++)
        if (!(items[i] = analyze(c, m, ref(words[i]), false))) goto done;
    c->line = line, c->column = column;
    if (kwargs_at >= 0) { // f a ** :k v …
        if ((n - kwargs_at - 1) % 2 && n - kwargs_at - 1 != 1) {
            compile_error(c, "** is followed by keyword arguments in pairs, or by one map of them");
            goto done;
        }
        struct node *map;
        if (n - kwargs_at - 1 == 1) {
            map = analyze(c, m, ref(words[kwargs_at + 1]), false);
        } else {
            map = ast_new(c, N_MAP);
            if (map && !(map->items = ast_alloc(c, (size_t)n * sizeof *items))) map = NULL;
            for (int i = kwargs_at + 1; map && i < n; i++)
                if (!(map->items[map->n++] = analyze(c, m, ref(words[i]), false))) map = NULL;
        }
        if (!map) goto done;
        items[last++] = map;
        n = last;
    }
    struct node *f = items[0];
    struct node *call;
    if (kwargs_at < 0 && f->type == N_VAR) {
        struct var *v = var_of(f->k);
        if (m && m->async && n == 2 && v == lib_var(&await_function)) {
            result = yield_node(c, m, items[1], YIELD_AWAIT);
            goto done;
        }
        if (n == 2 && v == lib_var(&await_function) && !(items[1] = in_loop(c, items[1]))) goto done;
        enum lookup inlined = v->inlined && !v->is_redefined ? inline_call(c, v, items + 1, (int)n - 1, &call) : LOOKUP_ABSENT;
        if (inlined == LOOKUP_FOUND) {
            if (call->type == N_OP && call->op == OP_AGET) note_element(call, ref(words[1]));
            result = call;
        }
        if (inlined != LOOKUP_ABSENT) goto done;
    }
    if (kwargs_at < 0 && f->type == N_CONST && is_keyword(f->k) && n == 2) { // (:k m)
        if (!(call = ast_new(c, N_OP))) goto done;
        call->op = OP_GETK;
        call->k = f->k;
        call->items = items + 1;
        call->n = 1;
        result = call;
        goto done;
    }
    if (!(call = ast_new(c, N_CALL))) goto done;
    call->items = items;
    call->n = (int)n;
    call->op = kwargs_at >= 0 ? OP_CALLKW : f->type == N_LOCAL && f->value != DOUBLE_VALUE ? OP_CALLR : OP_CALL;
    if (kwargs_at < 0 && f->type == N_VAR) {
        struct var *v = var_of(f->k);
        bool direct = c->core && (v->ns == core_ns || v->ns == cljsh_ns) && v->root.w && is_fn(ref(v->root)) && !v->is_dynamic && !v->is_redefined;
        call->op = direct ? OP_CALLK : OP_CALLV;
        call->k = direct ? ref(v->root) : f->k;
        note_long(v, call);
        note_array(v, call);
        if (direct) compiler_own(c, keep(call->k));
    } else if (kwargs_at < 0 && f->type == N_CONST && is_fn(f->k)) {
        call->op = OP_CALLK;
        call->k = f->k;
    }
    result = call;
done:
    seq_words_free(words, total);
    return result;
}

// Takes the macro any number of arguments, as a seq?  (Those in C have them in a row.)
static bool takes_seq(Ref macro) {
    const struct fndef *d = is_fn(macro) ? fn_of(macro)->def : NULL;
    return d && d->variadic >= 0 && !(d->arity[MAX_FIXED + 1]->flags & PROTO_NATIVE);
}

// The arguments stay the seq that the form has of them: what is made of its rest again and again, as
// by cond, costs no more for being long.
static Value call_with_seq(struct compiler *c, struct method *m, Ref macro, Ref form, Ref rest) {
    SCOPED Value env = environment_for_macro(c, m);
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
    Value env = native ? nil_value() : environment_for_macro(c, m);
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

// Runs a macro on a form: the expansion, owned by the compiler.
static Ref expand(struct compiler *c, struct method *m, Ref macro, Ref form) {
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

void locate_error(struct compiler *c) {
    PyObject *e = exception_fetch();
    if (!e) return;
    bool fatal = !PyErr_GivenExceptionMatches(e, PyExc_Exception) || PyErr_GivenExceptionMatches(e, PyExc_MemoryError);
    if (!fatal && !PyObject_HasAttrString(e, "line")) {
        if (PyErr_GivenExceptionMatches(e, CompileError)) set_position(e, c);
        else {
            SCOPED_PY PyObject *text = show_exception(e);
            PyObject *wrapped = text ? PyObject_CallFunction(CompileError, "O", text) : NULL;
            if (wrapped) {
                set_position(wrapped, c);
                PyException_SetCause(wrapped, e);
                e = wrapped;
            }
        }
    }
    PyErr_SetObject((PyObject *)Py_TYPE(e), e);
    Py_DECREF(e);
}

static struct node *analyze_seq(struct compiler *c, struct method *m, Ref form, bool tail, PyObject *hint) {
    for (int depth = 0;; depth++) {
        if (depth > 10000) return compile_error(c, "This macro expands for ever");
        Value head_value = seq_first(form);
        if (failed(head_value)) return NULL;
        Ref head = compiler_own(c, head_value);
        if (!head.w) return NULL;
        if (!is_symbol(head)) {
            if (is_nil(head)) return compile_error(c, "Can't call nil");
            return analyze_call(c, m, form);
        }
        bool error = false, handled = false;
        struct local *l = scope_find_local(c, m, head, &error);
        if (error) return NULL;
        if (l) return analyze_call(c, m, form);
        c->name_hint = hint;
        struct node *n = analyze_special(c, m, head, form, tail, &handled);
        c->name_hint = NULL;
        if (handled) return n;
        Value macro;
        enum lookup is_macro = analyze_macro_of(c, head, &macro);
        if (is_macro != LOOKUP_FOUND) return is_macro < 0 ? NULL : analyze_call(c, m, form);
        pages_take(PAGES_PROGRAM);
        int line = c->line, column = c->column;
        Ref expansion = expand(c, m, ref(macro), form);
        drop(macro);
        c->line = line, c->column = column;
        if (!expansion.w) {
            locate_error(c);
            return NULL;
        }
        form = expansion;
        if (!(kind_of(form) & (K_SEQ | K_LIST))) return analyze(c, m, form, tail);
        Value s = seq_of(form); // an empty list is itself
        if (failed(s)) return NULL;
        bool empty = is_nil(ref(s));
        drop(s);
        if (empty) return analyze(c, m, form, tail);
    }
}

struct node *analyze(struct compiler *c, struct method *m, Ref form, bool tail) {
    PyObject *hint = c->name_hint;
    c->name_hint = NULL;
    if (cstack_check() < 0) return NULL;
    if (!is_obj(form)) return const_node(c, form);
    if (is_symbol(form)) {
        int line = c->line, column = c->column;
        go_to(c, form);
        struct node *n = analyze_symbol(c, m, form);
        c->line = line, c->column = column;
        return n;
    }
    unsigned kind = kind_of(form);
    if (!(kind & (K_SEQ | K_COLL)) || (kind & K_RECORD)) return const_node(c, form);
    int line = c->line, column = c->column;
    struct node *n;
    if (kind & (K_SEQ | K_LIST)) {
        Value s = seq_of(form);
        if (failed(s)) return NULL;
        if (is_nil(ref(s))) {
            drop(s);
            n = with_meta_node(c, m, form, const_node(c, compiler_own(c, list_empty())));
        } else {
            drop(s);
            go_to(c, form);
            n = analyze_seq(c, m, form, tail, hint);
        }
    } else if (kind & K_ENTRY) {
        n = analyze_literal(c, m, form, N_VECTOR);
    } else if (kind & K_VECTOR) {
        n = analyze_literal(c, m, form, N_VECTOR);
    } else if ((kind & K_MAP) && !(kind & K_SORTED)) {
        n = analyze_literal(c, m, form, N_MAP);
    } else if ((kind & K_SET) && !(kind & K_SORTED)) {
        n = analyze_literal(c, m, form, N_SET);
    } else {
        n = const_node(c, form);
    }
    c->line = line, c->column = column;
    return n;
}

struct node *analyze_body(struct compiler *c, struct method *m, Ref forms, bool tail) {
    Value *words;
    Py_ssize_t n = form_to_words(forms, &words);
    if (n < 0) return NULL;
    if (n == 0) return const_node(c, NIL);
    struct node *result = NULL, **items = ast_alloc(c, (size_t)n * sizeof *items);
    for (Py_ssize_t i = 0; items && i < n; i++) {
        // The words are freed below; what the tree keeps of them belongs to the form.
        items[i] = analyze(c, m, ref(words[i]), tail && i == n - 1);
        if (!items[i]) items = NULL;
    }
    if (items) {
        result = n == 1 ? items[0] : ast_new(c, N_DO);
        if (result && n > 1) result->items = items, result->n = (int)n, result->value = items[n - 1]->value;
    }
    seq_words_free(words, n);
    return result;
}
