;; SPDX-License-Identifier: MIT
;; The sieve of Eratosthenes on a transient vector.
(defn sieve [n]
  (loop [i 2, marks (transient (vec (repeat (inc n) true)))]
    (if (<= (* i i) n)
      (recur (inc i)
             (if (nth marks i)
               (loop [j (* i i), marks marks]
                 (if (<= j n)
                   (recur (+ j i) (assoc! marks j false))
                   marks))
               marks))
      (persistent! marks))))

(let [n (parse-long (first *command-line-args*))
      primes (keep-indexed (fn [i prime?] (when (and prime? (> i 1)) i)) (sieve n))]
  (println (count primes) (last primes) (reduce + primes)))
