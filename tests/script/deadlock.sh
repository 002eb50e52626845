# SPDX-License-Identifier: MIT
# Nothing can ever wake the program: it ends, and says who waits for what.

printf '(ns t)\n(def p (promise))\n(defn worker [] (receive [:go n] n))\n(register :bob (spawn worker))\n(! :bob :nonsense)\n(spawn (fn [] (deref p)))\n(deref p)\n' > t.clj
fails 1 '*nothing is left that could wake it*:bob worker waits in receive, 1 message in its mailbox, at *t.clj:3*waits for #object\[cljsh.Promise*t.clj:6*' cljsh t.clj
fails 1 '*nothing is left*' cljsh -e '(receive :never 1)'
fails 1 '*nothing is left*' cljsh -e "(require '[clojure.core.async :as a])" -e '(a/<!! (a/chan))'
fails 1 '*nothing is left*below code*' cljsh -e '(let [p (promise)] (future (sort (fn [a b] @p) [2 1])) @p)'
# when each thread is kept by somebody that waits for one who gets none
fails 1 '*nothing is left*all 5 threads are kept*' cljsh -e '(threads-max 5) (let [pids (vec (repeatedly 6 (fn [] (spawn-monitor (fn [] (sort (fn [a b] (receive :go 0)) [2 1]))))))] (sleep 50) (! (first (peek pids)) :go) (receive [:DOWN _ _ _ _] nil))'
prints '24' cljsh -e '(threads-max 5) (let [pids (vec (repeatedly 12 (fn [] (spawn-monitor (fn [] (sort (fn [a b] (receive :go (do (sleep 1) 0))) [2 1])))))) ] (doseq [[p] pids] (! p :go)) (reduce + (for [[_ ref] pids] (receive [:DOWN ref _ _ :normal] 2))))'
# at the end, for futures that are waited for
fails 1 '*nothing is left*' cljsh -e '(def p (promise)) (future @p) nil'
# it can be caught
prints ':caught' cljsh -e '(try @(promise) (catch Exception e (when (instance? cljsh.Deadlock e) :caught)))'

# what is to come from elsewhere
prints '1' cljsh -e '(let [p (promise)] (.start ((.-Thread (py/__import__ "threading")) ** :target (fn [] (.sleep (py/__import__ "time") 0.2) (deliver p 1)))) @p)'
prints '2' cljsh -e '(let [p (promise)] (spawn (fn [] (sleep 100) (deliver p 2))) @p)'
prints '3' cljsh -e '(let [p (promise)] (spawn (fn [] (.sleep (py/__import__ "time") 0.1) (deliver p 3))) @p)'
prints ':USR1' cljsh -e '(trap :USR1 (self))' -e '(spawn (fn [] (sleep 100) (.kill (py/__import__ "os") (.getpid (py/__import__ "os")) 10)))' -e '(receive [:signal s] s)'
prints ':timeout' cljsh -e '(try (with-timeout 100 @(promise)) (catch TimeoutError e :timeout))'
prints '0' cljsh -e '(deref (future (deref ($& sleep 0.2))))'
