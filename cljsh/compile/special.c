// SPDX-License-Identifier: MIT
/* The special forms. */
#include "compile/special.h"

#include "compile/java.h"
#include "data/symbol.h"
#include "seq/seq.h"
#include "vm/each.h"
#include "vars/lib_var.h"

struct node **ast_list(struct compiler *c, Py_ssize_t n) { return ast_alloc(c, (size_t)(n + 1) * sizeof(struct node *)); }

struct node *body_from(struct compiler *c, struct method *m, struct parts *p, Py_ssize_t first, bool tail) {
    if (first >= p->n) return const_node(c, NIL);
    if (first == p->n - 1) return analyze(c, m, PART(first), tail);
    struct node *n = ast_new(c, N_DO);
    if (!n || !(n->items = ast_list(c, p->n - first))) return NULL;
    for (Py_ssize_t i = first; i < p->n; i++)
        if (!(n->items[n->n++] = analyze(c, m, PART(i), tail && i == p->n - 1))) return NULL;
    n->value = n->items[n->n - 1]->value;
    return n;
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

bool analyze_is_special_symbol(Ref symbol) { return special_index(symbol) >= 0; }

static struct node *analyze_if(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 3) return compile_error(c, "Too few arguments to if");
    if (p->n > 4) return compile_error(c, "Too many arguments to if");
    struct node *n = ast_new(c, N_IF);
    if (!n || !(n->a = analyze(c, m, PART(1), false)) || !(n->b = analyze(c, m, PART(2), tail))) return NULL;
    n->c = p->n == 4 ? analyze(c, m, PART(3), tail) : const_node(c, NIL);
    if (!n->c) return NULL;
    // A branch that goes elsewhere has no value that could differ.
    bool leaves = n->b->type == N_RECUR || n->b->type == N_THROW, other_leaves = n->c->type == N_RECUR || n->c->type == N_THROW;
    n->value = leaves ? n->c->value : other_leaves || n->b->value == n->c->value ? n->b->value : ANY_VALUE;
    return n;
}

LIB_VAR(new_exception_var, "cljsh.core", "new-exception", "host/classes.c");

// Of exceptions that Python makes, a cause among the arguments is to be one (host/classes.c).
static struct node *new_exception(struct compiler *c, struct node *made) {
    struct node *class = made->items[0];
    bool exception = class->type == N_CONST && is_obj(class->k) && PyExceptionClass_Check(obj(class->k)) && made->n > 1;
    return exception ? analyze_call_core(c, &new_exception_var, made->items, made->n) : made;
}

/* (new Class args), (Class. args): `symbol` names the class.  What makes
 * instances of the JVM's classes takes the arguments that their constructors
 * take. */
static struct node *analyze_new(struct compiler *c, struct method *m, Ref symbol, struct parts *p, Py_ssize_t first) {
    struct var *maker = is_symbol(symbol) && !symbol_of(symbol)->ns ? java_static(c, m, symbol_of(symbol)->name, "new", NULL) : NULL;
    struct node *class = maker ? ast_new(c, N_VAR) : analyze(c, m, symbol, false);
    if (!class) return NULL;
    if (maker) class->k = ref_of(maker);
    struct node *n = ast_new(c, N_CALL);
    if (!n || !(n->items = ast_list(c, p->n + 1))) return NULL;
    n->op = OP_CALL;
    n->items[n->n++] = class;
    for (Py_ssize_t i = first; i < p->n; i++) {
        if (symbol_is(PART(i), "**")) {
            struct node *call = method_call(c, m, PyUnicode_InternFromString("__call__"), class, p, first);
            return call;
        }
        if (!(n->items[n->n++] = analyze(c, m, PART(i), false))) return NULL;
    }
    return new_exception(c, n);
}

// What a generator or coroutine hands out, and stops for.
struct node *yield_node(struct compiler *c, struct method *m, struct node *value, enum yield_mode mode) {
    if (!m || m->loop == c->top) return compile_error(c, "%s outside of a function", mode == YIELD_AWAIT ? "await" : "yield");
    if (m->async && mode == YIELD_FROM)
        return compile_error(c, "An ^:async function can't yield-from: its items come one by one, each by (yield x)");
    struct node *n = value ? ast_new(c, N_YIELD) : NULL;
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
    static const char *const modes[] = {[EACH_MAP] = "map", [EACH_FILTER] = "filter", [EACH_REMOVE] = "remove", [EACH_KEEP] = "keep", [EACH_REDUCE] = "reduce"};
    struct node *n = ast_new(c, N_EACH);
    if (!n || !(n->items = ast_list(c, 3))) return NULL;
    for (n->number = EACH_REDUCE; n->number >= 0; n->number--)
        if (p->n == 5 && symbol_is(PART(1), modes[n->number])) break;
    if (n->number < 0) return compile_error(c, "each* needs map, filter, remove, keep or reduce, a function, a chunk and a place");
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
        if (p->n != 2) return analyze_blame_form(c, "quote takes one form", form);
        return const_node(c, compiler_own(c, keep(PART(1))));
    case S_VAR: return analyze_var(c, p);
    case S_THROW: {
        if (p->n != 2) return compile_error(c, "throw takes one exception");
        struct node *n = ast_new(c, N_THROW);
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
        return analyze_new(c, m, PART(1), p, 2);
    default: return compile_error(c, "%s is only for its place in a special form", special_names[which]);
    }
    (void)form;
}

struct node *analyze_special(struct compiler *c, struct method *m, Ref head, Ref form, bool tail, bool *handled) {
    int which = special_index(head);
    PyObject *hint = c->name_hint, *name = symbol_of(head)->name;
    c->name_hint = NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(name);
    bool method = which < 0 && length > 1 && PyUnicode_READ_CHAR(name, 0) == '.' &&
                  PyUnicode_READ_CHAR(name, 1) != '.';
    bool constructor = which < 0 && length > 1 && PyUnicode_READ_CHAR(name, length - 1) == '.' &&
                       PyUnicode_READ_CHAR(name, length - 2) != '.';
    *handled = which >= 0 || method || constructor;
    if (!*handled) return NULL;
    if (which == S_FN) return ast_fn(c, m, form, hint);
    struct parts parts, *p = &parts;
    parts.n = form_to_words(form, &parts.words);
    if (parts.n < 0) return NULL;
    struct node *n;
    if (method) {
        if (symbol_of(head)->ns && !qualifying_class(c, m, head)) {
            n = NULL;
        } else if (p->n < 2) {
            n = compile_error(c, "Malformed member expression, expecting (.member target ...)");
        } else {
            struct node *object = analyze(c, m, PART(1), false);
            if (length > 2 && PyUnicode_READ_CHAR(name, 1) == '-') n = object ? analyze_member(c, N_MEMBER, tail_name(name, 2, 0), object, NULL) : NULL;
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
        n = symbol.w ? analyze_new(c, m, symbol, p, 1) : NULL;
    } else {
        n = analyze_parts(c, m, which, form, p, tail);
    }
    seq_words_free(parts.words, parts.n);
    return n;
}
