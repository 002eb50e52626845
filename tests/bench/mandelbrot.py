# SPDX-License-Identifier: MIT
from time import process_time

SIZE = 400
LIMIT = 200


def steps(cr, ci):
    zr = zi = 0.0
    n = 0
    while True:
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0 or n == LIMIT:
            return n
        zr, zi = rr - ii + cr, 2.0 * zr * zi + ci
        n += 1


def total():
    return sum(steps(3.0 * x / SIZE - 2.25, 3.0 * y / SIZE - 1.5)
               for y in range(SIZE) for x in range(SIZE))


start = process_time()
result = total()
print("mandelbrot", process_time() - start, result)
