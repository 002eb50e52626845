# SPDX-License-Identifier: MIT
from time import process_time


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


start = process_time()
result = sum(numbers(5_000_000))
print("generator", process_time() - start, result)
