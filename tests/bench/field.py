# SPDX-License-Identifier: MIT
from time import process_time


class Point:
    __slots__ = ("id", "x", "y", "z")

    def __init__(self, id, x, y, z):
        self.id, self.x, self.y, self.z = id, x, y, z


points = [Point(i, 1, 2, 3) for i in range(1000)]


def sum_points(rounds):
    total = 0
    for _ in range(rounds):
        for p in points:
            total += p.id + p.x + p.y + p.z
    return total


start = process_time()
result = sum_points(5000)
print("field", process_time() - start, result)
