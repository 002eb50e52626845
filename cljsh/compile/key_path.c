// SPDX-License-Identifier: MIT
/* get-in, assoc-in, update and update-in of a path that is written out.
 *
 *     (get-in m [a b])         (get (get m a) b)
 *     (update-in m [a b] f x)  (let [t m, u (take t a)]
 *                                (assoc t a (assoc u b (f (take u b) x))))
 *
 * No vector is made, and a function that is known is an instruction or called
 * directly.  What is taken comes out of its collection where nobody else has
 * that (coll/take.c), so that it can be changed in its place; hence m gets a
 * local of its own: what still sees the program's has it, too.
 */
#include "coll/vector.h"
#include "compile/special.h"

#define PATH_MOST 4

static int path_length(struct node *path) {
    const Py_ssize_t n = path->type == N_VECTOR ? path->n : path->type == N_CONST && is_vec(path->k) ? vec_count(path->k) : 0;
    return n <= PATH_MOST ? (int)n : 0;
}

bool path_is_known(struct node *path) { return path_length(path) > 0; }

static struct node *path_key(struct compiler *c, struct node *path, int i) {
    if (path->type == N_VECTOR) return path->items[i];
    Ref key = compiler_own(c, keep(vec_at(path->k, i)));
    return key.w ? const_node(c, key) : NULL;
}

struct node *path_get(struct compiler *c, struct node *coll, struct node *path) {
    for (int i = 0; coll && i < path_length(path); i++) {
        struct node *both[] = {coll, path_key(c, path, i)};
        coll = both[1] ? inline_get(c, both) : NULL;
    }
    return coll;
}

// The lets around what is made of their locals.
struct change {
    struct compiler *c;
    struct method *m;
    struct node *first, *last;
};

static struct node *local_node(struct compiler *c, struct local *l) {
    struct node *n = ast_new(c, N_LOCAL);
    if (!n) return NULL;
    n->local = l;
    n->value = l->value;
    l->uses++;
    return n;
}

// A local that begins as the value.
static struct local *named(struct change *change, struct node *value) {
    struct node *let = value ? ast_new(change->c, N_LET) : NULL;
    if (!let || !(let->local = scope_new_local(change->c, change->m, KW("value")))) return NULL;
    let->a = value;
    let->local->value = value->value;
    if (change->last) change->last->b = let;
    else change->first = let;
    change->last = let;
    return let->local;
}

static bool is_const_or_local(struct node *n) { return n->type == N_CONST || n->type == N_LOCAL; }

// What is evaluated here, to be used once and later.
static struct node *evaluated(struct change *change, struct node *n) {
    if (!n || is_const_or_local(n) || n->type == N_VAR || n->type == N_FN) return n;
    struct local *l = named(change, n);
    return l ? local_node(change->c, l) : NULL;
}

static struct node *again(struct compiler *c, struct node *n) { return n->type == N_CONST ? const_node(c, n->k) : local_node(c, n->local); }

struct node *path_change(struct compiler *c, struct method *m, struct node **keys, int nkeys, struct node **args, int n, bool calls) {
    struct change change = {c, m, NULL, NULL};
    struct local *colls[PATH_MOST];
    struct node *of[PATH_MOST], **call = ast_alloc(c, (size_t)(n + 2) * sizeof *call);
    if (!call || !(colls[0] = named(&change, args[0]))) return NULL;
    for (int i = 0; i < nkeys; i++)
        if (!keys[i] || !(of[i] = evaluated(&change, keys[i]))) return NULL;
    for (int i = 1; i < n; i++) // what is put there, or the function and its further arguments
        if (!(call[i == 1 ? 0 : i] = evaluated(&change, args[i]))) return NULL;
    struct node *value = call[0];
    for (int i = 0; i < nkeys - 1 + calls; i++) {
        struct node *both[] = {local_node(c, colls[i]), again(c, of[i])};
        struct node *taken = both[0] && both[1] ? op_node(c, OP_TAKE, both, 2) : NULL;
        if (!taken) return NULL;
        if (i < nkeys - 1) {
            if (!(colls[i + 1] = named(&change, taken))) return NULL;
            continue;
        }
        call[1] = taken;
        if (!(value = analyze_call_of(c, m, call, n))) return NULL;
    }
    for (int i = nkeys; i-- > 0;) {
        struct node *three[] = {local_node(c, colls[i]), of[i], value};
        if (!three[0] || !(value = op_node(c, OP_ASSOC, three, 3))) return NULL;
    }
    change.last->b = value;
    return change.first;
}

struct node *path_change_in(struct compiler *c, struct method *m, struct node **args, int n, bool calls) {
    struct node *keys[PATH_MOST], *path = args[1], **others = ast_alloc(c, (size_t)n * sizeof *others);
    const int nkeys = path_length(path);
    if (!others) return NULL;
    for (int i = 0; i < nkeys; i++) keys[i] = path_key(c, path, i);
    others[0] = args[0];
    memcpy(others + 1, args + 2, (size_t)(n - 2) * sizeof *others);
    return path_change(c, m, keys, nkeys, others, n - 1, calls);
}
