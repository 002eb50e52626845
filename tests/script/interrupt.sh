# SPDX-License-Identifier: MIT
# Ctrl-C, and the tasklets that a program waits for.  Without --foreground, timeout sends
# its signal to the process and then to its group, which may be one Ctrl-C or two.

cat > foreground.clj <<'END'
(defn forever [] (try (loop [] (sleep 50) (recur)) (finally (println "cleaned up"))))
(try (schedule forever) (catch KeyboardInterrupt e (println "main told")))
(println "left:" (count (processes)))
END
ends 124 'cleaned up
main told
left: 0' timeout --foreground -k 5 -s INT 2 cljsh foreground.clj

# one that goes on is waited for, and what it has started, too
cat > goes-on.clj <<'END'
(defn goes-on []
  (spawn (fn [] (sleep 3000) (println "child")))
  (try (loop [] (sleep 50) (recur)) (catch KeyboardInterrupt e (println "caught") :value)))
(println (schedule goes-on))
END
ends 124 'caught
child
:value' timeout --foreground -k 8 -s INT 2 cljsh goes-on.clj

# the second is for the program itself
cat > twice.clj <<'END'
(require '[os] '[signal])
(defn stubborn []
  (spawn (fn [] (dotimes [_ 2] (sleep 300) (os/kill (os/getpid) signal/SIGINT))))
  (loop [] (try (loop [] (sleep 20) (recur)) (catch KeyboardInterrupt e (println "caught"))) (recur)))
(try (schedule stubborn) (catch KeyboardInterrupt e (println "main told")))
(flush)
(os/_exit 0)
END
prints 'caught
main told' timeout -k 5 10 cljsh twice.clj

# who waits for a future is told himself; the future goes on
cat > future.clj <<'END'
(require '[os] '[signal])
(def f (future (sleep 1000) :done))
(spawn (fn [] (sleep 200) (os/kill (os/getpid) signal/SIGINT)))
(try @f (catch KeyboardInterrupt e (println "main told")))
(println @f)
END
prints 'main told
:done' timeout -k 5 10 cljsh future.clj

# a signal that comes in the middle of receive is told there, and no message is lost
cat > messages.clj <<'END'
(require '[os] '[signal] '[time :refer [monotonic]])
(defn echo [] (receive [from x] (do (! from x) (recur))))
(def pid (spawn echo))
(defn turns [told i]
  (if (< told 20)
    (recur (try
             (! pid [(self) i])
             (monotonic)
             (receive i nil)
             told
             (catch KeyboardInterrupt e
               (receive i nil :after 1000 (println "lost" i))
               (inc told)))
           (inc i))
    told))
(spawn (fn [] (loop [] (sleep 5) (os/kill (os/getpid) signal/SIGINT) (recur))))
(println (turns 0 0))
(flush)
(os/_exit 0)
END
prints 20 timeout -k 5 30 cljsh messages.clj
