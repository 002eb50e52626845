# SPDX-License-Identifier: MIT
import sys
from math import sqrt

planets = [
    {"x": x, "y": y, "z": z, "vx": 365.24 * vx, "vy": 365.24 * vy, "vz": 365.24 * vz, "mass": 39.47841760435743 * m}
    for x, y, z, vx, vy, vz, m in [
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        (4.841431442464721, -1.1603200440274284, -0.10362204447112311, 1.6600766427440370e-03, 7.6990111841974043e-03, -6.9046001697206302e-05, 9.5479193842432661e-04),
        (8.343366718244580, 4.124798564124305, -0.4035234171143214, -2.7674251072641102e-03, 4.9985280123491724e-03, 2.3041729757376393e-05, 2.8588598066613081e-04),
        (12.894369562139131, -15.111151401698631, -0.22330757889265573, 2.9646013756476162e-03, 2.3784717395948095e-03, -2.9658956854023756e-05, 4.3662440433515630e-05),
        (15.379697114850917, -25.919314609987964, 0.17925877295037118, 2.6806777249038932e-03, 1.6282417003824230e-03, -9.5159225451971587e-05, 5.1513890204661145e-05)]]
DT = 0.01


def pull(planet, other):
    dx = planet["x"] - other["x"]
    dy = planet["y"] - other["y"]
    dz = planet["z"] - other["z"]
    d2 = dx * dx + dy * dy + dz * dz
    mag = other["mass"] * (DT / (d2 * sqrt(d2)))
    return {**planet, "vx": planet["vx"] - dx * mag, "vy": planet["vy"] - dy * mag, "vz": planet["vz"] - dz * mag}


def move(planet):
    return {**planet,
            "x": planet["x"] + DT * planet["vx"],
            "y": planet["y"] + DT * planet["vy"],
            "z": planet["z"] + DT * planet["vz"]}


def pulled(planets, i):
    planet = planets[i]
    for j in range(5):
        if i != j:
            planet = pull(planet, planets[j])
    return planet


def step(planets):
    return [move(pulled(planets, i)) for i in range(5)]


for _ in range(int(sys.argv[1])):
    planets = step(planets)
print("%.8f %.8f %.8f" % (planets[1]["x"], planets[2]["y"], planets[3]["vz"]))
