;; SPDX-License-Identifier: MIT
;; Tasks in an order in which what one needs comes before it.
(defn needs [n]
  (into {} (for [i (range n)]
             [i (set (filter #(< % i) [(quot i 2) (quot i 3) (mod (* i 7) (inc i))]))])))

(defn ordered [graph]
  (let [needed-by (reduce (fn [m [task needs]]
                            (reduce (fn [m need] (update m need (fnil conj []) task)) m needs))
                          {} graph)]
    (loop [ready (into clojure.lang.PersistentQueue/EMPTY (sort (for [[task needs] graph :when (empty? needs)] task)))
           graph graph
           done []]
      (if-let [task (peek ready)]
        (let [waiting (sort (needed-by task))
              graph (reduce (fn [g t] (update g t disj task)) graph waiting)]
          (recur (into (pop ready) (filter #(empty? (graph %)) waiting))
                 graph
                 (conj done task)))
        done))))

(let [n (parse-long (first *command-line-args*))
      tasks (ordered (needs n))]
  (println (count tasks) (reduce + (map-indexed * (take 1000 tasks))) (take-last 5 tasks)))
