;; SPDX-License-Identifier: MIT
;; One form or more for each thing that a test of the language would ask: by topic, over all of core.
(ns oracle.conformance (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

;; data structures
[(= (sorted-map 1 2) {1 2}) (= {} (sorted-map)) (= #{} (sorted-set)) (= [] ()) (= () nil) (= [nil] [false])]
;=> [true true true true false false]
[(count nil) (count "") (count {}) (count (into-array [1 2])) (count (java.util.ArrayList. [1 2 3]))]
;=> [0 0 0 2 3]
(count 1)
;!! UnsupportedOperationException
(count :a)
;!! UnsupportedOperationException
[(conj nil 1) (conj [] nil) (conj '() [] {}) (conj #{} nil) (conj {} [1 2]) (conj {} {1 2 3 4}) (conj {} nil)]
;=> [(1) [nil] ({} []) #{nil} {1 2} {1 2, 3 4} {}]
(conj {} [1])
;!! IllegalArgumentException
(conj {} [1 2 3])
;!! IllegalArgumentException
(conj {} 1)
;!! IllegalArgumentException
(conj {} '(1 2))
;!! ClassCastException
(conj)
;=> []
[(peek nil) (peek ()) (peek []) (peek '(1 2)) (peek [1 2])]
;=> [nil nil nil 1 2]
(peek #{1})
;!! ClassCastException
(peek {1 2})
;!! ClassCastException
(peek "abc")
;!! ClassCastException
(peek (range 3))
;!! ClassCastException
[(pop nil) (pop '(1 2)) (pop [1 2])]
;=> [nil (2) [1]]
(pop ())
;!! IllegalStateException
(pop [])
;!! IllegalStateException
(pop #{1})
;!! ClassCastException
(pop (range 2))
;!! ClassCastException
[(list) (list nil) (list 1 nil) (list* nil) (list* 1 nil) (list* 1 [2]) (list* 1 2 [3])]
;=> [() (nil) (1 nil) nil (1) (1 2) (1 2 3)]
(list* 1 2)
;!! IllegalArgumentException
[(find {} :a) (find {:a 1} :a) (find {nil 1} nil) (find [:a] 0) (find [:a] 1) (find nil 1)]
;=> [nil [:a 1] [nil 1] [0 :a] nil nil]
(find #{1} 1)
;!! IllegalArgumentException
(find "abc" 1)
;!! IllegalArgumentException
[(contains? {} nil) (contains? {nil nil} nil) (contains? #{nil} nil) (contains? [1] 0) (contains? [1] 1) (contains? [1] -1) (contains? [1] 0.5) (contains? nil 1) (contains? "abc" 2) (contains? "abc" 3)]
;=> [false true true true false false false false true false]
(contains? '(1 2) 1)
;!! IllegalArgumentException
(contains? "abc" :a)
;!! IllegalArgumentException
(contains? 1 1)
;!! IllegalArgumentException
[(keys nil) (keys {}) (keys {:a 1}) (vals nil) (vals {}) (vals {:a 1}) (keys ()) (vals [])]
;=> [nil nil (:a) nil nil (1) nil nil]
(keys [1])
;!! ClassCastException
(vals '(1))
;!! ClassCastException
(keys #{1})
;!! ClassCastException
[(key (first {:a 1})) (val (first {:a 1})) (key (clojure.lang.MapEntry. 1 2))]
;=> [:a 1 1]
(key [1 2])
;!! ClassCastException
(key nil)
;!! NullPointerException
[(get #{1 nil} nil :x) (get [1] 0 :x) (get [1] 1 :x) (get "a" 0) (get "a" 1 :x) (get nil 1) (get 5 1) (get (list 1) 0 :x)]
;=> [nil 1 :x \a :x nil nil :x]
[(hash-map) (hash-map 1 2) (hash-map 1 2 1 3) (array-map 1 2 1 3) (sorted-map 3 1 2 1)]
;=> [{} {1 2} {1 3} {1 3} {2 1, 3 1}]
(hash-map 1)
;!! IllegalArgumentException
(array-map 1 2 3)
;!! IllegalArgumentException
(sorted-map 1)
;!! IllegalArgumentException
(sorted-map :a 1 "b" 2)
;!! ClassCastException
(sorted-map-by > 1 :a 2 :b)
;=> {2 :b, 1 :a}
(sorted-set-by (fn [a b] (compare (count a) (count b))) "a" "bb" "c")
;=> #{"a" "bb"}
[(set nil) (set "aab") (set {1 2}) (set [1 1]) (hash-set) (hash-set 1 1)]
;=> [#{} #{\a \b} #{[1 2]} #{1} #{} #{1}]
(set 5)
;!! IllegalArgumentException
[(disj #{1} 1) (disj #{1} 2) (disj nil 1) (disj #{1 2 3} 1 2) (disj #{})]
;=> [#{} #{1} nil #{3} #{}]
(disj [1] 1)
;!! ClassCastException
(disj {1 2} 1)
;!! ClassCastException
[(dissoc {:a 1} :a) (dissoc {:a 1} :b :a) (dissoc nil :a) (dissoc {})]
;=> [{} {} nil {}]
(dissoc [1] 0)
;!! ClassCastException
(dissoc #{1} 1)
;!! ClassCastException
[(assoc nil :a 1) (assoc [1] 1 2) (assoc {} nil nil) (assoc {:a 1} :a 2 :b 3)]
;=> [{:a 1} [1 2] {nil nil} {:a 2, :b 3}]
(assoc [] 1 1)
;!! IndexOutOfBoundsException
(assoc [] :a 1)
;!! IllegalArgumentException
(assoc {} :a)
;!! ArityException
(assoc '(1) 0 1)
;!! ClassCastException
[(nth [1] 1 :x) (nth '(1) 5 :x) (nth nil 0) (nth nil 0 :x) (nth "ab" 1) (nth (range 5) 3)]
;=> [:x :x nil :x \b 3]
(nth [1] 1)
;!! IndexOutOfBoundsException
(nth '(1) 1)
;!! IndexOutOfBoundsException
(nth #{1} 0)
;!! UnsupportedOperationException
(nth {1 2} 0)
;!! UnsupportedOperationException
(nth [1] :a)
;!! ClassCastException
(nth [1] nil)
;!! NullPointerException
(map #(clojure.lang.Util/identical %1 %2) [:a] [:a])
;=> (true)
[(vec nil) (vec "ab") (vec {1 2}) (vec (range 3)) (vec (into-array [1 2]))]
;=> [[] [\a \b] [[1 2]] [0 1 2] [1 2]]
(vec 1)
;!! RuntimeException
[(vector-of :int) (vector-of :int 1 2) (conj (vector-of :long 1) 2) (count (vector-of :double 1 2)) (nth (vector-of :char \a) 0)]
;=> [[] [1 2] [1 2] 2 \a]
(vector-of :nope 1)
;!! IllegalArgumentException
(vector-of :int "a")
;!! ClassCastException
;settled character: [97]
(conj (vector-of :int) :a)
;!! ClassCastException
(clojure.lang.PersistentQueue/EMPTY)
;=> #object[]
;settled class: !! ClassCastException
[(into clojure.lang.PersistentQueue/EMPTY [1 2 3]) (peek (into clojure.lang.PersistentQueue/EMPTY [1 2])) (pop (into clojure.lang.PersistentQueue/EMPTY [1 2]))]
;=> [#object[] 1 #object[]]
;settled contents: [(1 2 3) 1 (2)]
[(rseq [1 2 3]) (rseq []) (rseq (sorted-map 1 2 3 4)) (reverse nil) (reverse "abc")]
;=> [(3 2 1) nil ([3 4] [1 2]) () (\c \b \a)]
(rseq '(1 2))
;!! ClassCastException
(rseq nil)
;!! NullPointerException
(rseq #{1})
;!! ClassCastException
[(subseq (sorted-set 1 2 3 4) > 2) (subseq (sorted-set 1 2 3 4) >= 2 < 4) (rsubseq (sorted-map 1 2 3 4) <= 3) (subseq (sorted-set) > 1)]
;=> [(3 4) (2 3) ([3 4] [1 2]) nil]
(subseq #{1 2} > 1)
;!! ClassCastException
(subseq (sorted-set 1) = 1)
;=> (1)
[(replace {1 :a} [1 2 1]) (replace [:a :b] '(0 1 2)) (replace {} [])]
;=> [[:a 2 :a] (:a :b 2) []]
[(empty [1]) (empty '(1)) (empty {1 2}) (empty #{1}) (empty nil) (empty "a") (empty 1) (empty (range 3)) (empty (sorted-map 1 2))]
;=> [[] () {} #{} nil nil nil () {}]
[(not-empty []) (not-empty nil) (not-empty "a") (not-empty "") (not-empty {1 2})]
;=> [nil nil "a" nil {1 2}]
[(merge) (merge nil) (merge nil nil) (merge {} nil) (merge {:a 1} {:a 2 :b 3}) (merge nil {:a 1}) (merge {:a 1} [:b 2])]
;=> [nil nil nil {} {:a 2, :b 3} {:a 1} {:a 1, :b 2}]
(merge {:a 1} 5)
;!! IllegalArgumentException
(merge [1] 2)
;=> [1 2]
[(merge-with + {:a 1} {:a 2}) (merge-with +) (merge-with + nil) (merge-with + {:a 1} nil {:b 2})]
;=> [{:a 3} nil nil {:a 1, :b 2}]
(merge-with + {:a 1} 3)
;!! IllegalArgumentException
[(zipmap [:a :b] [1]) (zipmap nil nil) (zipmap [1 1] [2 3])]
;=> [{:a 1} {} {1 3}]
[(select-keys {:a 1 :b 2} [:a :c]) (select-keys nil [:a]) (select-keys [1 2] [0]) (select-keys {:a nil} [:a])]
;=> [{:a 1} {} {0 1} {:a nil}]
[(update {:a 1} :a + 1 2 3 4 5) (update nil :a identity) (update [1] 0 inc)]
;=> [{:a 16} {:a nil} [2]]
[(get-in {:a {:b 1}} [:a :b]) (get-in {:a 1} []) (get-in nil [:a] 5) (get-in {:a nil} [:a :b] 6) (get-in {:a 1} nil)]
;=> [1 {:a 1} 5 6 {:a 1}]
[(assoc-in {} [] 1) (assoc-in {:a 1} nil 2) (assoc-in nil [:a :b] 1) (update-in {:a 1} [:a] + 1) (update-in {} [] (constantly 1))]
;=> [{nil 1} {:a 1, nil 2} {:a {:b 1}} {:a 2} {nil 1}]
(assoc-in {:a 1} [:a :b] 2)
;!! ClassCastException
[(seq (java.util.HashMap. {1 2})) (into {} (java.util.HashMap. {1 2})) (seq (java.util.ArrayList.))]
;=> [(#object[]) {1 2} nil]
;settled class: [([1 2]) {1 2} nil]
[(frequencies "aab") (frequencies nil) (group-by odd? (range 4)) (group-by identity nil) (partition-by odd? [1 3 2]) (distinct [1 1 2 1]) (dedupe [1 1 2 1])]
;=> [{\a 2, \b 1} {} {false [0 2], true [1 3]} {} ((1 3) (2)) (1 2) (1 2 1)]
(update-vals {:a 1} inc)
;=> {:a 2}
(update-keys {:a 1} name)
;=> {"a" 1}
(update-vals [1 2] inc)
;=> [2 3]
(update-vals nil inc)
;=> {}
(with-meta (update-vals ^{:m 1} {:a 1} inc) nil)
;=> {:a 2}
(= (hash [1 2]) (hash '(1 2)) (hash (range 1 3)))
;=> true
(= {:a 1} (into (sorted-map) {:a 1}))
;=> true
(= #{1 2} (sorted-set 2 1))
;=> true
[(= 1 1N) (= 1.0 1) (= 1M 1) (= 1.0 1.0M) (= 1/2 0.5) (== 1/2 0.5) (== 1 1.0 1N 1M) (= \a "a") (= 'a :a) (= nil ())]
;=> [true false false false false true true false false false]
;settled character: [true false false false false true true true false false]
[(= (list 1 2) (vector 1 2)) (= [1 [2]] '(1 (2))) (= {1 [2]} {1 '(2)}) (= #{[1]} #{'(1)}) (= (into-array [1]) (into-array [1]))]
;=> [true true true true false]
;settled array: [true true true true true]
[(identical? [] []) (identical? nil nil) (identical? :a :a) (identical? 1 1) (identical? "a" "a")]
;=> [true true true true true]
[(ifn? :a) (ifn? []) (ifn? {}) (ifn? #{}) (ifn? 'a) (ifn? ()) (ifn? "a") (ifn? #'conj) (ifn? 1) (fn? :a) (fn? inc)]
;=> [true true true true true false false true false false true]
(map coll? [[] () {} #{} (range 1) nil "a" 1 (seq "a")])
;=> (true true true true true false false false true)
(map sequential? [[] () {} #{} (range 1) nil "a" (first {1 2})])
;=> (true true false false true false false true)
(map associative? [[] () {} #{} nil "a" (first {1 2})])
;=> (true false true false false false true)
(map counted? [[] () {} #{} nil "a" (range 3) (map inc [1]) (cons 1 nil) (seq [1]) (seq {1 2})])
;=> (true true true true false false true false true true true)
(map reversible? [[] () {} (sorted-map) (sorted-set) (first {1 2})])
;=> (true false false true true true)
(map sorted? [(sorted-map) (sorted-set) {} #{}])
;=> (true true false false)
(map indexed? [[] () "a" (range 3) (first {1 2})])
;=> (true false false false true)
(map seqable? [[] () {} nil "a" 1 :a (into-array [1]) (java.util.ArrayList.)])
;=> (true true true true true false false true true)
(map map-entry? [(first {1 2}) [1 2] nil])
;=> (true false false)
(map list? [() '(1) (cons 1 nil) (range 1) [] (rest '(1 2)) (seq '(1))])
;=> (true true true false false true true)
(map seq? [() '(1) (cons 1 nil) (range 1) [] nil (seq [1]) (seq {1 2})])
;=> (true true true true false false true true)

;; sequences
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

;; numbers
[(+) (+ 1) (*) (* 2) (- 1) (/ 2) (/ 1 2) (/ 4 2) (/ 1.0 0) (/ 0.0 0)]
;=> [0 1 1 2 -1 1/2 1/2 2 ##Inf ##NaN]
(+ 1 nil)
;!! NullPointerException
(+ "a" 1)
;!! ClassCastException
(+ :a)
;!! ClassCastException
(+ nil)
;=> nil
;settled strict: !! ClassCastException
(* nil)
;=> nil
;settled strict: !! ClassCastException
(-)
;!! ArityException
(/)
;!! ArityException
(/ 1 0)
;!! ArithmeticException
(/ 1 0M)
;!! ArithmeticException
(quot 1 0)
;!! ArithmeticException
(rem 1 0)
;!! ArithmeticException
(mod 1 0)
;!! ArithmeticException
(mod 1.0 0)
;!! ArithmeticException
(quot 1.0 0)
;!! ArithmeticException
[(quot 7 2) (quot -7 2) (quot 7 -2) (rem -7 2) (mod -7 2) (mod 7 -2) (mod -7 -2) (quot 7.5 2) (mod 7.5 2) (rem -7.5 2) (mod -1/2 1/3) (quot 5/2 1/2) (rem 5/2 1/3)]
;=> [3 -3 -3 -1 1 -1 -1 3.0 1.5 -1.5 1/6 5N 1/6]
[(mod 0 3) (mod 3 3) (mod -3 3) (mod 2.5 -1) (quot 1e20 1) (rem 1M 0.3M) (quot 1M 0.3M)]
;=> [0 0 0 -0.5 1.0E20 0.1M 3M]
[(inc 1.5) (dec 1/2) (inc' 1) (dec' 1) (+' 1 2) (*' 2 3) (-' 1) (- 1/2) (- 0) (- 0.0)]
;=> [2.5 -1/2 2 0 3 6 -1 -1/2 0 -0.0]
(inc nil)
;!! NullPointerException
(inc "a")
;!! ClassCastException
(inc :a)
;!! ClassCastException
(dec [])
;!! ClassCastException
[(< 1) (< 1 2) (< 1 2 2) (<= 1 2 2) (> 3 2 1) (>= 3 3 1) (= 1) (== 1) (< 1 1.5 2N) (< 1/3 0.34)]
;=> [true true false true true true true true true true]
(< "a" 1)
;!! ClassCastException
(< nil 1)
;!! NullPointerException
(< 1 nil)
;!! NullPointerException
(== "a" 1)
;!! ClassCastException
(== 1 :a)
;!! ClassCastException
[(< ##NaN 1) (> ##NaN 1) (= ##NaN ##NaN) (== ##NaN ##NaN) (< 1 ##Inf) (= ##Inf ##Inf) (max 1 ##NaN) (min ##NaN 1)]
;=> [false false false false true true ##NaN ##NaN]
[(zero? 0.0) (zero? -0.0) (pos? 0) (neg? -0.0) (even? 0) (odd? -1) (even? -2) (zero? 0M) (pos? 1/2)]
;=> [true true false false true true true true true]
(zero? nil)
;!! NullPointerException
(pos? "a")
;!! ClassCastException
(even? 1.0)
;!! IllegalArgumentException
(odd? 1/2)
;!! IllegalArgumentException
(even? nil)
;!! IllegalArgumentException
[(nat-int? 0) (pos-int? 0) (neg-int? -1) (int? 1N) (integer? 1N) (rational? 1M) (ratio? 1/2) (ratio? 1) (decimal? 1M) (float? 1.0) (double? 1.0) (number? 1/2) (rational? 1.0)]
;=> [true false true false true true true false true true true true false]
;settled number: [true false true true true true true false true true true true false]
[(int 1.9) (int -1.9) (long 1.9) (int \a) (double 1/2) (float 1) (short 1) (byte 127) (bigint 1.9) (bigdec 1.5) (bigdec 1/2) (biginteger 3) (num 1) (boolean 0) (boolean nil) (char 97)]
;=> [1 -1 1 97 0.5 1.0 1 127 1N 1.5M 0.5M 3 1 true false \a]
(int "1")
;!! ClassCastException
;settled character: 49
(int nil)
;!! NullPointerException
(int 2147483648)
;!! ArithmeticException
;settled kind: !! IllegalArgumentException
(long 1e20)
;!! IllegalArgumentException
(long "1")
;!! ClassCastException
;settled character: 49
(byte 128)
;!! IllegalArgumentException
(short 40000)
;!! IllegalArgumentException
(char -1)
;!! IllegalArgumentException
(char "a")
;!! ClassCastException
;settled character: "a"
(double "1")
;!! ClassCastException
(double nil)
;!! NullPointerException
(float 1e40)
;!! IllegalArgumentException
;settled number: 1.0E40
(bigdec 1/3)
;!! ArithmeticException
(bigint "a")
;!! NumberFormatException
(bigint "12")
;=> 12N
(bigdec "1.5")
;=> 1.5M
(num "a")
;!! ClassCastException
[(numerator 2/4) (denominator 2/4) (rationalize 0.5) (rationalize 1.5M) (rationalize 1/3) (rationalize 3)]
;=> [1 2 1/2 3/2 1/3 3]
(numerator 1)
;!! ClassCastException
(denominator 0.5)
;!! ClassCastException
[(bit-and 12 10) (bit-or 12 10) (bit-xor 12 10) (bit-not 0) (bit-and-not 12 10) (bit-shift-left 1 10) (bit-shift-right -8 1) (unsigned-bit-shift-right -1 60) (bit-set 0 3) (bit-clear 15 0) (bit-flip 0 1) (bit-test 4 2) (bit-shift-left 1 64) (bit-shift-left 1 -1)]
;=> [8 14 6 -1 4 1024 -4 15 8 14 2 true 1 -9223372036854775808]
(bit-and 1.0 1)
;!! IllegalArgumentException
(bit-and 1)
;!! ArityException
(bit-and nil 1)
;!! NullPointerException
(bit-shift-left 1.5 1)
;!! IllegalArgumentException
[(abs -1) (abs 1.5) (abs -1/2) (abs -1M) (abs ##-Inf) (abs -0.0) (abs 0)]
;=> [1 1.5 1/2 1M ##Inf 0.0 0]
(abs nil)
;!! NullPointerException
(abs "a")
;!! ClassCastException
[(NaN? ##NaN) (NaN? 1) (infinite? ##Inf) (infinite? 1.0)]
;=> [true false true false]
(NaN? "a")
;!! ClassCastException
(infinite? nil)
;!! NullPointerException
[(parse-long "1") (parse-long "+1") (parse-long "-1") (parse-long "1.0") (parse-long "") (parse-long " 1") (parse-long "99999999999999999999") (parse-double "1") (parse-double "1e3") (parse-double "NaN") (parse-double "abc") (parse-double "Infinity") (parse-boolean "true") (parse-boolean "True") (parse-uuid "x") (parse-double "1.") (parse-double ".5") (parse-double " 1 ") (parse-double "1f") (parse-double "1d") (parse-double "0x1p3")]
;=> [1 1 -1 nil nil nil nil 1.0 1000.0 ##NaN nil ##Inf true nil nil 1.0 0.5 1.0 1.0 1.0 8.0]
(parse-long nil)
;!! IllegalArgumentException
(parse-double 1)
;!! IllegalArgumentException
(parse-boolean nil)
;!! IllegalArgumentException
(parse-uuid nil)
;!! NullPointerException
[(compare 1 2) (compare 1 1.0) (compare nil 1) (compare 1 nil) (compare nil nil) (compare "a" "b") (compare :a :b) (compare 'a 'b) (compare [1 2] [1 3]) (compare [1] [1 1]) (compare [2] [1 1]) (compare true false) (compare \a \b)]
;=> [-1 0 -1 1 0 -1 -1 -1 -1 -1 -1 1 -1]
(compare 1 "a")
;!! ClassCastException
(compare :a 'a)
;!! ClassCastException
(compare [1] '(1))
;!! ClassCastException
(compare {} {})
;=> 0
(compare #{1} #{1})
;!! ClassCastException
(compare '(1) '(1))
;!! ClassCastException
[(unchecked-add 9223372036854775807 1) (unchecked-subtract -9223372036854775808 1) (unchecked-multiply 9223372036854775807 2) (unchecked-inc 9223372036854775807) (unchecked-dec -9223372036854775808) (unchecked-negate -9223372036854775808) (unchecked-int 4294967296) (unchecked-byte 200) (unchecked-short 40000) (unchecked-char 97) (unchecked-long 1.9) (unchecked-add-int 2147483647 1) (unchecked-inc-int 2147483647) (unchecked-divide-int 7 2) (unchecked-remainder-int 7 2) (unchecked-float 1) (unchecked-double 1) (unchecked-negate-int 1) (unchecked-multiply-int 65536 65536) (unchecked-subtract-int 0 1) (unchecked-dec-int 0)]
;=> [-9223372036854775808 9223372036854775807 -2 -9223372036854775808 9223372036854775807 -9223372036854775808 0 -56 -25536 \a 1 -2147483648 -2147483648 3 1 1.0 1.0 -1 0 -1 -1]
[0x1F 017 2r101 36rZ 1e3 1E-2 1.5M 10N -0 +5 -1/2 0.0 -0.0 1e400]
;=> [31 15 5 35 1000.0 0.01 1.5M 10N 0 5 -1/2 0.0 -0.0 ##Inf]
[(* 1.0M 3) (+ 1.10M 2) (/ 1M 4) (- 1M 1.00M) (* 2 1.50M) (with-precision 3 (/ 1M 3)) (with-precision 3 :rounding FLOOR (/ 2M 3)) (with-precision 3 :rounding CEILING (* 1.2345M 1))]
;=> [3.0M 3.10M 0.25M 0.00M 3.00M 0.333M 0.666M 1.24M]
(/ 1M 3)
;!! ArithmeticException
[(+ 1/2 1/2) (* 2 1/2) (+ 1/2 0.5) (+ 1/2 1M) (/ 6 4) (/ -6 4) (/ 6 -4) (/ 1/2 2)]
;=> [1N 1N 1.0 1.5M 3/2 -3/2 -3/2 1/4]
[(math/sqrt 4) (math/pow 2 10) (math/floor 1.5) (math/ceil 1.2) (math/round 1.5) (math/round -1.5) (math/abs -1.0)]
;!! CompilerException
[(math/round 2.5) (math/round -2.5) (math/rint 2.5) (math/signum -2.0) (math/floor-div -7 2) (math/floor-mod -7 2) (math/cbrt 27.0) (math/hypot 3 4) (math/exp 0) (math/log 1) (math/log10 1000) (math/to-degrees math/PI) (math/IEEE-remainder 5 3) (math/copy-sign 1.0 -2.0) (math/ulp 1.0) (math/next-up 1.0) (math/scalb 1.0 3) (math/get-exponent 8.0) (math/log1p 0.0) (math/expm1 0.0) (math/atan2 0 1)]
;=> [3 -2 2.0 -1.0 -4 1 3.0 5.0 1.0 0.0 3.0 180.0 -1.0 -1.0 2.220446049250313E-16 1.0000000000000002 8.0 3 0.0 0.0 0.0]
(math/add-exact 9223372036854775807 1)
;!! ArithmeticException
(math/negate-exact -9223372036854775808)
;!! ArithmeticException
(math/round ##NaN)
;=> 0
(math/round ##Inf)
;=> 9223372036854775807
(math/sqrt -1)
;=> ##NaN
(math/floor-div 1 0)
;!! ArithmeticException
(math/sqrt "a")
;!! ClassCastException

;; strings
[(str) (str nil) (str 1) (str nil "a") (str \a :b 'c 1.0 1N 1M 1/2 [1 "a"] #{} {} nil)]
;=> ["" "" "1" "a" "a:bc1.0111/2[1 \"a\"]#{}{}"]
[(subs "abc" 1) (subs "abc" 1 2) (subs "abc" 3) (subs "" 0)]
;=> ["bc" "b" "" ""]
(subs "abc" 4)
;!! StringIndexOutOfBoundsException
(subs "abc" 2 1)
;!! StringIndexOutOfBoundsException
(subs "abc" -1)
;!! StringIndexOutOfBoundsException
(subs nil 0)
;!! NullPointerException
[(str/join [1 2]) (str/join "," [1 nil 2]) (str/join nil) (str/join "," []) (str/join \- "abc")]
;=> ["12" "1,,2" "" "" "a-b-c"]
[(str/split "a,b,,c,," #",") (str/split "a,b,,c,," #"," -1) (str/split "a,b,c" #"," 2) (str/split "" #",") (str/split "abc" #"") (str/split "a1b2" #"\d") (str/split " a b" #" ") (str/split ",a" #",") (str/split "a" #"b")]
;=> [["a" "b" "" "c"] ["a" "b" "" "c" "" ""] ["a" "b,c"] [""] ["a" "b" "c"] ["a" "b"] ["" "a" "b"] ["" "a"] ["a"]]
(str/split nil #",")
;!! NullPointerException
(str/split "a" ",")
;!! ClassCastException
[(str/split-lines "a\nb\r\nc") (str/split-lines "") (str/split-lines "a\n\n") (str/split-lines "\na")]
;=> [["a" "b" "c"] [""] ["a"] ["" "a"]]
[(str/replace "aba" "a" "x") (str/replace "aba" \a \x) (str/replace "aba" #"a" "x") (str/replace "aba" #"(a)" "<$1>") (str/replace "aba" #"a" str/upper-case) (str/replace "a.b" "." "$1") (str/replace "ab" #"(a)(b)" (fn [[_ a b]] (str b a))) (str/replace-first "aba" "a" "x") (str/replace-first "aba" #"b" "$0$0") (str/replace-first "aba" #"z" "x") (str/replace "abc" #"" "-")]
;=> ["xbx" "xbx" "xbx" "<a>b<a>" "AbA" "a$1b" "ba" "xba" "abba" "aba" "-a-b-c-"]
(str/replace "a" \a "b")
;!! ClassCastException
;settled character: "b"
(str/replace "a" "a" \b)
;!! ClassCastException
;settled character: "b"
(str/replace "a" #"a" "$1")
;!! IndexOutOfBoundsException
(str/replace "a" #"a" "\\")
;!! IllegalArgumentException
(str/replace nil "a" "b")
;!! NullPointerException
(str/replace "a" "a" nil)
;!! NullPointerException
[(str/re-quote-replacement "$1\\") (str/replace "a" #"a" (str/re-quote-replacement "$1"))]
;=> ["\\$1\\\\" "$1"]
[(str/trim " a ") (str/triml " a ") (str/trimr " a ") (str/trim-newline "a\r\n\n") (str/trim "\u2003a") (str/trim "") (str/blank? nil) (str/blank? " \t\n") (str/blank? "a")]
;=> ["a" "a " " a" "a" "a" "" true true false]
(str/trim nil)
;!! NullPointerException
(str/blank? 1)
;!! ClassCastException
[(str/upper-case "aé") (str/lower-case "AÉ") (str/capitalize "hELLO wORLD") (str/capitalize "") (str/upper-case :a) (str/reverse "abc") (str/reverse "")]
;=> ["AÉ" "aé" "Hello world" "" ":A" "cba" ""]
(str/upper-case nil)
;!! NullPointerException
(str/capitalize nil)
;!! NullPointerException
(str/reverse nil)
;!! NullPointerException
[(str/starts-with? "abc" "ab") (str/ends-with? "abc" "bc") (str/includes? "abc" "b") (str/includes? "abc" "") (str/index-of "abc" "c") (str/index-of "abc" \c) (str/index-of "abc" "z") (str/index-of "aa" "a" 1) (str/last-index-of "aba" "a") (str/last-index-of "aba" "a" 1) (str/index-of "abc" "a" 10) (str/index-of "abc" "a" -5)]
;=> [true true true true 2 2 nil 1 2 0 nil 0]
(str/starts-with? nil "a")
;!! NullPointerException
(str/starts-with? "a" nil)
;!! NullPointerException
(str/includes? "a" nil)
;!! NullPointerException
(str/index-of nil "a")
;!! NullPointerException
[(str/escape "a<b" {\< "&lt;"}) (str/escape "" {}) (str/escape "ab" {\a 1})]
;=> ["a&lt;b" "" "1b"]
(str/escape nil {})
;!! NullPointerException
[(format "%d %s %x %5.2f %05d %+d %,d %e %b %c %%" 1 "a" 255 1.5 42 3 1234567 1.5 true \a) (format "%-5s|%5s|" "a" "b") (format "%s" nil) (format "%S" "a") (format "%o" 8) (format "%X" 255) (format "%2$s %1$s" "a" "b") (format "%n") (format "%.3s" "abcdef") (format "%08.2f" 3.14159) (format "%g" 0.0001)]
;=> ["1 a ff  1.50 00042 +3 1,234,567 1.500000e+00 true a %" "a    |    b|" "null" "A" "10" "FF" "b a" "\n" "abc" "00003.14" "0.000100000"]
(format "%d" "a")
;!! IllegalFormatConversionException
(format "%d" 1.5)
;!! IllegalFormatConversionException
(format "%s")
;!! MissingFormatArgumentException
(format "%q" 1)
;!! UnknownFormatConversionException
(format "%f" 1)
;!! IllegalFormatConversionException
;settled number: "1.000000"
(format nil)
;!! NullPointerException
[(name :a/b) (name 'a) (name "s") (namespace :a/b) (namespace :a) (namespace 'x/y) (keyword "a") (keyword "a" "b") (keyword 'a/b) (keyword nil) (keyword :a) (symbol "a") (symbol "a" "b") (symbol :a/b) (keyword "a/b/c") (namespace (keyword "a/b/c"))]
;=> ["b" "a" "s" "a" nil "x" :a :a/b :a/b nil :a a a/b a/b :a/b/c "a"]
(name nil)
;!! NullPointerException
(name 1)
;!! ClassCastException
(namespace "a")
;!! ClassCastException
(keyword 1)
;=> nil
(symbol 1)
;!! IllegalArgumentException
(symbol nil)
;!! IllegalArgumentException
(keyword "a" nil)
;!! NullPointerException
[(find-keyword "conformance-none") (find-keyword "a") (keyword? :a) (symbol? 'a) (ident? :a) (simple-keyword? :a/b) (qualified-symbol? 'a/b) (qualified-ident? :a) (simple-symbol? 'a)]
;=> [nil :a true true true false true false true]
[(:a nil) (:a {:a 1}) (:a {} 2) (:a #{:a}) (:a [1]) (:a "s") ('a {'a 1}) ('a nil 3) (:a 5 :d)]
;=> [nil 1 2 :a nil nil 1 3 :d]
(:a)
;!! ArityException
(:a 1 2 3)
;!! ArityException
(:a {} 1 2)
;!! ArityException
('a)
;!! ArityException
[(re-find #"a(b)?" "ab") (re-find #"a(b)?" "a") (re-find #"z" "a") (re-matches #"a+" "aa") (re-matches #"a" "ab") (re-seq #"\d" "1a2") (re-seq #"(a)(b)" "abab") (re-seq #"z" "a") (re-pattern "a") (re-groups (doto (re-matcher #"(a)b" "ab") .find)) (re-find (re-matcher #"a" "ba")) (re-seq #"" "ab")]
;=> [["ab" "b"] ["a" nil] nil "aa" nil ("1" "2") (["ab" "a" "b"] ["ab" "a" "b"]) nil #"a" ["ab" "a"] "a" ("" "" "")]
(re-find "a" "a")
;!! ClassCastException
(re-find #"a" nil)
;!! NullPointerException
(re-pattern "(")
;!! PatternSyntaxException
(re-groups (re-matcher #"a" "a"))
;!! IllegalStateException
(re-matches #"a" 1)
;!! ClassCastException
[(subs "héllo" 1 2) (count "héllo") (seq "é") (map int "aé") (char-escape-string \newline) (char-name-string \space) (char-escape-string \a)]
;=> ["é" 5 (\é) (97 233) "\\n" "space" nil]
[(str/join "," (map str [1 2])) (apply str (interpose "," [1 2])) (str (StringBuilder. "ab")) (str 'a/b) (str :a/b) (str #"a") (str 1e10) (str 1e-5) (str 100.0) (str 1.0E7) (str 123456789.123) (str 0.001) (str 1e21) (str (float 0.1)) (str 1/3) (str ##Inf) (str ##NaN)]
;=> ["1,2" "1,2" "ab" "a/b" ":a/b" "a" "1.0E10" "1.0E-5" "100.0" "1.0E7" "1.23456789123E8" "0.001" "1.0E21" "0.1" "1/3" "Infinity" "NaN"]

;; printing and reading
(map pr-str [nil true 1 1.0 1N 1M 1/2 :a :a/b 'a 'a/b "a\"b\\\n\t" #"a\"b" [] () {} #{} '(quote a) ''a '@a '#'a '`a])
;=> ("nil" "true" "1" "1.0" "1N" "1M" "1/2" ":a" ":a/b" "a" "a/b" "\"a\\\"b\\\\\\n\\t\"" "#\"a\\\"b\"" "[]" "()" "{}" "#{}" "(quote a)" "(quote a)" "(clojure.core/deref a)" "(var a)" "(quote oracle.conformance/a)")
;settled number: ("nil" "true" "1" "1.0" "1" "1M" "1/2" ":a" ":a/b" "a" "a/b" "\"a\\\"b\\\\\\n\\t\"" "#\"a\\\"b\"" "[]" "()" "{}" "#{}" "(quote a)" "(quote a)" "(clojure.core/deref a)" "(var a)" "(quote oracle.conformance/a)")
(pr-str {:a/b 1 :a/c 2})
;=> "{:a/b 1, :a/c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c 2}))
;=> "#:a{:b 1, :c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :c 2}))
;=> "{:a/b 1, :c 2}"
(binding [*print-namespace-maps* true] (pr-str {'a/b {:x/y 1}}))
;=> "#:a{b #:x{:y 1}}"
(binding [*print-length* 2] (pr-str [1 2 3] '(1 2 3) {1 2 3 4 5 6} #{1} [[1 2 3]]))
;=> "[1 2 ...] (1 2 ...) {1 2, 3 4, ...} #{1} [[1 2 ...]]"
(binding [*print-level* 1] (pr-str [1 [2]] {:a {:b 1}} '((1)) #{[1]}))
;=> "[1 #] {:a #} (#) #{#}"
(binding [*print-level* 0] (pr-str [1] 1 "a"))
;=> "# 1 \"a\""
(binding [*print-length* 0] (pr-str [1] {} () {1 2}))
;=> "[...] {} () {...}"
(binding [*print-meta* true] (pr-str ^{:a 1} [1] (with-meta 'x {:tag String}) ^:b {}))
;=> "^{:a 1} [1] ^java.lang.String x ^{:b true} {}"
;settled class: "^{:a 1} [1] ^str x ^{:b true} {}"
(binding [*print-readably* false] (pr-str "a\nb" \a [\a "b"]))
;=> "a\nb a [a b]"
(binding [*print-dup* true] (pr-str 1 "a" :a [1] 'b nil))
;=> "1 \"a\" :a [1] b nil"
(binding [*print-dup* true] (pr-str 1N 1M 1/2))
;=> "1N 1M 1/2"
;settled number: "1 1M 1/2"
[(pr-str (range 3)) (pr-str (map inc [1])) (pr-str (lazy-seq nil)) (pr-str (cons 1 nil)) (pr-str (sorted-map 1 2)) (pr-str (first {1 2})) (pr-str (seq {1 2}))]
;=> ["(0 1 2)" "(2)" "()" "(1)" "{1 2}" "[1 2]" "([1 2])"]
[(print-str "a" \b :c nil [1 "x"]) (prn-str "a") (println-str "a" 1) (with-out-str (print)) (with-out-str (prn)) (with-out-str (println "a" "b")) (with-out-str (pr "a" 1)) (with-out-str (newline))]
;=> ["a b :c nil [1 x]" "\"a\"\n" "a 1\n" "" "\n" "a b\n" "\"a\" 1" "\n"]
(pr-str (atom 1))
;=> "#object[ {:status :ready, :val 1}]"
(pr-str #'inc)
;=> "#'clojure.core/inc"
(pr-str ##Inf ##-Inf ##NaN [##Inf])
;=> "##Inf ##-Inf ##NaN [##Inf]"
(pr-str 1e7 1e-3 1e-4 123456.789 1e21 1.0E100 0.1 (float 0.5) -0.0 100.0)
;=> "1.0E7 0.001 1.0E-4 123456.789 1.0E21 1.0E100 0.1 0.5 -0.0 100.0"
(pr-str "é\u0000\u007f" \space \newline \tab)
;=> "\"é\u0000\u007f\" \\space \\newline \\tab"
;settled character: "\"é\u0000\u007f\" \" \" \"\\n\" \"\\t\""
(pr-str (symbol "a b") (keyword "a b") (symbol ""))
;=> "a b :a b "
(pr-str #inst "2020-01-02T03:04:05.678Z" #uuid "00000000-0000-0000-0000-000000000001")
;=> "#inst \"2020-01-02T03:04:05.678-00:00\" #uuid \"00000000-0000-0000-0000-000000000001\""
[(read-string "1") (read-string "[1 ;c\n 2]") (read-string "#_1 2") (read-string "#_ #_ 1 2 3") (read-string "'a") (read-string "@a") (read-string "#'a") (read-string "^:a b") (read-string "#(+ % 1)") ]
;=> [1 [1 2] 2 3 (quote a) (clojure.core/deref a) (var a) b (fn* [p1__N#] (+ p1__N# 1))]
(read-string "")
;!! RuntimeException
(read-string ")")
;!! RuntimeException
(read-string "(1")
;!! RuntimeException
(read-string "[1}")
;!! RuntimeException
(read-string "{1}")
;!! RuntimeException
(read-string "{1 2 1 3}")
;!! IllegalArgumentException
(read-string "#{1 1}")
;!! IllegalArgumentException
(read-string "\"a")
;!! RuntimeException
(read-string "\"\\q\"")
;!! RuntimeException
(read-string "\\abc")
;!! RuntimeException
[(read-string "\\u0041") (read-string "\\o101") (read-string "\\newline") (read-string "\"\\u0041\\101\"")]
;=> [\A \A \newline "AA"]
(read-string "\\o400")
;!! RuntimeException
(read-string "\\ud800")
;!! RuntimeException
(read-string "\"\\u12\"")
;!! IllegalArgumentException
[(read-string ":a/b") (read-string "a/b") (read-string "a.b/c") (read-string "/") (read-string "a//") (read-string "+") (read-string "-") (read-string "->a") (read-string ".a") (read-string "a.") (read-string "a'b") (read-string "a#") (read-string "-a") (read-string "+1") (read-string "a:b") (read-string "&") (read-string "%")]
;=> [:a/b a/b a.b/c / a// + - ->a .a a. a'b a# -a 1 a:b & %]
(read-string ":")
;!! RuntimeException
(read-string "::")
;!! RuntimeException
(read-string ":a/")
;!! RuntimeException
(read-string "/a")
;!! RuntimeException
;settled path: /a
(read-string "a/")
;!! RuntimeException
(read-string "a:")
;!! RuntimeException
(read-string ":a:")
;!! RuntimeException
(read-string "a::b")
;!! RuntimeException
(read-string "1a")
;!! NumberFormatException
(read-string "1/0")
;!! ArithmeticException
;settled kind: !! IllegalArgumentException
(read-string "08")
;!! NumberFormatException
(read-string "0x")
;!! NumberFormatException
(read-string "1.2.3")
;!! NumberFormatException
(read-string "2r2")
;!! NumberFormatException
(read-string "37r1")
;!! NumberFormatException
(read-string "1e")
;!! NumberFormatException
(read-string "#")
;!! RuntimeException
(read-string "#<a>")
;!! RuntimeException
(read-string "#a 1")
;!! RuntimeException
(read-string "#inst \"x\"")
;!! RuntimeException
(read-string "#inst 1")
;!! ClassCastException
;settled kind: !! IllegalArgumentException
(read-string "#uuid \"x\"")
;!! IllegalArgumentException
(read-string "^1 a")
;!! IllegalArgumentException
(read-string "^:a 1")
;!! IllegalArgumentException
(read-string "^")
;!! RuntimeException
(read-string "'")
;!! RuntimeException
(read-string "#_")
;!! RuntimeException
(read-string "#?(:clj 1)")
;!! RuntimeException
[(read-string {:read-cond :allow} "#?(:clj 1 :default 2)") (read-string {:read-cond :allow} "[#?@(:clj [1 2])]") (read-string {:read-cond :preserve} "#?(:clj 1)") (read-string {:read-cond :allow :features #{:x}} "#?(:x 1 :clj 2)")]
;=> [1 [1 2] #?(:clj 1) 1]
(read-string {:read-cond :allow} "#?(:clj)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?@(:clj [1])")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(1 2)")
;!! RuntimeException
(read-string {:eof :x} "")
;=> :x
(read-string nil)
;!! NullPointerException
(read-string 1)
;!! ClassCastException
(read-string "#:a{:b 1 :_/c 2 d 3 \"e\" 4}")
;=> {:a/b 1, :c 2, a/d 3, "e" 4}
(read-string "#::{:b 1}")
;=> {:oracle.conformance/b 1}
(read-string "#:a 1")
;!! RuntimeException
(read-string "#:a{:b}")
;!! RuntimeException
(read-string "#::nope{:a 1}")
;!! RuntimeException
(read-string "::nope/a")
;!! RuntimeException
[(read-string "#\"a\\d\\\"\"") (read-string "#=(+ 1 2)") (read-string "##Inf") (read-string "##NaN")]
;=> [#"a\d\"" 3 ##Inf ##NaN]
(read-string "##x")
;!! RuntimeException
(binding [*read-eval* false] (read-string "#=(+ 1 2)"))
;!! RuntimeException
(binding [*read-eval* :unknown] (read-string "1"))
;!! RuntimeException
;settled lenient: 1
(binding [*default-data-reader-fn* vector] (read-string "#foo 1"))
;=> [foo 1]
(binding [*data-readers* {'foo inc}] (read-string "#foo 1"))
;=> 2
(map meta [(read-string "^{:a 1} ^:b ^String x") (read-string "^\"S\" x")])
;=> ({:tag String, :b true, :a 1} {:tag "S"})
['`a '`(a ~b ~@c) `(inc ~(+ 1 2) ~@[3 4] x#) `[~@[1 2]] `{~:a ~1} `#{~:a} `nil `:a `"a" `inc `foo/bar `.a `String `&]
;=> [(quote oracle.conformance/a) (clojure.core/seq (clojure.core/concat (clojure.core/list (quote oracle.conformance/a)) (clojure.core/list b) c)) (clojure.core/inc 3 3 4 x__N__auto__) [1 2] {:a 1} #{:a} nil :a "a" clojure.core/inc foo/bar .a java.lang.String &]
`(let [x# 1] x#)
;=> (clojure.core/let [x__N__auto__ 1] x__N__auto__)
(let [[_ [a b] c] (read-string "(let [x y] z)")] [a b c])
;=> [x y z]
[(= '~a '(clojure.core/unquote a)) '~@a '@a]
;=> [true (clojure.core/unquote-splicing a) (clojure.core/deref a)]
~a
;!! CompilerException
(eval '~a)
;!! CompilerException
(eval '(~@[1]))
;!! IllegalStateException
`~@[1]
;!! IllegalStateException
;settled kind: !! IllegalArgumentException
[#(+ %1 %2) (#(do %&) 1 2) (#(vector %2 %1) 1 2) (#(identity %) 1)]
;=> [#object[] (1 2) [2 1] 1]
(#(do %&))
;=> nil
#(#(%))
;!! IllegalStateException
;settled kind: !! IllegalArgumentException
[(edn/read-string "1") (edn/read-string "") (edn/read-string nil) (edn/read-string "#_1 2") (edn/read-string "[1 #inst \"2020\" nil true a :b/c \"s\" 1.5M 2N #{1} {1 2} (1)]") (edn/read-string {:eof 1} "") (edn/read-string {:readers {'a inc}} "#a 1") (edn/read-string {:default vector} "#a 1")]
;=> [1 nil nil 2 [1 #inst "2020-01-01T00:00:00.000-00:00" nil true a :b/c "s" 1.5M 2N #{1} {1 2} (1)] 1 2 [a 1]]
(edn/read-string "#a 1")
;!! RuntimeException
(edn/read-string "#(+ 1)")
;!! RuntimeException
(edn/read-string "'a")
;=> 'a
(edn/read-string "@a")
;!! RuntimeException
(edn/read-string "`a")
;!! RuntimeException
(edn/read-string "#'a")
;!! RuntimeException
(edn/read-string "#=(+ 1 2)")
;!! RuntimeException
(edn/read-string "#\"a\"")
;!! RuntimeException
(edn/read-string "::a")
;!! RuntimeException
(edn/read-string "#?(:clj 1)")
;!! RuntimeException
(edn/read-string "^:a [1]")
;=> [1]
(edn/read-string "\\a")
;=> \a
(edn/read-string "#:a{:b 1}")
;=> {:a/b 1}
(edn/read-string "{1 2 1 3}")
;!! IllegalArgumentException
(edn/read-string "1/2")
;=> 1/2
(edn/read-string "(")
;!! RuntimeException
(edn/read-string ")")
;!! RuntimeException
(edn/read-string "##Inf")
;=> ##Inf
(edn/read-string "#!x\n1")
;!! RuntimeException
(with-in-str "1 2" [(read) (read)])
;=> [1 2]
(with-in-str "" (read))
;!! ReaderException
(with-in-str "" (read *in* false :eof))
;=> :eof
(with-in-str "a\nb" [(read-line) (read-line) (read-line)])
;=> ["a" "b" nil]
(read+string (java.io.PushbackReader. (java.io.StringReader. " 1 2")))
;!! ClassCastException
;settled lenient: [1 "1"]

;; macros and evaluation
(defmacro conf-m [& xs] (list 'quote [(count xs) (boolean &form) (map? &env)]))
;=> #'oracle.conformance/conf-m
(let [a 1] (conf-m 1 2))
;=> [2 true true]
(conf-m)
;=> [0 true false]
(defmacro conf-n ([a] `(inc ~a)) ([a b] `(+ ~a ~b)))
;=> #'oracle.conformance/conf-n
[(conf-n 1) (conf-n 1 2)]
;=> [2 3]
(conf-n)
;!! ArityException
;settled phase: !! CompilerException
(conf-n 1 2 3)
;!! ArityException
;settled phase: !! CompilerException
[(macroexpand-1 '(conf-n 1)) (macroexpand '(conf-n 1 2)) (macroexpand 1) (macroexpand '(foo 1)) (macroexpand-1 '(.a b c)) (macroexpand-1 '(A. 1)) (macroexpand ())]
;=> [(clojure.core/inc 1) (clojure.core/+ 1 2) 1 (foo 1) (. b a c) (new A 1) ()]
[(-> 1 inc) (-> 1 (+ 2)) (->> [1] (map inc)) (-> 1) (->> 1) (some-> nil inc) (some-> 1 inc) (some->> [1] first inc) (cond-> 1 true inc false dec) (cond->> [1] true (map inc)) (as-> 1 x (inc x) (* x 2)) (doto [1] conj) (.. "a" toString toUpperCase)]
;=> [2 3 (2) 1 1 nil 2 2 2 (2) 4 [1] "A"]
(cond-> 1 true)
;!! CompilerException
(as-> 1 x)
;=> 1
(->)
;!! ArityException
;settled phase: !! CompilerException
[(cond) (cond false 1) (cond nil 1 :else 2) (condp = 1 1 :a) (condp = 2 1 :a :b) (condp some [1 2] #{1} :>> inc) (case 1 1 :a) (case 2 1 :a :d) (case 'a a 1) (case "a" "a" 1) (case [1 2] [1 2] :v) (case 1 (1 2) :l) (case nil nil 1) (case :a (:a :b) 1) (case \a \a 1) (case '(1) ((1)) :x :y) (case 1.0 1.0 :f) (case {:a 1} {:a 1} :m) (case #{1} #{1} :s)]
;=> [nil nil 2 :a :b 2 :a :d 1 1 :v :l 1 1 1 :x :f :m :s]
(cond 1)
;!! CompilerException
(condp = 2 1 :a)
;!! IllegalArgumentException
(case 3 1 :a)
;!! IllegalArgumentException
(case 1 1 :a 1 :b)
;!! CompilerException
(case)
;!! ArityException
;settled phase: !! CompilerException
(case 1)
;!! IllegalArgumentException
[(if-let [a 1] a) (if-let [a nil] a 2) (when-let [a 1] a) (if-some [a false] a) (when-some [a nil] a) (when-first [a [1]] a) (when-first [a []] a) (when 1) (when-not nil 1) (if-not nil 1 2) (if-not 1 2) (when nil 1)]
;=> [1 2 1 false nil 1 nil nil 1 1 nil nil]
(if-let [a 1 b 2] a)
;!! CompilerException
(if-let a 1)
;!! CompilerException
(when-let [] 1)
;!! CompilerException
(if-let [a 1] 1 2 3)
;!! CompilerException
(if-not)
;!! ArityException
;settled phase: !! CompilerException
[(and) (and 1) (and 1 nil 2) (and nil) (or) (or nil) (or nil false) (or nil 1) (and 1 2)]
;=> [true 1 nil nil nil nil false 1 2]
[(let [[a & b :as c] "abc"] [a b c]) (let [{:keys [a] :or {a 1} :as m} {}] [a m]) (let [{a :a b "b" c 'c} {:a 1 "b" 2 'c 3}] [a b c]) (let [{:strs [a] :syms [b]} {"a" 1 'b 2}] [a b]) (let [{:keys [x/a :y/b]} {:x/a 1 :y/b 2}] [a b]) (let [{:x/keys [a]} {:x/a 1}] a) (let [[[a] {b :b}] [[1] {:b 2}]] [a b]) (let [{[a b] :v} {:v [1 2]}] [a b]) (let [& 1] 2)]
;!! CompilerException
(let [[a b] nil {c :c} nil] [a b c])
;=> [nil nil nil]
(let [[a] 1] a)
;!! UnsupportedOperationException
(let [{a :a} 1] a)
;!! CompilerException
;settled phase: nil
(let [{a :a} '(:a 1)] a)
;=> 1
(let [{a :a} '(:a 1 :b)] a)
;!! IllegalArgumentException
(let [{a :a} '({:a 2})] a)
;=> 2
(let [[a] #{1}] a)
;!! UnsupportedOperationException
(let [[a] {1 2}] a)
;!! UnsupportedOperationException
(let [{a 0} [5]] a)
;=> 5
((fn [& {:keys [a b] :as m}] [a b m]) :a 1 :b 2)
;=> [1 2 {:a 1, :b 2}]
((fn [& {:keys [a b] :as m}] [a b m]) {:a 1})
;=> [1 nil {:a 1}]
((fn [& {:keys [a b] :as m}] [a b m]) :a 1 {:b 2})
;=> [1 2 {:a 1, :b 2}]
((fn [& {:keys [a]}] a) :a)
;=> nil
((fn [[a b] {c :c}] [a b c]) [1 2] {:c 3})
;=> [1 2 3]
((fn ([] 0) ([a] 1) ([a & b] :n)) 1 2 3)
;=> :n
((fn [a]) )
;!! ArityException
(fn [a a] a)
;=> #object[]
(fn [&])
;!! CompilerException
(fn [a & b c])
;!! CompilerException
(fn ([a] 1) ([b] 2))
;!! CompilerException
(fn ([& a] 1) ([& b] 2))
;!! CompilerException
(fn ([a b] 1) ([& b] 2))
;!! CompilerException
(fn [a] {:pre [(pos? a)]} a)
;=> #object[]
((fn [a] {:pre [(pos? a)]} a) -1)
;!! AssertionError
((fn [a] {:post [(pos? %)]} a) -1)
;!! AssertionError
((fn f [n] (if (pos? n) (recur (dec n)) :done)) 1000)
;=> :done
(letfn [(ev? [n] (or (zero? n) (od? (dec n)))) (od? [n] (and (pos? n) (ev? (dec n))))] (ev? 100))
;=> true
(defn conf-f "doc" {:a 1} ([x] x) ([x y] y) {:b 2})
;=> #'oracle.conformance/conf-f
(select-keys (meta #'conf-f) [:doc :a :b :arglists])
;=> {:doc "doc", :a 1, :b 2, :arglists ([x] [x y])}
(defn conf-g [x] "not doc")
;=> #'oracle.conformance/conf-g
(:doc (meta #'conf-g))
;=> nil
(defn)
;!! CompilerException
(defn 1 [])
;!! CompilerException
(defn f)
;!! CompilerException
(defn conf-h "d" 1)
;!! CompilerException
(def)
;!! CompilerException
(def 1 2)
;!! CompilerException
(def a/b 1)
;!! CompilerException
(def conf-x 1 2 3)
;!! CompilerException
(def conf-y "doc" 2)
;=> #'oracle.conformance/conf-y
[(:doc (meta #'conf-y)) (do (def ^{:foo 1} conf-z) (:foo (meta #'conf-z)))]
;=> ["doc" 1]
(do (def ^:dynamic *conf* 1) (binding [*conf* 2] *conf*))
;=> 2
(binding [conf-y 1] 1)
;!! IllegalStateException
(binding [nope-nope 1] 1)
;!! CompilerException
(set! conf-y 1)
;!! IllegalStateException
(set! *conf* 1)
;!! IllegalStateException
(binding [*conf* 1] (set! *conf* 5) *conf*)
;=> 5
[(defonce conf-once 1) (defonce conf-once 2) conf-once]
;=> [#'oracle.conformance/conf-once nil 1]
(declare conf-d)
;=> #'oracle.conformance/conf-d
conf-d
;=> #object[]
(conf-d)
;!! IllegalStateException
[(bound? #'conf-d) (thread-bound? #'conf-y) (var? #'conf-y) (var-get #'conf-y) @#'conf-y (.sym #'conf-y)]
;=> [false false true 2 2 conf-y]
nope-nope
;!! CompilerException
nope/nope
;!! CompilerException
(nope-nope)
;!! CompilerException
(var nope-nope)
;!! CompilerException
(. nil)
;!! CompilerException
(new)
;!! CompilerException
(Foo.)
;!! CompilerException
(Nope/x)
;!! CompilerException
(.nope "a")
;!! IllegalArgumentException
;settled kind: !! RuntimeException
(.nope nil)
;!! NullPointerException
;settled kind: !! RuntimeException
(throw)
;!! CompilerException
(throw nil)
;!! NullPointerException
(throw 1)
;!! ClassCastException
(throw "a")
;!! ClassCastException
(try)
;=> nil
(try 1 (catch))
;!! CompilerException
(try 1 (catch Exception))
;!! CompilerException
(try (catch Exception e))
;=> nil
(try 1 (finally 2))
;=> 1
(try (throw (ex-info "a" {})) (catch clojure.lang.ExceptionInfo e :ei) (catch Exception e :e))
;=> :ei
(try (throw (Exception. "x")) (catch clojure.lang.ExceptionInfo e :ei) (catch Exception e (.getMessage e)))
;=> "x"
(try 1 (finally) (catch Exception e))
;!! CompilerException
(try 1 (catch Nope e))
;!! CompilerException
[(ex-message (ex-info "a" {})) (ex-data (ex-info "a" {:b 1})) (ex-data (Exception.)) (ex-message 1) (ex-data nil) (ex-message nil)]
;=> ["a" {:b 1} nil nil nil nil]
(ex-info "a")
;!! ArityException
(ex-info "a" 1)
;!! ClassCastException
(assert false)
;!! AssertionError
(assert nil "m")
;!! AssertionError
(assert true)
;=> nil
(try (assert (= 1 2) "msg") (catch AssertionError e (.getMessage e)))
;=> "Assert failed: msg\n(= 1 2)"
[(eval 1) (eval '(+ 1 2)) (eval ()) (eval nil) (eval [1 '(+ 1 1)]) (eval {:a '(+ 1 2)}) (eval (list + 1 2)) (eval :a) (eval "a") ]
;=> [1 3 () nil [1 2] {:a 3} 3 :a "a"]
(eval 'nope-nope)
;!! CompilerException
(eval '(1 2))
;!! ClassCastException
(1 2)
;!! ClassCastException
("a")
;!! ClassCastException
(nil)
;!! CompilerException
(true 1)
;!! ClassCastException
((quote a))
;!! ArityException
([1 2] 0)
;=> 1
([1 2] 5)
;!! IndexOutOfBoundsException
([1 2])
;!! ArityException
([1 2] 0 1)
;!! ArityException
({1 2} 1)
;=> 2
({1 2})
;!! ArityException
({} 1 2 3)
;!! ArityException
(#{1} 1)
;=> 1
(#{1})
;!! ArityException
(#{1} 1 2)
;!! ArityException
(recur)
;.. late
(loop [x 1] (recur x x))
;!! CompilerException
(quote)
;!! CompilerException
(loop [a])
;!! CompilerException
(do (defn conf-rec [n] (if (zero? n) 0 (inc (conf-rec (dec n))))) (conf-rec 1000))
;=> 1000
(fn* [a] a)
;=> #object[]
(let* [a 1 b a] b)
;=> 1
(monitor-enter)
;!! NullPointerException
;settled kind: !! CompilerException
(import 'java.util.Nope)
;!! ClassNotFoundException
;settled class: java.util.Nope
(in-ns 1)
;!! ClassCastException
(ns)
;!! CompilerException
(ns 1)
;!! CompilerException
(ns conf.a "doc" (:nope x))
;!! CompilerException
(require 'nope.nope)
;!! FileNotFoundException
(require '[clojure.string :nope 1])
;=> nil
(require '[clojure.string :as])
;!! IllegalArgumentException
(require 1)
;!! IllegalArgumentException
(use '[clojure.string :only [nope]])
;!! IllegalAccessError
(refer 'clojure.string :only '[nope])
;!! IllegalAccessError
(refer 'nope)
;!! Exception
(alias 'a 'nope)
;!! Exception
(do (alias 'cst 'clojure.string) (alias 'cst 'clojure.set))
;!! IllegalStateException
(resolve 'nope-nope)
;=> nil
(resolve 'nope.nope/a)
;=> nil
(ns-resolve 'nope 'a)
;!! Exception
(find-ns 'nope)
;=> nil
(the-ns 'nope)
;!! Exception
(ns-name 'nope)
;!! Exception
(remove-ns 'nope)
;=> nil
[(ns-name 'clojure.core) (ns-name (the-ns 'clojure.core)) (find-var 'clojure.core/inc) (find-var 'clojure.core/nope)]
;=> [clojure.core clojure.core #'clojure.core/inc nil]
(find-var 'inc)
;!! IllegalArgumentException
(find-var 'nope/a)
;!! IllegalArgumentException
(intern 'nope 'a)
;!! Exception
(do (create-ns 'conf.b) (intern 'conf.b 'x 5) [@(ns-resolve 'conf.b 'x) (keys (ns-publics 'conf.b)) (keys (ns-interns 'conf.b)) (ns-unmap 'conf.b 'x) (ns-publics 'conf.b)])
;=> [5 (x) (x) nil {}]
(ns-unmap 'conf.b 1)
;!! ClassCastException
[(special-symbol? 'if) (special-symbol? 'let) (special-symbol? 'let*) (special-symbol? 'nope)]
;=> [true false true false]

;; protocols, types, multimethods
(defprotocol ConfP "doc" (cp1 [x] "d1") (cp2 [x] [x y]))
;=> ConfP
[(satisfies? ConfP 1) (extends? ConfP Long) (extenders ConfP) (:on ConfP) (map? ConfP) (keys (:sigs ConfP))]
;=> [false false nil oracle.conformance.ConfP true (:cp1 :cp2)]
;settled class: [false false nil oracle.conformance/ConfP false (:cp1 :cp2)]
(cp1 1)
;!! IllegalArgumentException
(cp1)
;!! CompilerException
;settled phase: !! ArityException
(cp1 1 2)
;!! CompilerException
;settled phase: !! ClassCastException
(extend-type Long ConfP (cp1 [x] [:long x]) (cp2 ([x] :one) ([x y] [:two y])))
;=> nil
[(cp1 1) (cp2 1) (cp2 1 2) (satisfies? ConfP 1) (extends? ConfP Long)]
;=> [[:long 1] :one [:two 2] true true]
(extend-protocol ConfP nil (cp1 [_] :nil) String (cp1 [s] (str s "!")) Object (cp1 [_] :obj))
;=> nil
[(cp1 nil) (cp1 "a") (cp1 :k) (cp1 1)]
;=> [:nil "a!" :obj [:long 1]]
(cp2 "a")
;!! IllegalArgumentException
(extend String ConfP {:cp2 (fn [x] :s2)})
;=> nil
[(cp2 "a") (cp1 "a")]
;!! IllegalArgumentException
(defprotocol)
;!! ArityException
;settled phase: !! CompilerException
(defprotocol ConfQ (a))
;!! CompilerException
(defprotocol ConfQ (a []))
;!! CompilerException
(defrecord ConfR [a b])
;=> oracle.conformance.ConfR
[(->ConfR 1 2) (map->ConfR {:a 1 :c 3}) (:a (->ConfR 1 2)) (assoc (->ConfR 1 2) :c 3) (dissoc (->ConfR 1 2) :a) (record? (->ConfR 1 2)) (= (->ConfR 1 2) {:a 1 :b 2}) (= {:a 1 :b 2} (->ConfR 1 2)) (= (->ConfR 1 2) (->ConfR 1 2)) (count (->ConfR 1 2)) (keys (->ConfR 1 2)) (into {} (->ConfR 1 2)) (get (->ConfR 1 2) :z 5) (contains? (->ConfR 1 2) :a) (.a (->ConfR 1 2)) (map? (->ConfR 1 2)) (meta (with-meta (->ConfR 1 2) {:m 1})) (seq (->ConfR 1 2)) (merge (->ConfR 1 2) {:a 5}) (ConfR/getBasis)]
;=> [#oracle.conformance.ConfR{:a 1, :b 2} #oracle.conformance.ConfR{:a 1, :b nil, :c 3} 1 #oracle.conformance.ConfR{:a 1, :b 2, :c 3} {:b 2} true false false true 2 (:a :b) {:a 1, :b 2} 5 true 1 true {:m 1} ([:a 1] [:b 2]) #oracle.conformance.ConfR{:a 5, :b 2} [a b]]
(->ConfR 1)
;!! ArityException
(ConfR. 1)
;!! CompilerException
;settled phase: !! ArityException
(map->ConfR nil)
;=> #oracle.conformance.ConfR{:a nil, :b nil}
(map->ConfR [1])
;!! IllegalArgumentException
;settled kind: !! IllegalStateException
((->ConfR 1 2) :a)
;!! ClassCastException
(.z (->ConfR 1 2))
;!! IllegalArgumentException
;settled kind: !! RuntimeException
(empty (->ConfR 1 2))
;!! UnsupportedOperationException
(conj (->ConfR 1 2) [:a 9])
;=> #oracle.conformance.ConfR{:a 9, :b 2}
(conj (->ConfR 1 2) 1)
;!! IllegalArgumentException
(defrecord ConfR2 [a a])
;!! CompilerException
(defrecord ConfR3 (a))
;!! CompilerException
(defrecord ConfR4 [:a])
;!! CompilerException
(deftype ConfT [x ^:unsynchronized-mutable y] ConfP (cp1 [_] x) (cp2 [_ v] (set! y v) y) Object (toString [_] (str "T" x)))
;=> oracle.conformance.ConfT
[(cp1 (ConfT. 1 2)) (cp2 (ConfT. 1 2) 5) (str (->ConfT 7 8)) (.x (ConfT. 1 2)) (= (ConfT. 1 2) (ConfT. 1 2)) (map? (ConfT. 1 2))]
;=> [1 5 "T7" 1 false false]
(.y (ConfT. 1 2))
;!! IllegalArgumentException
;settled lenient: 2
(set! (.x (ConfT. 1 2)) 5)
;!! IllegalAccessError
(ConfT.)
;!! CompilerException
;settled phase: !! ArityException
(deftype ConfT2 [x] ConfP (cp1 [_] (set! x 1)))
;!! CompilerException
(let [r (reify ConfP (cp1 [this] (identical? this this)) Object (toString [_] "r"))] [(cp1 r) (str r) (satisfies? ConfP r) (instance? clojure.lang.IObj r)])
;=> [true "r" true true]
(cp2 (reify ConfP (cp1 [_] 1)))
;!! AbstractMethodError
(reify ConfP (cp1 [] 1))
;!! CompilerException
(defmulti conf-mm (fn [x & _] (:t x)) :default :other)
;=> #'oracle.conformance/conf-mm
(conf-mm {:t 1})
;!! IllegalArgumentException
(defmethod conf-mm 1 [_] :one)
;=> #object[]
(defmethod conf-mm :other [x & more] [:other more])
;=> #object[]
[(conf-mm {:t 1}) (conf-mm {} 1 2) (count (methods conf-mm)) (boolean (get-method conf-mm 1)) (boolean (get-method conf-mm :zz))]
;=> [:one [:other (1 2)] 2 true true]
(defmulti conf-mm identity)
;=> nil
(defmethod conf-nope 1 [])
;!! CompilerException
(defmethod inc 1 [x])
;!! ClassCastException
(do (derive ::sq ::sh) (defmulti conf-h2 identity) (defmethod conf-h2 ::sh [_] :sh) (conf-h2 ::sq))
;=> :sh
(do (derive ::sq ::rd) (defmethod conf-h2 ::rd [_] :rd) (conf-h2 ::sq))
;!! IllegalArgumentException
(do (prefer-method conf-h2 ::rd ::sh) [(conf-h2 ::sq) (prefers conf-h2)])
;=> [:rd {:oracle.conformance/rd #{:oracle.conformance/sh}}]
(prefer-method conf-h2 ::sh ::rd)
;!! IllegalStateException
(do (remove-method conf-h2 ::rd) (conf-h2 ::sq))
;=> :sh
[(isa? ::sq ::sh) (isa? [::sq 1] [::sh 1]) (isa? Long Number) (isa? 1 1) (parents ::sq) (ancestors ::sq) (descendants ::sh) (underive ::sq ::sh) (isa? ::sq ::sh)]
;=> [true true true true #{:oracle.conformance/sh :oracle.conformance/rd} #{:oracle.conformance/sh :oracle.conformance/rd} #{:oracle.conformance/sq} nil false]
(derive ::a ::a)
;!! AssertionError
(do (derive ::x1 ::y1) (derive ::y1 ::x1))
;!! Exception
(derive 'a 'b)
;!! AssertionError
(derive :a ::b)
;!! AssertionError
(derive ::a 1)
;!! ClassCastException
;settled kind: !! AssertionError
(derive "a" ::b)
;!! AssertionError
(let [h (-> (make-hierarchy) (derive :a :b) (derive :b :c))] [(isa? h :a :c) (ancestors h :a) (descendants h :c) (parents h :a) h])
;=> [true #{:c :b} #{:b :a} #{:b} {:parents {:a #{:b}, :b #{:c}}, :ancestors {:a #{:c :b}, :b #{:c}}, :descendants {:b #{:a}, :c #{:b :a}}}]
(do (defmulti conf-v (fn [a b] [a b])) (defmethod conf-v [Long String] [a b] 1) (try (conf-v 1 2) (catch IllegalArgumentException e :none)))
;=> :none
(remove-all-methods conf-v)
;=> #object[]

;; state, transients, volatiles, laziness
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
;settled character: !! IllegalArgumentException
(aset (int-array 1) 1 1)
;!! ArrayIndexOutOfBoundsException
(aset (int-array 1) 0 "a")
;!! IllegalArgumentException
;settled array: "a"
(make-array Long/TYPE -1)
;!! NegativeArraySizeException
[(vec (int-array 2)) (vec (object-array 1)) (vec (to-array [1 2])) (map vec (to-array-2d [[1] [2]])) (vec (aclone (int-array [1]))) (vec (amap (int-array [1 2]) i r (inc (aget r i)))) (areduce (int-array [1 2]) i s 0 (+ s i)) (vec (boolean-array 1)) (vec (char-array 1)) (vec (double-array [1])) (vec (byte-array [1 -1]))]
;=> [[0 0] [nil] [1 2] ([1] [2]) [1] [2 3] 1 [false] [\u0000] [1.0] [1 -1]]
(into-array [1 "a"])
;!! IllegalArgumentException
;settled array: #py/list [1 "a"]
(into-array Long ["a"])
;!! IllegalArgumentException
;settled array: #py/list ["a"]
[(comparator <) ((comparator <) 1 2) ((comparator <) 2 1) ((comparator <) 1 1)]
;=> [#object[] -1 1 0]
