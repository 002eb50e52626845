;; SPDX-License-Identifier: MIT
;; Deep and wide recursion without loops: tak and Ackermann's function.
(defn tak [x y z]
  (if (< y x)
    (tak (tak (dec x) y z) (tak (dec y) z x) (tak (dec z) x y))
    z))

(defn ackermann [m n]
  (cond (zero? m) (inc n)
        (zero? n) (ackermann (dec m) 1)
        :else (ackermann (dec m) (ackermann m (dec n)))))

(let [n (parse-long (first *command-line-args*))]
  (println (tak (* 2 n) n 0) (ackermann 2 (* 10 n))))
