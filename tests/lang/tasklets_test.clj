;; SPDX-License-Identifier: MIT
(ns tasklets-test
  (:require [cljsh.tasklet :refer :all]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]))

(defn- any
  "Takes the oldest message."
  ([] (receive* (fn [m] (fn [] m))))
  ([ms] (receive* (fn [m] (fn [] m)) ms (fn [] :timeout))))

(defn- only
  "Takes the oldest message that pred accepts."
  [pred & [ms]]
  (receive* (fn [m] (when (pred m) (fn [] m))) ms (fn [] :timeout)))

(defmacro ^:private in-tasklet [& body] `(schedule (fn [] ~@body)))

(deftest messages
  (testing "the main program is a process"
    (! (self) 1)
    (! (self) nil)
    (! (self) false)
    (is (= [1 nil false :timeout] [(any) (any) (any) (any 0)])))
  (testing "order between two is kept"
    (is (= (range 1000) (in-tasklet (let [me (self)]
                                      (spawn (fn [] (dotimes [i 1000] (! me i))))
                                      (doall (repeatedly 1000 any)))))))
  (testing "! returns the message; one to a process that has ended is dropped"
    (let [p (spawn (fn [] nil))]
      (while (alive? p) (pass))
      (is (= :x (! p :x)))))
  (testing "to what is no process"
    (is (thrown-with-msg? Exception #"pid" (! 1 2)))
    (is (thrown-with-msg? Exception #"registered.*:nobody-has-this-name" (! :nobody-has-this-name 2)))
    (is (thrown-with-msg? Exception #"reference" (demonitor 1))))
  (testing "what cannot be called is refused where it is"
    (doseq [start [spawn spawn-link spawn-monitor], x [1 nil "f"]]
      (is (thrown-with-msg? Exception #"calls a function, not" (start x))))))

(deftest selective-receive
  (testing "what is not wanted stays, in order"
    (is (= [:b [:a :c :d] :timeout]
           (in-tasklet (doseq [m [:a :b :c :d]] (! (self) m))
                       [(only #{:b}) [(any) (any) (any)] (any 0)]))))
  (testing "a message that comes later, behind others"
    (is (= [9 (range 9)]
           (in-tasklet (let [me (self)]
                         (spawn (fn [] (dotimes [i 10] (sleep 1) (! me i))))
                         [(only #{9}) (doall (repeatedly 9 any))])))))
  (testing "each is looked at once"
    (is (= [[:a :b :c] [:a :b :c :d]]
           (in-tasklet (let [seen (atom []), note (fn [m] (swap! seen conj m) nil)]
                         (doseq [m [:a :b :c]] (! (self) m))
                         (receive* note 0 (fn [] nil))
                         (let [first-time @seen, me (self)]
                           (reset! seen [])
                           (spawn (fn [] (sleep 5) (! me :d)))
                           (receive* (fn [m] (note m) (when (= m :d) (fn [] m))))
                           [first-time @seen]))))))
  (testing "a matcher that throws leaves the mailbox as it was"
    (is (= [:thrown 1 2] (in-tasklet (! (self) 1)
                                     (! (self) 2)
                                     [(try (receive* (fn [_] (throw (Exception. "no")))) (catch Exception _ :thrown)) (any) (any)])))))

(deftest timeouts
  (is (= :timeout (any 0) (any 1) (in-tasklet (any 0)) (in-tasklet (any 5))))
  (testing "the time is counted once, whatever comes"
    (is (= :timeout (in-tasklet (let [me (self), p (spawn (fn [] (while true (! me :noise) (sleep 2))))]
                                  (try (only #{:signal} 40) (finally (kill-process p :kill))))))))
  (testing "sleep"
    (let [start (.monotonic (py/__import__ "time"))]
      (in-tasklet (dotimes [_ 100] (spawn sleep 30)))
      (is (< 0.029 (- (.monotonic (py/__import__ "time")) start))))))

(deftest from-any-depth
  (let [echo (fn [] (loop [] (let [[from x] (any)] (! from x) (recur))))
        ask  (fn [p x] (! p [(self) x]) (any))]
    (doseq [[what f] {"a function"     (fn [p] (map (fn [x] (ask p x)) [1 2 3]))
                      "mapv"           (fn [p] (mapv (fn [x] (ask p x)) [1 2 3]))
                      "a lazy seq"     (fn [p] (lazy-seq (cons (ask p 1) (lazy-seq (list (ask p 2) (ask p 3))))))
                      "reduce"         (fn [p] (reduce (fn [a x] (conj a (ask p x))) [] [1 2 3]))
                      "a transducer"   (fn [p] (into [] (map (fn [x] (ask p x))) [1 2 3]))
                      "apply"          (fn [p] (apply (fn [& xs] (map (fn [x] (ask p x)) xs)) [1 2 3]))
                      "a comparator"   (fn [p] (sort (fn [x y] (ask p (compare x y))) [3 1 2]))
                      "sort-by"        (fn [p] (sort-by (fn [x] (ask p x)) [3 1 2]))
                      "swap!"          (fn [p] (let [a (atom [])] (doseq [x [1 2 3]] (swap! a (fn [v] (conj v (ask p x))))) @a))
                      "Python"         (fn [p] (py/list (py/map (fn [x] (ask p x)) (py/list [1 2 3]))))
                      "a delay"        (fn [p] @(delay (mapv (fn [x] (ask p x)) [1 2 3])))
                      "dosync"         (fn [p] (let [r (ref [])] (dosync (doseq [x [1 2 3]] (alter r conj (ask p x)))) @r))
                      "try"            (fn [p] (try (throw (Exception. "x")) (catch Exception _ (mapv (fn [x] (ask p x)) [1 2 3])) (finally (ask p 0))))}]
      (is (= [1 2 3] (in-tasklet (let [p (spawn echo)] (try (doall (f p)) (finally (kill-process p :kill)))))) what)))
  (testing "many at once inside of sort"
    (is (= (repeat 50 (range 10))
           (map deref (doall (for [_ (range 50)] (future (sort-by (fn [x] @(future (sleep 1) x)) (shuffle (range 10)))))))))))

(deftest waiting-primitives-called-in-every-way
  (let [slow (fn [x] (let [p (promise)] (spawn (fn [] (sleep 2) (deliver p x))) p))]
    (is (= [1 2 3] (in-tasklet (mapv deref (mapv slow [1 2 3])))) "as a function that is passed")
    (is (= [1 2 3] (in-tasklet (into [] (comp (map slow) (map deref)) [1 2 3]))))
    (is (= 6 (in-tasklet (reduce (fn [a p] (+ a @p)) 0 (mapv slow [1 2 3])))))
    (is (= :v (in-tasklet (apply deref [(slow :v)]))) "apply")
    (is (= :v (in-tasklet (apply deref (slow :v) [1000 :late]))) "apply, arguments before the seq")
    (is (= :late (in-tasklet (apply deref (promise) 5 [:late]))))
    (is (= :v (in-tasklet (let [f deref] (f (slow :v))))) "a local")
    (is (= :v (in-tasklet (#'deref (slow :v)))) "a var")
    (is (= :v (in-tasklet (let [v #'deref] (v (slow :v))))) "a var in a local")
    (is (= :v (in-tasklet ((comp deref slow) :v))))
    (is (= [:v :v] (in-tasklet (let [p (slow :v)] [(future-done? (future 1)) @p] [@p @p]))))
    (is (= [[1 :a] [2 :b]] (in-tasklet (map vector (map deref (map slow [1 2])) [:a :b]))))
    (is (= :v (in-tasklet (let [p (promise), q (spawn-monitor deref p)] (sleep 2) (deliver p 1) (any) :v))) "what a tasklet is spawned with")))

(deftest once-between-tasklets
  (testing "a lazy seq, a delay, an iterate that two need at a time"
    (let [runs (atom 0)
          s (lazy-seq (swap! runs inc) (sleep 10) (list 1 2))
          d (delay (swap! runs inc) (sleep 10) :d)
          i (iterate (fn [x] (sleep 2) (inc x)) 0)]
      (is (= [[1 2] [1 2] [1 2]] (map deref (doall (repeatedly 3 #(future (vec s)))))))
      (is (= [:d :d :d] (map deref (doall (repeatedly 3 #(future @d))))))
      (is (= [[0 1 2] [0 1 2]] (map deref (doall (repeatedly 2 #(future (vec (take 3 i))))))))
      (is (= 2 @runs))))
  (testing "a lazy seq whose result is one that another computes"
    (let [inner (lazy-seq (sleep 10) [1 2])
          a (future (first inner))
          b (future (first (lazy-seq inner)))]
      (is (= [1 1] [@a @b]))))
  (testing "one that fails does so again, the same way"
    (let [s (lazy-seq (sleep 5) (throw (ex-info "boom" {:a 1})))
          fs (doall (repeatedly 3 #(future (try (first s) (catch Exception e (ex-data e))))))]
      (is (= [{:a 1} {:a 1} {:a 1}] (map deref fs)))
      (is (= {:a 1} (try (first s) (catch Exception e (ex-data e)))))))
  (testing "needing itself"
    (is (thrown? IllegalStateException (in-tasklet (let [p (promise), s (lazy-seq (first @p))] (deliver p s) (first s))))))
  (testing "locks"
    (let [lock (Object.), n (atom 0), most (atom 0)]
      (run! deref (doall (repeatedly 20 #(future (locking lock (swap! most max (swap! n inc)) (sleep 1) (swap! n dec))))))
      (is (= [0 1] [@n @most])))))

(deftest links
  (testing "the end of one ends the other"
    (let [p (promise)
          q (spawn (fn [] (spawn-link (fn [] (die :bad))) (deliver p (self)) (any)))
          ref (monitor q)]
      (is (= [:DOWN ref :process @p :bad] (any)))))
  (testing ":normal ends nobody"
    (is (= :timeout (in-tasklet (let [p (spawn-link (fn [] nil))] (any 10))))))
  (testing "in both directions"
    (is (= :stop (in-tasklet (let [p (spawn any), q (spawn (fn [] (link p) (die :stop)))] (nth (do (monitor p) (any)) 4))))))
  (testing "who traps gets a message"
    (is (= [:EXIT :why] (in-tasklet (trap-exit true) (let [p (spawn-link (fn [] (die :why))) [tag pid reason] (any)] (is (= p pid)) [tag reason]))))
    (is (= [:EXIT :normal] (in-tasklet (trap-exit true) (spawn-link (fn [] 1)) (let [[tag _ reason] (any)] [tag reason]))))
    (is (= [:EXIT "boom"] (in-tasklet (trap-exit true) (spawn-link (fn [] (throw (Exception. "boom")))) (let [[tag _ reason] (any)] [tag (ex-message reason)])))))
  (testing "to one that has ended"
    (is (= [:EXIT :noproc] (in-tasklet (trap-exit true) (let [p (spawn (fn [] 1))] (while (alive? p) (pass)) (link p) (let [[tag _ reason] (any)] [tag reason]))))))
  (testing "unlink"
    (is (= :alive (in-tasklet (let [p (spawn-link (fn [] (any) (die :bad)))] (unlink p) (! p 1) (sleep 5) :alive)))))
  (testing "trap-exit says what was before"
    (is (= [false true] (in-tasklet [(trap-exit true) (trap-exit false)])))))

(deftest monitors
  (is (= [true :bye] (in-tasklet (let [[p r] (spawn-monitor (fn [] (die :bye))) [tag r' kind p' reason] (any)] [(= [:DOWN r :process p] [tag r' kind p']) reason]))))
  (is (= [:normal :timeout] (in-tasklet (spawn-monitor (fn [] 1)) [(nth (any) 4) (any 5)])))
  (is (= :noproc (in-tasklet (let [p (spawn (fn [] 1))] (while (alive? p) (pass)) (monitor p) (nth (any) 4)))))
  (is (= :timeout (in-tasklet (let [p (spawn any), r (monitor p)] (demonitor r) (kill-process p :kill) (any 10)))))
  (testing "several of one process"
    (is (= 3 (in-tasklet (let [p (spawn any)] (dotimes [_ 3] (monitor p)) (! p 1) (count (doall (repeatedly 3 any)))))))))

(defn have-come
  "Waits until so many messages are in the mailbox."
  [n]
  (while (< (count (process-messages (self))) n) (pass)))

(deftest ends-of-monitors
  (in-tasklet
    (let [[_ ref] (spawn-monitor (fn []))]
      (have-come 1)
      (is (true? (demonitor ref)))
      (is (= [:DOWN ref] (take 2 (any 0))) "what has come already stays"))
    (let [[p ref] (spawn-monitor (fn [])), [_ other] (spawn-monitor (fn []))]
      (have-come 2)
      (! (self) :before)
      (is (true? (demonitor ref {:flush true})))
      (is (= [other :before :timeout] [(second (any 0)) (any 0) (any 0)]) "or goes")
      (is (true? (demonitor ref {:flush true})))
      (is (= :noproc (last (do (monitor p) (any))))))))

(deftest many-that-nobody-takes
  (in-tasklet
    (doseq [m [[] [1] [:k] [:k 1] [:k 1 2] '(:k 1) "x" nil (first {:k 2}) (subvec [0 :k 3] 1) (list) {:k 1}]] (! (self) m))
    (is (= 1 (receive [:k n] n)))
    (is (= :none (receive :k 1, 5 2 :after 0 :none)))
    (is (= [2 3] [(receive [:k n] n) (receive [:k n] n)]) "an entry and a part of a vector are vectors, too")
    (is (= [:k 1 2] (receive [a b c] [a b c])))
    (is (= [] (receive [] [])))
    (is (= [[1] [:k] '(:k 1) "x" nil () {:k 1} :timeout] (repeatedly 8 #(any 0))))))

(deftest kills
  (let [reason (fn [f signal] (in-tasklet (let [[p _] (spawn-monitor f)] (pass) (kill-process p signal) (nth (any) 4))))]
    (is (= :killed (reason any :kill)))
    (is (= :why (reason any :why)))
    (is (= :killed (reason (fn [] (trap-exit true) (any) (any)) :kill)))
    (is (= :killed (reason (fn [] (loop [] (recur))) :kill)) "one that computes")
    (is (= :killed (reason (fn [] (try (any) (catch Throwable _ (any)))) :kill)) "nothing catches it")
    (is (= :killed (reason (fn [] (sort (fn [_ _] (any)) [1 2])) :kill)) "one that waits below C")
    (is (= :killed (reason (fn [] @(promise)) :kill)))
    (is (= :killed (reason (fn [] (sleep 100000)) :kill))))
  (testing "finally is run"
    (is (= :cleaned (in-tasklet (let [me (self), p (spawn (fn [] (try (any) (finally (! me :cleaned)))))] (pass) (kill-process p :kill) (any))))))
  (testing "to oneself: before the call returns"
    (doseq [[signal reason] [[:why :why] [:kill :killed] [:normal :normal]]]
      (is (= [reason []] (in-tasklet (let [me (self), [p _] (spawn-monitor (fn [] (kill-process (self) signal) (! me :went-on)))]
                                       [(nth (any) 4) (process-messages me)]))))
      (is (= [:EXIT true signal] (in-tasklet (trap-exit true)
                                             (if (= signal :kill)
                                               [:EXIT true :kill]
                                               (do (kill-process (self) signal)
                                                   (let [[what pid reason] (any 0)] [what (= pid (self)) reason])))))))
    (is (= :noproc (in-tasklet (let [p (spawn (fn [])), _ (while (alive? p) (pass))
                                     [q _] (spawn-monitor (fn [] (link p) (die :went-on)))]
                                 (nth (any) 4))))
        "a link to what has ended"))
  (testing "by its name, by kill"
    (is (= :why (in-tasklet (let [[p _] (spawn-monitor any)]
                              (register ::by-name p)
                              (cljsh.process/kill ::by-name :why)
                              (nth (any) 4))))))
  (testing "an exception of one that is linked is told as the cause"
    (let [e (try (in-tasklet (spawn-link (fn [] (throw (ex-info "boom" {:k 1})))) (any)) (catch ProcessExit e e))]
      (is (= ["ExceptionInfo: boom" {:k 1} {:k 1}] [(ex-message e) (ex-data (ex-cause e)) (ex-data (.-reason e))]))))
  (testing "schedule tells of it by what can be caught"
    (is (= :killed (try (in-tasklet (kill-process (self) :kill)) (catch ProcessExit e (.-reason e))))))
  (testing "what :normal does to another: nothing"
    (is (= :alive (in-tasklet (let [me (self) p (spawn (fn [] (any) (! me :alive)))] (kill-process p :normal) (! p 1) (any)))))))

(deftest exceptions
  (is (thrown-with-msg? Exception #"boom" (in-tasklet (throw (Exception. "boom")))))
  (is (= 42 (in-tasklet (try (die :x) (catch ProcessExit e (if (= :x (.-reason e)) 42 0)))))))

(deftest become-something-else
  (is (= 42 (in-tasklet (become (fn [x] (* 2 x)) 21))))
  (testing "the universal server"
    (let [server (fn [] (let [[_ f] (only vector?)] (become f)))
          factorial (fn f [] (let [[from n] (any)] (! from (reduce *' (range 1 (inc n)))) (recur)))]
      (is (= [120 720] (in-tasklet (let [p (spawn server)] (! p [:become factorial]) (let [r [(do (! p [(self) 5]) (any)) (do (! p [(self) 6]) (any))]] (kill-process p :kill) r)))))))
  (is (thrown? IllegalStateException (become inc 1))))

(deftest names
  (let [p (spawn any)]
    (is (true? (register ::name p)))
    (is (= p (whereis ::name)))
    (is (= ::name (:name (process-info p))))
    (is (thrown-with-msg? IllegalArgumentException #"::?.*tasklets-test/name" (register ::name (spawn any))))
    (is (thrown-with-msg? IllegalArgumentException #"already, :tasklets-test/name" (register ::other p)))
    (! ::name :end)
    (while (alive? p) (pass))
    (is (nil? (whereis ::name)))
    (is (thrown? IllegalArgumentException (register ::name p)))))

(deftest information
  (let [p (spawn (fn [] (only #{:end})))]
    (! p 1)
    (! p 2)
    (while (not= [:waiting 2] ((juxt :status :messages) (process-info p))) (sleep 1))
    (is (= [:waiting 2 [1 2]] [(:status (process-info p)) (:messages (process-info p)) (process-messages p)]))
    (is (some #{p} (processes)))
    (is (re-matches #"#pid\[\d+\]" (pr-str p)))
    (! p :end)
    (while (alive? p) (pass))
    (is (nil? (process-info p)))
    (is (not-any? #{p} (processes)))))

(deftest preemption
  (testing "a busy tasklet does not keep others from their turn"
    (is (= :done (in-tasklet (let [busy (spawn (fn [] (loop [i 0] (recur (inc i))))) me (self)]
                               (spawn (fn [] (! me :done)))
                               (try (any 10000) (finally (kill-process busy :kill))))))))
  (testing "nor one that is busy below C, or in Python"
    (is (= :done (in-tasklet (let [busy (spawn (fn [] (sort (fn [x y] (loop [i 0] (when (< i 30000000) (recur (inc i)))) (compare x y)) [3 2 1])))
                                   me (self)]
                               (pass)
                               (spawn (fn [] (! me :done)))
                               (try (any 10000) (finally (kill-process busy :kill)))))))))

(deftest calls-that-block
  (testing "Python calls that let the GIL go wait at the same time: all twenty have to be at the barrier before any goes on"
    (let [barrier (.Barrier (py/__import__ "threading") 20)]
      (is (= (range 20) (sort (map deref (doall (repeatedly 20 #(future (.wait barrier 120)))))))))))

(deftest limits-of-time
  (is (= :late (in-tasklet (try (cljsh.process/with-timeout 20 (sleep 100000)) (catch TimeoutError _ :late)))))
  (is (= :late @(future (try (cljsh.process/with-timeout 20 (loop [] (recur))) (catch TimeoutError _ :late)))))
  (is (= :late @(future (try (cljsh.process/with-timeout 20 (sort (fn [_ _] (sleep 100000)) [1 2])) (catch TimeoutError _ :late)))))
  (is (= [:inner :outer] @(future (try (cljsh.process/with-timeout 60 [(try (cljsh.process/with-timeout 10 (sleep 100000)) (catch TimeoutError _ (swap! (atom 0) inc)))
                                                                    (sleep 100000)])
                                       (catch TimeoutError _ [:inner :outer]))))))

(deftest many
  (is (= 10000 (in-tasklet (let [me (self)]
                             (dotimes [i 10000] (spawn (fn [] (! me i))))
                             (count (set (repeatedly 10000 any)))))))
  (is (= 2000 (count (distinct (map deref (doall (for [i (range 2000)] (future (sleep 20) i)))))))))

(deftest context-variables-are-a-tasklets-own
  (let [contextvars (py/__import__ "contextvars")
        v           ((.-ContextVar contextvars) "v" ** :default 0)
        read        (fn [i] (.set v i) (dotimes [_ 3] (pass)) (sleep 1) (.get v))]
    (.set v 100)
    (is (= (range 20) (map deref (doall (for [i (range 20)] (future (read i)))))))
    (is (= 100 (.get v)))
    (testing "at first those of who has started it"
      (is (= 100 @(future (.get v)))))
    (testing "so decimal's context is"
      (let [decimal (py/__import__ "decimal")
            third   (fn [n] (.setcontext decimal (.Context decimal ** :prec n)) (pass) (count (str (.__truediv__ (.Decimal decimal 1) 3))))]
        (is (= [5 12] (map deref (doall (for [n [3 10]] (future (third n)))))))
        (is (= 28 (.-prec (.getcontext decimal))))))))

(deftest calls-said-to-block
  (let [barrier (.Barrier (py/__import__ "threading") 20)]
    (is (= (range 20) (map deref (doall (for [i (range 20)] (future (blocking (.wait barrier 120) i)))))))
    (is (= 3 (blocking (+ 1 2))))))

(deftest senders-wait-for-a-mailbox-with-a-limit
  (let [me   (self)
        slow (spawn (fn []
                      (mailbox-limit 10 :wait)
                      (! me :ready)
                      (loop [n 0] (receive [:x _] (do (pass) (recur (inc n)))
                                           :end   (! me [:got n])))))]
    (receive :ready nil)
    (dotimes [k 5]
      (spawn (fn [] (dotimes [i 50] (! slow [:x i])) (! me [:sent k]))))
    (dotimes [_ 5]
      (is (<= (:messages (process-info slow)) 10))
      (receive [:sent _] nil))
    (! slow :end)
    (is (= 250 (receive [:got n] n))))
  (testing "they go on when it ends"
    (let [me (self)
          p  (spawn (fn [] (mailbox-limit 1 :wait) (! me :ready) (receive :end nil)))]
      (receive :ready nil)
      (! p 1)
      (spawn (fn [] (! p 2) (! me :sent)))
      (is (nil? (receive :sent :sent :after 20 nil)))
      (kill-process p :kill)
      (is (= :sent (receive :sent :sent :after 60000 nil))))))

(deftest signals-come-before-what-is-sent-later
  (testing "a process that is killed does not see the message that the signal before has become, or any later one"
    (let [me (self)
          p  (spawn (fn [] (trap-exit true) (! me :ready) (loop [] (receive m (do (! me [:got m]) (recur))))))]
      (receive :ready nil)
      (let [ref (monitor p)]
        (kill-process p :kill)
        (! p :late)
        (is (= :killed (receive [:DOWN ref _ _ reason] reason)))
        (is (nil? (receive [:got m] m :after 0 nil))))))
  (testing "a monitor by a name tells the name"
    (is (= [:named :named :pid] (in-tasklet (let [p (spawn any)]
                                              (register :named p)
                                              (let [a (monitor :named), b (monitor :named {:alias true}), c (monitor p)]
                                                (! p 1)
                                                (mapv (fn [r] (receive [:DOWN r :process x :normal] (if (= x p) :pid x))) [a b c])))))))
  (testing "of several exit signals the first is the reason"
    (is (= :a (in-tasklet (let [[p _] (spawn-monitor any)] (kill-process p :a) (kill-process p :b) (kill-process p :kill) (nth (any) 4))))))
  (testing "one that is killed before its first turn does nothing"
    (is (= [:no []] (in-tasklet (let [me (self), [p _] (spawn-monitor (fn [] (! me :ran)))]
                                  (kill-process p :no)
                                  [(nth (any) 4) (process-messages me)])))))
  (testing "the monitor of a name that nobody has"
    (let [ref (monitor :nobody-has-this-name)]
      (is (= [:nobody-has-this-name :noproc] (receive [:DOWN ref :process name reason] [name reason] :after 0 nil))))))

(deftest tasklets-that-the-main-program-starts
  (let [monotonic (.-monotonic (py/__import__ "time"))
        delay-of  (fn [work]
                    (let [begun (monotonic), p (future (monotonic))]
                      (work)
                      (- @p begun)))]
    @(future nil)
    (testing "begin while it is in Python, which says nothing beforehand"
      (is (< (delay-of #(.sleep (py/__import__ "time") 0.6)) 0.5))
      (is (< (delay-of #(py/exec "import time\nend = time.monotonic() + .6\nwhile time.monotonic() < end: pass")) 0.5)))
    (testing "begin while it runs Clojure"
      (is (< (delay-of #(let [end (+ (monotonic) 0.6)] (while (< (monotonic) end)))) 0.5)))))

(deftest threads-are-bounded
  (let [before (threads-max)]
    (is (= [before 100 before] [(threads-max 100) (threads-max before) (threads-max)])))
  (is (thrown-with-msg? Exception #"2 at least" (threads-max 1)))
  (is (thrown? Exception (threads-max :many))))

(deftest high-priority-comes-first
  (testing "others have no turns while it computes, but where the machine stops it for long"
    (is (> 150000 (in-tasklet (let [others (atom 0)]
                                (dotimes [_ 3] (spawn (fn [] (dotimes [_ 100000] (swap! others inc)))))
                                (process-priority :high)
                                (loop [i 0] (when (< i 1000000) (recur (inc i))))
                                @others))))))
