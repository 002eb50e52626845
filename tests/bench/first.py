#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tests/bench/first.py CLJSH OBJECT… > cljsh/first: the functions that programs call soon.

Each example runs with a breakpoint at the beginning of every function of the
program; the first call of each is noted and its breakpoint taken away.  So the
list has the objects' functions in the order in which a start calls them, then what a text
of commands calls besides, a namespace, a record, a library and so on.  x86-64
alone; the list is of use everywhere.
"""
import ctypes
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
TRACEME, PEEKUSER, POKEUSER, CONT, SETOPTIONS = 0, 3, 6, 7, 0x4200
FOLLOW = 0x100000 | 2 | 4 | 8  # children are traced, and end when this program does
RIP = 16 * 8                   # in struct user_regs_struct
BREAKPOINT = b"\xcc"

LIBRARY = """(ns some-library (:require [clojure.string :as str]))
(defn shout [x & more] (let [{:keys [a b]} x] (when (seq more) (str (str/upper-case a) b))))
(defmacro twice [x] `(do ~x ~x))
(def table {:a 1 :b [1 2 3] "c" #{1 2}})
(defn- sum ^long [^long n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))
"""
COMMANDS = """x=1; f() { local y=$1; echo "$y"; }
f a; for i in 1 2; do x=$((x + i)); done
case $x in a*) : ;; *) echo other ;; esac
[ "$x" -gt 0 ] && echo "$x ${x#1}"; while [ $x -lt 6 ]; do x=$((x + 1)); done
cd /; y=$(echo a); y=$(/bin/echo a); echo b | cat > /dev/null; (exit 3) || /bin/true; set -- a b; shift; echo "$@" *
"""
PROGRAM = """(ns example (:require [clojure.string :as str]))
(defn shout [x & more] (let [{:keys [a b]} x] (when (seq more) (str (str/upper-case a) b))))
(doseq [n (map inc (range 3))] (println (shout {:a "a" :b [1 2.5]} n)))
(def state (atom {}))
(dotimes [i 3] (swap! state assoc i (for [x [1 2] :when (odd? x)] x)))
(println (sort-by key @state) (frequencies "abc") (get-in {:a {:b 1}} [:a :b]))
(try (throw (ex-info "x" {})) (catch Exception e (println (ex-message e))))
"""


def functions(*files):
    """Addresses and names of the functions in programs or object files."""
    lines = subprocess.run(["nm", *files], capture_output=True, text=True, check=True).stdout.splitlines()
    return [(int(address, 16), name) for address, kind, name in (line.split() for line in lines if len(line.split()) == 3)
            if kind in ("t", "T", "w", "W")]


def poke(pid, address, byte):
    with open(f"/proc/{pid}/mem", "r+b", buffering=0) as memory:
        memory.seek(address)
        memory.write(byte)


def called(program, names, args, env):
    """The names of the functions that a run calls, in the order of their first calls."""
    first = os.fork()
    if first == 0:
        null = os.open("/dev/null", os.O_RDWR)
        for fd in range(3):
            os.dup2(null, fd)
        libc.ptrace(TRACEME, 0, None, None)
        os.execve(program, [program, *args], env)
    os.waitpid(first, 0)
    libc.ptrace(SETOPTIONS, first, None, FOLLOW)
    was = {}
    with open(f"/proc/{first}/mem", "r+b", buffering=0) as memory:
        for address in names:
            memory.seek(address)
            was[address] = memory.read(1)
            memory.seek(address)
            memory.write(BREAKPOINT)
    libc.ptrace(CONT, first, None, None)
    seen = {}
    while True:
        try:
            pid, status = os.waitpid(-1, 0x40000000)  # __WALL
        except ChildProcessError:
            return list(seen)
        if not os.WIFSTOPPED(status):
            continue
        given = os.WSTOPSIG(status)
        if given in (signal.SIGTRAP, signal.SIGSTOP):
            address = libc.ptrace(PEEKUSER, pid, RIP, None) - 1
            if given == signal.SIGTRAP and not status >> 16 and address in was:
                poke(pid, address, was[address])
                libc.ptrace(POKEUSER, pid, RIP, address)
                seen[names[address]] = True
            given = 0
        libc.ptrace(CONT, pid, None, given)


def examples(folder):
    yield "-e", "nil"
    yield "-c", ":"
    yield "-c", COMMANDS
    yield (str(HERE / "own_namespace.clj"),)
    yield "-e", PROGRAM
    yield (str(HERE / "own_record.clj"),)
    yield "-e", "(require 'some-library)"
    yield "-e", "(require 'some-library)"  # from the cache
    yield "-e", "(require 'clojure.data)"
    yield (str(HERE / "small.clj"),)
    yield "-e", "(ns u (:require [os] [re] [json]))"


def main():
    program = os.path.abspath(sys.argv[1])
    names = dict(functions(program))
    ours = {name for _, name in functions(*sys.argv[2:])}  # Python's are compiled by others
    seen = {}
    with tempfile.TemporaryDirectory(prefix="cljsh-first-") as folder:
        (Path(folder) / "some_library.clj").write_text(LIBRARY)
        env = {"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "CLJSH_PATH": folder, "XDG_CACHE_HOME": folder}
        for args in examples(folder):
            for name in called(program, names, args, env):
                if name in ours:
                    seen[re.sub(r"\..*", "", name)] = True
    print(*seen, sep="\n")


main()
