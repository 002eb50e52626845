;; SPDX-License-Identifier: MIT
;; The longest of the Collatz sequences that begin below n.
(defn following [n]
  (if (even? n) (quot n 2) (inc (* 3 n))))

(defn steps [n]
  (count (take-while #(not= 1 %) (iterate following n))))

(let [n (parse-long (first *command-line-args*))
      best (apply max-key steps (range 1 n))]
  (println best (steps best)))
