;; SPDX-License-Identifier: MIT
;; Matrices as vectors of vectors.
(defn transpose [m] (apply mapv vector m))

(defn times [a b]
  (let [columns (transpose b)]
    (mapv (fn [row] (mapv (fn [column] (reduce + (map * row column))) columns)) a)))

(let [n (parse-long (first *command-line-args*))
      a (vec (for [i (range n)] (vec (for [j (range n)] (mod (+ (* i j) i) 10)))))
      b (times a a)]
  (println (reduce + (map #(reduce + %) b)) (get-in b [3 4]) (reduce + (map-indexed (fn [i row] (nth row i)) b))))
