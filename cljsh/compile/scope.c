// SPDX-License-Identifier: MIT
// The locals that are visible where something is analyzed.
#include "base/error.h"
#include "coll/map.h"
#include "compile/ast.h"
#include "data/symbol.h"

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
    outer->uses++;
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
Value scope_environment(struct compiler *c, struct method *m) {
    Ref map = environment(c, m);
    return !map.w ? ERR : map_count(map) ? keep(map) : nil_value();
}
