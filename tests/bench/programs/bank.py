# SPDX-License-Identifier: MIT
import sys
from dataclasses import dataclass
from threading import Lock

lock = Lock()


@dataclass
class Account:
    id: int
    balance: int = 1000
    moves: int = 0


accounts = [Account(i) for i in range(100)]


def transfer(origin, target, amount):
    with lock:
        if origin.balance >= amount:
            origin.balance -= amount
            origin.moves += 1
            target.balance += amount


x = 7
for i in range(int(sys.argv[1])):
    x = (x * 1103515245 + 12345) % 2147483648
    origin = x // 64 % 100
    transfer(accounts[origin], accounts[(origin + 1 + i % 98) % 100], x % 300)
print(sum(a.balance for a in accounts), max(a.balance for a in accounts), sum(a.moves for a in accounts))
