;; SPDX-License-Identifier: MIT
;; Words with the same letters, grouped.
(require '[clojure.string :as str])

(def syllables ["ta" "at" "er" "re" "on" "no" "li" "il" "s"])

(defn word [i]
  (apply str (map #(nth syllables (mod (quot i %) 9)) [1 9 81 729])))

(let [n (parse-long (first *command-line-args*))
      groups (->> (map word (range n))
                  (distinct)
                  (group-by sort)
                  (vals)
                  (filter next)
                  (sort-by (juxt (comp - count) first)))]
  (println (count groups) (str/join " " (sort (first groups))))
  (println (reduce + (map count groups)) (first (last groups))))
