// SPDX-License-Identifier: MIT
/* Vectors that are only taken apart are not made.
 *
 * In (let [[a b] [x y]] …), and in a loop whose local begins as a vector
 * literal and gets one of as many values from each recur, nobody can see the
 * vector when it is used in nothing but the (nth v 0 nil) that destructuring
 * writes.  Each of its elements gets a local of its own.
 *
 * A local counts its uses, those that take an element (its picks) too, and
 * links these.  What analysis has thrown away again counts as well: then the
 * vector is made.
 */
#include "coll/vector.h"
#include "compile/special.h"

#define APART_MOST 8 // values

void apart_pick(struct node *pick) {
    if (pick->items[0]->type != N_LOCAL) return;
    struct local *l = pick->items[0]->local;
    pick->next = l->picks;
    l->picks = pick;
    l->npicks++;
}

static bool only_picked(const struct local *l) { return l->picks && l->npicks == l->uses; }

// How many values a vector literal has, or -1.
static int literal_size(struct node *n) {
    if (n->type == N_VECTOR) return n->n <= APART_MOST ? n->n : -1;
    if (n->type != N_CONST || !is_vec(n->k)) return -1;
    return vec_count(n->k) <= APART_MOST ? (int)vec_count(n->k) : -1;
}

static struct node *literal_item(struct compiler *c, struct node *vector, int i) {
    if (vector->type == N_VECTOR) return vector->items[i];
    Ref item = compiler_own(c, keep(vec_at(vector->k, i)));
    return item.w ? const_node(c, item) : NULL;
}

// What takes element i becomes a use of the i-th local.
static void use_elements(struct local *l, struct local **elements, int n) {
    for (struct node *pick = l->picks, *next; pick; pick = next) {
        next = pick->next;
        pick->n = 0;
        pick->items = NULL;
        if (pick->number < n) {
            pick->type = N_LOCAL;
            pick->local = elements[pick->number];
            pick->local->uses++;
        } else {
            pick->type = N_CONST;
            pick->k = NIL;
        }
    }
    l->picks = NULL;
    l->npicks = l->uses = 0;
}

static int new_elements(struct compiler *c, struct local *l, struct local **elements, int n) {
    for (int i = 0; i < n; i++)
        if (!(elements[i] = scope_new_local(c, l->method, l->name))) return -1;
    return 0;
}

// The local is another name of the one it begins as.
static void same_as(struct local *l, struct local *to) {
    to->uses += l->npicks - 1;
    for (struct node *pick = l->picks, *next; pick; pick = next) {
        next = pick->next;
        pick->items[0]->local = to;
        apart_pick(pick);
    }
    l->picks = NULL;
    l->npicks = l->uses = 0;
}

static int let_local(struct compiler *c, struct node **place) {
    struct node *let = *place;
    if (!only_picked(let->local)) return 0;
    if (let->a->type == N_LOCAL && let->a->local->value == ANY_VALUE) {
        same_as(let->local, let->a->local);
        *place = let->b;
        return 0;
    }
    const int n = literal_size(let->a);
    if (n <= 0) return 0;
    struct node *vector = let->a, *body = let->b;
    struct local *elements[APART_MOST];
    if (new_elements(c, let->local, elements, n) < 0) return -1;
    use_elements(let->local, elements, n);
    for (int i = 0; i < n; i++) {
        struct node *one = ast_new(c, N_LET);
        if (!one || !(one->a = literal_item(c, vector, i))) return -1;
        one->local = elements[i];
        one->value = let->value;
        *place = one;
        place = &one->b;
    }
    *place = body;
    return 0;
}

struct node *apart_lets(struct compiler *c, struct node *first, struct node *body) {
    int n = 0;
    for (struct node *let = first; let != body; let = let->b) n++;
    struct node ***places = ast_alloc(c, (size_t)(n + 1) * sizeof *places);
    if (!places) return NULL;
    places[0] = &first;
    for (int i = 0; i < n; i++) places[i + 1] = &(*places[i])->b;
    while (n-- > 0)
        if (let_local(c, places[n]) < 0) return NULL;
    return first;
}

// The lists of a loop or a recur with the values of item `at` in its place.
static int spread_items(struct compiler *c, struct node *n, int at, int size) {
    struct node **items = ast_list(c, n->n + size);
    if (!items) return -1;
    memcpy(items, n->items, (size_t)at * sizeof *items);
    for (int i = 0; i < size; i++)
        if (!(items[at + i] = literal_item(c, n->items[at], i))) return -1;
    memcpy(items + at + size, n->items + at + 1, (size_t)(n->n - at - 1) * sizeof *items);
    n->items = items;
    n->n += size - 1;
    return 0;
}

static int loop_local(struct compiler *c, struct node *loop, int at, int size) {
    struct local *elements[APART_MOST], **locals = ast_alloc(c, (size_t)(loop->n + size) * sizeof *locals);
    if (!locals || new_elements(c, loop->locals[at], elements, size) < 0) return -1;
    use_elements(loop->locals[at], elements, size);
    memcpy(locals, loop->locals, (size_t)at * sizeof *locals);
    for (int i = 0; i < size; i++) elements[i]->is_loop = true, locals[at + i] = elements[i];
    memcpy(locals + at + size, loop->locals + at + 1, (size_t)(loop->n - at - 1) * sizeof *locals);
    loop->locals = locals;
    if (spread_items(c, loop, at, size) < 0) return -1;
    for (struct node *recur = loop->next; recur; recur = recur->next)
        if (spread_items(c, recur, at, size) < 0) return -1;
    return 0;
}

int apart_loop(struct compiler *c, struct node *loop) {
    bool changed = false;
    for (int at = loop->n; at-- > 0;) {
        int size = literal_size(loop->items[at]);
        if (size <= 0 || !only_picked(loop->locals[at])) continue;
        for (struct node *recur = loop->next; recur; recur = recur->next)
            if (literal_size(recur->items[at]) != size) size = -1;
        if (size <= 0) continue;
        if (loop_local(c, loop, at, size) < 0) return -1;
        changed = true;
    }
    for (struct node *recur = loop->next; changed && recur; recur = recur->next)
        if (recur_order(c, recur) < 0) return -1;
    return 0;
}
