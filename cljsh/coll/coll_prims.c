// SPDX-License-Identifier: MIT
// The collection functions of clojure.core.
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "coll/vector_impl.h"
#include "coll/set.h"
#include "num/number.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"

PRIM(core_count, "clojure.core", "count", "[coll]",
     "Returns how many elements a collection, string, or other thing with a length has.\n"
     "nil has none.  A seq that does not know its length is walked to its end.")
{
    Py_ssize_t size = coll_count_give(take(&a[0]));
    return size < 0 ? ERR : int_value(size);
}

PRIM(core_conj_0, "clojure.core", "conj", "[]",
     "Returns the collection with x added where that is cheapest.\n"
     "That is the end of a vector and the front of a list; nil counts as an empty list.\n"
     "A map takes entries, pairs and other maps.  More elements may follow.")
{ return vec_empty(); }
PRIM(core_conj_1, "clojure.core", "conj", "[coll]", NULL) { return take(&a[0]); }
PRIM(core_conj_2, "clojure.core", "conj", "[coll x]", NULL) { return coll_conj(take(&a[0]), a[1]); }
PRIM(core_conj_n, "clojure.core", "conj", "[coll x & xs]", NULL) {
    Value coll = take(&a[0]);
    for (Py_ssize_t i = 1; i < n && ok(coll); i++) coll = coll_conj(coll, a[i]);
    return coll;
}

PRIM(core_nth_2, "clojure.core", "nth", "[coll index]",
     "Returns the element at an index, counted from 0.\n"
     "Outside the bounds it returns not-found, or throws when that is not given.\n"
     "Seqs are walked; nil has nil at every index.")
{ return coll_nth_give(take(&a[0]), a[1], NO_REF); }
PRIM(core_nth_3, "clojure.core", "nth", "[coll index not-found]", NULL) { return coll_nth_give(take(&a[0]), a[1], a[2]); }

PRIM(core_get_2, "clojure.core", "get", "[map key]",
     "Returns the value at a key, or not-found (nil) when there is none.\n"
     "Maps and dicts have keys, vectors and strings indexes, sets their elements;\n"
     "whatever else map is, nothing is found in it.")
{ return coll_get(a[0], a[1], NIL); }
PRIM(core_get_3, "clojure.core", "get", "[map key not-found]", NULL) { return coll_get(a[0], a[1], a[2]); }

PRIM(core_contains, "clojure.core", "contains?", "[coll key]",
     "Tells whether a collection has a key.\n"
     "The keys of a vector or string are its indexes, those of a set its elements.\n"
     "To look for an element of a sequence, use some.")
{
    int has = coll_contains(a[0], a[1]);
    return has < 0 ? ERR : bool_value(has);
}

PRIM(core_find, "clojure.core", "find", "[map key]",
     "Returns the map's entry of a key, or nil when the key is missing.")
{ return coll_find(a[0], a[1]); }

PRIM(core_assoc_3, "clojure.core", "assoc", "[map key val]",
     "Returns the map with the key's value replaced by val, or added.\n"
     "In a vector the key is an index, which may be one past the last.\n"
     "nil counts as an empty map.  More keys and values may follow.")
{ return coll_assoc(take(&a[0]), a[1], a[2]); }
PRIM(core_assoc_n, "clojure.core", "assoc", "[map key val & kvs]", NULL) {
    if (n % 2 == 0) return err_arg("assoc needs a value for every key; the last key has none");
    Value coll = take(&a[0]);
    for (Py_ssize_t i = 1; i < n && ok(coll); i += 2) coll = coll_assoc(coll, a[i], a[i + 1]);
    return coll;
}

PRIM(core_dissoc_1, "clojure.core", "dissoc", "[map]", "Returns the map without the keys.")
{ return take(&a[0]); }
PRIM(core_dissoc_2, "clojure.core", "dissoc", "[map key]", NULL) { return coll_dissoc(take(&a[0]), a[1]); }
PRIM(core_dissoc_n, "clojure.core", "dissoc", "[map key & ks]", NULL) {
    Value coll = take(&a[0]);
    for (Py_ssize_t i = 1; i < n && ok(coll); i++) coll = coll_dissoc(coll, a[i]);
    return coll;
}

static Value disj(Value set, Ref key) {
    const Ops *ops = ops_of(ref(set));
    if (is_nil(ref(set))) return set;
    if (ops->kind & K_SET && ops->dissoc) return ops->dissoc(set, key);
    err_cast("disj", ref(set), "persistent set");
    drop(set);
    return ERR;
}

PRIM(core_disj_1, "clojure.core", "disj", "[set]", "Returns the set without the elements.")
{ return take(&a[0]); }
PRIM(core_disj_2, "clojure.core", "disj", "[set key]", NULL) { return disj(take(&a[0]), a[1]); }
PRIM(core_disj_n, "clojure.core", "disj", "[set key & ks]", NULL) {
    Value set = take(&a[0]);
    for (Py_ssize_t i = 1; i < n && ok(set); i++) set = disj(set, a[i]);
    return set;
}

PRIM(core_peek, "clojure.core", "peek", "[coll]",
     "Returns the element that pop would remove: a list's or queue's first, a vector's last.\n"
     "An empty collection has nil.")
{ return coll_peek(a[0]); }

PRIM(core_pop, "clojure.core", "pop", "[coll]",
     "Returns a list or queue without its first element, a vector without its last.\n"
     "An empty list or vector throws.")
{ return coll_pop(take(&a[0])); }

PRIM(core_empty, "clojure.core", "empty", "[coll]",
     "Returns an empty collection of the same kind and metadata, or nil for other things.")
{ return coll_empty(a[0]); }

PRIM(core_meta, "clojure.core", "meta", "[obj]", "Returns the metadata of an object, a map or nil.")
{ return coll_meta(a[0]); }

// An unshared collection gets its new metadata in place.
PRIM(core_with_meta, "clojure.core", "with-meta", "[obj m]",
     "Returns an equal object whose metadata is the map m, or none if m is nil.")
{
    Ref meta = a[1];
    PyObject **slot = meta_slot(a[0]);
    const Ops *ops = ops_of(a[0]);
    if (!slot || !sole((Value){a[0].w}) || !(ops->kind & K_COLL) || !ops->with_meta || (!is_nil(meta) && !is_map(meta)))
        return coll_with_meta(a[0], meta);
    PyObject *o = obj(a[0]);
    if (may_close_cycle(meta)) { // nil does not
        if (!PyObject_IS_GC(o)) return coll_with_meta(a[0], meta);
        if (!gc_is_tracked(o)) gc_track(o);
    }
    Py_XSETREF(*slot, is_nil(meta) ? NULL : Py_NewRef(obj(meta)));
    return take(&a[0]);
}

// --- vectors --------------------------------------------------------------

PRIM(core_vector, "clojure.core", "vector", "[& args]", "Returns a vector of the arguments.")
{ return vec_from((const Ref *)a, n); }

Value (*vec_by_reduce)(Ref coll);

PRIM(core_vec, "clojure.core", "vec", "[coll]",
     "Returns a vector of the elements of a collection; a vector itself, without its metadata.")
{
    const Ops *ops = ops_of(a[0]);
    if (likely(!(ops->kind & K_REDUCE) || ops->seq)) return vec_of_given(take(&a[0]));
    return vec_by_reduce(a[0]); // nothing else gives the elements
}

static Value subvec(Ref v, Ref from, const Ref *to) {
    int64_t start, end;
    if (!(kind_of(v) & K_VECTOR)) return err_cast("subvec", v, "vector");
    Py_ssize_t n = coll_count(v);
    if (n < 0) return ERR;
    end = n;
    int first = number_index(from, &start), last = first > 0 && to ? number_index(*to, &end) : 1;
    if (first < 0 || last < 0) return ERR;
    if (!first || !last) return err_type("the bounds of subvec must be numbers");
    if (start < 0 || end < start || end > n)
        return err_index("%lld to %lld is out of bounds for a vector of %zd", (long long)start, (long long)end, n);
    if (is_clj(v, &vec_type) || is_clj(v, &subvec_type) || is_clj(v, &entry_type)) return vec_slice(v, start, end);
    SCOPED Value copy = vec_empty(); // of a deftype that is a vector
    for (Py_ssize_t i = 0; i < n && ok(copy); i++) {
        SCOPED Value x = coll_nth(v, int_ref(i), NO_REF);
        if (failed(x)) return ERR;
        copy = vec_conj(copy, ref(x));
    }
    return ok(copy) ? vec_slice(ref(copy), start, end) : ERR;
}

PRIM(core_subvec_2, "clojure.core", "subvec", "[v start]",
     "Returns the part of a vector from start up to, not including, end.\n"
     "It shares the vector's items, so it is made at once, and keeps all of them in memory.")
{ return subvec(a[0], a[1], NULL); }
PRIM(core_subvec_3, "clojure.core", "subvec", "[v start end]", NULL) {
    Ref end = a[2];
    return subvec(a[0], a[1], &end);
}

PRIM(core_rseq, "clojure.core", "rseq", "[rev]",
     "Returns a seq of a vector or sorted collection from its end, or nil if it is empty.")
{
    const Ops *ops = ops_of(a[0]);
    return ops->rseq ? ops->rseq(a[0]) : err_cast("rseq", a[0], "vector or sorted collection");
}

// --- entries --------------------------------------------------------------

static Value of_entry(Ref e, Py_ssize_t i, const char *function) {
    const Ops *ops = ops_of(e);
    if (!(ops->kind & K_ENTRY)) return err_cast(function, e, "map entry");
    return ops->nth(e, i, NO_REF);
}

PRIM(core_key, "clojure.core", "key", "[e]", "Returns the key of a map entry.")
{ return of_entry(a[0], 0, "key"); }

PRIM(core_val, "clojure.core", "val", "[e]", "Returns the value of a map entry.")
{ return of_entry(a[0], 1, "val"); }

// --- what into and reduce do with what is short -----------------------------

#define SHORT_MAX 12     // so many elements are not worth a chunk
#define PLAIN_MAX 4096   // so many are added without looking whether others want to run

PRIM(cljsh_is_short_vector, "cljsh.core", "short-vector?", "[coll]", "Is coll a vector of few elements, and not empty?")
{
    return bool_value(is_vec(a[0]) && vec_count(a[0]) > 0 && vec_count(a[0]) <= SHORT_MAX);
}

// A seq of one chunk and no more?
static bool is_chunk(Ref seq) {
    if (!is_clj(seq, &chunked_cons_type)) return false;
    Ref more = ref(((const struct chunked_cons *)obj(seq))->more);
    return is_nil(more) || is_clj(more, &empty_list_type);
}

// A collection of not too many elements, all of them there?
static bool is_plain(Ref coll) {
    if (is_lazy(coll) && lazy_done((struct lazy *)obj(coll))) {
        coll = ref(((struct lazy *)obj(coll))->seq);
        if (is_nil(coll)) return true;
    }
    if (is_chunk(coll)) return true;
    return (is_vec(coll) || is_clj(coll, &subvec_type) || is_clj(coll, &map_array_type) || is_clj(coll, &hash_map_type) ||
            is_clj(coll, &set_hash_type) || is_clj(coll, &list_type) || is_clj(coll, &empty_list_type)) &&
           ops_of(coll)->count(coll) <= PLAIN_MAX;
}

PRIM(cljsh_into_plain, "cljsh.core", "into-plain", "[to from]",
     "Adds all elements of from to the collection to, if from is one of not too many elements, all of them there.\n"
     "Otherwise the result is nil.")
{
    if (!is_plain(a[1])) return nil_value();
    Value to = take(&a[0]);
    struct cursor c;
    if (cursor_start(&c, a[1]) < 0) return drop(to), ERR;
    if (is_vec(ref(to))) to = vec_append_walk(to, &c);
    else
        for (Value x; ok(to) && ok(x = cursor_next(&c)); drop(x)) to = coll_conj(to, ref(x));
    if (cursor_end(&c) == 0) return to;
    xdrop(to);
    return ERR;
}

PRIM(cljsh_indexed, "cljsh.core", "indexed", "[coll]",
     "Returns a vector of coll's elements, if they are all there and not too many for a copy, else nil.")
{
    Ref coll = a[0];
    if (is_vec(coll)) return keep(coll);
    const bool known = is_clj(coll, &vector_seq_type) || is_clj(coll, &list_type) || is_clj(coll, &range_int_type) || is_clj(coll, &subvec_type);
    if (!is_str(coll) && !known) return nil_value();
    Py_ssize_t size = is_str(coll) ? PyUnicode_GetLength(obj(coll)) : ops_of(coll)->count(coll);
    return size < 0 ? ERR : size <= PLAIN_MAX ? vec_of_seqable(coll) : nil_value();
}
