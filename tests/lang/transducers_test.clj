;; SPDX-License-Identifier: MIT
(ns transducers-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest agree-with-seqs
  (testing "a transducer gives what the function of a collection gives"
    (are [xform expected] (and (= expected (into [] xform (range 10)))
                               (= expected (into [] xform (list 0 1 2 3 4 5 6 7 8 9)))
                               (= expected (sequence xform (range 10)))
                               (= expected (transduce xform conj (range 10))))
      (map inc)                     [1 2 3 4 5 6 7 8 9 10]
      (filter odd?)                 [1 3 5 7 9]
      (remove odd?)                 [0 2 4 6 8]
      (keep #(when (odd? %) (- %))) [-1 -3 -5 -7 -9]
      (keep-indexed #(when (< %1 2) [%1 %2])) [[0 0] [1 1]]
      (map-indexed vector)          (map vector (range 10) (range 10))
      (mapcat #(repeat % %))        (mapcat #(repeat % %) (range 10))
      (take 3)                      [0 1 2]
      (take 0)                      []
      (take 100)                    (range 10)
      (take-while #(< % 4))         [0 1 2 3]
      (take-nth 4)                  [0 4 8]
      (drop 7)                      [7 8 9]
      (drop 100)                    []
      (drop-while #(< % 7))         [7 8 9]
      (replace {1 :one})            [0 :one 2 3 4 5 6 7 8 9]
      (partition-all 4)             [[0 1 2 3] [4 5 6 7] [8 9]]
      (partition-by #(quot % 4))    [[0 1 2 3] [4 5 6 7] [8 9]]
      (distinct)                    (range 10)
      (dedupe)                      (range 10)
      (interpose :s)                (interpose :s (range 10))
      (random-sample 1.0)           (range 10)
      (random-sample 0.0)           []
      (comp (filter odd?) (map inc) (take 2)) [2 4]
      (comp (take 5) (drop 2))      [2 3 4]
      (comp (mapcat range) (distinct)) (range 9)
      identity                      (range 10))))

(deftest early-end
  (testing "take stops its input"
    (let [seen (atom 0)]
      (is (= [0 1] (into [] (comp (map (fn [x] (swap! seen inc) x)) (take 2)) (iterate inc 0))))
      (is (= 2 @seen))))
  (is (= [0 1 2] (into [] (take-while #(< % 3)) (range))))
  (is (= [1 5] (into [] (comp (mapcat #(repeat % %)) (take 2)) [0 1 5 5])))
  (is (= 6 (transduce (take 4) + (range))))
  (is (= [[0 1] [2]] (into [] (comp (take 3) (partition-all 2)) (range))))
  (is (= [[0 1]] (into [] (comp (partition-all 2) (take 1)) (range))))
  (is (= [[0 0] [1]] (into [] (comp (take 3) (partition-by identity)) [0 0 1 1 2])))
  (is (= [1 :s 2] (into [] (comp (interpose :s) (take 3)) [1 2 3])))
  (is (= [1 :s] (into [] (comp (interpose :s) (take 2)) [1 2 3]))))

(deftest state-is-per-use
  (let [xform (comp (take 2) (map-indexed vector) (partition-all 1))]
    (is (= (into [] xform [:a :b :c]) (into [] xform [:a :b :c]))))
  (let [xform (distinct)]
    (is (= [1 2] (into [] xform [1 2 1])))
    (is (= [1 2] (into [] xform [1 2 1])))))

(deftest transduce-test
  (is (= 13 (transduce (map inc) + [1 2 3 3])))
  (is (= 9 (transduce (map inc) + [1 2 3])))
  (is (= 19 (transduce (map inc) + 10 [1 2 3])))
  (is (= 0 (transduce (map inc) + nil)))
  (is (= "bc" (transduce (map identity) str ["b" "c"])))
  (testing "completion runs once, at the end"
    (is (= [:done [1 2]] (transduce identity (completing conj (fn [acc] [:done acc])) [1 2])))
    (is (= [:done [1]] (transduce (take 1) (completing conj (fn [acc] [:done acc])) [1 2]))))
  (is (= [1 2] (transduce identity (completing conj) [] [1 2])))
  (is (= [] ((completing conj)))))

(deftest into-test
  (are [result call] (= result call)
    []             (into)
    [1]            (into [1])
    nil            (into nil)
    [1 2 3]        (into [1] [2 3])
    '(3 2 1)       (into '(1) [2 3])
    #{1 2}         (into #{1} [2 1])
    {:a 1 :b 2}    (into {:a 1} [[:b 2]])
    {:a 1 :b 2}    (into {:a 1} {:b 2})
    '(2 1)         (into nil [1 2])
    [[:a 1]]       (into [] {:a 1})
    [2 3]          (into [] (map inc) [1 2])
    {:b 2}         (into {} (map (fn [[k v]] [v k])) {2 :b})
    [1]            (into [1] nil)
    [1]            (into [1] (map inc) nil))
  (is (sorted? (into (sorted-map) {:b 1 :a 2})))
  (is (= {:m 1} (meta (into (with-meta [] {:m 1}) [1]))))
  (is (= {:m 1} (meta (into (with-meta {} {:m 1}) (map identity) {:a 1}))))
  (testing "the collection added to is not changed"
    (let [v [1 2] m {:a 1}]
      (into v [3])
      (into m {:b 2})
      (is (= [1 2] v))
      (is (= {:a 1} m)))))

(deftest cat-test
  (is (= [1 2 3] (into [] cat [[1] [2 3]])))
  (is (= [1 2 3 4] (into [] (comp cat cat) [[[1 2] [3]] [[4]]])))
  (is (= [1 2] (into [] (comp cat (take 2)) [[1 2 3] [4]])))
  (is (= [:a 1] (into [] (comp cat cat) [{:a 1}]))))

(deftest halt-when-test
  (testing "a sequence keeps what came before"
    (is (= [0 1 2] (sequence (halt-when #{3}) (range 5)) (eduction (halt-when #{3}) (range 5))))
    (is (= [[0 1] [2]] (sequence (comp (halt-when #{3}) (partition-all 2)) (range 5)))))
  (testing "and does not care for what the steps return"
    (is (= [0 1 2] (sequence (fn [rf] (fn ([acc] (rf acc) :done) ([acc x] (rf acc x) nil))) (range 3)))))
  (is (= 3 (transduce (halt-when #{3}) conj [] [1 2 3 4])))
  (is (= [1 2] (transduce (halt-when #{9}) conj [] [1 2])))
  (is (= {:so-far [1 2] :halt 3}
         (transduce (halt-when #{3} (fn [acc x] {:so-far acc :halt x})) conj [] [1 2 3 4])))
  (is (= nil (transduce (halt-when nil?) conj [] [1 nil 2]))))

(deftest reduced-test
  (is (reduced? (reduced 1)))
  (is (not (reduced? 1)))
  (is (= 1 @(reduced 1)))
  (is (= 1 (unreduced (reduced 1))))
  (is (= 1 (unreduced 1)))
  (is (reduced? (ensure-reduced 1)))
  (is (= 1 @(ensure-reduced (reduced 1)))))

(deftest eduction-test
  (let [e (eduction (filter odd?) (map inc) (range 6))]
    (is (= [2 4 6] (into [] e)))
    (is (= '(2 4 6) (seq e)))
    (is (= 12 (reduce + e)))
    (is (= 13 (reduce + 1 e)))
    (is (= 4 (reduce (fn [_ x] (if (= x 4) (reduced x) x)) e)))
    (is (= '(3 5 7) (map inc e)))
    (is (= 12 (transduce identity + e)))
    (is (sequential? e)))
  (testing "it is computed anew each time"
    (let [n (atom 0)
          e (eduction (map (fn [x] (swap! n inc) x)) [1 2])]
      (is (= 0 @n))
      (reduce + e)
      (reduce + e)
      (is (= 4 @n)))))

(deftest own-transducer
  (let [pairs-sum (fn [rf]
                    (let [held (volatile! nil)]
                      (fn
                        ([] (rf))
                        ([acc] (rf (if (nil? @held) acc (unreduced (rf acc @held)))))
                        ([acc x]
                         (if (nil? @held)
                           (do (vreset! held x) acc)
                           (let [sum (+ @held x)]
                             (vreset! held nil)
                             (rf acc sum)))))))]
    (is (= [1 5 4] (into [] pairs-sum (range 5))))
    (is (= '(1 5 4) (sequence pairs-sum (range 5))))
    (is (= [1] (into [] (comp pairs-sum (take 1)) (range 5))))))
