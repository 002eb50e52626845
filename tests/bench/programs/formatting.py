# SPDX-License-Identifier: MIT
import sys


def line(i):
    return "%5d %-10s|%08.3f %s %x" % (i, "row" + str(i % 100), i / 7.0, "even" if i % 2 == 0 else "odd", i)


lines = [line(i) for i in range(int(sys.argv[1]))]
print(lines[-1])
print(sum(map(len, lines)))
