// SPDX-License-Identifier: MIT
/* What the files of the numeric tower share: number.c ratio.c decimal.c
 * number_parse.c number_print.c number_cast.c number_prims.c bits.c. */
#ifndef NUM_TOWER_H
#define NUM_TOWER_H

#include "num/number.h"

/* Python refused an operation with a TypeError: what only says by __index__
 * which integer it is takes part as that.  1 when one of the two does, so
 * that it is worth trying again with *x and *y; the exception is cleared then. */
int num_as_indexes(Ref a, Ref b, PyObject **x, PyObject **y);
// By Python's operator, or as the integer that is meant; a is an object.
Value num_foreign_unary(Ref a, PyObject *(*operator)(PyObject *));

// In order of contagion: an operation belongs to the larger category of its operands.
enum category { CAT_INT, CAT_RATIO, CAT_DECIMAL, CAT_FLOAT, CAT_FOREIGN, CAT_BAD };
enum category num_category(Ref r);
bool num_can_calculate(Ref r); // a number, or an object whose type has operators such as + and *

extern const char *const arith_names[];

COLD Value num_bad(const char *operation, Ref a, Ref b); // TypeError naming the operand that is no number
COLD Value num_by_zero(void);                            // ZeroDivisionError "Divide by zero"

// As a double, ±infinity beyond its range.  r is an int, ratio, decimal or float; 0 or -1.
int num_to_double(Ref r, double *d);
// As an int, towards zero.  r as above; new int object or NULL (ArgumentError for infinity and NaN).
PyObject *num_truncate(Ref r);
// Takes a decimal notation (sign, point, exponent) apart: its significant
// digits into `digits` (as long as text), returning how many, and the power
// of ten of the first one: d.ddd × 10^exponent.
size_t num_digits(const char *text, char *digits, int *exponent);
// The exact value of a finite double as people write it: 0.1 is 1/10.
Value num_rationalize_double(double d);

// --- ints as objects ------------------------------------------------------

// Charges for work on two ints that grows with the product of their lengths, and for reading so many digits: 0 or -1.
int num_charge(PyObject *a, PyObject *b);
int num_charge_digits(size_t decimal);

static inline bool long_is_zero(PyObject *o) { return Py_SIZE(o) == 0; }
static inline bool long_is_negative(PyObject *o) { return Py_SIZE(o) < 0; }
bool long_is_one(PyObject *o);
uint64_t gcd_word(uint64_t a, uint64_t b);
PyObject *long_gcd(PyObject *a, PyObject *b);            // positive unless both are 0
PyObject *long_quot(PyObject *a, PyObject *b);           // towards zero; b is not 0

// --- ratios ---------------------------------------------------------------

int ratio_init(void);
Value ratio_give(PyObject *num, PyObject *den);          // takes both; den is not 0; reduces; NULL passes as failed
Value ratio_arith(enum arith op, Ref a, Ref b);          // ints and ratios
int ratio_order(Ref a, Ref b, int *order);               // exact; 0 or -1
Py_hash_t ratio_py_hash(Ref r);                          // as fractions.Fraction's
static inline bool is_ratio(Ref r) { return is_clj(r, &ratio_type); }
static inline struct ratio *ratio_of(Ref r) { return (struct ratio *)obj(r); }

// --- decimals -------------------------------------------------------------

bool num_is_decimal(PyObject *o);
PyObject *decimal_of(Ref r);                             // of an int, ratio or decimal
PyObject *decimal_parse(PyObject *text);                 // str; NULL with an exception when it is none
Value decimal_arith(enum arith op, Ref a, Ref b);
int decimal_order(Ref a, Ref b, int *order);             // 2: unordered (NaN); ints, ratios, decimals
int decimal_sign(PyObject *o, int *sign);
Value decimal_ratio(PyObject *o);                        // the int or ratio of the same value

#endif
