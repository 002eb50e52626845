// SPDX-License-Identifier: MIT
#include "coll/prim_array.h"

#include <math.h>

#include "base/error.h"
#include "num/number.h"
#include "seq/seq.h"

struct element_kind {
    const char *name; // as Java names the class
    const char *element, *format; // format: of the buffer, as the module struct has it
    Py_ssize_t size;
    int64_t min, max; // of integers
};
static const struct element_kind kinds[ARRAY_KINDS] = {
    [ARRAY_LONG] = {"[J", "long", "q", sizeof(int64_t), INT64_MIN, INT64_MAX},
    [ARRAY_INT] = {"[I", "int", "i", sizeof(int32_t), INT32_MIN, INT32_MAX},
    [ARRAY_SHORT] = {"[S", "short", "h", sizeof(int16_t), INT16_MIN, INT16_MAX},
    [ARRAY_DOUBLE] = {"[D", "double", "d", sizeof(double), 0, 0},
    [ARRAY_FLOAT] = {"[F", "float", "d", sizeof(double), 0, 0},
    [ARRAY_BOOLEAN] = {"[Z", "boolean", "?", 1, 0, 0},
};

static inline struct prim_array *array_of(PyObject *o) { return (struct prim_array *)o; }
static inline const struct element_kind *kind_in(const struct prim_array *a) { return &kinds[a->kind]; }
static inline bool has_doubles(enum array_kind kind) { return kind == ARRAY_DOUBLE || kind == ARRAY_FLOAT; }
static inline char *bytes_at(const struct prim_array *a, Py_ssize_t i) {
    return (char *)a->data.booleans + i * kind_in(a)->size;
}

const char *prim_array_class(enum array_kind kind) { return kinds[kind].name; }

Py_ssize_t prim_array_item_size(enum array_kind kind) { return kinds[kind].size; }

struct prim_array *prim_array_new(enum array_kind kind, Py_ssize_t n) {
    const size_t head = offsetof(struct prim_array, data);
    if (n > (PY_SSIZE_T_MAX - (Py_ssize_t)head) / kinds[kind].size) return (PyErr_NoMemory(), NULL);
    struct prim_array *a = PyObject_Calloc(1, head + (size_t)(n * kinds[kind].size));
    if (!a) return (PyErr_NoMemory(), NULL);
    PyObject_InitVar((PyVarObject *)a, TYPE_OBJECT(prim_array_types[kind]), n);
    a->kind = kind;
    return a;
}

struct prim_array *prim_array_copy(const struct prim_array *from, Py_ssize_t start, Py_ssize_t end) {
    struct prim_array *a = prim_array_new(from->kind, end - start);
    Py_ssize_t there = (end < Py_SIZE(from) ? end : Py_SIZE(from)) - start;
    if (a && there > 0) memcpy(bytes_at(a, 0), bytes_at(from, start), (size_t)(there * kind_in(from)->size));
    return a;
}

// --- writing ----------------------------------------------------------------

static void put_integer(struct prim_array *a, Py_ssize_t i, int64_t n) {
    if (a->kind == ARRAY_LONG) a->data.longs[i] = n;
    else if (a->kind == ARRAY_INT) a->data.ints[i] = (int32_t)n;
    else a->data.shorts[i] = (int16_t)n;
}

static int misfit(const struct prim_array *a, Ref x) {
    err_arg("an array of %ss takes no %s", kind_in(a)->element, err_type_name(x));
    return -1;
}

// Is it an int, of Python's or of another make (numpy's)?
static int integer_in(Ref x, int64_t *n) {
    if (int64_of(x, n)) return 1;
    if (!is_obj(x) || PyBool_Check(obj(x)) || !PyIndex_Check(obj(x))) return 0;
    SCOPED_PY PyObject *index = PyNumber_Index(obj(x));
    if (!index) return -1;
    int overflow;
    *n = PyLong_AsLongLongAndOverflow(index, &overflow);
    if (overflow) return (err_arg("%S does not fit into a long", index), -1);
    return 1;
}

int prim_array_put(struct prim_array *a, Py_ssize_t i, Ref x) {
    if (has_doubles(a->kind)) {
        if (is_obj(x) && (PyUnicode_Check(obj(x)) || PyBool_Check(obj(x)))) return misfit(a, x);
        return num_as_double(x, &a->data.doubles[i]);
    }
    if (a->kind == ARRAY_BOOLEAN) {
        if (!same(x, TRUE_REF) && !same(x, FALSE_REF)) return misfit(a, x);
        a->data.booleans[i] = same(x, TRUE_REF);
        return 0;
    }
    int64_t n;
    int is_integer = integer_in(x, &n);
    if (is_integer < 0) return -1;
    if (!is_integer) return misfit(a, x);
    if (n < kind_in(a)->min || n > kind_in(a)->max)
        return (err_arg("Value out of range for %s: %lld", kind_in(a)->element, (long long)n), -1);
    put_integer(a, i, n);
    return 0;
}

// A double as Java casts it: NaN is 0, what is too large the largest.
static int64_t saturated(double d, const struct element_kind *kind) {
    return isnan(d) ? 0 : d <= (double)kind->min ? kind->min : d >= (double)kind->max ? kind->max : (int64_t)d;
}

int prim_array_cast(struct prim_array *a, Py_ssize_t i, Ref x) {
    if (a->kind == ARRAY_BOOLEAN) {
        a->data.booleans[i] = is_true(x);
        return 0;
    }
    if (is_obj(x) && (is_nil(x) || PyUnicode_Check(obj(x)) || PyBool_Check(obj(x))))
        return (err_type("an array of %ss takes no %s", kind_in(a)->element, err_type_name(x)), -1);
    if (has_doubles(a->kind)) return num_as_double(x, &a->data.doubles[i]);
    double d;
    int64_t n;
    if (int64_of(x, &n)) return put_integer(a, i, n), 0;
    if (float_of(x, &d)) {
        // A long's bits are cut for a short, which Java casts by way of an int.
        put_integer(a, i, saturated(d, &kinds[a->kind == ARRAY_SHORT ? ARRAY_INT : a->kind]));
        return 0;
    }
    SCOPED_PY PyObject *whole = num_integer(x);
    if (!whole) return -1;
    unsigned long long bits = PyLong_AsUnsignedLongLongMask(whole);
    if (bits == (unsigned long long)-1 && PyErr_Occurred()) return -1;
    put_integer(a, i, (int64_t)bits);
    return 0;
}

// --- sorting ------------------------------------------------------------------

#define ORDER(name, type)                                      \
    static int order_##name(const void *x, const void *y) {    \
        type a = *(const type *)x, b = *(const type *)y;       \
        return (a > b) - (a < b);                              \
    }
ORDER(longs, int64_t)
ORDER(ints, int32_t)
ORDER(shorts, int16_t)
ORDER(booleans, unsigned char)

// -0.0 before 0.0, and NaN last.
static int order_doubles(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    if (a < b) return -1;
    if (a > b) return 1;
    if (isnan(a) || isnan(b)) return isnan(a) - isnan(b);
    return !!signbit(b) - !!signbit(a);
}

void prim_array_sort(struct prim_array *a, Py_ssize_t start, Py_ssize_t end) {
    static int (*const orders[ARRAY_KINDS])(const void *, const void *) = {
        order_longs, order_ints, order_shorts, order_doubles, order_doubles, order_booleans,
    };
    qsort(bytes_at(a, start), (size_t)(end - start), (size_t)kind_in(a)->size, orders[a->kind]);
}

// --- as a collection of ours ----------------------------------------------------

static Py_ssize_t count(Ref r) { return Py_SIZE(obj(r)); }

static Value nth(Ref r, Py_ssize_t i, Ref absent) {
    if (i >= 0 && i < count(r)) return prim_array_item(prim_array_of(r), i);
    return absent.w ? keep(absent) : err_index("index %zd out of bounds for length %zd", i, count(r));
}

static Value get(Ref r, Ref key, Ref absent) {
    int64_t i;
    int number = number_index(key, &i);
    return number < 0 ? ERR : number ? nth(r, i, absent) : keep(absent);
}

static int contains(Ref r, Ref key) {
    int64_t i;
    int number = number_index(key, &i);
    if (number == 0) err_arg("contains? of %s needs an index, not %s", err_type_name(r), err_type_name(key));
    return number <= 0 ? -1 : i >= 0 && i < count(r);
}

static const Ops ops = {.seq = seq_of_array, .count = count, .nth = nth, .get = get, .contains = contains};

// --- as Python's ------------------------------------------------------------------

static PyObject *bad_index(PyObject *self, Py_ssize_t i) {
    err_index("index %zd out of bounds for length %zd", i, Py_SIZE(self));
    return NULL;
}

static Py_ssize_t length(PyObject *self) { return Py_SIZE(self); }

static PyObject *item(PyObject *self, Py_ssize_t i) {
    if (i < 0 || i >= Py_SIZE(self)) return bad_index(self, i);
    return py_give(prim_array_item(array_of(self), i));
}

static int set_item(PyObject *self, Py_ssize_t i, PyObject *x) {
    if (!x) return (err_type("an array's size can not be changed"), -1);
    if (i < 0 || i >= Py_SIZE(self)) return (bad_index(self, i), -1);
    SCOPED Value v = val_from(x);
    return failed(v) ? -1 : prim_array_put(array_of(self), i, ref(v));
}

static int index_in(PyObject *self, PyObject *key, Py_ssize_t *i) {
    if (!PyIndex_Check(key)) return (err_type("an index must be an int or a slice, not %s", Py_TYPE(key)->tp_name), -1);
    *i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) return -1;
    if (*i < 0) *i += Py_SIZE(self);
    return 0;
}

static PyObject *subscript(PyObject *self, PyObject *key) {
    Py_ssize_t i, stop, step;
    if (!PySlice_Check(key)) return index_in(self, key, &i) < 0 ? NULL : item(self, i);
    if (PySlice_Unpack(key, &i, &stop, &step) < 0) return NULL;
    Py_ssize_t n = PySlice_AdjustIndices(Py_SIZE(self), &i, &stop, step), size = kind_in(array_of(self))->size;
    struct prim_array *part = prim_array_new(array_of(self)->kind, n);
    for (Py_ssize_t j = 0; part && j < n; j++) memcpy(bytes_at(part, j), bytes_at(array_of(self), i + j * step), (size_t)size);
    return (PyObject *)part;
}

// Of as many elements as are replaced, which are read first: they may be the array's own.
static int set_slice(PyObject *self, Py_ssize_t start, Py_ssize_t step, Py_ssize_t n, PyObject *xs) {
    Value *words;
    Py_ssize_t given = seq_to_words(ref_of(xs), &words);
    if (given < 0) return -1;
    int result = 0;
    if (given != n) result = (err_arg("%zd elements can not be replaced by %zd: an array keeps its size", n, given), -1);
    for (Py_ssize_t i = 0; i < n && result == 0; i++) result = prim_array_put(array_of(self), start + i * step, ref(words[i]));
    seq_words_free(words, given);
    return result;
}

static int set_subscript(PyObject *self, PyObject *key, PyObject *x) {
    Py_ssize_t i, stop, step;
    if (!PySlice_Check(key)) return index_in(self, key, &i) < 0 ? -1 : set_item(self, i, x);
    if (PySlice_Unpack(key, &i, &stop, &step) < 0) return -1;
    if (!x) return (err_type("an array's size can not be changed"), -1);
    return set_slice(self, i, step, PySlice_AdjustIndices(Py_SIZE(self), &i, &stop, step), x);
}

static int get_buffer(PyObject *self, Py_buffer *view, int flags) {
    struct prim_array *a = array_of(self);
    if (PyBuffer_FillInfo(view, self, bytes_at(a, 0), Py_SIZE(a) * kind_in(a)->size, 0, flags) < 0) return -1;
    view->itemsize = kind_in(a)->size;
    if (view->format) view->format = (char *)kind_in(a)->format;
    if (view->shape) view->shape = &((PyVarObject *)a)->ob_size;
    return 0;
}

// An array of the elements of an iterable.
static PyObject *new_of(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *xs;
    if (kwargs && PyDict_GET_SIZE(kwargs)) return (err_type("an array takes no keyword arguments"), NULL);
    if (!PyArg_ParseTuple(args, "O:array", &xs)) return NULL;
    Value *words;
    Py_ssize_t n = seq_to_words(ref_of(xs), &words);
    if (n < 0) return NULL;
    struct prim_array *a = prim_array_new((enum array_kind)((CljType *)type - prim_array_types), n);
    for (Py_ssize_t i = 0; a && i < n; i++)
        if (prim_array_put(a, i, ref(words[i])) < 0) Py_CLEAR(a);
    seq_words_free(words, n);
    return (PyObject *)a;
}

static PyObject *reduce(PyObject *self, PyObject *none) {
    (void)none;
    SCOPED_PY PyObject *list = PySequence_List(self);
    return list ? Py_BuildValue("O(O)", Py_TYPE(self), list) : NULL;
}

static PyObject *copied(PyObject *self, PyObject *none) {
    (void)none;
    return (PyObject *)prim_array_copy(array_of(self), 0, Py_SIZE(self));
}

static PyMethodDef methods[] = {
    {"clone", copied, METH_NOARGS, "A copy of the array."},
    {"__copy__", copied, METH_NOARGS, "A copy of the array."},
    {"__reduce__", reduce, METH_NOARGS, "How to pickle the array: its type and its elements."},
    {NULL},
};

static PyObject *text(PyObject *self) {
    char buffer[32];
    PyOS_snprintf(buffer, sizeof buffer, "%s@%zx", kind_in(array_of(self))->name, (size_t)self);
    return PyUnicode_FromString(buffer);
}

static PySequenceMethods as_sequence = {.sq_length = length, .sq_item = item, .sq_ass_item = set_item};
static PyMappingMethods as_mapping = {.mp_length = length, .mp_subscript = subscript, .mp_ass_subscript = set_subscript};
static PyBufferProcs as_buffer = {.bf_getbuffer = get_buffer};

#define ARRAY_TYPE(kind, class) \
    [kind] = {.py.ht_type = {PyVarObject_HEAD_INIT(&clj_meta, 0).tp_name = "cljsh." class, \
                             .tp_basicsize = offsetof(struct prim_array, data), .tp_flags = Py_TPFLAGS_DEFAULT}, .ops = &ops}

CljType prim_array_types[ARRAY_KINDS] = {
    ARRAY_TYPE(ARRAY_LONG, "[J"),   ARRAY_TYPE(ARRAY_INT, "[I"),   ARRAY_TYPE(ARRAY_SHORT, "[S"),
    ARRAY_TYPE(ARRAY_DOUBLE, "[D"), ARRAY_TYPE(ARRAY_FLOAT, "[F"), ARRAY_TYPE(ARRAY_BOOLEAN, "[Z"),
};

int prim_array_init(void) {
    for (int i = 0; i < ARRAY_KINDS; i++) {
        PyTypeObject *t = TYPE_OBJECT(prim_array_types[i]);
        t->tp_itemsize = kinds[i].size;
        t->tp_doc = "An array of primitive elements.";
        t->tp_dealloc = (destructor)PyObject_Free;
        t->tp_iter = PySeqIter_New;
        t->tp_str = text;
        t->tp_as_sequence = &as_sequence;
        t->tp_as_mapping = &as_mapping;
        t->tp_as_buffer = &as_buffer;
        t->tp_methods = methods;
        t->tp_new = new_of;
        if (type_ready(&prim_array_types[i], NULL) < 0) return -1;
    }
    return 0;
}
