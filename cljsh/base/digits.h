// SPDX-License-Identifier: MIT
// Decimal digits of integers.
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <stdint.h>

#define DIGITS_MAX 20 // of an int64_t, with its sign

// Writes the number so that it ends before `end`, without a NUL: where it begins.
static inline char *digits_before(char *end, int64_t number) {
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do *--end = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) *--end = '-';
    return end;
}

#endif
