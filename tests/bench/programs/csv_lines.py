# SPDX-License-Identifier: MIT
import sys
from collections import defaultdict


def write_row(row):
    return ",".join(map(str, row))


def document(n):
    return "\n".join(["id,city,amount,rate",
                      *(write_row([i, ("Rome", "Oslo", "Bern")[i % 3], i * 31 % 997, i % 8 / 8.0]) for i in range(n))])


def read_rows(text):
    header, *lines = text.splitlines()
    columns = header.split(",")
    return [dict(zip(columns, line.split(","))) for line in lines]


rows = [{**row, "amount": int(row["amount"]), "rate": float(row["rate"])}
        for row in read_rows(document(int(sys.argv[1])))]
groups = defaultdict(list)
for row in rows:
    groups[row["city"]].append(row)
for city, group in sorted(groups.items()):
    print(city, len(group), sum(row["amount"] for row in group),
          "%.3f" % sum(row["amount"] * row["rate"] for row in group))
print(len([row for row in rows if row["rate"] > 0.5]))
