# SPDX-License-Identifier: MIT
import sys
from math import sqrt


def orbit(n):
    dt = 0.001
    x, y, z, vx, vy, vz = 1.0, 0.0, 0.1, 0.0, 0.9, 0.05
    for _ in range(n):
        r2 = x * x + y * y + z * z
        k = -dt / (r2 * sqrt(r2))
        vx += k * x
        vy += k * y
        vz += k * z
        x += dt * vx
        y += dt * vy
        z += dt * vz
    return x, y, z


print("%.6f %.6f %.6f" % orbit(int(sys.argv[1])))
