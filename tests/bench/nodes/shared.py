# SPDX-License-Identifier: MIT
import multiprocessing as mp, time
from multiprocessing.shared_memory import SharedMemory


def serve(pipe):
    while (name := pipe.recv()) is not None:
        shared = SharedMemory(name)
        data = bytes(shared.buf)
        pipe.send(len(data) + data[-1])
        shared.close()


if __name__ == "__main__":
    data = bytes(range(256)) * (4 * 1024 * 1024)
    pipe, other = mp.Pipe()
    worker = mp.Process(target=serve, args=(other,))
    worker.start()
    start = time.monotonic()
    shared = SharedMemory(create=True, size=len(data))
    shared.buf[:] = data
    pipe.send(shared.name)
    n = pipe.recv()
    print("shared", time.monotonic() - start, n)
    shared.close()
    shared.unlink()
    pipe.send(None)
    worker.join()
