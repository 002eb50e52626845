# SPDX-License-Identifier: MIT
from time import process_time

areas = {"square": lambda s: s["a"], "circle": lambda s: s["r"], "triangle": lambda s: s["h"]}
shapes = [{"shape": "square", "a": 1}, {"shape": "circle", "r": 2}, {"shape": "triangle", "h": 3}]


def area(s):
    return areas[s["shape"]](s)


def total(n):
    result = 0
    for i in range(n):
        result += area(shapes[i % 3])
    return result


start = process_time()
result = total(5000000)
print("multimethod", process_time() - start, result)
