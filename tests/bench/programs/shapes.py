# SPDX-License-Identifier: MIT
import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Circle:
    r: int

    def area(self):
        return 3 * self.r * self.r

    def grow(self, by):
        return replace(self, r=self.r + by)


@dataclass(frozen=True)
class Rect:
    w: int
    h: int

    def area(self):
        return self.w * self.h

    def grow(self, by):
        return replace(self, w=self.w + by, h=self.h + by)


def shape(i):
    return Circle(i % 10) if i % 2 == 0 else Rect(i % 7, i % 11)


DESCRIBE = {"small": lambda thing: f"small {thing['n']}", "big": lambda thing: f"big {thing['n']}"}


def describe(thing):
    return DESCRIBE.get(thing["kind"], lambda _: "none")(thing)


n = int(sys.argv[1])
shapes = [shape(i).grow(1) for i in range(n)]
print(sum(s.area() for s in shapes))
print(sum(isinstance(s, Circle) for s in shapes), max(getattr(s, "r", 0) for s in shapes))
print(sum(len(describe({"kind": ("small", "big", "odd")[i % 3], "n": i})) for i in range(n)))
