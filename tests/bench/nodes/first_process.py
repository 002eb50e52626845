# SPDX-License-Identifier: MIT
"""The first process of a program: its start, a call, the result. The argument is how: spawn or fork."""
import multiprocessing
import sys
import time


def add(connection, a, b):
    connection.send(a + b)


if __name__ == "__main__":
    start = time.monotonic()
    context = multiprocessing.get_context(sys.argv[1])
    here, there = context.Pipe()
    process = context.Process(target=add, args=(there, 1, 2))
    process.start()
    result = here.recv()
    print("first", time.monotonic() - start, result)
    process.join()
