# SPDX-License-Identifier: MIT
import json
import sys


def document(n):
    return {"items": [{"id": i,
                       "name": f"item {i}",
                       "tags": ["red", "green", "blue"],
                       "price": i / 4.0,
                       "stock": {"here": i % 7, "there": i % 2 == 0},
                       "note": 'a "quoted"\nline' if i % 3 == 0 else None}
                      for i in range(n)]}


items = json.loads(json.dumps(document(int(sys.argv[1]))))["items"]
print(len(items), sum(item["stock"]["here"] for item in items),
      "%.2f" % sum(item["price"] for item in items),
      sum(1 for item in items if item["note"]))
