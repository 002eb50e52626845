// SPDX-License-Identifier: MIT
/* From forms to the tree: macros are expanded, names resolved. */
#include "base/call.h"
#include "base/cstack.h"
#include "base/error.h"
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
    l->uses++;
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

static struct node *literal_node(struct compiler *c, enum node_type type, struct node **items, int count) {
    struct node *node = ast_new(c, type);
    if (node) node->items = items, node->n = count;
    return node;
}

LIB_VAR(join_literal_function, "clojure.core", "join-literal", "clojure/core/60_misc.clj");

enum { LITERAL_PIECE = 4096 }; // even: a map's keys stay with their values

/* Every item of a literal has a register until the value is built, and there are
 * not as many registers as a generated file may have items: those are built in pieces. */
static struct node *long_literal_node(struct compiler *c, enum node_type type, struct node **items, int count) {
    int n = 0;
    struct node **pieces = ast_alloc(c, (size_t)(count / LITERAL_PIECE + 1) * sizeof *pieces);
    if (!pieces) return NULL;
    for (int i = 0; i < count; i += LITERAL_PIECE) {
        int size = count - i < LITERAL_PIECE ? count - i : LITERAL_PIECE;
        if (!(pieces[n++] = literal_node(c, type, items + i, size))) return NULL;
    }
    return analyze_call_core(c, &join_literal_function, pieces, n);
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
    } else if (count <= LITERAL_PIECE) {
        node = literal_node(c, type, items, count);
    } else {
        node = long_literal_node(c, type, items, count);
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
    if (!v->root.w || !ns_names_class(v->ns->name)) return false;
    const unsigned kind = kind_of(ref(v->root));
    if (kind & K_COLL || is_var(ref(v->root))) return true; // these can be called, but not as members
    return !(kind & (K_FN | K_IFN)) && !(is_obj(ref(v->root)) && PyCallable_Check(obj(ref(v->root))));
}

struct node *analyze_call_of(struct compiler *c, struct method *m, struct node **items, int n) {
    struct node *f = items[0], *call;
    struct var *v = f->type == N_VAR ? var_of(f->k) : NULL;
    if (v && v->inlined && !v->is_redefined) {
        enum lookup inlined = inline_call(c, m, v, items + 1, n - 1, &call);
        if (inlined != LOOKUP_ABSENT) return inlined == LOOKUP_FOUND ? call : NULL;
    }
    if (f->type == N_CONST && is_keyword(f->k) && n == 2) { // (:k m)
        if (!(call = ast_new(c, N_OP))) return NULL;
        call->op = OP_GETK;
        call->k = f->k;
        call->items = items + 1;
        call->n = 1;
        return call;
    }
    if (!(call = ast_new(c, N_CALL))) return NULL;
    call->items = items;
    call->n = n;
    call->op = f->type == N_LOCAL && f->value != DOUBLE_VALUE ? OP_CALLR : OP_CALL;
    if (v) {
        bool direct = c->core && (v->ns == core_ns || v->ns == cljsh_ns) && v->root.w && is_fn(ref(v->root)) && !v->is_dynamic && !v->is_redefined;
        call->op = direct ? OP_CALLK : OP_CALLV;
        call->k = direct ? ref(v->root) : f->k;
        note_long(v, call);
        note_array(v, call);
        if (direct) compiler_own(c, keep(call->k));
    } else if (f->type == N_CONST && is_fn(f->k)) {
        call->op = OP_CALLK;
        call->k = f->k;
    }
    return call;
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
    if (kwargs_at < 0) {
        struct var *v = f->type == N_VAR ? var_of(f->k) : NULL;
        if (v && m && m->async && n == 2 && v == lib_var(&await_function)) {
            result = yield_node(c, m, items[1], YIELD_AWAIT);
            goto done;
        }
        if (v && n == 2 && v == lib_var(&await_function) && !(items[1] = in_loop(c, items[1]))) goto done;
        result = analyze_call_of(c, m, items, (int)n);
        if (v && result && result->type == N_OP && result->op == OP_AGET) note_element(result, ref(words[1]));
    } else if ((result = ast_new(c, N_CALL))) {
        result->items = items;
        result->n = (int)n;
        result->op = OP_CALLKW;
    }
done:
    seq_words_free(words, total);
    return result;
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
        int line = c->line, column = c->column;
        Ref expansion = analyze_expand(c, m, ref(macro), form);
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
    } else if (is_plain_map(form)) {
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
