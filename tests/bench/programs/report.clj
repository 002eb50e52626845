;; SPDX-License-Identifier: MIT
;; Sales grouped and summed up.
(def regions [:north :south :east :west])

(defn sale [i]
  {:id i :region (nth regions (mod (* i 7) 4)) :product (str "p" (mod (* i 13) 50)) :units (inc (mod i 9)) :price (+ 5 (mod (* i 3) 40))})

(defn total [{:keys [units price]}] (* units price))

(let [n (parse-long (first *command-line-args*))
      sales (mapv sale (range n))
      by-region (group-by :region sales)]
  (doseq [region regions
          :let [rows (by-region region)
                by-product (reduce (fn [m {:keys [product] :as row}]
                                     (update m product (fnil + 0) (total row)))
                                   {} rows)
                [best amount] (first (sort-by (juxt (comp - val) key) by-product))]]
    (println (name region) (count rows) (reduce + (map total rows)) best amount))
  (println (reduce-kv (fn [sum _ rows] (+ sum (count (filter #(> (:units %) 5) rows)))) 0 by-region)
           (get-in (reduce (fn [m {:keys [region product units]}]
                             (update-in m [region product] (fnil + 0) units))
                           {} sales)
                   [:east "p7"] 0)))
