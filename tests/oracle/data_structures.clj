;; SPDX-License-Identifier: MIT
;; Data structures: a form or more for each thing that a test of the language would ask.
(ns oracle.data-structures (:require [clojure.string :as str] [clojure.set :as set] [clojure.walk :as walk] [clojure.edn :as edn] [clojure.math :as math] [clojure.test :as t] [clojure.pprint :as pp]))
;=> nil

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
;settled contents: ()
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
