;; SPDX-License-Identifier: MIT
(ns equality-test
  (:require [clojure.test :refer [are deftest is testing]]))

(defrecord Pair [a b])
(defrecord Other [a b])

(deftest equal-test
  (are [a b] (and (= a b) (= b a) (= (hash a) (hash b)) (not (not= a b)))
    nil nil
    true true
    false false
    1 1
    1 1N
    1.5 1.5
    1/2 1/2
    "a" "a"
    "a" (str \a)
    :a :a
    :a/b (keyword "a" "b")
    'a 'a
    'a/b (symbol "a" "b")
    'a (with-meta 'a {:m 1})
    [] []
    [] ()
    () []
    [] (lazy-seq nil)
    () (map inc [])
    [1 2] [1 2]
    [1 2] '(1 2)
    [1 2] (map inc [0 1])
    [1 2] (range 1 3)
    [1 2] (cons 1 [2])
    [1 2] (conj (cljsh.core/queue-empty) 1 2)
    '(1 2) (lazy-seq [1 2])
    [1 2] (subvec [0 1 2] 1)
    [1 2] (seq [1 2])
    [1 2] (first {1 2})
    [1 [2 [3]]] '(1 (2 (3)))
    [nil] (list nil)
    {} {}
    {} (sorted-map)
    {:a 1} {:a 1}
    {:a 1 :b 2} {:b 2 :a 1}
    {:a 1 :b 2} (sorted-map :b 2 :a 1)
    {:a 1 :b 2} (hash-map :a 1 :b 2)
    {:a 1 :b 2} (array-map :b 2 :a 1)
    {1 2} {1N 2}
    {[1] 2} {'(1) 2}
    {:a [1]} {:a '(1)}
    #{} #{}
    #{} (sorted-set)
    #{1 2} #{2 1}
    #{1 2} (sorted-set 1 2)
    #{[1]} #{'(1)}
    #{nil} #{nil}
    [1] (with-meta [1] {:m 1})
    (->Pair 1 2) (->Pair 1 2)
    (zipmap (range 100) (range 100)) (into {} (map #(vector % %) (reverse (range 100))))
    (set (range 100)) (set (reverse (range 100)))
    (vec (range 100)) (range 100)))

(deftest unequal-test
  (are [a b] (and (not= a b) (not= b a) (not (= a b)))
    nil false
    nil ()
    nil []
    nil 0
    true 1
    false 0
    true "true"
    1 1.0
    1 1M
    0.5 1/2
    1 "1"
    "a" :a
    "a" 'a
    :a 'a
    :a :b
    :a/b :b
    'a/b 'b
    [] {}
    [] #{}
    {} #{}
    [1] [1 2]
    [1 2] [2 1]
    [1 2] #{1 2}
    [[:a 1]] {:a 1}
    {:a 1} {:a 2}
    {:a 1} {:b 1}
    {:a nil} {}
    {:a nil} {:b nil}
    {:a 1} #{[:a 1]}
    #{1} #{2}
    #{1} #{1 2}
    [nil] []
    '(nil) ()
    "ab" [\a \b]
    "" []
    (->Pair 1 2) {:a 1 :b 2}
    (->Pair 1 2) (->Other 1 2)
    (->Pair 1 2) (->Pair 1 3)
    1 nil
    [1] 1
    inc dec
    (atom 1) (atom 1)
    #"a" #"a"
    (Object.) (Object.)))

(deftest arities-test
  (are [x] (true? x)
    (= 1)
    (= nil)
    (= 1 1 1)
    (= [1] '(1) (range 1 2))
    (not= 1 2)
    (not= 1 1 2))
  (are [x] (false? x)
    (= 1 1 2)
    (= 1 2 1)
    (not= 1)
    (not= 1 1 1)))

(deftest identical-test
  (are [x] (true? x)
    (identical? :a :a)
    (identical? nil nil)
    (identical? 1 1)
    (let [v [1]] (identical? v v))
    (identical? inc inc))
  (are [x] (false? x)
    (identical? [1] [2])
    (identical? (list 1) (list 1))
    (identical? 'a nil)))

(deftest as-keys-test
  (are [result x] (= result x)
    :v (get {[1 2] :v} '(1 2))
    :v (get {'(1 2) :v} [1 2])
    :v (get {{:a 1} :v} (sorted-map :a 1))
    :v (get {#{1} :v} (sorted-set 1))
    :v (get {nil :v} nil)
    :v (get {"a" :v} (str \a))
    nil (get {1 :v} 1.0)
    nil (get {true :v} 1)
    :v (get {1/2 :v} 2/4)
    :v (get {(->Pair 1 2) :v} (->Pair 1 2))
    nil (get {(->Pair 1 2) :v} {:a 1 :b 2})
    [1 2] (get #{[1 2]} (list 1 2))
    2 (count {1 :a true :b})
    2 (count #{0 false})
    2 (count #{1 1.0})
    1 (count (set [[1] '(1) (range 1 2)]))))

(deftest compare-test
  (are [a b] (and (neg? (compare a b)) (pos? (compare b a)))
    1 2
    1 1.5
    1/2 1
    nil 0
    nil ""
    nil []
    "a" "b"
    "a" "ab"
    "B" "a"
    :a :b
    :a :a/a
    'a 'b
    false true
    [1] [2]
    [9] [1 1]
    [1 2] [1 3]
    \a \b)
  (testing "how far texts and names are apart"
    (are [n a b] (= n (compare a b) (- (compare b a)))
      -2 "a" "c"
      -32 "A" "a"
      -3 "abc" "defghi"
      3 "abcdef" "abc"
      131 "é" "f"
      -2 :a :c
      1 'b/a 'a/z
      -4 :n/a :n/e
      -1 :z :a/a
      -1 nil "zz"
      -1 1 5))
  (are [a b] (zero? (compare a b))
    1 1
    1 1.0
    nil nil
    "a" "a"
    :a :a
    [1 2] [1 2]
    [] [])
  (are [a b] (thrown? Exception (compare a b))
    1 "a"
    :a "a"
    :a 'a
    [1] '(1)
    {:a 1} {:a 2}
    #{1} #{2})
  (is (= [nil 1 2 3] (sort [3 nil 1 2])))
  (is (= [[] [3] [1 2]] (sort [[1 2] [] [3]])))
  (is (= [3 2 1] (sort > [1 3 2])))
  (is (= ["a" "bb" "ccc"] (sort-by count ["ccc" "a" "bb"]))))

(deftest python-values-test
  (are [a b] (and (= a b) (= b a))
    [1 2] (py/list [1 2])
    '(1 2) (py/tuple [1 2])
    {"a" 1} (py/dict {"a" 1})
    #{1 2} (py/set [1 2])
    "a" (py/str "a")
    1 (py/int 1)
    1.5 (py/float 1.5))
  (are [a b] (not= a b)
    [1 2] (py/list [1 3])
    {"a" 1} (py/dict {"a" 2})
    1 (py/float 1)
    true (py/int 1)))

(defn- grown
  "A collection whose hash is known and that nobody else has, changed in place."
  [make change]
  (let [coll (make)]
    (hash coll)
    (change coll)))

(deftest hash-of-what-was-changed-in-place
  (are [made same] (= (hash made) (hash same))
    (grown #(vec (list 1 2 3)) #(conj % 4)) [1 2 3 4]
    (grown #(vec (range 100)) #(conj % 100)) (range 101)
    (grown #(vec (list 1 2 3)) #(assoc % 0 :x)) [:x 2 3]
    (grown #(vec (list 1 2 3)) pop) [1 2]
    (grown #(hash-map :a 1 :b 2) #(assoc % :a 5)) {:a 5 :b 2}
    (grown #(zipmap (range 50) (range)) #(assoc % :a 5)) (assoc (zipmap (range 50) (range)) :a 5)
    (grown #(zipmap (range 50) (range)) #(dissoc % 7)) (dissoc (zipmap (range 50) (range)) 7)
    (grown #(set (range 50)) #(conj % :a)) (conj (set (range 50)) :a)
    (grown #(set (range 50)) #(disj % 7)) (disj (set (range 50)) 7)
    (grown #(sorted-map 1 2 3 4) #(assoc % 5 6)) {1 2 3 4 5 6}
    (grown #(sorted-set 3 1 2) #(disj % 1)) #{2 3})
  (let [change (fn [v] (hash v) (conj v 4)), v (change (vec (list 1 2 3)))]
    (is (= :found (get {[1 2 3 4] :found} v)))))

(deftest compare-and-set-of-equal-numbers-and-strings
  (are [before same] (true? (compare-and-set! (atom before) same :new))
    1 1, 1.5 1.5, "ab" (str "a" "b"), :a :a, nil nil
    100000000000000000000N (* 10000000000N 10000000000N)
    0.1 (/ 1.0 10))
  (are [before other] (false? (compare-and-set! (atom before) other :new))
    1 2, 1 1.0, [1] (vec (list 1)), nil false, "a" "b"))

(deftest what-has-no-end-has-no-hash
  (are [form] (thrown? UnsupportedOperationException form)
    (hash (cycle [1]))
    (hash (repeat 1))
    (hash (iterate inc 1))
    (hash [(cycle [1 2])]))
  (is (= (hash (repeat 3 1)) (hash [1 1 1]))))
