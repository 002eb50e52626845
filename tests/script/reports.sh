# SPDX-License-Identifier: MIT
# What is said about exceptions that nobody caught.
report() { # EXPECTED COMMAND…: what is written to stderr, exactly
    text=$1
    shift
    run_it "$@"
    equal "$err" "$text" "$*"
}

cat > app.clj <<'END'
(ns app)

(defn inverse
  "One over x."
  [x]
	(/ 1 x))

(defn sum [xs]
  (reduce + (map inverse xs)))

(println (sum [1 2 0]))
END
report 'app.clj:6:2: ZeroDivisionError: Divide by zero
    6 | 	(/ 1 x))
      | 	^
    in app/inverse (app.clj:6:2)
    in clojure.core/reduce
    in app/sum (app.clj:9:3)
    in top level (app.clj:11:10)' cljsh app.clj
report '-e:1:1: ZeroDivisionError: Divide by zero
    1 | (/ 1 0)
      | ^' cljsh -e '(/ 1 0)'

# forms that a macro made, or ns, stand where that stands
cat > made.clj <<'END'
(defmacro made [] `(do (prn :made) (/ 1 0)))

(made)
END
fails_at() { # PLACE COMMAND…: where it happens
    place=$1
    shift
    run_it "$@"
    equal "${err%%: *}" "$place" "$*"
}
fails_at made.clj:3:1 cljsh made.clj
printf '(ns app\n  (:require [clojure.set :as set]\n            [no.such :as no])\n  (:import [datetime date]))' > require.clj
fails_at require.clj:2:3 cljsh require.clj
printf '(ns app\n  (:require [clojure.set :as set])\n  (:import [datetime no-such]))' > import.clj
fails_at import.clj:3:3 cljsh import.clj
fails 1 '-e:1:26: *java.io.Console is not available*' cljsh -e '(import java.io.Console) (Console.)'
printf '(ns app\n  (:use clojure.set)\n  (:require [clojure.set :refer [no-such]]))' > refer.clj
fails_at refer.clj:3:3 cljsh refer.clj
mkdir -p made
printf '(ns made.lib\n  (:require [made.no-such]))' > made/lib.clj
fails_at made/lib.clj:2:3 cljsh -e '(require (quote made.lib))'
fails_at made/lib.clj:2:3 cljsh -e '(require (quote made.lib))'
report '-e:1:1: ZeroDivisionError: Divide by zero
    1 | (/ 1 0)
      | ^' cljsh '(/ 1 0)'
report '<stdin>:2:1: ZeroDivisionError: Divide by zero
    2 | (/ 1 0)
      | ^' sh -c 'printf "1\n(/ 1 0)\n" | cljsh -'
report '-e:2:1: ZeroDivisionError: Divide by zero
    2 | (/ 1 0)
      | ^' cljsh -e '(+ 1 2)' -e '(/ 1 0)'
report '-e:1:1: ExceptionInfo: not so
    1 | (throw (ex-info "not so" {:a 1, :b "x"} (ex-info "inner" {})))
      | ^
  data: {:a 1, :b "x"}
caused by: ExceptionInfo: inner' cljsh -e '(throw (ex-info "not so" {:a 1, :b "x"} (ex-info "inner" {})))'
report '-e:1:33: Exception: outer
    1 | (try (/ 1 0) (catch Exception e (throw (Exception. "outer" e))))
      |                                 ^
caused by: -e:1:6: ZeroDivisionError: Divide by zero
    1 | (try (/ 1 0) (catch Exception e (throw (Exception. "outer" e))))
      |      ^' cljsh -e '(try (/ 1 0) (catch Exception e (throw (Exception. "outer" e))))'

# source that cannot be read or compiled
printf '(defn f [x]\n  (let [y 1]\n    (+ x y)\n' > open.clj
report 'open.clj:3:12: syntax error: EOF while reading, 2 forms open: ( at 1:1, ( at 2:3
    3 |     (+ x y)
      |            ^' cljsh open.clj
printf '(str "a b\n\n \n' > string.clj
report 'string.clj:1:10: syntax error: EOF while reading string, 2 forms open: ( at 1:1, " at 1:6
    1 | (str "a b
      |          ^' cljsh string.clj
report '-e:1:4: syntax error: Unmatched delimiter: ), where [ at 1:1 needs ]
    1 | [1 )]
      |    ^' cljsh -e '[1 )]'
fails 2 '-e:1:2: compile error: Unable to resolve symbol: mpa *Did you mean: *map*' cljsh -e '(mpa inc [1])'
fails 2 '*Unable to resolve symbol: str/jion *Did you mean: *join*' cljsh -e '(str/jion [1])'
fails 2 '*Unable to resolve symbol: countr *Did you mean: counter, *' cljsh -e '(fn [counter] (let [x 1] (fn [] (inc countr))))'
fails 2 '*Unable to resolve symbol: py/lenn *Did you mean: len*' cljsh -e '(py/lenn [1])'
fails 2 '*No such namespace: no.such *' cljsh -e '(no.such/f 1)'
fails 2 '-e:2:1: compile error: in macro*caused by: -e:1:*: Exception: in macro*' cljsh -e '(defmacro m [x] (throw (Exception. "in macro")))' -e '(m 1)'
printf '(ns bad)\n(defn f [] (+ 1\n' > bad.clj
fails 2 'bad.clj:2:16: syntax error: EOF while reading*top level (-e:1:1)' cljsh -e "(require 'bad)"
printf 'x\200y' > binary.clj
fails 2 'binary.clj:1:1: compile error: Unable to resolve symbol: x?y *' cljsh binary.clj
printf '(prn 1)\0' > nul.clj
ends 2 1 cljsh nul.clj
printf '(println "\377") ; \376' > latin.clj
prints "$(printf '\377')" cljsh latin.clj

# calls
fails 1 '*ArityError: Wrong number of args (1) passed to: user/f*' cljsh -e '(defn f [a b] a)' -e '(f 1)'
fails 2 '*Wrong number of args (0) passed to the macro m; it takes 1, 2 or more*' cljsh -e '(defmacro m ([a]) ([a b & c]))' -e '(m)'
fails 1 '*ArityError: Wrong number of args (0) passed to: cljsh.Map; it takes 1, 2*' cljsh -e '({:a 1})'
fails 1 "*TypeError: int can't be called as a function*" cljsh -e '(def x 5)' -e '(x 1)'
fails 1 '*FileNotFoundError: /no/such: No such file or directory*' cljsh -e '(slurp "/no/such")'
fails 1 '*JSONDecodeError: *in Python: *json/decoder.py:*' cljsh -e "(require 'json)" -e '(json/loads "x")'
fails 3 '*sh -c *: exited with 3*' cljsh -e '($ sh -c "exit 3")'
fails 127 '-e:1:1: nocmd: command not found*' cljsh -e '($ nocmd)'
fails 0 'cljsh: nocmd: command not found' cljsh -e '(do ($& nocmd | cat) nil)'
fails 137 '*killed by SIGKILL*' cljsh -e '($ sh -c "kill -9 $$")'

# no end of recursion, whatever the C stack's size
for stack in 128 8192; do
    run_it sh -c "ulimit -s $stack; cljsh -e '(defn f [x] (inc (f x)))' -e '(f 1)'"
    case $status:$(printf '%s\n' "$err" | wc -l):$err in
    1:[3-8]:'-e:1:18: RecursionError: '*) pass ;;
    *) fail "recursion: $status $err" ;;
    esac
done
fails 1 '*RecursionError*more' cljsh -e '(declare g) (defn f [x] (inc (g x))) (defn g [x] (inc (f x))) (f 1)'
prints ':caught' cljsh -e '(defn f [x] (inc (f x)))' -e '(try (f 1) (catch StackOverflowError _ :caught))'
fails 1 '*RecursionError*' cljsh -e '(defn f [x] (sort-by (fn [y] (f y)) [x x]))' -e '(f 1)'
prints 100000 cljsh -e '(defn f [n] (if (pos? n) (inc (f (dec n))) 0))' -e '(f 100000)'

# what a command writes that is no data is told of where nobody is told of the command's end
data() { run_it cljsh -e "(let [p (spawn-process (\$ printf \"[1\\n)\") {:out :edn})] $1 (receive [:DOWN _ _ _ e] (prn (type e)) :after 300 (prn :nothing)))"; }
data 'p'
case $out:$err in :nothing*'2:1: syntax error: Unmatched delimiter: )'*) pass ;; *) fail "data of a command: $out $err" ;; esac
data '(monitor p)'
case $out:$err in *'Reader'*':') pass ;; *) fail "data of a command that is monitored: $out $err" ;; esac

# nothing is sent to the terminal that a file says
run_it cljsh -e '(throw (Exception. "a\u001b[31mb"))'
case $err in *"$(printf '\033')"*) fail 'escape sequence in a message' ;; *'a^[[31mb'*) pass ;; *) fail "message: $err" ;; esac
printf '(foo "\033]0;title\007")' > escape.clj
run_it cljsh escape.clj
case $err in *"$(printf '\033')"*) fail 'escape sequence in a line' ;; *) pass ;; esac
# a very long line is cut
printf '(def x "%10000s") (foo)' '' > long.clj
run_it cljsh long.clj
[ "${#err}" -lt 600 ] && pass || fail "long line: ${#err}"
# the output so far comes first
ends 1 '1
-e:1:13: ZeroDivisionError: Divide by zero
    1 | (println 1) (/ 1 0)
      |             ^' sh -c 'cljsh -e "(println 1) (/ 1 0)" 2>&1'

# What is of the JVM: the report says what is here instead.
fails 2 '*No such namespace: Sistem*' cljsh -e '(Sistem/exit 0)'
ends 3 '' cljsh -e '(System/exit 3)'
fails 2 '*No such namespace: clojure.java.nosuch*' cljsh -e '(clojure.java.nosuch/file "x")'
