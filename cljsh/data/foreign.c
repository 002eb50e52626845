// SPDX-License-Identifier: MIT
#include "data/foreign.h"

#include "num/tower.h"

// --- what a class is --------------------------------------------------------

/* Classes that were asked about, by address.  A class is kept for ever, so
 * that the address is not another's; there are few classes of numbers, and
 * what is pushed out is asked again. */
#define KNOWN 64 // a power of two
static struct { PyTypeObject *type; enum foreign_kind kind; } known[KNOWN];

static bool is_subclass(PyTypeObject *type, PyObject *numbers, const char *abc) {
    SCOPED_PY PyObject *class = PyObject_GetAttrString(numbers, abc);
    int is = class ? PyObject_IsSubclass(PY_CAST(type), class) : -1;
    if (is < 0) PyErr_Clear();
    return is > 0;
}

static enum foreign_kind ask(PyTypeObject *type, PyObject *numbers) {
    if (is_subclass(type, numbers, "Integral")) return FOREIGN_INTEGER;
    if (is_subclass(type, numbers, "Rational")) return FOREIGN_RATIONAL;
    if (is_subclass(type, numbers, "Real")) return FOREIGN_REAL;
    return is_subclass(type, numbers, "Complex") ? FOREIGN_COMPLEX : FOREIGN_NONE;
}

// Nothing is registered with a module that nobody has imported.
static PyObject *numbers_module(void) {
    static PyObject *name;
    if (!name && !(name = PyUnicode_InternFromString("numbers"))) return PyErr_Clear(), NULL;
    PyObject *module = PyDict_GetItemWithError(PyImport_GetModuleDict(), name);
    return module;
}

enum foreign_kind foreign_kind(Ref r) {
    if (!is_obj(r) || !Py_TYPE(obj(r))->tp_as_number || !Py_TYPE(obj(r))->tp_as_number->nb_bool) return FOREIGN_NONE;
    PyTypeObject *type = Py_TYPE(obj(r));
    if (PyComplex_Check(obj(r))) return FOREIGN_COMPLEX;
    if (num_category(r) != CAT_FOREIGN) return FOREIGN_NONE;
    size_t at = ((uintptr_t)type >> 5) % KNOWN;
    if (known[at].type == type) return known[at].kind;
    PyObject *numbers = numbers_module();
    if (!numbers) return FOREIGN_NONE;
    enum foreign_kind kind = ask(type, numbers);
    Py_XSETREF(known[at].type, (PyTypeObject *)Py_NewRef(type));
    return known[at].kind = kind;
}

// --- what an object stands for ----------------------------------------------

static Value none(void) { return PyErr_Clear(), ERR; }

Value foreign_integer(Ref r) {
    if (!is_obj(r) || PyBool_Check(obj(r)) || !PyIndex_Check(obj(r))) return ERR;
    Value n = val_of(PyNumber_Index(obj(r)));
    return ok(n) ? n : none();
}

static PyObject *whole_attribute(PyObject *o, const char *name) {
    SCOPED_PY PyObject *x = PyObject_GetAttrString(o, name);
    return x ? PyNumber_Long(x) : NULL;
}

static Value rational(PyObject *o) {
    PyObject *num = whole_attribute(o, "numerator"), *den = num ? whole_attribute(o, "denominator") : NULL;
    if (den && long_is_zero(den)) Py_CLEAR(den);
    Value r = ratio_give(num, den);
    return ok(r) ? r : none();
}

// A longdouble may be between two floats.
static Value real(PyObject *o) {
    SCOPED_PY PyObject *d = PyNumber_Float(o);
    int exact = d ? PyObject_RichCompareBool(o, d, Py_EQ) : -1;
    return exact > 0 ? val_from(d) : none();
}

Value foreign_number(Ref r) {
    switch (foreign_kind(r)) {
    case FOREIGN_INTEGER: {
        Value n = foreign_integer(r);
        if (ok(n)) return n;
        n = val_of(PyNumber_Long(obj(r)));
        return ok(n) ? n : none();
    }
    case FOREIGN_RATIONAL: return rational(obj(r));
    case FOREIGN_REAL: return real(obj(r));
    default: return ERR;
    }
}

// --- equality ---------------------------------------------------------------

// Has it dimensions, as arrays and data frames have?  1, 0; no exception is set.
static bool has_dimensions(PyObject *o) {
    if (!Py_TYPE(o)->tp_as_number) return false; // what has no operators is no array
    SCOPED_PY PyObject *shape = PyObject_GetAttrString(o, "shape");
    bool has = shape && PyTuple_Check(shape) && PyTuple_GET_SIZE(shape) > 0;
    PyErr_Clear();
    return has;
}

static int same_shape(PyObject *a, PyObject *b) {
    SCOPED_PY PyObject *x = PyObject_GetAttrString(a, "shape");
    SCOPED_PY PyObject *y = PyObject_GetAttrString(b, "shape");
    if (!x || !y) return PyErr_Clear(), 0;
    return PyObject_RichCompareBool(x, y, Py_EQ);
}

// The array of truths that == gave (taken): are all of them true?
static int all_true(PyObject *truths) {
    for (int depth = 0; truths && depth < 4 && has_dimensions(truths); depth++)
        Py_SETREF(truths, PyObject_CallMethod(truths, "all", NULL));
    int all = truths ? PyObject_IsTrue(truths) : -1;
    Py_XDECREF(truths);
    return all;
}

int foreign_equal(Ref a, Ref b) {
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    if (!x || !y) return -1;
    if (x == y) return 1;
    bool arrays = has_dimensions(x) || has_dimensions(y);
    if (arrays) {
        int same = same_shape(x, y);
        if (same <= 0) return same;
    }
    PyObject *result = PyObject_RichCompare(x, y, Py_EQ);
    if (!result || PyBool_Check(result)) {
        int equal = !result ? -1 : result == Py_True;
        Py_XDECREF(result);
        return equal;
    }
    if (!arrays && has_dimensions(result)) return Py_DECREF(result), 0; // a scalar and a sequence
    return all_true(result);
}
