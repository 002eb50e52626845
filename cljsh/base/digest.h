// SPDX-License-Identifier: MIT
/* A sum of 128 bits over bytes: two lanes of 64 bits, each of which every
 * word goes through with multiplications and rotations that lose nothing, and
 * which are mixed at the end.  Two texts that differ by accident have
 * different sums as surely as with any function of 128 bits (one pair in
 * 2^64 texts); somebody who wants a collision can make one.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct digest { uint64_t a, b; };

static inline bool digest_same(struct digest x, struct digest y) { return x.a == y.a && x.b == y.b; }

static inline uint64_t digest_turn(uint64_t x, int n) { return x << n | x >> (64 - n); }

static inline uint64_t digest_mix(uint64_t x) {
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 29;
    x *= 0xa0761d6478bd642fu;
    return x ^ x >> 32;
}

// Of data that come in pieces: all but the last a multiple of 16 bytes long.
struct digest_state { uint64_t a, b, length; };
#define DIGEST_START ((struct digest_state){0x9e3779b97f4a7c15u, 0xc2b2ae3d27d4eb4fu, 0})

static inline void digest_add(struct digest_state *s, const void *data, size_t length) {
    const unsigned char *p = data;
    uint64_t a = s->a, b = s->b;
    for (size_t left = length; left;) {
        unsigned char block[16] = {0};
        uint64_t x, y;
        size_t n = left < 16 ? left : 16;
        if (n < 16) memcpy(block, p, n);
        memcpy(&x, n < 16 ? block : p, 8);
        memcpy(&y, n < 16 ? block + 8 : p + 8, 8);
        a = (digest_turn((a ^ x) * 0x87c37b91114253d5u, 29) + y) * 0x165667b19e3779f9u;
        b = (digest_turn((b ^ y) * 0x4cf5ad432745937fu, 33) + x) * 0x27d4eb2f165667c5u;
        p += n;
        left -= n;
    }
    *s = (struct digest_state){a, b, s->length + length};
}

static inline struct digest digest_end(const struct digest_state *s) {
    uint64_t a = s->a ^ s->length, b = s->b + s->length;
    a += digest_turn(b, 23);
    b ^= digest_turn(a, 41);
    a = digest_mix(a);
    b = digest_mix(b);
    return (struct digest){a + b, b + digest_turn(a + b, 17)};
}

static inline struct digest digest_of(const void *data, size_t length) {
    struct digest_state s = DIGEST_START;
    digest_add(&s, data, length);
    return digest_end(&s);
}

static inline struct digest digest_join(struct digest x, struct digest y) {
    return digest_of((struct digest[]){x, y}, 2 * sizeof x);
}

#endif
