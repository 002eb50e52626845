;; SPDX-License-Identifier: MIT
;; Transfers between accounts, each in a transaction.
(def accounts (mapv (fn [i] (ref {:id i :balance 1000 :moves 0})) (range 100)))

(defn transfer! [from to amount]
  (dosync
    (when (>= (:balance @from) amount)
      (alter from #(-> % (update :balance - amount) (update :moves inc)))
      (alter to update :balance + amount))))

(let [n (parse-long (first *command-line-args*))]
  (loop [i 0, x 7]
    (when (< i n)
      (let [y (mod (+ (* x 1103515245) 12345) 2147483648)
            from (mod (quot y 64) 100)]
        (transfer! (accounts from) (accounts (mod (+ from 1 (mod i 98)) 100)) (mod y 300))
        (recur (inc i) y))))
  (println (reduce + (map (comp :balance deref) accounts))
           (apply max (map (comp :balance deref) accounts))
           (reduce + (map (comp :moves deref) accounts))))
