# SPDX-License-Identifier: MIT
from time import process_time

words = ["a", "bb", "ccc"]


def lengths(n):
    total = 0
    for _ in range(n):
        total += len(words)
    return total


start = process_time()
result = lengths(1000000)
print("builtins", process_time() - start, result)
