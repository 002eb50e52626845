# SPDX-License-Identifier: MIT
import re
import sys
from collections import Counter

SOME_WORDS = ["the", "quick", "Brown", "fox", "jumps", "over", "a", "Lazy", "dog", "and", "runs", "Away"]


def text(n):
    return " ".join(SOME_WORDS[i * i % 12] + ("," if i % 9 == 0 else "") for i in range(n))


n = int(sys.argv[1])
words = [word.replace(",", "").lower() for word in re.split(r"\s+", text(n))]
for word, k in sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])):
    print(word, k)
print(len("_".join(word.capitalize() for word in words)),
      sum(1 for word in words if word.startswith("a")),
      len({word[0:1] for word in words}),
      sum(len(line.upper().strip()) for line in text(n).replace(", ", ",\n ").splitlines()))
