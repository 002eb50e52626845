# SPDX-License-Identifier: MIT
from time import process_time


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


start = process_time()
result = fib(32)
print("fib", process_time() - start, result)
