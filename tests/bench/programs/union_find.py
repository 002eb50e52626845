# SPDX-License-Identifier: MIT
import sys


def root(parents, x):
    while (p := parents.get(x, x)) != x:
        x = p
    return x


def edges(n):
    for i in range(n):
        for k in (1, 7, 31):
            j = (i * k + k) % n
            if i != j:
                yield {"from": i, "to": j, "weight": (i + k) * 7919 % 1009}


def spanning(edges):
    parents, total, used = {}, 0, 0
    for edge in sorted(edges, key=lambda e: (e["weight"], e["from"], e["to"])):
        a, b = root(parents, edge["from"]), root(parents, edge["to"])
        if a != b:
            parents[min(a, b)] = max(a, b)
            total += edge["weight"]
            used += 1
    return parents, total, used


n = int(sys.argv[1])
parents, total, used = spanning(edges(n))
print(total, used, len({root(parents, x) for x in range(n)}))
