# SPDX-License-Identifier: MIT
import sys
from collections import defaultdict, deque


def needs(n):
    return {i: {x for x in (i // 2, i // 3, i * 7 % (i + 1)) if x < i} for i in range(n)}


def ordered(graph):
    needed_by = defaultdict(list)
    for task, wanted in graph.items():
        for need in wanted:
            needed_by[need].append(task)
    ready = deque(sorted(task for task, wanted in graph.items() if not wanted))
    done = []
    while ready:
        task = ready.popleft()
        for waiting in sorted(needed_by[task]):
            graph[waiting].discard(task)
            if not graph[waiting]:
                ready.append(waiting)
        done.append(task)
    return done


tasks = ordered(needs(int(sys.argv[1])))
print(len(tasks), sum(i * t for i, t in enumerate(tasks[:1000])), "(" + " ".join(map(str, tasks[-5:])) + ")")
