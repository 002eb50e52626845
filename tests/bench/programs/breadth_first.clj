;; SPDX-License-Identifier: MIT
;; The shortest way through a maze: a queue, and a map from place to distance.
(defn wall? [[x y]]
  (zero? (mod (+ (* x x) (* 3 x) (* 2 x y) y (* y y)) 5)))

(defn around [size [x y]]
  (for [[dx dy] [[1 0] [0 1] [-1 0] [0 -1]]
        :let [x2 (+ x dx), y2 (+ y dy)]
        :when (and (< -1 x2 size) (< -1 y2 size) (not (wall? [x2 y2])))]
    [x2 y2]))

(defn distances [size start]
  (loop [queue (conj clojure.lang.PersistentQueue/EMPTY start)
         seen {start 0}]
    (if-let [place (peek queue)]
      (let [new (remove seen (around size place))
            steps (inc (seen place))]
        (recur (into (pop queue) new)
               (into seen (map (fn [p] [p steps]) new))))
      seen)))

(let [n (parse-long (first *command-line-args*))
      found (distances n [1 0])]
  (println (count found) (apply max (vals found)) (reduce + (vals found))))
