;; SPDX-License-Identifier: MIT
;; Huffman's code of a text, by a sorted set of trees.
(defn text [n]
  (apply str (take n (map #(nth "etaoin shrdlu,.ETAOIN" (mod (* % % 7) 21)) (range)))))

(defn tree [counts]
  (loop [queue (into (sorted-set) (map-indexed (fn [i [c n]] [n i c]) (sort counts)))
         id (count counts)
         nodes {}]
    (let [[n a left] (first queue)
          queue (disj queue (first queue))]
      (if-let [[m b right] (first queue)]
        (recur (conj (disj queue (first queue)) [(+ n m) id nil])
               (inc id)
               (assoc nodes id [[a left] [b right]]))
        [nodes [a left]]))))

(defn codes [nodes [id c] prefix]
  (if c
    {c prefix}
    (let [[left right] (nodes id)]
      (merge (codes nodes left (str prefix 0)) (codes nodes right (str prefix 1))))))

(defn decode [by-code bits]
  (loop [bits (seq bits), prefix "", out []]
    (if bits
      (let [prefix (str prefix (first bits))]
        (if-let [c (by-code prefix)]
          (recur (next bits) "" (conj out c))
          (recur (next bits) prefix out)))
      (apply str out))))

(let [n (parse-long (first *command-line-args*))
      message (text n)
      [nodes root] (tree (frequencies message))
      by-char (codes nodes root "")
      bits (apply str (map by-char message))]
  (println (count bits) (sort-by (juxt count identity) (vals by-char)))
  (println (= message (decode (into {} (map (fn [[c code]] [code c]) by-char)) bits))))
