# SPDX-License-Identifier: MIT
import sys
from collections import defaultdict

REGIONS = ["north", "south", "east", "west"]


def sale(i):
    return {"id": i, "region": REGIONS[i * 7 % 4], "product": f"p{i * 13 % 50}", "units": 1 + i % 9, "price": 5 + i * 3 % 40}


def total(row):
    return row["units"] * row["price"]


sales = [sale(i) for i in range(int(sys.argv[1]))]
by_region = defaultdict(list)
for row in sales:
    by_region[row["region"]].append(row)
for region in REGIONS:
    rows = by_region[region]
    by_product = defaultdict(int)
    for row in rows:
        by_product[row["product"]] += total(row)
    best, amount = min(by_product.items(), key=lambda item: (-item[1], item[0]))
    print(region, len(rows), sum(map(total, rows)), best, amount)
units = defaultdict(lambda: defaultdict(int))
for row in sales:
    units[row["region"]][row["product"]] += row["units"]
print(sum(len([row for row in rows if row["units"] > 5]) for rows in by_region.values()),
      units["east"].get("p7", 0))
