// SPDX-License-Identifier: MIT
/* sort, sort-by, shuffle.
 *
 * A stable merge sort over an array of words: short runs by binary
 * insertion, then merges of neighbours, of which those already in order cost
 * one comparison.  The elements stay a permutation of what they were
 * whatever a comparator does, so a failing one leaks and frees nothing twice.
 * For sort-by every element stands behind its key, which is computed once;
 * strings and vectors stand behind the bits in which their order shows.
 */
#include "base/call.h"
#include "base/prim.h"
#include "coll/coll.h"
#include "coll/sort_prefix.h"
#include "coll/sorted.h"
#include "coll/vector.h"
#include "data/equal.h"
#include "num/number.h"
#include "seq/list.h"
#include "seq/seq.h"
#include "task/pause.h"

#include <sys/random.h>

#define RUN 12
#define WIDTH_MAX 3 // words of an element: the bits of its key, the key, what is sorted by it
#define FEW 16      // elements, which are not worth a plan

/* Must x, which is further back, stand before y?  1, 0, or -1.  Both are
 * elements: the key is the first of their words, or the second, behind its
 * bits (coll/sort_prefix.h). */
typedef int (*Before)(const Value *x, const Value *y, Ref comparator);
#define ORDER(name) static int name(const Value *x, const Value *y, Ref comparator __attribute__((unused)))

ORDER(before_ints) { return (intptr_t)x->w < (intptr_t)y->w; }
ORDER(before_ints_down) { return (intptr_t)x->w > (intptr_t)y->w; }
ORDER(before_doubles) { return double_of(ref(*x)) < double_of(ref(*y)); }
ORDER(before_doubles_down) { return double_of(ref(*x)) > double_of(ref(*y)); }

ORDER(before_natural) {
    int order;
    return val_compare(ref(*x), ref(*y), &order) < 0 ? -1 : order < 0;
}

ORDER(before_bits) { return x->w < y->w; }

ORDER(before_bits_of_latin) {
    if (x->w != y->w) return x->w < y->w;
    PyObject *a = obj(ref(x[1])), *b = obj(ref(y[1]));
    Py_ssize_t length_a = PyUnicode_GET_LENGTH(a), length_b = PyUnicode_GET_LENGTH(b);
    int order = memcmp(PyUnicode_1BYTE_DATA(a), PyUnicode_1BYTE_DATA(b), (size_t)(length_a < length_b ? length_a : length_b));
    return order ? order < 0 : length_a < length_b;
}

ORDER(before_bits_of_key) { return x->w != y->w ? x->w < y->w : before_natural(x + 1, y + 1, comparator); }

// A comparator gives a number, cut to an int, or whether x comes first.
ORDER(before_called) {
    Value result = call2(comparator, ref(*x), ref(*y));
    if (failed(result)) return -1;
    int before;
    if (is_int(ref(result))) before = int_of(ref(result)) < 0;
    else if (same(ref(result), TRUE_REF)) before = 1;
    else if (same(ref(result), FALSE_REF)) before = 0;
    else before = num_compare(ref(result), int_ref(-1), NUM_LE);
    drop(result);
    return before;
}

// By < and >, of which anything may be asked.
ORDER(before_less) {
    if (!num_is_own_number(ref(*x)) || !num_is_own_number(ref(*y))) return before_called(x, y, comparator);
    return num_compare(ref(*x), ref(*y), NUM_LT);
}
ORDER(before_more) {
    if (!num_is_own_number(ref(*x)) || !num_is_own_number(ref(*y))) return before_called(x, y, comparator);
    return num_compare(ref(*x), ref(*y), NUM_GT);
}

#define INLINE static inline __attribute__((always_inline))
#define AT(items, i) ((items) + (i) * width)

INLINE void move_elements(Value *to, const Value *from, Py_ssize_t n, int width) {
    memmove(to, from, (size_t)n * (size_t)width * sizeof *to);
}

INLINE int insertion_sort(Value *items, Py_ssize_t n, int width, Before before, Ref comparator) {
    for (Py_ssize_t i = 1; i < n; i++) {
        Value x[WIDTH_MAX];
        move_elements(x, AT(items, i), 1, width);
        int in_order = before(x, AT(items, i - 1), comparator);
        if (in_order < 0) return -1;
        if (!in_order) continue;
        Py_ssize_t low = 0, high = i - 1; // it belongs before `high`
        while (low < high) {
            Py_ssize_t middle = (low + high) / 2;
            int left = before(x, AT(items, middle), comparator);
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
    int swapped = before(AT(items, left), AT(items, left - 1), comparator);
    if (swapped <= 0) return swapped;
    move_elements(spare, items, left, width);
    Value *out = items, *right = AT(items, left), *right_end = AT(items, n), *spare_end = AT(spare, left);
    while (spare < spare_end && right < right_end) {
        swapped = before(right, spare, comparator);
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

enum number_kind { NUMBERS_MIXED, NUMBERS_INTS, NUMBERS_DOUBLES };

static enum number_kind number_kind(const Value *items, Py_ssize_t n, int width) {
    bool ints = true, doubles = true;
    for (Py_ssize_t i = 0; i < n && (ints || doubles); i++) {
        ints = ints && is_int(ref(items[i * width]));
        doubles = doubles && is_double(ref(items[i * width]));
    }
    return ints ? NUMBERS_INTS : doubles ? NUMBERS_DOUBLES : NUMBERS_MIXED;
}

// The quickest way for these keys; they are all of a kind more often than not.
static Before order_of(const Value *items, Py_ssize_t n, int width, Ref comparator) {
    enum known_order known = comparator.w ? call_order_hook(comparator) : ORDER_COMPARE;
    if (!known) return before_called;
    switch (number_kind(items, n, width)) {
    case NUMBERS_INTS: return known == ORDER_MORE ? before_ints_down : before_ints;
    case NUMBERS_DOUBLES: return known == ORDER_MORE ? before_doubles_down : before_doubles;
    default: return known == ORDER_MORE ? before_more : known == ORDER_LESS ? before_less : before_natural;
    }
}

// Each call makes a copy of the sort for the width, and some one with the comparison inlined.
static int sort_by_order(Value *items, Py_ssize_t n, Value *spare, int width, Before before, Ref comparator) {
    if (width == 2) return before == before_ints ? merge_sort(items, n, spare, 2, before_ints, comparator)
                                                 : merge_sort(items, n, spare, 2, before, comparator);
    if (before == before_ints) return merge_sort(items, n, spare, 1, before_ints, comparator);
    if (before == before_ints_down) return merge_sort(items, n, spare, 1, before_ints_down, comparator);
    if (before == before_doubles) return merge_sort(items, n, spare, 1, before_doubles, comparator);
    return merge_sort(items, n, spare, 1, before, comparator);
}

// Sorts by the bits of the keys first; spare has room for the elements with them, twice.
static int sort_by_bits(Value *items, Py_ssize_t n, Value *spare, int width, const struct prefix_plan *plan) {
    Value *wide = spare + n * (width + 1);
    for (Py_ssize_t i = 0; i < n; i++) {
        wide[i * (width + 1)].w = prefix_of(plan, ref(items[i * width]));
        move_elements(&wide[i * (width + 1) + 1], AT(items, i), 1, width);
    }
    int sorted;
    Before before = plan->whole ? before_bits : plan->vectors ? before_bits_of_key : before_bits_of_latin;
    if (width == 1) sorted = before == before_bits ? merge_sort(wide, n, spare, 2, before_bits, NO_REF)
                             : before == before_bits_of_key ? merge_sort(wide, n, spare, 2, before_bits_of_key, NO_REF)
                                                            : merge_sort(wide, n, spare, 2, before_bits_of_latin, NO_REF);
    else sorted = before == before_bits ? merge_sort(wide, n, spare, 3, before_bits, NO_REF)
                  : before == before_bits_of_key ? merge_sort(wide, n, spare, 3, before_bits_of_key, NO_REF)
                                                 : merge_sort(wide, n, spare, 3, before_bits_of_latin, NO_REF);
    for (Py_ssize_t i = 0; i < n; i++) move_elements(AT(items, i), &wide[i * (width + 1) + 1], 1, width);
    return sorted;
}

// Sorts n elements of `width` words, 1 or 2, the first of which is the key.
static int sort_items(Value *items, Py_ssize_t n, int width, Ref comparator) {
    if (n < 2) return 0;
    Before before = order_of(items, n, width, comparator);
    struct prefix_plan plan;
    bool by_bits = before == before_natural && n > FEW && prefix_plan(&plan, items, n, width);
    Value *spare = PyMem_Malloc((size_t)n * (size_t)(by_bits ? 2 * (width + 1) : width) * sizeof *spare);
    if (!spare) return (PyErr_NoMemory(), -1);
    int sorted = by_bits ? sort_by_bits(items, n, spare, width, &plan) : sort_by_order(items, n, spare, width, before, comparator);
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
    if (keyfn.w && comparator.w && is_nil(comparator) && n > 1) { // which sort takes for none
        seq_words_free(items, n);
        return err_type("sort-by needs a comparator, not nil");
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
