# SPDX-License-Identifier: MIT
from time import process_time


def total(n):
    return sum(x + 1 for x in range(n) if x % 2)


start = process_time()
result = total(10_000_000)
print("seqs", process_time() - start, result)
