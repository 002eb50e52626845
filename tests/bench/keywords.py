# SPDX-License-Identifier: MIT
from time import process_time

points = [{"id": i, "x": 1, "y": 2, "z": 3, "w": 4} for i in range(1000)]


def sum_points(rounds):
    total = 0
    for _ in range(rounds):
        for point in points:
            total += point["id"] + point["x"] + point["y"] + point["z"] + point["w"]
    return total


start = process_time()
result = sum_points(4000)
print("keywords", process_time() - start, result)
