// SPDX-License-Identifier: MIT
// Mathematical functions on raw doubles, numbered in the order of math.def.
#ifndef DATA_MATH_H
#define DATA_MATH_H

enum math_unary {
#define UNARY(id, name, arglist, function, doc) MATH_##id,
#include "num/math.def"
    MATH_UNARY_COUNT
};
enum math_binary {
#define BINARY(id, name, arglist, function, doc) MATH_##id,
#include "num/math.def"
    MATH_BINARY_COUNT
};
extern double (*const math_unary[MATH_UNARY_COUNT])(double);
extern double (*const math_binary[MATH_BINARY_COUNT])(double, double);

#endif
