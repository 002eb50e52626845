;; SPDX-License-Identifier: MIT
;; java.util.stream and Spliterator, as their documentation says.
(ns java-streams-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.util.function Predicate Supplier]
           [java.util.stream Collectors IntStream LongStream Stream StreamSupport]))

(deftest through-functions-of-clojure
  (is (= 15 (stream-reduce! + (LongStream/rangeClosed 1 5))))
  (is (= 9 (stream-reduce! + (-> (Stream/of (to-array [1 2 3 4 5])) (.filter (reify Predicate (test [_ v] (odd? v))))))))
  (is (= [42 42] (take 2 (stream-seq! (Stream/generate (reify Supplier (get [_] 42)))))))
  (is (= [1 2 3] (stream-into! [] (Stream/of 1 2 3))))
  (is (= ["a"] (seq (stream-seq! (Stream/of "a"))))))

(deftest what-ends-a-stream
  (are [v form] (= v form)
    3     (.count (.stream [1 2 3]))
    3     (.collect (.stream #{1 2 3}) (Collectors/counting))
    [2 3] (-> (.stream [1 2]) (.map inc) (.collect (Collectors/toList)))
    "a,b" (-> (.stream ["a" "b"]) (.collect (Collectors/joining ",")))
    "<a>" (-> (.stream ["a"]) (.collect (Collectors/joining "," "<" ">")))
    {1 [1 3] 0 [2]} (-> (.stream [1 2 3]) (.collect (Collectors/groupingBy (fn [x] (rem x 2)))))
    {true 2 false 1} (-> (.stream [1 2 3]) (.collect (Collectors/partitioningBy odd? (Collectors/counting))))
    {1 2} (-> (.stream [1]) (.collect (Collectors/toMap identity inc)))
    6     (.sum (IntStream/range 0 4))
    10    (-> (IntStream/rangeClosed 1 4) (.reduce 0 +))
    24    (-> (IntStream/rangeClosed 1 4) (.reduce *) .get)
    9     (-> (.stream [1 9 3]) (.max compare) .get)
    1     (-> (.stream [1 9 3]) (.min compare) .get)
    2.0   (-> (IntStream/of 1 2 3) .average .get)
    [3 1] (-> (Stream/of 1 2 3) (.sorted >) (.filter odd?) .toList)
    [2]   (-> (Stream/iterate 1 inc) (.skip 1) (.limit 1) vec)
    [1 1 2] (-> (.stream [1 2]) (.flatMap (fn [n] (IntStream/rangeClosed 1 n))) .toList)
    true  (.anyMatch (.stream [1 2]) even?)
    false (.allMatch (.stream [1 2]) even?)
    [1 2] (vec (StreamSupport/stream (.spliterator [1 2]) false)))
  (is (false? (.isPresent (.findFirst (.stream [])))))
  (is (thrown? IllegalStateException (-> (.stream [1 1]) (.collect (Collectors/toMap identity inc)))))
  (is (thrown? IllegalStateException (let [s (.stream [1])] (.count s) (.count s)))))

(deftest spliterators
  (let [s (.spliterator (vec (range 10))), seen (atom [])]
    (is (= 10 (.estimateSize s) (.getExactSizeIfKnown s)))
    (is (true? (.tryAdvance s (fn [x] (swap! seen conj x)))))
    (let [front (.trySplit s)]
      (.forEachRemaining front (fn [x] (swap! seen conj x)))
      (.forEachRemaining s (fn [x] (swap! seen conj x))))
    (is (= (range 10) @seen))
    (is (false? (.tryAdvance s identity)))
    (is (nil? (.trySplit s)))))
