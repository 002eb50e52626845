;; SPDX-License-Identifier: MIT
;; Queens on a board of n by n.
(defn safe? [column queens]
  (every? (fn [[distance other]]
            (and (not= column other) (not= distance (abs (- column other)))))
          (map vector (iterate inc 1) queens)))

(defn queens [n]
  (reduce (fn [boards _]
            (for [board boards, column (range n) :when (safe? column board)]
              (cons column board)))
          [()] (range n)))

(let [n (parse-long (first *command-line-args*))
      boards (queens n)]
  (println (count boards) (first boards)))
