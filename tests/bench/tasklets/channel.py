# SPDX-License-Identifier: MIT
import asyncio
from time import monotonic


async def main():
    start = monotonic()
    queue = asyncio.Queue(100)

    async def produce():
        for i in range(1000000):
            await queue.put(i)
        await queue.put(None)

    task = asyncio.create_task(produce())
    total = 0
    while (i := await queue.get()) is not None:
        total += i
    await task
    print("channel", monotonic() - start, total)

asyncio.run(main())
