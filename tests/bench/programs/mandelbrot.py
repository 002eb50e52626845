# SPDX-License-Identifier: MIT
import sys


def steps(cr, ci, limit):
    x = y = 0.0
    n = 0
    while True:
        x2 = x * x
        y2 = y * y
        if n == limit or x2 + y2 > 4.0:
            return n
        x, y = x2 - y2 + cr, 2.0 * x * y + ci
        n += 1


def row(y, size):
    return "".join((" .:-=+*#%@" + "@")[steps(3.0 * x / size - 2.0, 2.0 * y / size - 1.0, 50) // 5] for x in range(size))


size = int(sys.argv[1])
rows = [row(y, size) for y in range(size)]
print(rows[size // 3])
print(sum(sum(1 for c in r if c == "@") for r in rows))
