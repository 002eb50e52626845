# SPDX-License-Identifier: MIT
"""The row about scale: what an element costs in collections of 10,000 to ten
million elements, ours and Python's, in nanoseconds of the processor's time.
Both grow where they no longer fit into the processor's caches; so what our
costs grow by is compared with what Python's grow by."""
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent / "scale"
SIZES = [10**4, 10**5, 10**6, 10**7]


def costs(*command):
    """Per work: its cost at each size."""
    seen = {}
    for size in SIZES:
        done = subprocess.run([*command, str(size)], capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            label, cost = line.split()
            seen.setdefault(label, []).append(float(cost))
    return seen


def report(cljsh):
    """Prints a table; no goal is missed by it."""
    ours = costs(cljsh, str(HERE / "elements.clj"))
    theirs = costs("/usr/bin/python3", str(HERE / "elements.py"))
    row = lambda label, costs: f"  {label:<18} " + " ".join(f"{cost:8.0f}" for cost in costs) + f" {costs[-1] / costs[0]:8.1f}"
    print(f"{'ns an element, of how many':<20} " + " ".join(f"{f'10^{len(str(size)) - 1}':>8}" for size in SIZES) + "   growth")
    for label, cost in ours.items():
        print(row(label, cost), flush=True)
        if label in theirs:
            print(row("  Python", theirs[label]), flush=True)
    return 0
