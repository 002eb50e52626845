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

# What inspect finds of functions of Clojure.
cat > shown_fns.clj <<'END'
(ns shown-fns)
(defn add
  "Adds."
  [a b]
  (+ a b))
(defn ^:async later [x] x)
END
cat > shown.py <<'END'
import inspect, shown_fns as s
print(inspect.getfile(s.add).rpartition("/")[2], inspect.getsourcefile(s.add).rpartition("/")[2], inspect.getsourcelines(s.add)[1])
print(inspect.getsource(s.add), end="")
print(inspect.isfunction(s.add), inspect.isfunction(len), inspect.iscoroutinefunction(s.later), inspect.getmodule(s.add) is s, s.add.__module__, inspect.signature(s.add))
print(inspect.getsource(inspect.getdoc).partition("(")[0], inspect.__spec__.name)
END
ends 0 'shown_fns.clj shown_fns.clj 2
(defn add
  "Adds."
  [a b]
  (+ a b))
True False True True shown_fns (a, b)
def getdoc inspect' cljsh --python shown.py

# A traceback's frames of Clojure, in the debugger.
cat > thrower.clj <<'END'
(ns thrower)
(defn inner [x]
  (/ x 0))
(defn outer [x]
  (inc (inner x)))
END
ends 0 '> thrower.clj(3)thrower/inner()
-> (/ x 0))
> thrower.clj(5)thrower/outer()
-> (inc (inner x)))' sh -c 'printf "u\nq\n" | cljsh --python -c "
import pdb, thrower
try: thrower.outer(1)
except Exception: pdb.post_mortem()" | sed -n "s|$PWD/||; s/^(Pdb) //; /./p"'

# pytest.
if cljsh -e '(py/__import__ "pytest")' > /dev/null 2>&1; then
    cat > sums_test.clj <<'END'
(ns sums-test (:require [clojure.test :refer [deftest is testing use-fixtures]]))
(def ^:dynamic *depth* 0)
(use-fixtures :each (fn [f] (binding [*depth* (inc *depth*)] (f))))
(defn test_plain [] (assert (= 2 (+ 1 1))))
(defn test_with_fixture [tmp_path] (assert (.exists tmp_path)))
(deftest sums (is (= 1 *depth*)))
(deftest wrong (testing "in here" (is (= 4 (+ 1 2)))))
(deftest thrown (throw (ex-info "oh" {})))
END
    ends 0 'sums_test.clj::test_plain PASSED
sums_test.clj::test_with_fixture PASSED
sums_test.clj::sums PASSED
sums_test.clj::wrong FAILED
sums_test.clj::thrown FAILED' sh -c "$(command -v cljsh) --python -m pytest -v -p no:cacheprovider -p cljsh.pytest 2>&1 | sed -n 's/ *\[.*%\]$//; /::[a-z_]* [A-Z]*$/p'"
    ends 0 'sums_test.clj:7
in here
expected: (= 4 (+ 1 2))
  actual: (not (= 4 3))' sh -c "cljsh --python -m pytest -p no:cacheprovider -p cljsh.pytest sums_test.clj -k wrong 2>&1 | sed -n 's|^/.*/sums|sums|; /^sums_test.clj:7/,/actual/p'"
    echo 'from sums_test import *' > test_sums.py
    ends 0 'test_sums.py::test_plain PASSED
test_sums.py::test_with_fixture PASSED' sh -c "cljsh --python -m pytest -v -p no:cacheprovider test_sums.py 2>&1 | sed -n 's/ *\[.*%\]$//; /::[a-z_]* [A-Z]*$/p'"
fi

# What Python's module site gives to programs is there.
ends 3 'True' cljsh --python -c 'print(callable(help)); exit(3)'

# the module threading knows the main thread, whichever thread imports it first; it is waited for, and told of forks
elsewhere='(defn elsewhere [code] (let [me (self)] (spawn (fn [] (py/exec code (py/dict)) (! me :done))) (receive :done nil)))'
prints 'True True 1' cljsh -e "$elsewhere" -e '(elsewhere "import threading")' -e '(py/exec "import threading as t, os; m = t.main_thread(); print(t.current_thread() is m, m.ident == t.get_ident(), len(t._active))")'
prints 'False Dummy' cljsh -e "$elsewhere" -e '(elsewhere "import threading as t; c = t.current_thread(); print(c is t.main_thread(), c.name[:5])")'
prints 'late' cljsh -e '(py/exec "import threading as t, time; t.Thread(target=lambda: (time.sleep(0.1), print(\"late\"))).start()")'
prints '1' cljsh -e "$elsewhere" -e '(elsewhere "import threading")' -e '(py/exec "import threading as t, os\nt.Thread(target=t.Event().wait, daemon=True).start()\np = os.fork()\nif not p: print(len(t._active), flush=True); os._exit(0)\nos.waitpid(p, 0)")'
prints 'True threading' cljsh -e '(py/exec "import importlib, threading\nprint(importlib.reload(threading) is threading, threading.__spec__.name)")'
