// SPDX-License-Identifier: MIT
/* The numeric tower: int of any size (62 bits tagged), ratio, float,
 * decimal.Decimal.  Results are canonical.  float wins over decimal over
 * ratio over int.  Integer arithmetic never overflows.
 *
 * Operands that are no Clojure numbers (numpy arrays, timedelta, lists …)
 * go to Python's operator of the same name; strings, nil, booleans,
 * keywords and our collections are a TypeError that says so.
 * The operations and comparisons are listed in num/arithmetic.def.
 */
#ifndef NUM_NUMBER_H
#define NUM_NUMBER_H

#include "data/str.h"
#include "data/type.h"

struct ratio { PyObject_HEAD PyObject *num, *den; }; // ints, den > 1, lowest terms
extern CljType ratio_type;

int number_init(void);

enum arith {
#define ARITH(op, name, operator, verb) ARITH_##op,
#define DIVISION(op, name, verb) ARITH_##op,
#include "num/arithmetic.def"
    ARITH_COUNT
};
/* Any of the operations below.  reuse says which operands nobody needs
 * afterwards: an array of numpy that only the caller has may hold the result. */
enum { NUM_REUSE_A = 1, NUM_REUSE_B = 2 };
Value num_arith(enum arith op, Ref a, Ref b, unsigned reuse);

/* num_add num_sub num_mul
 * num_div          a ratio of ints; ZeroDivisionError "Divide by zero"
 * num_quot         truncates towards zero
 * num_rem num_mod  the sign of a; of b
 * num_and num_or num_xor num_shift_left num_shift_right */
#define ARITH(op, name, operator, verb) Value num_##verb(Ref a, Ref b);
#define DIVISION(op, name, verb) Value num_##verb(Ref a, Ref b);
#define BITWISE(op, name, verb) Value num_##verb(Ref a, Ref b);
#include "num/arithmetic.def"
Value num_neg(Ref a);
enum num_order { NUM_LT, NUM_LE, NUM_GT, NUM_GE };
int num_compare(Ref a, Ref b, enum num_order op); // 1, 0, -1; NaN compares false
Value num_larger(Ref x, Ref y); // max and min of two
Value num_smaller(Ref x, Ref y);
int num_equiv(Ref a, Ref b);                      // ==: across categories; 1, 0, -1
// The same as values: of an array and a number, or two arrays, the array of truths.
Value num_compare_value(Ref a, Ref b, enum num_order op);
Value num_equiv_value(Ref a, Ref b);
int num_as_double(Ref r, double *d);               // any number: 0, or -1 with TypeError
PyObject *num_integer(Ref r);                      // any number as an int object, towards zero (new), or NULL with TypeError
bool num_is_own_number(Ref r);                            // number?: never booleans
bool num_is_own_integer(Ref r);                           // integer?: int of any size
int num_equal(Ref a, Ref b);                      // =: same category only; both are numbers
Py_hash_t num_hash(Ref r);
// Is this a deftype with comparisons of Python's (__lt__ …)?
bool num_brings_order(PyTypeObject *type);
int num_sign(Ref r, int *sign);                   // -1, 0, 1; 2 for NaN: 0 or -1 (TypeError)
Value num_abs(Ref r);

// The decimal.Context that *math-context* stands for (borrowed), or NULL: then
// + - * are exact, and a quotient without exact decimal result is an error.
// Filled by host/hooks.c.
extern PyObject *(*num_math_context)(void);

// Parses the reader's number syntax (sign, radix, ratio, N, M, exponents…).
// 1 and *out, 0 when text is no number, -1 failed (e.g. 1/0).
int num_parse(const char *text, size_t length, Value *out);
// Appends a number as Clojure prints it: 1.0E10, 22/7; readably with the
// suffixes N (beyond 64 bits) and M, and ##Inf ##-Inf ##NaN.  0 or -1.
int num_print(struct strbuf *b, Ref number, bool readably);

// A number in [0, 1) from this process's generator, seeded at first use.
double num_random(void);
// Forgets the seed: to be called where a process begins (image, fork).
void num_random_reset(void);

// A number as an index, towards zero: 1 and *n; 0 when it is no number; -1 when it is too large.
int number_index(Ref r, int64_t *n);

#endif
