# SPDX-License-Identifier: MIT
import sys


def next_row(previous, a, b):
    row = [previous[0] + 1]
    for above_left, above, c in zip(previous, previous[1:], b):
        row.append(above_left if a == c else 1 + min(above_left, above, row[-1]))
    return row


def distance(a, b):
    row = list(range(len(b) + 1))
    for c in a:
        row = next_row(row, c, b)
    return row[-1]


def word(i):
    return "".join("abcdefgh"[(i * k + i // 3) % 8] for k in range(12))


words = [word(i) for i in range(int(sys.argv[1]))]
print(sum(map(distance, words, words[1:])), max(distance(words[0], w) for w in words))
