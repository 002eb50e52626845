# SPDX-License-Identifier: MIT
from time import process_time


def count_to(n):
    i = 0
    while i < n:
        i += 1
    return i


start = process_time()
result = count_to(50_000_000)
print("loop", process_time() - start, result)
