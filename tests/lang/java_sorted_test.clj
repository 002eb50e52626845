;; SPDX-License-Identifier: MIT
;; PriorityQueue, TreeMap, TreeSet and their like: orders, views, neighbours; each value is what the JVM gives.
(ns java-sorted-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.util Collection ConcurrentModificationException NoSuchElementException PriorityQueue Queue Random SortedMap SortedSet TreeMap TreeSet]
           [java.util.concurrent ConcurrentSkipListMap ConcurrentSkipListSet]
           [java.util.function BiFunction Function]))

(deftest priority-queue
  (let [q (PriorityQueue. [5 3 8 1 9 2])]
    (are [value form] (= value form)
      [1 3 2 5 9 8] (vec q)
      [1 3 2 5 9 8] (seq q)
      [1 3 2 5 9 8] (into [] q)
      [1 3 2 5 9 8] (for [x q] x)
      "[1, 3, 2, 5, 9, 8]" (str q)
      28            (reduce + q)
      [6 6 1 false] [(count q) (.size q) (.peek q) (empty? q)]
      [true false]  [(.remove q 3) (.remove q 77)]
      [1 5 2 8 9]   (vec q)
      [1 2 5 8 9]   (vec (repeatedly 5 #(.poll q)))
      [nil nil 0]   [(.poll q) (.peek q) (.size q)])
    (is (thrown? NoSuchElementException (.remove q)))
    (is (thrown? NoSuchElementException (.element q)))
    (is (thrown? NullPointerException (.add q nil)))
    (is (instance? Queue q))
    (is (instance? Collection q)))
  (is (thrown? IllegalArgumentException (PriorityQueue. 0)))
  (testing "in another order, and with elements that compare equal"
    (is (= [5 4 2 1 3] (vec (doto (PriorityQueue. 10 (comparator >)) (.addAll [1 2 3 4 5])))))
    (is (= [[0 4] [0 6] [1 5] [1 2] [1 3]]
           (let [q (doto (PriorityQueue. 3 (fn [a b] (compare (first a) (first b)))) (.addAll [[1 2] [1 3] [0 4] [1 5] [0 6]]))]
             (vec (repeatedly 5 #(.poll q)))))))
  (testing "what is equal to it is itself"
    (is (not= (PriorityQueue. [1]) (PriorityQueue. [1]))))
  (testing "an iterator that removes misses nothing"
    (let [q  (PriorityQueue. (range 20))
          it (.iterator q)]
      (is (= (set (range 20)) (loop [seen #{}]
                                (if (.hasNext it)
                                  (let [x (.next it)]
                                    (when (even? x)
                                      (.remove it))
                                    (recur (conj seen x)))
                                  seen))))
      (is (= (filter odd? (range 20)) (sort q)))
      (let [it (.iterator q)]
        (.add q 3)
        (is (thrown? ConcurrentModificationException (.next it))))))
  (testing "many elements"
    (let [q (PriorityQueue.), r (Random. 42)]
      (dotimes [_ 2000]
        (.add q (.nextInt r 1000)))
      (is (apply <= (repeatedly 2000 #(.poll q)))))))

(deftest tree-map
  (let [m (TreeMap. {5 :a 1 :b 9 :c})]
    (are [value form] (= value form)
      "{1 :b, 5 :a, 9 :c}" (pr-str m)
      "{1=:b, 5=:a, 9=:c}" (str m)
      [5 9 nil nil]        [(.floorKey m 6) (.ceilingKey m 6) (.lowerKey m 1) (.higherKey m 9)]
      [:a :x true false]   [(get m 5) (get m 6 :x) (contains? m 5) (contains? m 6)]
      [[5 :a] nil {1 :b}]  [(find m 5) (find m 6) (select-keys m [1 2])]
      [[1 5 9] [:b :a :c]] [(keys m) (vals m)]
      15                   (reduce-kv (fn [sum k _] (+ sum k)) 0 m)
      [[:b 1] [:a 5]]      (for [[k v] m :when (< k 9)] [v k])
      [true true true]     [(= m {1 :b 5 :a 9 :c}) (= {1 :b 5 :a 9 :c} m) (= m (java.util.HashMap. {1 :b 5 :a 9 :c}))]
      [false false]        [(= {1 :b 5 :a} m) (= {1 :b 5 :a 9 :d} m)]
      :v                   (get {{1 :b 5 :a 9 :c} :v} m)
      "{1=:b}"             (str (.headMap m 5))
      "{1=:b, 5=:a}"       (str (.headMap m 5 true))
      "{9=:c}"             (str (.tailMap m 5 false))
      "{9=:c, 5=:a, 1=:b}" (str (.descendingMap m))
      [9 1]                [(.firstKey (.descendingMap m)) (.lowerKey (.descendingMap m) 0)])
    (testing "a part of it is it"
      (let [head (.headMap m 6)]
        (.put head 2 :new)
        (is (= [:new 3] [(.get m 2) (.size head)]))
        (is (thrown-with-msg? IllegalArgumentException #"key out of range" (.put head 7 :x)))
        (is (thrown-with-msg? IllegalArgumentException #"toKey out of range" (.headMap head 9)))
        (.remove (.keySet head) 1)
        (.clear (.tailMap m 9))
        (is (= "{2=:new, 5=:a}" (str m) (str head)))
        (is (thrown-with-msg? IllegalArgumentException #"fromKey > toKey" (.subMap m 9 1)))))
    (testing "what depends on what is there"
      (is (= [nil :a "x" nil nil]
             [(.putIfAbsent m 7 "x") (.putIfAbsent m 5 :z) (.get m 7) (.replace m 8 1) (.computeIfAbsent m 8 (reify Function (apply [_ _] nil)))]))
      (is (= "xy" (.merge m 7 "y" (reify BiFunction (apply [_ a b] (str a b))))))
      (is (nil? (.compute m 7 (reify BiFunction (apply [_ _ _] nil)))))
      (is (= [[2 :new] [5 :a] nil] [(.pollFirstEntry m) (.pollLastEntry m) (.pollFirstEntry m)])))
    (is (thrown? NoSuchElementException (.firstKey m)))
    (is (thrown? NullPointerException (.put m nil 1))))
  (is (= [3 1] (vec (.keySet (doto (TreeMap. (comparator >)) (.put 1 2) (.put 3 4))))))
  (is (instance? SortedMap (TreeMap.)))
  (is (thrown? NullPointerException (.put (ConcurrentSkipListMap.) 1 nil)))
  (testing "an iterator removes, and sees that another did"
    (let [m (TreeMap. (zipmap (range 5) (range 5))), it (.iterator (.keySet m))]
      (.next it)
      (.remove it)
      (is (= [1 2 3 4] (vec (.keySet m))))
      (.put m 77 0)
      (is (thrown? ConcurrentModificationException (.next it))))))

(deftest tree-set
  (let [s (TreeSet. [3 1 2])]
    (are [value form] (= value form)
      "#{1 2 3}"            (pr-str s)
      "[1, 2, 3]"           (str s)
      [1 3 3 nil]           [(.first s) (.last s) (.floor s 5) (.lower s 1)]
      [true true true]      [(= s #{1 2 3}) (= #{1 2 3} s) (contains? s 1)]
      ["[1]" "[2, 3]"]      [(str (.headSet s 2)) (str (.tailSet s 2))]
      ["[1, 2]" "[3, 2, 1]"] [(str (.subSet s 1 3)) (str (.descendingSet s))]
      [3 2 1]               (iterator-seq (.descendingIterator s))
      [false true]          [(.add s 3) (.add s 4)]
      [4 1]                 [(.pollLast s) (.pollFirst s)]
      [2 3]                 (vec s)
      [true [3]]            [(.removeAll s [2 9]) (vec s)])
    (is (instance? SortedSet s))
    (is (thrown? NullPointerException (.add s nil))))
  (is (= ["b" "a"] (vec (TreeSet. (TreeSet. (doto (TreeSet. (comparator #(pos? (compare %1 %2)))) (.addAll ["a" "b"])))))))
  (is (= [1 2 3] (vec (ConcurrentSkipListSet. [3 1 2])))))

(deftype Pairs [m]
  java.util.Map
  (get [_ k] (get m k))
  (containsKey [_ k] (contains? m k))
  (size [_] (count m))
  (iterator [_] (.iterator m))
  Object
  (equals [_ other] (= m other))
  (hashCode [_] (hash m)))

(deftest maps-of-a-program
  (testing "a type that names java.util.Map is compared with maps by its equals, whichever comes first"
    (is (= {1 2} (Pairs. {1 2})))
    (is (= (Pairs. {1 2}) {1 2}))
    (is (not= {1 3} (Pairs. {1 2})))
    (is (= [1 2] (find (Pairs. {1 2}) 1)))))
