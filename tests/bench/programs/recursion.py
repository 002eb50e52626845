# SPDX-License-Identifier: MIT
import sys

sys.setrecursionlimit(100000)


def tak(x, y, z):
    if y < x:
        return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
    return z


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


n = int(sys.argv[1])
print(tak(2 * n, n, 0), ackermann(2, 10 * n))
