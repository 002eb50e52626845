;; SPDX-License-Identifier: MIT
;; Run-length encoding, roman numerals, and text wrapped to a width.
(require '[clojure.string :as str])

(defn encode [s]
  (apply str (mapcat (fn [run] [(count run) (first run)]) (partition-by identity s))))

(defn decode [s]
  (apply str (for [[_ n c] (re-seq #"(\d+)(\D)" s)] (apply str (repeat (parse-long n) c)))))

(def numerals [[1000 "M"] [900 "CM"] [500 "D"] [400 "CD"] [100 "C"] [90 "XC"] [50 "L"] [40 "XL"]
               [10 "X"] [9 "IX"] [5 "V"] [4 "IV"] [1 "I"]])

(defn roman [n]
  (loop [n n, numerals numerals, out ""]
    (if-let [[value letters] (first numerals)]
      (if (<= value n)
        (recur (- n value) numerals (str out letters))
        (recur n (rest numerals) out))
      out)))

(defn wrap [width words]
  (->> words
       (reduce (fn [[line lines] word]
                 (cond
                   (empty? line) [word lines]
                   (<= (+ (count line) 1 (count word)) width) [(str line " " word) lines]
                   :else [word (conj lines line)]))
               ["" []])
       ((fn [[line lines]] (conj lines line)))))

(let [n (parse-long (first *command-line-args*))
      s (apply str (for [i (range n)] (apply str (repeat (inc (mod (* i i) 7)) (nth "abc" (mod i 3))))))
      coded (encode s)
      words (map roman (range 1 n))
      lines (wrap 72 words)]
  (println (count coded) (= s (decode coded)))
  (println (count lines) (last lines))
  (println (key (apply max-key val (sort (frequencies (map count words)))))
           (count (str/join "\n" lines))))
