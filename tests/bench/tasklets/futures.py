# SPDX-License-Identifier: MIT
# A tenth of the work, the time of all of it.
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

with ThreadPoolExecutor(4) as pool:
    start = monotonic()
    total = 0
    for _ in range(100000):
        total += pool.submit(lambda: 1).result()
    print("futures", (monotonic() - start) * 10, total * 10)
