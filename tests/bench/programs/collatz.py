# SPDX-License-Identifier: MIT
import sys


def following(n):
    return n // 2 if n % 2 == 0 else 3 * n + 1


def sequence(n):
    while n != 1:
        yield n
        n = following(n)


def steps(n):
    return sum(1 for _ in sequence(n))


best = max(range(1, int(sys.argv[1])), key=lambda n: (steps(n), n))
print(best, steps(best))
