# SPDX-License-Identifier: MIT
from time import process_time

numbers = list(range(1000000))


def add_one(x):
    return x + 1


start = process_time()
result = sum(map(add_one, numbers))
print("callback", process_time() - start, result)
