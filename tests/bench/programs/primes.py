# SPDX-License-Identifier: MIT
import sys
from itertools import count, islice, takewhile


def primes():
    found = [2]
    yield 2
    for n in count(3, 2):
        if not any(n % p == 0 for p in takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n


first = list(islice(primes(), int(sys.argv[1])))
print(first[-1], sum(first))
