# SPDX-License-Identifier: MIT
import re
import sys
from collections import Counter
from itertools import groupby


def encode(s):
    return "".join(f"{len(list(run))}{c}" for c, run in groupby(s))


def decode(s):
    return "".join(int(n) * c for n, c in re.findall(r"(\d+)(\D)", s))


NUMERALS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def roman(n):
    out = ""
    for value, letters in NUMERALS:
        while value <= n:
            out += letters
            n -= value
    return out


def wrap(width, words):
    lines, line = [], ""
    for word in words:
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            lines.append(line)
            line = word
    return lines + [line]


n = int(sys.argv[1])
s = "".join("abc"[i % 3] * (1 + i * i % 7) for i in range(n))
coded = encode(s)
words = [roman(i) for i in range(1, n)]
lines = wrap(72, words)
print(len(coded), "true" if s == decode(coded) else "false")
print(len(lines), lines[-1])
sizes = sorted(Counter(map(len, words)).items())
print(max(sizes, key=lambda item: (item[1], item[0]))[0], len("\n".join(lines)))
