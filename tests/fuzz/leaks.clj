;; SPDX-License-Identifier: MIT
;; Does what is done again and again leave something behind?  Each operation
;; is repeated, and Python's allocated blocks, the collector's objects and the
;; process's open files are counted before and after.
;;
;;   cljsh leaks.clj
;;
;; With an allocator that does not count (PYTHONMALLOC=malloc) only objects
;; and files are looked at.  Ends with a line N passed, M failed.
(ns fuzz.leaks
  (:require [clojure.core.async :as async]
            [clojure.string :as str]
            [cljsh.sh :as sh]
            [asyncio]
            [gc]
            [os]
            [sys]))

(defprotocol Area (area [this] [this unit]))
(deftype Square [side] Area (area [_] (* side side)) (area [_ unit] [side unit]))
(defrecord Circle [radius] Area (area [_] radius) (area [_ unit] [radius unit]))
(extend-protocol Area
  nil (area ([_] 0) ([_ unit] unit))
  py/str (area ([s] (count s)) ([s unit] [s unit])))
(defmulti kind (fn [x & _] (:kind x)))
(defmethod kind :a [x & more] [x more])
(defmethod kind :default [x & _] (throw (ex-info "none" x)))
(def ^:dynamic *depth* 0)
(def counter (atom 0))
(def account (ref 100))
(def logger (agent []))
(def f1 (fn [x] [x]))
(defrecord Adder [x] IFn (invoke [_ y] [x y]))
(defn area-of [x] [x])
(defmulti kind-of (constantly 1))
(defmethod kind-of 1 [x] [x])
(defn gen [x] (try (yield [x]) (yield [x x]) (catch KeyError e (yield [e])) (finally (count x))))
(defn gen-from [g] (yield-from g) (yield [g]))
(defn ^:async twice [x] (await (asyncio/sleep 0)) [x x])
(defn down [n] (if (pos? n) (inc (down (dec n))) 0))

(defmacro operations [& clauses]
  (vec (for [[title body] (partition 2 clauses)] [title (list 'fn [] body)])))

(def all
  (operations
    "calls" [(f1 1) (apply f1 [1]) ((partial + 1 2) 3) ((comp inc -) 4) (down 200) (apply + (range 50)) (#'f1 2)]
    "wrong arity" (try (f1 1 2) (catch Exception e (ex-message e)))
    "not callable" (try (1 2) (catch py/TypeError e nil))
    "closures" (let [x [1 2]] (mapv #(% x) [(fn [y] (conj y 3)) (fn me [y] (if (seq y) (recur (rest y)) me))]))
    "mutual closures" (letfn [(a [n] (if (zero? n) b (b (dec n)))) (b [n] (if (zero? n) a (a (dec n))))] (a 5))
    "overflow" [(* 4611686018427387904 3) (- (+ 2305843009213693951 1) 1) (/ 1 3) (quot 1000000000000000000000 7)]
    "lazy seqs" [(doall (map inc (range 100))) (first (filter odd? (iterate inc 1))) (take 3 (cycle [1 2])) (reduce + (mapcat range (range 5)))]
    "unrealised seqs" [(map inc (range 10)) (lazy-seq (throw (ex-info "never" {}))) (rest (iterate inc 0))]
    "a seq that fails" (let [s (map #(quot 1 %) [1 0])] (try (doall s) (catch Exception e nil)) (try (second s) (catch Exception e nil)))
    "a seq in a knot" (let [a (atom nil) s (lazy-seq @a)] (reset! a (cons 1 s)) (doall (take 5 s)))
    "exceptions" (try (try (throw (ex-info "x" {:a [1]})) (catch py/KeyError e 1) (finally (str "f"))) (catch Exception e (ex-data e)))
    "causes" (try (try (quot 1 0) (catch Exception e (throw (ex-info "outer" {} e)))) (catch Exception e (ex-cause e)))
    "deep exceptions" (try ((fn f [n] (if (pos? n) (inc (f (dec n))) (throw (ex-info "deep" {})))) 150) (catch Exception e nil))
    "protocols" [(area (Square. 2)) (area (->Circle 3) :cm) (area nil) (area "abc" :mm) (satisfies? Area 1)]
    "no implementation" (try (area 1.5) (catch Exception e nil))
    "multimethods" [(kind {:kind :a} 1 2) (try (kind {}) (catch Exception e nil))]
    "records" (let [c (->Circle 1)] [(assoc c :radius 2) (assoc c :more 1) (dissoc c :radius) (= c (map->Circle {:radius 1})) (hash c)])
    "reify" (let [x [1]] [(area (reify Area (area [_] x) (area [_ u] u))) ((reify IFn (invoke [_ a] [a x])) 1)])
    "maps" (let [m (into {} (map (juxt identity str)) (range 100))] [(reduce dissoc m (range 50)) (merge m {:a 1}) (update-in m [:x :y] (fnil inc 0))])
    "sets and sorted" [(into #{} (range 50)) (into (sorted-map) (zipmap (range 20) (range))) (subseq (sorted-set 1 2 3) > 1) (disj #{1 2} 1)]
    "vectors" (let [v (vec (range 100))] [(conj v 1) (pop v) (subvec v 3 9) (assoc v 50 :x) (rseq v) (sort > v)])
    "transients" [(persistent! (reduce conj! (transient []) (range 100))) (persistent! (assoc! (transient {}) :a 1)) (transient #{1})]
    "a transient used again" (let [t (transient [])] (persistent! t) (try (conj! t 1) (catch Error e nil)))
    "transducers" [(into [] (comp (map inc) (filter odd?) (partition-by pos?) (take 3)) (range 50)) (sequence (map inc) [1 2]) (eduction (map inc) [1])]
    "failing in a chunk" (mapv (fn [run] (try (run #(if (= % 40) (throw (ex-info "x" {:at [%]})) [%])) (catch Exception e nil)))
                               [#(dorun (map % (range 50))) #(dorun (filter % (vec (range 50)))) #(dorun (keep % (range 50)))
                                #(reduce (fn [a x] (% x)) [] (range 50)) #(into [] (comp (map vector) (map first) (filter %)) (range 50))
                                #(into [] (comp (map %) (map odd?)) (range 50)) #(dorun (map (fn [x] (reduce (fn [a y] (% y)) nil (range x))) (range 50)))])
    "reduced in a chunk" [(reduce (fn [a x] (if (= x 5) (reduced [x]) [x])) nil (range 50)) (into [] (comp (map vector) (keep first) (take 4)) (range 50))]
    "callables in a chunk" (doall (mapcat #(map % [{:k [1]} {:k [2]}]) [:k {{:k [1]} [1]} #{{:k [2]}} #'f1 area-of kind-of py/list (partial vector 1) (->Adder [1])]))
    "generators" (let [g (gen [1]), h (gen [2]), i (gen-from (gen [3]))]
                   (gen [4])
                   [(vec (gen [5])) (py/next g) (py/next h) (.close h) (py/next i) (try (.throw (gen-from (gen [6])) (ValueError "x")) (catch Exception e nil))
                    (try (py/next i) (.throw i (KeyError "k")) (catch KeyError e nil))])
    "generators that fail" (try (vec ((fn [] (yield [1]) (binding [*depth* [2]] (yield *depth*) (throw (ex-info "x" {:a [1]})))))) (catch Exception e nil))
    "a generator in a knot" (let [a (atom nil)] (reset! a ((fn [] (binding [*depth* [2]] (yield 1) (yield @a))))) (py/next @a))
    "coroutines" [(await (async [(await (twice [1])) (await (asyncio/gather (twice 1) (twice 2)))]))
                  (try (await (async (await (asyncio/wait_for (asyncio/sleep 5) 0.0001)))) (catch TimeoutError e nil))
                  (try (await (async (await (twice nil)) (throw (ex-info "x" {})))) (catch Exception e nil))]
    "strings" [(str 1 :a "x" [1 {:b 2}]) (str/split "a,b" #",") (str/replace "aXa" #"X" "-") (format "%5.2f" 1.5) (pr-str #{1} '(a b))]
    "regexes" [(re-seq #"(\w)(\d)" "a1 b2") (re-matches (re-pattern (str "x" "+")) "xxx") (re-find #"y" "x")]
    "a bad regex" (try (re-pattern "(") (catch Exception e nil))
    "reading" [(read-string "{:a [1 2.5 \"s\" #{x}] :b #\"r\"}") (try (read-string "(1 [2") (catch Exception e nil))]
    "compiling" [(eval '(let [x 1] (fn [y] (+ x y)))) (macroexpand '(cond-> 1 true inc)) (try (eval '(no-such-name)) (catch Exception e nil))]
    "bindings" (binding [*depth* (inc *depth*)] [*depth* (bound-fn* f1)])
    "atoms" (let [a (atom {})] (add-watch a :w (fn [& _])) (swap! a assoc :x 1) (swap! counter inc) (try (swap! a (fn [_] (throw (ex-info "no" {})))) (catch Exception e nil)) @a)
    "delays and promises" (let [p (promise)] (deliver p 1) [@p @(delay (inc 1)) (try @(delay (quot 1 0)) (catch Exception e nil)) (deref (promise) 0 :late)])
    "futures" [@(future (inc 1)) (try @(future (quot 1 0)) (catch Exception e nil)) (deref (future 1) 1000 nil)]
    "refs" (dosync (alter account inc) (commute account dec) (ensure account))
    "agents" (do (send logger (fn [_] [1])) (await logger) @logger)
    "python" [(py/len [1 2]) (.upper "a") (py/sorted [3 1] ** :reverse true) (.-real 1) (py/list (map inc [1 2])) (try (.nope 1) (catch Exception e nil))]
    "callbacks from python" [(py/list (py/map (fn [x] (inc x)) [1 2])) (py/sorted [1 2] ** :key -) (try (py/list (py/map #(quot 1 %) [0])) (catch Exception e nil))]
    "tasklets" (let [me (self), [p m] (spawn-monitor (fn [] (! me [:hello (receive [:answer x] x)])))]
                 (! p [:answer [1]])
                 (receive [:hello x] x)
                 (receive [:DOWN & more] more))
    "a tasklet that fails" (let [[p m] (spawn-monitor (fn [] (exit [:gone 1])))] (receive [:DOWN & more] more))
    "timers" [(receive :never 1 :after 0 [2]) (deref (future (sleep 1) [1]))]
    "channels" (let [c (async/chan 1 (map vector))] (async/go (async/>! c 1) (async/close! c)) [(async/<!! c) (async/<!! c) (async/alts!! [c (async/timeout 1)])])
    "output" (with-out-str (println [1 2] "x") (prn {:a 1}))
    "macros of core" [(for [x [1 2] :when (odd? x) y [x]] [x y]) (doseq [x [1]] x) (case 3 1 :a (2 3) :b) (let [{:keys [a] :or {a 1}} {} [b & c] [1 2]] [a b c])]))

;; These cost a process or more each.
(def slow
  (operations
    "processes" ($ true)
    "captured output" [($< echo a b) (run-lines (cmd "printf" "a\\nb\\n"))]
    "a process that fails" [($? false) (try ($ false) (catch Exception e nil))]
    "no such command" (try ($ no-such-command-here) (catch Exception e nil))
    "pipelines" ($< printf "b\\na\\n" | sort | head -1)
    "the command language" (sh/sh "f() { local a=$1; for i in 1 2 3; do a=$a$i; done; echo \"$a\"; }; x=$(f y); case $x in y*) : ;; esac; [[ $x == y* ]] && a=(1 2 \"$x\"); unset -f f; unset a x")
    "its subshells" (sh/sh "(cd /; x=1; trap : EXIT); y=$( (echo a; echo b) | { read a; echo $a; }); unset y")
    "its errors" [(try (sh/sh "{ eval if; } 2>/dev/null") (catch Exception e nil)) (try (sh/sh "no-such-command-here 2>/dev/null") (catch Exception e nil))]
    "its commands" (sh/sh "/bin/true; /bin/echo a | /bin/cat >/dev/null; x=$(/bin/echo b); /bin/true & wait $!")
    "lines left unread" (first (run-lines (cmd "yes")))
    "background" (wait ($& true))))

(defn open-files [] (count (os/listdir "/proc/self/fd")))

(defn measure []
  (gc/collect)
  (gc/collect)
  [(sys/getallocatedblocks) (py/len (gc/get_objects)) (open-files)])

(defn grown
  "How much a number of runs has left behind: blocks, objects, files."
  [f n]
  (let [before (measure)]
    (dotimes [_ n] (f))
    (mapv - (measure) before)))

;; A leak grows with every run; what is made once (the last 64 environments are
;; kept for whoever reads them, shell/state.c), or the number of threads
;; at work, does not: the least of some tries counts.
(defn leaks? [f n warm-up]
  (dotimes [_ warm-up] (f))
  (loop [tries 8]
    (let [[blocks objects files :as g] (grown f n)]
      (cond
        (and (< blocks (quot n 4)) (< objects (quot n 4)) (< files 2)) nil
        (= tries 1) g
        :else (recur (dec tries))))))

(let [bad (for [[operations n warm-up] [[all 300 60] [slow 48 400]]
                [title f] operations
                :let [g (leaks? f n warm-up)]
                :when g]
            (println "after" n "times" (pr-str title) "left [blocks objects files]" g))
      failed (count bad)]
  (println (- (+ (count all) (count slow)) failed) "passed," failed "failed")
  (flush)
  (exit (if (zero? failed) 0 1)))
