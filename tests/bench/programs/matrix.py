# SPDX-License-Identifier: MIT
import sys


def times(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


n = int(sys.argv[1])
a = [[(i * j + i) % 10 for j in range(n)] for i in range(n)]
b = times(a, a)
print(sum(map(sum, b)), b[3][4], sum(row[i] for i, row in enumerate(b)))
