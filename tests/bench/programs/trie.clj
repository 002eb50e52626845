;; SPDX-License-Identifier: MIT
;; A trie of nested maps, and what it completes.
(defn word [i]
  (apply str (map #(nth "abcdefghij" (mod (quot (* i 7919) %) 10)) [1 10 100 1000 10000])))

(defn add [trie word] (assoc-in trie (conj (vec word) :end) true))

(defn words-below [trie prefix]
  (mapcat (fn [[c below]]
            (if (= c :end) [prefix] (words-below below (str prefix c))))
          trie))

(let [n (parse-long (first *command-line-args*))
      trie (reduce add {} (map word (range n)))]
  (println (count (words-below trie "")))
  (println (take 3 (sort (words-below (get-in trie (seq "ab")) "ab"))))
  (println (reduce + (map #(count (get-in trie %)) (map (comp seq #(subs % 0 2) word) (range n))))))
