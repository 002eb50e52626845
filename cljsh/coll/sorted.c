// SPDX-License-Identifier: MIT
/* Sorted maps and sets: a tree (coll/sorted_tree.h) and what orders it.
 * Both are one structure; a set's entries have an integer for a value.
 */
#include "coll/sorted.h"

#include "base/absent.h"
#include "base/call.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map_common.h"
#include "coll/set_common.h"
#include "coll/sort_prefix.h"
#include "coll/sorted_tree.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "seq/map_seq.h"
#include "seq/seq.h"

// compare.w is 0 for the order of `compare`.  hash: 0 when not known.
struct sorted { PyObject_HEAD PyObject *meta; struct tree *root; Value compare; Py_hash_t hash; };

#define SET_VAL ((Ref){W_INT(0)})

static inline struct sorted *sorted_of(Ref r) { return (struct sorted *)obj(r); }
static inline bool is_sorted_map(Ref r) { return is_clj(r, &sorted_map_type); }
struct tree *sorted_root(Ref r) { return sorted_of(r)->root; }
bool sorted_is_plain(Ref r) { return !sorted_of(r)->compare.w; }

Ref sorted_comparator(Ref r) { return ref(sorted_of(r)->compare); }

static void track_if_needed(struct sorted *s) {
    if ((s->meta || (s->compare.w && may_cycle(ref(s->compare))) || tree_may_cycle(s->root)) &&
        !gc_is_tracked(s))
        gc_track(s);
}

static struct sorted *alloc(PyTypeObject *type, struct tree *root, Ref compare, PyObject *meta) {
    struct sorted *s = PyObject_GC_New(struct sorted, type);
    if (!s) return NULL;
    s->root = (struct tree *)Py_XNewRef(root);
    s->compare = compare.w ? keep(compare) : ERR;
    s->meta = Py_XNewRef(meta);
    s->hash = 0;
    track_if_needed(s);
    return s;
}

static void sorted_dealloc(PyObject *o) {
    struct sorted *s = (struct sorted *)o;
    gc_untrack(o);
    Py_TRASHCAN_BEGIN(o, sorted_dealloc)
    Py_XDECREF(s->root);
    Py_XDECREF(s->meta);
    xdrop(s->compare);
    PyObject_GC_Del(o);
    Py_TRASHCAN_END
}

static int sorted_traverse(PyObject *o, visitproc visit, void *arg) {
    struct sorted *s = (struct sorted *)o;
    Py_VISIT((PyObject *)s->root);
    Py_VISIT(s->meta);
    VISIT_WORD(s->compare.w);
    return 0;
}

static int sorted_clear(PyObject *o) {
    struct sorted *s = (struct sorted *)o;
    Py_CLEAR(s->root);
    Py_CLEAR(s->meta);
    return 0; // the comparator stays: an order is needed even now
}

// --- order ----------------------------------------------------------------

int comparator_check(Ref r) {
    if (kind_of(r) & K_FN || (kind_of(r) & K_INSTANCE && kind_of(r) & K_IFN) || (!(kind_of(r) & K_IFN) && is_obj(r) && PyCallable_Check(obj(r)))) return 0;
    return (err_type("a comparator is a function, not %s", err_type_name(r)), -1);
}

Value sorted_make_by(bool map, Ref comparator) {
    if (comparator_check(comparator) < 0) return ERR;
    return adopt(alloc(map ? TYPE_OBJECT(sorted_map_type) : TYPE_OBJECT(sorted_set_type), NULL, comparator, NULL));
}

// The sign of a number that a comparator has returned: 0 or -1.
static int sign_of(Ref r, int *order) {
    int64_t n;
    double d;
    if (int64_of(r, &n)) *order = (n > 0) - (n < 0);
    else if (float_of(r, &d)) *order = (d >= 1) - (d <= -1); // its integer part counts
    else if (is_obj(r) && PyLong_Check(obj(r)) && !PyBool_Check(obj(r))) *order = _PyLong_Sign(obj(r));
    else return (err_type("a comparator must return a number or a boolean, not %s", err_type_name(r)), -1);
    return 0;
}

static int order(void *context, Ref a, Ref b, int *result) {
    struct sorted *s = context;
    if (!s->compare.w) return val_compare(a, b, result);
    if (is_int(a) && is_int(b)) {
        enum known_order known = call_order_hook(ref(s->compare));
        int natural = (int_of(a) > int_of(b)) - (int_of(a) < int_of(b));
        if (known) return *result = known == ORDER_MORE ? -natural : natural, 0;
    }
    Value answer = call2(ref(s->compare), a, b);
    if (failed(answer)) return -1;
    int status = 0;
    if (answer.w == W_TRUE) {
        *result = -1;
    } else if (answer.w == W_FALSE) { // not less: equal, if not the other way round either
        drop(answer);
        answer = call2(ref(s->compare), b, a);
        if (failed(answer)) return -1;
        *result = is_true(ref(answer));
    } else {
        status = sign_of(ref(answer), result);
    }
    drop(answer);
    return status;
}

static inline int search(Ref sorted, Ref key, struct tree_path *path) {
    if (sorted_is_plain(sorted)) {
        if (is_int(key) && tree_search_int(sorted_root(sorted), key, path)) return 0;
        const uint64_t prefix = prefix_alone(key);
        if (prefix) return tree_search_prefix(sorted_root(sorted), key, prefix, path);
    }
    return tree_search(sorted_root(sorted), key, order, sorted_of(sorted), path);
}

// --- changing -------------------------------------------------------------

// The collection itself when it is unshared, else another one on the same tree; consumes it.
static struct sorted *own_sorted(Value coll) {
    if (sole(coll)) return sorted_of(ref(coll));
    struct sorted *s = sorted_of(ref(coll));
    s = alloc(Py_TYPE(s), s->root, ref(s->compare), s->meta);
    drop(coll);
    return s;
}

static Value sorted_add(Value coll, Ref key, Ref val) {
    struct tree_path path;
    if (search(ref(coll), key, &path) < 0) return drop(coll), ERR;
    if (path.found && path.found->entry[1].w == val.w) return coll;
    // The first key is compared with none, and nil stands before all: what has no order of its own is still no key.
    if (!path.found && sorted_is_plain(ref(coll)) && !val_has_order(key)) {
        err_type("cannot compare %s", err_type_name(key));
        return drop(coll), ERR;
    }
    struct sorted *s = own_sorted(coll);
    if (!s) return ERR;
    struct tree *root = path.found ? tree_replace(s->root, &path, val) : tree_insert(s->root, &path, key, val);
    s->root = root;
    s->hash = 0;
    if (!root) {
        Py_DECREF(s);
        return ERR;
    }
    track_if_needed(s);
    return adopt(s);
}

static Value sorted_remove(Value coll, Ref key) {
    struct tree_path path;
    if (search(ref(coll), key, &path) < 0) return drop(coll), ERR;
    if (!path.found) return coll;
    struct sorted *s = own_sorted(coll);
    if (!s) return ERR;
    bool error;
    s->root = tree_remove(s->root, &path, &error);
    s->hash = 0;
    if (!error) return adopt(s);
    Py_DECREF(s);
    return ERR;
}

static Value sorted_set_conj(Value set, Ref x) { return sorted_add(set, x, SET_VAL); }

// --- the other operations -------------------------------------------------

static Value sorted_get(Ref coll, Ref key, Ref absent) {
    struct tree_path path;
    if (search(coll, key, &path) < 0) return ERR;
    if (!path.found) return keep(absent);
    return keep(ref(path.found->entry[is_sorted_map(coll)]));
}

static int sorted_contains(Ref coll, Ref key) {
    struct tree_path path;
    return search(coll, key, &path) < 0 ? -1 : path.found != NULL;
}

static Value sorted_map_find(Ref map, Ref key) {
    struct tree_path path;
    if (search(map, key, &path) < 0) return ERR;
    return path.found ? entry_new(ref(path.found->entry[0]), ref(path.found->entry[1])) : nil_value();
}

static Py_ssize_t sorted_count(Ref coll) { return tree_size(sorted_root(coll)); }

static inline enum map_part part_of(Ref coll) { return is_sorted_map(coll) ? MAP_ENTRIES : MAP_KEYS; }
static Value sorted_seq(Ref coll) { return map_seq_of(coll, part_of(coll)); }
static Value sorted_rseq(Ref coll) { return map_seq_of_ranks(coll, 0, sorted_count(coll), true, part_of(coll)); }

static Value sorted_with_meta(Ref coll, PyObject *meta) {
    struct sorted *s = sorted_of(coll);
    if (s->meta == meta) return keep(coll);
    struct sorted *c = alloc(Py_TYPE(s), s->root, ref(s->compare), meta);
    if (c) c->hash = s->hash;
    return adopt(c);
}

static Value sorted_empty(Ref coll) {
    struct sorted *s = sorted_of(coll);
    return adopt(alloc(Py_TYPE(s), NULL, ref(s->compare), s->meta));
}

static Py_hash_t sorted_hash(Ref coll) {
    struct sorted *s = sorted_of(coll);
    if (s->hash) return s->hash;
    Py_hash_t h = is_sorted_map(coll) ? map_hash_entries(coll) : set_hash_elements(coll);
    return h == -1 ? -1 : (s->hash = h);
}

/* The cursor's path holds the next 16 nodes, read at once; index counts what
 * has been given out. */
const Value *sorted_each(Ref coll, struct map_cursor *c, int *width) {
    enum { N = sizeof c->path / sizeof *c->path };
    Py_ssize_t left = sorted_count(coll) - c->index;
    if (left <= 0) return NULL;
    int at = (int)(c->index++ % N);
    if (at == 0) tree_walk(sorted_root(coll), c->index - 1, left < N ? left : N, false, (struct tree **)c->path);
    *width = is_sorted_map(coll) ? 2 : 1;
    return ((struct tree *)c->path[at])->entry;
}

static const Ops sorted_map_ops = {
    .kind = K_MAP | K_ASSOCIATIVE | K_COUNTED | K_COLL | K_IFN | K_SORTED | K_REVERSIBLE,
    .meta_offset = offsetof(struct sorted, meta),
    .seq = sorted_seq,
    .first = map_first,
    .rseq = sorted_rseq,
    .count = sorted_count,
    .conj = map_conj,
    .empty = sorted_empty,
    .get = sorted_get,
    .contains = sorted_contains,
    .find = sorted_map_find,
    .assoc = sorted_add,
    .dissoc = sorted_remove,
    .equal = map_equal,
    .hash = sorted_hash,
    .with_meta = sorted_with_meta,
    .invoke = map_invoke,
};

static const Ops sorted_set_ops = {
    .kind = K_SET | K_COUNTED | K_COLL | K_IFN | K_SORTED | K_REVERSIBLE,
    .meta_offset = offsetof(struct sorted, meta),
    .seq = sorted_seq,
    .first = map_first,
    .rseq = sorted_rseq,
    .count = sorted_count,
    .conj = sorted_set_conj,
    .empty = sorted_empty,
    .get = sorted_get,
    .contains = sorted_contains,
    .dissoc = sorted_remove,
    .equal = set_equal,
    .hash = sorted_hash,
    .with_meta = sorted_with_meta,
    .invoke = set_invoke,
};

CljType sorted_map_type = {CLJ_TYPE_HEAD("cljsh.SortedMap", struct sorted), .ops = &sorted_map_ops};
CljType sorted_set_type = {CLJ_TYPE_HEAD("cljsh.SortedSet", struct sorted), .ops = &sorted_set_ops};

// --- from Python ----------------------------------------------------------

// Adds the pairs of an iterable, each a Python sequence of two or one of ours.
static Value add_pairs(Value map, PyObject *pairs) {
    SCOPED_PY PyObject *it = PyObject_GetIter(pairs);
    while (it && ok(map)) {
        SCOPED_PY PyObject *pair = NULL;
        enum lookup next = lookup_next(it, &pair);
        if (next == LOOKUP_ABSENT) return map;
        SCOPED_PY PyObject *both = next < 0 ? NULL : PySequence_Tuple(pair);
        if (!both) break;
        map = map_conj(map, ref_of(both));
    }
    xdrop(map);
    return ERR;
}

static PyObject *sorted_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"", "comparator", NULL};
    PyObject *from = NULL, *comparator = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO", names, &from, &comparator)) return NULL;
    Value coll = adopt(alloc(type, NULL, comparator == Py_None ? NO_REF : ref_of(comparator), NULL));
    if (failed(coll) || !from) return (PyObject *)coll.w;
    if (type == TYPE_OBJECT(sorted_set_type)) return (PyObject *)set_add_all(coll, ref_of(from)).w;
    SCOPED_PY PyObject *pairs = PyObject_HasAttrString(from, "keys") ? PyMapping_Items(from) : Py_NewRef(from);
    if (pairs) return (PyObject *)add_pairs(coll, pairs).w;
    drop(coll);
    return NULL;
}

static PyObject *sorted_reduce(PyObject *self, PyObject *none) {
    (void)none;
    struct sorted *s = (struct sorted *)self;
    struct map_cursor c = {0};
    Ref key, val;
    SCOPED_PY PyObject *list = PyList_New(0);
    while (list && map_each(ref_of(self), &c, &key, &val)) {
        PyObject *item = py_of(key);
        if (item && is_sorted_map(ref_of(self))) item = Py_BuildValue("(NN)", item, py_of(val));
        if (!item || PyList_Append(list, item) < 0) Py_CLEAR(list);
        Py_XDECREF(item);
    }
    if (!list) return NULL;
    return Py_BuildValue("O(OO)", Py_TYPE(self), list, s->compare.w ? obj(ref(s->compare)) : Py_None);
}

static PyMethodDef map_methods[] = {
    {"__reduce__", sorted_reduce, METH_NOARGS, "How to pickle the map: its type, its entries and what orders them."},
    {NULL},
};
static PyMethodDef set_methods[] = {
    {"__reduce__", sorted_reduce, METH_NOARGS, "How to pickle the set: its type, its elements and what orders them."},
    {"isdisjoint", set_isdisjoint, METH_O, "Has the set no element in common with an iterable?"},
    {NULL},
};

int sorted_init(void) {
    if (tree_init() < 0) return -1;
    CljType *types[] = {&sorted_map_type, &sorted_set_type};
    for (int i = 0; i < 2; i++) {
        PyTypeObject *t = TYPE_OBJECT(*types[i]);
        t->tp_flags |= Py_TPFLAGS_HAVE_GC;
        t->tp_dealloc = sorted_dealloc;
        t->tp_traverse = sorted_traverse;
        t->tp_clear = sorted_clear;
        t->tp_new = sorted_tp_new;
        t->tp_methods = i ? set_methods : map_methods;
    }
    TYPE_OBJECT(sorted_map_type)->tp_doc = "A persistent map in the order of its keys.";
    TYPE_OBJECT(sorted_set_type)->tp_doc = "A persistent set in order.";
    set_fill_slots(&sorted_set_type);
    return type_ready(&sorted_map_type, "Mapping") < 0 ? -1 : type_ready(&sorted_set_type, "Set");
}

// --- primitives -----------------------------------------------------------

static Value new_map(Ref compare) { return adopt(alloc(TYPE_OBJECT(sorted_map_type), NULL, compare, NULL)); }
static Value new_set(Ref compare) { return adopt(alloc(TYPE_OBJECT(sorted_set_type), NULL, compare, NULL)); }

static Value add_words(Value set, const Ref *words, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n && ok(set); i++) set = sorted_set_conj(set, words[i]);
    return set;
}

Value sorted_make(bool map) { return adopt(alloc(map ? TYPE_OBJECT(sorted_map_type) : TYPE_OBJECT(sorted_set_type), NULL, NO_REF, NULL)); }

PRIM(core_sorted_map, "clojure.core", "sorted-map", "[& keyvals]",
     "Makes a map ordered by its keys from keys and values given in turn.\n"
     "The order is that of `compare`.") {
    return map_assoc_all(new_map(NO_REF), a, n);
}

PRIM(own_comparator, "cljsh.core", "comparator-of", "[coll]", "Returns the comparator of a sorted collection, or nil where that is `compare`.")
{
    if (!(kind_of(a[0]) & K_SORTED) || kind_of(a[0]) & K_INSTANCE) return err_type("a sorted collection has a comparator, not %s", err_type_name(a[0]));
    return sorted_is_plain(a[0]) ? nil_value() : keep(sorted_comparator(a[0]));
}

PRIM(core_sorted_map_by, "clojure.core", "sorted-map-by", "[comparator & keyvals]",
     "Makes a map ordered by a comparator from keys and values given in turn.\n"
     "The comparator gets two keys and returns a negative number, zero or a positive one,\n"
     "or true when the first belongs before the second and false otherwise.") {
    return comparator_check(a[0]) < 0 ? ERR : map_assoc_all(new_map(a[0]), a + 1, n - 1);
}

PRIM(core_sorted_set, "clojure.core", "sorted-set", "[& keys]",
     "Makes a sorted set of the arguments.\n"
     "The order is that of `compare`.") {
    return add_words(new_set(NO_REF), a, n);
}

PRIM(core_sorted_set_by, "clojure.core", "sorted-set-by", "[comparator & keys]",
     "Makes a set of the arguments ordered by a comparator.\n"
     "What a comparator returns: see `sorted-map-by`.") {
    return comparator_check(a[0]) < 0 ? ERR : add_words(new_set(a[0]), a + 1, n - 1);
}

// Ranks beside a key, and whether its test holds of what is before it, of it, and of what is after it.
struct limit {
    Py_ssize_t below, upto;
    bool holds[3];
};

/* Narrows a range of ranks to the elements e for which
 * (test (compare e key) 0) holds.  Any function will do for the test: it is
 * asked about -1, 0 and 1. */
static int narrow(Ref sorted, Ref test, Ref key, Py_ssize_t *start, Py_ssize_t *end, struct limit *limit) {
    bool *holds = limit->holds;
    for (int i = 0; i < 3; i++) {
        SCOPED Value answer = call2(test, int_ref(i - 1), int_ref(0));
        if (failed(answer)) return -1;
        holds[i] = is_true(ref(answer));
    }
    if (holds[0] && holds[2])
        return (err_arg("the test of subseq and rsubseq must be one of < <= > >="), -1);
    struct tree_path path;
    if (search(sorted, key, &path) < 0) return -1;
    Py_ssize_t below = limit->below = path.rank, upto = limit->upto = below + (path.found != NULL);
    Py_ssize_t low = holds[0] ? 0 : holds[1] ? below : upto;
    Py_ssize_t high = holds[2] ? sorted_count(sorted) : holds[1] ? upto : below;
    if (low > *start) *start = low;
    if (high < *end) *end = high;
    return 0;
}

/* Clojure looks for the element at which the part begins and takes from there
 * on while the test holds: without any such element there is nil, but the
 * empty list where only the test ends the part. */
static bool starts_nowhere(const struct limit *limits, Py_ssize_t n, Py_ssize_t count, bool descending) {
    const struct limit *first = &limits[descending ? n - 1 : 0];
    if (n == 1) return first->holds[descending ? 0 : 2];
    return descending ? first->upto == 0 : first->below == count;
}

Value (*sorted_instance_part)(Ref sorted, Ref descending, Ref limits);

static Value subseq(Ref *a, Py_ssize_t n, bool descending) {
    Ref sorted = a[0];
    if (kind_of(sorted) & K_SORTED && kind_of(sorted) & K_INSTANCE) {
        SCOPED Value limits = vec_from(a + 1, n - 1);
        return ok(limits) ? sorted_instance_part(sorted, descending ? TRUE_REF : FALSE_REF, ref(limits)) : ERR;
    }
    if (!is_sorted_map(sorted) && !is_clj(sorted, &sorted_set_type))
        return err_type("%s is not a sorted map or set", err_type_name(sorted));
    Py_ssize_t start = 0, end = sorted_count(sorted);
    struct limit limits[2];
    for (Py_ssize_t i = 1; i < n; i += 2)
        if (narrow(sorted, a[i], a[i + 1], &start, &end, &limits[i / 2]) < 0) return ERR;
    if (start >= end && !starts_nowhere(limits, n / 2, sorted_count(sorted), descending)) return list_empty();
    return map_seq_of_ranks(sorted, start, end, descending, part_of(sorted));
}

PRIM(core_subseq_3, "clojure.core", "subseq", "[sc test key]",
     "Returns a seq of the part of a sorted map or set whose keys pass a test.\n"
     "The test is one of < <= > >=, and a key k passes when (test k key) would be true in the\n"
     "collection's own order; with two tests and keys, it has to pass both.") {
    return subseq(a, 3, false);
}
PRIM(core_subseq_5, "clojure.core", "subseq", "[sc start-test start-key end-test end-key]", NULL) {
    return subseq(a, 5, false);
}

PRIM(core_rsubseq_3, "clojure.core", "rsubseq", "[sc test key]",
     "Returns a seq of the part of a sorted map or set whose keys pass a test, from the end.\n"
     "The tests are those of `subseq`.") {
    return subseq(a, 3, true);
}
PRIM(core_rsubseq_5, "clojure.core", "rsubseq", "[sc start-test start-key end-test end-key]", NULL) {
    return subseq(a, 5, true);
}
