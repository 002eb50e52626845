// SPDX-License-Identifier: MIT
/* sort, sort-by, shuffle.
 *
 * A stable merge sort over an array of words: short runs by binary
 * insertion, then merges of neighbours, of which those already in order cost
 * one comparison.  The elements stay a permutation of what they were
 * whatever a comparator does, so a failing one leaks and frees nothing twice.
 * For sort-by every element stands behind its key, which is computed once.
 */
#include "base/call.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/sorted.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "num/number.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/pause.h"

#include <sys/random.h>

#define RUN 12

// Must x, which is further back, stand before y?  1, 0, or -1.
typedef int (*Before)(Ref x, Ref y, Ref comparator);

static int before_ints(Ref x, Ref y, Ref comparator) {
    (void)comparator;
    return (intptr_t)x.w < (intptr_t)y.w;
}

static int before_doubles(Ref x, Ref y, Ref comparator) {
    (void)comparator;
    return double_of(x) < double_of(y);
}

// Strings whose characters are bytes, as most are.
static int before_latin(Ref x, Ref y, Ref comparator) {
    (void)comparator;
    Py_ssize_t x_length = PyUnicode_GET_LENGTH(obj(x)), y_length = PyUnicode_GET_LENGTH(obj(y));
    int order = memcmp(PyUnicode_1BYTE_DATA(obj(x)), PyUnicode_1BYTE_DATA(obj(y)),
                       (size_t)(x_length < y_length ? x_length : y_length));
    return order ? order < 0 : x_length < y_length;
}

static int before_natural(Ref x, Ref y, Ref comparator) {
    (void)comparator;
    int order;
    return val_compare(x, y, &order) < 0 ? -1 : order < 0;
}

// A comparator gives a number, cut to an int, or whether x comes first.
static int before_called(Ref x, Ref y, Ref comparator) {
    Value result = call2(comparator, x, y);
    if (failed(result)) return -1;
    int before;
    if (is_int(ref(result))) before = int_of(ref(result)) < 0;
    else if (same(ref(result), TRUE_REF)) before = 1;
    else if (same(ref(result), FALSE_REF)) before = 0;
    else before = num_compare(ref(result), int_ref(-1), NUM_LE);
    drop(result);
    return before;
}

#define INLINE static inline __attribute__((always_inline))
#define AT(items, i) ((items) + (i) * width)

INLINE void move_elements(Value *to, const Value *from, Py_ssize_t n, int width) {
    memmove(to, from, (size_t)n * (size_t)width * sizeof *to);
}

INLINE int insertion_sort(Value *items, Py_ssize_t n, int width, Before before, Ref comparator) {
    for (Py_ssize_t i = 1; i < n; i++) {
        Value x[2];
        move_elements(x, AT(items, i), 1, width);
        int in_order = before(ref(x[0]), ref(*AT(items, i - 1)), comparator);
        if (in_order < 0) return -1;
        if (!in_order) continue;
        Py_ssize_t low = 0, high = i - 1; // it belongs before `high`
        while (low < high) {
            Py_ssize_t middle = (low + high) / 2;
            int left = before(ref(x[0]), ref(*AT(items, middle)), comparator);
            if (left < 0) return -1;
            if (left) high = middle;
            else low = middle + 1;
        }
        move_elements(AT(items, low + 1), AT(items, low), i - low, width);
        move_elements(AT(items, low), x, 1, width);
    }
    return 0;
}

// Merges items[0..left) and items[left..n); spare has room for the left part.
INLINE int merge(Value *items, Py_ssize_t left, Py_ssize_t n, Value *spare, int width, Before before, Ref comparator) {
    int swapped = before(ref(*AT(items, left)), ref(*AT(items, left - 1)), comparator);
    if (swapped <= 0) return swapped;
    move_elements(spare, items, left, width);
    Value *out = items, *right = AT(items, left), *right_end = AT(items, n), *spare_end = AT(spare, left);
    while (spare < spare_end && right < right_end) {
        swapped = before(ref(*right), ref(*spare), comparator);
        if (swapped < 0) break;
        // Without a branch, which would be guessed wrong half the time.
        move_elements(out, swapped ? right : spare, 1, width);
        right += swapped * width;
        spare += !swapped * width;
        out += width;
    }
    move_elements(out, spare, (spare_end - spare) / width, width); // what is left of the right part is in place
    return swapped < 0 ? -1 : 0;
}

INLINE int merge_sort(Value *items, Py_ssize_t n, Value *spare, int width, Before before, Ref comparator) {
    for (Py_ssize_t i = 0; i < n; i += RUN)
        if (insertion_sort(AT(items, i), n - i < RUN ? n - i : RUN, width, before, comparator) < 0) return -1;
    for (Py_ssize_t run = RUN; run < n; run *= 2)
        for (Py_ssize_t i = 0; i + run < n; i += 2 * run) {
            Py_ssize_t both = n - i < 2 * run ? n - i : 2 * run;
            if (task_charge(both > 1 << 20 ? 1 << 20 : (int32_t)both) < 0) return -1;
            if (merge(AT(items, i), run, both, spare, width, before, comparator) < 0) return -1;
        }
    return 0;
}

// The quickest order for these keys; they are all of a kind more often than not.
static Before natural_order(const Value *items, Py_ssize_t n, int width) {
    bool ints = true, doubles = true, latin = true;
    for (Py_ssize_t i = 0; i < n && (ints || doubles || latin); i++) {
        Ref key = ref(items[i * width]);
        ints = ints && is_int(key);
        doubles = doubles && is_double(key);
        latin = latin && is_type(key, &PyUnicode_Type) && PyUnicode_IS_READY(obj(key)) &&
                PyUnicode_KIND(obj(key)) == PyUnicode_1BYTE_KIND;
    }
    return ints ? before_ints : doubles ? before_doubles : latin ? before_latin : before_natural;
}

// Sorts n elements of `width` words, the first of which is the key.
static int sort_items(Value *items, Py_ssize_t n, int width, Ref comparator) {
    if (n < 2) return 0;
    Value *spare = PyMem_Malloc((size_t)n * (size_t)width * sizeof *spare);
    if (!spare) return (PyErr_NoMemory(), -1);
    Before before = comparator.w ? before_called : natural_order(items, n, width);
    int sorted; // each call makes a copy of the sort with the comparison inlined
    if (width == 2) sorted = merge_sort(items, n, spare, 2, before, comparator);
    else if (before == before_ints) sorted = merge_sort(items, n, spare, 1, before_ints, comparator);
    else if (before == before_doubles) sorted = merge_sort(items, n, spare, 1, before_doubles, comparator);
    else sorted = merge_sort(items, n, spare, 1, before, comparator);
    PyMem_Free(spare);
    return sorted;
}

// The array of (key element) pairs for an array of elements, which is freed; NULL on failure.
static Value *with_keys(Value *items, Py_ssize_t n, Ref keyfn) {
    Value *pairs = PyMem_Malloc((size_t)n * 2 * sizeof *pairs);
    if (!pairs) PyErr_NoMemory();
    Py_ssize_t done = 0;
    for (; pairs && done < n; done++) {
        pairs[2 * done] = call1(keyfn, ref(items[done]));
        if (failed(pairs[2 * done])) break;
        pairs[2 * done + 1] = items[done];
    }
    if (pairs && done == n) {
        PyMem_Free(items);
        return pairs;
    }
    for (Py_ssize_t i = 0; i < done; i++) drop(pairs[2 * i]);
    PyMem_Free(pairs);
    seq_words_free(items, n);
    return NULL;
}

// The seq of the sorted elements, with coll's metadata; keyfn and comparator may be NO_REF.
static Value sorted(Ref keyfn, Ref comparator, Value given) {
    Value *items;
    SCOPED Value gathered = seq_gather(given);
    Ref coll = ref(gathered);
    if (failed(gathered)) return ERR;
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return ERR;
    if (n == 0) {
        seq_words_free(items, 0);
        return list_empty();
    }
    if (comparator.w && is_nil(comparator)) comparator = NO_REF;
    int failure = comparator.w && !keyfn.w ? comparator_check(comparator) : 0;
    if (failure) {
    } else if (keyfn.w) {
        Value *pairs = with_keys(items, n, keyfn);
        if (!pairs) return ERR;
        failure = sort_items(pairs, n, 2, comparator);
        for (Py_ssize_t i = 0; i < n; i++) {
            drop(pairs[2 * i]);
            pairs[i] = pairs[2 * i + 1];
        }
        items = pairs;
    } else {
        failure = sort_items(items, n, 1, comparator);
    }
    if (failure) {
        seq_words_free(items, n);
        return ERR;
    }
    SCOPED Value vec = vec_give(items, n);
    PyMem_Free(items);
    Value seq = failed(vec) ? ERR : seq_of(ref(vec));
    PyObject **meta = meta_slot(coll);
    if (failed(seq) || !meta || !*meta) return seq;
    Value with_meta = ops_of(ref(seq))->with_meta(ref(seq), *meta);
    drop(seq);
    return with_meta;
}

PRIM(core_sort_1, "clojure.core", "sort", "[coll]",
     "Returns a seq of the elements in order: that of compare, or of the comparator comp.\n"
     "comp is a function of two elements that returns a number as compare does,\n"
     "or whether the first comes before the second. The sort is stable; a Python\n"
     "list is not changed.")
{ return sorted(NO_REF, NO_REF, take(&a[0])); }
PRIM(core_sort_2, "clojure.core", "sort", "[comp coll]", NULL) { return sorted(NO_REF, a[0], take(&a[1])); }

PRIM(core_sort_by_2, "clojure.core", "sort-by", "[keyfn coll]",
     "Returns a seq of the elements in the order of (keyfn element).\n"
     "The order of the keys is that of compare, or of the comparator comp. The\n"
     "sort is stable; keyfn is called once for every element.")
{ return sorted(a[0], NO_REF, take(&a[1])); }
PRIM(core_sort_by_3, "clojure.core", "sort-by", "[keyfn comp coll]", NULL) {
    return sorted(a[0], a[1], take(&a[2]));
}

// --- shuffle --------------------------------------------------------------

// splitmix64
static uint64_t next_random(uint64_t *state) { return mix_hash(*state += 0x9e3779b97f4a7c15ULL); }

PRIM(core_shuffle, "clojure.core", "shuffle", "[coll]",
     "Returns a vector of the collection's elements in random order.")
{
    Value *items;
    uint64_t state;
    if (is_nil(a[0]) || is_str(a[0]) || kind_of(a[0]) & K_MAP || (is_obj(a[0]) && PyDict_Check(obj(a[0]))))
        return err_type("shuffle needs a collection that is no map, not %s", err_type_name(a[0]));
    if (getrandom(&state, sizeof state, 0) != sizeof state) return adopt(PyErr_SetFromErrno(PyExc_OSError));
    Py_ssize_t count = seq_to_words(a[0], &items);
    if (count < 0) return ERR;
    for (Py_ssize_t i = count - 1; i > 0; i--) {
        Py_ssize_t j = (Py_ssize_t)((unsigned __int128)next_random(&state) * (uint64_t)(i + 1) >> 64);
        Value x = items[i];
        items[i] = items[j];
        items[j] = x;
    }
    Value vec = vec_give(items, count);
    PyMem_Free(items);
    return vec;
}
