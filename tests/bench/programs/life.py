# SPDX-License-Identifier: MIT
import sys
from collections import Counter


def neighbours(cell):
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def step(cells):
    counts = Counter(n for cell in cells for n in neighbours(cell))
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


cells = {(0, 0), (1, 0), (1, 2), (3, 1), (4, 0), (5, 0), (6, 0),
         (40, 1), (41, 1), (39, 0), (40, 0), (40, -1)}
for _ in range(int(sys.argv[1])):
    cells = step(cells)
print(len(cells), sum(x for x, _ in cells), sum(y for _, y in cells))
