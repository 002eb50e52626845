;; SPDX-License-Identifier: MIT
;; A document as JSON and back. Clojure itself has no JSON.
#?(:cljsh (require '[cljsh.io :refer [json-str parse-json]]))

(defn document [n]
  {:items (vec (for [i (range n)]
                  {:id i
                   :name (str "item " i)
                   :tags ["red" "green" "blue"]
                   :price (/ i 4.0)
                   :stock {:here (mod i 7) :there (even? i)}
                   :note (when (zero? (mod i 3)) "a \"quoted\"\nline")}))})

#?(:cljsh (let [n (parse-long (first *command-line-args*))
                items (get (parse-json (json-str (document n))) :items)]
            (println (count items)
                     (reduce + (map #(get-in % [:stock :here]) items))
                     (format "%.2f" (reduce + (map #(get % :price) items)))
                     (count (filter #(get % :note) items)))))
