# SPDX-License-Identifier: MIT
import sys

BASES = "ACGTNacgt"
COMPLEMENTS = str.maketrans("ACGTNacgt", "TGCANTGCA")


def strand(n):
    x = 42
    parts = []
    for _ in range(n):
        parts.append(BASES[x % 9])
        x = (x * 3877 + 29573) % 139968
    return "".join(parts)


text = strand(int(sys.argv[1]))[::-1].translate(COMPLEMENTS)
lines = [text[i:i + 60] for i in range(0, len(text), 60)]
print(len(lines), lines[0])
print(lines[-1])
print(sum(sum(1 for c in line if c in "AT") for line in lines))
