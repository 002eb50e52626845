# SPDX-License-Identifier: MIT
import sys
from collections import deque


def wall(x, y):
    return (x * x + 3 * x + 2 * x * y + y + y * y) % 5 == 0


def around(size, place):
    x, y = place
    return [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))
            if -1 < x + dx < size and -1 < y + dy < size and not wall(x + dx, y + dy)]


def distances(size, start):
    queue = deque([start])
    seen = {start: 0}
    while queue:
        place = queue.popleft()
        steps = seen[place] + 1
        for new in around(size, place):
            if new not in seen:
                seen[new] = steps
                queue.append(new)
    return seen


found = distances(int(sys.argv[1]), (1, 0))
print(len(found), max(found.values()), sum(found.values()))
