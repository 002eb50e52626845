;; SPDX-License-Identifier: MIT
;; Pancakes: the most flips that a permutation of n takes.
(defn flips [start]
  (loop [p start, n 0]
    (let [k (first p)]
      (if (= k 1)
        n
        (recur (into (vec (rseq (subvec p 0 k))) (subvec p k)) (inc n))))))

(defn permutations [xs]
  (if (empty? xs)
    [[]]
    (for [x xs, more (permutations (remove #{x} xs))]
      (into [x] more))))

(let [n (parse-long (first *command-line-args*))
      counts (map flips (permutations (range 1 (inc n))))]
  (println (count counts) (reduce max counts) (reduce + counts)))
