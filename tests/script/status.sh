# SPDX-License-Identifier: MIT
# Exit statuses.
ends 0 '' cljsh -e nil
ends 0 '' cljsh -e '(exit)'
ends 3 '' cljsh -e '(exit 3)'
ends 255 '' cljsh -e '(exit -1)'
ends 1 '' cljsh -e '(exit false)'
ends 4 'a' cljsh -e '(print "a\n") (exit 4) (print "b\n")'
ends 5 'cleaned' cljsh -e '(try (exit 5) (finally (println "cleaned")))'
ends 6 '' cljsh -e '(try (exit 6) (catch Exception e (println "not caught")))'
ends 7 '' cljsh -e '(try @(future (exit 7)) (catch Throwable e (println "not caught")))'
ends 8 '' cljsh -e '@(future (try (exit 8) (catch :default e (println "not caught"))))'
ends 7 '' cljsh -e '(defn f [] (exit 7)) (run! (fn [_] (f)) [1])'
ends 1 '' cljsh -e '(throw (Exception. "x"))'
ends 1 '' cljsh -e '(throw (ex-info "x" {:statuses "none"}))'
ends 1 '' cljsh -e '(read-string "(")'
ends 2 '' cljsh -e '(no-such-function)'
ends 2 '' cljsh -e '(+ 1'
ends 2 '' cljsh -e ')'
ends 2 '' cljsh -e '(let [a] a)'
ends 2 'before' cljsh -e '(println "before")' -e '(if)'
ends 1 '' cljsh -e '($ false)'
ends 3 '' cljsh -e '($ sh -c "exit 3")'
ends 1 '' cljsh -e '($ false | yes | head -1 > :null)'
ends 127 '' cljsh -e '($ nosuch | yes | head -1 > :null)'
ends 2 '' cljsh -e '($ ls -l | grep)'
ends 0 '' cljsh -e '($ yes | head -1 > :null)'
ends 0 '' cljsh -e '($ sh -c "kill -PIPE $$" | true)'
ends 141 '' cljsh -e '($ true | sh -c "kill -PIPE $$")'
ends 4 '' cljsh -e '($ sh -c "exit 3" | sh -c "exit 4" | true)'
ends 127 '' cljsh -e '($ no-such-command)'
ends 127 '' cljsh -e '($ ./status-file)'
: > status-file
ends 126 '' cljsh -e '($ ./status-file)'
ends 137 '' cljsh -e '($ sh -c "kill -9 $$")'
ends 143 '' cljsh -e '($ sh -c "kill $$" | cat)'
ends 0 ':ok' cljsh -e '(try ($ false) (catch Exception _ :ok))'

cat > ends.py <<'END'
import atexit, threading, time
atexit.register(lambda: print("at exit"))
def late():
    time.sleep(.2)
    print("thread")
threading.Thread(target=late).start()
END
echo '(require (quote ends)) (exit 9)' > leave.clj
ends 9 'at exit' cljsh leave.clj # exit waits for no thread
echo '(require (quote ends))' > end.clj
ends 0 'thread
at exit' cljsh end.clj

# What runs besides the main program: waited for at its end, left by exit, errors and signals.
prints 'last
late' cljsh -e '(future (cljsh.core/pause 100) (future (cljsh.core/pause 100) (println "late"))) (println "last")'
prints '2' cljsh -e '(def a (agent 1)) (send a inc) (send-off a (fn [n] (cljsh.core/pause 100) (println n) n)) nil'
ends 3 '' timeout 20 cljsh -e '(future (cljsh.core/pause 60000)) (exit 3)'
ends 1 '' timeout 20 cljsh -e '(future (cljsh.core/pause 60000)) (throw (Exception. "x"))'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(future (cljsh.core/pause 60000)) nil'

# exit: nobody catches it by accident, and every thread can call it.
ends 7 'f' cljsh -e '(try (exit 7) (catch Throwable _ (println "caught")) (catch :default _ (println "caught")) (finally (println "f")))'
ends 7 '' cljsh -e '(try (exit 7) (catch BaseException _ (println "caught")))'
ends 0 '7' cljsh -e '(try (exit 7) (catch SystemExit e (println (.-code e))))'
for wait in '($ sleep 20)' '@(promise)' '(cljsh.core/pause 20000)' '(loop [] (recur))' '(.sleep (py/__import__ "time") 20)' '($< sleep 20)'; do
    ends 5 '' timeout 15 cljsh -e "(future (cljsh.core/pause 100) (exit 5)) $wait"
done
ends 6 '' timeout 15 cljsh -e '(send (agent 0) (fn [_] (exit 6))) @(promise)'
ends 8 '' timeout 15 cljsh -e '(.start (.Thread (py/__import__ "threading") nil (fn [] (try (exit 8) (catch Throwable _ nil))))) @(promise)'

# Told to end: finally, and what runs for it ends with it, grandchildren too.
for sig in TERM HUP INT; do
    n=$(case $sig in TERM) echo 15 ;; HUP) echo 1 ;; INT) echo 2 ;; esac)
    for wait in '($ sh -c "sleep 7171; true")' '(cljsh.core/pause 20000)' '(loop [] (recur))' '(dorun ($<lines sh -c "sleep 7171; true"))'; do
        ends $((128 + n)) 'bye' timeout -s $sig --preserve-status 1 cljsh -e "(try $wait (finally (println \"bye\")))"
    done
done
sleep .2
equal "$(pgrep -f '^sleep 7171')" '' 'a grandchild survived'
ends 143 '' timeout --preserve-status 1 cljsh -e "(fs/with-temp-dir [d] (spit \"$PWD/where\" d) (cljsh.core/pause 20000))"
[ -s where ] && equal "$(ls -d "$(cat where)" 2> /dev/null)" '' 'the temporary directory stays'
ends 0 '15' cljsh -e '(require (quote os)) (try (os/kill (os/getpid) 15) (loop [] (recur)) (catch SystemExit e (println (- (.-code e) 128))))'
# also while the program ends, and waits for Python's threads
ends 143 '' cljsh -e '(require (quote os) (quote threading) (quote time))
  (.start (threading/Thread ** :target (fn [] (time/sleep 0.5) (os/kill (os/getpid) 15) (time/sleep 20))))'
# and where Python lets no exception out: in a destructor, in the callback of a weak reference
cat > let-out.clj <<'END'
(require 'os 'weakref)
(def class-of-it (py/type "D" (py/tuple []) (py/dict {})))
(defn told [& _] (os/kill (os/getpid) 15) (loop [i 0] (when (< i 1000000) (recur (inc i)))))
(if (= (first *command-line-args*) "destructor")
  (do (py/setattr class-of-it "__del__" told) (class-of-it))
  (let [held (class-of-it) reference (weakref/ref held told)] (reference)))
(loop [] (recur))
END
ends 143 '' timeout 20 cljsh let-out.clj destructor
ends 143 '' timeout 20 cljsh let-out.clj reference
# a program of Python's ends by it as in python3, whatever it does
cat > told.py <<'END'
import os, signal
print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, flush=True)
try:
    os.kill(os.getpid(), signal.SIGTERM)
finally:
    print("not seen", flush=True)
END
ends 143 'True' cljsh --python told.py
ends 0 'on' sh -c 'trap "" TERM; cljsh -e "(require (quote os)) (os/kill (os/getpid) 15) (println \"on\")"'
ends 0 'hi' sh -c 'trap "" CHLD; cljsh -e "(\$ echo hi)"'

# Ctrl-C: an end without a word, by the signal, after finally
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(loop [] (recur))'
ends 130 'bye' timeout --foreground -s INT --preserve-status 1 cljsh -e '(try (loop [] (recur)) (finally (println "bye")))'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '($ sleep 20)'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(count (run-lines (cmd "sleep" 20)))'
ends 130 '' sh -c 'sleep 20 | timeout -s INT --preserve-status 1 cljsh -i "(count *input*)"'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(reduce + (range))'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(last (range))'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(nth (cycle [1]) 1000000000000)'
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(nthrest (repeat 1) 1000000000000)'
equal "$err" '' 'nothing is said of an interrupt'
ends 143 '' timeout --preserve-status 1 cljsh -e '(loop [] (recur))'
ends 130 '' sh -c 'timeout -s INT --preserve-status 1 cljsh -o "(range)" > /dev/null'
