# SPDX-License-Identifier: MIT
# A method call; str and None can't have one of ours, so it is another class of ours each time.
from time import process_time


def box(grams):
    class Box:
        __slots__ = ("grams",)

        def __init__(self, grams):
            self.grams = grams

        def weight(self):
            return self.grams

    return Box(grams)


def total(x, n):
    result = 0
    for _ in range(n):
        result += x.weight()
    return result


for label, x in (("deftype", box(1)), ("str", box(2)), ("nil", box(3))):
    start = process_time()
    result = total(x, 5000000)
    print(label, process_time() - start, result)
