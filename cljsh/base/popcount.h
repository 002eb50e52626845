// SPDX-License-Identifier: MIT
/* Counting the bits that are set, which every step in a hash trie does.  The
 * processors that Debian is made for need not have an instruction for it, but
 * nearly all have; whether this one does, the loader has found out already. */
#ifndef BASE_POPCOUNT_H
#define BASE_POPCOUNT_H

#include <stdbool.h>
#include <stdint.h>

// Is there an instruction?  False until popcount_start has looked.
extern bool popcount_is_instruction;

// Called once in a process, first thing.
void popcount_start(void);

// Without the instruction the builtin is a call into libgcc; this the compiler knows for what it is.
static inline unsigned popcount_plainly(uint32_t x) {
    x -= x >> 1 & 0x55555555u;
    x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0fu;
    return x * 0x01010101u >> 24;
}

static inline __attribute__((always_inline)) unsigned popcount(uint32_t x) {
#if defined __POPCNT__
    return (unsigned)__builtin_popcount(x);
#elif defined __x86_64__
    if (__builtin_expect(!popcount_is_instruction, 0)) return popcount_plainly(x);
    uint32_t n;
    __asm__("popcntl %1, %0" : "=r"(n) : "r"(x) : "cc");
    return n;
#else
    return popcount_plainly(x);
#endif
}

#endif
