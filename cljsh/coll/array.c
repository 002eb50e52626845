// SPDX-License-Identifier: MIT
/* Clojure's arrays are Python lists, an array of bytes a bytearray (data/bytes.h); aget and
 * the like work on whatever Python can index. */
#include "base/prim.h"
#include "coll/array.h"
#include "data/bytes.h"
#include "num/number.h"
#include "seq/seq.h"

// A new list of the elements of coll, each made by convert (NULL: as it is).
typedef PyObject *(*Convert)(PyObject *);

static PyObject *converted(Value x, Convert convert) {
    PyObject *o = py_give(x);
    if (!o || !convert) return o;
    PyObject *result = convert(o);
    Py_DECREF(o);
    return result;
}

static PyObject *list_of_seq(Ref coll, Convert convert) {
    Value *items;
    Py_ssize_t n = seq_to_words(coll, &items);
    if (n < 0) return NULL;
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = list ? converted(items[i], convert) : NULL;
        if (!list) drop(items[i]);
        else if (o) PyList_SET_ITEM(list, i, o);
        else Py_CLEAR(list);
    }
    PyMem_Free(items);
    return list;
}

// A new list of n times the object.
static PyObject *list_of_one(Py_ssize_t n, PyObject *o) {
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; list && i < n; i++) PyList_SET_ITEM(list, i, Py_NewRef(o));
    return list;
}

static Py_ssize_t size_of(Ref r) {
    int64_t n;
    if (!int64_of(r, &n)) return (err_type("an array's size must be an int, not %s", err_type_name(r)), -1);
    if (n < 0) return (err_arg("an array's size can not be negative"), -1);
    return (Py_ssize_t)n;
}

// --- typed arrays ---------------------------------------------------------

static PyObject *to_int(PyObject *o) { return PyLong_CheckExact(o) ? Py_NewRef(o) : PyNumber_Long(o); }
static PyObject *to_float(PyObject *o) { return PyNumber_Float(o); }
static PyObject *to_bool(PyObject *o) { return PyBool_FromLong(is_true(ref_of(o))); }

// A character, or the code of one.
static PyObject *to_char(PyObject *o) {
    if (PyUnicode_Check(o) && PyUnicode_GetLength(o) == 1) return Py_NewRef(o);
    if (PyLong_CheckExact(o)) return PyUnicode_FromOrdinal((int)PyLong_AsLong(o));
    return (err_type("a character is needed, not %s", Py_TYPE(o)->tp_name), NULL);
}

static PyObject *zero(Convert convert) {
    if (convert == to_int) return PyLong_FromLong(0);
    if (convert == to_float) return PyFloat_FromDouble(0);
    if (convert == to_char) return PyUnicode_FromOrdinal(0);
    return Py_NewRef(convert == to_bool ? Py_False : Py_None);
}

// (int-array size-or-seq)
static PyObject *array_from(Ref size_or_seq, Convert convert) {
    int64_t size;
    if (!num_is_own_number(size_or_seq) && !int64_of(size_or_seq, &size)) return list_of_seq(size_or_seq, convert);
    Py_ssize_t n = size_of(size_or_seq);
    SCOPED_PY PyObject *filler = n < 0 ? NULL : zero(convert);
    return filler ? list_of_one(n, filler) : NULL;
}

// (int-array size init-val-or-seq): a value that fills it, or elements for its beginning.
static PyObject *array_sized(Ref size, Ref init, Convert convert) {
    Py_ssize_t n = size_of(size);
    if (n < 0) return NULL;
    if (num_is_own_number(init) || same(init, TRUE_REF) || same(init, FALSE_REF) || !seq_is_seqable(init)) {
        SCOPED_PY PyObject *filler = converted(keep(init), convert);
        return filler ? list_of_one(n, filler) : NULL;
    }
    PyObject *list = array_from(int_ref(n), convert);
    struct cursor c;
    if (!list || cursor_start(&c, init) < 0) {
        Py_XDECREF(list);
        return NULL;
    }
    for (Py_ssize_t i = 0; list && i < n; i++) {
        Value x = cursor_next(&c);
        if (failed(x)) break;
        PyObject *o = converted(x, convert);
        if (!o || PyList_SetItem(list, i, o) < 0) Py_CLEAR(list);
    }
    if (cursor_end(&c) < 0) Py_CLEAR(list);
    return list;
}

#define TYPED_ARRAY(id, name, convert, doc)                                          \
    PRIM(core_##id##_1, "clojure.core", name, "[size-or-seq]", doc)                  \
    { return adopt(array_from(a[0], convert)); }                                  \
    PRIM(core_##id##_2, "clojure.core", name, "[size init-val-or-seq]", NULL)        \
    { return adopt(array_sized(a[0], a[1], convert)); }

TYPED_ARRAY(int_array, "int-array", to_int, "Returns a new array (a Python list) of ints, of a size or from a seq.")
TYPED_ARRAY(long_array, "long-array", to_int, "Returns a new array (a Python list) of ints, of a size or from a seq.")
TYPED_ARRAY(short_array, "short-array", to_int, "Returns a new array (a Python list) of ints, of a size or from a seq.")
TYPED_ARRAY(float_array, "float-array", to_float, "Returns a new array (a Python list) of floats, of a size or from a seq.")
TYPED_ARRAY(double_array, "double-array", to_float, "Returns a new array (a Python list) of floats, of a size or from a seq.")
TYPED_ARRAY(boolean_array, "boolean-array", to_bool, "Returns a new array (a Python list) of booleans, of a size or from a seq.")
TYPED_ARRAY(char_array, "char-array", to_char, "Returns a new array (a Python list) of characters, of a size or from a seq.")

// An array of bytes out of a list of ints (consumed).
static Value bytes_of(PyObject *list) {
    if (!list) return ERR;
    PyObject *bytes = byte_array_new(PyList_GET_SIZE(list));
    for (Py_ssize_t i = 0; bytes && i < PyList_GET_SIZE(list); i++)
        if (PySequence_SetItem(bytes, i, PyList_GET_ITEM(list, i)) < 0) Py_CLEAR(bytes);
    Py_DECREF(list);
    return adopt(bytes);
}

PRIM(core_byte_array_1, "clojure.core", "byte-array", "[size-or-seq]",
     "Returns a new array of bytes (a bytearray), of a size or from a seq.\n"
     "Its elements are integers from -128 to 127; from 128 to 255 they may be given, too.")
{ return bytes_of(array_from(a[0], to_int)); }
PRIM(core_byte_array_2, "clojure.core", "byte-array", "[size init-val-or-seq]", NULL) {
    return bytes_of(array_sized(a[0], a[1], to_int));
}

PRIM(core_object_array, "clojure.core", "object-array", "[size-or-seq]",
     "Returns a new array (a Python list) of nils, of a size, or of the elements of a seq.")
{ return adopt(array_from(a[0], NULL)); }

PRIM(core_to_array, "clojure.core", "to-array", "[coll]",
     "Returns a new array (a Python list) of the collection's elements.")
{ return adopt(list_of_seq(a[0], NULL)); }

static PyObject *row(PyObject *o) { return list_of_seq(ref_of(o), NULL); }

PRIM(core_to_array_2d, "clojure.core", "to-array-2d", "[coll]",
     "Returns a new array of arrays, one for each collection in coll.")
{ return adopt(list_of_seq(a[0], row)); }

static Convert convert_for(Ref type) {
    return same(type, ref_of(&PyLong_Type))    ? to_int
           : same(type, ref_of(&PyFloat_Type)) ? to_float
           : same(type, ref_of(&PyBool_Type))  ? to_bool
                                               : NULL;
}

PRIM(core_into_array_1, "clojure.core", "into-array", "[aseq]",
     "Returns a new array (a Python list) of the elements of aseq.\n"
     "The type is for the reader of the program.")
{ return adopt(list_of_seq(a[0], NULL)); }
PRIM(core_into_array_2, "clojure.core", "into-array", "[type aseq]", NULL) {
    return adopt(list_of_seq(a[1], NULL));
}

static PyObject *make_array(Convert convert, const Ref *sizes, Py_ssize_t dimensions) {
    if (dimensions == 1) return array_from(*sizes, convert);
    Py_ssize_t n = size_of(*sizes);
    PyObject *list = n < 0 ? NULL : PyList_New(n);
    for (Py_ssize_t i = 0; list && i < n; i++) {
        PyObject *inner = make_array(convert, sizes + 1, dimensions - 1);
        if (inner) PyList_SET_ITEM(list, i, inner);
        else Py_CLEAR(list);
    }
    return list;
}

PRIM(core_make_array_2, "clojure.core", "make-array", "[type len]",
     "Returns a new array (a Python list) of the length, or an array of arrays of these lengths.\n"
     "Its elements are 0, 0.0 or false for the types int, float and bool, else nil.")
{ return adopt(make_array(convert_for(a[0]), a + 1, 1)); }
PRIM(core_make_array_n, "clojure.core", "make-array", "[type dim & more-dims]", NULL) {
    return adopt(make_array(convert_for(a[0]), a + 1, n - 1));
}

// --- reading and writing --------------------------------------------------

Value array_get(Ref array, Ref index) {
    int64_t i;
    if (is_obj(array) && PyList_Check(obj(array)) && int64_of(index, &i)) {
        if (i < 0 || i >= PyList_GET_SIZE(obj(array)))
            return err_index("index %lld out of bounds for length %zd", (long long)i, PyList_GET_SIZE(obj(array)));
        return array_item(obj(array), i);
    }
    SCOPED_PY PyObject *o = py_of(array), *key = o ? py_of(index) : NULL;
    return key ? val_of(PyObject_GetItem(o, key)) : ERR;
}

// The new value, or ERR.
static Value set(Ref array, Ref index, Ref x, Convert convert) {
    SCOPED_PY PyObject *o = py_of(array), *key = o ? py_of(index) : NULL;
    SCOPED_PY PyObject *value = key ? converted(keep(x), convert) : NULL;
    if (!value) return ERR;
    int64_t i;
    if (PyList_Check(o) && int64_of(index, &i) && (i < 0 || i >= PyList_GET_SIZE(o)))
        return err_index("index %lld out of bounds for length %zd", (long long)i, PyList_GET_SIZE(o));
    return PyObject_SetItem(o, key, value) < 0 ? ERR : val_from(value);
}

int array_set(Ref array, Ref index, Ref x) {
    SCOPED Value set_to = set(array, index, x, NULL);
    return ok(set_to) ? 0 : -1;
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
ASET(aset_int, "aset-int", to_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_long, "aset-long", to_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_short, "aset-short", to_int, "Sets an element of an array of ints and returns the value.")
ASET(aset_byte, "aset-byte", to_int, "Sets an element of an array of bytes and returns the value.")
ASET(aset_float, "aset-float", to_float, "Sets an element of an array of floats and returns the value.")
ASET(aset_double, "aset-double", to_float, "Sets an element of an array of floats and returns the value.")
ASET(aset_boolean, "aset-boolean", to_bool, "Sets an element of an array of booleans and returns the value.")
ASET(aset_char, "aset-char", NULL, "Sets an element of an array of characters and returns the value.")

PRIM(core_alength, "clojure.core", "alength", "[array]",
     "Returns the length of the array.")
{
    SCOPED_PY PyObject *o = py_of(a[0]);
    Py_ssize_t length = o ? PyObject_Length(o) : -1;
    return length < 0 ? ERR : int_value(length);
}

PRIM(core_aclone, "clojure.core", "aclone", "[array]",
     "Returns a copy of the array.")
{
    SCOPED_PY PyObject *o = py_of(a[0]);
    return o ? adopt(PySequence_GetSlice(o, 0, PY_SSIZE_T_MAX)) : ERR;
}
