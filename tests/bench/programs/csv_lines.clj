;; SPDX-License-Identifier: MIT
;; Comma-separated lines: written, read into maps, summed up.
(require '[clojure.string :as str])

(defn write-row [row]
  (str/join "," (map str row)))

(defn document [n]
  (str/join "\n" (cons "id,city,amount,rate"
                       (map (fn [i] (write-row [i (nth ["Rome" "Oslo" "Bern"] (mod i 3)) (mod (* i 31) 997) (/ (mod i 8) 8.0)]))
                            (range n)))))

(defn read-rows [text]
  (let [[header & lines] (str/split-lines text)
        columns (map keyword (str/split header #","))]
    (map #(zipmap columns (str/split % #",")) lines)))

(let [n (parse-long (first *command-line-args*))
      rows (map #(-> % (update :amount parse-long) (update :rate parse-double)) (read-rows (document n)))]
  (doseq [[city rows] (sort (group-by :city rows))]
    (println city (count rows) (reduce + (map :amount rows))
             (format "%.3f" (reduce + (map #(* (:amount %) (:rate %)) rows)))))
  (println (count (filter #(> (:rate %) 0.5) rows))))
