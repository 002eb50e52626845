;; SPDX-License-Identifier: MIT
;; Numbers, strings, maps and vectors sorted, in usual ways.
(defn numbers [n]
  (take n (iterate #(mod (+ (* % 1103515245) 12345) 2147483648) 42)))

(let [n (parse-long (first *command-line-args*))
      xs (vec (numbers n))
      strings (mapv str xs)
      people (mapv (fn [x] {:age (mod (quot x 256) 100) :name (str "n" (mod x 1000)) :id x}) xs)
      pairs (mapv (fn [x] [(mod (quot x 512) 50) x]) xs)]
  (println (nth (sort xs) (quot n 2)) (first (sort > xs)))
  (println (last (sort strings)))
  (println (:id (first (sort-by :id people))) (:id (last (sort-by (juxt :age :name :id) people))))
  (println (second (nth (sort pairs) (quot n 3)))))
