# SPDX-License-Identifier: MIT
import multiprocessing
import threading
import time

N = 1000000


def echo(connection):
    while (x := connection.recv()) is not None:
        connection.send(x)


if __name__ == "__main__":
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=(there,))
    process.start()
    start = time.monotonic()

    def send():
        for i in range(N):
            here.send(i)

    sender = threading.Thread(target=send)
    sender.start()
    total = 0
    for _ in range(N):
        total += here.recv()
    print("messages", time.monotonic() - start, total)
    sender.join()
    here.send(None)
    process.join()
