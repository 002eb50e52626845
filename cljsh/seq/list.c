// SPDX-License-Identifier: MIT
/* Persistent lists.
 *
 * A list of n elements is n nodes and the empty list; every node knows how
 * many elements it begins.  The empty list is one object of a type of its
 * own; others of that type exist only to carry metadata, and no node's rest
 * is ever one of them.
 */
#include "seq/list.h"

#include "base/prim.h"
#include "data/equal.h"
#include "seq/chain.h"
#include "seq/seq.h"

static struct list *empty_list; // made by list_init, never freed

static inline struct list *list_of(Ref r) { return (struct list *)obj(r); }

Value list_empty(void) { return keep_obj(empty_list); }

static Value node_new(Value first, Value rest, Py_ssize_t count, PyObject *meta) {
    struct list *l = chain_new(&list_type);
    if (unlikely(!l)) {
        drop(first);
        drop(rest);
        return ERR;
    }
    l->first = first;
    l->rest = (PyObject *)rest.w;
    l->count = count;
    l->meta = meta;
    Py_XINCREF(meta);
    if (may_close_cycle(ref(first)) || gc_is_tracked(l->rest) || meta) gc_track(l);
    return adopt(l);
}

static Value prepend(Value first, Value list, PyObject *meta) {
    Py_ssize_t count = list_of(ref(list))->count;
    if (count == 0 && list.w != (uintptr_t)empty_list) {
        drop(list);
        list = list_empty();
    }
    return node_new(first, list, count + 1, meta);
}

Value list_cons(Ref first, Value list) { return prepend(keep(first), list, NULL); }

Value list_from(const Ref *items, Py_ssize_t n) {
    Value list = list_empty();
    while (n-- > 0 && ok(list)) list = prepend(keep(items[n]), list, NULL);
    return list;
}

// (Without a look at each node's rest: what the last one's node is like, all before it are.)
Value list_give(Value *items, Py_ssize_t n) {
    PyObject *rest = Py_NewRef(empty_list);
    bool tracked = false;
    for (Py_ssize_t i = n; i-- > 0;) {
        struct list *l = chain_new(&list_type);
        if (unlikely(!l)) {
            for (Py_ssize_t j = 0; j <= i; j++) drop(items[j]);
            Py_DECREF(rest);
            return ERR;
        }
        l->first = items[i];
        l->rest = rest;
        l->count = n - i;
        l->meta = NULL;
        tracked = tracked || may_close_cycle(ref(items[i]));
        if (tracked) gc_track(l);
        rest = (PyObject *)l;
    }
    return adopt(rest);
}

// --- operations -----------------------------------------------------------

static Value list_first(Ref r) { return keep(ref(list_of(r)->first)); }
static Value list_rest(Ref r) { return keep_obj(list_of(r)->rest); }
static Value list_next(Ref r) {
    PyObject *rest = list_of(r)->rest;
    return rest == (PyObject *)empty_list ? nil_value() : keep_obj(rest);
}
static Py_ssize_t list_count(Ref r) { return list_of(r)->count; }
static Value list_conj(Value list, Ref x) {
    PyObject *meta = list_of(ref(list))->meta;
    Py_XINCREF(meta);
    Value longer = prepend(keep(x), list, meta);
    Py_XDECREF(meta);
    return longer;
}

static Value empty_with_meta(PyObject *meta) {
    if (!meta) return list_empty();
    struct list *l = chain_new(&empty_list_type);
    if (!l) return ERR;
    *l = (struct list){.ob_base = l->ob_base, .meta = meta};
    Py_INCREF(meta);
    gc_track(l);
    return adopt(l);
}

static Value list_emptied(Ref r) { return empty_with_meta(list_of(r)->meta); }

static Value list_pop(Value list) {
    struct list *l = list_of(ref(list));
    Value rest = l->count == 1 ? empty_with_meta(l->meta) : keep_obj(l->rest);
    drop(list);
    return rest;
}

static Value list_with_meta(Ref r, PyObject *meta) {
    struct list *l = list_of(r);
    if (l->meta == meta) return keep(r);
    return node_new(keep(ref(l->first)), keep_obj(l->rest), l->count, meta);
}

static const Ops list_ops = {
    .kind = K_SEQ | K_LIST | K_SEQUENTIAL | K_COUNTED | K_COLL,
    .meta_offset = offsetof(struct list, meta),
    .seq = seq_itself,
    .first = list_first,
    .rest = list_rest,
    .next = list_next,
    .count = list_count,
    .conj = list_conj,
    .empty = list_emptied,
    .peek = list_first,
    .pop = list_pop,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = list_with_meta,
};

// --- the empty list -------------------------------------------------------

static Value empty_nothing(Ref r) { (void)r; return nil_value(); }
static Value empty_rest(Ref r) { (void)r; return list_empty(); }
static Value empty_pop(Value list) {
    drop(list);
    return err_state("Can't pop empty list");
}
static Value empty_of_meta(Ref r, PyObject *meta) {
    return list_of(r)->meta == meta ? keep(r) : empty_with_meta(meta);
}

static const Ops empty_ops = {
    .kind = K_SEQ | K_LIST | K_SEQUENTIAL | K_COUNTED | K_COLL,
    .meta_offset = offsetof(struct list, meta),
    .seq = empty_nothing,
    .first = empty_nothing,
    .rest = empty_rest,
    .next = empty_nothing,
    .count = list_count,
    .conj = list_conj,
    .empty = seq_itself,
    .peek = empty_nothing,
    .pop = empty_pop,
    .equal = seq_equal,
    .hash = seq_hash,
    .with_meta = empty_of_meta,
};

CljType list_type = {CLJ_TYPE_HEAD("cljsh.List", struct list), .ops = &list_ops};
CljType empty_list_type = {CLJ_TYPE_HEAD("cljsh.EmptyList", struct list), .ops = &empty_ops};

int list_init(void) {
    chain_type(&list_type);
    chain_type(&empty_list_type);
    if (type_ready(&list_type, "Collection") < 0 || type_ready(&empty_list_type, "Collection") < 0) return -1;
    empty_list = chain_new(&empty_list_type);
    if (!empty_list) return -1;
    *empty_list = (struct list){.ob_base = empty_list->ob_base};
    return cons_init() < 0 || lazy_init() < 0 ? -1 : 0;
}

// --- primitives -----------------------------------------------------------

PRIM(core_list, "clojure.core", "list", "[& items]",
     "Returns a new list of the items.")
{
    Value list = list_empty();
    while (n-- > 0 && ok(list)) list = prepend(take(&a[n]), list, NULL);
    return list;
}

PRIM(core_list_star_1, "clojure.core", "list*", "[args]",
     "Returns a seq of the items, the last of which is itself a sequence of items.\n"
     "(list* 1 2 [3 4]) is (1 2 3 4); with the last argument empty or nil it\n"
     "contributes nothing.")
{ return seq_of(a[0]); }

PRIM(core_list_star_n, "clojure.core", "list*", "[a args & more]", NULL) {
    // As with cons, nothing of the last argument is realised.
    Value seq = cons_new(a[n - 2], a[n - 1]);
    for (Py_ssize_t i = n - 3; i >= 0 && ok(seq); i--) {
        Value longer = cons_new(a[i], ref(seq));
        drop(seq);
        seq = longer;
    }
    return seq;
}
