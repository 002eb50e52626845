;; SPDX-License-Identifier: MIT
;; State, transients, volatiles and laziness: a form or more for each thing that a test of the language would ask.
(ns oracle.state (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

[(let [a (atom 1)] [(swap! a inc) (swap! a + 1 2 3) (reset! a 5) (compare-and-set! a 5 6) (compare-and-set! a 5 7) @a (swap-vals! a inc) (reset-vals! a 0)])]
;=> [[2 8 5 true false 6 [6 7] [7 0]]]
(atom)
;!! ArityException
(atom 1 :validator neg?)
;!! IllegalStateException
(let [a (atom 1 :validator pos?)] (reset! a -1))
;!! IllegalStateException
(let [a (atom 1 :meta {:x 1})] [(meta a) (alter-meta! a assoc :y 2) (reset-meta! a {}) ])
;=> [{:x 1} {:x 1, :y 2} {}]
(let [a (atom 0) l (atom [])] (add-watch a :k (fn [k r o n] (swap! l conj [k o n]))) (swap! a inc) (remove-watch a :k) (swap! a inc) @l)
;=> [[:k 0 1]]
(set-validator! (atom 1) neg?)
;!! IllegalStateException
(swap! 1 inc)
;!! ClassCastException
(reset! nil 1)
;!! NullPointerException
(deref 1)
;!! ClassCastException
(deref nil)
;!! NullPointerException
[(let [v (volatile! 1)] [(vswap! v inc) (vreset! v 5) @v (volatile? v)])]
;=> [[2 5 5 true]]
(vreset! 1 2)
;!! ClassCastException
(vswap! (atom 1) inc)
;!! ClassCastException
[(let [t (transient [])] (persistent! (conj! t 1))) (persistent! (assoc! (transient {}) :a 1)) (persistent! (dissoc! (transient {:a 1}) :a)) (persistent! (disj! (transient #{1}) 1)) (persistent! (pop! (transient [1]))) (count (transient [1 2])) (get (transient {:a 1}) :a) ((transient [5]) 0) (nth (transient [5]) 0) (persistent! (conj! (transient {}) [1 2])) (persistent! (conj!)) (conj! 1)]
;=> [[1] {:a 1} {} #{} [] 2 1 5 5 {1 2} [] 1]
(let [t (transient [])] (persistent! t) (conj! t 1))
;!! IllegalAccessError
(let [t (transient {})] (persistent! t) (assoc! t 1 2))
;!! IllegalAccessError
(let [t (transient [])] (persistent! t) (persistent! t))
;!! IllegalAccessError
(transient '(1))
;!! ClassCastException
(transient (sorted-map))
;!! ClassCastException
(persistent! [])
;!! ClassCastException
(conj! [] 1)
;!! ClassCastException
(assoc! (transient []) 1 2)
;!! IndexOutOfBoundsException
(pop! (transient []))
;!! IllegalStateException
(contains? (transient {:a 1}) :a)
;=> true
(seq (transient []))
;!! IllegalArgumentException
[(let [d (delay (print "x") 1)] [(with-out-str @d) @d (force d) (force 5) (delay? d)])]
;=> [["x" 1 1 5 true]]
(let [d (delay (throw (Exception. "once")))] [(try @d (catch Exception e 1)) (try @d (catch Exception e 2))])
;=> [1 2]
(let [p (promise)] [(deliver p 1) (deliver p 2) @p (p 3)])
;=> [#object[ {:status :ready, :val 1}] nil 1 nil]
(deref (promise) 1 :timeout)
;=> :timeout
(deref (future 1))
;=> 1
[(future? (future 1)) (future-done? (doto (future 1) deref)) (future-cancel (doto (future 1) deref)) (realized? (doto (future 1) deref))]
;=> [true true false true]
(let [r (ref 1)] [(dosync (alter r inc)) (dosync (commute r inc)) (dosync (ref-set r 9)) (dosync (ensure r)) @r])
;=> [2 3 9 9 9]
(ref-set (ref 1) 2)
;!! IllegalStateException
(alter (ref 1) inc)
;!! IllegalStateException
(let [a (agent 0)] (send a inc) (send-off a + 5) (await a) [@a (agent-error a)])
;=> [6 nil]
(let [a (agent 0)] (send a (fn [_] (throw (Exception. "x")))) (Thread/sleep 50) (try (send a inc) (catch Exception e :failed)))
;=> :failed
[(let [c (volatile! 0) s (map (fn [x] (vswap! c inc) x) (range 100))] (first s) @c)]
;=> [32]
[(let [x (with-local-vars [a 1] (var-set a 2) (var-get a))] x)]
;=> [2]
(with-redefs [inc dec] (inc 1))
;=> 2
(let [f (bound-fn [] *print-length*)] (binding [*print-length* 5] (f)))
;=> 100
(binding [*print-length* 5] ((bound-fn [] *print-length*)))
;=> 5
[(with-bindings {#'*print-length* 3} *print-length*) (with-bindings* {#'*print-length* 3} (fn [] *print-length*))]
;=> [3 3]
(with-bindings {#'inc 1} 1)
;!! IllegalStateException
[(meta (with-meta [1] {:a 1})) (meta (vary-meta [1] assoc :a 1)) (meta 1) (meta nil) (meta (conj ^:a [] 1)) (meta (into ^:a [] [1])) (meta (rest ^:a [1])) (meta (seq ^:a [1])) (meta (map inc ^:a [1])) (meta (assoc ^:a {} 1 2)) (meta (empty ^:a [1])) (meta ^:a #{}) (meta (disj ^:a #{1} 1)) (meta (with-meta inc {:z 1}))]
;=> [{:a 1} {:a 1} nil nil {:a true} {:a true} nil nil nil {:a true} {:a true} {:a true} {:a true} {:z 1}]
(with-meta 1 {})
;!! ClassCastException
(with-meta "a" {})
;!! ClassCastException
(with-meta :a {})
;!! ClassCastException
(with-meta [] 1)
;!! ClassCastException
(with-meta nil {})
;!! NullPointerException
(vary-meta 1 identity)
;!! ClassCastException
[(walk/postwalk #(if (number? %) (inc %) %) [1 {2 3}]) (walk/prewalk-replace {1 :a} [1 [1]]) (walk/keywordize-keys {"a" {"b" 1}}) (walk/stringify-keys {:a 1}) (walk/walk inc #(apply + %) [1 2]) (walk/postwalk identity (first {1 2})) (walk/macroexpand-all '(when 1 (when 2 3)))]
;=> [[2 {3 4}] [:a [:a]] {:a {:b 1}} {"a" 1} 5 [1 2] (if 1 (do (if 2 (do 3))))]
[(set/union) (set/union #{1} #{2}) (set/intersection #{1 2} #{2}) (set/difference #{1 2} #{2}) (set/select odd? #{1 2}) (set/project [{:a 1 :b 2}] [:a]) (set/rename-keys {:a 1} {:a :b}) (set/map-invert {:a 1}) (set/join #{{:a 1}} #{{:a 1 :b 2}}) (set/index [{:a 1}] [:a]) (set/subset? #{1} #{1 2}) (set/superset? #{1} #{}) (set/rename #{{:a 1}} {:a :b}) (set/union nil #{1}) (set/intersection nil #{1}) (set/difference nil #{1})]
;=> [#{} #{1 2} #{2} #{1} #{1} #{{:a 1}} {:b 1} {1 :a} #{{:a 1, :b 2}} {{:a 1} #{{:a 1}}} true true #{{:b 1}} #{1} nil nil]
[(set/union [1] [2]) (set/map-invert nil) (set/rename-keys nil {:a :b})]
;=> [[1 2] {} nil]
(set/intersection)
;!! ArityException
(set/subset? [1] [1 2])
;=> true
(instance? 1 2)
;!! ClassCastException
(cast String 1)
;!! ClassCastException
(cast Long 1)
;=> 1
[(class nil) (type nil) (type ^{:type :x} []) (instance? Long 1) (class? Long) (class? 1)]
;=> [nil nil :x true true false]
(munge "a-b?c*d")
;=> "a_b_QMARK_c_STAR_d"
[(munge 'a-b) (namespace-munge "a-b.c") (boolean (re-matches #"G__\d+" (str (gensym))))]
;=> [a_b "a_b.c" true]
[(uuid? (random-uuid)) (uuid? 1) (inst? #inst "2020") (inst-ms #inst "1970-01-01T00:00:01Z") (bytes? (byte-array 1)) (tagged-literal? (tagged-literal 'a 1)) (:tag (tagged-literal 'a 1)) (reader-conditional? (reader-conditional '(:clj 1) false))]
;=> [true false true 1000 true true a true]
(tagged-literal "a" 1)
;!! ClassCastException
(inst-ms 1)
;!! IllegalArgumentException
[(alength (int-array 3)) (aget (int-array [1 2]) 1) (vec (aset-test (int-array 2)))]
;!! CompilerException
(aget (int-array 1) 1)
;!! ArrayIndexOutOfBoundsException
(aget (int-array 1) -1)
;!! ArrayIndexOutOfBoundsException
(int-array "ab")
;!! ClassCastException
(aset (int-array 1) 1 1)
;!! ArrayIndexOutOfBoundsException
(aset (int-array 1) 0 "a")
;!! IllegalArgumentException
(make-array Long/TYPE -1)
;!! NegativeArraySizeException
[(vec (int-array 2)) (vec (object-array 1)) (vec (to-array [1 2])) (map vec (to-array-2d [[1] [2]])) (vec (aclone (int-array [1]))) (vec (amap (int-array [1 2]) i r (inc (aget r i)))) (areduce (int-array [1 2]) i s 0 (+ s i)) (vec (boolean-array 1)) (vec (char-array 1)) (vec (double-array [1])) (vec (byte-array [1 -1]))]
;=> [[0 0] [nil] [1 2] ([1] [2]) [1] [2 3] 1 [false] [\u0000] [1.0] [1 -1]]
(into-array [1 "a"])
;!! IllegalArgumentException
(into-array Long ["a"])
;!! IllegalArgumentException
;settled array: #py/list ["a"]
[(comparator <) ((comparator <) 1 2) ((comparator <) 2 1) ((comparator <) 1 1)]
;=> [#object[] -1 1 0]
