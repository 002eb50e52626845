# SPDX-License-Identifier: MIT
from time import process_time

import numpy as np

xs = np.arange(10000000.0)

start = process_time()
for _ in range(4):
    np.sum(2.0 * xs + xs / 3.0 + 1.0)
print("numpy", process_time() - start, int(np.sum(2.0 * xs + xs / 3.0 + 1.0)))
