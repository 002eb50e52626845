# SPDX-License-Identifier: MIT
import sys


def flips(p):
    n = 0
    while (k := p[0]) != 1:
        p = p[:k][::-1] + p[k:]
        n += 1
    return n


def permutations(xs):
    if not xs:
        yield []
    for x in xs:
        for more in permutations([y for y in xs if y != x]):
            yield [x] + more


counts = [flips(p) for p in permutations(list(range(1, int(sys.argv[1]) + 1)))]
print(len(counts), max(counts), sum(counts))
