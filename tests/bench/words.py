# SPDX-License-Identifier: MIT
import sys
from collections import Counter

counts = Counter()
with open(sys.argv[1]) as text:
    for line in text:
        counts.update(line.split())
for word, n in counts.most_common(10):
    print(n, word)
