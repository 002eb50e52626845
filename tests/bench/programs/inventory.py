# SPDX-License-Identifier: MIT
import sys

state = {"stock": {}, "orders": 0, "log": []}


def apply_event(state, kind, item, n):
    stock = state["stock"]
    match kind:
        case "in":
            stock[item] = stock.get(item, 0) + n
        case "out":
            have = stock.get(item, 0)
            if have >= n:
                stock[item] = have - n
                state["orders"] += 1
            else:
                state["log"].append((item, n, have))


def event(i):
    return {"kind": "in" if i * 5 % 3 == 0 else "out", "item": f"item{i * 7 % 200}", "n": 1 + i % 13}


for i in range(int(sys.argv[1])):
    apply_event(state, **event(i))
print(sum(state["stock"].values()), state["orders"], len(state["log"]), sum(n for _, n, _ in state["log"]))
