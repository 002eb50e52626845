// SPDX-License-Identifier: MIT
/* Ratios: two ints in lowest terms, the denominator greater than 1.
 *
 * To Python a ratio is a numbers.Rational: Fraction and it compare equal,
 * hash alike and can be combined.  What Fraction has beyond plain arithmetic
 * (rounding, powers) is asked of a Fraction.
 */
#include "num/tower.h"

bool long_is_one(PyObject *o) {
    int overflow;
    return PyLong_AsLongAndOverflow(o, &overflow) == 1;
}

uint64_t gcd_word(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b, b = rest;
    }
    return a;
}

// Is |o| below 2^63?
static bool small_magnitude(PyObject *o, uint64_t *magnitude) {
    int overflow;
    long long n = PyLong_AsLongLongAndOverflow(o, &overflow);
    *magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
    return !overflow;
}

// Euclid, until both fit a machine word.
PyObject *long_gcd(PyObject *a, PyObject *b) {
    uint64_t x, y;
    a = Py_NewRef(a), b = Py_NewRef(b);
    while (!(small_magnitude(a, &x) && small_magnitude(b, &y)) && !long_is_zero(b)) {
        PyObject *rest = PyNumber_Remainder(a, b);
        Py_DECREF(a);
        a = b, b = rest;
        if (!rest) {
            Py_DECREF(a);
            return NULL;
        }
    }
    PyObject *gcd = long_is_zero(b) ? PyNumber_Absolute(a) : PyLong_FromUnsignedLongLong(gcd_word(x, y));
    Py_DECREF(a);
    Py_DECREF(b);
    return gcd;
}

PyObject *long_quot(PyObject *a, PyObject *b) {
    if (long_is_negative(a) == long_is_negative(b)) return PyNumber_FloorDivide(a, b);
    // Signs differ: floor division of -a rounds the magnitude down.
    SCOPED_PY PyObject *minus = PyNumber_Negative(a);
    SCOPED_PY PyObject *quotient = minus ? PyNumber_FloorDivide(minus, b) : NULL;
    return quotient ? PyNumber_Negative(quotient) : NULL;
}

// --- making ---------------------------------------------------------------

// Makes isinstance(ratio, numbers.Rational) true, once there is a ratio to ask about.
static void register_rational(void) {
    static bool done;
    if (done) return;
    done = true;
    SCOPED_PY PyObject *numbers = PyImport_ImportModule("numbers");
    SCOPED_PY PyObject *rational = numbers ? PyObject_GetAttrString(numbers, "Rational") : NULL;
    SCOPED_PY PyObject *result = rational ? PyObject_CallMethod(rational, "register", "O", TYPE_OBJECT(ratio_type)) : NULL;
    if (!result) PyErr_Clear(); // a Python without its library: arithmetic goes on
}

// Takes both, which are reduced already.
static Value ratio_reduced(PyObject *num, PyObject *den) {
    register_rational();
    struct ratio *r = PyObject_New(struct ratio, TYPE_OBJECT(ratio_type));
    if (!r) {
        Py_DECREF(num);
        Py_DECREF(den);
        return ERR;
    }
    r->num = num, r->den = den;
    return adopt(r);
}

// Divides both by their greatest common divisor, and makes the denominator positive.
static int reduce(PyObject **num, PyObject **den) {
    SCOPED_PY PyObject *gcd = num_charge(*num, *den) < 0 ? NULL : long_gcd(*num, *den);
    if (!gcd) return -1;
    if (long_is_negative(*den)) Py_SETREF(gcd, PyNumber_Negative(gcd));
    if (!gcd) return -1;
    if (long_is_one(gcd)) return 0;
    PyObject *n = PyNumber_FloorDivide(*num, gcd), *d = PyNumber_FloorDivide(*den, gcd);
    if (n) Py_SETREF(*num, n);
    if (d) Py_SETREF(*den, d);
    return n && d ? 0 : -1;
}

Value ratio_give(PyObject *num, PyObject *den) {
    if (!num || !den || reduce(&num, &den) < 0) {
        Py_XDECREF(num);
        Py_XDECREF(den);
        return ERR;
    }
    if (!long_is_one(den)) return ratio_reduced(num, den);
    Py_DECREF(den);
    return val_of(num);
}

static void ratio_dealloc(PyObject *self) {
    Py_DECREF(((struct ratio *)self)->num);
    Py_DECREF(((struct ratio *)self)->den);
    PyObject_Free(self);
}

// --- arithmetic -----------------------------------------------------------

struct fraction { PyObject *num, *den; }; // owned

static void fraction_drop(struct fraction *f) {
    Py_XDECREF(f->num);
    Py_XDECREF(f->den);
}
#define SCOPED_FRACTION __attribute__((cleanup(fraction_drop))) struct fraction

static struct fraction fraction_of(Ref r) {
    if (is_ratio(r)) return (struct fraction){Py_NewRef(ratio_of(r)->num), Py_NewRef(ratio_of(r)->den)};
    return (struct fraction){py_of(r), PyLong_FromLong(1)};
}

static bool fraction_ok(struct fraction *f) { return f->num && f->den; }

// a*b + c*d or a*b - c*d
static PyObject *cross(PyObject *a, PyObject *b, PyObject *c, PyObject *d, PyObject *(*combine)(PyObject *, PyObject *)) {
    SCOPED_PY PyObject *left = PyNumber_Multiply(a, b);
    SCOPED_PY PyObject *right = left ? PyNumber_Multiply(c, d) : NULL;
    return right ? combine(left, right) : NULL;
}

// a/b truncated, as an int.
static PyObject *fraction_quot(struct fraction *a, struct fraction *b) {
    SCOPED_PY PyObject *num = PyNumber_Multiply(a->num, b->den);
    SCOPED_PY PyObject *den = num ? PyNumber_Multiply(a->den, b->num) : NULL;
    return den ? long_quot(num, den) : NULL;
}

static Value rem_or_mod(Ref a, Ref b, Ref quotient, bool mod) {
    SCOPED Value whole = num_mul(quotient, b);
    if (failed(whole)) return ERR;
    Value rem = num_sub(a, ref(whole));
    if (failed(rem) || !mod) return rem;
    int sign, sign_b;
    if (num_sign(ref(rem), &sign) < 0 || num_sign(b, &sign_b) < 0) return drop(rem), ERR;
    if (sign == 0 || sign == sign_b) return rem;
    Value sum = num_add(ref(rem), b);
    drop(rem);
    return sum;
}

Value ratio_arith(enum arith op, Ref a, Ref b) {
    SCOPED_FRACTION x = fraction_of(a);
    SCOPED_FRACTION y = fraction_of(b);
    if (!fraction_ok(&x) || !fraction_ok(&y)) return ERR;
    if (op >= ARITH_DIV && long_is_zero(y.num)) return num_by_zero();
    switch (op) {
    case ARITH_ADD: return ratio_give(cross(x.num, y.den, y.num, x.den, PyNumber_Add), PyNumber_Multiply(x.den, y.den));
    case ARITH_SUB: return ratio_give(cross(x.num, y.den, y.num, x.den, PyNumber_Subtract), PyNumber_Multiply(x.den, y.den));
    case ARITH_MUL: return ratio_give(PyNumber_Multiply(x.num, y.num), PyNumber_Multiply(x.den, y.den));
    case ARITH_DIV: return ratio_give(PyNumber_Multiply(x.num, y.den), PyNumber_Multiply(x.den, y.num));
    case ARITH_QUOT: return val_of(fraction_quot(&x, &y));
    default: break;
    }
    SCOPED Value quotient = val_of(fraction_quot(&x, &y));
    return ok(quotient) ? rem_or_mod(a, b, ref(quotient), op == ARITH_MOD) : ERR;
}

int ratio_order(Ref a, Ref b, int *order) {
    SCOPED_FRACTION x = fraction_of(a);
    SCOPED_FRACTION y = fraction_of(b);
    SCOPED_PY PyObject *difference = NULL;
    if (fraction_ok(&x) && fraction_ok(&y)) difference = cross(x.num, y.den, y.num, x.den, PyNumber_Subtract);
    if (!difference) return -1;
    *order = (Py_SIZE(difference) > 0) - (Py_SIZE(difference) < 0);
    return 0;
}

// --- hashing --------------------------------------------------------------

#define HASH_PRIME (((uint64_t)1 << 61) - 1) // sys.hash_info.modulus
#define HASH_INFINITY 314159

static uint64_t mul_mod(uint64_t a, uint64_t b) { return (uint64_t)((unsigned __int128)a * b % HASH_PRIME); }

// Of an int, its magnitude modulo the prime: Python's hash without the sign.
static uint64_t magnitude_mod(PyObject *o) {
    Py_hash_t h = PyLong_Type.tp_hash(o);
    if (h == -2 && long_is_negative(o)) { // -1 is written -2: ask the positive number
        SCOPED_PY PyObject *positive = PyNumber_Negative(o);
        if (positive) return (uint64_t)PyLong_Type.tp_hash(positive);
    }
    return (uint64_t)(h < 0 ? -h : h);
}

// num times the inverse of den modulo the prime, as Python defines the hash of rationals.
Py_hash_t ratio_py_hash(Ref r) {
    uint64_t den = magnitude_mod(ratio_of(r)->den), hash = HASH_INFINITY;
    if (den) {
        hash = magnitude_mod(ratio_of(r)->num);
        uint64_t power = den;
        for (uint64_t e = HASH_PRIME - 2; e; e >>= 1, power = mul_mod(power, power)) // Fermat
            if (e & 1) hash = mul_mod(hash, power);
    }
    Py_hash_t h = long_is_negative(ratio_of(r)->num) ? -(Py_hash_t)hash : (Py_hash_t)hash;
    return h == -1 ? -2 : h;
}

// --- the Python side ------------------------------------------------------

// The fractions.Fraction of a ratio; other objects as they are.
static PyObject *as_fraction(PyObject *o) {
    if (!is_ratio(ref_of(o))) return Py_NewRef(o);
    SCOPED_PY PyObject *fractions = PyImport_ImportModule("fractions");
    struct ratio *r = (struct ratio *)o;
    return fractions ? PyObject_CallMethod(fractions, "Fraction", "OO", r->num, r->den) : NULL;
}

// A Fraction's own operators take no other Rational, and so leave it to ours.
static bool is_fraction(PyObject *o) { return strcmp(Py_TYPE(o)->tp_name, "Fraction") == 0; }

// A binary operator of Python: between numbers of Clojure as in Clojure, with
// a Fraction as Fractions; anything else must know itself.
static PyObject *operator(PyObject *a, PyObject *b, Value (*op)(Ref, Ref), PyObject *(*of_fractions)(PyObject *, PyObject *)) {
    SCOPED Value x = val_from(a);
    SCOPED Value y = val_from(b);
    if (failed(x) || failed(y)) return NULL;
    if (num_is_own_number(ref(x)) && num_is_own_number(ref(y))) {
        Value result = op(ref(x), ref(y));
        return ok(result) ? py_give(result) : NULL;
    }
    if (!is_fraction(a) && !is_fraction(b)) Py_RETURN_NOTIMPLEMENTED;
    SCOPED_PY PyObject *p = as_fraction(a);
    SCOPED_PY PyObject *q = p ? as_fraction(b) : NULL;
    return q ? of_fractions(p, q) : NULL;
}

// Python's // rounds down where quot truncates.
static Value floor_div(Ref a, Ref b) {
    SCOPED Value rem = num_mod(a, b);
    SCOPED Value whole = ok(rem) ? num_sub(a, ref(rem)) : ERR;
    return ok(whole) ? num_div(ref(whole), b) : ERR;
}

static PyObject *ratio_nb_add(PyObject *a, PyObject *b) { return operator(a, b, num_add, PyNumber_Add); }
static PyObject *ratio_nb_sub(PyObject *a, PyObject *b) { return operator(a, b, num_sub, PyNumber_Subtract); }
static PyObject *ratio_nb_mul(PyObject *a, PyObject *b) { return operator(a, b, num_mul, PyNumber_Multiply); }
static PyObject *ratio_nb_div(PyObject *a, PyObject *b) { return operator(a, b, num_div, PyNumber_TrueDivide); }
static PyObject *ratio_nb_floor_div(PyObject *a, PyObject *b) { return operator(a, b, floor_div, PyNumber_FloorDivide); }
static PyObject *ratio_nb_mod(PyObject *a, PyObject *b) { return operator(a, b, num_mod, PyNumber_Remainder); }

static PyObject *ratio_nb_neg(PyObject *self) { return py_give(num_neg(ref_of(self))); }
static PyObject *ratio_nb_pos(PyObject *self) { return Py_NewRef(self); }
static PyObject *ratio_nb_abs(PyObject *self) { return py_give(num_abs(ref_of(self))); }
static int ratio_nb_bool(PyObject *self) { return (void)self, 1; } // zero is an int
static PyObject *ratio_nb_int(PyObject *self) { return num_truncate(ref_of(self)); }

static PyObject *ratio_nb_float(PyObject *self) {
    return PyNumber_TrueDivide(((struct ratio *)self)->num, ((struct ratio *)self)->den);
}

static PyObject *ratio_nb_pow(PyObject *a, PyObject *b, PyObject *modulus) {
    SCOPED_PY PyObject *x = as_fraction(a);
    SCOPED_PY PyObject *y = x ? as_fraction(b) : NULL;
    return y ? PyNumber_Power(x, y, modulus) : NULL;
}

static PyObject *by_fraction(PyObject *self, const char *method, PyObject *args) {
    SCOPED_PY PyObject *fraction = as_fraction(self);
    SCOPED_PY PyObject *bound = fraction ? PyObject_GetAttrString(fraction, method) : NULL;
    return bound ? PyObject_CallObject(bound, args) : NULL;
}

static PyObject *ratio_floor(PyObject *self, PyObject *args) { return by_fraction(self, "__floor__", args); }
static PyObject *ratio_ceil(PyObject *self, PyObject *args) { return by_fraction(self, "__ceil__", args); }
static PyObject *ratio_round(PyObject *self, PyObject *args) { return by_fraction(self, "__round__", args); }
static PyObject *ratio_trunc(PyObject *self, PyObject *unused) { return (void)unused, ratio_nb_int(self); }
static PyObject *ratio_as_pair(PyObject *self, PyObject *unused) {
    (void)unused;
    return PyTuple_Pack(2, ((struct ratio *)self)->num, ((struct ratio *)self)->den);
}
static PyObject *ratio_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_BuildValue("O(OO)", Py_TYPE(self), ((struct ratio *)self)->num, ((struct ratio *)self)->den);
}

// Ratio(numerator, denominator) gives what / gives.
static PyObject *ratio_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    (void)type, (void)kwargs;
    PyObject *num, *den;
    if (!PyArg_ParseTuple(args, "O!O!", &PyLong_Type, &num, &PyLong_Type, &den)) return NULL;
    Value v = long_is_zero(den) ? num_by_zero() : ratio_give(Py_NewRef(num), Py_NewRef(den));
    return ok(v) ? py_give(v) : NULL;
}

static PyObject *ratio_richcompare(PyObject *a, PyObject *b, int op) {
    SCOPED Value y = val_from(b);
    if (failed(y)) return NULL;
    if (!num_is_own_number(ref(y))) Py_RETURN_NOTIMPLEMENTED;
    int r;
    switch (op) {
    case Py_EQ: r = num_equiv(ref_of(a), ref(y)); break;
    case Py_NE: r = num_equiv(ref_of(a), ref(y)); r = r < 0 ? r : !r; break;
    case Py_LT: r = num_compare(ref_of(a), ref(y), NUM_LT); break;
    case Py_LE: r = num_compare(ref_of(a), ref(y), NUM_LE); break;
    case Py_GT: r = num_compare(ref_of(a), ref(y), NUM_GT); break;
    default: r = num_compare(ref_of(a), ref(y), NUM_GE); break;
    }
    return r < 0 ? NULL : PyBool_FromLong(r);
}

static Py_hash_t ratio_tp_hash(PyObject *self) { return ratio_py_hash(ref_of(self)); }

static PyObject *ratio_repr(PyObject *self) {
    return PyUnicode_FromFormat("%S/%S", ((struct ratio *)self)->num, ((struct ratio *)self)->den);
}

static PyNumberMethods ratio_number = {
    .nb_add = ratio_nb_add, .nb_subtract = ratio_nb_sub, .nb_multiply = ratio_nb_mul,
    .nb_true_divide = ratio_nb_div, .nb_floor_divide = ratio_nb_floor_div, .nb_remainder = ratio_nb_mod,
    .nb_power = ratio_nb_pow, .nb_negative = ratio_nb_neg, .nb_positive = ratio_nb_pos,
    .nb_absolute = ratio_nb_abs, .nb_bool = ratio_nb_bool, .nb_int = ratio_nb_int, .nb_float = ratio_nb_float,
};
static PyMethodDef ratio_methods[] = {
    {"__floor__", ratio_floor, METH_VARARGS, NULL},
    {"__ceil__", ratio_ceil, METH_VARARGS, NULL},
    {"__round__", ratio_round, METH_VARARGS, NULL},
    {"__trunc__", ratio_trunc, METH_NOARGS, NULL},
    {"__reduce__", ratio_reduce, METH_NOARGS, NULL},
    {"as_integer_ratio", ratio_as_pair, METH_NOARGS, "The numerator and the denominator."},
    {NULL},
};
static PyMemberDef ratio_members[] = {
    {"numerator", T_OBJECT_EX, offsetof(struct ratio, num), READONLY, "The numerator, with the ratio's sign."},
    {"denominator", T_OBJECT_EX, offsetof(struct ratio, den), READONLY, "The denominator, greater than 1."},
    {NULL},
};

static const Ops ratio_ops = {0};
CljType ratio_type = {CLJ_TYPE_HEAD("cljsh.Ratio", struct ratio), .ops = &ratio_ops};

int ratio_init(void) {
    PyTypeObject *t = TYPE_OBJECT(ratio_type);
    t->tp_dealloc = ratio_dealloc, t->tp_new = ratio_new, t->tp_repr = t->tp_str = ratio_repr;
    t->tp_as_number = &ratio_number, t->tp_methods = ratio_methods, t->tp_members = ratio_members;
    t->tp_richcompare = ratio_richcompare, t->tp_hash = ratio_tp_hash;
    return type_ready(&ratio_type, NULL);
}
