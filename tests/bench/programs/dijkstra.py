# SPDX-License-Identifier: MIT
import sys
from heapq import heappop, heappush


def graph(n):
    return {i: {(i * 7 + k * k * 13) % n: 1 + i * k * 31 % 17 for k in range(1, 6)} for i in range(n)}


def distances(graph, start):
    queue, done = [(0, start)], {}
    while queue:
        d, node = heappop(queue)
        if node in done:
            continue
        done[node] = d
        for to, w in graph[node].items():
            if to not in done:
                heappush(queue, (d + w, to))
    return done


found = distances(graph(int(sys.argv[1])), 0)
print(len(found), max(found.values()), sum(found.values()))
