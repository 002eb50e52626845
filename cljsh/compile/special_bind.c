// SPDX-License-Identifier: MIT
/* let*, loop*, recur; see special.h. */
#include "compile/special.h"
#include "data/symbol.h"
#include "seq/seq.h"

struct node *analyze_let(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "let* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = form_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *first = NULL, *previous = NULL;
    if (n % 2) { compile_error(c, "Bad binding form, expected a value for each name"); goto fail; }
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i])) || symbol_of(ref(words[i]))->ns) { compile_error(c, "Bad binding form, expected a symbol"); goto fail; }
        struct node *let = ast_new(c, N_LET);
        if (!let || !(let->a = analyze(c, m, ref(words[i + 1]), false))) goto fail;
        let->local = scope_new_local(c, m, ref(words[i]));
        if (!let->local || scope_push(c, m, let->local) < 0) goto fail;
        let->local->value = let->a->value;
        let->local->elements = let->a->elements;
        if (previous) previous->b = let;
        else first = let;
        previous = let;
    }
    struct node *body = body_from(c, m, p, 2, tail);
    if (!body) goto fail;
    scope_restore(m, saved);
    seq_words_free(words, n);
    if (!previous) return body;
    previous->b = body;
    for (struct node *let = first; let != body; let = let->b) let->value = body->value;
    return apart_lets(c, first, body);
fail:
    scope_restore(m, saved);
    seq_words_free(words, n);
    return NULL;
}

struct node *analyze_loop(struct compiler *c, struct method *m, struct parts *p) {
    if (p->n < 2 || !(kind_of(PART(1)) & K_VECTOR)) return compile_error(c, "loop* needs a vector of bindings");
    Value *words;
    Py_ssize_t n = form_to_words(PART(1), &words);
    if (n < 0) return NULL;
    struct scope *saved = m->scope;
    struct node *outer_loop = m->loop, *loop = NULL;
    bool outer_no_recur = m->no_recur;
    struct node *result = NULL;
    bool *untyped = ast_alloc(c, (size_t)n + 1); // of which locals nothing may be supposed
    if (n % 2) { compile_error(c, "Bad binding form, expected a value for each name"); goto done; }
again: // with fewer suppositions, when a recur contradicts one
    scope_restore(m, saved);
    m->loop = outer_loop;
    m->no_recur = outer_no_recur;
    loop = ast_new(c, N_LOOP);
    if (!loop || !untyped || !(loop->items = ast_list(c, n / 2)) || !(loop->locals = ast_alloc(c, (size_t)(n / 2 + 1) * sizeof *loop->locals)))
        goto done;
    for (Py_ssize_t i = 0; i < n; i += 2) {
        if (!is_symbol(ref(words[i])) || symbol_of(ref(words[i]))->ns) { compile_error(c, "Bad binding form, expected a symbol"); goto done; }
        if (!(loop->items[loop->n] = analyze(c, m, ref(words[i + 1]), false))) goto done;
        struct local *l = loop->locals[loop->n++] = scope_new_local(c, m, ref(words[i]));
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
    if (apart_loop(c, loop) == 0) result = loop;
done:
    m->loop = outer_loop;
    m->no_recur = outer_no_recur;
    scope_restore(m, saved);
    seq_words_free(words, n);
    return result;
}

bool ast_is_pure(struct node *n) {
    if (n->type == N_CONST || n->type == N_LOCAL) return true;
    if (n->type != N_OP || opcode_info[n->op].effects & WRITES) return false;
    for (int i = 0; i < n->n; i++)
        if (!ast_is_pure(n->items[i])) return false;
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
int recur_order(struct compiler *c, struct node *n) {
    struct local **locals = n->target->locals;
    if (!(n->order = ast_alloc(c, (size_t)(n->n + 1) * sizeof *n->order))) return -1;
    for (int i = 0; i < n->n; i++) {
        n->order[i] = i;
        if (!ast_is_pure(n->items[i])) {
            for (int j = 0; j < n->n; j++) n->order[j] = j;
            return 0;
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
    return 0;
}

struct node *analyze_recur(struct compiler *c, struct method *m, struct parts *p, bool tail) {
    if (m->no_recur) return compile_error(c, "Cannot recur across try");
    if (!tail) return compile_error(c, "Can only recur from tail position");
    struct node *loop = m->loop, *n = ast_new(c, N_RECUR);
    if (p->n - 1 != loop->n)
        return compile_error(c, "Mismatched argument count to recur, expected: %d args, got: %zd", loop->n, p->n - 1);
    if (!n || !(n->items = ast_list(c, p->n))) return NULL;
    for (Py_ssize_t i = 1; i < p->n; i++)
        if (!(n->items[n->n++] = analyze(c, m, PART(i), false))) return NULL;
    n->target = loop;
    loop->number = 1;
    for (int i = 0; i < n->n; i++)
        if (loop->locals[i]->value != ANY_VALUE && loop->locals[i]->value != n->items[i]->value) loop->locals[i]->misfit = true;
    n->next = loop->next;
    loop->next = n;
    return recur_order(c, n) < 0 ? NULL : n;
}
