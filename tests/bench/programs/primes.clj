;; SPDX-License-Identifier: MIT
;; Primes as a lazy seq that is divided by itself.
(def primes
  (cons 2 (lazy-seq
            (filter (fn [n] (not-any? #(zero? (rem n %))
                                      (take-while #(<= (* % %) n) primes)))
                    (iterate #(+ 2 %) 3)))))

(let [n (parse-long (first *command-line-args*))]
  (println (nth primes (dec n)) (reduce + (take n primes))))
