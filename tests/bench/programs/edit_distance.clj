;; SPDX-License-Identifier: MIT
;; The edit distance between words, row by row.
(defn next-row [previous a b]
  (reduce (fn [row [above-left above c]]
            (conj row (if (= a c)
                        above-left
                        (inc (min above-left above (peek row))))))
          [(inc (first previous))]
          (map vector previous (rest previous) b)))

(defn distance [a b]
  (peek (reduce (fn [row c] (next-row row c b)) (vec (range (inc (count b)))) a)))

(defn word [i]
  (apply str (map #(nth "abcdefgh" (mod (+ (* i %) (quot i 3)) 8)) (range 12))))

(let [n (parse-long (first *command-line-args*))
      words (map word (range n))]
  (println (reduce + (map distance words (rest words)))
           (reduce max (map #(distance (first words) %) words))))
