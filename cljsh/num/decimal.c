// SPDX-License-Identifier: MIT
/* Decimals are Python's decimal.Decimal, imported when the first one is met.
 *
 * + - * are exact, as BigDecimal's are: they run in a context of the largest
 * precision there is.  A quotient is exact or an error; unless
 * *math-context* says how to round, which then holds for all operations.
 */
#include "num/tower.h"

PyObject *(*num_math_context)(void);

static PyTypeObject *decimal_type; // NULL: none seen yet
static PyObject *context_type, *exact_context, *inexact_signal;

bool num_is_decimal(PyObject *o) {
    PyTypeObject *type = Py_TYPE(o);
    if (!decimal_type) {
        if (strcmp(type->tp_name, "decimal.Decimal") != 0) return false;
        decimal_type = (PyTypeObject *)Py_NewRef(type);
    }
    return type == decimal_type || PyType_IsSubtype(type, decimal_type);
}

// A context of so many digits (a new int, taken) in which the given signals raise.
static PyObject *context_new(PyObject *module, PyObject *precision, const char *signal) {
    SCOPED_PY PyObject *digits = precision;
    SCOPED_PY PyObject *emax = PyObject_GetAttrString(module, "MAX_EMAX");
    SCOPED_PY PyObject *emin = PyObject_GetAttrString(module, "MIN_EMIN");
    SCOPED_PY PyObject *invalid = PyObject_GetAttrString(module, "InvalidOperation");
    SCOPED_PY PyObject *other = PyObject_GetAttrString(module, signal);
    if (!digits || !emax || !emin || !invalid || !other) return NULL;
    // prec, rounding, Emin, Emax, capitals, clamp, flags, traps
    return PyObject_CallFunction(context_type, "OsOOii[][OO]", digits, "ROUND_HALF_UP", emin, emax, 1, 0, invalid, other);
}

static int decimal_ready(void) {
    if (exact_context) return 0;
    SCOPED_PY PyObject *module = PyImport_ImportModule("decimal");
    if (!module) return -1;
    if (!context_type && !(context_type = PyObject_GetAttrString(module, "Context"))) return -1;
    if (!inexact_signal && !(inexact_signal = PyObject_GetAttrString(module, "Inexact"))) return -1;
    if (!decimal_type && !(decimal_type = (PyTypeObject *)PyObject_GetAttrString(module, "Decimal"))) return -1;
    exact_context = context_new(module, PyObject_GetAttrString(module, "MAX_PREC"), "Overflow");
    return exact_context ? 0 : -1;
}

static int truth_of(PyObject *o, const char *method);

// A result without the sign of a zero, which numbers of Clojure's do not have (taken).
static PyObject *unsigned_zero(PyObject *decimal) {
    if (!decimal) return NULL;
    int zero = truth_of(decimal, "is_zero"), negative = zero > 0 ? truth_of(decimal, "is_signed") : 0;
    if (zero >= 0 && negative == 0) return decimal;
    PyObject *positive = zero < 0 || negative < 0 ? NULL : PyObject_CallMethod(decimal, "copy_abs", NULL);
    Py_DECREF(decimal);
    return positive;
}

PyObject *decimal_parse(PyObject *text) {
    return decimal_ready() < 0 ? NULL : unsigned_zero(PyObject_CallOneArg(PY_CAST(decimal_type), text));
}

// --- division -------------------------------------------------------------

static Py_ssize_t digits_of(PyObject *decimal) {
    SCOPED_PY PyObject *parts = PyObject_CallMethod(decimal, "as_tuple", NULL);
    SCOPED_PY PyObject *digits = parts ? PySequence_GetItem(parts, 1) : NULL;
    return digits ? PySequence_Size(digits) : -1;
}

/* A terminating quotient has no more digits than those of a plus 10/3 times
 * those of b: each digit of b is worth less than 10/3 factors of two. */
static PyObject *exact_quotient(PyObject *a, PyObject *b) {
    Py_ssize_t digits_a = digits_of(a), digits_b = digits_of(b);
    if (digits_a < 0 || digits_b < 0) return NULL;
    SCOPED_PY PyObject *module = PyImport_ImportModule("decimal");
    if (!module) return NULL;
    SCOPED_PY PyObject *context = context_new(module, PyLong_FromSsize_t(digits_a + (10 * digits_b + 2) / 3 + 1), "Inexact");
    PyObject *quotient = context ? PyObject_CallMethod(context, "divide", "OO", a, b) : NULL;
    if (!quotient && PyErr_ExceptionMatches(inexact_signal)) {
        PyErr_Clear();
        err_arith("Non-terminating decimal expansion; no exact representable decimal result.");
    }
    return quotient;
}

static PyObject *quotient(PyObject *a, PyObject *b) {
    PyObject *context = num_math_context ? num_math_context() : NULL;
    return context ? PyObject_CallMethod(context, "divide", "OO", a, b) : exact_quotient(a, b);
}

static int exponent_of(PyObject *decimal, Py_ssize_t *exponent) {
    SCOPED_PY PyObject *parts = PyObject_CallMethod(decimal, "as_tuple", NULL);
    SCOPED_PY PyObject *number = parts ? PySequence_GetItem(parts, 2) : NULL;
    if (!number) return -1;
    *exponent = PyLong_AsSsize_t(number);
    return *exponent == -1 && PyErr_Occurred() ? -1 : 0;
}

/* The whole quotient of a and b with as many digits after the point as Java's
 * divideToIntegralValue gives it: those of a less those of b, or as few as it
 * has.  Takes the quotient. */
static PyObject *scaled_quotient(PyObject *whole, PyObject *a, PyObject *b) {
    SCOPED_PY PyObject *quotient = whole;
    Py_ssize_t of_a, of_b, wanted, least;
    if (!quotient || exponent_of(a, &of_a) < 0 || exponent_of(b, &of_b) < 0) return NULL;
    wanted = of_a - of_b;
    if (wanted > 0) {
        SCOPED_PY PyObject *stripped = PyObject_CallMethod(exact_context, "normalize", "O", quotient);
        if (!stripped || exponent_of(stripped, &least) < 0) return NULL;
        int sign;
        if (decimal_sign(stripped, &sign) < 0) return NULL;
        if (sign && least < wanted) wanted = least;
    }
    SCOPED_PY PyObject *one = PyObject_CallFunction(PY_CAST(decimal_type), "i", 1);
    SCOPED_PY PyObject *quantum = one ? PyObject_CallMethod(exact_context, "scaleb", "On", one, wanted) : NULL;
    return quantum ? PyObject_CallMethod(exact_context, "quantize", "OO", quotient, quantum) : NULL;
}

PyObject *decimal_of(Ref r) {
    if (decimal_ready() < 0) return NULL;
    if (is_obj(r) && num_is_decimal(obj(r))) return Py_NewRef(obj(r));
    PyObject *class = PY_CAST(decimal_type);
    if (is_ratio(r)) {
        SCOPED_PY PyObject *num = PyObject_CallOneArg(class, ratio_of(r)->num);
        SCOPED_PY PyObject *den = num ? PyObject_CallOneArg(class, ratio_of(r)->den) : NULL;
        return den ? quotient(num, den) : NULL;
    }
    SCOPED_PY PyObject *n = py_of(r);
    return n ? PyObject_CallOneArg(class, n) : NULL;
}

Value decimal_arith(enum arith op, Ref a, Ref b) {
    static const char *const methods[] = {"add", "subtract", "multiply", "divide", "divide_int", "remainder", "remainder"};
    SCOPED_PY PyObject *x = decimal_of(a);
    SCOPED_PY PyObject *y = x ? decimal_of(b) : NULL;
    if (!y) return ERR;
    int sign;
    if (op >= ARITH_DIV) {
        if (decimal_sign(y, &sign) < 0) return ERR;
        if (sign == 0) return num_by_zero();
    }
    if (op == ARITH_DIV) return val_of(unsigned_zero(quotient(x, y)));
    PyObject *context = num_math_context ? num_math_context() : NULL;
    if (!context) context = exact_context;
    PyObject *result = PyObject_CallMethod(context, methods[op], "OO", x, y);
    if (op == ARITH_QUOT) result = scaled_quotient(result, x, y);
    if (!result || op != ARITH_MOD) return val_of(op == ARITH_MUL || op == ARITH_QUOT || op == ARITH_REM ? unsigned_zero(result) : result);
    int sign_result;
    if (decimal_sign(result, &sign_result) < 0) return drop(adopt(result)), ERR;
    if (sign_result == 0 || sign_result == sign) return adopt(result);
    PyObject *sum = PyObject_CallMethod(context, "add", "OO", result, y);
    Py_DECREF(result);
    return val_of(sum);
}

// --- looking --------------------------------------------------------------

static int truth_of(PyObject *o, const char *method) {
    SCOPED_PY PyObject *answer = PyObject_CallMethod(o, method, NULL);
    return answer ? PyObject_IsTrue(answer) : -1;
}

int decimal_sign(PyObject *o, int *sign) {
    int nan = truth_of(o, "is_nan"), zero = truth_of(o, "is_zero"), negative = truth_of(o, "is_signed");
    if (nan < 0 || zero < 0 || negative < 0) return -1;
    *sign = nan ? 2 : zero ? 0 : negative ? -1 : 1;
    return 0;
}

Value decimal_ratio(PyObject *o) {
    SCOPED_PY PyObject *pair = PyObject_CallMethod(o, "as_integer_ratio", NULL);
    if (!pair) return ERR;
    return ratio_give(Py_NewRef(PyTuple_GET_ITEM(pair, 0)), Py_NewRef(PyTuple_GET_ITEM(pair, 1)));
}

// Python compares decimals and ints exactly; a ratio is compared as a ratio.
int decimal_order(Ref a, Ref b, int *order) {
    if (is_ratio(a) || is_ratio(b)) {
        SCOPED Value x = is_ratio(a) ? keep(a) : decimal_ratio(obj(a));
        SCOPED Value y = failed(x) ? ERR : is_ratio(b) ? keep(b) : decimal_ratio(obj(b));
        return ok(y) ? ratio_order(ref(x), ref(y), order) : -1;
    }
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    if (!x || !y) return -1;
    int equal = PyObject_RichCompareBool(x, y, Py_EQ);
    if (equal < 0) return -1;
    if (equal && x != y) return *order = 0, 0;
    int nan_x = num_is_decimal(x) ? truth_of(x, "is_nan") : 0, nan_y = num_is_decimal(y) ? truth_of(y, "is_nan") : 0;
    if (nan_x < 0 || nan_y < 0) return -1;
    if (nan_x || nan_y) return *order = 2, 0;
    if (equal) return *order = 0, 0;
    int less = PyObject_RichCompareBool(x, y, Py_LT);
    *order = less ? -1 : 1;
    return less < 0 ? -1 : 0;
}
