;; SPDX-License-Identifier: MIT
;; Pythagorean triples by a comprehension of three levels.
(defn triples [n]
  (for [a (range 1 n)
        b (range a n)
        :let [c2 (+ (* a a) (* b b))
              c (long (Math/sqrt c2))]
        :when (and (< c n) (= c2 (* c c)))]
    [a b c]))

(let [n (parse-long (first *command-line-args*))
      found (triples n)]
  (println (count found) (last found) (reduce + (for [[a b c] found] (+ a b c)))))
