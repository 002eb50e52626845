# SPDX-License-Identifier: MIT
import sys
from math import sqrt


def triples(n):
    return [(a, b, c) for a in range(1, n) for b in range(a, n)
            for c2 in [a * a + b * b] for c in [int(sqrt(c2))]
            if c < n and c2 == c * c]


found = triples(int(sys.argv[1]))
print(len(found), "[%d %d %d]" % found[-1], sum(a + b + c for a, b, c in found))
