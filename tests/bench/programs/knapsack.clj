;; SPDX-License-Identifier: MIT
;; The best value for a weight: a row of a table for every thing.
(defn add-thing [row [weight value]]
  (mapv (fn [w best]
          (if (< w weight) best (max best (+ value (nth row (- w weight))))))
        (range) row))

(let [n (parse-long (first *command-line-args*))
      things (for [i (range n)] [(+ 3 (mod (* i 37) 50)) (+ 10 (mod (* i 53) 90))])
      best (reduce add-thing (vec (repeat 1001 0)) things)]
  (println (peek best) (reduce + best)))
