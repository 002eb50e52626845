# SPDX-License-Identifier: MIT
import sys
from itertools import count


def safe(column, queens):
    return all(column != other and distance != abs(column - other) for distance, other in zip(count(1), queens))


def queens(n):
    boards = [[]]
    for _ in range(n):
        boards = [[column] + board for board in boards for column in range(n) if safe(column, board)]
    return boards


boards = queens(int(sys.argv[1]))
print(len(boards), "(" + " ".join(map(str, boards[0])) + ")")
