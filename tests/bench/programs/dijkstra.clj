;; SPDX-License-Identifier: MIT
;; Shortest ways in a graph with weights: a sorted set as the queue (Python: a heap).
(defn graph [n]
  (into {} (for [i (range n)]
             [i (into {} (for [k (range 1 6)]
                           [(mod (+ (* i 7) (* k k 13)) n) (+ 1 (mod (* i k 31) 17))]))])))

(defn distances [graph start]
  (loop [queue (sorted-set [0 start]), done {}]
    (if-let [[d node :as entry] (first queue)]
      (if (done node)
        (recur (disj queue entry) done)
        (recur (reduce-kv (fn [q to w] (if (done to) q (conj q [(+ d w) to])))
                          (disj queue entry) (graph node))
               (assoc done node d)))
      done)))

(let [n (parse-long (first *command-line-args*))
      found (distances (graph n) 0)]
  (println (count found) (reduce max (vals found)) (reduce + (vals found))))
