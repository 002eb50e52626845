# SPDX-License-Identifier: MIT
import multiprocessing
import time


def add(connection, a, b):
    connection.send(a + b)


if __name__ == "__main__":
    start = time.monotonic()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=add, args=(there, 1, 2))
    process.start()
    result = here.recv()
    print("first", time.monotonic() - start, result)
    process.join()
