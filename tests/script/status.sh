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
ends 1 '' cljsh -e '($ sh -c "exit 3")'
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
ends 9 'thread
at exit' cljsh leave.clj

# Ctrl-C: an end without a word, by the signal, after finally
ends 130 '' timeout -s INT --preserve-status 1 cljsh -e '(loop [] (recur))'
ends 130 'bye' timeout -s INT --preserve-status 1 cljsh -e '(try (loop [] (recur)) (finally (println "bye")))'
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
