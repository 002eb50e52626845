;; SPDX-License-Identifier: MIT
;; Data printed and read again (Python: repr and literal_eval).
(require '[clojure.edn :as edn])

(defn document [n]
  (vec (for [i (range n)]
         {:id i :name (str "item " i) :tags [:red :green :blue] :price (/ i 4.0) :stock {:here (mod i 7) :there (even? i)}})))

(let [n (parse-long (first *command-line-args*))
      items (edn/read-string (pr-str (document n)))]
  (println (count items)
           (reduce + (map #(get-in % [:stock :here]) items))
           (format "%.2f" (reduce + (map :price items)))))
