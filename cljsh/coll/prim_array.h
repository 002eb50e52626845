// SPDX-License-Identifier: MIT
/* Arrays of primitive elements: Clojure's [J [I [S [D [F [Z.
 *
 *     ob_size  how many elements
 *     kind     of which kind they are
 *     data     the elements as C has them, behind the head
 *
 * An array never changes its size.  To Python it is a sequence that can be
 * indexed, sliced and written to, and a buffer (numpy, memoryview, struct and
 * files use the memory itself).  Two arrays are equal when they are the same
 * one, as in Clojure.  A float has the precision of a double, as cljsh has it
 * everywhere.  Arrays of bytes are bytearrays (data/bytes.h), those of
 * characters and objects Python's lists.
 */
#ifndef COLL_PRIM_ARRAY_H
#define COLL_PRIM_ARRAY_H

#include "data/type.h"

enum array_kind { ARRAY_LONG, ARRAY_INT, ARRAY_SHORT, ARRAY_DOUBLE, ARRAY_FLOAT, ARRAY_BOOLEAN, ARRAY_KINDS };

struct prim_array {
    PyObject_VAR_HEAD
    enum array_kind kind;
    union { int64_t longs[1]; int32_t ints[1]; int16_t shorts[1]; double doubles[1]; unsigned char booleans[1]; } data;
};

// Beside each other, so that one comparison tells whether a type is one of them.
extern CljType prim_array_types[ARRAY_KINDS];

static inline bool is_prim_array_type(const void *type) {
    return (uintptr_t)type - (uintptr_t)prim_array_types < sizeof prim_array_types;
}
static inline bool is_prim_array(Ref r) { return is_obj(r) && is_prim_array_type(Py_TYPE(obj(r))); }
static inline struct prim_array *prim_array_of(Ref r) { return (struct prim_array *)obj(r); }

int prim_array_init(void);
Py_ssize_t prim_array_item_size(enum array_kind kind);
const char *prim_array_class(enum array_kind kind); // as Java names it
struct prim_array *prim_array_new(enum array_kind kind, Py_ssize_t n); // zeros: new
// The elements from start to end (behind the array's own: zeros) as a new array.
struct prim_array *prim_array_copy(const struct prim_array *from, Py_ssize_t start, Py_ssize_t end);
void prim_array_sort(struct prim_array *array, Py_ssize_t start, Py_ssize_t end);

/* Puts a value at a place that the array has: 0, or -1 when it is none of the
 * array's kind.  A cast makes it one, as int-array and the like do: numbers
 * lose their fraction, and what is too large its upper bits. */
int prim_array_put(struct prim_array *array, Py_ssize_t i, Ref x);
int prim_array_cast(struct prim_array *array, Py_ssize_t i, Ref x);

// The element at a place that the array has.
static inline Value prim_array_item(const struct prim_array *array, Py_ssize_t i) {
    switch (array->kind) {
    case ARRAY_LONG: return int_value(array->data.longs[i]);
    case ARRAY_DOUBLE:
    case ARRAY_FLOAT: return double_value(array->data.doubles[i]);
    case ARRAY_INT: return (Value){W_INT((int64_t)array->data.ints[i])};
    case ARRAY_SHORT: return (Value){W_INT((int64_t)array->data.shorts[i])};
    default: return bool_value(array->data.booleans[i]);
    }
}

// prim_array_put, with what is frequent in place.
static inline int prim_array_set(struct prim_array *array, Py_ssize_t i, Ref x) {
    switch (array->kind) {
    case ARRAY_LONG:
        if (!is_int(x)) break;
        array->data.longs[i] = int_of(x);
        return 0;
    case ARRAY_DOUBLE:
        if (!is_double(x)) break;
        array->data.doubles[i] = double_of(x);
        return 0;
    case ARRAY_INT:
        if (!is_int(x) || int_of(x) != (int32_t)int_of(x)) break;
        array->data.ints[i] = (int32_t)int_of(x);
        return 0;
    case ARRAY_BOOLEAN:
        if (!same(x, TRUE_REF) && !same(x, FALSE_REF)) break;
        array->data.booleans[i] = same(x, TRUE_REF);
        return 0;
    default: break;
    }
    return prim_array_put(array, i, x);
}

#endif
