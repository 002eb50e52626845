// SPDX-License-Identifier: MIT
/* clojure.math.  Where Java's results and C's differ, they are Java's. */
#include "num/math.h"

#include <math.h>

#include "base/prim.h"
#include "num/number.h"

#define NS "clojure.math"

// --- functions --------------------------------------------------------------

static double radians(double d) { return d * (M_PI / 180); }
static double degrees(double d) { return d * (180 / M_PI); }
static double signum(double d) { return d == 0 || isnan(d) ? d : copysign(1, d); }
static double next_up(double d) { return nextafter(d, INFINITY); }
static double next_down(double d) { return nextafter(d, -INFINITY); }
static double ulp(double d) {
    d = fabs(d);
    if (!isfinite(d)) return d;
    double above = nextafter(d, INFINITY);
    return isinf(above) ? d - nextafter(d, 0) : above - d;
}
static double power(double a, double b) {
    if (isnan(b) || (isnan(a) && b != 0) || (fabs(a) == 1 && isinf(b))) return NAN; // C says 1 of some
    return pow(a, b);
}
// The C library's result may be off by one in its last place: a step of Newton's method.
static double cube_root(double a) {
    long double r = cbrt(a);
    return (double)(r == 0 || !isfinite(r) ? r : r - (r * r * r - a) / (3 * r * r));
}

double (*const math_unary[MATH_UNARY_COUNT])(double) = {
#define UNARY(id, name, arglist, function, doc) function,
#include "num/math.def"
};
double (*const math_binary[MATH_BINARY_COUNT])(double, double) = {
#define BINARY(id, name, arglist, function, doc) function,
#include "num/math.def"
};

// --- primitives -------------------------------------------------------------

#define UNARY(id, name, arglist, function, doc)                                                    \
    PRIM(math_prim_##id, NS, name, arglist, doc) {                                                 \
        double x;                                                                                  \
        return num_as_double(a[0], &x) < 0 ? ERR : double_value(function(x));                 \
    }
#define BINARY(id, name, arglist, function, doc)                                                   \
    PRIM(math_prim_##id, NS, name, arglist, doc) {                                                 \
        double x, y;                                                                               \
        if (num_as_double(a[0], &x) < 0 || num_as_double(a[1], &y) < 0) return ERR;      \
        return double_value(function(x, y));                                                       \
    }
#include "num/math.def"

PRIM(math_round, NS, "round", "[a]", "Returns the integer nearest to a, the higher one of two; 0 for NaN, the nearest of 64 bits beyond them.")
{
    double x;
    if (num_as_double(a[0], &x) < 0) return ERR;
    if (isnan(x)) return int_value(0);
    if (x >= 0x1p63) return int_value(INT64_MAX);
    if (x <= -0x1p63) return int_value(INT64_MIN);
    double below = floor(x);
    return int_value((int64_t)below + (x - below >= 0.5));
}

PRIM(math_get_exponent, NS, "get-exponent", "[d]",
     "Returns the exponent of d to base 2: -1023 for zeros and subnormals, 1024 for NaN and infinities.")
{
    double x;
    int exponent;
    if (num_as_double(a[0], &x) < 0) return ERR;
    if (!isfinite(x)) return int_value(1024);
    frexp(x, &exponent);
    return int_value(x == 0 || exponent < -1022 ? -1023 : exponent - 1);
}

PRIM(math_scalb, NS, "scalb", "[d scaleFactor]", "Returns d times two to the power of scaleFactor, rounded once.")
{
    double x, by;
    if (num_as_double(a[0], &x) < 0 || num_as_double(a[1], &by) < 0) return ERR;
    return double_value(ldexp(x, isnan(by) ? 0 : (int)fmax(-5000, fmin(5000, by)))); // beyond all doubles
}

PRIM(math_random, NS, "random", "[]", "Returns a random double from 0.0 up to but not including 1.0.")
{ return double_value(num_random()); }
