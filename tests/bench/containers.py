# SPDX-License-Identifier: MIT
from time import process_time

N = 1_000_000


def build_list():
    v = []
    for i in range(N):
        v.append(i)
    return v


def build_dict():
    d = {}
    for i in range(N):
        d[i] = i
    return d


def total(coll):
    s = 0
    for i in range(N):
        s += coll[i]
    return s


def update(coll):
    for i in range(N):
        coll[i] += 1
    return coll


t0 = process_time(); v = build_list()
t1 = process_time(); v_sum = total(v)
t2 = process_time(); v = update(v)
t3 = process_time(); d = build_dict()
t4 = process_time(); d_sum = total(d)
t5 = process_time(); d = update(d)
t6 = process_time()
print("all", t6 - t0, v_sum + d_sum + v[-1] + d[1000])
print("build-vector", t1 - t0)
print("sum-vector", t2 - t1)
print("update-vector", t3 - t2)
print("build-map", t4 - t3)
print("sum-map", t5 - t4)
print("update-map", t6 - t5)
