# SPDX-License-Identifier: MIT
import sys


def sieve(n):
    marks = [True] * (n + 1)
    i = 2
    while i * i <= n:
        if marks[i]:
            for j in range(i * i, n + 1, i):
                marks[j] = False
        i += 1
    return marks


primes = [i for i, prime in enumerate(sieve(int(sys.argv[1]))) if prime and i > 1]
print(len(primes), primes[-1], sum(primes))
