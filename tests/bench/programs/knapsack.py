# SPDX-License-Identifier: MIT
import sys


def add_thing(row, weight, value):
    return [best if w < weight else max(best, value + row[w - weight]) for w, best in enumerate(row)]


best = [0] * 1001
for i in range(int(sys.argv[1])):
    best = add_thing(best, 3 + i * 37 % 50, 10 + i * 53 % 90)
print(best[-1], sum(best))
