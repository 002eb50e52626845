// SPDX-License-Identifier: MIT
/* Counting the bits that are set, which every step in a hash trie does.  The
 * processors that Debian is made for need not have an instruction for it, but
 * nearly all have; whether this one does, the loader has found out already. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdbool.h>
#include <stdint.h>

// Is there an instruction?  False until bits_start has looked.
extern bool bits_counted_by_instruction;

// Called once in a process, first thing.
void bits_start(void);

// Without the instruction the builtin is a call into libgcc; this the compiler knows for what it is.
static inline unsigned bits_count_plainly(uint32_t x) {
    x -= x >> 1 & 0x55555555u;
    x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0fu;
    return x * 0x01010101u >> 24;
}

static inline __attribute__((always_inline)) unsigned bits_count(uint32_t x) {
#if defined __POPCNT__
    return (unsigned)__builtin_popcount(x);
#elif defined __x86_64__
    if (__builtin_expect(!bits_counted_by_instruction, 0)) return bits_count_plainly(x);
    uint32_t n;
    __asm__("popcntl %1, %0" : "=r"(n) : "r"(x) : "cc");
    return n;
#else
    return bits_count_plainly(x);
#endif
}

#endif
