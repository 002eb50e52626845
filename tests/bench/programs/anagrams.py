# SPDX-License-Identifier: MIT
import sys
from collections import defaultdict

SYLLABLES = ["ta", "at", "er", "re", "on", "no", "li", "il", "s"]


def word(i):
    return "".join(SYLLABLES[i // d % 9] for d in (1, 9, 81, 729))


groups = defaultdict(list)
for w in dict.fromkeys(word(i) for i in range(int(sys.argv[1]))):
    groups[tuple(sorted(w))].append(w)
found = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g[0]))
print(len(found), " ".join(sorted(found[0])))
print(sum(map(len, found)), found[-1][0])
