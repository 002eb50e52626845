# SPDX-License-Identifier: MIT
import sys
from math import sqrt


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(f, v):
    result = []
    for i in range(len(v)):
        total = 0.0
        for j, x in enumerate(v):
            total += f(i, j) * x
        result.append(total)
    return result


def step(v):
    return times(lambda i, j: a(j, i), times(a, v))


def dot(u, v):
    return sum(x * y for x, y in zip(u, v))


u = [1.0] * int(sys.argv[1])
for _ in range(8):
    u = step(u)
v = step(u)
print("%.9f" % sqrt(dot(u, v) / dot(u, u)))
