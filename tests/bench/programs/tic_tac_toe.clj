;; SPDX-License-Identifier: MIT
;; Who wins when both play their best: all games of tic-tac-toe.
(def lines [[0 1 2] [3 4 5] [6 7 8] [0 3 6] [1 4 7] [2 5 8] [0 4 8] [2 4 6]])

(defn winner [board]
  (some (fn [[a b c]]
          (let [x (board a)]
            (when (and x (= x (board b) (board c))) x)))
        lines))

(defn score [board player]
  (if-let [won (winner board)]
    (if (= won :x) 1 -1)
    (let [free (filter #(nil? (board %)) (range 9))]
      (if (empty? free)
        0
        (let [other (if (= player :x) :o :x)]
          (apply (if (= player :x) max min)
                 (map #(score (assoc board % player) other) free)))))))

(let [n (parse-long (first *command-line-args*))
      boards (for [i (range n)]
               (assoc (vec (repeat 9 nil)) (mod i 9) :x (mod (+ i 1 (mod (* i i) 7)) 9) :o))]
  (println (map #(score % :x) boards)))
