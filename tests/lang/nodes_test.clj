;; SPDX-License-Identifier: MIT
;; Workers on this machine: processes, messages, code and failures.
(ns nodes-test
  (:require [cljsh.node :refer :all]
            [cljsh.otp.report :as report]
            [cljsh.otp.server :as server]
            [cljsh.otp.supervisor :as supervisor]
            [cljsh.tasklet :refer [! alive? demonitor die kill-process link monitor pid? process-info receive register self sleep
                                   spawn spawn-link spawn-monitor top trap-exit unlink unregister whereis]]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing use-fixtures]]
            [math]
            [os]
            [os.path :as path]))

(use-fixtures :once (fn [run]
                      (set-workers! 2)
                      (try
                        (run)
                        (finally
                          (doseq [w (workers)] (disconnect w))
                          (set-workers! nil)
                          (sleep 50)
                          (loop [] (when-not (= ::none (receive _ nil :after 0 ::none)) (recur)))))))

(defn- any [& [ms]] (receive x x :after (or ms 5000) :timeout))

(defn- back
  "A value after it has been at a worker."
  [x]
  (call-on identity x))

(defn- on [w f & args] (apply call-on w f args))

(defmacro ^:private trapping [& body]
  `(do (trap-exit true)
       (try ~@body (finally (trap-exit false)))))

;; --- values ---------------------------------------------------------------------

(defrecord Point [x y])
(deftype Box [v])
(defn by-length [a b] (compare [(count a) a] [(count b) b]))

(deftest large-values
  (let [fds   (fn [] ; of shared memory: connections come and go
                (count (filter (fn [fd] (try (.startswith (os/readlink (str "/proc/self/fd/" fd)) "/memfd:") (catch OSError _ false)))
                               (os/listdir "/proc/self/fd"))))
        bytes (.__mul__ (py/bytes (range 256)) 8192)]
    (is (= bytes (back bytes)))
    (is (= [2097152 255] (call-on (fn [b] [(count b) (.__getitem__ b -1)]) bytes)))
    (is (= {:a [bytes bytes]} (back {:a [bytes bytes]})))
    (when-let [np (try (py/__import__ "numpy") (catch ModuleNotFoundError _ nil))]
      (let [a (.arange np 300000)]
        (testing "an array comes as one that can be changed, and is another one"
          (is (= [1 299999 0] (let [b (call-on (fn [a] (.__iadd__ a 1) a) a)]
                                [(.item b 0) (.item (.__getitem__ a -1)) (.item a 0)]))))
        (is (= 3 (call-on (fn [a] (.item a 3)) (.arange np 10))))))
    (testing "arrays, small ones and ones that share memory"
      (doseq [n [3 400000], array [(byte-array n (repeat n -1)) (py/bytearray (.__mul__ (py/bytes [255]) n)) (long-array n 7) (int-array n -7)
                                   (short-array n 7) (double-array n 1.5) (float-array n 2.5) (boolean-array n true)]]
        (let [[kind size element again] (call-on (fn [a] [(class a) (count a) (nth a (dec (count a))) a]) array)]
          (is (= [(class array) n (nth array (dec n)) (seq array)] [kind size element (seq again)]) [n (class array)])))
      (let [array (byte-array 2000000)]
        (is (= [1 0] [(call-on (fn [a] (aset a 5 1) (aget a 5)) array) (aget array 5)]))))
    (testing "nothing stays open, also when a message is refused after all"
      (is (thrown? ExceptionInfo (call-on identity [bytes (atom 1)])))
      (dotimes [_ 5] (back bytes))
      (sleep 20)
      (let [before (fds)]
        (dotimes [_ 20] (back bytes))
        (is (some (fn [_] (or (<= (fds) before) (sleep 20))) (range 200)))))))

(deftest values
  (are [x] (let [y (back x)] (and (= x y) (= (class x) (class y)) (= (meta x) (meta y))))
    nil true 0 -5 (apply * (range 1 60)) 1.5 22/7 1.5M "text" "ünï 𝄞" \a 'a/b :a/b [1 [2]] '(1 2) #{1} {:a {:b 1}}
    (sorted-map 2 1 1 2) (sorted-set 3 1 2) (with-meta [1] {:m 1}) (->Point 1 2) (assoc (->Point 1 2) :z 3)
    #inst "2020-02-29T12:34:56.789-00:00" #uuid "12345678-9abc-def0-1234-56789abcdef0" (py/bytes [0 1 255])
    (conj clojure.lang.PersistentQueue/EMPTY 1 2) (zipmap (range 100) (range 100)))
  (is (= [1 2] (back (map inc [0 1]))))
  (is (= "A+" (re-find (back #"(?i)a\+") "xA+")))
  (is (= 5 (.-v (back (Box. 5)))))
  (testing "an order of its own"
    (let [m (back (sorted-map-by by-length "aaa" 1 "b" 2))]
      (is (= ["b" "aaa"] (keys m)))
      (is (= ["b" "cc" "aaa"] (keys (assoc m "cc" 3))))))
  (testing "objects of Python that can be pickled"
    (is (= (.-tzinfo (.now (.-datetime (py/__import__ "datetime")) (.-utc (.-timezone (py/__import__ "datetime")))))
           (back (.-utc (.-timezone (py/__import__ "datetime"))))))
    (is (= {"a" 1} (into {} (map vec) (.items (back (.OrderedDict (py/__import__ "collections") [["a" 1]])))))))
  (testing "pids and references come back as what they were"
    (let [w (spawn (fn [] (receive :stop nil)))]
      (is (identical? w (back w)))
      (is (identical? (self) (back (self))))
      (is (let [r (monitor w)] (identical? r (back r))))
      (! w :stop)
      (is (vector? (any)))))
  (testing "exceptions"
    (let [e (back (ex-info "message" {:a (->Point 1 2)} (ValueError. "cause")))]
      (is (= ["message" {:a (->Point 1 2)} "cause"] [(ex-message e) (ex-data e) (ex-message (ex-cause e))]))
      (is (instance? ValueError (ex-cause e))))))

(deftest classes-of-java
  (testing "that a function uses, and what it makes of them"
    (is (= [3 {:a 1}] (call-on (fn [xs] [(.size (doto (java.util.ArrayList. xs) (.add 3))) (into {} (doto (java.util.HashMap.) (.put :a 1)))]) [1 2])))
    (is (= java.util.HashSet (call-on (fn [] java.util.HashSet)))))
  (testing "collections go whole, and are of their class there"
    (doseq [x [(java.util.ArrayList. [1 [2]]) (java.util.LinkedList. [1]) (java.util.HashMap. {:a {:b 1}}) (java.util.HashSet. [1 2]) (java.util.Stack.)]]
      (is (= [(class x) x] (call-on (fn [x] [(class x) x]) x)))))
  (testing "what they hold must be able to travel"
    (is (thrown-with-msg? ExceptionInfo #"Atom" (back (java.util.ArrayList. [(atom 1)]))))))

(deftest what-cannot-travel
  (let [file (py/open "/dev/null")]
    (are [path form] (= path (try form :sent (catch ExceptionInfo e (:path (ex-data e)))))
      [:argument 0]              (spawn-on identity file)
      [:argument 1 :a 1 :b]      (spawn-on list 1 {:a [0 {:b file}]})
      [:function [:closed-over 0]] (spawn-on (fn [] file)))
    (is (thrown-with-msg? ExceptionInfo #"TextIOWrapper.*:argument 0" (spawn-on identity file)))
    (is (thrown-with-msg? ExceptionInfo #"at \[:argument 1 0\]" (call-on list 1 [file])))
    (is (thrown-with-msg? ExceptionInfo #"at \[:function " (call-on (fn [] file))))
    (let [p (spawn-on (fn [] (receive :stop nil)))]
      (is (thrown-with-msg? ExceptionInfo #"TextIOWrapper.*at \[1\]" (! p [:x file])))
      (is (thrown-with-msg? ExceptionInfo #"Atom" (! p (atom 1))))
      (! p :stop))
    (.close file)))

(def open-file (py/open "/dev/null"))
(deftest a-var-that-cannot-travel
  (is (thrown-with-msg? ExceptionInfo #"nodes-test/open-file" (call-on (fn [] open-file)))))

;; --- code -----------------------------------------------------------------------------

(declare even*)
(defn odd* [n] (if (zero? n) false (even* (dec n))))
(defn even* [n] (if (zero? n) true (odd* (dec n))))
(def counter (atom 10))
(def ^:dynamic *level* 1)
(defprotocol Shape (area [s]) (grown [s by]))
(extend-protocol Shape
  Point (area [p] (* (:x p) (:y p))) (grown [p by] (->Point (+ (:x p) by) (+ (:y p) by)))
  nil (area [_] 0)
  py/str (area [s] (count s)))
(deftype Circle [r] Shape (area [_] (* 3 r r)) (grown [_ by] (Circle. (+ r by))))
(defmulti describe :kind)
(defmethod describe :a [{:keys [n]}] [:a n])
(defmethod describe :default [_] :other)
(derive ::square ::shape)
(defmulti kind-of identity)
(defmethod kind-of ::shape [_] :a-shape)
(defn changing [] 1)
(defn uses-changing [] (changing))
(defn helper [x] (inc x))
(def by-value {:f helper, :g [even*]})

(deftest code
  (is (= 6 (call-on (fn [a b] (+ a b)) 2 4)))
  (is (true? (call-on even* 10)))
  (let [k 3] (is (= [4 5] (call-on (fn [xs] (map #(+ k %) xs)) [1 2]))))
  (is (= "ABC" (call-on (fn [] (str/upper-case "abc")))))
  (is (= 4.0 (call-on (fn [] (math/sqrt 16)))))
  (is (= 8 (call-on (fn [] ((:f by-value) 7)))))
  (is (true? (call-on (fn [] ((first (:g by-value)) 4)))))
  (testing "a var's atom is each node's own"
    (let [w (do (call-on identity 1) (first (workers)))]
      (is (= 11 (on w (fn [] (swap! counter inc)))))
      (is (= 12 (on w (fn [] (swap! counter inc)))))
      (is (= 10 @counter))))
  (testing "bindings are conveyed"
    (is (= 1 (call-on (fn [] *level*))))
    (is (= 7 (binding [*level* 7] (call-on (fn [] *level*))))))
  (testing "types, protocols, multimethods, hierarchies"
    (is (= 12 (call-on (fn [p] (area p)) (->Point 3 4))))
    (is (= 48 (call-on (fn [] (area (Circle. 4))))))
    (is (= 75 (area (call-on (fn [c] (grown c 1)) (Circle. 4)))))
    (is (= [0 3] (call-on (fn [] [(area nil) (area "abc")]))))
    (is (= (->Point 2 3) (call-on grown (->Point 1 2) 1)))
    (is (true? (call-on (fn [x] (satisfies? Shape x)) (->Point 1 2))))
    (is (= [[:a 1] :other] (call-on (fn [] (mapv describe [{:kind :a, :n 1} {:kind :b}])))))
    (is (= :a-shape (call-on (fn [] (kind-of ::square)))))))

(deftest redefinition
  (set-workers! 1)
  (try
    (is (= 1 (call-on uses-changing)))
    (with-redefs [changing (fn [] 2)]
      (is (= 2 (call-on uses-changing))))
    (is (= 1 (call-on uses-changing)))
    (is (= :other (call-on describe {:kind :new})))
    (defmethod describe :new [_] :newer)
    (is (= :newer (call-on describe {:kind :new})))
    (extend-type py/set Shape (area [x] [:set]))
    (is (= [:set] (call-on area (py/set))))
    (testing "of a protocol that is there already, its methods too"
      (extend-type py/float Shape (area [x] [:float x])))
    (is (= [:float 1.5] (call-on area 1.5)))
    (finally (set-workers! 2))))

;; --- processes ---------------------------------------------------------------------------

(defn- echo [] (loop [] (receive [from x] (do (! from [:back x]) (recur)), :stop nil)))

(deftest processes
  (let [me (self), p (spawn-on echo)]
    (is (pid? p))
    (is (str/starts-with? (node p) "worker-"))
    (is (= "local" (node) (node me)))
    (is (not= (os/getpid) (call-on (fn [] (os/getpid)))))
    (testing "order"
      (dotimes [i 5000] (! p [me i]))
      (is (= (map (fn [i] [:back i]) (range 5000)) (repeatedly 5000 any))))
    (testing "between two workers, by way of this one"
      (let [[a b] (do (call-on identity 1) (spawn-on echo) (workers))]
        (when b
          (let [q (spawn-on b echo)]
            (is (= [:back 1] (on a (fn [] (! q [(self) 1]) (receive [:back x] [:back x] :after 60000 :timeout))))))))))
  (testing "registered names"
    (let [me (self), p (spawn-on (fn [] (register :here-too (self)) (! me :ready) (receive x (! me [:got x]))))]
      (is (= :ready (any)))
      (! [:here-too (node p)] 5)
      (is (= [:got 5] (any))))
    (is (thrown-with-msg? Exception #"no connection" (! [:x "nowhere"] 1))))
  (testing "monitors"
    (are [reason f] (let [[pid ref] (spawn-monitor-on f)] (= [:DOWN ref :process pid reason] (any)))
      :normal (fn [] 1)
      :why    (fn [] (die :why)))
    (let [[pid ref] (spawn-monitor-on (fn [] (throw (ex-info "no" {:a 1})))), [_ _ _ _ e] (any)]
      (is (= {:a 1} (ex-data e)))
      (is (= "nodes-test" (first (str/split (ffirst (cljsh.core/ex-trace e)) #"/"))))
      (is (= [:DOWN :noproc] (let [r (monitor pid), m (any)] [(first m) (case (nth m 4) :noproc :noproc, :noproc)]))))
    (let [p (spawn-on echo), r (monitor p)]
      (demonitor r)
      (! p :stop)
      (is (= :timeout (any 50)))))
  (testing "links"
    (trapping
      (let [p (spawn-link-on (fn [] (die :oops)))] (is (= [:EXIT p :oops] (any))))
      (let [p (spawn-on echo)]
        (link p)
        (unlink p)
        (kill-process p :gone)
        (is (= :timeout (any 50))))
      (let [me (self)
            p  (spawn-on (fn [] (trap-exit true) (! me :ready) (receive x (! me [:told x]))))]
        (is (= :ready (any)))
        (let [q (spawn (fn [] (link p) (die :local-end)))]
          (is (= [:told [:EXIT q :local-end]] (any)))))))
  (testing "exit signals"
    (let [[p ref] (spawn-monitor-on echo)]
      (kill-process p :kill)
      (is (= [:DOWN ref :process p :killed] (any)))
      (is (not (alive? p))))))

(deftest output
  (is (= "out 1\n" (with-out-str (call-on (fn [] (println "out" 1)))))))

;; --- work -------------------------------------------------------------------------------------

(deftest maps
  (is (= (map inc (range 1000)) (pmap-on inc (range 1000))))
  (is (= [] (pmap-on inc [])))
  (testing "who is through with his share takes from the other's"
    (let [who (pmap-on {:chunk 1, :workers 2} (fn [i] (sleep (if (< i 10) 30 0)) (self)) (range 20))]
      (is (= 2 (count (distinct (take 10 who)))))))
  (is (= (mapv str (range 10)) (pmap-on {:chunk 1, :workers 3} str (range 10))))
  (is (= 499500 (map-reduce-on identity + (range 1000))))
  (is (= (apply str (range 100)) (map-reduce-on str str (range 100))))
  (is (= 0 (map-reduce-on identity + [])))
  (is (= {:x 7} (try (pmap-on (fn [x] (if (= x 7) (throw (ex-info "seven" {:x x})) x)) (range 20)) (catch ExceptionInfo e (ex-data e)))))
  (testing "a chunk whose worker dies is done again"
    (let [file (str "/tmp/cljsh-nodes-test-" (os/getpid))]
      (try
        (is (= (range 12)
               (pmap-on {:chunk 1} (fn [x]
                                     (when (= x 5)
                                       (when-not (path/exists file)
                                         (.close (py/open file "w"))
                                         (.kill (py/__import__ "os") (.getpid (py/__import__ "os")) 9)))
                                     x)
                        (range 12))))
        (finally (when (path/exists file) (os/remove file)))))))

;; --- ends ---------------------------------------------------------------------------------------

(defn- a-worker-pid [] (call-on identity 1) (first (workers)))

(deftest deaths
  (testing "kill -9: every process there has ended"
    (let [w       (a-worker-pid)
          os-pid  (on w (fn [] (os/getpid)))
          [p ref] (spawn-monitor-on w echo)
          wref    (monitor w)]
      (os/kill os-pid 9)
      (is (= #{[ref p :noconnection] [wref w :noconnection]}
             (set (repeatedly 2 (fn [] (let [[_ r _ p reason] (any)] [r p reason]))))))
      (is (not (contains? (set (workers)) w)))
      (is (= 1 (! p 1) (call-on identity 1)))))
  (testing "one that does not answer any more"
    (set-heartbeat! 400)
    (try
      (let [w       (a-worker-pid)
            os-pid  (on w (fn [] (os/getpid)))
            [p ref] (spawn-monitor-on w echo)]
        (os/kill os-pid 19)
        (is (= [:DOWN ref :process p :noconnection] (any))))
      (set-heartbeat! 1500) ; a machine that does much else may be late with its answers
      (testing "which one that computes in C for long does"
        (is (= 1 (call-on (fn [] (.sleep (py/__import__ "time") 2) 1)))))
      (finally (set-heartbeat! 2000))))
  (testing "disconnect"
    (let [w (a-worker-pid), r (monitor w)]
      (disconnect w)
      (is (= [:DOWN r :process w :noconnection] (any)))
      (is (thrown-with-msg? Exception #"no connection" (disconnect w))))))

(defn- holder [] (receive [:pid p] (loop [] (receive :go (do (! p :hello) (recur)) [:done? from] (do (! from :done) (recur))))))

(deftest a-node-that-others-do-not-know-to-have-gone
  (let [[a b] (do (call-on identity 1)
                  (while (< (count (workers)) 2) (spawn-on + 1 2))
                  (workers))
        h (spawn-on a holder)
        p (spawn-on b echo)
        r (monitor b)]
    (! h [:pid p])
    (disconnect b)
    (receive [:DOWN r _ _ _] nil)
    (! h :go)
    (! h [:done? (self)])
    (is (= :done (any)))
    (let [sent (fn [] (:sent (first (filter (fn [n] (= a (:pid n))) (cluster)))))
          before (sent)]
      (sleep 50)
      (testing "a message to a process of it does not go to and fro"
        (is (< (- (sent) before) 20))))))

;; --- supervisors -----------------------------------------------------------------------------------

(def counting
  {:init        (fn [n] [:ok n])
   :handle-call (fn [request _ n] (case request :next [:reply n (inc n)], :where [:reply (node) n], :crash (throw (ex-info "crash" {}))))})

(deftest supervised-elsewhere
  (trapping
    (binding [report/*listener* (fn [_] nil)]
      (let [sup   (supervisor/start-link {:strategy :one-for-one, :intensity 10
                                          :children [{:id :counter, :on true, :start [server/start-link counting [5]]}]})
            child (fn [] (:pid (first (supervisor/which-children sup))))
            again (fn [before]
                    (loop [n 0]
                      (let [now (child)]
                        (if (or (= n 200) (and now (not= now before)))
                          now
                          (do (sleep 20) (recur (inc n)))))))
            a     (child)]
        (is (= [5 6] [(server/call a :next) (server/call a :next)]))
        (is (= (node a) (server/call a :where)))
        (testing "a crash"
          (is (thrown? Exception (server/call a :crash)))
          (let [b (again a)]
            (is (= 5 (server/call b :next)))
            (testing "kill -9 of its worker"
              (os/kill (call-on b (fn [] (os/getpid))) 9)
              (let [c (again b)]
                (is (= 5 (server/call c :next)))
                (is (not= (node b) (node c)))
                (testing "it ends with its supervisor"
                  (let [r (monitor c)]
                    (kill-process sup :shutdown)
                    (is (= [:DOWN r :shutdown] (receive [:DOWN r _ _ why] [:DOWN r why] :after 60000 :timeout)))
                    ;; Its own signal must not come when this process traps exits no more.
                    (is (= :shutdown (receive [:EXIT sup why] why :after 60000 :timeout)))))))))))))

(deftest nesting
  (testing "spawn-on in a worker"
    (is (= [:nested 3] (call-on (fn [] [:nested (call-on (fn [] (+ 1 2)))]))))))

(deftest the-cluster
  (call-on identity 1)
  (let [[here & others] (cluster)]
    (is (= "local" (:name here)))
    (is (every? (fn [{:keys [name memory latency]}] (and (str/starts-with? name "worker-") (pos-int? memory))) others))
    (is (= (set (nodes)) (set (map :name others))))))

(defn- waiting-there [] (receive :end nil))

(deftest top-shows-all-nodes
  (let [p    (spawn-on waiting-there)
        text (with-out-str (top))]
    (is (re-find (re-pattern (str "registered; with .*" (node p))) text))
    (is (re-find (re-pattern (str "(?m)^" (java.util.regex.Pattern/quote (pr-str p)) " +waiting .*waiting-there")) text))
    (! p :end)))

(deftest bad-input
  (is (thrown-with-msg? Exception #"function" (spawn-on 1)))
  (is (thrown-with-msg? Exception #"function" (spawn-on "host")))
  (is (thrown-with-msg? Exception #"positive" (set-workers! 0)))
  (are [options message] (thrown-with-msg? Exception message (pmap-on options inc [1 2]))
    {:chunk 0} #":chunk is a positive integer, not 0", {:workers 1.5} #":workers", {:chunks 1} #"no option :chunks")
  (is (thrown-with-msg? Exception #"no option :n" (map-reduce-on {:n 1} inc + [1 2])))
  (is (thrown-with-msg? Exception #"options .* a map" (map-reduce-on inc conj [] [1 2])))
  (is (thrown-with-msg? Exception #"20 milliseconds" (set-heartbeat! 1))))
