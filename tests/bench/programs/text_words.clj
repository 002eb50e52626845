;; SPDX-License-Identifier: MIT
;; A text split, counted, changed and joined.
(require '[clojure.string :as str])

(def some-words ["the" "quick" "Brown" "fox" "jumps" "over" "a" "Lazy" "dog" "and" "runs" "Away"])

(defn text [n]
  (str/join " " (map #(str (nth some-words (mod (* % %) 12)) (if (zero? (mod % 9)) "," "")) (range n))))

(let [n (parse-long (first *command-line-args*))
      words (->> (str/split (text n) #"\s+")
                 (map #(str/replace % "," ""))
                 (map str/lower-case))]
  (doseq [[word n] (sort-by (juxt (comp - val) key) (frequencies words))]
    (println word n))
  (println (count (str/join "_" (map str/capitalize words)))
           (count (filter #(str/starts-with? % "a") words))
           (count (distinct (map #(subs % 0 1) words)))
           (reduce + (map (fn [line] (count (str/trim (str/upper-case line))))
                          (str/split-lines (str/replace (text n) ", " ",\n "))))))
