# SPDX-License-Identifier: MIT
from time import process_time

start = process_time()
parts = []
for _ in range(1000000):
    parts.append("ten chars.")
n = len("".join(parts))
print("builder", process_time() - start, n)
