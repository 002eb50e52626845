// SPDX-License-Identifier: MIT
/* Equality, hashing and order.
 *
 * The order of the questions is the order of what is frequent: strings, then
 * types of ours by their operations, then numbers, then Python's own
 * collections, whose elements are compared as ours are.  Numbers of other
 * makes (data/foreign.h) are equal within their category.  Python's == is
 * asked only when both sides are foreign, or one is a number and the other
 * foreign, so that the == of our types, which asks here, cannot come round
 * in circles.
 *
 * The hash of a number, and of a foreign object, is Python's hash mixed, so
 * that what says it is equal to a number is found where the number is.
 */
#include "data/equal.h"

#include "base/absent.h"
#include "base/cstack.h"
#include "base/prim.h"
#include "coll/hamt.h"
#include "coll/map_common.h"
#include "coll/set.h"
#include "coll/set_common.h"
#include "data/foreign.h"
#include "data/str.h"
#include "data/symbol.h"
#include "num/number.h"
#include "seq/seq.h"
#include "task/pause.h"

static inline bool is_ours(Ref r) { return is_obj(r) && Py_TYPE(Py_TYPE(obj(r))) == &clj_meta; }
static inline bool is_py_sequential(Ref r) { return is_obj(r) && (PyTuple_Check(obj(r)) || PyList_Check(obj(r))); }
static inline bool is_py_container(Ref r) { return is_py_sequential(r) || PyDict_Check(obj(r)) || is_py_set(obj(r)); }
static inline bool is_singleton(Ref r) { return r.w == W_NIL || r.w == W_TRUE || r.w == W_FALSE; }

bool val_is_identity(Ref r) {
    const unsigned kind = kind_of(r);
    return is_singleton(r) || is_keyword(r) || (kind & (K_REF | K_FN | K_MULTI) && !(kind & K_INSTANCE));
}

// --- equality -------------------------------------------------------------

static int str_equal(PyObject *a, PyObject *b) {
    if (PyUnicode_READY(a) < 0 || PyUnicode_READY(b) < 0) return -1;
    Py_ssize_t length = PyUnicode_GET_LENGTH(a);
    if (length != PyUnicode_GET_LENGTH(b) || PyUnicode_KIND(a) != PyUnicode_KIND(b)) return 0;
    Py_hash_t hash_a = ((PyASCIIObject *)a)->hash, hash_b = ((PyASCIIObject *)b)->hash; // -1: not computed yet
    if (hash_a != hash_b && hash_a != -1 && hash_b != -1) return 0;
    return memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)length * PyUnicode_KIND(a)) == 0;
}

static inline PyObject *py_item(PyObject *sequence, Py_ssize_t i) {
    return PyList_Check(sequence) ? PyList_GET_ITEM(sequence, i) : PyTuple_GET_ITEM(sequence, i);
}

// Two of list and tuple; sizes are read again each time, for a list may change meanwhile.
static int py_sequential_equal(PyObject *a, PyObject *b) {
    if (Py_SIZE(a) != Py_SIZE(b)) return 0;
    for (Py_ssize_t i = 0; i < Py_SIZE(a) && i < Py_SIZE(b); i++) {
        SCOPED Value x = val_from(py_item(a, i));
        SCOPED Value y = val_from(py_item(b, i));
        int equal = failed(x) || failed(y) ? -1 : val_equal(ref(x), ref(y));
        if (equal <= 0) return equal;
    }
    return Py_SIZE(a) == Py_SIZE(b);
}

/* Two dicts, or two sets of Python, by way of one of ours: Python's own take
 * 1 and 1.0 for the same key. */
static int dict_equal(Ref a, Ref b) {
    if (PyDict_GET_SIZE(obj(a)) != PyDict_GET_SIZE(obj(b))) return 0;
    SCOPED Value ours = map_conj(map_empty(), a);
    return failed(ours) ? -1 : map_equal(ref(ours), b);
}

static int py_set_equal(Ref a, Ref b) {
    Py_ssize_t n = PyObject_Size(obj(a)), m = PyObject_Size(obj(b));
    if (n < 0 || m < 0) return -1;
    if (n != m) return 0;
    SCOPED Value ours = set_add_all(set_empty(), a);
    return failed(ours) ? -1 : set_equal(ref(ours), b);
}

/* Where one side is foreign or both are.  A number of another make is equal
 * within its category, as ours are; what is no number may say that it equals
 * an int or a float, whose hash it then has. */
static int number_like_equal(Ref a, Ref b) {
    bool number_a = num_is_own_number(a), number_b = num_is_own_number(b);
    enum foreign_kind kind_a = foreign_kind(a), kind_b = foreign_kind(b);
    if (!number_a && !number_b && !kind_a && !kind_b) return foreign_equal(a, b);
    SCOPED Value x = number_a ? keep(a) : foreign_number(a);
    SCOPED Value y = number_b ? keep(b) : foreign_number(b);
    if (ok(x) && ok(y)) return num_equal(ref(x), ref(y));
    bool is_number_a = number_a || kind_a, is_number_b = number_b || kind_b;
    if (is_number_a && is_number_b) return (kind_a == FOREIGN_COMPLEX) == (kind_b == FOREIGN_COMPLEX) ? foreign_equal(a, b) : 0;
    Ref number = is_number_a ? ref(x) : ref(y);
    if (!number.w || (is_obj(number) && !PyLong_Check(obj(number)) && !PyFloat_Check(obj(number)))) return 0;
    return is_number_a ? foreign_equal(number, b) : foreign_equal(a, number);
}

// Of one of our maps or sets and a program's own java.util.Map or Set, which is none of ours, the latter knows.
static bool says_whether_equal(const Ops *ours, const Ops *other) {
    if (likely(!(other->kind & (K_JAVA_MAP | K_JAVA_SET))) || other->kind & K_COLL || ours->kind & K_INSTANCE || !other->equal) return false;
    return ours->kind & (other->kind & K_JAVA_MAP ? K_MAP : K_SET);
}

int val_equal_slow(Ref a, Ref b) {
    if (is_double(a) && is_double(b)) return double_of(a) == double_of(b);
    if (is_str(a)) return is_str(b) ? str_equal(obj(a), obj(b)) : 0;
    if (is_singleton(a) || is_singleton(b)) return same(a, b);
    const Ops *ops = ops_of(a);
    if (ops->equal) {
        int equal = cstack_check() < 0 ? -1 : ops->equal(a, b);
        return equal == 0 && says_whether_equal(ops, ops_of(b)) ? ops_of(b)->equal(b, a) : equal;
    }
    ops = ops_of(b);
    if (ops->equal) return cstack_check() < 0 ? -1 : ops->equal(b, a);
    bool number_a = num_is_own_number(a), number_b = num_is_own_number(b);
    if (number_a && number_b) return num_equal(a, b);
    if (is_str(b)) return 0;
    if ((!number_a && is_ours(a)) || (!number_b && is_ours(b))) return same(a, b);
    if (cstack_check() < 0) return -1;
    bool container_a = !number_a && is_py_container(a), container_b = !number_b && is_py_container(b);
    if (!container_a && !container_b) return number_like_equal(a, b);
    if (!container_a || !container_b) return 0;
    if (is_py_sequential(a) && is_py_sequential(b)) return py_sequential_equal(obj(a), obj(b));
    if (PyDict_Check(obj(a)) && PyDict_Check(obj(b))) return dict_equal(a, b);
    return is_py_set(obj(a)) && is_py_set(obj(b)) ? py_set_equal(a, b) : 0;
}

int val_equal_of(Value *a, bool gives_a, Value *b, bool gives_b) {
    if (a->w == b->w || !seq_is_walked(ref(*a)) || !seq_is_walked(ref(*b))) return val_equal(ref(*a), ref(*b));
    if (cstack_check() < 0) return -1;
    Value x = gives_a ? take_slot(a) : keep(ref(*a));
    return seq_equal_give(x, gives_b ? take_slot(b) : keep(ref(*b)));
}

// --- hashing --------------------------------------------------------------

static inline Py_hash_t hash_word(uintptr_t w) {
    Py_hash_t h = (Py_hash_t)mix_hash(w);
    return h == -1 ? -2 : h;
}

Py_hash_t equal_hash_entry(Ref key, Ref val) {
    Py_hash_t k = val_hash(key), v = k == -1 ? -1 : val_hash(val);
    if (v == -1) return -1;
    return hash_ordered_end(hash_ordered_step(hash_ordered_step(HASH_ORDERED_START, k), v), 2);
}

static Py_hash_t py_sequential_hash(PyObject *o) {
    Py_hash_t h = HASH_ORDERED_START;
    Py_ssize_t i;
    for (i = 0; i < Py_SIZE(o); i++) {
        SCOPED Value x = val_from(py_item(o, i));
        Py_hash_t element = failed(x) ? -1 : val_hash(ref(x));
        if (element == -1 || task_charge_turn((size_t)i) < 0) return -1;
        h = hash_ordered_step(h, element);
    }
    return hash_ordered_end(h, i);
}

static Py_hash_t dict_hash(PyObject *o) {
    uint64_t sum = 0;
    PyObject *key, *val;
    Py_ssize_t position = 0, n = 0;
    for (; PyDict_Next(o, &position, &key, &val); n++) {
        SCOPED Value k = val_from(key);
        SCOPED Value v = val_from(val);
        Py_hash_t h = failed(k) || failed(v) ? -1 : equal_hash_entry(ref(k), ref(v));
        if (h == -1 || task_charge_turn((size_t)n) < 0) return -1;
        sum += (uint64_t)h;
    }
    return hash_unordered_end((Py_hash_t)sum, n);
}

static Py_hash_t py_set_hash(PyObject *o) {
    SCOPED_PY PyObject *iter = PyObject_GetIter(o);
    if (!iter) return -1;
    uint64_t sum = 0;
    Py_ssize_t n = 0;
    PyObject *item;
    enum lookup next;
    for (; (next = lookup_next(iter, &item)) == LOOKUP_FOUND; n++) {
        SCOPED Value x = val_of(item);
        Py_hash_t h = failed(x) ? -1 : val_hash(ref(x));
        if (h == -1 || task_charge_turn((size_t)n) < 0) return -1;
        sum += (uint64_t)h;
    }
    return next < 0 ? -1 : hash_unordered_end((Py_hash_t)sum, n);
}

// Python's hash of what is neither a number nor a collection; what changes and is equal to bytes has theirs.
static Py_hash_t foreign_hash(PyObject *o) {
    SCOPED_PY PyObject *bytes = PyByteArray_Check(o) || PyMemoryView_Check(o) ? PyBytes_FromObject(o) : Py_NewRef(o);
    Py_hash_t h = bytes ? PyObject_Hash(bytes) : -1;
    if (h == -1) return -1;
    if (h == -2) { // also what Python writes for the hash -1
        SCOPED_PY PyObject *minus_one = PyLong_FromLong(-1);
        int equal = minus_one ? PyObject_RichCompareBool(o, minus_one, Py_EQ) : -1;
        if (equal < 0) PyErr_Clear(); // it is something else than a number
        if (equal > 0) h = -1;
    }
    return hash_word(W_INT(h));
}

Py_hash_t val_hash_slow(Ref r) {
    if (is_int(r)) return hash_word(r.w);
    if (is_double(r)) return num_hash(r);
    PyObject *o = obj(r);
    if (PyUnicode_Check(o)) return PyUnicode_Type.tp_hash(o);
    if (is_nil(r)) return 0;
    if (PyBool_Check(o)) return o == Py_True ? 1231 : 1237;
    const Ops *ops = ops_of(r);
    if (ops->hash) return cstack_check() < 0 ? -1 : ops->hash(r);
    if (num_is_own_number(r)) return num_hash(r);
    if (is_ours(r)) return hash_word((uintptr_t)o);
    if (cstack_check() < 0) return -1;
    if (is_py_sequential(r)) return py_sequential_hash(o);
    if (PyDict_Check(o)) return dict_hash(o);
    if (is_py_set(o)) return py_set_hash(o);
    SCOPED Value number = foreign_number(r);
    if (ok(number)) return num_hash(ref(number));
    return foreign_hash(o);
}

Py_hash_t equal_hash_of_object(Ref key) {
    SCOPED Value number = num_is_own_number(key) ? ERR : foreign_number(key);
    if (ok(number)) return hamt_hash(ref(number));
    Py_hash_t h = val_hash(key);
    return h == -1 || is_str(key) || is_py_container(key) ? h : hamt_foreign_hash((uint64_t)h);
}

// --- order ----------------------------------------------------------------

static int number_compare(Ref a, Ref b, int *order) {
    int less = num_compare(a, b, NUM_LT);
    int more = less ? 0 : num_compare(a, b, NUM_GT);
    *order = less ? -1 : more;
    return less < 0 || more < 0 ? -1 : 0;
}

static int foreign_compare(Ref a, Ref b, int *order) {
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    if (!x || !y) return -1;
    int less = PyObject_RichCompareBool(x, y, Py_LT);
    int more = less ? 0 : PyObject_RichCompareBool(y, x, Py_LT);
    *order = less ? -1 : more;
    return less < 0 || more < 0 ? -1 : 0;
}

int val_compare(Ref a, Ref b, int *order) {
    if (is_int(a) && is_int(b)) return *order = (int_of(a) > int_of(b)) - (int_of(a) < int_of(b)), 0;
    if (same(a, b)) return *order = 0, 0;
    if (is_nil(a)) return *order = -1, 0;
    if (is_nil(b)) return *order = 1, 0;
    if (is_str(a) && is_str(b)) {
        *order = PyUnicode_Compare(obj(a), obj(b));
        return *order == -1 && PyErr_Occurred() ? -1 : 0;
    }
    if (num_is_own_number(a) && num_is_own_number(b)) return number_compare(a, b, order);
    const Ops *ops = ops_of(a);
    if (ops->compare) return cstack_check() < 0 ? -1 : ops->compare(a, b, order);
    bool bool_a = is_obj(a) && PyBool_Check(obj(a)), bool_b = is_obj(b) && PyBool_Check(obj(b));
    if (bool_a && bool_b) return *order = a.w == W_TRUE ? 1 : -1, 0;
    bool refuses_a = is_ours(a) && !num_brings_order(Py_TYPE(obj(a))), refuses_b = is_ours(b) && !num_brings_order(Py_TYPE(obj(b)));
    if (bool_a || bool_b || refuses_a || refuses_b)
        return err_type("cannot compare %s with %s", err_type_name(a), err_type_name(b)), -1;
    return foreign_compare(a, b, order);
}

// How far the first character that differs, or else the length, of x is from that of y.
static int text_distance(PyObject *x, PyObject *y) {
    Py_ssize_t of_x = PyUnicode_GET_LENGTH(x), of_y = PyUnicode_GET_LENGTH(y);
    for (Py_ssize_t i = 0; i < of_x && i < of_y; i++) {
        int distance = (int)PyUnicode_READ_CHAR(x, i) - (int)PyUnicode_READ_CHAR(y, i);
        if (distance) return distance;
    }
    return (int)Py_MIN(Py_MAX(of_x - of_y, INT_MIN), INT_MAX);
}

/* What compare tells of two values that differ: of texts and names the
 * distance that Java tells of strings, of others the order.  (Sorting asks for
 * the order alone.) */
static int distance(Ref x, Ref y, int order) {
    if (is_str(x) && is_str(y)) return text_distance(obj(x), obj(y));
    PyObject *ns_x, *ns_y, *name_x, *name_y;
    if (is_keyword(x) && is_keyword(y)) {
        ns_x = keyword_of(x)->ns, name_x = keyword_of(x)->name, ns_y = keyword_of(y)->ns, name_y = keyword_of(y)->name;
    } else if (is_symbol(x) && is_symbol(y)) {
        ns_x = symbol_of(x)->ns, name_x = symbol_of(x)->name, ns_y = symbol_of(y)->ns, name_y = symbol_of(y)->name;
    } else {
        return order;
    }
    if (!ns_x != !ns_y) return order;
    int of_namespaces = ns_x ? text_distance(ns_x, ns_y) : 0;
    return of_namespaces ? of_namespaces : text_distance(name_x, name_y);
}

bool val_has_order(Ref r) {
    return is_nil(r) || is_str(r) || num_is_own_number(r) || ops_of(r)->compare || (is_obj(r) && (PyBool_Check(obj(r)) || !is_ours(r)));
}

// --- primitives -----------------------------------------------------------

static Value truth(int r) { return r < 0 ? ERR : bool_value(r); }

// Are the two that are next to each other?
static int arguments_equal(Ref *a) {
    if (!seq_is_walked(a[0]) || !seq_is_walked(a[1])) return val_equal(a[0], a[1]);
    if (cstack_check() < 0) return -1;
    Value x = take(&a[0]);
    return seq_equal_give(x, take(&a[1]));
}

// Are all neighbours equal?
static int all_equal(Ref *a, Py_ssize_t n) {
    for (Py_ssize_t i = 1; i < n; i++) {
        int equal = val_equal(a[i - 1], a[i]);
        if (equal <= 0) return equal;
    }
    return 1;
}

PRIM(core_equal_1, "clojure.core", "=", "[x]",
     "Tells whether all arguments are equal by value.\n"
     "Numbers are equal within their category only: (= 1 1.0) is false, see ==. Sequential collections are\n"
     "equal when their elements are, whatever their types; so are maps, and sets.")
{ return bool_value(true); }
PRIM(core_equal_2, "clojure.core", "=", "[x y]", NULL)
{ return truth(arguments_equal(a)); }
PRIM(core_equal_n, "clojure.core", "=", "[x y & more]", NULL)
{ return truth(all_equal(a, n)); }

static Value falsehood(int r) { return r < 0 ? ERR : bool_value(!r); }

PRIM(core_not_equal_1, "clojure.core", "not=", "[x]", "Tells whether the arguments are not all equal, as = sees it.")
{ return bool_value(false); }
PRIM(core_not_equal_2, "clojure.core", "not=", "[x y]", NULL)
{ return falsehood(arguments_equal(a)); }
PRIM(core_not_equal_n, "clojure.core", "not=", "[x y & more]", NULL)
{ return falsehood(all_equal(a, n)); }

PRIM(core_hash, "clojure.core", "hash", "[x]",
     "Returns the hash of x, an integer that is the same for values that are equal.\n"
     "It may differ from one process to another.")
{
    bool walked = seq_is_walked(a[0]);
    Py_hash_t h = walked && cstack_check() < 0 ? -1 : walked ? seq_hash_give(take(&a[0])) : val_hash(a[0]);
    return h == -1 ? ERR : int_value(h);
}

PRIM(core_compare, "clojure.core", "compare", "[x y]",
     "Returns a negative number, zero or a positive number as x is before, with or after y.\n"
     "nil comes first; numbers are compared by value, vectors by length and then element by element.\n"
     "Of strings, keywords and symbols the number is how far the first characters that differ are apart, or the lengths.")
{
    int order;
    if (val_compare(a[0], a[1], &order) < 0) return ERR;
    return int_value(order ? distance(a[0], a[1], order) : 0);
}

// The ordered or the unordered hash of what is in a seqable.
static Value hash_elements(Ref coll, bool ordered) {
    struct cursor c;
    if (cursor_start(&c, coll) < 0) return ERR;
    Py_hash_t h = ordered ? HASH_ORDERED_START : 0;
    Py_ssize_t count = 0;
    for (Value x; ok(x = cursor_next(&c)); count++) {
        Py_hash_t element = val_hash(ref(x));
        drop(x);
        if (element == -1) return cursor_end(&c), ERR;
        h = ordered ? hash_ordered_step(h, element) : (Py_hash_t)((uint64_t)h + (uint64_t)element);
    }
    if (cursor_end(&c) < 0) return ERR;
    return int_value(ordered ? hash_ordered_end(h, count) : hash_unordered_end(h, count));
}

PRIM(core_hash_ordered, "clojure.core", "hash-ordered-coll", "[coll]",
     "Returns the hash that = sequential collections of these elements have.")
{ return hash_elements(a[0], true); }
PRIM(core_hash_unordered, "clojure.core", "hash-unordered-coll", "[coll]",
     "Returns the hash that = unordered collections (sets; maps, by their entries) of these elements have.")
{ return hash_elements(a[0], false); }

PRIM(core_mix_collection_hash, "clojure.core", "mix-collection-hash", "[hash-basis count]",
     "Finishes the hash of a collection, given the combined hash of its elements and their number.")
{
    int64_t basis, count;
    if (!int64_of(a[0], &basis) || !int64_of(a[1], &count))
        return err_type("mix-collection-hash needs two integers");
    return int_value(hash_ordered_end((Py_hash_t)basis, (Py_ssize_t)count));
}
