// SPDX-License-Identifier: MIT
/* Functions and classes that are made inside of a method. */
#include "coll/vector.h"
#include "compile/codegen.h"
#include "vars/lib_var.h"

static void gen_closure(struct gen *g, struct node *n, enum opcode op, int to) {
    struct fndef *def = gen_proto(g->c, n->fn);
    if (!def) { g->failed = true; return; }
    if (n->n == 0) { // nothing closed over: one function serves for ever
        Ref f = compiler_own(g->c, adopt(fn_new(def)));
        Py_DECREF(def);
        if (!f.w) g->failed = true;
        else gen_const(g, f, to);
        return;
    }
    int w = window_at(g, to), k = gen_constant(g, ref_of(def));
    Py_DECREF(def);
    gen_reserve(g, w + 1);
    gen_args(g, n->items, n->n, w);
    emit(g, op, 0, w, k, n->n);
    gen_deliver(g, w, to);
}

void gen_fn(struct gen *g, struct node *n, int to) { gen_closure(g, n, OP_FN, to); }

LIB_VAR(lazy_function, "cljsh.core", "lazy-seq*", "seq/lazy.c");

// (lazy-seq* (fn* [] …)) of a function that closes over something, and that nobody can get hold of?
bool gen_lazy(struct gen *g, struct node *call, int to) {
    if ((call->op != OP_CALLV && call->op != OP_CALLK) || call->n != 2) return false;
    struct node *body = call->items[1];
    struct var *v = lib_var(&lazy_function);
    if (body->type != N_FN || body->n == 0 || body->fn->name.w || !v || v->is_redefined || !(same(call->k, ref_of(v)) || same(call->k, ref(v->root))))
        return false;
    gen_closure(g, body, OP_LAZY, to);
    return true;
}

Ref method_vector(struct gen *g, struct ast_fn **fns) {
    Value all = vec_empty();
    for (int i = 0; fns[i] && ok(all); i++) {
        struct fndef *def = gen_proto(g->c, fns[i]);
        SCOPED Value f = def ? adopt(fn_new(def)) : ERR;
        Py_XDECREF(def);
        all = ok(f) ? vec_conj(all, ref(f)) : (drop(all), ERR);
    }
    Ref k = compiler_own(g->c, all);
    if (!k.w) g->failed = true;
    return k;
}

LIB_VAR(reify_function, "cljsh.core", "reify*", "host/types.c");

// (cljsh.core/reify* site make-class methods closed-over …)
void gen_reify(struct gen *g, struct node *n, int to) {
    Ref make = lib_var_root(&reify_function);
    Ref methods = method_vector(g, n->fns);
    Ref site = compiler_own(g->c, make.w ? vm_call(make, NULL, 0) : ERR);
    struct node **args = ast_alloc(g->c, (size_t)(n->n + 3) * sizeof *args);
    if (!methods.w || !site.w || !args || !(args[0] = const_node(g->c, site)) || !(args[2] = const_node(g->c, methods))) {
        g->failed = true;
        return;
    }
    args[1] = n->a;
    memcpy(args + 3, n->items, (size_t)n->n * sizeof *args);
    int w = window_at(g, to);
    gen_reserve(g, w + FRAME_HEADER);
    gen_args(g, args, n->n + 3, w + FRAME_HEADER);
    emit(g, OP_CALLK, 0, w, gen_constant(g, make), n->n + 3);
    gen_deliver(g, w, to);
}

void gen_letfn(struct gen *g, struct node *n, int to) {
    int saved_active = g->nactive, saved_reg = g->next_reg, first = g->next_reg;
    for (int i = 0; i < n->n; i++) new_reg(g);
    for (int i = 0; i < n->n && !g->failed; i++) {
        struct node *fn = n->items[i];
        struct fndef *def = gen_proto(g->c, fn->fn);
        if (!def) { g->failed = true; return; }
        int k = gen_constant(g, ref_of(def)), w = g->next_reg;
        Py_DECREF(def);
        gen_reserve(g, w + 1);
        for (int j = 0; j < fn->n; j++) {
            g->next_reg = w + j + 1;
            gen_reserve(g, g->next_reg);
            bool sibling = false;
            for (int s = 0; s < n->n; s++) sibling |= n->locals[s] == fn->items[j]->local;
            if (sibling) gen_const(g, NIL, w + j);
            else gen_expr(g, fn->items[j], w + j);
        }
        for (int j = 0; j < fn->n; j++) live_set(g, w + j, false);
        emit(g, OP_FN, 0, w, k, fn->n);
        live_set(g, w, true);
        gen_deliver(g, w, first + i);
        g->next_reg = w;
    }
    for (int i = 0; i < n->n; i++) gen_activate(g, n->locals[i], first + i);
    for (int i = 0; i < n->n; i++)
        for (int j = 0; j < n->items[i]->n; j++)
            for (int s = 0; s < n->n; s++)
                if (n->locals[s] == n->items[i]->items[j]->local) emit(g, OP_CAPTURE, 0, first + i, first + s, j);
    drop_dead(g, n->in1);
    gen_expr(g, n->b, to);
    g->nactive = saved_active;
    g->next_reg = saved_reg;
}
