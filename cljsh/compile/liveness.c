// SPDX-License-Identifier: MIT
/* Which use of a local is its last one.
 *
 * The tree is walked against the order of evaluation with the set of locals
 * that are still needed afterwards.  A use of a local that is not in the set
 * consumes it.  Where paths part, each remembers what is alive at its
 * beginning, so that the generator can drop what only the other one needs.
 * Where a body is protected by a handler, what the handler needs stays alive
 * all through the body; what the next round of a loop needs, all through the
 * loop.
 */
#include "compile/ast.h"

struct walk {
    struct compiler *c;
    size_t words;
    LiveSet handlers;      // what the enclosing handlers need
};

static LiveSet set_new(struct walk *w) { return ast_alloc(w->c, (w->words ? w->words : 1) * 8); }
static LiveSet set_copy(struct walk *w, LiveSet s) {
    LiveSet copy = set_new(w);
    if (copy) memcpy(copy, s, w->words * 8);
    return copy;
}
static void set_union(struct walk *w, LiveSet into, LiveSet s) {
    for (size_t i = 0; i < w->words; i++) into[i] |= s[i];
}
static bool set_has(LiveSet s, int id) { return s[id / 64] >> (id % 64) & 1; }
static void set_add(LiveSet s, int id) { s[id / 64] |= 1ULL << (id % 64); }
static void set_remove(LiveSet s, int id) { s[id / 64] &= ~(1ULL << (id % 64)); }

static int walk_node(struct walk *w, struct node *n, LiveSet live);

static void use(struct node *n, LiveSet live) {
    n->last = !set_has(live, n->local->id);
    set_add(live, n->local->id);
}

static int walk_items(struct walk *w, struct node **items, int n, LiveSet live) {
    for (int i = n; i-- > 0;) // a call that names its function has no node for it
        if (items[i] && walk_node(w, items[i], live) < 0) return -1;
    return 0;
}

// Operands that are locals are read by the instruction itself, after the others were evaluated.
static int walk_operands(struct walk *w, struct node **items, int n, LiveSet live) {
    for (int i = n; i-- > 0;)
        if (items[i]->type == N_LOCAL) use(items[i], live);
    for (int i = n; i-- > 0;)
        if (items[i]->type != N_LOCAL && walk_node(w, items[i], live) < 0) return -1;
    return 0;
}

// The locals of the method that are used in a tree, and those that are bound in it.
static void collect(struct node *n, LiveSet used, LiveSet bound) {
    if (!n) return;
    if (n->type == N_LOCAL) set_add(used, n->local->id);
    if (n->type == N_LET) set_add(bound, n->local->id);
    if (n->type == N_LOOP || n->type == N_LETFN)
        for (int i = 0; i < n->n; i++) set_add(bound, n->locals[i]->id);
    if (n->items && n->type != N_TRY)
        for (int i = 0; i < n->n; i++) collect(n->items[i], used, bound);
    collect(n->a, used, bound);
    collect(n->b, used, bound);
    collect(n->c, used, bound);
    if (n->type == N_TRY)
        for (int i = 0; i < n->n; i++) {
            set_add(bound, n->catches[i].local->id);
            collect(n->catches[i].class, used, bound);
            collect(n->catches[i].body, used, bound);
        }
}

static int walk_loop(struct walk *w, struct node *n, LiveSet live) {
    // What a recur must leave alive: all the body uses from outside, and what comes after.
    LiveSet again = set_new(w), bound = set_new(w);
    if (!again || !bound) return -1;
    collect(n->b, again, bound);
    for (int i = 0; i < n->n; i++) set_add(bound, n->locals[i]->id);
    for (size_t i = 0; i < w->words; i++) again[i] = (again[i] & ~bound[i]) | live[i];
    n->in2 = again;
    if (walk_node(w, n->b, live) < 0) return -1;
    set_union(w, live, again);
    n->in1 = set_copy(w, live);
    if (!n->in1) return -1;
    if (!n->items) return 0; // the method itself: its parameters have their values
    for (int i = n->n; i-- > 0;) {
        set_remove(live, n->locals[i]->id);
        if (walk_node(w, n->items[i], live) < 0) return -1;
    }
    return 0;
}

static int walk_try(struct walk *w, struct node *n, LiveSet live) {
    LiveSet outer = w->handlers;
    // After failure only the enclosing handlers come.
    LiveSet failing = outer ? set_copy(w, outer) : set_new(w);
    if (!failing) return -1;
    n->ins = ast_alloc(w->c, 2 * sizeof *n->ins);
    if (!n->ins || !(n->ins[1] = set_copy(w, failing))) return -1;
    if (n->c && walk_node(w, n->c, failing) < 0) return -1;
    n->in2 = failing;
    if (n->b && walk_node(w, n->b, live) < 0) return -1;
    n->in1 = set_copy(w, live); // after the body or a catch
    LiveSet handlers = set_copy(w, failing);
    if (!n->in1 || !handlers) return -1;
    w->handlers = failing;
    for (int i = n->n; i-- > 0;) {
        struct catch_clause *clause = &n->catches[i];
        LiveSet s = set_copy(w, n->in1);
        if (!s) return -1;
        set_union(w, s, failing);
        if (walk_node(w, clause->body, s) < 0) return -1;
        clause->in = set_copy(w, s);
        if (!clause->in) return -1;
        set_remove(s, clause->local->id);
        if (walk_node(w, clause->class, s) < 0) return -1;
        set_union(w, handlers, s);
    }
    // A class test that fails goes on to the next clause: keep what any of them needs.
    n->ins[0] = set_copy(w, handlers);
    for (int i = 0; i < n->n; i++) { // class nodes never consume: they are evaluated with more to come
        struct node *class = n->catches[i].class;
        if (class->type == N_LOCAL) class->last = false;
    }
    set_union(w, live, handlers);
    w->handlers = handlers;
    int r = walk_node(w, n->a, live);
    w->handlers = outer;
    return r;
}

static int walk_node(struct walk *w, struct node *n, LiveSet live) {
    switch ((enum node_type)n->type) {
    case N_CONST:
    case N_VAR:
    case N_METHODS:
        return 0;
    case N_LOCAL:
        use(n, live);
        return 0;
    case N_OP:
    case N_MEMBER:
    case N_SETMEMBER:
        return walk_operands(w, n->items, n->n, live);
    case N_CALL:
        if (n->op == OP_CALLR) { // the function is read where it is, when the arguments are there
            use(n->items[0], live);
            return walk_items(w, n->items + 1, n->n - 1, live);
        }
        return walk_items(w, n->items, n->n, live);
    case N_METHOD:
    case N_VECTOR:
    case N_MAP:
    case N_SET:
    case N_EACH:
    case N_FN:
    case N_DO:
        return walk_items(w, n->items, n->n, live);
    case N_REIFY:
        return walk_items(w, n->items, n->n, live) < 0 ? -1 : walk_node(w, n->a, live);
    case N_YIELD:
        return walk_operands(w, &n->a, 1, live);
    case N_THROW:
        // Nothing after it is reached, but handlers are.
        return walk_node(w, n->a, live);
    case N_IF: {
        LiveSet other = set_copy(w, live);
        if (!other || walk_node(w, n->b, live) < 0 || walk_node(w, n->c, other) < 0) return -1;
        n->in1 = set_copy(w, live);
        n->in2 = other;
        if (!n->in1) return -1;
        set_union(w, live, other);
        return walk_node(w, n->a, live);
    }
    case N_LET:
        if (walk_node(w, n->b, live) < 0) return -1;
        // What else the body does not need has had its last use in the value: a set for each let would be too much.
        n->unused = !set_has(live, n->local->id);
        set_remove(live, n->local->id);
        return walk_node(w, n->a, live);
    case N_LOOP:
        return walk_loop(w, n, live);
    case N_RECUR: {
        memcpy(live, n->target->in2, w->words * 8);
        if (w->handlers) set_union(w, live, w->handlers);
        for (int i = n->n; i-- > 0;)
            if (walk_node(w, n->items[n->order[i]], live) < 0) return -1;
        return 0;
    }
    case N_LETFN:
        if (walk_node(w, n->b, live) < 0) return -1;
        n->in1 = set_copy(w, live);
        if (!n->in1) return -1;
        for (int i = n->n; i-- > 0;) {
            struct node *fn = n->items[i];
            // Siblings are filled in once all are there; they are only borrowed.
            for (int j = fn->n; j-- > 0;) {
                struct local *l = fn->items[j]->local;
                bool sibling = false;
                for (int s = 0; s < n->n; s++) sibling |= n->locals[s] == l;
                if (sibling) fn->items[j]->last = false;
                else use(fn->items[j], live);
            }
        }
        for (int i = 0; i < n->n; i++) set_remove(live, n->locals[i]->id);
        return 0;
    case N_TRY:
        return walk_try(w, n, live);
    case N_CASE: {
        LiveSet after = set_copy(w, live), all = set_new(w);
        n->ins = ast_alloc(w->c, (size_t)(n->n + 1) * sizeof *n->ins);
        if (!after || !all || !n->ins) return -1;
        for (int i = 0; i <= n->n; i++) {
            LiveSet s = set_copy(w, after);
            if (!s || walk_node(w, i < n->n ? n->items[i] : n->c, s) < 0) return -1;
            n->ins[i] = s;
            set_union(w, all, s);
        }
        memcpy(live, all, w->words * 8);
        return walk_node(w, n->a, live);
    }
    }
    return 0;
}

int liveness(struct compiler *c, struct method *m) {
    struct walk w = {.c = c, .words = (size_t)(m->nlocals + 63) / 64};
    LiveSet live = set_new(&w);
    if (!live || walk_node(&w, m->body, live) < 0) return -1;
    m->in = live;
    return 0;
}
