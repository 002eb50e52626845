# SPDX-License-Identifier: MIT
"""The rows about the start of a process: times by hyperfine, in one session
with the rivals; page faults and private memory of one process."""
import json
import os
import statistics
import subprocess
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

HERE = Path(__file__).resolve().parent
# What is set up for Python here is not of a plain start.
for name in [name for name in os.environ if name.startswith("PYTHON") or name == "VIRTUAL_ENV"]:
    del os.environ[name]

RUNS = int(os.environ.get("RUNS", "300"))
ROUNDS = 10

# Our command, what it is called, and the rivals: name, command, goal.
TIMES = [
    ("{cljsh} -e nil", "start: cljsh -e nil", [
        ("bash", "bash --norc -c :", .85), ("python", "/usr/bin/python3 -I -S -c pass", .2), ("perl", "perl -e 1", .8),
        ("lua", "lua5.4 -e ''", 1.1), ("dash", "dash -c :", 1.25)]),
    ("{cljsh} {here}/small.clj", "a script of 20 lines", [("bash", "bash {here}/small.sh", .8)]),
    ("{cljsh} {here}/own_namespace.clj", "a script with a namespace of its own", [("-e nil", "{cljsh} -e nil", 1.1)]),
    ("{cljsh} {here}/own_record.clj", "a script with a record", [("-e nil", "{cljsh} -e nil", None)]),
    ("{cljsh} -e '(ns u (:require [os] [re] [json]))'", "start, and os, re, json", [
        ("python", "/usr/bin/python3 -I -S -c 'import os, re, json'", .2)]),
]


def times(commands):
    """Per command: the median and the least of its times. The commands take turns, in many rounds."""
    seen = [[] for _ in commands]
    for _ in range(ROUNDS):
        with NamedTemporaryFile(suffix=".json") as report:
            subprocess.run(["hyperfine", "--style", "none", "-N", "--warmup", "2", "--runs", str(RUNS // ROUNDS),
                            "--export-json", report.name, *commands], check=True, stderr=subprocess.DEVNULL)
            for all_times, result in zip(seen, json.load(report)["results"]):
                all_times += result["times"]
    return [(statistics.median(one), min(one)) for one in seen]


def faults(*command):
    """The page faults of a process that ends at once."""
    pid = os.posix_spawnp(command[0], command, os.environ)
    return os.wait4(pid, 0)[2].ru_minflt


def dirty(*command):
    """The private dirty KiB of a process that waits for a line."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    time.sleep(.3)
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    process.communicate(b"\n")
    return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Private_Dirty")))


def show(work, rival, ours, theirs, goal, unit="", scale=1):
    ratio = ours / theirs
    met = "" if goal is None else "yes" if ratio <= goal else "NO"
    print(f"{work:<46} {rival:<7} {ours * scale:8.2f} {theirs * scale:8.2f} {ratio:7.2f} "
          f"{'' if goal is None else format(goal, '.2f'):>5}  {met}{unit}", flush=True)
    return met != "NO"


def report(cljsh):
    """Prints the rows; returns how many goals were missed."""
    missed = 0
    for ours, work, rivals in TIMES:
        fill = lambda command: command.replace("{cljsh}", cljsh).replace("{here}", str(HERE))
        (our_median, our_least), *others = times([fill(ours), *(fill(command) for _, command, _ in rivals)])
        for (rival, _, goal), (median, least) in zip(rivals, others):
            missed += not show(work, rival, our_median, median, goal, "  ms, medians", 1000)
            show("", rival, our_least, least, None, "  ms, minima", 1000)
    count = faults(cljsh, "-e", "nil")
    print(f"{'page faults at start (130 at most)':<46} {'':<7} {count:8d} {'':>8} {'':>7} {'':>5}  {'yes' if count <= 130 else 'NO'}")
    missed += count > 130
    missed += not show("private memory after start", "bash", dirty(cljsh, "-e", "(do (read-line) nil)"),
                       dirty("bash", "--norc", "-c", "read x"), 1.2, "  KiB")
    return missed
