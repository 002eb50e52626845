# SPDX-License-Identifier: MIT
import sys
from collections import Counter
from heapq import heapify, heappop, heappush


def text(n):
    return "".join("etaoin shrdlu,.ETAOIN"[i * i * 7 % 21] for i in range(n))


def tree(counts):
    queue = [(n, i, c) for i, (c, n) in enumerate(sorted(counts.items()))]
    heapify(queue)
    nodes, fresh = {}, len(queue)
    while True:
        n, a, left = heappop(queue)
        if not queue:
            return nodes, (a, left)
        m, b, right = heappop(queue)
        heappush(queue, (n + m, fresh, None))
        nodes[fresh] = ((a, left), (b, right))
        fresh += 1


def codes(nodes, node, prefix):
    number, c = node
    if c:
        return {c: prefix}
    left, right = nodes[number]
    return codes(nodes, left, prefix + "0") | codes(nodes, right, prefix + "1")


def decode(by_code, bits):
    prefix, out = "", []
    for bit in bits:
        prefix += bit
        if prefix in by_code:
            out.append(by_code[prefix])
            prefix = ""
    return "".join(out)


message = text(int(sys.argv[1]))
nodes, root = tree(Counter(message))
by_char = codes(nodes, root, "")
bits = "".join(by_char[c] for c in message)
print(len(bits), "(" + " ".join(sorted(by_char.values(), key=lambda code: (len(code), code))) + ")")
print("true" if message == decode({code: c for c, code in by_char.items()}, bits) else "false")
