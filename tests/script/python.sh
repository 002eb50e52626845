# SPDX-License-Identifier: MIT
# The interpreter as the command python3, and the processes it starts.
ends 0 '[1, 2]' cljsh --python -c 'import sys; print([1, 2])'
ends 0 "['-c', 'a', 'b']" cljsh --python -c 'import sys; print(sys.argv)' a b
ends 3 '' cljsh --python -c 'raise SystemExit(3)'
ends 1 '' cljsh --python -c '1/0'
ends 0 '3' cljsh --python -B -W ignore -c 'import cljsh; print(cljsh.eval("(+ 1 2)"))'
printf '{"a":1}' > a.json
ends 0 '{"a":1}' cljsh --python -m json.tool --compact a.json

mkdir lib
echo 'value = 7' > lib/beside.py
echo '(ns beside-ns) (defn twice [x] (* 2 x))' > lib/beside_ns.clj
cat > lib/main.py <<'END'
import sys, beside, beside_ns
print(__name__, sys.argv[1:], beside.value, beside_ns.twice(4), sys.path[0] == __file__.rpartition("/")[0])
END
ends 0 "__main__ ['x'] 7 8 True" cljsh --python "$PWD/lib/main.py" x
ends 2 '' cljsh --python no-such-file.py
ends 0 'from stdin' sh -c 'echo "print(\"from stdin\")" | cljsh --python -'

# sys.executable is this program under a name that makes it the interpreter.
ends 0 '[1, 2, 3] python3' cljsh --python -c '
import subprocess, sys, os
out = subprocess.run([sys.executable, "-c", "import cljsh; print(cljsh.eval(\"(str [1 2 3])\").replace(\" \", \", \"))"], capture_output=True, text=True)
print(out.stdout.strip(), os.path.basename(sys.executable))'

cat > pool.clj <<'END'
(ns pool (:require [multiprocessing :as mp]))
(defn square [x] (* x x))
(defn -main [method]
  (let [context (mp/get_context method)]
    (with-open [p (.Pool context 2)]
      (println (vec (.map p square (range 5)))))))
END
for method in fork spawn forkserver; do
    ends 0 '[0 1 4 9 16]' cljsh -m pool $method
done

cat > pool_main.py <<'END'
import multiprocessing as mp
import pool
if __name__ == "__main__":
    with mp.get_context("spawn").Pool(2) as p:
        print(p.map(pool.square, [1, 2, 3]))
END
ends 0 '[1, 4, 9]' cljsh --python pool_main.py

# What -O writes, -I reads.
ends 0 '#py/list [1 2]
#py/tuple [#py/dict {"a" 1}]
#bytes "a\303\251"
#py/datetime "2020-01-02T00:00:00"' sh -c "cljsh -O '[(py/list [1 2]) (py/tuple [(py/dict {\"a\" 1})]) (.encode \"aé\") (datetime.datetime 2020 1 2)]' | cljsh -IO '*input*'"

# A child that Python forks dies of TERM at once, also while it waits in C; its own handler stays.
cat > forked.py <<'END'
import os, signal, sys
def status(handler):
    pid = os.fork()
    if pid == 0:
        if handler: signal.signal(signal.SIGTERM, lambda *a: os._exit(7))
        while True: signal.pause()
    os.kill(pid, signal.SIGTERM) if not handler else (__import__("time").sleep(.5), os.kill(pid, signal.SIGTERM))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(signal.getsignal(signal.SIGTERM) is not None, status(False), status(True))
END
ends 0 'True -15 7' cljsh --python forked.py
