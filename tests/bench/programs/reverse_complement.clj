;; SPDX-License-Identifier: MIT
;; The reverse complement of a strand of DNA, in lines of 60.
(require '[clojure.string :as str])

(def letters ["A" "C" "G" "T" "N" "a" "c" "g" "t"])

(defn strand [n]
  (loop [i 0, x 42, parts (transient [])]
    (if (< i n)
      (recur (inc i) (mod (+ (* x 3877) 29573) 139968) (conj! parts (nth letters (mod x 9))))
      (apply str (persistent! parts)))))

(def complements
  {\A "T" \C "G" \G "C" \T "A" \N "N" \a "T" \c "G" \g "C" \t "A"})

(let [n (parse-long (first *command-line-args*))
      lines (->> (str/escape (str/reverse (strand n)) complements)
                 (partition-all 60)
                 (map #(apply str %)))]
  (println (count lines) (first lines))
  (println (last lines))
  (println (reduce + (map #(count (filter #{\A \T} %)) lines))))
