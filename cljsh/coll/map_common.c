// SPDX-License-Identifier: MIT
#include "coll/map_common.h"

#include "base/cstack.h"
#include "base/prim.h"
#include "coll/sorted.h"
#include "coll/sorted_tree.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "seq/map_seq.h"
#include "seq/seq.h"
#include "task/pause.h"

// --- adding entries -------------------------------------------------------

Value map_odd_error(Ref key) {
    SCOPED_PY PyObject *k = py_of(key);
    return k ? err_arg("No value supplied for key: %R", k) : ERR;
}

Value map_assoc_all(Value map, const Ref *keyvals, Py_ssize_t n) {
    if (n % 2) return xdrop(map), map_odd_error(keyvals[n - 1]);
    for (Py_ssize_t i = 0; i < n && ok(map); i += 2)
        map = ops_of(ref(map))->assoc(map, keyvals[i], keyvals[i + 1]);
    return map;
}

// The halves of something that may stand for an entry, new: 1, 0 when it is
// no pair, -1 failed.  A Python tuple counts, since dict.items() gives those.
static int pair_of(Ref x, Value *key, Value *val) {
    if (is_clj(x, &entry_type)) {
        struct entry *e = (struct entry *)obj(x);
        *key = keep(ref(e->key));
        *val = keep(ref(e->val));
        return 1;
    }
    if (is_obj(x) && PyTuple_CheckExact(obj(x))) {
        if (PyTuple_GET_SIZE(obj(x)) != 2) return 0;
        *key = val_from(PyTuple_GET_ITEM(obj(x), 0));
        *val = val_from(PyTuple_GET_ITEM(obj(x), 1));
        return 1;
    }
    const Ops *ops = ops_of(x);
    if (!(ops->kind & (K_VECTOR | K_ENTRY)) || !ops->count || !ops->nth) return 0;
    Py_ssize_t n = ops->count(x);
    if (n != 2) return n < 0 ? -1 : 0;
    *key = ops->nth(x, 0, NO_REF);
    *val = ok(*key) ? ops->nth(x, 1, NO_REF) : ERR;
    if (ok(*val)) return 1;
    xdrop(*key);
    return -1;
}

// Adds a pair: like pair_of().  *map is consumed and set anew, ERR only with -1.
static int add_pair(Value *map, Ref x) {
    Value key, val;
    int pair = pair_of(x, &key, &val);
    if (pair > 0) {
        *map = ops_of(ref(*map))->assoc(*map, ref(key), ref(val));
        drop(key), drop(val);
        return ok(*map) ? 1 : -1;
    }
    if (pair < 0) { drop(*map); *map = ERR; }
    return pair;
}

static Value conj_dict(Value map, PyObject *dict) {
    Py_ssize_t at = 0;
    PyObject *k, *v;
    while (ok(map) && PyDict_Next(dict, &at, &k, &v)) {
        Value key = val_from(k), val = val_from(v);
        map = ops_of(ref(map))->assoc(map, ref(key), ref(val));
        drop(key), drop(val);
    }
    return map;
}

Value map_conj(Value map, Ref x) {
    if (is_nil(x)) return map;
    int pair = add_pair(&map, x);
    if (pair) return map;
    unsigned kind = kind_of(x);
    if (kind & K_VECTOR || (is_obj(x) && PyTuple_CheckExact(obj(x))))
        return drop(map), err_arg("Vector arg to map conj must be a pair");
    if (is_clj(x, &map_array_type) || is_clj(x, &hash_map_type) || is_clj(x, &sorted_map_type)) {
        struct map_cursor c = {0};
        Ref key, val;
        while (ok(map) && map_each(x, &c, &key, &val)) map = ops_of(ref(map))->assoc(map, key, val);
        return map;
    }
    if (is_obj(x) && PyDict_Check(obj(x))) return conj_dict(map, obj(x));
    struct cursor c;
    if (cursor_start(&c, x) < 0) return drop(map), ERR;
    bool bad = false;
    for (Value e; !bad && ok(map) && ok(e = cursor_next(&c)); drop(e)) {
        pair = kind_of(ref(e)) & K_ENTRY || (is_obj(ref(e)) && PyTuple_CheckExact(obj(ref(e)))) ? add_pair(&map, ref(e)) : 0;
        if (pair == 0) bad = !ok(err_type("%s cannot be added to a map: not a map entry", err_type_name(ref(e))));
    }
    if (cursor_end(&c) == 0 && !bad) return map;
    xdrop(map);
    return ERR;
}

// --- equality and hash ----------------------------------------------------

Ref map_absent(void) {
    static PyObject absent = {.ob_refcnt = 1, .ob_type = &PyBaseObject_Type};
    return ref_of(&absent);
}

// Has b each entry of a?  b is a map of any type of ours or a deftype's.
static int entries_in(Ref a, Ref b) {
    const Ops *ops = ops_of(b);
    struct map_cursor c = {0};
    Ref key, val;
    for (size_t i = 0; map_each(a, &c, &key, &val); i++) {
        SCOPED Value other = task_charge_turn(i) < 0 ? ERR : ops->get(b, key, map_absent());
        if (failed(other)) return -1;
        if (other.w == map_absent().w) return 0;
        int equal = val_equal(val, ref(other));
        if (equal <= 0) return equal;
    }
    return 1;
}

static int dict_entries_in(PyObject *dict, Ref map) {
    const Ops *ops = ops_of(map);
    Py_ssize_t at = 0;
    PyObject *k, *v;
    while (PyDict_Next(dict, &at, &k, &v)) {
        SCOPED Value key = val_from(k), val = val_from(v), other = ops->get(map, ref(key), map_absent());
        if (failed(other)) return -1;
        if (other.w == map_absent().w) return 0;
        int equal = val_equal(ref(val), ref(other));
        if (equal <= 0) return equal;
    }
    return 1;
}

int map_equal(Ref a, Ref b) {
    if (a.w == b.w) return 1;
    if (!is_obj(b)) return 0;
    Py_ssize_t n = ops_of(a)->count(a);
    bool sorted = is_clj(a, &sorted_map_type);
    int equal;
    if (PyDict_Check(obj(b))) {
        if (PyDict_GET_SIZE(obj(b)) != n) return 0;
        if (cstack_check() < 0) return -1;
        if (sorted) { // its comparator may take 1 for 1.0
            SCOPED Value plain = map_conj(map_empty(), b);
            return failed(plain) ? -1 : map_equal(a, ref(plain));
        }
        equal = dict_entries_in(obj(b), a);
    } else {
        const Ops *ops = ops_of(b);
        if (!(ops->kind & K_MAP) || ops->kind & K_RECORD || !ops->count || !ops->get) return 0;
        Py_ssize_t m = ops->count(b);
        if (m != n) return m < 0 ? -1 : 0;
        if (cstack_check() < 0) return -1;
        // Look up in the one that knows any key: a comparator may not.
        bool other_sorted = is_clj(b, &sorted_map_type);
        equal = other_sorted && !sorted ? entries_in(b, a) : entries_in(a, b);
        sorted = sorted && other_sorted;
    }
    if (equal < 0 && sorted && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear(); // keys that cannot be compared are not equal
        return 0;
    }
    return equal;
}

Py_hash_t map_hash_entries(Ref map) {
    if (cstack_check() < 0) return -1;
    struct map_cursor c = {0};
    Ref key, val;
    size_t sum = 0;
    Py_ssize_t n = 0;
    for (; map_each(map, &c, &key, &val); n++) {
        Py_hash_t h = equal_hash_entry(key, val);
        if (h == -1 || task_charge_turn((size_t)n) < 0) return -1;
        sum += (size_t)h;
    }
    return hash_unordered_end((Py_hash_t)sum, n);
}

// --- calling --------------------------------------------------------------

Value map_arity_error(Ref callee, Py_ssize_t n, const char *takes) {
    PyErr_Format(ArityError, "Wrong number of args (%zd) passed to: %s; it takes %s", n, err_type_name(callee), takes);
    return ERR;
}

Value map_invoke(Ref map, Value *args, Py_ssize_t n) {
    if (unlikely(n < 1 || n > 2)) return map_arity_error(map, n, "1, 2");
    return ops_of(map)->get(map, ref(args[0]), n == 2 ? ref(args[1]) : NIL);
}

// --- the first element ------------------------------------------------------

Value map_first(Ref coll) {
    Ref key, val;
    if (is_clj(coll, &sorted_map_type) || is_clj(coll, &sorted_set_type)) {
        struct tree *node;
        if (ops_of(coll)->count(coll) == 0) return nil_value();
        tree_walk(sorted_root(coll), 0, 1, false, &node);
        key = ref(node->entry[0]);
        if (kind_of(coll) & K_SET) return keep(key);
        val = ref(node->entry[1]);
    } else {
        struct map_cursor c = {0};
        if (!map_each(coll, &c, &key, &val)) return nil_value();
        if (kind_of(coll) & K_SET) return keep(key);
    }
    return entry_new(key, val);
}

// --- keys and vals --------------------------------------------------------

// One half of an entry; the other is not asked for, it may have to be computed.
static Value half_of_entry(Ref e, enum map_part part) {
    const Ops *ops = ops_of(e);
    if (is_clj(e, &vec_type) || is_clj(e, &subvec_type)) return err_type("%s is not a map entry", err_type_name(e)); // a vector is no entry
    if (!is_clj(e, &entry_type) && ops->kind & (K_VECTOR | K_ENTRY) && ops->count && ops->nth) {
        Py_ssize_t n = ops->count(e);
        if (n == 2) return ops->nth(e, part == MAP_KEYS ? 0 : 1, NO_REF);
        if (n < 0) return ERR;
    }
    Value key, val;
    int pair = pair_of(e, &key, &val);
    if (pair == 0) return err_type("%s is not a map entry", err_type_name(e));
    if (pair < 0) return ERR;
    drop(part == MAP_KEYS ? val : key);
    return part == MAP_KEYS ? key : val;
}

// One half of each entry of something that is not one of our maps.
static Value half_of_entries(Ref coll, enum map_part part) {
    struct cursor c;
    if (cursor_start(&c, coll) < 0) return ERR;
    Value all = vec_empty();
    for (Value e; ok(all) && ok(e = cursor_next(&c)); drop(e)) {
        SCOPED Value half = half_of_entry(ref(e), part);
        if (ok(half)) all = vec_conj(all, ref(half));
        else drop(all), all = ERR;
    }
    bool failure = cursor_end(&c) < 0;
    if (!ok(all) || failure) return xdrop(all), ERR;
    Value seq = seq_of(ref(all));
    drop(all);
    return seq;
}

static Value seq_of_part(Ref coll, enum map_part part) {
    if (is_nil(coll)) return nil_value();
    if (is_clj(coll, &map_array_type) || is_clj(coll, &hash_map_type) || is_clj(coll, &sorted_map_type))
        return map_seq_of(coll, part);
    if (is_obj(coll) && kind_of(coll) == 0 &&
        (PyDict_Check(obj(coll)) || (PyMapping_Check(obj(coll)) && PyObject_HasAttrString(obj(coll), "keys")))) {
        SCOPED_PY PyObject *list = part == MAP_KEYS ? PyMapping_Keys(obj(coll)) : PyMapping_Values(obj(coll));
        return list ? seq_of(ref_of(list)) : ERR;
    }
    if (is_clj(coll, &map_seq_type)) {
        Value half;
        if (map_seq_half(coll, part, &half) != LOOKUP_ABSENT) return half;
    }
    return half_of_entries(coll, part);
}

PRIM(core_keys, "clojure.core", "keys", "[map]",
     "Returns a seq of the map's keys, nil when it is empty.\n"
     "A seq of map entries will do in place of a map.") {
    return seq_of_part(a[0], MAP_KEYS);
}

PRIM(core_vals, "clojure.core", "vals", "[map]",
     "Returns a seq of the map's values, nil when it is empty.\n"
     "They come in the order in which `keys` gives the keys.") {
    return seq_of_part(a[0], MAP_VALS);
}
