# SPDX-License-Identifier: MIT
import sys


class Node:
    __slots__ = "left", "right"

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def size(node):
    if node.left is not None:
        return 1 + size(node.left) + size(node.right)
    return 1


n = int(sys.argv[1])
long_lived = make(n)
for depth in range(4, n + 1, 4):
    rounds = 1 << n - depth
    print(rounds, depth, sum(size(make(depth)) for _ in range(rounds)))
print(size(long_lived))
