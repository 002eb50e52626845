;; SPDX-License-Identifier: MIT
;; Sequence functions: a form or more for each thing that a test of the language would ask.
(ns oracle.sequences (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

[(first nil) (first []) (first "") (first {}) (first [nil]) (ffirst [[1]]) (fnext [1 2]) (nfirst [[1 2]]) (nnext [1 2 3]) (second [1]) (last []) (last nil) (butlast [1]) (butlast nil)]
;=> [nil nil nil nil nil 1 2 (2) (3) nil nil nil nil nil]
(first 1)
;!! IllegalArgumentException
(first true)
;!! IllegalArgumentException
(rest 1)
;!! IllegalArgumentException
(next 1)
;!! IllegalArgumentException
[(rest nil) (next nil) (rest [1]) (next [1]) (rest "a")]
;=> [() nil () nil ()]
(ffirst [1])
;!! IllegalArgumentException
[(cons 1 nil) (cons 1 [2]) (cons nil nil) (cons 1 "a") (cons 1 {2 3})]
;=> [(1) (1 2) (nil) (1 \a) (1 [2 3])]
(cons 1 2)
;!! IllegalArgumentException
[(concat) (concat nil) (concat [1] nil [2]) (concat [] [] []) (concat {1 2} #{3}) (concat "ab" [1])]
;=> [() () (1 2) () ([1 2] 3) (\a \b 1)]
(doall (concat [1] 2))
;!! IllegalArgumentException
[(interleave) (interleave [1]) (interleave [1 2] [3]) (interleave [1 2] [3 4] [5 6]) (interleave nil [1])]
;=> [() (1) (1 3) (1 3 5 2 4 6) ()]
[(interpose 1 nil) (interpose 1 [2]) (interpose 1 [2 3]) (interpose nil [1 2])]
;=> [() (2) (2 1 3) (1 nil 2)]
[(take 0 [1]) (take -1 [1]) (take 2 nil) (take 1.5 [1 2 3]) (drop -1 [1]) (drop 5 [1]) (drop 1.5 [1 2 3])]
;=> [() () () (1 2) (1) () (3)]
(doall (take nil [1]))
;!! NullPointerException
(doall (take :a [1]))
;!! ClassCastException
(doall (drop nil [1]))
;!! NullPointerException
[(take-while pos? [1 -1 1]) (drop-while pos? [1 -1 1]) (take-last 2 [1 2 3]) (take-last 0 [1]) (take-last -1 [1]) (drop-last [1 2]) (drop-last -1 [1]) (drop-last 5 [1]) (take-nth 2 (range 5)) (split-at 1 [1 2]) (split-with pos? [1 -1])]
;=> [(1) (-1 1) (2 3) nil nil (1) (1) () (0 2 4) [(1) (2)] [(1) (-1)]]
[(partition 2 [1 2 3]) (partition 2 1 [1 2 3]) (partition 2 2 [] [1 2 3]) (partition 2 2 nil [1 2 3]) (partition 3 1 [:a :b] [1 2]) (partition-all 2 [1 2 3]) (partition-all 2 1 [1 2]) (partition 0 []) ]
;=> [((1 2)) ((1 2) (2 3)) ((1 2) (3)) ((1 2) (3)) ((1 2 :a)) ((1 2) (3)) ((1 2) (2)) ()]
(doall (take 2 (partition 0 [1])))
;=> (() ())
(take 3 (partition-all 0 [1]))
;=> (() () ())
(partition -1 [1])
;=> ()
[(nthnext [1 2] 1) (nthnext [1 2] 5) (nthnext nil 2) (nthnext [1] -1) (nthrest [1 2] 1) (nthrest [1 2] 5) (nthrest nil 2) (nthrest [1] -1)]
;=> [(2) nil nil (1) (2) () nil [1]]
;settled newer: [(2) nil nil (1) (2) () () [1]]
[(reduce + []) (reduce + [1]) (reduce + 5 []) (reduce (fn [a b] (reduced a)) [1 2]) (reduce conj [] {1 2}) (reduce + nil)]
;=> [0 1 5 1 [[1 2]] 0]
(reduce (fn [] 1) [1 2])
;!! ArityException
(reduce + 1)
;!! IllegalArgumentException
(reduce + [1 :a])
;!! ClassCastException
[(reductions + []) (reductions + [1 2]) (reductions + 0 [1 2]) (reductions (fn [a b] (if (> b 2) (reduced a) (+ a b))) [1 2 3 4])]
;=> [(0) (1 3) (0 1 3) (1 3 3)]
[(map) (map inc)]
;!! ArityException
[(map inc nil) (map + [1 2] [1]) (map vector [1] [2] [3] [4]) (map-indexed vector "ab") (keep #{1} [1 2 1]) (keep-indexed (fn [i x] (when (odd? i) x)) [1 2 3]) (mapcat list [1 2] [3 4]) (mapv + [1] [2 3]) (filterv odd? [1 2 3]) (remove odd? [1 2])]
;=> [() (2) ([1 2 3 4]) ([0 \a] [1 \b]) (1 1) (2) (1 3 2 4) [3] [1 3] (2)]
(doall (map 1 [1]))
;!! ClassCastException
(doall (map nil [1]))
;!! NullPointerException
(doall (map inc 5))
;!! IllegalArgumentException
(doall (filter 1 [1]))
;!! ClassCastException
(mapv inc 1)
;!! IllegalArgumentException
[(every? odd? nil) (every? odd? [1 2]) (some #{1} [1]) (some odd? nil) (not-any? odd? [2]) (not-every? odd? [2]) (some {:a 1} [:a])]
;=> [true false 1 nil true true 1]
(every? 1 [1])
;!! ClassCastException
(some 1 [1])
;!! ClassCastException
[(sort nil) (sort [3 1 2]) (sort > [1 2]) (sort ["b" "a"]) (sort-by count ["aa" "b"]) (sort-by - > [1 2]) (sort {2 1 1 2}) (sort [[2 1] [1 2] [1]])]
;=> [() (1 2 3) (2 1) ("a" "b") ("b" "aa") (1 2) ([1 2] [2 1]) ([1] [1 2] [2 1])]
(sort [1 :a])
;!! ClassCastException
(sort [1 "a"])
;!! ClassCastException
(sort 5)
;!! IllegalArgumentException
(sort [[1] '(1)])
;!! ClassCastException
[(range 0) (range 3) (range 1 3) (range 3 1) (range 3 1 -1) (range 0 1 0.25) (range 1 1) (range 5 0) (take 2 (range 0 5 0)) (range 0 -3 -1) (range 1/2 3) (range -1)]
;=> [() (0 1 2) (1 2) () (3 2) (0 0.25 0.5 0.75) () () (0 0) (0 -1 -2) (1/2 3/2 5/2) ()]
(take 3 (range))
;=> (0 1 2)
(range :a)
;!! ClassCastException
(range 1 :a)
;!! ClassCastException
[(repeat 0 1) (repeat 2 nil) (repeat -1 1) (take 2 (repeat 1)) (take 3 (cycle [1 2])) (cycle nil) (cycle []) (take 2 (iterate inc 0)) (take 2 (repeatedly (constantly 1))) (repeatedly 2 (constantly 1)) (replicate 2 1)]
;=> [() (nil nil) () (1 1) (1 2 1) () () (0 1) (1 1) (1 1) (1 1)]
[(flatten nil) (flatten [1 [2 [3]]]) (flatten 5) (flatten {1 2}) (flatten "ab") (flatten [{1 [2]} #{3}])]
;=> [() (1 2 3) () () () ({1 [2]} #{3})]
[(zipmap [1 2] [3 4]) (tree-seq sequential? seq [1 [2]]) (lazy-cat [1] [2]) (lazy-cat) (lazy-seq nil) (lazy-seq [1]) (doall (lazy-seq ()))]
;=> [{1 3, 2 4} ([1 [2]] 1 [2] 2) (1 2) () () (1) ()]
(doall (lazy-seq 1))
;!! IllegalArgumentException
[(distinct? 1) (distinct? 1 1) (distinct? 1 2 3) (distinct? nil nil)]
;=> [true false true false]
(distinct?)
;!! ArityException
[(max 1) (max 1 2.0) (min 1 1.0) (max-key count "a" "bb" "cc") (min-key count "a" "b") (max-key - 1)]
;=> [1 2.0 1.0 "cc" "b" 1]
(max)
;!! ArityException
(max "a")
;=> "a"
(max "a" "b")
;!! ClassCastException
(max nil 1)
;!! NullPointerException
[(rand-nth [1]) (shuffle [1]) (random-sample 0 [1]) (random-sample 1.0 [1 2])]
;=> [1 [1] () (1 2)]
(rand-nth [])
;!! IndexOutOfBoundsException
(rand-nth nil)
;=> nil
(rand-nth #{1})
;!! UnsupportedOperationException
[(doseq [x []] x) (dotimes [i 0] i) (dorun [1]) (run! identity []) (doall nil)]
;=> [nil nil nil nil nil]
(for [x (range 3) :when (odd? x) y [1 2] :while (< y x) :let [z 1]] [x y z])
;=> ()
(for [x [1 2] :while (< x 2) :when (odd? x)] x)
;=> (1)
(for [x])
;!! ArityException
;settled phase: !! CompilerException
(for x)
;!! ArityException
;settled phase: !! CompilerException
(for [:when true] 1)
;!! CompilerException
(for [x [1] :foo 1] x)
;!! CompilerException
(doseq [x [1] :let [y 2]] y)
;=> nil
(with-out-str (doseq [x [1 2 3] :while (< x 3) y [:a :b] :when (= y :a)] (print x y)))
;=> "1 :a2 :a"
[(ffirst {:a 1}) (into [] (comp (map inc) (filter odd?)) [1 2 3]) (into {} [[1 2]]) (into nil [1]) (into [] nil) (into #{} "aa") (into [1]) (into)]
;=> [:a [3] {1 2} (1) [] #{\a} [1] []]
(into {} [1])
;!! IllegalArgumentException
(into {} [[1]])
;!! IllegalArgumentException
(into 1 [1])
;!! ClassCastException
[(sequence nil) (sequence [1]) (sequence (map inc) [1]) (sequence (map +) [1] [2]) (eduction (map inc) [1 2]) (transduce (map inc) + [1 2]) (transduce (take 1) conj [] [1 2]) (completing +) (cat conj)]
;=> [() (1) (2) (3) (2 3) 5 [1] #object[] #object[]]
[(seq nil) (seq "") (seq []) (seq "a") (seq {}) (seq #{}) (seq (into-array [1]))]
;=> [nil nil nil (\a) nil nil (1)]
(seq 1)
;!! IllegalArgumentException
(seq :a)
;!! IllegalArgumentException
(empty? 1)
;!! IllegalArgumentException
[(empty? nil) (empty? "") (empty? [nil]) (empty? {})]
;=> [true true false true]
[(rand-int 1) (apply + nil) (apply + [1 2]) (apply + 1 [2]) (apply + 1 2 3 4 [5]) (apply hash-map [1 2]) (apply str "a" "bc")]
;=> [0 0 3 3 15 {1 2} "abc"]
(apply + 1)
;!! IllegalArgumentException
(apply + 1 2)
;!! IllegalArgumentException
(apply inc [1 2])
;!! ArityException
[(trampoline (fn [] (fn [] 1))) (trampoline + 1 2) ((comp) 1) ((comp inc) 1) ((comp inc +) 1 2) ((partial + 1) 2) ((partial +) 1) ((juxt inc dec) 1) ((complement odd?) 1) ((constantly 1) 2 3) ((fnil + 1) nil 2) ((fnil + 1 2) nil nil) ((every-pred odd? pos?) 1 3) ((some-fn even? neg?) 1 3) ((every-pred odd?)) ((some-fn odd?))]
;=> [1 3 1 2 4 3 1 [2 0] false 1 3 3 true false true nil]
(fnil +)
;!! ArityException
(partial)
;!! ArityException
(juxt)
;!! ArityException
(complement)
;!! ArityException
(every-pred)
;!! ArityException
(memoize nil)
;=> #object[]
[(bounded-count 2 [1 2 3]) (bounded-count 2 (map inc [1 2 3]))]
;=> [3 2]
[(seque [1 2]) (pmap + [1 2] [3 4]) (pcalls (constantly 1)) (pvalues 1 2) (iterator-seq (.iterator [1 2]))]
;=> [(1 2) (4 6) (1) (1 2) (1 2)]
[(nth (lazy-seq [1 2]) 1) (realized? (lazy-seq 1)) (realized? (delay 1)) (realized? (promise))]
;=> [2 false false false]
(realized? 1)
;!! ClassCastException
(realized? [1])
;!! ClassCastException
[(rseq (vec (range 3))) (chunked-seq? (seq [1])) (chunked-seq? (range 3)) (chunked-seq? nil)]
;=> [(2 1 0) true true false]
(iteration identity)
;=> #object[]
;settled contents: ()
(vec (iteration (fn [k] (when (< (or k 0) 3) {:v k :k (inc (or k 0))})) :vf :v :kf :k))
;=> [nil 1 2]
(vec (iteration (fn [k] {:v k :k (inc k)}) :initk 0 :somef #(< (:v %) 3) :vf :v :kf :k))
;=> [0 1 2]
[(clojure.core/unreduced (reduced 1)) (ensure-reduced 1) (reduced? (reduced 1)) @(reduced 2)]
;=> [1 #object[ {:status :ready, :val 1}] true 2]
[(halt-when odd?) (transduce (halt-when odd?) conj [] [2 1 4]) (transduce (halt-when odd? (fn [r i] [r i])) conj [] [2 1 4])]
;=> [#object[] 1 [[2] 1]]
