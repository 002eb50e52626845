// SPDX-License-Identifier: MIT
/* Arithmetic over the whole tower: finds the category of both operands and
 * hands them to the arithmetic of the larger one. */
#include "num/number.h"

#include <math.h>

#include "base/absent.h"
#include "data/equal.h"
#include "data/foreign.h"
#include "num/small.h"
#include "num/tower.h"
#include "task/pause.h"

const char *const arith_names[] = {
#define ARITH(op, name, operator, verb) [ARITH_##op] = name,
#define DIVISION(op, name, verb) [ARITH_##op] = name,
#include "num/arithmetic.def"
};

// --- categories -----------------------------------------------------------

bool num_brings_order(PyTypeObject *type) {
    if (Py_TYPE(type) != &clj_meta || !(((CljType *)type)->ops->kind & K_INSTANCE) || ((CljType *)type)->ops->equal) return false;
    return type->tp_richcompare && type->tp_richcompare != PyBaseObject_Type.tp_richcompare;
}

// A type of ours counts as foreign when it brings operators along (a deftype with __add__ or __lt__).
static enum category category_of_ours(PyTypeObject *type) {
    if (type == TYPE_OBJECT(ratio_type)) return CAT_RATIO;
    unsigned kind = ((CljType *)type)->ops->kind;
    if (num_brings_order(type)) return CAT_FOREIGN;
    if ((kind & K_COLL) && !(kind & K_RECORD)) return CAT_BAD;
    PyNumberMethods *number = type->tp_as_number;
    return number && (number->nb_add || number->nb_subtract || number->nb_multiply) ? CAT_FOREIGN : CAT_BAD;
}

enum category num_category(Ref r) {
    if (is_int(r)) return CAT_INT;
    if (is_double(r)) return CAT_FLOAT;
    PyObject *o = obj(r);
    PyTypeObject *type = Py_TYPE(o);
    if (type == &PyLong_Type) return CAT_INT;
    if (type == &PyFloat_Type) return CAT_FLOAT;
    if (Py_TYPE(type) == &clj_meta) return category_of_ours(type);
    if (PyUnicode_Check(o) || PyBool_Check(o) || o == Py_None) return CAT_BAD;
    if (PyLong_Check(o)) return CAT_INT;
    if (PyFloat_Check(o)) return CAT_FLOAT;
    return num_is_decimal(o) ? CAT_DECIMAL : CAT_FOREIGN;
}

bool num_can_calculate(Ref r) {
    enum category category = num_category(r);
    if (category != CAT_FOREIGN) return category != CAT_BAD;
    const PyNumberMethods *number = Py_TYPE(obj(r))->tp_as_number;
    return number && (number->nb_add || number->nb_subtract || number->nb_multiply || number->nb_true_divide || number->nb_index);
}

bool num_is_own_number(Ref r) { return num_category(r) <= CAT_FLOAT; }
bool num_is_own_integer(Ref r) { return num_category(r) == CAT_INT; }

Value num_bad(const char *operation, Ref a, Ref b) {
    Ref culprit = num_category(a) == CAT_BAD ? a : b;
    return err_type("%s needs numbers, not %s", operation, err_type_name(culprit));
}

Value num_by_zero(void) {
    PyErr_SetString(PyExc_ZeroDivisionError, "Divide by zero");
    return ERR;
}

static double float_value(Ref r) {
    return is_double(r) ? double_of(r) : PyFloat_AS_DOUBLE(obj(r));
}

// A double out of a Python conversion that may have overflowed.
static int double_or_infinity(PyObject *converted, bool negative, double *d) {
    if (converted) {
        *d = PyFloat_AS_DOUBLE(converted);
        Py_DECREF(converted);
        return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return -1;
    PyErr_Clear();
    *d = negative ? -INFINITY : INFINITY;
    return 0;
}

int num_to_double(Ref r, double *d) {
    if (is_int(r)) return *d = (double)int_of(r), 0;
    switch (num_category(r)) {
    case CAT_FLOAT: return *d = float_value(r), 0;
    case CAT_INT: return double_or_infinity(PyNumber_Float(obj(r)), long_is_negative(obj(r)), d);
    case CAT_RATIO: return double_or_infinity(PyNumber_TrueDivide(ratio_of(r)->num, ratio_of(r)->den), long_is_negative(ratio_of(r)->num), d);
    default: return double_or_infinity(PyNumber_Float(obj(r)), false, d); // a decimal gives infinity itself
    }
}

PyObject *num_truncate(Ref r) {
    switch (num_category(r)) {
    case CAT_INT: return py_of(r);
    case CAT_RATIO: return long_quot(ratio_of(r)->num, ratio_of(r)->den);
    case CAT_DECIMAL: return PyNumber_Long(obj(r));
    default:
        if (!isfinite(float_value(r))) return err_arg("Infinite or NaN"), NULL;
        return PyLong_FromDouble(float_value(r));
    }
}

// --- arithmetic of one category -------------------------------------------

static Value float_arith(enum arith op, double a, double b) {
    switch (op) {
#define ARITH(op, name, operator, verb) case ARITH_##op: return double_value(a operator b);
#include "num/arithmetic.def"
    default: break;
    }
    if (b == 0) return num_by_zero();
    double q = trunc(a / b) + 0.0; // a whole number, which has no -0
    if (!isfinite(q)) return err_arg("Infinite or NaN");
    if (op == ARITH_QUOT) return double_value(q);
    double rem = a - q * b;
    if (op == ARITH_MOD && rem != 0 && (rem > 0) != (b > 0)) rem += b;
    return double_value(rem);
}

// Operands of at most 64 bits: 1 and *result when that fits too, 0 when not.
static inline int word_arith(enum arith op, int64_t a, int64_t b, int64_t *result) {
    switch (op) {
    case ARITH_ADD: return !__builtin_add_overflow(a, b, result);
    case ARITH_SUB: return !__builtin_sub_overflow(a, b, result);
    case ARITH_MUL: return !__builtin_mul_overflow(a, b, result);
    default: break;
    }
    if (a == INT64_MIN && b == -1) return 0; // the one quotient that does not fit
    switch (op) {
    case ARITH_DIV: return *result = a / b, a % b == 0;
    case ARITH_QUOT: return *result = a / b, 1;
    case ARITH_REM: return *result = a % b, 1;
    default:
        *result = a % b;
        if (*result && (*result ^ b) < 0) *result += b;
        return 1;
    }
}

static Value long_arith(enum arith op, PyObject *a, PyObject *b) {
    PyNumberMethods *number = PyLong_Type.tp_as_number;
    switch (op) {
    case ARITH_ADD: return val_of(number->nb_add(a, b));
    case ARITH_SUB: return val_of(number->nb_subtract(a, b));
    case ARITH_MUL: return val_of(number->nb_multiply(a, b));
    case ARITH_DIV: return ratio_give(Py_NewRef(a), Py_NewRef(b));
    case ARITH_QUOT: return val_of(long_quot(a, b));
    case ARITH_MOD: return val_of(number->nb_remainder(a, b)); // Python's has the sign of b
    default: break;
    }
    SCOPED_PY PyObject *mod = number->nb_remainder(a, b);
    if (!mod || long_is_zero(mod) || long_is_negative(a) == long_is_negative(b)) return val_from(mod);
    return val_of(number->nb_subtract(mod, b));
}

/* Work on long numbers is charged before it is done, for it cannot be broken
 * off: about a reduction for 16 products of digits. */
COLD static int charge_product(size_t digits_a, size_t digits_b) {
    size_t reductions = digits_a * digits_b / 16;
    return task_charge(reductions < 1 << 20 ? (int32_t)reductions : 1 << 20);
}

int num_charge(PyObject *a, PyObject *b) {
    size_t digits_a = (size_t)Py_ABS(Py_SIZE(a)), digits_b = (size_t)Py_ABS(Py_SIZE(b));
    return likely(digits_a * digits_b < 1024) ? 0 : charge_product(digits_a, digits_b);
}

int num_charge_digits(size_t decimal) { return likely(decimal < 512) ? 0 : charge_product(decimal / 9, decimal / 9); }

static Value int_arith(enum arith op, Ref a, Ref b) {
    if (op >= ARITH_DIV && (is_int(b) ? int_of(b) == 0 : long_is_zero(obj(b)))) return num_by_zero();
    int64_t x, y, result;
    if (int64_of(a, &x) && int64_of(b, &y) && word_arith(op, x, y, &result)) return int_value(result);
    SCOPED_PY PyObject *p = py_of(a);
    SCOPED_PY PyObject *q = py_of(b);
    if (!p || !q || (op != ARITH_ADD && op != ARITH_SUB && num_charge(p, q) < 0)) return ERR;
    return long_arith(op, p, q);
}

// --- arrays ---------------------------------------------------------------

#define REUSE_MIN (256 * 1024) // bytes: below, a new array costs little

static bool is_array(Ref r) { return is_obj(r) && strcmp(Py_TYPE(obj(r))->tp_name, "numpy.ndarray") == 0; }

// Has it memory of its own, no view of another's?
static bool owns_memory(PyObject *array) {
    SCOPED_PY PyObject *flags = PyObject_GetAttrString(array, "flags");
    SCOPED_PY PyObject *owns = flags ? PyObject_GetAttrString(flags, "owndata") : NULL;
    return owns == Py_True;
}

// Is it as doubles of the same shape, or one number?
static bool fits_into(Ref other, const Py_buffer *array) {
    if (!is_obj(other)) return true;
    if (!is_array(other)) return false;
    Py_buffer b;
    if (PyObject_GetBuffer(obj(other), &b, PyBUF_FORMAT | PyBUF_STRIDES) < 0) return false;
    bool same_shape = b.ndim == array->ndim && strcmp(b.format, "d") == 0;
    for (int i = 0; same_shape && i < b.ndim; i++) same_shape = b.shape[i] == array->shape[i];
    PyBuffer_Release(&b);
    return same_shape;
}

// May the result of an operation with the other operand be put into the array, which nobody else has?
static bool can_hold_result(Ref array, Ref other) {
    if (!is_array(array) || Py_REFCNT(obj(array)) != 1) return false;
    Py_buffer b;
    bool can = PyObject_GetBuffer(obj(array), &b, PyBUF_FORMAT | PyBUF_STRIDES | PyBUF_WRITABLE) == 0;
    if (can) {
        can = b.len >= REUSE_MIN && strcmp(b.format, "d") == 0 && fits_into(other, &b);
        PyBuffer_Release(&b);
    }
    if (can) can = owns_memory(obj(array));
    PyErr_Clear();
    return can;
}

// The result in the memory of an operand, where that is possible.
static enum lookup arith_in_place(enum arith op, Ref a, Ref b, unsigned reuse, Value *result) {
    static PyObject *(*const operators[])(PyObject *, PyObject *) = {
        PyNumber_InPlaceAdd, PyNumber_InPlaceSubtract, PyNumber_InPlaceMultiply, PyNumber_InPlaceTrueDivide,
    };
    if (op > ARITH_DIV) return LOOKUP_ABSENT;
    bool left = reuse & NUM_REUSE_A && can_hold_result(a, b);
    if (!left && !(reuse & NUM_REUSE_B && (op == ARITH_ADD || op == ARITH_MUL) && can_hold_result(b, a))) return LOOKUP_ABSENT;
    SCOPED_PY PyObject *other = py_of(left ? b : a);
    *result = other ? adopt(operators[op](obj(left ? a : b), other)) : ERR;
    return ok(*result) ? LOOKUP_FOUND : LOOKUP_FAILED;
}

int num_as_indexes(Ref a, Ref b, PyObject **x, PyObject **y) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return 0;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    SCOPED Value i = num_is_own_number(a) ? ERR : foreign_integer(a);
    SCOPED Value j = num_is_own_number(b) ? ERR : foreign_integer(b);
    if (failed(i) && failed(j)) return PyErr_Restore(type, value, traceback), 0;
    Py_XDECREF(type), Py_XDECREF(value), Py_XDECREF(traceback);
    if (ok(i)) Py_XSETREF(*x, py_of(ref(i)));
    if (ok(j)) Py_XSETREF(*y, py_of(ref(j)));
    return *x && *y;
}

static Value foreign_arith(enum arith op, Ref a, Ref b, unsigned reuse) {
    Value in_place;
    if (reuse && arith_in_place(op, a, b, reuse, &in_place) != LOOKUP_ABSENT) return in_place;
    static PyObject *(*const operators[])(PyObject *, PyObject *) = {
        PyNumber_Add, PyNumber_Subtract, PyNumber_Multiply, PyNumber_TrueDivide,
        PyNumber_FloorDivide, PyNumber_Remainder, PyNumber_Remainder,
    };
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    PyObject *result = x && y ? operators[op](x, y) : NULL;
    if (likely(result) || !x || !y || !num_as_indexes(a, b, &x, &y)) return val_of(result);
    SCOPED Value i = val_from(x);
    SCOPED Value j = val_from(y);
    return num_arith(op, ref(i), ref(j), 0);
}

// Of two operands: where one is foreign its methods decide, whatever the other is.
static enum category both_category(Ref a, Ref b) {
    enum category x = num_category(a), y = num_category(b);
    if (x == CAT_FOREIGN || y == CAT_FOREIGN) return CAT_FOREIGN;
    return x > y ? x : y;
}

Value num_arith(enum arith op, Ref a, Ref b, unsigned reuse) {
    switch (both_category(a, b)) {
    case CAT_INT: return int_arith(op, a, b);
    case CAT_RATIO: return ratio_arith(op, a, b);
    case CAT_DECIMAL: return decimal_arith(op, a, b);
    case CAT_FLOAT: {
        double x, y;
        if (num_to_double(a, &x) < 0 || num_to_double(b, &y) < 0) return ERR;
        return float_arith(op, x, y);
    }
    case CAT_FOREIGN: return foreign_arith(op, a, b, reuse);
    default: return num_bad(arith_names[op], a, b);
    }
}

#define ARITH(op, name, operator, verb)                                                    \
    Value num_##verb(Ref a, Ref b) {                                                       \
        Value r;                                                                           \
        if (small_##op(a.w, b.w, &r) || double_##op(a.w, b.w, &r)) return r;               \
        return num_arith(ARITH_##op, a, b, 0);                                             \
    }
#define DIVISION(op, name, verb)                                                           \
    Value num_##verb(Ref a, Ref b) {                                                       \
        Value r;                                                                           \
        return small_##op(a.w, b.w, &r) ? r : num_arith(ARITH_##op, a, b, 0);              \
    }
#include "num/arithmetic.def"

Value num_foreign_unary(Ref a, PyObject *(*operator)(PyObject *)) {
    PyObject *result = operator(obj(a)), *x = NULL, *y = Py_None;
    if (!result && num_as_indexes(a, int_ref(0), &x, &y)) result = operator(x);
    Py_XDECREF(x);
    return val_of(result);
}

Value num_neg(Ref a) {
    switch (num_category(a)) {
    case CAT_FLOAT: return double_value(-float_value(a));
    case CAT_FOREIGN: return num_foreign_unary(a, PyNumber_Negative);
    case CAT_BAD: return num_bad("-", a, a);
    default: return num_arith(ARITH_SUB, int_ref(0), a, 0);
    }
}

Value num_abs(Ref a) {
    int sign;
    switch (num_category(a)) {
    case CAT_FLOAT: return double_value(fabs(float_value(a)));
    case CAT_FOREIGN: return num_foreign_unary(a, PyNumber_Absolute);
    case CAT_BAD: return num_bad("abs", a, a);
    default: return num_sign(a, &sign) < 0 ? ERR : sign < 0 ? num_neg(a) : keep(a);
    }
}

int num_as_double(Ref r, double *d) {
    if (float_of(r, d)) return 0;
    SCOPED Value number = num_is_own_number(r) ? keep(r) : foreign_number(r);
    if (failed(number) && (!is_obj(r) || !PyIndex_Check(obj(r)) || PyBool_Check(obj(r)))) return (err_type("%s cannot be cast to a number", err_type_name(r)), -1);
    PyObject *o = py_of(ok(number) ? ref(number) : r);
    *d = o ? PyFloat_AsDouble(o) : -1;
    Py_XDECREF(o);
    return *d == -1 && PyErr_Occurred() ? -1 : 0;
}

// --- comparing ------------------------------------------------------------

static const struct { const char *name; int python; } orders[] = {
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) \
    [NUM_##op] = {name, Py_##op}, [NUM_##mirror] = {mirrored_name, Py_##mirror},
#include "num/arithmetic.def"
};

#define UNORDERED 2

static int double_order(double a, double b) { return a < b ? -1 : a > b ? 1 : a == b ? 0 : UNORDERED; }

static int int_order(Ref a, Ref b, int *order) {
    int64_t x, y;
    if (int64_of(a, &x) && int64_of(b, &y)) return *order = (x > y) - (x < y), 0;
    SCOPED_PY PyObject *p = py_of(a);
    SCOPED_PY PyObject *q = py_of(b);
    if (!p || !q) return -1;
    SCOPED_PY PyObject *less = PyLong_Type.tp_richcompare(p, q, Py_LT);
    SCOPED_PY PyObject *equal = PyLong_Type.tp_richcompare(p, q, Py_EQ);
    if (!less || !equal) return -1;
    *order = less == Py_True ? -1 : equal != Py_True;
    return 0;
}

// The order of two numbers by value: -1 0 1, or UNORDERED.  0, -1 failed.
static int number_order(Ref a, Ref b, enum category category, int *order) {
    switch (category) {
    case CAT_INT: return int_order(a, b, order);
    case CAT_RATIO: return ratio_order(a, b, order);
    case CAT_DECIMAL: return decimal_order(a, b, order);
    default: {
        double x, y;
        if (num_to_double(a, &x) < 0 || num_to_double(b, &y) < 0) return -1;
        return *order = double_order(x, y), 0;
    }
    }
}

static int foreign_compare(Ref a, Ref b, int op) {
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    if (!x || !y) return -1;
    SCOPED_PY PyObject *result = PyObject_RichCompare(x, y, op);
    if (!result && num_as_indexes(a, b, &x, &y)) result = PyObject_RichCompare(x, y, op);
    return result ? PyObject_IsTrue(result) : -1;
}

// What a comparison gave, as a value: of arrays the array of truths, else true or false.  Takes the result.
static Value comparison(PyObject *result) {
    if (!result || PyBool_Check(result)) return adopt(result);
    bool container = PyMapping_Check(result) || PySequence_Check(result);
    if (container && PyObject_Size(result) >= 0) return adopt(result);
    PyErr_Clear(); // an array of no dimensions has no size
    int truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth < 0 ? ERR : bool_value(truth);
}

static Value foreign_comparison(Ref a, Ref b, int op) {
    SCOPED_PY PyObject *x = py_of(a), *y = x ? py_of(b) : NULL;
    PyObject *result = y ? PyObject_RichCompare(x, y, op) : NULL;
    if (!result && y && num_as_indexes(a, b, &x, &y)) result = PyObject_RichCompare(x, y, op);
    return comparison(result);
}

static bool either_foreign(Ref a, Ref b) {
    return (is_obj(a) || is_obj(b)) && both_category(a, b) == CAT_FOREIGN;
}

Value num_compare_value(Ref a, Ref b, enum num_order op) {
    if (unlikely(either_foreign(a, b))) return foreign_comparison(a, b, orders[op].python);
    int holds = num_compare(a, b, op);
    return holds < 0 ? ERR : bool_value(holds);
}

Value num_equiv_value(Ref a, Ref b) {
    if (unlikely(either_foreign(a, b))) return foreign_comparison(a, b, Py_EQ);
    int holds = num_equiv(a, b);
    return holds < 0 ? ERR : bool_value(holds);
}

static bool order_satisfies(int order, enum num_order op) {
    if (order == UNORDERED) return false;
    switch (op) {
#define COMPARE(op, name, operator, mirror, mirrored_name, mirrored_operator) \
    case NUM_##op: return order operator 0;                                   \
    case NUM_##mirror: return order mirrored_operator 0;
#include "num/arithmetic.def"
    }
    return false;
}

int num_compare(Ref a, Ref b, enum num_order op) {
    double x, y;
    if (BOTH_SMALL(a.w, b.w)) {
        int64_t n = (int64_t)a.w, m = (int64_t)b.w; // tags do not change the order
        return order_satisfies((n > m) - (n < m), op);
    }
    if (as_doubles(a.w, b.w, &x, &y)) return order_satisfies(double_order(x, y), op);
    enum category category = both_category(a, b);
    if (category == CAT_BAD) return num_bad(orders[op].name, a, b), -1;
    if (category == CAT_FOREIGN) return foreign_compare(a, b, orders[op].python);
    int order;
    return number_order(a, b, category, &order) < 0 ? -1 : order_satisfies(order, op);
}

int num_equiv(Ref a, Ref b) {
    double x, y;
    if (BOTH_SMALL(a.w, b.w)) return same(a, b);
    if (as_doubles(a.w, b.w, &x, &y)) return x == y;
    enum category category = both_category(a, b);
    if (category == CAT_BAD) return num_bad("==", a, b), -1;
    if (category == CAT_FOREIGN) return foreign_compare(a, b, Py_EQ);
    int order;
    return number_order(a, b, category, &order) < 0 ? -1 : order == 0;
}

int num_equal(Ref a, Ref b) {
    enum category category = num_category(a);
    if (num_category(b) != category) return 0; // an int is never equal to a (reduced) ratio
    int order;
    return number_order(a, b, category, &order) < 0 ? -1 : order == 0;
}

int num_sign(Ref r, int *sign) {
    switch (num_category(r)) {
    case CAT_INT:
        if (is_int(r)) *sign = (int_of(r) > 0) - (int_of(r) < 0);
        else *sign = (Py_SIZE(obj(r)) > 0) - (Py_SIZE(obj(r)) < 0);
        return 0;
    case CAT_RATIO: return *sign = long_is_negative(ratio_of(r)->num) ? -1 : 1, 0;
    case CAT_FLOAT: return *sign = double_order(float_value(r), 0), 0;
    case CAT_DECIMAL: return decimal_sign(obj(r), sign);
    case CAT_FOREIGN: {
        int less = foreign_compare(r, int_ref(0), Py_LT);
        int more = less ? 0 : foreign_compare(r, int_ref(0), Py_GT);
        *sign = less ? -1 : more;
        return less < 0 || more < 0 ? -1 : 0;
    }
    default: return err_type("a number is needed, not %s", err_type_name(r)), -1;
    }
}

// --- hashing --------------------------------------------------------------

/* Every number has the hash that Python gives it, mixed: a class of Python
 * that says it is equal to a number has that hash, too.  Integers that are
 * tagged have their own word's, which is the same. */

static Py_hash_t mixed(Py_hash_t python) {
    Py_hash_t h = (Py_hash_t)mix_hash(W_INT(python));
    return h == -1 ? -2 : h;
}

// As Python defines it: the value modulo the prime 2^61 - 1; but -1 stays -1.
static Py_hash_t double_hash(double d) {
    if (isnan(d)) return 1 << 20;
    if (isinf(d)) return d > 0 ? 314159 : -314159;
    if (fabs(d) < 0x1p53 && d == (double)(int64_t)d) return (int64_t)d;
    int exponent;
    uint64_t m = (uint64_t)(frexp(fabs(d), &exponent) * 0x1p53);
    int turn = (exponent - 53) % 61; // 2^61 is 1 there, so that a power of two turns the bits
    if (turn < 0) turn += 61;
    if (turn) m = (m << turn & (((uint64_t)1 << 61) - 1)) | m >> (61 - turn);
    return d < 0 ? -(Py_hash_t)m : (Py_hash_t)m;
}

Py_hash_t num_hash(Ref r) {
    if (is_int(r)) return mixed(int_of(r));
    Py_hash_t h;
    switch (num_category(r)) {
    case CAT_INT: {
        int64_t n;
        if (int64_of(r, &n) && fits_int(n)) return mixed(n); // an int of a subclass
        h = PyLong_Type.tp_hash(obj(r));
        break;
    }
    case CAT_FLOAT: return mixed(double_hash(float_value(r)));
    case CAT_RATIO: h = ratio_py_hash(r); break;
    default: h = PyObject_Hash(obj(r)); break;
    }
    return h == -1 ? -1 : mixed(h);
}

// --- start ----------------------------------------------------------------

// Integers of any length can be read and printed, against Python's default limit.
static int lift_digit_limit(void) {
    PyObject *set = PySys_GetObject("set_int_max_str_digits"); // borrowed; absent before 3.11
    if (!set) return 0;
    SCOPED_PY PyObject *done = PyObject_CallFunction(set, "i", 0);
    return done ? 0 : -1;
}

int number_init(void) { return lift_digit_limit() < 0 ? -1 : ratio_init(); }
