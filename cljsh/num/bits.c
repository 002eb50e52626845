// SPDX-License-Identifier: MIT
/* Bit operations.  An integer that fits 64 bits is one of 64 bits in two's
 * complement, and shifts count modulo 64, as in Clojure; a larger one has as
 * many bits as it needs.  Foreign operands (arrays of bits, Python's sets)
 * go to Python's operators. */
#include "base/prim.h"
#include "num/small.h"
#include "num/tower.h"

static Value unsupported(Ref a, Ref b) {
    Ref culprit = num_is_own_integer(a) ? b : a;
    return err_arg("bit operation not supported for: %s", err_type_name(culprit));
}

// Has it operators for bits, or is it an integer by __index__? A class has them, to make unions of types.
static bool has_bits(Ref r) {
    if (num_category(r) != CAT_FOREIGN || PyType_Check(obj(r))) return false;
    const PyNumberMethods *number = Py_TYPE(obj(r))->tp_as_number;
    return number && (number->nb_and || number->nb_or || number->nb_lshift || number->nb_invert || number->nb_index);
}

static bool is_foreign(Ref a, Ref b) { return has_bits(a) || has_bits(b); }

// By Python's operator: for integers beyond 64 bits, and for foreign operands.
static Value by_python(Ref a, Ref b, PyObject *(*op)(PyObject *, PyObject *)) {
    if (!(num_is_own_integer(a) && num_is_own_integer(b)) && !is_foreign(a, b)) return unsupported(a, b);
    SCOPED_PY PyObject *x = py_of(a);
    SCOPED_PY PyObject *y = py_of(b);
    PyObject *result = x && y ? op(x, y) : NULL;
    if (!result && x && y && num_as_indexes(a, b, &x, &y)) result = op(x, y);
    return val_of(result);
}

#define BY_BITS(op, verb, python)                                     \
    Value num_##verb(Ref a, Ref b) {                                  \
        Value r;                                                      \
        return small_##op(a.w, b.w, &r) ? r : by_python(a, b, python); \
    }
BY_BITS(BAND, and, PyNumber_And)
BY_BITS(BOR, or, PyNumber_Or)
BY_BITS(BXOR, xor, PyNumber_Xor)

static Value bit_not(Ref a) {
    if (is_int(a)) return int_value(~int_of(a));
    if (!num_is_own_integer(a) && !has_bits(a)) return unsupported(a, a);
    return num_is_own_integer(a) ? val_of(PyNumber_Invert(obj(a))) : num_foreign_unary(a, PyNumber_Invert);
}
static Value bit_and_not(Ref a, Ref b) {
    SCOPED Value inverse = bit_not(b);
    return ok(inverse) ? num_and(a, ref(inverse)) : ERR;
}

static Value fold(Ref *a, Py_ssize_t n, Value (*op)(Ref, Ref)) {
    Value so_far = op(a[0], a[1]);
    for (Py_ssize_t i = 2; i < n && ok(so_far); i++) {
        Value next = op(ref(so_far), a[i]);
        drop(so_far);
        so_far = next;
    }
    return so_far;
}

#define BITWISE(id, name, op, doc)                                                             \
    PRIM(id##_2, "clojure.core", name, "[x y]", doc) { return op(a[0], a[1]); }      \
    PRIM(id##_n, "clojure.core", name, "[x y & more]", NULL) { return fold(a, n, op); }

BITWISE(core_bit_and, "bit-and", num_and, "Returns the bits that all of the integers have.")
BITWISE(core_bit_or, "bit-or", num_or, "Returns the bits that any of the integers has.")
BITWISE(core_bit_xor, "bit-xor", num_xor, "Returns the bits that an odd number of the integers has.")
BITWISE(core_bit_and_not, "bit-and-not", bit_and_not, "Returns the bits of x that none of the other integers has.")

PRIM(core_bit_not, "clojure.core", "bit-not", "[x]", "Returns an integer with all bits inverted.")
{ return bit_not(a[0]); }

// --- shifts ---------------------------------------------------------------

Value num_shift_left(Ref a, Ref b) {
    int64_t x, places;
    if (int64_of(a, &x) && int64_of(b, &places)) return int_value((int64_t)((uint64_t)x << (places & 63)));
    return by_python(a, b, PyNumber_Lshift);
}
Value num_shift_right(Ref a, Ref b) {
    int64_t x, places;
    if (int64_of(a, &x) && int64_of(b, &places)) return int_value(x >> (places & 63));
    return by_python(a, b, PyNumber_Rshift);
}

PRIM(core_shift_left, "clojure.core", "bit-shift-left", "[x n]",
     "Shifts the bits of x left by n places, within 64 bits.\nAn x beyond 64 bits grows instead.")
{ return num_shift_left(a[0], a[1]); }
PRIM(core_shift_right, "clojure.core", "bit-shift-right", "[x n]", "Shifts the bits of x right by n places, keeping the sign.")
{ return num_shift_right(a[0], a[1]); }

PRIM(core_unsigned_shift_right, "clojure.core", "unsigned-bit-shift-right", "[x n]",
     "Shifts the 64 bits of x right by n places, filling with zeros.")
{
    int64_t x, places;
    if (int64_of(a[0], &x) && int64_of(a[1], &places)) return int_value((int64_t)((uint64_t)x >> (places & 63)));
    if (!num_is_own_integer(a[0]) || !num_is_own_integer(a[1])) return unsupported(a[0], a[1]);
    return err_arg("unsigned-bit-shift-right needs integers of 64 bits");
}

// --- single bits ----------------------------------------------------------

enum bit_change { BIT_SET, BIT_CLEAR, BIT_FLIP };

static Value change_bit(Ref a, Ref n, enum bit_change change) {
    int64_t x, place;
    if (int64_of(a, &x) && int64_of(n, &place)) {
        uint64_t bit = (uint64_t)1 << (place & 63), word = (uint64_t)x;
        return int_value((int64_t)(change == BIT_SET ? word | bit : change == BIT_CLEAR ? word & ~bit : word ^ bit));
    }
    SCOPED Value bit = by_python(int_ref(1), n, PyNumber_Lshift);
    if (failed(bit)) return ERR;
    return change == BIT_SET ? num_or(a, ref(bit)) : change == BIT_CLEAR ? bit_and_not(a, ref(bit)) : num_xor(a, ref(bit));
}

PRIM(core_bit_set, "clojure.core", "bit-set", "[x n]", "Returns x with bit n set.")
{ return change_bit(a[0], a[1], BIT_SET); }
PRIM(core_bit_clear, "clojure.core", "bit-clear", "[x n]", "Returns x with bit n cleared.")
{ return change_bit(a[0], a[1], BIT_CLEAR); }
PRIM(core_bit_flip, "clojure.core", "bit-flip", "[x n]", "Returns x with bit n inverted.")
{ return change_bit(a[0], a[1], BIT_FLIP); }

PRIM(core_bit_test, "clojure.core", "bit-test", "[x n]", "Tells whether bit n of x is set.")
{
    int64_t x, place;
    if (int64_of(a[0], &x) && int64_of(a[1], &place)) return bool_value((uint64_t)x >> (place & 63) & 1);
    SCOPED Value shifted = by_python(a[0], a[1], PyNumber_Rshift);
    if (failed(shifted)) return ERR;
    SCOPED Value bit = num_and(ref(shifted), int_ref(1));
    return ok(bit) ? bool_value(same(ref(bit), int_ref(1))) : ERR;
}
