# SPDX-License-Identifier: MIT
# What elements.clj does, with Python's collections.
import sys
from collections import defaultdict
from itertools import count
from time import process_time_ns

n = int(sys.argv[1])
items = list(range(n))
shuffled = sorted(items, key=lambda i: i * 2654435761 & 0xffffffff)
table = dict(zip(shuffled, items))


def cost(work):
    def once():
        start = process_time_ns()
        work()
        return process_time_ns() - start
    return min(once() for _ in range(max(2, 2_000_000 // n))) / n


def append():
    made = []
    for i in shuffled:
        made.append(i)


def nth():
    total = 0
    for i in shuffled:
        total += items[i]


def fill():
    made = {}
    for i in shuffled:
        made[i] = i


def get():
    total = 0
    for i in shuffled:
        total += table[i]


def add():
    made = set()
    for i in shuffled:
        made.add(i)


def group():
    groups = defaultdict(list)
    for i in items:
        groups[i & 1023].append(i)


for label, work in [("vector", append), ("nth", nth), ("map", fill), ("get", get), ("set", add), ("sort", lambda: sorted(shuffled)),
                    ("string", lambda: ",".join(map(str, items))),
                    ("lazy", lambda: sum(1 for i in (a + 1 for a, _ in zip(count(), range(n))) if i % 2 == 0)), ("group-by", group)]:
    print(label, cost(work))
