# SPDX-License-Identifier: MIT
import sys
from bisect import bisect_left, bisect_right, insort


def numbers(n):
    x = 42
    for _ in range(n):
        yield x
        x = (x * 1103515245 + 12345) % 2147483648


prices, amounts = [], {}
for x in numbers(int(sys.argv[1])):
    price = x // 64 % 20000
    if x % 3 == 0:
        i = bisect_left(prices, price)
        if i < len(prices):
            del amounts[prices.pop(i)]
    elif price in amounts:
        amounts[price] += x % 10
    else:
        insort(prices, price)
        amounts[price] = x % 10
print(len(prices), prices[0], prices[-1], sum(amounts.values()))
print(sum(amounts[p] for p in prices[bisect_right(prices, 5000):bisect_left(prices, 6000)]))
