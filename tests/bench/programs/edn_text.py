# SPDX-License-Identifier: MIT
import sys
from ast import literal_eval


def document(n):
    return [{"id": i, "name": f"item {i}", "tags": ["red", "green", "blue"], "price": i / 4.0,
             "stock": {"here": i % 7, "there": i % 2 == 0}} for i in range(n)]


items = literal_eval(repr(document(int(sys.argv[1]))))
print(len(items), sum(item["stock"]["here"] for item in items), "%.2f" % sum(item["price"] for item in items))
