# SPDX-License-Identifier: MIT
import re
import sys
from collections import Counter, defaultdict

PATHS = ["/", "/index.html", "/img/logo.png", "/api/items", "/api/users/17"]


def line(i):
    return (f'10.0.{i % 5}.{i * 7 % 50} - - [12/Mar/2024:10:{i % 60}:00] "GET '
            f'{PATHS[i * i % 5]} HTTP/1.1" {404 if i % 11 == 0 else 200} {i * 37 % 5000}')


PATTERN = re.compile(r'^(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)$')


def parse(line):
    if m := PATTERN.search(line):
        host, time, method, path, status, size = m.groups()
        return {"host": host, "time": time, "method": method, "path": path, "status": int(status), "size": int(size)}


entries = [e for e in map(parse, map(line, range(int(sys.argv[1])))) if e]
ok = [e for e in entries if e["status"] == 200]
print(len(entries), len(ok), sum(e["size"] for e in ok))
groups = defaultdict(list)
for e in ok:
    groups[e["path"]].append(e)
for path, es in sorted(groups.items()):
    print(path, len(es), max(e["size"] for e in es))
for host, n in sorted(Counter(e["host"] for e in entries).items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(host, n)
