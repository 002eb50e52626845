;; SPDX-License-Identifier: MIT
;; Conway's game of life: a set of the cells that live, each a vector.
(defn neighbours [[x y]]
  (for [dx [-1 0 1], dy [-1 0 1] :when (not= 0 dx dy)]
    [(+ x dx) (+ y dy)]))

(defn step [cells]
  (set (for [[cell n] (frequencies (mapcat neighbours cells))
             :when (or (= n 3) (and (= n 2) (cells cell)))]
         cell)))

;; An acorn and an r-pentomino.
(def start #{[0 0] [1 0] [1 2] [3 1] [4 0] [5 0] [6 0]
             [40 1] [41 1] [39 0] [40 0] [40 -1]})

(let [n (parse-long (first *command-line-args*))
      cells (nth (iterate step start) n)]
  (println (count cells) (reduce + (map first cells)) (reduce + (map second cells))))
