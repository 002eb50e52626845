// SPDX-License-Identifier: MIT
/* Clojure's arrays: those of numbers and booleans (coll/prim_array.h), those of bytes, which
 * are bytearrays (data/bytes.h), and those of characters and objects, which are Python
 * lists; aget and the like work on whatever Python can index. */
#include "base/prim.h"
#include "coll/array.h"
#include "coll/prim_array.h"
#include "data/bytes.h"
#include "data/symbol.h"
#include "num/number.h"
#include "seq/seq.h"
#include "task/pause.h"

// What an array is made of: an array of primitive elements, or a bytearray, or a list.
enum element { ELEMENT_BYTE = ARRAY_KINDS, ELEMENT_CHAR, ELEMENT_OBJECT };

// A number as an int, as int-array and the like take it.
static PyObject *to_int(Ref x) {
    if (is_obj(x) && (is_nil(x) || PyUnicode_Check(obj(x)))) return (err_type("a number is needed, not %s", err_type_name(x)), NULL);
    return num_integer(x);
}

// A character, or the code of one.
static PyObject *to_char(Ref x) {
    if (is_obj(x) && PyUnicode_Check(obj(x)) && PyUnicode_GetLength(obj(x)) == 1) return Py_NewRef(obj(x));
    if (is_int(x)) return PyUnicode_FromOrdinal((int)int_of(x));
    return (err_type("a character is needed, not %s", err_type_name(x)), NULL);
}

// A new array of n zeros, or nils.
static PyObject *array_new(int element, Py_ssize_t n) {
    if (element < ARRAY_KINDS) return (PyObject *)prim_array_new((enum array_kind)element, n);
    if (element == ELEMENT_BYTE) return byte_array_new(n);
    SCOPED_PY PyObject *filler = element == ELEMENT_CHAR ? PyUnicode_FromOrdinal(0) : Py_NewRef(Py_None);
    PyObject *list = filler ? PyList_New(n) : NULL;
    for (Py_ssize_t i = 0; list && i < n; i++) PyList_SET_ITEM(list, i, Py_NewRef(filler));
    return list;
}

// Puts what is made of the value at a place that the new array has: 0 or -1.
static int put_cast(PyObject *array, int element, Py_ssize_t i, Ref x) {
    if (element < ARRAY_KINDS) return prim_array_cast((struct prim_array *)array, i, x);
    PyObject *o = element == ELEMENT_BYTE ? to_int(x) : element == ELEMENT_CHAR ? to_char(x) : py_of(x);
    if (!o) return -1;
    if (element != ELEMENT_BYTE) return PyList_SetItem(array, i, o);
    int result = PySequence_SetItem(array, i, o);
    Py_DECREF(o);
    return result;
}

// A new array of the elements of coll.
static PyObject *array_of_seq(int element, Ref coll) {
    Value *items;
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return NULL;
    PyObject *array = array_new(element, n);
    for (Py_ssize_t i = 0; array && i < n; i++)
        if (put_cast(array, element, i, ref(items[i])) < 0 || task_charge_turn((size_t)i) < 0) Py_CLEAR(array);
    seq_words_free(items, n);
    return array;
}

static Py_ssize_t size_of(Ref r) {
    int64_t n;
    int known = number_index(r, &n); // a fraction is dropped
    if (known < 0) return -1;
    if (!known) return (err_type("an array's size must be a number, not %s", err_type_name(r)), -1);
    if (n < 0) return (err_arg("an array's size can not be negative"), -1);
    return (Py_ssize_t)n;
}

// --- making -----------------------------------------------------------------

// (int-array size-or-seq)
static PyObject *array_from(int element, Ref size_or_seq) {
    int64_t size;
    if (!num_is_own_number(size_or_seq) && !int64_of(size_or_seq, &size)) return array_of_seq(element, size_or_seq);
    Py_ssize_t n = size_of(size_or_seq);
    return n < 0 ? NULL : array_new(element, n);
}

// (int-array size init-val-or-seq): a value that fills it, or elements for its beginning.
static PyObject *array_sized(int element, Ref size, Ref init) {
    Py_ssize_t n = size_of(size);
    PyObject *array = n < 0 ? NULL : array_new(element, n);
    if (!array) return NULL;
    if (num_is_own_number(init) || same(init, TRUE_REF) || same(init, FALSE_REF) || is_str(init) || !seq_is_seqable(init)) {
        for (Py_ssize_t i = 0; array && i < n; i++)
            if (put_cast(array, element, i, init) < 0 || task_charge_turn((size_t)i) < 0) Py_CLEAR(array);
        return array;
    }
    struct cursor c;
    if (cursor_start(&c, init) < 0) return (Py_DECREF(array), NULL);
    for (Py_ssize_t i = 0; array && i < n; i++) {
        Value x = cursor_next(&c);
        if (failed(x)) break;
        if (put_cast(array, element, i, ref(x)) < 0 || task_charge_turn((size_t)i) < 0) Py_CLEAR(array);
        drop(x);
    }
    if (cursor_end(&c) < 0) Py_CLEAR(array);
    return array;
}

#define TYPED_ARRAY(id, name, element, doc)                                          \
    PRIM(core_##id##_1, "clojure.core", name, "[size-or-seq]", doc)                  \
    { return adopt(array_from(element, a[0])); }                                     \
    PRIM(core_##id##_2, "clojure.core", name, "[size init-val-or-seq]", NULL)        \
    { return adopt(array_sized(element, a[0], a[1])); }

TYPED_ARRAY(int_array, "int-array", ARRAY_INT, "Returns a new array of ints (32 bits), of a size or from a seq.")
TYPED_ARRAY(long_array, "long-array", ARRAY_LONG, "Returns a new array of longs (64 bits), of a size or from a seq.")
TYPED_ARRAY(short_array, "short-array", ARRAY_SHORT, "Returns a new array of shorts (16 bits), of a size or from a seq.")
TYPED_ARRAY(float_array, "float-array", ARRAY_FLOAT, "Returns a new array of floats, of a size or from a seq.")
TYPED_ARRAY(double_array, "double-array", ARRAY_DOUBLE, "Returns a new array of doubles, of a size or from a seq.")
TYPED_ARRAY(boolean_array, "boolean-array", ARRAY_BOOLEAN, "Returns a new array of booleans, of a size or from a seq.")
TYPED_ARRAY(char_array, "char-array", ELEMENT_CHAR, "Returns a new array (a Python list) of characters, of a size or from a seq.")
TYPED_ARRAY(byte_array, "byte-array", ELEMENT_BYTE,
            "Returns a new array of bytes (a bytearray), of a size or from a seq.\n"
            "Its elements are integers from -128 to 127; from 128 to 255 they may be given, too.")

PRIM(core_object_array, "clojure.core", "object-array", "[size-or-seq]",
     "Returns a new array (a Python list) of nils, of a size, or of the elements of a seq.")
{ return adopt(array_from(ELEMENT_OBJECT, a[0])); }

PRIM(core_to_array, "clojure.core", "to-array", "[coll]",
     "Returns a new array (a Python list) of the collection's elements.")
{ return adopt(array_of_seq(ELEMENT_OBJECT, a[0])); }

PRIM(core_to_array_2d, "clojure.core", "to-array-2d", "[coll]",
     "Returns a new array of arrays, one for each collection in coll.")
{
    PyObject *rows = array_of_seq(ELEMENT_OBJECT, a[0]);
    for (Py_ssize_t i = 0; rows && i < PyList_GET_SIZE(rows); i++) {
        SCOPED Value coll = val_from(PyList_GET_ITEM(rows, i));
        PyObject *row = failed(coll) ? NULL : array_of_seq(ELEMENT_OBJECT, ref(coll));
        if (!row || PyList_SetItem(rows, i, row) < 0) Py_CLEAR(rows);
    }
    return adopt(rows);
}

static int element_for(Ref type) {
    if (is_obj(type) && PyType_Check(obj(type))) {
        if (same(type, ref_of(&PyLong_Type))) return ARRAY_LONG;
        if (same(type, ref_of(&PyFloat_Type))) return ARRAY_DOUBLE;
        if (same(type, ref_of(&PyBool_Type))) return ARRAY_BOOLEAN;
    }
    return ELEMENT_OBJECT;
}

// Is it of a class that has no others below it?  Of collections there are more classes than Clojure has.
static bool of_plain_class(PyObject *o) {
    return PyLong_CheckExact(o) || PyFloat_CheckExact(o) || PyUnicode_CheckExact(o) || PyBool_Check(o) || is_keyword(ref_of(o)) || is_symbol(ref_of(o));
}

PRIM(core_into_array_1, "clojure.core", "into-array", "[aseq]",
     "Returns a new array of the elements of aseq, which are all of the class of the first: a Python list.\n"
     "With the type int, float or bool, and elements of it alone, it is one of longs, doubles or booleans.")
{
    PyObject *list = array_of_seq(ELEMENT_OBJECT, a[0]);
    if (!list || !PyList_GET_SIZE(list)) return adopt(list);
    PyObject *first = PyList_GET_ITEM(list, 0);
    for (Py_ssize_t i = 1; i < PyList_GET_SIZE(list); i++) {
        PyObject *o = PyList_GET_ITEM(list, i);
        if (o == Py_None || Py_IS_TYPE(o, Py_TYPE(first)) || !of_plain_class(first)) continue;
        Py_DECREF(list);
        return err_arg("array element type mismatch");
    }
    return adopt(list);
}
PRIM(core_into_array_2, "clojure.core", "into-array", "[type aseq]", NULL) {
    const int element = element_for(a[0]);
    PyObject *list = array_of_seq(ELEMENT_OBJECT, a[1]);
    if (!list || element == ELEMENT_OBJECT) return adopt(list);
    bool fit = true;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list) && fit; i++) {
        PyObject *o = PyList_GET_ITEM(list, i);
        int64_t whole;
        fit = element == ARRAY_LONG ? PyLong_CheckExact(o) && int64_of(ref_of(o), &whole)
              : element == ARRAY_DOUBLE ? PyFloat_CheckExact(o) : PyBool_Check(o);
    }
    if (!fit) return adopt(list);
    PyObject *array = array_of_seq(element, ref_of(list));
    Py_DECREF(list);
    return adopt(array);
}

static PyObject *make_array(int element, const Ref *sizes, Py_ssize_t dimensions) {
    Py_ssize_t n = size_of(*sizes);
    if (n < 0 || dimensions == 1) return n < 0 ? NULL : array_new(element, n);
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; list && i < n; i++) {
        PyObject *inner = make_array(element, sizes + 1, dimensions - 1);
        if (inner) PyList_SET_ITEM(list, i, inner);
        else Py_CLEAR(list);
    }
    return list;
}

PRIM(core_make_array_2, "clojure.core", "make-array", "[type len]",
     "Returns a new array of the length, or an array of arrays of these lengths.\n"
     "Of the types int, float and bool it is one of longs, doubles or booleans, else a Python list of nils.")
{ return adopt(make_array(element_for(a[0]), a + 1, 1)); }
PRIM(core_make_array_n, "clojure.core", "make-array", "[type dim & more-dims]", NULL) {
    return adopt(make_array(element_for(a[0]), a + 1, n - 1));
}

// --- reading and writing --------------------------------------------------

static Value out_of_bounds(int64_t i, Py_ssize_t n) {
    return err_index("index %lld out of bounds for length %zd", (long long)i, n);
}

Value array_get(Ref array, Ref index) {
    int64_t i;
    if (is_obj(array) && int64_of(index, &i)) {
        if (is_prim_array(array)) {
            const Py_ssize_t n = Py_SIZE(obj(array));
            return i >= 0 && i < n ? prim_array_item(prim_array_of(array), i) : out_of_bounds(i, n);
        }
        if (is_type(array, &byte_array_type)) {
            const Py_ssize_t n = PyByteArray_GET_SIZE(obj(array));
            return i >= 0 && i < n ? int_value((signed char)PyByteArray_AS_STRING(obj(array))[i]) : out_of_bounds(i, n);
        }
        if (PyList_Check(obj(array))) {
            const Py_ssize_t n = PyList_GET_SIZE(obj(array));
            return i >= 0 && i < n ? array_item(obj(array), i) : out_of_bounds(i, n);
        }
    }
    SCOPED_PY PyObject *o = py_of(array), *key = o ? py_of(index) : NULL;
    return key ? val_of(PyObject_GetItem(o, key)) : ERR;
}

int array_set(Ref array, Ref index, Ref x) {
    int64_t i;
    const bool plain = is_obj(array) && int64_of(index, &i);
    if (plain && is_prim_array(array)) {
        const Py_ssize_t n = Py_SIZE(obj(array));
        return i >= 0 && i < n ? prim_array_set(prim_array_of(array), i, x) : (out_of_bounds(i, n), -1);
    }
    if (plain && is_type(array, &byte_array_type) && is_int(x) && int_of(x) >= -128 && int_of(x) <= 255) {
        const Py_ssize_t n = PyByteArray_GET_SIZE(obj(array));
        if (i < 0 || i >= n) return (out_of_bounds(i, n), -1);
        PyByteArray_AS_STRING(obj(array))[i] = (char)int_of(x);
        return 0;
    }
    SCOPED_PY PyObject *o = py_of(array), *key = o ? py_of(index) : NULL, *value = key ? py_of(x) : NULL;
    if (!value) return -1;
    if (plain && PyList_Check(o) && (i < 0 || i >= PyList_GET_SIZE(o))) return (out_of_bounds(i, PyList_GET_SIZE(o)), -1);
    return PyObject_SetItem(o, key, value);
}

typedef Value (*Convert)(Ref);
static Value as_int(Ref x) { return val_of(to_int(x)); }
static Value as_double(Ref x) {
    double d;
    return num_as_double(x, &d) < 0 ? ERR : double_value(d);
}
static Value as_boolean(Ref x) { return bool_value(is_true(x)); }

// The new value, or ERR.
static Value set(Ref array, Ref index, Ref x, Convert convert) {
    Value value = convert ? convert(x) : keep(x);
    if (ok(value) && array_set(array, index, ref(value)) == 0) return value;
    xdrop(value);
    return ERR;
}

PRIM(core_aget_2, "clojure.core", "aget", "[array idx]",
     "Returns the element of the array at the index, or at an index of each dimension.")
{ return array_get(a[0], a[1]); }
PRIM(core_aget_n, "clojure.core", "aget", "[array idx & idxs]", NULL) {
    Value x = keep(a[0]);
    for (Py_ssize_t i = 1; i < n && ok(x); i++) {
        Value inner = array_get(ref(x), a[i]);
        drop(x);
        x = inner;
    }
    return x;
}

// (aset array idx … val)
static Value set_nested(Ref *a, Py_ssize_t n, Convert convert) {
    Value array = keep(a[0]);
    for (Py_ssize_t i = 1; i < n - 2 && ok(array); i++) {
        Value inner = array_get(ref(array), a[i]);
        drop(array);
        array = inner;
    }
    if (failed(array)) return ERR;
    Value x = set(ref(array), a[n - 2], a[n - 1], convert);
    drop(array);
    return x;
}

#define ASET(id, name, convert, doc)                                                             \
    PRIM(core_##id##_3, "clojure.core", name, "[array idx val]", doc)                            \
    { return set(a[0], a[1], a[2], convert); }                                    \
    PRIM(core_##id##_n, "clojure.core", name, "[array idx idx2 & idxv]", NULL)                   \
    { return set_nested(a, n, convert); }

ASET(aset, "aset", NULL, "Sets the element of the array at the index (or indices) and returns the value.")
ASET(aset_int, "aset-int", as_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_long, "aset-long", as_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_short, "aset-short", as_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_byte, "aset-byte", as_int, "Sets an element of an array of bytes and returns the value.")
ASET(aset_float, "aset-float", as_double, "Sets an element of an array of floats and returns the value.")
ASET(aset_double, "aset-double", as_double, "Sets an element of an array of floats and returns the value.")
ASET(aset_boolean, "aset-boolean", as_boolean, "Sets an element of an array of booleans and returns the value.")
ASET(aset_char, "aset-char", NULL, "Sets an element of an array of characters and returns the value.")

// Is it an array or a sequence of Python's? Not ours, which may have no end, and not text.
static bool may_be_array(Ref r) {
    return is_obj(r) && Py_TYPE(Py_TYPE(obj(r))) != &clj_meta && !is_str(r) && PySequence_Check(obj(r));
}

static Py_ssize_t not_an_array(Ref r) {
    if (is_nil(r)) return err_type("nil is no array"), -1;
    err_arg("an array is needed, not %s", err_type_name(r));
    return -1;
}

Py_ssize_t array_length(Ref array) {
    if (is_prim_array(array)) return Py_SIZE(obj(array));
    if (!may_be_array(array)) return not_an_array(array);
    SCOPED_PY PyObject *o = py_of(array);
    return o ? PyObject_Length(o) : -1;
}

PRIM(core_alength, "clojure.core", "alength", "[array]",
     "Returns the length of the array.")
{
    Py_ssize_t length = array_length(a[0]);
    return length < 0 ? ERR : int_value(length);
}

PRIM(core_aclone, "clojure.core", "aclone", "[array]",
     "Returns a copy of the array.")
{
    if (is_prim_array(a[0])) return adopt(prim_array_copy(prim_array_of(a[0]), 0, Py_SIZE(obj(a[0]))));
    if (array_length(a[0]) < 0) return ERR;
    SCOPED_PY PyObject *o = py_of(a[0]);
    return o ? adopt(PySequence_GetSlice(o, 0, PY_SSIZE_T_MAX)) : ERR;
}

// --- for java.util.Arrays ---------------------------------------------------

// The primitive array a and the range of it that is asked for; `beyond`: its end may lie behind the array's.
static struct prim_array *range_of(const Ref *a, bool beyond, int64_t *start, int64_t *end) {
    if (!is_prim_array(a[0])) return (err_type("an array of primitive elements is needed, not %s", err_type_name(a[0])), NULL);
    const Py_ssize_t n = Py_SIZE(obj(a[0]));
    if (!int64_of(a[1], start) || !int64_of(a[2], end)) return (err_type("an index must be an int"), NULL);
    if (*start > *end) return (err_arg("fromIndex(%lld) > toIndex(%lld)", (long long)*start, (long long)*end), NULL);
    if (*start < 0 || *start > n || (!beyond && *end > n))
        return (err_index("range %lld to %lld out of bounds for length %zd", (long long)*start, (long long)*end, n), NULL);
    return prim_array_of(a[0]);
}

PRIM(cljsh_primitive_array, "cljsh.core", "primitive-array?", "[x]", "Is x an array of primitive elements?")
{ return bool_value(is_prim_array(a[0])); }

PRIM(cljsh_array_type, "cljsh.core", "array-class", "[code]",
     "The class of the arrays with this letter in Java's name for it: J, I, S, D, F or Z; else nil.")
{
    for (int i = 0; i < ARRAY_KINDS && is_str(a[0]); i++)
        if (PyUnicode_CompareWithASCIIString(obj(a[0]), prim_array_class((enum array_kind)i) + 1) == 0)
            return keep_obj(TYPE_OBJECT(prim_array_types[i]));
    return nil_value();
}

PRIM(cljsh_array_copy, "cljsh.core", "array-copy", "[array start end]",
     "A new array of the elements of a primitive array from start to end, with zeros behind its own.")
{
    int64_t start, end;
    struct prim_array *array = range_of(a, true, &start, &end);
    return array ? adopt(prim_array_copy(array, start, end)) : ERR;
}

PRIM(cljsh_array_sort, "cljsh.core", "array-sort!", "[array start end]", "Sorts a range of a primitive array where it is.")
{
    int64_t start, end;
    struct prim_array *array = range_of(a, false, &start, &end);
    if (!array) return ERR;
    prim_array_sort(array, start, end);
    return nil_value();
}

PRIM(cljsh_array_fill, "cljsh.core", "array-fill!", "[array start end x]", "Puts x everywhere in a range of a primitive array.")
{
    int64_t start, end;
    struct prim_array *array = range_of(a, false, &start, &end);
    if (!array) return ERR;
    for (int64_t i = start; i < end; i++)
        if (prim_array_put(array, i, a[3]) < 0) return ERR;
    return nil_value();
}
