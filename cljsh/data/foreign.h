// SPDX-License-Identifier: MIT
/* Numbers of other makes: numpy's, Fraction, sympy's — whatever is
 * registered with Python's module numbers and is no int, float or Decimal.
 *
 * They keep their classes, and arithmetic reaches their methods; but they
 * are equal to, and hash like, the number of Clojure that they stand for. */
#ifndef DATA_FOREIGN_H
#define DATA_FOREIGN_H

#include "base/value.h"

enum foreign_kind { FOREIGN_NONE, FOREIGN_INTEGER, FOREIGN_RATIONAL, FOREIGN_REAL, FOREIGN_COMPLEX };

// What a value is, if it is a number of another make.  No exception is set.
enum foreign_kind foreign_kind(Ref r);
// The int, ratio or float that a foreign number stands for exactly (new);
// ERR without exception when r is none, or there is no such number.
Value foreign_number(Ref r);
// The int that anything with __index__ stands for; ERR without exception.
Value foreign_integer(Ref r);
// 1 when Python's == says that two foreign values, or a foreign one and
// another, are the same; arrays are when they have the same shape and all
// their elements are.  0, or -1 failed.
int foreign_equal(Ref a, Ref b);

#endif
