;; SPDX-License-Identifier: MIT
;; An order book: prices in a sorted map (Python: a list kept sorted by bisect).
(defn numbers [n]
  (take n (iterate #(mod (+ (* % 1103515245) 12345) 2147483648) 42)))

(defn add [book x]
  (let [price (mod (quot x 64) 20000)]
    (if (zero? (mod x 3))
      (dissoc book (or (first (keys (subseq book >= price))) -1))
      (update book price (fnil + 0) (mod x 10)))))

(let [n (parse-long (first *command-line-args*))
      book (reduce add (sorted-map) (numbers n))]
  (println (count book) (key (first book)) (key (first (rseq book))) (reduce + (vals book)))
  (println (reduce + (map val (subseq book > 5000 < 6000)))))
