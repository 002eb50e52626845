// SPDX-License-Identifier: MIT
/* fn*, letfn*, and the methods of classes; see special.h. */
#include "coll/coll.h"
#include "compile/special.h"
#include "data/symbol.h"
#include "read/show.h"
#include "seq/seq.h"

bool analyze_is_async(Ref named) {
    SCOPED Value meta = coll_meta(named);
    SCOPED Value async = ok(meta) ? coll_get(ref(meta), KW("async"), NIL) : ERR;
    if (failed(async)) PyErr_Clear();
    return ok(async) && is_true(ref(async));
}

bool analyze_hinted(const struct local *l, const char *type) {
    PyObject *meta = symbol_of(l->name)->meta;
    bool error = false;
    Ref tag = meta ? map_find(ref_of(meta), KW("tag"), &error) : NO_REF;
    if (error) PyErr_Clear();
    return tag.w && is_symbol(tag) && symbol_is(tag, type);
}

static struct method *analyze_method(struct compiler *c, struct ast_fn *fn, Ref params, Ref body_form, Ref form, struct parts *p, Py_ssize_t first) {
    (void)body_form;
    if (!(kind_of(params) & K_VECTOR)) {
        SCOPED_PY PyObject *text = show(form);
        return compile_error(c, "Parameter declaration should be a vector in %.80U", text);
    }
    struct method *m = ast_alloc(c, sizeof *m);
    struct node *loop = ast_new(c, N_LOOP);
    Value *words;
    Py_ssize_t n = m && loop ? form_to_words(params, &words) : -1;
    if (n < 0) return NULL;
    m->fn = fn;
    m->async = fn->async || analyze_is_async(params);
    m->params = loop->locals = ast_alloc(c, (size_t)(n + 1) * sizeof *m->params);
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
        struct local *l = scope_new_local(c, m, name);
        if (!l || scope_push(c, m, l) < 0) goto done;
        m->params[count++] = l;
    }
    if (!m->params) goto done;
    if (!m->variadic) m->nparams = count;
    if (m->nparams > (fn->class ? MAX_FIXED : MAX_PARAMS)) { compile_error(c, "Can't specify more than %d params", MAX_PARAMS); goto done; }
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
        if (analyze_hinted(m->params[i], "long")) m->params[i]->value = INT_VALUE;
        if (!analyze_hinted(m->params[i], "double")) continue;
        struct node *let = ast_new(c, N_LET), *raw = ast_new(c, N_OP), *use = ast_new(c, N_LOCAL);
        if (!let || !raw || !use || !(raw->items = ast_list(c, 1)) || !(let->local = scope_new_local(c, m, m->params[i]->name)) ||
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
    seq_words_free(words, n);
    return result;
}

static struct ast_fn *analyze_fn_in(struct compiler *c, struct method *outer, Ref form, PyObject *hint, struct class_scope *class) {
    struct ast_fn *fn = ast_alloc(c, sizeof *fn);
    struct parts parts, *p = &parts;
    parts.n = fn ? form_to_words(form, &parts.words) : -1;
    if (parts.n < 0) return NULL;
    fn->outer = outer;
    fn->class = class;
    Py_ssize_t i = 1;
    static long counter;
    if (i < p->n && is_symbol(PART(i))) fn->name = PART(i++);
    fn->async = (hint && hint == c->async_hint) || (fn->name.w && analyze_is_async(fn->name));
    struct ns *ns = ns_current();
    PyObject *name = hint ? Py_NewRef(hint)
        : fn->name.w      ? PyUnicode_FromFormat("%U/%U", ns->name, symbol_of(fn->name)->name)
        : outer && outer->fn->full_name && outer->fn->outer ? PyUnicode_FromFormat("%U/fn--%ld", ns->name, ++counter)
                          : PyUnicode_FromFormat("%U/fn--%ld", ns->name, ++counter);
    fn->full_name = (PyObject *)compiler_own(c, adopt(name)).w;
    struct ast_fn *result = NULL;
    if (!fn->full_name) goto done;
    if (i >= p->n) { compile_error(c, "fn needs a vector of parameters"); goto done; }
    if (kind_of(PART(i)) & K_VECTOR) {
        fn->methods = ast_alloc(c, sizeof *fn->methods);
        if (!fn->methods || !(fn->methods[0] = analyze_method(c, fn, PART(i), NIL, form, p, i + 1))) goto done;
        fn->nmethods = 1;
        result = fn;
        goto done;
    }
    fn->methods = ast_alloc(c, (size_t)(p->n - i) * sizeof *fn->methods);
    if (!fn->methods) goto done;
    for (; i < p->n; i++) {
        if (!(kind_of(PART(i)) & (K_SEQ | K_LIST))) {
            SCOPED_PY PyObject *text = show(form);
            compile_error(c, "Invalid signature in %.80U: should be a list of parameters and body", text);
            goto done;
        }
        struct parts arity;
        arity.n = form_to_words(PART(i), &arity.words);
        if (arity.n < 0) goto done;
        struct method *method = arity.n
            ? analyze_method(c, fn, ref(arity.words[0]), NIL, form, &arity, 1)
            : compile_error(c, "An arity needs a vector of parameters");
        seq_words_free(arity.words, arity.n);
        if (!method) goto done;
        fn->methods[fn->nmethods++] = method;
    }
    result = fn;
done:
    seq_words_free(parts.words, parts.n);
    return result;
}

struct ast_fn *analyze_fn(struct compiler *c, struct method *outer, Ref form, PyObject *hint) {
    return analyze_fn_in(c, outer, form, hint, NULL);
}

struct ast_fn *analyze_class_method(struct compiler *c, struct method *outer, Ref form, PyObject *name, struct class_scope *class) {
    return analyze_fn_in(c, outer, form, name, class);
}

struct node *ast_fn(struct compiler *c, struct method *m, Ref form, PyObject *hint) {
    struct node *n = ast_new(c, N_FN);
    if (!n || !(n->fn = analyze_fn(c, m, form, hint))) return NULL;
    n->n = n->fn->ncaptured;
    if (!(n->items = ast_list(c, n->n))) return NULL;
    for (int i = 0; i < n->n; i++) {
        if (!(n->items[i] = ast_new(c, N_LOCAL))) return NULL;
        n->items[i]->local = n->fn->captured[i];
    }
    return n;
}

struct node *analyze_letfn(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "letfn* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = form_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *node = ast_new(c, N_LETFN), *result = NULL;
    if (n % 2 || !node || !(node->items = ast_list(c, n / 2)) || !(node->locals = ast_alloc(c, (size_t)(n / 2 + 1) * sizeof *node->locals)))
        goto done;
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i]))) { compile_error(c, "Bad binding form, expected a symbol"); goto done; }
        struct local *l = node->locals[i / 2] = scope_new_local(c, m, ref(words[i]));
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
    scope_restore(m, saved);
    seq_words_free(words, n);
    return result;
}
