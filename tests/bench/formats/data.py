#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""data.py FOLDER: writes FOLDER/records.json (20 MB), .csv (50 MB), .edn (10 MB)
and .yaml (1 MB): records as programs exchange them, the same in each run."""
import csv
import json
import random
import sys
from pathlib import Path

WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "caf\u00e9", "na\u00efve", "a \"quoted\" one", "line\nbreak", "comma, here", "plain"]


def record(rng, n):
    return {"id": n, "name": " ".join(rng.choices(WORDS, k=3)), "score": round(rng.uniform(0, 1000), 3),
            "active": rng.random() < .5, "parent": None if n % 3 else n // 3,
            "tags": rng.sample(WORDS, 4), "place": {"street": f"{rng.choice(WORDS)} street", "number": rng.randint(1, 300)}}


def edn(x):
    if isinstance(x, dict):
        return "{" + ", ".join(f":{k} {edn(v)}" for k, v in x.items()) + "}"
    if isinstance(x, list):
        return "[" + " ".join(map(edn, x)) + "]"
    if isinstance(x, str):
        return '"' + x.replace('"', '\\"') + '"'
    return {None: "nil", True: "true", False: "false"}[x] if x is None or isinstance(x, bool) else repr(x)


def yaml(r):
    lines = [f"- id: {r['id']}", f"  name: {json.dumps(r['name'])}", f"  score: {r['score']}",
             f"  active: {str(r['active']).lower()}", f"  parent: {'null' if r['parent'] is None else r['parent']}", "  tags:"]
    lines += [f"  - {json.dumps(t)}" for t in r["tags"]]
    return "\n".join([*lines, "  place:", f"    street: {json.dumps(r['place']['street'])}", f"    number: {r['place']['number']}"])


def parts(size, text):
    rng, n = random.Random(1), 0
    while size > 0:
        part = text(record(rng, n))
        size -= len(part) + 1
        n += 1
        yield part


def main():
    folder = Path(sys.argv[1])
    if (folder / "records.yaml").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records.json").write_text("[" + ",\n".join(parts(20_000_000, json.dumps)) + "]", encoding="utf-8")
    (folder / "records.edn").write_text("[" + "\n".join(parts(10_000_000, edn)) + "]", encoding="utf-8")
    with open(folder / "records.csv", "w", encoding="utf-8", newline="") as out:
        rng, writer, n = random.Random(1), csv.writer(out), 0
        while out.tell() < 50_000_000 if n % 1000 == 0 else True:
            r = record(rng, n)
            writer.writerow([r["id"], r["name"], r["score"], r["active"], *r["tags"], r["place"]["street"]])
            n += 1
    (folder / "records.yaml").write_text("\n".join(parts(1_000_000, yaml)) + "\n", encoding="utf-8")


main()
