;; SPDX-License-Identifier: MIT
(ns clojure.data
  "What two pieces of data have in common, and what each has alone."
  (:require [clojure.set :as set]))

(declare diff)

(defn- atom-diff
  "Compares two things that have no parts."
  [a b]
  (if (= a b) [nil nil a] [a b nil]))

(defn- vectorize
  "Turns a map of indices to values into a vector with nil in the gaps, or nil when it is empty."
  [m]
  (when (seq m)
    (reduce (fn [result [i v]] (assoc result i v))
            (vec (repeat (inc (apply max (keys m))) nil))
            m)))

(defn- diff-key
  "Compares two associative things at one key."
  [a b k]
  (let [va (get a k)
        vb (get b k)
        [only-a only-b both] (diff va vb)
        in-a (contains? a k)
        in-b (contains? b k)
        same (and in-a in-b (or (some? both) (and (nil? va) (nil? vb))))]
    [(when (and in-a (or (some? only-a) (not same))) {k only-a})
     (when (and in-b (or (some? only-b) (not same))) {k only-b})
     (when same {k both})]))

(defn- diff-associative
  "Compares two associative things at the given keys."
  [a b ks]
  (reduce (fn [so-far more] (doall (map merge so-far more)))
          [nil nil nil]
          (map #(diff-key a b %) ks)))

(defn- diff-sequential
  [a b]
  (vec (map vectorize
            (diff-associative (vec a) (vec b) (range (max (count a) (count b)))))))

(defn- diff-set
  [a b]
  [(not-empty (set/difference a b))
   (not-empty (set/difference b a))
   (not-empty (set/intersection a b))])

(defprotocol ^{:added "1.3"} EqualityPartition
  "Which things can be compared part by part."
  (^{:added "1.3"} equality-partition [x]
    "Returns :atom, :map, :set or :sequential: what x can be compared with."))

(defprotocol ^{:added "1.3"} Diff
  "Comparison of things of one partition."
  (^{:added "1.3"} diff-similar [a b]
    "Compares two things of the same partition, as diff does."))

(defn- partition-of
  [x]
  (cond
    (map? x) :map
    (set? x) :set
    (sequential? x) :sequential
    (instance? py/dict x) :map
    (or (instance? py/set x) (instance? py/frozenset x)) :set
    (or (instance? py/list x) (instance? py/tuple x) (bytes? x) (cljsh.core/primitive-array? x)) :sequential
    :else :atom))

(extend-protocol EqualityPartition
  nil
  (equality-partition [_] :atom)
  Object
  (equality-partition [x] (partition-of x)))

(extend-protocol Diff
  nil
  (diff-similar [a b] (atom-diff a b))
  Object
  (diff-similar [a b]
    (case (partition-of a)
      :map (diff-associative a b (set/union (set (keys a)) (set (keys b))))
      :set (diff-set (set a) (set b))
      :sequential (diff-sequential a b)
      (atom-diff a b))))

(defn diff
  "Compares a and b, and returns [things-only-in-a things-only-in-b things-in-both].
  Maps are compared key by key, sequential things index by index (with nil where
  there is no difference), sets by membership; anything else is equal or not."
  {:added "1.3"}
  [a b]
  (if (= a b)
    [nil nil a]
    (if (= (equality-partition a) (equality-partition b))
      (diff-similar a b)
      (atom-diff a b))))
