# SPDX-License-Identifier: MIT
import sys
from collections import Counter


def numbers(n):
    x = 42
    for _ in range(n):
        yield x
        x = (x * 3877 + 29573) % 139968


def strand(n):
    return "".join("ACGT"[x // 1000 % 4] for x in numbers(n))


def counts(text, k):
    return Counter(text[i:i + k] for i in range(len(text) - k + 1))


text = strand(int(sys.argv[1]))
for letter, n in sorted(Counter(text).items()):
    print(letter, n)
for k in (1, 2, 4, 6):
    word, n = min(counts(text, k).items(), key=lambda item: (-item[1], item[0]))
    print(k, word, n)
