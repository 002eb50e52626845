;; SPDX-License-Identifier: MIT
;; How much of a seq is realised, transducers.
(ns oracle.laziness (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
;=> nil

;; laziness: how much is realised
(defn noisy [n] (map (fn [x] (print x "") x) (iterate inc n)))
;=> #'oracle.laziness/noisy
(do (take 2 (noisy 0)) nil)
;=> nil
(do (doall (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (noisy 0)) nil)
;out "0 "
;=> nil
(do (rest (noisy 0)) nil)
;out "0 "
;=> nil
(do (next (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (seq (drop 2 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (nth (noisy 0) 2) nil)
;out "0 1 2 "
;=> nil
(do (second (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (let [[a b] (noisy 0)] a) nil)
;out "0 1 "
;=> nil
(do (let [[a & b] (noisy 0)] a) nil)
;out "0 1 "
;=> nil
(do (first (map (fn [x] (print x "") x) (range 100))) nil)
;out "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 "
;=> nil
(do (first (map (fn [x] (print x "") x) [1 2 3])) nil)
;out "1 2 3 "
;=> nil
(do (first (filter (fn [x] (print x "") (odd? x)) '(2 4 5 6))) nil)
;out "2 4 5 "
;=> nil
(do (take-while (fn [x] (print x "") (< x 2)) (iterate inc 0)) nil)
;=> nil
(do (doall (take-while (fn [x] (print x "") (< x 2)) (iterate inc 0))) nil)
;out "0 1 2 "
;=> nil
(do (concat (noisy 0) (noisy 1)) nil)
;=> nil
(do (first (concat (noisy 0) (noisy 1))) nil)
;out "0 "
;=> nil
(do (first (mapcat (fn [x] (print x "") [x]) (iterate inc 0))) nil)
;out "0 1 2 3 "
;=> nil
;settled lazier: nil
(do (apply (fn [a & b] a) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (apply (fn [& b] 1) (noisy 0)) nil)
;out "0 1 "
;=> nil
;settled lazier: nil
(do (apply (fn [a b & c] 1) (noisy 0)) nil)
;out "0 1 2 3 "
;=> nil
;settled lazier: nil
(do (apply concat (take 3 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (interleave (noisy 0) (noisy 10)) nil)
;=> nil
(do (first (interleave (noisy 0) (noisy 10))) nil)
;out "0 10 "
;=> nil
(do (first (partition 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (partition-all 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (first (partition-by #(quot % 2) (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (some #{2} (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (every? #(< % 2) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (not-any? #(> % 1) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (empty? (noisy 0)) nil)
;out "0 "
;=> nil
(do (cons 1 (noisy 0)) nil)
;=> nil
(do (first (distinct (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (dedupe (take 40 (noisy 0)))) nil)
;out "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 "
;=> nil
;settled lazier: nil
(do (first (sequence (map identity) (take 5 (noisy 0)))) nil)
;out "0 1 2 3 4 "
;=> nil
;settled lazier: nil
(do (first (reductions + (noisy 0))) nil)
;out "0 "
;=> nil
(do (take 2 (reductions + (noisy 0))) nil)
;=> nil
(do (first (cycle (take 3 (noisy 0)))) nil)
;out "0 "
;=> nil
(do (first (keep identity (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (map-indexed vector (noisy 0))) nil)
;out "0 "
;=> nil
(do (split-at 2 (noisy 0)) nil)
;=> nil
(do (first (split-with #(< % 2) (noisy 0))) nil)
;=> nil
(do (drop-last 2 (noisy 0)) nil)
;=> nil
(do (first (drop-last 2 (noisy 0))) nil)
;out "0 1 2 "
;=> nil
(do (first (take-nth 2 (noisy 0))) nil)
;out "0 "
;=> nil
(do (first (for [x (noisy 0)] x)) nil)
;out "0 "
;=> nil
(do (first (for [x (noisy 0) y [1]] x)) nil)
;out "0 "
;=> nil
(do (lazy-cat (noisy 0) (noisy 1)) nil)
;=> nil
(do (first (flatten [(take 3 (noisy 0))])) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (first (map + (noisy 0) (noisy 10))) nil)
;out "0 10 "
;=> nil
(do (first (remove odd? (noisy 1))) nil)
;out "1 2 "
;=> nil
(do (first (tree-seq sequential? identity (take 3 (noisy 0)))) nil)
;out "0 1 2 "
;=> nil
;settled lazier: nil
(do (first (repeatedly #(print "r"))) nil)
;out "r"
;=> nil
(do (first (iterate #(do (print %) (inc %)) 0)) nil)
;=> nil
(do (second (iterate #(do (print %) (inc %)) 0)) nil)
;out "0"
;=> nil
(do (first (interpose :x (noisy 0))) nil)
;out "0 "
;=> nil
(do (list* 1 (noisy 0)) nil)
;=> nil
(do (lazy-seq (print "never")) nil)
;=> nil
(do (bounded-count 2 (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (reduce (fn [_ x] (if (= x 2) (reduced x) x)) (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (vec (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (= [0 1] (take 2 (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (= [5] (noisy 0)) nil)
;out "0 "
;=> nil
(do (zipmap [:a :b] (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (mapv + [1 2] (noisy 0)) nil)
;out "0 1 2 "
;=> nil
(do (into [] (take 2) (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (transduce (take 2) + (noisy 0)) nil)
;out "0 1 "
;=> nil
(do (dorun (sequence (take 2) (noisy 0))) nil)
;out "0 1 "
;=> nil
(do (nthrest (noisy 0) 2) nil)
;out "0 1 "
;=> nil
(do (nthnext (noisy 0) 2) nil)
;out "0 1 2 "
;=> nil
(do (ffirst [(noisy 0)]) nil)
;out "0 "
;=> nil
(do (replace {0 :z} (noisy 0)) nil)
;=> nil
(let [s (map (fn [x] (print x "") x) '(1 2))] [(doall s) (doall s)])
;out "1 2 "
;=> [(1 2) (1 2)]
(let [n (atom 0) s (lazy-seq (swap! n inc) nil)] (seq s) (seq s) @n)
;=> 1
(let [n (atom 0) s (lazy-seq (swap! n inc) (throw (ex-info "lazy" {:n @n})))] [(try (seq s) (catch Exception e (ex-data e))) (try (seq s) (catch Exception e (ex-data e))) @n])
;=> [{:n 1} nil 1]
;settled again: [{:n 1} {:n 1} 1]

;; transducers
(into [] (comp (map inc) (filter odd?)) (range 5))
;=> [1 3 5]
(into [] (take 2) [1 2 3])
;=> [1 2]
(into [] (take 0) [1 2 3])
;=> []
(into [] (drop 1) [1 2 3])
;=> [2 3]
(into [] (take-while odd?) [1 3 4 5])
;=> [1 3]
(into [] (drop-while odd?) [1 3 4 5])
;=> [4 5]
(into [] (take-nth 2) [1 2 3])
;=> [1 3]
(into [] (partition-all 2) [1 2 3])
;=> [[1 2] [3]]
(into [] (partition-by odd?) [1 1 2 3])
;=> [[1 1] [2] [3]]
(into [] (mapcat range) [1 2 3])
;=> [0 0 1 0 1 2]
(into [] (distinct) [1 1 2])
;=> [1 2]
(into [] (dedupe) [1 1 2 1])
;=> [1 2 1]
(into [] (interpose :x) [1 2 3])
;=> [1 :x 2 :x 3]
(into [] (keep #(when (odd? %) %)) [1 2 3])
;=> [1 3]
(into [] (keep-indexed #(when (odd? %1) %2)) [:a :b :c])
;=> [:b]
(into [] (map-indexed vector) [:a :b])
;=> [[0 :a] [1 :b]]
(into [] (remove odd?) [1 2])
;=> [2]
(into [] (replace {1 :a}) [1 2])
;=> [:a 2]
(into [] (random-sample 1) [1 2])
;=> [1 2]
(into [] (comp cat (map inc)) [[1] [2]])
;=> [2 3]
(into [] (comp (take 2) (partition-all 3)) [1 2 3])
;=> [[1 2]]
(transduce (map inc) + [1 2])
;=> 5
(transduce (map inc) + 10 [1 2])
;=> 15
(transduce (map inc) conj nil)
;=> []
(transduce (map inc) + 1)
;!! IllegalArgumentException
(transduce nil + [1])
;!! NullPointerException
(transduce identity + [1 2])
;=> 3
(sequence (comp (partition-all 2) (map vec)) (range 5))
;=> ([0 1] [2 3] [4])
(sequence (take 2) (range))
;=> (0 1)
(eduction (take 2) (range))
;=> (0 1)
(reduce + (eduction (map inc) [1 2]))
;=> 5
((map inc) nil)
;=> #object[]
(((map inc) conj) [] 1)
;=> [2]
(((map +) conj) [] 1 2)
;=> [3]
(run! print (eduction (map inc) [1 2]))
;out "23"
;=> nil
