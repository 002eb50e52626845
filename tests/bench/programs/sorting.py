# SPDX-License-Identifier: MIT
import sys


def numbers(n):
    x = 42
    for _ in range(n):
        yield x
        x = (x * 1103515245 + 12345) % 2147483648


n = int(sys.argv[1])
xs = list(numbers(n))
strings = [str(x) for x in xs]
people = [{"age": x // 256 % 100, "name": f"n{x % 1000}", "id": x} for x in xs]
pairs = [(x // 512 % 50, x) for x in xs]
print(sorted(xs)[n // 2], sorted(xs, reverse=True)[0])
print(sorted(strings)[-1])
print(sorted(people, key=lambda p: p["id"])[0]["id"],
      sorted(people, key=lambda p: (p["age"], p["name"], p["id"]))[-1]["id"])
print(sorted(pairs)[n // 3][1])
